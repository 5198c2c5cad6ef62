//! Real-valued distributions, each as `random.py` computes it, operation by operation, so that equal seeds give equal floats.

use super::source::random;
use crate::object::{Args, FnDef, Owned, PyResult, Raised, RandomState, Ref, Vm};
use crate::types::float::floor_divmod;
use std::f64::consts::{E, PI, TAU};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new(
        "uniform",
        "($self, a, b)",
        uniform,
        "Get a random number in the range [a, b) or [a, b] depending on rounding.\n\nThe mean (expected value) and variance of the random variable are:\n\n    E[X] = (a + b) / 2\n    Var[X] = (b - a) ** 2 / 12",
    ),
    FnDef::new(
        "triangular",
        "($self, low=0.0, high=1.0, mode=None)",
        triangular,
        "Triangular distribution.\n\nContinuous distribution bounded by given lower and upper limits,\nand having a given mode value in-between.",
    ),
    FnDef::new(
        "normalvariate",
        "($self, mu=0.0, sigma=1.0)",
        normal,
        "Normal distribution.\n\nmu is the mean, and sigma is the standard deviation.",
    ),
    FnDef::new(
        "gauss",
        "($self, mu=0.0, sigma=1.0)",
        gauss,
        "Gaussian distribution.\n\nmu is the mean, and sigma is the standard deviation.  This is\nslightly faster than the normalvariate() function.\n\nNot thread-safe without a lock around calls.",
    ),
    FnDef::new(
        "lognormvariate",
        "($self, mu, sigma)",
        log_normal,
        "Log normal distribution.\n\nIf you take the natural logarithm of this distribution, you'll get a\nnormal distribution with mean mu and standard deviation sigma.\nmu can have any value, and sigma must be greater than zero.",
    ),
    FnDef::new(
        "expovariate",
        "($self, lambd=1.0)",
        exponential,
        "Exponential distribution.\n\nlambd is 1.0 divided by the desired mean.  It should be\nnonzero.  (The parameter would be called \"lambda\", but that is\na reserved word in Python.)  Returned values range from 0 to\npositive infinity if lambd is positive, and from negative\ninfinity to 0 if lambd is negative.",
    ),
    FnDef::new(
        "vonmisesvariate",
        "($self, mu, kappa)",
        von_mises,
        "Circular data distribution.\n\nmu is the mean angle, expressed in radians between 0 and 2*pi, and\nkappa is the concentration parameter, which must be greater than or\nequal to zero.  If kappa is equal to zero, this distribution reduces\nto a uniform random angle over the range 0 to 2*pi.",
    ),
    FnDef::new(
        "gammavariate",
        "($self, alpha, beta)",
        gamma_method,
        "Gamma distribution.  Not the gamma function!\n\nConditions on the parameters are alpha > 0 and beta > 0.",
    ),
    FnDef::new(
        "betavariate",
        "($self, alpha, beta)",
        beta_method,
        "Beta distribution.\n\nConditions on the parameters are alpha > 0 and beta > 0.\nReturned values range between 0 and 1.",
    ),
    FnDef::new("paretovariate", "($self, alpha)", pareto, "Pareto distribution.  alpha is the shape parameter."),
    FnDef::new(
        "weibullvariate",
        "($self, alpha, beta)",
        weibull,
        "Weibull distribution.\n\nalpha is the scale parameter and beta is the shape parameter.",
    ),
];

/// A parameter with a default.
fn real(vm: &mut Vm, o: Option<Ref<'_>>, default: f64) -> PyResult<f64> {
    o.map_or(Ok(default), |o| vm.to_float(o))
}

#[cold]
fn by_zero(vm: &mut Vm) -> Raised {
    vm.zero_division_error("division by zero")
}

fn divide(vm: &mut Vm, a: f64, b: f64) -> PyResult<f64> {
    if b == 0.0 { Err(by_zero(vm)) } else { Ok(a / b) }
}

/// Python's `x ** y` for a non-negative base.
fn power(vm: &mut Vm, x: f64, y: f64) -> PyResult<f64> {
    let r = crate::types::float::power(vm, x, y)?;
    vm.to_float(r.lend())
}

fn uniform(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (low, high) = (vm.to_float(a.get(1))?, vm.to_float(a.get(2))?);
    let width = high - low;
    Ok(Owned::float(low + width * random(vm, a.get(0))?))
}

fn triangular(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (mut low, mut high) = (real(vm, a.opt(1), 0.0)?, real(vm, a.opt(2), 1.0)?);
    let mut u = random(vm, a.get(0))?;
    let mut c = match a.some(3) {
        None => 0.5,
        Some(_) if high == low => return Ok(a.opt(1).map_or(Owned::float(0.0), Ref::own)),
        Some(mode) => (vm.to_float(mode)? - low) / (high - low),
    };
    if u > c {
        (u, c) = (1.0 - u, 1.0 - c);
        (low, high) = (high, low);
    }
    Ok(Owned::float(low + (high - low) * (u * c).sqrt()))
}

/// A standard normal number times `sigma` plus `mu`, by the ratio of uniforms (Kinderman and Monahan, 1977).
fn normal_variate(vm: &mut Vm, this: Ref<'_>, mu: f64, sigma: f64) -> PyResult<f64> {
    let magic = 4.0 * (-0.5f64).exp() / 2f64.sqrt();
    loop {
        let u1 = random(vm, this)?;
        let u2 = 1.0 - random(vm, this)?;
        let z = magic * (u1 - 0.5) / u2;
        if z * z / 4.0 <= -u2.ln() {
            return Ok(mu + z * sigma);
        }
        vm.check_signals()?;
    }
}

