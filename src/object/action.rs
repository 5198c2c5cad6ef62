//! Return actions: what a Python frame's result is for.
//!
//! Python calls Python in tail position only: a handler that needs Python code (`__add__`, `__next__`, `__init__`, …)
//! pushes a frame and says here how the opcode goes on when it returns. The operands that the rest of the opcode needs stay on
//! the caller's stack below [`Frame::ret`](super::Frame).

/// A return action: a kind, and a small operand whose meaning depends on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct Action {
    /// What to do.
    pub kind: ActionKind,
    /// Operator, jump distance and the like.
    pub data: u32,
}

/// Kinds of return actions. "Operands" are the values directly below `ret`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum ActionKind {
    /// Push the result.
    Push,
    /// Drop the result (`__setitem__`, `__setattr__`, `__exit__` of a plain end).
    Discard,
    /// Leave the interpreter loop: a native function waits for the result.
    Leave,
    /// `__init__`: the result must be `None`; the new object lies below `ret`.
    Init,
    /// `__bool__`: the result must be a bool; push it. `data` 1: inverted.
    Bool,
    /// `__len__` asked for a truth value.
    BoolLen,
    /// `__contains__`: push its truth. `data` 1: `not in`.
    Contains,
    /// Left operand's method of a binary operator: on `NotImplemented` go on with the right operand's. Two operands; `data` is `BINARY_OP`'s argument.
    BinaryLeft,
    /// Right operand's reflected method, tried first because its class derives from the left's: then the left's.
    BinaryRightFirst,
    /// The last method to try; on `NotImplemented` a `TypeError`.
    BinaryLast,
    /// The in-place method: then as for the plain operator.
    BinaryInplace,
    /// First comparison method; on `NotImplemented` the swapped one of the other operand. Two operands; `data` is `COMPARE_OP`'s argument.
    CompareFirst,
    /// Swapped method of a subclass, tried first; then the left operand's.
    CompareSwappedFirst,
    /// Second comparison method; on `NotImplemented` identity or a `TypeError`.
    CompareLast,
    /// `__iter__`: the result must be an iterator.
    Iter,
    /// `__next__` in `FOR_ITER`: push the item; `StopIteration` jumps by `data`.
    ForNext,
    /// A generator's frame in `FOR_ITER`: a yield pushes the item, a return jumps by `data`.
    ForGenerator,
    /// A generator's frame in `SEND`: a yield pushes the item, a return pushes the value and jumps by `data`.
    SendGenerator,
    /// `__getattribute__` or a getter, after whose `AttributeError` `__getattr__` is asked. The object lies below `ret`; `data` is the name's index.
    AttrOrHook,
    /// `__getattr__`, a getter: push the result; the object lies below `ret` and is dropped.
    Attr,
    /// `__new__` of a class call: then `__init__`, if the result is an instance.
    New,
    /// A class body: build the class from its namespace.
    ClassBody,
    /// `__hash__`, `__index__` and others whose result a native function checks: same as `Leave`.
    Checked,
    /// `__str__`, `__repr__` or `__format__` in a formatting opcode: must be a str.
    Text,
    /// Push the result after dropping `data` operands below `ret`.
    PushDrop,
}

impl ActionKind {
    /// All kinds, in order.
    pub const ALL: &'static [ActionKind] = &[
        ActionKind::Push,
        ActionKind::Discard,
        ActionKind::Leave,
        ActionKind::Init,
        ActionKind::Bool,
        ActionKind::BoolLen,
        ActionKind::Contains,
        ActionKind::BinaryLeft,
        ActionKind::BinaryRightFirst,
        ActionKind::BinaryLast,
        ActionKind::BinaryInplace,
        ActionKind::CompareFirst,
        ActionKind::CompareSwappedFirst,
        ActionKind::CompareLast,
        ActionKind::Iter,
        ActionKind::ForNext,
        ActionKind::ForGenerator,
        ActionKind::SendGenerator,
        ActionKind::AttrOrHook,
        ActionKind::Attr,
        ActionKind::New,
        ActionKind::ClassBody,
        ActionKind::Checked,
        ActionKind::Text,
        ActionKind::PushDrop,
    ];
}

impl Action {
    /// Push the result.
    pub const PUSH: Action = Action { kind: ActionKind::Push, data: 0 };
    /// Drop the result.
    pub const DISCARD: Action = Action { kind: ActionKind::Discard, data: 0 };
    /// Leave the interpreter loop.
    pub const LEAVE: Action = Action { kind: ActionKind::Leave, data: 0 };

    /// An action with its operand.
    pub const fn with(kind: ActionKind, data: u32) -> Action {
        Action { kind, data }
    }
}
