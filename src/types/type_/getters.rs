//! Computed attributes of classes.

use super::{annotations, names, rebase};
use crate::object::{GetSetDef, Kind, Owned, PyResult, Ref, Str, TypeFlags, TypeObj, Vm, new, type_for};
use crate::types::mapping_proxy::MappingProxy;

pub(super) static GETTERS: &[GetSetDef] = &[
    GetSetDef::get_set("__name__", |_, c| Ok(Owned::str(c.expect_type().name())), set_name, ""),
    GetSetDef::get_set("__qualname__", |_, c| Ok(Owned::str(&c.expect_type().names().qualname)), set_qualname, ""),
    GetSetDef::get_set("__module__", module, set_module, ""),
    GetSetDef::get_set("__bases__", |vm, c| Ok(vm.tuple(c.expect_type().names().bases.clone())), rebase::set, ""),
    GetSetDef::get("__base__", |_, c| Ok(c.expect_type().names().base.clone().unwrap_or(Owned::NONE)), ""),
    GetSetDef::get("__mro__", |vm, c| Ok(vm.tuple(c.expect_type().names().mro.clone())), ""),
    GetSetDef::get("__dict__", |_, c| Ok(new(MappingProxy { source: c.own() })), ""),
    GetSetDef::get_set("__doc__", doc, set_doc, ""),
    GetSetDef::get_set("__abstractmethods__", abstractmethods, set_abstractmethods, ""),
    GetSetDef::get_set("__annotations__", annotations::get, annotations::set, ""),
    GetSetDef::get_set("__annotate__", annotations::get_annotate, annotations::set_annotate, ""),
    GetSetDef::get_set("__type_params__", type_params, set_type_params, ""),
    GetSetDef::get("__text_signature__", |_, _| Ok(Owned::NONE), ""),
    GetSetDef::get("__basicsize__", |_, c| Ok(Owned::int(i64::from(c.expect_type().body.size.max(16)))), ""),
    GetSetDef::get(
        "__itemsize__",
        |_, c| Ok(Owned::int(if c.expect_type().kind() == Kind::Tuple { 8 } else { 0 })),
        "",
    ),
    GetSetDef::get("__flags__", flags, ""),
    GetSetDef::get("__dictoffset__", |_, c| Ok(Owned::int(-i64::from(c.expect_type().has_dict()))), ""),
    GetSetDef::get("__weakrefoffset__", |_, c| Ok(Owned::int(-i64::from(c.expect_type().has(TypeFlags::WEAKREF)))), ""),
];

/// The class behind `cls`, if its attributes may be changed.
///
/// # Errors
/// `TypeError` for types that are written in Rust.
pub(super) fn mutable<'a>(vm: &mut Vm, cls: Ref<'a>, name: &str) -> PyResult<&'a TypeObj> {
    let ty = cls.expect_type();
    if ty.is_class() {
        return Ok(ty);
    }
    Err(vm.type_error(format!("cannot set '{name}' attribute of immutable type '{}'", ty.name())))
}

fn text(vm: &mut Vm, cls: &TypeObj, name: &str, value: Option<Ref<'_>>) -> PyResult<String> {
    let Some(v) = value else {
        return Err(vm.type_error(format!("cannot delete '{name}' attribute of immutable type '{}'", cls.name())));
    };
    if v.is_a::<Str>() {
        return Ok(vm.lossy(v));
    }
    let got = v.ty().message_name();
    Err(vm.type_error(format!("can only assign string to {}.{name}, not '{got}'", cls.name())))
}

