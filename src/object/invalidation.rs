//! Assumptions of compiled code that were broken, collected until the tracer looks.
//!
//! A type, a global's cell or a code object keeps the ids of traces that rely on it. Whoever breaks the assumption moves
//! those ids here; the tracer's valid bytes are flipped at once through the registered address table, so that running
//! native code sees it at its next check.

use std::cell::RefCell;

thread_local! {
    static FLIP: RefCell<Option<fn(u32)>> = const { RefCell::new(None) };
}

/// Registers the function that makes a trace invalid.
pub(crate) fn set_flip(f: fn(u32)) {
    FLIP.with(|c| *c.borrow_mut() = Some(f));
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
