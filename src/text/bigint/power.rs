//! Powers, modular powers, roots, common divisors.

use super::floor_mod;
use dashu_int::{
    IBig, Sign, UBig,
    fast_div::ConstDivisor,
    ops::{BitTest, Gcd, SquareRoot, UnsignedAbs},
};
use std::fmt;

/// Results with more bits than this are refused: they could not be held in memory.
const MAX_BITS: u128 = 1 << 36;

/// `base ** exponent` for a non-negative exponent; `None` when the result is too large to be held (CPython:
/// `MemoryError`).
#[must_use]
pub fn checked_pow(base: &IBig, exponent: u64) -> Option<IBig> {
    if base.is_zero() || base.unsigned_abs() == UBig::ONE {
        let odd = exponent % 2 == 1;
        return Some(match (exponent, odd) {
            (0, _) => IBig::ONE,
            (_, true) => base.clone(),
            (_, false) => base * base,
        });
    }
    let bits = base.unsigned_abs().bit_len() as u128 * u128::from(exponent);
    if bits > MAX_BITS {
        return None;
    }
    Some(base.pow(usize::try_from(exponent).ok()?))
}

/// Why `pow(a, b, m)` has no answer; both are `ValueError`s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PowModError {
    /// The modulus is zero.
    ZeroModulus,
    /// The exponent is negative and the base shares a factor with the modulus.
    NotInvertible,
}

impl fmt::Display for PowModError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PowModError::ZeroModulus => "pow() 3rd argument cannot be 0",
            PowModError::NotInvertible => "base is not invertible for the given modulus",
        })
    }
}

impl std::error::Error for PowModError {}

/// `pow(base, exponent, modulus)`: the result has the sign of the modulus; a negative exponent inverts the base
/// first.
pub fn pow_mod(base: &IBig, exponent: &IBig, modulus: &IBig) -> Result<IBig, PowModError> {
    if modulus.is_zero() {
        return Err(PowModError::ZeroModulus);
    }
    let size = modulus.unsigned_abs();
    if size == UBig::ONE {
        return Ok(IBig::ZERO);
    }
    // The ring's own reduction fails for some numbers of two words, so it gets one that is reduced already.
    let base = floor_mod(base, &IBig::from(size.clone())).unwrap_or_default();
    let ring = ConstDivisor::new(size);
    let base = ring.reduce(base);
    let base = if exponent.sign() == Sign::Negative { base.inv().ok_or(PowModError::NotInvertible)? } else { base };
    let result = IBig::from(base.pow(&exponent.unsigned_abs()).residue());
    Ok(if modulus.sign() == Sign::Negative && !result.is_zero() { result + modulus } else { result })
}

/// The greatest common divisor, never negative; `gcd(0, 0)` is 0.
#[must_use]
pub fn gcd(a: &IBig, b: &IBig) -> IBig {
    if a.is_zero() {
        return IBig::from(b.unsigned_abs());
    }
    if b.is_zero() {
        return IBig::from(a.unsigned_abs());
    }
    IBig::from(a.unsigned_abs().gcd(b.unsigned_abs()))
}

/// The least common multiple, never negative; zero when either is.
#[must_use]
pub fn lcm(a: &IBig, b: &IBig) -> IBig {
    if a.is_zero() || b.is_zero() {
        return IBig::ZERO;
    }
    let (a, b) = (a.unsigned_abs(), b.unsigned_abs());
    let common = (&a).gcd(&b);
    IBig::from(a / common * b)
}

/// `math.isqrt`: the floor of the square root; `None` for negatives.
#[must_use]
pub fn isqrt(a: &IBig) -> Option<IBig> {
    (a.sign() == Sign::Positive).then(|| IBig::from(a.unsigned_abs().sqrt()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> IBig {
        text.parse().expect("a number")
    }

    #[test]
    fn powers() {
        assert_eq!(checked_pow(&IBig::from(-3), 5), Some(IBig::from(-243)));
        assert_eq!(checked_pow(&IBig::from(-1), u64::MAX), Some(IBig::from(-1)));
        assert_eq!(checked_pow(&IBig::from(-1), 1 << 60), Some(IBig::ONE));
        assert_eq!(checked_pow(&IBig::ZERO, 0), Some(IBig::ONE));
        assert_eq!(checked_pow(&IBig::ZERO, u64::MAX), Some(IBig::ZERO));
        assert_eq!(checked_pow(&IBig::from(2), u64::MAX), None);
    }

    #[test]
    fn modular_powers() {
        let pow = |a: i64, b: i64, m: i64| pow_mod(&a.into(), &b.into(), &m.into());
        assert_eq!(pow(3, 200, 13), Ok(IBig::from(9)));
        assert_eq!(pow(-3, 3, 10), Ok(IBig::from(3)));
        assert_eq!(pow(2, 3, -5), Ok(IBig::from(-2)));
        assert_eq!(pow(38, -1, 97), Ok(IBig::from(23)));
        assert_eq!(pow(38, -2, -97), Ok(IBig::from(-53)));
        assert_eq!(pow(5, 0, 1), Ok(IBig::ZERO));
        assert_eq!(pow(5, 0, -7), Ok(IBig::from(-6)));
        assert_eq!(pow(2, -1, 4), Err(PowModError::NotInvertible));
        assert_eq!(pow(0, -1, 7), Err(PowModError::NotInvertible));
        assert_eq!(pow(2, 2, 0), Err(PowModError::ZeroModulus));
        let tight = -(IBig::ONE << 127usize) - IBig::ONE;
        assert_eq!(pow_mod(&tight, &IBig::from(-289_748), &(IBig::ONE << 63usize)), Ok(IBig::ONE));
        let m = big("170141183460469231731687303715884105727");
        assert_eq!(
            pow_mod(&big("12345678901234567890"), &big("98765432109876543210"), &m),
            Ok(big("146480782937572810196175377844862474981"))
        );
        assert_eq!(
            pow_mod(&big("-12345678901234567890123456789012345678901234567890"), &IBig::from(-65537), &m),
            Ok(big("163701960037710277541491176738316235925"))
        );
    }

    #[test]
    fn divisors_and_roots() {
        assert_eq!(gcd(&IBig::from(-12), &IBig::from(18)), IBig::from(6));
        assert_eq!(gcd(&IBig::ZERO, &IBig::ZERO), IBig::ZERO);
        assert_eq!(gcd(&IBig::ZERO, &IBig::from(-7)), IBig::from(7));
        assert_eq!(lcm(&IBig::from(-4), &IBig::from(6)), IBig::from(12));
        assert_eq!(lcm(&IBig::ZERO, &IBig::from(6)), IBig::ZERO);
        let n = big("1000000000000000000000000000000");
        assert_eq!(isqrt(&n), Some(big("1000000000000000")));
        assert_eq!(isqrt(&(n - IBig::ONE)), Some(big("999999999999999")));
        assert_eq!(isqrt(&IBig::ZERO), Some(IBig::ZERO));
        assert_eq!(isqrt(&IBig::from(-1)), None);
    }
}
