//! Guesses at what was meant, where a token does not belong: CPython's `invalid_…` grammar rules.

use ruff_python_ast::Expr;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::diagnose::Context;
use super::names::{could_be_compared, expression_name};
use super::tokenizer::Kind;
use crate::error::Problem;

/// A better message than "invalid syntax" for the token at `index`.
pub(super) fn hint(context: &Context<'_>, index: usize) -> Option<Problem> {
    parameters(context, index)
        .or_else(|| missing_value(context, index))
        .or_else(|| import_from(context, index))
        .or_else(|| as_target(context, index))
        .or_else(|| statement_in_conditional(context, index))
        .or_else(|| elif_after_else(context, index))
        .or_else(|| type_param_bound(context, index))
        .or_else(|| augmented_target(context, index))
        .or_else(|| lone_star(context, index))
        .or_else(|| assignment_for_comparison(context, index))
        .or_else(|| comprehension_target(context, index))
        .or_else(|| legacy_print(context, index))
        .or_else(|| missing_comma(context, index))
}

fn text_before<'c>(context: &Context<'c>, index: usize, back: usize) -> &'c str {
    index.checked_sub(back).map_or("", |at| context.token_text(at))
}

/// `{1:}`, `f(a=)`
fn missing_value(context: &Context<'_>, index: usize) -> Option<Problem> {
    let closes = matches!(context.token_text(index), "}" | ")" | ",");
    let before = context.tokens.get(index.checked_sub(1)?)?;
    if !closes || before.level == 0 {
        return None;
    }
    match context.token_text(index - 1) {
        ":" if opening(context, index - 1) == "{" => {
            Some(context.syntax("expression expected after dictionary key and ':'", before.range()))
        }
        "=" if opening(context, index - 1) == "(" && context.tokens[index.checked_sub(2)?].kind == Kind::Name => {
            let name = context.tokens[index - 2];
            let range = TextRange::new(name.range().start(), before.range().end());
            Some(context.syntax("expected argument value expression", range))
        }
        _ => None,
    }
}

/// Whether a token stands among the parameters of a `def` or a `lambda`.
fn among_parameters(context: &Context<'_>, index: usize) -> bool {
    let start = context.statement_start(index);
    let keyword = context.token_text(start);
    let level = context.tokens[index].level;
    let colon = |at: &usize| context.tokens[*at].level <= level && context.token_text(*at) == ":";
    let lambda = (start..index).rfind(|at| context.token_text(*at) == "lambda");
    lambda.is_some_and(|lambda| !(lambda..index).any(|at| colon(&at)))
        || matches!(keyword, "def" | "async") && level == 1 && !(start..index).any(|at| context.token_text(at) == "->")
}

/// `def f(a=, b)`
pub(super) fn missing_default(context: &Context<'_>, range: TextRange) -> Option<Problem> {
    let first = context.index_at(range.start());
    let level = context.tokens[first].level;
    let ends = |at: &usize| context.tokens[*at].level < level || matches!(context.token_text(*at), "," | "=" | "");
    let equals = (first..context.tokens.len()).find(ends).filter(|at| context.token_text(*at) == "=")?;
    matches!(context.token_text(equals + 1), "," | ")" | ":")
        .then(|| context.syntax("expected default value expression", context.tokens[equals].range()))
}

/// `def f((a, b))`, `def f(a, /*, b)`, `def f(a=, b)`
fn parameters(context: &Context<'_>, index: usize) -> Option<Problem> {
    let text = context.token_text(index);
    let before = text_before(context, index, 1);
    if index == 0 || !among_parameters(context, index) {
        return None;
    }
    match (before, text) {
        ("/", "*") => Some(context.syntax("expected comma between / and *", context.tokens[index].range())),
        ("=", "," | ")" | ":") => {
            Some(context.syntax("expected default value expression", context.tokens[index - 1].range()))
        }
        ("(" | "," | "lambda", "(") => {
            let level = context.tokens[index].level;
            let close = (index + 1..context.tokens.len()).find(|at| context.tokens[*at].level <= level)?;
            let range = TextRange::new(context.tokens[index].range().start(), context.tokens[close].range().end());
            let start = context.statement_start(index);
            let lambda = (start..index).any(|at| context.token_text(at) == "lambda");
            let what = if lambda { "Lambda expression" } else { "Function" };
            Some(context.syntax(format!("{what} parameters cannot be parenthesized"), range))
        }
        _ => None,
    }
}

