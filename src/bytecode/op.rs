//! The one opcode table.
//!
//! Every opcode is one line of `ops!`: name, kind of argument, flags, the stack effect as a reader wants it, the same
//! effect as numbers, the meaning. Names and meanings are those of CPython 3.14's `dis` documentation; the numbering is
//! our own (dense, so that the interpreter's `match` needs no default arm).
//!
//! Reading the effects: `( before -- after )`, the top of the stack on the right; `x[n]` stands for `n` values, `n` being
//! the argument, `&1` its lowest bit. Numbers: `|n| popped => pushed`, on the path that falls through; what a jump
//! taken does otherwise is in [`Op::jump_effect`].
//!
//! Invariants: jumps count units from the unit after the jump. An `OVERLAY` opcode is put by the runtime over its base
//! opcode (the first half of its name) and keeps the base's argument. It may also consume the units that follow, or stands for
//! its base with one operator. No compiler writes one, so that every unit remains a valid jump target.

/// What an argument stands for; decides how a listing explains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgKind {
    /// No argument; bits are zero.
    None,
    /// A count, a depth or a small number.
    Count,
    /// Index into `consts`.
    Const,
    /// Index into `names`.
    Name,
    /// Index into `names` shifted left by one; the low bit asks for one more stack slot.
    NameBit,
    /// Index into `names` shifted left by two; low bits as LOAD_SUPER_ATTR says.
    NameSuper,
    /// Index into the variables that are plain locals.
    Local,
    /// Index into the variables, a cell or free one.
    Deref,
    /// Distance forward, in units from the next one.
    JumpForward,
    /// Distance backward, in units from the next one.
    JumpBackward,
    /// A comparison, see [`crate::operand::Comparison`].
    Compare,
    /// A binary operator, see [`crate::operand::BinaryOp`].
    BinaryOp,
    /// 1 turns the answer around (`is not`, `not in`).
    Invert,
    /// See [`crate::operand::Intrinsic1`].
    Intrinsic1,
    /// See [`crate::operand::Intrinsic2`].
    Intrinsic2,
    /// See [`crate::operand::CommonConstant`].
    CommonConstant,
    /// See [`crate::operand::SpecialMethod`].
    Special,
    /// See [`crate::operand::Conversion`].
    Convert,
    /// See [`crate::operand::FunctionAttribute`].
    FunctionAttribute,
}

/// Properties of an opcode, as a set of bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpFlags(u8);

impl OpFlags {
    /// Nothing special.
    pub const PLAIN: OpFlags = OpFlags(0);
    /// Carries a site number in `aux`: the runtime keeps one inline cache for it.
    pub const SITE: OpFlags = OpFlags(1);
    /// May continue at a target.
    pub const JUMP: OpFlags = OpFlags(2);
    /// Never continues at the next unit.
    pub const ENDS: OpFlags = OpFlags(4);
    /// A superinstruction that only the runtime writes.
    pub const OVERLAY: OpFlags = OpFlags(8);

    /// Both sets together.
    pub const fn and(self, other: OpFlags) -> OpFlags {
        OpFlags(self.0 | other.0)
    }

    /// Whether all bits of `other` are set.
    pub const fn has(self, other: OpFlags) -> bool {
        self.0 & other.0 == other.0
    }
}

const PLAIN: OpFlags = OpFlags::PLAIN;
const SITE: OpFlags = OpFlags::SITE;
const JUMP: OpFlags = OpFlags::JUMP;
const ENDS: OpFlags = OpFlags::ENDS;
const OVERLAY: OpFlags = OpFlags::OVERLAY;
const SITE_JUMP: OpFlags = SITE.and(JUMP);
const JUMP_ENDS: OpFlags = JUMP.and(ENDS);
const SITE_JUMP_ENDS: OpFlags = SITE_JUMP.and(ENDS);
const SITE_OVERLAY: OpFlags = SITE.and(OVERLAY);
const SITE_JUMP_OVERLAY: OpFlags = SITE_JUMP.and(OVERLAY);
const SITE_JUMP_ENDS_OVERLAY: OpFlags = SITE_JUMP_ENDS.and(OVERLAY);

