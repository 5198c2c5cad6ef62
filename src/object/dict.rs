//! The body of `dict`: compact and ordered, open addressing into an array of entries.
//!
//! Looking a key up may have to ask Python (`__eq__`), so a probe that meets an undecided candidate stops and says so; the
//! caller compares and goes on, starting over when the dict changed meanwhile. Keys that are strings or small ints decide
//! without any call.
//!
//! **Namespaces.** The globals of a module are a dict whose values are cells ([`GlobalCell`]): inline caches and traces hold
//! the cell and read it with one load. A deleted global's cell is empty for ever; binding the name again makes another one.
//! The cells are invisible outside of this file and the handlers for globals.

#![allow(unsafe_code, reason = "a cell's value is a bare word that native code reads")]

use super::alloc::new;
use super::{Exc, Kind, Owned, Payload, PyResult, Raised, Ref, Str, Value, Visit, Vm, exception_type};
use std::cell::{Cell, RefCell};

const FREE: u32 = u32::MAX;
const GONE: u32 = u32::MAX - 1;
/// Dicts this small are scanned without an index.
const SCAN: usize = 8;

/// A key with its hash and value. A deleted entry has an empty key.
pub struct Entry {
    /// Python's hash of the key.
    pub hash: i64,
    /// The key.
    pub key: Owned,
    /// The value, or the cell that holds it in a namespace.
    value: Owned,
}

/// The body of a dict.
#[derive(Default)]
pub struct Dict {
    entries: Vec<Entry>,
    index: Vec<u32>,
    live: usize,
    /// Changes when a key is added or removed: what inline caches compare.
    keys_version: u32,
    /// Values are kept in cells.
    namespace: bool,
    /// Ids of traces that assume which names are here.
    pub(crate) watchers: RefCell<Vec<u32>>,
}

/// The value of a global. Native code reads the first word.
#[repr(C)]
pub struct GlobalCell {
    value: Cell<Value>,
    /// How often it was written since it was made.
    pub(crate) writes: Cell<u32>,
    /// Ids of traces that assume the value is constant.
    pub(crate) watchers: RefCell<Vec<u32>>,
}

impl Payload for GlobalCell {
    const KIND: Kind = Kind::GlobalCell;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.value(self.value.get());
    }
    fn clear(&mut self) {
        self.replace(Owned::immediate(Value::EMPTY));
    }
}

impl Drop for GlobalCell {
    fn drop(&mut self) {
        self.replace(Owned::immediate(Value::EMPTY));
    }
}

impl Payload for Dict {
    const KIND: Kind = Kind::Dict;
    fn traverse(&self, visit: &mut Visit<'_>) {
        for e in &self.entries {
            visit.owned(&e.key);
            visit.owned(&e.value);
        }
    }
    fn clear(&mut self) {
        Dict::clear(self);
    }
}

impl GlobalCell {
    /// The present value, `EMPTY` when the global was deleted.
    pub fn value(&self) -> Owned {
        // SAFETY: the cell owns its value.
        unsafe { Ref::from_value(self.value.get()) }.own()
    }

    /// Writes the value; traces that took the old one for constant become invalid.
    pub fn set(&self, value: Owned) {
        self.writes.set(self.writes.get().saturating_add(1));
        if !self.watchers.borrow().is_empty() {
            super::invalidation::mark(&mut self.watchers.borrow_mut());
        }
        self.replace(value);
    }

    fn replace(&self, value: Owned) {
        let old = self.value.replace(value.into_value());
        // SAFETY: the cell owned the old value; it is dropped after the new one is in place.
        drop(unsafe { Owned::from_value(old) });
    }

    /// A new cell.
    pub(crate) fn make(value: Owned) -> Owned {
        new(GlobalCell { value: Cell::new(value.into_value()), writes: Cell::new(0), watchers: RefCell::default() })
    }
}

