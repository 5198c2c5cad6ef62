//! Keys and values of a dict, in the order of insertion, and the probes that find them.

use super::GlobalCell;
use super::index::{Cursor, Index, Step};
use crate::object::{Kind, Owned, Payload, Ref, Str, Value, Visit, Vm, cell_body, invalidate_watchers};
use std::cell::{Cell, RefCell};

/// Slots of the smallest dict; it is scanned without an index.
const MIN_SIZE: usize = 8;

/// How many entries go into so many slots.
pub(super) const fn room(size: usize) -> usize {
    size * 2 / 3
}

/// A key with its hash and value. A deleted entry has an empty key.
pub struct Entry {
    /// Python's hash of the key.
    pub hash: i64,
    /// The key.
    pub key: Owned,
    /// The value, or the cell that holds it in a namespace.
    value: Owned,
}

impl Entry {
    pub(super) fn new(hash: i64, key: Owned, value: Owned) -> Entry {
        Entry { hash, key, value }
    }
}

/// The body of a dict.
#[derive(Default)]
pub struct Dict {
    pub(super) entries: Vec<Entry>,
    pub(super) index: Index,
    pub(super) live: usize,
    /// How many entries may be appended before the dict is rebuilt, as CPython counts: removing gives none back.
    pub(super) usable: u32,
    /// No entry before this position is live.
    pub(super) first: u32,
    /// Changes when a key is added or removed: what inline caches compare.
    keys_version: u32,
    /// Values are kept in cells.
    namespace: bool,
    /// What a built-in subclass keeps with its dict: the factory of a `defaultdict`.
    pub extra: Option<Owned>,
    /// Ids of traces that assume which names are here.
    pub(crate) watchers: RefCell<Vec<u32>>,
}

impl Payload for Dict {
    const KIND: Kind = Kind::Dict;
    fn traverse(&self, visit: &mut Visit<'_>) {
        for e in &self.entries {
            visit.owned(&e.key);
            visit.owned(&e.value);
        }
        visit.option(&self.extra);
    }
    fn clear(&mut self) {
        Dict::clear(self);
        self.extra = None;
    }
}

/// Where a probe ended.
pub(super) enum Probe {
    /// At the entry with the key.
    Found(usize),
    /// Nowhere: the key is not there.
    Missing,
    /// At an entry with the same hash whose key only Python can compare; probing goes on from the cursor.
    Ask(usize, Cursor),
}

/// Whether two keys of equal hash are equal, as far as that can be said without Python.
pub(crate) fn quick_eq(vm: &Vm, a: Ref<'_>, b: Ref<'_>) -> Option<bool> {
    if a.is(b) {
        return Some(true);
    }
    let (x, y) = (a.value(), b.value());
    if x.is_fixnum() && y.is_fixnum() {
        return Some(false);
    }
    if a.ty().is_exactly(Kind::Str) && b.ty().is_exactly(Kind::Str) {
        let (s, t) = (a.get::<Str>(vm)?, b.get::<Str>(vm)?);
        return Some(s.bytes() == t.bytes());
    }
    None
}

impl Dict {
    /// An empty dict with room for some keys.
    pub fn with_capacity(n: usize) -> Dict {
        let mut d = Dict::default();
        if n > room(MIN_SIZE) {
            d.resize((n * 3).div_ceil(2));
        }
        d
    }

    /// An empty namespace: values are kept in cells.
    pub fn namespace() -> Dict {
        Dict { namespace: true, ..Dict::default() }
    }

    /// Number of keys.
    #[inline]
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// A number that changes when a key is added or removed.
    #[inline]
    pub fn keys_version(&self) -> u32 {
        self.keys_version
    }

    /// Bytes that the dict takes: its body, the entries and the index.
    pub fn memory(&self) -> usize {
        size_of::<Dict>() + self.entries.capacity() * size_of::<Entry>() + self.index.len() * 4
    }

    /// Whether values are kept in cells.
    pub fn is_namespace(&self) -> bool {
        self.namespace
    }

    pub(super) fn keys_changed(&mut self) {
        self.keys_version = next_version();
        // Mostly those of a namespace, but any dict can be the globals of a function.
        if self.is_watched() {
            invalidate_watchers(self.watchers.get_mut());
        }
    }

