//! Objects that `Direct` makes of what handlers own: it passes to the new object.

#![allow(unsafe_code, reason = "takes over references from the data stack")]

use crate::object::{Enumerate, Kind, ListIter, ListReverseIter, Owned, TupleIter, TypeObj, Value, Zip, new};

fn taken(v: Value) -> Owned {
    // SAFETY: handlers own what they pass here.
    unsafe { Owned::from_value(v) }
}

/// See `Machine::new_cell`.
#[inline(always)]
pub(super) fn cell(v: Value) -> Value {
    crate::object::CellBody::make(taken(v)).into_value()
}

/// See `Machine::new_instance`.
#[inline(always)]
pub(super) fn instance(class: Value) -> Value {
    // SAFETY: callers pass a class whose instances are plain; it is alive.
    crate::object::instance(unsafe { &*(class.bits() as *const TypeObj) }).into_value()
}

/// See `Machine::new_enumerate`.
pub(super) fn enumerate(iter: Value, count: i64) -> Value {
    new(Enumerate { iter: taken(iter), count, big: None }).into_value()
}

/// See `Machine::new_zip`.
pub(super) fn zip(iters: Value) -> Value {
    new(Zip { iters: taken(iters), strict: 0 }).into_value()
}

/// See `Machine::new_seq_iter`.
#[inline(always)]
pub(super) fn seq_iter(kind: Kind, seq: Value, at: i64) -> Value {
    let seq = taken(seq);
    match kind {
        Kind::ListIter => new(ListIter { seq, index: at as usize }).into_value(),
        Kind::ListReverseIter => new(ListReverseIter { seq, index: at }).into_value(),
        _ => new(TupleIter { seq, index: at as usize }).into_value(),
    }
}
