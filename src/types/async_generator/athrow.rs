//! `async_generator_athrow`: what `athrow(e)` and `aclose()` give to be awaited.

use super::{Stage, as_method, close, flags, set_closed, set_running, thrown, unwrap, wrapped};
use crate::object::{
    Args, Exc, FnDef, Kind, Owned, Payload, PyResult, Raised, Ref, TypeDef, TypeFlags, Visit, Vm, new,
};
use crate::types::generator::{self as shared, Step};

/// The body.
struct AsyncGenThrow {
    generator: Owned,
    /// The arguments of `athrow`; `None` for `aclose`.
    args: Option<[Owned; 3]>,
    stage: Stage,
}

impl Payload for AsyncGenThrow {
    const KIND: Kind = Kind::AsyncGenThrow;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.generator);
        visit.all(self.args.iter().flatten());
    }
}

/// An awaitable that throws into an asynchronous generator, or closes it.
pub(super) fn make(generator: Owned, args: Option<[Owned; 3]>) -> Owned {
    new(AsyncGenThrow { generator, args, stage: Stage::Fresh })
}

/// The type.
pub(super) fn def() -> TypeDef {
    TypeDef::of::<AsyncGenThrow>("async_generator_athrow", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.await_ = Some(|_, o| Ok(o.own()));
            s.iter = Some(|_, o| Ok(o.own()));
            s.next = Some(|vm, o| send(vm, o, Ref::NONE));
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[
    FnDef::new(
        "send",
        "(self, value, /)",
        |vm, a| {
            let r = send(vm, a.get(0), a.get(1));
            as_method(vm, r)
        },
        "",
    ),
    FnDef::new(
        "throw",
        "(self, typ, val=None, tb=None, /)",
        |vm, a| {
            let e = thrown(vm, a)?;
            let r = throw(vm, a.get(0), e);
            as_method(vm, r)
        },
        "",
    ),
    FnDef::new("close", "(self, /)", close_method, ""),
];

fn parts(vm: &Vm, o: Ref<'_>) -> (Owned, Option<[Owned; 3]>, Stage) {
    match o.get::<AsyncGenThrow>(vm) {
        Some(b) => (b.generator.clone(), b.args.clone(), b.stage),
        None => (Owned::NONE, None, Stage::Closed),
    }
}

fn set_stage(vm: &mut Vm, o: Ref<'_>, stage: Stage) {
    if let Some(b) = o.get_mut::<AsyncGenThrow>(vm) {
        b.stage = stage;
    }
}

/// An error that uses the awaitable up.
fn refuse(vm: &mut Vm, o: Ref<'_>, message: &str) -> Raised {
    set_stage(vm, o, Stage::Closed);
    vm.runtime_error(message)
}

fn already_running(closing: bool) -> &'static str {
    match closing {
        true => "aclose(): asynchronous generator is already running",
        false => "athrow(): asynchronous generator is already running",
    }
}

fn send(vm: &mut Vm, o: Ref<'_>, sent: Ref<'_>) -> PyResult<Option<Owned>> {
    let (g, args, stage) = parts(vm, o);
    let now = flags(vm, g.lend());
    if stage == Stage::Closed {
        return Err(vm.runtime_error("cannot reuse already awaited aclose()/athrow()"));
    }
    if now.finished {
        set_stage(vm, o, Stage::Closed);
        return Ok(None);
    }
    let step = if stage == Stage::Awaited {
        shared::send(vm, g.lend(), sent)
    } else {
        if now.running {
            return Err(refuse(vm, o, already_running(args.is_none())));
        }
        if now.closed {
            set_stage(vm, o, Stage::Closed);
            return Err(vm.raise_args(Exc::StopAsyncIteration, vec![]));
        }
        if !sent.is_none() {
            return Err(vm.runtime_error("can't send non-None value to a just-started coroutine"));
        }
        set_stage(vm, o, Stage::Awaited);
        set_running(vm, g.lend(), true);
        let e = match &args {
            None => {
                set_closed(vm, g.lend());
                Ok(vm.exception(Exc::GeneratorExit, vec![]))
            }
            Some([class, value, traceback]) => {
                let slots = [o, class.lend(), value.lend(), traceback.lend()];
                thrown(vm, &Args { slots: &slots, rest: &[], extra: &[] })
            }
        };
        e.and_then(|e| shared::throw_open(vm, g.lend(), e))
    };
    conclude(vm, o, g.lend(), args.is_none(), step)
}

/// What a step means: for `aclose`, that it ended as it should, or that the generator goes on.
fn conclude(vm: &mut Vm, o: Ref<'_>, g: Ref<'_>, closing: bool, step: PyResult<Step>) -> PyResult<Option<Owned>> {
    if !closing {
        let r = unwrap(vm, g, step);
        if !matches!(r, Ok(Some(_))) {
            set_running(vm, g, false);
            set_stage(vm, o, Stage::Closed);
        }
        return r;
    }
    match step {
        Ok(Ok(v)) if wrapped(vm, v.lend()).is_some() => {
            set_running(vm, g, false);
            Err(refuse(vm, o, "async generator ignored GeneratorExit"))
        }
        Ok(Ok(v)) => Ok(Some(v)),
        Ok(Err(_)) => {
            set_running(vm, g, false);
            set_stage(vm, o, Stage::Closed);
            Ok(None)
        }
        Err(e) => {
            set_running(vm, g, false);
            set_stage(vm, o, Stage::Closed);
            if !vm.raised_is(Exc::StopAsyncIteration) && !vm.raised_is(Exc::GeneratorExit) {
                return Err(e);
            }
            vm.clear_raised();
            Ok(None)
        }
    }
}

fn throw(vm: &mut Vm, o: Ref<'_>, e: Owned) -> PyResult<Option<Owned>> {
    let (g, args, stage) = parts(vm, o);
    match stage {
        Stage::Closed => return Err(vm.runtime_error("cannot reuse already awaited aclose()/athrow()")),
        Stage::Fresh if flags(vm, g.lend()).running => {
            return Err(refuse(vm, o, already_running(args.is_none())));
        }
        _ => set_stage(vm, o, Stage::Awaited),
    }
    set_running(vm, g.lend(), true);
    let step = shared::throw_open(vm, g.lend(), e);
    conclude(vm, o, g.lend(), args.is_none(), step)
}

fn close_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if parts(vm, a.get(0)).2 == Stage::Closed {
        return Ok(Owned::NONE);
    }
    let e = vm.exception(Exc::GeneratorExit, vec![]);
    let r = throw(vm, a.get(0), e);
    close(vm, r)
}
