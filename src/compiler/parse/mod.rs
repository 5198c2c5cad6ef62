//! From text to tree, with errors in CPython's words.
//!
//! `nesting` refuses what is too deep, ruff's parser does the work; when it finds errors, `tokenizer` looks for what
//! CPython's tokenizer would have reported, then `diagnose` words the parser's first error (`wording`: by its kind;
//! `names`: what expressions are called).

mod diagnose;
mod escapes;
mod hints;
mod names;
mod nesting;
mod number;
mod tokenizer;
mod wording;

use ruff_python_ast::{Mod, PythonVersion, Stmt};
use ruff_python_parser::{Mode as ParserMode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;
use taipan_bytecode::Position;

use crate::error::{Problem, Res};
use crate::source::Source;
use crate::{Mode, Options};

pub(crate) use nesting::is_suspicious as nests_deeply;

/// Parses a text that may nest to this depth.
pub(crate) fn parse(source: &Source<'_>, mode: Mode, options: Options, depth: usize) -> Res<Mod> {
    if source.text().contains('\0') {
        return Err(Problem::syntax("source code string cannot contain null bytes", Position::NONE));
    }
    nesting::check(source, depth)?;
    let parser_mode = if mode == Mode::Eval { ParserMode::Expression } else { ParserMode::Module };
    let parser_options = ParseOptions::from(parser_mode).with_target_version(PythonVersion::PY314);
    // An expression may be indented.
    let parsed = parse_unchecked(source.text(), parser_options);
    if !parsed.has_no_syntax_errors() {
        return Err(diagnose::diagnose(source, &parsed, options));
    }
    let tree = parsed.into_syntax();
    if mode == Mode::Single {
        check_single(source, &tree)?;
    }
    Ok(tree)
}

/// What the second look at a text objects to: nothing, if CPython accepts the text.
#[cfg(test)]
pub(crate) fn scan_error(source: &Source<'_>) -> Option<String> {
    let Problem(error) = tokenizer::scan(source).error?;
    Some(format!("line {}: {}", error.position.line, error.msg))
}

/// A prompt takes one statement, or several simple ones on one line.
fn check_single(source: &Source<'_>, tree: &Mod) -> Res {
    let Mod::Module(module) = tree else { return Ok(()) };
    let [first, second, ..] = &module.body[..] else { return Ok(()) };
    let line = |stmt: &Stmt| source.line_col(stmt.start()).0;
    if line(first) == line(second) && line(first) == line(module.body.last().unwrap_or(second)) {
        return Ok(());
    }
    let msg = "multiple statements found while compiling a single statement";
    Err(Problem::syntax(msg, source.position(first.range())))
}
