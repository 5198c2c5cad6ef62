//! Parsing: line by line, declarations first; what declarations and traces share. The form is described in the module
//! above.

use super::declarations;
use super::lexer::Line;
use super::traces::Parser;
use crate::ir::descr::Descrs;
use crate::ir::trace::{Const, Trace};
use crate::ir::types::Type;
use crate::ir::word;
use std::fmt;

/// Why a text is no IR.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// Line, from 1.
    pub line: usize,
    /// What was expected or wrong.
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ParseError {}

pub(super) type Parsed<T> = Result<T, ParseError>;

/// Interns the declarations of the text and gives its traces.
///
/// # Errors
/// The first line that cannot be read. What the traces mean is for the verifier to judge.
pub fn parse(text: &str, descrs: &Descrs) -> Parsed<Vec<Trace>> {
    let mut parser = Parser::new(descrs);
    parse_declarations(text, descrs)?;
    for line in lines(text) {
        if !is_declaration(&line) {
            parser.line(line, text)?;
        }
    }
    Ok(parser.traces)
}

/// Interns the declarations of the text and skips all else.
///
/// # Errors
/// The first declaration that cannot be read.
pub fn parse_declarations(text: &str, descrs: &Descrs) -> Parsed<()> {
    for mut line in lines(text).filter(is_declaration) {
        let kind = line.word()?;
        match kind {
            "symbol" => declarations::symbol(descrs, &mut line)?,
            "field" => declarations::field(descrs, &mut line)?,
            "array" => declarations::array(descrs, &mut line)?,
            "type" => declarations::object_type(descrs, &mut line)?,
            _ => declarations::call(descrs, &mut line)?,
        }
        line.end()?;
    }
    Ok(())
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.lines().enumerate().map(|(i, l)| Line::new(i + 1, l)).filter(|l| !l.is_done())
}

fn is_declaration(line: &Line<'_>) -> bool {
    matches!(line.peek(), Some("symbol" | "field" | "array" | "type")) || line.peek() == Some("call") && line.declares()
}

impl<'a> Line<'a> {
    /// A call's declaration has `= addr` behind its name; a call instruction without result has not.
    fn declares(&self) -> bool {
        self.nth(2) == Some("=") && self.nth(3) == Some("addr")
    }

    pub(super) fn error<T>(&self, message: impl Into<String>) -> Parsed<T> {
        Err(ParseError { line: self.number, message: message.into() })
    }

    pub(super) fn word(&mut self) -> Parsed<&'a str> {
        match self.take() {
            Some(t) => Ok(t),
            None => self.error("the line ends too early"),
        }
    }

    pub(super) fn expect(&mut self, token: &str) -> Parsed<()> {
        match self.peek() {
            _ if self.eat(token) => Ok(()),
            Some(found) => self.error(format!("expected `{token}`, found `{found}`")),
            None => self.error(format!("expected `{token}` at the end of the line")),
        }
    }

    pub(super) fn end(&self) -> Parsed<()> {
        match self.peek() {
            None => Ok(()),
            Some(t) => self.error(format!("`{t}` is not expected here")),
        }
    }

    pub(super) fn uint(&mut self) -> Parsed<u64> {
        let t = self.word()?;
        match unsigned(t) {
            Some(n) => Ok(n),
            None => self.error(format!("`{t}` is no number")),
        }
    }

    pub(super) fn int(&mut self) -> Parsed<i64> {
        let t = self.word()?;
        match signed(t) {
            Some(n) => Ok(n),
            None => self.error(format!("`{t}` is no number")),
        }
    }

    /// `name=number`.
    pub(super) fn setting(&mut self, name: &str) -> Parsed<u64> {
        self.expect(name)?;
        self.expect("=")?;
        self.uint()
    }
}

pub(super) fn unsigned(t: &str) -> Option<u64> {
    match t.strip_prefix("0x") {
        Some(hex) => u64::from_str_radix(hex, 16).ok(),
        None => t.parse().ok(),
    }
}

fn signed(t: &str) -> Option<i64> {
    t.parse().ok().or_else(|| unsigned(t).map(|n| n as i64))
}

fn float(t: &str) -> Option<f64> {
    if let Some(hex) = t.strip_prefix("float:") {
        return unsigned(hex).map(f64::from_bits);
    }
    let looks = t.contains(['.', 'e']) || matches!(t, "inf" | "-inf");
    if looks && !t.starts_with("0x") { t.parse().ok() } else { None }
}

/// The address behind `&` or `*`.
pub(super) fn address(descrs: &Descrs, t: &str) -> Option<u64> {
    unsigned(t).or_else(|| descrs.find_address(t))
}

/// The constant that a token is.
pub(super) fn constant(descrs: &Descrs, t: &str) -> Option<Const> {
    let (ty, bits) = if let Some(t) = t.strip_prefix("#&") {
        (Type::Val, address(descrs, t)?)
    } else if let Some(t) = t.strip_prefix('#') {
        let immediate = word::IMMEDIATES.iter().find(|i| i.1 == t).map(|i| i.0);
        let flonum = || float(t).and_then(word::flonum);
        let fixnum = || signed(t).and_then(word::fixnum);
        (Type::Val, immediate.or_else(flonum).or_else(fixnum)?)
    } else if let Some(t) = t.strip_prefix("word:") {
        (Type::Val, unsigned(t)?)
    } else if let Some(t) = t.strip_prefix('&') {
        (Type::Ref, address(descrs, t)?)
    } else if let Some(t) = t.strip_prefix('*') {
        (Type::Ptr, address(descrs, t)?)
    } else if let "true" | "false" = t {
        (Type::Bool, u64::from(t == "true"))
    } else if let Some(u) = t.strip_suffix('u').and_then(unsigned) {
        (Type::Uint, u)
    } else if let Some(f) = float(t) {
        (Type::Float, f.to_bits())
    } else {
        (Type::Int, signed(t)? as u64)
    };
    Some(Const { ty, bits })
}
