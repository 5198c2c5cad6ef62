//! One byte per character: ASCII and Latin-1.

use super::{DecodeError, EncodeError};
use crate::wtf8::{CodePoint, Wtf8, Wtf8Buf};

/// Decodes ASCII from `at` to the first other byte.
pub(super) fn decode_ascii_step(data: &[u8], at: usize, out: &mut Wtf8Buf) -> Result<usize, DecodeError> {
    let rest = &data[at..];
    let good = rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
    out.extend_ascii(&rest[..good], |byte| byte);
    if good == rest.len() {
        return Ok(data.len());
    }
    let start = at + good;
    Err(DecodeError { start, end: start + 1, reason: "ordinal not in range(128)" })
}

/// Decodes Latin-1, which cannot fail.
pub(super) fn decode_latin1(data: &[u8], out: &mut Wtf8Buf) {
    if data.is_ascii() {
        out.extend_ascii(data, |byte| byte);
        return;
    }
    for &byte in data {
        out.push(u32::from(byte));
    }
}

/// Encodes from `at` to the first run of characters beyond `limit`, 128 or 256.
pub(super) fn encode_step(text: Wtf8<'_>, at: usize, limit: CodePoint, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    let length = text.as_bytes().len();
    let rest = text.slice_bytes(at, length);
    if rest.is_ascii() {
        out.extend_from_slice(rest.as_bytes());
        return Ok(());
    }
    let mut start = None;
    for (offset, point) in rest.char_indices() {
        match start {
            None if point < limit => out.push(point as u8),
            None => start = Some(at + offset),
            Some(start) if point < limit => return Err(too_large(start, at + offset, limit)),
            Some(_) => {}
        }
    }
    start.map_or(Ok(()), |start| Err(too_large(start, length, limit)))
}

fn too_large(start: usize, end: usize, limit: CodePoint) -> EncodeError {
    EncodeError {
        start,
        end,
        reason: if limit == 0x80 { "ordinal not in range(128)" } else { "ordinal not in range(256)" },
    }
}
