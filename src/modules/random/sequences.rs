//! Choosing from sequences.

use super::source;
use crate::object::{Args, BinOp, FnDef, Kind, List, Owned, PyResult, Ref, TypeFlags, Vm, type_for};
use std::collections::HashSet;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("choice", "($self, seq)", choice, "Choose a random element from a non-empty sequence."),
    FnDef::new("shuffle", "($self, x)", shuffle, "Shuffle list x in place, and return None."),
    FnDef::new(
        "sample",
        "($self, population, k, *, counts=None)",
        sample,
        "Chooses k unique random elements from a population sequence.\n\nReturns a new list containing elements from the population while\nleaving the original population unchanged.  The resulting list is\nin selection order so that all sub-slices will also be valid random\nsamples.",
    ),
    FnDef::new(
        "choices",
        "($self, population, weights=None, *, cum_weights=None, k=1)",
        choices,
        "Return a k sized list of population elements chosen with replacement.\n\nIf the relative weights or cumulative weights are not specified,\nthe selections are made with equal probability.",
    ),
];

fn item(vm: &mut Vm, seq: Ref<'_>, at: usize) -> PyResult {
    if seq.ty().is_exactly(Kind::List)
        && let Some(l) = seq.as_list(vm)
        && at < l.len()
    {
        return Ok(l.get(at));
    }
    vm.get_item(seq, Owned::usize(at).lend())
}

fn choice(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let seq = a.get(1);
    let n = vm.len(seq)?;
    if n == 0 {
        return Err(vm.index_error("Cannot choose from an empty sequence"));
    }
    let at = source::below(vm, a.get(0), n as u64)?;
    item(vm, seq, at as usize)
}

fn shuffle(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let x = a.get(1);
    let n = vm.len(x)?;
    let plain = x.ty().is_exactly(Kind::List);
    for i in (1..n).rev() {
        let j = source::below(vm, a.get(0), i as u64 + 1)? as usize;
        if plain
            && let Some(l) = x.get_mut::<List>(vm)
            && i < l.len()
        {
            let (first, second) = (l.get(i), l.get(j));
            drop(l.set(i, second));
            drop(l.set(j, first));
            continue;
        }
        let (at_i, at_j) = (Owned::usize(i), Owned::usize(j));
        let second = vm.get_item(x, at_j.lend())?;
        let first = vm.get_item(x, at_i.lend())?;
        vm.set_item(x, at_i.lend(), Some(second.lend()))?;
        vm.set_item(x, at_j.lend(), Some(first.lend()))?;
    }
    Ok(Owned::NONE)
}

/// Whether an object counts as a `collections.abc.Sequence`.
fn is_sequence(o: Ref<'_>) -> bool {
    let ty = o.ty();
    let unordered = [Kind::Set, Kind::FrozenSet, Kind::Dict].into_iter().any(|k| o.is_instance(type_for(k)));
    let indexed = ty.slots().getitem.is_some() && ty.slots().len.is_some() && !ty.has(TypeFlags::MAPPING);
    ty.has(TypeFlags::SEQUENCE) || (indexed && !unordered)
}

fn sample(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (this, population) = (a.get(0), a.get(1));
    if !is_sequence(population) {
        return Err(vm.type_error("Population must be a sequence.  For dicts or sets, use sorted(d)."));
    }
    let n = vm.len(population)?;
    let k = vm.index_i64(a.get(2))?;
    if let Some(counts) = a.some(3) {
        return sample_counted(vm, this, population, n, counts, k);
    }
    let mut result = Vec::new();
    for at in positions(vm, this, n as u64, k)? {
        result.push(item(vm, population, at as usize)?);
    }
    Ok(vm.list(result))
}

