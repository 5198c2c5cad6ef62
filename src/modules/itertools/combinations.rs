//! `combinations` and `combinations_with_replacement`: selections of `r` items in the order of the pool.

use super::{iterator, made};
use crate::object::{CallArgs, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, Visit, Vm, bind};

pub(super) fn defs() -> Vec<TypeDef> {
    vec![
        iterator::<Combinations>("combinations", new_plain, next_plain).doc(
            "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)",
        ),
        iterator::<WithReplacement>("combinations_with_replacement", new_replacing, next_replacing).doc(
            "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.\n\ncombinations_with_replacement('ABC', 2) --> ('A','A'), ('A','B'), ('A','C'), ('B','B'), ('B','C'), ('C','C')",
        ),
    ]
}

/// A pool and the chosen positions.
struct Selection {
    pool: Vec<Owned>,
    indices: Vec<usize>,
    started: bool,
    done: bool,
}

struct Combinations(Selection);
struct WithReplacement(Selection);

impl Payload for Combinations {
    const KIND: Kind = Kind::ItCombinations;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all(&self.0.pool);
    }
}

impl Payload for WithReplacement {
    const KIND: Kind = Kind::ItCombinationsWithReplacement;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all(&self.0.pool);
    }
}

impl Selection {
    /// Goes on to the next selection; `step` changes the indices and says whether there was one.
    fn advance(&mut self, step: impl FnOnce(&mut [usize], usize) -> bool) -> bool {
        let n = self.pool.len();
        if self.done || (self.started && !step(&mut self.indices, n)) {
            self.done = true;
            return false;
        }
        self.started = true;
        true
    }

    fn tuple(&self, vm: &Vm) -> Owned {
        vm.tuple_from(self.indices.iter().map(|&i| self.pool[i].clone()))
    }
}

static SIGNATURE: LazySignature = LazySignature::new("(iterable, r)");

/// Pool and `r`.
fn arguments(vm: &mut Vm, name: &str, args: &CallArgs<'_>) -> PyResult<(Vec<Owned>, usize)> {
    bind(vm, name, &SIGNATURE, args, |vm, a| {
        let r = vm.index_i64(a.get(1))?;
        let pool = vm.collect(a.get(0))?;
        match usize::try_from(r) {
            Ok(r) => Ok((pool, r)),
            Err(_) => Err(vm.value_error("r must be non-negative")),
        }
    })
}

fn new_plain(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let (pool, r) = arguments(vm, "combinations", args)?;
    let done = r > pool.len();
    let indices = if done { Vec::new() } else { (0..r).collect() };
    made(cls, Combinations(Selection { pool, indices, started: false, done }))
}

fn new_replacing(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let (pool, r) = arguments(vm, "combinations_with_replacement", args)?;
    let done = pool.is_empty() && r > 0;
    let indices = if done { Vec::new() } else { vec![0; r] };
    made(cls, WithReplacement(Selection { pool, indices, started: false, done }))
}

/// The rightmost index that is not at its last position goes up, those right of it follow closely.
fn step_plain(indices: &mut [usize], n: usize) -> bool {
    let r = indices.len();
    let Some(i) = (0..r).rev().find(|&i| indices[i] != i + n - r) else { return false };
    let first = indices[i] + 1;
    for (k, slot) in indices[i..].iter_mut().enumerate() {
        *slot = first + k;
    }
    true
}

/// The rightmost index that can go up does, and those right of it take its value.
fn step_replacing(indices: &mut [usize], n: usize) -> bool {
    let Some(i) = indices.iter().rposition(|&k| k + 1 != n) else { return false };
    let value = indices[i] + 1;
    indices[i..].fill(value);
    true
}

fn next_plain(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    if !o.get_mut::<Combinations>(vm).is_some_and(|c| c.0.advance(step_plain)) {
        return Ok(None);
    }
    Ok(o.get::<Combinations>(vm).map(|c| c.0.tuple(vm)))
}

fn next_replacing(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    if !o.get_mut::<WithReplacement>(vm).is_some_and(|c| c.0.advance(step_replacing)) {
        return Ok(None);
    }
    Ok(o.get::<WithReplacement>(vm).map(|c| c.0.tuple(vm)))
}
