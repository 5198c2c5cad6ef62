//! Arithmetic of complex numbers, made of operations that a trace can see into: a number that only passes from one operator to the
//! next is never made there.
//!
//! What takes more than a guard to get right (infinities, zero divisors) is left to the type's own functions: the answer is `None`.

use crate::machine::{FOp, FUn, FloatFn2, Machine, fields};
use crate::object::{BinOp, CmpOp, Kind};

/// An operand; a real number does not become a complex one.
enum Number<M: Machine> {
    Real(M::Float),
    Complex(M::Float, M::Float),
}

extern "C" fn hypot(x: f64, y: f64) -> f64 {
    x.hypot(y)
}
static HYPOT: FloatFn2 = FloatFn2 { name: "hypot", f: hypot };

/// Both parts of an exact complex number.
pub(super) fn parts<M: Machine>(m: &mut M, v: M::Val) -> Option<(M::Float, M::Float)> {
    if !m.is_exactly(v, Kind::Complex) {
        return None;
    }
    Some((m.load_float(v, &fields::COMPLEX_RE), m.load_float(v, &fields::COMPLEX_IM)))
}

/// An int or float as a float.
pub(super) fn real<M: Machine>(m: &mut M, v: M::Val) -> Option<M::Float> {
    if let Some(x) = m.as_float(v) {
        return Some(x);
    }
    let i = m.as_int(v)?;
    Some(m.int_to_float(i))
}

fn number<M: Machine>(m: &mut M, v: M::Val) -> Option<Number<M>> {
    match parts(m, v) {
        Some((re, im)) => Some(Number::Complex(re, im)),
        None => real(m, v).map(Number::Real),
    }
}

/// `a op b`, of which one is a complex number, as a new object. The operands stay.
pub(super) fn binary<M: Machine>(m: &mut M, op: BinOp, a: M::Val, b: M::Val) -> Option<M::Val> {
    use Number::{Complex as C, Real as R};
    if !matches!(op, BinOp::Add | BinOp::Sub | BinOp::Mul | BinOp::TrueDiv) {
        return None;
    }
    let x = number(m, a)?;
    let y = number(m, b)?;
    let (re, im) = match (op, x, y) {
        (_, R(_), R(_)) => return None,
        (BinOp::Add, C(a, b), C(c, d)) => (m.float_op(FOp::Add, a, c)?, m.float_op(FOp::Add, b, d)?),
        (BinOp::Add, C(a, b), R(x)) | (BinOp::Add, R(x), C(a, b)) => (m.float_op(FOp::Add, a, x)?, b),
        (BinOp::Sub, C(a, b), C(c, d)) => (m.float_op(FOp::Sub, a, c)?, m.float_op(FOp::Sub, b, d)?),
        (BinOp::Sub, C(a, b), R(x)) => (m.float_op(FOp::Sub, a, x)?, b),
        (BinOp::Sub, R(x), C(a, b)) => (m.float_op(FOp::Sub, x, a)?, m.float_un(FUn::Neg, b)),
        (BinOp::Mul, C(a, b), C(c, d)) => product(m, (a, b), (c, d))?,
        (BinOp::Mul, C(a, b), R(x)) | (BinOp::Mul, R(x), C(a, b)) => {
            (m.float_op(FOp::Mul, a, x)?, m.float_op(FOp::Mul, b, x)?)
        }
        (_, C(a, b), R(x)) => (m.float_op(FOp::Div, a, x)?, m.float_op(FOp::Div, b, x)?),
        (_, C(a, b), C(c, d)) => quotient(m, (a, b), (c, d))?,
        _ => return None,
    };
    Some(m.new_complex(re, im))
}

fn product<M: Machine>(
    m: &mut M,
    (a, b): (M::Float, M::Float),
    (c, d): (M::Float, M::Float),
) -> Option<(M::Float, M::Float)> {
    let (ac, bd) = (m.float_op(FOp::Mul, a, c)?, m.float_op(FOp::Mul, b, d)?);
    let (ad, bc) = (m.float_op(FOp::Mul, a, d)?, m.float_op(FOp::Mul, b, c)?);
    let (re, im) = (m.float_op(FOp::Sub, ac, bd)?, m.float_op(FOp::Add, ad, bc)?);
    is_a_number(m, re).then_some((re, im))
}

/// Smith's algorithm, as `complex` has it.
fn quotient<M: Machine>(
    m: &mut M,
    (a, b): (M::Float, M::Float),
    (c, d): (M::Float, M::Float),
) -> Option<(M::Float, M::Float)> {
    let (size_re, size_im) = (m.float_un(FUn::Abs, c), m.float_un(FUn::Abs, d));
    let larger = m.float_cmp(CmpOp::Ge, size_re, size_im);
    let (re, im) = if m.branch(larger) {
        let ratio = m.float_op(FOp::Div, d, c)?;
        let part = m.float_op(FOp::Mul, d, ratio)?;
        let denominator = m.float_op(FOp::Add, c, part)?;
        let (x, y) = (m.float_op(FOp::Mul, b, ratio)?, m.float_op(FOp::Mul, a, ratio)?);
        let (x, y) = (m.float_op(FOp::Add, a, x)?, m.float_op(FOp::Sub, b, y)?);
        (m.float_op(FOp::Div, x, denominator)?, m.float_op(FOp::Div, y, denominator)?)
    } else {
        let smaller = m.float_cmp(CmpOp::Lt, size_re, size_im);
        if !m.branch(smaller) {
            return None;
        }
        let ratio = m.float_op(FOp::Div, c, d)?;
        let part = m.float_op(FOp::Mul, c, ratio)?;
        let denominator = m.float_op(FOp::Add, part, d)?;
        let (x, y) = (m.float_op(FOp::Mul, a, ratio)?, m.float_op(FOp::Mul, b, ratio)?);
        let (x, y) = (m.float_op(FOp::Add, x, b)?, m.float_op(FOp::Sub, y, a)?);
        (m.float_op(FOp::Div, x, denominator)?, m.float_op(FOp::Div, y, denominator)?)
    };
    is_a_number(m, re).then_some((re, im))
}

fn is_a_number<M: Machine>(m: &mut M, x: M::Float) -> bool {
    let same = m.float_cmp(CmpOp::Eq, x, x);
    m.branch(same)
}

/// `-v`.
pub(super) fn negative<M: Machine>(m: &mut M, v: M::Val) -> Option<M::Val> {
    let (re, im) = parts(m, v)?;
    let (re, im) = (m.float_un(FUn::Neg, re), m.float_un(FUn::Neg, im));
    Some(m.new_complex(re, im))
}

/// `abs(v)`, if it is finite.
pub(super) fn absolute<M: Machine>(m: &mut M, v: M::Val) -> Option<M::Val> {
    let (re, im) = parts(m, v)?;
    let r = m.float_call2(&HYPOT, re, im);
    let difference = m.float_op(FOp::Sub, r, r)?;
    is_a_number(m, difference).then(|| m.float(r))
}

/// `v.real` and `v.imag`; the operand is on top and stays.
pub(super) fn attribute<M: Machine>(m: &mut M, v: M::Val, name: u32) -> Option<M::Val> {
    let (re, im) = parts(m, v)?;
    let (name, names) = (m.name(name), super::names());
    if m.is_const(name, names.real.value()) {
        return Some(m.float(re));
    }
    m.is_const(name, names.imag.value()).then(|| m.float(im))
}
