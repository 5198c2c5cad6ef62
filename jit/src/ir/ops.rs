//! The one table of operations.
//!
//! A line declares an operation: its shape, its name and mnemonic, its operands, its result, what it does to memory.
//! Everything else looks here: the builder's methods, printer and parser, verifier, optimiser, backends.
//!
//! Shapes:
//! - `plain`: operands only; never leaves the trace. The builder's method takes the operands.
//! - `exits`: carries a snapshot and may leave the trace through it, *before* it has done anything. The builder's
//!   method takes the operands and the snapshot. Those without a result are the guards proper.
//! - `special`: has an immediate (a descriptor, a slot) or any number of operands, or steers; the builder's method is
//!   written by hand.
//!
//! An operation without an effect word in its line computes from its operands alone. What each one computes is
//! defined in `semantics.rs` and `backend/eval.rs`.

use super::types::Type;

/// Most bits that `whole_shl` and `whole_shr` shift by.
pub const MAX_SHIFT: i64 = 1 << 12;

/// What an operand may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operand {
    /// A value of type `int`.
    Int,
    /// A value of type `float`.
    Float,
    /// A value of type `bool`.
    Bool,
    /// A value of type `ref`.
    Ref,
    /// A value of type `val`.
    Val,
    /// A value of type `ptr`.
    Ptr,
    /// A value of type `uint`.
    Uint,
    /// A value of type `val` that is known to be an integer: a fixnum or a heap integer.
    Whole,
    /// `int`, `val`, `ref` or `ptr`: one machine word.
    Word,
    /// `ref` or `ptr`: something with an address.
    Obj,
    /// `val` or `ref`: something that may be counted.
    Counted,
    /// Any type.
    Any,
    /// The type of the first operand.
    Same,
    /// A constant of the type of the first operand.
    SameConst,
    /// An `int` constant.
    IntConst,
    /// A `ptr` constant.
    PtrConst,
    /// The type of the memory cell that the descriptor names.
    Elem,
    /// Any number of operands: the arguments that the call descriptor lists.
    Args,
    /// Any number of operands: one per phi of the loop that is jumped to.
    Phis,
}

impl Operand {
    /// Whether a value of type `ty` fits, given the type of the first operand. `Elem`, `Args` and `Phis` are for the
    /// verifier to judge, which has the descriptor.
    pub fn accepts(self, ty: Type, first: Type) -> bool {
        match self {
            Operand::Int | Operand::IntConst => ty == Type::Int,
            Operand::Float => ty == Type::Float,
            Operand::Bool => ty == Type::Bool,
            Operand::Ref => ty == Type::Ref,
            Operand::Val | Operand::Whole => ty == Type::Val,
            Operand::Uint => ty == Type::Uint,
            Operand::Ptr | Operand::PtrConst => ty == Type::Ptr,
            Operand::Word => matches!(ty, Type::Int | Type::Val | Type::Ref | Type::Ptr),
            Operand::Obj => matches!(ty, Type::Ref | Type::Ptr),
            Operand::Counted => ty.is_counted(),
            Operand::Any => ty != Type::Void,
            Operand::Same | Operand::SameConst => ty == first,
            Operand::Elem | Operand::Args | Operand::Phis => true,
        }
    }

    /// Whether the operand must be a constant.
    pub const fn needs_const(self) -> bool {
        matches!(self, Operand::SameConst | Operand::IntConst | Operand::PtrConst)
    }

    /// Whether it stands for any number of operands.
    pub const fn is_variadic(self) -> bool {
        matches!(self, Operand::Args | Operand::Phis)
    }
}

/// Where the type of the result comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// No result.
    Void,
    /// A result of type `int`.
    Int,
    /// A result of type `float`.
    Float,
    /// A result of type `bool`.
    Bool,
    /// A result of type `ref`.
    Ref,
    /// A result of type `val`.
    Val,
    /// A result of type `ptr`.
    Ptr,
    /// A result of type `uint`.
    Uint,
    /// The type of the memory cell that the descriptor names.
    Elem,
    /// The result type in the call descriptor, perhaps none.
    Callee,
    /// Whoever emits the operation says it.
    Given,
}

