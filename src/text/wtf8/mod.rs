//! Python text: code points in generalised UTF-8.
//!
//! A Python `str` is a sequence of code points in `0..=0x10FFFF`, surrogates included. It is kept as UTF-8 that
//! also encodes surrogates, each by itself in three bytes. Unlike WTF-8 proper, a high surrogate may be followed by a
//! low one: the pair stays two code points, as in CPython.
//!
//! Invariants: every [`Wtf8`] and [`Wtf8Buf`] holds whole, shortest-form sequences of code points up to `0x10FFFF`.
//! Nothing is unsafe when they do not, but answers are then wrong. Byte order of two texts is their code point
//! order.

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
    const LOW_BITS: u64 = 0x0101_0101_0101_0101;
    const EVEN_BYTES: u64 = 0x00FF_00FF_00FF_00FF;
    let (words, tail) = bytes.as_chunks::<8>();
    let mut count = tail.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    // Eight counters of a byte each, which 255 words cannot overflow.
    for block in words.chunks(255) {
        let mut counters = 0u64;
        for word in block {
            let word = u64::from_le_bytes(*word);
            counters += (!word >> 7 | word >> 6) & LOW_BITS;
        }
        let pairs = (counters & EVEN_BYTES) + (counters >> 8 & EVEN_BYTES);
        count += (pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_long_texts() {
        for length in [0, 1, 7, 8, 9, 2039, 2040, 2041, 5000] {
            let text: Wtf8Buf = (0..length).map(|index| [0x61, 0xE9, 0x20AC, 0xD800, 0x1F600][index % 5]).collect();
            assert_eq!(count_code_points(text.as_bytes()), length);
            assert_eq!(count_code_points(&vec![b'a'; length]), length);
        }
    }
}
