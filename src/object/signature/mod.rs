//! Signatures of native functions, and binding of arguments to them with CPython's messages.

mod lazy;
mod message;
mod parse;

pub use lazy::LazySignature;
pub use message::Callee;
pub use parse::{Param, ParamKind, Signature};
