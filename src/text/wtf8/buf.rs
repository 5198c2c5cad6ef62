//! An owned Python text that grows.

use super::{CodePoint, MAX_CODE_POINT, Wtf8};
use std::fmt;

/// An owned text in generalised UTF-8. It knows for free whether it is ASCII, since everything that it takes passes
/// by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wtf8Buf {
    bytes: Vec<u8>,
    ascii: bool,
}

impl Default for Wtf8Buf {
    fn default() -> Self {
        Wtf8Buf::new()
    }
}

impl Wtf8Buf {
    /// An empty text; does not allocate.
    #[must_use]
    pub const fn new() -> Self {
        Wtf8Buf { bytes: Vec::new(), ascii: true }
    }

    /// An empty text with room for so many bytes.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Wtf8Buf { bytes: Vec::with_capacity(bytes), ascii: true }
    }

    /// The text as a view.
    #[inline]
    #[must_use]
    pub fn as_wtf8(&self) -> Wtf8<'_> {
        Wtf8::trusted(&self.bytes)
    }

    /// The encoded bytes.
    #[inline]
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The encoded bytes, given away.
    #[inline]
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The text as a Rust string, when it has no surrogates.
    pub fn into_string(self) -> Result<String, Wtf8Buf> {
        let ascii = self.ascii;
        String::from_utf8(self.bytes).map_err(|error| Wtf8Buf { bytes: error.into_bytes(), ascii })
    }

    /// True when every code point is below 128. Constant time.
    #[inline]
    #[must_use]
    pub const fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// Length in bytes.
    #[inline]
    #[must_use]
    pub fn len_bytes(&self) -> usize {
        self.bytes.len()
    }

    /// True when empty.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Makes room for so many more bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.bytes.reserve(bytes);
    }

    /// Forgets the content, keeps the memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.ascii = true;
    }

    /// Appends a code point.
    #[inline]
    pub fn push(&mut self, point: CodePoint) {
        if point < 0x80 {
            self.bytes.push(point as u8);
        } else {
            self.push_wide(point);
        }
    }

    fn push_wide(&mut self, point: CodePoint) {
        debug_assert!(point <= MAX_CODE_POINT);
        self.ascii = false;
        let tail = |shift: u32| (point >> shift & 0x3F) as u8 | 0x80;
        if point < 0x800 {
            self.bytes.extend([(point >> 6) as u8 | 0xC0, tail(0)]);
        } else if point < 0x1_0000 {
            self.bytes.extend([(point >> 12) as u8 | 0xE0, tail(6), tail(0)]);
        } else {
            self.bytes.extend([(point >> 18) as u8 | 0xF0, tail(12), tail(6), tail(0)]);
        }
    }

    /// Appends an ASCII character.
    #[inline]
    pub fn push_ascii(&mut self, ascii: u8) {
        debug_assert!(ascii.is_ascii());
        self.bytes.push(ascii);
    }

    /// Appends a Rust string.
    #[inline]
    pub fn push_str(&mut self, text: &str) {
        self.ascii = self.ascii && text.is_ascii();
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Appends a text.
    #[inline]
    pub fn push_wtf8(&mut self, text: Wtf8<'_>) {
        self.ascii = self.ascii && text.is_ascii();
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Appends ASCII characters, each changed into another ASCII character.
    pub fn extend_ascii(&mut self, ascii: &[u8], change: impl Fn(u8) -> u8) {
        debug_assert!(ascii.is_ascii());
        self.bytes.extend(ascii.iter().map(|&byte| change(byte)));
    }

    /// Appends the same code point `count` times.
    pub fn push_repeated(&mut self, point: CodePoint, count: usize) {
        if point < 0x80 {
            self.bytes.resize(self.bytes.len() + count, point as u8);
        } else {
            for _ in 0..count {
                self.push(point);
            }
        }
    }
}

impl FromIterator<CodePoint> for Wtf8Buf {
    fn from_iter<I: IntoIterator<Item = CodePoint>>(points: I) -> Self {
        let mut out = Wtf8Buf::new();
        for point in points {
            out.push(point);
        }
        out
    }
}

impl From<&str> for Wtf8Buf {
    fn from(text: &str) -> Self {
        Wtf8::from(text).to_buf()
    }
}

impl From<String> for Wtf8Buf {
    fn from(text: String) -> Self {
        Wtf8Buf { ascii: text.is_ascii(), bytes: text.into_bytes() }
    }
}

impl PartialEq<str> for Wtf8Buf {
    fn eq(&self, other: &str) -> bool {
        self.bytes == other.as_bytes()
    }
}

impl PartialEq<&str> for Wtf8Buf {
    fn eq(&self, other: &&str) -> bool {
        self.bytes == other.as_bytes()
    }
}

impl fmt::Write for Wtf8Buf {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text);
        Ok(())
    }
}

impl fmt::Display for Wtf8Buf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_wtf8().fmt(f)
    }
}

impl fmt::Debug for Wtf8Buf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_wtf8(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_whether_it_is_ascii() {
        let mut text = Wtf8Buf::from("abc");
        assert!(text.is_ascii());
        text.push(0xDC80);
        assert!(!text.is_ascii());
        assert!(text.clone().into_string().is_err());
        text.clear();
        text.push_repeated(u32::from(b'-'), 3);
        assert!(text.is_ascii());
        assert_eq!(text, "---");
        text.push_repeated(0x20AC, 2);
        assert_eq!(text, "---€€");
        assert!(!text.is_ascii());
    }
}
