//! Lexicographic comparison of lists and tuples.

use super::{item, len};
use crate::object::{CmpOp, Kind, List, Owned, PyResult, Ref, Str, Tuple, Vm};
use std::cmp::Ordering;

/// How deep tuples may be nested to be compared without Python.
const QUICK_DEPTH: usize = 8;

/// `a op b` for two sequences of one kind: the first items that differ decide, then the lengths.
///
/// # Errors
/// What comparing items raises.
pub fn lexicographic(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if let Some(order) = items_order(vm, a, b, QUICK_DEPTH) {
        return Ok(Owned::bool(op.holds(order)));
    }
    vm.recurse(" in comparison", |vm| match first_difference(vm, a, b)? {
        None => Ok(Owned::bool(op.holds(len(vm, a).cmp(&len(vm, b))))),
        Some(_) if op == CmpOp::Eq => Ok(Owned::bool(false)),
        Some(_) if op == CmpOp::Ne => Ok(Owned::bool(true)),
        Some((x, y)) => vm.compare(x.lend(), y.lend(), op),
    })
}

/// `a < b`, without Python where the operands allow it.
///
/// # Errors
/// What `__lt__` raises; `TypeError` when there is no order.
pub fn less(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult<bool> {
    match quick_order(vm, a, b, QUICK_DEPTH) {
        Some(order) => Ok(order.is_lt()),
        None => vm.compare_bool(a, b, CmpOp::Lt),
    }
}

/// `a < b` where that can be said without Python.
#[inline]
pub fn quick_less(vm: &Vm, a: Ref<'_>, b: Ref<'_>) -> Option<bool> {
    quick_order(vm, a, b, QUICK_DEPTH).map(Ordering::is_lt)
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

/// The order of two values that are compared without Python: numbers that are immediates, strings, tuples of such.
fn quick_order(vm: &Vm, a: Ref<'_>, b: Ref<'_>, depth: usize) -> Option<Ordering> {
    let (x, y) = (a.value(), b.value());
    if let (Some(x), Some(y)) = (x.as_fixnum(), y.as_fixnum()) {
        return Some(x.cmp(&y));
    }
    if let (Some(x), Some(y)) = (x.as_flonum(), y.as_flonum()) {
        return x.partial_cmp(&y);
    }
    if !x.is_heap() || !y.is_heap() {
        return None;
    }
    if a.ty().is_exactly(Kind::Str) && b.ty().is_exactly(Kind::Str) {
        return Some(a.get::<Str>(vm)?.bytes().cmp(b.get::<Str>(vm)?.bytes()));
    }
    if depth == 0 || !a.ty().is_exactly(Kind::Tuple) || !b.ty().is_exactly(Kind::Tuple) {
        return None;
    }
    items_order(vm, a, b, depth - 1)
}

/// The order of two lists or tuples whose deciding items are compared without Python.
fn items_order(vm: &Vm, a: Ref<'_>, b: Ref<'_>, depth: usize) -> Option<Ordering> {
    if let (Some(x), Some(y)) = (words(vm, a), words(vm, b)) {
        for (x, y) in x.iter().zip(y) {
            if x.value() == y.value() {
                continue;
            }
            match quick_order(vm, x.lend(), y.lend(), depth)? {
                Ordering::Equal => {}
                order => return Some(order),
            }
        }
        return Some(x.len().cmp(&y.len()));
    }
    let (x, y) = (a.get::<List>(vm)?, b.get::<List>(vm)?);
    if let (Some(x), Some(y)) = (x.as_ints(), y.as_ints()) {
        return Some(x.cmp(y));
    }
    if let (Some(x), Some(y)) = (x.as_bools(), y.as_bools()) {
        return Some(x.cmp(y));
    }
    // A NaN equals itself here, as identity would have it.
    let (x, y) = (x.as_floats()?, y.as_floats()?);
    match x.iter().zip(y).find(|(x, y)| x != y && x.to_bits() != y.to_bits()) {
        None => Some(x.len().cmp(&y.len())),
        Some((x, y)) => x.partial_cmp(y),
    }
}
