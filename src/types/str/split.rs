//! Methods that cut strings: `split`, `rsplit`, `splitlines`, `partition`, `rpartition`.

use super::build::{self, body, part};
use super::check;
use crate::object::{Args, FnDef, Owned, PyResult, Reach, Ref, Str, Vm};
use crate::types::bytes::search;
use std::ops::Range;
use taipan_text::unicode::{is_space, split_lines};
use taipan_text::wtf8::Wtf8;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("split", "(self, sep=None, maxsplit=-1)", split, SPLIT).reach(Reach::Texts),
    FnDef::new("rsplit", "(self, sep=None, maxsplit=-1)", rsplit, RSPLIT).reach(Reach::Texts),
    FnDef::new("splitlines", "(self, keepends=False)", splitlines, SPLITLINES).reach(Reach::Texts),
    FnDef::new("partition", "(self, sep, /)", partition, PARTITION).reach(Reach::Texts),
    FnDef::new("rpartition", "(self, sep, /)", rpartition, RPARTITION).reach(Reach::Texts),
];

const SPLIT: &str = "Return a list of the substrings in the string, using sep as the separator string.\n\n  sep\n    The separator used to split the string.\n\n    When set to None (the default value), will split on any whitespace\n    character (including \\n \\r \\t \\f and spaces) and will discard\n    empty strings from the result.\n  maxsplit\n    Maximum number of splits.\n    -1 (the default value) means no limit.\n\nSplitting starts at the front of the string and works to the end.\n\nNote, str.split() is mainly useful for data that has been intentionally\ndelimited.  With natural text that includes punctuation, consider using\nthe regular expression module.";
const RSPLIT: &str = "Return a list of the substrings in the string, using sep as the separator string.\n\n  sep\n    The separator used to split the string.\n\n    When set to None (the default value), will split on any whitespace\n    character (including \\n \\r \\t \\f and spaces) and will discard\n    empty strings from the result.\n  maxsplit\n    Maximum number of splits.\n    -1 (the default value) means no limit.\n\nSplitting starts at the end of the string and works to the front.";
const SPLITLINES: &str = "Return a list of the lines in the string, breaking at line boundaries.\n\nLine breaks are not included in the resulting list unless keepends is given and\ntrue.";
const PARTITION: &str = "Partition the string into three parts using the given separator.\n\nThis will search for the separator in the string.  If the separator is found,\nreturns a 3-tuple containing the part before the separator, the separator\nitself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing the original string\nand two empty strings.";
const RPARTITION: &str = "Partition the string into three parts using the given separator.\n\nThis will search for the separator in the string, starting at the end. If\nthe separator is found, returns a 3-tuple containing the part before the\nseparator, the separator itself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing two empty strings\nand the original string.";

/// ASCII white space as `str` has it: also the four separators before the space.
pub(super) fn ascii_space(b: u8) -> bool {
    matches!(b, b'\t'..=b'\r' | 0x1c..=b' ')
}

fn max_split(vm: &mut Vm, a: &Args<'_>) -> PyResult<usize> {
    match a.opt(2) {
        Some(n) => Ok(usize::try_from(vm.index_i64(n)?).unwrap_or(usize::MAX)),
        None => Ok(usize::MAX),
    }
}

/// The separator, `None` for white space.
fn separator<'a>(vm: &mut Vm, a: &Args<'a>) -> PyResult<Option<Ref<'a>>> {
    let Some(sep) = a.some(1) else { return Ok(None) };
    match sep.get::<Str>(vm) {
        Some(s) if s.is_empty() => Err(vm.value_error("empty separator")),
        Some(_) => Ok(Some(sep)),
        None => {
            let name = sep.ty().message_name();
            Err(vm.type_error(format!("must be str or None, not {name}")))
        }
    }
}

