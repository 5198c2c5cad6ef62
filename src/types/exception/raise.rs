//! What opcodes ask about exceptions: making one from what `raise` was given, matching `except`, `except*`.

use super::{field, group};
use crate::object::{Builtin, Exc, Exception, Kind, List, Owned, PyResult, Ref, Vm, exception_type};

/// The exception that `raise x` means: an instance as it is, an instance of a class.
///
/// # Errors
/// `TypeError` with `message` for anything else, or what making the instance raises.
pub(crate) fn instantiate(vm: &mut Vm, e: Owned, message: &str) -> PyResult {
    let base = exception_type(Exc::BaseException);
    if e.lend().is_instance(base) {
        return Ok(e);
    }
    let Some(ty) = e.lend().as_type().filter(|t| t.is_subtype(base)) else {
        return Err(vm.type_error(message));
    };
    let made = vm.call(e.lend(), &[])?;
    if made.lend().is_instance(base) {
        return Ok(made);
    }
    let (class, got) = (vm.repr_string(ty.as_ref())?, vm.repr_string(made.lend().ty().as_ref())?);
    Err(vm.type_error(format!("calling {class} should have returned an instance of BaseException, not {got}")))
}

/// Whether `except t` catches `e`: a class, or a tuple of classes.
///
/// # Errors
/// `TypeError` for what cannot be caught.
pub(crate) fn matches(vm: &mut Vm, e: Ref<'_>, t: Ref<'_>) -> PyResult<bool> {
    let base = exception_type(Exc::BaseException);
    if let Some(ty) = t.as_type().filter(|t| t.is_subtype(base)) {
        return Ok(e.is_instance(ty));
    }
    let all = t.as_tuple(vm).map(<[Owned]>::to_vec);
    let classes = all.filter(|all| all.iter().all(|c| c.lend().as_type().is_some_and(|c| c.is_subtype(base))));
    match classes {
        Some(all) => Ok(all.iter().any(|c| c.lend().as_type().is_some_and(|c| e.is_instance(c)))),
        None => Err(vm.type_error("catching classes that do not inherit from BaseException is not allowed")),
    }
}

/// The part of `e` that `except* t` catches, and the rest; `None` for nothing.
///
/// # Errors
/// As for [`group::check_match`].
pub(crate) fn group_match(vm: &mut Vm, e: Ref<'_>, t: Ref<'_>) -> PyResult<(Owned, Owned)> {
    let (matched, rest) = group::check_match(vm, e, t)?;
    Ok((matched.unwrap_or(Owned::NONE), rest.unwrap_or(Owned::NONE)))
}

/// What is raised after all `except*` clauses; `None` for nothing.
///
/// # Errors
/// As for [`group::prepare_reraise`].
pub(crate) fn prep_reraise_star(vm: &mut Vm, original: Ref<'_>, raised: Ref<'_>) -> PyResult {
    let all = raised.get::<List>(vm).map(List::to_vec).unwrap_or_default();
    Ok(group::prepare_reraise(vm, original, &all)?.unwrap_or(Owned::NONE))
}

/// The value of a `StopIteration`.
pub(crate) fn stop_value(vm: &mut Vm, e: Ref<'_>) -> Owned {
    field(vm, e, "value").unwrap_or(Owned::NONE)
}

/// Hands the pending exception, which nobody can catch, to `sys.unraisablehook`, and drops it. `o` is where it came from.
pub(crate) fn report_unraisable(vm: &mut Vm, o: Ref<'_>) {
    let e = vm.take_raised();
    let sys = vm.sys_modules();
    let sys = vm.dict_get_name(sys.lend(), "sys");
    let name = vm.intern("unraisablehook");
    let hook = sys.and_then(|s| vm.get_attr_opt(s.lend(), name.lend()).ok().flatten());
    let Some(hook) = hook.filter(|h| !h.lend().is_a::<Builtin>()) else {
        vm.raised = Some(e);
        return print_unraisable(vm, o);
    };
    let traceback = e.lend().get::<Exception>(vm).and_then(|b| b.traceback.clone()).unwrap_or(Owned::NONE);
    let text = Owned::str("Exception ignored while calling deallocator");
    let parts = [
        ("exc_type", e.lend().ty().as_ref().own()),
        ("exc_value", e),
        ("exc_traceback", traceback),
        ("err_msg", text),
        ("object", o.own()),
    ];
    let args = vm.call(Kind::SimpleNamespace.ty(), &[]);
    let called = args.and_then(|args| {
        for (name, value) in parts {
            vm.set_own_attr(args.lend(), name, value);
        }
        vm.call(hook.lend(), &[args.lend()])
    });
    if called.is_err() {
        print_unraisable(vm, hook.lend());
    }
}

/// Prints the pending exception as `sys.unraisablehook` does by default, and drops it.
pub(crate) fn print_unraisable(vm: &mut Vm, o: Ref<'_>) {
    let e = vm.take_raised();
    let what = match vm.repr_string(o) {
        Ok(text) => text,
        Err(_) => {
            vm.clear_raised();
            "<object repr() failed>".to_owned()
        }
    };
    let text = super::report(vm, e);
    eprint!("Exception ignored while calling deallocator {what}:\n{text}");
}
