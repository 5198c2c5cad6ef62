//! `dir(o)`: names of the object's own attributes, of its class and of the class's bases.

use crate::object::{Owned, PyResult, Ref, TypeObj, Vm};

/// `object.__dir__(o)`: the names, in no particular order, each once.
pub(super) fn dir(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let all = vm.dict();
    let name = vm.names.dict;
    if let Some(d) = vm.get_attr_opt(o, name)?
        && d.lend().as_dict(vm).is_some()
    {
        add_dict(vm, all.lend(), d.lend())?;
    }
    let name = vm.names.class;
    if let Some(cls) = vm.get_attr_opt(o, name)?
        && let Some(ty) = cls.lend().as_type()
    {
        add_type(vm, all.lend(), ty);
    }
    keys(vm, all)
}

/// Names in the namespaces of a class and its bases.
pub fn attributes(vm: &mut Vm, ty: &TypeObj) -> PyResult {
    let all = vm.dict();
    add_type(vm, all.lend(), ty);
    keys(vm, all)
}

fn keys(vm: &mut Vm, all: Owned) -> PyResult {
    let keys = all.lend().as_dict(vm).map(|d| d.keys()).unwrap_or_default();
    Ok(vm.list(keys))
}

fn add_dict(vm: &mut Vm, all: Ref<'_>, d: Ref<'_>) -> PyResult<()> {
    let keys = d.as_dict(vm).map(|d| d.keys()).unwrap_or_default();
    for k in keys {
        vm.dict_set(all, k.lend(), Owned::NONE)?;
    }
    Ok(())
}

fn add_type(vm: &mut Vm, all: Ref<'_>, ty: &TypeObj) {
    let names: Vec<Owned> = ty
        .names()
        .mro
        .iter()
        .rev()
        .flat_map(|t| t.lend().expect_type().names().dict.iter().map(|(k, _)| k.own()).collect::<Vec<_>>())
        .collect();
    for n in names {
        vm.dict_set_str(all, n.lend(), Owned::NONE);
    }
}
