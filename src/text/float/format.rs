//! Formatting a float in the manner of C's `printf`: the codes `e E f F g G %`, and `repr`-like shortest digits.

use super::digits::{exponent, fixed, scientific};
use super::repr::{shortest, special_text};
use crate::out::{Out, Scratch};

/// The shape of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatKind {
    /// `e`: always an exponent; precision counts decimals.
    Exponent,
    /// `f`: never an exponent; precision counts decimals.
    Fixed,
    /// `g`: whichever is shorter; precision counts significant digits (0 means 1), trailing zeros go.
    General,
    /// `%`: a hundred times the value as `f`, and a percent sign.
    Percent,
    /// `repr`: the fewest digits that read back; precision is ignored.
    Repr,
}

/// How to write a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FloatFormat {
    /// The shape.
    pub kind: FloatKind,
    /// Decimals or significant digits, see [`FloatKind`].
    pub precision: usize,
    /// `#`: keep the point and the trailing zeros.
    pub alternate: bool,
    /// `E`, `F`, `G`: capitals, `INF` and `NAN` too.
    pub upper: bool,
    /// Add `.0` where `g` or `repr` leaves a whole number without point and exponent.
    pub dot_zero: bool,
    /// `z`: write a negative zero (also one made by rounding) without its sign.
    pub no_negative_zero: bool,
}

impl FloatFormat {
    /// This shape with this precision and no flag set.
    #[must_use]
    pub const fn new(kind: FloatKind, precision: usize) -> Self {
        FloatFormat { kind, precision, alternate: false, upper: false, dot_zero: false, no_negative_zero: false }
    }
}

/// Writes a float, with `-` before negatives and nothing before the rest.
pub fn format_float(x: f64, format: &FloatFormat, out: &mut impl Out) {
    if !x.is_finite() {
        out.text(special_text(x, format.upper));
        if format.kind == FloatKind::Percent {
            out.byte(b'%');
        }
        return;
    }
    if x.is_sign_negative() && !(format.no_negative_zero && rounds_to_zero(x, format)) {
        out.byte(b'-');
    }
    match format.kind {
        FloatKind::Exponent => write_exponent(x, format, out),
        FloatKind::Fixed => write_fixed(x, format, out),
        FloatKind::Percent => {
            write_percent(x, format, out);
        }
        FloatKind::General => write_general(x, format, out),
        FloatKind::Repr => write_repr(x, format, out),
    }
}

/// True when every digit that would be written is zero.
fn rounds_to_zero(x: f64, format: &FloatFormat) -> bool {
    let mut digits = Scratch::new();
    match format.kind {
        FloatKind::Fixed => fixed(x, format.precision, &mut digits),
        FloatKind::Percent => fixed(x * 100.0, format.precision, &mut digits),
        FloatKind::Exponent | FloatKind::General | FloatKind::Repr => return x == 0.0,
    }
    digits.as_bytes().iter().all(|byte| matches!(byte, b'0' | b'.'))
}

fn write_exponent(x: f64, format: &FloatFormat, out: &mut impl Out) {
    let number = scientific(x, format.precision);
    write_mantissa(number.digits.as_str(), format.alternate, out);
    exponent(number.exponent, format.upper, out);
}

/// Writes `d.ddd`; a single digit has no point unless asked.
fn write_mantissa(digits: &str, point: bool, out: &mut impl Out) {
    let (first, rest) = digits.split_at(1);
    out.text(first);
    if point || !rest.is_empty() {
        out.byte(b'.');
    }
    out.text(rest);
}

fn write_fixed(x: f64, format: &FloatFormat, out: &mut impl Out) {
    fixed(x, format.precision, out);
    if format.alternate && format.precision == 0 {
        out.byte(b'.');
    }
}

/// A product that overflows shows as infinity, as in CPython.
fn write_percent(x: f64, format: &FloatFormat, out: &mut impl Out) {
    let hundredfold = x * 100.0;
    if hundredfold.is_finite() {
        write_fixed(hundredfold, format, out);
    } else {
        out.text(special_text(hundredfold.abs(), format.upper));
    }
    out.byte(b'%');
}

fn write_general(x: f64, format: &FloatFormat, out: &mut impl Out) {
    let precision = format.precision.max(1);
    let number = scientific(x, precision - 1);
    let digits = match number.digits.as_str() {
        all if format.alternate => all,
        // The first digit stays, also when it is a zero.
        all => &all[..all.trim_end_matches('0').len().max(1)],
    };
    // The digit that `.0` adds counts against the precision.
    let limit = precision as i64 - i64::from(format.dot_zero);
    if !(-4..limit).contains(&i64::from(number.exponent)) {
        write_mantissa(digits, format.alternate, out);
        exponent(number.exponent, format.upper, out);
    } else if number.exponent < 0 {
        out.text("0.");
        out.repeat(b'0', number.exponent.unsigned_abs() as usize - 1);
        out.text(digits);
    } else {
        write_plain(digits, number.exponent.unsigned_abs() as usize + 1, format, out);
    }
}