impl Outcome {
    /// The type, where the table fixes it.
    pub const fn fixed(self) -> Option<Type> {
        match self {
            Outcome::Void => Some(Type::Void),
            Outcome::Int => Some(Type::Int),
            Outcome::Float => Some(Type::Float),
            Outcome::Bool => Some(Type::Bool),
            Outcome::Ref => Some(Type::Ref),
            Outcome::Val => Some(Type::Val),
            Outcome::Ptr => Some(Type::Ptr),
            Outcome::Uint => Some(Type::Uint),
            Outcome::Elem | Outcome::Callee | Outcome::Given => None,
        }
    }
}

/// What the immediate of an instruction means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Imm {
    /// There is none.
    None,
    /// A slot index, relative to the root frame (`i32`).
    Slot,
    /// The number of a live value of the parent exit.
    Input,
    /// A [`FieldId`](super::FieldId).
    Field,
    /// An [`ArrayId`](super::ArrayId).
    Array,
    /// A [`TypeId`](super::TypeId).
    Type,
    /// A [`CallId`](super::CallId).
    Call,
    /// A [`TraceId`](super::TraceId) of the same tree.
    Trace,
}

/// What an operation does beside computing its result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Nothing: may be removed when unused, computed twice, merged with an equal one.
    Pure,
    /// Reads the cell that its descriptor names.
    Read,
    /// Writes the cell that its descriptor names.
    Write,
    /// Reads the type word of a header.
    ReadType,
    /// Reads the shape in a header.
    ReadShape,
    /// Makes an object: may be removed when unused, not merged.
    Alloc,
    /// What the call descriptor says.
    Call,
    /// Looks at the state of the world outside of the trace (valid byte, eval breaker).
    World,
    /// Writes the frames to memory, where called code can see them.
    Sync,
    /// Changes a reference count.
    Count,
    /// Marks a place in the trace.
    Marker,
    /// Ends the trace.
    End,
}

/// One line of the table.
#[derive(Debug)]
pub struct OpInfo {
    /// The name in the text form, and of the builder's method.
    pub mnemonic: &'static str,
    /// Operands in order; a variadic one is last.
    pub operands: &'static [Operand],
    /// Type of the result.
    pub outcome: Outcome,
    /// Meaning of the immediate.
    pub imm: Imm,
    /// What it does beside computing.
    pub effect: Effect,
    /// Whether it may leave the trace through its snapshot.
    pub exits: bool,
    /// Whether `op a, b` equals `op b, a`.
    pub commutes: bool,
}

