//! `async_generator_asend`: what `__anext__()` and `asend(v)` give to be awaited.

use super::{Stage, as_method, close, flags, set_running, thrown, unwrap};
use crate::object::{Args, Exc, FnDef, Kind, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm, new};
use crate::types::generator as shared;

/// The body.
struct AsyncGenSend {
    generator: Owned,
    /// What the first step sends.
    value: Owned,
    stage: Stage,
}

impl Payload for AsyncGenSend {
    const KIND: Kind = Kind::AsyncGenSend;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.generator);
        visit.owned(&self.value);
    }
}

/// An awaitable that sends `value` into an asynchronous generator.
pub(super) fn make(generator: Owned, value: Owned) -> Owned {
    new(AsyncGenSend { generator, value, stage: Stage::Fresh })
}

/// The type.
pub(super) fn def() -> TypeDef {
    TypeDef::of::<AsyncGenSend>("async_generator_asend", "builtins")
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

fn parts(vm: &Vm, o: Ref<'_>) -> (Owned, Owned, Stage) {
    match o.get::<AsyncGenSend>(vm) {
        Some(b) => (b.generator.clone(), b.value.clone(), b.stage),
        None => (Owned::NONE, Owned::NONE, Stage::Closed),
    }
}

fn set_stage(vm: &mut Vm, o: Ref<'_>, stage: Stage) {
    if let Some(b) = o.get_mut::<AsyncGenSend>(vm) {
        b.stage = stage;
    }
}

/// Before any step: the awaitable was not used up, and the generator is free for the first one.
fn begin(vm: &mut Vm, o: Ref<'_>) -> PyResult<(Owned, Owned, Stage)> {
    let (g, value, stage) = parts(vm, o);
    match stage {
        Stage::Closed => return Err(vm.runtime_error("cannot reuse already awaited __anext__()/asend()")),
        Stage::Fresh if flags(vm, g.lend()).running => {
            set_stage(vm, o, Stage::Closed);
            return Err(vm.runtime_error("anext(): asynchronous generator is already running"));
        }
        Stage::Fresh => set_stage(vm, o, Stage::Awaited),
        Stage::Awaited => {}
    }
    set_running(vm, g.lend(), true);
    Ok((g, value, stage))
}

fn finish(vm: &mut Vm, o: Ref<'_>, r: PyResult<Option<Owned>>) -> PyResult<Option<Owned>> {
    if !matches!(r, Ok(Some(_))) {
        set_stage(vm, o, Stage::Closed);
    }
    r
}

fn send(vm: &mut Vm, o: Ref<'_>, sent: Ref<'_>) -> PyResult<Option<Owned>> {
    let (g, value, stage) = begin(vm, o)?;
    let sent = if stage == Stage::Fresh && sent.is_none() { value.lend() } else { sent };
    let step = shared::send(vm, g.lend(), sent);
    let r = unwrap(vm, g.lend(), step);
    finish(vm, o, r)
}

fn throw(vm: &mut Vm, o: Ref<'_>, e: Owned) -> PyResult<Option<Owned>> {
    let (g, ..) = begin(vm, o)?;
    let step = shared::throw_open(vm, g.lend(), e);
    let r = unwrap(vm, g.lend(), step);
    finish(vm, o, r)
}

fn close_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if parts(vm, a.get(0)).2 == Stage::Closed {
        return Ok(Owned::NONE);
    }
    let e = vm.exception(Exc::GeneratorExit, vec![]);
    let r = throw(vm, a.get(0), e);
    close(vm, r)
}
