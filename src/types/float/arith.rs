//! Operators of floats. The other operand may be an int; what does not fit a float is an `OverflowError`.

use crate::object::{Exc, Owned, PyResult, Raised, Ref, Vm};

/// A float or an int as a float; `None` for anything else.
pub(super) fn operand(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<f64>> {
    if let Some(f) = o.as_float(vm) {
        return Ok(Some(f));
    }
    if let Some(i) = o.value().as_fixnum() {
        return Ok(Some(i as f64));
    }
    if o.as_int(vm).is_some() { vm.to_float(o).map(Some) } else { Ok(None) }
}

/// Both operands as floats; `None` when one is no number.
fn operands(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult<Option<(f64, f64)>> {
    let Some(x) = operand(vm, a)? else { return Ok(None) };
    Ok(operand(vm, b)?.map(|y| (x, y)))
}

fn total(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, f: impl Fn(f64, f64) -> f64) -> PyResult {
    Ok(operands(vm, a, b)?.map_or(Owned::NOT_IMPLEMENTED, |(x, y)| Owned::float(f(x, y))))
}

pub(super) fn add(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    total(vm, a, b, |x, y| x + y)
}

pub(super) fn sub(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    total(vm, a, b, |x, y| x - y)
}

pub(super) fn mul(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    total(vm, a, b, |x, y| x * y)
}

/// An operator that has no answer for a zero divisor.
fn division(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, f: impl Fn(f64, f64) -> f64) -> PyResult {
    match operands(vm, a, b)? {
        None => Ok(Owned::NOT_IMPLEMENTED),
        Some((_, 0.0)) => Err(by_zero(vm)),
        Some((x, y)) => Ok(Owned::float(f(x, y))),
    }
}

#[cold]
fn by_zero(vm: &mut Vm) -> Raised {
    vm.zero_division_error("division by zero")
}

pub(super) fn true_div(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    division(vm, a, b, |x, y| x / y)
}

pub(super) fn floor_div(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    division(vm, a, b, |x, y| floor_divmod(x, y).0)
}

pub(super) fn rem(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    division(vm, a, b, |x, y| floor_divmod(x, y).1)
}

/// `divmod(a, b)`: a pair, or `NotImplemented` when an operand is no real number.
///
/// # Errors
/// `ZeroDivisionError`, `OverflowError` for ints out of range.
pub fn divmod(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    match operands(vm, a, b)? {
        None => Ok(Owned::NOT_IMPLEMENTED),
        Some((_, 0.0)) => Err(by_zero(vm)),
        Some((x, y)) => {
            let (q, r) = floor_divmod(x, y);
            Ok(vm.tuple(vec![Owned::float(q), Owned::float(r)]))
        }
    }
}

/// Floored quotient and remainder; the remainder has the sign of `b`, also as a zero.
pub fn floor_divmod(a: f64, b: f64) -> (f64, f64) {
    let mut r = a % b;
    let mut quotient = (a - r) / b;
    if r == 0.0 {
        r = 0.0f64.copysign(b);
    } else if (b < 0.0) != (r < 0.0) {
        r += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0f64.copysign(a / b), r);
    }
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, r)
}

pub(super) fn pow(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    match operands(vm, a, b)? {
        Some((x, y)) => power(vm, x, y),
        None => Ok(Owned::NOT_IMPLEMENTED),
    }
}

pub(super) fn pow_mod(vm: &mut Vm, _: Ref<'_>, _: Ref<'_>, _: Ref<'_>) -> PyResult {
    Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"))
}

fn is_odd(x: f64) -> bool {
    x.abs() % 2.0 == 1.0
}

/// `x ** y`: a complex for a negative base with a fractional exponent.
///
/// # Errors
/// `ZeroDivisionError` for zero to a negative power, `OverflowError` when the result is out of range.
pub fn power(vm: &mut Vm, x: f64, y: f64) -> PyResult {
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(vm.zero_division_error("zero to a negative power"));
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
        return super::super::complex::power(vm, (x, 0.0), (y, 0.0));
    }
    let r = real_power(x, y);
    if r.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(out_of_range(vm));
    }
    Ok(Owned::float(r))
}

/// The `OverflowError` of a C function whose result is out of range.
#[cold]
pub(crate) fn out_of_range(vm: &mut Vm) -> Raised {
    vm.raise_args(Exc::OverflowError, vec![Owned::int(34), Owned::str("Numerical result out of range")])
}

/// The power where it is real; the special values are Python's own.
fn real_power(x: f64, y: f64) -> f64 {
    if y == 0.0 || x == 1.0 {
        return 1.0;
    }
    if x.is_nan() || y.is_nan() {
        return x + y;
    }
    if y.is_infinite() {
        let size = x.abs();
        return if size == 1.0 {
            1.0
        } else if (y > 0.0) == (size > 1.0) {
            f64::INFINITY
        } else {
            0.0
        };
    }
    let sign = if is_odd(y) { x } else { 1.0 };
    x.abs().powf(y).copysign(sign)
}

pub(super) fn neg(vm: &mut Vm, a: Ref<'_>) -> PyResult {
    Ok(a.as_float(vm).map_or(Owned::NOT_IMPLEMENTED, |x| Owned::float(-x)))
}

pub(super) fn abs(vm: &mut Vm, a: Ref<'_>) -> PyResult {
    Ok(a.as_float(vm).map_or(Owned::NOT_IMPLEMENTED, |x| Owned::float(x.abs())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_floor_and_remainders_follow_the_divisor() {
        assert_eq!(floor_divmod(7.5, 2.0), (3.0, 1.5));
        assert_eq!(floor_divmod(-7.5, 2.0), (-4.0, 0.5));
        assert_eq!(floor_divmod(7.5, -2.0), (-4.0, -0.5));
        let (q, r) = floor_divmod(-0.0, 3.0);
        assert!(q == 0.0 && q.is_sign_negative() && r == 0.0 && r.is_sign_positive());
        assert_eq!(floor_divmod(1.0, 0.1), (9.0, 0.09999999999999995));
        assert_eq!(floor_divmod(-1.0, f64::INFINITY), (-1.0, f64::INFINITY));
    }

    #[test]
    fn special_powers() {
        assert_eq!(real_power(f64::NAN, 0.0), 1.0);
        assert_eq!(real_power(1.0, f64::NAN), 1.0);
        assert_eq!(real_power(-1.0, f64::INFINITY), 1.0);
        assert_eq!(real_power(f64::NEG_INFINITY, 3.0), f64::NEG_INFINITY);
        assert_eq!(real_power(f64::NEG_INFINITY, 2.0), f64::INFINITY);
        assert!(real_power(f64::NEG_INFINITY, -3.0).is_sign_negative());
        assert!(real_power(-0.0, 3.0).is_sign_negative());
        assert!(real_power(-0.0, 2.0).is_sign_positive());
        assert_eq!(real_power(-2.0, 3.0), -8.0);
    }
}
