//! `getset_descriptor`: a computed attribute of a type that is written in Rust.

use crate::object::{GetSet, GetSetDef, Owned, PyResult, Raised, Ref, TypeDef, TypeFlags, Vm};

pub(super) fn def() -> TypeDef {
    TypeDef::of::<GetSet>("getset_descriptor", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.repr = Some(repr);
            s.descr_get = Some(get);
            s.descr_set = Some(set);
        })
        .getters(GETTERS)
}

fn parts(vm: &Vm, d: Ref<'_>) -> Option<(&'static GetSetDef, Owned)> {
    d.get::<GetSet>(vm).map(|g| (g.def, g.owner.clone()))
}

/// The receiver is not of the descriptor's type.
#[cold]
pub(super) fn foreign(vm: &mut Vm, name: &str, owner: &str, o: Ref<'_>) -> Raised {
    let got = o.ty().message_name();
    vm.type_error(format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{got}' object"))
}

fn get(vm: &mut Vm, d: Ref<'_>, o: Option<Ref<'_>>, _: Ref<'_>) -> PyResult {
    let (Some(o), Some((def, owner))) = (o, parts(vm, d)) else { return Ok(d.own()) };
    let owner = owner.lend().expect_type();
    if !o.is_instance(owner) {
        return Err(foreign(vm, def.name, owner.name(), o));
    }
    (def.get)(vm, o)
}

fn set(vm: &mut Vm, d: Ref<'_>, o: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let Some((def, owner)) = parts(vm, d) else { return Ok(()) };
    let owner = owner.lend().expect_type();
    if !o.is_instance(owner) {
        let got = o.ty().message_name();
        let message =
            format!("descriptor '{}' for '{}' objects doesn't apply to a '{got}' object", def.name, owner.name());
        return Err(vm.type_error(message));
    }
    match def.set {
        Some(f) => f(vm, o, value),
        None => {
            let name = vm.intern(def.name);
            let message = format!("attribute '{}' of '{}' objects is not writable", def.name, owner.name());
            Err(vm.attribute_error(o, name.lend(), message))
        }
    }
}

fn repr(vm: &mut Vm, d: Ref<'_>) -> PyResult {
    let Some((def, owner)) = parts(vm, d) else { return Ok(Owned::NONE) };
    Ok(Owned::string(format!("<attribute '{}' of '{}' objects>", def.name, owner.lend().expect_type().name())))
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__name__", |vm, d| Ok(text(parts(vm, d).map(|p| p.0.name.to_owned()))), ""),
    GetSetDef::get("__qualname__", qualname, ""),
    GetSetDef::get("__objclass__", |vm, d| Ok(parts(vm, d).map_or(Owned::NONE, |p| p.1)), ""),
    GetSetDef::get("__doc__", |vm, d| Ok(text(parts(vm, d).map(|p| p.0.doc.to_owned()).filter(|d| !d.is_empty()))), ""),
];

fn text(s: Option<String>) -> Owned {
    s.map_or(Owned::NONE, Owned::string)
}

fn qualname(vm: &mut Vm, d: Ref<'_>) -> PyResult {
    Ok(text(parts(vm, d).map(|(def, o)| format!("{}.{}", o.lend().expect_type().names().qualname, def.name))))
}
