//! `TypeVarTuple`: any number of types.

use super::parameter::{self, IsParameter, Lazy, Parameter};
use super::{call_typing, set_module};
use crate::object::{
    CallArgs, FnDef, GetSetDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm,
    bind, new,
};

/// The body.
pub(super) struct TypeVarTuple(pub(super) Parameter);

impl Payload for TypeVarTuple {
    const KIND: Kind = Kind::TypeVarTuple;
    fn traverse(&self, visit: &mut Visit<'_>) {
        self.0.traverse(visit);
    }
}

impl IsParameter for TypeVarTuple {
    fn parameter(&self) -> &Parameter {
        &self.0
    }
    fn parameter_mut(&mut self) -> &mut Parameter {
        &mut self.0
    }
}

pub(super) fn def() -> TypeDef {
    TypeDef::of::<TypeVarTuple>("TypeVarTuple", "typing")
        .doc("Type variable tuple.")
        .flags(TypeFlags::GC | TypeFlags::WEAKREF)
        .with_attrs()
        .slots(|s| {
            s.new = Some(make);
            s.repr = Some(parameter::name);
            s.iter = Some(iter);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

/// A parameter of the new syntax.
///
/// # Errors
/// None.
pub(crate) fn type_var_tuple(vm: &mut Vm, name: Ref<'_>) -> PyResult {
    let t = new(TypeVarTuple(Parameter::inferred(name)));
    set_module(vm, t.lend());
    Ok(t)
}

static SIGNATURE: LazySignature = LazySignature::new("(name, *, default=typing.NoDefault)");

fn make(vm: &mut Vm, _: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "typevartuple", &SIGNATURE, args, |vm, a| {
        let mut p = Parameter::inferred(a.get(0));
        p.default = Lazy::known(a.opt(1).map(Ref::own));
        let t = new(TypeVarTuple(p));
        set_module(vm, t.lend());
        Ok(t)
    })
}

/// `Unpack[t]`.
pub(super) fn unpacked(vm: &mut Vm, t: Ref<'_>) -> PyResult {
    let unpack = super::from_typing(vm, "Unpack")?;
    vm.get_item(unpack.lend(), t)
}

/// `*Ts`: one item.
fn iter(vm: &mut Vm, t: Ref<'_>) -> PyResult {
    let one = unpacked(vm, t)?;
    let one = vm.tuple(vec![one]);
    vm.iter(one.lend())
}

static METHODS: &[FnDef] = &[
    FnDef::new("has_default", "($self, /)", |vm, a| Ok(Owned::bool(parameter::has_default(vm, a.get(0)))), ""),
    FnDef::new(
        "__typing_subst__",
        "($self, arg, /)",
        |vm, _| Err(vm.type_error("Substitution of bare TypeVarTuple is not supported")),
        "",
    ),
    FnDef::new(
        "__typing_prepare_subst__",
        "($self, alias, args, /)",
        |vm, a| call_typing(vm, "_typevartuple_prepare_subst", &[a.get(0), a.get(1), a.get(2)]),
        "",
    ),
    FnDef::new("__mro_entries__", "($self, bases, /)", |vm, a| parameter::no_base(vm, a.get(0)), ""),
    FnDef::new("__reduce__", "($self, /)", |vm, a| parameter::name(vm, a.get(0)), ""),
];

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__name__", parameter::name, ""),
    GetSetDef::get("__default__", parameter::default, ""),
    GetSetDef::get("evaluate_default", |vm, o| parameter::function(vm, o, |p| &p.default), ""),
    GetSetDef::get("__dict__", crate::types::object::DICT.get, ""),
];
