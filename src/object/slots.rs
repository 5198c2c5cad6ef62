//! Type slots: what a type does, as function pointers that take the VM.
//!
//! A slot that a built-in type leaves empty is inherited along the MRO. A class whose Python code defines the matching
//! special method gets the generic function of `object/dunder.rs` there, which calls the method; opcode handlers look the
//! method up first when the type is a class, so that Python-defined special methods run as frames and not as nested
//! interpreters.

use super::{Args, CallArgs, Owned, PyResult, Ref, Vm};

/// Rich comparison operators in `COMPARE_OP` order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs, reason = "the six of the language")]
pub enum CmpOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CmpOp {
    /// All six in encoding order.
    pub const ALL: [CmpOp; 6] = [CmpOp::Lt, CmpOp::Le, CmpOp::Eq, CmpOp::Ne, CmpOp::Gt, CmpOp::Ge];

    /// The operator of a `COMPARE_OP` argument.
    #[inline(always)]
    pub const fn of_arg(arg: u32) -> CmpOp {
        match arg >> 5 & 7 {
            0 => CmpOp::Lt,
            1 => CmpOp::Le,
            2 => CmpOp::Eq,
            3 => CmpOp::Ne,
            4 => CmpOp::Gt,
            _ => CmpOp::Ge,
        }
    }

    /// The operator as it is written.
    pub const fn symbol(self) -> &'static str {
        ["<", "<=", "==", "!=", ">", ">="][self as usize]
    }

    /// The operator with its operands exchanged.
    pub const fn swapped(self) -> CmpOp {
        [CmpOp::Gt, CmpOp::Ge, CmpOp::Eq, CmpOp::Ne, CmpOp::Lt, CmpOp::Le][self as usize]
    }

    /// The special method's name.
    pub const fn dunder(self) -> &'static str {
        ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"][self as usize]
    }

    /// What the operator says of an ordering.
    pub fn holds(self, o: std::cmp::Ordering) -> bool {
        match self {
            CmpOp::Lt => o.is_lt(),
            CmpOp::Le => o.is_le(),
            CmpOp::Eq => o.is_eq(),
            CmpOp::Ne => o.is_ne(),
            CmpOp::Gt => o.is_gt(),
            CmpOp::Ge => o.is_ge(),
        }
    }
}

/// Binary operators in the order of `BINARY_OP`'s first thirteen arguments; `+13` is the in-place form there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs, reason = "the thirteen of the language")]
pub enum BinOp {
    Add,
    And,
    FloorDiv,
    LShift,
    MatMul,
    Mul,
    Rem,
    Or,
    Pow,
    RShift,
    Sub,
    TrueDiv,
    Xor,
}

impl BinOp {
    /// Number of operators.
    pub const COUNT: usize = 13;
    /// All in encoding order.
    pub const ALL: [BinOp; 13] = [
        BinOp::Add,
        BinOp::And,
        BinOp::FloorDiv,
        BinOp::LShift,
        BinOp::MatMul,
        BinOp::Mul,
        BinOp::Rem,
        BinOp::Or,
        BinOp::Pow,
        BinOp::RShift,
        BinOp::Sub,
        BinOp::TrueDiv,
        BinOp::Xor,
    ];

    const SYMBOLS: [&'static str; 13] = ["+", "&", "//", "<<", "@", "*", "%", "|", "** or pow()", ">>", "-", "/", "^"];
    const NAMES: [&'static str; 13] =
        ["add", "and", "floordiv", "lshift", "matmul", "mul", "mod", "or", "pow", "rshift", "sub", "truediv", "xor"];

    /// As messages write it (`** or pow()` for the power).
    pub const fn symbol(self) -> &'static str {
        BinOp::SYMBOLS[self as usize]
    }

    /// The special method's name without underscores: `add`, to which `r` or `i` may be prefixed.
    pub const fn name(self) -> &'static str {
        BinOp::NAMES[self as usize]
    }
}

