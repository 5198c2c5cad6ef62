//! `from __future__ import …`.

use ruff_python_ast::{Mod, Stmt, StmtImportFrom};
use taipan_bytecode::CodeFlags;

use crate::error::{Problem, Res};
use crate::source::Source;

/// Features that once had to be asked for.
const MANDATORY: [&str; 7] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
];

/// The flags that a text turns on.
pub(crate) fn features(source: &Source<'_>, tree: &Mod) -> Res<CodeFlags> {
    let mut flags = CodeFlags::default();
    let Mod::Module(module) = tree else { return Ok(flags) };
    let mut at_start = true;
    for (index, stmt) in module.body.iter().enumerate() {
        match stmt {
            Stmt::ImportFrom(import) if is_future(import) => {
                if !at_start {
                    let msg = "from __future__ imports must occur at the beginning of the file";
                    return Err(Problem::syntax(msg, source.position(import.range)));
                }
                add(source, import, &mut flags)?;
            }
            // A docstring may come first.
            Stmt::Expr(expr) if index == 0 && expr.value.is_string_literal_expr() => {}
            _ => at_start = false,
        }
    }
    Ok(flags)
}

/// Whether it is an import from `__future__`.
pub(crate) fn is_future(import: &StmtImportFrom) -> bool {
    import.level == 0 && import.module.as_ref().is_some_and(|module| module == "__future__")
}

fn add(source: &Source<'_>, import: &StmtImportFrom, flags: &mut CodeFlags) -> Res {
    for alias in &import.names {
        let error = |msg: String| Err(Problem::syntax(msg, source.position(alias.range)));
        match alias.name.as_str() {
            "annotations" => flags.insert(CodeFlags::FUTURE_ANNOTATIONS),
            "barry_as_FLUFL" => flags.insert(CodeFlags::FUTURE_BARRY_AS_BDFL),
            "generator_stop" => flags.insert(CodeFlags(0x80_0000)),
            "braces" => return error("not a chance".to_owned()),
            name if MANDATORY.contains(&name) => {}
            name => return error(format!("future feature {name} is not defined")),
        }
    }
    Ok(())
}
