//! `isinstance`, `issubclass`, `callable`.

use crate::object::{Args, Owned, PyResult, Ref, Vm};

pub(super) fn isinstance(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(crate::types::type_::is_instance(vm, a.get(0), a.get(1))?))
}

pub(super) fn issubclass(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(is_subclass(vm, a.get(0), a.get(1))?))
}

fn is_subclass(vm: &mut Vm, sub: Ref<'_>, class: Ref<'_>) -> PyResult<bool> {
    if let Some(all) = class.as_tuple(vm).map(<[Owned]>::to_vec) {
        for c in &all {
            if vm.recurse(" in __subclasscheck__", |vm| is_subclass(vm, sub, c.lend()))? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    let name = vm.names.subclasscheck;
    match vm.call_special(class, name, &[sub])? {
        Some(r) => vm.truth(r.lend()),
        None => Err(vm.type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union")),
    }
}

pub(super) fn callable(_: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(a.get(0).ty().slots().call.is_some()))
}
