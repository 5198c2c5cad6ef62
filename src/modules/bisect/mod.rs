//! `bisect`: positions in sorted sequences.

use super::ModuleDef;
use crate::object::{Args, FnDef, Kind, List, Owned, PyResult, Ref, Vm};
use crate::types::sequence::compare::less;
use std::cmp::Ordering;

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef {
        name: "bisect",
        doc: "Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted order without\nhaving to sort the list after each insertion. For long lists of items with\nexpensive comparison operations, this can be an improvement over the more\ncommon approach.",
        functions: FUNCTIONS,
        fill: |vm, dict| {
            for (short, name) in [("bisect", "bisect_right"), ("insort", "insort_right")] {
                let f = vm.dict_get_name(dict, name).unwrap_or(Owned::NONE);
                vm.dict_set_name(dict, short, f);
            }
            Ok(())
        },
    }
}

const RIGHT: &str = "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value i is such that all e in a[:i] have e <= x, and all e in\na[i:] have e > x.  So if x already appears in the list, a.insert(i, x) will\ninsert just after the rightmost x already there.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.";
const LEFT: &str = "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value i is such that all e in a[:i] have e < x, and all e in\na[i:] have e >= x.  So if x already appears in the list, a.insert(i, x) will\ninsert just before the leftmost x already there.\n\nOptional args lo (default 0) and hi (default len(a)) bound the\nslice of a to be searched.\n\nA custom key function can be supplied to customize the sort order.";
const INSERT_RIGHT: &str = "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the right of the rightmost x.";
const INSERT_LEFT: &str = "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the left of the leftmost x.";
const SIGNATURE: &str = "(a, x, lo=0, hi=None, *, key=None)";

static FUNCTIONS: &[FnDef] = &[
    FnDef::new("bisect_right", SIGNATURE, |vm, a| bisect(vm, a, true), RIGHT),
    FnDef::new("bisect_left", SIGNATURE, |vm, a| bisect(vm, a, false), LEFT),
    FnDef::new("insort_right", SIGNATURE, |vm, a| insort(vm, a, true), INSERT_RIGHT),
    FnDef::new("insort_left", SIGNATURE, |vm, a| insort(vm, a, false), INSERT_LEFT),
];

fn bisect(vm: &mut Vm, a: &Args<'_>, right: bool) -> PyResult {
    let at = position(vm, a, a.get(1), right)?;
    Ok(Owned::usize(at))
}

fn insort(vm: &mut Vm, a: &Args<'_>, right: bool) -> PyResult {
    let x = match a.some(4) {
        Some(key) => vm.call(key, &[a.get(1)])?,
        None => a.get(1).own(),
    };
    let at = position(vm, a, x.lend(), right)?;
    if a.get(0).ty().is_exactly(Kind::List)
        && let Some(l) = a.get(0).get_mut::<List>(vm)
    {
        l.insert(at.min(l.len()), a.get(1).own());
        return Ok(Owned::NONE);
    }
    let at = Owned::usize(at);
    vm.call_method(a.get(0), "insert", &[at.lend(), a.get(1)])?;
    Ok(Owned::NONE)
}

fn position(vm: &mut Vm, a: &Args<'_>, x: Ref<'_>, right: bool) -> PyResult<usize> {
    let low = match a.opt(2) {
        Some(lo) => vm.index_i64(lo)?,
        None => 0,
    };
    let Ok(mut low) = usize::try_from(low) else { return Err(vm.value_error("lo must be non-negative")) };
    let high = match a.some(3) {
        Some(hi) => vm.index_i64(hi)?,
        None => -1,
    };
    let mut high = match usize::try_from(high) {
        Ok(h) => h,
        Err(_) => vm.len(a.get(0))?,
    };
    let key = a.some(4);
    if key.is_none()
        && let Some(at) = in_numbers(vm, a.get(0), x, low, high, right)
    {
        return Ok(at);
    }
    while low < high {
        let middle = usize::midpoint(low, high);
        let mut item = item(vm, a.get(0), middle)?;
        if let Some(key) = key {
            item = vm.call(key, &[item.lend()])?;
        }
        let go_left = if right { less(vm, x, item.lend())? } else { !less(vm, item.lend(), x)? };
        if go_left {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}

fn item(vm: &mut Vm, o: Ref<'_>, i: usize) -> PyResult {
    if o.ty().is_exactly(Kind::List)
        && let Some(l) = o.get::<List>(vm).filter(|l| i < l.len())
    {
        return Ok(l.get(i));
    }
    let i = Owned::usize(i);
    vm.get_item(o, i.lend())
}

/// The position of a number in a list of ints or floats.
fn in_numbers(vm: &Vm, o: Ref<'_>, x: Ref<'_>, low: usize, high: usize, right: bool) -> Option<usize> {
    if !o.ty().is_exactly(Kind::List) {
        return None;
    }
    let l = o.get::<List>(vm).filter(|l| low <= high && high <= l.len())?;
    match (l.as_ints(), l.as_floats()) {
        (Some(a), _) => {
            let x = x.value().as_fixnum()?;
            Some(search(low, high, |i| if right { x < a[i] } else { a[i] >= x }))
        }
        (_, Some(a)) => {
            let x = x.value().as_flonum()?;
            // A NaN is neither smaller nor larger.
            Some(search(low, high, |i| if right { x < a[i] } else { a[i].partial_cmp(&x) != Some(Ordering::Less) }))
        }
        _ => None,
    }
}

/// The probes are CPython's, so that unsorted lists give the same positions.
fn search(mut low: usize, mut high: usize, go_left: impl Fn(usize) -> bool) -> usize {
    while low < high {
        let middle = usize::midpoint(low, high);
        if go_left(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