/// `k` different positions below `n`, in the order of selection: from a shrinking pool when it is small, else by remembering
/// what was selected.
fn positions(vm: &mut Vm, this: Ref<'_>, n: u64, k: i64) -> PyResult<Vec<u64>> {
    let Some(k) = u64::try_from(k).ok().filter(|k| *k <= n) else {
        return Err(vm.value_error("Sample larger than population or is negative"));
    };
    let mut set_size = 21.0;
    if k > 5 {
        set_size += 4f64.powf(((k as f64 * 3.0).ln() / 4f64.ln()).ceil());
    }
    vm.room_for(k as usize, 24)?;
    let mut chosen = Vec::with_capacity(k as usize);
    if n as f64 <= set_size {
        let mut pool: Vec<u64> = (0..n).collect();
        for i in 0..k {
            let j = source::below(vm, this, n - i)? as usize;
            chosen.push(pool[j]);
            pool[j] = pool[(n - i - 1) as usize];
        }
        return Ok(chosen);
    }
    let mut seen = HashSet::with_capacity(k as usize);
    for _ in 0..k {
        let mut j = source::below(vm, this, n)?;
        while !seen.insert(j) {
            j = source::below(vm, this, n)?;
        }
        chosen.push(j);
    }
    Ok(chosen)
}

fn sample_counted(vm: &mut Vm, this: Ref<'_>, population: Ref<'_>, n: usize, counts: Ref<'_>, k: i64) -> PyResult {
    let sums = accumulate(vm, counts)?;
    if sums.len() != n {
        return Err(vm.value_error("The number of counts does not match the population"));
    }
    let Some(total) = sums.last() else { return Err(vm.index_error("pop from empty list")) };
    let Some(total) = total.lend().as_i64(vm) else { return Err(vm.type_error("Counts must be integers")) };
    if total <= 0 {
        return Err(vm.value_error("Total of counts must be greater than zero"));
    }
    let limits: Vec<i64> = sums.iter().map(|s| s.lend().as_i64(vm).unwrap_or(i64::MAX)).collect();
    let mut result = Vec::new();
    for s in positions(vm, this, total as u64, k)? {
        let at = limits[..n - 1].partition_point(|l| *l <= s as i64);
        result.push(item(vm, population, at)?);
    }
    Ok(vm.list(result))
}

/// Running totals by Python's `+`.
fn accumulate(vm: &mut Vm, items: Ref<'_>) -> PyResult<Vec<Owned>> {
    let it = vm.iter(items)?;
    let mut sums: Vec<Owned> = Vec::new();
    while let Some(x) = vm.next(it.lend())? {
        let sum = match sums.last() {
            Some(last) => {
                let last = last.clone();
                vm.binary_op(BinOp::Add, last.lend(), x.lend())?
            }
            None => x,
        };
        sums.push(sum);
    }
    Ok(sums)
}

fn choices(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (this, population) = (a.get(0), a.get(1));
    let n = vm.len(population)?;
    let k = a.opt(4).map_or(Ok(1), |k| vm.index_i64(k))?;
    let sums = match (a.some(2), a.some(3)) {
        (None, None) => {
            let mut result = Vec::new();
            for _ in 0..k.max(0) {
                let at = (source::random(vm, this)? * n as f64).floor() as usize;
                if n == 0 {
                    return Err(vm.index_error("list index out of range"));
                }
                result.push(item(vm, population, at)?);
            }
            return Ok(vm.list(result));
        }
        (Some(_), Some(_)) => return Err(vm.type_error("Cannot specify both weights and cumulative weights")),
        (Some(w), None) if w.as_int(vm).is_some() => {
            let k = vm.repr_string(w)?;
            return Err(vm.type_error(format!("The number of choices must be a keyword argument: k={k}")));
        }
        (Some(w), None) => accumulate(vm, w)?,
        (None, Some(c)) => vm.collect(c)?,
    };
    if sums.len() != n {
        return Err(vm.value_error("The number of weights does not match the population"));
    }
    let mut limits = Vec::with_capacity(n);
    for s in &sums {
        limits.push(vm.to_float(s.lend())?);
    }
    let Some(&total) = limits.last() else { return Err(vm.index_error("list index out of range")) };
    if total <= 0.0 {
        return Err(vm.value_error("Total of weights must be greater than zero"));
    }
    if !total.is_finite() {
        return Err(vm.value_error("Total of weights must be finite"));
    }
    let mut result = Vec::new();
    for _ in 0..k.max(0) {
        let x = source::random(vm, this)? * total;
        let at = bisect(&limits[..n - 1], x);
        result.push(item(vm, population, at)?);
    }
    Ok(vm.list(result))
}

/// Where `x` belongs, right of what equals it; also for limits that are not sorted as `bisect` has it.
fn bisect(limits: &[f64], x: f64) -> usize {
    let (mut low, mut high) = (0, limits.len());
    while low < high {
        let middle = (low + high) / 2;
        if x < limits[middle] {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
