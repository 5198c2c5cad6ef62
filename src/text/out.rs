//! Where numbers are written to: one trait over the kinds of text buffer.
//!
//! Everything that prints a number prints ASCII, so a plain [`String`], a byte vector and a
//! [`Wtf8Buf`] can all take it without a check and without a temporary.

use crate::wtf8::Wtf8Buf;
use std::fmt;

/// A growing buffer of ASCII text.
pub trait Out {
    /// Appends ASCII text.
    fn text(&mut self, ascii: &str);
    /// Appends one ASCII character.
    fn byte(&mut self, ascii: u8);

    /// Appends `count` times the same ASCII character.
    fn repeat(&mut self, ascii: u8, count: usize) {
        for _ in 0..count {
            self.byte(ascii);
        }
    }
}

impl Out for String {
    #[inline]
    fn text(&mut self, ascii: &str) {
        self.push_str(ascii);
    }
    #[inline]
    fn byte(&mut self, ascii: u8) {
        self.push(char::from(ascii));
    }
}

impl Out for Vec<u8> {
    #[inline]
    fn text(&mut self, ascii: &str) {
        self.extend_from_slice(ascii.as_bytes());
    }
    #[inline]
    fn byte(&mut self, ascii: u8) {
        self.push(ascii);
    }
    fn repeat(&mut self, ascii: u8, count: usize) {
        self.resize(self.len() + count, ascii);
    }
}

impl Out for Wtf8Buf {
    #[inline]
    fn text(&mut self, ascii: &str) {
        self.push_str(ascii);
    }
    #[inline]
    fn byte(&mut self, ascii: u8) {
        self.push_ascii(ascii);
    }
}

/// A short text on the stack, for a number on its way; it moves to the heap only when it gets long.
#[derive(Clone, Debug)]
pub(crate) struct Scratch {
    inline: [u8; Scratch::INLINE],
    length: usize,
    spilled: Vec<u8>,
}

impl Scratch {
    /// Takes every 64-bit number in every base, and floats with ordinary precision.
    const INLINE: usize = 72;

    pub(crate) const fn new() -> Self {
        Scratch { inline: [0; Scratch::INLINE], length: 0, spilled: Vec::new() }
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        if self.spilled.is_empty() { &self.inline[..self.length] } else { &self.spilled }
    }

    pub(crate) fn as_str(&self) -> &str {
        let text = std::str::from_utf8(self.as_bytes());
        debug_assert!(text.is_ok(), "numbers are ASCII");
        text.unwrap_or_default()
    }

    #[cold]
    fn spill(&mut self, more: &[u8]) {
        if self.spilled.is_empty() {
            self.spilled.extend_from_slice(&self.inline[..self.length]);
        }
        self.spilled.extend_from_slice(more);
    }
}

impl Out for Scratch {
    #[inline]
    fn text(&mut self, ascii: &str) {
        let end = self.length + ascii.len();
        if self.spilled.is_empty() && end <= Scratch::INLINE {
            self.inline[self.length..end].copy_from_slice(ascii.as_bytes());
            self.length = end;
        } else {
            self.spill(ascii.as_bytes());
        }
    }
    #[inline]
    fn byte(&mut self, ascii: u8) {
        if self.spilled.is_empty() && self.length < Scratch::INLINE {
            self.inline[self.length] = ascii;
            self.length += 1;
        } else {
            self.spill(&[ascii]);
        }
    }
}

/// Lets the standard formatter write into any [`Out`].
pub(crate) struct FmtOut<'a, O: Out>(pub(crate) &'a mut O);

impl<O: Out> fmt::Write for FmtOut<'_, O> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.text(text);
        Ok(())
    }
}

/// `write!` into an [`Out`], which cannot fail.
pub(crate) fn write_fmt<O: Out>(out: &mut O, arguments: fmt::Arguments<'_>) {
    let written = fmt::Write::write_fmt(&mut FmtOut(out), arguments);
    debug_assert!(written.is_ok(), "numbers do not fail to print");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scratch_moves_to_the_heap() {
        let mut scratch = Scratch::new();
        let mut expected = String::new();
        for length in 0..40 {
            scratch.repeat(b'0' + length % 10, usize::from(length));
            scratch.text("-");
            expected += &"0123456789"[usize::from(length % 10)..][..1].repeat(usize::from(length));
            expected += "-";
            assert_eq!(scratch.as_str(), expected);
        }
    }
}
