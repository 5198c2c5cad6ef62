//! The parser's errors, kind by kind, as CPython's grammar words them.

use ruff_python_ast::Expr;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType};
use ruff_text_size::{Ranged, TextRange, TextSize};
use taipan_bytecode::Position;

use super::diagnose::Context;
use super::names::{could_be_compared, expression_name};
use super::tokenizer::Kind;
use crate::error::{ErrorKind, Problem};

/// The error in CPython's words, at CPython's place.
pub(super) fn word(context: &Context<'_>, error: &ParseError) -> Problem {
    use ParseErrorType as E;
    let range = error.location;
    let named = |msg: &str| context.syntax(msg, range);
    match &error.error {
        E::InvalidAssignmentTarget => assignment_target(context, range),
        E::InvalidNamedAssignmentTarget => {
            let name = context.expression(range).map_or("expression", expression_name);
            named(&format!("cannot use assignment expressions with {name}"))
        }
        E::InvalidAnnotatedAssignmentTarget => named("illegal target for annotation"),
        E::InvalidAugmentedAssignmentTarget => {
            let name = context.expression(range).map_or("expression", expression_name);
            named(&format!("'{name}' is an illegal expression for augmented assignment"))
        }
        E::InvalidDeleteTarget => {
            let name = context.expression(range).map_or("expression", expression_name);
            named(&format!("cannot delete {name}"))
        }
        E::UnparenthesizedGeneratorExpression if of_class(context, range) => {
            let first = context.index_at(range.start());
            let word = (first..context.tokens.len()).find(|at| context.token_text(*at) == "for").unwrap_or(first);
            context.invalid_at(context.tokens[word].range().start())
        }
        E::UnparenthesizedGeneratorExpression => named("Generator expression must be parenthesized"),
        E::PositionalAfterKeywordArgument => {
            context.syntax("positional argument follows keyword argument", closing(context, range))
        }
        E::PositionalAfterKeywordUnpacking => {
            context.syntax("positional argument follows keyword argument unpacking", closing(context, range))
        }
        E::InvalidArgumentUnpackingOrder => {
            let comma = context.index_at(range.start()).saturating_sub(1);
            let start = TextSize::new(context.tokens[comma].start as u32);
            let msg = "iterable argument unpacking follows keyword argument unpacking";
            context.syntax(msg, TextRange::new(start, range.end()))
        }
        E::IterableUnpackingInComprehension => named("iterable unpacking cannot be used in comprehension"),
        E::InvalidStarredExpressionUsage => starred(context, range),
        E::ParamAfterVarKeywordParam => named("arguments cannot follow var-keyword argument"),
        E::NonDefaultParamAfterDefaultParam => super::hints::missing_default(context, range).unwrap_or_else(|| {
            let name = context.tokens[context.index_at(range.start())].range();
            context.syntax("parameter without a default follows parameter with a default", name)
        }),
        E::VarParameterWithDefault => {
            let stars = context.source.text()[..range.start().to_usize()].trim_end();
            let equals = context.index_at(range.start());
            let index = (equals..).find(|at| matches!(context.token_text(*at), "=" | "")).unwrap_or(equals);
            let before = &context.source.text()[..context.tokens[index].start];
            let keyword = stars.ends_with("**") || before.rsplit(['(', ',']).next().is_some_and(|p| p.contains("**"));
            let kind = if keyword { "keyword" } else { "positional" };
            let msg = format!("var-{kind} argument cannot have default value");
            context.syntax(msg, context.tokens[index].range())
        }
        E::ExpectedKeywordParam => context.syntax("named arguments must follow bare *", star_before(context, range)),
        E::UnparenthesizedTupleExpression => {
            let first = context.index_at(range.start());
            let level = context.tokens[first].level;
            let comma = |at: &usize| context.tokens[*at].level == level && context.token_text(*at) == ",";
            let at = (first..context.tokens.len()).find(comma).unwrap_or(first);
            context.invalid_at(context.tokens[at].range().start())
        }
        E::ExpectedRealNumber => named("real number required in complex literal"),
        E::ExpectedImaginaryNumber => named("imaginary number required in complex literal"),
        E::EmptyTypeParams => named("Type parameter list cannot be empty"),
        E::EmptyImportNames => {
            let place = context.tokens[context.index_at(range.start())];
            context.syntax("Expected one or more names after 'import'", TextRange::empty(place.range().start()))
        }
        E::UnexpectedIndentation => {
            let index = context.index_at(range.start());
            let indent = context.tokens[..=index].iter().rev().find(|token| token.kind == Kind::Indent);
            context.unexpected_indent(indent.copied().unwrap_or(context.tokens[index]))
        }
        E::UnparenthesizedNamedExpression => {
            let first = context.index_at(range.start());
            let walrus = (first..context.tokens.len()).find(|at| context.token_text(*at) == ":=");
            context.invalid_at(walrus.map_or(range.start(), |at| context.tokens[at].range().start()))
        }
        E::InvalidMatchPatternTarget => match context.index_at(range.start()).checked_sub(1) {
            Some(before) if context.token_text(before) == "**" => context.invalid_at(range.start()),
            _ => named("cannot use '_' as a target"),
        },
        E::InvalidStarPatternUsage => context.invalid_at(range.start()),
        E::ExpectedToken { expected, found } => expected_token(context, *expected, *found, range.start()),
        E::FStringError(kind) => interpolated(context, kind, "f", range),
        E::TStringError(kind) => interpolated(context, kind, "t", range),
        E::Lexical(kind) => lexical(context, kind, range),
        E::OtherError(msg) => other(context, msg, range),
        _ => unexpected(context, range.start()),
    }
}

