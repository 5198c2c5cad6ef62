//! Python text: code points in generalised UTF-8.
//!
//! A Python `str` is a sequence of code points in `0..=0x10FFFF`, surrogates included. It is kept as UTF-8 that
//! also encodes surrogates, each by itself in three bytes. Unlike WTF-8 proper, a high surrogate may be followed by a
//! low one: the pair stays two code points, as in CPython.
//!
//! Invariants: every [`Wtf8`] and [`Wtf8Buf`] holds whole, shortest-form sequences of code points up to `0x10FFFF`. Nothing is unsafe
//! when they do not, but answers are then wrong. Byte order of two texts is their code point order.

mod buf;
mod chars;
mod slice;

pub use buf::Wtf8Buf;
pub use chars::{CharIndices, Chars};
pub use slice::Wtf8;

/// A Unicode code point, surrogates included: `0..=0x10FFFF`.
pub type CodePoint = u32;

/// The largest code point.
pub const MAX_CODE_POINT: CodePoint = 0x10_FFFF;

/// True for a lone half of a UTF-16 pair.
#[inline]
#[must_use]
pub const fn is_surrogate(point: CodePoint) -> bool {
    matches!(point, 0xD800..=0xDFFF)
}

/// The number of bytes that encode this code point.
#[inline]
#[must_use]
pub const fn encoded_len(point: CodePoint) -> usize {
    match point {
        0..0x80 => 1,
        0x80..0x800 => 2,
        0x800..0x1_0000 => 3,
        _ => 4,
    }
}

/// Counts the code points in generalised UTF-8: every byte that does not continue a sequence starts one.
#[must_use]
pub fn count_code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}
