//! `coroutine`: the object side of `async def`. What it shares with generators is in `generator`.

mod awaiting;
mod never_awaited;
mod wrapper;

pub use awaiting::{get_aiter, get_anext, get_awaitable, wrap_yielded};

use super::generator as shared;
use crate::object::{
    Args, Coroutine, FnDef, GeneratorState as State, GetSetDef, Owned, PyResult, TypeDef, TypeFlags, Vm, new,
};

/// The types.
pub fn defs() -> Vec<TypeDef> {
    vec![def(), wrapper::def()]
}

fn def() -> TypeDef {
    TypeDef::of::<Coroutine>("coroutine", "builtins")
        .flags(TypeFlags::GC | TypeFlags::DEL | TypeFlags::WEAKREF)
        .slots(|s| {
            s.await_ = Some(|_, o| Ok(new(wrapper::CoroutineWrapper { coroutine: o.own() })));
            s.repr = Some(|vm, o| shared::repr(vm, o, "coroutine"));
        })
        .methods(METHODS)
        .getters(GETTERS)
}

static METHODS: &[FnDef] = &[
    FnDef::new(
        "send",
        "(self, value, /)",
        shared::send_method,
        "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.",
    ),
    FnDef::new(
        "throw",
        "(self, typ, val=None, tb=None, /)",
        shared::throw_method,
        "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in coroutine, return next iterated value or raise\nStopIteration.",
    ),
    FnDef::new("close", "(self, /)", shared::close_method, "close() -> raise GeneratorExit inside coroutine."),
    FnDef::new("__del__", "(self, /)", finalize, ""),
];

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get_set("__name__", shared::name, shared::set_name, "name of the coroutine"),
    GetSetDef::get_set("__qualname__", shared::qualname, shared::set_qualname, "qualified name of the coroutine"),
    GetSetDef::get("cr_running", shared::running, ""),
    GetSetDef::get("cr_suspended", shared::suspended, ""),
    GetSetDef::get("cr_code", shared::code, ""),
    GetSetDef::get("cr_frame", shared::frame, ""),
    GetSetDef::get("cr_await", shared::yield_from, "object being awaited on, or None"),
    GetSetDef::get("cr_origin", |_, _| Ok(Owned::NONE), ""),
];

/// A coroutine that never ran is worth a warning; one that was left in the middle is closed.
fn finalize(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let never = vm.suspended(a.get(0)).is_some_and(|s| !s.started() && s.state() == State::Suspended);
    if never {
        never_awaited::warn(vm, a.get(0));
        return Ok(Owned::NONE);
    }
    shared::finalize(vm, a)
}
