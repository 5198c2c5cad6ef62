//! Functions on numbers: `abs`, `bin`, `divmod`, `hash`, `hex`, `id`, `oct`, `pow`, `round`.

use crate::object::{Args, BinOp, IntRef, Owned, PyResult, Ref, Value, Vm};
use taipan_text::int::{Radix, big_to_radix, i64_to_radix};

pub(super) fn abs(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    match o.ty().slots().abs {
        Some(f) => f(vm, o),
        None => {
            let name = o.ty().message_name();
            Err(vm.type_error(format!("bad operand type for abs(): '{name}'")))
        }
    }
}

fn in_radix(vm: &mut Vm, o: Ref<'_>, radix: Radix) -> PyResult {
    let i = vm.index(o)?;
    let mut out = Vec::new();
    match i.lend().as_int(vm) {
        Some(IntRef::Small(i)) => i64_to_radix(i, radix, true, &mut out),
        Some(IntRef::Big(b)) => big_to_radix(b, radix, true, &mut out),
        None => {}
    }
    Ok(crate::types::str::build::ascii(out))
}

pub(super) fn bin(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    in_radix(vm, a.get(0), Radix::Binary)
}

pub(super) fn oct(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    in_radix(vm, a.get(0), Radix::Octal)
}

pub(super) fn hex(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    in_radix(vm, a.get(0), Radix::LowerHex)
}

pub(super) fn hash(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::int(vm.hash(a.get(0))?))
}

pub(super) fn id(_: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::big(a.get(0).value().bits().into()))
}

pub(super) fn divmod(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (x, y) = (a.get(0), a.get(1));
    let (tx, ty) = (x.ty(), y.ty());
    let (own, reflected) = (vm.names.divmod, vm.names.rdivmod);
    let right_first = !std::ptr::eq(tx, ty) && ty.is_subtype(tx);
    let order = if right_first { [(y, reflected, x), (x, own, y)] } else { [(x, own, y), (y, reflected, x)] };
    for (i, (o, name, other)) in order.into_iter().enumerate() {
        if i == 1 && std::ptr::eq(tx, ty) {
            break;
        }
        if let Some(r) = vm.call_special(o, name, &[other])?
            && r.value() != Value::NOT_IMPLEMENTED
        {
            return Ok(r);
        }
    }
    let (x, y) = (tx.message_name(), ty.message_name());
    Err(vm.type_error(format!("unsupported operand type(s) for divmod(): '{x}' and '{y}'")))
}

pub(super) fn pow(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (x, y) = (a.get(0), a.get(1));
    let Some(m) = a.some(2) else { return vm.binary_op(BinOp::Pow, x, y) };
    let mut tried: Option<crate::object::TernaryFn> = None;
    for f in [x, y, m].into_iter().filter_map(|o| o.ty().slots().pow_mod) {
        if tried.is_some_and(|t| std::ptr::fn_addr_eq(t, f)) {
            continue;
        }
        tried = Some(f);
        let r = f(vm, x, y, m)?;
        if r.value() != Value::NOT_IMPLEMENTED {
            return Ok(r);
        }
    }
    let names = [x, y, m].map(|o| o.ty().message_name());
    Err(vm.type_error(format!(
        "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
        names[0], names[1], names[2]
    )))
}

pub(super) fn round(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let name = vm.names.round;
    let digits = a.some(1);
    match vm.call_special(a.get(0), name, digits.as_slice())? {
        Some(r) => Ok(r),
        None => {
            let name = a.get(0).ty().message_name();
            Err(vm.type_error(format!("type {name} doesn't define __round__ method")))
        }
    }
}
