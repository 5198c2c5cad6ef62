//! What happens when a count reaches zero: weak references die, `__del__` is queued, the body is dropped, memory returns.
//!
//! Dropping a body may bring further counts to zero. Up to a depth this recurses; beyond it objects wait in a list that the
//! outermost call drains, so that a linked list of a million nodes does not exhaust the native stack.

#![allow(unsafe_code, reason = "frees raw objects")]

use super::heap::heap;
use super::{Flags, Header, Owned, Value};
use std::cell::UnsafeCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};

/// Weak references by the address of their referent, in order of creation.
type WeakTable = HashMap<usize, Vec<*mut Header>, BuildHasherDefault<DefaultHasher>>;

/// Objects between life and death, and weak references.
pub(crate) struct Morgue {
    depth: u32,
    waiting: Vec<*mut Header>,
    /// Objects whose `__del__` is to run, each alive again with a count of one.
    pub(crate) finalizers: Vec<Owned>,
    /// Weak references by the address of their referent, in order of creation.
    pub(crate) weak: WeakTable,
    /// Dead weak references that have a callback.
    pub(crate) callbacks: Vec<Owned>,
    /// How often finalisers have been run.
    pub(crate) drained: u64,
    /// Clears one weak reference; says whether it has a callback. Set by the type.
    pub(crate) clear_weak: Option<fn(*mut Header) -> bool>,
}

struct Global(UnsafeCell<Morgue>);

// SAFETY: touched only by the thread that holds the `Vm`, like the heap.
unsafe impl Sync for Global {}

static MORGUE: Global = Global(UnsafeCell::new(Morgue {
    depth: 0,
    waiting: Vec::new(),
    finalizers: Vec::new(),
    weak: WeakTable::with_hasher(BuildHasherDefault::new()),
    callbacks: Vec::new(),
    drained: 0,
    clear_weak: None,
}));
const DEEP: u32 = 64;

/// The one morgue. Callers must not keep the borrow across a release.
#[inline(always)]
pub(crate) fn morgue() -> &'static mut Morgue {
    // SAFETY: single-threaded by the heap's rule.
    unsafe { &mut *MORGUE.0.get() }
}

/// Whether finalisers or callbacks wait for the next safepoint.
#[inline]
pub(crate) fn pending() -> bool {
    let m = morgue();
    !m.finalizers.is_empty() || !m.callbacks.is_empty()
}

/// Ends an object whose count is zero.
///
/// # Safety
/// `h` is an object of the heap with a count of zero, and nobody uses it any more.
#[cold]
#[inline(never)]
pub(crate) unsafe fn reclaim(h: *mut Header) {
    // SAFETY: the caller's promise.
    unsafe {
        let ty = (*h).ty;
        if (*ty).has_del() && !(*h).has(Flags::FINALIZED) && !super::suspended::has_nothing_to_close(h) {
            (*h).flags |= Flags::FINALIZED;
            (*h).count = 1;
            morgue().finalizers.push(Owned::from_value(Value::from_ptr(h)));
            super::vm::break_soon();
            return;
        }
        if (*h).has(Flags::WEAKREF) {
            clear_weakrefs(h);
        }
        let m = morgue();
        if m.depth >= DEEP {
            m.waiting.push(h);
            return;
        }
        m.depth += 1;
        bury(h);
        let m = morgue();
        m.depth -= 1;
        if m.depth == 0 {
            while let Some(h) = morgue().waiting.pop() {
                morgue().depth = 1;
                bury(h);
                morgue().depth = 0;
            }
        }
    }
}

unsafe fn bury(h: *mut Header) {
    // SAFETY: `h` is dead: its body is dropped once, then its memory returns.
    unsafe {
        let ty = (*h).ty;
        if (*ty).body.attrs_offset != 0 {
            super::attrs::drop_attrs(h);
        }
        ((*ty).body.ops.drop)(h);
        heap().free(h);
    }
}

/// Kills all weak references to `h` and queues those with callbacks.
pub(crate) unsafe fn clear_weakrefs(h: *mut Header) {
    let Some(list) = morgue().weak.remove(&(h as usize)) else { return };
    let Some(clear) = morgue().clear_weak else { return };
    // The newest is told first.
    for w in list.into_iter().rev() {
        // SAFETY: a weak reference that is registered has not been freed.
        let dying = unsafe { (*w).count == 0 };
        // One that dies itself, as when it was what kept its referent alive, is not told.
        if clear(w) && !dying {
            // SAFETY: a weak reference that is registered is alive; one more count is taken for the queue.
            unsafe {
                (*w).count += 1;
                morgue().callbacks.push(Owned::from_value(Value::from_ptr(w)));
            }
            super::vm::break_soon();
        }
    }
}

/// Ends an object that native code counted down to zero.
///
/// # Safety
/// As for [`reclaim`]; `address` is the object's.
pub(crate) unsafe fn reclaim_zero(address: u64) {
    // SAFETY: the caller's promise.
    unsafe { reclaim(address as *mut Header) }
}