/// Calls `$callback!` with the whole table; see the module's head for the columns.
macro_rules! for_each_op {
    ($callback:ident) => {
        $callback! {
            /// A hole: an instruction that was taken out. Never in the order of a trace.
            special Nop nop () -> Void, None, Marker;

            // Inputs.
            /// The word that the frame's slot held when the trace was entered.
            special Slot slot () -> Val, Slot, Pure;
            /// A live value of the exit that a bridge hangs on.
            special Input input () -> Given, Input, Pure;

            // Integers. Without `_ovf` arithmetic wraps in 64 bits.
            /// `a + b`, wrapping.
            plain IntAdd int_add (a: Int, b: Int) -> Int, None, Pure, commutes;
            /// `a - b`, wrapping.
            plain IntSub int_sub (a: Int, b: Int) -> Int, None, Pure;
            /// `a * b`, wrapping.
            plain IntMul int_mul (a: Int, b: Int) -> Int, None, Pure, commutes;
            /// `a + b`; exits when it overflows 64 bits.
            exits IntAddOvf int_add_ovf (a: Int, b: Int) -> Int, None, Pure, commutes;
            /// `a - b`; exits when it overflows 64 bits.
            exits IntSubOvf int_sub_ovf (a: Int, b: Int) -> Int, None, Pure;
            /// `a * b`; exits when it overflows 64 bits.
            exits IntMulOvf int_mul_ovf (a: Int, b: Int) -> Int, None, Pure, commutes;
            /// `-a`, wrapping.
            plain IntNeg int_neg (a: Int) -> Int, None, Pure;
            /// `|a|`, wrapping.
            plain IntAbs int_abs (a: Int) -> Int, None, Pure;
            /// Bitwise and.
            plain IntAnd int_and (a: Int, b: Int) -> Int, None, Pure, commutes;
            /// Bitwise or.
            plain IntOr int_or (a: Int, b: Int) -> Int, None, Pure, commutes;
            /// Bitwise exclusive or.
            plain IntXor int_xor (a: Int, b: Int) -> Int, None, Pure, commutes;
            /// Bitwise complement.
            plain IntNot int_not (a: Int) -> Int, None, Pure;
            /// `a << (b & 63)`; bits fall off at the top.
            plain IntShl int_shl (a: Int, b: Int) -> Int, None, Pure;
            /// `a >> (b & 63)`, copies of the sign come in.
            plain IntShr int_shr (a: Int, b: Int) -> Int, None, Pure;
            /// `a >> (b & 63)`, zeros come in.
            plain IntUShr int_ushr (a: Int, b: Int) -> Int, None, Pure;
            /// Quotient rounded down. The emitter has excluded `b == 0` and `MIN / -1`.
            plain IntFloorDiv int_floor_div (a: Int, b: Int) -> Int, None, Pure;
            /// Rest with the sign of `b`. The emitter has excluded `b == 0` and `MIN % -1`.
            plain IntMod int_mod (a: Int, b: Int) -> Int, None, Pure;
            /// The lesser.
            plain IntMin int_min (a: Int, b: Int) -> Int, None, Pure, commutes;
            /// The greater.
            plain IntMax int_max (a: Int, b: Int) -> Int, None, Pure, commutes;
            /// `a == b`.
            plain IntEq int_eq (a: Int, b: Int) -> Bool, None, Pure, commutes;
            /// `a != b`.
            plain IntNe int_ne (a: Int, b: Int) -> Bool, None, Pure, commutes;
            /// `a < b`.
            plain IntLt int_lt (a: Int, b: Int) -> Bool, None, Pure;
            /// `a <= b`.
            plain IntLe int_le (a: Int, b: Int) -> Bool, None, Pure;
            /// `a > b`.
            plain IntGt int_gt (a: Int, b: Int) -> Bool, None, Pure;
            /// `a >= b`.
            plain IntGe int_ge (a: Int, b: Int) -> Bool, None, Pure;
            /// `a < b`, both taken as unsigned: one test for `0 <= a < b` when `b` is no negative number.
            plain IntULt int_ult (a: Int, b: Int) -> Bool, None, Pure;
            /// Quotient of both taken as unsigned. The emitter has excluded `b == 0`.
            plain IntUDiv int_udiv (a: Int, b: Int) -> Int, None, Pure;
            /// Rest of [`Op::IntUDiv`].
            plain IntUMod int_umod (a: Int, b: Int) -> Int, None, Pure;
            /// The upper 64 bits of the product of both taken as unsigned.
            plain IntUMulHi int_umul_hi (a: Int, b: Int) -> Int, None, Pure, commutes;
            /// The rest of `a * b + c` divided by `m`, exactly and all unsigned. The emitter has excluded `m == 0`.
            plain IntMulAddMod int_mul_add_mod (a: Int, b: Int, c: Int, m: Int) -> Int, None, Pure;
            /// The rest of a signed `a` divided by an unsigned `m`: from 0 to `m - 1`. The emitter has excluded `m == 0`.
            plain IntResidue int_residue (a: Int, m: Int) -> Int, None, Pure;
            /// The same 64 bits, read as unsigned from now on.
            plain UintOfInt uint_of_int (a: Int) -> Uint, None, Pure;
            /// The same 64 bits, read as signed from now on.
            plain IntOfUint int_of_uint (a: Uint) -> Int, None, Pure;
            /// The nearest float, ties to even.
            plain IntToFloat int_to_float (a: Int) -> Float, None, Pure;

            // Floats: IEEE 754 doubles, round to nearest.
            /// `a + b`.
            plain FloatAdd float_add (a: Float, b: Float) -> Float, None, Pure, commutes;
            /// `a - b`.
            plain FloatSub float_sub (a: Float, b: Float) -> Float, None, Pure;
            /// `a * b`.
            plain FloatMul float_mul (a: Float, b: Float) -> Float, None, Pure, commutes;
            /// `a / b`; division by zero gives an infinity or NaN.
            plain FloatDiv float_div (a: Float, b: Float) -> Float, None, Pure;
            /// `-a`: the sign bit flipped.
            plain FloatNeg float_neg (a: Float) -> Float, None, Pure;
            /// `|a|`: the sign bit cleared.
            plain FloatAbs float_abs (a: Float) -> Float, None, Pure;
            /// Square root; NaN for numbers below zero.
            plain FloatSqrt float_sqrt (a: Float) -> Float, None, Pure;
            /// `a` to the power 2, as the C library's `pow` rounds it: not always like the product.
            plain FloatSquare float_square (a: Float) -> Float, None, Pure;
            /// Rounded towards minus infinity.
            plain FloatFloor float_floor (a: Float) -> Float, None, Pure;
            /// Rounded towards plus infinity.
            plain FloatCeil float_ceil (a: Float) -> Float, None, Pure;
            /// Rounded towards zero.
            plain FloatTrunc float_trunc (a: Float) -> Float, None, Pure;
            /// `a == b`; false with a NaN.
            plain FloatEq float_eq (a: Float, b: Float) -> Bool, None, Pure, commutes;
            /// `a != b`; true with a NaN.
            plain FloatNe float_ne (a: Float, b: Float) -> Bool, None, Pure, commutes;
            /// `a < b`; false with a NaN.
            plain FloatLt float_lt (a: Float, b: Float) -> Bool, None, Pure;
            /// `a <= b`; false with a NaN.
            plain FloatLe float_le (a: Float, b: Float) -> Bool, None, Pure;
            /// `a > b`; false with a NaN.
            plain FloatGt float_gt (a: Float, b: Float) -> Bool, None, Pure;
            /// `a >= b`; false with a NaN.
            plain FloatGe float_ge (a: Float, b: Float) -> Bool, None, Pure;
            /// Rounded towards zero; exits when it is not finite or does not fit into 64 bits.
            exits FloatToIntOvf float_to_int_ovf (a: Float) -> Int, None, Pure;
            /// The bits of a float.
            plain FloatToBits float_to_bits (a: Float) -> Int, None, Pure;
            /// The float with these bits.
            plain BitsToFloat bits_to_float (a: Int) -> Float, None, Pure;

            // Truth values and words.
            /// Not.
            plain BoolNot bool_not (a: Bool) -> Bool, None, Pure;
            /// And; both are computed.
            plain BoolAnd bool_and (a: Bool, b: Bool) -> Bool, None, Pure, commutes;
            /// Or; both are computed.
            plain BoolOr bool_or (a: Bool, b: Bool) -> Bool, None, Pure, commutes;
            /// 0 or 1.
            plain BoolToInt bool_to_int (a: Bool) -> Int, None, Pure;
            /// The words `FALSE` or `TRUE`.
            plain BoolToVal bool_to_val (a: Bool) -> Val, None, Pure;
            /// Whether the word is `TRUE`.
            plain ValIsTrue val_is_true (a: Val) -> Bool, None, Pure;
            /// Whether two words are the same: identity.
            plain WordEq word_eq (a: Word, b: Same) -> Bool, None, Pure, commutes;
            /// Whether two words differ.
            plain WordNe word_ne (a: Word, b: Same) -> Bool, None, Pure, commutes;

            // Boxing. The checked unboxings are guards with a result; `*_of_val` are for proved operands.
            /// The tagged word of an integer: a fixnum, or a heap integer from the allocation stub.
            plain BoxInt box_int (a: Int) -> Val, None, Alloc;
            /// The fixnum of an integer that is known to fit into 63 bits.
            plain BoxFixnum box_fixnum (a: Int) -> Val, None, Pure;
            /// The integer of a fixnum; exits on any other word.
            exits UnboxInt unbox_int (a: Val) -> Int, None, Pure;
            /// The integer of what is known to be a fixnum.
            plain IntOfVal int_of_val (a: Val) -> Int, None, Pure;
            /// The tagged word of a float: a flonum, or a heap float from the allocation stub.
            plain BoxFloat box_float (a: Float) -> Val, None, Alloc;
            /// The float of a flonum or heap float; exits on any other word.
            exits UnboxFloat unbox_float (a: Val) -> Float, None, Pure;
            /// The float of what is known to be a flonum or heap float.
            plain FloatOfVal float_of_val (a: Val) -> Float, None, Pure;
            /// The pointer in a word; exits when it holds none.
            exits ValToRef val_to_ref (a: Val) -> Ref, None, Pure;
            /// The pointer in what is known to hold one.
            plain RefOfVal ref_of_val (a: Val) -> Ref, None, Pure;
            /// The tagged word of a pointer: itself.
            plain RefToVal ref_to_val (a: Ref) -> Val, None, Pure;

            // Integers of any size: words that are a fixnum or a heap integer. The emitter has proved the operands to be such.
            /// The tagged word of an unsigned integer: a fixnum, or a heap integer.
            plain BoxUint box_uint (a: Uint) -> Val, None, Alloc;
            /// The integer in a word, if there is one from 0 to `2^64 - 1`; else exits.
            exits UnboxUint unbox_uint (a: Val) -> Uint, None, Pure;
            /// Exits unless the word is a fixnum or points to a heap integer.
            exits GuardWhole guard_whole (a: Val) -> Void, None, Pure;
            /// The lowest 64 bits, in two's complement.
            plain WholeLow whole_low (a: Whole) -> Int, None, Pure;
            /// `a + b`.
            plain WholeAdd whole_add (a: Whole, b: Whole) -> Val, None, Alloc, commutes;
            /// `a - b`.
            plain WholeSub whole_sub (a: Whole, b: Whole) -> Val, None, Alloc;
            /// `a * b`.
            plain WholeMul whole_mul (a: Whole, b: Whole) -> Val, None, Alloc, commutes;
            /// `a & b` of unlimited two's complement.
            plain WholeAnd whole_and (a: Whole, b: Whole) -> Val, None, Alloc, commutes;
            /// `a | b`.
            plain WholeOr whole_or (a: Whole, b: Whole) -> Val, None, Alloc, commutes;
            /// `a ^ b`.
            plain WholeXor whole_xor (a: Whole, b: Whole) -> Val, None, Alloc, commutes;
            /// Quotient rounded down. The emitter has excluded `b == 0`.
            plain WholeFloorDiv whole_floor_div (a: Whole, b: Whole) -> Val, None, Alloc;
            /// Rest with the sign of `b`. The emitter has excluded `b == 0`.
            plain WholeMod whole_mod (a: Whole, b: Whole) -> Val, None, Alloc;
            /// `a << n`. The emitter has checked that `n` is from 0 to [`MAX_SHIFT`].
            plain WholeShl whole_shl (a: Whole, n: Int) -> Val, None, Alloc;
            /// `a >> n`. The emitter has checked that `n` is from 0 to [`MAX_SHIFT`].
            plain WholeShr whole_shr (a: Whole, n: Int) -> Val, None, Alloc;
            /// `-a`.
            plain WholeNeg whole_neg (a: Whole) -> Val, None, Alloc;
            /// `~a`.
            plain WholeNot whole_not (a: Whole) -> Val, None, Alloc;
            /// `a == b`.
            plain WholeEq whole_eq (a: Whole, b: Whole) -> Bool, None, Pure, commutes;
            /// `a != b`.
            plain WholeNe whole_ne (a: Whole, b: Whole) -> Bool, None, Pure, commutes;
            /// `a < b`.
            plain WholeLt whole_lt (a: Whole, b: Whole) -> Bool, None, Pure;
            /// `a <= b`.
            plain WholeLe whole_le (a: Whole, b: Whole) -> Bool, None, Pure;

            // Guards.
            /// Exits unless true.
            exits GuardTrue guard_true (a: Bool) -> Void, None, Pure;
            /// Exits unless false.
            exits GuardFalse guard_false (a: Bool) -> Void, None, Pure;
            /// Exits unless the word is a fixnum.
            exits GuardInt guard_int (a: Val) -> Void, None, Pure;
            /// Exits if the word is a fixnum.
            exits GuardNotInt guard_not_int (a: Val) -> Void, None, Pure;
            /// Exits unless the word is a flonum or points to a heap float.
            exits GuardFloat guard_float (a: Val) -> Void, None, Pure;
            /// Exits if the word is a flonum or points to a heap float.
            exits GuardNotFloat guard_not_float (a: Val) -> Void, None, Pure;
            /// Exits unless the type word of the object is the constant.
            exits GuardClass guard_class (a: Ref, class: PtrConst) -> Void, None, ReadType;
            /// Exits if the type word of the object is the constant.
            exits GuardNotClass guard_not_class (a: Ref, class: PtrConst) -> Void, None, ReadType;
            /// Exits unless the shape id of the object is the constant.
            exits GuardShape guard_shape (a: Ref, shape: IntConst) -> Void, None, ReadShape;
            /// Exits unless the word is the constant.
            exits GuardIs guard_is (a: Word, constant: SameConst) -> Void, None, Pure;
            /// Exits if the word is the constant.
            exits GuardIsNot guard_is_not (a: Word, constant: SameConst) -> Void, None, Pure;
            /// Exits if the address is zero.
            exits GuardNonNull guard_non_null (a: Obj) -> Void, None, Pure;
            /// Exits if the tree has been invalidated.
            exits GuardValid guard_valid () -> Void, None, World;
            /// Exits if the result of a raising call is zero; the snapshot says `raised`.
            exits GuardNoRaise guard_no_raise (a: Word) -> Void, None, Pure;
            /// Exits if the eval breaker is set.
            exits Poll poll () -> Void, None, World;

            // Memory.
            /// Loads the field of an object.
            special GetField get_field (a: Obj) -> Elem, Field, Read;
            /// Stores the field of an object. Before reference counts are inserted, a counted field keeps what it holds
            /// alive; after, it is a plain store.
            special SetField set_field (a: Obj, value: Elem) -> Void, Field, Write;
            /// Loads an element; the index is known to be in bounds.
            special ArrayGet array_get (a: Obj, index: Int) -> Elem, Array, Read;
            /// Stores an element; the index is known to be in bounds. Counts as with `set_field`.
            special ArraySet array_set (a: Obj, index: Int, value: Elem) -> Void, Array, Write;
            /// Makes an object with the initial fields of its descriptor.
            special New new () -> Ref, Type, Alloc;
            /// Makes an object with `count` trailing items, all `EMPTY` (or zero).
            special NewVar new_var (count: IntConst) -> Ref, Type, Alloc;

            // Calls and the world outside.
            /// Calls what the descriptor names.
            special Call call (args: Args) -> Callee, Call, Call;
            /// Writes the frames of the snapshot to memory, before a call that may look at them. Does not exit.
            special SyncFrames sync_frames () -> Void, None, Sync;

            // Reference counts: only after the last pass.
            /// Counts one up, if the operand is a pointer.
            plain Retain retain (a: Counted) -> Void, None, Count;
            /// Counts one down, if the operand is a pointer, and frees at zero.
            plain Release release (a: Counted) -> Void, None, Count;

            // Control.
            /// The header of the loop: what is before runs once. Phis follow.
            special LoopStart loop_start () -> Void, None, Marker;
            /// `before` when the header is reached from above, `after` when it is reached from the end.
            special Phi phi (before: Any, after: Same) -> Given, None, Marker;
            /// Closes the loop. Recorded traces: the snapshot is the state of all slots at the end, and the trace starts
            /// again with it. Optimised ones: back to the header, every phi takes its `after`.
            special Jump jump () -> Void, None, End;
            /// Into the header of a loop of the tree, with one value per phi. A snapshot, if there is one, names slots
            /// (of the root frame, boxed, nothing virtual) that are written to memory before.
            special JumpLoop jump_loop (args: Phis) -> Void, Trace, End;
            /// Writes the slots of the snapshot (root frame only, boxed, nothing virtual) and starts the root trace again.
            special JumpEntry jump_entry () -> Void, None, End;
            /// Writes slots as `jump_entry` does and goes on in the tree whose code's address is in the cell, in the same
            /// frame. Leaves through the snapshot instead if the cell is zero.
            special JumpTree jump_tree (cell: PtrConst) -> Void, None, End;
            /// Leaves to the interpreter through the snapshot.
            special Exit exit () -> Void, None, End;
            /// Leaves to whoever called the trace as a function; the result's reference goes along.
            special Finish finish (result: Val) -> Void, None, End;
        }
    };
}
pub(crate) use for_each_op;

