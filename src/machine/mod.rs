//! What an opcode handler may do.
//!
//! Handlers are generic over [`Machine`]: [`Direct`] does what they ask, the tracer's `Recorder` does it too and writes
//! down what it did. `Int`, `Float`, `Bool` and `Val` are opaque to handlers, so a handler cannot branch on a value except
//! through a method that says "guards": what the recorder turns into a guard.
//!
//! Rules that a handler keeps:
//! * no guard after a side effect within one opcode (pushing, popping and entering frames are no side effects);
//! * `peek` and `local` lend; `pop` gives; `push`, `set_local` take; whoever has an owned value releases it or passes it on;
//! * every method that answers with plain data (`bool`, `Option`, a storage kind) guards in the recorder.

mod activation;
mod direct;
mod direct_lists;
mod direct_lookup;
mod direct_numbers;
mod direct_objects;
mod direct_wide;
mod field;
mod float_ops;
mod opaque;
mod registers;

pub(crate) use activation::{leave_frame, push_frame};
pub use direct::Direct;

pub use field::{Field, FieldKind, fields};
pub use float_ops::{divmod as float_divmod, float_floor_div, float_mod, square};
pub use opaque::{Effect, FloatFn, FloatFn2, Opaque, OpaqueFn};
pub(crate) use opaque::{catching_trampoline, trampoline};

use crate::object::{Action, BinOp, CmpOp, Kind, Raised, Ref, Storage, Value};
use taipan_bytecode::Instr;

/// Binary operations of machine integers. All but the first three cannot overflow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the operators are; Python's semantics")]
pub enum IOp {
    Add,
    Sub,
    Mul,
    And,
    Or,
    Xor,
    FloorDiv,
    Mod,
    Shl,
    Shr,
}

/// Binary operations of floats.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the operators are; Python's semantics")]
pub enum FOp {
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Mod,
    Pow,
}

/// Unary operations of floats that are one instruction or a well-known function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "named as the functions are")]
pub enum FUn {
    Neg,
    Abs,
    Sqrt,
    Floor,
    Ceil,
    Trunc,
}

/// What two operands are together.
pub enum Pair<M: Machine> {
    /// Two ints.
    Ints(M::Int, M::Int),
    /// Two floats, or a float and an int that was converted.
    Floats(M::Float, M::Float),
    /// Anything else.
    Other,
}

/// How opcodes go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// With the next instruction.
    Next,
    /// A frame with [`ActionKind::Leave`](crate::object::ActionKind::Leave) returned (or yielded): the value is in `Vm::result`.
    Leave,
    /// A loop or an entry became hot at the site of the instruction just done.
    Hot,
}

/// What handlers return.
pub type R = Result<Flow, Raised>;

/// A special method as found on an operand's type.
#[derive(Clone, Copy)]
pub enum Special {
    /// The type has none, or a native one that the type's slot knows.
    Native,
    /// A Python function that takes exactly the operands: its address as a value that the type keeps alive.
    Python(Value),
}

/// A callable Python function, known to the recorder as constant code.
#[derive(Clone, Copy)]
pub struct Callee {
    /// The code object.
    pub code: *const crate::object::CodeObj,
}

/// Where an attribute was found.
#[derive(Clone, Copy)]
pub enum Found {
    /// In this slot of the object.
    Slot(u32),
    /// On the type: a plain value (not a descriptor), kept alive by the type.
    Class(Value),
    /// On the type: a function (or method descriptor) that binds.
    Method(Value),
    /// In a module's namespace: the cell.
    Cell(Value),
    /// Elsewhere: ask the slow path.
    Slow,
}

/// Where a new attribute value goes.
#[derive(Clone, Copy)]
pub enum Place {
    /// Over the value in this slot.
    Slot(u32),
    /// Into a new last slot: the shape afterwards.
    Added(u32),
    /// Elsewhere: ask the slow path.
    Slow,
}

/// See the module's docs.
pub trait Machine: Sized {
    /// A tagged value.
    type Val: Copy;
    /// An unboxed integer.
    type Int: Copy;
    /// An unboxed float.
    type Float: Copy;
    /// A truth value.
    type Bool: Copy;

    // ---- the stack and the frame

