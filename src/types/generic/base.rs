//! `typing.Generic`: the base of classes with type parameters.

use super::type_var_tuple::{TypeVarTuple, unpacked};
use crate::object::{Args, Builtin, CallArgs, ClassMethod, FnDef, Kind, Owned, PyResult, Ref, Vm, new};

#[derive(Default)]
struct Class(Option<Owned>);

static GETITEM: FnDef =
    FnDef::new("__class_getitem__", "(cls, /, *args, **kwargs)", class_getitem, "Parameterizes a generic class.");
static INIT_SUBCLASS: FnDef =
    FnDef::new("__init_subclass__", "(cls, /, *args, **kwargs)", init_subclass, "Function to initialize subclasses.");

/// The class, made when it is first asked for.
///
/// # Errors
/// None in practice.
pub fn generic_class(vm: &mut Vm) -> PyResult {
    if let Some(c) = &vm.extension::<Class>().0 {
        return Ok(c.clone());
    }
    let d = vm.dict();
    for def in [&GETITEM, &INIT_SUBCLASS] {
        let func = new(Builtin { def, this: None, bound: false, module: Owned::str("_typing") });
        vm.dict_set_name(d.lend(), def.name, new(ClassMethod { func }));
    }
    let empty = vm.tuple(vec![]);
    vm.dict_set_name(d.lend(), "__slots__", empty.clone());
    vm.dict_set_name(d.lend(), "__module__", Owned::str("typing"));
    vm.dict_set_name(d.lend(), "__doc__", Owned::str("Abstract base class for generic types."));
    vm.dict_set_name(d.lend(), "_is_protocol", Owned::bool(false));
    let c = vm.call(Kind::Type.ty(), &[Owned::str("Generic").lend(), empty.lend(), d.lend()])?;
    vm.extension::<Class>().0 = Some(c.clone());
    Ok(c)
}

fn forward(vm: &mut Vm, name: &str, a: &Args<'_>) -> PyResult {
    let f = super::from_typing(vm, name)?;
    let mut all: Vec<Ref<'_>> = vec![a.get(0)];
    all.extend_from_slice(a.rest);
    all.extend(a.extra.iter().map(|&(_, v)| v));
    let names: Vec<Ref<'_>> = a.extra.iter().map(|&(k, _)| k).collect();
    vm.call_args(f.lend(), &CallArgs { all: &all, kwnames: &names })
}

fn class_getitem(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    forward(vm, "_generic_class_getitem", a)
}

fn init_subclass(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    forward(vm, "_generic_init_subclass", a)
}

/// `Generic[…]`, the hidden base of a class with type parameters.
///
/// # Errors
/// What `typing` raises.
pub(crate) fn generic_base(vm: &mut Vm, params: Ref<'_>) -> PyResult {
    let all = vm.collect(params)?;
    let mut items = Vec::with_capacity(all.len());
    for p in all {
        items.push(if p.lend().is_a::<TypeVarTuple>() { unpacked(vm, p.lend())? } else { p });
    }
    let items = vm.tuple(items);
    let generic = generic_class(vm)?;
    super::call_typing(vm, "_GenericAlias", &[generic.lend(), items.lend()])
}
