//! Changing the order of keys: for `OrderedDict`.
//!
//! A key that moves leaves a hole. The end takes a moved entry like a new one; for the front, holes are kept before the
//! entries, as many as there are entries when they run out, so that moving takes constant time on average.

use super::body::{Dict, Entry, room};
use super::index::Index;
use crate::object::{Owned, Value};

impl Entry {
    /// What a deleted entry leaves.
    fn hole() -> Entry {
        Entry::new(0, Owned::immediate(Value::EMPTY), Owned::NONE)
    }

    fn is_hole(&self) -> bool {
        self.key.value().is_empty()
    }
}

impl Dict {
    /// Makes the entry at a position the last one.
    pub fn move_to_end(&mut self, i: usize) {
        if i + 1 < self.entries.len() {
            let e = self.vacate(i);
            self.append(e);
            self.keys_changed();
        }
    }

    /// Makes the entry at a position the first one.
    pub fn move_to_front(&mut self, i: usize) {
        if i == self.first as usize {
            return;
        }
        let e = self.vacate(i);
        if self.first == 0 || self.usable == 0 || self.index.is_empty() {
            self.make_gap();
        }
        self.usable -= 1;
        self.live += 1;
        self.first -= 1;
        let at = self.first as usize;
        self.index.enter(e.hash, at);
        self.entries[at] = e;
        self.keys_changed();
    }

    /// Takes an entry out and leaves a hole.
    pub(super) fn vacate(&mut self, i: usize) -> Entry {
        if !self.index.is_empty() {
            self.index.remove(self.entries[i].hash, i);
        }
        self.live -= 1;
        let e = std::mem::replace(&mut self.entries[i], Entry::hole());
        if i == self.first as usize {
            let next = self.entries[i..].iter().position(|e| !e.is_hole());
            self.first = next.map_or(self.entries.len(), |k| i + k) as u32;
        }
        e
    }

    /// Squeezes holes out and puts as many as there are entries before the first one.
    fn make_gap(&mut self) {
        self.entries.retain(|e| !e.is_hole());
        let gap = self.live.max(8);
        self.entries.splice(0..0, (0..gap).map(|_| Entry::hole()));
        let size = (self.live * 3).next_power_of_two().max(16);
        let entries = self.entries.iter().enumerate().skip(gap);
        self.index = Index::of_positions(size, entries.map(|(i, e)| (i, e.hash)));
        self.first = gap as u32;
        self.usable = (room(size) - self.live) as u32;
    }
}
