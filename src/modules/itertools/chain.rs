//! `chain`: one iterable after another.

use super::{iterator, made};
use crate::object::{Args, CallArgs, FnDef, Kind, Owned, Payload, PyResult, Ref, TypeDef, Visit, Vm, new_of};

pub(super) fn def() -> TypeDef {
    iterator::<Chain>("chain", new, next)
        .doc("Return a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are exhausted.")
        .class_methods(CLASS_METHODS)
}

struct Chain {
    /// Gives the iterables; `None` once there are no more.
    source: Option<Owned>,
    /// The iterator whose items are given now.
    active: Option<Owned>,
}

impl Payload for Chain {
    const KIND: Kind = Kind::ItChain;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.source);
        visit.option(&self.active);
    }
    fn clear(&mut self) {
        self.source = None;
        self.active = None;
    }
}

static CLASS_METHODS: &[FnDef] = &[
    FnDef::new(
        "from_iterable",
        "($type, iterable, /)",
        from_iterable,
        "Alternative chain() constructor taking a single iterable argument that evaluates lazily.",
    ),
    FnDef::new("__class_getitem__", "($type, item, /)", crate::modules::class_getitem, "See PEP 585"),
];

fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    if !args.kwnames.is_empty() && cls.expect_type().is_exactly(Kind::ItChain) {
        return Err(vm.type_error("chain() takes no keyword arguments"));
    }
    let all = vm.tuple_of(args.pos());
    let source = vm.iter(all.lend())?;
    made(cls, Chain { source: Some(source), active: None })
}

fn from_iterable(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let source = vm.iter(a.get(1))?;
    Ok(new_of(a.get(0).expect_type(), Chain { source: Some(source), active: None }))
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    loop {
        let Some(c) = o.get::<Chain>(vm) else { return Ok(None) };
        let active = match (&c.active, &c.source) {
            (Some(active), _) => active.clone(),
            (None, Some(source)) => {
                let source = source.clone();
                match advance(vm, source.lend()) {
                    Ok(Some(active)) => {
                        set_active(vm, o, Some(active.clone()));
                        active
                    }
                    other => {
                        if let Some(c) = o.get_mut::<Chain>(vm) {
                            c.source = None;
                        }
                        return other;
                    }
                }
            }
            (None, None) => return Ok(None),
        };
        if let Some(x) = vm.next(active.lend())? {
            return Ok(Some(x));
        }
        set_active(vm, o, None);
    }
}

/// The next iterable's iterator.
fn advance(vm: &mut Vm, source: Ref<'_>) -> PyResult<Option<Owned>> {
    match vm.next(source)? {
        Some(iterable) => vm.iter(iterable.lend()).map(Some),
        None => Ok(None),
    }
}

fn set_active(vm: &mut Vm, o: Ref<'_>, active: Option<Owned>) {
    if let Some(c) = o.get_mut::<Chain>(vm) {
        c.active = active;
    }
}
