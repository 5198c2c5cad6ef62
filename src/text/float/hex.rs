//! `float.hex` and `float.fromhex`.

use super::repr::special_text;
use crate::out::{Out, write_fmt};
use std::fmt;

/// Writes `x.hex()`: `0x1.8000000000000p+1`.
pub fn hex(x: f64, out: &mut impl Out) {
    if !x.is_finite() {
        out.text(special_text(x, false));
        return;
    }
    if x.is_sign_negative() {
        out.byte(b'-');
    }
    if x == 0.0 {
        out.text("0x0.0p+0");
        return;
    }
    let bits = x.to_bits();
    let biased = (bits >> 52 & 0x7FF) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (lead, exponent) = if biased == 0 { (0, -1022) } else { (1, biased - 1023) };
    write_fmt(out, format_args!("0x{lead}.{fraction:013x}p{exponent:+}"));
}

/// Why a text is no hexadecimal float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatHexError {
    /// `ValueError`.
    Syntax,
    /// `OverflowError`.
    Overflow,
}

impl fmt::Display for FloatHexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FloatHexError::Syntax => "invalid hexadecimal floating-point string",
            FloatHexError::Overflow => "hexadecimal value too large to represent as a float",
        })
    }
}

impl std::error::Error for FloatHexError {}

/// `float.fromhex(text)`: optional sign, optional `0x`, hexadecimal digits with an optional point, an optional
/// binary exponent `p`; or an infinity or NaN. Rounds to nearest, ties to even.
pub fn from_hex(text: &str) -> Result<f64, FloatHexError> {
    let text = text.trim_matches([' ', '\t', '\n', '\x0b', '\x0c', '\r']);
    let (negative, rest) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let magnitude = if ["inf", "infinity"].iter().any(|word| rest.eq_ignore_ascii_case(word)) {
        f64::INFINITY
    } else if rest.eq_ignore_ascii_case("nan") {
        f64::NAN
    } else {
        magnitude(rest.as_bytes())?
    };
    Ok(if negative { -magnitude } else { magnitude })
}

fn magnitude(text: &[u8]) -> Result<f64, FloatHexError> {
    let text = match text {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        rest => rest,
    };
    let mark = text.iter().position(|byte| matches!(byte, b'p' | b'P'));
    let (digits, exponent) = match mark {
        Some(mark) => (&text[..mark], parse_exponent(&text[mark + 1..])?),
        None => (text, 0),
    };
    let mut mantissa = 0u128;
    let mut scale = exponent;
    let (mut seen_point, mut seen_digit) = (false, false);
    for &byte in digits {
        if byte == b'.' && !seen_point {
            seen_point = true;
            continue;
        }
        let digit = char::from(byte).to_digit(16).ok_or(FloatHexError::Syntax)?;
        seen_digit = true;
        if mantissa >> 120 == 0 {
            mantissa = mantissa << 4 | u128::from(digit);
            scale -= if seen_point { 4 } else { 0 };
        } else {
            // The bits are enough; what follows only decides ties.
            mantissa |= u128::from(digit != 0);
            scale += if seen_point { 0 } else { 4 };
        }
    }
    if !seen_digit {
        return Err(FloatHexError::Syntax);
    }
    if mantissa == 0 {
        return Ok(0.0);
    }
    crate::bigint::round_scaled(mantissa, scale.clamp(-1_000_000, 1_000_000)).ok_or(FloatHexError::Overflow)
}

/// A decimal exponent with a sign; beyond what matters it saturates.
fn parse_exponent(text: &[u8]) -> Result<i64, FloatHexError> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(FloatHexError::Syntax);
    }
    let value = digits.iter().fold(0i64, |value, digit| (value * 10 + i64::from(digit - b'0')).min(i64::MAX / 100));
    Ok(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_values_of_cpython() {
        for (x, expected) in [
            (3.0, "0x1.8000000000000p+1"),
            (-0.1, "-0x1.999999999999ap-4"),
            (0.0, "0x0.0p+0"),
            (-0.0, "-0x0.0p+0"),
            (5e-324, "0x0.0000000000001p-1022"),
            (f64::MAX, "0x1.fffffffffffffp+1023"),
            (f64::INFINITY, "inf"),
        ] {
            let mut out = String::new();
            hex(x, &mut out);
            assert_eq!(out, expected);
            assert_eq!(from_hex(&out).map(f64::to_bits), Ok(x.to_bits()));
        }
    }

    #[test]
    fn fromhex_values_of_cpython() {
        for (text, expected) in [
            ("0x1.8p1", 3.0),
            (" 1.8P+1 ", 3.0),
            ("-a", -10.0),
            (".8", 0.5),
            ("0x.8p0", 0.5),
            ("1.", 1.0),
            ("-Infinity", f64::NEG_INFINITY),
            ("0x1p-1074", 5e-324),
            ("0x1p-1075", 0.0),
            ("0x1.8p-1075", 5e-324),
            ("0x1.00000000000008p0", 1.0),
            ("0x1.000000000000080000000000000000000000000000001p0", 1.0000000000000002),
            ("0x1.fffffffffffff7p1023", f64::MAX),
            ("0x0p99999999999999999999", 0.0),
            ("0x1p-99999999999999999999", 0.0),
            ("0x100000000000000000000000000000000000000000000p-176", 1.0),
        ] {
            assert_eq!(from_hex(text), Ok(expected), "{text}");
        }
        assert!(from_hex("-nan").is_ok_and(f64::is_nan));
        for text in ["", "0x", "0x.", "p1", "1p", "1p+", "1..2", "xyz", "0x1p1.5", "- 1", "1 2", "0x1_0", "é"] {
            assert_eq!(from_hex(text), Err(FloatHexError::Syntax), "{text}");
        }
        for text in ["0x1p1024", "0x1.fffffffffffff8p1023", "1p99999999999999999999"] {
            assert_eq!(from_hex(text), Err(FloatHexError::Overflow), "{text}");
        }
    }
}
