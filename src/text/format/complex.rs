//! `complex.__format__`.

use super::FormatError;
use super::float::{check_precision, float_format};
use super::layout::{Fills, Parts, write_number};
use super::spec::{Align, FormatSpec, SignMode};
use crate::float::{FloatFormat, FloatKind, format_float};
use crate::out::Scratch;
use crate::wtf8::Wtf8Buf;

/// Appends `format(complex(real, imag), spec)`. Width and fill are for the whole, everything else for each part.
pub fn format_complex(
    real: f64,
    imag: f64,
    spec: &FormatSpec,
    type_name: &str,
    out: &mut Wtf8Buf,
) -> Result<(), FormatError> {
    let format = float_format(spec, false)
        .filter(|format| format.kind != FloatKind::Percent)
        .ok_or_else(|| spec.unknown_code(type_name))?;
    check_precision(spec)?;
    if spec.fill == u32::from('0') {
        return Err(FormatError::NotAllowed("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(FormatError::NotAllowed("'=' alignment flag is not allowed in complex format specifier"));
    }
    // Without a code it looks like repr: a real part of zero goes, any other brings parentheses.
    let like_repr = spec.code == 0;
    let imag_only = like_repr && real == 0.0 && real.is_sign_positive();
    let parentheses = like_repr && !imag_only;
    let part = FormatSpec { width: None, ..*spec };
    let mut text = Wtf8Buf::new();
    if parentheses {
        text.push_ascii(b'(');
    }
    if imag_only {
        write_part(imag, &format, &part, &mut text);
    } else {
        write_part(real, &format, &part, &mut text);
        let part = FormatSpec { sign: SignMode::Plus, ..part };
        write_part(imag, &format, &part, &mut text);
    }
    text.push_str(if parentheses { "j)" } else { "j" });
    let fills = Fills::of(spec.align, spec.width.unwrap_or(0).saturating_sub(text.len_bytes()));
    out.push_repeated(spec.fill, fills.left);
    out.push_wtf8(text.as_wtf8());
    out.push_repeated(spec.fill, fills.right);
    Ok(())
}

fn write_part(value: f64, format: &FloatFormat, spec: &FormatSpec, out: &mut Wtf8Buf) {
    let mut text = Scratch::new();
    format_float(value, format, &mut text);
    write_number(&Parts::of(text.as_str()), spec, out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Subject;
    use crate::wtf8::Wtf8;

    fn format(real: f64, imag: f64, spec: &str) -> Result<Wtf8Buf, String> {
        let spec = FormatSpec::parse(Wtf8::from(spec), Subject::Float, "complex").map_err(|error| error.to_string())?;
        let mut out = Wtf8Buf::new();
        format_complex(real, imag, &spec, "complex", &mut out).map_err(|error| error.to_string())?;
        Ok(out)
    }

    #[test]
    fn values_of_cpython() {
        for (real, imag, spec, expected) in [
            (1.0, 2.0, "", "(1+2j)"),
            (0.0, 2.0, ">6", "    2j"),
            (-0.0, -2.0, "", "(-0-2j)"),
            (1.5, -2.25, ".1f", "1.5-2.2j"),
            (1.0, 2.0, "+", "(+1+2j)"),
            (0.0, 2.0, "+", "+2j"),
            (1234.0, 5678.0, ",.1f", "1,234.0+5,678.0j"),
            (1.0, 2.0, "*^12.1f", "**1.0+2.0j**"),
            (1.0, f64::NAN, ".3", "(1+nanj)"),
            (1e20, 1.0, "G", "1E+20+1j"),
        ] {
            assert_eq!(format(real, imag, spec).expect(spec), expected);
        }
        for (spec, expected) in [
            ("010", "Zero padding is not allowed in complex format specifier"),
            ("=10", "'=' alignment flag is not allowed in complex format specifier"),
            ("d", "Unknown format code 'd' for object of type 'complex'"),
            ("%", "Unknown format code '%' for object of type 'complex'"),
        ] {
            assert_eq!(format(1.0, 2.0, spec).expect_err(spec), expected);
        }
    }
}
