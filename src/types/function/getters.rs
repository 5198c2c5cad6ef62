//! Attributes of functions. Those that change what a call does tell the caches.

use crate::object::{CodeBody, Function, GetSetDef, Owned, PyResult, Ref, Str, Vm};

pub(super) static GETTERS: &[GetSetDef] = &[
    GetSetDef::get_set("__code__", |vm, f| read(vm, f, |f| &f.code), set_code, ""),
    GetSetDef::get_set("__defaults__", |vm, f| read(vm, f, |f| &f.defaults), set_defaults, ""),
    GetSetDef::get_set("__kwdefaults__", |vm, f| read(vm, f, |f| &f.kwdefaults), set_kwdefaults, ""),
    GetSetDef::get_set("__name__", |vm, f| read(vm, f, |f| &f.name), set_name, ""),
    GetSetDef::get_set("__qualname__", |vm, f| read(vm, f, |f| &f.qualname), set_qualname, ""),
    GetSetDef::get_set("__module__", |vm, f| read(vm, f, |f| &f.module), set_module, ""),
    GetSetDef::get_set("__doc__", |vm, f| read(vm, f, |f| &f.doc), set_doc, ""),
    GetSetDef::get("__globals__", |vm, f| read(vm, f, |f| &f.globals), ""),
    GetSetDef::get("__closure__", |vm, f| read(vm, f, |f| &f.closure), ""),
    GetSetDef::get("__builtins__", |vm, _| Ok(vm.globals.builtins.clone()), ""),
    GetSetDef::get_set("__annotations__", get_annotations, set_annotations, ""),
    GetSetDef::get_set("__annotate__", |vm, f| read(vm, f, |f| &f.annotate), set_annotate, ""),
    GetSetDef::get_set("__type_params__", |vm, f| read(vm, f, |f| &f.type_params), set_type_params, ""),
    GetSetDef::get_set("__dict__", crate::types::object::DICT.get, set_dict, ""),
];

fn set_dict(vm: &mut Vm, f: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    match crate::types::object::DICT.set {
        Some(set) => set(vm, f, value),
        None => Ok(()),
    }
}

fn read(vm: &mut Vm, f: Ref<'_>, field: fn(&Function) -> &Owned) -> PyResult {
    Ok(f.get::<Function>(vm).map_or(Owned::NONE, |f| field(f).clone()))
}

/// Writes a field; the old value is dropped afterwards.
fn write(vm: &mut Vm, f: Ref<'_>, value: Owned, field: fn(&mut Function) -> &mut Owned) {
    let old = f.get_mut::<Function>(vm).map(|f| std::mem::replace(field(f), value));
    drop(old);
}

fn changed(vm: &Vm, f: Ref<'_>) {
    if let Some(f) = f.get::<Function>(vm) {
        f.changed();
    }
}

fn set_code(vm: &mut Vm, f: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let Some((v, new)) = value.and_then(|v| Some((v, v.get::<CodeBody>(vm)?))) else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let free = new.code.freevars().count();
    let closure = f.get::<Function>(vm).map(|f| f.closure.clone()).unwrap_or(Owned::NONE);
    let cells = closure.lend().as_tuple(vm).map_or(0, <[Owned]>::len);
    if free != cells {
        let name = f.get::<Function>(vm).map(|f| f.name.clone()).unwrap_or(Owned::NONE);
        let name = vm.lossy(name.lend());
        return Err(vm.value_error(format!("{name}() requires a code object with {cells} free vars, not {free}")));
    }
    write(vm, f, v.own(), |f| &mut f.code);
    changed(vm, f);
    Ok(())
}

fn set_defaults(vm: &mut Vm, f: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let v = value.unwrap_or(Ref::NONE);
    if !v.is_none() && v.as_tuple(vm).is_none() {
        return Err(vm.type_error("__defaults__ must be set to a tuple object"));
    }
    write(vm, f, v.own(), |f| &mut f.defaults);
    changed(vm, f);
    Ok(())
}

fn set_kwdefaults(vm: &mut Vm, f: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let v = value.unwrap_or(Ref::NONE);
    if !v.is_none() && v.as_dict(vm).is_none() {
        return Err(vm.type_error("__kwdefaults__ must be set to a dict object"));
    }
    write(vm, f, v.own(), |f| &mut f.kwdefaults);
    changed(vm, f);
    Ok(())
}

fn text(vm: &mut Vm, value: Option<Ref<'_>>, what: &str) -> PyResult {
    match value {
        Some(v) if v.is_a::<Str>() => Ok(v.own()),
        _ => Err(vm.type_error(format!("{what} must be set to a string object"))),
    }
}

fn set_name(vm: &mut Vm, f: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let v = text(vm, value, "__name__")?;
    write(vm, f, v, |f| &mut f.name);
    Ok(())
}

fn set_qualname(vm: &mut Vm, f: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let v = text(vm, value, "__qualname__")?;
    write(vm, f, v, |f| &mut f.qualname);
    Ok(())
}

fn set_module(vm: &mut Vm, f: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    write(vm, f, value.unwrap_or(Ref::NONE).own(), |f| &mut f.module);
    Ok(())
}

fn set_doc(vm: &mut Vm, f: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    write(vm, f, value.unwrap_or(Ref::NONE).own(), |f| &mut f.doc);
    Ok(())
}

fn set_type_params(vm: &mut Vm, f: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    match value {
        Some(v) if v.as_tuple(vm).is_some() => {
            write(vm, f, v.own(), |f| &mut f.type_params);
            Ok(())
        }
        _ => Err(vm.type_error("__type_params__ must be set to a tuple")),
    }
}

/// `__annotations__`: what was assigned, or what `__annotate__` gives, kept for next time.
fn get_annotations(vm: &mut Vm, f: Ref<'_>) -> PyResult {
    let body = f.get::<Function>(vm);
    if let Some(a) = body.and_then(|f| f.annotations.clone()) {
        return Ok(a);
    }
    let annotate = body.map_or(Owned::NONE, |f| f.annotate.clone());
    let made =
        if annotate.lend().is_none() { vm.dict() } else { crate::types::type_::call_annotate(vm, annotate.lend())? };
    let old = f.get_mut::<Function>(vm).and_then(|f| f.annotations.replace(made.clone()));
    drop(old);
    Ok(made)
}

fn set_annotations(vm: &mut Vm, f: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let v = value.unwrap_or(Ref::NONE);
    if !v.is_none() && v.as_dict(vm).is_none() {
        return Err(vm.type_error("__annotations__ must be set to a dict object"));
    }
    let new = if v.is_none() { None } else { Some(v.own()) };
    let old = f.get_mut::<Function>(vm).map(|f| {
        let annotate = std::mem::replace(&mut f.annotate, Owned::NONE);
        (std::mem::replace(&mut f.annotations, new), annotate)
    });
    drop(old);
    Ok(())
}

fn set_annotate(vm: &mut Vm, f: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let Some(v) = value else { return Err(vm.type_error("__annotate__ cannot be deleted")) };
    if !v.is_none() && v.ty().slots().call.is_none() {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    write(vm, f, v.own(), |f| &mut f.annotate);
    if !v.is_none() {
        let old = f.get_mut::<Function>(vm).and_then(|f| f.annotations.take());
        drop(old);
    }
    Ok(())
}
