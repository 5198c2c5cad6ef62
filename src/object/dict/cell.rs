//! The cells that hold the values of a namespace.

#![allow(unsafe_code, reason = "a cell's value is a bare word that native code reads")]

use crate::object::alloc::new;
use crate::object::{Kind, Owned, Payload, Ref, Value, Visit, invalidate_watchers};
use std::cell::{Cell, RefCell};

/// The value of a global. Native code reads the first word.
#[repr(C)]
pub struct GlobalCell {
    value: Cell<Value>,
    /// How often it was written since it was made.
    pub(crate) writes: Cell<u32>,
    /// Ids of traces that assume the value is constant.
    pub(crate) watchers: RefCell<Vec<u32>>,
}

impl Payload for GlobalCell {
    const KIND: Kind = Kind::GlobalCell;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.value(self.value.get());
    }
    fn clear(&mut self) {
        self.replace(Owned::immediate(Value::EMPTY));
    }
}

impl Drop for GlobalCell {
    fn drop(&mut self) {
        self.replace(Owned::immediate(Value::EMPTY));
    }
}

impl GlobalCell {
    /// The present value, `EMPTY` when the global was deleted.
    pub fn value(&self) -> Owned {
        // SAFETY: the cell owns its value.
        unsafe { Ref::from_value(self.value.get()) }.own()
    }

    /// Writes the value; traces that took the old one for constant become invalid.
    pub fn set(&self, value: Owned) {
        // SAFETY: the cell owned the old value; it is dropped after the new one is in place.
        drop(unsafe { Owned::from_value(self.exchange(value.into_value())) });
    }

    /// The same for the interpreter: takes an owned word and gives the old one.
    #[inline(always)]
    pub(crate) fn exchange(&self, value: Value) -> Value {
        self.writes.set(self.writes.get().saturating_add(1));
        if !self.watchers.borrow().is_empty() {
            self.invalidate();
        }
        self.value.replace(value)
    }

    #[cold]
    #[inline(never)]
    fn invalidate(&self) {
        invalidate_watchers(&mut self.watchers.borrow_mut());
    }

    fn replace(&self, value: Owned) {
        let old = self.value.replace(value.into_value());
        // SAFETY: as for `set`.
        drop(unsafe { Owned::from_value(old) });
    }

    /// A new cell.
    pub(crate) fn make(value: Owned) -> Owned {
        new(GlobalCell { value: Cell::new(value.into_value()), writes: Cell::new(0), watchers: RefCell::default() })
    }
}
