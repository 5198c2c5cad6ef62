//! Walking over the code points of a text, from either end.

use super::CodePoint;

/// The code points of a text, double-ended.
#[derive(Clone, Debug)]
pub struct Chars<'a> {
    rest: &'a [u8],
}

impl<'a> Chars<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Chars { rest: bytes }
    }

    /// The bytes that were not walked over yet.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }
}

/// Decodes the code point that starts at the head of `bytes`, with its length in bytes.
#[inline]
fn decode_first(bytes: &[u8]) -> Option<(CodePoint, usize)> {
    let first = *bytes.first()?;
    if first < 0x80 {
        return Some((u32::from(first), 1));
    }
    let tail = |index: usize| u32::from(bytes.get(index).copied().unwrap_or(0x80) & 0x3F);
    let first = u32::from(first);
    Some(if first < 0xE0 {
        ((first & 0x1F) << 6 | tail(1), 2.min(bytes.len()))
    } else if first < 0xF0 {
        ((first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3.min(bytes.len()))
    } else {
        ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4.min(bytes.len()))
    })
}

impl Iterator for Chars<'_> {
    type Item = CodePoint;

    #[inline]
    fn next(&mut self) -> Option<CodePoint> {
        let (point, length) = decode_first(self.rest)?;
        self.rest = &self.rest[length..];
        Some(point)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.rest.len().div_ceil(4), Some(self.rest.len()))
    }

    fn count(self) -> usize {
        super::count_code_points(self.rest)
    }
}

impl DoubleEndedIterator for Chars<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<CodePoint> {
        let last = *self.rest.last()?;
        if last < 0x80 {
            self.rest = &self.rest[..self.rest.len() - 1];
            return Some(u32::from(last));
        }
        let mut start = self.rest.len() - 1;
        while start > 0 && self.rest[start] & 0xC0 == 0x80 {
            start -= 1;
        }
        let (head, tail) = self.rest.split_at(start);
        self.rest = head;
        decode_first(tail).map(|(point, _)| point)
    }
}

/// The code points of a text with the byte offset of each.
#[derive(Clone, Debug)]
pub struct CharIndices<'a> {
    total: usize,
    chars: Chars<'a>,
}

impl<'a> CharIndices<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        CharIndices { total: bytes.len(), chars: Chars::new(bytes) }
    }
}

impl Iterator for CharIndices<'_> {
    type Item = (usize, CodePoint);

    #[inline]
    fn next(&mut self) -> Option<(usize, CodePoint)> {
        let offset = self.total - self.chars.rest.len();
        Some((offset, self.chars.next()?))
    }
}
