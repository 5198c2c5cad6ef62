//! Where numbers are written to: one trait over the kinds of text buffer.
//!
//! Everything that prints a number prints ASCII, so a plain [`String`], a byte vector and a
//! [`Wtf8Buf`](crate::wtf8::Wtf8Buf) can all take it without a check and without a temporary.

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
