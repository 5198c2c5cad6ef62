//! The iterator over tuples.

use crate::object::{Args, FnDef, Kind, Owned, PyResult, Ref, Tuple, TupleIter, TypeDef, TypeFlags, Vm, new};
use crate::types::iter::{builtin, empty_iterator, iter_self};

pub(super) fn iter(_: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(new(TupleIter { seq: o.own(), index: 0 }))
}

/// The type `tuple_iterator`.
pub fn def() -> TypeDef {
    TypeDef::of::<TupleIter>("tuple_iterator", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.iter = Some(iter_self);
            s.next = Some(next);
        })
        .methods(METHODS)
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(it) = o.get::<TupleIter>(vm) else { return Ok(None) };
    let item = it.seq.lend().get::<Tuple>(vm).and_then(|t| t.items().get(it.index).cloned());
    if let Some(it) = o.get_mut::<TupleIter>(vm) {
        match item {
            Some(_) => it.index += 1,
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
    let Some(it) = a.get(0).get::<TupleIter>(vm) else { return Ok(Owned::int(0)) };
    let len = it.seq.lend().get::<Tuple>(vm).map_or(0, Tuple::len);
    Ok(Owned::usize(len.saturating_sub(it.index)))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (seq, index) = match a.get(0).get::<TupleIter>(vm) {
        Some(it) if !it.seq.value().is_none() => (it.seq.clone(), it.index),
        _ => return empty_iterator(vm, Kind::Tuple),
    };
    let (f, args) = (builtin(vm, "iter"), vm.tuple(vec![seq]));
    Ok(vm.tuple(vec![f, args, Owned::usize(index)]))
}

fn set_state(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let i = vm.index_i64(a.get(1))?;
    let len = a.get(0).get::<TupleIter>(vm).and_then(|it| it.seq.lend().get::<Tuple>(vm)).map(Tuple::len);
    if let (Some(len), Some(it)) = (len, a.get(0).get_mut::<TupleIter>(vm)) {
        it.index = i.clamp(0, len as i64) as usize;
    }
    Ok(Owned::NONE)
}
