//! Arithmetic of complex numbers, with the infinities of C's Annex G, and without rounding surprises where one operand is real.

/// Real and imaginary part.
pub type Complex = (f64, f64);

/// An operand: a real number does not become a complex one, so that no `0 * inf` spoils the result.
#[derive(Clone, Copy, Debug)]
pub(super) enum Number {
    /// An int or float.
    Real(f64),
    /// A complex.
    Complex(Complex),
}

impl Number {
    /// As a complex with a zero imaginary part.
    pub(super) fn complex(self) -> Complex {
        match self {
            Number::Real(x) => (x, 0.0),
            Number::Complex(z) => z,
        }
    }
}

use Number::{Complex as C, Real as R};

pub(super) fn add(a: Number, b: Number) -> Complex {
    match (a, b) {
        (C(z), C(w)) => (z.0 + w.0, z.1 + w.1),
        (C(z), R(x)) | (R(x), C(z)) => (z.0 + x, z.1),
        (R(x), R(y)) => (x + y, 0.0),
    }
}

pub(super) fn sub(a: Number, b: Number) -> Complex {
    match (a, b) {
        (C(z), C(w)) => (z.0 - w.0, z.1 - w.1),
        (C(z), R(x)) => (z.0 - x, z.1),
        (R(x), C(z)) => (x - z.0, -z.1),
        (R(x), R(y)) => (x - y, 0.0),
    }
}

pub(super) fn mul(a: Number, b: Number) -> Complex {
    match (a, b) {
        (C(z), C(w)) => product(z, w),
        (C(z), R(x)) | (R(x), C(z)) => (z.0 * x, z.1 * x),
        (R(x), R(y)) => (x * y, 0.0),
    }
}

/// The quotient; `None` for a zero divisor.
pub(super) fn div(a: Number, b: Number) -> Option<Complex> {
    match (a, b) {
        (C(z), C(w)) => quotient(z, w),
        (_, R(0.0)) => None,
        (C(z), R(x)) => Some((z.0 / x, z.1 / x)),
        (R(x), C(z)) => real_quotient(x, z),
        (R(x), R(y)) => Some((x / y, 0.0)),
    }
}

/// An infinity becomes one, anything else zero, with its sign.
fn boxed(x: f64) -> f64 {
    (if x.is_infinite() { 1.0f64 } else { 0.0 }).copysign(x)
}

/// A NaN becomes a zero with its sign.
fn without_nan(x: f64) -> f64 {
    if x.is_nan() { 0.0f64.copysign(x) } else { x }
}

pub(super) fn product((mut a, mut b): Complex, (mut c, mut d): Complex) -> Complex {
    let (ac, bd, ad, bc) = (a * c, b * d, a * d, b * c);
    let r = (ac - bd, ad + bc);
    if !(r.0.is_nan() && r.1.is_nan()) {
        return r;
    }
    // An infinite factor makes an infinite product, though its parts computed as NaN.
    let (first, second) = (a.is_infinite() || b.is_infinite(), c.is_infinite() || d.is_infinite());
    if first {
        (a, b, c, d) = (boxed(a), boxed(b), without_nan(c), without_nan(d));
    }
    if second {
        (c, d, a, b) = (boxed(c), boxed(d), without_nan(a), without_nan(b));
    }
    let overflowed = [ac, bd, ad, bc].iter().any(|x| x.is_infinite());
    if !first && !second && overflowed {
        (a, b, c, d) = (without_nan(a), without_nan(b), without_nan(c), without_nan(d));
    }
    if first || second || overflowed {
        return (f64::INFINITY * (a * c - b * d), f64::INFINITY * (a * d + b * c));
    }
    r
}

/// `a / b` by Smith's algorithm (CACM 116); `None` for a zero divisor.
pub fn quotient(a: Complex, b: Complex) -> Option<Complex> {
    let (size_re, size_im) = (b.0.abs(), b.1.abs());
    let r = if size_re >= size_im {
        if size_re == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let denominator = b.0 + b.1 * ratio;
        ((a.0 + a.1 * ratio) / denominator, (a.1 - a.0 * ratio) / denominator)
    } else if size_im >= size_re {
        let ratio = b.0 / b.1;
        let denominator = b.0 * ratio + b.1;
        ((a.0 * ratio + a.1) / denominator, (a.1 * ratio - a.0) / denominator)
    } else {
        (f64::NAN, f64::NAN)
    };
    Some(if r.0.is_nan() && r.1.is_nan() { recovered_quotient(a, b).unwrap_or(r) } else { r })
}

