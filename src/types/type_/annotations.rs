//! `__annotations__` and `__annotate__` of classes (PEP 649): computed when somebody asks.

use crate::object::{Owned, PyResult, Ref, TypeObj, Vm};

/// Calls an annotate function for format 1, values, and checks what it returns.
///
/// # Errors
/// What the function raises; `TypeError` when it returns no dict.
pub fn call_annotate(vm: &mut Vm, f: Ref<'_>) -> PyResult {
    let r = vm.call(f, &[Owned::int(1).lend()])?;
    if r.lend().as_dict(vm).is_some() {
        return Ok(r);
    }
    let name = r.lend().ty().message_name();
    Err(vm.type_error(format!("__annotate__() must return a dict, not {name}")))
}

fn own(ty: &TypeObj, name: Ref<'_>) -> Option<Owned> {
    ty.names().dict.get(name).map(Ref::own)
}

/// `cls.__annotate__`.
pub(super) fn get_annotate(vm: &mut Vm, cls: Ref<'_>) -> PyResult {
    let ty = cls.expect_type();
    if !ty.is_class() {
        let (name, key) = (ty.name().to_owned(), vm.names.annotate);
        return Err(vm.attribute_error(cls, key, format!("type object '{name}' has no attribute '__annotate__'")));
    }
    let names = [vm.names.annotate_func, vm.names.annotate];
    Ok(names.iter().find_map(|n| own(ty, *n)).unwrap_or(Owned::NONE))
}

/// `cls.__annotate__ = f`.
pub(super) fn set_annotate(vm: &mut Vm, cls: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let ty = super::getters::mutable(vm, cls, "__annotate__")?;
    let Some(f) = value else { return Err(vm.type_error("cannot delete __annotate__ attribute")) };
    if !f.is_none() && f.ty().slots().call.is_none() {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    let (key, cache) = (vm.names.annotate_func, vm.intern("__annotations_cache__"));
    ty.names().dict.insert(key.own(), f.own());
    if !f.is_none() {
        drop(ty.names().dict.remove(cache.lend()));
    }
    ty.modified();
    Ok(())
}

/// `cls.__annotations__`: what was assigned, or what `__annotate__` gives, kept for next time.
pub(super) fn get(vm: &mut Vm, cls: Ref<'_>) -> PyResult {
    let ty = cls.expect_type();
    let key = vm.names.annotations;
    if !ty.is_class() {
        let name = ty.name().to_owned();
        return Err(vm.attribute_error(cls, key, format!("type object '{name}' has no attribute '__annotations__'")));
    }
    let cache = vm.intern("__annotations_cache__");
    if let Some(a) = own(ty, key).or_else(|| own(ty, cache.lend())) {
        return match a.lend().ty().slots().descr_get {
            Some(get) => get(vm, a.lend(), None, cls),
            None => Ok(a),
        };
    }
    let f = get_annotate(vm, cls)?;
    let made = if f.lend().is_none() { vm.dict() } else { call_annotate(vm, f.lend())? };
    ty.names().dict.insert(cache, made.clone());
    ty.modified();
    Ok(made)
}

/// `cls.__annotations__ = d`, or `del`.
pub(super) fn set(vm: &mut Vm, cls: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let ty = super::getters::mutable(vm, cls, "__annotations__")?;
    let (key, cache) = (vm.names.annotations, vm.intern("__annotations_cache__"));
    let there = own(ty, key).is_some();
    match value {
        Some(v) => {
            let name = if there { key.own() } else { cache };
            drop(ty.names().dict.insert(name, v.own()));
        }
        None => {
            let gone = ty.names().dict.remove(key).or_else(|| ty.names().dict.remove(cache.lend()));
            if gone.is_none() {
                return Err(vm.attribute_error(cls, key, "__annotations__".to_owned()));
            }
        }
    }
    for name in [vm.names.annotate_func, vm.names.annotate] {
        drop(ty.names().dict.remove(name));
    }
    ty.modified();
    Ok(())
}
