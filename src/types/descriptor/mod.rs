//! Descriptors: `property`, `classmethod`, `staticmethod`, and the attributes of types that are written in Rust.

mod getset;
mod member;
mod property;
mod wrapped;

pub use property::Property;

use crate::object::{Function, Ref, TypeDef, Value, Vm, member};

/// The types.
pub fn defs() -> Vec<TypeDef> {
    vec![getset::def(), member::def(), property::def(), wrapped::class_method(), wrapped::static_method()]
}

/// The slot that a descriptor of `__slots__` reads and writes.
pub(crate) fn member_slot(f: Ref<'_>) -> Option<u32> {
    member(f).filter(|m| !m.none_when_unset).map(|m| m.slot)
}

/// The getter of a property, where it is a Python function.
pub(crate) fn property_getter(vm: &mut Vm, f: Ref<'_>) -> Option<Value> {
    if !f.ty().is_exactly(crate::object::Kind::Property) {
        return None;
    }
    let getter = f.get::<Property>(vm).map(|p| p.get.lend()).filter(|g| g.is_a::<Function>())?;
    Some(getter.value())
}

/// The setter of a property, where it is a Python function.
pub(crate) fn property_setter(vm: &mut Vm, f: Ref<'_>) -> Option<Value> {
    if !f.ty().is_exactly(crate::object::Kind::Property) {
        return None;
    }
    let setter = f.get::<Property>(vm).map(|p| p.set.lend()).filter(|g| g.is_a::<Function>())?;
    Some(setter.value())
}
