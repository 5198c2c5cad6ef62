//! `async_generator`: the object side of `async def` with `yield`.
//!
//! ```text
//! agen.__anext__(), agen.asend(v) ── AsyncGenSend  ── awaited: runs the frame until it yields a *wrapped* value
//! agen.athrow(e), agen.aclose()   ── AsyncGenThrow ── awaited: the same, with an exception thrown in first
//! ```
//!
//! What an `await` inside yields passes through to whoever drives the awaiting coroutine; what `yield` gives is wrapped
//! (`AsyncGenWrapped`), and ends the await with that value.

mod asend;
mod athrow;
mod with_default;

pub use with_default::anext_with_default;

use super::generator as shared;
use crate::object::{
    Args, AsyncGenerator, Exc, FnDef, GetSetDef, Kind, Owned, Payload, PyResult, Raised, Ref, TypeDef, TypeFlags,
    Visit, Vm, new,
};
use shared::Step;

/// A value on its way out of an asynchronous generator's `yield`.
pub struct AsyncGenWrapped(Owned);

impl Payload for AsyncGenWrapped {
    const KIND: Kind = Kind::AsyncGenWrapped;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.0);
    }
}

/// The types.
pub fn defs() -> Vec<TypeDef> {
    let wrapped = TypeDef::of::<AsyncGenWrapped>("async_generator_wrapped_value", "builtins").flags(TypeFlags::GC);
    vec![def(), wrapped, asend::def(), athrow::def(), with_default::def()]
}

fn def() -> TypeDef {
    TypeDef::of::<AsyncGenerator>("async_generator", "builtins")
        .flags(TypeFlags::GC | TypeFlags::DEL | TypeFlags::WEAKREF)
        .slots(|s| {
            s.aiter = Some(|_, o| Ok(o.own()));
            s.anext = Some(|_, o| Ok(asend::make(o.own(), Owned::NONE)));
            s.repr = Some(|vm, o| shared::repr(vm, o, "async_generator"));
        })
        .methods(METHODS)
        .class_methods(CLASS_METHODS)
        .getters(GETTERS)
}

static METHODS: &[FnDef] = &[
    FnDef::new(
        "asend",
        "(self, value, /)",
        |_, a| Ok(asend::make(a.get(0).own(), a.get(1).own())),
        "asend(v) -> send 'v' in generator.",
    ),
    FnDef::new(
        "athrow",
        "(self, typ, val=None, tb=None, /)",
        |_, a| {
            let part = |i| a.opt(i).unwrap_or(Ref::NONE).own();
            Ok(athrow::make(a.get(0).own(), Some([part(1), part(2), part(3)])))
        },
        "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator.",
    ),
    FnDef::new(
        "aclose",
        "(self, /)",
        |_, a| Ok(athrow::make(a.get(0).own(), None)),
        "aclose() -> raise GeneratorExit inside generator.",
    ),
    FnDef::new("__del__", "(self, /)", shared::finalize, ""),
];

static CLASS_METHODS: &[FnDef] = &[FnDef::new(
    "__class_getitem__",
    "($type, item, /)",
    |vm, a| Ok(crate::types::generic_alias::make(vm, a.get(0), a.get(1))),
    "See PEP 585",
)];

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get_set("__name__", shared::name, shared::set_name, "name of the async generator"),
    GetSetDef::get_set("__qualname__", shared::qualname, shared::set_qualname, "qualified name of the async generator"),
    GetSetDef::get("ag_running", |vm, o| Ok(Owned::bool(flags(vm, o).running)), ""),
    GetSetDef::get("ag_suspended", shared::suspended, ""),
    GetSetDef::get("ag_code", shared::code, ""),
    GetSetDef::get("ag_frame", shared::frame, ""),
    GetSetDef::get("ag_await", shared::yield_from, "object being awaited on, or None"),
];

/// What an asynchronous generator yields, on its way out.
pub fn wrap(v: Ref<'_>) -> Owned {
    new(AsyncGenWrapped(v.own()))
}

/// Whether an operation runs, and whether the generator was closed.
#[derive(Clone, Copy)]
struct AsyncFlags {
    running: bool,
    closed: bool,
    finished: bool,
}

fn flags(vm: &Vm, g: Ref<'_>) -> AsyncFlags {
    match vm.suspended(g) {
        Some(s) => AsyncFlags {
            running: s.async_running,
            closed: s.async_closed,
            finished: s.state() == crate::object::GeneratorState::Finished,
        },
        None => AsyncFlags { running: false, closed: true, finished: true },
    }
}

fn set_running(vm: &mut Vm, g: Ref<'_>, on: bool) {
    if let Some(s) = vm.suspended_mut(g) {
        s.async_running = on;
    }
}

fn set_closed(vm: &mut Vm, g: Ref<'_>) {
    if let Some(s) = vm.suspended_mut(g) {
        s.async_closed = true;
    }
}

/// What one step of the frame means to whoever awaits: `Ok(Some)` is passed on to the driver, `Ok(None)` ends the await with the
/// value left by [`Vm::set_stop_value`].
fn unwrap(vm: &mut Vm, g: Ref<'_>, step: PyResult<Step>) -> PyResult<Option<Owned>> {
    match step {
        Ok(Ok(v)) => match wrapped(vm, v.lend()) {
            Some(inner) => {
                set_running(vm, g, false);
                vm.set_stop_value(inner);
                Ok(None)
            }
            None => Ok(Some(v)),
        },
        Ok(Err(_)) => {
            set_closed(vm, g);
            set_running(vm, g, false);
            Err(vm.raise_args(Exc::StopAsyncIteration, vec![]))
        }
        Err(Raised) => {
            if vm.raised_is(Exc::StopAsyncIteration) || vm.raised_is(Exc::GeneratorExit) {
                set_closed(vm, g);
            }
            set_running(vm, g, false);
            Err(Raised)
        }
    }
}

/// The value inside of a wrapped one.
fn wrapped(vm: &Vm, v: Ref<'_>) -> Option<Owned> {
    v.get::<AsyncGenWrapped>(vm).map(|w| w.0.clone())
}

/// How far an awaitable of this folder is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Fresh,
    Awaited,
    Closed,
}

/// The result of a `send` or `throw` method from that of a `next` slot.
fn as_method(vm: &mut Vm, r: PyResult<Option<Owned>>) -> PyResult {
    match r? {
        Some(v) => Ok(v),
        None => {
            let v = vm.stopped_with();
            Err(vm.stop_iteration(v))
        }
    }
}

/// `close()` of an awaitable: `GeneratorExit` goes in and must come out.
fn close(vm: &mut Vm, thrown: PyResult<Option<Owned>>) -> PyResult {
    match thrown {
        Ok(Some(_)) => Err(vm.runtime_error("coroutine ignored GeneratorExit")),
        Ok(None) => {
            vm.stopped_with();
            Ok(Owned::NONE)
        }
        Err(e) => {
            let ends = [Exc::StopIteration, Exc::StopAsyncIteration, Exc::GeneratorExit];
            if !ends.into_iter().any(|exc| vm.raised_is(exc)) {
                return Err(e);
            }
            vm.clear_raised();
            Ok(Owned::NONE)
        }
    }
}

/// The arguments of a call of `throw` as an exception.
fn thrown(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    shared::thrown(vm, a)
}
