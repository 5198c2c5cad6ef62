//! `coroutine_wrapper`: what `coroutine.__await__()` gives, an iterator that drives the coroutine.

use crate::object::{Args, FnDef, Kind, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm};
use crate::types::generator as shared;

/// The body.
pub(super) struct CoroutineWrapper {
    /// What is driven.
    pub coroutine: Owned,
}

impl Payload for CoroutineWrapper {
    const KIND: Kind = Kind::CoroutineWrapper;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.coroutine);
    }
}

/// The type.
pub(super) fn def() -> TypeDef {
    TypeDef::of::<CoroutineWrapper>("coroutine_wrapper", "builtins")
        .doc("A wrapper object implementing __await__ for coroutines.")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.iter = Some(|_, o| Ok(o.own()));
            s.next = Some(|vm, o| {
                let inner = coroutine(vm, o);
                shared::next(vm, inner.lend())
            });
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[
    FnDef::new("send", "(self, value, /)", |vm, a| forward(vm, a, shared::send_method), ""),
    FnDef::new("throw", "(self, typ, val=None, tb=None, /)", |vm, a| forward(vm, a, shared::throw_method), ""),
    FnDef::new("close", "(self, /)", |vm, a| forward(vm, a, shared::close_method), ""),
];

fn coroutine(vm: &Vm, o: Ref<'_>) -> Owned {
    o.get::<CoroutineWrapper>(vm).map_or(Owned::NONE, |w| w.coroutine.clone())
}

/// The same call on the coroutine.
fn forward(vm: &mut Vm, a: &Args<'_>, method: crate::object::NativeFn) -> PyResult {
    let inner = coroutine(vm, a.get(0));
    let mut slots = a.slots.to_vec();
    slots[0] = inner.lend();
    method(vm, &Args { slots: &slots, rest: a.rest, extra: a.extra })
}
