//! The small tables behind instruction arguments: each argument value once, with its name as listings print it.

macro_rules! table {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $number:literal $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`")] $variant = $number,)*
        }

        impl $name {
            /// Every entry, in the order of their numbers.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The entry with this number.
            pub const fn from_arg(arg: u32) -> Option<$name> {
                match arg {
                    $($number => Some($name::$variant),)*
                    _ => None,
                }
            }

            /// The argument that stands for it.
            pub const fn arg(self) -> u32 {
                self as u32
            }

            /// As listings print it.
            pub const fn text(self) -> &'static str {
                match self {
                    $($name::$variant => $text,)*
                }
            }
        }
    };
}

table! {
    /// Argument of BINARY_OP; CPython's `NB_*` numbers.
    BinaryOp {
        Add = 0 "+",
        And = 1 "&",
        FloorDivide = 2 "//",
        LShift = 3 "<<",
        MatrixMultiply = 4 "@",
        Multiply = 5 "*",
        Remainder = 6 "%",
        Or = 7 "|",
        Power = 8 "**",
        RShift = 9 ">>",
        Subtract = 10 "-",
        TrueDivide = 11 "/",
        Xor = 12 "^",
        InplaceAdd = 13 "+=",
        InplaceAnd = 14 "&=",
        InplaceFloorDivide = 15 "//=",
        InplaceLShift = 16 "<<=",
        InplaceMatrixMultiply = 17 "@=",
        InplaceMultiply = 18 "*=",
        InplaceRemainder = 19 "%=",
        InplaceOr = 20 "|=",
        InplacePower = 21 "**=",
        InplaceRShift = 22 ">>=",
        InplaceSubtract = 23 "-=",
        InplaceTrueDivide = 24 "/=",
        InplaceXor = 25 "^=",
        Subscr = 26 "[]",
    }
}

impl BinaryOp {
    /// The in-place form of a plain operator.
    ///
    /// Panics on `[]` and on what is in-place already.
    pub const fn in_place(self) -> BinaryOp {
        assert!((self as u32) < BinaryOp::InplaceAdd as u32);
        match BinaryOp::from_arg(self as u32 + BinaryOp::InplaceAdd as u32) {
            Some(op) => op,
            None => unreachable!(),
        }
    }
}

table! {
    /// The comparison in an argument of COMPARE_OP: `comparison << 5 | as_bool << 4`.
    Comparison {
        Lt = 0 "<",
        Le = 1 "<=",
        Eq = 2 "==",
        Ne = 3 "!=",
        Gt = 4 ">",
        Ge = 5 ">=",
    }
}

impl Comparison {
    /// Bit of the argument that asks for a bool instead of whatever the comparison gives.
    pub const AS_BOOL: u32 = 16;

    /// The argument of COMPARE_OP.
    pub const fn encode(self, as_bool: bool) -> u32 {
        (self as u32) << 5 | if as_bool { Comparison::AS_BOOL } else { 0 }
    }

    /// The comparison and whether a bool is wanted.
    pub const fn decode(arg: u32) -> Option<(Comparison, bool)> {
        match Comparison::from_arg(arg >> 5) {
            Some(comparison) => Some((comparison, arg & Comparison::AS_BOOL != 0)),
            None => None,
        }
    }
}

table! {
    /// Argument of CALL_INTRINSIC_1.
    Intrinsic1 {
        Invalid = 0 "INTRINSIC_1_INVALID",
        Print = 1 "INTRINSIC_PRINT",
        ImportStar = 2 "INTRINSIC_IMPORT_STAR",
        StopIterationError = 3 "INTRINSIC_STOPITERATION_ERROR",
        AsyncGenWrap = 4 "INTRINSIC_ASYNC_GEN_WRAP",
        UnaryPositive = 5 "INTRINSIC_UNARY_POSITIVE",
        ListToTuple = 6 "INTRINSIC_LIST_TO_TUPLE",
        TypeVar = 7 "INTRINSIC_TYPEVAR",
        ParamSpec = 8 "INTRINSIC_PARAMSPEC",
        TypeVarTuple = 9 "INTRINSIC_TYPEVARTUPLE",
        SubscriptGeneric = 10 "INTRINSIC_SUBSCRIPT_GENERIC",
        TypeAlias = 11 "INTRINSIC_TYPEALIAS",
    }
}

table! {
    /// Argument of CALL_INTRINSIC_2.
    Intrinsic2 {
        Invalid = 0 "INTRINSIC_2_INVALID",
        PrepReraiseStar = 1 "INTRINSIC_PREP_RERAISE_STAR",
        TypeVarWithBound = 2 "INTRINSIC_TYPEVAR_WITH_BOUND",
        TypeVarWithConstraints = 3 "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS",
        SetFunctionTypeParams = 4 "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
        SetTypeParamDefault = 5 "INTRINSIC_SET_TYPEPARAM_DEFAULT",
    }
}

table! {
    /// Argument of LOAD_COMMON_CONSTANT.
    CommonConstant {
        AssertionError = 0 "AssertionError",
        NotImplementedError = 1 "NotImplementedError",
        Tuple = 2 "tuple",
        All = 3 "all",
        Any = 4 "any",
    }
}

table! {
    /// Argument of LOAD_SPECIAL.
    SpecialMethod {
        Enter = 0 "__enter__",
        Exit = 1 "__exit__",
        AsyncEnter = 2 "__aenter__",
        AsyncExit = 3 "__aexit__",
    }
}

table! {
    /// Argument of CONVERT_VALUE, and the conversion in BUILD_INTERPOLATION (0 there: none).
    Conversion {
        Str = 1 "str",
        Repr = 2 "repr",
        Ascii = 3 "ascii",
    }
}

table! {
    /// Argument of SET_FUNCTION_ATTRIBUTE.
    FunctionAttribute {
        Defaults = 1 "defaults",
        KwDefaults = 2 "kwdefaults",
        Annotations = 4 "annotations",
        Closure = 8 "closure",
        Annotate = 16 "annotate",
    }
}

/// Bits in the argument of RESUME.
pub mod resume {
    /// At the start of a frame.
    pub const START: u32 = 0;
    /// After `yield`.
    pub const AFTER_YIELD: u32 = 1;
    /// After a yield of `yield from`.
    pub const AFTER_YIELD_FROM: u32 = 2;
    /// After a yield of `await`.
    pub const AFTER_AWAIT: u32 = 3;
    /// Mask of the place.
    pub const PLACE: u32 = 3;
    /// Set where the frame's own StopIteration handler is the only one around.
    pub const DEPTH1: u32 = 4;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_place_operators_are_thirteen_further() {
        for op in &BinaryOp::ALL[..13] {
            assert_eq!(format!("{}=", op.text()), op.in_place().text());
        }
    }

    #[test]
    fn comparisons_survive_encoding() {
        for comparison in Comparison::ALL {
            assert_eq!(Comparison::decode(comparison.encode(true)), Some((*comparison, true)));
            assert_eq!(Comparison::decode(comparison.encode(false)), Some((*comparison, false)));
        }
    }
}