fn normal(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (mu, sigma) = (real(vm, a.opt(1), 0.0)?, real(vm, a.opt(2), 1.0)?);
    normal_variate(vm, a.get(0), mu, sigma).map(Owned::float)
}

fn log_normal(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (mu, sigma) = (vm.to_float(a.get(1))?, vm.to_float(a.get(2))?);
    let x = normal_variate(vm, a.get(0), mu, sigma)?;
    match pymath::math::exp(x) {
        Ok(r) => Ok(Owned::float(r)),
        Err(_) => Err(vm.overflow_error("math range error")),
    }
}

/// Makes two numbers at a time and keeps one for the next call (Box and Muller, 1958).
fn gauss(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let this = a.get(0);
    let (mu, sigma) = (real(vm, a.opt(1), 0.0)?, real(vm, a.opt(2), 1.0)?);
    let kept = this.get_mut::<RandomState>(vm).and_then(|s| s.gauss_next.take());
    let z = match kept {
        Some(z) => z,
        None => {
            let angle = random(vm, this)? * TAU;
            let radius = (-2.0 * (1.0 - random(vm, this)?).ln()).sqrt();
            if let Some(s) = this.get_mut::<RandomState>(vm) {
                s.gauss_next = Some(angle.sin() * radius);
            }
            angle.cos() * radius
        }
    };
    Ok(Owned::float(mu + z * sigma))
}

fn exponential(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let lambda = real(vm, a.opt(1), 1.0)?;
    let x = -(1.0 - random(vm, a.get(0))?).ln();
    divide(vm, x, lambda).map(Owned::float)
}

/// Best and Fisher's algorithm (1979), as N. Fisher gives it in "Statistical Analysis of Circular Data" (1993).
fn von_mises(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let this = a.get(0);
    let (mu, kappa) = (vm.to_float(a.get(1))?, vm.to_float(a.get(2))?);
    if kappa <= 1e-6 {
        return Ok(Owned::float(TAU * random(vm, this)?));
    }
    let s = 0.5 / kappa;
    let r = s + (1.0 + s * s).sqrt();
    let z = loop {
        let z = (PI * random(vm, this)?).cos();
        let d = z / (r + z);
        let u = random(vm, this)?;
        if u < 1.0 - d * d || u <= (1.0 - d) * d.exp() {
            break z;
        }
        vm.check_signals()?;
    };
    let q = 1.0 / r;
    let f = (q + z) / (1.0 + q * z);
    let theta = if random(vm, this)? > 0.5 { mu + f.acos() } else { mu - f.acos() };
    Ok(Owned::float(floor_divmod(theta, TAU).1))
}

fn gamma_variate(vm: &mut Vm, this: Ref<'_>, alpha: f64, beta: f64) -> PyResult<f64> {
    if alpha <= 0.0 || beta <= 0.0 {
        return Err(vm.value_error("gammavariate: alpha and beta must be > 0.0"));
    }
    if alpha > 1.0 {
        return cheng(vm, this, alpha).map(|x| x * beta);
    }
    if alpha == 1.0 {
        return Ok(-(1.0 - random(vm, this)?).ln() * beta);
    }
    // Algorithm GS of "Statistical Computing" (Kennedy and Gentle, 1980).
    loop {
        let u = random(vm, this)?;
        let b = (E + alpha) / E;
        let p = b * u;
        let x = if p <= 1.0 { power(vm, p, 1.0 / alpha)? } else { -((b - p) / alpha).ln() };
        let u1 = random(vm, this)?;
        let accept = if p > 1.0 { u1 <= power(vm, x, alpha - 1.0)? } else { u1 <= (-x).exp() };
        if accept {
            return Ok(x * beta);
        }
        vm.check_signals()?;
    }
}

/// R. C. H. Cheng, "The generation of Gamma variables with non-integral shape parameters" (1977).
fn cheng(vm: &mut Vm, this: Ref<'_>, alpha: f64) -> PyResult<f64> {
    let magic = 1.0 + 4.5f64.ln();
    let root = (2.0 * alpha - 1.0).sqrt();
    let b = alpha - 4f64.ln();
    let c = alpha + root;
    loop {
        vm.check_signals()?;
        let u1 = random(vm, this)?;
        if !(1e-7 < u1 && u1 < 0.9999999) {
            continue;
        }
        let u2 = 1.0 - random(vm, this)?;
        let v = (u1 / (1.0 - u1)).ln() / root;
        let x = alpha * v.exp();
        let z = u1 * u1 * u2;
        let r = b + c * v - x;
        if r + magic - 4.5 * z >= 0.0 || r >= z.ln() {
            return Ok(x);
        }
    }
}

fn gamma_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (alpha, beta) = (vm.to_float(a.get(1))?, vm.to_float(a.get(2))?);
    gamma_variate(vm, a.get(0), alpha, beta).map(Owned::float)
}

fn beta_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (alpha, beta) = (vm.to_float(a.get(1))?, vm.to_float(a.get(2))?);
    let y = gamma_variate(vm, a.get(0), alpha, 1.0)?;
    if y == 0.0 {
        return Ok(Owned::float(0.0));
    }
    Ok(Owned::float(y / (y + gamma_variate(vm, a.get(0), beta, 1.0)?)))
}

fn pareto(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let alpha = vm.to_float(a.get(1))?;
    let u = 1.0 - random(vm, a.get(0))?;
    let exponent = divide(vm, -1.0, alpha)?;
    power(vm, u, exponent).map(Owned::float)
}

fn weibull(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (alpha, beta) = (vm.to_float(a.get(1))?, vm.to_float(a.get(2))?);
    let u = 1.0 - random(vm, a.get(0))?;
    let exponent = divide(vm, 1.0, beta)?;
    let x = power(vm, -u.ln(), exponent)?;
    Ok(Owned::float(alpha * x))
}
