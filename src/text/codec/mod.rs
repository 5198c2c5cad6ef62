//! The codecs that are built into CPython's `str`, with its error handlers and messages.
//!
//! [`decode`] and [`encode`] do a whole string under a built-in handler ([`ErrorMode`]). For handlers written in
//! Python, and for incremental decoders, [`decode_step`] and [`encode_step`] run up to the first trouble and say
//! what it is; the caller calls its handler and goes on from where that says.

mod error;
mod handler;
mod kind;
mod narrow;
mod utf8;
mod wide;

pub use error::{DecodeError, EncodeError, decode_message, encode_message, translate_message};
pub use handler::{ErrorMode, decode, decode_step, encode, encode_step, push_encoded};
pub use kind::{Codec, resolve_byte_order};
