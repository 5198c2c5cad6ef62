//! Methods that cut bytes: `split`, `rsplit`, `splitlines`, `partition`, `rpartition`.

use super::{buffer, data, like, search, whole};
use crate::object::{Args, FnDef, Owned, PyResult, Ref, Vm};
use std::ops::Range;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("split", "(self, sep=None, maxsplit=-1)", split, SPLIT),
    FnDef::new("rsplit", "(self, sep=None, maxsplit=-1)", rsplit, RSPLIT),
    FnDef::new("splitlines", "(self, keepends=False)", splitlines, SPLITLINES),
    FnDef::new("partition", "(self, sep, /)", partition, PARTITION),
    FnDef::new("rpartition", "(self, sep, /)", rpartition, RPARTITION),
];

const SPLIT: &str = "Return a list of the sections in the bytes, using sep as the delimiter.\n\n  sep\n    The delimiter according which to split the bytes.\n    None (the default value) means split on ASCII whitespace characters\n    (space, tab, return, newline, formfeed, vertical tab).\n  maxsplit\n    Maximum number of splits to do.\n    -1 (the default value) means no limit.";
const RSPLIT: &str = "Return a list of the sections in the bytes, using sep as the delimiter.\n\n  sep\n    The delimiter according which to split the bytes.\n    None (the default value) means split on ASCII whitespace characters\n    (space, tab, return, newline, formfeed, vertical tab).\n  maxsplit\n    Maximum number of splits to do.\n    -1 (the default value) means no limit.\n\nSplitting is done starting at the end of the bytes and working to the front.";
const SPLITLINES: &str = "Return a list of the lines in the bytes, breaking at line boundaries.\n\nLine breaks are not included in the resulting list unless keepends is given and\ntrue.";
const PARTITION: &str = "Partition the bytes into three parts using the given separator.\n\nThis will search for the separator sep in the bytes. If the separator is found,\nreturns a 3-tuple containing the part before the separator, the separator\nitself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing the original bytes\nobject and two empty bytes objects.";
const RPARTITION: &str = "Partition the bytes into three parts using the given separator.\n\nThis will search for the separator sep in the bytes, starting at the end. If\nthe separator is found, returns a 3-tuple containing the part before the\nseparator, the separator itself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing two empty bytes\nobjects and the original bytes object.";

/// What `bytes` count as white space.
pub fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t'..=b'\r')
}

type Cut = fn(&[u8], &[u8], usize, &mut dyn FnMut(Range<usize>));
type Words = fn(&[u8], usize, &mut dyn FnMut(Range<usize>));

fn pieces(vm: &mut Vm, a: &Args<'_>, cut: Cut, words: Words) -> PyResult<Vec<Owned>> {
    let max = match a.opt(2) {
        Some(n) => usize::try_from(vm.index_i64(n)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let o = a.get(0);
    let mut out = Vec::new();
    match a.some(1) {
        None => {
            let hay = data(vm, o);
            words(hay, max, &mut |r| out.push(like(o, hay[r].to_vec())));
        }
        Some(sep) => {
            let sep = buffer::require(vm, sep)?;
            if sep.is_empty() {
                return Err(vm.value_error("empty separator"));
            }
            let hay = data(vm, o);
            cut(hay, &sep, max, &mut |r| out.push(like(o, hay[r].to_vec())));
        }
    }
    Ok(out)
}

fn split(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let all =
        pieces(vm, a, |h, n, max, f| search::split(h, n, max, f), |h, max, f| search::words(h, max, is_space, f))?;
    Ok(vm.list(all))
}

fn rsplit(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let mut all =
        pieces(vm, a, |h, n, max, f| search::rsplit(h, n, max, f), |h, max, f| search::rwords(h, max, is_space, f))?;
    all.reverse();
    Ok(vm.list(all))
}

fn splitlines(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let keep = match a.opt(1) {
        Some(k) => vm.truth(k)?,
        None => false,
    };
    let o = a.get(0);
    let hay = data(vm, o);
    let (mut all, mut at) = (Vec::new(), 0);
    while at < hay.len() {
        let end = memchr::memchr2(b'\n', b'\r', &hay[at..]).map_or(hay.len(), |i| at + i);
        let next = match &hay[end..] {
            [b'\r', b'\n', ..] => end + 2,
            [] => end,
            _ => end + 1,
        };
        all.push(like(o, hay[at..if keep { next } else { end }].to_vec()));
        at = next;
    }
    Ok(vm.list(all))
}

/// The parts around a separator.
fn part(vm: &mut Vm, a: &Args<'_>, find: fn(&[u8], &[u8]) -> Option<usize>) -> PyResult<Option<[Owned; 3]>> {
    let sep = buffer::require(vm, a.get(1))?;
    if sep.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let o = a.get(0);
    let hay = data(vm, o);
    Ok(find(hay, &sep).map(|i| {
        let (head, tail) = (hay[..i].to_vec(), hay[i + sep.len()..].to_vec());
        [like(o, head), like(o, sep), like(o, tail)]
    }))
}

fn empty(o: Ref<'_>) -> Owned {
    like(o, Vec::new())
}

fn partition(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let parts = part(vm, a, search::find)?.unwrap_or_else(|| [whole(vm, o), empty(o), empty(o)]);
    Ok(vm.tuple(parts.into()))
}

fn rpartition(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let parts = part(vm, a, search::rfind)?.unwrap_or_else(|| [empty(o), empty(o), whole(vm, o)]);
    Ok(vm.tuple(parts.into()))
}
