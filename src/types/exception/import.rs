//! `ImportError`: message, name and path in fields.

use super::base::{positional, str as base_str};
use super::fields::{args_of, field};
use crate::object::{Args, CallArgs, Exc, FnDef, LazySignature, Owned, PyResult, Ref, Str, TypeDef, Vm, bind};

pub(super) fn defs() -> Vec<TypeDef> {
    vec![
        TypeDef::exception(Exc::ImportError, &["msg", "name", "path", "name_from"])
            .slots(|s| {
                s.init = Some(init);
                s.str = Some(str);
            })
            .methods(METHODS),
    ]
}

static SIGNATURE: LazySignature = LazySignature::new("(*args, **kwargs)");

fn init(vm: &mut Vm, e: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    positional(vm, e, args);
    if let [one] = args.pos() {
        vm.set_own_attr(e, "msg", one.own());
    }
    bind(vm, "ImportError", &SIGNATURE, args, |vm, a| {
        for (key, value) in a.extra {
            let key = vm.lossy(*key);
            if !matches!(key.as_str(), "name" | "path" | "name_from") {
                return Err(vm.type_error(format!("ImportError() got an unexpected keyword argument '{key}'")));
            }
            vm.set_own_attr(e, &key, value.own());
        }
        Ok(())
    })
}

fn str(vm: &mut Vm, e: Ref<'_>) -> PyResult {
    match field(vm, e, "msg") {
        Some(m) if m.lend().is_a::<Str>() => Ok(m),
        _ => base_str(vm, e),
    }
}

static METHODS: &[FnDef] = &[FnDef::new("__reduce__", "($self, /)", reduce, "")];

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let e = a.get(0);
    let state = vm.attrs_snapshot(e);
    for name in ["name", "path", "name_from"] {
        if let Some(v) = field(vm, e, name).filter(|v| !v.lend().is_none()) {
            vm.dict_set_name(state.lend(), name, v);
        }
    }
    let args = vm.tuple(args_of(vm, e));
    let mut parts = vec![e.ty().as_ref().own(), args];
    if state.lend().as_dict(vm).is_some_and(|d| !d.is_empty()) {
        parts.push(state);
    }
    Ok(vm.tuple(parts))
}

/// Whether a value is there and is no `None`.
pub(super) fn present(v: Option<Owned>) -> Option<Owned> {
    v.filter(|v| !v.lend().is_none())
}
