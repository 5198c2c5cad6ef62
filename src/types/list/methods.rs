//! Methods of `list` besides ordering.

use super::items::iterates_as_list;
use crate::object::{Args, FnDef, Intrinsic, Kind, List, ListReverseIter, Owned, PyResult, Reach, Ref, Vm, new};
use crate::types::sequence::{search, search_bounds};
use crate::types::slice::position;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("append", "(self, object, /)", append, "Append object to the end of the list.")
        .intrinsic(Intrinsic::ListAppend).reach(Reach::Lists).stores_last(),
    FnDef::new("extend", "(self, iterable, /)", extend_method, "Extend list by appending elements from the iterable.").reach(Reach::Lists),
    FnDef::new("insert", "(self, index, object, /)", insert, "Insert object before index.").reach(Reach::Lists).stores_last(),
    FnDef::new("remove", "(self, value, /)", remove, "Remove first occurrence of value.\n\nRaises ValueError if the value is not present."),
    FnDef::new("pop", "(self, index=-1, /)", pop, "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.")
        .intrinsic(Intrinsic::ListPop).reach(Reach::Lists),
    FnDef::new("clear", "(self, /)", clear, "Remove all items from list.").reach(Reach::Lists),
    FnDef::new("index", "(self, value, start=0, stop=sys.maxsize, /)", index, "Return first index of value.\n\nRaises ValueError if the value is not present."),
    FnDef::new("count", "(self, value, /)", count, "Return number of occurrences of value."),
    FnDef::new("copy", "(self, /)", copy, "Return a shallow copy of the list.").reach(Reach::Lists),
    FnDef::new("__reversed__", "(self, /)", reversed, "Return a reverse iterator over the list."),
    FnDef::new("__sizeof__", "(self, /)", sizeof, "Return the size of the list in memory, in bytes."),
];

fn append(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let x = a.get(1).own();
    if let Some(l) = a.get(0).get_mut::<List>(vm) {
        l.push(x);
    }
    Ok(Owned::NONE)
}

fn extend_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    extend(vm, a.get(0), a.get(1))?;
    Ok(Owned::NONE)
}

/// The items of any iterable as a list body of its own.
///
/// # Errors
/// What iterating raises.
pub(super) fn items_of(vm: &mut Vm, o: Ref<'_>) -> PyResult<List> {
    if iterates_as_list(o)
        && let Some(l) = o.get::<List>(vm)
    {
        return Ok(l.slice(0..l.len()));
    }
    vm.collect(o).map(List::from_items)
}

/// A new list of the items of any iterable.
///
/// # Errors
/// What iterating raises.
pub fn from_iterable(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(new(items_of(vm, o)?))
}

/// Appends all items of an iterable. Items appear in the list one by one, as code that runs meanwhile can see.
///
/// # Errors
/// What iterating raises.
pub fn extend(vm: &mut Vm, list: Ref<'_>, iterable: Ref<'_>) -> PyResult<()> {
    if iterates_as_list(iterable) || iterable.ty().is_exactly(Kind::Tuple) {
        let items = items_of(vm, iterable)?;
        if let Some(l) = list.get_mut::<List>(vm) {
            l.extend(items);
        }
        return Ok(());
    }
    let it = vm.iter(iterable)?;
    let hint = vm.length_hint(iterable)?.unwrap_or(0);
    if let Some(l) = list.get_mut::<List>(vm)
        && hint > 0
    {
        l.reserve(hint.min(1 << 20));
    }
    let mut n = 0u32;
    while let Some(x) = vm.next(it.lend())? {
        match list.get_mut::<List>(vm) {
            Some(l) => l.push(x),
            None => return Ok(()),
        }
        n = n.wrapping_add(1);
        if n.is_multiple_of(4096) {
            vm.check_signals()?;
        }
        if n.is_power_of_two() {
            vm.room_for(2 * n as usize, 8)?;
        }
    }
    Ok(())
}

/// Extends a list display or positional arguments by `*iterable`.
///
/// # Errors
/// `TypeError` in the words of unpacking, or what iterating raises.
pub fn extend_unpacked(vm: &mut Vm, list: Ref<'_>, iterable: Ref<'_>) -> PyResult<()> {
    let slots = iterable.ty().slots();
    if slots.iter.is_none() && slots.getitem.is_none() {
        let name = iterable.ty().message_name();
        return Err(vm.type_error(format!("Value after * must be an iterable, not {name}")));
    }
    extend(vm, list, iterable)
}

fn insert(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let i = vm.index_i64(a.get(1))?;
    let x = a.get(2).own();
    if let Some(l) = a.get(0).get_mut::<List>(vm) {
        let len = l.len() as i64;
        let at = if i < 0 { (i + len).max(0) } else { i.min(len) };
        l.insert(at as usize, x);
    }
    Ok(Owned::NONE)
}

fn remove(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match search::find(vm, a.get(0), a.get(1), 0, usize::MAX)? {
        Some(at) => {
            // Comparing may have shortened the list.
            if let Some(l) = a.get(0).get_mut::<List>(vm)
                && at < l.len()
            {
                drop(l.remove(at));
            }
            Ok(Owned::NONE)
        }
        None => Err(vm.value_error("list.remove(x): x not in list")),
    }
}

fn pop(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let i = match a.opt(1) {
        Some(i) => vm.index_i64(i)?,
        None => -1,
    };
    let Some(l) = a.get(0).get_mut::<List>(vm) else { return Ok(Owned::NONE) };
    if l.is_empty() {
        return Err(vm.index_error("pop from empty list"));
    }
    match position(i, l.len()) {
        Some(at) if at + 1 == l.len() => Ok(l.pop().unwrap_or(Owned::NONE)),
        Some(at) => Ok(l.remove(at)),
        None => Err(vm.index_error("pop index out of range")),
    }
}

fn clear(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if let Some(l) = a.get(0).get_mut::<List>(vm) {
        drop(l.take());
    }
    Ok(Owned::NONE)
}

fn index(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let len = a.get(0).get::<List>(vm).map_or(0, List::len);
    let (start, stop) = search_bounds(vm, a, len)?;
    match search::find(vm, a.get(0), a.get(1), start, stop)? {
        Some(at) => Ok(Owned::usize(at)),
        None => Err(vm.value_error("list.index(x): x not in list")),
    }
}

fn count(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::usize(search::count(vm, a.get(0), a.get(1))?))
}

fn copy(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let l = a.get(0).get::<List>(vm).map(|l| l.slice(0..l.len()));
    Ok(new(l.unwrap_or_default()))
}

fn reversed(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let len = a.get(0).get::<List>(vm).map_or(0, List::len);
    Ok(new(ListReverseIter { seq: a.get(0).own(), index: len as i64 - 1 }))
}

fn sizeof(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::usize(40 + 8 * a.get(0).get::<List>(vm).map_or(0, List::capacity)))
}