/// Whether a place is among the bases of a class.
fn of_class(context: &Context<'_>, range: TextRange) -> bool {
    let index = context.index_at(range.start());
    context.token_text(context.statement_start(index)) == "class"
}

fn assignment_target(context: &Context<'_>, range: TextRange) -> Problem {
    let Some(target) = context.expression(range) else { return context.invalid_at(range.start()) };
    let name = expression_name(target);
    let first = context.index_at(range.start());
    let parenthesized = first > 0 && context.token_text(first - 1) == "(";
    let before = first.checked_sub(1).map_or("", |at| context.token_text(at));
    if before == "for" {
        // What is no target at all is a stray token.
        match target {
            Expr::Compare(e) => return context.invalid_at(next_token(context, e.left.end())),
            Expr::If(e) => {
                let range = context.tokens[context.index_at(next_token(context, e.body.end()))].range();
                return context.syntax("'in' expected after for-loop variables", range);
            }
            _ => {}
        }
    }
    if matches!(target, Expr::Yield(_) | Expr::YieldFrom(_)) && !parenthesized {
        return context.syntax("assignment to yield expression not possible", range);
    }
    let plain = format!("cannot assign to {name}");
    // `f() = 1` alone may have been meant as a comparison.
    let start = context.statement_start(first);
    let end = context.statement_end(first);
    let assigns = (start..end).filter(|at| context.tokens[*at].level == 0 && context.token_text(*at) == "=").count();
    let after = context.index_at(range.end());
    let grouped = parenthesized && context.token_text(after) == ")" && context.token_text(after + 1) == "=";
    let whole = start == if grouped { first - 1 } else { first };
    if whole && assigns == 1 && (grouped || could_be_compared(target)) {
        return context.syntax(plain + " here. Maybe you meant '==' instead of '='?", range);
    }
    context.syntax(plain, range)
}

/// The start of the token after an offset.
fn next_token(context: &Context<'_>, offset: TextSize) -> TextSize {
    context.tokens[context.index_at(offset)].range().start()
}

