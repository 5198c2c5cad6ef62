//! Ints against floats: conversions both ways and exact comparison.

use super::Int;
use dashu_int::{IBig, Sign, ops::BitTest, ops::UnsignedAbs};
use std::cmp::Ordering;
use std::fmt;

/// `OverflowError`: the int has no float near it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntTooLarge;

impl fmt::Display for IntTooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("int too large to convert to float")
    }
}

impl std::error::Error for IntTooLarge {}

/// `float(a)`: to nearest, ties to even; an error where that would be infinite.
pub fn to_f64(a: &IBig) -> Result<f64, IntTooLarge> {
    let magnitude = a.unsigned_abs();
    let bits = magnitude.bit_len();
    if bits > 1024 {
        return Err(IntTooLarge);
    }
    // 66 leading bits and a sticky one decide the rounding.
    let drop = bits.saturating_sub(66);
    let mut head = u128::try_from(&(&magnitude >> drop)).unwrap_or(u128::MAX);
    head |= u128::from(magnitude.trailing_zeros().is_some_and(|zeros| zeros < drop));
    let value = round_scaled(head, drop as i64).ok_or(IntTooLarge)?;
    Ok(if a.sign() == Sign::Negative { -value } else { value })
}

/// `mantissa * 2**exponent`, rounded to nearest, ties to even; `None` on overflow.
///
/// The mantissa's last bit may be sticky (set when non-zero bits below were dropped) if the mantissa has at least
/// 55 bits.
pub(crate) fn round_scaled(mantissa: u128, exponent: i64) -> Option<f64> {
    if mantissa == 0 {
        return Some(0.0);
    }
    let bits = 128 - i64::from(mantissa.leading_zeros());
    if bits + exponent > 1024 {
        return None;
    }
    // The place of the last bit that the float can hold: 53 bits down, or the bottom of the subnormals.
    let last = (bits + exponent - 53).max(-1074);
    let drop = last - exponent;
    let kept = if drop <= 0 {
        mantissa << (-drop)
    } else if drop > 127 {
        0
    } else {
        let kept = mantissa >> drop;
        let rest = mantissa & ((1 << drop) - 1);
        let half = 1u128 << (drop - 1);
        kept + u128::from(rest > half || (rest == half && kept & 1 == 1))
    };
    // `kept` is at most 2**53, exactly a float; both factors below are powers of two and the product is exact.
    let value = if last < -1000 {
        kept as f64 * power_of_two(last + 1000) * power_of_two(-1000)
    } else if last > 900 {
        kept as f64 * power_of_two(last - 100) * power_of_two(100)
    } else {
        kept as f64 * power_of_two(last)
    };
    value.is_finite().then_some(value)
}

/// `2**exponent` for exponents of normal floats.
fn power_of_two(exponent: i64) -> f64 {
    f64::from_bits(((exponent + 1023) as u64) << 52)
}

/// Why a float has no int.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatToIntError {
    /// `ValueError`.
    Nan,
    /// `OverflowError`.
    Infinite,
}

impl FloatToIntError {
    /// The message of `float.as_integer_ratio`, which has words of its own.
    #[must_use]
    pub const fn ratio_message(self) -> &'static str {
        match self {
            FloatToIntError::Nan => "cannot convert NaN to integer ratio",
            FloatToIntError::Infinite => "cannot convert Infinity to integer ratio",
        }
    }
}

impl fmt::Display for FloatToIntError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FloatToIntError::Nan => "cannot convert float NaN to integer",
            FloatToIntError::Infinite => "cannot convert float infinity to integer",
        })
    }
}

impl std::error::Error for FloatToIntError {}

/// The sign, mantissa and exponent of a finite float: `±mantissa * 2**exponent`.
fn decompose(x: f64) -> (bool, u64, i32) {
    let bits = x.to_bits();
    let biased = (bits >> 52 & 0x7FF) as i32;
    let fraction = bits & ((1 << 52) - 1);
    if biased == 0 {
        (x.is_sign_negative(), fraction, -1074)
    } else {
        (x.is_sign_negative(), fraction | 1 << 52, biased - 1075)
    }
}

fn check_finite(x: f64) -> Result<(), FloatToIntError> {
    if x.is_nan() {
        Err(FloatToIntError::Nan)
    } else if x.is_infinite() {
        Err(FloatToIntError::Infinite)
    } else {
        Ok(())
    }
}

/// `int(x)`: truncates towards zero.
pub fn from_f64(x: f64) -> Result<Int, FloatToIntError> {
    // -2**63 and 2**63 are floats; every float strictly between them truncates into an i64.
    if (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&x) {
        return Ok(Int::Small(x as i64));
    }
    check_finite(x)?;
    let (negative, mantissa, exponent) = decompose(x);
    let magnitude = IBig::from(mantissa) << exponent.unsigned_abs() as usize;
    Ok(Int::Big(if negative { -magnitude } else { magnitude }))
}

