//! Comparison, hash, truth.

use super::arith::operands;
use crate::object::{CmpOp, IntRef, Owned, PyResult, Ref, Vm};
use taipan_text::hash;

pub(super) fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    Ok(match operands(vm, a, b) {
        Some((IntRef::Small(x), IntRef::Small(y))) => Owned::bool(op.holds(x.cmp(&y))),
        Some((x, y)) => Owned::bool(op.holds(x.as_big().cmp(&y.as_big()))),
        None => Owned::NOT_IMPLEMENTED,
    })
}

pub(super) fn hash(vm: &mut Vm, a: Ref<'_>) -> PyResult<i64> {
    Ok(match a.as_int(vm) {
        Some(IntRef::Small(i)) => hash::hash_i64(i),
        Some(IntRef::Big(b)) => hash::hash_big(b),
        None => 0,
    })
}

pub(super) fn truth(vm: &mut Vm, a: Ref<'_>) -> PyResult<bool> {
    Ok(!matches!(a.as_int(vm), Some(IntRef::Small(0))))
}
