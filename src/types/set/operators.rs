//! `& | - ^` and their in-place forms, between sets only.

use super::algebra::{self, copy, is_set, result_kind};
use crate::object::{BinOp, Owned, PyResult, Ref, Slots, Value, Vm};

/// Fills the operators of both types in.
pub(super) fn binary(s: &mut Slots) {
    s.binary[BinOp::And as usize] = Some(|vm, a, b| between(vm, a, b, algebra::intersection));
    s.binary[BinOp::Sub as usize] = Some(|vm, a, b| between(vm, a, b, algebra::difference));
    s.binary[BinOp::Or as usize] = Some(|vm, a, b| between(vm, a, b, or));
    s.binary[BinOp::Xor as usize] = Some(|vm, a, b| between(vm, a, b, symmetric_difference));
}

/// Fills the in-place operators of `set` in.
pub(super) fn inplace(s: &mut Slots) {
    s.inplace[BinOp::And as usize] = Some(|vm, a, b| into(vm, a, b, intersection_update));
    s.inplace[BinOp::Sub as usize] = Some(|vm, a, b| into(vm, a, b, algebra::difference_update));
    s.inplace[BinOp::Or as usize] = Some(|vm, a, b| into(vm, a, b, algebra::update));
    s.inplace[BinOp::Xor as usize] = Some(|vm, a, b| into(vm, a, b, algebra::symmetric_difference_update));
}

fn between(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, f: fn(&mut Vm, Ref<'_>, Ref<'_>) -> PyResult) -> PyResult {
    if is_set(a) && is_set(b) { f(vm, a, b) } else { Ok(Owned::immediate(Value::NOT_IMPLEMENTED)) }
}

fn into(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, f: fn(&mut Vm, Ref<'_>, Ref<'_>) -> PyResult<()>) -> PyResult {
    if !is_set(b) {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    }
    f(vm, a, b)?;
    Ok(a.own())
}

fn or(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let r = copy(vm, a, result_kind(a))?;
    algebra::update(vm, r.lend(), b)?;
    Ok(r)
}

/// `a ^ items`: the items come first, then the elements of `a` are toggled.
pub(super) fn symmetric_difference(vm: &mut Vm, a: Ref<'_>, items: Ref<'_>) -> PyResult {
    let r = algebra::empty(result_kind(a));
    algebra::update(vm, r.lend(), items)?;
    algebra::symmetric_difference_update(vm, r.lend(), a)?;
    Ok(r)
}

/// `a &= items`: the elements become those of the intersection.
pub(super) fn intersection_update(vm: &mut Vm, a: Ref<'_>, items: Ref<'_>) -> PyResult<()> {
    let r = algebra::intersection(vm, a, items)?;
    algebra::exchange(vm, a, r.lend());
    Ok(())
}
