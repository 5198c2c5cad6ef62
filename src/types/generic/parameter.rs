//! What the three kinds of type parameters share: name, bound, default, variance.

use super::{evaluate, no_default};
use crate::object::{Owned, Payload, PyResult, Ref, Visit, Vm};

/// A value, or the function that computes it.
#[derive(Default)]
pub(super) struct Lazy {
    /// The value, once it is known.
    pub value: Option<Owned>,
    /// What computes it.
    pub function: Option<Owned>,
}

impl Lazy {
    /// A value that is known.
    pub(super) fn known(value: Option<Owned>) -> Lazy {
        Lazy { value, function: None }
    }

    /// A value that a function will give.
    pub(super) fn computed(function: Option<Owned>) -> Lazy {
        Lazy { value: None, function }
    }

    pub(super) fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.value);
        visit.option(&self.function);
    }
}

/// The common part.
pub(super) struct Parameter {
    /// `__name__`.
    pub name: Owned,
    /// `__bound__`.
    pub bound: Lazy,
    /// `__constraints__`.
    pub constraints: Lazy,
    /// `__default__`.
    pub default: Lazy,
    /// `__covariant__`, `__contravariant__`, `__infer_variance__`.
    pub variance: [bool; 3],
}

impl Parameter {
    /// A parameter of the new syntax: its variance is inferred.
    pub(super) fn inferred(name: Ref<'_>) -> Parameter {
        let (bound, constraints, default) = Default::default();
        Parameter { name: name.own(), bound, constraints, default, variance: [false, false, true] }
    }

    pub(super) fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.name);
        for lazy in [&self.bound, &self.constraints, &self.default] {
            lazy.traverse(visit);
        }
    }
}

/// A body that is a type parameter.
pub(super) trait IsParameter: Payload {
    fn parameter(&self) -> &Parameter;
    fn parameter_mut(&mut self) -> &mut Parameter;
}

/// The common part of a type parameter of either kind.
pub(super) fn of<'v>(vm: &'v Vm, o: Ref<'v>) -> Option<&'v Parameter> {
    None.or_else(|| o.get::<super::type_var::TypeVar>(vm).map(IsParameter::parameter))
        .or_else(|| o.get::<super::param_spec::ParamSpec>(vm).map(IsParameter::parameter))
        .or_else(|| o.get::<super::type_var_tuple::TypeVarTuple>(vm).map(IsParameter::parameter))
}

/// Changes the common part.
pub(super) fn change(vm: &mut Vm, o: Ref<'_>, f: impl FnOnce(&mut Parameter)) {
    if o.is_a::<super::type_var::TypeVar>() {
        if let Some(p) = o.get_mut::<super::type_var::TypeVar>(vm) {
            f(p.parameter_mut());
        }
    } else if o.is_a::<super::param_spec::ParamSpec>() {
        if let Some(p) = o.get_mut::<super::param_spec::ParamSpec>(vm) {
            f(p.parameter_mut());
        }
    } else if let Some(p) = o.get_mut::<super::type_var_tuple::TypeVarTuple>(vm) {
        f(p.parameter_mut());
    }
}

/// A lazy field: computed now if need be, and kept.
pub(super) fn force(
    vm: &mut Vm,
    o: Ref<'_>,
    read: fn(&Parameter) -> &Lazy,
    write: fn(&mut Parameter) -> &mut Lazy,
) -> PyResult<Option<Owned>> {
    let Some(lazy) = of(vm, o).map(read) else { return Ok(None) };
    if lazy.value.is_some() {
        return Ok(lazy.value.clone());
    }
    let Some(f) = lazy.function.clone() else { return Ok(None) };
    let v = evaluate(vm, f.lend())?;
    let kept = v.clone();
    change(vm, o, |p| write(p).value = Some(kept));
    Ok(Some(v))
}

/// `__default__`: `NoDefault` when there is none.
pub(super) fn default(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let v = force(vm, o, |p| &p.default, |p| &mut p.default)?;
    Ok(v.unwrap_or_else(|| no_default(vm)))
}

/// `has_default()`.
pub(super) fn has_default(vm: &mut Vm, o: Ref<'_>) -> bool {
    let none = no_default(vm);
    of(vm, o).is_some_and(|p| {
        p.default.function.is_some() || p.default.value.as_ref().is_some_and(|v| !v.lend().is(none.lend()))
    })
}

/// The default of a parameter in the new syntax: a function.
///
/// # Errors
/// None.
pub(crate) fn set_default(vm: &mut Vm, param: Ref<'_>, default: Ref<'_>) -> PyResult {
    let f = default.own();
    change(vm, param, |p| p.default = Lazy::computed(Some(f)));
    Ok(param.own())
}

/// `~T`, `+T`, `-T`, or `T` when the variance is inferred.
pub(super) fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let Some((name, variance)) = of(vm, o).map(|p| (p.name.clone(), p.variance)) else { return Ok(Owned::NONE) };
    let name = vm.lossy(name.lend());
    let sign = match variance {
        [_, _, true] => "",
        [true, ..] => "+",
        [_, true, _] => "-",
        _ => "~",
    };
    Ok(Owned::string(format!("{sign}{name}")))
}

/// `__name__`.
pub(super) fn name(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(of(vm, o).map_or(Owned::NONE, |p| p.name.clone()))
}

/// One of the flags of variance.
pub(super) fn variance<const I: usize>(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(Owned::bool(of(vm, o).is_some_and(|p| p.variance[I])))
}

/// `evaluate_bound` and the like: the function, or `None`.
pub(super) fn function(vm: &mut Vm, o: Ref<'_>, read: fn(&Parameter) -> &Lazy) -> PyResult {
    let Some(lazy) = of(vm, o).map(read) else { return Ok(Owned::NONE) };
    Ok(lazy.function.clone().unwrap_or(Owned::NONE))
}

/// A type parameter is no base.
pub(super) fn no_base(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let name = o.ty().message_name();
    Err(vm.type_error(format!("Cannot subclass an instance of {name}")))
}
