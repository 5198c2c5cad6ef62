//! `SyntaxError`: where in which file.

use super::base::{init as base_init, str as base_str};
use super::fields::{field, field_or_none};
use crate::object::{CallArgs, Exc, Owned, PyResult, Raised, Ref, Str, TypeDef, Vm};

const FIELDS: &[&str] =
    &["msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line", "_metadata"];

pub(super) fn def() -> TypeDef {
    TypeDef::exception(Exc::SyntaxError, FIELDS).slots(|s| {
        s.init = Some(init);
        s.str = Some(str);
    })
}

/// `SyntaxError(msg, (filename, lineno, offset, text, end_lineno, end_offset))`.
fn init(vm: &mut Vm, e: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    base_init(vm, e, args)?;
    if let Some(msg) = args.all.first() {
        vm.set_own_attr(e, "msg", msg.own());
    }
    let [_, details] = args.all else { return Ok(()) };
    let parts = vm.collect(*details)?;
    if !matches!(parts.len(), 4 | 6 | 7) {
        let n = parts.len();
        let message = match n {
            n @ 0..=3 => format!("function missing required argument '{}' (pos {})", FIELDS[n + 1], n + 1),
            5 => "end_offset must be provided when end_lineno is provided".to_owned(),
            _ => format!("function takes at most 7 arguments ({n} given)"),
        };
        return Err(vm.type_error(message));
    }
    let names = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset", "_metadata"];
    for (name, value) in names.into_iter().zip(parts) {
        vm.set_own_attr(e, name, value);
    }
    Ok(())
}

/// The message with the file's name and the line, as far as they are known.
fn str(vm: &mut Vm, e: Ref<'_>) -> PyResult {
    let Some(msg) = field(vm, e, "msg") else { return base_str(vm, e) };
    let text = vm.str_string(msg.lend())?;
    let file = field_or_none(vm, e, "filename");
    let line = field_or_none(vm, e, "lineno");
    let file = file.lend().get::<Str>(vm).map(|f| f.lossy().rsplit('/').next().unwrap_or_default().to_owned());
    Ok(Owned::string(match (file, line.lend().as_i64(vm)) {
        (Some(f), Some(n)) => format!("{text} ({f}, line {n})"),
        (Some(f), None) => format!("{text} ({f})"),
        (None, Some(n)) => format!("{text} (line {n})"),
        (None, None) => text,
    }))
}

/// Raises a `SyntaxError` (or a subclass) with its place. Lines and columns count from 1; `None`: unknown.
#[cold]
pub fn raise_syntax_error(
    vm: &mut Vm,
    exc: Exc,
    msg: &str,
    file: &str,
    start: (Option<i64>, Option<i64>),
    end: (Option<i64>, Option<i64>),
    line: Option<&str>,
) -> Raised {
    let number = |n: Option<i64>| n.map_or(Owned::NONE, Owned::int);
    let parts = vec![
        Owned::str(file),
        number(start.0),
        number(start.1),
        line.map_or(Owned::NONE, Owned::str),
        number(end.0),
        number(end.1),
    ];
    let details = vm.tuple(parts);
    let args = [Owned::str(msg), details];
    match vm.call(exc.ty(), Owned::lend_all(&args)) {
        Ok(e) => vm.raise_object(e),
        Err(r) => r,
    }
}
