//! What operators do with a memoryview.

use super::{MemoryView, base, checked, contents, create};
use crate::object::{CmpOp, Kind, Owned, PyResult, Ref, SeqIter, Slots, Value, Vm, new};
use crate::types::array::Array;
use crate::types::bytearray::ByteArray;
use crate::types::bytes::{buffer, slots};
use crate::types::slice::bounds;

/// Fills the slots in.
pub(super) fn fill(s: &mut Slots) {
    s.repr = Some(|vm, o| {
        let released = o.get::<MemoryView>(vm).is_some_and(|m| m.of.is_none());
        let word = if released { "released memory" } else { "memory" };
        Ok(Owned::string(format!("<{word} at {:#x}>", o.value().bits())))
    });
    s.hash = Some(hash);
    s.compare = Some(compare);
    s.iter = Some(|vm, o| {
        checked(vm, o)?;
        Ok(new(SeqIter { seq: Some(o.own()), index: 0 }))
    });
    s.len = Some(|vm, o| Ok(checked(vm, o)?.len));
    s.getitem = Some(get_item);
    s.setitem = Some(set_item);
    s.new = Some(create);
}

fn hash(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    let m = checked(vm, o)?;
    let (readonly, bytes) = (m.readonly, m.format.is_byte());
    if !readonly {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !bytes {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    let key = vm.settings.hash_key;
    Ok(contents(vm, o).map_or(0, |data| key.hash_bytes(&data)))
}

fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let unknown = Owned::immediate(Value::NOT_IMPLEMENTED);
    let equal = match op {
        CmpOp::Eq | CmpOp::Ne => same_items(vm, a, b)?,
        _ => return Ok(unknown),
    };
    Ok(equal.map_or(unknown, |e| Owned::bool(e == (op == CmpOp::Eq))))
}

fn same_items(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult<Option<bool>> {
    if a.is(b) {
        return Ok(Some(true));
    }
    let simple = |vm: &Vm, o: Ref<'_>| o.get::<MemoryView>(vm).is_none_or(|m| m.format == super::Format::BYTE);
    if simple(vm, a) && simple(vm, b) {
        return Ok(match (buffer::get(vm, a), buffer::get(vm, b)) {
            (Some(x), Some(y)) => Some(x == y),
            _ if a.get::<MemoryView>(vm).is_some_and(|m| m.of.is_none()) => Some(false),
            _ => None,
        });
    }
    if buffer::get(vm, b).is_none() {
        return Ok(None);
    }
    let (x, y) = (vm.collect(a)?, vm.collect(b)?);
    if x.len() != y.len() {
        return Ok(Some(false));
    }
    for (x, y) in x.iter().zip(&y) {
        if !vm.equal(x.lend(), y.lend())? {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}

fn get_item(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    checked(vm, o)?;
    if key.ty().is_exactly(Kind::Slice) {
        let steps = bounds::unpack(vm, key)?;
        let m = checked(vm, o)?;
        let span = steps.within(m.len);
        let start = if span.count == 0 { m.start } else { m.offset(span.start as usize) };
        let stride = m.stride * span.step as isize;
        let part = MemoryView { of: m.of.clone(), token: m.token.clone(), start, len: span.count, stride, ..*m };
        return Ok(new(part));
    }
    let at = position(vm, o, key)?;
    let m = checked(vm, o)?;
    let (offset, format) = (m.offset(at), m.format);
    let Some(m) = o.get::<MemoryView>(vm) else { return Ok(Owned::NONE) };
    Ok(base(vm, m).map_or(Owned::NONE, |all| format.read(&all[offset..][..format.size()])))
}

fn position(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult<usize> {
    if !bounds::is_index(key) {
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    let i = slots::index(vm, key, "memoryview")?;
    let len = checked(vm, o)?.len;
    match bounds::position(i, len) {
        Some(at) => Ok(at),
        None => Err(vm.index_error("index out of bounds on dimension 1")),
    }
}

fn set_item(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let m = checked(vm, o)?;
    let (readonly, format) = (m.readonly, m.format);
    if readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let Some(value) = value else { return Err(vm.type_error("cannot delete memory")) };
    if key.ty().is_exactly(Kind::Slice) {
        let steps = bounds::unpack(vm, key)?;
        let data = buffer::require(vm, value)?;
        let m = checked(vm, o)?;
        let span = steps.within(m.len);
        let size = format.size();
        if data.len() != span.count * size {
            return Err(vm.value_error("memoryview assignment: lvalue and rvalue have different structures"));
        }
        let at: Vec<usize> = span.positions().map(|i| m.offset(i)).collect();
        for (offset, item) in at.into_iter().zip(data.chunks(size)) {
            store(vm, o, offset, item);
        }
        return Ok(());
    }
    let at = position(vm, o, key)?;
    let item = format.write(vm, value)?;
    let offset = checked(vm, o)?.offset(at);
    store(vm, o, offset, &item);
    Ok(())
}

/// How many bytes may be written through a view; `None` for what is read-only or not in one piece.
pub fn room(vm: &Vm, o: Ref<'_>) -> Option<usize> {
    let m = o.get::<MemoryView>(vm)?;
    (!m.readonly && m.is_contiguous() && m.of.is_some()).then(|| m.len * m.format.size())
}

/// Writes bytes from the start of a view on, which has [`room`] for them.
pub fn fill_bytes(vm: &mut Vm, o: Ref<'_>, data: &[u8]) {
    let start = o.get::<MemoryView>(vm).map_or(0, |m| m.start);
    store(vm, o, start, data);
}

fn store(vm: &mut Vm, o: Ref<'_>, offset: usize, item: &[u8]) {
    let Some(of) = o.get::<MemoryView>(vm).and_then(|m| m.of.clone()) else { return };
    if let Some(b) = of.lend().get_mut::<ByteArray>(vm) {
        b.data_mut()[offset..][..item.len()].copy_from_slice(item);
    } else if let Some(a) = of.lend().get_mut::<Array>(vm) {
        a.data_mut()[offset..][..item.len()].copy_from_slice(item);
    }
}
