//! `atexit`: functions that run when the program ends, the last one first.

use super::ModuleDef;
use crate::object::{Args, CallArgs, FnDef, Owned, PyResult, Ref, Vm};

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef {
        name: "atexit",
        doc: "allow programmer to define multiple exit functions to be executed upon normal program termination.",
        functions: FUNCTIONS,
        fill: |_, _| Ok(()),
    }
}

static FUNCTIONS: &[FnDef] = &[
    FnDef::new(
        "register",
        "(func, /, *args, **kwargs)",
        register,
        "Register a function to be executed upon normal program termination\n\n    func - function to be called at exit\n    args - optional arguments to pass to func\n    kwargs - optional keyword arguments to pass to func\n\n    func is returned to facilitate usage as a decorator.",
    ),
    FnDef::new("unregister", "(func, /)", unregister, "Unregister an exit function which was previously registered."),
    FnDef::new(
        "_run_exitfuncs",
        "()",
        |vm, _| {
            run(vm);
            Ok(Owned::NONE)
        },
        "Run all registered exit functions.",
    ),
    FnDef::new(
        "_clear",
        "()",
        |vm, _| {
            let all = std::mem::take(&mut vm.extension::<Registered>().0);
            drop(all);
            Ok(Owned::NONE)
        },
        "Clear the list of previously registered exit functions.",
    ),
    FnDef::new(
        "_ncallbacks",
        "()",
        |vm, _| Ok(Owned::usize(vm.extension::<Registered>().0.len())),
        "Return the number of registered exit functions.",
    ),
];

/// What is to be called, in order of registration.
#[derive(Default)]
struct Registered(Vec<Callback>);

#[derive(Clone)]
struct Callback {
    func: Owned,
    /// Positional arguments, then the values of keywords.
    args: Vec<Owned>,
    kwnames: Vec<Owned>,
}

fn register(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if !super::is_callable(a.get(0)) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let args = a.rest.iter().chain(a.extra.iter().map(|(_, value)| value)).map(|x| x.own()).collect();
    let kwnames = a.extra.iter().map(|(name, _)| name.own()).collect();
    let callback = Callback { func: a.get(0).own(), args, kwnames };
    vm.extension::<Registered>().0.push(callback);
    Ok(a.get(0).own())
}

fn unregister(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let all = vm.extension::<Registered>().0.clone();
    let mut kept = Vec::with_capacity(all.len());
    for callback in all {
        if !vm.equal(callback.func.lend(), a.get(0))? {
            kept.push(callback);
        }
    }
    let old = std::mem::replace(&mut vm.extension::<Registered>().0, kept);
    drop(old);
    Ok(Owned::NONE)
}

/// Calls everything that was registered, the last one first. What fails is reported, and the others run all the same.
pub fn run(vm: &mut Vm) {
    while let Some(callback) = vm.extension::<Registered>().0.pop() {
        let args = CallArgs { all: Owned::lend_all(&callback.args), kwnames: Owned::lend_all(&callback.kwnames) };
        if vm.call_args(callback.func.lend(), &args).is_err() {
            report(vm, callback.func.lend());
        }
    }
}

fn report(vm: &mut Vm, func: Ref<'_>) {
    let e = vm.take_raised();
    let what = vm.repr_string(func).unwrap_or_default();
    let text = crate::types::exception::report(vm, e);
    super::sys::write_stderr(vm, &format!("Exception ignored in atexit callback {what}:\n{text}"));
}
