//! A float times a power of ten, rounded to an integer, exactly: the fast way to a few decimals.
//!
//! A float is `m * 2**e` with `m` below `2**53`, and `10**22` is below `2**74`, so their product is exact in 128
//! bits. What the right shift by `-e` drops decides the rounding, ties to even. Every value and precision of daily
//! life fits; the rest goes through the standard library's formatter, six times as slow.

/// The most decimals that are tried.
pub(super) const MAX_DECIMALS: usize = 22;

const POWERS: [u128; MAX_DECIMALS + 1] = {
    let mut powers = [1; MAX_DECIMALS + 1];
    let mut i = 1;
    while i <= MAX_DECIMALS {
        powers[i] = powers[i - 1] * 10;
        i += 1;
    }
    powers
};

/// `|x| * 10**decimals`, rounded to the nearest integer, ties to even; `None` when it does not fit.
pub(super) fn scaled(x: f64, decimals: usize) -> Option<u64> {
    let bits = x.to_bits();
    let biased = (bits >> 52 & 0x7FF) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
    let product = u128::from(mantissa) * *POWERS.get(decimals)?;
    let rounded = match exponent {
        0.. => {
            if exponent > 11 {
                return None;
            }
            product.checked_mul(1 << exponent)?
        }
        // Less than half of the last place: the product has at most 127 bits.
        ..-127 => 0,
        _ => {
            let drop = exponent.unsigned_abs();
            let kept = product >> drop;
            let rest = product & ((1 << drop) - 1);
            let half = 1 << (drop - 1);
            kept + u128::from(rest > half || (rest == half && kept & 1 == 1))
        }
    };
    u64::try_from(rounded).ok()
}

/// The first `count` significant digits of `|x|` as an integer, and the decimal exponent of the first of them;
/// `None` when they must be found otherwise.
pub(super) fn significant(x: f64, count: usize) -> Option<(u64, i32)> {
    if !(1..=17).contains(&count) {
        return None;
    }
    let limit = POWERS[count] as u64;
    let guess = power_at_most(x)?;
    // The guess is exact or one too small; too small shows as a digit too many.
    for power in [guess, guess + 1] {
        let decimals = usize::try_from(count as i32 - 1 - power).ok()?;
        let digits = scaled(x, decimals)?;
        if digits < limit {
            return Some((digits, power));
        }
        if digits == limit {
            return Some((digits / 10, power + 1));
        }
    }
    None
}

/// A guess of `floor(log10(|x|))` that is never too large and at most one too small.
fn power_at_most(x: f64) -> Option<i32> {
    let binary = (x.to_bits() >> 52 & 0x7FF) as i32 - 1023;
    // 1233/4096 < log10(2) < 1234/4096; the bounds stay within one of each other in this range.
    match binary {
        0..=60 => Some((binary * 1233) >> 12),
        -60..0 => Some((binary * 1234) >> 12),
        _ => None,
    }
}

/// `10**exponent` for exponents up to 22, where floats have it exactly.
pub(super) fn exact_power(exponent: usize) -> Option<f64> {
    POWERS.get(exponent).map(|&power| power as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cheap, even spread over the bit patterns that the fast way is for.
    fn samples() -> impl Iterator<Item = f64> {
        (0..20_000u64).map(|index| {
            let bits = index.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let exponent = 1023 - 70 + index % 140;
            // Every third sample has few bits, which makes ties.
            let fraction = if index % 3 == 0 { bits >> 60 << 48 } else { bits >> 12 };
            f64::from_bits(exponent << 52 | fraction)
        })
    }

    #[test]
    fn agrees_with_the_standard_formatter() {
        for (index, x) in samples().enumerate() {
            let decimals = index % 20;
            if let Some(value) = scaled(x, decimals) {
                let expected = format!("{x:.decimals$}").replace('.', "");
                let text = format!("{value:0>width$}", width = decimals + 1);
                assert_eq!(text, expected, "{x:e} {decimals}");
            }
        }
    }

    #[test]
    fn significant_digits_agree_with_the_standard_formatter() {
        let mut found = 0;
        for (index, x) in samples().enumerate() {
            let count = index % 17 + 1;
            let Some((digits, power)) = significant(x, count) else { continue };
            found += 1;
            let expected = format!("{x:.precision$e}", precision = count - 1).replace('.', "");
            assert_eq!(format!("{digits}e{power}"), expected, "{x:e} {count}");
        }
        assert!(found > 5_000, "the fast way is hardly ever taken: {found}");
    }
}
