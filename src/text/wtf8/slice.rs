//! A borrowed Python text.

use super::{CharIndices, Chars, CodePoint, Wtf8Buf, count_code_points};
use std::fmt;

/// A borrowed text in generalised UTF-8: a view that is copied like a `&str`.
///
/// Equality and order are those of the code points.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Wtf8<'a> {
    bytes: &'a [u8],
}

impl<'a> Wtf8<'a> {
    /// Wraps bytes after checking that they are generalised UTF-8; `None` when they are not.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        is_valid(bytes).then_some(Wtf8 { bytes })
    }

    /// Wraps bytes that are known to be generalised UTF-8, because they come from a [`Wtf8Buf`] or another checked
    /// place.
    #[inline]
    #[must_use]
    pub fn trusted(bytes: &'a [u8]) -> Self {
        Wtf8 { bytes }
    }

    /// The encoded bytes.
    #[inline]
    #[must_use]
    pub const fn as_bytes(self) -> &'a [u8] {
        self.bytes
    }

    /// The text as a Rust string, when it has no surrogates.
    #[must_use]
    pub fn as_str(self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes).ok()
    }

    /// True when there is no code point at all.
    #[inline]
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.bytes.is_empty()
    }

    /// True when every code point is below 128; then byte offsets are code point offsets.
    #[must_use]
    pub fn is_ascii(self) -> bool {
        self.bytes.is_ascii()
    }

    /// Length in code points, `len()` in Python. Linear.
    #[must_use]
    pub fn len_chars(self) -> usize {
        count_code_points(self.bytes)
    }

    /// The code points, from either end.
    #[inline]
    #[must_use]
    pub fn chars(self) -> Chars<'a> {
        Chars::new(self.bytes)
    }

    /// The code points with their byte offsets.
    #[must_use]
    pub fn char_indices(self) -> CharIndices<'a> {
        CharIndices::new(self.bytes)
    }

    /// The byte offset of the code point number `index`; the length in bytes when `index` is the number of code
    /// points or more. Linear.
    #[must_use]
    pub fn byte_offset(self, index: usize) -> usize {
        let mut left = index;
        for (offset, byte) in self.bytes.iter().enumerate() {
            if byte & 0xC0 != 0x80 {
                if left == 0 {
                    return offset;
                }
                left -= 1;
            }
        }
        self.bytes.len()
    }

    /// The number of code points before a byte offset.
    #[must_use]
    pub fn char_offset(self, byte_offset: usize) -> usize {
        count_code_points(&self.bytes[..byte_offset])
    }

    /// The code point number `index`. Linear.
    #[must_use]
    pub fn char_at(self, index: usize) -> Option<CodePoint> {
        Chars::new(&self.bytes[self.byte_offset(index)..]).next()
    }

    /// `text[start:stop]` by code points, both cut to the length.
    #[must_use]
    pub fn slice_chars(self, start: usize, stop: usize) -> Wtf8<'a> {
        if stop <= start {
            return Wtf8::default();
        }
        let from = self.byte_offset(start);
        let tail = Wtf8 { bytes: &self.bytes[from..] };
        let length = tail.byte_offset(stop - start);
        Wtf8 { bytes: &tail.bytes[..length] }
    }

    /// The bytes in a range that starts and ends on code point borders.
    #[inline]
    #[must_use]
    pub fn slice_bytes(self, start: usize, stop: usize) -> Wtf8<'a> {
        Wtf8::trusted(&self.bytes[start..stop])
    }

    /// Every `step`-th code point from `start` on, `count` of them: the extended slice, after its bounds were
    /// resolved against the length.
    ///
    /// `step` may be negative, not zero; indices that run out of the text end it.
    #[must_use]
    pub fn slice_step(self, start: usize, step: isize, count: usize) -> Wtf8Buf {
        let mut out = Wtf8Buf::with_capacity(count);
        if step > 0 {
            let tail = Chars::new(&self.bytes[self.byte_offset(start)..]);
            for point in tail.step_by(step.unsigned_abs()).take(count) {
                out.push(point);
            }
        } else {
            let end = self.byte_offset(start.saturating_add(1));
            let head = Chars::new(&self.bytes[..end]);
            for point in head.rev().step_by(step.unsigned_abs()).take(count) {
                out.push(point);
            }
        }
        out
    }

    /// An owned copy.
    #[must_use]
    pub fn to_buf(self) -> Wtf8Buf {
        let mut out = Wtf8Buf::with_capacity(self.bytes.len());
        out.push_wtf8(self);
        out
    }
}

