//! Searching lists and tuples: `in`, `index`, `count`.

use super::{item, len};
use crate::object::{Kind, List, Owned, PyResult, Ref, Storage, Str, Tuple, Vm};

/// The first position at or after `from` and before `to` whose item equals `x`.
///
/// # Errors
/// What `__eq__` raises.
pub fn find(vm: &mut Vm, o: Ref<'_>, x: Ref<'_>, from: usize, to: usize) -> PyResult<Option<usize>> {
    let mut i = from;
    loop {
        match skip(vm, o, x, i, to) {
            Scan::Found(i) => return Ok(Some(i)),
            Scan::End => return Ok(None),
            Scan::Ask(at, candidate) => {
                if vm.equal(candidate.lend(), x)? {
                    return Ok(Some(at));
                }
                i = at + 1;
            }
        }
    }
}

/// How many items equal `x`.
///
/// # Errors
/// What `__eq__` raises.
pub fn count(vm: &mut Vm, o: Ref<'_>, x: Ref<'_>) -> PyResult<usize> {
    if let Some(l) = o.get::<List>(vm)
        && let Some(wanted) = wanted(vm, l, x)
    {
        return Ok(wanted.count());
    }
    let (mut n, mut i) = (0, 0);
    while let Some(at) = find(vm, o, x, i, usize::MAX)? {
        n += 1;
        i = at + 1;
    }
    Ok(n)
}

/// Where a scan without Python ended.
enum Scan {
    /// At an equal item.
    Found(usize),
    /// Behind the last item.
    End,
    /// At an item that only Python can compare.
    Ask(usize, Owned),
}

fn skip(vm: &Vm, o: Ref<'_>, x: Ref<'_>, from: usize, to: usize) -> Scan {
    let to = to.min(len(vm, o));
    if from >= to {
        return Scan::End;
    }
    if let Some(l) = o.get::<List>(vm)
        && let Some(wanted) = wanted(vm, l, x)
    {
        return wanted.find(from, to).map_or(Scan::End, Scan::Found);
    }
    let words: &[Owned] = match o.get::<Tuple>(vm) {
        Some(t) => t.items(),
        None => match o.get::<List>(vm).and_then(List::as_objects) {
            Some(words) => words,
            None => return item(vm, o, from).map_or(Scan::End, |c| Scan::Ask(from, c)),
        },
    };
    let text = if x.ty().is_exactly(Kind::Str) { x.get::<Str>(vm) } else { None };
    let number = x.value().is_fixnum();
    for (i, w) in words.iter().enumerate().take(to).skip(from) {
        if w.value() == x.value() {
            return Scan::Found(i);
        }
        if number && w.value().is_fixnum() {
            continue;
        }
        if let Some(text) = text
            && w.lend().ty().is_exactly(Kind::Str)
        {
            if w.lend().get::<Str>(vm).is_some_and(|s| s.bytes() == text.bytes()) {
                return Scan::Found(i);
            }
            continue;
        }
        return Scan::Ask(i, w.clone());
    }
    Scan::End
}

/// The first float beyond 64-bit integers.
const TWO_63: f64 = 9_223_372_036_854_775_808.0;

/// What is looked for among unboxed items.
#[derive(Clone, Copy)]
enum Wanted<'l> {
    Int(i64, &'l [i64]),
    Float(f64, &'l [f64]),
    Bool(bool, &'l [bool]),
    /// Something that equals none of them.
    Nothing,
}

impl Wanted<'_> {
    fn find(self, from: usize, to: usize) -> Option<usize> {
        let found = match self {
            Wanted::Int(i, all) => all[from..to].iter().position(|&x| x == i),
            Wanted::Float(f, all) => all[from..to].iter().position(|&x| is_float(x, f)),
            Wanted::Bool(b, all) => all[from..to].iter().position(|&x| x == b),
            Wanted::Nothing => None,
        };
        found.map(|i| from + i)
    }

    fn count(self) -> usize {
        match self {
            Wanted::Int(i, all) => all.iter().filter(|&&x| x == i).count(),
            Wanted::Float(f, all) => all.iter().filter(|&&x| is_float(x, f)).count(),
            Wanted::Bool(b, all) => all.iter().filter(|&&x| x == b).count(),
            Wanted::Nothing => 0,
        }
    }
}

/// A NaN is found by its bits, as identity would have it.
fn is_float(x: f64, wanted: f64) -> bool {
    x == wanted || x.to_bits() == wanted.to_bits()
}

/// What to look for when `x` is looked for in a list of ints, floats or bools. `None`: ask each item.
fn wanted<'l>(vm: &Vm, l: &'l List, x: Ref<'_>) -> Option<Wanted<'l>> {
    let float = x.ty().is_exactly(Kind::Float);
    if let Some(floats) = l.as_floats() {
        return match x.value().as_fixnum() {
            Some(i) if i.unsigned_abs() < 1 << 53 => Some(Wanted::Float(i as f64, floats)),
            None if float => Some(Wanted::Float(x.as_float(vm)?, floats)),
            _ => None,
        };
    }
    if !matches!(l.storage(), Storage::Int | Storage::Bool) {
        return None;
    }
    let whole = match x.value().as_fixnum() {
        Some(i) => Some(i),
        None if x.ty().is_exactly(Kind::Int) || x.value().is_bool() => x.as_i64(vm),
        None if float => {
            Some(x.as_float(vm)?).filter(|f| f.trunc() == *f && (-TWO_63..TWO_63).contains(f)).map(|f| f as i64)
        }
        None => return None,
    };
    let Some(i) = whole else { return Some(Wanted::Nothing) };
    if let Some(ints) = l.as_ints() {
        return Some(Wanted::Int(i, ints));
    }
    let bools = l.as_bools()?;
    Some(if matches!(i, 0 | 1) { Wanted::Bool(i == 1, bools) } else { Wanted::Nothing })
}
