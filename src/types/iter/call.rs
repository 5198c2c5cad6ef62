//! The type `callable_iterator`: `iter(callable, sentinel)`.

use super::state::{builtin, empty_iterator, iter_self};
use crate::object::{Args, CallIter, Exc, FnDef, Kind, Owned, PyResult, Raised, Ref, TypeDef, TypeFlags, Vm};

pub(super) fn def() -> TypeDef {
    TypeDef::of::<CallIter>("callable_iterator", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.iter = Some(iter_self);
            s.next = Some(next);
        })
        .methods(METHODS)
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some((f, sentinel)) = o.get::<CallIter>(vm).and_then(|it| it.state.clone()) else { return Ok(None) };
    match vm.call(f.lend(), &[]) {
        Ok(v) if !vm.equal(sentinel.lend(), v.lend())? => return Ok(Some(v)),
        Ok(_) => {}
        Err(Raised) if vm.raised_is(Exc::StopIteration) => drop(vm.take_raised()),
        Err(e) => return Err(e),
    }
    if let Some(it) = o.get_mut::<CallIter>(vm) {
        let old = it.state.take();
        drop(old);
    }
    Ok(None)
}

static METHODS: &[FnDef] = &[FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling.")];

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some((f, sentinel)) = a.get(0).get::<CallIter>(vm).and_then(|it| it.state.clone()) else {
        return empty_iterator(vm, Kind::Tuple);
    };
    let (iter, args) = (builtin(vm, "iter"), vm.tuple(vec![f, sentinel]));
    Ok(vm.tuple(vec![iter, args]))
}
