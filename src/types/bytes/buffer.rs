//! Bytes-like arguments: `bytes`, `bytearray`, `array`, `memoryview` and their subclasses.

use super::Bytes;
use crate::object::{PyResult, Ref, Vm};
use crate::types::array::Array;
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

/// How many bytes an object takes in place; `None` for what cannot be written.
pub fn writable_len(vm: &Vm, o: Ref<'_>) -> Option<usize> {
    let own = o.get::<ByteArray>(vm).map(|b| b.data().len()).or_else(|| o.get::<Array>(vm).map(|a| a.data().len()));
    own.or_else(|| crate::types::memoryview::room(vm, o))
}

/// Writes bytes at the start of an object that takes as many.
pub fn overwrite(vm: &mut Vm, o: Ref<'_>, data: &[u8]) {
    if let Some(b) = o.get_mut::<ByteArray>(vm) {
        b.data_mut()[..data.len()].copy_from_slice(data);
    } else if let Some(a) = o.get_mut::<Array>(vm) {
        a.data_mut()[..data.len()].copy_from_slice(data);
    } else {
        crate::types::memoryview::fill_bytes(vm, o, data);
    }
}

/// A copy of the contents of an argument that must be bytes-like.
///
/// # Errors
/// `TypeError`.
pub fn require(vm: &mut Vm, o: Ref<'_>) -> PyResult<Vec<u8>> {
    match copy(vm, o) {
        Some(data) => Ok(data),
        None => {
            let name = o.ty().message_name();
            Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}
