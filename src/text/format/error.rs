//! What is wrong with a format spec, in CPython's words.

use crate::bigint::IntTooLarge;
use crate::int::DigitLimitError;
use crate::wtf8::{CodePoint, Wtf8Buf};
use std::fmt;

/// A format spec that cannot be parsed, or not be applied to this type. `ValueError`, unless
/// [`FormatError::is_overflow`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// The type has no such code.
    UnknownCode {
        /// The code.
        code: CodePoint,
        /// The name of the value's type.
        type_name: Box<str>,
    },
    /// Something follows the code.
    InvalidSpecifier {
        /// The whole spec.
        spec: Wtf8Buf,
        /// The name of the value's type.
        type_name: Box<str>,
    },
    /// A thousands separator with a code that has no thousands.
    SeparatorWithCode {
        /// `,` or `_`.
        separator: u8,
        /// The code.
        code: CodePoint,
    },
    /// Both separators.
    BothSeparators,
    /// A width or precision too large for CPython's `Py_ssize_t`.
    TooManyDigits,
    /// A point without precision.
    MissingPrecision,
    /// A precision beyond CPython's `INT_MAX`.
    PrecisionTooBig,
    /// A flag that this type, or this code, has no meaning for; the whole message.
    NotAllowed(&'static str),
    /// The code `c` with a number that is no code point.
    CharRange,
    /// The code `c` with a number beyond CPython's C long.
    CharLong,
    /// A float code on an int beyond the floats.
    IntTooLarge,
    /// The decimal text would be too long.
    DigitLimit(DigitLimitError),
}

impl FormatError {
    /// True where CPython raises `OverflowError` instead of `ValueError`.
    #[must_use]
    pub const fn is_overflow(&self) -> bool {
        matches!(self, FormatError::CharRange | FormatError::CharLong | FormatError::IntTooLarge)
    }
}

/// Shows a code as it is, or escaped when it is no visible ASCII character.
fn write_code(code: CodePoint, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if (33..128).contains(&code) { write!(f, "'{}'", char::from(code as u8)) } else { write!(f, "'\\x{code:x}'") }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FormatError::UnknownCode { code, type_name } => {
                f.write_str("Unknown format code ")?;
                write_code(*code, f)?;
                write!(f, " for object of type '{type_name}'")
            }
            FormatError::InvalidSpecifier { spec, type_name } => {
                write!(f, "Invalid format specifier '{spec}' for object of type '{type_name}'")
            }
            FormatError::SeparatorWithCode { separator, code } => {
                write!(f, "Cannot specify '{}' with ", char::from(*separator))?;
                write_code(*code, f)?;
                f.write_str(".")
            }
            FormatError::BothSeparators => f.write_str("Cannot specify both ',' and '_'."),
            FormatError::TooManyDigits => f.write_str("Too many decimal digits in format string"),
            FormatError::MissingPrecision => f.write_str("Format specifier missing precision"),
            FormatError::PrecisionTooBig => f.write_str("precision too big"),
            FormatError::NotAllowed(message) => f.write_str(message),
            FormatError::CharRange => f.write_str("%c arg not in range(0x110000)"),
            FormatError::CharLong => f.write_str("Python int too large to convert to C long"),
            FormatError::IntTooLarge => IntTooLarge.fmt(f),
            FormatError::DigitLimit(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for FormatError {}

impl From<DigitLimitError> for FormatError {
    fn from(error: DigitLimitError) -> Self {
        FormatError::DigitLimit(error)
    }
}

impl From<IntTooLarge> for FormatError {
    fn from(_: IntTooLarge) -> Self {
        FormatError::IntTooLarge
    }
}
