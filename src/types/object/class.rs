//! `__class__` and `__dict__` of instances.

use crate::object::{GetSetDef, Growth, Owned, PyResult, Ref, TypeObj, Vm, shape};

/// Computed attributes of every object.
pub(super) static GETTERS: &[GetSetDef] =
    &[GetSetDef::get_set("__class__", get_class, set_class, "the object's class")];

fn get_class(_: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(o.ty().as_ref().own())
}

fn set_class(vm: &mut Vm, o: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.type_error("can't delete __class__ attribute")) };
    let Some(new) = value.as_type() else {
        let name = value.ty().message_name();
        return Err(vm.type_error(format!("__class__ must be set to a class, not '{name}' object")));
    };
    let old = o.ty();
    if std::ptr::eq(old, new) {
        return Ok(());
    }
    let module = crate::object::type_for(crate::object::Kind::Module);
    let modules = old.is_subtype(module) && new.is_subtype(module);
    let classes = old.is_class() && new.is_class();
    if !modules && !classes {
        return Err(
            vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses".to_owned())
        );
    }
    if !same_layout(old, new) {
        let (x, y) = (new.name().to_owned(), old.name().to_owned());
        return Err(vm.type_error(format!("__class__ assignment: '{x}' object layout differs from '{y}'")));
    }
    if !o.set_class(new) {
        drop(vm.instance_dict(o));
        o.set_class(new);
    }
    Ok(())
}

/// Whether instances of both have the same body, the same `__slots__` and a dict or none.
fn same_layout(a: &TypeObj, b: &TypeObj) -> bool {
    if a.body.ops.kind != b.body.ops.kind || a.body.attrs_offset != b.body.attrs_offset {
        return false;
    }
    if a.body.attrs_offset == 0 {
        return true;
    }
    let (x, y) = (shape(a.body.root_shape.get()), shape(b.body.root_shape.get()));
    let same_slots = x.names.len() == y.names.len() && x.names.iter().zip(&y.names).all(|(m, n)| m.lend().is(n.lend()));
    same_slots && (x.growth == Growth::Fixed) == (y.growth == Growth::Fixed)
}

/// The `__dict__` of instances; classes whose instances have one carry it in their namespace.
pub static DICT: GetSetDef = GetSetDef::get_set("__dict__", get_dict, set_dict, "dictionary for instance variables");

/// The `__dict__` of built-in types whose instances have attributes.
pub static DICT_GETTERS: &[GetSetDef] = &[GetSetDef::get("__dict__", get_dict, "")];

fn get_dict(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    if !o.ty().has_dict() {
        let (class, name) = (o.ty().message_name(), vm.names.dict);
        return Err(vm.attribute_error(o, name, format!("'{class}' object has no attribute '__dict__'")));
    }
    Ok(vm.instance_dict(o))
}

fn set_dict(vm: &mut Vm, o: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let new: Owned = match value {
        Some(v) if v.as_dict(vm).is_some() => v.own(),
        Some(v) => {
            let name = v.ty().message_name();
            return Err(vm.type_error(format!("__dict__ must be set to a dictionary, not a '{name}'")));
        }
        None => vm.dict(),
    };
    drop(vm.instance_dict(o));
    o.attach_dict(new);
    Ok(())
}