    /// The value `n` below the top, lent.
    fn peek(&mut self, n: usize) -> Self::Val;
    /// The top, owned by the caller from now on.
    fn pop(&mut self) -> Self::Val;
    /// Pushes an owned value.
    fn push(&mut self, v: Self::Val);
    /// Replaces the value `n` below the top without looking at the old one.
    fn poke(&mut self, n: usize, v: Self::Val);
    /// A local, lent; may be empty.
    fn local(&mut self, i: usize) -> Self::Val;
    /// Writes a local and gives the old value, owned.
    fn swap_local(&mut self, i: usize, v: Self::Val) -> Self::Val;
    /// A constant value that something else keeps alive, lent.
    fn constant(&mut self, v: Value) -> Self::Val;
    /// The `i`-th constant of the running code, lent.
    fn load_const(&mut self, i: usize) -> Self::Val;
    /// The `i`-th name of the running code, lent.
    fn name(&mut self, i: u32) -> Self::Val;
    /// The globals of the running frame, lent.
    fn globals(&mut self) -> Self::Val;
    /// The function of the running frame, lent.
    fn function(&mut self) -> Self::Val;
    /// Number of variables of the running code.
    fn nlocals(&self) -> usize;
    /// Whether the running frame is a module's body, whose names are globals.
    fn at_module_level(&self) -> bool;
    /// One more reference.
    fn retain(&mut self, v: Self::Val);
    /// Gives an owned reference back.
    fn release(&mut self, v: Self::Val);
    /// Pops `n` values that are proved numbers.
    fn drop_nums(&mut self, n: usize);
    /// Runs finalisers that the opcode's releases made due, and whatever else waits.
    fn poll(&mut self) -> R;
    /// Gives an owned reference back, and polls if that can have made anything due.
    fn release_and_poll(&mut self, v: Self::Val) -> R {
        self.release(v);
        self.poll()
    }
    /// Runs finalisers that the opcode's releases made due, for opcodes that seldom end a life: native code looks for them
    /// there only if there were some while it was recorded.
    fn drain(&mut self);
    /// Pops `n` values that are proved numbers or other immediates and pushes an owned result.
    fn settle_nums(&mut self, n: usize, v: Self::Val);

    // ---- control

    /// Moves the program counter by a number of units.
    fn jump(&mut self, units: isize);
    /// The index of the instruction being executed.
    fn here(&self) -> u32;
    /// The unit that follows the one being executed.
    fn next_instr(&self) -> Instr;
    /// Counts a passage over a back-edge; `Flow::Hot` when it became hot. Polls the eval breaker.
    fn back_edge(&mut self, i: Instr) -> R;
    /// Enters Python code. The arguments lie on the stack from `args` values below the top; they become the first locals.
    /// The result goes where the stack ends `drop` values further below. `func` is owned.
    fn enter(&mut self, code: Callee, func: Self::Val, args: usize, drop: usize, action: Action) -> R;
    /// Leaves the running frame with an owned result, which its return action receives.
    fn leave(&mut self, v: Self::Val) -> R;

    /// A function or a resumed generator starts: polls, and counts entries of functions.
    fn entry(&mut self, i: Instr) -> R;
    /// The running frame becomes a generator object, which its caller gets.
    fn return_generator(&mut self, i: Instr) -> R;
    /// The running generator's frame suspends; the top goes to whoever resumed it.
    fn yield_value(&mut self, i: Instr) -> R;
    /// Resumes a suspended generator, which stays on the stack; its frame's yield or return goes to the action. A generator
    /// that has finished counts as exhausted; one that is running raises.
    fn resume_generator(&mut self, g: Self::Val, action: Action) -> R;

    /// Whether a generator is suspended, so that it can be resumed.
    fn is_suspended(&mut self, g: Self::Val) -> bool;

    /// The string of the one character at a byte of a string of ASCII, lent. `None`: beyond its end, or not ASCII.
    fn ascii_char(&mut self, s: Self::Val, at: Self::Int) -> Option<Self::Val>;
    /// The code point of a string that is one ASCII character (guards).
    fn char_code(&mut self, s: Self::Val) -> Option<Self::Int>;
    /// The byte at an index of a bytes or bytearray object; that of a bytearray becomes `put` first. `None`, with nothing done:
    /// beyond the ends, or `put` is no byte (guards).
    fn byte_at(&mut self, o: Self::Val, i: Self::Int, put: Option<Self::Int>) -> Option<Self::Int>;
    /// Whether two strings have the same text.
    fn same_text(&mut self, a: Self::Val, b: Self::Val) -> Self::Bool;

