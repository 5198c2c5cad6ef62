//! The hash table of sets, after CPython's `setobject.c`: linear probing of ten neighbours, then a jump that mixes more of the
//! hash in; a removed entry leaves a mark until another takes its place or the table is rebuilt.
//!
//! ```text
//! free    key EMPTY, hash 0        ends a probe
//! gone    key EMPTY, hash -1       does not end a probe; no real hash is -1
//! live    key, its hash
//! ```

use crate::object::{Kind, Owned, Payload, Ref, Value, Visit, Vm, quick_eq};
use std::cell::Cell;

const MIN_SIZE: usize = 8;
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
const GONE: i64 = -1;
/// Classes of hashes that are counted, a power of two.
const CENSUS: usize = 64;
/// Marks of removed entries from which on a census is worth while.
const MANY_GONE: usize = 4;
/// Larger tables have none, so that no count overflows.
const MAX_COUNTED: usize = 256;

struct Slot {
    hash: i64,
    key: Owned,
}

impl Slot {
    fn free() -> Slot {
        Slot { hash: 0, key: Owned::immediate(Value::EMPTY) }
    }

    #[inline(always)]
    fn is_live(&self) -> bool {
        !self.key.value().is_empty()
    }

    #[inline(always)]
    fn is_free(&self) -> bool {
        self.hash == 0 && !self.is_live()
    }
}

/// The body of `set` and `frozenset`.
pub struct SetBody {
    /// A power of two of slots; none until the first insertion.
    table: Vec<Slot>,
    /// Slots that are not free.
    fill: usize,
    /// Live slots.
    used: usize,
    /// How many live slots there are by the lowest bits of their hashes: a small set from which much is removed fills with
    /// marks, and who asks for what is not there would walk over all of them.
    census: Option<Box<[u8; CENSUS]>>,
    /// Where `pop` looks next.
    finger: usize,
    /// The hash of a frozenset once it was asked for; -1 before.
    pub(super) hash: Cell<i64>,
}

impl Payload for SetBody {
    const KIND: Kind = Kind::Set;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all(self.table.iter().filter(|s| s.is_live()).map(|s| &s.key));
    }
    fn clear(&mut self) {
        drop(self.take());
    }
}

impl Default for SetBody {
    fn default() -> SetBody {
        SetBody { table: Vec::new(), fill: 0, used: 0, census: None, finger: 0, hash: Cell::new(-1) }
    }
}

/// Where a probe stands.
#[derive(Clone, Copy)]
pub(super) struct Cursor {
    jump: usize,
    perturb: u64,
    /// The slot to look at, and how many neighbours follow it.
    at: usize,
    neighbours: usize,
    /// The last mark of a removed entry on the way.
    gone: Option<usize>,
}

/// What a probe came upon.
pub(super) enum Probe {
    /// The key.
    Found(usize),
    /// A slot that is not live: the key is not there and belongs here.
    Free(usize),
    /// A key of the same hash that only Python can compare; probing may go on from the cursor.
    Ask(usize, Cursor),
}

impl SetBody {
    /// Number of elements.
    #[inline]
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Number of slots.
    pub fn capacity(&self) -> usize {
        self.table.len().max(MIN_SIZE)
    }

    #[inline]
    fn mask(&self) -> usize {
        self.capacity() - 1
    }

    /// The slots not free.
    pub(super) fn fill(&self) -> usize {
        self.fill
    }

    fn cursor(&self, jump: usize, perturb: u64) -> Cursor {
        let neighbours = if jump + LINEAR_PROBES <= self.mask() { LINEAR_PROBES } else { 0 };
        Cursor { jump, perturb, at: jump, neighbours, gone: None }
    }

    /// The probe after one that was looked at.
    #[inline]
    fn advance(&self, c: Cursor) -> Cursor {
        if c.neighbours > 0 {
            return Cursor { at: c.at + 1, neighbours: c.neighbours - 1, ..c };
        }
        let perturb = c.perturb >> PERTURB_SHIFT;
        let jump = c.jump.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & self.mask();
        Cursor { gone: c.gone, ..self.cursor(jump, perturb) }
    }

