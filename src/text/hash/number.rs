//! Numeric hashes: the value modulo the prime `2**61 - 1`, so that equal numbers of different types hash alike.

use dashu_int::{IBig, Sign};

/// The prime is `2**MODULUS_BITS - 1`.
pub const MODULUS_BITS: u32 = 61;
const MODULUS: u64 = (1 << MODULUS_BITS) - 1;

/// The hash of positive infinity; the negative one hashes to the opposite.
pub const HASH_INF: i64 = 314_159;

/// What the imaginary part's hash is multiplied with.
const IMAG_MULTIPLIER: u64 = 1_000_003;

/// Gives the sign back and steps around -1.
fn signed(residue: u64, negative: bool) -> i64 {
    let hash = if negative { -(residue as i64) } else { residue as i64 };
    if hash == -1 { -2 } else { hash }
}

/// `hash(int)`.
#[inline]
#[must_use]
pub fn hash_i64(value: i64) -> i64 {
    let size = value.unsigned_abs();
    if size < MODULUS {
        return if value == -1 { -2 } else { value };
    }
    signed(size % MODULUS, value < 0)
}

/// `hash(int)` for a big int.
#[must_use]
pub fn hash_big(value: &IBig) -> i64 {
    let (sign, words) = value.as_sign_words();
    // 2**64 is 8 modulo the prime: fold the words from the top.
    let residue = words.iter().rev().fold(0u64, |residue, &word| {
        let turned = (residue << 3 & MODULUS) | residue >> (MODULUS_BITS - 3);
        let sum = turned + (word & MODULUS) + (word >> MODULUS_BITS);
        (sum & MODULUS) + (sum >> MODULUS_BITS)
    });
    signed(residue % MODULUS, sign == Sign::Negative)
}

/// `hash(float)`; `None` for NaN, which hashes by identity.
#[must_use]
pub fn hash_f64(x: f64) -> Option<i64> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { HASH_INF } else { -HASH_INF });
    }
    if x as i64 as f64 == x && x.abs() < 9e18 {
        return Some(hash_i64(x as i64));
    }
    let bits = x.to_bits();
    let biased = (bits >> 52 & 0x7FF) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
    // Multiplying with a power of two rotates the 61 bits, also when the power is negative.
    let turn = exponent.rem_euclid(MODULUS_BITS as i32) as u32;
    let rotated = (mantissa << turn & MODULUS) | mantissa >> (MODULUS_BITS - turn);
    Some(signed(rotated, x < 0.0))
}

/// `hash(complex)` from the hashes of its parts.
#[must_use]
pub fn hash_complex_parts(real: i64, imag: i64) -> i64 {
    let hash = (real as u64).wrapping_add(IMAG_MULTIPLIER.wrapping_mul(imag as u64)) as i64;
    if hash == -1 { -2 } else { hash }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_cpython() {
        let prime = (1i64 << 61) - 1;
        for (value, hash) in [
            (0, 0),
            (-1, -2),
            (-2, -2),
            (prime, 0),
            (prime - 1, prime - 1),
            (-prime, 0),
            (i64::MAX, 3),
            (i64::MIN, -4),
            (-prime - 1, -2),
        ] {
            assert_eq!(hash_i64(value), hash);
            assert_eq!(hash_big(&IBig::from(value)), hash);
        }
        assert_eq!(hash_big(&IBig::from(10).pow(100)), 910_685_213_754_167_845);
        assert_eq!(hash_big(&-IBig::from(10).pow(100)), -910_685_213_754_167_845);
        for (x, hash) in [
            (0.0, 0),
            (-0.0, 0),
            (1.0, 1),
            (-1.0, -2),
            (0.5, 1_152_921_504_606_846_976),
            (-0.1, -230_584_300_921_369_408),
            (1e100, 1_822_893_315_824_342_674),
            (5e-324, 16_777_216),
            (1.5e300, 1_837_492_894_133_638_746),
            (f64::INFINITY, 314_159),
            (f64::NEG_INFINITY, -314_159),
            (1e19, 776_627_963_145_224_196),
        ] {
            assert_eq!(hash_f64(x), Some(hash), "{x}");
        }
        assert_eq!(hash_f64(f64::NAN), None);
        assert_eq!(hash_complex_parts(1, 2), 2_000_007);
        assert_eq!(hash_complex_parts(-2, -2), -2_000_008);
    }
}
