//! `ParamSpec`, and the `P.args` and `P.kwargs` of one.

use super::parameter::{self, IsParameter, Lazy, Parameter};
use super::{call_typing, set_module};
use crate::object::{
    BinOp, CallArgs, CmpOp, FnDef, GetSetDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags,
    Visit, Vm, bind, new,
};

/// The body.
pub(super) struct ParamSpec(pub(super) Parameter);

impl Payload for ParamSpec {
    const KIND: Kind = Kind::ParamSpec;
    fn traverse(&self, visit: &mut Visit<'_>) {
        self.0.traverse(visit);
    }
}

impl IsParameter for ParamSpec {
    fn parameter(&self) -> &Parameter {
        &self.0
    }
    fn parameter_mut(&mut self) -> &mut Parameter {
        &mut self.0
    }
}

/// `P.args`.
struct ParamSpecArgs {
    origin: Owned,
}

/// `P.kwargs`.
struct ParamSpecKwargs {
    origin: Owned,
}

impl Payload for ParamSpecArgs {
    const KIND: Kind = Kind::ParamSpecArgs;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.origin);
    }
}

impl Payload for ParamSpecKwargs {
    const KIND: Kind = Kind::ParamSpecKwargs;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.origin);
    }
}

pub(super) fn defs() -> Vec<TypeDef> {
    let spec = TypeDef::of::<ParamSpec>("ParamSpec", "typing")
        .doc("Parameter specification variable.")
        .flags(TypeFlags::GC | TypeFlags::WEAKREF)
        .with_attrs()
        .slots(|s| {
            s.new = Some(make);
            s.repr = Some(parameter::repr);
            s.binary[BinOp::Or as usize] = Some(crate::types::union_::or);
        })
        .methods(METHODS)
        .getters(GETTERS);
    let args =
        TypeDef::of::<ParamSpecArgs>("ParamSpecArgs", "typing").flags(TypeFlags::GC | TypeFlags::WEAKREF).slots(|s| {
            s.new = Some(|vm, _, a| {
                bind(vm, "paramspecargs", &ORIGIN, a, |_, a| Ok(new(ParamSpecArgs { origin: a.get(0).own() })))
            });
            s.repr = Some(|vm, o| part_repr(vm, o, "args"));
            s.compare = Some(part_compare);
        });
    let kwargs = TypeDef::of::<ParamSpecKwargs>("ParamSpecKwargs", "typing")
        .flags(TypeFlags::GC | TypeFlags::WEAKREF)
        .slots(|s| {
            s.new = Some(|vm, _, a| {
                bind(vm, "paramspeckwargs", &ORIGIN, a, |_, a| Ok(new(ParamSpecKwargs { origin: a.get(0).own() })))
            });
            s.repr = Some(|vm, o| part_repr(vm, o, "kwargs"));
            s.compare = Some(part_compare);
        });
    vec![spec, args.getters(PART_GETTERS), kwargs.getters(PART_GETTERS)]
}

/// A parameter of the new syntax.
///
/// # Errors
/// None.
pub(crate) fn param_spec(vm: &mut Vm, name: Ref<'_>) -> PyResult {
    let t = new(ParamSpec(Parameter::inferred(name)));
    set_module(vm, t.lend());
    Ok(t)
}

static ORIGIN: LazySignature = LazySignature::new("(origin)");
static SIGNATURE: LazySignature = LazySignature::new(
    "(name, *, bound=None, default=typing.NoDefault, covariant=False, contravariant=False, infer_variance=False)",
);

fn make(vm: &mut Vm, _: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "paramspec", &SIGNATURE, args, |vm, a| {
        let mut variance = [false; 3];
        for (i, v) in variance.iter_mut().enumerate() {
            *v = match a.opt(3 + i) {
                Some(o) => vm.truth(o)?,
                None => false,
            };
        }
        if variance[0] && variance[1] {
            return Err(vm.value_error("Bivariant types are not supported."));
        }
        let mut p = Parameter::inferred(a.get(0));
        p.bound = Lazy::known(a.some(1).map(Ref::own));
        p.default = Lazy::known(a.opt(2).map(Ref::own));
        p.variance = variance;
        let t = new(ParamSpec(p));
        set_module(vm, t.lend());
        Ok(t)
    })
}

static METHODS: &[FnDef] = &[
    FnDef::new("has_default", "($self, /)", |vm, a| Ok(Owned::bool(parameter::has_default(vm, a.get(0)))), ""),
    FnDef::new(
        "__typing_subst__",
        "($self, arg, /)",
        |vm, a| call_typing(vm, "_paramspec_subst", &[a.get(0), a.get(1)]),
        "",
    ),
    FnDef::new(
        "__typing_prepare_subst__",
        "($self, alias, args, /)",
        |vm, a| call_typing(vm, "_paramspec_prepare_subst", &[a.get(0), a.get(1), a.get(2)]),
        "",
    ),
    FnDef::new("__mro_entries__", "($self, bases, /)", |vm, a| parameter::no_base(vm, a.get(0)), ""),
    FnDef::new("__reduce__", "($self, /)", |vm, a| parameter::name(vm, a.get(0)), ""),
];

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__name__", parameter::name, ""),
    GetSetDef::get("__bound__", bound, ""),
    GetSetDef::get("__default__", parameter::default, ""),
    GetSetDef::get("__covariant__", parameter::variance::<0>, ""),
    GetSetDef::get("__contravariant__", parameter::variance::<1>, ""),
    GetSetDef::get("__infer_variance__", parameter::variance::<2>, ""),
    GetSetDef::get("evaluate_default", |vm, o| parameter::function(vm, o, |p| &p.default), ""),
    GetSetDef::get("args", |_, o| Ok(new(ParamSpecArgs { origin: o.own() })), "Represents positional arguments."),
    GetSetDef::get("kwargs", |_, o| Ok(new(ParamSpecKwargs { origin: o.own() })), "Represents keyword arguments."),
    GetSetDef::get("__dict__", crate::types::object::DICT.get, ""),
];

fn bound(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(parameter::force(vm, o, |p| &p.bound, |p| &mut p.bound)?.unwrap_or(Owned::NONE))
}

static PART_GETTERS: &[GetSetDef] = &[GetSetDef::get("__origin__", |vm, o| Ok(origin(vm, o)), "")];

fn origin(vm: &Vm, o: Ref<'_>) -> Owned {
    match (o.get::<ParamSpecArgs>(vm), o.get::<ParamSpecKwargs>(vm)) {
        (Some(p), _) => p.origin.clone(),
        (_, Some(p)) => p.origin.clone(),
        _ => Owned::NONE,
    }
}

fn part_repr(vm: &mut Vm, o: Ref<'_>, what: &str) -> PyResult {
    let origin = origin(vm, o);
    let name = parameter::name(vm, origin.lend())?;
    let name = vm.str_string(name.lend())?;
    Ok(Owned::string(format!("{name}.{what}")))
}

fn part_compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) || a.ty().kind() != b.ty().kind() {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let (x, y) = (origin(vm, a), origin(vm, b));
    let equal = vm.equal(x.lend(), y.lend())?;
    Ok(Owned::bool(equal == (op == CmpOp::Eq)))
}
