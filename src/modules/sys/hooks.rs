//! Hooks that programs may replace: `displayhook`, `excepthook`, `unraisablehook`.

use crate::object::{Args, Exception, Owned, PyResult, Ref, Vm};
use crate::types;

/// Keeps the hooks as they were.
pub(super) fn fill(vm: &mut Vm, dict: Ref<'_>) {
    for name in ["displayhook", "excepthook", "unraisablehook"] {
        if let Some(f) = vm.dict_get_name(dict, name) {
            vm.dict_set_name(dict, &format!("__{name}__"), f);
        }
    }
}

/// Hands the value of an expression statement to `sys.displayhook`, as at a prompt.
///
/// # Errors
/// What the hook raises.
pub fn display_hook(vm: &mut Vm, v: Ref<'_>) -> PyResult {
    let sys = vm.import("sys")?;
    let name = vm.intern("displayhook");
    match vm.get_attr_opt(sys.lend(), name.lend())? {
        Some(f) => vm.call(f.lend(), &[v]),
        None => Err(vm.runtime_error("lost sys.displayhook")),
    }
}

pub(super) fn display(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let v = a.get(0);
    if v.is_none() {
        return Ok(Owned::NONE);
    }
    let builtins = vm.builtins_dict();
    vm.dict_set_name(builtins.lend(), "_", Owned::NONE);
    let text = vm.repr(v)?;
    let print = crate::modules::builtins::function(vm, "print");
    vm.call(print.lend(), &[text.lend()])?;
    vm.dict_set_name(builtins.lend(), "_", v.own());
    Ok(Owned::NONE)
}

pub(super) fn except(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let e = a.get(1);
    let text = if e.is_a::<Exception>() {
        let tb = a.get(2);
        if let Some(body) = e.get_mut::<Exception>(vm)
            && body.traceback.is_none()
            && !tb.is_none()
        {
            body.traceback = Some(tb.own());
        }
        types::exception::report(vm, e.own())
    } else {
        let got = e.ty().message_name();
        format!("TypeError: print_exception(): Exception expected for value, {got} found\n")
    };
    write_stderr(vm, &text);
    Ok(Owned::NONE)
}

/// Writes text to `sys.stderr`; whatever goes wrong there is not told to anybody.
pub fn write_stderr(vm: &mut Vm, text: &str) {
    let (sys, name) = (vm.globals.sys.clone(), vm.names.stderr);
    let Some(err) = vm.dict_get_str(sys.lend(), name).filter(|o| !o.value().is_none()) else { return };
    let text = Owned::str(text);
    if vm.call_method(err.lend(), "write", &[text.lend()]).is_err() || vm.call_method(err.lend(), "flush", &[]).is_err()
    {
        vm.clear_raised();
    }
}

/// Reports an exception that nobody caught, by way of `sys.excepthook`.
pub fn report_uncaught(vm: &mut Vm, e: Owned) {
    let (sys, name) = (vm.globals.sys.clone(), vm.intern("excepthook"));
    let tb = e.lend().get::<Exception>(vm).and_then(|b| b.traceback.clone()).unwrap_or(Owned::NONE);
    let class = e.lend().ty().as_ref().own();
    let Some(hook) = vm.dict_get_str(sys.lend(), name.lend()) else {
        write_stderr(vm, "sys.excepthook is missing\n");
        let text = types::exception::report(vm, e);
        return write_stderr(vm, &text);
    };
    if vm.call(hook.lend(), &[class.lend(), e.lend(), tb.lend()]).is_err() {
        let second = vm.take_raised();
        let text = types::exception::report(vm, second);
        write_stderr(vm, &format!("Error in sys.excepthook:\n{text}\nOriginal exception was:\n"));
        let text = types::exception::report(vm, e);
        write_stderr(vm, &text);
    }
}

pub(super) fn unraisable(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let u = a.get(0);
    let e = vm.get_attr_str(u, "exc_value")?;
    let o = vm.get_attr_str(u, "object")?;
    if e.lend().is_a::<Exception>() {
        let _ = vm.reraise(e);
        types::exception::print_unraisable(vm, o.lend());
    }
    Ok(Owned::NONE)
}
