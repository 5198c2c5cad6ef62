//! `method_descriptor` and `classmethod_descriptor`: native methods as they lie in a type's namespace.

use super::builtin::signature_text;
use crate::object::{
    Builtin, CallArgs, ClassMethodDescr, FnDef, GetSetDef, MethodDescr, Owned, PyResult, Raised, Ref, TypeDef,
    TypeFlags, Vm, new,
};

pub(super) fn method() -> TypeDef {
    TypeDef::of::<MethodDescr>("method_descriptor", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.repr = Some(repr);
            s.call = Some(call);
            s.descr_get = Some(get);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

pub(super) fn class_method() -> TypeDef {
    TypeDef::of::<ClassMethodDescr>("classmethod_descriptor", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.repr = Some(repr);
            s.call = Some(class_call);
            s.descr_get = Some(class_get);
        })
        .getters(GETTERS)
}

/// Definition and owner of either descriptor.
fn parts(vm: &Vm, d: Ref<'_>) -> Option<(&'static FnDef, Owned)> {
    match d.get::<MethodDescr>(vm) {
        Some(m) => Some((m.def, m.owner.clone())),
        None => d.get::<ClassMethodDescr>(vm).map(|m| (m.def, m.owner.clone())),
    }
}

fn call(vm: &mut Vm, d: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let Some((def, owner)) = parts(vm, d) else { return Ok(Owned::NONE) };
    let owner = owner.lend().expect_type();
    match args.pos().first() {
        None => Err(vm.type_error(format!("unbound method {}.{}() needs an argument", owner.name(), def.name))),
        Some(o) if !o.is_instance(owner) => Err(foreign(vm, def.name, owner.name(), *o)),
        Some(_) => def.invoke(vm, args),
    }
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
    Ok(new(Builtin { def, this: Some(o.own()), bound: true, module: Owned::NONE }))
}

fn class_get(vm: &mut Vm, d: Ref<'_>, o: Option<Ref<'_>>, owner: Ref<'_>) -> PyResult {
    let Some((def, declared)) = parts(vm, d) else { return Ok(d.own()) };
    let declared = declared.lend().expect_type();
    let cls = match o {
        Some(o) if owner.as_type().is_none() => o.ty().as_ref(),
        _ => owner,
    };
    match cls.as_type() {
        Some(t) if t.is_subtype(declared) => {
            Ok(new(Builtin { def, this: Some(cls.own()), bound: true, module: Owned::NONE }))
        }
        Some(t) => Err(vm.type_error(format!(
            "descriptor '{}' requires a subtype of '{}' but received '{}'",
            def.name,
            declared.name(),
            t.name()
        ))),
        None => {
            let got = cls.ty().message_name();
            Err(vm.type_error(format!(
                "descriptor '{}' for type '{}' needs a type, not a '{got}' as arg 2",
                def.name,
                declared.name()
            )))
        }
    }
}

fn class_call(vm: &mut Vm, d: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let Some((def, owner)) = parts(vm, d) else { return Ok(Owned::NONE) };
    let Some(&cls) = args.pos().first() else {
        let owner = owner.lend().expect_type().name().to_owned();
        return Err(vm.type_error(format!("descriptor '{}' of '{owner}' object needs an argument", def.name)));
    };
    let bound = class_get(vm, d, None, cls)?;
    vm.call_args(bound.lend(), &CallArgs { all: &args.all[1..], kwnames: args.kwnames })
}

fn repr(vm: &mut Vm, d: Ref<'_>) -> PyResult {
    let Some((def, owner)) = parts(vm, d) else { return Ok(Owned::NONE) };
    Ok(Owned::string(format!("<method '{}' of '{}' objects>", def.name, owner.lend().expect_type().name())))
}

static METHODS: &[FnDef] =
    &[FnDef::new("__reduce__", "($self, /)", |vm, a| reduce(vm, a.get(0)), "Helper for pickle.")];

fn reduce(vm: &mut Vm, d: Ref<'_>) -> PyResult {
    let Some((def, owner)) = parts(vm, d) else { return Ok(Owned::NONE) };
    let builtins = vm.globals.builtins.clone();
    let getattr = vm.dict_get_name(builtins.lend(), "getattr").unwrap_or(Owned::NONE);
    let args = vm.tuple(vec![owner, Owned::str(def.name)]);
    Ok(vm.tuple(vec![getattr, args]))
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__name__", |vm, d| Ok(text(parts(vm, d).map(|p| p.0.name.to_owned()))), ""),
    GetSetDef::get("__qualname__", qualname, ""),
    GetSetDef::get("__objclass__", |vm, d| Ok(parts(vm, d).map_or(Owned::NONE, |p| p.1)), ""),
    GetSetDef::get("__doc__", |vm, d| Ok(text(parts(vm, d).map(|p| p.0.doc.to_owned()).filter(|d| !d.is_empty()))), ""),
    GetSetDef::get("__text_signature__", |vm, d| Ok(text(parts(vm, d).map(|p| signature_text(p.0)))), ""),
];

fn text(s: Option<String>) -> Owned {
    s.map_or(Owned::NONE, Owned::string)
}

fn qualname(vm: &mut Vm, d: Ref<'_>) -> PyResult {
    Ok(text(parts(vm, d).map(|(def, o)| format!("{}.{}", o.lend().expect_type().names().qualname, def.name))))
}
