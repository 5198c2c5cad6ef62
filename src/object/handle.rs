//! `Owned` and `Ref`: who holds a reference.
//!
//! * [`Owned`] is one counted reference. Dropping it gives the count back; a count of zero frees the object at once, while
//!   `__del__` and weak-reference callbacks only join a queue that the interpreter drains at its next safepoint. That is why
//!   dropping needs no `Vm` and can have no visible effect.
//! * [`Ref`] is a lent word: valid for `'a`, not counted. Arguments of native functions are `Ref`s into the data stack.
//!
//! **The `Vm` is the key to the heap.** [`Ref::get`] borrows an object's body together with `&Vm`, [`Ref::get_mut`] with
//! `&mut Vm`; whatever may run Python code or change the heap takes `&mut Vm`. So a slice borrowed from a list cannot
//! be alive across a call into Python: the borrow checker forbids it.

#![allow(unsafe_code, reason = "reference counts and typed access to object bodies")]

use super::{Header, Object, Payload, TypeObj, Value, Vm, reclaim};
use std::any::TypeId;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;

/// One counted reference.
#[repr(transparent)]
pub struct Owned(Value);

/// A lent reference, valid for `'a`.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Ref<'a>(Value, PhantomData<&'a Owned>);

/// Counts one more reference to `v`.
///
/// # Safety
/// `v` is alive.
#[inline(always)]
pub(crate) unsafe fn retain(v: Value) {
    if v.is_heap() {
        // SAFETY: the caller's promise: a live heap object.
        unsafe { (*(v.bits() as *mut Header)).count += 1 }
    }
}

/// Counts `times` more references to `v`.
///
/// # Safety
/// `v` is alive.
pub(crate) unsafe fn retain_times(v: Value, times: u32) {
    if v.is_heap() {
        // SAFETY: the caller's promise: a live heap object.
        unsafe { (*(v.bits() as *mut Header)).count += times }
    }
}

/// Gives one reference to `v` back.
///
/// # Safety
/// The caller owns one reference to `v` and forgets it.
#[inline(always)]
pub(crate) unsafe fn release(v: Value) {
    // SAFETY: the caller's promise; a count of zero ends the object.
    unsafe {
        if v.is_heap() && count_down(v) {
            reclaim::reclaim(v.bits() as *mut Header);
        }
    }
}

/// Counts one reference less: true if it was the last one, and the caller has to end the object.
///
/// # Safety
/// `v` is on the heap; otherwise as for [`release`].
#[inline(always)]
pub(crate) unsafe fn count_down(v: Value) -> bool {
    let h = v.bits() as *mut Header;
    // SAFETY: the caller's promise: a live heap object.
    unsafe {
        debug_assert!((*h).count > 0 && !(*h).ty.is_null(), "release of a dead object");
        (*h).count -= 1;
        (*h).count == 0
    }
}

impl Owned {
    /// `None`.
    pub const NONE: Owned = Owned(Value::NONE);
    /// `NotImplemented`.
    pub const NOT_IMPLEMENTED: Owned = Owned(Value::NOT_IMPLEMENTED);

    /// Takes over a counted reference.
    ///
    /// # Safety
    /// The caller owns one reference to `v` (or `v` is an immediate) and forgets it.
    #[inline(always)]
    pub(crate) unsafe fn from_value(v: Value) -> Owned {
        Owned(v)
    }

    /// An immediate: fixnum, flonum or constant, which no one counts.
    #[inline(always)]
    pub fn immediate(v: Value) -> Owned {
        debug_assert!(!v.is_heap());
        Owned(v)
    }

    /// `True` or `False`.
    #[inline(always)]
    pub fn bool(b: bool) -> Owned {
        Owned(Value::bool(b))
    }

    /// Gives the reference away as a bare word: the receiver must release it.
    #[inline(always)]
    pub(crate) fn into_value(self) -> Value {
        ManuallyDrop::new(self).0
    }

    /// The word, for comparing and looking at tags.
    #[inline(always)]
    pub fn value(&self) -> Value {
        self.0
    }

