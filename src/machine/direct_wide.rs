//! Ints of two machine words in `Direct`: a result takes the place of an operand that nobody else can see.
//!
//! Only the interpreter may do that: its stack owns the operands, while a trace may lend them from where they stay.

#![allow(unsafe_code, reason = "writes into objects that only the data stack refers to")]

use super::{Direct, Machine};
use crate::object::{BigInt, BinOp, Header, Kind, Object, Ref, Value};
use crate::types::int::{two_words, wide_result};

/// See `Machine::wide_binary`.
pub(super) fn binary(d: &mut Direct, op: BinOp) -> Option<Value> {
    let (a, b) = (d.peek(1), d.peek(0));
    // SAFETY: the operands are alive on the stack.
    let r = unsafe { wide_result(op, Ref::from_value(a), Ref::from_value(b))? };
    d.pop();
    d.pop();
    if let Some(v) = i64::try_from(r).ok().and_then(Value::fixnum) {
        d.release(a);
        d.release(b);
        return Some(v);
    }
    // SAFETY: both came off the stack and are owned here.
    let (kept, other) = if unsafe { overwrite(d, a, r) } {
        (a, b)
    } else if unsafe { overwrite(d, b, r) } {
        (b, a)
    } else {
        d.release(a);
        (crate::object::new(two_words(r)).into_value(), b)
    };
    d.release(other);
    Some(kept)
}

/// Writes the result into an int that nobody else refers to. False: somebody does, or it is no such object.
///
/// # Safety
/// The value is owned by the caller.
unsafe fn overwrite(d: &mut Direct, v: Value, r: i128) -> bool {
    if !d.is_exactly(v, Kind::Int) {
        return false;
    }
    // SAFETY: an exact int on the heap; with a count of one, the caller's reference is the only one, and ints have no weak ones.
    unsafe {
        let alone = (*(v.bits() as *const Header)).count == 1;
        if alone {
            (*(v.bits() as *mut Object<BigInt>)).body = two_words(r);
        }
        alone
    }
}
