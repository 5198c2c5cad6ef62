//! From Python 3.14 source text to bytecode.
//!
//! ```text
//! text ─ source ─ parse ─ AST ─ scope ─ codegen ─ flow ─ Code
//!        lines    ruff's       symbol   writes    graph, optimisation,
//!                 parser,      table    pseudo-   stack depth, exception
//!                 errors in             instruc-  table, positions
//!                 CPython's             tions
//!                 words
//! ```
//!
//! The package sees only `taipan-bytecode` and the parser: no object, no runtime. Source text of any shape gives code or
//! an error, never a crash: deep nesting is refused before the parser sees it, and what may still recurse runs on a
//! thread with a large stack.

pub mod carets;
mod codegen;
mod error;
mod flow;
mod future;
mod parse;
mod pool;
mod scope;
mod source;
mod stack;
#[cfg(test)]
mod stdlib;

use std::sync::Arc;

use taipan_bytecode::{Code, CodeFlags};

pub use error::{ErrorKind, SyntaxError, Warning};
pub use stack::limit_stack;

use error::Res;
use source::Source;

/// What a source text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A module.
    Exec,
    /// An expression, whose value the code returns.
    Eval,
    /// One statement at a prompt; the values of expressions are printed.
    Single,
}

/// Settings of a compilation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// 0; 1 (`-O`) leaves out assertions; 2 (`-OO`) docstrings too.
    pub optimize: u8,
    /// `__future__` flags of the surrounding code, which apply here too.
    pub flags: CodeFlags,
    /// `await` and the like may stand outside of functions (`ast.PyCF_ALLOW_TOP_LEVEL_AWAIT`).
    pub top_level_await: bool,
    /// An error at the end of the text is [`ErrorKind::Incomplete`] (`ast.PyCF_ALLOW_INCOMPLETE_INPUT`).
    pub incomplete_input: bool,
}

/// A successful compilation.
#[derive(Clone, Debug)]
pub struct Compilation {
    /// The code of the whole text.
    pub code: Arc<Code>,
    /// `SyntaxWarning`s, in the order of their discovery.
    pub warnings: Vec<Warning>,
}

/// Compiles a source text; warnings are dropped.
///
/// # Errors
///
/// The first syntax error, as CPython words it.
pub fn compile(source: &str, filename: &str, mode: Mode, options: Options) -> Result<Arc<Code>, SyntaxError> {
    compile_with_warnings(source, filename, mode, options).map(|compilation| compilation.code)
}

/// Compiles a source text.
///
/// # Errors
///
/// The first syntax error, as CPython words it.
pub fn compile_with_warnings(
    source: &str,
    filename: &str,
    mode: Mode,
    options: Options,
) -> Result<Compilation, SyntaxError> {
    let filename: Arc<str> = filename.into();
    let source = Source::new(source);
    let nests_deeply = parse::nests_deeply(source.text());
    stack::with_room(source.text().len(), nests_deeply, |depth| translate(&source, &filename, mode, options, depth))
        .map_err(|problem| problem.into_error(&source, &filename))
}

fn translate(source: &Source<'_>, filename: &Arc<str>, mode: Mode, options: Options, depth: usize) -> Res<Compilation> {
    let tree = parse::parse(source, mode, options, depth)?;
    let mut options = options;
    options.flags.insert(future::features(source, &tree)?);
    let keep_text = options.flags.has(CodeFlags::FUTURE_ANNOTATIONS);
    let scopes = scope::build(source, &tree, keep_text, options.top_level_await)?;
    let (code, warnings) = codegen::generate(source, filename, &tree, &scopes, mode, &options)?;
    Ok(Compilation { code, warnings })
}
