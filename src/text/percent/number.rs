//! Numbers in `%` templates: sign, prefix, fill, digits.

use super::template::PercentFormat;
use crate::float::{FloatFormat, FloatKind, format_float};
use crate::int::{DigitLimitError, Radix, big_repr, big_to_radix, i64_repr, i64_to_radix};
use crate::out::{Out, Scratch};
use dashu_int::IBig;

/// Appends a small int, in decimal or in another base.
pub fn format_i64(value: i64, radix: Option<Radix>, format: &PercentFormat, out: &mut impl Out) {
    let mut text = Scratch::new();
    match radix {
        None => i64_repr(value, &mut text),
        Some(radix) => i64_to_radix(value, radix, false, &mut text),
    }
    write_int(text.as_str(), radix, format, out);
}

/// Appends a big int, in decimal or in another base. `limit` is `sys.get_int_max_str_digits()`, 0 for none.
pub fn format_big(
    value: &IBig,
    radix: Option<Radix>,
    limit: usize,
    format: &PercentFormat,
    out: &mut impl Out,
) -> Result<(), DigitLimitError> {
    let mut text = Scratch::new();
    match radix {
        None => big_repr(value, limit, &mut text)?,
        Some(radix) => big_to_radix(value, radix, false, &mut text),
    }
    write_int(text.as_str(), radix, format, out);
    Ok(())
}

fn write_int(text: &str, radix: Option<Radix>, format: &PercentFormat, out: &mut impl Out) {
    let (negative, digits) = split_sign(text);
    let prefix = match radix {
        Some(radix) if format.alternate => radix.prefix(),
        _ => "",
    };
    let zeros = format.precision.unwrap_or(0).saturating_sub(digits.len());
    write_number(negative, prefix, zeros, digits, format, out);
}

/// Appends a float; `code` is one of `e E f F g G`.
pub fn format_f64(value: f64, code: char, format: &PercentFormat, out: &mut impl Out) {
    let kind = match code.to_ascii_lowercase() {
        'e' => FloatKind::Exponent,
        'f' => FloatKind::Fixed,
        _ => FloatKind::General,
    };
    let float_format = FloatFormat {
        alternate: format.alternate,
        upper: code.is_ascii_uppercase(),
        ..FloatFormat::new(kind, format.precision.unwrap_or(6))
    };
    let mut text = Scratch::new();
    format_float(value, &float_format, &mut text);
    let (negative, digits) = split_sign(text.as_str());
    write_number(negative, "", 0, digits, format, out);
}

fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    }
}

/// Fills with spaces outside of sign and prefix, or with zeros inside of them. To the left, only spaces fill.
fn write_number(negative: bool, prefix: &str, zeros: usize, digits: &str, format: &PercentFormat, out: &mut impl Out) {
    let sign = match (negative, format.plus, format.blank) {
        (true, _, _) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        (false, false, false) => "",
    };
    let fill = format.width.saturating_sub(sign.len() + prefix.len() + zeros + digits.len());
    let inner = format.zero && !format.left;
    if !inner && !format.left {
        out.repeat(b' ', fill);
    }
    out.text(sign);
    out.text(prefix);
    if inner {
        out.repeat(b'0', fill);
    }
    out.repeat(b'0', zeros);
    out.text(digits);
    if format.left {
        out.repeat(b' ', fill);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::percent::{PercentCode, PercentParser, PercentPiece, TextKind};
    use crate::wtf8::Wtf8;

    fn spec(template: &'static str) -> (PercentFormat, PercentCode) {
        match PercentParser::of_str(Wtf8::from(template)).next() {
            Some(Ok(PercentPiece::Spec(spec))) => {
                (spec.resolve(None, None).expect("valid"), spec.code(TextKind::Str).expect("known"))
            }
            other => panic!("{other:?}"),
        }
    }

    fn int(value: i64, template: &'static str) -> String {
        let (format, code) = spec(template);
        let radix = match code {
            PercentCode::Radix(radix, _) => Some(radix),
            _ => None,
        };
        let (mut out, mut again) = (String::new(), String::new());
        format_i64(value, radix, &format, &mut out);
        format_big(&IBig::from(value), radix, 0, &format, &mut again).expect("no limit");
        assert_eq!(out, again);
        out
    }

    fn float(value: f64, template: &'static str) -> String {
        let (format, code) = spec(template);
        let PercentCode::Float(code) = code else { panic!("{code:?}") };
        let mut out = String::new();
        format_f64(value, code, &format, &mut out);
        out
    }

    #[test]
    fn values_of_cpython() {
        for (value, template, expected) in [
            (42, "%d", "42"),
            (42, "%.5d", "00042"),
            (-42, "%010.5d", "-000000042"),
            (-3, "%+05d", "-0003"),
            (3, "%-05d", "3    "),
            (255, "% x", " ff"),
            (255, "%#X", "0XFF"),
            (255, "%#010x", "0x000000ff"),
            (255, "%#.5x", "0x000ff"),
            (-255, "%.10x", "-00000000ff"),
            (255, "%#-10x", "0xff      "),
            (8, "%#o", "0o10"),
            (0, "%.0d", "0"),
            (3, "%#d", "3"),
            (3, "%5i", "    3"),
        ] {
            assert_eq!(int(value, template), expected, "{template}");
        }
        for (value, template, expected) in [
            (1.5, "%e", "1.500000e+00"),
            (1.0, "%#g", "1.00000"),
            (1e-10, "%G", "1E-10"),
            (f64::NAN, "%F", "NAN"),
            (f64::NAN, "% f", " nan"),
            (f64::INFINITY, "%05f", "00inf"),
            (1.0, "%#.0f", "1."),
            (-1.5, "%08.2f", "-0001.50"),
            (1.5, "%-8.2f", "1.50    "),
            (2.5, "%.0f", "2"),
        ] {
            assert_eq!(float(value, template), expected, "{template}");
        }
    }
}
