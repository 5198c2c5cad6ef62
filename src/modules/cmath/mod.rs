//! `cmath`: functions of complex numbers, by `pymath`.

use super::ModuleDef;
use crate::object::{Args, FnDef, Owned, PyResult, Raised, Ref, Vm};
use crate::types::complex;
use num_complex::Complex64;
use pymath::{Error, cmath};

/// The module `cmath`.
pub fn def() -> ModuleDef {
    ModuleDef {
        name: "cmath",
        doc: "This module provides access to mathematical functions for complex\nnumbers.",
        functions: FUNCTIONS,
        fill,
    }
}

fn fill(vm: &mut Vm, dict: Ref<'_>) -> PyResult<()> {
    let reals = [("pi", cmath::PI), ("e", cmath::E), ("tau", cmath::TAU), ("inf", cmath::INF), ("nan", cmath::NAN)];
    for (name, value) in reals {
        vm.dict_set_name(dict, name, Owned::float(value));
    }
    for (name, z) in [("infj", cmath::INFJ), ("nanj", cmath::NANJ)] {
        vm.dict_set_name(dict, name, made(z));
    }
    Ok(())
}

fn made(z: Complex64) -> Owned {
    Owned::complex(z.re, z.im)
}

fn argument(vm: &mut Vm, o: Ref<'_>) -> PyResult<Complex64> {
    let (re, im) = complex::from_object(vm, o)?;
    Ok(Complex64::new(re, im))
}

#[cold]
fn raise(vm: &mut Vm, e: &Error) -> Raised {
    match e {
        Error::EDOM => vm.value_error("math domain error"),
        Error::ERANGE => vm.overflow_error("math range error"),
    }
}

fn apply(vm: &mut Vm, a: &Args<'_>, f: fn(Complex64) -> pymath::Result<Complex64>) -> PyResult {
    let z = argument(vm, a.get(0))?;
    match f(z) {
        Ok(w) => Ok(made(w)),
        Err(e) => Err(raise(vm, &e)),
    }
}

fn test(vm: &mut Vm, a: &Args<'_>, f: fn(Complex64) -> bool) -> PyResult {
    let z = argument(vm, a.get(0))?;
    Ok(Owned::bool(f(z)))
}

macro_rules! unary {
    ($name:literal, $f:expr, $doc:literal) => {
        FnDef::new($name, "(z, /)", |vm, a| apply(vm, a, $f), $doc)
    };
}

static FUNCTIONS: &[FnDef] = &[
    unary!("acos", cmath::acos, "Return the arc cosine of z."),
    unary!("acosh", cmath::acosh, "Return the inverse hyperbolic cosine of z."),
    unary!("asin", cmath::asin, "Return the arc sine of z."),
    unary!("asinh", cmath::asinh, "Return the inverse hyperbolic sine of z."),
    unary!("atan", cmath::atan, "Return the arc tangent of z."),
    unary!("atanh", cmath::atanh, "Return the inverse hyperbolic tangent of z."),
    unary!("cos", cmath::cos, "Return the cosine of z."),
    unary!("cosh", cmath::cosh, "Return the hyperbolic cosine of z."),
    unary!("exp", cmath::exp, "Return the exponential value e**z."),
    FnDef::new(
        "isclose",
        "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        isclose,
        "Determine whether two complex numbers are close in value.",
    ),
    FnDef::new(
        "isfinite",
        "(z, /)",
        |vm, a| test(vm, a, cmath::isfinite),
        "Return True if both the real and imaginary parts of z are finite, else False.",
    ),
    FnDef::new(
        "isinf",
        "(z, /)",
        |vm, a| test(vm, a, cmath::isinf),
        "Checks if the real or imaginary part of z is infinite.",
    ),
    FnDef::new(
        "isnan",
        "(z, /)",
        |vm, a| test(vm, a, cmath::isnan),
        "Checks if the real or imaginary part of z not a number (NaN).",
    ),
    FnDef::new(
        "log",
        "(z, base=e, /)",
        log,
        "log(z[, base]) -> the logarithm of z to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of z.",
    ),
    unary!("log10", cmath::log10, "Return the base-10 logarithm of z."),
    FnDef::new("phase", "(z, /)", phase, "Return argument, also known as the phase angle, of a complex."),
    FnDef::new(
        "polar",
        "(z, /)",
        polar,
        "Convert a complex from rectangular coordinates to polar coordinates.\n\nr is the distance from 0 and phi the phase angle.",
    ),
    FnDef::new("rect", "(r, phi, /)", rect, "Convert from polar coordinates to rectangular coordinates."),
    unary!("sin", cmath::sin, "Return the sine of z."),
    unary!("sinh", cmath::sinh, "Return the hyperbolic sine of z."),
    unary!("sqrt", cmath::sqrt, "Return the square root of z."),
    unary!("tan", cmath::tan, "Return the tangent of z."),
    unary!("tanh", cmath::tanh, "Return the hyperbolic tangent of z."),
];

fn log(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let z = argument(vm, a.get(0))?;
    let base = a.opt(1).map(|b| argument(vm, b)).transpose()?;
    match cmath::log(z, base) {
        Ok(w) => Ok(made(w)),
        Err(e) => Err(raise(vm, &e)),
    }
}

fn phase(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let z = argument(vm, a.get(0))?;
    match cmath::phase(z) {
        Ok(angle) => Ok(Owned::float(angle)),
        Err(e) => Err(raise(vm, &e)),
    }
}

fn polar(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let z = argument(vm, a.get(0))?;
    match cmath::polar(z) {
        Ok((r, phi)) => Ok(vm.tuple(vec![Owned::float(r), Owned::float(phi)])),
        Err(e) => Err(raise(vm, &e)),
    }
}

fn rect(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (r, phi) = (vm.to_float(a.get(0))?, vm.to_float(a.get(1))?);
    match cmath::rect(r, phi) {
        Ok(z) => Ok(made(z)),
        Err(e) => Err(raise(vm, &e)),
    }
}

fn isclose(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (x, y) = (argument(vm, a.get(0))?, argument(vm, a.get(1))?);
    let relative = a.opt(2).map(|t| vm.to_float(t)).transpose()?;
    let absolute = a.opt(3).map(|t| vm.to_float(t)).transpose()?;
    match cmath::isclose(x, y, relative, absolute) {
        Ok(close) => Ok(Owned::bool(close)),
        Err(_) => Err(vm.value_error("tolerances must be non-negative")),
    }
}
