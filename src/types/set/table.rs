//! The hash table of sets, after CPython's `setobject.c`: linear probing of ten neighbours, then a jump that mixes more of the
//! hash in; a removed entry leaves a mark until another takes its place or the table is rebuilt.
//!
//! ```text
//! free    key EMPTY         ends a probe
//! gone    key EMPTY         does not end a probe
//! live    key, its hash
//! ```
//!
//! A byte per slot tells them apart ([`marks`](super::marks)): a probe looks at ten neighbours in one step, and sets from which
//! much is removed, full of marks as they are, stay fast.

use super::marks::{self, FREE, GONE, Marks};
use crate::object::{Kind, Owned, Payload, Ref, Value, Visit, Vm, quick_eq};
use std::cell::Cell;

const MIN_SIZE: usize = 8;
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

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
}

/// The body of `set` and `frozenset`.
pub struct SetBody {
    /// A power of two of slots; none until the first insertion.
    table: Vec<Slot>,
    /// What each slot is.
    marks: Marks,
    /// Slots that are not free.
    fill: usize,
    /// Live slots.
    used: usize,
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
        SetBody { table: Vec::new(), marks: Marks::default(), fill: 0, used: 0, finger: 0, hash: Cell::new(-1) }
    }
}

/// Where a probe stands.
#[derive(Clone, Copy)]
pub(super) struct Cursor {
    /// The first of some neighbours.
    start: usize,
    perturb: u64,
    /// How many of them have been looked at.
    seen: usize,
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

    /// How many neighbours are looked at from a slot on.
    #[inline(always)]
    fn run(&self, start: usize) -> usize {
        if start + LINEAR_PROBES <= self.mask() { LINEAR_PROBES + 1 } else { 1 }
    }

    #[inline(always)]
    fn start(&self, hash: i64) -> Cursor {
        Cursor { start: hash as usize & self.mask(), perturb: hash as u64, seen: 0, gone: None }
    }

    /// The neighbours after these.
    #[inline(always)]
    fn advance(&self, c: Cursor) -> Cursor {
        let perturb = c.perturb >> PERTURB_SHIFT;
        let start = c.start.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & self.mask();
        Cursor { start, perturb, seen: 0, gone: c.gone }
    }

    /// Looks for a key, from the start or from where an earlier probe stopped. The table must not be empty. With `PLACE`, where
    /// the key would go is of interest; else any free slot will do.
    #[inline]
    pub(super) fn probe<const PLACE: bool>(&self, vm: &Vm, hash: i64, key: Ref<'_>, from: Option<Cursor>) -> Probe {
        let mut c = from.unwrap_or_else(|| self.start(hash));
        let wanted = marks::mark(hash);
        loop {
            let run = self.run(c.start);
            if run == 1 {
                match self.marks.get(c.start) {
                    FREE => return Probe::Free(c.gone.unwrap_or(c.start)),
                    GONE => c.gone = Some(c.start),
                    m if m == wanted && c.seen == 0 => {
                        if let Some(p) = self.look(vm, hash, key, c, 0) {
                            return p;
                        }
                    }
                    _ => {}
                }
                c = self.advance(c);
                continue;
            }
            let w = self.marks.window(c.start);
            let free = w.with(FREE).before(run).first();
            let end = free.unwrap_or(run);
            let mut hits = w.with(wanted).before(end).from(c.seen);
            while let Some(i) = hits.first() {
                if let Some(p) = self.look(vm, hash, key, c, i) {
                    return p;
                }
                hits = hits.rest();
            }
            if PLACE {
                c.gone = w.with(GONE).before(end).last().map_or(c.gone, |i| Some(c.start + i));
            }
            if let Some(i) = free {
                return Probe::Free(c.gone.unwrap_or(c.start + i));
            }
            c = self.advance(c);
        }
    }

    /// Compares the key with the neighbour `i`, whose mark is right.
    #[inline(always)]
    fn look(&self, vm: &Vm, hash: i64, key: Ref<'_>, c: Cursor, i: usize) -> Option<Probe> {
        let s = &self.table[c.start + i];
        if s.hash != hash {
            return None;
        }
        if s.key.lend().is(key) {
            return Some(Probe::Found(c.start + i));
        }
        match quick_eq(vm, s.key.lend(), key) {
            Some(true) => Some(Probe::Found(c.start + i)),
            Some(false) => None,
            None => Some(Probe::Ask(c.start + i, Cursor { seen: i + 1, ..c })),
        }
    }

    /// Makes the table if there is none yet, so that it can be probed.
    pub(super) fn ensure(&mut self) {
        if self.table.is_empty() {
            (self.table, self.marks) = empty_table(MIN_SIZE);
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
        let old = self.marks.get(at);
        self.put(at, Slot { hash, key });
        self.used += 1;
        if old == GONE {
            return;
        }
        self.fill += 1;
        if self.fill * 5 >= self.mask() * 3 {
            self.grow();
        }
    }

    #[inline(always)]
    fn put(&mut self, at: usize, slot: Slot) {
        self.marks.set(at, marks::mark(slot.hash));
        self.table[at] = slot;
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
        let (table, marks) = empty_table(size);
        let old = std::mem::replace(&mut self.table, table);
        self.marks = marks;
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
        let mut c = self.start(slot.hash);
        loop {
            let run = self.run(c.start);
            let free = self.marks.window(c.start).with(FREE).before(run).first();
            if let Some(i) = free {
                return self.put(c.start + i, slot);
            }
            c = self.advance(c);
        }
    }

    /// Leaves a mark in place of a live entry.
    pub(super) fn remove_at(&mut self, at: usize) -> Owned {
        self.used -= 1;
        self.marks.set(at, GONE);
        std::mem::replace(&mut self.table[at], Slot::free()).key
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

    /// The elements leave the set, which is empty afterwards. Where `pop` looks next stays as it is.
    pub(super) fn take(&mut self) -> SetBody {
        self.replace(SetBody::default())
    }

    /// The elements of another set take the place of this one's, which are given back. Where `pop` looks next stays as it is.
    pub(super) fn replace(&mut self, other: SetBody) -> SetBody {
        let finger = self.finger;
        let old = std::mem::replace(self, other);
        self.finger = finger;
        old
    }

    /// Fills an empty set from another one, whose elements are all different: no comparison is needed.
    pub(super) fn fill_from(&mut self, other: &SetBody) {
        debug_assert!(self.fill == 0);
        if self.capacity() == other.capacity() && other.fill == other.used {
            self.table = other.table.iter().map(|s| Slot { hash: s.hash, key: s.key.clone() }).collect();
            self.marks = other.marks.clone();
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

fn empty_table(size: usize) -> (Vec<Slot>, Marks) {
    ((0..size).map(|_| Slot::free()).collect(), Marks::free(size))
}
