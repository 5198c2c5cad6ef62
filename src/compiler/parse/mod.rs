//! From text to tree, with errors in CPython's words.

use ruff_python_ast::{Mod, PythonVersion};
use ruff_python_parser::{Mode as ParserMode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;

use crate::error::{Problem, Res};
use crate::source::Source;
use crate::{Mode, Options};

/// Parses a text.
pub(crate) fn parse(source: &Source<'_>, mode: Mode, _options: Options) -> Res<Mod> {
    let parser_mode = if mode == Mode::Eval { ParserMode::Expression } else { ParserMode::Module };
    let options = ParseOptions::from(parser_mode).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(source.text(), options);
    if let Some(error) = parsed.errors().first() {
        return Err(Problem::syntax(error.error.to_string(), source.position(error.range())));
    }
    Ok(parsed.into_syntax())
}
