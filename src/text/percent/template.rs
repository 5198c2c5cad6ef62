//! Parsing `%[(key)][flags][width][.precision][hlL]code`.

use crate::wtf8::{CodePoint, Wtf8};
use std::fmt;

/// What is wrong with a template. All of them are `ValueError`s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentError {
    /// The template ends inside of a spec.
    Incomplete,
    /// The template ends inside of a key.
    IncompleteKey,
    /// A width beyond CPython's `Py_ssize_t`.
    WidthTooBig,
    /// A precision beyond CPython's `INT_MAX`.
    PrecisionTooBig,
    /// No such code.
    UnsupportedCode {
        /// The code.
        code: CodePoint,
        /// Where it stands: characters from the start, bytes in a bytes template.
        index: usize,
    },
}

impl fmt::Display for PercentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            PercentError::Incomplete => f.write_str("incomplete format"),
            PercentError::IncompleteKey => f.write_str("incomplete format key"),
            PercentError::WidthTooBig => f.write_str("width too big"),
            PercentError::PrecisionTooBig => f.write_str("precision too big"),
            PercentError::UnsupportedCode { code, index } => {
                let shown = match u8::try_from(code) {
                    Ok(code @ 32..127) => char::from(code),
                    _ => '?',
                };
                write!(f, "unsupported format character '{shown}' ({code:#x}) at index {index}")
            }
        }
    }
}

impl std::error::Error for PercentError {}

/// Whether a template is a text or bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// `str`: the bytes are generalised UTF-8.
    Str,
    /// `bytes`.
    Bytes,
}

/// A width or precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Spelled out.
    Given(usize),
    /// `*`: the next of the values.
    Argument,
}

/// A stretch of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentPiece<'a> {
    /// To be written as it is.
    Literal(&'a [u8]),
    /// To be replaced by a value.
    Spec(PercentSpec<'a>),
}

/// The flags of a spec.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Flags {
    left: bool,
    plus: bool,
    blank: bool,
    alternate: bool,
    zero: bool,
}

/// A conversion specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PercentSpec<'a> {
    /// The key of a mapping, as it stands between the parentheses.
    pub key: Option<&'a [u8]>,
    flags: Flags,
    /// The least width.
    pub width: Option<Amount>,
    /// What follows the point; nothing there is 0.
    pub precision: Option<Amount>,
    code: CodePoint,
    index: usize,
}

/// What a code does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentCode {
    /// `d i u`: an int in decimal; other real numbers are truncated. Otherwise `TypeError`, "%d format: a real
    /// number is required, not T".
    Decimal(char),
    /// `x X o`: an int. Otherwise `TypeError`, "%x format: an integer is required, not T".
    Radix(crate::int::Radix, char),
    /// `e E f F g G`: a float. Otherwise `TypeError`, "must be real number, not T".
    Float(char),
    /// `c`: a character or its number. Otherwise `TypeError`: "%c requires an int or a unicode character, not T",
    /// or "not a string of length 2"; in bytes "%c requires an integer in range(256) or a single byte, not T". A
    /// number out of range is an `OverflowError`, "%c arg not in range(0x110000)" or "%c arg not in range(256)".
    Char,
    /// `s`: `str(value)`; in bytes the same as `b`.
    Str,
    /// `r`: `repr(value)`; in bytes the same as `a`.
    Repr,
    /// `a`: `ascii(value)`.
    Ascii,
    /// `b`, in bytes only: a bytes-like value. Otherwise `TypeError`: "%b requires a bytes-like object, or an
    /// object that implements __bytes__, not 'T'".
    Bytes,
}

/// A spec with all its numbers known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PercentFormat {
    /// `-`: to the left.
    pub left: bool,
    /// `+`: a plus before numbers that are not negative.
    pub plus: bool,
    /// A space: a space before numbers that are not negative.
    pub blank: bool,
    /// `#`: the alternate form.
    pub alternate: bool,
    /// `0`: numbers are filled with zeros.
    pub zero: bool,
    /// The least width.
    pub width: usize,
    /// The precision.
    pub precision: Option<usize>,
}