/// `import a from b`
fn import_from(context: &Context<'_>, index: usize) -> Option<Problem> {
    let start = context.statement_start(index);
    if context.token_text(index) != "from" || context.token_text(start) != "import" {
        return None;
    }
    let named = context.tokens[index + 1..].iter().enumerate().take_while(|(offset, token)| {
        let text = context.token_text(index + 1 + offset);
        text == "." || token.kind == Kind::Name && text != "as"
    });
    let after = context.tokens.get(index + 1 + named.count())?;
    let mut place = context.source.position(context.tokens[start].range());
    place.end_col = context.place(*after).end_col - 1;
    Some(Problem::syntax("Did you mean to use 'from ... import ...' instead?", place))
}

/// `import a as b.c`, `except E as a.b`
fn as_target(context: &Context<'_>, index: usize) -> Option<Problem> {
    let start = context.statement_start(index);
    let keyword = context.token_text(start);
    let name = if text_before(context, index, 2) == "as" { index - 1 } else { index };
    if !matches!(keyword, "import" | "from" | "except") || text_before(context, name, 1) != "as" {
        return None;
    }
    let what = match (name == index, context.token_text(index)) {
        (false, ".") => "attribute",
        (false, "[") => "subscript",
        (false, "(") => "function call",
        (true, "[") => "list",
        (true, "(") => "tuple",
        (true, "{") => "dict literal",
        (true, _) if matches!(context.tokens[index].kind, Kind::Number | Kind::String) => "literal",
        _ => return None,
    };
    let level = context.tokens[name].level;
    let ends = |at: &usize| {
        let token = context.tokens[*at];
        token.level < level
            || token.level == level && matches!(context.token_text(*at), "," | ":" | ";")
            || matches!(token.kind, Kind::Newline | Kind::End)
    };
    let end = (index + 1..context.tokens.len()).find(ends)?;
    let range = TextRange::new(context.tokens[name].range().start(), context.tokens[end - 1].range().end());
    Some(match keyword {
        "except" => context.syntax(format!("cannot use except statement with {what}"), range),
        _ => context.syntax(format!("cannot use {what} as import target"), range),
    })
}

/// `1 if x else pass`, `pass if x else 1`
fn statement_in_conditional(context: &Context<'_>, index: usize) -> Option<Problem> {
    let word = context.token_text(index);
    if !matches!(
        word,
        "pass" | "break" | "continue" | "return" | "raise" | "global" | "nonlocal" | "del" | "assert" | "import"
    ) {
        return None;
    }
    let start = context.statement_start(index);
    let range = context.tokens[index].range();
    let has = |text: &str, mut within: std::ops::Range<usize>| within.any(|at| context.token_text(at) == text);
    if text_before(context, index, 1) == "else" && has("if", start + 1..index) {
        return Some(context.syntax("expected expression after 'else', but statement is given", range));
    }
    let simple = matches!(word, "pass" | "break" | "continue");
    if simple
        && index > start
        && context.token_text(index + 1) == "if"
        && has("else", index..context.statement_end(index))
    {
        return Some(context.syntax("expected expression before 'if', but statement is given", range));
    }
    None
}

/// `else:` … `elif:`
fn elif_after_else(context: &Context<'_>, index: usize) -> Option<Problem> {
    if context.token_text(index) != "elif" || context.statement_start(index) != index {
        return None;
    }
    let column = |at: usize| context.source.line_col(context.tokens[at].range().start()).1;
    let own = column(index);
    let before = (0..index).rev().find(|at| {
        context.tokens[*at].kind == Kind::Name && context.statement_start(*at) == *at && column(*at) <= own
    })?;
    (context.token_text(before) == "else" && column(before) == own)
        .then(|| context.syntax("'elif' block follows an 'else' block", context.tokens[index].range()))
}

