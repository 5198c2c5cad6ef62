//! Source text and the way from byte offsets to lines and columns.
//!
//! Invariant: the text has no byte order mark and ends its lines with `\n` alone, as CPython's tokenizer sees it, so that
//! line numbers, columns and string literals come out the same.

use std::borrow::Cow;

use ruff_text_size::{TextRange, TextSize};
use taipan_bytecode::Position;

/// A source text with its lines.
pub(crate) struct Source<'a> {
    text: Cow<'a, str>,
    /// Offset of the first byte of each line.
    line_starts: Vec<u32>,
}

impl<'a> Source<'a> {
    /// Takes a text as it was read.
    pub(crate) fn new(text: &'a str) -> Source<'a> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = if text.contains('\r') {
            Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
        } else {
            Cow::Borrowed(text)
        };
        let newlines = text.bytes().zip(1..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next);
        let line_starts = std::iter::once(0).chain(newlines).collect();
        Source { text, line_starts }
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The text of a range.
    pub(crate) fn slice(&self, range: TextRange) -> &str {
        &self.text[range]
    }

    /// Line number from 1 and column in bytes from 0.
    pub(crate) fn line_col(&self, offset: TextSize) -> (u32, u32) {
        let offset = offset.to_u32();
        let line = self.line_starts.partition_point(|start| *start <= offset);
        (line as u32, offset - self.line_starts[line - 1])
    }

    /// The text of a line (from 1) with its newline, or nothing when there is no such line.
    pub(crate) fn line_text(&self, line: u32) -> &str {
        let index = line as usize;
        let Some(start) = index.checked_sub(1).and_then(|i| self.line_starts.get(i)) else { return "" };
        let end = self.line_starts.get(index).map_or(self.text.len(), |end| *end as usize);
        &self.text[*start as usize..end]
    }

    /// The number of lines; a newline at the very end starts no line.
    pub(crate) fn line_count(&self) -> u32 {
        let lines = self.line_starts.len() as u32;
        if self.text.ends_with('\n') { lines - 1 } else { lines }
    }

    /// A range as instructions carry it.
    pub(crate) fn position(&self, range: TextRange) -> Position {
        let (line, col) = self.line_col(range.start());
        let (end_line, end_col) = self.line_col(range.end());
        Position { line: line as i32, end_line: end_line as i32, col: col as i32, end_col: end_col as i32 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns() {
        let source = Source::new("\u{feff}a\r\nbé = 1\r\n");
        assert_eq!(source.text(), "a\nbé = 1\n");
        assert_eq!(source.line_col(TextSize::new(0)), (1, 0));
        assert_eq!(source.line_col(TextSize::new(6)), (2, 4));
        assert_eq!(source.line_text(2), "bé = 1\n");
        assert_eq!(source.line_text(9), "");
        assert_eq!(source.line_count(), 2);
    }
}
