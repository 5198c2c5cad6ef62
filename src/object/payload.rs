//! What a Rust struct needs in order to live in the heap behind a [`Header`].

#![allow(unsafe_code, reason = "dropping a payload in place")]

use super::{Header, Kind, Owned, Value};
use std::any::TypeId;

/// A struct that is the body of a heap object. Its fields hold [`Owned`] references; `traverse` names every one of them,
/// which is what the cycle collector and the reference-count audit see.
pub trait Payload: Sized + 'static {
    /// The built-in layout that this struct is the body of.
    const KIND: Kind;

    /// Calls `visit` with every reference that the body owns.
    fn traverse(&self, visit: &mut Visit<'_>);

    /// Drops what may form cycles, so that a dead cycle falls apart. Immutable leaf types have nothing to do.
    fn clear(&mut self) {}
}

/// The visitor of [`Payload::traverse`].
pub struct Visit<'a>(pub(crate) &'a mut dyn FnMut(Value));

impl Visit<'_> {
    /// Visits one owned reference.
    pub fn owned(&mut self, o: &Owned) {
        (self.0)(o.value());
    }

    /// Visits an optional reference.
    pub fn option(&mut self, o: &Option<Owned>) {
        if let Some(o) = o {
            self.owned(o);
        }
    }

    /// Visits all references of a collection.
    pub fn all<'o>(&mut self, os: impl IntoIterator<Item = &'o Owned>) {
        for o in os {
            self.owned(o);
        }
    }

    /// Visits a word that is an owned reference by convention.
    pub(crate) fn value(&mut self, v: Value) {
        (self.0)(v);
    }
}

/// An object as it lies in memory.
#[repr(C)]
pub struct Object<T> {
    pub(crate) header: Header,
    pub(crate) body: T,
}

/// What the heap must know of a payload without its static type. One per type object.
#[derive(Clone, Copy)]
pub struct BodyOps {
    pub(crate) id: TypeId,
    pub(crate) kind: Kind,
    /// Size of header and body in bytes.
    pub(crate) size: usize,
    pub(crate) drop: unsafe fn(*mut Header),
    pub(crate) traverse: unsafe fn(*mut Header, &mut Visit<'_>),
    pub(crate) clear: unsafe fn(*mut Header),
}

impl BodyOps {
    /// The operations of `T`.
    pub const fn of<T: Payload>() -> BodyOps {
        const { assert!(align_of::<T>() <= 16) };
        BodyOps {
            id: TypeId::of::<T>(),
            kind: T::KIND,
            size: size_of::<Object<T>>(),
            drop: drop_body::<T>,
            traverse: traverse_body::<T>,
            clear: clear_body::<T>,
        }
    }
}

unsafe fn drop_body<T: Payload>(h: *mut Header) {
    // SAFETY: the type object that carries these operations is the type of `h`, whose body is a `T`.
    unsafe { std::ptr::drop_in_place(&raw mut (*(h as *mut Object<T>)).body) }
}

unsafe fn traverse_body<T: Payload>(h: *mut Header, visit: &mut Visit<'_>) {
    // SAFETY: as for `drop_body`.
    unsafe { (*(h as *const Object<T>)).body.traverse(visit) }
}

unsafe fn clear_body<T: Payload>(h: *mut Header) {
    // SAFETY: as for `drop_body`; the collector holds the `Vm`.
    unsafe { (*(h as *mut Object<T>)).body.clear() }
}
