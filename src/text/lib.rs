//! Text and numbers: pure functions between the two, in CPython's words and to CPython's last digit.
//!
//! Nothing here knows an interpreter object. A text is a [`wtf8::Wtf8`] view, an int is an `i64` or a
//! `dashu_int::IBig` (together: [`bigint::Int`]), a float an `f64`. What can fail returns an error type whose
//! `Display` is CPython's message; which exception it becomes is the caller's decision, named in the docs of each
//! error.
//!
//! | room | what is in it |
//! |---|---|
//! | [`wtf8`] | Python's `str` as bytes: surrogates allowed, walking, slicing |
//! | [`out`] | where numbers are written to |
//! | [`bigint`] | what Python asks of ints beyond a big-int crate |
//! | [`int`] | ints from and to text |
//! | [`float`] | floats from and to text, rounding |
//! | [`format`] | `format()` and the templates of `str.format` |
//! | [`percent`] | the templates of `%` |
//! | [`codec`] | text from and to bytes, error handlers |
//! | [`random`] | CPython's random generator |
//! | [`repr`] | `repr` and `ascii` of texts and bytes |
//! | [`hash`] | CPython's hashes |
//! | [`unicode`] | character classes, case mapping, line ends |

pub mod bigint;
pub mod codec;
pub mod float;
pub mod format;
pub mod hash;
pub mod int;
pub mod out;
pub mod percent;
pub mod random;
pub mod repr;
pub mod unicode;
pub mod wtf8;
