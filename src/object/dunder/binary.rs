//! Generic slots of binary operators: CPython's `SLOT1BIN` with both operand orders and the priority of subclasses.

use super::generic::call;
use crate::object::{BinOp, BinaryFn, Owned, PyResult, Ref, TypeObj, Value, Vm};

/// The generic functions by operator. Comparisons with a type's slot go through this table, so that addresses agree.
pub(super) static BINARY: [BinaryFn; BinOp::COUNT] = [
    binary::<0>,
    binary::<1>,
    binary::<2>,
    binary::<3>,
    binary::<4>,
    binary::<5>,
    binary::<6>,
    binary::<7>,
    binary::<8>,
    binary::<9>,
    binary::<10>,
    binary::<11>,
    binary::<12>,
];

/// The same for in-place operators.
pub(super) static INPLACE: [BinaryFn; BinOp::COUNT] = [
    inplace::<0>,
    inplace::<1>,
    inplace::<2>,
    inplace::<3>,
    inplace::<4>,
    inplace::<5>,
    inplace::<6>,
    inplace::<7>,
    inplace::<8>,
    inplace::<9>,
    inplace::<10>,
    inplace::<11>,
    inplace::<12>,
];

fn is_generic(ty: &TypeObj, op: usize) -> bool {
    ty.slots().binary[op].is_some_and(|f| std::ptr::fn_addr_eq(f, BINARY[op]))
}

fn binary<const OP: usize>(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let (ta, tb) = (a.ty(), b.ty());
    let same = std::ptr::eq(ta, tb);
    let mut other = !same && is_generic(tb, OP);
    let (name, reflected) = (vm.names.binary[OP], vm.names.reflected[OP]);
    if is_generic(ta, OP) {
        if other && tb.is_subtype(ta) && overloaded(ta, tb, reflected) {
            let r = maybe(vm, b, reflected, a)?;
            if r.value() != Value::NOT_IMPLEMENTED {
                return Ok(r);
            }
            other = false;
        }
        let r = maybe(vm, a, name, b)?;
        if r.value() != Value::NOT_IMPLEMENTED || same {
            return Ok(r);
        }
    }
    if other { maybe(vm, b, reflected, a) } else { Ok(Owned::NOT_IMPLEMENTED) }
}

/// Whether the right operand's class has another reflected method than the left's.
fn overloaded(left: &TypeObj, right: &TypeObj, reflected: Ref<'_>) -> bool {
    match (left.lookup(reflected), right.lookup(reflected)) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(x), Some(y)) => !x.is(y),
    }
}

fn maybe(vm: &mut Vm, o: Ref<'_>, name: Ref<'static>, arg: Ref<'_>) -> PyResult {
    Ok(vm.call_special(o, name, &[arg])?.unwrap_or(Owned::NOT_IMPLEMENTED))
}

fn inplace<const OP: usize>(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let name = vm.names.inplace[OP];
    call(vm, a, name, &[b])
}

/// `__pow__` with a modulus.
pub(super) fn pow_mod(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, modulus: Ref<'_>) -> PyResult {
    let op = BinOp::Pow as usize;
    if is_generic(a.ty(), op) {
        let name = vm.names.binary[op];
        let r = vm.call_special(a, name, &[b, modulus])?;
        return Ok(r.unwrap_or(Owned::NOT_IMPLEMENTED));
    }
    if is_generic(b.ty(), op) {
        let name = vm.names.reflected[op];
        let r = vm.call_special(b, name, &[a, modulus])?;
        return Ok(r.unwrap_or(Owned::NOT_IMPLEMENTED));
    }
    Ok(Owned::NOT_IMPLEMENTED)
}
