//! `str.splitlines`.

use crate::wtf8::{CodePoint, Wtf8};

/// True for the characters that end a line in a `str`: more than `\n` and `\r`.
#[inline]
#[must_use]
pub const fn is_line_break(point: CodePoint) -> bool {
    matches!(
        point,
        0x0A..=0x0D | 0x1C..=0x1E | 0x85 | 0x2028 | 0x2029
    )
}

/// The lines of a text, as byte ranges without copying.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    rest: Wtf8<'a>,
    keep_ends: bool,
}

/// `text.splitlines(keepends)`: `\r\n` ends one line; a break at the very end starts no empty line.
#[must_use]
pub fn split_lines(text: Wtf8<'_>, keep_ends: bool) -> Lines<'_> {
    Lines { rest: text, keep_ends }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Wtf8<'a>;

    fn next(&mut self) -> Option<Wtf8<'a>> {
        let text = self.rest;
        if text.is_empty() {
            return None;
        }
        let length = text.as_bytes().len();
        let found = text.char_indices().find(|&(_, point)| is_line_break(point));
        let (end, next) = match found {
            Some((offset, 0x0D)) if text.as_bytes().get(offset + 1) == Some(&b'\n') => (offset, offset + 2),
            Some((offset, point)) => (offset, offset + crate::wtf8::encoded_len(point)),
            None => (length, length),
        };
        self.rest = text.slice_bytes(next, length);
        Some(text.slice_bytes(0, if self.keep_ends { next } else { end }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_cpython() {
        let text = Wtf8::from("a\nb\r\nc\rd\x0be\x1c\u{85}f\u{2028}\n\rg\n");
        let lines: Vec<_> = split_lines(text, false).collect();
        assert_eq!(lines, ["a", "b", "c", "d", "e", "", "f", "", "", "g"]);
        let lines: Vec<_> = split_lines(text, true).collect();
        assert_eq!(lines, ["a\n", "b\r\n", "c\r", "d\x0b", "e\x1c", "\u{85}", "f\u{2028}", "\n", "\r", "g\n"]);
        assert_eq!(split_lines(Wtf8::from(""), true).count(), 0);
        assert_eq!(split_lines(Wtf8::from("\n"), false).collect::<Vec<_>>(), [""]);
    }
}
