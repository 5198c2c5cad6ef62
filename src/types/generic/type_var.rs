//! `TypeVar`.

use super::parameter::{self, IsParameter, Lazy, Parameter};
use super::{call_typing, set_module};
use crate::object::{
    Args, BinOp, CallArgs, FnDef, GetSetDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags,
    Visit, Vm, bind, new,
};

/// The body.
pub(super) struct TypeVar(pub(super) Parameter);

impl Payload for TypeVar {
    const KIND: Kind = Kind::TypeVar;
    fn traverse(&self, visit: &mut Visit<'_>) {
        self.0.traverse(visit);
    }
}

impl IsParameter for TypeVar {
    fn parameter(&self) -> &Parameter {
        &self.0
    }
    fn parameter_mut(&mut self) -> &mut Parameter {
        &mut self.0
    }
}

pub(super) fn def() -> TypeDef {
    TypeDef::of::<TypeVar>("TypeVar", "typing")
        .doc("Type variable.")
        .flags(TypeFlags::GC | TypeFlags::WEAKREF)
        .with_attrs()
        .slots(|s| {
            s.new = Some(make);
            s.repr = Some(parameter::repr);
            s.binary[BinOp::Or as usize] = Some(crate::types::union_::or);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

/// A type variable of the new syntax; bound and constraints are functions.
///
/// # Errors
/// None.
pub(crate) fn type_var(vm: &mut Vm, name: Ref<'_>, bound: Option<Ref<'_>>, constraints: Option<Ref<'_>>) -> PyResult {
    let mut p = Parameter::inferred(name);
    p.bound = Lazy::computed(bound.map(Ref::own));
    p.constraints = Lazy::computed(constraints.map(Ref::own));
    let t = new(TypeVar(p));
    set_module(vm, t.lend());
    Ok(t)
}

static SIGNATURE: LazySignature = LazySignature::new(
    "(name, *constraints, bound=None, default=typing.NoDefault, covariant=False, contravariant=False, infer_variance=False)",
);

fn make(vm: &mut Vm, _: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "typevar", &SIGNATURE, args, |vm, a| {
        if a.get(0).as_text(vm).is_none() {
            let got = a.get(0).ty().argument_name();
            return Err(vm.type_error(format!("typevar() argument 'name' must be str, not {got}")));
        }
        let mut variance = [false; 3];
        for (i, v) in variance.iter_mut().enumerate() {
            *v = match a.opt(3 + i) {
                Some(o) => vm.truth(o)?,
                None => false,
            };
        }
        match variance {
            [true, true, _] => return Err(vm.value_error("Bivariant types are not supported.")),
            [true, _, true] | [_, true, true] => {
                return Err(vm.value_error("Variance cannot be specified with infer_variance."));
            }
            _ => {}
        }
        let bound = match a.some(1) {
            Some(b) => Some(call_typing(vm, "_type_check", &[b, Owned::str("Bound must be a type.").lend()])?),
            None => None,
        };
        let constraints = match a.rest.len() {
            0 => None,
            1 => return Err(vm.type_error("A single constraint is not allowed")),
            _ if bound.is_some() => return Err(vm.type_error("Constraints cannot be combined with bound=...")),
            _ => Some(vm.tuple_of(a.rest)),
        };
        let t = new(TypeVar(Parameter {
            name: a.get(0).own(),
            bound: Lazy::known(bound),
            constraints: Lazy::known(constraints),
            default: Lazy::known(a.opt(2).map(Ref::own)),
            variance,
        }));
        set_module(vm, t.lend());
        Ok(t)
    })
}

static METHODS: &[FnDef] = &[
    FnDef::new("has_default", "($self, /)", |vm, a| Ok(Owned::bool(parameter::has_default(vm, a.get(0)))), ""),
    FnDef::new(
        "__typing_subst__",
        "($self, arg, /)",
        |vm, a| call_typing(vm, "_typevar_subst", &[a.get(0), a.get(1)]),
        "",
    ),
    FnDef::new("__typing_prepare_subst__", "($self, alias, args, /)", prepare, ""),
    FnDef::new("__mro_entries__", "($self, bases, /)", |vm, a| parameter::no_base(vm, a.get(0)), ""),
    FnDef::new("__reduce__", "($self, /)", |vm, a| parameter::name(vm, a.get(0)), ""),
];

/// Adds the default where an argument is missing.
fn prepare(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (t, alias) = (a.get(0), a.get(1));
    let params = vm.get_attr_str(alias, "__parameters__")?;
    let params = vm.collect(params.lend())?;
    let mut args = vm.collect(a.get(2))?;
    let at = params.iter().position(|p| p.lend().is(t)).unwrap_or(0);
    if at < args.len() {
        return Ok(vm.tuple(args));
    }
    if at == args.len() && parameter::has_default(vm, t) {
        args.push(parameter::default(vm, t)?);
        return Ok(vm.tuple(args));
    }
    let text = vm.repr_string(alias)?;
    let n = args.len();
    Err(vm.type_error(format!("Too few arguments for {text}; actual {n}, expected {}", params.len())))
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__name__", parameter::name, ""),
    GetSetDef::get("__bound__", bound, ""),
    GetSetDef::get("__constraints__", constraints, ""),
    GetSetDef::get("__default__", parameter::default, ""),
    GetSetDef::get("__covariant__", parameter::variance::<0>, ""),
    GetSetDef::get("__contravariant__", parameter::variance::<1>, ""),
    GetSetDef::get("__infer_variance__", parameter::variance::<2>, ""),
    GetSetDef::get("evaluate_bound", |vm, o| parameter::function(vm, o, |p| &p.bound), ""),
    GetSetDef::get("evaluate_constraints", |vm, o| parameter::function(vm, o, |p| &p.constraints), ""),
    GetSetDef::get("evaluate_default", |vm, o| parameter::function(vm, o, |p| &p.default), ""),
    GetSetDef::get("__dict__", crate::types::object::DICT.get, ""),
];

fn bound(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(parameter::force(vm, o, |p| &p.bound, |p| &mut p.bound)?.unwrap_or(Owned::NONE))
}

fn constraints(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let v = parameter::force(vm, o, |p| &p.constraints, |p| &mut p.constraints)?;
    Ok(v.unwrap_or_else(|| vm.tuple(vec![])))
}
