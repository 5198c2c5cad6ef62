//! What operators do with a bytearray.

use super::{ByteArray, resizable};
use crate::object::{BinOp, CallArgs, Kind, LazySignature, Owned, PyResult, Ref, Slots, Vm, bind, new, new_of};
use crate::types::bytes::create::{self, Source};
use crate::types::bytes::{buffer, byte, data, slots};
use crate::types::slice::bounds;

static SIGNATURE: LazySignature = LazySignature::new("(source=b'', encoding='utf-8', errors='strict')");

/// Fills the slots in.
pub(super) fn fill(s: &mut Slots) {
    s.repr = Some(repr);
    s.unhashable = true;
    s.compare = Some(slots::compare);
    s.iter = Some(super::iter::iter);
    s.len = Some(|vm, o| Ok(data(vm, o).len()));
    s.getitem = Some(get_item);
    s.setitem = Some(set_item);
    s.contains = Some(slots::contains);
    s.concat = Some(slots::concat);
    s.repeat = Some(slots::repeat);
    s.inplace_concat = Some(extend);
    s.inplace_repeat = Some(repeat_in_place);
    s.new = Some(|_, cls, _| Ok(new_of(cls.expect_type(), ByteArray::default())));
    s.init = Some(init);
    s.binary[BinOp::Rem as usize] = Some(crate::types::bytes::remainder);
}

fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    let source = bind(vm, "bytearray", &SIGNATURE, args, |vm, a| create::source(vm, "bytearray", a, 0, false))?;
    let contents = match source {
        Source::Data(contents) => contents,
        Source::Object(b) => data(vm, b.lend()).to_vec(),
    };
    *resizable(vm, o)? = contents;
    Ok(())
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let mut out = o.ty().name().as_bytes().to_vec();
    out.push(b'(');
    taipan_text::repr::bytes_repr(data(vm, o), &mut out);
    out.push(b')');
    Ok(Owned::wtf8(out))
}

fn get_item(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    if key.ty().is_exactly(Kind::Slice) {
        let steps = bounds::unpack(vm, key)?;
        let all = data(vm, o);
        return Ok(new(ByteArray::of(slots::picked(all, steps.within(all.len())))));
    }
    let at = position(vm, o, key)?;
    Ok(Owned::int(i64::from(data(vm, o)[at])))
}

fn position(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult<usize> {
    let i = slots::index(vm, key, "bytearray")?;
    match bounds::position(i, data(vm, o).len()) {
        Some(at) => Ok(at),
        None => Err(vm.index_error("bytearray index out of range")),
    }
}

fn set_item(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    if key.ty().is_exactly(Kind::Slice) {
        return set_slice(vm, o, key, value);
    }
    let at = position(vm, o, key)?;
    match value {
        None => {
            resizable(vm, o)?.remove(at);
        }
        Some(v) => {
            let b = byte(vm, v)?;
            // `__index__` of the value may have changed the length.
            let at = if at < data(vm, o).len() { at } else { position(vm, o, key)? };
            if let Some(a) = o.get_mut::<ByteArray>(vm) {
                a.data_mut()[at] = b;
            }
        }
    }
    Ok(())
}

fn set_slice(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let items = match value {
        None => Vec::new(),
        Some(v) => replacement(vm, v)?,
    };
    let steps = bounds::unpack(vm, key)?;
    let len = data(vm, o).len();
    let span = steps.within(len);
    if let Some(r) = span.range() {
        if items.len() == r.len() {
            if let Some(a) = o.get_mut::<ByteArray>(vm) {
                a.data_mut()[r].copy_from_slice(&items);
            }
            return Ok(());
        }
        resizable(vm, o)?.splice(r, items);
        return Ok(());
    }
    if items.is_empty() {
        let gone: Vec<usize> = span.ascending().positions().collect();
        let all = resizable(vm, o)?;
        let mut i = 0;
        all.retain(|_| {
            i += 1;
            gone.binary_search(&(i - 1)).is_err()
        });
        return Ok(());
    }
    if items.len() != span.count {
        let (n, m) = (items.len(), span.count);
        return Err(vm.value_error(format!("attempt to assign bytes of size {n} to extended slice of size {m}")));
    }
    if let Some(a) = o.get_mut::<ByteArray>(vm) {
        for (at, b) in span.positions().zip(items) {
            a.data_mut()[at] = b;
        }
    }
    Ok(())
}

fn replacement(vm: &mut Vm, v: Ref<'_>) -> PyResult<Vec<u8>> {
    let s = *v.ty().slots();
    let number = v.value().is_fixnum() || (s.iter.is_none() && s.getitem.is_none());
    if v.is_a::<crate::object::Str>() || (number && buffer::get(vm, v).is_none()) {
        return Err(vm.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)"));
    }
    create::from_object(vm, "bytearray", v)
}

/// `o += more`.
fn extend(vm: &mut Vm, o: Ref<'_>, more: Ref<'_>) -> PyResult {
    match buffer::copy(vm, more) {
        Some(more) => {
            resizable(vm, o)?.extend_from_slice(&more);
            Ok(o.own())
        }
        None => {
            let (x, y) = (o.ty().message_name(), more.ty().message_name());
            Err(vm.type_error(format!("can't concat {y} to {x}")))
        }
    }
}

/// `o *= n`.
fn repeat_in_place(vm: &mut Vm, o: Ref<'_>, n: Ref<'_>) -> PyResult {
    let count = crate::types::sequence::repeat_count(vm, n)?;
    crate::types::sequence::repeated_len(vm, data(vm, o).len(), count, 1)?;
    let all = resizable(vm, o)?;
    *all = all.repeat(count);
    Ok(o.own())
}
