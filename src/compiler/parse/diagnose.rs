//! Choosing and placing the error of a text that the parser refused.
//!
//! CPython's order: what its tokenizer objects to, anywhere in the text (but only before the parser's error, for faults of
//! layout, or when the parser met an indentation); a bracket that is never closed, if the parser stumbled on a later line;
//! the parser's own error.

use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{Expr, Mod};
use ruff_python_parser::{ParseError, ParseErrorType, Parsed};
use ruff_text_size::{Ranged, TextRange, TextSize};
use taipan_bytecode::Position;

use super::tokenizer::{self, Kind, Token};
use crate::Options;
use crate::error::{ErrorKind, Problem};
use crate::source::Source;

/// The error to report.
pub(super) fn diagnose(source: &Source<'_>, parsed: &Parsed<Mod>, options: Options) -> Problem {
    let scan = tokenizer::scan(source);
    let first = first_error(parsed.errors());
    if let Some(error) = scan.error
        && first.is_none_or(|first| wins(source, &error, scan.end, first))
    {
        let msg = &error.0.msg;
        let unfinished = msg.starts_with("unterminated triple-quoted") || msg.starts_with("unexpected EOF");
        return if options.incomplete_input && unfinished { incomplete(error.0.position) } else { error };
    }
    let context = Context { source, tokens: &scan.tokens, tree: parsed.syntax() };
    let problem = match first {
        Some(error) => context.word(error),
        None => context.unsupported(parsed),
    };
    let at_end = first.is_some_and(|error| context.is_at_end(error.location.start()));
    if let Some(open) = scan.open.last() {
        let bracket = TextRange::at(TextSize::new(*open as u32), TextSize::new(1));
        let place = source.position(bracket);
        let stumbled = first.map_or(0, |error| source.line_col(error.location.start()).0 as i32);
        if at_end || stumbled.max(problem.0.position.line) > place.line {
            if options.incomplete_input {
                return incomplete(place);
            }
            let opening = source.slice(bracket);
            return Problem::syntax(format!("'{opening}' was never closed"), Position { end_col: -1, ..place });
        }
    }
    if options.incomplete_input && at_end && problem.0.kind != ErrorKind::Tab {
        return incomplete(problem.0.position);
    }
    problem
}

/// Whether the tokenizer's error, at the end of its scan, comes before the parser's.
fn wins(source: &Source<'_>, error: &Problem, end: usize, first: &ParseError) -> bool {
    // Indentation is read before anything of its line.
    let indentation = matches!(error.0.kind, ErrorKind::Indentation | ErrorKind::Tab);
    let parser_line = source.line_col(first.location.start()).0;
    if indentation {
        return source.line_col(TextSize::new(end as u32)).0 <= parser_line;
    }
    let layout =
        error.0.msg.starts_with("unexpected character after line") || error.0.msg.starts_with("unexpected EOF");
    let reached = end <= first.location.start().to_usize() + 1 || matches!(first.error, ParseErrorType::Lexical(_));
    reached || !layout && first.error != ParseErrorType::UnexpectedIndentation
}

/// The error that stands first; a target that could not be parsed is no wrong target.
fn first_error(errors: &[ParseError]) -> Option<&ParseError> {
    let first = errors.iter().min_by_key(|error| error.location.start())?;
    let is_target = match &first.error {
        ParseErrorType::InvalidAssignmentTarget
        | ParseErrorType::InvalidDeleteTarget
        | ParseErrorType::InvalidAugmentedAssignmentTarget
        | ParseErrorType::InvalidAnnotatedAssignmentTarget => true,
        ParseErrorType::OtherError(msg) => msg.starts_with("Only single target"),
        _ => false,
    };
    let end = first.location.end() + TextSize::new(1);
    let inside = |error: &&ParseError| {
        let start = error.location.start();
        start > first.location.start()
            && (start < first.location.end() || error.error == ParseErrorType::ExpectedExpression && start <= end)
    };
    errors.iter().filter(inside).min_by_key(|error| error.location.start()).filter(|_| is_target).or(Some(first))
}

fn incomplete(position: Position) -> Problem {
    Problem::new(ErrorKind::Incomplete, "incomplete input", position)
}

/// What is known of a wrong text.
pub(super) struct Context<'c> {
    pub(super) source: &'c Source<'c>,
    pub(super) tokens: &'c [Token],
    /// What the parser made of it.
    pub(super) tree: &'c Mod,
}

impl<'c> Context<'c> {
    pub(super) fn syntax(&self, msg: impl Into<String>, range: TextRange) -> Problem {
        Problem::syntax(msg, self.source.position(range))
    }

