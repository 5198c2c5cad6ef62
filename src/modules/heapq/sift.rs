//! Moving one item of a heap to its place, after CPython's `_heapqmodule.c`: up to a leaf first and then back down, which
//! compares less often.

use crate::object::{List, PyResult, Ref, Vm};
use crate::types::sequence::compare::{less, quick_less};

/// Which of two items comes first.
#[derive(Clone, Copy)]
pub(super) struct Order {
    max: bool,
}

/// The order of heaps whose smallest item comes first.
pub(super) const fn smaller_first() -> Order {
    Order { max: false }
}

/// The order of heaps whose largest item comes first.
pub(super) const fn larger_first() -> Order {
    Order { max: true }
}

impl Order {
    /// Whether `a` comes before `b`.
    ///
    /// # Errors
    /// What `__lt__` raises.
    pub fn before(self, vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult<bool> {
        if self.max { less(vm, b, a) } else { less(vm, a, b) }
    }

    fn numbers<T: PartialOrd>(self, a: T, b: T) -> bool {
        if self.max { b < a } else { a < b }
    }
}

/// Moves the item at `pos` towards the root until its parent comes before it.
///
/// # Errors
/// What comparing raises; `RuntimeError` when it changed the list's length.
pub(super) fn sift_down(vm: &mut Vm, heap: Ref<'_>, start: usize, pos: usize, order: Order) -> PyResult<()> {
    let Some(l) = heap.get_mut::<List>(vm) else { return Ok(()) };
    if let Some(a) = l.as_ints_mut() {
        down(a, start, pos, |x, y| order.numbers(x, y));
        return Ok(());
    }
    if let Some(a) = l.as_floats_mut() {
        down(a, start, pos, |x, y| order.numbers(x, y));
        return Ok(());
    }
    let (mut pos, n) = (pos, l.len());
    while pos > start {
        let parent = (pos - 1) >> 1;
        if !item_before(vm, heap, pos, parent, n, order)? {
            break;
        }
        swap(vm, heap, pos, parent);
        pos = parent;
    }
    Ok(())
}

/// Moves the item at `pos` down to a leaf, always changing places with the child that comes first, and back as far as needed.
///
/// # Errors
/// What comparing raises; `RuntimeError` when it changed the list's length.
pub(super) fn sift_up(vm: &mut Vm, heap: Ref<'_>, pos: usize, order: Order) -> PyResult<()> {
    let Some(l) = heap.get_mut::<List>(vm) else { return Ok(()) };
    if let Some(a) = l.as_ints_mut() {
        up(a, pos, |x, y| order.numbers(x, y));
        return Ok(());
    }
    if let Some(a) = l.as_floats_mut() {
        up(a, pos, |x, y| order.numbers(x, y));
        return Ok(());
    }
    let (n, start, mut pos) = (l.len(), pos, pos);
    let limit = n >> 1;
    while pos < limit {
        let mut child = 2 * pos + 1;
        if child + 1 < n && !item_before(vm, heap, child, child + 1, n, order)? {
            child += 1;
        }
        swap(vm, heap, pos, child);
        pos = child;
    }
    sift_down(vm, heap, start, pos, order)
}

fn swap(vm: &mut Vm, heap: Ref<'_>, i: usize, j: usize) {
    if let Some(l) = heap.get_mut::<List>(vm) {
        l.swap(i, j);
    }
}

/// Whether the item at `i` comes before the one at `j`; the list has `n` items before and after asking.
fn item_before(vm: &mut Vm, heap: Ref<'_>, i: usize, j: usize, n: usize, order: Order) -> PyResult<bool> {
    let Some(l) = heap.get::<List>(vm) else { return Ok(false) };
    let (i, j) = if order.max { (j, i) } else { (i, j) };
    if let Some(a) = l.as_objects()
        && let Some(first) = quick_less(vm, a[i].lend(), a[j].lend())
    {
        return Ok(first);
    }
    let (x, y) = (l.get(i), l.get(j));
    let first = less(vm, x.lend(), y.lend())?;
    if heap.get::<List>(vm).is_none_or(|l| l.len() != n) {
        return Err(vm.runtime_error("list changed size during iteration"));
    }
    Ok(first)
}

fn down<T: Copy>(a: &mut [T], start: usize, pos: usize, before: impl Fn(T, T) -> bool) {
    let (mut pos, item) = (pos, a[pos]);
    while pos > start {
        let parent = (pos - 1) >> 1;
        if !before(item, a[parent]) {
            break;
        }
        a[pos] = a[parent];
        pos = parent;
    }
    a[pos] = item;
}

fn up<T: Copy>(a: &mut [T], pos: usize, before: impl Fn(T, T) -> bool) {
    let (n, start, mut pos) = (a.len(), pos, pos);
    let item = a[pos];
    let limit = n >> 1;
    while pos < limit {
        let mut child = 2 * pos + 1;
        if child + 1 < n && !before(a[child], a[child + 1]) {
            child += 1;
        }
        a[pos] = a[child];
        pos = child;
    }
    a[pos] = item;
    down(a, start, pos, before);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_leave_a_heap_in_order() {
        let mut a: Vec<i64> = (0..100).map(|i| (i * 37) % 101).collect();
        let before = |x: i64, y: i64| smaller_first().numbers(x, y);
        for i in (0..a.len() / 2).rev() {
            up(&mut a, i, before);
        }
        let mut out = Vec::new();
        while let Some(last) = a.pop() {
            if a.is_empty() {
                out.push(last);
            } else {
                out.push(std::mem::replace(&mut a[0], last));
                up(&mut a, 0, before);
            }
        }
        assert!(out.is_sorted());
        assert_eq!(out.len(), 100);
    }
}
