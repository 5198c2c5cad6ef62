//! `print`.

use crate::object::{Args, Owned, PyResult, Ref, Str, Vm};
use crate::types::str::template::push_plain;
use std::io::Write;
use taipan_text::wtf8::Wtf8Buf;

pub(super) fn print(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let mut out = Wtf8Buf::new();
    let (sep, end) = (separator(vm, a.opt(0), "sep", " ")?, separator(vm, a.opt(1), "end", "\n")?);
    for (i, x) in a.rest.iter().enumerate() {
        if i > 0 {
            out.push_wtf8(sep.as_wtf8());
        }
        if !push_plain(vm, *x, &mut out) {
            let text = vm.to_str(*x)?;
            out.push_wtf8(crate::types::str::build::body(vm, text.lend()).wtf8());
        }
    }
    out.push_wtf8(end.as_wtf8());
    let done = std::io::stdout().write_all(out.as_bytes());
    done.map_err(|e| vm.os_error(&e, None))?;
    Ok(Owned::NONE)
}

fn separator(vm: &mut Vm, o: Option<Ref<'_>>, name: &str, missing: &str) -> PyResult<Wtf8Buf> {
    match o.filter(|o| !o.is_none()) {
        None => Ok(Wtf8Buf::from(missing)),
        Some(o) => match o.get::<Str>(vm) {
            Some(s) => Ok(s.wtf8().to_buf()),
            None => {
                let got = o.ty().name().to_owned();
                Err(vm.type_error(format!("{name} must be None or a string, not {got}")))
            }
        },
    }
}

/// Prints one str and a newline.
pub(super) fn print_line(vm: &mut Vm, text: Ref<'_>) -> PyResult<()> {
    print(vm, &Args { slots: &[], rest: &[text], extra: &[] }).map(drop)
}

/// Shows a warning of the compiler on standard error, with the line that it is about.
pub(super) fn warn(vm: &mut Vm, filename: &str, line: u32, category: &str, message: &str, source: &str) {
    let mut text = format!("{filename}:{line}: {category}: {message}\n");
    if let Some(line) = source.lines().nth((line as usize).saturating_sub(1)) {
        text.push_str(&format!("  {}\n", line.trim()));
    }
    let _ = vm;
    eprint!("{text}");
}
