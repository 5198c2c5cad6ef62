//! Methods and attributes of `range`.

use super::make::parts;
use super::slots::contains_int;
use crate::object::{Args, FnDef, GetSetDef, Kind, Owned, PyResult, Range, Ref, Vm};
use dashu_int::IBig;
use dashu_int::ops::DivRem;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("__reversed__", "(self, /)", reversed, "Return a reverse iterator."),
    FnDef::new("__reduce__", "(self, /)", reduce, ""),
    FnDef::new(
        "count",
        "(self, value, /)",
        count,
        "rangeobject.count(value) -> integer -- return number of occurrences of value",
    ),
    FnDef::new(
        "index",
        "(self, value, /)",
        index,
        "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.",
    ),
];

pub(super) static GETTERS: &[GetSetDef] = &[
    GetSetDef::field("start", |vm, o| Ok(part(vm, o, 0)), ""),
    GetSetDef::field("stop", |vm, o| Ok(part(vm, o, 1)), ""),
    GetSetDef::field("step", |vm, o| Ok(part(vm, o, 2)), ""),
];

fn part(vm: &Vm, o: Ref<'_>, i: usize) -> Owned {
    let [start, stop, step, _] = parts(vm, o);
    Owned::big(match i {
        0 => start,
        1 => stop,
        _ => step,
    })
}

fn reversed(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(super::iter::backwards(vm, a.get(0)))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let args = (0..3).map(|i| part(vm, a.get(0), i)).collect();
    let args = vm.tuple(args);
    Ok(vm.tuple(vec![a.get(0).ty().as_ref().own(), args]))
}

/// The position of an int among the values.
pub(super) fn offset_of(vm: &Vm, o: Ref<'_>, x: Ref<'_>) -> Option<IBig> {
    let r = o.get::<Range>(vm)?;
    if let (None, Some(i)) = (&r.big, x.value().as_fixnum()) {
        return contains_int(r, i).then(|| (IBig::from(i) - IBig::from(r.start)) / IBig::from(r.step));
    }
    let [start, _, step, len] = parts(vm, o);
    let (at, rest) = (x.as_int(vm)?.to_big() - start).div_rem(step);
    (rest == IBig::ZERO && at >= IBig::ZERO && at < len).then_some(at)
}

/// The position of the first value that equals `x`, by comparing them all.
pub(super) fn search(vm: &mut Vm, o: Ref<'_>, x: Ref<'_>) -> PyResult<Option<usize>> {
    let it = vm.iter(o)?;
    let mut at = 0;
    while let Some(v) = vm.next(it.lend())? {
        if vm.equal(v.lend(), x)? {
            return Ok(Some(at));
        }
        at += 1;
        if at % 4096 == 0 {
            vm.check_signals()?;
        }
    }
    Ok(None)
}

fn is_int(x: Ref<'_>) -> bool {
    x.ty().is_exactly(Kind::Int) || x.value().is_bool()
}

fn count(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (o, x) = (a.get(0), a.get(1));
    if is_int(x) {
        return Ok(Owned::int(i64::from(offset_of(vm, o, x).is_some())));
    }
    let it = vm.iter(o)?;
    let mut n = 0;
    while let Some(v) = vm.next(it.lend())? {
        n += usize::from(vm.equal(v.lend(), x)?);
    }
    Ok(Owned::usize(n))
}

fn index(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (o, x) = (a.get(0), a.get(1));
    if is_int(x) {
        return match offset_of(vm, o, x) {
            Some(at) => Ok(Owned::big(at)),
            None => Err(vm.value_error("range.index(x): x not in range")),
        };
    }
    match search(vm, o, x)? {
        Some(at) => Ok(Owned::usize(at)),
        None => Err(vm.value_error("sequence.index(x): x not in sequence")),
    }
}
