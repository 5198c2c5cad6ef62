//! Generic slots of attribute access: `__getattribute__`, then `__getattr__`; `__setattr__` and `__delattr__`.

use super::generic::call;
use super::wrappers::SlotWrapper;
use crate::object::{Exc, PyResult, Ref, Vm};

/// What a class with `__getattr__`, or with a `__getattribute__` of its own, does for `getattr(o, name)`.
pub(super) fn getattr(vm: &mut Vm, o: Ref<'_>, name: Ref<'_>) -> PyResult {
    let r = getattribute(vm, o, name);
    let hook = vm.names.getattr;
    if o.ty().lookup(hook).is_none() {
        return r;
    }
    match vm.catch(r, Exc::AttributeError)? {
        Ok(v) => Ok(v),
        Err(missing) => {
            drop(missing);
            call(vm, o, hook, &[name])
        }
    }
}

/// The `__getattribute__` part.
fn getattribute(vm: &mut Vm, o: Ref<'_>, name: Ref<'_>) -> PyResult {
    let hook = vm.names.getattribute;
    let native = o.ty().lookup(hook).and_then(|f| f.get::<SlotWrapper>(vm)).map(SlotWrapper::owner_slots);
    match native {
        Some(s) => match s.getattr {
            Some(f) => f(vm, o, name),
            None => vm.generic_get_attr(o, name),
        },
        None => call(vm, o, hook, &[name]),
    }
}

/// What a class with `__setattr__` or `__delattr__` does for `setattr(o, name, value)`.
pub(super) fn setattr(vm: &mut Vm, o: Ref<'_>, name: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    match value {
        Some(v) => {
            let hook = vm.names.setattr;
            call(vm, o, hook, &[name, v]).map(drop)
        }
        None => {
            let hook = vm.names.delattr;
            call(vm, o, hook, &[name]).map(drop)
        }
    }
}
