//! Taking floats apart and putting them together, rounding, classification.

use super::real::raise;
use crate::object::{Args, FnDef, IntRef, Intrinsic, Kind, Owned, PyResult, Ref, Vm};
use crate::types::int;
use pymath::{Error, math};

pub(super) static FUNCTIONS: &[FnDef] = &[
    FnDef::new("ceil", "(x, /)", ceil, "Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x.")
        .intrinsic(Intrinsic::Ceil),
    FnDef::new("floor", "(x, /)", floor, "Return the floor of x as an Integral.\n\nThis is the largest integer <= x.")
        .intrinsic(Intrinsic::Floor),
    FnDef::new(
        "trunc",
        "(x, /)",
        trunc,
        "Truncates the Real x to the nearest Integral toward 0.\n\nUses the __trunc__ magic method.",
    )
    .intrinsic(Intrinsic::Trunc),
    FnDef::new(
        "frexp",
        "(x, /)",
        frexp,
        "Return the mantissa and exponent of x, as pair (m, e).\n\nm is a float and e is an int, such that x = m * 2.**e.\nIf x is 0, m and e are both 0.  Else 0.5 <= abs(m) < 1.0.",
    ),
    FnDef::new("ldexp", "(x, i, /)", ldexp, "Return x * (2**i).\n\nThis is essentially the inverse of frexp()."),
    FnDef::new(
        "modf",
        "(x, /)",
        modf,
        "Return the fractional and integer parts of x.\n\nBoth results carry the sign of x and are floats.",
    ),
    FnDef::new(
        "nextafter",
        "(x, y, /, *, steps=None)",
        nextafter,
        "Return the floating-point value the given number of steps after x towards y.\n\nIf steps is not specified or is None, it defaults to 1.\n\nRaises a TypeError, if x or y is not a double, or if steps is not an integer.\nRaises ValueError if steps is negative.",
    ),
    FnDef::new("ulp", "(x, /)", ulp, "Return the value of the least significant bit of the float x."),
    FnDef::new(
        "isclose",
        "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        isclose,
        "Determine whether two floating-point numbers are close in value.\n\n  rel_tol\n    maximum difference for being considered \"close\", relative to the\n    magnitude of the input values\n  abs_tol\n    maximum difference for being considered \"close\", regardless of the\n    magnitude of the input values\n\nReturn True if a is close in value to b, and False otherwise.\n\nFor the values to be considered close, the difference between them\nmust be smaller than at least one of the tolerances.\n\n-inf, inf and NaN behave similarly to the IEEE 754 Standard.  That\nis, NaN is not close to anything, even itself.  inf and -inf are\nonly close to themselves.",
    ),
    FnDef::new(
        "isfinite",
        "(x, /)",
        |vm, a| test(vm, a, f64::is_finite),
        "Return True if x is neither an infinity nor a NaN, and False otherwise.",
    ),
    FnDef::new(
        "isinf",
        "(x, /)",
        |vm, a| test(vm, a, f64::is_infinite),
        "Return True if x is a positive or negative infinity, and False otherwise.",
    )
    .intrinsic(Intrinsic::IsInf),
    FnDef::new(
        "isnan",
        "(x, /)",
        |vm, a| test(vm, a, f64::is_nan),
        "Return True if x is a NaN (not a number), and False otherwise.",
    )
    .intrinsic(Intrinsic::IsNan),
];

fn test(vm: &mut Vm, a: &Args<'_>, f: fn(f64) -> bool) -> PyResult {
    Ok(Owned::bool(f(vm.to_float(a.get(0))?)))
}

/// Rounds by the object's own method, or as a float where it has none.
fn rounded(vm: &mut Vm, x: Ref<'_>, name: Ref<'_>, f: fn(f64) -> f64) -> PyResult {
    if x.value().is_fixnum() {
        return Ok(x.own());
    }
    if !x.ty().is_exactly(Kind::Float)
        && let Some(r) = vm.call_special(x, name, &[])?
    {
        return Ok(r);
    }
    let value = f(vm.to_float(x)?);
    int::from_float(vm, value)
}

fn ceil(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let name = vm.names.ceil;
    rounded(vm, a.get(0), name, f64::ceil)
}

fn floor(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let name = vm.names.floor;
    rounded(vm, a.get(0), name, f64::floor)
}

fn trunc(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let x = a.get(0);
    if x.ty().is_exactly(Kind::Float) {
        let value = vm.to_float(x)?;
        return int::from_float(vm, value);
    }
    let name = vm.names.trunc;
    match vm.call_special(x, name, &[])? {
        Some(r) => Ok(r),
        None => {
            let name = x.ty().message_name();
            Err(vm.type_error(format!("type {name} doesn't define __trunc__ method")))
        }
    }
}

fn frexp(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (m, e) = math::frexp(vm.to_float(a.get(0))?);
    Ok(vm.tuple(vec![Owned::float(m), Owned::int(i64::from(e))]))
}

fn ldexp(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let x = vm.to_float(a.get(0))?;
    let exponent = match a.get(1).as_int(vm) {
        Some(IntRef::Small(i)) => i.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32,
        Some(i) => {
            if i.is_negative() {
                i32::MIN
            } else {
                i32::MAX
            }
        }
        None => return Err(vm.type_error("Expected an int as second argument to ldexp.")),
    };
    match math::ldexp(x, exponent) {
        Ok(r) => Ok(Owned::float(r)),
        Err(e) => Err(raise(vm, &e, "", x)),
    }
}

fn modf(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (fraction, whole) = math::modf(vm.to_float(a.get(0))?);
    Ok(vm.tuple(vec![Owned::float(fraction), Owned::float(whole)]))
}

fn nextafter(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (x, y) = (vm.to_float(a.get(0))?, vm.to_float(a.get(1))?);
    let steps = match a.some(2) {
        None => None,
        Some(n) => {
            let n = vm.index(n)?;
            let Some(n) = n.lend().as_int(vm) else { return Ok(Owned::NONE) };
            if n.is_negative() {
                return Err(vm.value_error("steps must be a non-negative integer"));
            }
            Some(u64::try_from(n.to_big()).unwrap_or(u64::MAX))
        }
    };
    Ok(Owned::float(math::nextafter(x, y, steps)))
}

fn ulp(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::float(math::ulp(vm.to_float(a.get(0))?)))
}

fn isclose(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (x, y) = (vm.to_float(a.get(0))?, vm.to_float(a.get(1))?);
    let relative = a.opt(2).map_or(Ok(1e-9), |t| vm.to_float(t))?;
    let absolute = a.opt(3).map_or(Ok(0.0), |t| vm.to_float(t))?;
    match math::isclose(x, y, Some(relative), Some(absolute)) {
        Ok(close) => Ok(Owned::bool(close)),
        Err(Error::EDOM | Error::ERANGE) => Err(vm.value_error("tolerances must be non-negative")),
    }
}
