//! `CALL_INTRINSIC_1` and `CALL_INTRINSIC_2`: the runtime's own functions that the compiler calls by number.

use super::ops::slow;
use crate::object::{Exc, Function, List, Owned, PyResult, Ref, Vm, exception_type};
use taipan_bytecode::operand::{Intrinsic1, Intrinsic2};

/// An intrinsic of one operand.
///
/// # Errors
/// What it raises.
pub(crate) fn one(vm: &mut Vm, v: Ref<'_>, which: u32) -> PyResult {
    match Intrinsic1::from_arg(which) {
        Some(Intrinsic1::UnaryPositive) => (slow::POSITIVE.f)(vm, &[v], 0),
        Some(Intrinsic1::ListToTuple) => {
            let items = v.get::<List>(vm).map(List::to_vec).unwrap_or_default();
            Ok(vm.tuple(items))
        }
        Some(Intrinsic1::ImportStar) => {
            let locals = slow::locals(vm);
            (vm.hooks.import_star)(vm, v, locals.lend())?;
            Ok(Owned::NONE)
        }
        Some(Intrinsic1::StopIterationError) => Ok(stop_iteration(vm, v)),
        Some(Intrinsic1::AsyncGenWrap) => crate::types::coroutine::wrap_yielded(vm, v),
        Some(Intrinsic1::TypeVar) => crate::types::generic::type_var(vm, v, None, None),
        Some(Intrinsic1::ParamSpec) => crate::types::generic::param_spec(vm, v),
        Some(Intrinsic1::TypeVarTuple) => crate::types::generic::type_var_tuple(vm, v),
        Some(Intrinsic1::SubscriptGeneric) => crate::types::generic::generic_base(vm, v),
        Some(Intrinsic1::TypeAlias) => crate::types::generic::type_alias(vm, v),
        Some(Intrinsic1::Print) => {
            let sys = vm.import("sys")?;
            vm.call_method(sys.lend(), "displayhook", &[v])
        }
        Some(Intrinsic1::Invalid) | None => Err(vm.system_error("an unknown intrinsic")),
    }
}

/// PEP 479 for code that the compiler wraps: what becomes of an exception that leaves a generator's body.
fn stop_iteration(vm: &mut Vm, e: Ref<'_>) -> Owned {
    let flags = vm.current().map(|f| f.code().code.flags).unwrap_or_default();
    let asynchronous = flags.has(taipan_bytecode::CodeFlags::ASYNC_GENERATOR);
    let stops = e.is_instance(exception_type(Exc::StopIteration))
        || asynchronous && e.is_instance(exception_type(Exc::StopAsyncIteration));
    if !stops {
        return e.own();
    }
    let what = if asynchronous {
        "async generator"
    } else if flags.has(taipan_bytecode::CodeFlags::COROUTINE) {
        "coroutine"
    } else {
        "generator"
    };
    super::generator::stop_iteration_error(vm, e.own(), what)
}

/// An intrinsic of two operands.
///
/// # Errors
/// What it raises.
pub(crate) fn two(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, which: u32) -> PyResult {
    match Intrinsic2::from_arg(which) {
        Some(Intrinsic2::PrepReraiseStar) => crate::types::exception::prep_reraise_star(vm, a, b),
        Some(Intrinsic2::TypeVarWithBound) => crate::types::generic::type_var(vm, a, Some(b), None),
        Some(Intrinsic2::TypeVarWithConstraints) => crate::types::generic::type_var(vm, a, None, Some(b)),
        Some(Intrinsic2::SetFunctionTypeParams) => {
            let params = b.own();
            if let Some(f) = a.get_mut::<Function>(vm) {
                f.type_params = params;
            }
            Ok(a.own())
        }
        Some(Intrinsic2::SetTypeParamDefault) => crate::types::generic::set_default(vm, a, b),
        Some(Intrinsic2::Invalid) | None => Err(vm.system_error("an unknown intrinsic")),
    }
}