/// Writes digits with the point after the first `whole` of them; zeros fill up to it.
fn write_plain(digits: &str, whole: usize, format: &FloatFormat, out: &mut impl Out) {
    let (before, after) = digits.split_at(whole.min(digits.len()));
    out.text(before);
    out.repeat(b'0', whole - before.len());
    if !after.is_empty() || format.alternate {
        out.byte(b'.');
        out.text(after);
    } else if format.dot_zero {
        out.text(".0");
    }
}

fn write_repr(x: f64, format: &FloatFormat, out: &mut impl Out) {
    if !format.upper && !format.alternate {
        return shortest(x.abs(), format.dot_zero, out);
    }
    let mut text = String::new();
    shortest(x.abs(), format.dot_zero, &mut text);
    if format.upper {
        text.make_ascii_uppercase();
    }
    if format.alternate && !text.contains('.') {
        // The point goes before the exponent, if there is one.
        let at = text.find(['e', 'E']).unwrap_or(text.len());
        text.insert(at, '.');
    }
    out.text(&text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(x: f64, kind: FloatKind, precision: usize) -> String {
        let mut out = String::new();
        format_float(x, &FloatFormat::new(kind, precision), &mut out);
        out
    }

    #[test]
    fn fixed_and_exponent_values_of_cpython() {
        use FloatKind::{Exponent, Fixed, Percent};
        for (x, kind, precision, expected) in [
            (4.56789, Fixed, 2, "4.57"),
            (2.5, Fixed, 0, "2"),
            (3.5, Fixed, 0, "4"),
            (0.5, Fixed, 0, "0"),
            (1.5, Fixed, 0, "2"),
            (0.25, Fixed, 1, "0.2"),
            (0.35, Fixed, 1, "0.3"),
            (2.675, Fixed, 2, "2.67"),
            (1e22, Fixed, 1, "10000000000000000000000.0"),
            (-0.0, Fixed, 3, "-0.000"),
            (-0.0001, Fixed, 2, "-0.00"),
            (0.1, Fixed, 30, "0.100000000000000005551115123126"),
            (12345.678, Exponent, 3, "1.235e+04"),
            (0.0, Exponent, 2, "0.00e+00"),
            (2.5, Exponent, 0, "2e+00"),
            (1.5e-300, Exponent, 4, "1.5000e-300"),
            (0.1234, Percent, 1, "12.3%"),
            (f64::INFINITY, Percent, 1, "inf%"),
            (1e308, Percent, 0, "inf%"),
            (-1e308, Percent, 0, "-inf%"),
        ] {
            assert_eq!(text(x, kind, precision), expected);
        }
    }

    #[test]
    fn general_values_of_cpython() {
        for (x, precision, expected) in [
            (1234567.0, 6, "1.23457e+06"),
            (123456.0, 6, "123456"),
            (0.0001, 6, "0.0001"),
            (0.00001, 6, "1e-05"),
            (100.0, 2, "1e+02"),
            (99.99, 2, "1e+02"),
            (0.0, 6, "0"),
            (3.0, 0, "3"),
            (1e16, 17, "10000000000000000"),
            (0.1, 20, "0.10000000000000000555"),
        ] {
            assert_eq!(text(x, FloatKind::General, precision), expected);
        }
    }

    #[test]
    fn flags() {
        let with = |x, change: fn(&mut FloatFormat), kind, precision| {
            let mut format = FloatFormat::new(kind, precision);
            change(&mut format);
            let mut out = String::new();
            format_float(x, &format, &mut out);
            out
        };
        use FloatKind::{Exponent, Fixed, General, Repr};
        let alternate: fn(&mut FloatFormat) = |format| format.alternate = true;
        assert_eq!(with(3.0, alternate, Fixed, 0), "3.");
        assert_eq!(with(3.0, alternate, Exponent, 0), "3.e+00");
        assert_eq!(with(3.0, alternate, General, 6), "3.00000");
        assert_eq!(with(1e20, alternate, General, 1), "1.e+20");
        assert_eq!(with(0.0, alternate, General, 6), "0.00000");
        assert_eq!(with(1e20, alternate, Repr, 0), "1.e+20");
        let upper: fn(&mut FloatFormat) = |format| format.upper = true;
        assert_eq!(with(1e20, upper, General, 6), "1E+20");
        assert_eq!(with(f64::NAN, upper, Fixed, 6), "NAN");
        let z: fn(&mut FloatFormat) = |format| format.no_negative_zero = true;
        assert_eq!(with(-0.001, z, Fixed, 2), "0.00");
        assert_eq!(with(-0.005001, z, Fixed, 2), "-0.01");
        assert_eq!(with(-0.0, z, General, 2), "0");
        let dot: fn(&mut FloatFormat) = |format| format.dot_zero = true;
        assert_eq!(with(5.0, dot, General, 12), "5.0");
        assert_eq!(with(5e20, dot, General, 12), "5e+20");
    }

    #[test]
    fn precision_has_no_limit() {
        let long = text(0.5, FloatKind::Fixed, 70_000);
        assert_eq!(long.len(), 70_002);
        assert!(long.starts_with("0.5000") && long.ends_with("000"));
        assert_eq!(text(5e-324, FloatKind::Fixed, 1074).len(), 1076);
        assert_eq!(text(1.0, FloatKind::Exponent, 70_000).len(), 70_006);
    }
}