fn split(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let sep = separator(vm, a)?;
    let max = max_split(vm, a)?;
    let s = body(vm, a.get(0));
    let hay = s.bytes();
    let mut all = Vec::new();
    let piece = |r: Range<usize>| all.push(part(vm, s, r));
    match sep {
        Some(sep) => search::split(hay, body(vm, sep).bytes(), max, piece),
        None if s.is_ascii() => search::words(hay, max, ascii_space, piece),
        None => words(hay, max, piece),
    }
    Ok(vm.list(all))
}

fn rsplit(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let sep = separator(vm, a)?;
    let max = max_split(vm, a)?;
    let s = body(vm, a.get(0));
    let hay = s.bytes();
    let mut all = Vec::new();
    let piece = |r: Range<usize>| all.push(part(vm, s, r));
    match sep {
        Some(sep) => search::rsplit(hay, body(vm, sep).bytes(), max, piece),
        None if s.is_ascii() => search::rwords(hay, max, ascii_space, piece),
        None => rwords(hay, max, piece),
    }
    all.reverse();
    Ok(vm.list(all))
}

/// Words between white space of any script.
fn words(hay: &[u8], max: usize, mut piece: impl FnMut(Range<usize>)) {
    let (mut start, mut left) = (None, max);
    for (at, p) in Wtf8::trusted(hay).char_indices() {
        match (is_space(p), start) {
            (true, Some(from)) if left > 0 => {
                piece(from..at);
                left -= 1;
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    if let Some(from) = start {
        piece(from..hay.len());
    }
}

/// The same from the right.
fn rwords(hay: &[u8], max: usize, mut piece: impl FnMut(Range<usize>)) {
    let (mut end, mut left) = (None, max);
    let mut chars = Wtf8::trusted(hay).chars();
    loop {
        let before = chars.rest().len();
        let Some(p) = chars.next_back() else { break };
        match (is_space(p), end) {
            (true, Some(to)) if left > 0 => {
                piece(before..to);
                left -= 1;
                end = None;
            }
            (false, None) => end = Some(before),
            _ => {}
        }
    }
    if let Some(to) = end {
        piece(0..to);
    }
}

fn splitlines(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let keep = match a.opt(1) {
        Some(k) => vm.truth(k)?,
        None => false,
    };
    let s = body(vm, a.get(0));
    let all = split_lines(s.wtf8(), keep).map(|line| build::slice(vm, line.as_bytes(), s.is_ascii())).collect();
    Ok(vm.list(all))
}

/// The parts around a separator.
fn parts(vm: &mut Vm, a: &Args<'_>, find: fn(&[u8], &[u8]) -> Option<usize>) -> PyResult<Option<[Owned; 3]>> {
    let sep = a.get(1);
    check(vm, sep, "")?;
    if body(vm, sep).is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let (s, n) = (body(vm, a.get(0)), body(vm, sep).bytes());
    let whole = s.bytes().len();
    Ok(find(s.bytes(), n).map(|i| [part(vm, s, 0..i), build::whole(vm, sep), part(vm, s, i + n.len()..whole)]))
}

fn partition(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let found = parts(vm, a, search::find)?;
    let empty = || vm.globals.empty_str.clone();
    let all = found.unwrap_or_else(|| [build::whole(vm, a.get(0)), empty(), empty()]);
    Ok(vm.tuple(all.into()))
}

fn rpartition(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let found = parts(vm, a, search::rfind)?;
    let empty = || vm.globals.empty_str.clone();
    let all = found.unwrap_or_else(|| [empty(), empty(), build::whole(vm, a.get(0))]);
    Ok(vm.tuple(all.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_script() {
        let hay = "\u{3000}à  b\u{2003}c ";
        let mut out = Vec::new();
        words(hay.as_bytes(), usize::MAX, |r| out.push(&hay[r]));
        assert_eq!(out, ["à", "b", "c"]);
        out.clear();
        words(hay.as_bytes(), 1, |r| out.push(&hay[r]));
        assert_eq!(out, ["à", "b\u{2003}c "]);
        out.clear();
        rwords(hay.as_bytes(), 1, |r| out.push(&hay[r]));
        assert_eq!(out, ["c", "\u{3000}à  b"]);
    }
}
