//! What operators do with strings: `len`, `[]`, `in`, `+`, `*`, comparison, `repr`.

use super::build::{self, body};
use crate::object::{CmpOp, Kind, Owned, PyResult, Ref, Slots, Str, Value, Vm, new};
use crate::types::bytes::search;
use crate::types::slice::bounds;
use taipan_text::wtf8::Wtf8Buf;

/// Fills the slots in.
pub(super) fn fill(s: &mut Slots) {
    s.repr = Some(repr);
    s.str = Some(|vm, o| Ok(build::whole(vm, o)));
    s.hash = Some(|vm, o| Ok(vm.str_hash(o)));
    s.compare = Some(compare);
    s.iter = Some(super::iter::iter);
    s.len = Some(|vm, o| Ok(body(vm, o).len()));
    s.getitem = Some(get_item);
    s.contains = Some(contains);
    s.concat = Some(concat);
    s.repeat = Some(repeat);
    s.new = Some(super::create::create);
    s.binary[crate::object::BinOp::Rem as usize] = Some(super::percent::remainder);
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let mut out = Wtf8Buf::new();
    taipan_text::repr::str_repr(body(vm, o).wtf8(), &mut out);
    Ok(build::of_buf(out))
}

fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let (Some(x), Some(y)) = (a.get::<Str>(vm), b.get::<Str>(vm)) else {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    };
    let holds = match op {
        CmpOp::Eq => x.bytes() == y.bytes(),
        CmpOp::Ne => x.bytes() != y.bytes(),
        _ => op.holds(x.bytes().cmp(y.bytes())),
    };
    Ok(Owned::bool(holds))
}

fn get_item(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    if let Some(i) = key.value().as_fixnum() {
        return item(vm, o, i);
    }
    if key.ty().is_exactly(Kind::Slice) {
        let steps = bounds::unpack(vm, key)?;
        return Ok(slice(vm, o, steps));
    }
    if !bounds::is_index(key) {
        let name = key.ty().message_name();
        return Err(vm.type_error(format!("string indices must be integers, not '{name}'")));
    }
    let i = vm.sequence_index(key)?;
    item(vm, o, i)
}

fn item(vm: &mut Vm, o: Ref<'_>, i: i64) -> PyResult {
    let s = body(vm, o);
    let Some(at) = bounds::position(i, s.len()) else { return Err(vm.index_error("string index out of range")) };
    if s.is_ascii() {
        return Ok(vm.globals.ascii[usize::from(s.bytes()[at])].clone());
    }
    let tail = taipan_text::wtf8::Wtf8::trusted(&s.bytes()[s.offset(at)..]);
    Ok(build::point(vm, tail.chars().next().unwrap_or(0)))
}

/// `s[a:b:c]`.
pub fn slice(vm: &mut Vm, o: Ref<'_>, steps: bounds::Steps) -> Owned {
    let s = body(vm, o);
    let span = steps.within(s.len());
    if let Some(r) = span.range() {
        if r.len() == s.len() {
            return build::whole(vm, o);
        }
        if r.is_empty() {
            return vm.globals.empty_str.clone();
        }
        let bytes = if s.is_ascii() { r } else { s.offset(r.start)..s.offset(r.end) };
        return build::part(vm, s, bytes);
    }
    if s.is_ascii() {
        let bytes: Vec<u8> = span.positions().map(|i| s.bytes()[i]).collect();
        return build::slice(vm, &bytes, true);
    }
    if span.count == 0 {
        return vm.globals.empty_str.clone();
    }
    let picked = s.wtf8().slice_step(span.start as usize, span.step as isize, span.count);
    build::slice(vm, picked.as_bytes(), picked.is_ascii())
}

fn contains(vm: &mut Vm, o: Ref<'_>, item: Ref<'_>) -> PyResult<bool> {
    match item.get::<Str>(vm) {
        Some(needle) => Ok(search::find(body(vm, o).bytes(), needle.bytes()).is_some()),
        None => {
            let name = item.ty().message_name();
            Err(vm.type_error(format!("'in <string>' requires string as left operand, not {name}")))
        }
    }
}

fn concat(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let Some(y) = b.get::<Str>(vm) else {
        let name = b.ty().message_name();
        return Err(vm.type_error(format!("can only concatenate str (not \"{name}\") to str")));
    };
    let x = body(vm, a);
    if y.is_empty() && a.ty().is_exactly(Kind::Str) {
        return Ok(a.own());
    }
    if x.is_empty() && b.ty().is_exactly(Kind::Str) {
        return Ok(b.own());
    }
    Ok(new(Str::joined(x, y)))
}

fn repeat(vm: &mut Vm, o: Ref<'_>, n: Ref<'_>) -> PyResult {
    let count = crate::types::sequence::repeat_count(vm, n)?;
    let (len, is_ascii) = (body(vm, o).bytes().len(), body(vm, o).is_ascii());
    if count == 0 || len == 0 {
        return Ok(vm.globals.empty_str.clone());
    }
    if count == 1 {
        return Ok(build::whole(vm, o));
    }
    if count > i64::MAX as usize / len {
        return Err(vm.overflow_error("repeated string is too long"));
    }
    crate::types::sequence::repeated_len(vm, len, count, 1)?;
    let bytes = body(vm, o).bytes().repeat(count);
    Ok(if is_ascii { build::ascii(bytes) } else { Owned::wtf8(bytes) })
}