    /// Lends the reference.
    #[inline(always)]
    pub fn lend(&self) -> Ref<'_> {
        Ref(self.0, PhantomData)
    }

    /// Lends a slice of references.
    #[inline(always)]
    pub fn lend_all(all: &[Owned]) -> &[Ref<'_>] {
        // SAFETY: `Owned` and `Ref` are both transparent over `Value`; the result borrows the owners.
        unsafe { std::slice::from_raw_parts(all.as_ptr() as *const Ref<'_>, all.len()) }
    }
}

impl Clone for Owned {
    #[inline(always)]
    fn clone(&self) -> Owned {
        // SAFETY: `self` keeps the object alive.
        unsafe { retain(self.0) };
        Owned(self.0)
    }
}

impl Drop for Owned {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: `self` is a counted reference and ends here.
        unsafe { release(self.0) }
    }
}

impl std::fmt::Debug for Owned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::fmt::Debug for Ref<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'a> Ref<'a> {
    /// The empty slot: a missing optional argument.
    pub const EMPTY: Ref<'static> = Ref(Value::EMPTY, PhantomData);
    /// `None`.
    pub const NONE: Ref<'static> = Ref(Value::NONE, PhantomData);

    /// Lends a bare word.
    ///
    /// # Safety
    /// `v` is alive for `'a`.
    #[inline(always)]
    pub(crate) unsafe fn from_value(v: Value) -> Ref<'a> {
        Ref(v, PhantomData)
    }

    /// A lent immediate.
    #[inline(always)]
    pub fn immediate(v: Value) -> Ref<'static> {
        debug_assert!(!v.is_heap());
        Ref(v, PhantomData)
    }

    /// The word.
    #[inline(always)]
    pub fn value(self) -> Value {
        self.0
    }

    /// A counted reference to the same object.
    #[inline(always)]
    pub fn own(self) -> Owned {
        // SAFETY: a lent reference is alive.
        unsafe { retain(self.0) };
        Owned(self.0)
    }

    /// Whether both are the same object (`is`).
    #[inline(always)]
    pub fn is(self, other: Ref<'_>) -> bool {
        self.0 == other.0
    }

    /// Whether this is `None`.
    #[inline(always)]
    pub fn is_none(self) -> bool {
        self.0.is_none()
    }

    /// Whether this is the empty slot.
    #[inline(always)]
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The header of a heap object.
    #[inline(always)]
    pub fn header(self) -> Option<&'a Header> {
        // SAFETY: alive for `'a`; header fields are only changed through `Cell`-like raw writes of the runtime,
        // of single words, while nobody holds this borrow across a change of what it reads.
        self.0.heap_ptr().map(|h| unsafe { &*h })
    }

    /// The object's type.
    #[inline(always)]
    pub fn ty(self) -> &'a TypeObj {
        super::kinds::type_of(self.0)
    }

    /// The body, if this object's layout is `T`'s (subclasses share their base's layout).
    #[inline(always)]
    pub fn get<'v, T: Payload>(self, _vm: &'v Vm) -> Option<&'v T>
    where
        'a: 'v,
    {
        let h = self.0.heap_ptr()?;
        // SAFETY: alive for `'a`; the layout was compared; bodies change only under `&mut Vm`, which `'v` excludes.
        unsafe {
            if (*(*h).ty).body.ops.id == TypeId::of::<T>() { Some(&(*(h as *const Object<T>)).body) } else { None }
        }
    }

    /// The body for changing it. No other borrow of the heap can be alive.
    #[inline(always)]
    pub fn get_mut<'v, T: Payload>(self, _vm: &'v mut Vm) -> Option<&'v mut T>
    where
        'a: 'v,
    {
        let h = self.0.heap_ptr()?;
        // SAFETY: as for `get`, and `&mut Vm` makes this the only borrow of any body.
        unsafe {
            if (*(*h).ty).body.ops.id == TypeId::of::<T>() { Some(&mut (*(h as *mut Object<T>)).body) } else { None }
        }
    }

    /// Whether this object's layout is `T`'s.
    #[inline(always)]
    pub fn is_a<T: Payload>(self) -> bool {
        // SAFETY: a live object has a live type.
        self.0.heap_ptr().is_some_and(|h| unsafe { (*(*h).ty).body.ops.id == TypeId::of::<T>() })
    }
}
