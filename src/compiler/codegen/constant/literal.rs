//! String literals: escapes that the parser cannot represent, docstrings, warnings.
//!
//! The parser hands over Rust strings, in which a lone surrogate (`"\ud800"`) became U+FFFD. Such literals are read
//! again, source text and parsed value in step: only the escapes in question are taken from the source.

use ruff_python_ast::{
    AnyStringFlags, ExprBytesLiteral, ExprStringLiteral, InterpolatedStringLiteralElement, StringLiteral,
};
use ruff_text_size::{Ranged, TextRange, TextSize};
use taipan_bytecode::{Position, Text};

use super::super::Compiler;

impl Compiler<'_> {
    /// The value of a string literal, its parts joined.
    pub(in crate::codegen) fn string_text(&mut self, e: &ExprStringLiteral) -> Text {
        match e.value.as_slice() {
            [part] => self.string_part(part),
            parts => {
                let bytes: Vec<u8> = parts.iter().flat_map(|part| self.string_part(part).as_bytes().to_vec()).collect();
                Text::from_bytes(bytes).expect("joined strings are a string")
            }
        }
    }

    pub(in crate::codegen) fn string_part(&mut self, part: &StringLiteral) -> Text {
        let flags = AnyStringFlags::from(part.flags);
        self.literal_text(&part.value, part.content_range(), flags.is_raw_string(), false)
    }

    /// A piece of literal text in an f-string or t-string.
    pub(in crate::codegen) fn element_text(&mut self, element: &InterpolatedStringLiteralElement, raw: bool) -> Text {
        self.literal_text(&element.value, element.range(), raw, true)
    }

    pub(in crate::codegen) fn bytes_value(&mut self, e: &ExprBytesLiteral) -> Box<[u8]> {
        for part in &e.value {
            let flags = AnyStringFlags::from(part.flags);
            if !flags.is_raw_string() {
                self.warn_of_escapes(part.content_range(), "abfnrtvx\n\\'\"01234567");
            }
        }
        e.value.bytes().collect()
    }

    fn literal_text(&mut self, value: &str, range: TextRange, raw: bool, interpolated: bool) -> Text {
        if raw {
            return value.into();
        }
        let source = self.source.slice(range);
        if !source.contains('\\') {
            return value.into();
        }
        self.warn_of_escapes(range, "abfnrtvxNuU\n\\'\"01234567");
        if !value.contains('\u{fffd}') {
            return value.into();
        }
        with_surrogates(value, source, interpolated)
    }

    /// Warns of the first escape sequence that means nothing.
    fn warn_of_escapes(&mut self, range: TextRange, known: &str) {
        let source = self.source.slice(range);
        let mut chars = source.char_indices();
        while let Some((at, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            let Some((_, escaped)) = chars.next() else { return };
            let pos = self.source.position(TextRange::empty(range.start() + TextSize::new(at as u32)));
            if !known.contains(escaped) {
                // An unknown escape before a brace is reported with the brace's own rules.
                return self.warn_of_escape(&format!("\\{escaped}"), pos);
            }
            if ('4'..='7').contains(&escaped) {
                let digits = source[at + 1..].chars().take(3).take_while(|c| ('0'..='7').contains(c)).count();
                if digits == 3 {
                    let octal = &source[at..at + 4];
                    let msg = format!(
                        "\"{octal}\" is an invalid octal escape sequence. Such sequences will not work in the future. \
                         Did you mean \"\\{octal}\"? A raw string is also an option."
                    );
                    return self.warn(msg, pos);
                }
            }
        }
    }

    fn warn_of_escape(&mut self, escape: &str, pos: Position) {
        let msg = format!(
            "\"{escape}\" is an invalid escape sequence. Such sequences will not work in the future. \
             Did you mean \"\\{escape}\"? A raw string is also an option."
        );
        self.warn(msg, pos);
    }

    /// A docstring without its common indentation.
    pub(in crate::codegen) fn docstring_text(&mut self, e: &ExprStringLiteral) -> Text {
        let text = self.string_text(e);
        match text.as_str() {
            Some(plain) => clean_docstring(plain).into(),
            None => text,
        }
    }
}

/// The parsed value with the surrogates that the source asks for.
fn with_surrogates(value: &str, source: &str, interpolated: bool) -> Text {
    let mut parsed = value.chars();
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let (width, surrogate) = match c {
            '\\' => escape_width(rest),
            // A doubled brace stands for one.
            '{' | '}' if interpolated && rest[1..].starts_with(c) => (2, None),
            _ => (c.len_utf8(), None),
        };
        let consumed = &rest[..width];
        rest = &rest[width..];
        if consumed == "\\\n" {
            continue;
        }
        let Some(decoded) = parsed.next() else { break };
        let kept_backslash = c == '\\' && decoded == '\\' && consumed != "\\\\" && width == 1;
        debug_assert!(!kept_backslash || surrogate.is_none());
        Text::push_code_point(&mut bytes, surrogate.unwrap_or(decoded.into()));
    }
    bytes.extend_from_slice(parsed.as_str().as_bytes());
    Text::from_bytes(bytes).expect("only code points were written")
}

/// The length of the escape that a text starts with, and the surrogate that it stands for. An unknown escape is just its
/// backslash: the next character follows as itself.
fn escape_width(text: &str) -> (usize, Option<u32>) {
    let hex = |digits: usize| {
        let number = text.get(2..2 + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        (2 + digits, number.filter(|n| (0xD800..0xE000).contains(n)))
    };
    match text[1..].chars().next() {
        Some('u') => hex(4),
        Some('U') => hex(8),
        Some('x') => (4, None),
        Some('N') => (text.find('}').map_or(text.len(), |end| end + 1), None),
        Some('0'..='7') => (1 + text[1..].chars().take(3).take_while(|c| ('0'..='7').contains(c)).count(), None),
        Some('a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\n' | '\\' | '\'' | '"') => (2, None),
        _ => (1, None),
    }
}

/// Removes the indentation that all lines but the first share, tabs expanded for measuring only.
fn clean_docstring(text: &str) -> String {
    let expanded = expand_tabs(text);
    let mut lines = expanded.split('\n');
    let first = lines.next().unwrap_or_default();
    let margin = lines.clone().filter_map(|line| line.find(|c| c != ' ')).min().unwrap_or(0);
    let mut out = first.trim_start_matches(' ').to_owned();
    for line in lines {
        out.push('\n');
        out.push_str(line.get(margin.min(line.len())..).unwrap_or_default());
    }
    out
}

fn expand_tabs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let width = 8 - column % 8;
                out.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            _ => {
                out.push(c);
                column = if c == '\n' { 0 } else { column + 1 };
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogates_are_taken_from_the_source() {
        let text = with_surrogates("a\u{fffd}b\u{fffd}\n\\d", "a\\ud800b\\\n\u{fffd}\\n\\d", false);
        assert_eq!(text.code_points().collect::<Vec<_>>(), [0x61, 0xD800, 0x62, 0xFFFD, 10, 0x5C, 0x64]);
        let text = with_surrogates("{\u{fffd}}", "{{\\U0000dfff}}", true);
        assert_eq!(text.code_points().collect::<Vec<_>>(), [0x7B, 0xDFFF, 0x7D]);
    }

    #[test]
    fn docstrings_lose_their_margin() {
        assert_eq!(clean_docstring("  a\n    b\n      c\n\n    "), "a\nb\n  c\n\n");
        assert_eq!(clean_docstring("a"), "a");
        assert_eq!(clean_docstring("a\n\tb"), "a\nb");
    }
}