/// Where a probe ended.
enum Probe {
    /// At the entry with the key.
    Found(usize),
    /// Nowhere: the key is not there.
    Missing,
    /// At an entry with the same hash whose key only Python can compare; probing goes on behind position `.1`.
    Ask(usize, usize),
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
        Dict { entries: Vec::with_capacity(n), ..Dict::default() }
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
        size_of::<Dict>() + self.entries.capacity() * size_of::<Entry>() + self.index.capacity() * 4
    }

    /// Whether values are kept in cells.
    pub fn is_namespace(&self) -> bool {
        self.namespace
    }

    fn keys_changed(&mut self) {
        self.keys_version = next_version();
        if self.namespace {
            super::invalidation::mark(self.watchers.get_mut());
        }
    }

    fn slot(&self, hash: i64, step: usize) -> usize {
        // Triangular probing visits every slot of a power of two.
        ((hash as u64 ^ (hash as u64 >> 32)) as usize).wrapping_add(step * (step + 1) / 2) & (self.index.len() - 1)
    }

    fn probe(&self, vm: &Vm, hash: i64, key: Ref<'_>, from: usize) -> Probe {
        if self.index.is_empty() {
            for (i, e) in self.entries.iter().enumerate().skip(from) {
                if e.hash == hash && !e.key.value().is_empty() {
                    match quick_eq(vm, e.key.lend(), key) {
                        Some(true) => return Probe::Found(i),
                        Some(false) => {}
                        None => return Probe::Ask(i, i + 1),
                    }
                }
            }
            return Probe::Missing;
        }
        for step in from.. {
            match self.index[self.slot(hash, step)] {
                FREE => return Probe::Missing,
                GONE => {}
                i => {
                    let e = &self.entries[i as usize];
                    if e.hash == hash {
                        match quick_eq(vm, e.key.lend(), key) {
                            Some(true) => return Probe::Found(i as usize),
                            Some(false) => {}
                            None => return Probe::Ask(i as usize, step + 1),
                        }
                    }
                }
            }
        }
        Probe::Missing
    }

    /// The position of a key for which no Python code is needed to compare: exact strings among exact strings and ints.
    pub fn find_str(&self, vm: &Vm, hash: i64, key: Ref<'_>) -> Option<usize> {
        match self.probe(vm, hash, key, 0) {
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
        let at = (i..self.entries.len()).find(|&i| !self.entries[i].key.value().is_empty())?;
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
        (i..self.entries.len()).find(|&i| !self.entries[i].key.value().is_empty())
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

    /// Appends a key that is known to be absent.
    pub fn push_new(&mut self, hash: i64, key: Owned, value: Owned) {
        let value = if self.namespace { GlobalCell::make(value) } else { value };
        self.keys_changed();
        self.live += 1;
        self.entries.push(Entry { hash, key, value });
        let n = self.entries.len();
        if n * 3 > self.index.len() * 2 && n > SCAN {
            self.rebuild();
        } else if !self.index.is_empty() {
            self.enter(hash, n as u32 - 1);
        }
    }

    fn enter(&mut self, hash: i64, at: u32) {
        let mut step = 0;
        loop {
            let s = self.slot(hash, step);
            if self.index[s] >= GONE {
                self.index[s] = at;
                return;
            }
            step += 1;
        }
    }

    /// Squeezes deleted entries out and makes a roomy index.
    fn rebuild(&mut self) {
        if self.live < self.entries.len() {
            self.entries.retain(|e| !e.key.value().is_empty());
        }
        let n = (self.entries.len() * 3).next_power_of_two().max(16);
        self.index = vec![FREE; n];
        for i in 0..self.entries.len() {
            self.enter(self.entries[i].hash, i as u32);
        }
    }

    /// Replaces the value at a position and returns the old one.
    pub fn set_at(&mut self, i: usize, value: Owned) -> Option<Owned> {
        if self.namespace {
            // The cell stays; its old value is dropped by the cell after the new one is in place.
            super::cell_body(&self.entries[i].value)?.set(value);
            return None;
        }
        Some(std::mem::replace(&mut self.entries[i].value, value))
    }

    /// Removes the entry at a position; key and value are returned.
    pub fn remove_at(&mut self, i: usize) -> (Owned, Owned) {
        let hash = self.entries[i].hash;
        if !self.index.is_empty() {
            let mut step = 0;
            loop {
                let s = self.slot(hash, step);
                if self.index[s] == i as u32 {
                    self.index[s] = GONE;
                    break;
                }
                step += 1;
            }
        }
        self.live -= 1;
        self.keys_changed();
        let key = std::mem::replace(&mut self.entries[i].key, Owned::immediate(Value::EMPTY));
        let mut value = std::mem::replace(&mut self.entries[i].value, Owned::NONE);
        if self.namespace
            && let Some(c) = super::cell_body(&value)
        {
            let inner = c.value();
            c.set(Owned::immediate(Value::EMPTY));
            value = inner;
        }
        while self.entries.last().is_some_and(|e| e.key.value().is_empty()) {
            self.entries.pop();
        }
        (key, value)
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        if self.namespace {
            for e in &self.entries {
                if let Some(c) = super::cell_body(&e.value) {
                    c.set(Owned::immediate(Value::EMPTY));
                }
            }
        }
        let old = std::mem::take(&mut self.entries);
        self.index.clear();
        self.live = 0;
        self.keys_changed();
        drop(old);
    }

    /// A shallow copy; never a namespace.
    pub fn copy(&self, vm: &Vm) -> Dict {
        let mut d = Dict::with_capacity(self.live);
        for (i, e) in self.entries.iter().enumerate() {
            if !e.key.value().is_empty() {
                d.push_new(e.hash, e.key.clone(), self.value_at(vm, i));
            }
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

impl<'a> Ref<'a> {
    /// The body of a `dict` (or of a subclass's instance).
    #[inline]
    pub fn as_dict<'v>(self, vm: &'v Vm) -> Option<&'v Dict>
    where
        'a: 'v,
    {
        self.get::<Dict>(vm)
    }
}

impl Vm {
    /// An empty Python dict.
    pub fn dict(&self) -> Owned {
        new(Dict::default())
    }

    fn expect_dict<'v>(&'v self, d: Ref<'v>) -> &'v Dict {
        match d.as_dict(self) {
            Some(d) => d,
            None => panic!("a dict was expected"),
        }
    }

    fn expect_dict_mut<'v>(&'v mut self, d: Ref<'v>) -> &'v mut Dict {
        match d.get_mut::<Dict>(self) {
            Some(d) => d,
            None => panic!("a dict was expected"),
        }
    }

    /// The position of a key in a dict.
    ///
    /// # Errors
    /// What `__eq__` raises.
    pub fn dict_find(&mut self, d: Ref<'_>, hash: i64, key: Ref<'_>) -> PyResult<Option<usize>> {
        let mut from = 0;
        loop {
            let body = self.expect_dict(d);
            match body.probe(self, hash, key, from) {
                Probe::Found(i) => return Ok(Some(i)),
                Probe::Missing => return Ok(None),
                Probe::Ask(i, next) => {
                    let (candidate, version) = (body.entries[i].key.clone(), body.keys_version);
                    let equal = self.equal(candidate.lend(), key)?;
                    if self.expect_dict(d).keys_version != version {
                        from = 0;
                    } else if equal {
                        return Ok(Some(i));
                    } else {
                        from = next;
                    }
                }
            }
        }
    }

    /// The hash of a key: an unhashable one is named in the message.
    ///
    /// # Errors
    /// `TypeError` for an unhashable key, or what `__hash__` raises.
    #[inline]
    pub fn key_hash(&mut self, key: Ref<'_>) -> PyResult<i64> {
        match self.hash(key) {
            Ok(h) => Ok(h),
            Err(e) => Err(self.unhashable(e, key, "a dict key")),
        }
    }

    /// Rewords the `TypeError` of an unhashable object: `cannot use 'list' as a dict key (unhashable type: 'list')`.
    #[cold]
    pub fn unhashable(&mut self, raised: Raised, key: Ref<'_>, role: &str) -> Raised {
        let plain = self.raised.as_ref().is_some_and(|e| std::ptr::eq(e.lend().ty(), exception_type(Exc::TypeError)));
        if !plain {
            return raised;
        }
        let e = self.take_raised();
        let why = match self.str_string(e.lend()) {
            Ok(why) => why,
            Err(e) => return e,
        };
        let name = key.ty().full_name(self);
        self.type_error(format!("cannot use '{name}' as {role} ({why})"))
    }

    /// `d[key] = value` on the real dict, with the key's hash known.
    ///
    /// # Errors
    /// What `__eq__` raises.
    pub fn dict_set_hashed(&mut self, d: Ref<'_>, hash: i64, key: Ref<'_>, value: Owned) -> PyResult<()> {
        match self.dict_find(d, hash, key)? {
            Some(i) => drop(self.expect_dict_mut(d).set_at(i, value)),
            None => self.expect_dict_mut(d).push_new(hash, key.own(), value),
        }
        Ok(())
    }

    /// `d.get(key)` on the real dict, without `__missing__`.
    ///
    /// # Errors
    /// An unhashable key, or what `__hash__` and `__eq__` raise.
    pub fn dict_get(&mut self, d: Ref<'_>, key: Ref<'_>) -> PyResult<Option<Owned>> {
        let hash = self.key_hash(key)?;
        let at = self.dict_find(d, hash, key)?;
        Ok(at.map(|i| self.expect_dict(d).value_at(self, i)))
    }

    /// `d[key] = value` on the real dict.
    ///
    /// # Errors
    /// An unhashable key, or what `__hash__` and `__eq__` raise.
    pub fn dict_set(&mut self, d: Ref<'_>, key: Ref<'_>, value: Owned) -> PyResult<()> {
        let hash = self.key_hash(key)?;
        self.dict_set_hashed(d, hash, key, value)
    }

    /// Removes a key; its value is returned if it was there.
    ///
    /// # Errors
    /// An unhashable key, or what `__hash__` and `__eq__` raise.
    pub fn dict_remove(&mut self, d: Ref<'_>, key: Ref<'_>) -> PyResult<Option<Owned>> {
        let hash = self.key_hash(key)?;
        let at = self.dict_find(d, hash, key)?;
        Ok(at.map(|i| self.expect_dict_mut(d).remove_at(i).1))
    }

    /// The value under a str key; cannot fail where keys are strings (namespaces, keyword arguments).
    pub fn dict_get_str(&self, d: Ref<'_>, key: Ref<'_>) -> Option<Owned> {
        let hash = self.str_hash(key);
        let body = d.as_dict(self)?;
        let i = body.find_str(self, hash, key)?;
        Some(body.value_at(self, i))
    }

    /// Sets the value under a str key, where keys are strings.
    pub fn dict_set_str(&mut self, d: Ref<'_>, key: Ref<'_>, value: Owned) {
        let hash = self.str_hash(key);
        let at = self.expect_dict(d).find_str(self, hash, key);
        let body = self.expect_dict_mut(d);
        match at {
            Some(i) => drop(body.set_at(i, value)),
            None => body.push_new(hash, key.own(), value),
        }
    }

    /// Sets the value under a name given as Rust text.
    pub fn dict_set_name(&mut self, d: Ref<'_>, name: &str, value: Owned) {
        let key = self.intern(name);
        self.dict_set_str(d, key.lend(), value);
    }

    /// The value under a name given as Rust text.
    pub fn dict_get_name(&mut self, d: Ref<'_>, name: &str) -> Option<Owned> {
        let key = self.intern(name);
        self.dict_get_str(d, key.lend())
    }
}
