//! Calls of classes that handlers carry out themselves: `object.__new__`, then `__init__` as a frame.

#![allow(unsafe_code, reason = "looks at types that are alive on the stack")]

use crate::machine::Direct;
use crate::object::{Function, Instance, Kind, Ref, TypeFlags, Value, type_for};

/// The `__init__` of a class whose calls make a plain instance. `None`: calling the class is more than that.
#[inline(always)]
pub(crate) fn plain_class(d: &mut Direct, c: Value, nargs: usize) -> Option<Option<Value>> {
    // SAFETY: the operand is alive on the stack.
    let r: Ref<'_> = unsafe { Ref::from_value(c) };
    // SAFETY: there is one VM.
    classify(r, unsafe { (*d.vm).names }, nargs)
}

/// The same for any reference.
pub(crate) fn classify(c: Ref<'_>, names: crate::object::WellKnownNames, nargs: usize) -> Option<Option<Value>> {
    let ty = c.as_type()?;
    if !ty.is_class() || ty.has(TypeFlags::ABSTRACT) || !ty.is_layout_of::<Instance>() {
        return None;
    }
    // A metaclass may define `__call__`.
    if !ty.as_ref().ty().is_exactly(Kind::Type) {
        return None;
    }
    let object = type_for(Kind::Object);
    let new = ty.lookup(names.new)?;
    if !new.is(object.lookup(names.new)?) {
        return None;
    }
    let init = ty.lookup(names.init)?;
    if init.is_a::<Function>() {
        return Some(Some(init.value()));
    }
    if init.is(object.lookup(names.init)?) && nargs == 0 { Some(None) } else { None }
}
