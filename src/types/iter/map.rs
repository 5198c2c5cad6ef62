//! The type `map`.

use super::state::{iter_self, keyword_strict, made};
use super::zip::check_ends;
use crate::object::{Args, CallArgs, FnDef, Kind, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm};

/// The body of `map`. What handlers read comes first.
#[repr(C)]
pub struct Map {
    func: Owned,
    /// The iterator, if there is only one; else `None`.
    only: Owned,
    iters: Vec<Owned>,
    strict: bool,
}

impl Payload for Map {
    const KIND: Kind = Kind::Map;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.func);
        visit.owned(&self.only);
        visit.all(&self.iters);
    }
}

pub(super) fn def() -> TypeDef {
    TypeDef::of::<Map>("map", "builtins")
        .doc(
            "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.",
        )
        .flags(TypeFlags::BASE | TypeFlags::GC)
        .slots(|s| {
            s.new = Some(new_map);
            s.iter = Some(iter_self);
            s.next = Some(next);
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
    FnDef::new("__setstate__", "(self, state, /)", set_state, "Set state information for unpickling."),
];

fn new_map(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let strict = keyword_strict(vm, Kind::Map, cls, args)?;
    let [func, iterables @ ..] = args.pos() else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let mut iters = Vec::with_capacity(iterables.len());
    for o in iterables {
        iters.push(vm.iter(*o)?);
    }
    let only = if let [it] = &*iters { it.clone() } else { Owned::NONE };
    Ok(made(cls, Map { func: func.own(), only, iters, strict }))
}

/// The Python function that a `map` calls.
pub(crate) fn function_of(vm: &Vm, o: Ref<'_>) -> Option<Owned> {
    if !o.ty().is_exactly(Kind::Map) {
        return None;
    }
    o.get::<Map>(vm).map(|m| m.func.clone()).filter(|f| f.lend().ty().is_exactly(Kind::Function))
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(map) = o.get::<Map>(vm) else { return Ok(None) };
    let (func, n, strict) = (map.func.clone(), map.iters.len(), map.strict);
    if let (1, Some(it)) = (n, map.iters.first().cloned()) {
        let Some(x) = vm.next(it.lend())? else { return Ok(None) };
        return vm.call(func.lend(), &[x.lend()]).map(Some);
    }
    let mut items = Vec::with_capacity(n);
    for i in 0..n {
        let Some(it) = o.get::<Map>(vm).map(|m| m.iters[i].clone()) else { return Ok(None) };
        match vm.next(it.lend())? {
            Some(x) => items.push(x),
            None if strict => return check_ends(vm, "map", i, n, |vm, i| o.get::<Map>(vm).map(|m| m.iters[i].clone())),
            None => return Ok(None),
        }
    }
    vm.call(func.lend(), Owned::lend_all(&items)).map(Some)
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(map) = a.get(0).get::<Map>(vm) else { return Ok(Owned::NONE) };
    let strict = map.strict;
    let args = std::iter::once(map.func.clone()).chain(map.iters.iter().cloned()).collect();
    let mut parts = vec![a.get(0).ty().as_ref().own(), vm.tuple(args)];
    if strict {
        parts.push(Owned::bool(true));
    }
    Ok(vm.tuple(parts))
}

fn set_state(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let strict = vm.truth(a.get(1))?;
    if let Some(map) = a.get(0).get_mut::<Map>(vm) {
        map.strict = strict;
    }
    Ok(Owned::NONE)
}
