//! Iterators over lists, forwards and backwards. Both see changes of the list as they go.

use crate::object::{
    Args, FnDef, Kind, List, ListIter, ListReverseIter, Owned, PyResult, Ref, TypeDef, TypeFlags, Vm, new,
};
use crate::types::iter::{builtin, empty_iterator, iter_self};

pub(super) fn iter(_: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(new(ListIter { seq: o.own(), index: 0 }))
}

/// The type `list_iterator`.
pub fn def() -> TypeDef {
    TypeDef::of::<ListIter>("list_iterator", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.iter = Some(iter_self);
            s.next = Some(next);
        })
        .methods(METHODS)
}

/// The type `list_reverseiterator`.
pub fn reverse_def() -> TypeDef {
    TypeDef::of::<ListReverseIter>("list_reverseiterator", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.iter = Some(iter_self);
            s.next = Some(next_back);
        })
        .methods(REVERSE_METHODS)
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(it) = o.get::<ListIter>(vm) else { return Ok(None) };
    let index = it.index;
    let item = it.seq.lend().get::<List>(vm).filter(|l| index < l.len()).map(|l| l.get(index));
    if let Some(it) = o.get_mut::<ListIter>(vm) {
        match item {
            Some(_) => it.index += 1,
            None => it.seq = Owned::NONE,
        }
    }
    Ok(item)
}

fn next_back(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(it) = o.get::<ListReverseIter>(vm) else { return Ok(None) };
    let at = usize::try_from(it.index).ok();
    let item = it.seq.lend().get::<List>(vm).zip(at).filter(|(l, at)| *at < l.len()).map(|(l, at)| l.get(at));
    if let Some(it) = o.get_mut::<ListReverseIter>(vm) {
        match item {
            Some(_) => it.index -= 1,
            None => it.seq = Owned::NONE,
        }
    }
    Ok(item)
}

static METHODS: &[FnDef] = &[
    FnDef::new("__length_hint__", "(self, /)", length_hint, "Private method returning an estimate of len(list(it))."),
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
    FnDef::new("__setstate__", "(self, state, /)", set_state, "Set state information for unpickling."),
];

fn length_hint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(it) = a.get(0).get::<ListIter>(vm) else { return Ok(Owned::int(0)) };
    let len = it.seq.lend().get::<List>(vm).map_or(0, List::len);
    Ok(Owned::usize(len.saturating_sub(it.index)))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (seq, index) = match a.get(0).get::<ListIter>(vm) {
        Some(it) if !it.seq.value().is_none() => (it.seq.clone(), it.index),
        _ => return empty_iterator(vm, Kind::List),
    };
    let (f, args) = (builtin(vm, "iter"), vm.tuple(vec![seq]));
    Ok(vm.tuple(vec![f, args, Owned::usize(index)]))
}

fn set_state(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let i = vm.index_i64(a.get(1))?;
    let len = a.get(0).get::<ListIter>(vm).and_then(|it| it.seq.lend().get::<List>(vm)).map(List::len);
    if let (Some(len), Some(it)) = (len, a.get(0).get_mut::<ListIter>(vm)) {
        it.index = i.clamp(0, len as i64) as usize;
    }
    Ok(Owned::NONE)
}

static REVERSE_METHODS: &[FnDef] = &[
    FnDef::new("__length_hint__", "(self, /)", hint_back, "Private method returning an estimate of len(list(it))."),
    FnDef::new("__reduce__", "(self, /)", reduce_back, "Return state information for pickling."),
    FnDef::new("__setstate__", "(self, state, /)", set_state_back, "Set state information for unpickling."),
];

fn hint_back(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(it) = a.get(0).get::<ListReverseIter>(vm) else { return Ok(Owned::int(0)) };
    let len = it.seq.lend().get::<List>(vm).map_or(0, List::len) as i64;
    Ok(Owned::int(if it.index + 1 > len { 0 } else { it.index + 1 }))
}

fn reduce_back(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (seq, index) = match a.get(0).get::<ListReverseIter>(vm) {
        Some(it) if !it.seq.value().is_none() => (it.seq.clone(), it.index),
        _ => return empty_iterator(vm, Kind::List),
    };
    let (f, args) = (builtin(vm, "reversed"), vm.tuple(vec![seq]));
    Ok(vm.tuple(vec![f, args, Owned::int(index)]))
}

fn set_state_back(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let i = vm.index_i64(a.get(1))?;
    let len = a.get(0).get::<ListReverseIter>(vm).and_then(|it| it.seq.lend().get::<List>(vm)).map(List::len);
    let Some(last) = len.map(|n| n as i64 - 1) else { return Ok(Owned::NONE) };
    if let Some(it) = a.get(0).get_mut::<ListReverseIter>(vm) {
        it.index = i.clamp(-1, last);
    }
    Ok(Owned::NONE)
}