/// `def f[*Ts: int]()`
fn type_param_bound(context: &Context<'_>, index: usize) -> Option<Problem> {
    let kind = match text_before(context, index, 2) {
        "*" => "TypeVarTuple",
        "**" => "ParamSpec",
        _ => return None,
    };
    let keyword = context.token_text(context.statement_start(index));
    let generic = opening(context, index) == "[" && matches!(keyword, "def" | "class" | "type" | "async");
    if context.token_text(index) != ":" || !generic {
        return None;
    }
    let what = if context.token_text(index + 1) == "(" { "constraints" } else { "bound" };
    Some(context.syntax(format!("cannot use {what} with {kind}"), context.tokens[index].range()))
}

/// `a, b += 1, 2`
fn augmented_target(context: &Context<'_>, index: usize) -> Option<Problem> {
    let text = context.token_text(index);
    let augmented = text.ends_with('=') && text.len() > 1 && !matches!(text, "==" | "!=" | "<=" | ">=" | ":=");
    let start = context.statement_start(index);
    if !augmented || index == start || context.tokens[index].level > 0 {
        return None;
    }
    let range = TextRange::new(context.tokens[start].range().start(), context.tokens[index - 1].range().end());
    let tuple = (start..index).any(|at| context.tokens[at].level == 0 && context.token_text(at) == ",");
    let name = if tuple { "tuple" } else { expression_name(context.expression(range)?) };
    let msg = format!("'{name}' is an illegal expression for augmented assignment");
    Some(context.syntax(msg, range))
}

/// `f(x, *)`
fn lone_star(context: &Context<'_>, index: usize) -> Option<Problem> {
    let token = context.tokens[index];
    if text_before(context, index, 1) != "*" || !matches!(context.token_text(index), ")" | "]" | ":") {
        return None;
    }
    let inside = context.tokens[index - 1].level > 0 && !matches!(text_before(context, index, 2), ":");
    let is_unary = matches!(text_before(context, index, 2), "," | "(" | "[");
    (inside && is_unary).then(|| context.syntax("Invalid star expression", token.range()))
}

/// The bracket around a token.
pub(super) fn opening<'c>(context: &Context<'c>, index: usize) -> &'c str {
    let level = context.tokens[index].level;
    let at = (0..index).rev().find(|at| context.tokens[*at].level < level);
    at.map_or("", |at| context.token_text(at))
}

/// `if x = 3:`
fn assignment_for_comparison(context: &Context<'_>, index: usize) -> Option<Problem> {
    let token = context.tokens[index];
    let keyword = context.token_text(context.statement_start(index));
    let condition = token.level > 0 || matches!(keyword, "if" | "elif" | "while");
    if context.token_text(index) != "=" || !condition || index == 0 {
        return None;
    }
    let left_end = TextSize::new(context.tokens[index - 1].end as u32);
    let left = context.largest(|e| e.end() == left_end && could_be_compared(e));
    // The right side: up to something that ends an expression.
    let rest = &context.tokens[index + 1..];
    let right = rest.iter().enumerate().take_while(|(offset, next)| {
        let text = context.token_text(index + 1 + offset);
        let ends = next.level == token.level
            && matches!(
                text,
                ":" | "," | "=" | ":=" | "and" | "or" | "not" | "if" | "for" | "in" | "is" | "<" | ">" | "=="
            );
        next.level >= token.level && !ends && next.kind != Kind::Newline && next.kind != Kind::End
    });
    let (offset, last) = right.last()?;
    let after = context.token_text(index + 2 + offset);
    if matches!(after, "=" | ":=") {
        return None;
    }
    let start = left.map_or(context.tokens[index - 1].range().start(), Ranged::start);
    let range = TextRange::new(start, last.range().end());
    let stars = text_before(context, index, 2);
    if matches!(stars, "*" | "**") && opening(context, index) == "(" {
        let what = if stars == "*" { "iterable" } else { "keyword" };
        let range = TextRange::new(context.tokens[index - 2].range().start(), range.end());
        return Some(context.syntax(format!("cannot assign to {what} argument unpacking"), range));
    }
    match left {
        None | Some(Expr::Name(_)) => {
            Some(context.syntax("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", range))
        }
        Some(e) => {
            let msg = format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", expression_name(e));
            Some(context.syntax(msg, e.range()))
        }
    }
}

