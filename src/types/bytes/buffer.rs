//! Bytes-like arguments: `bytes`, `bytearray`, `array`, `memoryview` and their subclasses.

use super::Bytes;
use crate::types::array::Array;
use crate::object::{PyResult, Ref, Vm};
use crate::types::bytearray::ByteArray;
use std::borrow::Cow;

/// The contents of a bytes-like object, `None` for anything else.
#[inline]
pub fn get<'v>(vm: &'v Vm, o: Ref<'v>) -> Option<Cow<'v, [u8]>> {
    if let Some(b) = o.get::<Bytes>(vm) {
        return Some(Cow::Borrowed(b.data()));
    }
    if let Some(b) = o.get::<ByteArray>(vm) {
        return Some(Cow::Borrowed(b.data()));
    }
    if let Some(a) = o.get::<Array>(vm) {
        return Some(Cow::Borrowed(a.data()));
    }
    crate::types::memoryview::contents(vm, o)
}

/// A copy of the contents of a bytes-like object, `None` for anything else.
pub fn copy(vm: &Vm, o: Ref<'_>) -> Option<Vec<u8>> {
    get(vm, o).map(Cow::into_owned)
}

/// A copy of the contents of an argument that must be bytes-like.
///
/// # Errors
/// `TypeError`.
pub fn require(vm: &mut Vm, o: Ref<'_>) -> PyResult<Vec<u8>> {
    match copy(vm, o) {
        Some(data) => Ok(data),
        None => {
            let name = o.ty().name().to_owned();
            Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}