    /// Whether traces assume which names are here.
    #[inline]
    pub(super) fn is_watched(&self) -> bool {
        !self.watchers.borrow().is_empty()
    }

    /// Looks for a key, from the start or from where an earlier probe stopped.
    #[inline]
    pub(super) fn probe(&self, vm: &Vm, hash: i64, key: Ref<'_>, from: Option<Cursor>) -> Probe {
        if self.index.is_empty() {
            return self.scan(vm, hash, key, from.map_or(0, Cursor::position));
        }
        let mut c = from.unwrap_or_else(|| self.index.start(hash));
        loop {
            match self.index.at(c) {
                Step::Free => return Probe::Missing,
                Step::Gone => {}
                Step::Entry(i) => {
                    let e = &self.entries[i];
                    if e.hash == hash {
                        match quick_eq(vm, e.key.lend(), key) {
                            Some(true) => return Probe::Found(i),
                            Some(false) => {}
                            None => return Probe::Ask(i, self.index.advance(c)),
                        }
                    }
                }
            }
            c = self.index.advance(c);
        }
    }

    fn scan(&self, vm: &Vm, hash: i64, key: Ref<'_>, from: usize) -> Probe {
        for (i, e) in self.entries.iter().enumerate().skip(from) {
            if e.hash == hash && !e.key.value().is_empty() {
                match quick_eq(vm, e.key.lend(), key) {
                    Some(true) => return Probe::Found(i),
                    Some(false) => {}
                    None => return Probe::Ask(i, Cursor::scanning(i + 1)),
                }
            }
        }
        Probe::Missing
    }

    /// The position of a key for which no Python code is needed to compare: exact strings among exact strings and ints.
    pub fn find_str(&self, vm: &Vm, hash: i64, key: Ref<'_>) -> Option<usize> {
        match self.probe(vm, hash, key, None) {
            Probe::Found(i) => Some(i),
            _ => None,
        }
    }

