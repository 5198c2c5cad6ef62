//! `heapq`: lists as binary heaps, smallest or (`…_max`) largest item first.
//!
//! Lists of ints and of floats are sifted as arrays of numbers; others compare items without Python where they can, and notice
//! when a comparison in Python changed the list. `merge` is `python/heapq.py`.

mod sift;

use super::{ModuleDef, python};
use crate::object::{Args, CmpOp, FnDef, List, Owned, PyResult, Ref, Vm, new};
use crate::types::list::sort_list;
use sift::{Order, larger_first, sift_down, sift_up, smaller_first};

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef {
        name: "heapq",
        doc: "Heap queue algorithm (a.k.a. priority queue).",
        functions: FUNCTIONS,
        fill: |vm, dict| {
            python::complete_on_demand(vm, dict);
            Ok(())
        },
    }
}

static FUNCTIONS: &[FnDef] = &[
    FnDef::new(
        "heappush",
        "(heap, item, /)",
        |vm, a| push(vm, a, "heappush", smaller_first()),
        "Push item onto heap, maintaining the heap invariant.",
    ),
    FnDef::new(
        "heappop",
        "(heap, /)",
        |vm, a| pop(vm, a, "heappop", smaller_first()),
        "Pop the smallest item off the heap, maintaining the heap invariant.",
    ),
    FnDef::new(
        "heapify",
        "(heap, /)",
        |vm, a| heapify(vm, a, "heapify", smaller_first()),
        "Transform list into a heap, in-place, in O(len(heap)) time.",
    ),
    FnDef::new(
        "heapreplace",
        "(heap, item, /)",
        |vm, a| replace(vm, a, "heapreplace", smaller_first()),
        "Pop and return the current smallest value, and add the new item.",
    ),
    FnDef::new(
        "heappushpop",
        "(heap, item, /)",
        |vm, a| push_pop(vm, a, "heappushpop", smaller_first()),
        "Push item on the heap, then pop and return the smallest item from the heap.",
    ),
    FnDef::new(
        "heappush_max",
        "(heap, item, /)",
        |vm, a| push(vm, a, "heappush_max", larger_first()),
        "Push item onto max heap, maintaining the heap invariant.",
    ),
    FnDef::new(
        "heappop_max",
        "(heap, /)",
        |vm, a| pop(vm, a, "heappop_max", larger_first()),
        "Maxheap variant of heappop.",
    ),
    FnDef::new(
        "heapify_max",
        "(heap, /)",
        |vm, a| heapify(vm, a, "heapify_max", larger_first()),
        "Maxheap variant of heapify.",
    ),
    FnDef::new(
        "heapreplace_max",
        "(heap, item, /)",
        |vm, a| replace(vm, a, "heapreplace_max", larger_first()),
        "Maxheap variant of heapreplace.",
    ),
    FnDef::new(
        "heappushpop_max",
        "(heap, item, /)",
        |vm, a| push_pop(vm, a, "heappushpop_max", larger_first()),
        "Maxheap variant of heappushpop.",
    ),
    FnDef::new(
        "nsmallest",
        "(n, iterable, key=None)",
        |vm, a| extremes(vm, a, false),
        "Find the n smallest elements in a dataset.\n\nEquivalent to:  sorted(iterable, key=key)[:n]",
    ),
    FnDef::new(
        "nlargest",
        "(n, iterable, key=None)",
        |vm, a| extremes(vm, a, true),
        "Find the n largest elements in a dataset.\n\nEquivalent to:  sorted(iterable, key=key, reverse=True)[:n]",
    ),
];

/// The heap's length.
///
/// # Errors
/// `TypeError` for what is no list.
fn checked(vm: &mut Vm, a: &Args<'_>, name: &str) -> PyResult<usize> {
    match a.get(0).get::<List>(vm) {
        Some(l) => Ok(l.len()),
        None => {
            let (which, got) = (if a.slots.len() > 1 { " 1" } else { "" }, a.get(0).ty().message_name());
            Err(vm.type_error(format!("{name}() argument{which} must be list, not {got}")))
        }
    }
}

fn push(vm: &mut Vm, a: &Args<'_>, name: &str, order: Order) -> PyResult {
    let n = checked(vm, a, name)?;
    if let Some(l) = a.get(0).get_mut::<List>(vm) {
        l.push(a.get(1).own());
    }
    sift_down(vm, a.get(0), 0, n, order)?;
    Ok(Owned::NONE)
}

fn pop(vm: &mut Vm, a: &Args<'_>, name: &str, order: Order) -> PyResult {
    checked(vm, a, name)?;
    let heap = a.get(0);
    let Some(l) = heap.get_mut::<List>(vm) else { return Ok(Owned::NONE) };
    let Some(last) = l.pop() else { return Err(vm.index_error("index out of range")) };
    if l.is_empty() {
        return Ok(last);
    }
    let first = l.set(0, last);
    sift_up(vm, heap, 0, order)?;
    Ok(first)
}

fn replace(vm: &mut Vm, a: &Args<'_>, name: &str, order: Order) -> PyResult {
    if checked(vm, a, name)? == 0 {
        return Err(vm.index_error("index out of range"));
    }
    let heap = a.get(0);
    let Some(l) = heap.get_mut::<List>(vm) else { return Ok(Owned::NONE) };
    let first = l.set(0, a.get(1).own());
    sift_up(vm, heap, 0, order)?;
    Ok(first)
}

fn push_pop(vm: &mut Vm, a: &Args<'_>, name: &str, order: Order) -> PyResult {
    let heap = a.get(0);
    if checked(vm, a, name)? == 0 {
        return Ok(a.get(1).own());
    }
    let Some(first) = heap.get::<List>(vm).map(|l| l.get(0)) else { return Ok(Owned::NONE) };
    if !order.before(vm, first.lend(), a.get(1))? {
        return Ok(a.get(1).own());
    }
    let Some(l) = heap.get_mut::<List>(vm) else { return Ok(Owned::NONE) };
    if l.is_empty() {
        return Err(vm.index_error("index out of range"));
    }
    let first = l.set(0, a.get(1).own());
    sift_up(vm, heap, 0, order)?;
    Ok(first)
}

fn heapify(vm: &mut Vm, a: &Args<'_>, name: &str, order: Order) -> PyResult {
    let n = checked(vm, a, name)?;
    for i in (0..n / 2).rev() {
        sift_up(vm, a.get(0), i, order)?;
    }
    Ok(Owned::NONE)
}

/// The first `n` items of the sorted iterable.
fn extremes(vm: &mut Vm, a: &Args<'_>, reverse: bool) -> PyResult {
    if a.get(1).ty().slots().len.is_some() {
        let size = Owned::usize(vm.len(a.get(1))?);
        vm.compare_bool(a.get(0), size.lend(), CmpOp::Ge)?;
    }
    let n = vm.index(a.get(0))?;
    let zero = Owned::int(0);
    if !vm.compare_bool(n.lend(), zero.lend(), CmpOp::Gt)? {
        // The iterable is looked at all the same.
        vm.iter(a.get(1))?;
        return Ok(new(List::default()));
    }
    let n = n.lend().as_i64(vm).unwrap_or(i64::MAX) as usize;
    let items = vm.collect(a.get(1))?;
    let list: Owned = vm.list(items);
    let key: Option<Ref<'_>> = a.some(2);
    sort_list(vm, list.lend(), key, reverse)?;
    if let Some(l) = list.lend().get_mut::<List>(vm) {
        l.truncate(n);
    }
    Ok(list)
}
