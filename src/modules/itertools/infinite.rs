//! `count`, `cycle` and `repeat`: iterators without end.

use super::{iterator, made, own_args};
use crate::object::{
    Args, BigInt, BinOp, CallArgs, FnDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, Visit, Vm, bind,
};

pub(super) fn defs() -> Vec<TypeDef> {
    vec![
        iterator::<Count>("count", new_count, next_count)
            .doc("Return a count object whose .__next__() method returns consecutive values.\n\n  start\n    Start value\n  step\n    Step value")
            .slots(|s| s.repr = Some(repr_count)),
        iterator::<Cycle>("cycle", new_cycle, next_cycle).doc(
            "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
        ),
        iterator::<Repeat>("repeat", new_repeat, next_repeat)
            .doc("repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly.")
            .slots(|s| s.repr = Some(repr_repeat))
            .methods(REPEAT_METHODS),
    ]
}

/// The body of `count`: machine integers as long as they fit.
enum Count {
    Fast { next: i64, step: i64 },
    Slow { next: Owned, step: Owned },
}

impl Payload for Count {
    const KIND: Kind = Kind::ItCount;
    fn traverse(&self, visit: &mut Visit<'_>) {
        if let Count::Slow { next, step } = self {
            visit.owned(next);
            visit.owned(step);
        }
    }
}

static COUNT: LazySignature = LazySignature::new("(start=0, step=1)");

fn new_count(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "count", &COUNT, args, |vm, a| {
        let (start, step) = (a.opt(0).map_or(Owned::int(0), Ref::own), a.opt(1).map_or(Owned::int(1), Ref::own));
        if !is_number(start.lend()) || !is_number(step.lend()) {
            return Err(vm.type_error("a number is required"));
        }
        made(
            cls,
            match (start.value().as_fixnum(), step.value().as_fixnum()) {
                (Some(next), Some(step)) => Count::Fast { next, step },
                _ => Count::Slow { next: start, step },
            },
        )
    })
}

fn is_number(o: Ref<'_>) -> bool {
    let s = o.ty().slots();
    s.index.is_some() || s.int.is_some() || s.float.is_some() || o.ty().kind() == Kind::Complex
}

fn next_count(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    match o.get_mut::<Count>(vm) {
        Some(Count::Fast { next, step }) => {
            let (value, step) = (*next, *step);
            match value.checked_add(step) {
                Some(n) => *next = n,
                None => {
                    let sum = Owned::big(dashu_int::IBig::from(value) + dashu_int::IBig::from(step));
                    set_count(vm, o, Count::Slow { next: sum, step: Owned::int(step) });
                }
            }
            Ok(Some(Owned::int(value)))
        }
        Some(Count::Slow { next, step }) => {
            let (value, step) = (next.clone(), step.clone());
            let next = vm.binary_op(BinOp::Add, value.lend(), step.lend())?;
            set_count(vm, o, Count::Slow { next, step });
            Ok(Some(value))
        }
        None => Ok(None),
    }
}

fn set_count(vm: &mut Vm, o: Ref<'_>, body: Count) {
    if let Some(c) = o.get_mut::<Count>(vm) {
        *c = body;
    }
}

fn repr_count(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let (next, step) = match o.get::<Count>(vm) {
        Some(Count::Fast { next, step }) => (Owned::int(*next), Owned::int(*step)),
        Some(Count::Slow { next, step }) => (next.clone(), step.clone()),
        None => return Ok(Owned::NONE),
    };
    let name = o.ty().name().to_owned();
    let is_int = step.value().is_fixnum() || step.lend().is_a::<BigInt>();
    let plain = is_int && step.lend().as_i64(vm) == Some(1);
    let next = vm.repr_string(next.lend())?;
    if plain {
        return Ok(Owned::string(format!("{name}({next})")));
    }
    let step = vm.repr_string(step.lend())?;
    Ok(Owned::string(format!("{name}({next}, {step})")))
}

/// The body of `cycle`: items are saved on the first round.
struct Cycle {
    /// The source during the first round.
    it: Option<Owned>,
    saved: Vec<Owned>,
    index: usize,
}

impl Payload for Cycle {
    const KIND: Kind = Kind::ItCycle;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.it);
        visit.all(&self.saved);
    }
    fn clear(&mut self) {
        self.it = None;
        self.saved.clear();
    }
}

static CYCLE: LazySignature = LazySignature::new("(iterable, /)");

fn new_cycle(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "cycle", &CYCLE, &own_args(cls, Kind::ItCycle, args), |vm, a| {
        let it = vm.iter(a.get(0))?;
        made(cls, Cycle { it: Some(it), saved: Vec::new(), index: 0 })
    })
}

fn next_cycle(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    if let Some(it) = o.get::<Cycle>(vm).and_then(|c| c.it.clone()) {
        let item = vm.next(it.lend())?;
        let Some(c) = o.get_mut::<Cycle>(vm) else { return Ok(None) };
        if let Some(item) = item {
            c.saved.push(item.clone());
            return Ok(Some(item));
        }
        c.it = None;
    }
    let Some(c) = o.get_mut::<Cycle>(vm) else { return Ok(None) };
    let Some(item) = c.saved.get(c.index).cloned() else { return Ok(None) };
    c.index = if c.index + 1 < c.saved.len() { c.index + 1 } else { 0 };
    Ok(Some(item))
}

/// The body of `repeat`.
struct Repeat {
    value: Owned,
    /// How often it is still to come; `None` for ever.
    left: Option<usize>,
}

impl Payload for Repeat {
    const KIND: Kind = Kind::ItRepeat;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.value);
    }
}

static REPEAT: LazySignature = LazySignature::new("(object, times=None)");

fn new_repeat(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "repeat", &REPEAT, args, |vm, a| {
        let left = match a.opt(1) {
            Some(n) => Some(vm.index_i64(n)?.max(0) as usize),
            None => None,
        };
        made(cls, Repeat { value: a.get(0).own(), left })
    })
}

fn next_repeat(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(r) = o.get_mut::<Repeat>(vm) else { return Ok(None) };
    match &mut r.left {
        Some(0) => return Ok(None),
        Some(n) => *n -= 1,
        None => {}
    }
    Ok(Some(r.value.clone()))
}

fn repr_repeat(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let Some(r) = o.get::<Repeat>(vm) else { return Ok(Owned::NONE) };
    let (value, left) = (r.value.clone(), r.left);
    let name = o.ty().name().to_owned();
    let value = vm.repr_string(value.lend())?;
    Ok(Owned::string(match left {
        Some(n) => format!("{name}({value}, {n})"),
        None => format!("{name}({value})"),
    }))
}

static REPEAT_METHODS: &[FnDef] = &[FnDef::new(
    "__length_hint__",
    "(self, /)",
    length_hint,
    "Private method returning an estimate of len(list(it)).",
)];

fn length_hint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match a.get(0).get::<Repeat>(vm).and_then(|r| r.left) {
        Some(n) => Ok(Owned::usize(n)),
        None => Err(vm.type_error("len() of unsized object")),
    }
}
