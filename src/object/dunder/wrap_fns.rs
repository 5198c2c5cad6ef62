//! How slot wrappers call slots: one function per slot signature.

use crate::object::{BinOp, BinaryFn, CallArgs, CmpOp, Owned, PyResult, Ref, SetFn, Slots, TypeBody, UnaryFn, Vm};

fn missing(vm: &mut Vm) -> crate::object::Raised {
    vm.system_error("slot is empty")
}

pub(super) fn unary(vm: &mut Vm, slot: Option<UnaryFn>, o: Ref<'_>) -> PyResult {
    match slot {
        Some(f) => f(vm, o),
        None => Err(missing(vm)),
    }
}

pub(super) fn binary(vm: &mut Vm, slot: Option<BinaryFn>, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    match slot {
        Some(f) => f(vm, a, b),
        None => Err(missing(vm)),
    }
}

pub(super) fn set(vm: &mut Vm, slot: Option<SetFn>, o: Ref<'_>, key: Ref<'_>, value: Option<Ref<'_>>) -> PyResult {
    match slot {
        Some(f) => f(vm, o, key, value).map(|()| Owned::NONE),
        None => Err(missing(vm)),
    }
}

/// Operators that are no sequence's.
pub(super) fn nothing(_: &Slots) -> Option<BinaryFn> {
    None
}

pub(super) fn concat(s: &Slots) -> Option<BinaryFn> {
    s.concat
}

pub(super) fn repeat(s: &Slots) -> Option<BinaryFn> {
    s.repeat
}

pub(super) fn inplace_concat(s: &Slots) -> Option<BinaryFn> {
    s.inplace_concat
}

pub(super) fn inplace_repeat(s: &Slots) -> Option<BinaryFn> {
    s.inplace_repeat
}

pub(super) fn hash(vm: &mut Vm, s: &Slots, o: Ref<'_>, _: &CallArgs<'_>) -> PyResult {
    match s.hash {
        Some(f) => f(vm, o).map(Owned::int),
        None => Err(missing(vm)),
    }
}

pub(super) fn compare(vm: &mut Vm, s: &Slots, o: Ref<'_>, a: &CallArgs<'_>, op: CmpOp) -> PyResult {
    match s.compare {
        Some(f) => f(vm, o, a.all[0], op),
        None => Ok(Owned::NOT_IMPLEMENTED),
    }
}

pub(super) fn getattribute(vm: &mut Vm, s: &Slots, o: Ref<'_>, a: &CallArgs<'_>) -> PyResult {
    let name = attribute_name(vm, a.all[0])?;
    match s.getattr {
        Some(f) => f(vm, o, name),
        None => vm.generic_get_attr(o, name),
    }
}

fn attribute_name<'a>(vm: &mut Vm, name: Ref<'a>) -> PyResult<Ref<'a>> {
    if name.as_text(vm).is_some() {
        return Ok(name);
    }
    let class = name.ty().message_name();
    Err(vm.type_error(format!("attribute name must be string, not '{class}'")))
}

pub(super) fn setattr(vm: &mut Vm, s: &Slots, o: Ref<'_>, a: &CallArgs<'_>) -> PyResult {
    store(vm, s, o, a.all[0], Some(a.all[1]))
}

pub(super) fn delattr(vm: &mut Vm, s: &Slots, o: Ref<'_>, a: &CallArgs<'_>) -> PyResult {
    store(vm, s, o, a.all[0], None)
}

fn store(vm: &mut Vm, s: &Slots, o: Ref<'_>, name: Ref<'_>, value: Option<Ref<'_>>) -> PyResult {
    let name = attribute_name(vm, name)?;
    match s.setattr {
        Some(f) => f(vm, o, name, value)?,
        None => {
            if o.is_a::<TypeBody>() {
                // `object.__setattr__(int, …)` would get past the protection of types.
                let what = if value.is_some() { "__setattr__" } else { "__delattr__" };
                let class = o.ty().message_name();
                return Err(vm.type_error(format!("can't apply this {what} to {class} object")));
            }
            vm.generic_set_attr(o, name, value)?;
        }
    }
    Ok(Owned::NONE)
}

pub(super) fn call(vm: &mut Vm, s: &Slots, o: Ref<'_>, a: &CallArgs<'_>) -> PyResult {
    match s.call {
        Some(f) => f(vm, o, a),
        None => Err(missing(vm)),
    }
}

pub(super) fn init(vm: &mut Vm, s: &Slots, o: Ref<'_>, a: &CallArgs<'_>) -> PyResult {
    match s.init {
        Some(f) => f(vm, o, a).map(|()| Owned::NONE),
        None => Err(missing(vm)),
    }
}

pub(super) fn next(vm: &mut Vm, s: &Slots, o: Ref<'_>, _: &CallArgs<'_>) -> PyResult {
    let Some(f) = s.next else { return Err(missing(vm)) };
    vm.stopped_with();
    match f(vm, o)? {
        Some(item) => Ok(item),
        None => {
            let value = vm.stopped_with();
            Err(vm.stop_iteration(value))
        }
    }
}

pub(super) fn len(vm: &mut Vm, s: &Slots, o: Ref<'_>, _: &CallArgs<'_>) -> PyResult {
    match s.len {
        Some(f) => f(vm, o).map(Owned::usize),
        None => Err(missing(vm)),
    }
}

pub(super) fn contains(vm: &mut Vm, s: &Slots, o: Ref<'_>, a: &CallArgs<'_>) -> PyResult {
    match s.contains {
        Some(f) => f(vm, o, a.all[0]).map(Owned::bool),
        None => Err(missing(vm)),
    }
}

pub(super) fn bool(vm: &mut Vm, s: &Slots, o: Ref<'_>, _: &CallArgs<'_>) -> PyResult {
    match s.bool {
        Some(f) => f(vm, o).map(Owned::bool),
        None => Err(missing(vm)),
    }
}

pub(super) fn descr_get(vm: &mut Vm, s: &Slots, d: Ref<'_>, a: &CallArgs<'_>) -> PyResult {
    let Some(f) = s.descr_get else { return Err(missing(vm)) };
    let o = Some(a.all[0]).filter(|o| !o.is_none());
    let owner = a.all.get(1).copied().filter(|t| !t.is_none());
    match (o, owner) {
        (None, None) => Err(vm.type_error("__get__(None, None) is invalid")),
        (Some(o), None) => f(vm, d, Some(o), o.ty().as_ref()),
        (o, Some(t)) => f(vm, d, o, t),
    }
}

fn power(vm: &mut Vm, s: &Slots, a: Ref<'_>, b: Ref<'_>, modulus: Option<Ref<'_>>) -> PyResult {
    match (modulus.filter(|m| !m.is_none()), s.pow_mod) {
        (Some(m), Some(f)) => f(vm, a, b, m),
        (Some(_), None) => Ok(Owned::NOT_IMPLEMENTED),
        (None, _) => binary(vm, s.binary[BinOp::Pow as usize], a, b),
    }
}

pub(super) fn pow(vm: &mut Vm, s: &Slots, o: Ref<'_>, a: &CallArgs<'_>) -> PyResult {
    power(vm, s, o, a.all[0], a.all.get(1).copied())
}

pub(super) fn rpow(vm: &mut Vm, s: &Slots, o: Ref<'_>, a: &CallArgs<'_>) -> PyResult {
    power(vm, s, a.all[0], o, a.all.get(1).copied())
}
