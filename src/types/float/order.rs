//! Comparison of floats with floats and, exactly, with ints; hash; truth.

use crate::object::{CmpOp, IntRef, Owned, PyResult, Ref, Vm};
use taipan_text::bigint::{cmp_f64, cmp_i64_f64};
use taipan_text::hash;

pub(super) fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let Some(x) = a.as_float(vm) else { return Ok(Owned::NOT_IMPLEMENTED) };
    let ordering = match b.as_float(vm) {
        Some(y) => x.partial_cmp(&y),
        None => match b.as_int(vm) {
            Some(IntRef::Small(i)) => cmp_i64_f64(i, x).map(std::cmp::Ordering::reverse),
            Some(IntRef::Big(i)) => cmp_f64(i, x).map(std::cmp::Ordering::reverse),
            None => return Ok(Owned::NOT_IMPLEMENTED),
        },
    };
    Ok(Owned::bool(ordering.map_or(op == CmpOp::Ne, |o| op.holds(o))))
}

pub(super) fn hash(vm: &mut Vm, a: Ref<'_>) -> PyResult<i64> {
    let x = a.as_float(vm).unwrap_or_default();
    // A NaN hashes by identity, or sets of NaNs would be chains.
    Ok(hash::hash_f64(x).unwrap_or_else(|| hash::hash_address(a.value().bits())))
}

pub(super) fn truth(vm: &mut Vm, a: Ref<'_>) -> PyResult<bool> {
    Ok(a.as_float(vm) != Some(0.0))
}
