//! The last lines of a report: type and text, or the place of a syntax error, then the notes.

use super::hints;
use crate::object::{Exc, Owned, Ref, Str, Vm, exception_type};
use crate::types::exception::field;
use crate::types::type_::module_of;

/// Type, text and notes.
pub(super) fn format(vm: &mut Vm, e: Ref<'_>) -> String {
    let name = type_name(vm, e);
    let mut out = if e.is_instance(exception_type(Exc::SyntaxError)) {
        syntax(vm, e, &name)
    } else {
        let text = safe(vm, |vm| vm.str_string(e), "<exception str() failed>");
        let hint = hints::hint(vm, e);
        match text.is_empty() && hint.is_empty() {
            true => format!("{name}\n"),
            false => format!("{name}: {text}{hint}\n"),
        }
    };
    notes(vm, e, &mut out);
    out
}

/// Runs something that may raise; `instead` stands for a failure.
fn safe(vm: &mut Vm, f: impl FnOnce(&mut Vm) -> crate::object::PyResult<String>, instead: &str) -> String {
    match f(vm) {
        Ok(text) => text,
        Err(_) => {
            vm.clear_raised();
            instead.to_owned()
        }
    }
}

fn type_name(vm: &mut Vm, e: Ref<'_>) -> String {
    let ty = e.ty();
    let qualname = ty.names().qualname.clone();
    let module = module_of(vm, ty);
    match module.as_ref().and_then(|m| m.lend().get::<Str>(vm)).map(|m| m.lossy().into_owned()) {
        Some(m) if m != "builtins" && m != "__main__" => format!("{m}.{qualname}"),
        Some(_) => qualname,
        None => format!("<unknown>.{qualname}"),
    }
}

fn notes(vm: &mut Vm, e: Ref<'_>, out: &mut String) {
    let name = vm.names.notes;
    let Ok(Some(notes)) = vm.get_attr_opt(e, name) else {
        vm.clear_raised();
        return;
    };
    let items = match notes.lend().as_tuple(vm) {
        Some(t) => Some(t.to_vec()),
        None => notes.lend().as_list(vm).map(|l| l.to_vec()),
    };
    let Some(items) = items else {
        if !notes.lend().is_none() {
            let text = safe(vm, |vm| vm.repr_string(notes.lend()), "<__notes__ repr() failed>");
            out.push_str(&format!("{text}\n"));
        }
        return;
    };
    for n in items {
        let text = safe(vm, |vm| vm.str_string(n.lend()), "<note str() failed>");
        for line in text.split('\n') {
            out.push_str(&format!("{line}\n"));
        }
    }
}

/// A syntax error names file and line itself, and points at the place.
fn syntax(vm: &mut Vm, e: Ref<'_>, name: &str) -> String {
    let mut out = String::new();
    let mut get = |n: &str| field(vm, e, n).unwrap_or(Owned::NONE);
    let parts = ["lineno", "offset", "end_lineno", "end_offset"].map(&mut get);
    let (file, text, msg) = (get("filename"), get("text"), get("msg"));
    let [line, offset, end_line, end_offset] = parts.map(|o| o.lend().as_i64(vm));
    let file = file.lend().get::<Str>(vm).map(|s| s.lossy().into_owned());
    let mut suffix = String::new();
    match (line, &file) {
        (Some(n), f) => {
            out.push_str(&format!("  File \"{}\", line {n}\n", f.as_deref().unwrap_or("<string>")));
        }
        (None, Some(f)) => suffix = format!(" ({f})"),
        (None, None) => {}
    }
    if let Some(text) = text.lend().get::<Str>(vm).map(|s| s.lossy().into_owned()) {
        let place = Place { line, offset, end_line, end_offset };
        point(&mut out, &text, &place);
    }
    let msg = if msg.lend().is_none() {
        "<no detail available>".to_owned()
    } else {
        safe(vm, |vm| vm.str_string(msg.lend()), "<no detail available>")
    };
    out.push_str(&format!("{name}: {msg}{suffix}\n"));
    out
}

struct Place {
    line: Option<i64>,
    offset: Option<i64>,
    end_line: Option<i64>,
    end_offset: Option<i64>,
}

/// The line, moved left, with `^` under the place.
fn point(out: &mut String, text: &str, p: &Place) {
    let whole = text.trim_end_matches('\n');
    let shown = whole.trim_start_matches([' ', '\n', '\u{c}']);
    let spaces = (whole.chars().count() - shown.chars().count()) as i64;
    out.push_str(&format!("    {shown}\n"));
    let (Some(mut offset), Some(_)) = (p.offset, p.line) else { return };
    let mut end = if p.line == p.end_line {
        p.end_offset.filter(|&n| n != 0).unwrap_or(offset)
    } else {
        whole.chars().count() as i64 + 1
    };
    let length = text.chars().count() as i64;
    if !text.is_empty() && offset > length {
        offset = length + 1;
    }
    if offset == end || end == -1 {
        end = offset + 1;
    }
    let (col, end_col) = (offset - 1 - spaces, end - 1 - spaces);
    if col < 0 {
        return;
    }
    let blank: String = shown
        .chars()
        .chain(std::iter::repeat(' '))
        .take(col as usize)
        .map(|c| if c.is_whitespace() { c } else { ' ' })
        .collect();
    out.push_str(&format!("    {blank}{}\n", "^".repeat((end_col - col).max(0) as usize)));
}
