//! `complex(text)`.

use super::parse::without_underscores;
use crate::int::{to_ascii_number, trim_ascii_spaces};
use crate::wtf8::Wtf8;
use std::borrow::Cow;
use std::fmt;

/// Why a text is no complex number; both are `ValueError`s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComplexParseError {
    /// Not of the form `x`, `yj` or `x+yj`.
    Malformed,
    /// An underscore that does not stand between digits; CPython says "could not convert string to complex: " and
    /// the `repr`.
    Underscore,
}

impl fmt::Display for ComplexParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ComplexParseError::Malformed => "complex() arg is a malformed string",
            ComplexParseError::Underscore => "could not convert string to complex",
        })
    }
}

impl std::error::Error for ComplexParseError {}

/// `complex(text)`: the real and imaginary part. Parentheses and spaces may stand around, not inside.
pub fn parse_complex(text: Wtf8<'_>) -> Result<(f64, f64), ComplexParseError> {
    let ascii = to_ascii_number(text).ok_or(ComplexParseError::Malformed)?;
    let clean = if ascii.contains(&b'_') {
        Cow::Owned(without_underscores(&ascii).ok_or(ComplexParseError::Underscore)?)
    } else {
        ascii
    };
    let bare = trim_ascii_spaces(&clean);
    let inner = match bare {
        [b'(', inner @ .., b')'] => trim_ascii_spaces(inner),
        bare => bare,
    };
    parts(inner).ok_or(ComplexParseError::Malformed)
}

fn parts(text: &[u8]) -> Option<(f64, f64)> {
    let (first, rest) = split_number(text);
    match (first, rest) {
        (Some(real), []) => Some((real, 0.0)),
        (Some(imag), [b'j' | b'J']) => Some((0.0, imag)),
        (Some(real), [b'+' | b'-', ..]) => Some((real, imaginary(rest)?)),
        (Some(_), _) => None,
        (None, _) => Some((0.0, imaginary(text)?)),
    }
}

/// A number and `j`, where a number of one may be left out.
fn imaginary(text: &[u8]) -> Option<f64> {
    let body = text.strip_suffix(b"j").or_else(|| text.strip_suffix(b"J"))?;
    match body {
        b"" | b"+" => Some(1.0),
        b"-" => Some(-1.0),
        _ => match split_number(body) {
            (Some(imag), []) => Some(imag),
            _ => None,
        },
    }
}

/// Splits the longest float off the head.
fn split_number(text: &[u8]) -> (Option<f64>, &[u8]) {
    let length = number_length(text);
    let (number, rest) = text.split_at(length);
    let number = std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
    (number, rest)
}

/// The length of the longest float at the head, 0 for none.
fn number_length(text: &[u8]) -> usize {
    let sign = usize::from(matches!(text, [b'+' | b'-', ..]));
    let rest = &text[sign..];
    for word in ["infinity", "inf", "nan"] {
        if rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes())) {
            return sign + word.len();
        }
    }
    let digits = |from: usize| rest.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let whole = digits(0);
    let mut length = whole;
    if rest.get(whole) == Some(&b'.') {
        let fraction = digits(whole + 1);
        if whole + fraction == 0 {
            return 0;
        }
        length += 1 + fraction;
    } else if whole == 0 {
        return 0;
    }
    if matches!(rest.get(length), Some(b'e' | b'E')) {
        let exponent_sign = usize::from(matches!(rest.get(length + 1), Some(b'+' | b'-')));
        let exponent = digits(length + 1 + exponent_sign);
        if exponent > 0 {
            length += 1 + exponent_sign + exponent;
        }
    }
    sign + length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_what_cpython_accepts() {
        for (text, real, imag) in [
            ("1", 1.0, 0.0),
            ("2j", 0.0, 2.0),
            ("j", 0.0, 1.0),
            ("-J", 0.0, -1.0),
            ("1+2j", 1.0, 2.0),
            (" ( 1-j ) ", 1.0, -1.0),
            ("1e3-.5e-1j", 1000.0, -0.05),
            ("inf-infinityj", f64::INFINITY, f64::NEG_INFINITY),
            ("1_0+2_0j", 10.0, 20.0),
            ("\u{661}+\u{662}j", 1.0, 2.0),
            ("-1.e+2+3.J", -100.0, 3.0),
        ] {
            assert_eq!(parse_complex(Wtf8::from(text)), Ok((real, imag)), "{text}");
        }
        assert!(parse_complex(Wtf8::from("nan+nanj")).is_ok_and(|(real, imag)| real.is_nan() && imag.is_nan()));
    }

    #[test]
    fn refuses_what_cpython_refuses() {
        for text in [
            "", "()", "(1", "1)", "1 + 2j", "1+2", "1j+2", "1e", "jj", "1+-2j", "+-j", ".j", "((1))", "1+2jj", "é",
            "1e+j",
        ] {
            assert_eq!(parse_complex(Wtf8::from(text)), Err(ComplexParseError::Malformed), "{text}");
        }
        assert_eq!(parse_complex(Wtf8::from("1__0j")), Err(ComplexParseError::Underscore));
    }
}
