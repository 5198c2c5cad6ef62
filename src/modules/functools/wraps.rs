//! `update_wrapper` and `wraps`: a wrapper takes over the name and the documentation of what it wraps.

use crate::object::{Args, Builtin, Dict, FnDef, Owned, PyResult, Ref, Vm, new};

const ASSIGNMENTS: [&str; 6] = ["__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__"];

fn names(vm: &mut Vm, names: &[&str]) -> Owned {
    let names = names.iter().map(|n| vm.intern(n)).collect();
    vm.tuple(names)
}

/// Enters the two constants.
pub(super) fn fill(vm: &mut Vm, dict: Ref<'_>) {
    let (assigned, updated) = (names(vm, &ASSIGNMENTS), names(vm, &["__dict__"]));
    vm.dict_set_name(dict, "WRAPPER_ASSIGNMENTS", assigned);
    vm.dict_set_name(dict, "WRAPPER_UPDATES", updated);
}

pub(super) fn update_wrapper(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    update(vm, a.get(0), a.get(1), a.opt(2), a.opt(3))?;
    Ok(a.get(0).own())
}

/// Gives `wrapper` the attributes of `wrapped`.
///
/// # Errors
/// What getting and setting attributes raises besides `AttributeError` on the wrapped side.
pub(super) fn update(
    vm: &mut Vm,
    wrapper: Ref<'_>,
    wrapped: Ref<'_>,
    assigned: Option<Ref<'_>>,
    updated: Option<Ref<'_>>,
) -> PyResult<()> {
    let assigned = match assigned {
        Some(names) => vm.collect(names)?,
        None => ASSIGNMENTS.iter().map(|n| vm.intern(n)).collect(),
    };
    for name in assigned {
        if let Some(v) = vm.get_attr_opt(wrapped, name.lend())? {
            vm.set_attr(wrapper, name.lend(), Some(v.lend()))?;
        }
    }
    let updated = match updated {
        Some(names) => vm.collect(names)?,
        None => vec![vm.names.dict.own()],
    };
    for name in updated {
        let source = match vm.get_attr_opt(wrapped, name.lend())? {
            Some(source) if !source.lend().get::<Dict>(vm).is_some_and(Dict::is_empty) => source,
            // Nothing to take over, but the wrapper must have the attribute.
            _ => {
                vm.get_attr(wrapper, name.lend())?;
                continue;
            }
        };
        let target = vm.get_attr(wrapper, name.lend())?;
        vm.call_method(target.lend(), "update", &[source.lend()])?;
    }
    let name = vm.names.wrapped;
    vm.set_attr(wrapper, name, Some(wrapped))
}

/// A partial application of `update_wrapper`.
pub(super) fn wraps(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    static UPDATE: FnDef = FnDef::new("update_wrapper", "(wrapped, assigned, updated, wrapper, /)", apply, "");
    let module = vm.intern("functools");
    let assigned = a.opt(1).map_or_else(|| names(vm, &ASSIGNMENTS), Ref::own);
    let updated = a.opt(2).map_or_else(|| names(vm, &["__dict__"]), Ref::own);
    let f = new(Builtin { def: &UPDATE, this: None, bound: false, module });
    Ok(super::partial::of(f, vec![a.get(0).own(), assigned, updated]))
}

fn apply(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    update(vm, a.get(3), a.get(0), Some(a.get(1)), Some(a.get(2)))?;
    Ok(a.get(3).own())
}
