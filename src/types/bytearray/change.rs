//! Methods that change a bytearray.

use super::resizable;
use crate::object::{Args, Exc, FnDef, Owned, PyResult, Ref, Vm};
use crate::types::bytes::{self, buffer, byte, create, data};
use crate::types::slice::bounds;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new(
        "append",
        "(self, item, /)",
        append,
        "Append a single item to the end of the bytearray.\n\n  item\n    The item to be appended.",
    ),
    FnDef::new(
        "extend",
        "(self, iterable_of_ints, /)",
        extend,
        "Append all the items from the iterator or sequence to the end of the bytearray.\n\n  iterable_of_ints\n    The iterable of items to append.",
    ),
    FnDef::new(
        "insert",
        "(self, index, item, /)",
        insert,
        "Insert a single item into the bytearray before the given index.\n\n  index\n    The index where the value is to be inserted.\n  item\n    The item to be inserted.",
    ),
    FnDef::new(
        "pop",
        "(self, index=-1, /)",
        pop,
        "Remove and return a single item from B.\n\n  index\n    The index from where to remove the item.\n    -1 (the default value) means remove the last item.\n\nIf no index argument is given, will pop the last item.",
    ),
    FnDef::new(
        "remove",
        "(self, value, /)",
        remove,
        "Remove the first occurrence of a value in the bytearray.\n\n  value\n    The value to remove.",
    ),
    FnDef::new("clear", "(self, /)", clear, "Remove all items from the bytearray."),
    FnDef::new("copy", "(self, /)", copy, "Return a copy of B."),
    FnDef::new("reverse", "(self, /)", reverse, "Reverse the order of the values in B in place."),
    FnDef::new(
        "resize",
        "(self, size, /)",
        resize,
        "Resize the internal buffer of bytearray to len.\n\n  size\n    New size to resize to..",
    ),
];

fn append(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let b = byte(vm, a.get(1))?;
    resizable(vm, a.get(0))?.push(b);
    Ok(Owned::NONE)
}

fn extend(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let more = extension(vm, a.get(1))?;
    resizable(vm, a.get(0))?.extend_from_slice(&more);
    Ok(Owned::NONE)
}

/// The bytes that `extend` appends.
fn extension(vm: &mut Vm, items: Ref<'_>) -> PyResult<Vec<u8>> {
    if let Some(data) = buffer::copy(vm, items) {
        return Ok(data);
    }
    let s = *items.ty().slots();
    let got = items.ty().message_name();
    if s.iter.is_none() && s.getitem.is_none() {
        return Err(vm.type_error(format!("can't extend bytearray with {got}")));
    }
    let made = create::from_object(vm, "bytearray", items);
    let is_text = items.is_a::<crate::object::Str>();
    match vm.catch(made, Exc::TypeError)? {
        Ok(data) => Ok(data),
        Err(_) if is_text => Err(vm.type_error(format!("expected iterable of integers; got: '{got}'"))),
        Err(e) => Err(vm.reraise(e)),
    }
}

fn insert(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let at = vm.index_i64(a.get(1))?;
    let b = byte(vm, a.get(2))?;
    let all = resizable(vm, a.get(0))?;
    let n = all.len() as i64;
    let at = if at < 0 { (at + n).max(0) } else { at.min(n) };
    all.insert(at as usize, b);
    Ok(Owned::NONE)
}

fn pop(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let at = match a.opt(1) {
        Some(i) => vm.index_i64(i)?,
        None => -1,
    };
    let len = data(vm, a.get(0)).len();
    if len == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let Some(at) = bounds::position(at, len) else { return Err(vm.index_error("pop index out of range")) };
    Ok(Owned::int(i64::from(resizable(vm, a.get(0))?.remove(at))))
}

fn remove(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let b = byte(vm, a.get(1))?;
    match memchr::memchr(b, data(vm, a.get(0))) {
        Some(at) => {
            resizable(vm, a.get(0))?.remove(at);
            Ok(Owned::NONE)
        }
        None => Err(vm.value_error("value not found in bytearray")),
    }
}

fn clear(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    resizable(vm, a.get(0))?.clear();
    Ok(Owned::NONE)
}

fn copy(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let out = data(vm, a.get(0)).to_vec();
    Ok(bytes::like(a.get(0), out))
}

fn reverse(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if let Some(b) = a.get(0).get_mut::<super::ByteArray>(vm) {
        b.data_mut().reverse();
    }
    Ok(Owned::NONE)
}

fn resize(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = vm.index_i64(a.get(1))?;
    let Ok(n) = usize::try_from(n) else {
        return Err(vm.value_error(format!("bytearray.resize(): new size must be >= 0, got {n}")));
    };
    resizable(vm, a.get(0))?.resize(n, 0);
    Ok(Owned::NONE)
}
