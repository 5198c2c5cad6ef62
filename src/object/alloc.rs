//! Making objects: a body and its type become a heap object.

#![allow(unsafe_code, reason = "initialises raw memory")]

use super::heap::heap;
use super::{Header, Kind, Object, Owned, Payload, TypeObj, Value, attrs, kinds};

/// An object of exactly this type. The type may be null only for the first types.
pub(crate) fn raw<T: Payload>(ty: *const TypeObj, body: T) -> Owned {
    // SAFETY: the type, unless null, is alive.
    let size = unsafe { if ty.is_null() { size_of::<Object<T>>() } else { (*ty).body.size as usize } };
    debug_assert!(size >= size_of::<Object<T>>());
    let h = heap().alloc(size, ty, 0);
    // SAFETY: fresh memory of the right size and alignment.
    unsafe {
        (&raw mut (*(h as *mut Object<T>)).body).write(body);
        finish(h, ty);
        Owned::from_value(Value::from_ptr(h))
    }
}

/// Prepares the attribute area.
///
/// # Safety
/// `h` is a fresh object of type `ty` with its body in place.
pub(super) unsafe fn finish(h: *mut Header, ty: *const TypeObj) {
    // SAFETY: `h` is fresh, `ty` is its type.
    unsafe {
        if !ty.is_null() && (*ty).body.attrs_offset != 0 {
            attrs::init(h);
        }
    }
}

/// An object of the built-in type of `T`.
#[inline]
pub fn new<T: Payload>(body: T) -> Owned {
    let ty = kinds::kind_ptr(T::KIND);
    // SAFETY: a built-in type, unless it is yet to be made, is alive; without attributes its objects have the layout's size,
    // and the block is taken from a size class that the compiler knows.
    unsafe {
        if ty.is_null() || (*ty).body.attrs_offset != 0 {
            return raw(ty, body);
        }
        let h = heap().alloc(size_of::<Object<T>>(), ty, 0);
        (&raw mut (*(h as *mut Object<T>)).body).write(body);
        Owned::from_value(Value::from_ptr(h))
    }
}

/// An object of `ty`, a subclass of the built-in type of `T`.
///
/// # Panics
/// When instances of `ty` have another layout: a bug in a `__new__`.
pub fn new_of<T: Payload>(ty: &TypeObj, body: T) -> Owned {
    assert!(ty.body.ops.id == std::any::TypeId::of::<T>(), "{} has another layout", ty.name());
    raw(ty, body)
}

/// A plain instance: nothing but attributes.
pub(crate) fn instance(ty: &TypeObj) -> Owned {
    raw(ty, Instance)
}

/// The body of plain instances; attributes follow it (see `attrs`).
pub struct Instance;

impl Payload for Instance {
    const KIND: Kind = Kind::Object;
    fn traverse(&self, _: &mut super::Visit<'_>) {}
}

/// Raw memory for an object that compiled code describes: header filled in, body not.
pub(crate) fn adopt_object(size: usize, type_word: u64, flags: u32, count: u32) -> Value {
    let h = heap().alloc(size, type_word as *const TypeObj, flags);
    // SAFETY: fresh memory with a header.
    unsafe { (*h).count = count };
    Value::from_ptr(h)
}
