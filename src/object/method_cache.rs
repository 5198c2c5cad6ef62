//! The method resolution cache: (type version, name) → what the MRO holds under that name.
//!
//! One process-wide, direct-mapped table. An entry is right as long as its version is some type's present one; "not found"
//! is an answer too.

#![allow(unsafe_code, reason = "the process's method cache")]

use super::{Ref, TypeObj, Value};
use std::cell::UnsafeCell;

const SIZE: usize = 4096;

#[derive(Clone, Copy)]
struct Entry {
    version: u32,
    name: u64,
    value: Option<Value>,
}

struct Global(UnsafeCell<[Entry; SIZE]>);

// SAFETY: touched only by the thread that holds the `Vm`, like the heap.
unsafe impl Sync for Global {}

static CACHE: Global = Global(UnsafeCell::new([Entry { version: 0, name: 0, value: None }; SIZE]));

/// What the MRO of `ty` holds under an interned name.
#[inline]
pub(crate) fn lookup(ty: &TypeObj, name: Ref<'_>) -> Option<Value> {
    let version = ty.version();
    let name_bits = name.value().bits();
    let i = (name_bits >> 4 ^ u64::from(version).wrapping_mul(0x9e37)) as usize % SIZE;
    // SAFETY: single-threaded by the heap's rule.
    let e = unsafe { &mut (*CACHE.0.get())[i] };
    if e.version == version && e.name == name_bits {
        return e.value;
    }
    let value = ty.lookup_slow(name);
    *e = Entry { version, name: name_bits, value };
    value
}
