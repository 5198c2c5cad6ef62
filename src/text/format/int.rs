//! `int.__format__`.

use super::layout::{Parts, write_number};
use super::spec::{FormatSpec, SignMode};
use super::{FormatError, format_f64};
use crate::bigint::to_f64;
use crate::int::{Radix, big_repr, big_to_radix, i64_repr, i64_to_radix};
use crate::out::Scratch;
use crate::wtf8::{MAX_CODE_POINT, Wtf8Buf};
use dashu_int::IBig;

/// Either size of int, borrowed.
#[derive(Clone, Copy)]
enum IntRef<'a> {
    Small(i64),
    Big(&'a IBig),
}

/// Appends `format(value, spec)`. `limit` is `sys.get_int_max_str_digits()`, 0 for none.
pub fn format_i64(value: i64, spec: &FormatSpec, type_name: &str, out: &mut Wtf8Buf) -> Result<(), FormatError> {
    // No digit limit bites below 640 digits.
    format_int(IntRef::Small(value), spec, type_name, 0, out)
}

/// Appends `format(value, spec)` for a big int. `limit` is `sys.get_int_max_str_digits()`, 0 for none.
pub fn format_big(
    value: &IBig,
    spec: &FormatSpec,
    type_name: &str,
    limit: usize,
    out: &mut Wtf8Buf,
) -> Result<(), FormatError> {
    format_int(IntRef::Big(value), spec, type_name, limit, out)
}

fn format_int(
    value: IntRef<'_>,
    spec: &FormatSpec,
    type_name: &str,
    limit: usize,
    out: &mut Wtf8Buf,
) -> Result<(), FormatError> {
    let radix = match spec.code_char() {
        'd' | 'n' => None,
        'b' => Some(Radix::Binary),
        'o' => Some(Radix::Octal),
        'x' => Some(Radix::LowerHex),
        'X' => Some(Radix::UpperHex),
        'c' => {
            check_flags(spec)?;
            return format_char(value, spec, out);
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => {
            let value = match value {
                IntRef::Small(small) => small as f64,
                IntRef::Big(big) => to_f64(big)?,
            };
            return format_f64(value, spec, type_name, out);
        }
        _ => return Err(spec.unknown_code(type_name)),
    };
    check_flags(spec)?;
    let mut text = Scratch::new();
    match (value, radix) {
        (IntRef::Small(small), None) => i64_repr(small, &mut text),
        (IntRef::Small(small), Some(radix)) => i64_to_radix(small, radix, false, &mut text),
        (IntRef::Big(big), None) => big_repr(big, limit, &mut text)?,
        (IntRef::Big(big), Some(radix)) => big_to_radix(big, radix, false, &mut text),
    }
    let (negative, digits) = match text.as_str().strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.as_str()),
    };
    let parts = Parts {
        negative,
        prefix: match radix {
            Some(radix) if spec.alternate => radix.prefix(),
            _ => "",
        },
        digits,
        group: if radix.is_some() { 4 } else { 3 },
        ..Parts::of("")
    };
    write_number(&parts, spec, out);
    Ok(())
}

/// Refuses what integer codes have no use for.
fn check_flags(spec: &FormatSpec) -> Result<(), FormatError> {
    let refusal = if spec.precision.is_some() {
        "Precision not allowed in integer format specifier"
    } else if spec.no_negative_zero {
        "Negative zero coercion (z) not allowed in integer format specifier"
    } else {
        return Ok(());
    };
    Err(FormatError::NotAllowed(refusal))
}

