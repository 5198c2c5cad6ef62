//! Classes that keep an argument in a field, or show it differently: `StopIteration`, `SystemExit`, `KeyError`, `NameError`,
//! `AttributeError`.

use super::base::{positional, str as base_str};
use super::fields::{args_of, field, set_keywords};
use crate::object::{Args, CallArgs, Exc, FnDef, LazySignature, Owned, PyResult, Ref, TypeDef, Vm, bind};

pub(super) fn defs() -> Vec<TypeDef> {
    vec![
        TypeDef::exception(Exc::StopIteration, &["value"]).slots(|s| s.init = Some(stop_iteration)),
        TypeDef::exception(Exc::SystemExit, &["code"]).slots(|s| s.init = Some(system_exit)),
        TypeDef::exception(Exc::KeyError, &[]).slots(|s| s.str = Some(key_error)),
        TypeDef::exception(Exc::NameError, &["name"]).slots(|s| s.init = Some(name_error)),
        TypeDef::exception(Exc::AttributeError, &["obj", "name"])
            .slots(|s| s.init = Some(attribute_error))
            .methods(ATTRIBUTE_ERROR),
    ]
}

fn stop_iteration(vm: &mut Vm, e: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    super::base::init(vm, e, args)?;
    let value = args.all.first().copied().unwrap_or(Ref::NONE);
    vm.set_own_attr(e, "value", value.own());
    Ok(())
}

fn system_exit(vm: &mut Vm, e: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    super::base::init(vm, e, args)?;
    let code = match args.all {
        [] => Owned::NONE,
        [one] => one.own(),
        all => vm.tuple_of(all),
    };
    vm.set_own_attr(e, "code", code);
    Ok(())
}

/// A single argument as `repr` writes it, so that `KeyError('')` says something.
fn key_error(vm: &mut Vm, e: Ref<'_>) -> PyResult {
    match &args_of(vm, e)[..] {
        [one] => vm.repr(one.lend()),
        _ => base_str(vm, e),
    }
}

static NAME_ERROR: LazySignature = LazySignature::new("(*args, **kwargs)");

fn name_error(vm: &mut Vm, e: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    positional(vm, e, args);
    bind(vm, "NameError", &NAME_ERROR, args, |vm, a| set_keywords(vm, e, "NameError", &["name"], a.extra))
}

fn attribute_error(vm: &mut Vm, e: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    positional(vm, e, args);
    bind(vm, "AttributeError", &NAME_ERROR, args, |vm, a| {
        set_keywords(vm, e, "AttributeError", &["name", "obj"], a.extra)
    })
}

static ATTRIBUTE_ERROR: &[FnDef] =
    &[FnDef::new("__getstate__", "($self, /)", state, ""), FnDef::new("__reduce__", "($self, /)", reduce, "")];

/// The dict with `name` and `args`; `obj` may not be picklable and stays behind.
fn state(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let e = a.get(0);
    let d = vm.attrs_snapshot(e);
    if let Some(n) = field(vm, e, "name") {
        vm.dict_set_name(d.lend(), "name", n);
    }
    let args = vm.tuple(args_of(vm, e));
    vm.dict_set_name(d.lend(), "args", args);
    Ok(d)
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let args = vm.tuple(args_of(vm, a.get(0)));
    let state = state(vm, a)?;
    Ok(vm.tuple(vec![a.get(0).ty().as_ref().own(), args, state]))
}
