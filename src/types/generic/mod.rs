//! Type parameters: `TypeVar`, `ParamSpec`, `TypeVarTuple`, type aliases, `Generic` (PEPs 484, 612, 646, 695, 696).
//!
//! Bounds, constraints, defaults and values of aliases written in the new syntax come as functions, which are called when
//! somebody asks. What needs the `typing` module (substitution, `Generic[…]`) imports it then.

mod alias;
mod base;
mod no_default;
mod param_spec;
mod parameter;
mod type_var;
mod type_var_tuple;

pub(crate) use alias::type_alias;
pub(crate) use base::generic_base;
pub use base::generic_class;
pub use no_default::no_default;
pub(crate) use param_spec::param_spec;
pub(crate) use parameter::set_default;
pub(crate) use type_var::type_var;
pub(crate) use type_var_tuple::type_var_tuple;

use crate::object::{Exc, Owned, PyResult, Ref, TypeDef, Vm};

/// The types.
pub fn defs() -> Vec<TypeDef> {
    let mut defs = vec![type_var::def(), type_var_tuple::def(), alias::def(), no_default::def()];
    defs.extend(param_spec::defs());
    defs
}

/// A function of the `typing` module, or of what stands in for it where there is none.
fn from_typing(vm: &mut Vm, name: &str) -> PyResult {
    let typing = vm.import("typing");
    let typing = match vm.catch(typing, Exc::ModuleNotFoundError)? {
        Ok(typing) => typing,
        Err(_) => vm.import("_generics")?,
    };
    vm.get_attr_str(typing.lend(), name)
}

/// Calls a function of the `typing` module.
fn call_typing(vm: &mut Vm, name: &str, args: &[Ref<'_>]) -> PyResult {
    let f = from_typing(vm, name)?;
    vm.call(f.lend(), args)
}

/// Calls a function that computes a bound, a default or a value, for format 1.
fn evaluate(vm: &mut Vm, f: Ref<'_>) -> PyResult {
    vm.call(f, &[Owned::int(1).lend()])
}

/// `__module__` of what Python code makes: the name of the calling module.
fn set_module(vm: &mut Vm, o: Ref<'_>) {
    let Some(globals) = vm.current_globals() else { return };
    let name = vm.names.name;
    if let Some(m) = vm.dict_get_str(globals.lend(), name) {
        let key = vm.names.module;
        vm.store_instance_attr(o, key, m);
    }
}
