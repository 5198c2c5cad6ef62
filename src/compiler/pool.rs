//! Interning: each distinct item once, numbered in the order of its first use.

use std::collections::HashMap;
use std::hash::Hash;

/// Numbered distinct items.
#[derive(Clone, Debug)]
pub(crate) struct Pool<T> {
    items: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T> Default for Pool<T> {
    fn default() -> Pool<T> {
        Pool { items: Vec::new(), numbers: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Pool<T> {
    /// The number of an item, which is added if needed.
    pub(crate) fn add(&mut self, item: T) -> u32 {
        if let Some(number) = self.numbers.get(&item) {
            return *number;
        }
        let number = self.items.len() as u32;
        self.items.push(item.clone());
        self.numbers.insert(item, number);
        number
    }

    /// The number of an item.
    pub(crate) fn find(&self, item: &T) -> Option<u32> {
        self.numbers.get(item).copied()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> u32 {
        self.items.len() as u32
    }

    /// The items in order.
    pub(crate) fn into_items(self) -> Vec<T> {
        self.items
    }
}

impl<T: Clone + Eq + Hash> FromIterator<T> for Pool<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Pool<T> {
        let mut pool = Pool::default();
        for item in items {
            pool.add(item);
        }
        pool
    }
}
