//! Calls of classes that handlers carry out themselves: `object.__new__`, then `__init__` as a frame.

#![allow(unsafe_code, reason = "looks at types that are alive on the stack")]

use crate::machine::Direct;
use crate::object::{Function, Instance, Kind, Ref, TypeFlags, Value, type_for};

/// In a type's `construction`: calls do more than make a plain instance.
const OTHER: u64 = 1;
/// In a type's `construction`: a plain instance, and no `__init__`.
const BARE: u64 = 2;

/// The `__init__` of a class whose calls make a plain instance. `None`: calling the class is more than that. The answer is
/// kept in the type: finding it takes five lookups.
#[inline(always)]
pub(crate) fn plain_class(d: &mut Direct, c: Value, nargs: usize) -> Option<Option<Value>> {
    // SAFETY: the operand is alive on the stack.
    let r: Ref<'_> = unsafe { Ref::from_value(c) };
    let ty = r.as_type()?;
    let (version, known) = ty.construction();
    let known = if version == ty.version_now() && version != 0 {
        known
    } else {
        // SAFETY: there is one VM.
        let known = match classify(r, unsafe { (*d.vm).names }, 0) {
            None => OTHER,
            Some(None) => BARE,
            Some(Some(init)) => init.bits(),
        };
        ty.set_construction((ty.version(), known));
        known
    };
    match known {
        OTHER => None,
        BARE => {
            if nargs == 0 {
                Some(None)
            } else {
                None
            }
        }
        init => Some(Value::from_bits(init)),
    }
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
