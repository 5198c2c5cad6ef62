//! Methods of `deque`.

use super::{Deque, iter, len};
use crate::modules::class_getitem;
use crate::object::{Args, FnDef, GetSetDef, Kind, List, Owned, PyResult, Raised, Ref, Tuple, Vm, new};
use crate::types::slice::bounds;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("append", "(self, item, /)", append, "Add an element to the right side of the deque."),
    FnDef::new("appendleft", "(self, item, /)", appendleft, "Add an element to the left side of the deque."),
    FnDef::new("pop", "(self, /)", pop, "Remove and return the rightmost element."),
    FnDef::new("popleft", "(self, /)", popleft, "Remove and return the leftmost element."),
    FnDef::new(
        "extend",
        "(self, iterable, /)",
        extend,
        "Extend the right side of the deque with elements from the iterable.",
    ),
    FnDef::new(
        "extendleft",
        "(self, iterable, /)",
        extendleft,
        "Extend the left side of the deque with elements from the iterable.",
    ),
    FnDef::new(
        "rotate",
        "(self, n=1, /)",
        rotate,
        "Rotate the deque n steps to the right.  If n is negative, rotates left.",
    ),
    FnDef::new("reverse", "(self, /)", reverse, "Reverse *IN PLACE*."),
    FnDef::new("clear", "(self, /)", clear, "Remove all elements from the deque."),
    FnDef::new("copy", "(self, /)", |vm, a| copy_of(vm, a.get(0)), "Return a shallow copy of a deque."),
    FnDef::new("__copy__", "(self, /)", |vm, a| copy_of(vm, a.get(0)), "Return a shallow copy of a deque."),
    FnDef::new("count", "(self, value, /)", count, "Return number of occurrences of value."),
    FnDef::new(
        "index",
        "(self, value, start=0, stop=9223372036854775807, /)",
        index,
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
    ),
    FnDef::new("insert", "(self, index, value, /)", insert, "Insert value before index."),
    FnDef::new("remove", "(self, value, /)", remove, "Remove first occurrence of value."),
    FnDef::new("__reversed__", "(self, /)", iter::backwards, "Return a reverse iterator over the deque."),
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
    FnDef::new("__sizeof__", "(self, /)", sizeof, "Return the size of the deque in memory, in bytes."),
];

pub(super) static CLASS_METHODS: &[FnDef] =
    &[FnDef::new("__class_getitem__", "($type, item, /)", class_getitem, "See PEP 585")];

pub(super) static GETTERS: &[GetSetDef] =
    &[GetSetDef::get("maxlen", maxlen, "maximum size of a deque or None if unbounded")];

fn maxlen(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(o.get::<Deque>(vm).and_then(|d| d.maxlen).map_or(Owned::NONE, Owned::usize))
}

fn append(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if let Some(d) = a.get(0).get_mut::<Deque>(vm) {
        drop(d.push_back(a.get(1).own()));
    }
    Ok(Owned::NONE)
}

fn appendleft(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if let Some(d) = a.get(0).get_mut::<Deque>(vm) {
        drop(d.push_front(a.get(1).own()));
    }
    Ok(Owned::NONE)
}

fn pop(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let item = a.get(0).get_mut::<Deque>(vm).and_then(|d| {
        d.state += 1;
        d.items.pop_back()
    });
    item.ok_or_else(|| vm.index_error("pop from an empty deque"))
}

fn popleft(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let item = a.get(0).get_mut::<Deque>(vm).and_then(|d| {
        d.state += 1;
        d.items.pop_front()
    });
    item.ok_or_else(|| vm.index_error("pop from an empty deque"))
}

fn extend(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    extend_with(vm, a.get(0), a.get(1), false)?;
    Ok(Owned::NONE)
}

fn extendleft(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    extend_with(vm, a.get(0), a.get(1), true)?;
    Ok(Owned::NONE)
}

/// Adds all items of an iterable, each at the right end or each at the left.
///
/// # Errors
/// What iterating raises.
pub(super) fn extend_with(vm: &mut Vm, o: Ref<'_>, items: Ref<'_>, left: bool) -> PyResult<()> {
    let push = |d: &mut Deque, x: Owned| drop(if left { d.push_front(x) } else { d.push_back(x) });
    let known = items.ty().is_exactly(Kind::List) || items.ty().is_exactly(Kind::Tuple) || items.is(o);
    if known {
        let all = match (items.get::<List>(vm), items.get::<Tuple>(vm), items.get::<Deque>(vm)) {
            (Some(l), _, _) => l.to_vec(),
            (_, Some(t), _) => t.items().to_vec(),
            (_, _, Some(d)) => d.items.iter().cloned().collect(),
            _ => Vec::new(),
        };
        if let Some(d) = o.get_mut::<Deque>(vm) {
            all.into_iter().for_each(|x| push(d, x));
        }
        return Ok(());
    }
    let it = vm.iter(items)?;
    let mut n = 0u32;
    while let Some(x) = vm.next(it.lend())? {
        if let Some(d) = o.get_mut::<Deque>(vm) {
            push(d, x);
        }
        n = n.wrapping_add(1);
        if n.is_multiple_of(4096) {
            vm.check_signals()?;
        }
    }
    Ok(())
}

