//! Operators as slots, methods, attributes.

use super::arith::{self, Complex, Number, PowerError};
use super::convert::{from_object, parts};
use crate::object::{Args, CmpOp, FnDef, GetSetDef, IntRef, Kind, Owned, PyResult, Ref, Vm, type_for};
use crate::types::int;
use taipan_text::bigint::{cmp_f64, cmp_i64_f64};
use taipan_text::float::complex_repr;
use taipan_text::format::{Subject, format_complex};
use taipan_text::hash::{hash_address, hash_complex_parts, hash_f64};
use taipan_text::wtf8::Wtf8Buf;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new(
        "conjugate",
        "($self, /)",
        conjugate,
        "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.",
    ),
    FnDef::new("__complex__", "($self, /)", |vm, a| pos(vm, a.get(0)), "Convert this value to exact type complex."),
    FnDef::new("__getnewargs__", "($self, /)", newargs, ""),
    FnDef::new("__format__", "($self, format_spec, /)", format, "Convert to a string according to format_spec."),
];

pub(super) static CLASS_METHODS: &[FnDef] = &[FnDef::new(
    "from_number",
    "($self, number, /)",
    from_number,
    "Convert number to a complex floating-point number.",
)];

pub(super) static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("real", |vm, o| Ok(Owned::float(value(vm, o).0)), "the real part of a complex number"),
    GetSetDef::get("imag", |vm, o| Ok(Owned::float(value(vm, o).1)), "the imaginary part of a complex number"),
];

fn value(vm: &Vm, o: Ref<'_>) -> Complex {
    parts(vm, o).unwrap_or_default()
}

fn made(z: Complex) -> Owned {
    Owned::complex(z.0, z.1)
}

fn operand(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Number>> {
    if let Some(z) = parts(vm, o) {
        return Ok(Some(Number::Complex(z)));
    }
    if let Some(x) = o.as_float(vm) {
        return Ok(Some(Number::Real(x)));
    }
    if o.as_int(vm).is_some() { Ok(Some(Number::Real(vm.to_float(o)?))) } else { Ok(None) }
}

fn operands(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult<Option<(Number, Number)>> {
    let Some(x) = operand(vm, a)? else { return Ok(None) };
    Ok(operand(vm, b)?.map(|y| (x, y)))
}

fn total(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, f: fn(Number, Number) -> Complex) -> PyResult {
    Ok(operands(vm, a, b)?.map_or(Owned::NOT_IMPLEMENTED, |(x, y)| made(f(x, y))))
}

pub(super) fn add(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    total(vm, a, b, arith::add)
}

pub(super) fn sub(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    total(vm, a, b, arith::sub)
}

pub(super) fn mul(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    total(vm, a, b, arith::mul)
}

pub(super) fn true_div(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let Some((x, y)) = operands(vm, a, b)? else { return Ok(Owned::NOT_IMPLEMENTED) };
    match arith::div(x, y) {
        Some(z) => Ok(made(z)),
        None => Err(vm.zero_division_error("division by zero")),
    }
}

pub(super) fn pow(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    match operands(vm, a, b)? {
        Some((x, y)) => power(vm, x.complex(), y.complex()),
        None => Ok(Owned::NOT_IMPLEMENTED),
    }
}

/// `a ** b`.
///
/// # Errors
/// `ZeroDivisionError`, `OverflowError`.
pub fn power(vm: &mut Vm, a: Complex, b: Complex) -> PyResult {
    match arith::power(a, b) {
        Ok(z) => Ok(made(z)),
        Err(PowerError::Zero) => Err(vm.zero_division_error("zero to a negative or complex power")),
        Err(PowerError::Overflow) => Err(vm.overflow_error("complex exponentiation")),
    }
}

pub(super) fn pow_mod(vm: &mut Vm, _: Ref<'_>, _: Ref<'_>, _: Ref<'_>) -> PyResult {
    Err(vm.value_error("complex modulo"))
}

pub(super) fn neg(vm: &mut Vm, a: Ref<'_>) -> PyResult {
    let z = value(vm, a);
    Ok(made((-z.0, -z.1)))
}

/// The same number as an exact complex.
pub(super) fn pos(vm: &mut Vm, a: Ref<'_>) -> PyResult {
    Ok(if a.ty().is_exactly(Kind::Complex) { a.own() } else { made(value(vm, a)) })
}

pub(super) fn absolute(vm: &mut Vm, a: Ref<'_>) -> PyResult {
    let z = value(vm, a);
    let r = arith::abs(z);
    if r.is_infinite() && z.0.is_finite() && z.1.is_finite() {
        return Err(vm.overflow_error("absolute value too large"));
    }
    Ok(Owned::float(r))
}

pub(super) fn truth(vm: &mut Vm, a: Ref<'_>) -> PyResult<bool> {
    Ok(value(vm, a) != (0.0, 0.0))
}

pub(super) fn hash(vm: &mut Vm, a: Ref<'_>) -> PyResult<i64> {
    let z = value(vm, a);
    let part = |x: f64| hash_f64(x).unwrap_or_else(|| hash_address(a.value().bits()));
    Ok(hash_complex_parts(part(z.0), part(z.1)))
}

pub(super) fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let z = value(vm, a);
    let real = z.1 == 0.0;
    let equal = if let Some(w) = parts(vm, b) {
        z == w
    } else if let Some(x) = b.as_float(vm) {
        real && z.0 == x
    } else {
        match b.as_int(vm) {
            Some(IntRef::Small(i)) => real && cmp_i64_f64(i, z.0).is_some_and(|o| o.is_eq()),
            Some(IntRef::Big(i)) => real && cmp_f64(i, z.0).is_some_and(|o| o.is_eq()),
            None => return Ok(Owned::NOT_IMPLEMENTED),
        }
    };
    Ok(Owned::bool(equal == (op == CmpOp::Eq)))
}

pub(super) fn repr(vm: &mut Vm, a: Ref<'_>) -> PyResult {
    let (re, im) = value(vm, a);
    let mut out = String::new();
    complex_repr(re, im, &mut out);
    Ok(Owned::string(out))
}

fn conjugate(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let z = value(vm, a.get(0));
    Ok(made((z.0, -z.1)))
}

fn newargs(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let z = value(vm, a.get(0));
    Ok(vm.tuple(vec![Owned::float(z.0), Owned::float(z.1)]))
}

fn format(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let this = a.get(0);
    let Some(spec) = int::parse_spec(vm, a, Subject::Float)? else { return vm.to_str(this) };
    let (re, im) = value(vm, this);
    let mut out = Wtf8Buf::new();
    match format_complex(re, im, &spec, this.ty().name(), &mut out) {
        Ok(()) => Ok(Owned::wtf8(out.into_bytes())),
        Err(e) => Err(int::format_error(vm, &e)),
    }
}

fn from_number(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (cls, number) = (a.get(0), a.get(1));
    let exact = cls.is(type_for(Kind::Complex).as_ref());
    if exact && number.ty().is_exactly(Kind::Complex) {
        return Ok(number.own());
    }
    let z = made(from_object(vm, number)?);
    if exact { Ok(z) } else { vm.call(cls, &[z.lend()]) }
}
