//! Methods of sets: those of both types, and those that change a `set`.

use super::algebra::{self, copy, is_set, is_subset, result_kind};
use super::operators::{intersection_update, symmetric_difference};
use super::plain;
use super::table::SetBody;
use crate::object::{Args, FnDef, Kind, Owned, PyResult, Ref, Vm};

pub(super) static SHARED: &[FnDef] = &[
    FnDef::new("copy", "(self, /)", copy_method, "Return a shallow copy of a set."),
    FnDef::new("union", "(self, /, *others)", union, "Return a new set with elements from the set and all others."),
    FnDef::new(
        "intersection",
        "(self, /, *others)",
        intersection,
        "Return a new set with elements common to the set and all others.",
    ),
    FnDef::new(
        "difference",
        "(self, /, *others)",
        difference,
        "Return a new set with elements in the set that are not in the others.",
    ),
    FnDef::new(
        "symmetric_difference",
        "(self, other, /)",
        |vm, a| symmetric_difference(vm, a.get(0), a.get(1)),
        "Return a new set with elements in either the set or other but not both.",
    ),
    FnDef::new("isdisjoint", "(self, other, /)", isdisjoint, "Return True if two sets have a null intersection."),
    FnDef::new("issubset", "(self, other, /)", issubset, "Report whether another set contains this set."),
    FnDef::new("issuperset", "(self, other, /)", issuperset, "Report whether this set contains another set."),
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
    FnDef::new("__sizeof__", "(self, /)", sizeof, "S.__sizeof__() -> size of S in memory, in bytes."),
];

pub(super) static MUTATORS: &[FnDef] = &[
    FnDef::new(
        "add",
        "(self, object, /)",
        add,
        "Add an element to a set.\n\nThis has no effect if the element is already present.",
    )
    .plain(&plain::ADD),
    FnDef::new(
        "discard",
        "(self, object, /)",
        discard,
        "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set.",
    )
    .plain(&plain::DISCARD),
    FnDef::new(
        "remove",
        "(self, object, /)",
        remove,
        "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.",
    )
    .plain(&plain::REMOVE),
    FnDef::new(
        "pop",
        "(self, /)",
        pop,
        "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty.",
    ),
    FnDef::new("clear", "(self, /)", clear, "Remove all elements from this set."),
    FnDef::new("update", "(self, /, *others)", update, "Update the set, adding elements from all others."),
    FnDef::new(
        "intersection_update",
        "(self, /, *others)",
        intersection_update_method,
        "Update the set, keeping only elements found in it and all others.",
    ),
    FnDef::new(
        "difference_update",
        "(self, /, *others)",
        difference_update,
        "Update the set, removing elements found in others.",
    ),
    FnDef::new(
        "symmetric_difference_update",
        "(self, other, /)",
        symmetric_difference_update,
        "Update the set, keeping only elements found in either set, but not in both.",
    ),
];

fn copy_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if a.get(0).ty().is_exactly(Kind::FrozenSet) {
        return Ok(a.get(0).own());
    }
    copy(vm, a.get(0), result_kind(a.get(0)))
}

fn union(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let r = copy(vm, a.get(0), result_kind(a.get(0)))?;
    for other in a.rest {
        algebra::update(vm, r.lend(), *other)?;
    }
    Ok(r)
}

/// Folds a set with all the others by one operation; without any it is copied.
fn fold(vm: &mut Vm, a: &Args<'_>, f: fn(&mut Vm, Ref<'_>, Ref<'_>) -> PyResult) -> PyResult {
    let Some((first, rest)) = a.rest.split_first() else { return copy_method(vm, a) };
    let mut r = f(vm, a.get(0), *first)?;
    for other in rest {
        r = f(vm, r.lend(), *other)?;
    }
    Ok(r)
}

fn intersection(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    fold(vm, a, algebra::intersection)
}

