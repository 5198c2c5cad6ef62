//! What operators do with `bytes`.

use super::{Bytes, buffer, create, data, from_vec, search};
use crate::object::{BinOp, CmpOp, Kind, Owned, PyResult, Ref, Slots, Value, Vm};
use crate::types::slice::bounds;

/// Fills the slots in.
pub(super) fn fill(s: &mut Slots) {
    s.repr = Some(repr);
    s.hash = Some(hash);
    s.compare = Some(compare);
    s.iter = Some(super::iter::iter);
    s.len = Some(|vm, o| Ok(data(vm, o).len()));
    s.getitem = Some(get_item);
    s.contains = Some(contains);
    s.concat = Some(concat);
    s.repeat = Some(repeat);
    s.new = Some(create::create);
    s.binary[BinOp::Rem as usize] = Some(super::percent::remainder);
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let mut out = Vec::new();
    taipan_text::repr::bytes_repr(data(vm, o), &mut out);
    Ok(crate::types::str::build::ascii(out))
}

fn hash(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    let Some(b) = o.get::<Bytes>(vm) else { return Ok(0) };
    if b.hash.get() == 0 {
        b.hash.set(vm.settings.hash_key.hash_bytes(b.data()));
    }
    Ok(b.hash.get())
}

/// `a op b` for `bytes` or `bytearray` with anything bytes-like.
pub(crate) fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let (Some(x), Some(y)) = (buffer::get(vm, a), buffer::get(vm, b)) else {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    };
    Ok(Owned::bool(op.holds(x[..].cmp(&y[..]))))
}

fn get_item(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    if key.ty().is_exactly(Kind::Slice) {
        let steps = bounds::unpack(vm, key)?;
        let all = data(vm, o);
        let span = steps.within(all.len());
        if span.range() == Some(0..all.len()) {
            return Ok(super::whole(vm, o));
        }
        return Ok(from_vec(picked(all, span)));
    }
    let i = index(vm, key, "byte")?;
    let all = data(vm, o);
    match bounds::position(i, all.len()) {
        Some(at) => Ok(Owned::int(i64::from(all[at]))),
        None => Err(vm.index_error("index out of range")),
    }
}

/// The bytes that a slice names.
pub(crate) fn picked(all: &[u8], span: bounds::Span) -> Vec<u8> {
    match span.range() {
        Some(r) => all[r].to_vec(),
        None => span.positions().map(|i| all[i]).collect(),
    }
}

/// An index; `what` starts the message for what is none.
pub(crate) fn index(vm: &mut Vm, key: Ref<'_>, what: &str) -> PyResult<i64> {
    if let Some(i) = key.value().as_fixnum() {
        return Ok(i);
    }
    if !bounds::is_index(key) {
        let name = key.ty().message_name();
        return Err(vm.type_error(format!("{what} indices must be integers or slices, not {name}")));
    }
    vm.sequence_index(key)
}

/// `item in o`: a byte as an int, or bytes.
pub(crate) fn contains(vm: &mut Vm, o: Ref<'_>, item: Ref<'_>) -> PyResult<bool> {
    if bounds::is_index(item) && buffer::get(vm, item).is_none() {
        let b = super::byte(vm, item)?;
        return Ok(memchr::memchr(b, data(vm, o)).is_some());
    }
    let needle = buffer::require(vm, item)?;
    Ok(search::find(data(vm, o), &needle).is_some())
}

/// `a + b`: the kind of the left operand.
pub(crate) fn concat(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let bytes = [a, b].map(|o| buffer::get(vm, o).map_or(0, |b| b.len()));
    vm.room_for(bytes[0] + bytes[1], 1)?;
    let joined = match (buffer::get(vm, a), buffer::get(vm, b)) {
        (Some(x), Some(y)) => Some([&x[..], &y[..]].concat()),
        _ => None,
    };
    match joined {
        Some(data) => Ok(super::like(a, data)),
        None => {
            let (x, y) = (a.ty().message_name(), b.ty().message_name());
            Err(vm.type_error(format!("can't concat {y} to {x}")))
        }
    }
}

/// `o * n`.
pub(crate) fn repeat(vm: &mut Vm, o: Ref<'_>, n: Ref<'_>) -> PyResult {
    let count = crate::types::sequence::repeat_count(vm, n)?;
    let len = data(vm, o).len();
    if count == 1 && o.ty().is_exactly(Kind::Bytes) {
        return Ok(o.own());
    }
    if o.is_a::<Bytes>() && len > 0 && count > i64::MAX as usize / len {
        return Err(vm.overflow_error("repeated bytes are too long"));
    }
    crate::types::sequence::repeated_len(vm, len, count, 1)?;
    let out = data(vm, o).repeat(count);
    Ok(super::like(o, out))
}
