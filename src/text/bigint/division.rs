//! Division: floor for `//` and `%`, correctly rounded for `/`.

use super::float::round_scaled;
use dashu_int::{
    IBig, Sign, UBig,
    ops::{BitTest, DivRem, UnsignedAbs},
};
use std::fmt;

/// `divmod(a, b)`, rounding towards minus infinity; `None` when `b` is zero.
#[must_use]
pub fn floor_div_mod(a: &IBig, b: &IBig) -> Option<(IBig, IBig)> {
    if b.is_zero() {
        return None;
    }
    let (quotient, remainder) = a.div_rem(b);
    // The crate truncates: its remainder has the sign of `a`.
    if !remainder.is_zero() && remainder.sign() != b.sign() {
        Some((quotient - IBig::ONE, remainder + b))
    } else {
        Some((quotient, remainder))
    }
}

/// `a // b`; `None` when `b` is zero.
#[must_use]
pub fn floor_div(a: &IBig, b: &IBig) -> Option<IBig> {
    floor_div_mod(a, b).map(|(quotient, _)| quotient)
}

/// `a % b`, with the sign of `b`; `None` when `b` is zero.
#[must_use]
pub fn floor_mod(a: &IBig, b: &IBig) -> Option<IBig> {
    if b.is_zero() {
        return None;
    }
    let remainder = a % b;
    Some(if !remainder.is_zero() && remainder.sign() != b.sign() { remainder + b } else { remainder })
}

/// Why `a / b` has no float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrueDivError {
    /// `ZeroDivisionError`.
    ZeroDivision,
    /// `OverflowError`.
    Overflow,
}

impl fmt::Display for TrueDivError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TrueDivError::ZeroDivision => "division by zero",
            TrueDivError::Overflow => "integer division result too large for a float",
        })
    }
}

impl std::error::Error for TrueDivError {}

/// Integers up to here are floats exactly.
const EXACT: u64 = 1 << 53;

/// `a / b` for small ints: correctly rounded, ties to even. Only division by zero can fail.
#[inline]
pub fn true_div_i64(a: i64, b: i64) -> Result<f64, TrueDivError> {
    if b == 0 {
        Err(TrueDivError::ZeroDivision)
    } else if a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT {
        Ok(a as f64 / b as f64)
    } else {
        true_div(&IBig::from(a), &IBig::from(b))
    }
}

/// `a / b`: correctly rounded, ties to even, as CPython's `long_true_divide`.
pub fn true_div(a: &IBig, b: &IBig) -> Result<f64, TrueDivError> {
    if b.is_zero() {
        return Err(TrueDivError::ZeroDivision);
    }
    let negative = a.sign() != b.sign();
    if a.is_zero() {
        return Ok(if b.sign() == Sign::Negative { -0.0 } else { 0.0 });
    }
    let (top, bottom) = (a.unsigned_abs(), b.unsigned_abs());
    let magnitude = divide_rounded(&top, &bottom).ok_or(TrueDivError::Overflow)?;
    Ok(if negative { -magnitude } else { magnitude })
}

/// The quotient with 65 or 66 bits, the last of them sticky, rounded once.
fn divide_rounded(top: &UBig, bottom: &UBig) -> Option<f64> {
    let excess = top.bit_len() as i64 - bottom.bit_len() as i64;
    if excess > 1100 {
        return None;
    }
    if excess < -1200 {
        return Some(0.0);
    }
    let shift = 65 - excess;
    let (quotient, remainder) =
        if shift >= 0 { (top << shift as usize).div_rem(bottom) } else { top.div_rem(bottom << (-shift) as usize) };
    let mut bits = u128::try_from(&quotient).unwrap_or(u128::MAX);
    bits |= u128::from(!remainder.is_zero());
    round_scaled(bits, -shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> IBig {
        text.parse().expect("a number")
    }

    #[test]
    fn floors_like_python() {
        for (a, b, quotient, remainder) in [
            (7, 2, 3, 1),
            (-7, 2, -4, 1),
            (7, -2, -4, -1),
            (-7, -2, 3, -1),
            (-6, 2, -3, 0),
            (6, -3, -2, 0),
            (0, -5, 0, 0),
            (1, -5, -1, -4),
        ] {
            let (a, b) = (IBig::from(a), IBig::from(b));
            let expected = (IBig::from(quotient), IBig::from(remainder));
            assert_eq!(floor_mod(&a, &b).as_ref(), Some(&expected.1));
            assert_eq!(floor_div_mod(&a, &b), Some(expected));
        }
        assert_eq!(floor_div(&IBig::ONE, &IBig::ZERO), None);
        assert_eq!(
            floor_div_mod(&-(IBig::ONE << 100usize), &big("1000000007000000009")),
            Some((big("-1267650591355"), big("324749397152116819")))
        );
    }

    #[test]
    fn true_division_rounds_once() {
        assert_eq!(true_div_i64(1, 3), Ok(1.0 / 3.0));
        assert_eq!(true_div_i64(0, -3).map(f64::to_bits), Ok((-0.0f64).to_bits()));
        assert_eq!(true_div_i64(1, 0), Err(TrueDivError::ZeroDivision));
        // float(2**63 - 1) / float(3) would round twice.
        assert_eq!(true_div_i64(i64::MAX, 3), Ok(3.0744573456182584e18));
        let huge = IBig::from(10).pow(400);
        assert_eq!(true_div(&huge, &IBig::from(10).pow(399)), Ok(10.0));
        assert_eq!(true_div(&huge, &IBig::ONE), Err(TrueDivError::Overflow));
        assert_eq!(true_div(&-IBig::ONE, &huge), Ok(-0.0));
        assert_eq!(true_div(&IBig::from(3), &IBig::from(10).pow(323)), Ok(3e-323));
        let two = |power: usize| IBig::ONE << power;
        assert_eq!(true_div(&two(1074), &(two(1074) * two(1074))), Ok(5e-324));
        // Half of the smallest float ties to even: zero. A hair more rounds up.
        assert_eq!(true_div(&IBig::ONE, &two(1075)), Ok(0.0));
        assert_eq!(true_div(&(two(100) + IBig::ONE), &two(1175)), Ok(5e-324));
        // Just below the overflow border and at it.
        let border = two(1024) - two(970);
        assert_eq!(true_div(&(&border - IBig::ONE), &IBig::ONE), Ok(f64::MAX));
        assert_eq!(true_div(&border, &IBig::ONE), Err(TrueDivError::Overflow));
    }
}
