//! Functions on iterables: `all`, `any`, `iter`, `len`, `next`, `sorted`.

use crate::object::{Args, CallArgs, CallIter, Kind, List, Owned, PyResult, Ref, Vm, new};
use crate::types::list;

pub(super) fn len(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    vm.len(a.get(0)).map(Owned::usize)
}

/// Whether some item's truth is `wanted`.
fn some_item(vm: &mut Vm, a: &Args<'_>, wanted: bool) -> PyResult<bool> {
    if a.get(0).ty().is_exactly(Kind::List)
        && let Some(bools) = a.get(0).as_list(vm).and_then(List::as_bools)
    {
        return Ok(bools.contains(&wanted));
    }
    let it = vm.iter(a.get(0))?;
    while let Some(x) = vm.next(it.lend())? {
        if vm.truth(x.lend())? == wanted {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(super) fn all(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(!some_item(vm, a, false)?))
}

pub(super) fn any(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(some_item(vm, a, true)?))
}

pub(super) fn iter(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(sentinel) = a.opt(1) else { return vm.iter(a.get(0)) };
    if a.get(0).ty().slots().call.is_none() {
        return Err(vm.type_error("iter(v, w): v must be callable"));
    }
    Ok(new(CallIter { state: Some((a.get(0).own(), sentinel.own())) }))
}

pub(super) fn next(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match (vm.next(a.get(0))?, a.opt(1)) {
        (Some(x), _) => Ok(x),
        (None, Some(default)) => {
            vm.stopped_with();
            Ok(default.own())
        }
        (None, None) => {
            let value = vm.stopped_with();
            Err(vm.stop_iteration(value))
        }
    }
}

pub(super) fn sorted(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let [iterable] = a.rest else {
        return Err(vm.type_error(format!("sorted expected 1 argument, got {}", a.rest.len())));
    };
    let list = list::from_iterable(vm, *iterable)?;
    let (names, values): (Vec<Ref<'_>>, Vec<Ref<'_>>) = a.extra.iter().copied().unzip();
    let sort = vm.get_attr_str(list.lend(), "sort")?;
    vm.call_args(sort.lend(), &CallArgs { all: &values, kwnames: &names })?;
    Ok(list)
}

pub(super) fn aiter(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(f) = a.get(0).ty().slots().aiter else {
        let name = a.get(0).ty().message_name();
        return Err(vm.type_error(format!("'{name}' object is not an async iterable")));
    };
    let it = f(vm, a.get(0))?;
    if it.lend().ty().slots().anext.is_none() {
        let name = it.lend().ty().message_name();
        return Err(vm.type_error(format!("aiter() returned not an async iterator of type '{name}'")));
    }
    Ok(it)
}

pub(super) fn anext(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(f) = a.get(0).ty().slots().anext else {
        let name = a.get(0).ty().message_name();
        return Err(vm.type_error(format!("'{name}' object is not an async iterator")));
    };
    let awaited = f(vm, a.get(0))?;
    Ok(match a.opt(1) {
        Some(default) => crate::types::async_generator::anext_with_default(awaited, default.own()),
        None => awaited,
    })
}
