//! `deque`: a ring of items that grows at both ends.
//!
//! `state` counts changes of length and order, so that iterators and searches, between which Python code may run, notice them.

mod iter;
mod methods;
mod slots;

use crate::object::{Kind, Owned, Payload, Ref, TypeDef, Visit, Vm};
use std::collections::VecDeque;

/// The body of a deque.
#[derive(Default)]
pub struct Deque {
    items: VecDeque<Owned>,
    /// The most items that there may be.
    maxlen: Option<usize>,
    /// Changes with every change of length or order.
    state: u64,
}

impl Payload for Deque {
    const KIND: Kind = Kind::Deque;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all(&self.items);
    }
    fn clear(&mut self) {
        self.items.clear();
    }
}

impl Deque {
    /// Adds on the right; what falls off on the left is returned.
    fn push_back(&mut self, item: Owned) -> Option<Owned> {
        self.state += 1;
        self.items.push_back(item);
        if self.maxlen.is_some_and(|m| self.items.len() > m) { self.items.pop_front() } else { None }
    }

    /// Adds on the left; what falls off on the right is returned.
    fn push_front(&mut self, item: Owned) -> Option<Owned> {
        self.state += 1;
        self.items.push_front(item);
        if self.maxlen.is_some_and(|m| self.items.len() > m) { self.items.pop_back() } else { None }
    }

    /// Moves `n` items from the right end to the left, or the other way round when `n` is negative.
    fn rotate(&mut self, n: i64) {
        let len = self.items.len();
        if len > 1 {
            self.state += 1;
            self.items.rotate_right(n.rem_euclid(len as i64) as usize);
        }
    }
}

/// The types: `deque` and its iterators.
pub(super) fn defs() -> Vec<TypeDef> {
    let mut defs = vec![slots::def()];
    defs.extend(iter::defs());
    defs
}

/// The number of items.
fn len(vm: &Vm, o: Ref<'_>) -> usize {
    o.get::<Deque>(vm).map_or(0, |d| d.items.len())
}
