//! A second look at a text: CPython's tokenizer, as far as its errors go.
//!
//! The parser's own lexer recovers from errors in its own ways and words. When a text is wrong, or nests suspiciously,
//! it is scanned here once more, for what CPython's tokenizer would have said first: strings without an end, brackets that
//! do not match, indentation, numbers. Invariant: a text that CPython accepts gives no error here.

use ruff_text_size::{TextRange, TextSize};
use taipan_bytecode::Position;

use super::number;
use crate::error::{ErrorKind, Problem, Res};
use crate::source::Source;

/// The most brackets in each other.
const MAX_BRACKETS: usize = 200;
/// The most levels of indentation.
const MAX_INDENTS: usize = 100;
/// The most f-strings in each other.
const MAX_FSTRINGS: usize = 150;

/// Kinds of tokens, coarser than the parser's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or keyword.
    Name,
    Number,
    /// A string, or a whole f-string.
    String,
    Operator,
    Newline,
    Indent,
    Dedent,
    End,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Brackets around it.
    pub(super) level: usize,
}

impl Token {
    pub(super) fn range(&self) -> TextRange {
        TextRange::new(TextSize::new(self.start as u32), TextSize::new(self.end as u32))
    }
}

/// What a scan found.
pub(super) struct Scan {
    pub(super) tokens: Vec<Token>,
    /// Offsets of brackets that are never closed, the innermost last.
    pub(super) open: Vec<usize>,
    /// What the tokenizer objects to.
    pub(super) error: Option<Problem>,
    /// How far the scan came.
    pub(super) end: usize,
}

/// Scans a whole text, up to its first error.
pub(super) fn scan(source: &Source<'_>) -> Scan {
    let mut tokenizer = Tokenizer {
        source,
        text: source.text(),
        at: 0,
        tokens: Vec::new(),
        brackets: Vec::new(),
        indents: vec![(0, 0)],
    };
    let error = tokenizer.run().err();
    Scan { tokens: tokenizer.tokens, open: tokenizer.brackets, error, end: tokenizer.at }
}

struct Tokenizer<'s> {
    source: &'s Source<'s>,
    text: &'s str,
    at: usize,
    tokens: Vec<Token>,
    brackets: Vec<usize>,
    /// Columns of open blocks, with tabs of eight and of one.
    indents: Vec<(usize, usize)>,
}

