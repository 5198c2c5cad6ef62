//! Methods that take bytes off the ends: `strip`, `lstrip`, `rstrip`, `removeprefix`, `removesuffix`.

use super::split::is_space;
use super::{buffer, data, like, whole};
use crate::object::{Args, FnDef, PyResult, Vm};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("strip", "(self, bytes=None, /)", strip, STRIP),
    FnDef::new("lstrip", "(self, bytes=None, /)", lstrip, LSTRIP),
    FnDef::new("rstrip", "(self, bytes=None, /)", rstrip, RSTRIP),
    FnDef::new("removeprefix", "(self, prefix, /)", removeprefix, REMOVEPREFIX),
    FnDef::new("removesuffix", "(self, suffix, /)", removesuffix, REMOVESUFFIX),
];

const STRIP: &str = "Strip leading and trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading and trailing ASCII whitespace.";
const LSTRIP: &str = "Strip leading bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading  ASCII whitespace.";
const RSTRIP: &str = "Strip trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip trailing ASCII whitespace.";
const REMOVEPREFIX: &str = "Return a bytes object with the given prefix string removed if present.\n\nIf the bytes starts with the prefix string, return bytes[len(prefix):].\nOtherwise, return a copy of the original bytes.";
const REMOVESUFFIX: &str = "Return a bytes object with the given suffix string removed if present.\n\nIf the bytes ends with the suffix string and that suffix is not empty,\nreturn bytes[:-len(prefix)].  Otherwise, return a copy of the original\nbytes.";

fn stripped(vm: &mut Vm, a: &Args<'_>, left: bool, right: bool) -> PyResult {
    let mut drop = [false; 256];
    match a.some(1) {
        Some(set) => buffer::require(vm, set)?.iter().for_each(|&b| drop[usize::from(b)] = true),
        None => (0..=255u8).for_each(|b| drop[usize::from(b)] = is_space(b)),
    }
    let o = a.get(0);
    let hay = data(vm, o);
    let keep = |b: &u8| !drop[usize::from(*b)];
    let start = if left { hay.iter().position(keep).unwrap_or(hay.len()) } else { 0 };
    let end = if right { hay.iter().rposition(keep).map_or(start, |i| i + 1) } else { hay.len() };
    if (start, end) == (0, hay.len()) {
        return Ok(whole(vm, o));
    }
    Ok(like(o, hay[start..end].to_vec()))
}

fn strip(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    stripped(vm, a, true, true)
}

fn lstrip(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    stripped(vm, a, true, false)
}

fn rstrip(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    stripped(vm, a, false, true)
}

fn removeprefix(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let prefix = buffer::require(vm, a.get(1))?;
    let rest = data(vm, a.get(0)).strip_prefix(&prefix[..]);
    Ok(match rest {
        Some(rest) => like(a.get(0), rest.to_vec()),
        None => whole(vm, a.get(0)),
    })
}

fn removesuffix(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let suffix = buffer::require(vm, a.get(1))?;
    let rest = data(vm, a.get(0)).strip_suffix(&suffix[..]);
    Ok(match rest {
        Some(rest) => like(a.get(0), rest.to_vec()),
        None => whole(vm, a.get(0)),
    })
}
