//! `anext(it, default)`: an awaitable whose `StopAsyncIteration` becomes the default.

use crate::object::{Exc, FnDef, Kind, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm, new};
use crate::types::coroutine::get_awaitable;

/// The body.
struct AnextAwaitable {
    /// What `__anext__` gave.
    awaited: Owned,
    /// Its iterator, once asked for.
    iterator: Option<Owned>,
    default: Owned,
}

impl Payload for AnextAwaitable {
    const KIND: Kind = Kind::AnextAwaitable;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.awaited);
        visit.option(&self.iterator);
        visit.owned(&self.default);
    }
}

/// The awaitable of `anext(it, default)`; `awaited` is what `__anext__` gave.
pub fn anext_with_default(awaited: Owned, default: Owned) -> Owned {
    new(AnextAwaitable { awaited, iterator: None, default })
}

/// The type.
pub(super) fn def() -> TypeDef {
    TypeDef::of::<AnextAwaitable>("anext_awaitable", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.await_ = Some(|_, o| Ok(o.own()));
            s.iter = Some(|_, o| Ok(o.own()));
            s.next = Some(|vm, o| {
                let it = iterator(vm, o)?;
                let r = vm.next(it.lend());
                defaulted(vm, o, r)
            });
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[
    FnDef::new(
        "send",
        "(self, value, /)",
        |vm, a| {
            let it = iterator(vm, a.get(0))?;
            let r = vm.call_method(it.lend(), "send", &[a.get(1)]);
            ended(vm, a.get(0), r)
        },
        "",
    ),
    FnDef::new(
        "throw",
        "(self, typ, val=None, tb=None, /)",
        |vm, a| {
            let it = iterator(vm, a.get(0))?;
            let given: Vec<Ref<'_>> = a.slots[1..].iter().copied().filter(|r| !r.is_empty()).collect();
            let r = vm.call_method(it.lend(), "throw", &given);
            ended(vm, a.get(0), r)
        },
        "",
    ),
    FnDef::new(
        "close",
        "(self, /)",
        |vm, a| {
            let it = iterator(vm, a.get(0))?;
            vm.call_method(it.lend(), "close", &[])
        },
        "",
    ),
];

fn iterator(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let Some(b) = o.get::<AnextAwaitable>(vm) else { return Ok(Owned::NONE) };
    if let Some(it) = &b.iterator {
        return Ok(it.clone());
    }
    let awaited = b.awaited.clone();
    let it = get_awaitable(vm, awaited.lend(), 0)?;
    // A coroutine is driven by its wrapper, which is an iterator.
    let it = match it.lend().ty().slots().await_ {
        Some(f) if it.lend().ty().slots().next.is_none() => f(vm, it.lend())?,
        _ => it,
    };
    if let Some(b) = o.get_mut::<AnextAwaitable>(vm) {
        b.iterator = Some(it.clone());
    }
    Ok(it)
}

fn defaulted(vm: &mut Vm, o: Ref<'_>, r: PyResult<Option<Owned>>) -> PyResult<Option<Owned>> {
    if r.is_err() && vm.raised_is(Exc::StopAsyncIteration) {
        vm.clear_raised();
        let default = o.get::<AnextAwaitable>(vm).map_or(Owned::NONE, |b| b.default.clone());
        vm.set_stop_value(default);
        return Ok(None);
    }
    r
}

fn ended(vm: &mut Vm, o: Ref<'_>, r: PyResult) -> PyResult {
    let r = r.map(Some);
    let r = defaulted(vm, o, r);
    super::as_method(vm, r)
}