impl Tokenizer<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn starts_with(&self, prefix: &str) -> bool {
        self.text[self.at..].starts_with(prefix)
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.tokens.push(Token { kind, start, end: self.at, level: self.brackets.len() });
    }

    /// A place as the tokenizer reports it: a point without an end of its own.
    fn point(&self, offset: usize) -> Position {
        self.source.position(TextRange::empty(TextSize::new(offset as u32)))
    }

    fn error<T>(&self, msg: impl Into<String>, offset: usize) -> Res<T> {
        Err(Problem::syntax(msg, self.point(offset)))
    }

    fn run(&mut self) -> Res {
        let mut line_start = true;
        loop {
            if line_start && self.brackets.is_empty() {
                self.indentation()?;
            }
            line_start = false;
            self.skip_blanks();
            let start = self.at;
            let Some(c) = self.peek() else { break };
            match c {
                '\n' => {
                    self.at += 1;
                    line_start = true;
                    let blank = matches!(
                        self.tokens.last().map(|token| token.kind),
                        None | Some(Kind::Newline | Kind::Indent | Kind::Dedent)
                    );
                    if self.brackets.is_empty() && !blank {
                        self.push(Kind::Newline, start);
                    }
                }
                '#' => self.at += self.text[self.at..].find('\n').unwrap_or(self.text.len() - self.at),
                '\\' => self.continuation()?,
                _ => self.token(c)?,
            }
        }
        let start = self.at;
        if self.brackets.is_empty() && self.tokens.last().is_some_and(|token| token.kind != Kind::Newline) {
            self.push(Kind::Newline, start);
        }
        while self.indents.len() > 1 {
            self.indents.pop();
            self.push(Kind::Dedent, start);
        }
        self.push(Kind::End, start);
        Ok(())
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\u{c}']).len();
    }

    fn continuation(&mut self) -> Res {
        let after = &self.text[self.at + 1..];
        if after.starts_with('\n') {
            self.at += 2;
            if self.at >= self.text.len() {
                return self.error("unexpected EOF while parsing", self.at - 1);
            }
            return Ok(());
        }
        if after.is_empty() {
            return self.error("unexpected EOF while parsing", self.at + 1);
        }
        self.error("unexpected character after line continuation character", self.at + 1)
    }

    fn indentation(&mut self) -> Res {
        let (mut column, mut alternative) = (0, 0);
        let start = self.at;
        for c in self.text[self.at..].chars() {
            match c {
                ' ' => (column, alternative) = (column + 1, alternative + 1),
                '\t' => (column, alternative) = ((column / 8 + 1) * 8, alternative + 1),
                '\u{c}' => (column, alternative) = (0, 0),
                // A line without code has no indentation.
                '\n' | '#' => return Ok(()),
                _ => break,
            }
            self.at += c.len_utf8();
        }
        if self.at >= self.text.len() {
            return Ok(());
        }
        let (current, current_alternative) = *self.indents.last().expect("the module's level stays");
        let tabs = |this: &Self| {
            let msg = "inconsistent use of tabs and spaces in indentation";
            Err(Problem::new(ErrorKind::Tab, msg, this.point(start)))
        };
        if column == current {
            return if alternative == current_alternative { Ok(()) } else { tabs(self) };
        }
        if column > current {
            if alternative <= current_alternative {
                return tabs(self);
            }
            if self.indents.len() >= MAX_INDENTS {
                let msg = "too many levels of indentation";
                return Err(Problem::new(ErrorKind::Indentation, msg, self.point(self.at)));
            }
            self.indents.push((column, alternative));
            self.push(Kind::Indent, start);
            return Ok(());
        }
        while self.indents.last().is_some_and(|(known, _)| *known > column) {
            self.indents.pop();
            self.push(Kind::Dedent, self.at);
        }
        let (found, found_alternative) = *self.indents.last().expect("the module's level stays");
        if found != column {
            let msg = "unindent does not match any outer indentation level";
            let rest = &self.text[self.at..];
            let line_end = self.at + rest.find('\n').unwrap_or(rest.len());
            return Err(Problem::new(ErrorKind::Indentation, msg, self.point(line_end)));
        }
        if found_alternative == alternative { Ok(()) } else { tabs(self) }
    }

    fn token(&mut self, c: char) -> Res {
        let start = self.at;
        if let Some((prefix, quote)) = string_start(&self.text[self.at..]) {
            self.at += prefix.len();
            self.string(prefix, quote, start, 0)?;
            self.push(Kind::String, start);
            return Ok(());
        }
        if is_name_start(c) {
            let rest = &self.text[self.at..];
            self.at += rest.find(|c| !is_name_part(c)).unwrap_or(rest.len());
            if matches!(self.peek(), Some('\'' | '"')) {
                self.check_prefixes(start)?;
            }
            self.push(Kind::Name, start);
            return Ok(());
        }
        let second = self.text[self.at + c.len_utf8()..].chars().next();
        if c.is_ascii_digit() || c == '.' && second.is_some_and(|c| c.is_ascii_digit()) {
            self.at += number::length(&self.text[self.at..]).map_err(|fault| {
                let offset = start + fault.offset;
                let range = TextRange::new(TextSize::new(offset as u32), TextSize::new((offset + fault.width) as u32));
                Problem::syntax(fault.msg, self.source.position(range))
            })?;
            self.push(Kind::Number, start);
            return Ok(());
        }
        if !c.is_ascii() {
            let msg = match is_printable(c) {
                true => format!("invalid character '{c}' (U+{:04X})", c as u32),
                false => format!("invalid non-printable character U+{:04X}", c as u32),
            };
            return self.error(msg, start);
        }
        if c < ' ' || c == '\x7f' {
            return self.error(format!("invalid non-printable character U+{:04X}", c as u32), start);
        }
        self.operator(c)
    }

    /// Letters before a quote that are string prefixes, but not together.
    fn check_prefixes(&self, start: usize) -> Res {
        let prefix = self.text[start..self.at].to_ascii_lowercase();
        let once = |c: char| prefix.matches(c).count() == 1;
        if !prefix.chars().all(|c| "burft".contains(c) && once(c)) {
            return Ok(());
        }
        for (a, b) in [('u', 'b'), ('u', 'r'), ('u', 'f'), ('u', 't'), ('b', 'f'), ('b', 't'), ('f', 't')] {
            if prefix.contains(a) && prefix.contains(b) {
                let range = TextRange::new(TextSize::new(start as u32), TextSize::new(self.at as u32));
                let msg = format!("'{a}' and '{b}' prefixes are incompatible");
                return Err(Problem::syntax(msg, self.source.position(range)));
            }
        }
        Ok(())
    }

    fn operator(&mut self, c: char) -> Res {
        let start = self.at;
        const LONG: [&str; 24] = [
            "**=", "//=", ">>=", "<<=", "...", "!=", "%=", "&=", "**", "*=", "+=", "-=", "->", "//", "/=", ":=", "<<",
            "<=", "<>", "==", ">=", ">>", "@=", "|=",
        ];
        let width = LONG.iter().find(|op| self.starts_with(op)).map_or(1, |op| op.len());
        let width = if self.starts_with("^=") { 2 } else { width };
        match c {
            '(' | '[' | '{' => {
                if self.brackets.len() >= MAX_BRACKETS {
                    return self.error("too many nested parentheses", start);
                }
                self.at += 1;
                self.push(Kind::Operator, start);
                self.brackets.push(start);
            }
            ')' | ']' | '}' => {
                let Some(open) = self.brackets.pop() else {
                    return self.error(format!("unmatched '{c}'"), start);
                };
                self.check_match(open, c)?;
                self.at += 1;
                self.push(Kind::Operator, start);
            }
            _ => {
                self.at += width;
                self.push(Kind::Operator, start);
            }
        }
        Ok(())
    }

    fn check_match(&self, open: usize, close: char) -> Res {
        let opening = self.text[open..].chars().next().unwrap_or_default();
        if matches!((opening, close), ('(', ')') | ('[', ']') | ('{', '}')) {
            return Ok(());
        }
        let line = |offset: usize| self.source.line_col(TextSize::new(offset as u32)).0;
        let mut msg = format!("closing parenthesis '{close}' does not match opening parenthesis '{opening}'");
        if line(open) != line(self.at) {
            msg += &format!(" on line {}", line(open));
        }
        self.error(msg, self.at)
    }

    /// The rest of a string whose prefix was read, up to and including its end.
    fn string(&mut self, prefix: &str, quote: char, start: usize, depth: usize) -> Res {
        let triple: String = std::iter::repeat_n(quote, 3).collect();
        let is_triple = self.starts_with(&triple);
        self.at += if is_triple { 3 } else { 1 };
        let letter = prefix.chars().find(|c| matches!(c, 'f' | 'F' | 't' | 'T')).map(|c| c.to_ascii_lowercase());
        if depth > MAX_FSTRINGS {
            return self.error("too many nested f-strings or t-strings", start);
        }
        let mut escaped_quote = false;
        while let Some(c) = self.peek() {
            match c {
                '\\' => {
                    let next = self.text[self.at + 1..].chars().next();
                    escaped_quote |= next == Some(quote);
                    self.at += 1 + next.map_or(0, char::len_utf8);
                }
                '\n' if !is_triple => break,
                '{' if letter.is_some() => {
                    if self.starts_with("{{") {
                        self.at += 2;
                    } else {
                        self.at += 1;
                        self.replacement_field(quote, is_triple, start, depth)?;
                    }
                }
                _ if c == quote && !is_triple => {
                    self.at += 1;
                    return Ok(());
                }
                _ if c == quote && self.starts_with(&triple) => {
                    self.at += 3;
                    return Ok(());
                }
                _ => self.at += c.len_utf8(),
            }
        }
        let kind = letter.map_or(String::new(), |letter| format!("{letter}-"));
        let quoted = if is_triple { "triple-quoted " } else { "" };
        let end = self.at.min(self.text.trim_end_matches('\n').len());
        let line = self.source.line_col(TextSize::new(end.max(start) as u32)).0;
        let hint =
            if escaped_quote && !is_triple && letter.is_none() { "; perhaps you escaped the end quote?" } else { "" };
        self.error(format!("unterminated {quoted}{kind}string literal (detected at line {line}){hint}"), start)
    }

    /// `{…}` in an f-string, after its brace; the parser reports what is wrong inside.
    fn replacement_field(&mut self, quote: char, is_triple: bool, start: usize, depth: usize) -> Res {
        let mut level = 0;
        while let Some(c) = self.peek() {
            if let Some((prefix, inner)) = string_start(&self.text[self.at..])
                && (prefix.is_empty() || !self.after_name())
            {
                // The string's own quote ends it: the field was never closed.
                if inner == quote && prefix.is_empty() && !self.closes_later(quote, is_triple) {
                    return Ok(());
                }
                let inner_start = self.at;
                self.at += prefix.len();
                self.string(prefix, inner, inner_start, depth + 1)?;
                continue;
            }
            match c {
                '(' | '[' | '{' => level += 1,
                ')' | ']' => level -= 1,
                '}' if level <= 0 => {
                    self.at += 1;
                    return Ok(());
                }
                '}' => level -= 1,
                '\n' if !is_triple && level <= 0 && !self.text[self.at..].contains('}') => return Ok(()),
                '#' => {
                    let rest = &self.text[self.at..];
                    self.at += rest.find('\n').unwrap_or(rest.len());
                    continue;
                }
                ':' if level <= 0 => {
                    self.at += 1;
                    return self.format_spec(quote, is_triple, start, depth);
                }
                _ => {}
            }
            self.at += c.len_utf8();
            if level > MAX_BRACKETS as i32 {
                return self.error("too many nested parentheses", self.at);
            }
        }
        Ok(())
    }

    /// Whether the character before this one belongs to a name: then a quote's prefix is no prefix.
    fn after_name(&self) -> bool {
        self.text[..self.at].chars().next_back().is_some_and(is_name_part)
    }

    /// Whether a quote at this place starts a string inside the field, as opposed to ending the f-string.
    fn closes_later(&self, quote: char, is_triple: bool) -> bool {
        let rest = &self.text[self.at..];
        if is_triple {
            return !rest.starts_with(&quote.to_string().repeat(3));
        }
        let line = &rest[1..rest.find('\n').unwrap_or(rest.len())];
        line.find(quote).is_some_and(|at| line[at..].contains('}'))
    }

    fn format_spec(&mut self, quote: char, is_triple: bool, start: usize, depth: usize) -> Res {
        while let Some(c) = self.peek() {
            match c {
                '{' => {
                    self.at += 1;
                    if depth > MAX_FSTRINGS {
                        return self.error("f-string: expressions nested too deeply", start);
                    }
                    self.replacement_field(quote, is_triple, start, depth + 1)?;
                }
                '}' => {
                    self.at += 1;
                    return Ok(());
                }
                '\n' if !is_triple => return Ok(()),
                _ if c == quote && !is_triple => return Ok(()),
                _ => self.at += c.len_utf8(),
            }
        }
        Ok(())
    }
}

/// Prefix and quote of the string that a text starts with.
fn string_start(text: &str) -> Option<(&str, char)> {
    let letters = text.find(|c: char| !c.is_ascii_alphabetic()).filter(|letters| *letters <= 2)?;
    let (prefix, rest) = text.split_at(letters);
    let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let known = ["", "r", "u", "b", "f", "t", "br", "rb", "fr", "rf", "tr", "rt"];
    known.contains(&prefix.to_ascii_lowercase().as_str()).then_some((prefix, quote))
}

fn is_name_start(c: char) -> bool {
    c == '_' || c.is_alphabetic() || matches!(c, '\u{2118}' | '\u{212e}')
}

fn is_name_part(c: char) -> bool {
    // Marks and connectors continue a name; the parser knows exactly which.
    is_name_start(c) || c.is_numeric() || (!c.is_ascii() && is_mark(c))
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{b7}' | '\u{203f}' | '\u{2040}' | '\u{fe33}' | '\u{fe34}' | '\u{fe4d}'..='\u{fe4f}' | '\u{ff3f}')
        || c.escape_debug().count() > 1 && is_printable(c)
}

fn is_printable(c: char) -> bool {
    let mut text = String::from("a");
    text.push(c);
    text.escape_debug().count() == 2
}