/// The bracket that closes the argument list around a place.
fn closing(context: &Context<'_>, range: TextRange) -> TextRange {
    let index = context.index_at(range.start());
    let level = context.tokens[index].level;
    let close = context.tokens[index..].iter().find(|token| token.level < level);
    close.map_or(range, |token| token.range())
}

fn star_before(context: &Context<'_>, range: TextRange) -> TextRange {
    let index = context.index_at(range.start());
    let star = (0..=index).rev().find(|at| context.token_text(*at) == "*");
    // In a lambda the colon after the star is what is reported.
    let place = |at: usize| if context.token_text(at + 1) == ":" { at + 1 } else { at };
    star.map_or(range, |at| context.tokens[place(at)].range())
}

fn starred(context: &Context<'_>, range: TextRange) -> Problem {
    let index = context.index_at(range.start());
    let after = context.index_at(range.end());
    let before = index.checked_sub(1).map_or("", |at| context.token_text(at));
    if range.len() == TextSize::new(1) && context.tokens[after].level > 0 && before != ":" {
        return context.syntax("Invalid star expression", context.tokens[after].range());
    }
    match (before, super::hints::opening(context, index)) {
        ("+" | "-" | "*" | "/" | "//" | "%" | "@" | "&" | "|" | "^" | "<<" | ">>" | "~" | "<" | ">" | "==", _) => {
            return context.invalid_at(range.start());
        }
        (":", "{") => return context.syntax("cannot use a starred expression in a dictionary value", range),
        (":", _) => return context.invalid_at(range.start()),
        (_, "[" | "(") if context.token_text(after) == ":" => return context.invalid_at(range.end()),
        _ => {}
    }
    let grouped = index > 0 && context.token_text(index - 1) == "(" && {
        let before = index.checked_sub(2).map_or("", |at| context.token_text(at));
        !context.tokens[index.saturating_sub(2)].kind.eq(&Kind::Name) && before != ")" && before != "]"
    };
    match grouped {
        true => context.syntax("cannot use starred expression here", range),
        false => context.syntax("can't use starred expression here", range),
    }
}

fn expected_token(context: &Context<'_>, expected: TokenKind, found: TokenKind, at: TextSize) -> Problem {
    let index = context.index_at(at);
    let token = context.tokens[index];
    match expected {
        TokenKind::Colon => {
            if let Some(problem) = in_braces(context, index) {
                return problem;
            }
            let keyword = context.token_text(context.statement_start(index));
            let forced = matches!(keyword, "def" | "async" | "try" | "finally" | "else");
            if keyword == "class" && token.level == 0 && found != TokenKind::Newline {
                return context.invalid_at(at);
            }
            if token.level == 0 && (found == TokenKind::Newline || forced && found != TokenKind::Equal) {
                return Problem::syntax("expected ':'", context.place(token));
            }
        }
        TokenKind::Lpar if context.token_text(context.statement_start(index)) != "class" => {
            return Problem::syntax("expected '('", context.place(token));
        }
        TokenKind::Else => {
            let range = context.largest(|e| e.is_if_expr() && e.start() < at);
            if let Some(Expr::If(e)) = range {
                let range = TextRange::new(e.start(), e.test.end());
                return context.syntax("expected 'else' after 'if' expression", range);
            }
        }
        _ => {}
    }
    unexpected(context, at)
}

/// A dict display where a colon or value is missing.
fn in_braces(context: &Context<'_>, index: usize) -> Option<Problem> {
    let token = context.tokens[index];
    let text = context.token_text(index);
    if token.level == 0 && text != "}" || !matches!(text, "}" | ",") {
        return None;
    }
    let key = context.tokens.get(index.checked_sub(1)?)?;
    let last = TextRange::empty(TextSize::new(key.end as u32 - 1));
    let position = Position { end_col: -1, ..context.source.position(last) };
    Some(Problem::syntax("':' expected after dictionary key", position))
}

