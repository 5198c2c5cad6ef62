//! What `str` methods ask about characters: classes, case, digit values, line ends.
//!
//! Categories come from Unicode 16.0, Python 3.14's version. Case mappings are the standard library's, which are
//! newer: what they map to or from a character that 16.0 has not assigned is left alone.

mod case;
mod class;
mod lines;
mod tables;

pub use case::{
    capitalize, casefold, lower, push_casefold, push_lower, push_title, push_upper, swapcase, title, upper,
};
pub use class::{
    decimal_value, digit_value, is_alnum, is_alpha, is_cased, is_decimal, is_digit, is_identifier, is_lower,
    is_numeric, is_printable, is_space, is_title, is_upper, is_xid_continue, is_xid_start, text_is_lower,
    text_is_title, text_is_upper,
};
pub use lines::{Lines, is_line_break, split_lines};
