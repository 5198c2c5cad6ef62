//! `repr(float)`: the shortest digits that read back as the same float.

use crate::out::Out;

/// Writes `repr(x)`: `1.0`, `1e+16`, `1e-05`, `inf`, `nan`, `-0.0`.
///
/// Plain notation for exponents from -4 to 15, like CPython's `repr` format code.
#[inline]
pub fn repr(x: f64, out: &mut impl Out) {
    shortest(x, true, out);
}

/// Writes the shortest digits; `.0` is added to whole numbers when `dot_zero` is set.
pub(super) fn shortest(x: f64, dot_zero: bool, out: &mut impl Out) {
    if !x.is_finite() {
        out.text(special_text(x, false));
        return;
    }
    let mut buffer = zmij::Buffer::new();
    let text = buffer.format_finite(x);
    let size = x.abs();
    // The crate's plain notation is ours in this range; only whole numbers may lose their ".0".
    if size == 0.0 || (1e-4..1e16).contains(&size) {
        out.text(match text.strip_suffix(".0") {
            Some(whole) if !dot_zero => whole,
            _ => text,
        });
    } else {
        scientific(text, size, out);
    }
}

/// Turns the crate's notation of a very large or very small float into CPython's.
fn scientific(text: &str, size: f64, out: &mut impl Out) {
    let Some((mantissa, exponent)) = text.split_once('e') else {
        // Only the crate's plain range reaches a little further down: 0.00001234.
        return small_plain(text, size, out);
    };
    out.text(mantissa.strip_suffix(".0").unwrap_or(mantissa));
    out.byte(b'e');
    let (sign, digits) = match exponent.strip_prefix('-') {
        Some(digits) => (b'-', digits),
        None => (b'+', exponent.strip_prefix('+').unwrap_or(exponent)),
    };
    out.byte(sign);
    if digits.len() < 2 {
        out.byte(b'0');
    }
    out.text(digits);
}

/// Rewrites `0.000012` as `1.2e-05`.
fn small_plain(text: &str, size: f64, out: &mut impl Out) {
    debug_assert!(size < 1e-4);
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let fraction = text.strip_prefix("0.").unwrap_or(text);
    let digits = fraction.trim_start_matches('0');
    let exponent = fraction.len() - digits.len() + 1;
    if negative {
        out.byte(b'-');
    }
    out.text(&digits[..1]);
    if digits.len() > 1 {
        out.byte(b'.');
        out.text(&digits[1..]);
    }
    out.text("e-");
    if exponent < 10 {
        out.byte(b'0');
    }
    crate::int::i64_repr(exponent as i64, out);
}

/// `inf`, `-inf` or `nan`, in capitals when asked. NaN shows no sign.
pub(super) const fn special_text(x: f64, upper: bool) -> &'static str {
    match (x.is_nan(), x.is_sign_negative(), upper) {
        (true, _, false) => "nan",
        (true, _, true) => "NAN",
        (false, false, false) => "inf",
        (false, false, true) => "INF",
        (false, true, false) => "-inf",
        (false, true, true) => "-INF",
    }
}

/// Writes `repr(complex(real, imag))`: `3j`, `(1+2j)`, `(-0-0j)`, `(nan+infj)`.
pub fn complex_repr(real: f64, imag: f64, out: &mut impl Out) {
    if real == 0.0 && real.is_sign_positive() {
        shortest(imag, false, out);
        out.byte(b'j');
        return;
    }
    out.byte(b'(');
    shortest(real, false, out);
    if imag.is_nan() || imag.is_sign_positive() {
        out.byte(b'+');
    }
    shortest(imag, false, out);
    out.text("j)");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(x: f64) -> String {
        let mut out = String::new();
        repr(x, &mut out);
        out
    }

    #[test]
    fn values_of_cpython() {
        for (x, expected) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (-1.5, "-1.5"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e15, "1000000000000000.0"),
            (9999999999999998.0, "9999999999999998.0"),
            (1e16, "1e+16"),
            (1.5e16, "1.5e+16"),
            (12345678901234567890.0, "1.2345678901234567e+19"),
            (1e22, "1e+22"),
            (1e100, "1e+100"),
            (1e-4, "0.0001"),
            (0.00012345, "0.00012345"),
            (0.00001, "1e-05"),
            (-0.000012345, "-1.2345e-05"),
            (1e-6, "1e-06"),
            (1.5e-10, "1.5e-10"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
            (-f64::NAN, "nan"),
        ] {
            assert_eq!(text(x), expected);
        }
    }

    #[test]
    fn complex_values_of_cpython() {
        for (real, imag, expected) in [
            (0.0, 3.0, "3j"),
            (0.0, -0.0, "-0j"),
            (-0.0, -0.0, "(-0-0j)"),
            (1.0, 2.5, "(1+2.5j)"),
            (1e16, 1e-5, "(1e+16+1e-05j)"),
            (f64::NAN, f64::INFINITY, "(nan+infj)"),
            (1.0, f64::NAN, "(1+nanj)"),
            (0.0, f64::NEG_INFINITY, "-infj"),
        ] {
            let mut out = String::new();
            complex_repr(real, imag, &mut out);
            assert_eq!(out, expected);
        }
    }
}
