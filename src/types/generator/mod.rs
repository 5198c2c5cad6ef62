//! `generator`: the object side of suspended frames. The frames themselves are `interp/generator.rs`.
//!
//! Coroutines and asynchronous generators share `send`, `throw` and `close`, which are written here for all three.

mod drive;

pub use drive::{Step, close, delegate, send, throw, throw_open, thrown};

use crate::object::{
    Args, FnDef, Generator, GeneratorState as State, GetSetDef, Owned, PyResult, Ref, TypeDef, TypeFlags, Vm,
};

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<Generator>("generator", "builtins")
        .flags(TypeFlags::GC | TypeFlags::DEL | TypeFlags::WEAKREF)
        .slots(|s| {
            s.iter = Some(|_, o| Ok(o.own()));
            s.next = Some(next);
            s.repr = Some(|vm, o| repr(vm, o, "generator"));
        })
        .methods(METHODS)
        .getters(GETTERS)
}

static METHODS: &[FnDef] = &[
    FnDef::new("send", "(self, value, /)", send_method, "Resumes the generator and \"sends\" a value into it."),
    FnDef::new("throw", "(self, typ, val=None, tb=None, /)", throw_method, "Raises an exception at the paused point."),
    FnDef::new("close", "(self, /)", close_method, "Raises GeneratorExit inside the generator."),
    FnDef::new("__del__", "(self, /)", finalize, "Closes a generator that nobody can resume any more."),
];

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get_set("__name__", name, set_name, "name of the generator"),
    GetSetDef::get_set("__qualname__", qualname, set_qualname, "qualified name of the generator"),
    GetSetDef::get("gi_running", running, "whether it is executing"),
    GetSetDef::get("gi_suspended", suspended, "whether it is paused at a yield"),
    GetSetDef::get("gi_code", code, "the code object"),
    GetSetDef::get("gi_frame", frame, "the frame while it can be resumed"),
    GetSetDef::get("gi_yieldfrom", yield_from, "object being iterated by yield from, or None"),
];

/// `next()`, which leaves the value of a return in the VM.
///
/// # Errors
/// What the generator raises.
pub fn next(vm: &mut Vm, g: Ref<'_>) -> PyResult<Option<Owned>> {
    match send(vm, g, Ref::NONE)? {
        Ok(v) => Ok(Some(v)),
        Err(v) => {
            vm.set_stop_value(v);
            Ok(None)
        }
    }
}

/// `<generator object name at 0x…>`.
///
/// # Errors
/// None.
pub fn repr(vm: &mut Vm, o: Ref<'_>, what: &str) -> PyResult {
    let name = vm.suspended(o).map(|s| s.qualname.clone()).unwrap_or(Owned::NONE);
    let name = vm.lossy(name.lend());
    Ok(Owned::string(format!("<{what} object {name} at {:#x}>", o.value().bits())))
}

pub(super) fn send_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match send(vm, a.get(0), a.get(1))? {
        Ok(v) => Ok(v),
        Err(v) => Err(vm.stop_iteration(v)),
    }
}

pub(super) fn throw_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let e = drive::thrown(vm, a)?;
    match throw(vm, a.get(0), e)? {
        Ok(v) => Ok(v),
        Err(v) => Err(vm.stop_iteration(v)),
    }
}

pub(super) fn close_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    close(vm, a.get(0))
}

pub(super) fn finalize(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if vm.suspended(a.get(0)).is_some_and(|s| s.is_paused()) {
        close(vm, a.get(0))?;
    }
    Ok(Owned::NONE)
}

pub(super) fn name(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(vm.suspended(o).map(|s| s.name.clone()).unwrap_or(Owned::NONE))
}

pub(super) fn qualname(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(vm.suspended(o).map(|s| s.qualname.clone()).unwrap_or(Owned::NONE))
}

fn text_value(vm: &mut Vm, v: Option<Ref<'_>>, what: &str) -> PyResult {
    match v {
        Some(v) if v.as_text(vm).is_some() => Ok(v.own()),
        _ => Err(vm.type_error(format!("{what} must be set to a string object"))),
    }
}

pub(super) fn set_name(vm: &mut Vm, o: Ref<'_>, v: Option<Ref<'_>>) -> PyResult<()> {
    let v = text_value(vm, v, "__name__")?;
    if let Some(s) = vm.suspended_mut(o) {
        s.name = v;
    }
    Ok(())
}

pub(super) fn set_qualname(vm: &mut Vm, o: Ref<'_>, v: Option<Ref<'_>>) -> PyResult<()> {
    let v = text_value(vm, v, "__qualname__")?;
    if let Some(s) = vm.suspended_mut(o) {
        s.qualname = v;
    }
    Ok(())
}

pub(super) fn running(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(Owned::bool(vm.suspended(o).is_some_and(|s| s.state() == State::Running)))
}

pub(super) fn suspended(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(Owned::bool(vm.suspended(o).is_some_and(|s| s.is_paused())))
}

pub(super) fn code(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(vm.suspended(o).map(|s| s.code().own()).unwrap_or(Owned::NONE))
}

pub(super) fn frame(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(vm.generator_frame(o).unwrap_or(Owned::NONE))
}

pub(super) fn yield_from(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(delegate(vm, o).unwrap_or(Owned::NONE))
}