macro_rules! ops {
    ($($name:ident $kind:ident $flags:ident $text:literal |$n:pat_param| $pops:expr => $pushes:expr, $doc:literal;)*) => {
        /// An opcode. Spelled as in CPython's documentation, so that one search finds it everywhere.
        #[allow(non_camel_case_types, reason = "one spelling in code, listings and documentation")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Op {
            $(#[doc = concat!("`", $text, "` ", $doc)] $name,)*
        }

        impl Op {
            /// Every opcode; the index is its number.
            pub const ALL: &[Op] = &[$(Op::$name),*];

            const NAMES: &[&str] = &[$(stringify!($name)),*];
            const KINDS: &[ArgKind] = &[$(ArgKind::$kind),*];
            const FLAGS: &[OpFlags] = &[$($flags),*];
            const TEXTS: &[&str] = &[$($text),*];
            const DOCS: &[&str] = &[$($doc),*];

            /// How many values the instruction takes off the stack and puts on it, when it falls through.
            pub const fn effect(self, arg: u32) -> (u32, u32) {
                match self {
                    $(Op::$name => { let $n = arg; ($pops, $pushes) })*
                }
            }
        }
    };
}

ops! {
    // Stack
    NOP None PLAIN "( -- )" |_| 0 => 0, "Does nothing; may stand for a line.";
    NOT_TAKEN None PLAIN "( -- )" |_| 0 => 0, "Marks the untaken side of a branch for monitoring.";
    POP_TOP None PLAIN "( v -- )" |_| 1 => 0, "Drops the top.";
    PUSH_NULL None PLAIN "( -- NULL )" |_| 0 => 1, "Pushes the empty slot that a call expects in the place of `self`.";
    COPY Count PLAIN "( v, rest[n-1] -- v, rest[n-1], v )" |n| n => n + 1, "Pushes the n-th value from the top again; 1 is the top.";
    SWAP Count PLAIN "( a, rest[n-2], b -- b, rest[n-2], a )" |n| n => n, "Exchanges the top with the n-th value.";

    // Constants
    LOAD_CONST Const PLAIN "( -- v )" |_| 0 => 1, "Pushes a constant.";
    LOAD_SMALL_INT Count PLAIN "( -- int )" |_| 0 => 1, "Pushes the argument itself as an int, 0 to 255.";
    LOAD_COMMON_CONSTANT CommonConstant PLAIN "( -- v )" |_| 0 => 1, "Pushes one of a few builtins, whatever the names are bound to.";

    // Local variables
    LOAD_FAST Local PLAIN "( -- v )" |_| 0 => 1, "Pushes a local that is surely bound.";
    LOAD_FAST_CHECK Local PLAIN "( -- v )" |_| 0 => 1, "Pushes a local; UnboundLocalError when unbound.";
    LOAD_FAST_AND_CLEAR Local PLAIN "( -- v|NULL )" |_| 0 => 1, "Pushes a local, bound or not, and unbinds it.";
    STORE_FAST Local PLAIN "( v|NULL -- )" |_| 1 => 0, "Binds a local; NULL unbinds it.";
    DELETE_FAST Local PLAIN "( -- )" |_| 0 => 0, "Unbinds a local; UnboundLocalError when unbound.";
    MAKE_CELL Deref PLAIN "( -- )" |_| 0 => 0, "Wraps a variable in a cell at the start of a function.";
    COPY_FREE_VARS Count PLAIN "( -- )" |_| 0 => 0, "Copies the n closure cells of the function into the frame.";
    LOAD_DEREF Deref PLAIN "( -- v )" |_| 0 => 1, "Pushes the content of a cell; NameError when empty.";
    STORE_DEREF Deref PLAIN "( v -- )" |_| 1 => 0, "Fills a cell.";
    DELETE_DEREF Deref PLAIN "( -- )" |_| 0 => 0, "Empties a cell; NameError when empty.";
    LOAD_FROM_DICT_OR_DEREF Deref PLAIN "( dict -- v )" |_| 1 => 1, "Looks into the mapping, then into the cell.";

    // Names
    LOAD_GLOBAL NameBit SITE "( -- v, NULL[&1] )" |n| 0 => 1 + (n & 1), "Pushes a global or a builtin.";
    STORE_GLOBAL Name SITE "( v -- )" |_| 1 => 0, "Binds a global.";
    DELETE_GLOBAL Name PLAIN "( -- )" |_| 0 => 0, "Unbinds a global.";
    LOAD_NAME Name SITE "( -- v )" |_| 0 => 1, "Pushes a name of the local mapping, the globals or the builtins.";
    STORE_NAME Name SITE "( v -- )" |_| 1 => 0, "Binds a name in the local mapping.";
    DELETE_NAME Name PLAIN "( -- )" |_| 0 => 0, "Unbinds a name in the local mapping.";
    LOAD_LOCALS None PLAIN "( -- dict )" |_| 0 => 1, "Pushes the local mapping.";
    LOAD_FROM_DICT_OR_GLOBALS Name SITE "( dict -- v )" |_| 1 => 1, "Looks into the mapping, the globals, the builtins.";
    LOAD_BUILD_CLASS None PLAIN "( -- f )" |_| 0 => 1, "Pushes `builtins.__build_class__`.";

    // Attributes and items
    LOAD_ATTR NameBit SITE "( owner -- attr, self|NULL[&1] )" |n| 1 => 1 + (n & 1), "Attribute; with bit 1 prepared for a method call.";
    STORE_ATTR Name SITE "( v, owner -- )" |_| 2 => 0, "`owner.name = v`.";
    DELETE_ATTR Name PLAIN "( owner -- )" |_| 1 => 0, "`del owner.name`.";
    LOAD_SUPER_ATTR NameSuper SITE "( super, class, self -- attr, self|NULL[&1] )" |n| 3 => 1 + (n & 1), "`super().name`; bit 1: method call, bit 2: written with two arguments.";
    LOAD_SPECIAL Special PLAIN "( owner -- method, self|NULL )" |_| 1 => 2, "Looks a special method up on the type.";
    BINARY_SLICE None SITE "( v, start, stop -- r )" |_| 3 => 1, "`v[start:stop]`.";
    STORE_SLICE None PLAIN "( v, owner, start, stop -- )" |_| 4 => 0, "`owner[start:stop] = v`.";
    STORE_SUBSCR None SITE "( v, owner, key -- )" |_| 3 => 0, "`owner[key] = v`.";
    DELETE_SUBSCR None PLAIN "( owner, key -- )" |_| 2 => 0, "`del owner[key]`.";

    // Operators
    UNARY_NEGATIVE None SITE "( v -- r )" |_| 1 => 1, "`-v`.";
    UNARY_INVERT None PLAIN "( v -- r )" |_| 1 => 1, "`~v`.";
    UNARY_NOT None PLAIN "( bool -- bool )" |_| 1 => 1, "`not v` of a bool.";
    TO_BOOL None SITE "( v -- bool )" |_| 1 => 1, "Truth value.";
    BINARY_OP BinaryOp SITE "( a, b -- r )" |_| 2 => 1, "Binary or in-place operator; 26 is `a[b]`.";
    COMPARE_OP Compare SITE "( a, b -- r )" |_| 2 => 1, "Rich comparison; bit 16 asks for a bool.";
    IS_OP Invert PLAIN "( a, b -- bool )" |_| 2 => 1, "Identity.";
    CONTAINS_OP Invert SITE "( a, b -- bool )" |_| 2 => 1, "`a in b`.";

    // Jumps
    JUMP_FORWARD JumpForward JUMP_ENDS "( -- )" |_| 0 => 0, "Jumps forward.";
    JUMP_BACKWARD JumpBackward SITE_JUMP_ENDS "( -- )" |_| 0 => 0, "Jumps back to a loop's head; polls the eval breaker.";
    JUMP_BACKWARD_NO_INTERRUPT JumpBackward JUMP_ENDS "( -- )" |_| 0 => 0, "Jumps back without polling.";
    POP_JUMP_IF_FALSE JumpForward JUMP "( bool -- )" |_| 1 => 0, "Jumps when False.";
    POP_JUMP_IF_TRUE JumpForward JUMP "( bool -- )" |_| 1 => 0, "Jumps when True.";
    POP_JUMP_IF_NONE JumpForward JUMP "( v -- )" |_| 1 => 0, "Jumps when None.";
    POP_JUMP_IF_NOT_NONE JumpForward JUMP "( v -- )" |_| 1 => 0, "Jumps unless None.";

    // Iteration
    GET_ITER None SITE "( v -- iter )" |_| 1 => 1, "`iter(v)`.";
    FOR_ITER JumpForward SITE_JUMP "( iter -- iter, v )" |_| 1 => 2, "Next item; when exhausted jumps, the iterator kept, to the END_FOR of the loop and skips it.";
    END_FOR None PLAIN "( v -- )" |_| 1 => 0, "First half of a loop's end; skipped when FOR_ITER jumps.";
    POP_ITER None PLAIN "( iter -- )" |_| 1 => 0, "Drops the iterator of a finished loop.";
    GET_LEN None PLAIN "( v -- v, int )" |_| 1 => 2, "Pushes `len(v)`.";

    // Building and unpacking
    BUILD_TUPLE Count PLAIN "( v[n] -- tuple )" |n| n => 1, "Tuple of the top n.";
    BUILD_LIST Count PLAIN "( v[n] -- list )" |n| n => 1, "List of the top n.";
    BUILD_SET Count PLAIN "( v[n] -- set )" |n| n => 1, "Set of the top n.";
    BUILD_MAP Count PLAIN "( (k, v)[n] -- dict )" |n| 2 * n => 1, "Dict of the top n pairs.";
    BUILD_STRING Count PLAIN "( str[n] -- str )" |n| n => 1, "Concatenates strings.";
    BUILD_SLICE Count PLAIN "( start, stop, step[n-2] -- slice )" |n| n => 1, "Slice of the top 2 or 3.";
    BUILD_TEMPLATE None PLAIN "( strings, interpolations -- template )" |_| 2 => 1, "Template from two tuples (PEP 750).";
    BUILD_INTERPOLATION Count PLAIN "( v, str, spec[&1] -- interpolation )" |n| 2 + (n & 1) => 1, "Interpolation; the argument is conversion<<2 | 2 | has format spec.";
    LIST_APPEND Count PLAIN "( list, x[n-1], v -- list, x[n-1] )" |n| n + 1 => n, "Appends to the list n deep.";
    SET_ADD Count PLAIN "( set, x[n-1], v -- set, x[n-1] )" |n| n + 1 => n, "Adds to the set n deep.";
    MAP_ADD Count PLAIN "( dict, x[n-1], k, v -- dict, x[n-1] )" |n| n + 2 => n, "Sets in the dict n deep.";
    LIST_EXTEND Count PLAIN "( list, x[n-1], iterable -- list, x[n-1] )" |n| n + 1 => n, "Extends the list n deep.";
    SET_UPDATE Count PLAIN "( set, x[n-1], iterable -- set, x[n-1] )" |n| n + 1 => n, "Updates the set n deep.";
    DICT_UPDATE Count PLAIN "( dict, x[n-1], mapping -- dict, x[n-1] )" |n| n + 1 => n, "Updates the dict n deep.";
    DICT_MERGE Count PLAIN "( f, x, y, dict, x[n-1], mapping -- f, x, y, dict, x[n-1] )" |n| n + 4 => n + 3, "Updates keyword arguments; a key that is there already is a TypeError that names `f`.";
    UNPACK_SEQUENCE Count SITE "( v -- item[n] )" |n| 1 => n, "Exactly n items, the first on top.";
    UNPACK_EX Count PLAIN "( v -- item[n&255], rest, item[n>>8] )" |n| 1 => (n & 0xff) + (n >> 8) + 1, "Unpacks around a starred target.";

    // Formatting
    FORMAT_SIMPLE None PLAIN "( v -- str )" |_| 1 => 1, "`format(v, '')`.";
    FORMAT_WITH_SPEC None PLAIN "( v, spec -- str )" |_| 2 => 1, "`format(v, spec)`.";
    CONVERT_VALUE Convert PLAIN "( v -- str )" |_| 1 => 1, "`str`, `repr` or `ascii` of the top.";

    // Calls and functions
    CALL Count SITE "( f, self|NULL, args[n] -- r )" |n| n + 2 => 1, "Calls with positional arguments.";
    CALL_KW Count SITE "( f, self|NULL, args[n], names -- r )" |n| n + 3 => 1, "Calls; the last arguments are named by the tuple on top.";
    CALL_FUNCTION_EX None SITE "( f, NULL, args, kwargs|NULL -- r )" |_| 4 => 1, "Calls with an iterable and perhaps a mapping.";
    CALL_INTRINSIC_1 Intrinsic1 PLAIN "( v -- r )" |_| 1 => 1, "One of the runtime's own functions.";
    CALL_INTRINSIC_2 Intrinsic2 PLAIN "( a, b -- r )" |_| 2 => 1, "One of the runtime's own functions of two arguments.";
    MAKE_FUNCTION None PLAIN "( code -- f )" |_| 1 => 1, "Function from a code object.";
    SET_FUNCTION_ATTRIBUTE FunctionAttribute PLAIN "( v, f -- f )" |_| 2 => 1, "Gives a fresh function defaults, a closure or annotations.";
    RETURN_VALUE None ENDS "( v -- )" |_| 1 => 0, "Returns.";
    RESUME Count SITE "( -- )" |_| 0 => 0, "Where a frame starts or goes on: 0 start, 1 after yield, 2 after `yield from`, 3 after await; bit 4: only one exception handler above.";

    // Generators, coroutines
    RETURN_GENERATOR None PLAIN "( -- generator )" |_| 0 => 1, "Makes the generator of this frame and returns it to the caller; resumed, something is on the stack for POP_TOP.";
    YIELD_VALUE Count PLAIN "( v -- sent )" |_| 1 => 1, "Yields; argument 1 inside `yield from` or await.";
    SEND JumpForward SITE_JUMP "( iter, v -- iter, r )" |_| 2 => 2, "Sends into the sub-iterator; when it returns, jumps with the result.";
    END_SEND None PLAIN "( iter, v -- v )" |_| 2 => 1, "Ends a `yield from` or await.";
    CLEANUP_THROW None PLAIN "( iter, sent, exc -- None, v )" |_| 3 => 2, "Turns StopIteration thrown during SEND into its value; reraises others.";
    GET_YIELD_FROM_ITER None PLAIN "( v -- iter )" |_| 1 => 1, "Iterator for `yield from`.";
    GET_AWAITABLE Count PLAIN "( v -- iter )" |_| 1 => 1, "Awaitable's iterator; 1 after `__aenter__`, 2 after `__aexit__`, for the message.";
    GET_AITER None PLAIN "( v -- aiter )" |_| 1 => 1, "`aiter(v)`.";
    GET_ANEXT None PLAIN "( aiter -- aiter, awaitable )" |_| 1 => 2, "`anext`.";
    END_ASYNC_FOR JumpBackward PLAIN "( aiter, exc -- )" |_| 2 => 0, "Ends `async for` on StopAsyncIteration, else reraises; the argument points back after the loop's SEND.";

    // Exceptions
    PUSH_EXC_INFO None PLAIN "( exc -- previous, exc )" |_| 1 => 2, "Makes the exception the one being handled.";
    POP_EXCEPT None PLAIN "( previous -- )" |_| 1 => 0, "Restores the exception handled before.";
    CHECK_EXC_MATCH None PLAIN "( exc, type -- exc, bool )" |_| 2 => 2, "`except type`.";
    CHECK_EG_MATCH None PLAIN "( exc, type -- rest, match )" |_| 2 => 2, "`except* type`; None for what is empty.";
    RERAISE Count ENDS "( x[n], exc -- x[n] )" |n| n + 1 => n, "Raises again; with an argument the saved unit n deep becomes the place of the exception.";
    RAISE_VARARGS Count ENDS "( exc[n>0], cause[n>1] -- )" |n| n => 0, "`raise`, `raise exc`, `raise exc from cause`.";
    WITH_EXCEPT_START None PLAIN "( exit, self, lasti, previous, exc -- exit, self, lasti, previous, exc, r )" |_| 5 => 6, "Calls `__exit__` with the exception.";

    // Patterns
    MATCH_MAPPING None PLAIN "( v -- v, bool )" |_| 1 => 2, "Whether a mapping.";
    MATCH_SEQUENCE None PLAIN "( v -- v, bool )" |_| 1 => 2, "Whether a sequence for patterns.";
    MATCH_KEYS None PLAIN "( v, keys -- v, keys, values|None )" |_| 2 => 3, "Tuple of the values at all keys.";
    MATCH_CLASS Count PLAIN "( v, class, names -- attrs|None )" |_| 3 => 1, "Tuple of attributes; n of them positional.";

    // Modules, annotations
    IMPORT_NAME Name PLAIN "( level, fromlist -- module )" |_| 2 => 1, "`__import__`.";
    IMPORT_FROM Name PLAIN "( module -- module, v )" |_| 1 => 2, "Attribute or submodule.";
    SETUP_ANNOTATIONS None PLAIN "( -- )" |_| 0 => 0, "Makes `__annotations__` in the local mapping.";

    // Superinstructions of the runtime
    LOAD_FAST_LOAD_FAST Local OVERLAY "( -- v )" |_| 0 => 1, "LOAD_FAST, then LOAD_FAST.";
    LOAD_FAST_LOAD_ATTR Local OVERLAY "( -- v )" |_| 0 => 1, "LOAD_FAST, then LOAD_ATTR.";
    LOAD_FAST_LOAD_CONST Local OVERLAY "( -- v )" |_| 0 => 1, "LOAD_FAST, then LOAD_CONST.";
    LOAD_FAST_LOAD_SMALL_INT Local OVERLAY "( -- v )" |_| 0 => 1, "LOAD_FAST, then LOAD_SMALL_INT.";
    LOAD_FAST_STORE_ATTR Local OVERLAY "( -- v )" |_| 0 => 1, "LOAD_FAST, then STORE_ATTR.";
    LOAD_FAST_ADD Local OVERLAY "( -- v )" |_| 0 => 1, "LOAD_FAST, then BINARY_OP for `+` and `+=`.";
    LOAD_FAST_SUBTRACT Local OVERLAY "( -- v )" |_| 0 => 1, "LOAD_FAST, then BINARY_OP for `-` and `-=`.";
    LOAD_FAST_MULTIPLY Local OVERLAY "( -- v )" |_| 0 => 1, "LOAD_FAST, then BINARY_OP for `*` and `*=`.";
    LOAD_FAST_SUBSCR Local OVERLAY "( -- v )" |_| 0 => 1, "LOAD_FAST, then BINARY_OP for subscription.";
    LOAD_FAST_LOAD_FAST_SUBSCR Local OVERLAY "( -- v )" |_| 0 => 1, "LOAD_FAST twice, then BINARY_OP for subscription.";
    LOAD_FAST_LOAD_FAST_STORE_SUBSCR Local OVERLAY "( -- v )" |_| 0 => 1, "LOAD_FAST twice, then STORE_SUBSCR.";
    LOAD_SMALL_INT_ADD Count OVERLAY "( -- int )" |_| 0 => 1, "LOAD_SMALL_INT, then BINARY_OP for `+` and `+=`.";
    LOAD_SMALL_INT_SUBTRACT Count OVERLAY "( -- int )" |_| 0 => 1, "LOAD_SMALL_INT, then BINARY_OP for `-` and `-=`.";
    LOAD_SMALL_INT_BINARY_OP Count OVERLAY "( -- int )" |_| 0 => 1, "LOAD_SMALL_INT, then BINARY_OP for another operator.";
    STORE_FAST_LOAD_FAST Local OVERLAY "( v -- )" |_| 1 => 0, "STORE_FAST, then LOAD_FAST.";
    STORE_FAST_STORE_FAST Local OVERLAY "( v -- )" |_| 1 => 0, "STORE_FAST, then STORE_FAST.";
    BINARY_OP_ADD BinaryOp SITE_OVERLAY "( a, b -- a + b )" |_| 2 => 1, "BINARY_OP for `+` and `+=`.";
    BINARY_OP_SUBTRACT BinaryOp SITE_OVERLAY "( a, b -- a - b )" |_| 2 => 1, "BINARY_OP for `-` and `-=`.";
    BINARY_OP_MULTIPLY BinaryOp SITE_OVERLAY "( a, b -- a * b )" |_| 2 => 1, "BINARY_OP for `*` and `*=`.";
    BINARY_OP_SUBSCR BinaryOp SITE_OVERLAY "( a, b -- a[b] )" |_| 2 => 1, "BINARY_OP for subscription.";
    FOR_ITER_STORE_FAST JumpForward SITE_JUMP_OVERLAY "( iter -- iter, v )" |_| 1 => 2, "FOR_ITER, then STORE_FAST.";
    JUMP_BACKWARD_FOR_ITER JumpBackward SITE_JUMP_ENDS_OVERLAY "( -- )" |_| 0 => 0, "JUMP_BACKWARD to a FOR_ITER with STORE_FAST, then both.";
    COMPARE_OP_POP_JUMP_IF_FALSE Compare SITE_OVERLAY "( a, b -- r )" |_| 2 => 1, "COMPARE_OP, then POP_JUMP_IF_FALSE.";
    COMPARE_OP_POP_JUMP_IF_TRUE Compare SITE_OVERLAY "( a, b -- r )" |_| 2 => 1, "COMPARE_OP, then POP_JUMP_IF_TRUE.";
}