    /// The cell at a position of a namespace.
    pub fn cell_at(&self, i: usize) -> Option<Ref<'_>> {
        if self.namespace { Some(self.entries.get(i)?.value.lend()) } else { None }
    }

    /// The value at a position.
    pub fn value_at(&self, vm: &Vm, i: usize) -> Owned {
        let v = self.entries[i].value.lend();
        match v.get::<GlobalCell>(vm) {
            Some(c) if self.namespace => c.value(),
            _ => v.own(),
        }
    }

    /// The next live entry at or after position `i`: its position, key and value. For iteration: start at 0, go on behind
    /// the position returned.
    pub fn next(&self, vm: &Vm, i: usize) -> Option<(usize, Owned, Owned)> {
        let at = self.live_from(i)?;
        Some((at, self.entries[at].key.clone(), self.value_at(vm, at)))
    }

    /// The last live entry before position `i`: for iterating backwards. Start at [`Dict::end`].
    pub fn previous(&self, vm: &Vm, i: usize) -> Option<(usize, Owned, Owned)> {
        let at = (0..i.min(self.entries.len())).rev().find(|&i| !self.entries[i].key.value().is_empty())?;
        Some((at, self.entries[at].key.clone(), self.value_at(vm, at)))
    }

    /// The position of the first live entry at or after `i`.
    #[inline]
    pub fn live_from(&self, i: usize) -> Option<usize> {
        (i.max(self.first as usize)..self.entries.len()).find(|&i| !self.entries[i].key.value().is_empty())
    }

    /// The position of the last live entry before `i`.
    pub fn live_before(&self, i: usize) -> Option<usize> {
        (0..i.min(self.entries.len())).rev().find(|&i| !self.entries[i].key.value().is_empty())
    }

    /// The key at a position of a live entry.
    #[inline]
    pub fn key_at(&self, i: usize) -> Owned {
        self.entries[i].key.clone()
    }

    /// The hash of the key at a position.
    #[inline]
    pub fn hash_at(&self, i: usize) -> i64 {
        self.entries[i].hash
    }

    /// One past the last position.
    pub fn end(&self) -> usize {
        self.entries.len()
    }

    /// All keys with values, in order.
    pub fn to_vec(&self, vm: &Vm) -> Vec<(Owned, Owned)> {
        let live = self.entries.iter().enumerate().filter(|(_, e)| !e.key.value().is_empty());
        live.map(|(i, e)| (e.key.clone(), self.value_at(vm, i))).collect()
    }

    /// All keys, in order.
    pub fn keys(&self) -> Vec<Owned> {
        self.entries.iter().filter(|e| !e.key.value().is_empty()).map(|e| e.key.clone()).collect()
    }

    /// Hashes and keys, in order: for building another dict or set without hashing again.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|e| !e.key.value().is_empty())
    }

    /// The same with their positions.
    pub fn entries_at(&self) -> impl Iterator<Item = (usize, &Entry)> {
        self.entries.iter().enumerate().filter(|(_, e)| !e.key.value().is_empty())
    }

    /// Appends a key that is known to be absent.
    pub fn push_new(&mut self, hash: i64, key: Owned, value: Owned) {
        let value = if self.namespace { GlobalCell::make(value) } else { value };
        self.keys_changed();
        self.append(Entry { hash, key, value });
    }

    pub(super) fn append(&mut self, e: Entry) {
        if self.usable == 0 {
            self.resize(self.live * 3);
        }
        self.usable -= 1;
        self.live += 1;
        let hash = e.hash;
        self.entries.push(e);
        if !self.index.is_empty() {
            self.index.enter(hash, self.entries.len() - 1);
        }
    }

    /// Squeezes deleted entries out and makes room: at least `min` slots.
    fn resize(&mut self, min: usize) {
        if self.live < self.entries.len() {
            self.entries.retain(|e| !e.key.value().is_empty());
        }
        let size = min.next_power_of_two().max(MIN_SIZE);
        self.first = 0;
        self.usable = (room(size) - self.live) as u32;
        self.entries.reserve_exact(self.usable as usize);
        self.index = match size {
            MIN_SIZE => Index::default(),
            _ => Index::of(size, self.entries.iter().map(|e| e.hash)),
        };
    }

    /// Replaces the value at a position and returns the old one.
    pub fn set_at(&mut self, i: usize, value: Owned) -> Option<Owned> {
        if self.namespace {
            // The cell stays; its old value is dropped by the cell after the new one is in place.
            cell_body(&self.entries[i].value)?.set(value);
            return None;
        }
        Some(std::mem::replace(&mut self.entries[i].value, value))
    }

    /// Removes the entry at a position; key and value are returned.
    pub fn remove_at(&mut self, i: usize) -> (Owned, Owned) {
        let Entry { key, mut value, .. } = self.vacate(i);
        self.keys_changed();
        if self.namespace
            && let Some(c) = cell_body(&value)
        {
            let inner = c.value();
            c.set(Owned::immediate(Value::EMPTY));
            value = inner;
        }
        (key, value)
    }

    /// Removes the last key; key and value are returned.
    pub fn pop_last(&mut self) -> Option<(Owned, Owned)> {
        let at = self.live_before(self.entries.len())?;
        let last = self.remove_at(at);
        self.entries.truncate(at);
        self.first = self.first.min(at as u32);
        Some(last)
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        if self.namespace {
            for e in &self.entries {
                if let Some(c) = cell_body(&e.value) {
                    c.set(Owned::immediate(Value::EMPTY));
                }
            }
        }
        let old = std::mem::take(&mut self.entries);
        self.index.clear();
        (self.live, self.usable, self.first) = (0, 0, 0);
        self.keys_changed();
        drop(old);
    }

    /// A shallow copy; never a namespace.
    pub fn copy(&self, vm: &Vm) -> Dict {
        let live = self.entries.iter().enumerate().filter(|(_, e)| !e.key.value().is_empty());
        let entries: Vec<Entry> =
            live.map(|(i, e)| Entry { hash: e.hash, key: e.key.clone(), value: self.value_at(vm, i) }).collect();
        let whole = self.live == self.entries.len();
        let mut d = Dict { live: entries.len(), entries, keys_version: next_version(), ..Dict::default() };
        if whole {
            (d.index, d.usable) = (self.index.clone(), self.usable);
        } else {
            d.resize(d.live * 3);
        }
        d
    }
}

/// Versions are drawn from one counter, so that no two states of any dicts share one.
fn next_version() -> u32 {
    thread_local!(static NEXT: Cell<u32> = const { Cell::new(1) });
    NEXT.with(|n| {
        n.set(n.get().wrapping_add(1).max(1));
        n.get()
    })
}
