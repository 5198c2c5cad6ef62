//! Ints of two machine words: what hashes, random generators and masks of 64 bits compute with.
//!
//! The general path asks both operands' types for their slots, then goes through the big-int crate with copies of both. Here
//! operands and result are `i128`s: `lcg64` of the performance suite takes a third of the time.

use crate::object::{BigInt, BinOp, Owned, Ref, exact_int, new};
use dashu_int::{IBig, Sign};

/// An exact int as a machine word pair; `None` for anything else and for larger ones.
#[inline(always)]
fn wide(o: Ref<'_>) -> Option<i128> {
    if let Some(i) = o.value().as_fixnum() {
        return Some(i128::from(i));
    }
    let (sign, words) = exact_int(o)?.as_sign_words();
    let magnitude = match *words {
        [low] => u128::from(low),
        [low, high] if high >> 63 == 0 => u128::from(high) << 64 | u128::from(low),
        _ => return None,
    } as i128;
    Some(if sign == Sign::Negative { -magnitude } else { magnitude })
}

fn result(i: i128) -> Owned {
    match i64::try_from(i) {
        Ok(i) => Owned::int(i),
        Err(_) => new(two_words(i)),
    }
}

/// The body of an int of two words.
pub(crate) fn two_words(i: i128) -> BigInt {
    BigInt(IBig::from(i))
}

/// `x * y`, if it fits: of two machine words, with or without a sign, it is one multiplication.
fn product(x: i128, y: i128) -> Option<i128> {
    if let (Ok(a), Ok(b)) = (i64::try_from(x), i64::try_from(y)) {
        return Some(i128::from(a) * i128::from(b));
    }
    match (u64::try_from(x.unsigned_abs()), u64::try_from(y.unsigned_abs())) {
        (Ok(a), Ok(b)) => {
            let r = i128::try_from(u128::from(a) * u128::from(b)).ok()?;
            Some(if (x < 0) != (y < 0) { -r } else { r })
        }
        _ => x.checked_mul(y),
    }
}

/// The remainder with the sign of `y`, which is not zero.
fn floor_mod(x: i128, y: i128) -> i128 {
    if y > 0 && y & (y - 1) == 0 {
        return x & (y - 1);
    }
    let r = x.wrapping_rem(y);
    if r != 0 && (r < 0) != (y < 0) { r + y } else { r }
}

fn shifted(x: i128, count: i128) -> Option<i128> {
    let count = u32::try_from(count).ok().filter(|&c| c < 127)?;
    let r = x << count;
    if r >> count == x { Some(r) } else { None }
}

/// `a op b` of two exact ints, where operands and result need at most two words. `None`: the general path has to do it, which
/// also words the errors.
pub fn wide_binary(op: BinOp, a: Ref<'_>, b: Ref<'_>) -> Option<Owned> {
    wide_result(op, a, b).map(result)
}

/// The same as a number.
pub(crate) fn wide_result(op: BinOp, a: Ref<'_>, b: Ref<'_>) -> Option<i128> {
    let (x, y) = (wide(a)?, wide(b)?);
    Some(match op {
        BinOp::Add => x.checked_add(y)?,
        BinOp::Sub => x.checked_sub(y)?,
        BinOp::Mul => product(x, y)?,
        BinOp::And => x & y,
        BinOp::Or => x | y,
        BinOp::Xor => x ^ y,
        BinOp::LShift => shifted(x, y)?,
        BinOp::RShift if y >= 0 => x >> y.min(127),
        BinOp::Rem if y != 0 => floor_mod(x, y),
        BinOp::FloorDiv if y != 0 => {
            let q = x.checked_div(y)?;
            if x.wrapping_rem(y) != 0 && (x < 0) != (y < 0) { q - 1 } else { q }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remainders_have_the_divisor_s_sign() {
        for (x, y, r) in [(7, 4, 3), (-7, 4, 1), (7, -4, -1), (-7, -4, -3), (-8, 8, 0), (i128::MIN, -1, 0)] {
            assert_eq!(floor_mod(x, y), r, "{x} % {y}");
        }
    }

    #[test]
    fn shifts_that_lose_bits_are_left_to_others() {
        assert_eq!(shifted(3, 100), Some(3 << 100));
        assert_eq!(shifted(3, 126), None);
        assert_eq!(shifted(-1, 126), Some(-1 << 126));
        assert_eq!(shifted(1, -1), None);
        assert_eq!(shifted(0, 500), None);
    }

    #[test]
    fn products_of_words_never_overflow() {
        let (low, high) = (i128::from(i64::MIN), i128::from(i64::MAX));
        assert_eq!(product(low, low), Some(low * low));
        assert_eq!(product(high, low), Some(high * low));
        assert_eq!(product(1 << 100, 1 << 27), None);
        let word = i128::from(u64::MAX);
        assert_eq!(product(word, 1 << 63), Some(word << 63));
        assert_eq!(product(-word, 1 << 62), Some(-word << 62));
        assert_eq!(product(word, word), None);
    }
}