impl Op {
    /// How many opcodes there are; numbers run from 0 to one less.
    pub const COUNT: usize = Op::ALL.len();

    /// The opcode of a number, if there is one.
    pub const fn from_u8(number: u8) -> Option<Op> {
        if (number as usize) < Op::COUNT { Some(Op::ALL[number as usize]) } else { None }
    }

    /// The opcode's name.
    pub const fn name(self) -> &'static str {
        Op::NAMES[self as usize]
    }

    /// What the argument stands for.
    pub const fn arg_kind(self) -> ArgKind {
        Op::KINDS[self as usize]
    }

    /// All flags.
    pub const fn flags(self) -> OpFlags {
        Op::FLAGS[self as usize]
    }

    /// The stack effect as text.
    pub const fn effect_text(self) -> &'static str {
        Op::TEXTS[self as usize]
    }

    /// The meaning in a line.
    pub const fn doc(self) -> &'static str {
        Op::DOCS[self as usize]
    }

    /// Whether `aux` holds a site number.
    pub const fn has_site(self) -> bool {
        self.flags().has(SITE)
    }

    /// Whether the instruction may continue at a target.
    pub const fn is_jump(self) -> bool {
        self.flags().has(JUMP)
    }

    /// Whether the instruction never continues at the next unit.
    pub const fn ends_block(self) -> bool {
        self.flags().has(ENDS)
    }

    /// Whether only the runtime writes it.
    pub const fn is_overlay(self) -> bool {
        self.flags().has(OVERLAY)
    }

    /// Whether the argument says anything.
    pub const fn has_arg(self) -> bool {
        !matches!(self.arg_kind(), ArgKind::None)
    }

    /// Net change of the stack's depth when the instruction falls through.
    pub const fn stack_effect(self, arg: u32) -> i32 {
        let (pops, pushes) = self.effect(arg);
        pushes as i32 - pops as i32
    }

    /// Net change of the stack's depth when the instruction jumps.
    pub const fn jump_effect(self, arg: u32) -> i32 {
        match self {
            // The target is the END_FOR, which pops a value: FOR_ITER, taken, skips it.
            Op::FOR_ITER => 1,
            _ => self.stack_effect(arg),
        }
    }

    /// The opcode that the compiler wrote: of an overlay its first half, else the opcode itself.
    #[inline]
    pub const fn base(self) -> Op {
        match self {
            Op::LOAD_FAST_LOAD_FAST
            | Op::LOAD_FAST_LOAD_ATTR
            | Op::LOAD_FAST_LOAD_CONST
            | Op::LOAD_FAST_LOAD_SMALL_INT
            | Op::LOAD_FAST_STORE_ATTR
            | Op::LOAD_FAST_ADD
            | Op::LOAD_FAST_SUBTRACT
            | Op::LOAD_FAST_MULTIPLY
            | Op::LOAD_FAST_SUBSCR
            | Op::LOAD_FAST_LOAD_FAST_SUBSCR
            | Op::LOAD_FAST_LOAD_FAST_STORE_SUBSCR => Op::LOAD_FAST,
            Op::LOAD_SMALL_INT_ADD | Op::LOAD_SMALL_INT_SUBTRACT | Op::LOAD_SMALL_INT_BINARY_OP => Op::LOAD_SMALL_INT,
            Op::FOR_ITER_STORE_FAST => Op::FOR_ITER,
            Op::JUMP_BACKWARD_FOR_ITER => Op::JUMP_BACKWARD,
            Op::STORE_FAST_LOAD_FAST | Op::STORE_FAST_STORE_FAST => Op::STORE_FAST,
            Op::BINARY_OP_ADD | Op::BINARY_OP_SUBTRACT | Op::BINARY_OP_MULTIPLY | Op::BINARY_OP_SUBSCR => Op::BINARY_OP,
            Op::COMPARE_OP_POP_JUMP_IF_FALSE | Op::COMPARE_OP_POP_JUMP_IF_TRUE => Op::COMPARE_OP,
            op => op,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dense_and_names_are_unique() {
        let mut names: Vec<&str> = Op::ALL.iter().map(|op| op.name()).collect();
        for (number, op) in Op::ALL.iter().enumerate() {
            assert_eq!(*op as usize, number);
            assert_eq!(Op::from_u8(number as u8), Some(*op));
        }
        assert_eq!(Op::from_u8(Op::COUNT as u8), None);
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Op::COUNT);
    }

    #[test]
    fn an_overlay_starts_with_its_base() {
        for op in Op::ALL {
            assert_eq!(op.is_overlay(), op.base() != *op);
            assert!(op.name().starts_with(op.base().name()));
            assert_eq!(op.arg_kind(), op.base().arg_kind());
            assert_eq!(op.has_site(), op.base().has_site());
        }
    }

    #[test]
    fn effects_follow_the_argument() {
        assert_eq!(Op::CALL.effect(3), (5, 1));
        assert_eq!(Op::LOAD_ATTR.stack_effect(1), 1);
        assert_eq!(Op::UNPACK_EX.effect(2 | 3 << 8), (1, 6));
    }
}
