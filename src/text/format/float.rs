//! `float.__format__`.

use super::FormatError;
use super::layout::{Parts, write_number};
use super::spec::{FormatSpec, SignMode};
use crate::float::{FloatFormat, FloatKind, format_float};
use crate::out::Scratch;
use crate::wtf8::Wtf8Buf;

/// The precision where none is given.
const DEFAULT_PRECISION: usize = 6;

/// Appends `format(value, spec)`.
pub fn format_f64(value: f64, spec: &FormatSpec, type_name: &str, out: &mut Wtf8Buf) -> Result<(), FormatError> {
    let format = float_format(spec, true).ok_or_else(|| spec.unknown_code(type_name))?;
    check_precision(spec)?;
    let plain = matches!(spec.sign, SignMode::Default | SignMode::Minus)
        && spec.width.is_none()
        && spec.grouping.is_none()
        && spec.fraction_grouping.is_none();
    if plain {
        format_float(value, &format, out);
        return Ok(());
    }
    let mut text = Scratch::new();
    format_float(value, &format, &mut text);
    write_number(&Parts::of(text.as_str()), spec, out);
    Ok(())
}

/// CPython keeps the precision in a C int.
pub(super) fn check_precision(spec: &FormatSpec) -> Result<(), FormatError> {
    if spec.precision.is_some_and(|precision| precision > i32::MAX as usize) {
        return Err(FormatError::PrecisionTooBig);
    }
    Ok(())
}

/// What a code means; `None` for a code that floats do not have.
///
/// Without a code, the text is `repr`'s, or with a precision `g`'s. A float's then always has a point or an
/// exponent (`dot_zero`), a complex's not.
pub(super) fn float_format(spec: &FormatSpec, dot_zero: bool) -> Option<FloatFormat> {
    let code = spec.code_char();
    let kind = match code {
        '\0' if spec.precision.is_none() => FloatKind::Repr,
        '\0' | 'g' | 'G' | 'n' => FloatKind::General,
        'e' | 'E' => FloatKind::Exponent,
        'f' | 'F' => FloatKind::Fixed,
        '%' => FloatKind::Percent,
        _ => return None,
    };
    Some(FloatFormat {
        kind,
        precision: spec.precision.unwrap_or(DEFAULT_PRECISION),
        alternate: spec.alternate,
        upper: code.is_ascii_uppercase(),
        dot_zero: dot_zero && code == '\0',
        no_negative_zero: spec.no_negative_zero,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Subject;
    use crate::wtf8::Wtf8;

    fn format(value: f64, spec: &str) -> Result<Wtf8Buf, String> {
        let spec = FormatSpec::parse(Wtf8::from(spec), Subject::Float, "float").map_err(|error| error.to_string())?;
        let mut out = Wtf8Buf::new();
        format_f64(value, &spec, "float", &mut out).map_err(|error| error.to_string())?;
        Ok(out)
    }

    #[test]
    fn values_of_cpython() {
        for (value, spec, expected) in [
            (1.0, "", "1.0"),
            (1234.5, ",", "1,234.5"),
            (1e16, "", "1e+16"),
            (1234567.891, ",.2f", "1,234,567.89"),
            (1234567.891, "020,.2f", "0,000,001,234,567.89"),
            (1234.0, "012,", "00,001,234.0"),
            (-1.5, "08.2f", "-0001.50"),
            (3.0, "+.1f", "+3.0"),
            (3.0, " e", " 3.000000e+00"),
            (0.5, "%", "50.000000%"),
            (0.12345, ".1%", "12.3%"),
            (f64::INFINITY, "010", "0000000inf"),
            (f64::NEG_INFINITY, "=8F", "-    INF"),
            (f64::NAN, "+", "+nan"),
            (100.0, ".3", "1e+02"),
            (10.0, ".3", "10.0"),
            (123456.0, ".3", "1.23e+05"),
            (-0.0, "z", "0.0"),
            (-0.001, "z.1f", "0.0"),
            (-0.001, ".1f", "-0.0"),
            (5.0, "#.0f", "5."),
            (1e5, "G", "100000"),
            (1e-7, "G", "1E-07"),
            (12.5, "*^10", "***12.5***"),
            (12345.6789, "n", "12345.7"),
            (1e22, ",f", "10,000,000,000,000,000,000,000.000000"),
        ] {
            assert_eq!(format(value, spec).expect(spec), expected, "{value} {spec}");
        }
    }

    #[test]
    fn grouped_fractions() {
        for (value, spec, expected) in [
            (123456.123456, "_._f", "123_456.123_456"),
            (123456.1234567, ",.7,f", "123,456.123,456,7"),
            (123456.123456, ".,f", "123456.123,456"),
            (0.5, ".4_e", "5.000_0e-01"),
            (1.5, "012._f", "0001.500_000"),
            (0.1, "._", "0.1"),
        ] {
            assert_eq!(format(value, spec).expect(spec), expected, "{value} {spec}");
        }
    }

    #[test]
    fn errors_in_cpythons_words() {
        for (spec, expected) in [
            ("d", "Unknown format code 'd' for object of type 'float'"),
            ("s", "Unknown format code 's' for object of type 'float'"),
            (".2147483648f", "precision too big"),
        ] {
            assert_eq!(format(1.0, spec).expect_err(spec), expected);
        }
    }
}
