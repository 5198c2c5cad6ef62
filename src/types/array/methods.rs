//! Methods of arrays that deal with single items.

use super::{Array, body, items, resizable, slots};
use crate::object::{Args, FnDef, Owned, PyResult, Vm};
use crate::types::sequence::search_bounds;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("append", "(self, v, /)", append, "Append new value v to the end of the array."),
    FnDef::new("insert", "(self, i, v, /)", insert, "Insert a new item v into the array before position i."),
    FnDef::new(
        "pop",
        "(self, i=-1, /)",
        pop,
        "Return the i-th element and delete it from the array.\n\ni defaults to -1.",
    ),
    FnDef::new("remove", "(self, v, /)", remove, "Remove the first occurrence of v in the array."),
    FnDef::new(
        "index",
        "(self, v, start=0, stop=sys.maxsize, /)",
        index,
        "Return index of first occurrence of v in the array.\n\nRaise ValueError if the value is not present.",
    ),
    FnDef::new("count", "(self, v, /)", count, "Return number of occurrences of v in the array."),
    FnDef::new("reverse", "(self, /)", reverse, "Reverse the order of the items in the array."),
    FnDef::new("clear", "(self, /)", clear, "Remove all items from the array."),
];

fn append(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (o, code) = (a.get(0), body(vm, a.get(0)).code());
    let mut bytes = Vec::with_capacity(8);
    code.write(vm, a.get(1), &mut bytes)?;
    resizable(vm, o)?.extend_from_slice(&bytes);
    Ok(Owned::NONE)
}

fn insert(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (o, code) = (a.get(0), body(vm, a.get(0)).code());
    let i = vm.index_i64(a.get(1))?;
    let mut bytes = Vec::with_capacity(8);
    code.write(vm, a.get(2), &mut bytes)?;
    let n = body(vm, o).len() as i64;
    let at = if i < 0 { (i + n).max(0) } else { i.min(n) } as usize * code.size();
    resizable(vm, o)?.splice(at..at, bytes);
    Ok(Owned::NONE)
}

fn pop(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let i = match a.opt(1) {
        Some(i) => vm.index_i64(i)?,
        None => -1,
    };
    items::take(vm, a.get(0), i)
}

fn remove(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match slots::find(vm, a.get(0), a.get(1), 0, usize::MAX)? {
        Some(i) => {
            items::take(vm, a.get(0), i as i64)?;
            Ok(Owned::NONE)
        }
        None => Err(vm.value_error("array.remove(x): x not in array")),
    }
}

fn index(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let len = body(vm, a.get(0)).len();
    let (from, to) = search_bounds(vm, a, len)?;
    match slots::find(vm, a.get(0), a.get(1), from, to)? {
        Some(i) => Ok(Owned::usize(i)),
        None => Err(vm.value_error("array.index(x): x not in array")),
    }
}

fn count(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (mut n, mut from) = (0, 0);
    while let Some(i) = slots::find(vm, a.get(0), a.get(1), from, usize::MAX)? {
        (n, from) = (n + 1, i + 1);
    }
    Ok(Owned::usize(n))
}

fn reverse(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let data = items::reversed(vm, a.get(0));
    if let Some(all) = a.get(0).get_mut::<Array>(vm) {
        all.data_mut().copy_from_slice(&data);
    }
    Ok(Owned::NONE)
}

fn clear(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    resizable(vm, a.get(0))?.clear();
    Ok(Owned::NONE)
}
