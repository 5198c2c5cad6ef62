//! Functions that look at the running frame: `globals`, `locals`, `vars`, `dir`, `eval`, `exec`, `__import__`.

use super::compile::{argument, compile_source, inherited_flags, is_code};
use crate::interp::entry;
use crate::object::{Args, CodeBody, Dict, Owned, PyResult, Ref, TypeFlags, Vm};
use taipan_compiler::{Mode, Options};

pub(super) fn globals(vm: &mut Vm, _: &Args<'_>) -> PyResult {
    Ok(vm.current_globals().unwrap_or(Owned::NONE))
}

pub(super) fn locals(vm: &mut Vm, _: &Args<'_>) -> PyResult {
    current_locals(vm)
}

/// `locals()`: the namespace itself in a module or class body, a snapshot in a function (PEP 667).
fn current_locals(vm: &mut Vm) -> PyResult {
    match vm.frame_object(0) {
        Some(f) => Ok(vm.frame_locals(f.lend())),
        None => Err(vm.system_error("frame does not exist")),
    }
}

pub(super) fn vars(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(o) = a.opt(0) else { return current_locals(vm) };
    let name = vm.names.dict;
    match vm.get_attr_opt(o, name)? {
        Some(d) => Ok(d),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

pub(super) fn dir(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let names = match a.opt(0) {
        None => {
            let l = current_locals(vm)?;
            vm.call_method(l.lend(), "keys", &[])?
        }
        Some(o) => {
            let name = vm.names.dir;
            match vm.call_special(o, name, &[])? {
                Some(all) => all,
                None => return Err(vm.type_error("object does not provide __dir__")),
            }
        }
    };
    let items = vm.collect(names.lend())?;
    let list = vm.list(items);
    vm.call_method(list.lend(), "sort", &[])?;
    Ok(list)
}

/// The namespaces that `eval` and `exec` run in.
fn namespaces(vm: &mut Vm, a: &Args<'_>, function: &str) -> PyResult<(Owned, Owned)> {
    if let Some(l) = a.some(2)
        && !is_mapping(l)
    {
        return Err(match function {
            "eval" => vm.type_error("locals must be a mapping"),
            _ => {
                let got = l.ty().message_name();
                vm.type_error(format!("locals must be a mapping or None, not {got}"))
            }
        });
    }
    let Some(g) = a.some(1) else {
        let Some(globals) = vm.current_globals() else {
            return Err(vm.system_error("globals and locals cannot be NULL"));
        };
        let locals = match a.some(2) {
            Some(l) => l.own(),
            None => current_locals(vm)?,
        };
        return Ok((globals, locals));
    };
    if !g.is_a::<Dict>() {
        let got = g.ty().message_name();
        return Err(match function {
            "eval" if is_mapping(g) => vm.type_error("globals must be a real dict; try eval(code, {}, mapping)"),
            "eval" => vm.type_error("globals must be a dict"),
            _ => vm.type_error(format!("exec() globals must be a dict, not {got}")),
        });
    }
    if vm.dict_get_name(g, "__builtins__").is_none() {
        let builtins = vm.builtins_module();
        vm.dict_set_name(g, "__builtins__", builtins);
    }
    Ok((g.own(), a.some(2).unwrap_or(g).own()))
}

fn is_mapping(o: Ref<'_>) -> bool {
    o.is_a::<Dict>() || o.ty().has(TypeFlags::MAPPING) || o.ty().slots().getitem.is_some()
}

/// The code of a code object or a text.
fn code_of(vm: &mut Vm, a: &Args<'_>, function: &str, mode: Mode) -> PyResult {
    let o = a.get(0);
    if is_code(o) {
        let free = o.get::<CodeBody>(vm).is_some_and(|c| c.code.freevars().next().is_some());
        if free && (function == "eval" || a.some(3).is_none()) {
            let message = match function {
                "eval" => "code object passed to eval() may not contain free variables",
                _ => "code object requires a closure of exactly length 1",
            };
            return Err(vm.type_error(message));
        }
        return Ok(o.own());
    }
    let text = argument(vm, o, function, "string, bytes or code object", "<string>")?;
    let text = if mode == Mode::Eval { text.trim_start_matches([' ', '\t']) } else { &text };
    let options = Options { optimize: vm.settings.optimize, flags: inherited_flags(vm), ..Options::default() };
    compile_source(vm, text, "<string>", mode, options)
}

pub(super) fn eval(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (globals, locals) = namespaces(vm, a, "eval")?;
    let code = code_of(vm, a, "eval", Mode::Eval)?;
    entry::run_code(vm, code.lend(), globals.lend(), locals.lend())
}

pub(super) fn exec(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (globals, locals) = namespaces(vm, a, "exec")?;
    let code = code_of(vm, a, "exec", Mode::Exec)?;
    entry::run_code(vm, code.lend(), globals.lend(), locals.lend())?;
    Ok(Owned::NONE)
}

pub(super) fn import(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let level = match a.opt(4) {
        Some(l) => vm.index_i64(l)?,
        None => 0,
    };
    crate::modules::import::import(vm, a.get(0), a.some(1), a.opt(3).unwrap_or(Ref::NONE), level)
}
