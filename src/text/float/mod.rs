//! Floats from text and to text, and decimal rounding.

mod complex_parse;
mod digits;
mod format;
mod hex;
mod parse;
mod repr;
mod round;
mod scaled;

pub use complex_parse::{ComplexParseError, parse_complex};
pub use format::{FloatFormat, FloatKind, format_float};
pub use hex::{FloatHexError, from_hex, hex};
pub use parse::{parse, parse_bytes, syntax_error_message};
pub use repr::{complex_repr, repr};
pub use round::{RoundOverflow, round_digits, round_half_even_to_int};
