//! `round(x, ndigits)`: decimal rounding of the exact value, ties to even.

use super::digits::fixed;
use super::scaled::{exact_power, scaled};
use crate::bigint::{FloatToIntError, Int, from_f64};
use crate::out::write_fmt;
use std::fmt;

/// `OverflowError`: the rounded value is no float any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundOverflow;

impl fmt::Display for RoundOverflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rounded value too large to represent")
    }
}

impl std::error::Error for RoundOverflow {}

/// `round(x)`: to the nearest int, ties to even.
pub fn round_half_even_to_int(x: f64) -> Result<Int, FloatToIntError> {
    from_f64(x.round_ties_even())
}

/// `round(x, ndigits)`: to a float. Infinities, NaN and zeros stay as they are.
pub fn round_digits(x: f64, ndigits: i64) -> Result<f64, RoundOverflow> {
    // Past these borders every float is already rounded, or rounds to zero.
    const MAX_DIGITS: i64 = 323;
    const MIN_DIGITS: i64 = -308;
    if !x.is_finite() || x == 0.0 || ndigits > MAX_DIGITS {
        return Ok(x);
    }
    if ndigits < MIN_DIGITS {
        return Ok(0.0f64.copysign(x));
    }
    let rounded = if ndigits >= 0 {
        round_decimals(x.abs(), ndigits as usize)
    } else {
        round_tens(x.abs(), ndigits.unsigned_abs() as usize)
    };
    if rounded.is_infinite() {
        return Err(RoundOverflow);
    }
    Ok(rounded.copysign(x))
}

fn round_decimals(size: f64, decimals: usize) -> f64 {
    // No digits after the point are left to round.
    if size >= 4_503_599_627_370_496.0 {
        return size;
    }
    // Both sides of this division are exact, so its one rounding is the nearest float to the decimal.
    if let Some(value) = scaled(size, decimals)
        && value <= 1 << 53
        && let Some(power) = exact_power(decimals)
    {
        return value as f64 / power;
    }
    let mut text = String::with_capacity(decimals + 20);
    fixed(size, decimals, &mut text);
    text.parse().unwrap_or(size)
}

/// Rounds to a multiple of `10**zeros`, on the decimal text of the exact whole part.
fn round_tens(size: f64, zeros: usize) -> f64 {
    let whole = size.trunc();
    if whole < 1e18 && zeros < 19 {
        return round_tens_u64(whole as u64, size != whole, zeros);
    }
    let mut digits = String::new();
    write_fmt(&mut digits, format_args!("{whole:.0}"));
    if digits.len() < zeros {
        return 0.0;
    }
    let (kept, dropped) = digits.split_at(digits.len() - zeros);
    let below = dropped[1..].bytes().any(|digit| digit != b'0') || size != whole;
    let odd = kept.bytes().last().is_some_and(|digit| digit % 2 == 1);
    let up = match dropped.as_bytes()[0] {
        b'5' => below || odd,
        first => first > b'5',
    };
    // One unit more on the kept digits; the standard parser then makes the nearest float.
    let mut text = if kept.is_empty() { "0".into() } else { kept.to_owned() };
    if up {
        text = increment(&text);
    }
    write_fmt(&mut text, format_args!("e{zeros}"));
    text.parse().unwrap_or(size)
}

/// The same on a word; `below` tells that something non-zero follows the point.
fn round_tens_u64(whole: u64, below: bool, zeros: usize) -> f64 {
    let unit = 10u64.pow(zeros as u32);
    let (kept, rest) = (whole / unit, whole % unit);
    let half = unit / 2;
    let up = rest > half || (rest == half && (below || kept % 2 == 1));
    ((kept + u64::from(up)) * unit) as f64
}

/// Adds one to a decimal number in text.
fn increment(digits: &str) -> String {
    let head = digits.trim_end_matches('9');
    let nines = digits.len() - head.len();
    let mut text = match head.as_bytes().split_last() {
        Some((&last, rest)) => {
            let mut text: String = rest.iter().copied().map(char::from).collect();
            text.push(char::from(last + 1));
            text
        }
        None => "1".into(),
    };
    text.extend(std::iter::repeat_n('0', nines));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_cpython() {
        for (x, ndigits, expected) in [
            (2.675, 2, 2.67),
            (2.5, 0, 2.0),
            (0.5, 0, 0.0),
            (1.5, 0, 2.0),
            (0.15, 1, 0.1),
            (0.25, 1, 0.2),
            (1.005, 2, 1.0),
            (5.015, 2, 5.01),
            (-1.55, 1, -1.6),
            (1234.5678, -2, 1200.0),
            (1250.0, -2, 1200.0),
            (1350.0, -2, 1400.0),
            (1250.0001, -2, 1300.0),
            (50.0, -2, 0.0),
            (50.5, -2, 100.0),
            (5.0, -1, 0.0),
            (15.0, -1, 20.0),
            (999.0, -1, 1000.0),
            (4.0, -2, 0.0),
            (1e308, -308, 1e308),
            (1e22, 2, 1e22),
            (1e-320, 322, 1e-320),
            (123456789.123, 400, 123456789.123),
            (1e300, -309, 0.0),
        ] {
            assert_eq!(round_digits(x, ndigits), Ok(expected), "{x} {ndigits}");
        }
        assert_eq!(round_digits(-0.4, 0).map(f64::to_bits), Ok((-0.0f64).to_bits()));
        assert_eq!(round_digits(-1e5, -400).map(f64::to_bits), Ok((-0.0f64).to_bits()));
        assert_eq!(round_digits(1.7e308, -308), Err(RoundOverflow));
        assert_eq!(round_digits(f64::INFINITY, 2), Ok(f64::INFINITY));
        assert_eq!(round_half_even_to_int(2.5), Ok(Int::Small(2)));
        assert_eq!(round_half_even_to_int(-3.5), Ok(Int::Small(-4)));
        assert_eq!(round_half_even_to_int(f64::NAN), Err(FloatToIntError::Nan));
    }
}
