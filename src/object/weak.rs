//! Weak references: a word that is not counted, and that the morgue empties when the object dies.
//!
//! An object that is referred to weakly has [`Flags::WEAKREF`] set, and the morgue keeps the list of its references by
//! address. Both types, references and proxies, have one body.

#![allow(unsafe_code, reason = "a weak reference is a word that owns nothing")]

use super::reclaim::morgue;
use super::{Flags, HEADER_SIZE, Header, Kind, Object, Owned, Payload, Ref, TypeFlags, TypeObj, Value, Visit, new_of};
use std::cell::Cell;

/// The body of `weakref.ref`.
#[repr(C)]
pub struct WeakRef {
    /// The referent, not counted; `EMPTY` once it is dead.
    target: Cell<Value>,
    /// What is called with the reference when the referent dies.
    pub callback: Option<Owned>,
    /// The referent's hash, once it was asked for.
    pub hash: Option<i64>,
}

/// The body of weak proxies: the same.
#[repr(transparent)]
pub struct WeakProxy(pub WeakRef);

impl Payload for WeakRef {
    const KIND: Kind = Kind::WeakRef;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.callback);
    }
    fn clear(&mut self) {
        self.callback = None;
    }
}

impl Payload for WeakProxy {
    const KIND: Kind = Kind::WeakProxy;
    fn traverse(&self, visit: &mut Visit<'_>) {
        self.0.traverse(visit);
    }
    fn clear(&mut self) {
        self.0.clear();
    }
}

impl WeakRef {
    /// The referent, while it lives.
    pub fn target(&self) -> Option<Owned> {
        let v = self.target.get();
        // SAFETY: the word is emptied before the referent's memory goes.
        if v.is_empty() { None } else { Some(unsafe { Ref::from_value(v) }.own()) }
    }

    /// The referent's address, 0 once it is dead.
    fn address(&self) -> usize {
        self.target.get().heap_ptr().map_or(0, |h| h as usize)
    }
}

impl Drop for WeakRef {
    fn drop(&mut self) {
        let me = (&raw const *self as usize - HEADER_SIZE) as *mut Header;
        if let Some(list) = morgue().weak.get_mut(&self.address()) {
            list.retain(|&w| !std::ptr::eq(w, me));
        }
    }
}

/// Empties a reference whose referent dies; says whether it has a callback.
fn clear(w: *mut Header) -> bool {
    // SAFETY: the morgue lists weak references only, and takes them out when they die; proxies have the same body.
    let body = unsafe { &(*(w as *const Object<WeakRef>)).body };
    body.target.set(Value::EMPTY);
    body.callback.is_some()
}

/// Whether weak references to `o` are possible.
pub fn can_refer(o: Ref<'_>) -> bool {
    o.header().is_some() && o.ty().has(TypeFlags::WEAKREF)
}

/// A weak reference of class `ty` to an object for which [`can_refer`] holds. One without callback is shared.
pub fn make_ref(ty: &TypeObj, o: Ref<'_>, callback: Option<Owned>) -> Owned {
    if callback.is_none()
        && ty.is_exactly(Kind::WeakRef)
        && let Some(shared) = plain(o, ty)
    {
        return shared;
    }
    let w = new_of(ty, WeakRef { target: Cell::new(o.value()), callback, hash: None });
    register(o, &w);
    w
}

/// A weak proxy of class `ty`. One without callback is shared.
pub fn make_proxy(ty: &TypeObj, o: Ref<'_>, callback: Option<Owned>) -> Owned {
    if callback.is_none()
        && let Some(shared) = plain(o, ty)
    {
        return shared;
    }
    let w = new_of(ty, WeakProxy(WeakRef { target: Cell::new(o.value()), callback, hash: None }));
    register(o, &w);
    w
}

fn register(o: Ref<'_>, w: &Owned) {
    let (Some(h), Some(w)) = (o.value().heap_ptr(), w.value().heap_ptr()) else { return };
    // SAFETY: the referent is alive; the caller holds the VM.
    unsafe { (*h).flags |= Flags::WEAKREF }
    let m = morgue();
    m.clear_weak = Some(clear);
    m.weak.entry(h as usize).or_default().push(w);
}

/// The existing reference of exactly this type without callback.
fn plain(o: Ref<'_>, ty: &TypeObj) -> Option<Owned> {
    listed(o).into_iter().find(|w| std::ptr::eq(w.lend().ty(), ty) && is_plain(w))
}

/// All weak references and proxies to an object: the shared reference, the shared proxy, then the others, newest first.
pub fn all(o: Ref<'_>) -> Vec<Owned> {
    let mut list = listed(o);
    list.reverse();
    list.sort_by_key(|w| match (is_plain(w), w.lend().ty().kind()) {
        (true, Kind::WeakRef) if w.lend().ty().is_exactly(Kind::WeakRef) => 0,
        (true, Kind::WeakProxy | Kind::WeakCallableProxy) => 1,
        _ => 2,
    });
    list
}

/// The weak references to an object in order of creation, without those that are being destroyed.
fn listed(o: Ref<'_>) -> Vec<Owned> {
    let Some(h) = o.value().heap_ptr() else { return Vec::new() };
    let list = morgue().weak.get(&(h as usize)).cloned().unwrap_or_default();
    // SAFETY: listed weak references have not been freed.
    list.into_iter()
        .filter(|&w| unsafe { (*w).count } > 0)
        .map(|w| unsafe { Ref::from_value(Value::from_ptr(w)) }.own())
        .collect()
}

/// Whether a weak reference has no callback.
fn is_plain(w: &Owned) -> bool {
    // SAFETY: the caller's object is a weak reference or proxy; both have the same body.
    w.value().heap_ptr().is_some_and(|h| unsafe { (*(h as *const Object<WeakRef>)).body.callback.is_none() })
}
