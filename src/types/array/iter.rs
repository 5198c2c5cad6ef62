//! `arrayiterator`.

use super::{Array, body};
use crate::object::{Args, FnDef, Kind, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm, new};
use crate::types::iter::builtin;

/// The body.
pub(super) struct ArrayIter {
    /// What is iterated over; `None` once it is exhausted.
    of: Option<Owned>,
    at: usize,
}

impl Payload for ArrayIter {
    const KIND: Kind = Kind::ArrayIter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.of);
    }
}

/// The type.
pub(super) fn def() -> TypeDef {
    TypeDef::of::<ArrayIter>("arrayiterator", "array")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.iter = Some(|_, o| Ok(o.own()));
            s.next = Some(next);
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
    FnDef::new("__setstate__", "(self, state, /)", set_state, "Set state information for unpickling."),
];

/// `iter(a)`.
pub(super) fn iter(_: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(new(ArrayIter { of: Some(o.own()), at: 0 }))
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let found = o.get::<ArrayIter>(vm).and_then(|it| {
        let a = it.of.as_ref()?.lend().get::<Array>(vm)?;
        (it.at < a.len()).then(|| a.get(it.at))
    });
    if let Some(it) = o.get_mut::<ArrayIter>(vm) {
        match found {
            Some(_) => it.at += 1,
            None => it.of = None,
        }
    }
    Ok(found)
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let state = a.get(0).get::<ArrayIter>(vm).and_then(|it| Some((it.of.clone()?, it.at)));
    let Some((of, at)) = state else { return crate::types::iter::empty_iterator(vm, Kind::List) };
    let (f, args) = (builtin(vm, "iter"), vm.tuple(vec![of]));
    Ok(vm.tuple(vec![f, args, Owned::usize(at)]))
}

fn set_state(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let at = vm.index_i64(a.get(1))?;
    let of = a.get(0).get::<ArrayIter>(vm).and_then(|it| it.of.clone());
    let len = of.map_or(0, |of| body(vm, of.lend()).len());
    if let Some(it) = a.get(0).get_mut::<ArrayIter>(vm) {
        it.at = at.clamp(0, len as i64) as usize;
    }
    Ok(Owned::NONE)
}
