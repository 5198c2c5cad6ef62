//! `template % values` for texts and bytes.
//!
//! [`PercentParser`] cuts a template into literal stretches and [`PercentSpec`]s. For each spec the caller, in
//! CPython's order:
//!
//! 1. looks the key up, when there is one (no mapping: `TypeError`, "format requires a mapping");
//! 2. takes an int from the values for each [`Amount::Argument`] (`TypeError`, "* wants int") and calls
//!    [`PercentSpec::resolve`];
//! 3. takes the value (none left: `TypeError`, "not enough arguments for format string");
//! 4. calls [`PercentSpec::code`] and formats the value with one of the `format_*` functions.
//!
//! Values that are left over at the end, when no spec had a key, are a `TypeError`: "not all arguments converted
//! during string formatting".

mod number;
mod template;
mod text;

pub use number::{format_big, format_f64, format_i64};
pub use template::{
    Amount, PercentCode, PercentError, PercentFormat, PercentParser, PercentPiece, PercentSpec, TextKind,
};
pub use text::{format_bytes, format_char, format_str};
