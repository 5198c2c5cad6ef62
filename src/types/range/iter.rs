//! Iterators over ranges: of 64-bit values, and of big ints.

use super::make::parts;
use crate::object::{Args, FnDef, Kind, Owned, Payload, PyResult, Range, RangeIter, Ref, TypeDef, Visit, Vm, new};
use crate::types::iter::{builtin, iter_self};
use dashu_int::IBig;

/// The iterator of a range in big ints.
pub struct LongRangeIter {
    next: IBig,
    step: IBig,
    left: IBig,
}

impl Payload for LongRangeIter {
    const KIND: Kind = Kind::LongRangeIter;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

pub(super) fn iter(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    if let Some(Range { start, step, len, big: None, .. }) = o.get::<Range>(vm) {
        return Ok(new(RangeIter { next: *start, step: *step, left: *len }));
    }
    let [start, _, step, len] = parts(vm, o);
    Ok(new(LongRangeIter { next: start, step, left: len }))
}

/// The iterator of the same values from the last to the first.
pub(super) fn backwards(vm: &mut Vm, o: Ref<'_>) -> Owned {
    if let Some(Range { start, step, len, big: None, .. }) = o.get::<Range>(vm)
        && let Some(step_back) = step.checked_neg()
    {
        let last = start.wrapping_add(step.wrapping_mul(len - 1));
        return new(RangeIter { next: last, step: step_back, left: *len });
    }
    let [start, _, step, len] = parts(vm, o);
    let last = start + &step * (&len - IBig::ONE);
    new(LongRangeIter { next: last, step: -step, left: len })
}

/// The type `range_iterator`.
pub fn def() -> TypeDef {
    TypeDef::of::<RangeIter>("range_iterator", "builtins")
        .slots(|s| {
            s.iter = Some(iter_self);
            s.next = Some(next);
        })
        .methods(METHODS)
}

/// The type `longrange_iterator`.
pub fn long_def() -> TypeDef {
    TypeDef::of::<LongRangeIter>("longrange_iterator", "builtins")
        .slots(|s| {
            s.iter = Some(iter_self);
            s.next = Some(long_next);
        })
        .methods(METHODS)
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(it) = o.get_mut::<RangeIter>(vm) else { return Ok(None) };
    if it.left <= 0 {
        return Ok(None);
    }
    let i = it.next;
    it.next = i.wrapping_add(it.step);
    it.left -= 1;
    Ok(Some(Owned::int(i)))
}

fn long_next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(it) = o.get_mut::<LongRangeIter>(vm) else { return Ok(None) };
    if it.left == IBig::ZERO {
        return Ok(None);
    }
    let i = it.next.clone();
    it.next += &it.step;
    it.left -= IBig::ONE;
    Ok(Some(Owned::big(i)))
}

/// Next value, step, number of values left.
fn state(vm: &Vm, o: Ref<'_>) -> [IBig; 3] {
    match o.get::<RangeIter>(vm) {
        Some(it) => [it.next.into(), it.step.into(), it.left.into()],
        None => match o.get::<LongRangeIter>(vm) {
            Some(it) => [it.next.clone(), it.step.clone(), it.left.clone()],
            None => Default::default(),
        },
    }
}

static METHODS: &[FnDef] = &[
    FnDef::new("__length_hint__", "(self, /)", length_hint, "Private method returning an estimate of len(list(it))."),
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
    FnDef::new("__setstate__", "(self, state, /)", set_state, "Set state information for unpickling."),
];

fn length_hint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let [_, _, left] = state(vm, a.get(0));
    Ok(Owned::big(left))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let [next, step, left] = state(vm, a.get(0));
    let stop = &next + &step * left;
    let range = super::from_big(next, stop, step);
    let (f, args) = (builtin(vm, "iter"), vm.tuple(vec![range]));
    Ok(vm.tuple(vec![f, args, Owned::NONE]))
}

fn set_state(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let skip = super::make::integer(vm, a.get(1))?;
    let [_, step, left] = state(vm, a.get(0));
    let skip = skip.max(IBig::ZERO).min(left);
    if let Some(it) = a.get(0).get_mut::<LongRangeIter>(vm) {
        it.next += step * &skip;
        it.left -= skip;
    } else if let Some(it) = a.get(0).get_mut::<RangeIter>(vm)
        && let Ok(skip) = i64::try_from(&skip)
    {
        it.next = it.next.wrapping_add(it.step.wrapping_mul(skip));
        it.left -= skip;
    }
    Ok(Owned::NONE)
}
