//! `wrapper_descriptor` and `method-wrapper`: special methods of types that are written in Rust, unbound and bound.

use super::descr::foreign;
use crate::object::{
    CallArgs, CmpOp, GetSetDef, MethodWrapper, Owned, PyResult, Ref, SlotWrapper, TypeDef, TypeFlags, Vm, WrapDef, new,
};

pub(super) fn slot_wrapper() -> TypeDef {
    TypeDef::of::<SlotWrapper>("wrapper_descriptor", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.repr = Some(repr);
            s.call = Some(call);
            s.descr_get = Some(get);
        })
        .getters(GETTERS)
}

pub(super) fn bound() -> TypeDef {
    TypeDef::of::<MethodWrapper>("method-wrapper", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.repr = Some(bound_repr);
            s.call = Some(bound_call);
            s.hash = Some(bound_hash);
            s.compare = Some(bound_compare);
        })
        .getters(BOUND_GETTERS)
}

fn parts(vm: &Vm, d: Ref<'_>) -> Option<(&'static WrapDef, Owned)> {
    d.get::<SlotWrapper>(vm).map(|w| (w.def, w.owner.clone()))
}

fn call(vm: &mut Vm, d: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let Some((def, owner)) = parts(vm, d) else { return Ok(Owned::NONE) };
    let owner = owner.lend().expect_type();
    let Some(&this) = args.pos().first() else {
        return Err(vm.type_error(format!("descriptor '{}' of '{}' object needs an argument", def.name, owner.name())));
    };
    if !this.is_instance(owner) {
        let got = this.ty().message_name();
        return Err(vm.type_error(format!(
            "descriptor '{}' requires a '{}' object but received a '{got}'",
            def.name,
            owner.name()
        )));
    }
    def.invoke(vm, owner, this, &CallArgs { all: &args.all[1..], kwnames: args.kwnames })
}

fn get(vm: &mut Vm, d: Ref<'_>, o: Option<Ref<'_>>, _: Ref<'_>) -> PyResult {
    let (Some(o), Some((def, owner))) = (o, parts(vm, d)) else { return Ok(d.own()) };
    let owner = owner.lend().expect_type();
    if !o.is_instance(owner) {
        return Err(foreign(vm, def.name, owner.name(), o));
    }
    Ok(new(MethodWrapper { wrapper: d.own(), this: o.own() }))
}

fn repr(vm: &mut Vm, d: Ref<'_>) -> PyResult {
    let Some((def, owner)) = parts(vm, d) else { return Ok(Owned::NONE) };
    Ok(Owned::string(format!("<slot wrapper '{}' of '{}' objects>", def.name, owner.lend().expect_type().name())))
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__name__", |vm, d| Ok(text(parts(vm, d).map(|p| p.0.name.to_owned()))), ""),
    GetSetDef::get("__qualname__", |vm, d| Ok(text(parts(vm, d).map(qualname))), ""),
    GetSetDef::get("__objclass__", |vm, d| Ok(parts(vm, d).map_or(Owned::NONE, |p| p.1)), ""),
    GetSetDef::get("__doc__", |vm, d| Ok(text(parts(vm, d).map(|p| p.0.doc.to_owned()))), ""),
    GetSetDef::get("__text_signature__", |vm, d| Ok(text(parts(vm, d).map(|p| p.0.signature.to_owned()))), ""),
];

fn text(s: Option<String>) -> Owned {
    s.map_or(Owned::NONE, Owned::string)
}

fn qualname((def, owner): (&WrapDef, Owned)) -> String {
    format!("{}.{}", owner.lend().expect_type().names().qualname, def.name)
}

fn bound_parts(vm: &Vm, m: Ref<'_>) -> (Owned, Owned) {
    m.get::<MethodWrapper>(vm).map_or((Owned::NONE, Owned::NONE), |m| (m.wrapper.clone(), m.this.clone()))
}

fn bound_call(vm: &mut Vm, m: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let (wrapper, this) = bound_parts(vm, m);
    let Some((def, owner)) = parts(vm, wrapper.lend()) else { return Ok(Owned::NONE) };
    def.invoke(vm, owner.lend().expect_type(), this.lend(), args)
}

fn bound_repr(vm: &mut Vm, m: Ref<'_>) -> PyResult {
    let (wrapper, this) = bound_parts(vm, m);
    let name = parts(vm, wrapper.lend()).map_or("?", |p| p.0.name);
    let (class, address) = (this.lend().ty().name(), this.value().bits());
    Ok(Owned::string(format!("<method-wrapper '{name}' of {class} object at {address:#x}>")))
}

fn bound_hash(vm: &mut Vm, m: Ref<'_>) -> PyResult<i64> {
    let (wrapper, this) = bound_parts(vm, m);
    Ok((wrapper.value().bits() ^ this.value().bits()).rotate_right(4) as i64 & i64::MAX)
}

fn bound_compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) || !b.is_a::<MethodWrapper>() {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let ((f, x), (g, y)) = (bound_parts(vm, a), bound_parts(vm, b));
    let equal = f.lend().is(g.lend()) && x.lend().is(y.lend());
    Ok(Owned::bool(equal == (op == CmpOp::Eq)))
}

static BOUND_GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__self__", |vm, m| Ok(bound_parts(vm, m).1), ""),
    GetSetDef::get("__name__", |vm, m| Ok(of_wrapper(vm, m, |p| p.0.name.to_owned())), ""),
    GetSetDef::get("__qualname__", |vm, m| Ok(of_wrapper(vm, m, qualname)), ""),
    GetSetDef::get("__objclass__", objclass, ""),
    GetSetDef::get("__doc__", |vm, m| Ok(of_wrapper(vm, m, |p| p.0.doc.to_owned())), ""),
    GetSetDef::get("__text_signature__", |vm, m| Ok(of_wrapper(vm, m, |p| p.0.signature.to_owned())), ""),
];

fn of_wrapper(vm: &Vm, m: Ref<'_>, f: fn((&'static WrapDef, Owned)) -> String) -> Owned {
    text(parts(vm, bound_parts(vm, m).0.lend()).map(f))
}

fn objclass(vm: &mut Vm, m: Ref<'_>) -> PyResult {
    Ok(parts(vm, bound_parts(vm, m).0.lend()).map_or(Owned::NONE, |p| p.1))
}