impl<'a> From<&'a str> for Wtf8<'a> {
    #[inline]
    fn from(text: &'a str) -> Self {
        Wtf8 { bytes: text.as_bytes() }
    }
}

impl PartialEq<str> for Wtf8<'_> {
    fn eq(&self, other: &str) -> bool {
        self.bytes == other.as_bytes()
    }
}

impl PartialEq<&str> for Wtf8<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.bytes == other.as_bytes()
    }
}

/// Surrogates show as `\u{d800}`, everything else as itself.
impl fmt::Display for Wtf8<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for point in self.chars() {
            match char::from_u32(point) {
                Some(char) => fmt::Write::write_char(f, char)?,
                None => write!(f, "\\u{{{point:x}}}")?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Wtf8<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// Checks the shape of generalised UTF-8: like UTF-8, with surrogates allowed.
fn is_valid(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        let Err(error) = std::str::from_utf8(rest) else {
            return true;
        };
        rest = &rest[error.valid_up_to()..];
        // A surrogate is the one sequence that UTF-8 refuses and we take.
        match rest {
            [0xED, 0xA0..=0xBF, 0x80..=0xBF, tail @ ..] => rest = tail,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buf(points: &[CodePoint]) -> Wtf8Buf {
        points.iter().copied().collect()
    }

    #[test]
    fn surrogates_round_trip_and_pairs_stay_apart() {
        let points = [0x61, 0xD83D, 0xDE00, 0x1_F600, 0xE9, 0x20AC];
        let text = buf(&points);
        assert_eq!(text.as_wtf8().chars().collect::<Vec<_>>(), points);
        assert_eq!(text.as_wtf8().len_chars(), 6);
        let back: Vec<_> = text.as_wtf8().chars().rev().collect();
        assert_eq!(back, points.iter().rev().copied().collect::<Vec<_>>());
        assert!(Wtf8::new(text.as_bytes()).is_some());
        assert_eq!(text.as_wtf8().as_str(), None);
    }

    #[test]
    fn broken_bytes_are_refused() {
        for bytes in [&b"\x80"[..], b"\xC0\x80", b"\xED\xA0", b"\xF4\x90\x80\x80", b"a\xE2\x82"] {
            assert!(Wtf8::new(bytes).is_none(), "{bytes:?}");
        }
    }

    #[test]
    fn slices_count_code_points() {
        let text = Wtf8::from("aé€😀z");
        assert_eq!(text.slice_chars(1, 4), "é€😀");
        assert_eq!(text.slice_chars(3, 99), "😀z");
        assert_eq!(text.slice_chars(4, 2), "");
        assert_eq!(text.char_at(3), Some(0x1F600));
        assert_eq!(text.char_at(5), None);
        assert_eq!(text.byte_offset(3), 6);
        assert_eq!(text.char_offset(6), 3);
        assert_eq!(text.slice_step(4, -1, 5).as_wtf8(), "z😀€éa");
        assert_eq!(text.slice_step(0, 2, 3).as_wtf8(), "a€z");
        assert_eq!(text.slice_step(3, -2, 2).as_wtf8(), "😀é");
    }

    #[test]
    fn byte_order_is_code_point_order() {
        assert!(buf(&[0xFFFF]).as_wtf8() < buf(&[0x1_0000]).as_wtf8());
        assert!(buf(&[0xD800]).as_wtf8() < buf(&[0xE000]).as_wtf8());
    }
}
