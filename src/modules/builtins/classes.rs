//! `isinstance`, `issubclass`, `callable`, `__build_class__`.

use crate::interp::entry::run_class_body;
use crate::object::{Args, Owned, PyResult, Vm};
use crate::types::type_::{finish_class, prepare_class};

pub(super) fn isinstance(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(crate::types::type_::is_instance(vm, a.get(0), a.get(1))?))
}

pub(super) fn issubclass(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(vm.is_subclass(a.get(0), a.get(1))?))
}

/// What a `class` statement calls: the body's function, the name, the bases, keywords.
pub(super) fn build_class(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (func, name) = (a.get(0), a.get(1));
    if name.as_text(vm).is_none() {
        return Err(vm.type_error("__build_class__: name is not a string"));
    }
    let keywords = a.extra.iter().map(|(k, v)| (k.own(), v.own()));
    let class = prepare_class(vm, name, a.rest, keywords)?;
    let cell = run_class_body(vm, func, class.namespace.lend())?;
    finish_class(vm, &class, cell.lend())
}

pub(super) fn callable(_: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::bool(a.get(0).ty().slots().call.is_some()))
}
