//! `+ - * / // % **` and the signs.
//!
//! A slot sees both operand orders and answers `NotImplemented` unless both are ints.

use crate::object::{Exc, IntRef, Owned, PyResult, Raised, Ref, Vm};
use dashu_int::IBig;
use taipan_text::bigint::{self, TrueDivError};

const NOT_IMPLEMENTED: Owned = Owned::NOT_IMPLEMENTED;

/// Both operands, when both are ints.
pub(super) fn operands<'v>(vm: &'v Vm, a: Ref<'v>, b: Ref<'v>) -> Option<(IntRef<'v>, IntRef<'v>)> {
    Some((a.as_int(vm)?, b.as_int(vm)?))
}

/// An operator that cannot fail: machine words while they last, then big numbers.
fn total(
    vm: &Vm,
    a: Ref<'_>,
    b: Ref<'_>,
    small: impl Fn(i64, i64) -> Option<i64>,
    big: impl Fn(&IBig, &IBig) -> IBig,
) -> PyResult {
    let Some((x, y)) = operands(vm, a, b) else { return Ok(NOT_IMPLEMENTED) };
    if let (IntRef::Small(i), IntRef::Small(j)) = (&x, &y)
        && let Some(r) = small(*i, *j)
    {
        return Ok(Owned::int(r));
    }
    Ok(Owned::big(big(&x.as_big(), &y.as_big())))
}

pub(super) fn add(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    total(vm, a, b, i64::checked_add, |x, y| x + y)
}

pub(super) fn sub(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    total(vm, a, b, i64::checked_sub, |x, y| x - y)
}

/// Operands with more bits than this in all are computed with where Ctrl-C can interrupt.
const LONG: usize = 1 << 23;

fn is_long(x: &IntRef<'_>, y: &IntRef<'_>) -> bool {
    let bits = |i: &IntRef<'_>| match i {
        IntRef::Small(_) => 64,
        IntRef::Big(b) => bigint::bit_length(b),
    };
    bits(x) + bits(y) > LONG
}

pub(super) fn mul(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    if let Some((IntRef::Big(x), IntRef::Big(y))) = operands(vm, a, b)
        && is_long(&IntRef::Big(x), &IntRef::Big(y))
    {
        let (x, y) = (x.clone(), y.clone());
        return vm.interruptible(move || x * y).map(Owned::big);
    }
    total(vm, a, b, i64::checked_mul, |x, y| x * y)
}

#[cold]
fn by_zero(vm: &mut Vm) -> Raised {
    vm.zero_division_error("division by zero")
}

/// The floored quotient of machine words; `None` on overflow. `b` is not zero.
fn floor_div_i64(a: i64, b: i64) -> Option<i64> {
    let q = a.checked_div(b)?;
    Some(if a % b != 0 && (a < 0) != (b < 0) { q - 1 } else { q })
}

/// The remainder with the sign of `b`, which is not zero.
fn floor_mod_i64(a: i64, b: i64) -> i64 {
    let r = a.wrapping_rem(b);
    if r != 0 && (r < 0) != (b < 0) { r + b } else { r }
}

pub(super) fn floor_div(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let Some((x, y)) = operands(vm, a, b) else { return Ok(NOT_IMPLEMENTED) };
    if let (IntRef::Small(i), IntRef::Small(j)) = (&x, &y)
        && *j != 0
        && let Some(q) = floor_div_i64(*i, *j)
    {
        return Ok(Owned::int(q));
    }
    let q = if is_long(&x, &y) {
        let (x, y) = (x.to_big(), y.to_big());
        vm.interruptible(move || bigint::floor_div(&x, &y))?
    } else {
        bigint::floor_div(&x.as_big(), &y.as_big())
    };
    match q {
        Some(q) => Ok(Owned::big(q)),
        None => Err(by_zero(vm)),
    }
}

pub(super) fn rem(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let Some((x, y)) = operands(vm, a, b) else { return Ok(NOT_IMPLEMENTED) };
    if let (IntRef::Small(i), IntRef::Small(j)) = (&x, &y)
        && *j != 0
    {
        return Ok(Owned::int(floor_mod_i64(*i, *j)));
    }
    let r = if is_long(&x, &y) {
        let (x, y) = (x.to_big(), y.to_big());
        vm.interruptible(move || bigint::floor_mod(&x, &y))?
    } else {
        bigint::floor_mod(&x.as_big(), &y.as_big())
    };
    match r {
        Some(r) => Ok(Owned::big(r)),
        None => Err(by_zero(vm)),
    }
}

/// `divmod(a, b)`: a pair, or `NotImplemented` unless both are ints.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn divmod(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let Some((x, y)) = operands(vm, a, b) else { return Ok(NOT_IMPLEMENTED) };
    if let (IntRef::Small(i), IntRef::Small(j)) = (&x, &y)
        && *j != 0
        && let Some(q) = floor_div_i64(*i, *j)
    {
        let pair = vec![Owned::int(q), Owned::int(floor_mod_i64(*i, *j))];
        return Ok(vm.tuple(pair));
    }
    let both = if is_long(&x, &y) {
        let (x, y) = (x.to_big(), y.to_big());
        vm.interruptible(move || bigint::floor_div_mod(&x, &y))?
    } else {
        bigint::floor_div_mod(&x.as_big(), &y.as_big())
    };
    match both {
        Some((q, r)) => Ok(vm.tuple(vec![Owned::big(q), Owned::big(r)])),
        None => Err(by_zero(vm)),
    }
}

