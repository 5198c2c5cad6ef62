//! `repr`, `str`, hash and comparison of any object.

use crate::object::{CmpOp, Owned, PyResult, Ref, Value, Vm};
use crate::types::type_::full_name;

/// `<module.Class object at 0x…>`.
pub(super) fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let name = full_name(vm, o.ty());
    Ok(Owned::string(format!("<{name} object at {:#x}>", o.value().bits())))
}

/// `str(o)` is `repr(o)`.
pub(super) fn str(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    vm.repr(o)
}

/// The address, whose low bits say nothing, rotated.
pub(super) fn hash(_: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    match o.value().bits().rotate_right(4) as i64 {
        -1 => Ok(-2),
        h => Ok(h),
    }
}

/// Equal to itself only; `!=` is what `==` is not; no order.
pub(super) fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    match op {
        CmpOp::Eq if a.is(b) => Ok(Owned::bool(true)),
        CmpOp::Ne => {
            let Some(f) = a.ty().slots().compare else { return Ok(Owned::NOT_IMPLEMENTED) };
            let r = f(vm, a, b, CmpOp::Eq)?;
            if r.value() == Value::NOT_IMPLEMENTED {
                return Ok(r);
            }
            let equal = vm.truth(r.lend())?;
            Ok(Owned::bool(!equal))
        }
        _ => Ok(Owned::NOT_IMPLEMENTED),
    }
}
