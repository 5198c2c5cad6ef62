//! `int(text, base)`.
//!
//! Spaces around, a sign, a base prefix, single underscores between digits, and decimal digits of any script are
//! allowed. The text is first brought to plain ASCII digits; what cannot be is an error.

use super::repr::MIN_DIGIT_LIMIT;
use crate::bigint::Int;
use crate::unicode::{decimal_value, is_space};
use crate::wtf8::Wtf8;
use dashu_int::{IBig, UBig};
use std::borrow::Cow;
use std::fmt;

/// Why a text is no int; all of them are `ValueError`s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntParseError {
    /// The base is neither 0 nor in `2..=36`.
    Base,
    /// The text does not spell an int. The message names the text: see [`IntParseError::invalid_literal`].
    Syntax,
    /// More decimal digits than the limit.
    TooManyDigits {
        /// Digits in the text.
        digits: usize,
        /// `sys.get_int_max_str_digits()`.
        limit: usize,
    },
}

impl IntParseError {
    /// CPython's message for [`IntParseError::Syntax`]; `literal` is the `repr` of the argument and `base` the base
    /// that was asked for.
    #[must_use]
    pub fn invalid_literal(base: i64, literal: impl fmt::Display) -> String {
        format!("invalid literal for int() with base {base}: {literal}")
    }
}

impl fmt::Display for IntParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IntParseError::Base => f.write_str("int() base must be >= 2 and <= 36, or 0"),
            IntParseError::Syntax => f.write_str("invalid literal for int()"),
            IntParseError::TooManyDigits { digits, limit } => write!(
                f,
                "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; use sys.set_int_max_str_digits() to increase the limit"
            ),
        }
    }
}

impl std::error::Error for IntParseError {}

/// A short run of plain decimal digits with an optional `-`, the common case; `None` sends the caller to [`parse`].
#[inline]
#[must_use]
pub fn parse_i64_decimal(bytes: &[u8]) -> Option<i64> {
    let (negative, digits) = match bytes {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut value = 0i64;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + i64::from(digit);
    }
    Some(if negative { -value } else { value })
}

/// `int(text, base)`; `base` 0 reads the prefix, `limit` is `sys.get_int_max_str_digits()`, 0 for none.
pub fn parse(text: Wtf8<'_>, base: i64, limit: usize) -> Result<Int, IntParseError> {
    if base == 10
        && let Some(small) = parse_i64_decimal(text.as_bytes())
    {
        return Ok(Int::Small(small));
    }
    check_base(base)?;
    let ascii = to_ascii_number(text).ok_or(IntParseError::Syntax)?;
    parse_ascii(&ascii, base as u32, limit)
}

/// `int(data, base)` for bytes: ASCII only.
pub fn parse_bytes(data: &[u8], base: i64, limit: usize) -> Result<Int, IntParseError> {
    if base == 10
        && let Some(small) = parse_i64_decimal(data)
    {
        return Ok(Int::Small(small));
    }
    check_base(base)?;
    parse_ascii(data, base as u32, limit)
}

fn check_base(base: i64) -> Result<(), IntParseError> {
    if base == 0 || (2..=36).contains(&base) { Ok(()) } else { Err(IntParseError::Base) }
}

