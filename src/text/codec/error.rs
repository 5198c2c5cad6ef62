//! What a codec could not do, and CPython's sentences about it.

use crate::repr::push_backslash_escape;
use crate::wtf8::Wtf8;

/// `UnicodeEncodeError`: characters that the codec cannot write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodeError {
    /// Byte offset of the first of them in the text's generalised UTF-8.
    pub start: usize,
    /// Byte offset after the last of them.
    pub end: usize,
    /// Why, in words.
    pub reason: &'static str,
}

impl EncodeError {
    /// The range in code points, as the exception's `start` and `end` have it.
    #[must_use]
    pub fn char_range(&self, text: Wtf8<'_>) -> (usize, usize) {
        let start = text.char_offset(self.start);
        (start, start + text.slice_bytes(self.start, self.end).len_chars())
    }
}

/// `UnicodeDecodeError`: bytes that the codec cannot read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// Offset of the first of them.
    pub start: usize,
    /// Offset after the last of them.
    pub end: usize,
    /// Why, in words.
    pub reason: &'static str,
}

/// `str(UnicodeEncodeError(encoding, text, start, end, reason))`, offsets in code points.
#[must_use]
pub fn encode_message(encoding: &str, text: Wtf8<'_>, start: usize, end: usize, reason: &str) -> String {
    let what = describe_chars(text, start, end);
    format!("'{encoding}' codec can't encode {what}: {reason}")
}

/// `str(UnicodeTranslateError(text, start, end, reason))`, offsets in code points.
#[must_use]
pub fn translate_message(text: Wtf8<'_>, start: usize, end: usize, reason: &str) -> String {
    let what = describe_chars(text, start, end);
    format!("can't translate {what}: {reason}")
}

fn describe_chars(text: Wtf8<'_>, start: usize, end: usize) -> String {
    match text.char_at(start) {
        Some(point) if end == start + 1 => {
            let mut shown = String::new();
            push_backslash_escape(point, &mut shown);
            format!("character '{shown}' in position {start}")
        }
        _ => format!("characters in position {start}-{}", end as isize - 1),
    }
}

/// `str(UnicodeDecodeError(encoding, data, start, end, reason))`.
#[must_use]
pub fn decode_message(encoding: &str, data: &[u8], start: usize, end: usize, reason: &str) -> String {
    match data.get(start) {
        Some(byte) if end == start + 1 => {
            format!("'{encoding}' codec can't decode byte {byte:#04x} in position {start}: {reason}")
        }
        _ => format!("'{encoding}' codec can't decode bytes in position {start}-{}: {reason}", end as isize - 1),
    }
}
