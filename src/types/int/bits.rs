//! Shifts and the bitwise operators, on two's complement of unlimited width.

use super::arith::operands;
use crate::object::{Exc, IntRef, Owned, PyResult, Raised, Ref, Vm};
use dashu_int::IBig;
use taipan_text::bigint;

fn bitwise(
    vm: &Vm,
    a: Ref<'_>,
    b: Ref<'_>,
    small: impl Fn(i64, i64) -> i64,
    big: impl Fn(&IBig, &IBig) -> IBig,
) -> PyResult {
    Ok(match operands(vm, a, b) {
        Some((IntRef::Small(x), IntRef::Small(y))) => Owned::int(small(x, y)),
        Some((x, y)) => Owned::big(big(&x.as_big(), &y.as_big())),
        None => Owned::NOT_IMPLEMENTED,
    })
}

pub(super) fn and(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    bitwise(vm, a, b, |x, y| x & y, |x, y| x & y)
}

pub(super) fn or(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    bitwise(vm, a, b, |x, y| x | y, |x, y| x | y)
}

pub(super) fn xor(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    bitwise(vm, a, b, |x, y| x ^ y, |x, y| x ^ y)
}

pub(super) fn invert(vm: &mut Vm, a: Ref<'_>) -> PyResult {
    Ok(match a.as_int(vm) {
        Some(IntRef::Small(i)) => Owned::int(!i),
        Some(IntRef::Big(b)) => Owned::big(!b),
        None => Owned::NOT_IMPLEMENTED,
    })
}

#[cold]
fn negative_count(vm: &mut Vm) -> Raised {
    vm.value_error("negative shift count")
}

pub(super) fn lshift(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let Some((x, y)) = operands(vm, a, b) else { return Ok(Owned::NOT_IMPLEMENTED) };
    if y.is_negative() {
        return Err(negative_count(vm));
    }
    if let IntRef::Small(0) = x {
        return Ok(Owned::int(0));
    }
    let IntRef::Small(count) = y else { return Err(vm.overflow_error("too many digits in integer")) };
    if let IntRef::Small(i) = x
        && count < i64::from(if i < 0 { (!i).leading_zeros() } else { i.leading_zeros() })
    {
        return Ok(Owned::int(i << count));
    }
    match bigint::checked_shl(&x.as_big(), count as u64) {
        Some(r) => Ok(Owned::big(r)),
        None => Err(vm.raise_args(Exc::MemoryError, vec![])),
    }
}

pub(super) fn rshift(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let Some((x, y)) = operands(vm, a, b) else { return Ok(Owned::NOT_IMPLEMENTED) };
    if y.is_negative() {
        return Err(negative_count(vm));
    }
    let count = y.to_i64().map_or(u64::MAX, |c| c as u64);
    Ok(match x {
        IntRef::Small(i) => Owned::int(i >> count.min(63)),
        IntRef::Big(b) => Owned::big(bigint::shr(b, count)),
    })
}
