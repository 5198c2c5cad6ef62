//! Logarithms. An int beyond the floats is split into a mantissa and a power of two first.

use super::real::raise;
use crate::object::{Args, BinOp, Exc, FnDef, IntRef, Intrinsic, Owned, PyResult, Ref, Vm};
use dashu_int::{IBig, ops::BitTest, ops::UnsignedAbs};
use pymath::math;
use taipan_text::bigint::to_f64;

pub(super) static FUNCTIONS: &[FnDef] = &[
    FnDef::new("log", "(x, base=e, /)", log, "log(x, [base=math.e])\nReturn the logarithm of x to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of x.")
        .intrinsic(Intrinsic::Log),
    FnDef::new("log2", "(x, /)", |vm, a| general(vm, a.get(0), math::log2).map(Owned::float), "Return the base 2 logarithm of x.")
        .intrinsic(Intrinsic::Log2),
    FnDef::new("log10", "(x, /)", |vm, a| general(vm, a.get(0), math::log10).map(Owned::float), "Return the base 10 logarithm of x.")
        .intrinsic(Intrinsic::Log10),
];

/// A logarithm of a float.
type Log = fn(f64) -> pymath::Result<f64>;

const DOMAIN: &str = "expected a positive input";

fn natural(x: f64) -> pymath::Result<f64> {
    math::log(x, None)
}

fn log(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let top = general(vm, a.get(0), natural)?;
    let Some(base) = a.opt(1) else { return Ok(Owned::float(top)) };
    let bottom = general(vm, base, natural)?;
    vm.binary_op(BinOp::TrueDiv, Owned::float(top).lend(), Owned::float(bottom).lend())
}

/// The logarithm of any real number.
fn general(vm: &mut Vm, x: Ref<'_>, f: Log) -> PyResult<f64> {
    if x.as_int(vm).is_some() {
        return of_int(vm, x, f);
    }
    let converted = vm.to_float(x);
    let index = x.ty().slots().index.is_some();
    match vm.catch(converted, Exc::OverflowError)? {
        Ok(value) => f(value).map_err(|e| raise(vm, &e, DOMAIN, value)),
        Err(_) if index => {
            let i = vm.index(x)?;
            of_int(vm, i.lend(), f)
        }
        Err(e) => Err(vm.reraise(e)),
    }
}

fn of_int(vm: &mut Vm, x: Ref<'_>, f: Log) -> PyResult<f64> {
    let r = match x.as_int(vm) {
        Some(IntRef::Small(i)) if i > 0 => f(i as f64),
        Some(IntRef::Big(b)) if *b > IBig::ZERO => of_big(b, f),
        _ => return Err(vm.value_error(DOMAIN)),
    };
    r.map_err(|e| raise(vm, &e, DOMAIN, 0.0))
}

fn of_big(b: &IBig, f: Log) -> pymath::Result<f64> {
    if let Ok(x) = to_f64(b) {
        return f(x);
    }
    // x is mantissa * 2**bits with a mantissa in [0.5, 1): rounded to 53 bits, ties to even, as the int's own conversion does.
    let bits = b.unsigned_abs().bit_len();
    let head = to_f64(&sticky_head(b, bits - 128)).unwrap_or(f64::MAX);
    let mantissa = head / 2f64.powi(128);
    Ok(f(mantissa)? + f(2.0)? * bits as f64)
}

/// The number without its lowest bits, of which only is kept whether there were any.
fn sticky_head(b: &IBig, drop: usize) -> IBig {
    let head = b >> drop;
    let lost = b.unsigned_abs().trailing_zeros().is_some_and(|z| z < drop);
    if lost { head | IBig::ONE } else { head }
}