impl PercentSpec<'_> {
    /// Fills in the values of the stars, in order. A negative width means to the left, a negative precision 0.
    pub fn resolve(&self, width: Option<i64>, precision: Option<i64>) -> Result<PercentFormat, PercentError> {
        let mut format = PercentFormat {
            left: self.flags.left,
            plus: self.flags.plus,
            blank: self.flags.blank,
            alternate: self.flags.alternate,
            zero: self.flags.zero,
            width: 0,
            precision: None,
        };
        match self.width {
            Some(Amount::Given(width)) => format.width = width,
            Some(Amount::Argument) => {
                let width = width.unwrap_or(0);
                format.left |= width < 0;
                format.width = usize::try_from(width.unsigned_abs()).map_err(|_| PercentError::WidthTooBig)?;
            }
            None => {}
        }
        format.precision = match self.precision {
            Some(Amount::Given(precision)) => Some(precision),
            Some(Amount::Argument) => {
                let precision = precision.unwrap_or(0).max(0);
                let precision = i32::try_from(precision).map_err(|_| PercentError::PrecisionTooBig)?;
                Some(precision.unsigned_abs() as usize)
            }
            None => None,
        };
        Ok(format)
    }

    /// What the code does, for this kind of template.
    pub fn code(&self, kind: TextKind) -> Result<PercentCode, PercentError> {
        use crate::int::Radix;
        let code = char::from_u32(self.code).unwrap_or('\u{FFFD}');
        Ok(match code {
            'd' | 'i' | 'u' => PercentCode::Decimal(code),
            'x' => PercentCode::Radix(Radix::LowerHex, code),
            'X' => PercentCode::Radix(Radix::UpperHex, code),
            'o' => PercentCode::Radix(Radix::Octal, code),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => PercentCode::Float(code),
            'c' => PercentCode::Char,
            's' if kind == TextKind::Bytes => PercentCode::Bytes,
            'b' if kind == TextKind::Bytes => PercentCode::Bytes,
            'r' if kind == TextKind::Bytes => PercentCode::Ascii,
            's' => PercentCode::Str,
            'r' => PercentCode::Repr,
            'a' => PercentCode::Ascii,
            _ => {
                return Err(PercentError::UnsupportedCode { code: self.code, index: self.index });
            }
        })
    }
}

/// Cuts a template into pieces. The first error ends it.
#[derive(Clone, Debug)]
pub struct PercentParser<'a> {
    template: &'a [u8],
    at: usize,
    kind: TextKind,
}

impl<'a> PercentParser<'a> {
    /// Starts at the head of a text template.
    #[must_use]
    pub fn of_str(template: Wtf8<'a>) -> Self {
        PercentParser { template: template.as_bytes(), at: 0, kind: TextKind::Str }
    }

    /// Starts at the head of a bytes template.
    #[must_use]
    pub fn of_bytes(template: &'a [u8]) -> Self {
        PercentParser { template, at: 0, kind: TextKind::Bytes }
    }

    fn peek(&self) -> Option<u8> {
        self.template.get(self.at).copied()
    }

    fn literal(&mut self) -> PercentPiece<'a> {
        let rest = &self.template[self.at..];
        let length = rest.iter().position(|&byte| byte == b'%').unwrap_or(rest.len());
        self.at += length;
        PercentPiece::Literal(&rest[..length])
    }

    /// Takes a spec, after its `%`.
    fn spec(&mut self) -> Result<PercentSpec<'a>, PercentError> {
        let key = self.key()?;
        let flags = self.flags();
        let width = self.amount(isize::MAX.unsigned_abs(), PercentError::WidthTooBig)?;
        let precision = if self.peek() == Some(b'.') {
            self.at += 1;
            let amount = self.amount(i32::MAX as usize, PercentError::PrecisionTooBig)?;
            Some(amount.unwrap_or(Amount::Given(0)))
        } else {
            None
        };
        if matches!(self.peek(), Some(b'h' | b'l' | b'L')) {
            self.at += 1;
        }
        let (code, index) = self.code().ok_or(PercentError::Incomplete)?;
        Ok(PercentSpec { key, flags, width, precision, code, index })
    }

    /// Takes `(key)`; parentheses inside of the key are balanced.
    fn key(&mut self) -> Result<Option<&'a [u8]>, PercentError> {
        if self.peek() != Some(b'(') {
            return Ok(None);
        }
        self.at += 1;
        let start = self.at;
        let mut depth = 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            depth += match byte {
                b'(' => 1,
                b')' => -1,
                _ => 0,
            };
            if depth == 0 {
                return Ok(Some(&self.template[start..self.at - 1]));
            }
        }
        Err(PercentError::IncompleteKey)
    }

    fn flags(&mut self) -> Flags {
        let mut flags = Flags::default();
        while let Some(byte) = self.peek() {
            match byte {
                b'-' => flags.left = true,
                b'+' => flags.plus = true,
                b' ' => flags.blank = true,
                b'#' => flags.alternate = true,
                b'0' => flags.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        flags
    }

    /// Takes a star or ASCII digits.
    fn amount(&mut self, most: usize, too_big: PercentError) -> Result<Option<Amount>, PercentError> {
        if self.peek() == Some(b'*') {
            self.at += 1;
            return Ok(Some(Amount::Argument));
        }
        let mut value = None;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            self.at += 1;
            let longer = value.unwrap_or(0usize).checked_mul(10);
            let longer = longer.and_then(|value| value.checked_add(usize::from(digit - b'0')));
            value = Some(longer.filter(|&value| value <= most).ok_or(too_big)?);
        }
        Ok(value.map(Amount::Given))
    }

    /// Takes the code, with its place as error messages count it.
    fn code(&mut self) -> Option<(CodePoint, usize)> {
        let rest = &self.template[self.at..];
        let before = &self.template[..self.at];
        let (code, length, index) = match self.kind {
            TextKind::Bytes => (u32::from(*rest.first()?), 1, before.len()),
            TextKind::Str => {
                let code = Wtf8::trusted(rest).chars().next()?;
                (code, crate::wtf8::encoded_len(code), Wtf8::trusted(before).len_chars())
            }
        };
        self.at += length;
        Some((code, index))
    }
}

