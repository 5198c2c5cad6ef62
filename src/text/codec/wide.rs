//! UTF-16 and UTF-32, with the byte order settled.

use super::{DecodeError, EncodeError};
use crate::bigint::ByteOrder;
use crate::wtf8::{CodePoint, MAX_CODE_POINT, Wtf8, Wtf8Buf, is_surrogate};

/// The width of a code unit in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    Two,
    Four,
}

fn unit16(data: &[u8], at: usize, order: ByteOrder) -> Option<u32> {
    let bytes = data.get(at..at + 2)?.try_into().ok()?;
    Some(u32::from(match order {
        ByteOrder::Little => u16::from_le_bytes(bytes),
        ByteOrder::Big => u16::from_be_bytes(bytes),
    }))
}

fn unit32(data: &[u8], at: usize, order: ByteOrder) -> Option<u32> {
    let bytes = data.get(at..at + 4)?.try_into().ok()?;
    Some(match order {
        ByteOrder::Little => u32::from_le_bytes(bytes),
        ByteOrder::Big => u32::from_be_bytes(bytes),
    })
}

/// Decodes from `at` to the first trouble. What the end cuts off is an error only when `is_final`.
pub(super) fn decode_step(
    data: &[u8],
    at: usize,
    (width, order): (Width, ByteOrder),
    is_final: bool,
    out: &mut Wtf8Buf,
) -> Result<usize, DecodeError> {
    let mut at = at;
    while at < data.len() {
        let step = match width {
            Width::Two => decode16(data, at, order),
            Width::Four => decode32(data, at, order),
        };
        match step {
            Ok((point, length)) => {
                out.push(point);
                at += length;
            }
            Err(Trouble::Cut(_)) if !is_final => return Ok(at),
            Err(Trouble::Cut(reason)) => {
                return Err(DecodeError { start: at, end: data.len(), reason });
            }
            Err(Trouble::Illegal(length, reason)) => {
                return Err(DecodeError { start: at, end: at + length, reason });
            }
        }
    }
    Ok(at)
}

/// Why there is no code point.
enum Trouble {
    /// The data ends before it does.
    Cut(&'static str),
    /// So many bytes mean nothing.
    Illegal(usize, &'static str),
}

fn decode16(data: &[u8], at: usize, order: ByteOrder) -> Result<(CodePoint, usize), Trouble> {
    let first = unit16(data, at, order).ok_or(Trouble::Cut("truncated data"))?;
    match first {
        0xD800..=0xDBFF => match unit16(data, at + 2, order) {
            Some(second @ 0xDC00..=0xDFFF) => Ok((0x1_0000 + ((first & 0x3FF) << 10 | second & 0x3FF), 4)),
            Some(_) => Err(Trouble::Illegal(2, "illegal UTF-16 surrogate")),
            None => Err(Trouble::Cut("unexpected end of data")),
        },
        0xDC00..=0xDFFF => Err(Trouble::Illegal(2, "illegal encoding")),
        _ => Ok((first, 2)),
    }
}

fn decode32(data: &[u8], at: usize, order: ByteOrder) -> Result<(CodePoint, usize), Trouble> {
    let point = unit32(data, at, order).ok_or(Trouble::Cut("truncated data"))?;
    if is_surrogate(point) {
        Err(Trouble::Illegal(4, "code point in surrogate code point range(0xd800, 0xe000)"))
    } else if point > MAX_CODE_POINT {
        Err(Trouble::Illegal(4, "code point not in range(0x110000)"))
    } else {
        Ok((point, 4))
    }
}

/// Reads a lone surrogate at `at`, for the handler `surrogatepass`.
pub(super) fn surrogate_at(data: &[u8], at: usize, (width, order): (Width, ByteOrder)) -> Option<(CodePoint, usize)> {
    let (point, length) = match width {
        Width::Two => (unit16(data, at, order)?, 2),
        Width::Four => (unit32(data, at, order)?, 4),
    };
    is_surrogate(point).then_some((point, length))
}

/// Encodes from `at` to the first surrogate.
pub(super) fn encode_step(
    text: Wtf8<'_>,
    at: usize,
    form: (Width, ByteOrder),
    out: &mut Vec<u8>,
) -> Result<(), EncodeError> {
    let rest = text.slice_bytes(at, text.as_bytes().len());
    for (offset, point) in rest.char_indices() {
        if is_surrogate(point) {
            let start = at + offset;
            return Err(EncodeError { start, end: start + 3, reason: "surrogates not allowed" });
        }
        push_unit(point, form, out);
    }
    Ok(())
}

/// Encodes a code point, also a surrogate.
pub(super) fn push_unit(point: CodePoint, (width, order): (Width, ByteOrder), out: &mut Vec<u8>) {
    let mut push16 = |unit: u32| {
        let unit = unit as u16;
        out.extend(match order {
            ByteOrder::Little => unit.to_le_bytes(),
            ByteOrder::Big => unit.to_be_bytes(),
        });
    };
    match (width, order) {
        (Width::Two, _) if point < 0x1_0000 => push16(point),
        (Width::Two, _) => {
            let bits = point - 0x1_0000;
            push16(0xD800 | bits >> 10);
            push16(0xDC00 | bits & 0x3FF);
        }
        (Width::Four, ByteOrder::Little) => out.extend(point.to_le_bytes()),
        (Width::Four, ByteOrder::Big) => out.extend(point.to_be_bytes()),
    }
}
