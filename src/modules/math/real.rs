//! Functions of floats with a float result.

use crate::object::{Args, FnDef, Intrinsic, Owned, PyResult, Raised, Reach, Vm};
use pymath::{Error, math};

/// Raises what a function has against `x`: a domain error in words of its own, or an overflow.
#[cold]
pub(super) fn raise(vm: &mut Vm, e: &Error, domain: &str, x: f64) -> Raised {
    match e {
        Error::ERANGE => vm.overflow_error("math range error"),
        Error::EDOM if domain.is_empty() => vm.value_error("math domain error"),
        Error::EDOM => {
            let mut got = String::new();
            taipan_text::float::repr(x, &mut got);
            vm.value_error(format!("{domain}, got {got}"))
        }
    }
}

/// Applies a function to the first argument.
#[inline]
fn apply(vm: &mut Vm, a: &Args<'_>, f: fn(f64) -> pymath::Result<f64>, domain: &'static str) -> PyResult {
    let x = vm.to_float(a.get(0))?;
    match f(x) {
        Ok(r) => Ok(Owned::float(r)),
        Err(e) => Err(raise(vm, &e, domain, x)),
    }
}

/// Applies a function to two arguments.
fn apply2(vm: &mut Vm, a: &Args<'_>, f: fn(f64, f64) -> pymath::Result<f64>) -> PyResult {
    let (x, y) = (vm.to_float(a.get(0))?, vm.to_float(a.get(1))?);
    match f(x, y) {
        Ok(r) => Ok(Owned::float(r)),
        Err(e) => Err(raise(vm, &e, "", x)),
    }
}

macro_rules! unary {
    ($name:literal, $f:expr, $domain:literal, $doc:literal) => {
        FnDef::new($name, "(x, /)", |vm, a| apply(vm, a, $f, $domain), $doc).reach(Reach::Nothing)
    };
}

macro_rules! binary {
    ($name:literal, $text:literal, $f:expr, $doc:literal) => {
        FnDef::new($name, $text, |vm, a| apply2(vm, a, $f), $doc).reach(Reach::Nothing)
    };
}

pub(super) static FUNCTIONS: &[FnDef] = &[
    unary!("acos", math::acos, "expected a number in range from -1 up to 1", "Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi.").intrinsic(Intrinsic::Acos),
    unary!("acosh", math::acosh, "expected argument value not less than 1", "Return the inverse hyperbolic cosine of x."),
    unary!("asin", math::asin, "expected a number in range from -1 up to 1", "Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.").intrinsic(Intrinsic::Asin),
    unary!("asinh", math::asinh, "", "Return the inverse hyperbolic sine of x."),
    unary!("atan", math::atan, "", "Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.").intrinsic(Intrinsic::Atan),
    binary!("atan2", "(y, x, /)", math::atan2, "Return the arc tangent (measured in radians) of y/x.\n\nUnlike atan(y/x), the signs of both x and y are considered.").intrinsic(Intrinsic::Atan2),
    unary!("atanh", math::atanh, "expected a number between -1 and 1", "Return the inverse hyperbolic tangent of x."),
    unary!("cbrt", |x| Ok(crate::object::cbrt(x)), "", "Return the cube root of x."),
    binary!("copysign", "(x, y, /)", math::copysign, "Return a float with the magnitude (absolute value) of x but the sign of y.\n\nOn platforms that support signed zeros, copysign(1.0, -0.0)\nreturns -1.0.\n"),
    unary!("cos", math::cos, "expected a finite input", "Return the cosine of x (measured in radians).").intrinsic(Intrinsic::Cos),
    unary!("cosh", math::cosh, "", "Return the hyperbolic cosine of x."),
    unary!("degrees", |x| Ok(x * (180.0 / std::f64::consts::PI)), "", "Convert angle x from radians to degrees."),
    unary!("erf", math::erf, "", "Error function at x."),
    unary!("erfc", math::erfc, "", "Complementary error function at x."),
    unary!("exp", math::exp, "", "Return e raised to the power of x.").intrinsic(Intrinsic::Exp),
    unary!("exp2", math::exp2, "", "Return 2 raised to the power of x."),
    unary!("expm1", math::expm1, "", "Return exp(x)-1.\n\nThis function avoids the loss of precision involved in the direct evaluation of exp(x)-1 for small x."),
    unary!("fabs", math::fabs, "", "Return the absolute value of the float x.").intrinsic(Intrinsic::Fabs),
    FnDef::new("fma", "(x, y, z, /)", fma, "Fused multiply-add operation.\n\nCompute (x * y) + z with a single round."),
    binary!("fmod", "(x, y, /)", math::fmod, "Return fmod(x, y), according to platform C.\n\nx % y may differ."),
    unary!("gamma", math::gamma, "expected a noninteger or positive integer", "Gamma function at x."),
    unary!("lgamma", math::lgamma, "expected a noninteger or positive integer", "Natural logarithm of absolute value of Gamma function at x."),
    unary!("log1p", math::log1p, "expected argument value > -1", "Return the natural logarithm of 1+x (base e).\n\nThe result is computed in a way which is accurate for x near zero."),
    binary!("pow", "(x, y, /)", math::pow, "Return x**y (x to the power of y).").intrinsic(Intrinsic::Pow),
    unary!("radians", |x| Ok(x * (std::f64::consts::PI / 180.0)), "", "Convert angle x from degrees to radians."),
    binary!("remainder", "(x, y, /)", math::remainder, "Difference between x and the closest integer multiple of y.\n\nReturn x - n*y where n*y is the closest integer multiple of y.\nIn the case where x is exactly halfway between two multiples of\ny, the nearest even value of n is used. The result is always exact."),
    unary!("sin", math::sin, "expected a finite input", "Return the sine of x (measured in radians).").intrinsic(Intrinsic::Sin),
    unary!("sinh", math::sinh, "", "Return the hyperbolic sine of x."),
    unary!("sqrt", math::sqrt, "expected a nonnegative input", "Return the square root of x.").intrinsic(Intrinsic::Sqrt),
    unary!("tan", math::tan, "expected a finite input", "Return the tangent of x (measured in radians).").intrinsic(Intrinsic::Tan),
    unary!("tanh", math::tanh, "", "Return the hyperbolic tangent of x."),
];

fn fma(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (x, y, z) = (vm.to_float(a.get(0))?, vm.to_float(a.get(1))?, vm.to_float(a.get(2))?);
    match math::fma(x, y, z) {
        Ok(r) => Ok(Owned::float(r)),
        Err(Error::EDOM) => Err(vm.value_error("invalid operation in fma")),
        Err(Error::ERANGE) => Err(vm.overflow_error("overflow in fma")),
    }
}
