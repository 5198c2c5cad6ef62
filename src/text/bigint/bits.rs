//! Shifts and bit counts.

use dashu_int::{IBig, ops::BitTest, ops::UnsignedAbs};

/// The largest left shift that is tried: past it the result could not be held in memory anyway.
const MAX_BITS: u64 = 1 << 36;

/// `a << shift`; `None` when the result is too large to be held (CPython: `OverflowError`, "too many digits in
/// integer", or `MemoryError`).
#[must_use]
pub fn checked_shl(a: &IBig, shift: u64) -> Option<IBig> {
    if a.is_zero() {
        return Some(IBig::ZERO);
    }
    if shift > MAX_BITS {
        return None;
    }
    Some(a << usize::try_from(shift).ok()?)
}

/// `a >> shift`, rounding towards minus infinity, for any shift.
#[must_use]
pub fn shr(a: &IBig, shift: u64) -> IBig {
    usize::try_from(shift).map_or_else(
        |_| {
            if *a < IBig::ZERO { IBig::NEG_ONE } else { IBig::ZERO }
        },
        |shift| a >> shift,
    )
}

/// `int.bit_length`: bits of the absolute value.
#[must_use]
pub fn bit_length(a: &IBig) -> usize {
    a.unsigned_abs().bit_len()
}

/// `int.bit_count`: ones in the absolute value.
#[must_use]
pub fn bit_count(a: &IBig) -> usize {
    a.as_sign_words().1.iter().map(|word| word.count_ones() as usize).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> IBig {
        text.parse().expect("a number")
    }

    #[test]
    fn bits_of_negatives_are_twos_complement() {
        let a = -big("123456789012345678901234567890");
        assert_eq!(&a & IBig::from(0xFFFF), IBig::from(0xF52E));
        assert_eq!(&a | IBig::from(1), big("-123456789012345678901234567889"));
        assert_eq!(&a ^ (IBig::ONE << 70usize), big("-123456787831754058183823264466"));
        assert_eq!(!&a, big("123456789012345678901234567889"));
    }

    #[test]
    fn shifts_floor() {
        assert_eq!(shr(&IBig::from(-5), 1), IBig::from(-3));
        assert_eq!(shr(&IBig::from(-1), 4000), IBig::from(-1));
        assert_eq!(shr(&IBig::from(-1), u64::MAX), IBig::from(-1));
        assert_eq!(shr(&big("-340282366920938463463374607431768211456"), 127), IBig::from(-2));
        assert_eq!(shr(&big("-340282366920938463463374607431768211457"), 127), IBig::from(-3));
        assert_eq!(checked_shl(&IBig::from(-3), 100), Some(IBig::from(-3) * (IBig::ONE << 100usize)));
        assert_eq!(checked_shl(&IBig::from(1), u64::MAX), None);
        assert_eq!(checked_shl(&IBig::ZERO, u64::MAX), Some(IBig::ZERO));
    }

    #[test]
    fn counts_bits_of_the_absolute_value() {
        assert_eq!(bit_length(&IBig::from(-256)), 9);
        assert_eq!(bit_length(&IBig::ZERO), 0);
        assert_eq!(bit_count(&IBig::from(-255)), 8);
        assert_eq!(bit_count(&((IBig::ONE << 200usize) - IBig::ONE)), 200);
    }
}
