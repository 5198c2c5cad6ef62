//! `TypeAliasType`: what the `type` statement makes.

use super::parameter::Lazy;
use super::{evaluate, set_module};
use crate::object::{
    BinOp, CallArgs, FnDef, GetSetDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit,
    Vm, bind, new,
};
use crate::types::generic_alias;

/// The body.
struct TypeAlias {
    name: Owned,
    params: Owned,
    value: Lazy,
}

impl Payload for TypeAlias {
    const KIND: Kind = Kind::TypeAlias;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all([&self.name, &self.params]);
        self.value.traverse(visit);
    }
}

pub(super) fn def() -> TypeDef {
    TypeDef::of::<TypeAlias>("TypeAliasType", "typing")
        .doc("Type alias.")
        .flags(TypeFlags::GC | TypeFlags::WEAKREF)
        .with_attrs()
        .slots(|s| {
            s.new = Some(make);
            s.repr = Some(name);
            s.getitem = Some(getitem);
            s.iter = Some(iter);
            s.binary[BinOp::Or as usize] = Some(crate::types::union_::or);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

/// The alias of a `type` statement: a tuple of name, type parameters or `None`, and the function that gives the value.
///
/// # Errors
/// When it is no such tuple.
pub(crate) fn type_alias(vm: &mut Vm, parts: Ref<'_>) -> PyResult {
    let parts = parts.as_tuple(vm).map(<[Owned]>::to_vec).unwrap_or_default();
    let [name, params, function] = &parts[..] else {
        return Err(vm.system_error("a type alias has three parts"));
    };
    let params = if params.lend().is_none() { vm.tuple(vec![]) } else { params.clone() };
    let value = Lazy::computed(Some(function.clone()));
    let t = new(TypeAlias { name: name.clone(), params, value });
    set_module(vm, t.lend());
    Ok(t)
}

static SIGNATURE: LazySignature = LazySignature::new("(name, value, *, type_params=())");

fn make(vm: &mut Vm, _: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "typealias", &SIGNATURE, args, |vm, a| {
        let params = match a.opt(2) {
            Some(p) if p.as_tuple(vm).is_none() => return Err(vm.type_error("type_params must be a tuple")),
            Some(p) => p.own(),
            None => vm.tuple(vec![]),
        };
        let value = Lazy::known(Some(a.get(1).own()));
        let t = new(TypeAlias { name: a.get(0).own(), params, value });
        set_module(vm, t.lend());
        Ok(t)
    })
}

fn name(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(o.get::<TypeAlias>(vm).map_or(Owned::NONE, |t| t.name.clone()))
}

fn params(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(o.get::<TypeAlias>(vm).map_or(Owned::NONE, |t| t.params.clone()))
}

fn value(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let Some(lazy) = o.get::<TypeAlias>(vm).map(|t| &t.value) else { return Ok(Owned::NONE) };
    if let Some(v) = &lazy.value {
        return Ok(v.clone());
    }
    let Some(f) = lazy.function.clone() else { return Ok(Owned::NONE) };
    let v = evaluate(vm, f.lend())?;
    let kept = v.clone();
    if let Some(t) = o.get_mut::<TypeAlias>(vm) {
        t.value.value = Some(kept);
    }
    Ok(v)
}

fn getitem(vm: &mut Vm, o: Ref<'_>, item: Ref<'_>) -> PyResult {
    let generic = o.get::<TypeAlias>(vm).map(|t| t.params.clone());
    if generic.is_none_or(|p| p.lend().as_tuple(vm).is_none_or(<[Owned]>::is_empty)) {
        return Err(vm.type_error("Only generic type aliases are subscriptable"));
    }
    Ok(generic_alias::make(vm, o, item))
}

/// `*Alias` in a subscript: `Unpack[Alias]`.
fn iter(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let one = super::type_var_tuple::unpacked(vm, o)?;
    let one = vm.tuple(vec![one]);
    vm.iter(one.lend())
}

static METHODS: &[FnDef] = &[FnDef::new("__reduce__", "($self, /)", |vm, a| name(vm, a.get(0)), "")];

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__name__", name, ""),
    GetSetDef::get("__value__", value, ""),
    GetSetDef::get("__type_params__", params, ""),
    GetSetDef::get("__parameters__", params, ""),
    GetSetDef::get(
        "evaluate_value",
        |vm, o| Ok(o.get::<TypeAlias>(vm).and_then(|t| t.value.function.clone()).unwrap_or(Owned::NONE)),
        "",
    ),
    GetSetDef::get("__dict__", crate::types::object::DICT.get, ""),
];