/// A token that does not belong where it is.
fn unexpected(context: &Context<'_>, at: TextSize) -> Problem {
    let index = context.index_at(at);
    let token = context.tokens[index];
    if token.kind == Kind::String && token.start < at.to_usize() {
        return inside_string(context, index, at);
    }
    super::hints::hint(context, index).unwrap_or_else(|| context.invalid_at(at))
}

/// A fault in the expressions of an f-string or t-string.
fn inside_string(context: &Context<'_>, index: usize, at: TextSize) -> Problem {
    let letter = if context.token_text(index)[..2].to_ascii_lowercase().contains('t') { 't' } else { 'f' };
    let rest = &context.source.text()[at.to_usize()..];
    let here = rest.chars().next().unwrap_or_default();
    let before = context.source.text()[..at.to_usize()].trim_end();
    let range = TextRange::at(at, TextSize::new(here.len_utf8() as u32));
    if matches!(here, '}' | '!' | ':' | '=') && before.ends_with('{') {
        return context.syntax(format!("{letter}-string: valid expression required before '{here}'"), range);
    }
    let end = TextSize::new(before.len() as u32);
    let left = context.largest(|e| e.end() == end && !e.is_f_string_expr() && !e.is_t_string_expr());
    if let (Some(left), true) = (left, here.is_alphanumeric() || here == '_') {
        let width = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let range = TextRange::new(left.start(), at + TextSize::new(width as u32));
        return context.syntax("invalid syntax. Perhaps you forgot a comma?", range);
    }
    if before.ends_with('{') && left.is_none() && (here.is_alphanumeric() || here == '_') {
        let width = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let range = TextRange::at(at, TextSize::new(width as u32));
        return context.syntax(format!("{letter}-string: expecting a valid expression after '{{'"), range);
    }
    if left.is_some() && matches!(here, '$' | ';' | '?') {
        let msg = format!("{letter}-string: expecting '=', or '!', or ':', or '}}'");
        return context.syntax(msg, range);
    }
    if matches!(here, '\'' | '"' | '\n') || left.is_some() {
        return context.syntax(format!("{letter}-string: expecting '}}'"), TextRange::empty(at));
    }
    context.syntax(format!("{letter}-string: invalid syntax"), range)
}

fn interpolated(context: &Context<'_>, kind: &InterpolatedStringErrorType, letter: &str, range: TextRange) -> Problem {
    use InterpolatedStringErrorType as K;
    let point = TextRange::empty(range.start());
    match kind {
        K::UnclosedLbrace => inside_string(context, context.index_at(range.start()), range.start()),
        K::SingleRbrace => context.syntax(format!("{letter}-string: single '}}' is not allowed"), point),
        K::InvalidConversionFlag => {
            let flag = context.source.slice(range);
            if flag.is_empty() || !flag.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
                let end = range.start() + TextSize::new(1);
                let range = TextRange::new(range.start(), end);
                return context.syntax(format!("{letter}-string: missing conversion character"), range);
            }
            let msg = format!("{letter}-string: invalid conversion character '{flag}': expected 's', 'r', or 'a'");
            context.syntax(msg, range)
        }
        K::LambdaWithoutParentheses => {
            let msg = format!("{letter}-string: lambda expressions are not allowed without parentheses");
            context.syntax(msg, range)
        }
        K::ConversionFlagNotImmediatelyAfterExclamation => {
            let msg = format!("{letter}-string: conversion type must come right after the exclamation mark");
            context.syntax(msg, range)
        }
        K::NewlineInFormatSpec => {
            let msg = format!(
                "{letter}-string: newlines are not allowed in format specifiers for single quoted {letter}-strings"
            );
            context.syntax(msg, point)
        }
        K::UnterminatedString | K::UnterminatedTripleQuotedString => {
            let line = context.source.line_col(range.start()).0;
            let msg = format!("unterminated {letter}-string literal (detected at line {line})");
            context.syntax(msg, point)
        }
    }
}

