//! `str.__format__`.

use super::FormatError;
use super::layout::Fills;
use super::spec::{Align, FormatSpec, SignMode};
use crate::wtf8::{Wtf8, Wtf8Buf};

/// Appends `format(text, spec)`: the precision cuts, the width fills.
pub fn format_str(text: Wtf8<'_>, spec: &FormatSpec, type_name: &str, out: &mut Wtf8Buf) -> Result<(), FormatError> {
    if spec.code_char() != 's' {
        return Err(spec.unknown_code(type_name));
    }
    if let Some(refusal) = refusal(spec) {
        return Err(FormatError::NotAllowed(refusal));
    }
    let text = match spec.precision {
        // A text has at most as many characters as bytes.
        Some(precision) if precision < text.as_bytes().len() => text.slice_chars(0, precision),
        _ => text,
    };
    let Some(width) = spec.width else {
        out.push_wtf8(text);
        return Ok(());
    };
    let fills = Fills::of(spec.align, width.saturating_sub(text.len_chars()));
    out.push_repeated(spec.fill, fills.left);
    out.push_wtf8(text);
    out.push_repeated(spec.fill, fills.right);
    Ok(())
}

/// The flags that only numbers have.
fn refusal(spec: &FormatSpec) -> Option<&'static str> {
    match spec.sign {
        SignMode::Space => return Some("Space not allowed in string format specifier"),
        SignMode::Plus | SignMode::Minus => return Some("Sign not allowed in string format specifier"),
        SignMode::Default => {}
    }
    if spec.no_negative_zero {
        Some("Negative zero coercion (z) not allowed in string format specifier")
    } else if spec.alternate {
        Some("Alternate form (#) not allowed in string format specifier")
    } else if spec.align == Align::AfterSign {
        Some("'=' alignment not allowed in string format specifier")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Subject;

    fn format(text: &str, spec: &str) -> Result<Wtf8Buf, String> {
        let spec = FormatSpec::parse(Wtf8::from(spec), Subject::Str, "str").map_err(|error| error.to_string())?;
        let mut out = Wtf8Buf::new();
        format_str(Wtf8::from(text), &spec, "str", &mut out).map_err(|error| error.to_string())?;
        Ok(out)
    }

    #[test]
    fn values_of_cpython() {
        for (text, spec, expected) in [
            ("ab", "", "ab"),
            ("ab", "5", "ab   "),
            ("ab", ">5", "   ab"),
            ("ab", "*^5", "*ab**"),
            ("ab", "05", "ab000"),
            ("éàü", ".2", "éà"),
            ("éàü", "€>5.2s", "€€€éà"),
            ("abc", ".0", ""),
            ("abc", "1", "abc"),
        ] {
            assert_eq!(format(text, spec).expect(spec), expected);
        }
        for (spec, expected) in [
            ("d", "Unknown format code 'd' for object of type 'str'"),
            ("+", "Sign not allowed in string format specifier"),
            (" ", "Space not allowed in string format specifier"),
            ("#", "Alternate form (#) not allowed in string format specifier"),
            ("z", "Negative zero coercion (z) not allowed in string format specifier"),
            ("=5", "'=' alignment not allowed in string format specifier"),
        ] {
            assert_eq!(format("a", spec).expect_err(spec), expected);
        }
    }
}
