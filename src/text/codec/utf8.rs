//! UTF-8.

use super::{DecodeError, EncodeError};
use crate::wtf8::{Wtf8, Wtf8Buf};

/// Decodes from `at` to the first broken sequence. A sequence that the end cuts off is an error only when `is_final`.
pub(super) fn decode_step(data: &[u8], at: usize, is_final: bool, out: &mut Wtf8Buf) -> Result<usize, DecodeError> {
    let rest = &data[at..];
    let error = match std::str::from_utf8(rest) {
        Ok(text) => {
            out.push_str(text);
            return Ok(data.len());
        }
        Err(error) => error,
    };
    let start = at + error.valid_up_to();
    out.push_wtf8(Wtf8::trusted(&rest[..error.valid_up_to()]));
    let (end, reason) = match error.error_len() {
        None if !is_final => return Ok(start),
        None => (data.len(), "unexpected end of data"),
        Some(length) => (
            start + length,
            match data[start] {
                0xC2..=0xF4 => "invalid continuation byte",
                _ => "invalid start byte",
            },
        ),
    };
    Err(DecodeError { start, end, reason })
}

/// Encodes from `at` to the first run of surrogates.
pub(super) fn encode_step(text: Wtf8<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    let bytes = &text.as_bytes()[at..];
    let Err(error) = std::str::from_utf8(bytes) else {
        out.extend_from_slice(bytes);
        return Ok(());
    };
    let (good, bad) = bytes.split_at(error.valid_up_to());
    out.extend_from_slice(good);
    let run = bad.chunks(3).take_while(|chunk| matches!(chunk, [0xED, 0xA0..=0xBF, _])).count();
    let start = at + good.len();
    Err(EncodeError { start, end: start + 3 * run, reason: "surrogates not allowed" })
}
