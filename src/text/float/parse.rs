//! `float(text)`.

use crate::int::{to_ascii_number, trim_ascii_spaces};
use crate::wtf8::Wtf8;
use std::borrow::Cow;
use std::fmt;

/// CPython's `ValueError` for a text that spells no float; `literal` is the `repr` of the argument.
#[must_use]
pub fn syntax_error_message(literal: impl fmt::Display) -> String {
    format!("could not convert string to float: {literal}")
}

/// `float(text)`: spaces around, `inf`, `infinity`, `nan` in any case, underscores between digits, digits of any
/// script. `None`: see [`syntax_error_message`].
#[must_use]
pub fn parse(text: Wtf8<'_>) -> Option<f64> {
    parse_bytes(&to_ascii_number(text)?)
}

/// `float(data)` for bytes: like text, but ASCII only.
#[must_use]
pub fn parse_bytes(text: &[u8]) -> Option<f64> {
    let text = trim_ascii_spaces(text);
    let text = if text.contains(&b'_') { Cow::Owned(without_underscores(text)?) } else { Cow::Borrowed(text) };
    // The standard parser rounds correctly and takes exactly Python's grammar from here on.
    std::str::from_utf8(&text).ok()?.parse().ok()
}

/// Takes out underscores, each of which must stand between two digits.
pub(super) fn without_underscores(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |index: Option<usize>| index.and_then(|index| text.get(index)).is_some_and(u8::is_ascii_digit);
    let mut kept = Vec::with_capacity(text.len());
    for (index, &byte) in text.iter().enumerate() {
        if byte != b'_' {
            kept.push(byte);
        } else if !digit(index.checked_sub(1)) || !digit(Some(index + 1)) {
            return None;
        }
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_what_cpython_accepts() {
        for (text, value) in [
            ("1", 1.0),
            (" 1.5\n", 1.5),
            ("1.", 1.0),
            (".5", 0.5),
            ("-.5e-3", -0.0005),
            ("+1E5", 1e5),
            ("1_0.0_1e1_0", 10.01e10),
            ("inf", f64::INFINITY),
            ("-Infinity", f64::NEG_INFINITY),
            ("+iNf", f64::INFINITY),
            ("1e999", f64::INFINITY),
            ("1e-999", 0.0),
            ("\u{661}.\u{665}", 1.5),
            ("\u{2003}2\u{a0}", 2.0),
            ("9007199254740993", 9007199254740992.0),
            ("2.2250738585072011e-308", 2.225073858507201e-308),
        ] {
            assert_eq!(parse(Wtf8::from(text)), Some(value), "{text:?}");
        }
        assert!(parse(Wtf8::from("nan")).is_some_and(f64::is_nan));
        assert!(parse(Wtf8::from("-NaN")).is_some_and(f64::is_nan));
    }

    #[test]
    fn refuses_what_cpython_refuses() {
        for text in [
            "", " ", ".", "+", "e5", "1e", "1e+", "--1", "1 2", "1__0", "_1", "1_", "1_.0", "1._0", "1e_5", "0x10",
            "infin", "in_f", "nan(1)", "1.0f", "é", "1\0", "²", "1,0",
        ] {
            assert_eq!(parse(Wtf8::from(text)), None, "{text:?}");
        }
        assert_eq!(parse_bytes(b" 1.5 "), Some(1.5));
        assert_eq!(parse_bytes(b"\xff"), None);
    }
}
