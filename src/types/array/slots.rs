//! What operators do with an array.

use super::create::{create, like};
use super::{Array, body, items, iter, resizable};
use crate::object::{CmpOp, Owned, PyResult, Ref, Slots, Vm};
use crate::types::sequence::{repeat_count, repeated_len, repr};

/// Fills the slots in.
pub(super) fn fill(s: &mut Slots) {
    s.new = Some(create);
    s.repr = Some(text);
    s.unhashable = true;
    s.compare = Some(compare);
    s.iter = Some(iter::iter);
    s.len = Some(|vm, o| Ok(body(vm, o).len()));
    s.getitem = Some(items::get);
    s.setitem = Some(items::set);
    s.contains = Some(|vm, o, x| Ok(find(vm, o, x, 0, usize::MAX)?.is_some()));
    s.concat = Some(concat);
    s.repeat = Some(repeat);
    s.inplace_concat = Some(extend);
    s.inplace_repeat = Some(repeat_in_place);
}

/// The position of the first item equal to `x`.
///
/// # Errors
/// What comparing raises.
pub(super) fn find(vm: &mut Vm, o: Ref<'_>, x: Ref<'_>, from: usize, to: usize) -> PyResult<Option<usize>> {
    let mut i = from;
    while i < to.min(body(vm, o).len()) {
        let item = body(vm, o).get(i);
        if vm.equal(item.lend(), x)? {
            return Ok(Some(i));
        }
        i += 1;
    }
    Ok(None)
}

fn text(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let a = body(vm, o);
    let (code, n) = (a.code(), a.len());
    let mut out = format!("{}('{}'", o.ty().name(), code.letter()).into_bytes();
    if n > 0 {
        out.extend_from_slice(b", ");
        let shown = match code.is_text() {
            true => super::bulk::text(vm, o),
            false => {
                let all = (0..n).map(|i| body(vm, o).get(i)).collect();
                vm.list(all)
            }
        };
        repr::push_repr(vm, &mut out, shown.lend())?;
    }
    out.push(b')');
    Ok(Owned::wtf8(out))
}

fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !b.is_a::<Array>() {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let (x, y) = (body(vm, a), body(vm, b));
    let (n, m) = (x.len(), y.len());
    if x.code() == y.code() && !x.code().is_float() && x.data() == y.data() {
        return Ok(Owned::bool(op.holds(std::cmp::Ordering::Equal)));
    }
    if n != m && matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Owned::bool(op == CmpOp::Ne));
    }
    for i in 0..n.min(m) {
        let (x, y) = (body(vm, a).get(i), body(vm, b).get(i));
        if !vm.equal(x.lend(), y.lend())? {
            return match op {
                CmpOp::Eq | CmpOp::Ne => Ok(Owned::bool(op == CmpOp::Ne)),
                _ => vm.compare(x.lend(), y.lend(), op),
            };
        }
    }
    Ok(Owned::bool(op.holds(n.cmp(&m))))
}

fn concat(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let Some(y) = b.get::<Array>(vm) else {
        let got = b.ty().message_name();
        return Err(vm.type_error(format!("can only append array (not \"{got}\") to array")));
    };
    let x = body(vm, a);
    if x.code() != y.code() {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let data = [x.data(), y.data()].concat();
    Ok(like(vm, a, data))
}

fn repeat(vm: &mut Vm, o: Ref<'_>, n: Ref<'_>) -> PyResult {
    let count = repeat_count(vm, n)?;
    repeated_len(vm, body(vm, o).data().len(), count, 1)?;
    let data = body(vm, o).data().repeat(count);
    Ok(like(vm, o, data))
}

fn repeat_in_place(vm: &mut Vm, o: Ref<'_>, n: Ref<'_>) -> PyResult {
    let count = repeat_count(vm, n)?;
    repeated_len(vm, body(vm, o).data().len(), count, 1)?;
    let all = resizable(vm, o)?;
    *all = all.repeat(count);
    Ok(o.own())
}

fn extend(vm: &mut Vm, o: Ref<'_>, more: Ref<'_>) -> PyResult {
    if !more.is_a::<Array>() {
        let got = more.ty().message_name();
        return Err(vm.type_error(format!("can only extend array with array (not \"{got}\")")));
    }
    super::bulk::extend_with(vm, o, more)?;
    Ok(o.own())
}