fn lexical(context: &Context<'_>, kind: &LexicalErrorType, range: TextRange) -> Problem {
    let token = context.tokens[context.index_at(range.start())];
    match kind {
        LexicalErrorType::InvalidByteLiteral => {
            context.syntax("bytes can only contain ASCII literal characters", token.range())
        }
        LexicalErrorType::UnicodeError
        | LexicalErrorType::StringError
        | LexicalErrorType::MissingUnicodeLbrace
        | LexicalErrorType::MissingUnicodeRbrace => {
            let msg = super::escapes::fault(context.source.slice(token.range()));
            context.syntax(msg, token.range())
        }
        LexicalErrorType::FStringError(kind) => interpolated(context, kind, "f", range),
        LexicalErrorType::TStringError(kind) => interpolated(context, kind, "t", range),
        LexicalErrorType::IndentationError => {
            let msg = "unindent does not match any outer indentation level";
            Problem::new(ErrorKind::Indentation, msg, context.source.position(range))
        }
        LexicalErrorType::OtherError(msg) if msg.contains("escape") => {
            let msg = super::escapes::fault(context.source.slice(token.range()));
            context.syntax(msg, token.range())
        }
        _ => unexpected(context, range.start()),
    }
}

/// Errors that the parser has only as text.
fn other(context: &Context<'_>, msg: &str, range: TextRange) -> Problem {
    let here = |msg: &str| context.syntax(msg, range);
    if let Some(clause) = msg.strip_prefix("Expected an indented block after ") {
        return missing_block(context, clause, range);
    }
    match msg {
        "Expected `except` or `finally` after `try` block" => {
            let index = context.index_at(range.start());
            // At the end of the text the last line's end is what was read.
            let token = match context.tokens[index].kind {
                Kind::End => context.tokens[..index].iter().rev().find(|token| token.kind == Kind::Newline),
                _ => None,
            };
            let msg = "expected 'except' or 'finally' block";
            Problem::syntax(msg, context.place(*token.unwrap_or(&context.tokens[index])))
        }
        "Only single target (not list) can be annotated" => here("only single target (not list) can be annotated"),
        "Only single target (not tuple) can be annotated" => here("only single target (not tuple) can be annotated"),
        "Cannot have both 'except' and 'except*' on the same 'try'" => {
            let first = context.index_at(range.start());
            let end = context.tokens[first + 1].range().end();
            let star = context.token_text(first + 1) == "*";
            let end = if star { end } else { range.start() + TextSize::new(6) };
            let range = TextRange::new(range.start(), end);
            context.syntax("cannot have both 'except' and 'except*' on the same 'try'", range)
        }
        "Multiple exception types must be parenthesized when using `as`" => {
            here("multiple exception types must be parenthesized when using 'as'")
        }
        "Expected one or more exception types" => {
            let token = context.tokens[context.index_at(range.start())];
            Problem::syntax("expected one or more exception types", context.place(token))
        }
        "Only one '*' parameter allowed" | "Only one '*' separator allowed" => {
            here_first(context, "* argument may appear only once", range, 1)
        }
        "Keyword-only parameter separator not allowed after '*' parameter" => {
            here_first(context, "* argument may appear only once", range, 1)
        }
        "Only one '**' parameter allowed" => {
            here_first(context, "arguments cannot follow var-keyword argument", range, 2)
        }
        "Only one '/' separator allowed" => here("/ may appear only once"),
        "'/' parameter must appear before '*' parameter" => here("/ must be ahead of *"),
        "Position-only parameter separator not allowed as first parameter" => {
            here("at least one argument must precede /")
        }
        "Positional patterns cannot follow keyword patterns" => here("positional patterns follow keyword patterns"),
        "Boolean 'not' expression cannot be used here" => here("'not' after an operator must be parenthesized"),
        "Cannot mix t-string literals with string or bytes literals" => {
            here("cannot mix t-string literals with string or bytes literals")
        }
        "Bytes literal cannot be mixed with non-bytes literals" => {
            let after = context.tokens[context.index_at(range.end())];
            Problem::syntax("cannot mix bytes and nonbytes literals", context.place(after))
        }
        "Star import must be the only import" => {
            let first = context.index_at(range.start());
            let star = (first..context.tokens.len()).find(|at| context.token_text(*at) == "*").unwrap_or(first);
            context.invalid_at(context.tokens[star].range().end())
        }
        "Expected a parameter name" => keyword_argument(context, range),
        "Trailing comma not allowed" => {
            let import = context.token_text(context.statement_start(context.index_at(range.start())));
            match import {
                "from" => {
                    let token = context.tokens[context.index_at(range.end())];
                    let msg = "trailing comma not allowed without surrounding parentheses";
                    Problem::syntax(msg, context.place(token))
                }
                _ => context.invalid_at(range.end()),
            }
        }
        _ if msg.contains("cannot be mixed") => here(msg),
        _ => unexpected(context, range.start()),
    }
}

