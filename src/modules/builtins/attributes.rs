//! `getattr`, `setattr`, `hasattr`, `delattr`.

use crate::object::{Args, Exc, Owned, PyResult, Ref, Str, Vm};

fn name_of(vm: &mut Vm, name: Ref<'_>, message: &str) -> PyResult<()> {
    if name.is_a::<Str>() {
        return Ok(());
    }
    let got = name.ty().message_name();
    Err(vm.type_error(format!("{message}attribute name must be string, not '{got}'")))
}

pub(super) fn getattr(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    name_of(vm, a.get(1), "")?;
    let found = vm.get_attr(a.get(0), a.get(1));
    match a.opt(2) {
        None => found,
        Some(default) => Ok(vm.catch(found, Exc::AttributeError)?.unwrap_or_else(|_| default.own())),
    }
}

pub(super) fn hasattr(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    name_of(vm, a.get(1), "")?;
    Ok(Owned::bool(vm.get_attr_opt(a.get(0), a.get(1))?.is_some()))
}

pub(super) fn setattr(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    name_of(vm, a.get(1), "")?;
    vm.set_attr(a.get(0), a.get(1), Some(a.get(2)))?;
    Ok(Owned::NONE)
}

pub(super) fn delattr(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    name_of(vm, a.get(1), "")?;
    vm.set_attr(a.get(0), a.get(1), None)?;
    Ok(Owned::NONE)
}
