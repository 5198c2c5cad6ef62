//! Iterators over deques, forwards and backwards. A change of the deque's length or order ends them with an error.

use super::{Deque, methods};
use crate::object::{
    Args, FnDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm, bind, new_of,
    type_for,
};
use crate::types::iter::iter_self;

/// The body of both iterators.
struct DequeIter {
    deque: Owned,
    /// How many items were given.
    index: usize,
    /// How many are still to come.
    left: usize,
    /// The deque's state when the iterator was made.
    state: u64,
}

impl Payload for DequeIter {
    const KIND: Kind = Kind::DequeIter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.deque);
    }
}

pub(super) fn defs() -> [TypeDef; 2] {
    [
        TypeDef::of::<DequeIter>("_deque_iterator", "collections").flags(TypeFlags::GC).slots(|s| {
            s.new = Some(new);
            s.iter = Some(iter_self);
            s.next = Some(next::<false>);
        }),
        TypeDef::sharing::<DequeIter>(Kind::DequeReverseIter, "_deque_reverse_iterator", "collections")
            .flags(TypeFlags::GC)
            .slots(|s| {
                s.new = Some(new);
                s.iter = Some(iter_self);
                s.next = Some(next::<true>);
            }),
    ]
    .map(|def| def.methods(METHODS))
}

fn over(vm: &Vm, kind: Kind, o: Ref<'_>) -> Owned {
    let (left, state) = o.get::<Deque>(vm).map_or((0, 0), |d| (d.items.len(), d.state));
    new_of(type_for(kind), DequeIter { deque: o.own(), index: 0, left, state })
}

/// `iter(deque)`.
pub(super) fn forwards(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(over(vm, Kind::DequeIter, o))
}

/// `reversed(deque)`.
pub(super) fn backwards(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(over(vm, Kind::DequeReverseIter, a.get(0)))
}

static SIGNATURE: LazySignature = LazySignature::new("(deque, index=0, /)");

fn new(vm: &mut Vm, cls: Ref<'_>, args: &crate::object::CallArgs<'_>) -> PyResult {
    let ty = cls.expect_type();
    bind(vm, ty.name(), &SIGNATURE, args, |vm, a| {
        if !a.get(0).is_a::<Deque>() {
            let (name, got) = (ty.name().to_owned(), a.get(0).ty().message_name());
            return Err(vm.type_error(format!("{name}() argument 1 must be collections.deque, not {got}")));
        }
        let skip = match a.opt(1) {
            Some(i) => vm.index_i64(i)?.max(0) as usize,
            None => 0,
        };
        let it = over(vm, ty.kind(), a.get(0));
        if let Some(b) = it.lend().get_mut::<DequeIter>(vm) {
            b.index = skip.min(b.left);
            b.left -= b.index;
        }
        Ok(it)
    })
}

#[inline(always)]
fn next<const BACKWARDS: bool>(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(it) = o.get::<DequeIter>(vm) else { return Ok(None) };
    let Some(d) = it.deque.lend().get::<Deque>(vm) else { return Ok(None) };
    if d.state != it.state {
        if let Some(it) = o.get_mut::<DequeIter>(vm) {
            it.left = 0;
        }
        return Err(methods::mutated(vm));
    }
    if it.left == 0 {
        return Ok(None);
    }
    let at = if BACKWARDS { d.items.len() - 1 - it.index } else { it.index };
    let item = d.items.get(at).cloned();
    if let Some(it) = o.get_mut::<DequeIter>(vm) {
        it.index += 1;
        it.left -= 1;
    }
    Ok(item)
}

static METHODS: &[FnDef] = &[
    FnDef::new("__length_hint__", "(self, /)", length_hint, "Private method returning an estimate of len(list(it))."),
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
];

fn length_hint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::usize(a.get(0).get::<DequeIter>(vm).map_or(0, |it| it.left)))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(it) = a.get(0).get::<DequeIter>(vm) else { return Ok(Owned::NONE) };
    let args = vec![it.deque.clone(), Owned::usize(it.index)];
    let args = vm.tuple(args);
    Ok(vm.tuple(vec![a.get(0).ty().as_ref().own(), args]))
}