/// `f(self)`.
pub type UnaryFn = fn(&mut Vm, Ref<'_>) -> PyResult;
/// `f(left, right)`; answers `NotImplemented` when it does not know the operands.
pub type BinaryFn = fn(&mut Vm, Ref<'_>, Ref<'_>) -> PyResult;
/// A question about `self`.
pub type TestFn = fn(&mut Vm, Ref<'_>) -> PyResult<bool>;
/// A length.
pub type LenFn = fn(&mut Vm, Ref<'_>) -> PyResult<usize>;
/// A hash, never -1.
pub type HashFn = fn(&mut Vm, Ref<'_>) -> PyResult<i64>;
/// Rich comparison; answers `NotImplemented` when it does not know the operands.
pub type CompareFn = fn(&mut Vm, Ref<'_>, Ref<'_>, CmpOp) -> PyResult;
/// `getattr(self, name)`; `name` is a str.
pub type GetAttrFn = fn(&mut Vm, Ref<'_>, Ref<'_>) -> PyResult;
/// `setattr(self, name, value)`, or `delattr` when there is no value; also `self[key] = value`, `del self[key]`, `__set__`, `__delete__`.
pub type SetFn = fn(&mut Vm, Ref<'_>, Ref<'_>, Option<Ref<'_>>) -> PyResult<()>;
/// `item in self`.
pub type ContainsFn = fn(&mut Vm, Ref<'_>, Ref<'_>) -> PyResult<bool>;
/// The next item, or `None` at the end.
pub type NextFn = fn(&mut Vm, Ref<'_>) -> PyResult<Option<Owned>>;
/// A call with positional and keyword arguments.
pub type CallFn = fn(&mut Vm, Ref<'_>, &CallArgs<'_>) -> PyResult;
/// `__new__(cls, …)`.
pub type NewFn = fn(&mut Vm, Ref<'_>, &CallArgs<'_>) -> PyResult;
/// `__init__(self, …)`.
pub type InitFn = fn(&mut Vm, Ref<'_>, &CallArgs<'_>) -> PyResult<()>;
/// `__get__(descr, instance or None, owner)`.
pub type DescrGetFn = fn(&mut Vm, Ref<'_>, Option<Ref<'_>>, Ref<'_>) -> PyResult;
/// `pow(base, exponent, modulus)`.
pub type TernaryFn = fn(&mut Vm, Ref<'_>, Ref<'_>, Ref<'_>) -> PyResult;
/// A native function: arguments are bound to the signature's parameters.
pub type NativeFn = fn(&mut Vm, &Args<'_>) -> PyResult;

/// The slots of a type.
#[derive(Clone, Copy, Default)]
#[allow(missing_docs, reason = "each is the special method of that name")]
pub struct Slots {
    pub repr: Option<UnaryFn>,
    pub str: Option<UnaryFn>,
    pub hash: Option<HashFn>,
    pub compare: Option<CompareFn>,
    pub getattr: Option<GetAttrFn>,
    pub setattr: Option<SetFn>,
    pub call: Option<CallFn>,
    pub new: Option<NewFn>,
    pub init: Option<InitFn>,
    pub iter: Option<UnaryFn>,
    pub next: Option<NextFn>,
    pub len: Option<LenFn>,
    pub getitem: Option<BinaryFn>,
    pub setitem: Option<SetFn>,
    pub contains: Option<ContainsFn>,
    pub descr_get: Option<DescrGetFn>,
    pub descr_set: Option<SetFn>,
    pub bool: Option<TestFn>,
    pub int: Option<UnaryFn>,
    pub float: Option<UnaryFn>,
    pub index: Option<UnaryFn>,
    pub neg: Option<UnaryFn>,
    pub pos: Option<UnaryFn>,
    pub invert: Option<UnaryFn>,
    pub abs: Option<UnaryFn>,
    pub pow_mod: Option<TernaryFn>,
    pub await_: Option<UnaryFn>,
    pub aiter: Option<UnaryFn>,
    pub anext: Option<UnaryFn>,
    /// `self op other` and, for the right operand, `other op self`: like CPython's, one function sees both orders.
    pub binary: [Option<BinaryFn>; BinOp::COUNT],
    /// `self op= other`.
    pub inplace: [Option<BinaryFn>; BinOp::COUNT],
    /// `+` and `*` of sequences, tried after the numbers' (CPython's `sq_concat`, `sq_repeat`).
    pub concat: Option<BinaryFn>,
    pub repeat: Option<BinaryFn>,
    pub inplace_concat: Option<BinaryFn>,
    pub inplace_repeat: Option<BinaryFn>,
    /// Whether the hash was set to `None` (`__hash__ = None`).
    pub unhashable: bool,
}
