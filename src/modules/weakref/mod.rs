//! `weakref`: references and proxies are native; dictionaries, sets and `finalize` are `python/weakref.py`.

use super::{ModuleDef, add_types, python};
use crate::object::{Args, FnDef, Kind, Owned, PyResult, Ref, Vm, weak};
use crate::types::weakref::check;

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef { name: "weakref", doc: "Weak reference support for Python.", functions: FUNCTIONS, fill }
}

static FUNCTIONS: &[FnDef] = &[
    FnDef::new(
        "proxy",
        "(object, callback=None, /)",
        proxy,
        "Create a proxy object that weakly references 'object'.\n\n'callback', if given, is called with a reference to the\nproxy when 'object' is about to be finalized.",
    ),
    FnDef::new(
        "getweakrefcount",
        "(object, /)",
        |_, a| Ok(Owned::usize(weak::all(a.get(0)).len())),
        "Return the number of weak references to 'object'.",
    ),
    FnDef::new(
        "getweakrefs",
        "(object, /)",
        |vm, a| {
            let all = weak::all(a.get(0));
            Ok(vm.list(all))
        },
        "Return a list of all weak reference objects pointing to 'object'.",
    ),
];

fn proxy(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    check(vm, a.get(0))?;
    let kind = if super::is_callable(a.get(0)) { Kind::WeakCallableProxy } else { Kind::WeakProxy };
    Ok(weak::make_proxy(kind.ty().expect_type(), a.get(0), a.some(1).map(Ref::own)))
}

fn fill(vm: &mut Vm, dict: Ref<'_>) -> PyResult<()> {
    add_types(vm, dict, &[Kind::WeakRef, Kind::WeakProxy, Kind::WeakCallableProxy]);
    vm.dict_set_name(dict, "ref", Kind::WeakRef.ty().own());
    let proxies = vm.tuple(vec![Kind::WeakProxy.ty().own(), Kind::WeakCallableProxy.ty().own()]);
    vm.dict_set_name(dict, "ProxyTypes", proxies);
    python::complete_on_demand(vm, dict);
    Ok(())
}
