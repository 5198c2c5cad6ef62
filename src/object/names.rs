//! Interned names and the ordered maps that are keyed by them: type namespaces, shapes.
//!
//! An interned string is one object per text for the life of the process, so that names compare by address.

use super::{Owned, Ref, Value};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A hasher for words that are addresses or ids already.
#[derive(Default, Clone, Copy)]
pub struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.write_u64(u64::from(b));
        }
    }
    fn write_u64(&mut self, w: u64) {
        self.0 = (self.0.rotate_left(5) ^ w).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    fn write_u32(&mut self, w: u32) {
        self.write_u64(u64::from(w));
    }
    fn write_usize(&mut self, w: usize) {
        self.write_u64(w as u64);
    }
}

/// A hash map keyed by words.
pub type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

const SCAN: usize = 8;

/// An ordered map from interned names to owned values.
#[derive(Default)]
pub struct NameMap {
    entries: Vec<Option<(Owned, Owned)>>,
    index: WordMap<u64, u32>,
    live: usize,
}

impl NameMap {
    fn position(&self, name: Value) -> Option<usize> {
        if self.entries.len() <= SCAN {
            return self.entries.iter().position(|e| e.as_ref().is_some_and(|(n, _)| n.value() == name));
        }
        self.index.get(&name.bits()).map(|&i| i as usize)
    }

    /// The value under an interned name.
    pub fn get(&self, name: Ref<'_>) -> Option<Ref<'_>> {
        let (_, v) = self.entries[self.position(name.value())?].as_ref()?;
        Some(v.lend())
    }

    /// Sets a value and returns what it replaces.
    pub fn insert(&mut self, name: Owned, value: Owned) -> Option<Owned> {
        if let Some(i) = self.position(name.value()) {
            let (n, _) = self.entries[i].take()?;
            let old = self.entries[i].replace((n, value));
            return old.map(|(_, v)| v);
        }
        let bits = name.value().bits();
        self.entries.push(Some((name, value)));
        self.live += 1;
        let n = self.entries.len();
        if n == SCAN + 1 {
            self.index = (0u32..)
                .zip(&self.entries)
                .filter_map(|(i, e)| e.as_ref().map(|(n, _)| (n.value().bits(), i)))
                .collect();
        } else if n > SCAN {
            self.index.insert(bits, n as u32 - 1);
        }
        None
    }

    /// Removes a name and returns its value.
    pub fn remove(&mut self, name: Ref<'_>) -> Option<Owned> {
        let i = self.position(name.value())?;
        self.index.remove(&name.value().bits());
        self.live -= 1;
        self.entries[i].take().map(|(_, v)| v)
    }

    /// Names and values in order of insertion.
    pub fn iter(&self) -> impl Iterator<Item = (Ref<'_>, Ref<'_>)> {
        self.entries.iter().flatten().map(|(n, v)| (n.lend(), v.lend()))
    }

    /// Number of names.
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    pub(crate) fn clear(&mut self) {
        *self = NameMap::default();
    }
}
