//! Assumptions of compiled code that were broken, collected until the tracer looks.
//!
//! A type, a global's cell or a code object keeps the ids of traces that rely on it. Whoever breaks the assumption moves
//! those ids here; the tracer's valid bytes are flipped at once through the registered address table, so that running
//! native code sees it at its next check.

#![allow(unsafe_code, reason = "walks the heap")]

use super::heap::heap;
use super::peek::peek;
use super::{Dict, Function, GlobalCell, Ref, Value};
use std::cell::RefCell;

thread_local! {
    static FLIP: RefCell<Option<fn(u32)>> = const { RefCell::new(None) };
}

/// Registers the function that makes a trace invalid.
pub(crate) fn set_flip(f: fn(u32)) {
    FLIP.with(|c| *c.borrow_mut() = Some(f));
}

/// Takes traces that are gone off the lists of everything that is alive.
pub(crate) fn prune(is_alive: fn(u32) -> bool) {
    heap().each(&mut |h| {
        // SAFETY: the walk gives live objects, and nothing is allocated or freed meanwhile.
        let o: Ref<'_> = unsafe { Ref::from_value(Value::from_ptr(h)) };
        let list = if let Some(cell) = peek::<GlobalCell>(o) {
            &cell.watchers
        } else if let Some(dict) = peek::<Dict>(o) {
            &dict.watchers
        } else if let Some(f) = peek::<Function>(o) {
            &f.watchers
        } else {
            if let Some(ty) = o.as_type() {
                ty.watchers().retain(|&id| is_alive(id));
            }
            return;
        };
        list.borrow_mut().retain(|&id| is_alive(id));
    });
}

/// Makes all traces of the list invalid and empties it.
pub(crate) fn mark(watchers: &mut Vec<u32>) {
    let flip = FLIP.with(|c| *c.borrow());
    for id in watchers.drain(..) {
        if let Some(f) = flip {
            f(id);
        }
    }
}
