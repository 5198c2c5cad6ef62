//! The binomial distribution.

use super::source::random;
use crate::object::{Args, FnDef, Owned, PyResult, Ref, Vm};
use pymath::math;

pub(super) static METHODS: &[FnDef] = &[FnDef::new(
    "binomialvariate",
    "($self, n=1, p=0.5)",
    variate,
    "Binomial random variable.\n\nGives the number of successes for *n* independent trials\nwith the probability of success in each trial being *p*:\n\n    sum(random() < p for i in range(n))\n\nReturns an integer in the range:   0 <= X <= n\n\nThe mean (expected value) and variance of the random variable are:\n\n    E[X] = n * p\n    Var[x] = n * p * (1 - p)",
)];

fn variate(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = a.opt(1).map_or(Ok(1), |n| vm.index_i64(n))?;
    let p = a.opt(2).map_or(Ok(0.5), |p| vm.to_float(p))?;
    if n < 0 {
        return Err(vm.value_error("n must be non-negative"));
    }
    if p <= 0.0 || p >= 1.0 {
        return if p == 0.0 {
            Ok(Owned::int(0))
        } else if p == 1.0 {
            Ok(Owned::int(n))
        } else {
            Err(vm.value_error("p must be in the range 0.0 <= p <= 1.0"))
        };
    }
    draw(vm, a.get(0), n, p).map(Owned::int)
}

fn draw(vm: &mut Vm, this: Ref<'_>, n: i64, p: f64) -> PyResult<i64> {
    if n == 1 {
        return Ok(i64::from(random(vm, this)? < p));
    }
    if p > 0.5 {
        return Ok(n - draw(vm, this, n, 1.0 - p)?);
    }
    if n as f64 * p < 10.0 { geometric(vm, this, n, p) } else { rejection(vm, this, n, p) }
}

/// Devroye's BG: sums geometric waiting times.
fn geometric(vm: &mut Vm, this: Ref<'_>, n: i64, p: f64) -> PyResult<i64> {
    let (mut x, mut y) = (0, 0.0);
    let c = (1.0 - p).log2();
    if c == 0.0 {
        return Ok(x);
    }
    loop {
        let u = random(vm, this)?;
        if u == 0.0 {
            return Err(vm.value_error("expected a positive input, got 0.0"));
        }
        y += (u.log2() / c).floor() + 1.0;
        if y > n as f64 {
            return Ok(x);
        }
        x += 1;
    }
}

/// Hörmann's BTRS (1993): transformed rejection with squeeze.
fn rejection(vm: &mut Vm, this: Ref<'_>, n: i64, p: f64) -> PyResult<i64> {
    let size = n as f64;
    let deviation = (size * p * (1.0 - p)).sqrt();
    let b = 1.15 + 2.53 * deviation;
    let a = -0.0873 + 0.0248 * b + 0.01 * p;
    let c = size * p + 0.5;
    let squeeze = 0.92 - 4.2 / b;
    let alpha = (2.83 + 5.1 / b) * deviation;
    let odds = (p / (1.0 - p)).ln();
    let mode = ((n + 1) as f64 * p).floor();
    let log_gamma = |x: f64| math::lgamma(x).unwrap_or(f64::INFINITY);
    let height = log_gamma(mode + 1.0) + log_gamma(size - mode + 1.0);
    loop {
        vm.check_signals()?;
        let u = random(vm, this)? - 0.5;
        let us = 0.5 - u.abs();
        if us == 0.0 {
            return Err(vm.zero_division_error("division by zero"));
        }
        let k = ((2.0 * a / us + b) * u + c).floor();
        if k < 0.0 || k > size {
            continue;
        }
        let mut v = random(vm, this)?;
        if us >= 0.07 && v <= squeeze {
            return Ok(k as i64);
        }
        v *= alpha / (a / (us * us) + b);
        if v.ln() <= height - log_gamma(k + 1.0) - log_gamma(size - k + 1.0) + (k - mode) * odds {
            return Ok(k as i64);
        }
    }
}