    /// The words for what the parser could do, but Python 3.14 does not have.
    fn unsupported(&self, parsed: &Parsed<Mod>) -> Problem {
        let error = parsed.unsupported_syntax_errors().iter().min_by_key(|error| error.range.start());
        let range = error.map_or_else(TextRange::default, |error| error.range);
        let text = self.source.slice(range);
        if text.starts_with("**") {
            return self.syntax("dict unpacking cannot be used in dict comprehension", range_of_sign(range, 2));
        }
        if text.starts_with('*') {
            return self.syntax("iterable unpacking cannot be used in comprehension", range);
        }
        self.invalid_at(range.start())
    }

    /// The parser's error in CPython's words.
    fn word(&self, error: &ParseError) -> Problem {
        super::wording::word(self, error)
    }

    /// Index of the token at an offset, or of the next one.
    pub(super) fn index_at(&self, offset: TextSize) -> usize {
        let offset = offset.to_usize();
        let index = self.tokens.partition_point(|token| token.end <= offset && token.kind != Kind::End);
        // The ends of blocks have no text; what follows them is meant.
        let dedents = self.tokens[index..].iter().take_while(|token| token.kind == Kind::Dedent).count();
        (index + dedents).min(self.tokens.len().saturating_sub(1))
    }

    pub(super) fn token_text(&self, index: usize) -> &'c str {
        self.tokens.get(index).map_or("", |token| &self.source.text()[token.start..token.end])
    }

    /// Whether only the end of the text is left.
    pub(super) fn is_at_end(&self, offset: TextSize) -> bool {
        self.tokens[self.index_at(offset)..]
            .iter()
            .all(|token| matches!(token.kind, Kind::Newline | Kind::Dedent | Kind::End))
    }

    /// "invalid syntax" at the token of an offset.
    pub(super) fn invalid_at(&self, offset: TextSize) -> Problem {
        let token = self.tokens[self.index_at(offset)];
        match token.kind {
            Kind::Indent => self.unexpected_indent(token),
            _ => Problem::syntax("invalid syntax", self.place(token)),
        }
    }

    /// Where a token is; a line's end takes a column of its own.
    pub(super) fn place(&self, token: Token) -> Position {
        let mut place = self.source.position(token.range());
        if matches!(token.kind, Kind::Newline | Kind::End) {
            place.end_line = place.line;
            place.end_col = place.col + 1;
        }
        place
    }

    pub(super) fn unexpected_indent(&self, token: Token) -> Problem {
        // Reported at the last character of the indentation, without an end.
        let last = TextRange::empty(TextSize::new(token.end.saturating_sub(1) as u32));
        let position = Position { end_col: -1, ..self.source.position(last) };
        Problem::new(ErrorKind::Indentation, "unexpected indent", position)
    }

    /// Index of the first token of the logical line around a token.
    pub(super) fn statement_start(&self, index: usize) -> usize {
        let before = &self.tokens[..index.min(self.tokens.len())];
        let boundary = before.iter().enumerate().rposition(|(at, token)| {
            matches!(token.kind, Kind::Newline | Kind::Indent | Kind::Dedent)
                || token.level == 0 && self.token_text(at) == ";"
        });
        boundary.map_or(0, |at| at + 1)
    }

    /// Index one past the last token of the logical line around a token.
    pub(super) fn statement_end(&self, index: usize) -> usize {
        let rest = self.tokens[index..].iter().position(|token| matches!(token.kind, Kind::Newline | Kind::End));
        rest.map_or(self.tokens.len(), |count| index + count)
    }

    /// The largest expression that satisfies a condition.
    pub(super) fn largest(&self, wanted: impl Fn(&Expr) -> bool) -> Option<&'c Expr> {
        let mut finder = Finder { wanted, found: None };
        match self.tree {
            Mod::Module(module) => finder.visit_body(&module.body),
            Mod::Expression(expression) => finder.visit_expr(&expression.body),
        }
        finder.found
    }

    /// The expression with exactly this range.
    pub(super) fn expression(&self, range: TextRange) -> Option<&'c Expr> {
        self.largest(|e| e.range() == range)
    }
}

fn range_of_sign(range: TextRange, width: u32) -> TextRange {
    TextRange::at(range.start(), TextSize::new(width))
}

/// Looks for an expression.
struct Finder<'c, F> {
    wanted: F,
    found: Option<&'c Expr>,
}

impl<'c, F: Fn(&Expr) -> bool> Visitor<'c> for Finder<'c, F> {
    fn visit_expr(&mut self, e: &'c Expr) {
        if (self.wanted)(e) && self.found.is_none_or(|found| e.range().len() > found.range().len()) {
            self.found = Some(e);
        }
        walk_expr(self, e);
    }
}
