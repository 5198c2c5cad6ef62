//! `a[i]`, `a[i:j:k]`, and assigning to and deleting both.

use super::create::like;
use super::{Array, body, resizable};
use crate::object::{Kind, Owned, PyResult, Ref, Vm};
use crate::types::slice::bounds::{self, Span};

/// `a[key]`.
pub(super) fn get(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    if key.ty().is_exactly(Kind::Slice) {
        let steps = bounds::unpack(vm, key)?;
        let a = body(vm, o);
        let span = steps.within(a.len());
        let data = match span.range() {
            Some(r) => a.data()[r.start * a.code().size()..r.end * a.code().size()].to_vec(),
            None => span.positions().flat_map(|i| a.at(i).iter().copied()).collect(),
        };
        return Ok(like(vm, o, data));
    }
    let i = index(vm, key)?;
    let a = body(vm, o);
    match bounds::position(i, a.len()) {
        Some(at) => Ok(a.get(at)),
        None => Err(vm.index_error("array index out of range")),
    }
}

fn index(vm: &mut Vm, key: Ref<'_>) -> PyResult<i64> {
    if !bounds::is_index(key) {
        return Err(vm.type_error("array indices must be integers"));
    }
    vm.sequence_index(key)
}

/// `a[key] = value`, `del a[key]`.
pub(super) fn set(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    if key.ty().is_exactly(Kind::Slice) {
        let steps = bounds::unpack(vm, key)?;
        let span = steps.within(body(vm, o).len());
        return match value {
            Some(value) => assign(vm, o, span, value),
            None => delete(vm, o, span),
        };
    }
    let i = index(vm, key)?;
    let Some(at) = bounds::position(i, body(vm, o).len()) else {
        return Err(vm.index_error("array assignment index out of range"));
    };
    let size = body(vm, o).code().size();
    let Some(value) = value else {
        resizable(vm, o)?.drain(at * size..(at + 1) * size);
        return Ok(());
    };
    let mut bytes = Vec::with_capacity(8);
    let code = body(vm, o).code();
    code.write(vm, value, &mut bytes)?;
    // Converting the value may have run code that made the array shorter.
    if let Some(place) = o.get_mut::<Array>(vm).and_then(|a| a.data_mut().get_mut(at * size..(at + 1) * size)) {
        place.copy_from_slice(&bytes);
    }
    Ok(())
}

fn assign(vm: &mut Vm, o: Ref<'_>, span: Span, value: Ref<'_>) -> PyResult<()> {
    let Some(other) = value.get::<Array>(vm) else {
        let got = value.ty().message_name();
        return Err(vm.type_error(format!("can only assign array (not \"{got}\") to array slice")));
    };
    let (code, data, n) = (other.code(), other.data().to_vec(), other.len());
    if code != body(vm, o).code() {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let size = code.size();
    if let Some(r) = span.range() {
        let r = r.start * size..r.end * size;
        if r.len() == data.len() {
            if let Some(a) = o.get_mut::<Array>(vm) {
                a.data_mut()[r].copy_from_slice(&data);
            }
            return Ok(());
        }
        resizable(vm, o)?.splice(r, data);
        return Ok(());
    }
    if n != span.count {
        let want = span.count;
        return Err(vm.value_error(format!("attempt to assign array of size {n} to extended slice of size {want}")));
    }
    if let Some(a) = o.get_mut::<Array>(vm) {
        for (at, item) in span.positions().zip(data.chunks(size)) {
            a.data_mut()[at * size..(at + 1) * size].copy_from_slice(item);
        }
    }
    Ok(())
}

fn delete(vm: &mut Vm, o: Ref<'_>, span: Span) -> PyResult<()> {
    if span.count == 0 {
        return Ok(());
    }
    let size = body(vm, o).code().size();
    let span = span.ascending();
    let all = resizable(vm, o)?;
    if let Some(r) = span.range() {
        all.drain(r.start * size..r.end * size);
        return Ok(());
    }
    let mut gone = span.positions().peekable();
    let kept = all.chunks(size).enumerate().filter(|(i, _)| gone.next_if_eq(i).is_none()).flat_map(|(_, x)| x);
    *all = kept.copied().collect();
    Ok(())
}

/// The bytes of the items of `o`, in reverse order of items.
pub(super) fn reversed(vm: &Vm, o: Ref<'_>) -> Vec<u8> {
    let a = body(vm, o);
    a.data().chunks(a.code().size()).rev().flatten().copied().collect()
}

/// `a.pop(i)`.
///
/// # Errors
/// `IndexError`, `BufferError`.
pub(super) fn take(vm: &mut Vm, o: Ref<'_>, index: i64) -> PyResult {
    let a = body(vm, o);
    let (n, size) = (a.len(), a.code().size());
    if n == 0 {
        return Err(vm.index_error("pop from empty array"));
    }
    let Some(at) = bounds::position(index, n) else { return Err(vm.index_error("pop index out of range")) };
    let item: Owned = a.get(at);
    resizable(vm, o)?.drain(at * size..(at + 1) * size);
    Ok(item)
}