    // ---- what a value is (guards)

    /// Classifies two operands of arithmetic.
    fn numbers(&mut self, a: Self::Val, b: Self::Val) -> Pair<Self>;
    /// The integer of an int.
    fn as_int(&mut self, v: Self::Val) -> Option<Self::Int>;
    /// The float of a float.
    fn as_float(&mut self, v: Self::Val) -> Option<Self::Float>;
    /// The truth of a bool object.
    fn as_bool(&mut self, v: Self::Val) -> Option<Self::Bool>;
    /// Whether the value is this constant.
    fn is_const(&mut self, v: Self::Val, c: Value) -> bool;
    /// Whether the type is exactly this built-in one.
    fn is_exactly(&mut self, v: Self::Val, kind: Kind) -> bool;
    /// The built-in kind of the exact type, `None` for classes and types without a body.
    fn kind_of(&mut self, v: Self::Val) -> Option<Kind>;
    /// Goes one way or the other.
    fn branch(&mut self, b: Self::Bool) -> bool;
    /// The value as it is now, when the recorder may take it for constant from here on (by a guard on identity).
    fn promote(&mut self, v: Self::Val) -> Value;
    /// Whether a call of this function should become part of what runs here, if it is a Python function.
    fn inlines(&mut self, f: Self::Val) -> bool;
    /// The integer as it is now, constant for the recorder from here on.
    fn promote_int(&mut self, i: Self::Int) -> i64;
    /// A Python function that takes exactly `nargs` positional arguments: its code.
    fn callee(&mut self, f: Self::Val, nargs: usize) -> Option<Callee>;
    /// The special method `name` of the operand's type.
    fn special(&mut self, v: Self::Val, name: Ref<'static>, nargs: usize) -> Special;

    /// Whether the type of `b` derives from that of `a` and has its own method of this name, which goes first.
    fn has_reflected(&mut self, a: Self::Val, b: Self::Val, name: Ref<'static>) -> bool;
    /// Whether the type of `a` does not know the operator at all, or not with operands like `b`: only `b` can answer.
    fn lacks_operator(&mut self, a: Self::Val, b: Self::Val, op: BinOp) -> bool;
    /// Whether `a` is a number of a built-in type and `b` none: comparing them is up to `b`.
    fn leaves_comparison(&mut self, a: Self::Val, b: Self::Val) -> bool;
    /// Whether the value's type is built in, so that no special method written in Python has to be looked for. Only worth asking
    /// where no trace is recorded: there the answer is no.
    fn is_native(&mut self, _v: Self::Val) -> bool {
        false
    }
    /// Whether this is a native function that handlers know nothing else about than how to call it; `n` arguments are on top. Asked as
    /// [`Machine::is_native`] is.
    fn is_plain_builtin(&mut self, _f: Self::Val, _n: usize) -> bool {
        false
    }
    /// Whether this is a built-in class, to be called with `n` arguments of which none is used up. Asked as [`Machine::is_native`] is.
    fn is_builtin_class(&mut self, _f: Self::Val, _n: usize) -> bool {
        false
    }
    /// A class whose calls make a plain instance: what its `__init__` is, a function that takes the instance and `nargs`
    /// arguments, or `None` when there is none and no arguments are passed.
    fn plain_class(&mut self, c: Self::Val, nargs: usize) -> Option<Option<Value>>;
    /// The native function of a builtin or a method descriptor, and the instance that it is bound to.
    fn native(&mut self, f: Self::Val) -> Option<(&'static crate::object::FnDef, Option<Self::Val>)>;
    /// The Python function that stands in for a builtin when it uses up the generator `it`; `nargs` with an instance.
    fn consumer(&mut self, f: Self::Val, it: Self::Val, nargs: usize) -> Option<Value>;
    /// The getter function of a property that the attribute named by `i` is on the type of `o`.
    fn find_getter(&mut self, o: Self::Val, i: Instr) -> Option<Value>;
    /// The same for its setter function, and the attribute that `STORE_ATTR` names.
    fn find_setter(&mut self, o: Self::Val, i: Instr) -> Option<Value>;
    /// `isinstance(o, class)` where the type of `o` decides it without asking `__instancecheck__`.
    fn exact_instance(&mut self, o: Self::Val, class: Value) -> Option<bool>;
    /// The next number of a `random.Random`, if it is one.
    fn random(&mut self, o: Self::Val) -> Option<Self::Float>;
    /// How a Python function that is no exact match takes `nargs` arguments of which the last are named: a plan, made of
    /// plain data. `names` is a constant tuple or `EMPTY`.
    fn call_plan(&mut self, f: Self::Val, nargs: usize, names: Value) -> Option<crate::interp::bind::Plan>;

    // ---- boxing

    /// An int value.
    fn int(&mut self, i: Self::Int) -> Self::Val;
    /// A float value.
    fn float(&mut self, f: Self::Float) -> Self::Val;
    /// A bool value.
    fn boolean(&mut self, b: Self::Bool) -> Self::Val;
    /// A constant integer.
    fn int_const(&mut self, i: i64) -> Self::Int;

    // ---- numbers

    /// `a op b`; `None` on overflow, division by zero or a bad shift (guards).
    fn int_op(&mut self, op: IOp, a: Self::Int, b: Self::Int) -> Option<Self::Int>;
    /// `a op b` of fixnums as a value; `None` as for [`Machine::int_op`], or when the result is no fixnum (guards).
    fn fixnum_op(&mut self, op: IOp, a: Self::Int, b: Self::Int) -> Option<Self::Val> {
        let r = self.int_op(op, a, b)?;
        Some(self.int(r))
    }
    /// The operator on the two exact ints on top, where operands and result need at most two machine words: pops and releases them,
    /// gives the result, owned. `None`: not done. Asked as [`Machine::is_native`] is.
    fn wide_binary(&mut self, _: BinOp) -> Option<Self::Val> {
        None
    }
    /// Whether an int is in a set, if that can be told without asking anybody. Asked as [`Machine::is_native`] is.
    fn quick_contains(&mut self, _o: Self::Val, _v: Self::Val) -> Option<bool> {
        None
    }
    /// `a + b` where the sum is known to fit or is never looked at.
    fn int_add_wrapping(&mut self, a: Self::Int, b: Self::Int) -> Self::Int;
    /// `a - 1` of a positive number.
    fn int_dec(&mut self, a: Self::Int) -> Self::Int;
    /// `a + 1` of an index.
    fn int_inc(&mut self, a: Self::Int) -> Self::Int;
    /// `-a`; `None` on overflow (guards).
    fn int_neg(&mut self, a: Self::Int) -> Option<Self::Int>;
    /// `~a`.
    fn int_not(&mut self, a: Self::Int) -> Self::Int;
    /// `a op b`.
    fn int_cmp(&mut self, op: CmpOp, a: Self::Int, b: Self::Int) -> Self::Bool;
    /// `a op b`; `None` for a division by zero or a power that is not simple (guards).
    fn float_op(&mut self, op: FOp, a: Self::Float, b: Self::Float) -> Option<Self::Float>;
    /// A unary operation; the square root of a negative number is the caller's to exclude.
    fn float_un(&mut self, op: FUn, a: Self::Float) -> Self::Float;
    /// `a op b`.
    fn float_cmp(&mut self, op: CmpOp, a: Self::Float, b: Self::Float) -> Self::Bool;
    /// The nearest float.
    fn int_to_float(&mut self, a: Self::Int) -> Self::Float;
    /// Truncates; `None` when not finite or beyond 62 bits (guards).
    fn float_to_int(&mut self, a: Self::Float) -> Option<Self::Int>;
    /// A function of a float without side effects.
    fn float_call(&mut self, f: &'static FloatFn, a: Self::Float) -> Self::Float;
    /// A function of two floats without side effects.
    fn float_call2(&mut self, f: &'static FloatFn2, a: Self::Float, b: Self::Float) -> Self::Float;
    /// `not b`.
    fn not(&mut self, b: Self::Bool) -> Self::Bool;
    /// Whether two values are the same object.
    fn same(&mut self, a: Self::Val, b: Self::Val) -> Self::Bool;
    /// 0 or 1.
    fn bool_to_int(&mut self, b: Self::Bool) -> Self::Int;

    // ---- numbers beyond machine integers: what the recorder writes down without asking whether they are that large

    /// `BINARY_OP` on the two operands on top, as an operation on ints of any size: pops and releases them, gives the
    /// result, owned. `None`: the usual way. The interpreter always goes that way.
    #[inline(always)]
    fn whole_binary(&mut self, _: Instr) -> Result<Option<Self::Val>, Raised> {
        Ok(None)
    }
    /// A comparison of the two operands on top, which stay; likewise.
    #[inline(always)]
    fn whole_compare(&mut self, _: CmpOp) -> Option<Self::Bool> {
        None
    }
    /// Whether an int differs from zero; likewise.
    #[inline(always)]
    fn whole_truth(&mut self, _: Self::Val) -> Option<Self::Bool> {
        None
    }
    /// `-v` (or `~v`) of the top, of which `f` is the opaque form; likewise.
    #[inline(always)]
    fn whole_unary(&mut self, _: &'static Opaque, _negate: bool) -> Result<Option<Self::Val>, Raised> {
        Ok(None)
    }

    // ---- memory

    /// A field that holds a value, lent.
    fn load(&mut self, o: Self::Val, f: &'static Field) -> Self::Val;
    /// Writes a field that holds a value; takes `v`, releases the old one.
    fn store(&mut self, o: Self::Val, f: &'static Field, v: Self::Val);
    /// A field that holds an integer.
    fn load_int(&mut self, o: Self::Val, f: &'static Field) -> Self::Int;
    /// A field that holds a double.
    fn load_float(&mut self, o: Self::Val, f: &'static Field) -> Self::Float;
    /// Writes a field that holds an integer.
    fn store_int(&mut self, o: Self::Val, f: &'static Field, i: Self::Int);
    /// A slot of an object that has it, lent; may be empty.
    fn load_slot(&mut self, o: Self::Val, slot: u32) -> Self::Val;
    /// Overwrites a slot; takes `v`, releases the old value.
    fn store_slot(&mut self, o: Self::Val, slot: u32, v: Self::Val);
    /// Appends a slot; takes `v`.
    fn add_slot(&mut self, o: Self::Val, shape: u32, v: Self::Val);
    /// The value of an attribute, lent, where the site's cache knows its place in the object itself. Asked as
    /// [`Machine::is_native`] is.
    fn quick_attr(&mut self, _o: Self::Val, _: Instr) -> Option<Self::Val> {
        None
    }
    /// Writes such an attribute, which exists: takes `v`, gives the old value. `None`: not done.
    fn quick_set_attr(&mut self, _o: Self::Val, _: Instr, _v: Self::Val) -> Option<Self::Val> {
        None
    }
    /// Where an attribute is (uses and fills the site's cache; guards).
    fn find_attr(&mut self, o: Self::Val, i: Instr) -> Found;
    /// Where an attribute is to be stored (uses and fills the site's cache; guards).
    fn find_place(&mut self, o: Self::Val, i: Instr) -> Place;
    /// The value of a global or builtin by its name's index, lent; `None` when it is not defined (uses the site's cache; guards).
    fn global(&mut self, i: Instr, name: u32) -> Option<Self::Val>;
    /// Overwrites an existing global; takes `v`. False: there is none yet, and `v` was not taken.
    fn set_global(&mut self, i: Instr, v: Self::Val) -> bool;
    /// The value in a namespace's cell, lent; may be empty.
    fn namespace_value(&mut self, cell: Value) -> Self::Val;
    /// The content of a cell object, lent; may be empty.
    fn load_cell(&mut self, cell: Self::Val) -> Self::Val;
    /// Writes a cell object; takes `v`.
    fn store_cell(&mut self, cell: Self::Val, v: Self::Val);

    // ---- sequences

    /// The storage of a list (guards).
    fn list_storage(&mut self, l: Self::Val) -> Storage;
    /// The length of a list.
    fn list_len(&mut self, l: Self::Val) -> Self::Int;
    /// The length of a tuple.
    fn tuple_len(&mut self, t: Self::Val) -> Self::Int;
    /// An index made non-negative and checked; `None` when out of range (guards).
    fn check_index(&mut self, i: Self::Int, len: Self::Int) -> Option<Self::Int>;
    /// Whether `i < len`, both non-negative, as a branch (guards).
    fn below(&mut self, i: Self::Int, len: Self::Int) -> bool;
    /// An item of a list with known storage, owned.
    fn list_get(&mut self, l: Self::Val, s: Storage, i: Self::Int) -> Self::Val;
    /// Overwrites an item if its kind fits the storage; takes `v`. False: not done (guards before writing).
    fn list_set(&mut self, l: Self::Val, s: Storage, i: Self::Int, v: Self::Val) -> bool;
    /// Appends if the item's kind fits the storage; takes `v`. False: not done (guards before writing).
    fn list_push(&mut self, l: Self::Val, v: Self::Val) -> bool;
    /// Takes the last item off a list with known storage and this many items, at least one; owned.
    fn list_pop(&mut self, l: Self::Val, s: Storage, n: Self::Int) -> Self::Val;
    /// An item of a tuple, lent.
    fn tuple_get(&mut self, t: Self::Val, i: Self::Int) -> Self::Val;
    /// A new tuple of the top `n` values, which it takes from the stack; owned.
    fn new_tuple(&mut self, n: usize) -> Self::Val;
    /// `a + b` of the two strings on top, of which the deeper is also in a local and nowhere else: the local is emptied and
    /// `a` grows in place; pops both and gives the result, owned. `None`: not possible, nothing was done.
    fn append_in_place(&mut self, local: usize) -> Option<Self::Val>;
    /// A new list of the top `n` values, which it takes from the stack; owned.
    fn new_list(&mut self, n: usize) -> Self::Val;
    /// A new cell; takes the content; owned.
    fn new_cell(&mut self, v: Self::Val) -> Self::Val;
    /// A new instance of a class, without attributes; owned. The class is constant.
    fn new_instance(&mut self, class: Value) -> Self::Val;
    /// A new complex number of its two parts; owned.
    fn new_complex(&mut self, re: Self::Float, im: Self::Float) -> Self::Val;
    /// A new `range`: start, step (not 0), number of values, end; owned.
    fn new_range(&mut self, start: Self::Int, step: Self::Int, len: Self::Int, stop: Self::Int) -> Self::Val;
    /// A new `enumerate` over an iterator, which it takes, at a number; owned.
    fn new_enumerate(&mut self, iter: Self::Val, count: Self::Int) -> Self::Val;
    /// A new `zip` over a tuple of iterators, which it takes; owned.
    fn new_zip(&mut self, iters: Self::Val) -> Self::Val;
    /// A new iterator over a range with these bounds: next value, step, items that remain; owned.
    fn new_range_iter(&mut self, next: Self::Int, step: Self::Int, left: Self::Int) -> Self::Val;
    /// A new iterator over a list or tuple, at its start; takes the sequence; owned.
    fn new_seq_iter(&mut self, kind: Kind, seq: Self::Val, at: Self::Int) -> Self::Val;

    // ---- leaving the known world

    /// Runs a rare path out of line. Whatever handlers call without inlining goes through here or [`Machine::outline`]:
    /// `Direct` passes its registers by value, so that they need not live in memory.
    fn cold<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> T;
    /// Runs a path that is long rather than rare out of line.
    fn outline<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> T;

    /// Calls an opaque operation on the top `n` values: pops and releases them, gives the result, owned.
    fn opaque(&mut self, f: &'static Opaque, n: usize, arg: u32) -> Result<Self::Val, Raised>;
    /// The same for an operation that may find nothing (`next`): `None` is told apart by a guard on the result. The `n`
    /// values stay on the stack.
    fn opaque_next(&mut self, f: &'static Opaque, n: usize, exhausted: isize) -> Result<Option<Self::Val>, Raised>;
    /// Attempts an operation whose effect is [`Effect::Looks`] or [`Effect::Puts`] on the top `n` values: pops and releases them,
    /// gives the result, owned. `None`: nothing was done, and they stay.
    fn attempt(&mut self, f: &'static Opaque, n: usize, arg: u32) -> Option<Self::Val>;
    /// Runs a step that only the interpreter can do: the recorder gives up with this reason.
    fn untraceable(&mut self, reason: &'static str, f: fn(&mut Direct, Instr) -> R, i: Instr) -> R;
}