fn set_name(vm: &mut Vm, cls: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let ty = mutable(vm, cls, "__name__")?;
    let name = text(vm, ty, "__name__", value)?;
    if name.contains('\0') {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    ty.names().name = name;
    Ok(())
}

fn set_qualname(vm: &mut Vm, cls: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let ty = mutable(vm, cls, "__qualname__")?;
    ty.names().qualname = text(vm, ty, "__qualname__", value)?;
    Ok(())
}

fn module(vm: &mut Vm, cls: Ref<'_>) -> PyResult {
    match names::module_of(vm, cls.expect_type()) {
        Some(m) => Ok(m),
        None => {
            let key = vm.names.module;
            Err(vm.attribute_error(cls, key, "__module__".to_owned()))
        }
    }
}

/// Writes an entry of a class's namespace.
fn store(vm: &mut Vm, cls: Ref<'_>, name: &str, value: Option<Ref<'_>>) -> PyResult<()> {
    let ty = mutable(vm, cls, name)?;
    let key = vm.intern(name);
    let old = match value {
        Some(v) => ty.names().dict.insert(key, v.own()),
        None => {
            return Err(vm.type_error(format!("cannot delete '{name}' attribute of immutable type '{}'", ty.name())));
        }
    };
    ty.modified();
    drop(old);
    Ok(())
}

fn set_module(vm: &mut Vm, cls: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    store(vm, cls, "__module__", value)?;
    let first_line = vm.names.firstlineno;
    drop(cls.expect_type().names().dict.remove(first_line));
    Ok(())
}

fn doc(vm: &mut Vm, cls: Ref<'_>) -> PyResult {
    let ty = cls.expect_type();
    if !ty.is_class() {
        let text = ty.names().native.1;
        return Ok(if text.is_empty() { Owned::NONE } else { Owned::str(text) });
    }
    let name = vm.names.doc;
    let Some(d) = ty.names().dict.get(name).map(Ref::own) else { return Ok(Owned::NONE) };
    match d.lend().ty().slots().descr_get {
        Some(get) => get(vm, d.lend(), None, cls),
        None => Ok(d),
    }
}

fn set_doc(vm: &mut Vm, cls: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    store(vm, cls, "__doc__", value)
}

fn abstractmethods(vm: &mut Vm, cls: Ref<'_>) -> PyResult {
    let name = vm.names.abstractmethods;
    // `type` itself has only this descriptor.
    let own = cls.expect_type().names().dict.get(name).filter(|_| !cls.is(type_for(Kind::Type).as_ref()));
    match own {
        Some(v) => Ok(v.own()),
        None => {
            let class = cls.expect_type().name().to_owned();
            let message = format!("type object '{class}' has no attribute '__abstractmethods__'");
            Err(vm.attribute_error(cls, name, message))
        }
    }
}

fn set_abstractmethods(vm: &mut Vm, cls: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let ty = mutable(vm, cls, "__abstractmethods__")?;
    let name = vm.names.abstractmethods;
    let (old, on) = match value {
        Some(v) => {
            let on = vm.truth(v)?;
            (ty.names().dict.insert(name.own(), v.own()), on)
        }
        None => match ty.names().dict.remove(name) {
            Some(old) => (Some(old), false),
            None => return Err(vm.attribute_error(cls, name, "__abstractmethods__".to_owned())),
        },
    };
    if on {
        ty.set_flag(TypeFlags::ABSTRACT)
    } else {
        ty.clear_flag(TypeFlags::ABSTRACT)
    }
    ty.modified();
    drop(old);
    Ok(())
}

fn type_params(vm: &mut Vm, cls: Ref<'_>) -> PyResult {
    let own = cls.expect_type().names().dict.get(vm.names.type_params).map(Ref::own);
    // The descriptor itself lies under this name in `type`.
    Ok(own.filter(|v| v.lend().as_tuple(vm).is_some()).unwrap_or_else(|| vm.tuple(vec![])))
}

fn set_type_params(vm: &mut Vm, cls: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    store(vm, cls, "__type_params__", value)
}

/// The bits of CPython's `tp_flags` that Python code looks at.
fn flags(_: &mut Vm, cls: Ref<'_>) -> PyResult {
    let ty = cls.expect_type();
    let mut bits: i64 = 1 << 12;
    let pairs = [
        (!ty.is_class(), 1 << 8),
        (ty.is_class(), 1 << 9),
        (ty.has(TypeFlags::BASE), 1 << 10),
        (ty.has(TypeFlags::GC), 1 << 14),
        (ty.has(TypeFlags::ABSTRACT), 1 << 20),
        (ty.has(TypeFlags::SEQUENCE), 1 << 5),
        (ty.has(TypeFlags::MAPPING), 1 << 6),
        (ty.kind() == Kind::Int, 1 << 24),
        (ty.kind() == Kind::List, 1 << 25),
        (ty.kind() == Kind::Tuple, 1 << 26),
        (ty.kind() == Kind::Bytes, 1 << 27),
        (ty.kind() == Kind::Str, 1 << 28),
        (ty.kind() == Kind::Dict, 1 << 29),
        (ty.kind() == Kind::Exception, 1 << 30),
        (ty.kind() == Kind::Type, 1 << 31),
    ];
    for (on, bit) in pairs {
        if on {
            bits |= bit;
        }
    }
    Ok(Owned::int(bits))
}