    /// Looks for a key, from the start or from where an earlier probe stopped. The table must not be empty.
    pub(super) fn probe(&self, vm: &Vm, hash: i64, key: Ref<'_>, from: Option<Cursor>) -> Probe {
        let mut c = from.unwrap_or_else(|| self.cursor(hash as usize & self.mask(), hash as u64));
        loop {
            let s = &self.table[c.at];
            if s.is_free() {
                return Probe::Free(c.gone.unwrap_or(c.at));
            }
            if s.hash == hash {
                match quick_eq(vm, s.key.lend(), key) {
                    Some(true) => return Probe::Found(c.at),
                    Some(false) => {}
                    None => return Probe::Ask(c.at, self.advance(c)),
                }
            } else if s.hash == GONE {
                c.gone = Some(c.at);
            }
            c = self.advance(c);
        }
    }

    /// Looks for a key that is most likely to be the same object or to have a hash of its own, as ints are: one tight loop over
    /// neighbours. `None`: there is another key with this hash, which has to be compared. The table must not be empty.
    #[inline]
    pub(super) fn probe_identical(&self, hash: i64, key: Ref<'_>) -> Option<Probe> {
        let mask = self.table.len() - 1;
        let (mut at, mut perturb, mut gone) = (hash as usize & mask, hash as u64, None);
        loop {
            let run = if at + LINEAR_PROBES <= mask { LINEAR_PROBES + 1 } else { 1 };
            for (i, s) in (at..).zip(&self.table[at..at + run]) {
                if s.hash == hash && s.key.lend().is(key) {
                    return Some(Probe::Found(i));
                }
                // A removed entry is the rule here: ints come and go.
                if s.hash == GONE {
                    gone = Some(i);
                    continue;
                }
                if s.is_free() {
                    return Some(Probe::Free(gone.unwrap_or(i)));
                }
                if s.hash == hash {
                    return None;
                }
            }
            perturb >>= PERTURB_SHIFT;
            at = at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    /// Makes the table if there is none yet, so that it can be probed.
    pub(super) fn ensure(&mut self) {
        if self.table.is_empty() {
            self.table = empty_table(MIN_SIZE);
        }
    }

    /// Whether there is nothing to probe.
    pub(super) fn has_no_table(&self) -> bool {
        self.table.is_empty()
    }

    /// The key at a slot, if it is live.
    pub(super) fn key_at(&self, at: usize) -> Option<&Owned> {
        self.table.get(at).filter(|s| s.is_live()).map(|s| &s.key)
    }

    /// Tells this table from another or a rebuilt one.
    pub(super) fn identity(&self) -> (*const (), usize) {
        (self.table.as_ptr() as *const (), self.table.len())
    }

    /// Fills a slot that a probe found, and grows when the table is three fifths full.
    pub(super) fn occupy(&mut self, at: usize, hash: i64, key: Owned) {
        let old = std::mem::replace(&mut self.table[at], Slot { hash, key });
        self.used += 1;
        if let Some(census) = &mut self.census {
            census[class(hash)] += 1;
        }
        if old.hash == GONE {
            return;
        }
        self.fill += 1;
        if self.fill * 5 >= self.mask() * 3 {
            self.grow();
        }
    }

    /// CPython's policy: four times the elements, twice for large sets.
    fn grow(&mut self) {
        self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
    }

    /// Rebuilds the table with more slots than `min`; marks of removed entries vanish.
    pub(super) fn resize(&mut self, min: usize) {
        let mut size = MIN_SIZE;
        while size <= min {
            size <<= 1;
        }
        let old = std::mem::replace(&mut self.table, empty_table(size));
        self.census = None;
        self.fill = self.used;
        for s in old.into_iter().filter(Slot::is_live) {
            self.insert_clean(s);
        }
    }

    /// Makes room for elements that are likely to be new, as a merge does at its start.
    pub(super) fn make_room(&mut self, more: usize) {
        if (self.fill + more) * 5 >= self.mask() * 3 {
            self.resize((self.used + more) * 2);
        }
    }

    /// Puts an entry whose key is known to be absent into a table without marks.
    fn insert_clean(&mut self, slot: Slot) {
        let mut c = self.cursor(slot.hash as usize & self.mask(), slot.hash as u64);
        while self.table[c.at].is_live() {
            c = self.advance(c);
        }
        self.table[c.at] = slot;
    }

    /// Leaves a mark in place of a live entry.
    pub(super) fn remove_at(&mut self, at: usize) -> Owned {
        self.used -= 1;
        let s = std::mem::replace(&mut self.table[at], Slot { hash: GONE, key: Owned::immediate(Value::EMPTY) });
        match &mut self.census {
            Some(census) => census[class(s.hash)] -= 1,
            None if self.fill - self.used >= MANY_GONE && self.table.len() <= MAX_COUNTED => self.count(),
            None => {}
        }
        s.key
    }

    #[cold]
    fn count(&mut self) {
        let mut census = Box::new([0; CENSUS]);
        for hash in self.hashes() {
            census[class(hash)] += 1;
        }
        self.census = Some(census);
    }

    /// Whether no element has this hash, as far as can be told without probing.
    #[inline]
    pub(super) fn surely_lacks(&self, hash: i64) -> bool {
        self.census.as_ref().is_some_and(|c| c[class(hash)] == 0)
    }

    /// Rebuilds the table when more than a quarter of it is marks.
    pub(super) fn squeeze(&mut self) {
        if self.fill - self.used > self.mask() / 4 {
            self.grow();
        }
    }

    /// Removes some element.
    pub(super) fn pop(&mut self) -> Option<Owned> {
        if self.used == 0 {
            return None;
        }
        let mask = self.mask();
        let mut at = self.finger & mask;
        while !self.table[at].is_live() {
            at = if at == mask { 0 } else { at + 1 };
        }
        self.finger = at + 1;
        Some(self.remove_at(at))
    }

    /// The next live slot at or after `at`: its position, hash and key.
    #[inline]
    pub fn next(&self, at: usize) -> Option<(usize, i64, &Owned)> {
        let i = at + self.table.get(at..)?.iter().position(Slot::is_live)?;
        Some((i, self.table[i].hash, &self.table[i].key))
    }

    /// All elements with their hashes, in order.
    pub fn to_vec(&self) -> Vec<(i64, Owned)> {
        self.table.iter().filter(|s| s.is_live()).map(|s| (s.hash, s.key.clone())).collect()
    }

    /// Hashes of all elements, in order.
    pub(super) fn hashes(&self) -> impl Iterator<Item = i64> {
        self.table.iter().filter(|s| s.is_live()).map(|s| s.hash)
    }

    /// The elements leave the set, which is empty afterwards.
    pub(super) fn take(&mut self) -> SetBody {
        std::mem::take(self)
    }

    /// Fills an empty set from another one, whose elements are all different: no comparison is needed.
    pub(super) fn fill_from(&mut self, other: &SetBody) {
        debug_assert!(self.fill == 0);
        self.census = None;
        if self.capacity() == other.capacity() && other.fill == other.used {
            self.table = other.table.iter().map(|s| Slot { hash: s.hash, key: s.key.clone() }).collect();
            (self.fill, self.used) = (other.fill, other.used);
            return;
        }
        self.ensure();
        for (hash, key) in other.to_vec() {
            self.insert_clean(Slot { hash, key });
        }
        (self.fill, self.used) = (other.used, other.used);
    }
}

fn empty_table(size: usize) -> Vec<Slot> {
    (0..size).map(|_| Slot::free()).collect()
}

/// The class of a hash in the census.
#[inline(always)]
fn class(hash: i64) -> usize {
    hash as usize & (CENSUS - 1)
}
