//! `tee`: several iterators over one source. What some have read and others not yet is kept in a chain of blocks; a block goes
//! when the last iterator has left it.

use super::{iterator, made};
use crate::object::{
    Args, CallArgs, FnDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm, bind, new,
};

/// Items per block.
const BLOCK: usize = 57;

pub(super) static FUNCTIONS: &[FnDef] =
    &[FnDef::new("tee", "(iterable, n=2, /)", tee, "Returns a tuple of n independent iterators.")];

pub(super) fn defs() -> Vec<TypeDef> {
    vec![
        iterator::<Tee>("_tee", new_tee, next).doc("Iterator wrapped to make it copyable.").methods(METHODS),
        TypeDef::of::<TeeData>("_tee_dataobject", "itertools")
            .doc("teedataobject(iterable, values, next, /)")
            .flags(TypeFlags::GC),
    ]
}

/// One of the iterators: a block and a position in it.
struct Tee {
    data: Owned,
    index: usize,
}

impl Payload for Tee {
    const KIND: Kind = Kind::ItTee;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.data);
    }
}

/// A block.
struct TeeData {
    it: Owned,
    values: Vec<Owned>,
    next: Option<Owned>,
    /// Whether the source is being asked.
    running: bool,
}

impl Payload for TeeData {
    const KIND: Kind = Kind::ItTeeData;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.it);
        visit.all(&self.values);
        visit.option(&self.next);
    }
    fn clear(&mut self) {
        self.values.clear();
        self.next = None;
    }
}

fn block(it: Owned) -> Owned {
    new(TeeData { it, values: Vec::new(), next: None, running: false })
}

/// A new position over `iterable`: over the same source where it is a `_tee` already.
fn body(vm: &mut Vm, iterable: Ref<'_>) -> PyResult<Tee> {
    let it = vm.iter(iterable)?;
    Ok(match it.lend().get::<Tee>(vm) {
        Some(t) => Tee { data: t.data.clone(), index: t.index },
        None => Tee { data: block(it), index: 0 },
    })
}

fn tee(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = match a.opt(1) {
        Some(n) => vm.index_i64(n)?,
        None => 2,
    };
    if n < 0 {
        return Err(vm.value_error("n must be >= 0"));
    }
    if n == 0 {
        return Ok(vm.tuple(Vec::new()));
    }
    let first = body(vm, a.get(0))?;
    let all = (0..n).map(|_| new(Tee { data: first.data.clone(), index: first.index })).collect();
    Ok(vm.tuple(all))
}

static SIGNATURE: LazySignature = LazySignature::new("(iterable, /)");

fn new_tee(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "_tee", &SIGNATURE, args, |vm, a| {
        let body = body(vm, a.get(0))?;
        made(cls, body)
    })
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(t) = o.get::<Tee>(vm) else { return Ok(None) };
    let (mut data, mut index) = (t.data.clone(), t.index);
    if index == BLOCK {
        data = following(vm, data.lend());
        index = 0;
    }
    let Some(x) = item(vm, data.lend(), index)? else { return Ok(None) };
    if let Some(t) = o.get_mut::<Tee>(vm) {
        (t.data, t.index) = (data, index + 1);
    }
    Ok(Some(x))
}

/// The block after a full one.
fn following(vm: &mut Vm, data: Ref<'_>) -> Owned {
    let Some(d) = data.get_mut::<TeeData>(vm) else { return Owned::NONE };
    d.next.get_or_insert_with(|| block(d.it.clone())).clone()
}

/// The item at a position of a block, read from the source if nobody has yet.
fn item(vm: &mut Vm, data: Ref<'_>, index: usize) -> PyResult<Option<Owned>> {
    let Some(d) = data.get_mut::<TeeData>(vm) else { return Ok(None) };
    if let Some(x) = d.values.get(index) {
        return Ok(Some(x.clone()));
    }
    if d.running {
        return Err(vm.runtime_error("cannot re-enter the tee iterator"));
    }
    d.running = true;
    let it = d.it.clone();
    let r = vm.next(it.lend());
    let Some(d) = data.get_mut::<TeeData>(vm) else { return Ok(None) };
    d.running = false;
    if let Ok(Some(x)) = &r {
        d.values.push(x.clone());
    }
    r
}

static METHODS: &[FnDef] = &[FnDef::new("__copy__", "(self, /)", copy, "Returns an independent iterator.")];

fn copy(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(t) = a.get(0).get::<Tee>(vm) else { return Ok(Owned::NONE) };
    Ok(new(Tee { data: t.data.clone(), index: t.index }))
}
