//! The type `iterator`: over anything with `__getitem__`.

use super::state::{builtin, empty_iterator, iter_self};
use crate::object::{Args, Exc, FnDef, Kind, Owned, PyResult, Raised, Ref, SeqIter, TypeDef, TypeFlags, Value, Vm};

pub(super) fn def() -> TypeDef {
    TypeDef::of::<SeqIter>("iterator", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.iter = Some(iter_self);
            s.next = Some(next);
        })
        .methods(METHODS)
}

/// Gets the item of a sequence at an index; `IndexError` and `StopIteration` mean the end.
pub(super) fn item_or_end(vm: &mut Vm, seq: Ref<'_>, index: i64) -> PyResult<Option<Owned>> {
    let i = Owned::int(index);
    match vm.get_item(seq, i.lend()) {
        Ok(v) => Ok(Some(v)),
        Err(Raised) if vm.raised_is(Exc::IndexError) || vm.raised_is(Exc::StopIteration) => {
            drop(vm.take_raised());
            Ok(None)
        }
        Err(e) => Err(e),
    }
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(SeqIter { seq: Some(seq), index }) = o.get::<SeqIter>(vm) else { return Ok(None) };
    let (seq, index) = (seq.clone(), *index);
    if index == i64::MAX {
        return Err(vm.overflow_error("iter index too large"));
    }
    let item = item_or_end(vm, seq.lend(), index)?;
    if let Some(it) = o.get_mut::<SeqIter>(vm) {
        match item {
            Some(_) => it.index += 1,
            None => it.seq = None,
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
    let Some(SeqIter { seq: Some(seq), index }) = a.get(0).get::<SeqIter>(vm) else { return Ok(Owned::int(0)) };
    let (seq, index) = (seq.clone(), *index);
    if seq.lend().ty().slots().len.is_none() {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    }
    let len = vm.len(seq.lend())? as i64;
    Ok(Owned::int((len - index).max(0)))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (seq, index) = match a.get(0).get::<SeqIter>(vm) {
        Some(SeqIter { seq: Some(seq), index }) => (seq.clone(), *index),
        _ => return empty_iterator(vm, Kind::Tuple),
    };
    let (f, args) = (builtin(vm, "iter"), vm.tuple(vec![seq]));
    Ok(vm.tuple(vec![f, args, Owned::int(index)]))
}

fn set_state(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let i = vm.index_i64(a.get(1))?.max(0);
    if let Some(it) = a.get(0).get_mut::<SeqIter>(vm)
        && it.seq.is_some()
    {
        it.index = i;
    }
    Ok(Owned::NONE)
}
