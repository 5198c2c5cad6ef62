//! Methods that take characters off the ends: `strip`, `lstrip`, `rstrip`, `removeprefix`, `removesuffix`.

use super::build::{self, body, part};
use super::check;
use super::split::ascii_space;
use crate::object::{Args, FnDef, PyResult, Reach, Str, Vm};
use std::ops::Range;
use taipan_text::unicode::is_space;
use taipan_text::wtf8::{CodePoint, Wtf8, encoded_len};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("strip", "(self, chars=None, /)", strip, STRIP).reach(Reach::Texts),
    FnDef::new("lstrip", "(self, chars=None, /)", lstrip, LSTRIP).reach(Reach::Texts),
    FnDef::new("rstrip", "(self, chars=None, /)", rstrip, RSTRIP).reach(Reach::Texts),
    FnDef::new("removeprefix", "(self, prefix, /)", removeprefix, REMOVEPREFIX).reach(Reach::Texts),
    FnDef::new("removesuffix", "(self, suffix, /)", removesuffix, REMOVESUFFIX).reach(Reach::Texts),
];

const STRIP: &str = "Return a copy of the string with leading and trailing whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead.";
const LSTRIP: &str = "Return a copy of the string with leading whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead.";
const RSTRIP: &str = "Return a copy of the string with trailing whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead.";
const REMOVEPREFIX: &str = "Return a str with the given prefix string removed if present.\n\nIf the string starts with the prefix string, return string[len(prefix):].\nOtherwise, return a copy of the original string.";
const REMOVESUFFIX: &str = "Return a str with the given suffix string removed if present.\n\nIf the string ends with the suffix string and that suffix is not empty,\nreturn string[:-len(suffix)]. Otherwise, return a copy of the original\nstring.";

/// The range that is left of ASCII bytes.
fn ascii_range(hay: &[u8], left: bool, right: bool, drop: impl Fn(u8) -> bool) -> Range<usize> {
    let start = if left { hay.iter().position(|&b| !drop(b)).unwrap_or(hay.len()) } else { 0 };
    let end =
        if right { hay[start..].iter().rposition(|&b| !drop(b)).map_or(start, |i| start + i + 1) } else { hay.len() };
    start..end
}

/// The range that is left of any text.
fn range(hay: &[u8], left: bool, right: bool, drop: impl Fn(CodePoint) -> bool) -> Range<usize> {
    let mut chars = Wtf8::trusted(hay).chars();
    let mut start = 0;
    if left {
        start = chars.clone().take_while(|&p| drop(p)).map(encoded_len).sum();
        chars = Wtf8::trusted(&hay[start..]).chars();
    }
    let tail: usize = if right { chars.rev().take_while(|&p| drop(p)).map(encoded_len).sum() } else { 0 };
    start..hay.len() - tail
}

fn stripped(vm: &mut Vm, a: &Args<'_>, name: &str, left: bool, right: bool) -> PyResult {
    let set = a.some(1);
    if set.is_some_and(|c| !c.is_a::<Str>()) {
        return Err(vm.type_error(format!("{name} arg must be None or str")));
    }
    let s = body(vm, a.get(0));
    let hay = s.bytes();
    let kept = match set {
        None if s.is_ascii() => ascii_range(hay, left, right, ascii_space),
        None => range(hay, left, right, is_space),
        Some(set) => {
            let set = body(vm, set);
            if set.is_ascii() && s.is_ascii() {
                let chars = set.bytes();
                ascii_range(hay, left, right, |b| chars.contains(&b))
            } else {
                let chars: Vec<CodePoint> = set.wtf8().chars().collect();
                range(hay, left, right, |p| chars.contains(&p))
            }
        }
    };
    if kept.len() == hay.len() { Ok(build::whole(vm, a.get(0))) } else { Ok(part(vm, s, kept)) }
}

fn strip(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    stripped(vm, a, "strip", true, true)
}

fn lstrip(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    stripped(vm, a, "lstrip", true, false)
}

fn rstrip(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    stripped(vm, a, "rstrip", false, true)
}

fn removeprefix(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    check(vm, a.get(1), "removeprefix() argument")?;
    let (s, n) = (body(vm, a.get(0)), body(vm, a.get(1)).bytes());
    let len = s.bytes().len();
    Ok(if s.bytes().starts_with(n) { part(vm, s, n.len()..len) } else { build::whole(vm, a.get(0)) })
}

fn removesuffix(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    check(vm, a.get(1), "removesuffix() argument")?;
    let (s, n) = (body(vm, a.get(0)), body(vm, a.get(1)).bytes());
    let len = s.bytes().len();
    Ok(if s.bytes().ends_with(n) { part(vm, s, 0..len - n.len()) } else { build::whole(vm, a.get(0)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_agree() {
        for text in ["", "  ", " a ", "a b", "\t\na", "a\x1c"] {
            for (l, r) in [(true, true), (true, false), (false, true)] {
                let fast = ascii_range(text.as_bytes(), l, r, ascii_space);
                assert_eq!(text[fast], text[range(text.as_bytes(), l, r, is_space)], "{text:?}");
            }
        }
    }
}