fn format_char(value: IntRef<'_>, spec: &FormatSpec, out: &mut Wtf8Buf) -> Result<(), FormatError> {
    if spec.sign != SignMode::Default {
        return Err(FormatError::NotAllowed("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(FormatError::NotAllowed("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let point = match value {
        IntRef::Small(small) => u32::try_from(small).ok(),
        IntRef::Big(big) => match i64::try_from(big) {
            Ok(small) => u32::try_from(small).ok(),
            Err(_) => return Err(FormatError::CharLong),
        },
    };
    let point = point.filter(|&point| point <= MAX_CODE_POINT).ok_or(FormatError::CharRange)?;
    let mut char = Wtf8Buf::new();
    char.push(point);
    let parts = Parts { rest: char.as_wtf8(), ..Parts::of("") };
    write_number(&parts, spec, out);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Subject;
    use crate::wtf8::Wtf8;

    fn format(value: i64, spec: &str) -> Result<Wtf8Buf, String> {
        let spec = FormatSpec::parse(Wtf8::from(spec), Subject::Int, "int").map_err(|error| error.to_string())?;
        let mut out = Wtf8Buf::new();
        format_i64(value, &spec, "int", &mut out).map_err(|error| error.to_string())?;
        let mut again = Wtf8Buf::new();
        format_big(&IBig::from(value), &spec, "int", 4300, &mut again).map_err(|error| error.to_string())?;
        assert_eq!(out, again);
        Ok(out)
    }

    #[test]
    fn values_of_cpython() {
        for (value, spec, expected) in [
            (42, "5", "   42"),
            (42, "<5", "42   "),
            (42, "^5", " 42  "),
            (-42, "=6", "-   42"),
            (-42, "06", "-00042"),
            (42, "+", "+42"),
            (42, " d", " 42"),
            (255, "#x", "0xff"),
            (-255, "#010X", "-0X00000FF"),
            (5, "08b", "00000101"),
            (8, "#o", "0o10"),
            (1234567, ",", "1,234,567"),
            (1234567, "_", "1_234_567"),
            (0xDEADBEEF, "_x", "dead_beef"),
            (1234, "010,", "00,001,234"),
            (1234, "09,", "0,001,234"),
            (1234, "08,", "0,001,234"),
            (123, "04,", "0,123"),
            (0, "05,", "0,000"),
            (-1, "08,", "-000,001"),
            (1, "0,", "1"),
            (97, "c", "a"),
            (8364, ">3c", "  €"),
            (3, ".1f", "3.0"),
            (1, "%", "100.000000%"),
            (1234, "n", "1234"),
            (42, "é^6", "éé42éé"),
            (12345, "._d", "12345"),
        ] {
            assert_eq!(format(value, spec).expect(spec), expected, "{value} {spec}");
        }
    }

    #[test]
    fn errors_in_cpythons_words() {
        for (value, spec, expected) in [
            (1, ".2", "Precision not allowed in integer format specifier"),
            (1, "z", "Negative zero coercion (z) not allowed in integer format specifier"),
            (1, "s", "Unknown format code 's' for object of type 'int'"),
            (1, "é", "Unknown format code '\\xe9' for object of type 'int'"),
            (1, "+c", "Sign not allowed with integer format specifier 'c'"),
            (1, "#c", "Alternate form (#) not allowed with integer format specifier 'c'"),
            (-1, "c", "%c arg not in range(0x110000)"),
            (0x110000, "c", "%c arg not in range(0x110000)"),
        ] {
            assert_eq!(format(value, spec).expect_err(spec), expected);
        }
    }

    #[test]
    fn big_values() {
        let mut out = Wtf8Buf::new();
        let value = IBig::from(10).pow(20);
        let spec = FormatSpec::parse(Wtf8::from(","), Subject::Int, "int").expect("valid");
        format_big(&value, &spec, "int", 4300, &mut out).expect("short");
        assert_eq!(out, "100,000,000,000,000,000,000");
        let huge = IBig::from(10).pow(5000);
        assert!(matches!(format_big(&huge, &spec, "int", 4300, &mut out), Err(FormatError::DigitLimit(_))));
        let char = FormatSpec::parse(Wtf8::from("c"), Subject::Int, "int").expect("valid");
        let error = format_big(&huge, &char, "int", 4300, &mut out).expect_err("no character");
        assert_eq!(error.to_string(), "Python int too large to convert to C long");
        let float = FormatSpec::parse(Wtf8::from("f"), Subject::Int, "int").expect("valid");
        let error = format_big(&huge, &float, "int", 4300, &mut out).expect_err("no float");
        assert_eq!(error.to_string(), "int too large to convert to float");
        assert!(error.is_overflow());
    }
}
