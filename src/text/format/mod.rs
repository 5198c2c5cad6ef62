//! `format(value, spec)` and `str.format`: the format mini-language of Python 3.14 and the templates with braces.
//!
//! A [`FormatSpec`] is parsed once and applied to any number of values:
//!
//! ```
//! use taipan_text::format::{FormatSpec, Subject, format_f64, format_i64};
//! use taipan_text::wtf8::{Wtf8, Wtf8Buf};
//!
//! let mut out = Wtf8Buf::new();
//! let spec = FormatSpec::parse(Wtf8::from(">10,.2f"), Subject::Float, "float").unwrap();
//! format_f64(1234.5, &spec, "float", &mut out).unwrap();
//! assert_eq!(out, "  1,234.50");
//! ```
//!
//! An empty spec means `str(value)`; that is the caller's affair.

mod complex;
mod error;
mod float;
mod int;
mod layout;
mod spec;
mod template;
mod text;

pub use complex::format_complex;
pub use error::FormatError;
pub use float::format_f64;
pub use int::{format_big, format_i64};
pub use spec::{Align, FormatSpec, Grouping, SignMode, Subject};
pub use template::{
    Argument, Conversion, Field, FieldHead, FieldName, FieldStep, FieldSteps, MAX_DEPTH, Numbering, Piece,
    TemplateError, TemplateParser, parse_field_name,
};
pub use text::format_str;