/// `float.as_integer_ratio`: the exact fraction in lowest terms, denominator positive.
/// Errors use [`FloatToIntError::ratio_message`].
pub fn as_integer_ratio(x: f64) -> Result<(Int, Int), FloatToIntError> {
    check_finite(x)?;
    if x == 0.0 {
        return Ok((Int::Small(0), Int::Small(1)));
    }
    let (negative, mantissa, exponent) = decompose(x);
    let zeros = mantissa.trailing_zeros();
    let (mantissa, exponent) = (mantissa >> zeros, exponent + zeros as i32);
    let top = IBig::from(mantissa);
    let top = if negative { -top } else { top };
    let shift = exponent.unsigned_abs() as usize;
    Ok(if exponent >= 0 {
        (Int::from(top << shift), Int::Small(1))
    } else {
        (Int::from(top), Int::from(IBig::ONE << shift))
    })
}

/// Compares an int with a float by their exact values; `None` for NaN.
#[inline]
#[must_use]
pub fn cmp_i64_f64(a: i64, x: f64) -> Option<Ordering> {
    if a.unsigned_abs() <= 1 << 53 {
        return (a as f64).partial_cmp(&x);
    }
    match from_f64(x) {
        Ok(Int::Small(whole)) => Some(a.cmp(&whole).then_with(|| fraction_order(x))),
        Ok(Int::Big(_)) | Err(FloatToIntError::Infinite) => Some(sign_order(x).reverse()),
        Err(FloatToIntError::Nan) => None,
    }
}

/// Compares a big int with a float by their exact values; `None` for NaN.
#[must_use]
pub fn cmp_f64(a: &IBig, x: f64) -> Option<Ordering> {
    match from_f64(x) {
        Ok(whole) => Some(a.cmp(&whole.into_ibig()).then_with(|| fraction_order(x))),
        Err(FloatToIntError::Infinite) => Some(sign_order(x).reverse()),
        Err(FloatToIntError::Nan) => None,
    }
}

/// How `trunc(x)` compares with `x`.
fn fraction_order(x: f64) -> Ordering {
    x.trunc().partial_cmp(&x).unwrap_or(Ordering::Equal)
}

fn sign_order(x: f64) -> Ordering {
    if x < 0.0 { Ordering::Less } else { Ordering::Greater }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two(power: usize) -> IBig {
        IBig::ONE << power
    }

    #[test]
    fn to_float_rounds_half_even() {
        assert_eq!(to_f64(&(two(53) + IBig::ONE)), Ok(9007199254740992.0));
        assert_eq!(to_f64(&(two(53) + IBig::from(3))), Ok(9007199254740996.0));
        assert_eq!(to_f64(&(two(200) + two(147))), Ok(2f64.powi(200)));
        assert_eq!(to_f64(&-(two(200) + two(147) + IBig::ONE)), Ok(-1.6069380442589906e60));
        assert_eq!(to_f64(&(two(1024) - two(970) - IBig::ONE)), Ok(f64::MAX));
        assert_eq!(to_f64(&(two(1024) - two(970))), Err(IntTooLarge));
        assert_eq!(to_f64(&two(5000)), Err(IntTooLarge));
        assert_eq!(to_f64(&IBig::from(10).pow(30)), Ok(1e30));
        assert_eq!(to_f64(&IBig::ZERO), Ok(0.0));
    }

    #[test]
    fn from_float_is_exact() {
        assert_eq!(from_f64(-3.99), Ok(Int::Small(-3)));
        assert_eq!(from_f64(-9223372036854775808.0), Ok(Int::Small(i64::MIN)));
        assert_eq!(from_f64(9223372036854775808.0), Ok(Int::Big(two(63))));
        let e22 = "99999999999999991611392".parse::<IBig>().expect("a number");
        assert_eq!(from_f64(1e23), Ok(Int::Big(e22)));
        assert_eq!(from_f64(f64::NAN), Err(FloatToIntError::Nan));
        assert_eq!(from_f64(f64::NEG_INFINITY), Err(FloatToIntError::Infinite));
    }

    #[test]
    fn ratios() {
        let small = |a, b| Ok((Int::Small(a), Int::Small(b)));
        assert_eq!(as_integer_ratio(0.75), small(3, 4));
        assert_eq!(as_integer_ratio(-10.0), small(-10, 1));
        assert_eq!(as_integer_ratio(-0.0), small(0, 1));
        assert_eq!(as_integer_ratio(0.1), small(3602879701896397, 36028797018963968));
        assert_eq!(as_integer_ratio(5e-324), Ok((Int::Small(1), Int::Big(two(1074)))));
    }

    #[test]
    fn comparison_is_exact() {
        use Ordering::*;
        let a = (1 << 53) + 1;
        assert_eq!(cmp_i64_f64(a, 9007199254740992.0), Some(Greater));
        assert_eq!(cmp_i64_f64(i64::MAX, 9223372036854775807.0), Some(Less));
        assert_eq!(cmp_i64_f64(i64::MIN, -9223372036854775808.0), Some(Equal));
        assert_eq!(cmp_i64_f64(3, 3.5), Some(Less));
        assert_eq!(cmp_i64_f64(-a, -0.5), Some(Less));
        assert_eq!(cmp_i64_f64(a, f64::NAN), None);
        assert_eq!(cmp_i64_f64(a, f64::NEG_INFINITY), Some(Greater));
        assert_eq!(cmp_f64(&two(100), 2f64.powi(100)), Some(Equal));
        assert_eq!(cmp_f64(&(two(100) + IBig::ONE), 2f64.powi(100)), Some(Greater));
        assert_eq!(cmp_f64(&two(2000), f64::INFINITY), Some(Less));
        assert_eq!(cmp_f64(&-two(2000), f64::MIN), Some(Less));
    }
}
