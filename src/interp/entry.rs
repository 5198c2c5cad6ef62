//! Ways into the interpreter from native code: calls, module bodies, class bodies.

#![allow(unsafe_code, reason = "lays arguments on the data stack")]

use super::bind;
use crate::machine::{Callee, Direct, Machine, push_frame};
use crate::object::{
    Action, Builtin, CallArgs, Frame, Function, Kind, Method, MethodDescr, Owned, PyResult, Ref, Value, Vm,
};

/// Calls any callable: the hook behind [`Vm::call_args`].
///
/// # Errors
/// What the call raises; `TypeError` for what cannot be called.
pub(crate) fn call(vm: &mut Vm, f: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    match f.ty().kind() {
        Kind::Function => call_function(vm, f, args),
        Kind::Builtin => {
            let Some(b) = f.get::<Builtin>(vm) else { return Err(vm.system_error("a builtin was expected")) };
            let def = b.def;
            if !b.bound {
                let module = b.module.clone();
                return native(vm, def, Some(module.lend()), args);
            }
            let this = b.this.clone().unwrap_or(Owned::NONE);
            with_first(vm, this.lend(), args, |vm, args| native(vm, def, None, args))
        }
        Kind::Method => {
            let Some(m) = f.get::<Method>(vm) else { return Err(vm.system_error("a method was expected")) };
            let (func, this) = (m.func.clone(), m.this.clone());
            with_first(vm, this.lend(), args, |vm, args| call(vm, func.lend(), args))
        }
        Kind::MethodDescr => match f.get::<MethodDescr>(vm).filter(|m| receiver_fits(m, args)) {
            Some(m) => native(vm, m.def, None, args),
            None => call_slot(vm, f, args),
        },
        _ => call_slot(vm, f, args),
    }
}

fn call_slot(vm: &mut Vm, f: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    match f.ty().slots().call {
        Some(slot) => slot(vm, f, args),
        None => {
            let name = f.ty().message_name();
            Err(vm.type_error(format!("'{name}' object is not callable")))
        }
    }
}

fn receiver_fits(m: &MethodDescr, args: &CallArgs<'_>) -> bool {
    match (args.pos().first(), m.owner.lend().as_type()) {
        (Some(this), Some(owner)) => std::ptr::eq(this.ty(), owner) || this.ty().is_subtype(owner),
        _ => false,
    }
}

fn native(vm: &mut Vm, def: &'static crate::object::FnDef, module: Option<Ref<'_>>, args: &CallArgs<'_>) -> PyResult {
    if vm.native_stack_low() {
        return Err(vm.recursion_error(" while calling a Python object"));
    }
    match module {
        Some(module) => def.invoke_of(vm, module, args),
        None => def.invoke(vm, args),
    }
}

/// Calls with one more argument in front.
fn with_first<T>(
    vm: &mut Vm,
    first: Ref<'_>,
    args: &CallArgs<'_>,
    f: impl FnOnce(&mut Vm, &CallArgs<'_>) -> PyResult<T>,
) -> PyResult<T> {
    let n = args.all.len() + 1;
    let mut few = [Ref::NONE; 8];
    if let Some(all) = few.get_mut(..n) {
        all[0] = first;
        all[1..].copy_from_slice(args.all);
        return f(vm, &CallArgs { all, kwnames: args.kwnames });
    }
    let mut all = Vec::with_capacity(n);
    all.push(first);
    all.extend_from_slice(args.all);
    f(vm, &CallArgs { all: &all, kwnames: args.kwnames })
}

fn call_function(vm: &mut Vm, f: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let Some(func) = f.get::<Function>(vm) else { return Err(vm.system_error("a function was expected")) };
    let code = func.code_obj();
    // SAFETY: the function keeps its code alive.
    let body = unsafe { &(*code).body };
    let exact = body.simple && args.kwnames.is_empty() && body.argcount as usize == args.all.len();
    if exact {
        let n = args.all.len();
        let args = args.all;
        return enter(vm, f, Callee { code }, n, |k| args[k].own());
    }
    let mut bound = bind::bind(vm, f, args)?;
    let n = bound.len();
    bound.reverse();
    enter(vm, f, Callee { code }, n, |_| bound.pop().unwrap_or(Owned::NONE))
}

/// Runs a function whose parameters are given one by one.
fn enter(vm: &mut Vm, f: Ref<'_>, callee: Callee, n: usize, mut arg: impl FnMut(usize) -> Owned) -> PyResult {
    let mut d = Direct::resume(vm);
    let (fp, saved) = (d.sp, vm.regs);
    for k in 0..n {
        d.push(arg(k).into_value());
    }
    // SAFETY: the arguments are the top `n` values; the frame owns a reference to the function.
    let pushed = unsafe { push_frame(&mut d, callee.code, f.own().into_value(), fp, fp, n, Action::LEAVE) };
    if let Err(e) = pushed {
        for _ in 0..n {
            let v = d.pop();
            d.release(v);
        }
        vm.regs = saved;
        // SAFETY: the reference that the frame would have owned.
        unsafe { crate::object::release(f.value()) };
        return Err(e);
    }
    d.park();
    super::run(vm)?;
    Ok(vm.result.take().unwrap_or(Owned::NONE))
}

/// Runs module code, or code for `exec` and `eval`: `globals` is a dict, `locals` any mapping.
///
/// # Errors
/// What the code raises.
pub fn run_code(vm: &mut Vm, code: Ref<'_>, globals: Ref<'_>, locals: Ref<'_>) -> PyResult {
    run_body(vm, code, Value::EMPTY, globals, locals)
}

/// Runs the body of a class: a function without parameters whose names go to `namespace`.
///
/// # Errors
/// What the body raises.
pub fn run_class_body(vm: &mut Vm, func: Ref<'_>, namespace: Ref<'_>) -> PyResult {
    let Some(f) = func.get::<Function>(vm) else {
        return Err(vm.type_error("__build_class__: func must be a function"));
    };
    let (code, globals) = (f.code.clone(), f.globals.clone());
    run_body(vm, code.lend(), func.value(), globals.lend(), namespace)
}

fn run_body(vm: &mut Vm, code: Ref<'_>, func: Value, globals: Ref<'_>, locals: Ref<'_>) -> PyResult {
    // Keeps everything that the frame borrows alive.
    let _held = [code.own(), globals.own(), locals.own()];
    let code = code.value().bits() as *const crate::object::CodeObj;
    let mut d = Direct::resume(vm);
    let fp = d.sp;
    // SAFETY: the frame has no arguments; it owns a reference to the function if there is one; globals and namespace outlive it.
    unsafe {
        crate::object::retain(func);
        if let Err(e) = push_frame(&mut d, code, func, fp, fp, 0, Action::LEAVE) {
            crate::object::release(func);
            return Err(e);
        }
        let f: &mut Frame = &mut *vm.frame;
        f.globals = globals.value();
        f.locals = locals.value();
    }
    d.park();
    super::run(vm)?;
    Ok(vm.result.take().unwrap_or(Owned::NONE))
}