/// Turns decimal digits and spaces of all scripts into ASCII; `None` when something else is not ASCII.
pub(crate) fn to_ascii_number(text: Wtf8<'_>) -> Option<Cow<'_, [u8]>> {
    if text.is_ascii() {
        return Some(Cow::Borrowed(text.as_bytes()));
    }
    text.chars()
        .map(|point| match point {
            0..0x80 => Some(point as u8),
            _ if is_space(point) => Some(b' '),
            _ => decimal_value(point).map(|digit| b'0' + digit),
        })
        .collect::<Option<Vec<u8>>>()
        .map(Cow::Owned)
}

/// Strips the spaces of C. `\x1c` to `\x1f` are spaces to `str.isspace`, but not here, as in CPython.
pub(crate) fn trim_ascii_spaces(mut text: &[u8]) -> &[u8] {
    let space = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
    while let [first, rest @ ..] = text
        && space(first)
    {
        text = rest;
    }
    while let [rest @ .., last] = text
        && space(last)
    {
        text = rest;
    }
    text
}

fn parse_ascii(text: &[u8], base: u32, limit: usize) -> Result<Int, IntParseError> {
    let text = trim_ascii_spaces(text);
    let (negative, text) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let (base, text, zero_only) = split_prefix(text, base);
    let digits = clean_digits(text, base).ok_or(IntParseError::Syntax)?;
    if zero_only && digits.iter().any(|&digit| digit != b'0') {
        return Err(IntParseError::Syntax);
    }
    let count = digits.len();
    if !base.is_power_of_two() && limit != 0 && count > limit.max(MIN_DIGIT_LIMIT) {
        return Err(IntParseError::TooManyDigits { digits: count, limit });
    }
    let digits = std::str::from_utf8(&digits).map_err(|_| IntParseError::Syntax)?;
    if let Ok(magnitude) = i64::from_str_radix(digits, base) {
        return Ok(Int::Small(if negative { -magnitude } else { magnitude }));
    }
    let magnitude = UBig::from_str_radix(digits, base).map_err(|_| IntParseError::Syntax)?;
    let magnitude = IBig::from(magnitude);
    Ok(Int::from(if negative { -magnitude } else { magnitude }))
}

/// Takes off `0x`, `0o`, `0b` (with one underscore after it) where the base allows it. The last part of the answer
/// is true for an old-style octal look-alike: base 0, a leading zero, no prefix. Only zero may be written so.
fn split_prefix(text: &[u8], base: u32) -> (u32, &[u8], bool) {
    let (found, rest) = match text {
        [b'0', b'x' | b'X', rest @ ..] => (16, rest),
        [b'0', b'o' | b'O', rest @ ..] => (8, rest),
        [b'0', b'b' | b'B', rest @ ..] => (2, rest),
        _ => (0, text),
    };
    if found != 0 && (base == 0 || base == found) {
        return (found, rest.strip_prefix(b"_").unwrap_or(rest), false);
    }
    if base == 0 { (10, text, text.first() == Some(&b'0')) } else { (base, text, false) }
}

/// Checks the digits and takes out single underscores between them.
fn clean_digits(text: &[u8], base: u32) -> Option<Cow<'_, [u8]>> {
    let mut underscores = 0;
    let mut after_digit = false;
    for &byte in text {
        if byte == b'_' {
            if !after_digit {
                return None;
            }
            after_digit = false;
            underscores += 1;
        } else {
            char::from(byte).to_digit(base)?;
            after_digit = true;
        }
    }
    if !after_digit {
        return None;
    }
    Some(if underscores == 0 {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.iter().copied().filter(|&byte| byte != b'_').collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(text: &str, base: i64) -> Result<Int, IntParseError> {
        parse(Wtf8::from(text), base, 4300)
    }

    #[test]
    fn accepts_what_cpython_accepts() {
        for (text, base, value) in [
            ("0", 10, 0),
            (" -12\n", 10, -12),
            ("+7", 10, 7),
            ("1_000", 10, 1000),
            ("0x_ff", 16, 255),
            ("0XfF", 0, 255),
            ("ff", 16, 255),
            ("0o17", 0, 15),
            ("0b101", 2, 5),
            ("0b1", 16, 177),
            ("z", 36, 35),
            ("00", 0, 0),
            ("0_0", 0, 0),
            ("-0x10", 0, -16),
            ("\u{661}\u{662}", 10, 12),
            ("\u{2003}\u{ff19}\u{a0}", 10, 9),
            ("9223372036854775807", 10, i64::MAX),
            ("-9223372036854775808", 10, i64::MIN),
            ("000000000000000000000000012", 10, 12),
        ] {
            assert_eq!(int(text, base), Ok(Int::Small(value)), "{text:?}");
        }
        let big = IBig::ONE << 64usize;
        assert_eq!(int("-18446744073709551616", 10), Ok(Int::Big(-&big)));
        assert_eq!(int("0x1_0000_0000_0000_0000", 0), Ok(Int::Big(big)));
    }

    #[test]
    fn refuses_what_cpython_refuses() {
        for (text, base) in [
            ("", 10),
            (" ", 10),
            ("-", 10),
            ("1__0", 10),
            ("_1", 10),
            ("1_", 10),
            ("0x", 16),
            ("0x", 0),
            ("010", 0),
            ("0_7", 0),
            ("12", 2),
            ("1.0", 10),
            ("- 1", 10),
            ("+-1", 10),
            ("é", 10),
            ("0x__f", 0),
            ("0b2", 0),
            ("x", 10),
            ("1\0", 10),
            ("²", 10),
            ("_0x1", 0),
            ("\x1c3\x1f", 10),
        ] {
            assert_eq!(int(text, base), Err(IntParseError::Syntax), "{text:?}");
        }
        assert_eq!(int("1", 1), Err(IntParseError::Base));
        assert_eq!(int("1", 37), Err(IntParseError::Base));
        assert_eq!(int("1", -2), Err(IntParseError::Base));
        assert_eq!(parse_bytes(b" 12_3 ", 10, 0), Ok(Int::Small(123)));
        assert_eq!(parse_bytes(b"\xb2", 10, 0), Err(IntParseError::Syntax));
    }

    #[test]
    fn long_decimals_are_limited() {
        let text = "1".repeat(4301);
        let error = int(&text, 10).expect_err("too long");
        assert_eq!(
            error.to_string(),
            "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit"
        );
        assert!(int(&text, 16).is_ok());
        assert!(int(&text, 8).is_ok());
        assert!(int(&text[1..], 10).is_ok());
        assert!(parse(Wtf8::from(text.as_str()), 10, 0).is_ok());
        assert!(parse(Wtf8::from(&text[..640]), 10, 1).is_ok());
    }
}