/// `[x, y for x in z]`
fn comprehension_target(context: &Context<'_>, index: usize) -> Option<Problem> {
    if context.token_text(index) != "for" || !matches!(opening(context, index), "[" | "{") {
        return None;
    }
    let level = context.tokens[index].level;
    let open = (0..index).rev().find(|at| context.tokens[*at].level < level)?;
    let mut inside = open + 1..index;
    if !inside.any(|at| context.tokens[at].level == level && context.token_text(at) == ",") {
        return None;
    }
    let range = TextRange::new(context.tokens[open + 1].range().start(), context.tokens[index - 1].range().end());
    Some(context.syntax("did you forget parentheses around the comprehension target?", range))
}

/// `print "hello"`
fn legacy_print(context: &Context<'_>, index: usize) -> Option<Problem> {
    let name = text_before(context, index, 1);
    if !matches!(name, "print" | "exec")
        || context.statement_start(index) != index - 1
        || !starts_expression(context, index)
    {
        return None;
    }
    let end = context.statement_end(index);
    let stop = (index..end).find(|at| context.tokens[*at].level == 0 && context.token_text(*at) == ";").unwrap_or(end);
    let range =
        TextRange::new(context.tokens[index - 1].range().start(), context.tokens[stop.saturating_sub(1)].range().end());
    Some(context.syntax(format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?"), range))
}

/// `[1, 2 3]`
fn missing_comma(context: &Context<'_>, index: usize) -> Option<Problem> {
    let token = context.tokens[index];
    if token.level == 0 || index == 0 || !starts_expression(context, index) {
        return None;
    }
    let before = context.tokens[index - 1];
    let left_end = TextSize::new(before.end as u32);
    let is_disjunction = |e: &Expr| {
        !matches!(
            e,
            Expr::Tuple(_) | Expr::Starred(_) | Expr::Lambda(_) | Expr::If(_) | Expr::Named(_) | Expr::Generator(_)
        ) || context.source.slice(e.range()).starts_with('(')
    };
    let left = context.largest(|e| e.end() == left_end && is_disjunction(e))?;
    let first = context.index_at(left.start());
    let prefix_typo = context.tokens[first].kind == Kind::Name
        && context.tokens.get(first + 1).is_some_and(|next| next.kind == Kind::String);
    if prefix_typo || matches!(context.token_text(first), "match" | "case" | "type" | "_") {
        return None;
    }
    let right = context.largest(|e| e.start() == token.range().start() && !e.is_tuple_expr());
    let end = right.map_or(token.range().end(), Ranged::end);
    Some(context.syntax("invalid syntax. Perhaps you forgot a comma?", TextRange::new(left.start(), end)))
}

/// Whether an expression may start with this token.
fn starts_expression(context: &Context<'_>, index: usize) -> bool {
    const KEYWORDS: [&str; 27] = [
        "and", "as", "assert", "async", "break", "class", "continue", "def", "del", "elif", "else", "except",
        "finally", "for", "from", "global", "if", "import", "in", "is", "nonlocal", "or", "pass", "raise", "return",
        "try", "while",
    ];
    let text = context.token_text(index);
    match context.tokens[index].kind {
        Kind::Name => !KEYWORDS.contains(&text) && !matches!(text, "with" | "yield"),
        Kind::Number | Kind::String => true,
        Kind::Operator => matches!(text, "{" | "~" | "..."),
        _ => false,
    }
}