fn rotate(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = match a.opt(1) {
        Some(n) => vm.index_i64(n)?,
        None => 1,
    };
    if let Some(d) = a.get(0).get_mut::<Deque>(vm) {
        d.rotate(n);
    }
    Ok(Owned::NONE)
}

fn reverse(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if let Some(d) = a.get(0).get_mut::<Deque>(vm) {
        d.items.make_contiguous().reverse();
        d.state += 1;
    }
    Ok(Owned::NONE)
}

fn clear(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if let Some(d) = a.get(0).get_mut::<Deque>(vm) {
        let old = std::mem::take(&mut d.items);
        d.state += 1;
        drop(old);
    }
    Ok(Owned::NONE)
}

/// A copy of the same class.
///
/// # Errors
/// What a subclass's constructor raises.
pub(super) fn copy_of(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let Some(d) = o.get::<Deque>(vm) else { return Ok(Owned::NONE) };
    let maxlen = d.maxlen;
    if o.ty().is_exactly(Kind::Deque) {
        return Ok(new(Deque { items: d.items.clone(), maxlen, state: 0 }));
    }
    let class = o.ty().as_ref().own();
    match maxlen {
        Some(m) => {
            let m = Owned::usize(m);
            vm.call(class.lend(), &[o, m.lend()])
        }
        None => vm.call(class.lend(), &[o]),
    }
}

/// The first position at or after `from` and before `to` whose item equals `x`.
///
/// # Errors
/// `RuntimeError` when comparing changed the deque, and what comparing raises.
pub(super) fn find(vm: &mut Vm, o: Ref<'_>, x: Ref<'_>, from: usize, to: usize) -> PyResult<Option<usize>> {
    let state = o.get::<Deque>(vm).map_or(0, |d| d.state);
    let to = to.min(len(vm, o));
    for i in from..to {
        let Some(item) = o.get::<Deque>(vm).and_then(|d| d.items.get(i).cloned()) else { break };
        let equal = vm.equal(item.lend(), x)?;
        if o.get::<Deque>(vm).is_some_and(|d| d.state != state) {
            return Err(mutated(vm));
        }
        if equal {
            return Ok(Some(i));
        }
    }
    Ok(None)
}

#[cold]
pub(super) fn mutated(vm: &mut Vm) -> Raised {
    vm.runtime_error("deque mutated during iteration")
}

fn count(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (mut n, mut from) = (0, 0);
    while let Some(i) = find(vm, a.get(0), a.get(1), from, usize::MAX)? {
        n += 1;
        from = i + 1;
    }
    Ok(Owned::int(n))
}

fn index(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let len = len(vm, a.get(0)) as i64;
    let mut fit = |i: Option<Ref<'_>>, default: i64| -> PyResult<usize> {
        let i = i.map_or(Ok(default), |i| bounds::method_bound(vm, i))?;
        Ok((if i < 0 { i.saturating_add(len) } else { i }).max(0) as usize)
    };
    let (from, to) = (fit(a.opt(2), 0)?, fit(a.opt(3), i64::MAX)?);
    match find(vm, a.get(0), a.get(1), from, to)? {
        Some(i) => Ok(Owned::usize(i)),
        None => {
            let x = vm.repr_string(a.get(1))?;
            Err(vm.value_error(format!("{x} is not in deque")))
        }
    }
}

fn insert(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let i = vm.index_i64(a.get(1))?;
    let Some(d) = a.get(0).get_mut::<Deque>(vm) else { return Ok(Owned::NONE) };
    let len = d.items.len();
    if d.maxlen == Some(len) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let at = if i < 0 { i.saturating_add(len as i64).max(0) as usize } else { (i as usize).min(len) };
    d.items.insert(at, a.get(2).own());
    d.state += 1;
    Ok(Owned::NONE)
}

fn remove(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let state = |vm: &Vm| a.get(0).get::<Deque>(vm).map_or(0, |d| d.state);
    let before = state(vm);
    let found = find(vm, a.get(0), a.get(1), 0, usize::MAX);
    if state(vm) != before {
        vm.clear_raised();
        return Err(vm.index_error("deque mutated during remove()."));
    }
    let found = found?;
    let Some(i) = found else { return Err(vm.value_error("deque.remove(x): x not in deque")) };
    if let Some(d) = a.get(0).get_mut::<Deque>(vm) {
        d.state += 1;
        drop(d.items.remove(i));
    }
    Ok(Owned::NONE)
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let state = vm.call_method(o, "__getstate__", &[])?;
    let it = iter::forwards(vm, o)?;
    let args = match o.get::<Deque>(vm).and_then(|d| d.maxlen) {
        Some(m) => vec![vm.tuple(Vec::new()), Owned::usize(m)],
        None => Vec::new(),
    };
    let args = vm.tuple(args);
    Ok(vm.tuple(vec![o.ty().as_ref().own(), args, state, it]))
}

fn sizeof(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let room = a.get(0).get::<Deque>(vm).map_or(0, |d| d.items.capacity());
    Ok(Owned::usize(crate::object::HEADER_SIZE + size_of::<Deque>() + 8 * room))
}
