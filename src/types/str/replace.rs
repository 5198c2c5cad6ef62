//! `replace`.

use super::build::{self, body};
use super::check;
use crate::object::{Args, FnDef, PyResult, Reach, Str, Vm, new};
use crate::types::bytes::search;
use taipan_text::wtf8::Wtf8;

pub(super) static METHODS: &[FnDef] =
    &[FnDef::new("replace", "(self, old, new, /, count=-1)", replace, REPLACE).reach(Reach::Texts)];

const REPLACE: &str = "Return a copy with all occurrences of substring old replaced by new.\n\n  count\n    Maximum number of occurrences to replace.\n    -1 (the default value) means replace all occurrences.\n\nIf the optional argument count is given, only the first count occurrences are\nreplaced.";

fn replace(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    check(vm, a.get(1), "replace() argument 1")?;
    check(vm, a.get(2), "replace() argument 2")?;
    let max = match a.opt(3) {
        Some(n) => usize::try_from(vm.index_i64(n)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let (s, old, by) = (body(vm, a.get(0)), body(vm, a.get(1)), body(vm, a.get(2)));
    let done = if old.is_empty() {
        interleave(s.wtf8(), by.bytes(), max)
    } else {
        search::replace(s.bytes(), old.bytes(), by.bytes(), max)
    };
    Ok(match done {
        Some(bytes) if s.is_ascii() && by.is_ascii() => new(Str::from_ascii(bytes)),
        Some(bytes) => new(Str::from_wtf8(bytes)),
        None => build::whole(vm, a.get(0)),
    })
}

/// The empty string occurs before every character and at the end.
fn interleave(text: Wtf8<'_>, by: &[u8], max: usize) -> Option<Vec<u8>> {
    if max == 0 || by.is_empty() {
        return None;
    }
    let hay = text.as_bytes();
    let mut out = Vec::with_capacity(hay.len() + by.len());
    let mut count = 0;
    for &b in hay {
        if b & 0xc0 != 0x80 && count < max {
            out.extend_from_slice(by);
            count += 1;
        }
        out.push(b);
    }
    if count < max {
        out.extend_from_slice(by);
    }
    Some(out)
}