fn here_first(context: &Context<'_>, msg: &str, range: TextRange, width: u32) -> Problem {
    context.syntax(msg, TextRange::at(range.start(), TextSize::new(width)))
}

/// `f(1=2)`
fn keyword_argument(context: &Context<'_>, range: TextRange) -> Problem {
    let index = context.index_at(range.start());
    let equals = (index..context.tokens.len()).find(|at| context.token_text(*at) == "=").unwrap_or(index);
    let end = TextSize::new(context.tokens[equals].end as u32);
    let whole = TextRange::new(range.start(), end.max(range.end()));
    let value_end =
        context.largest(|e| e.start() >= end && e.start() <= end + TextSize::new(1)).map_or(end, Ranged::end);
    let before = index.checked_sub(1).map_or("", |at| context.token_text(at));
    let text = context.source.slice(range);
    if before == "**" || text.starts_with("**") {
        let start = if before == "**" { range.start() - TextSize::new(2) } else { range.start() };
        return context.syntax("cannot assign to keyword argument unpacking", TextRange::new(start, value_end));
    }
    if text.starts_with('*') {
        let range = TextRange::new(range.start(), value_end);
        return context.syntax("cannot assign to iterable argument unpacking", range);
    }
    match text {
        constant @ ("True" | "False" | "None") => context.syntax(format!("cannot assign to {constant}"), whole),
        _ => context.syntax("expression cannot contain assignment, perhaps you meant \"==\"?", whole),
    }
}

fn missing_block(context: &Context<'_>, clause: &str, range: TextRange) -> Problem {
    let word = clause.split('`').nth(1).unwrap_or(clause.split(' ').next().unwrap_or_default());
    let keyword = if word == "function" { "def" } else { word.trim_end_matches('*') };
    let mut word = word.to_owned();
    let index = context.index_at(range.start());
    let header = (0..index).rev().find(|at| {
        context.token_text(*at) == keyword && {
            let start = context.statement_start(*at);
            start == *at || context.token_text(start) == "async"
        }
    });
    if keyword == "except" && header.is_some_and(|at| context.token_text(at + 1) == "*") {
        word = "except*".to_owned();
    }
    let line = header.map_or(0, |at| context.source.line_col(context.tokens[at].range().start()).0);
    let what = match keyword {
        "def" => "function definition".to_owned(),
        "class" => "class definition".to_owned(),
        _ => format!("'{word}' statement"),
    };
    // Block marks have no text of their own.
    let shown = context.tokens[index..].iter().find(|token| !matches!(token.kind, Kind::Dedent | Kind::Indent));
    let place = shown.map_or_else(|| context.source.position(range), |token| context.place(*token));
    let msg = format!("expected an indented block after {what} on line {line}");
    Problem::new(ErrorKind::Indentation, msg, place)
}
