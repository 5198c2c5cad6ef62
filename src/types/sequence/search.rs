//! Searching lists and tuples: `in`, `index`, `count`.

use super::{item, len};
use crate::object::{Kind, List, Owned, PyResult, Ref, Str, Tuple, Vm};

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
        && let Some(scan) = skip_numbers(vm, l, x, from, to)
    {
        return scan;
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

/// A number among ints or floats. A NaN is found by its bits, as identity would have it.
fn skip_numbers(vm: &Vm, l: &List, x: Ref<'_>, from: usize, to: usize) -> Option<Scan> {
    let found = if let Some(ints) = l.as_ints() {
        let wanted = match x.value().as_fixnum() {
            Some(i) => i,
            None if x.ty().is_exactly(Kind::Int) || x.value().is_bool() => match x.as_i64(vm) {
                Some(i) => i,
                None => return Some(Scan::End),
            },
            None if x.ty().is_exactly(Kind::Float) => {
                let f = x.as_float(vm)?;
                if f.trunc() != f || !(-TWO_63..TWO_63).contains(&f) {
                    return Some(Scan::End);
                }
                f as i64
            }
            None => return None,
        };
        ints[from..to].iter().position(|&i| i == wanted)
    } else {
        let floats = l.as_floats()?;
        let wanted = match x.value().as_fixnum() {
            Some(i) if i.unsigned_abs() < 1 << 53 => i as f64,
            None if x.ty().is_exactly(Kind::Float) => x.as_float(vm)?,
            _ => return None,
        };
        floats[from..to].iter().position(|&f| f == wanted || f.to_bits() == wanted.to_bits())
    };
    Some(found.map_or(Scan::End, |i| Scan::Found(from + i)))
}
