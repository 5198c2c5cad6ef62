//! Iterators over dicts: keys, values and items, forwards and backwards. One body, six types.
//!
//! An iterator remembers how many keys the dict had. When that changes, it raises for good.

use crate::object::{
    Args, Dict, FnDef, Kind, NextFn, Owned, Payload, PyResult, Raised, Ref, TypeDef, TypeFlags, Visit, Vm, new_of,
    type_for,
};
use crate::types::iter::{builtin, iter_self};

/// The body of all six iterators.
pub struct DictIter {
    /// The dict; `None` once it is exhausted.
    dict: Option<Owned>,
    /// Where to look next: the first position, or one past it for those that go backwards.
    at: usize,
    /// How many keys the dict had; `usize::MAX` once that was found to have changed.
    used: usize,
    /// How many keys are still to come.
    left: usize,
}

impl Payload for DictIter {
    const KIND: Kind = Kind::DictKeyIter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.dict);
    }
}

/// An iterator of one of the six kinds over a dict.
pub(super) fn over(vm: &Vm, kind: Kind, dict: Ref<'_>) -> Owned {
    let (len, end) = dict.get::<Dict>(vm).map_or((0, 0), |d| (d.len(), d.end()));
    let at = if is_backwards(kind) { end } else { 0 };
    new_of(type_for(kind), DictIter { dict: Some(dict.own()), at, used: len, left: len })
}

/// `iter(dict)`.
pub(super) fn iter(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(over(vm, Kind::DictKeyIter, o))
}

fn is_backwards(kind: Kind) -> bool {
    matches!(kind, Kind::DictReverseKeyIter | Kind::DictReverseValueIter | Kind::DictReverseItemIter)
}

/// The six types.
pub(super) fn defs() -> Vec<TypeDef> {
    let table: [(Kind, &'static str, NextFn); 6] = [
        (Kind::DictKeyIter, "dict_keyiterator", |vm, o| next::<false>(vm, o, key)),
        (Kind::DictValueIter, "dict_valueiterator", |vm, o| next::<false>(vm, o, value)),
        (Kind::DictItemIter, "dict_itemiterator", |vm, o| next::<false>(vm, o, item)),
        (Kind::DictReverseKeyIter, "dict_reversekeyiterator", |vm, o| next::<true>(vm, o, key)),
        (Kind::DictReverseValueIter, "dict_reversevalueiterator", |vm, o| next::<true>(vm, o, value)),
        (Kind::DictReverseItemIter, "dict_reverseitemiterator", |vm, o| next::<true>(vm, o, item)),
    ];
    let def = |(kind, name, next)| {
        TypeDef::sharing::<DictIter>(kind, name, "builtins")
            .flags(TypeFlags::GC)
            .slots(|s| {
                s.iter = Some(iter_self);
                s.next = Some(next);
            })
            .methods(METHODS)
    };
    table.into_iter().map(def).collect()
}

fn key(_: &Vm, d: &Dict, i: usize) -> Owned {
    d.key_at(i)
}

fn value(vm: &Vm, d: &Dict, i: usize) -> Owned {
    d.value_at(vm, i)
}

fn item(vm: &Vm, d: &Dict, i: usize) -> Owned {
    vm.tuple(vec![d.key_at(i), d.value_at(vm, i)])
}

#[inline(always)]
fn next<const BACKWARDS: bool>(
    vm: &mut Vm,
    o: Ref<'_>,
    pick: impl Fn(&Vm, &Dict, usize) -> Owned,
) -> PyResult<Option<Owned>> {
    let Some(it) = o.get::<DictIter>(vm) else { return Ok(None) };
    let Some(d) = it.dict.as_ref().and_then(|d| d.lend().get::<Dict>(vm)) else { return Ok(None) };
    if d.len() != it.used {
        return Err(changed(vm, o, "dictionary changed size during iteration"));
    }
    let found = if BACKWARDS { d.live_before(it.at) } else { d.live_from(it.at) };
    let Some(i) = found else {
        finish(vm, o);
        return Ok(None);
    };
    if it.left == 0 {
        return Err(changed(vm, o, "dictionary keys changed during iteration"));
    }
    let picked = pick(vm, d, i);
    if let Some(it) = o.get_mut::<DictIter>(vm) {
        it.at = if BACKWARDS { i } else { i + 1 };
        it.left -= 1;
    }
    Ok(Some(picked))
}

#[cold]
fn changed(vm: &mut Vm, o: Ref<'_>, message: &str) -> Raised {
    if let Some(it) = o.get_mut::<DictIter>(vm) {
        it.used = usize::MAX;
    }
    vm.runtime_error(message)
}

fn finish(vm: &mut Vm, o: Ref<'_>) {
    if let Some(it) = o.get_mut::<DictIter>(vm) {
        let dict = it.dict.take();
        drop(dict);
    }
}

static METHODS: &[FnDef] = &[
    FnDef::new("__length_hint__", "(self, /)", length_hint, "Private method returning an estimate of len(list(it))."),
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
];

fn length_hint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(it) = a.get(0).get::<DictIter>(vm) else { return Ok(Owned::int(0)) };
    let len = it.dict.as_ref().and_then(|d| d.lend().get::<Dict>(vm)).map(Dict::len);
    Ok(Owned::usize(if len == Some(it.used) { it.left } else { 0 }))
}

/// Pickles as an iterator over a list of what is left, which is not used up by that.
fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let copy = match a.get(0).get::<DictIter>(vm) {
        Some(it) => DictIter { dict: it.dict.clone(), at: it.at, used: it.used, left: it.left },
        None => return Ok(Owned::NONE),
    };
    let copy = new_of(a.get(0).ty(), copy);
    let rest = vm.collect(copy.lend())?;
    let rest = vm.list(rest);
    let (f, args) = (builtin(vm, "iter"), vm.tuple(vec![rest]));
    Ok(vm.tuple(vec![f, args]))
}