fn difference(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some((first, rest)) = a.rest.split_first() else { return copy_method(vm, a) };
    let r = algebra::difference(vm, a.get(0), *first)?;
    for other in rest {
        algebra::difference_update(vm, r.lend(), *other)?;
    }
    Ok(r)
}

fn isdisjoint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (s, other) = (a.get(0), a.get(1));
    if s.is(other) {
        return Ok(Owned::bool(s.get::<SetBody>(vm).is_none_or(SetBody::is_empty)));
    }
    let (s, other) = match (s.get::<SetBody>(vm), other.get::<SetBody>(vm)) {
        (Some(x), Some(y)) if y.len() > x.len() => (other, s),
        _ => (s, other),
    };
    let it = vm.iter(other)?;
    while let Some(x) = vm.next(it.lend())? {
        if algebra::contains(vm, s, x.lend())? {
            return Ok(Owned::bool(false));
        }
    }
    Ok(Owned::bool(true))
}

fn issubset(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if is_set(a.get(1)) {
        return is_subset(vm, a.get(0), a.get(1)).map(Owned::bool);
    }
    let common = algebra::intersection(vm, a.get(0), a.get(1))?;
    let len = |vm: &Vm, o: Ref<'_>| o.get::<SetBody>(vm).map_or(0, SetBody::len);
    Ok(Owned::bool(len(vm, common.lend()) == len(vm, a.get(0))))
}

fn issuperset(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if is_set(a.get(1)) {
        return is_subset(vm, a.get(1), a.get(0)).map(Owned::bool);
    }
    let it = vm.iter(a.get(1))?;
    while let Some(x) = vm.next(it.lend())? {
        if !algebra::contains(vm, a.get(0), x.lend())? {
            return Ok(Owned::bool(false));
        }
    }
    Ok(Owned::bool(true))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let items = vm.collect(o)?;
    let items = vm.list(items);
    let args = vm.tuple(vec![items]);
    let name = vm.names.dict;
    let state = match o.ty().has_dict() {
        true => vm.get_attr(o, name)?,
        false => Owned::NONE,
    };
    Ok(vm.tuple(vec![o.ty().as_ref().own(), args, state]))
}

/// As CPython counts: 200 bytes with eight slots inside, 16 for each slot of a larger table.
fn sizeof(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let slots = a.get(0).get::<SetBody>(vm).map_or(0, SetBody::capacity);
    Ok(Owned::usize(200 + if slots > 8 { 16 * slots } else { 0 }))
}

fn add(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    algebra::add(vm, a.get(0), a.get(1))?;
    Ok(Owned::NONE)
}

fn discard(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    algebra::discard(vm, a.get(0), a.get(1))?;
    Ok(Owned::NONE)
}

fn remove(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if algebra::discard(vm, a.get(0), a.get(1))? { Ok(Owned::NONE) } else { Err(vm.key_error(a.get(1))) }
}

fn pop(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match a.get(0).get_mut::<SetBody>(vm).and_then(SetBody::pop) {
        Some(x) => Ok(x),
        None => {
            let message = Owned::str("pop from an empty set");
            Err(vm.key_error(message.lend()))
        }
    }
}

fn clear(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    algebra::clear(vm, a.get(0));
    Ok(Owned::NONE)
}

fn update(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    for other in a.rest {
        algebra::update(vm, a.get(0), *other)?;
    }
    Ok(Owned::NONE)
}

fn intersection_update_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match a.rest {
        [other] => intersection_update(vm, a.get(0), *other)?,
        _ => {
            let r = intersection(vm, a)?;
            algebra::exchange(vm, a.get(0), r.lend());
        }
    }
    Ok(Owned::NONE)
}

fn difference_update(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    for other in a.rest {
        algebra::difference_update(vm, a.get(0), *other)?;
    }
    Ok(Owned::NONE)
}

fn symmetric_difference_update(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    algebra::symmetric_difference_update(vm, a.get(0), a.get(1))?;
    Ok(Owned::NONE)
}