impl<'a> Iterator for PercentParser<'a> {
    type Item = Result<PercentPiece<'a>, PercentError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.peek()? != b'%' {
            return Some(Ok(self.literal()));
        }
        self.at += 1;
        if self.peek() == Some(b'%') {
            self.at += 1;
            return Some(Ok(PercentPiece::Literal(b"%")));
        }
        let spec = self.spec();
        if spec.is_err() {
            self.at = self.template.len();
        }
        Some(spec.map(PercentPiece::Spec))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only_spec(template: &str) -> Result<PercentSpec<'_>, PercentError> {
        let pieces: Result<Vec<_>, _> = PercentParser::of_str(Wtf8::from(template)).collect();
        let mut specs = pieces?.into_iter().filter_map(|piece| match piece {
            PercentPiece::Spec(spec) => Some(spec),
            PercentPiece::Literal(_) => None,
        });
        Ok(specs.next().expect("a spec"))
    }

    #[test]
    fn every_part() {
        let spec = only_spec("é%(a(b))-+ #012.5lx").expect("valid");
        assert_eq!(spec.key, Some(&b"a(b)"[..]));
        assert_eq!((spec.width, spec.precision), (Some(Amount::Given(12)), Some(Amount::Given(5))));
        let format = spec.resolve(None, None).expect("valid");
        assert!(format.left && format.plus && format.blank && format.alternate && format.zero);
        let stars = only_spec("%*.*f").expect("valid");
        let format = stars.resolve(Some(-7), Some(-2)).expect("valid");
        assert_eq!((format.left, format.width, format.precision), (true, 7, Some(0)));
        let point = only_spec("%.f").expect("valid");
        assert_eq!(point.precision, Some(Amount::Given(0)));
        let pieces: Vec<_> = PercentParser::of_bytes(b"a%%b").map(|piece| piece.expect("valid")).collect();
        assert_eq!(pieces, [b"a", b"%", b"b"].map(|text| PercentPiece::Literal(text)));
    }

    #[test]
    fn errors_in_cpythons_words() {
        for (template, message) in [
            ("%", "incomplete format"),
            ("%5.", "incomplete format"),
            ("%l", "incomplete format"),
            ("%(a", "incomplete format key"),
            ("%99999999999999999999d", "width too big"),
            ("%.99999999999d", "precision too big"),
        ] {
            assert_eq!(only_spec(template).expect_err(template).to_string(), message);
        }
        for (template, message) in [
            ("é%y", "unsupported format character 'y' (0x79) at index 2"),
            ("%5%", "unsupported format character '%' (0x25) at index 2"),
            ("%é", "unsupported format character '?' (0xe9) at index 1"),
            ("%hhd", "unsupported format character 'h' (0x68) at index 2"),
            ("%b", "unsupported format character 'b' (0x62) at index 1"),
        ] {
            let spec = only_spec(template).expect("parses");
            assert_eq!(spec.code(TextKind::Str).expect_err(template).to_string(), message);
        }
        assert_eq!(only_spec("%b").expect("valid").code(TextKind::Bytes), Ok(PercentCode::Bytes));
    }
}