pub(super) fn true_div(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let Some((x, y)) = operands(vm, a, b) else { return Ok(NOT_IMPLEMENTED) };
    let r = match (&x, &y) {
        (IntRef::Small(i), IntRef::Small(j)) => bigint::true_div_i64(*i, *j),
        _ => bigint::true_div(&x.as_big(), &y.as_big()),
    };
    match r {
        Ok(q) => Ok(Owned::float(q)),
        Err(e @ TrueDivError::ZeroDivision) => Err(vm.zero_division_error(e.to_string())),
        Err(e @ TrueDivError::Overflow) => Err(vm.overflow_error(e.to_string())),
    }
}

pub(super) fn pow(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let Some((x, y)) = operands(vm, a, b) else { return Ok(NOT_IMPLEMENTED) };
    if y.is_negative() {
        let (x, y) = (vm.to_float(a)?, vm.to_float(b)?);
        return super::super::float::power(vm, x, y);
    }
    let exponent = match &y {
        IntRef::Small(e) => *e as u64,
        // Only 0, 1 and -1 have powers that high, and for those the parity is all that counts.
        IntRef::Big(e) => u64::MAX - u64::from(*e % IBig::from(2) == IBig::ZERO),
    };
    if let (IntRef::Small(base), Ok(e)) = (&x, u32::try_from(exponent))
        && let Some(r) = base.checked_pow(e)
    {
        return Ok(Owned::int(r));
    }
    let base = x.to_big();
    let r = if (bigint::bit_length(&base) as u64).saturating_mul(exponent) > LONG as u64 {
        vm.interruptible(move || bigint::checked_pow(&base, exponent))?
    } else {
        bigint::checked_pow(&base, exponent)
    };
    match r {
        Some(r) => Ok(Owned::big(r)),
        None => Err(vm.raise_args(Exc::MemoryError, vec![])),
    }
}

/// `pow(a, b, m)`.
pub(super) fn pow_mod(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, m: Ref<'_>) -> PyResult {
    let (Some((x, y)), Some(m)) = (operands(vm, a, b), m.as_int(vm)) else { return Ok(NOT_IMPLEMENTED) };
    if let (IntRef::Small(i), IntRef::Small(e), IntRef::Small(m)) = (&x, &y, &m)
        && *e >= 0
        && *m != 0
    {
        return Ok(Owned::int(pow_mod_i64(*i, *e as u64, *m)));
    }
    let (x, y, m) = (x.to_big(), y.to_big(), m.to_big());
    let r = if bigint::bit_length(&y).saturating_mul(bigint::bit_length(&m)) > LONG {
        vm.interruptible(move || bigint::pow_mod(&x, &y, &m))?
    } else {
        bigint::pow_mod(&x, &y, &m)
    };
    match r {
        Ok(r) => Ok(Owned::big(r)),
        Err(e) => Err(vm.value_error(e.to_string())),
    }
}

fn pow_mod_i64(base: i64, mut exponent: u64, modulus: i64) -> i64 {
    let size = u128::from(modulus.unsigned_abs());
    let mut square = i128::from(base).rem_euclid(size as i128) as u128;
    let mut r = 1 % size;
    while exponent > 0 {
        if exponent & 1 == 1 {
            r = r * square % size;
        }
        square = square * square % size;
        exponent >>= 1;
    }
    floor_mod_i64_wide(r as i128, i128::from(modulus))
}

fn floor_mod_i64_wide(r: i128, modulus: i128) -> i64 {
    (if r != 0 && modulus < 0 { r + modulus } else { r }) as i64
}

pub(super) fn neg(vm: &mut Vm, a: Ref<'_>) -> PyResult {
    Ok(match a.as_int(vm) {
        Some(IntRef::Small(i)) if i != i64::MIN => Owned::int(-i),
        Some(i) => Owned::big(-i.to_big()),
        None => NOT_IMPLEMENTED,
    })
}

pub(super) fn abs(vm: &mut Vm, a: Ref<'_>) -> PyResult {
    if a.as_int(vm).is_some_and(|i| i.is_negative()) { neg(vm, a) } else { super::convert::exact_slot(vm, a) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machine_words_floor() {
        for (a, b, q, r) in [(7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -4, -1), (-7, -2, 3, -1), (6, -3, -2, 0)] {
            assert_eq!((floor_div_i64(a, b), floor_mod_i64(a, b)), (Some(q), r));
        }
        assert_eq!(floor_div_i64(i64::MIN, -1), None);
        assert_eq!(floor_mod_i64(i64::MIN, -1), 0);
    }

    #[test]
    fn modular_powers_of_words() {
        assert_eq!(pow_mod_i64(3, 200, 13), 9);
        assert_eq!(pow_mod_i64(-3, 3, 10), 3);
        assert_eq!(pow_mod_i64(2, 3, -5), -2);
        assert_eq!(pow_mod_i64(5, 0, 1), 0);
        assert_eq!(pow_mod_i64(5, 0, -7), -6);
        assert_eq!(pow_mod_i64(i64::MIN, 3, i64::MAX), i64::MAX - 1);
        assert_eq!(pow_mod_i64(7, 5, i64::MIN), 7i64.pow(5) + i64::MIN);
    }
}
