//! Template strings (PEP 750): compiled, not yet made.

use crate::object::{PyResult, Ref, Vm};

/// The template of its strings and interpolations.
///
/// # Errors
/// `NotImplementedError`: there is no such type yet.
pub fn build(vm: &mut Vm, _: Ref<'_>, _: Ref<'_>) -> PyResult {
    Err(vm.not_implemented_error("Taipan does not make template strings yet"))
}

/// An interpolation of a template.
///
/// # Errors
/// `NotImplementedError`: there is no such type yet.
pub fn interpolation(vm: &mut Vm, _: Ref<'_>, _: Ref<'_>, _: Option<Ref<'_>>, _: u32) -> PyResult {
    Err(vm.not_implemented_error("Taipan does not make template strings yet"))
}
