//! Ints from text and to text.

mod parse;
mod repr;

pub use parse::{IntParseError, parse, parse_bytes, parse_i64_decimal};
pub(crate) use parse::{to_ascii_number, trim_ascii_spaces};
pub(crate) use repr::u64_digits;
pub use repr::{
    DEFAULT_DIGIT_LIMIT, DigitLimitError, MIN_DIGIT_LIMIT, Radix, big_repr, big_to_radix, decimal_digits_at_most,
    i64_repr, i64_to_radix,
};
