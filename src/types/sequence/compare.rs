//! Lexicographic comparison of lists and tuples.

use super::{item, len};
use crate::object::{CmpOp, List, Owned, PyResult, Ref, Tuple, Vm};

/// `a op b` for two sequences of one kind: the first items that differ decide, then the lengths.
///
/// # Errors
/// What comparing items raises.
pub fn lexicographic(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    vm.recurse(" in comparison", |vm| {
        if let Some(r) = numbers(vm, a, b, op) {
            return Ok(Owned::bool(r));
        }
        match first_difference(vm, a, b)? {
            None => Ok(Owned::bool(op.holds(len(vm, a).cmp(&len(vm, b))))),
            Some(_) if op == CmpOp::Eq => Ok(Owned::bool(false)),
            Some(_) if op == CmpOp::Ne => Ok(Owned::bool(true)),
            Some((x, y)) => vm.compare(x.lend(), y.lend(), op),
        }
    })
}

/// The first pair of items at one position that are not equal.
fn first_difference(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult<Option<(Owned, Owned)>> {
    let mut i = 0;
    loop {
        i = skip_same(vm, a, b, i);
        let (Some(x), Some(y)) = (item(vm, a, i), item(vm, b, i)) else { return Ok(None) };
        if !vm.equal(x.lend(), y.lend())? {
            return Ok(Some((x, y)));
        }
        i += 1;
    }
}

/// Goes on from position `i` to the first items that are not the same word.
fn skip_same(vm: &Vm, a: Ref<'_>, b: Ref<'_>, i: usize) -> usize {
    let (Some(x), Some(y)) = (words(vm, a), words(vm, b)) else { return i };
    let n = x.len().min(y.len());
    (i..n).find(|&k| x[k].value() != y[k].value()).unwrap_or(n.max(i))
}

fn words<'v>(vm: &'v Vm, o: Ref<'v>) -> Option<&'v [Owned]> {
    match o.get::<Tuple>(vm) {
        Some(t) => Some(t.items()),
        None => o.get::<List>(vm)?.as_objects(),
    }
}

/// Two lists of ints or two lists of floats need no Python. A NaN equals itself here, as identity would have it.
fn numbers(vm: &Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> Option<bool> {
    let (x, y) = (a.get::<List>(vm)?, b.get::<List>(vm)?);
    if let (Some(x), Some(y)) = (x.as_ints(), y.as_ints()) {
        return Some(op.holds(x.cmp(y)));
    }
    let (x, y) = (x.as_floats()?, y.as_floats()?);
    let differ = x.iter().zip(y).find(|(x, y)| x != y && x.to_bits() != y.to_bits());
    Some(match differ {
        None => op.holds(x.len().cmp(&y.len())),
        Some((x, y)) => match x.partial_cmp(y) {
            Some(o) => op.holds(o),
            None => op == CmpOp::Ne,
        },
    })
}
