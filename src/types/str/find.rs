//! Methods that look for one string in another: `find`, `index`, `count`, `startswith` and their kin.

use super::build::body;
use super::check;
use crate::object::{Args, FnDef, Owned, PyResult, Reach, Ref, Str, Vm};
use crate::types::bytes::bounds_of;
use crate::types::bytes::search::{self, Bounds};
use std::ops::Range;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("find", "(self, sub, start=None, end=None, /)", find, FIND).reach(Reach::Texts),
    FnDef::new("rfind", "(self, sub, start=None, end=None, /)", rfind, RFIND).reach(Reach::Texts),
    FnDef::new("index", "(self, sub, start=None, end=None, /)", index, INDEX).reach(Reach::Texts),
    FnDef::new("rindex", "(self, sub, start=None, end=None, /)", rindex, RINDEX).reach(Reach::Texts),
    FnDef::new("count", "(self, sub, start=None, end=None, /)", count, COUNT).reach(Reach::Texts),
    FnDef::new("startswith", "(self, prefix, start=None, end=None, /)", startswith, STARTSWITH).reach(Reach::Texts),
    FnDef::new("endswith", "(self, suffix, start=None, end=None, /)", endswith, ENDSWITH).reach(Reach::Texts),
];

const FIND: &str = "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nReturn -1 on failure.";
const RFIND: &str = "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nReturn -1 on failure.";
const INDEX: &str = "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nRaises ValueError when the substring is not found.";
const RINDEX: &str = "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nRaises ValueError when the substring is not found.";
const COUNT: &str = "Return the number of non-overlapping occurrences of substring sub in string S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.";
const STARTSWITH: &str = "Return True if the string starts with the specified prefix, False otherwise.\n\n  prefix\n    A string or a tuple of strings to try.\n  start\n    Optional start position. Default: start of the string.\n  end\n    Optional stop position. Default: end of the string.";
const ENDSWITH: &str = "Return True if the string ends with the specified suffix, False otherwise.\n\n  suffix\n    A string or a tuple of strings to try.\n  start\n    Optional start position. Default: start of the string.\n  end\n    Optional stop position. Default: end of the string.";

/// The bytes between two positions of a string.
fn byte_range(s: &Str, b: Bounds) -> Option<Range<usize>> {
    let r = b.range()?;
    if s.is_ascii() || r == (0..s.len()) {
        return (r.start <= s.len()).then(|| if s.is_ascii() { r } else { 0..s.bytes().len() });
    }
    (r.start <= s.len()).then(|| s.offset(r.start)..s.offset(r.end))
}

/// The position of a byte offset.
fn position(s: &Str, offset: usize) -> i64 {
    (if s.is_ascii() { offset } else { s.wtf8().char_offset(offset) }) as i64
}

type Finder = fn(&[u8], &[u8]) -> Option<usize>;

fn search_by(vm: &mut Vm, a: &Args<'_>, name: &str, f: Finder) -> PyResult<Option<i64>> {
    let sub = a.get(1);
    if !sub.is_a::<Str>() {
        check(vm, sub, &format!("{name}() argument 1"))?;
    }
    let b = bounds_of(vm, a.opt(2), a.opt(3), body(vm, a.get(0)).len())?;
    let (s, sub) = (body(vm, a.get(0)), body(vm, sub));
    let Some(r) = byte_range(s, b) else { return Ok(None) };
    let start = r.start;
    Ok(f(&s.bytes()[r], sub.bytes()).map(|i| position(s, start + i)))
}

fn find(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::int(search_by(vm, a, "find", search::find)?.unwrap_or(-1)))
}

fn rfind(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::int(search_by(vm, a, "rfind", search::rfind)?.unwrap_or(-1)))
}

fn index(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match search_by(vm, a, "index", search::find)? {
        Some(i) => Ok(Owned::int(i)),
        None => Err(vm.value_error("substring not found")),
    }
}

fn rindex(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match search_by(vm, a, "rindex", search::rfind)? {
        Some(i) => Ok(Owned::int(i)),
        None => Err(vm.value_error("substring not found")),
    }
}

fn count(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    check(vm, a.get(1), "count() argument 1")?;
    let b = bounds_of(vm, a.opt(2), a.opt(3), body(vm, a.get(0)).len())?;
    let (s, sub) = (body(vm, a.get(0)), body(vm, a.get(1)));
    if sub.is_empty() {
        return Ok(Owned::usize(b.range().filter(|r| r.start <= s.len()).map_or(0, |r| r.len() + 1)));
    }
    Ok(Owned::usize(byte_range(s, b).map_or(0, |r| search::count(&s.bytes()[r], sub.bytes()))))
}

fn startswith(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    affix(vm, a, "startswith", |s, x| s.starts_with(x))
}

fn endswith(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    affix(vm, a, "endswith", |s, x| s.ends_with(x))
}

fn affix(vm: &mut Vm, a: &Args<'_>, name: &str, test: fn(&[u8], &[u8]) -> bool) -> PyResult {
    let what = a.get(1);
    let b = bounds_of(vm, a.opt(2), a.opt(3), body(vm, a.get(0)).len())?;
    let Some(all) = what.as_tuple(vm).map(<[Owned]>::to_vec) else {
        if !what.is_a::<Str>() {
            let got = what.ty().message_name();
            return Err(vm.type_error(format!("{name} first arg must be str or a tuple of str, not {got}")));
        }
        return Ok(Owned::bool(affix_one(vm, a.get(0), what, b, test)));
    };
    for x in &all {
        if !x.lend().is_a::<Str>() {
            let got = x.lend().ty().message_name();
            return Err(vm.type_error(format!("tuple for {name} must only contain str, not {got}")));
        }
        if affix_one(vm, a.get(0), x.lend(), b, test) {
            return Ok(Owned::bool(true));
        }
    }
    Ok(Owned::bool(false))
}

fn affix_one(vm: &Vm, o: Ref<'_>, x: Ref<'_>, b: Bounds, test: fn(&[u8], &[u8]) -> bool) -> bool {
    let (s, x) = (body(vm, o), body(vm, x));
    byte_range(s, b).is_some_and(|r| test(&s.bytes()[r], x.bytes()))
}
