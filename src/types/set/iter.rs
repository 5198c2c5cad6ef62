//! The iterator over sets.

use super::table::SetBody;
use crate::object::{Args, FnDef, Kind, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm, new};
use crate::types::iter::{builtin, iter_self};

/// The body of `set_iterator`.
pub struct SetIter {
    /// The set; `None` once it is exhausted.
    set: Option<Owned>,
    /// The slot to look at next.
    at: usize,
    /// How many elements the set had; `usize::MAX` once that was found to have changed.
    used: usize,
    /// How many elements are still to come.
    left: usize,
}

impl Payload for SetIter {
    const KIND: Kind = Kind::SetIter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.set);
    }
}

pub(super) fn iter(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let len = o.get::<SetBody>(vm).map_or(0, SetBody::len);
    Ok(new(SetIter { set: Some(o.own()), at: 0, used: len, left: len }))
}

/// The type `set_iterator`.
pub fn def() -> TypeDef {
    TypeDef::of::<SetIter>("set_iterator", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.iter = Some(iter_self);
            s.next = Some(next);
        })
        .methods(METHODS)
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(it) = o.get::<SetIter>(vm) else { return Ok(None) };
    let Some(s) = it.set.as_ref().and_then(|s| s.lend().get::<SetBody>(vm)) else { return Ok(None) };
    if s.len() != it.used {
        if let Some(it) = o.get_mut::<SetIter>(vm) {
            it.used = usize::MAX;
        }
        return Err(vm.runtime_error("Set changed size during iteration"));
    }
    let found = s.next(it.at).map(|(i, _, key)| (i, key.clone()));
    let Some(it) = o.get_mut::<SetIter>(vm) else { return Ok(None) };
    match found {
        Some((i, key)) => {
            it.at = i + 1;
            it.left = it.left.saturating_sub(1);
            Ok(Some(key))
        }
        None => {
            let set = it.set.take();
            drop(set);
            Ok(None)
        }
    }
}

static METHODS: &[FnDef] = &[
    FnDef::new("__length_hint__", "(self, /)", length_hint, "Private method returning an estimate of len(list(it))."),
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
];

fn length_hint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(it) = a.get(0).get::<SetIter>(vm) else { return Ok(Owned::int(0)) };
    let len = it.set.as_ref().and_then(|s| s.lend().get::<SetBody>(vm)).map(SetBody::len);
    Ok(Owned::usize(if len == Some(it.used) { it.left } else { 0 }))
}

/// Pickles as an iterator over a list of what is left, which is not used up by that.
fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let copy = match a.get(0).get::<SetIter>(vm) {
        Some(it) => SetIter { set: it.set.clone(), at: it.at, used: it.used, left: it.left },
        None => return Ok(Owned::NONE),
    };
    let copy = new(copy);
    let rest = vm.collect(copy.lend())?;
    let rest = vm.list(rest);
    let (f, args) = (builtin(vm, "iter"), vm.tuple(vec![rest]));
    Ok(vm.tuple(vec![f, args]))
}