macro_rules! is_exits {
    (exits) => {
        true
    };
    ($other:ident) => {
        false
    };
}

macro_rules! commutes {
    () => {
        false
    };
    (commutes) => {
        true
    };
}

macro_rules! define_ops {
    ($($(#[$doc:meta])* $shape:ident $name:ident $text:ident ($($arg:ident : $operand:ident),*)
        -> $outcome:ident, $imm:ident, $effect:ident $(, $commutes:ident)?;)*) => {
        /// An operation of the trace IR.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub enum Op { $($(#[$doc])* $name,)* }

        impl Op {
            /// Every operation, in the order of the table.
            pub const ALL: &'static [Op] = &[$(Op::$name),*];
        }

        static TABLE: &[OpInfo] = &[$(OpInfo {
            mnemonic: stringify!($text),
            operands: &[$(Operand::$operand),*],
            outcome: Outcome::$outcome,
            imm: Imm::$imm,
            effect: Effect::$effect,
            exits: is_exits!($shape),
            commutes: commutes!($($commutes)?),
        }),*];
    };
}
for_each_op!(define_ops);

impl Op {
    /// The line of the table.
    pub fn info(self) -> &'static OpInfo {
        &TABLE[self as usize]
    }

    /// The name in the text form.
    pub fn mnemonic(self) -> &'static str {
        self.info().mnemonic
    }

    /// The operation with this name.
    pub fn from_mnemonic(text: &str) -> Option<Op> {
        Op::ALL.iter().copied().find(|op| op.mnemonic() == text)
    }

    /// Computes from its operands alone and changes nothing; if it [`exits`](Op::exits) too, only the test counts.
    pub fn is_pure(self) -> bool {
        self.info().effect == Effect::Pure
    }

    /// May leave the trace through its snapshot.
    pub fn exits(self) -> bool {
        self.info().exits
    }

    /// Exits and has no result: a test and nothing else.
    pub fn is_guard(self) -> bool {
        self.exits() && self.info().outcome == Outcome::Void
    }

    /// Ends a trace.
    pub fn is_terminal(self) -> bool {
        self.info().effect == Effect::End
    }

    /// Must carry a snapshot. (`jump` carries one in recorded traces only.)
    pub fn needs_snapshot(self) -> bool {
        self.exits() || matches!(self, Op::SyncFrames | Op::JumpEntry | Op::JumpTree | Op::Exit | Op::Finish)
    }

    /// The embedding needs a plan of its snapshot: to leave through it, or to write the frames.
    pub fn needs_exit_id(self) -> bool {
        self.needs_snapshot() && self != Op::JumpEntry
    }

    /// Changes memory or counts, or may (calls): not to be removed or repeated. Calls are judged by their descriptor,
    /// see [`effects`](super::effects).
    pub fn has_side_effect(self) -> bool {
        matches!(self.info().effect, Effect::Write | Effect::Call | Effect::Sync | Effect::Count)
    }

    /// The guard with the opposite condition, where there is one.
    pub fn inverse_guard(self) -> Option<Op> {
        Some(match self {
            Op::GuardTrue => Op::GuardFalse,
            Op::GuardFalse => Op::GuardTrue,
            Op::GuardInt => Op::GuardNotInt,
            Op::GuardNotInt => Op::GuardInt,
            Op::GuardFloat => Op::GuardNotFloat,
            Op::GuardNotFloat => Op::GuardFloat,
            Op::GuardClass => Op::GuardNotClass,
            Op::GuardNotClass => Op::GuardClass,
            Op::GuardIs => Op::GuardIsNot,
            Op::GuardIsNot => Op::GuardIs,
            _ => return None,
        })
    }

    /// An operation on integers of any size that makes one.
    pub fn makes_whole(self) -> bool {
        self.info().effect == Effect::Alloc && self.info().operands.first() == Some(&Operand::Whole)
    }

    /// The operation without the overflow check.
    pub fn without_overflow(self) -> Option<Op> {
        Some(match self {
            Op::IntAddOvf => Op::IntAdd,
            Op::IntSubOvf => Op::IntSub,
            Op::IntMulOvf => Op::IntMul,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mnemonics_are_unique_and_found() {
        for &op in Op::ALL {
            assert_eq!(Op::from_mnemonic(op.mnemonic()), Some(op));
        }
    }

    #[test]
    fn variadic_operands_are_last() {
        for &op in Op::ALL {
            let operands = op.info().operands;
            let variadic = operands.iter().position(|o| o.is_variadic());
            assert!(variadic.is_none_or(|i| i + 1 == operands.len()), "{op:?}");
        }
    }
}