/// The infinities and zeros of a quotient whose parts both computed as NaN.
fn recovered_quotient(a: Complex, b: Complex) -> Option<Complex> {
    let infinite = |z: Complex| z.0.is_infinite() || z.1.is_infinite();
    let finite = |z: Complex| z.0.is_finite() && z.1.is_finite();
    if infinite(a) && finite(b) {
        let (x, y) = (boxed(a.0), boxed(a.1));
        Some((f64::INFINITY * (x * b.0 + y * b.1), f64::INFINITY * (y * b.0 - x * b.1)))
    } else if infinite(b) && finite(a) {
        let (x, y) = (boxed(b.0), boxed(b.1));
        Some((0.0 * (a.0 * x + a.1 * y), 0.0 * (a.1 * x - a.0 * y)))
    } else {
        None
    }
}

fn real_quotient(a: f64, b: Complex) -> Option<Complex> {
    let (size_re, size_im) = (b.0.abs(), b.1.abs());
    if size_re >= size_im {
        if size_re == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let denominator = b.0 + b.1 * ratio;
        Some((a / denominator, -a * ratio / denominator))
    } else if size_im >= size_re {
        let ratio = b.0 / b.1;
        let denominator = b.0 * ratio + b.1;
        Some((a * ratio / denominator, -a / denominator))
    } else {
        Some((f64::NAN, f64::NAN))
    }
}

/// What a power can fail with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PowerError {
    /// Zero to a negative or complex power.
    Zero,
    /// A part is infinite.
    Overflow,
}

/// `a ** b`: repeated squaring for small whole exponents, else by logarithms.
pub(super) fn power(a: Complex, b: Complex) -> Result<Complex, PowerError> {
    let r = if b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= 100.0 {
        whole_power(a, b.0 as i32)?
    } else if a == (0.0, 0.0) {
        if b.1 != 0.0 || b.0 < 0.0 {
            return Err(PowerError::Zero);
        }
        (0.0, 0.0)
    } else {
        let size = a.0.hypot(a.1);
        let angle = a.1.atan2(a.0);
        let (mut length, mut phase) = (size.powf(b.0), angle * b.0);
        if b.1 != 0.0 {
            length /= (angle * b.1).exp();
            phase += b.1 * size.ln();
        }
        (length * phase.cos(), length * phase.sin())
    };
    if r.0.is_infinite() || r.1.is_infinite() { Err(PowerError::Overflow) } else { Ok(r) }
}

fn whole_power(z: Complex, n: i32) -> Result<Complex, PowerError> {
    let mut bits = n.unsigned_abs();
    let (mut r, mut square) = ((1.0, 0.0), z);
    while bits > 0 {
        if bits & 1 == 1 {
            r = product(r, square);
        }
        bits >>= 1;
        square = product(square, square);
    }
    if n > 0 { Ok(r) } else { quotient((1.0, 0.0), r).ok_or(PowerError::Zero) }
}

/// The absolute value; infinite for finite parts when it is out of range.
pub fn abs(z: Complex) -> f64 {
    z.0.hypot(z.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn infinities_survive_products_and_quotients() {
        let inf = f64::INFINITY;
        assert_eq!(product((inf, f64::NAN), (1.0, 1.0)), (inf, inf));
        assert_eq!(quotient((inf, inf), (1.0, 1.0)).map(|z| z.0), Some(inf));
        assert_eq!(quotient((1.0, 1.0), (inf, f64::NAN)), Some((0.0, 0.0)));
        assert_eq!(quotient((1.0, 1.0), (0.0, 0.0)), None);
    }

    #[test]
    fn a_real_operand_stays_real() {
        let z = mul(R(f64::INFINITY), C((1.0, 0.0)));
        assert!(z.0.is_infinite() && z.1.is_nan());
        let z = sub(R(0.0), C((1.0, 0.0)));
        assert!(z.1 == 0.0 && z.1.is_sign_negative());
    }

    #[test]
    fn powers() {
        assert_eq!(power((1.0, 2.0), (2.0, 0.0)), Ok((-3.0, 4.0)));
        assert_eq!(power((0.0, 0.0), (0.0, 0.0)), Ok((1.0, 0.0)));
        assert_eq!(power((0.0, 0.0), (-1.0, 0.0)), Err(PowerError::Zero));
        assert_eq!(power((0.0, 0.0), (0.5, 1.0)), Err(PowerError::Zero));
        assert_eq!(power((1e200, 0.0), (2.0, 0.0)), Err(PowerError::Overflow));
    }
}
