//! The order of use in a bounded cache: a doubly linked list in an array, the most recently used entry first.

use crate::object::{Owned, Visit};

const END: usize = usize::MAX;

/// One cached result.
struct Link {
    key: Owned,
    hash: i64,
    value: Owned,
    newer: usize,
    older: usize,
}

/// The list. Entries are known by their index, which stays while they are in the list.
pub(super) struct Links {
    links: Vec<Link>,
    newest: usize,
    oldest: usize,
}

impl Default for Links {
    fn default() -> Links {
        Links { links: Vec::new(), newest: END, oldest: END }
    }
}

impl Links {
    /// Number of entries.
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// Visits keys and values.
    pub fn traverse(&self, visit: &mut Visit<'_>) {
        for l in &self.links {
            visit.owned(&l.key);
            visit.owned(&l.value);
        }
    }

    /// The result of an entry, which becomes the most recently used.
    pub fn touch(&mut self, i: usize) -> Owned {
        self.move_first(i);
        self.links[i].value.clone()
    }

    /// A new entry; its index.
    pub fn push(&mut self, key: Owned, hash: i64, value: Owned) -> usize {
        let i = self.links.len();
        self.links.push(Link { key, hash, value, newer: END, older: END });
        self.link_first(i);
        i
    }

    /// The entry that was not used for the longest time: index, key and hash.
    pub fn oldest(&self) -> Option<(usize, Owned, i64)> {
        let l = self.links.get(self.oldest)?;
        Some((self.oldest, l.key.clone(), l.hash))
    }

    /// Puts another result in an entry's place, as the most recently used; the old key and result are returned.
    pub fn reuse(&mut self, i: usize, key: Owned, hash: i64, value: Owned) -> (Owned, Owned) {
        self.move_first(i);
        let l = &mut self.links[i];
        l.hash = hash;
        (std::mem::replace(&mut l.key, key), std::mem::replace(&mut l.value, value))
    }

    fn move_first(&mut self, i: usize) {
        if i != self.newest {
            self.unlink(i);
            self.link_first(i);
        }
    }

    fn unlink(&mut self, i: usize) {
        let (newer, older) = (self.links[i].newer, self.links[i].older);
        match self.links.get_mut(newer) {
            Some(l) => l.older = older,
            None => self.newest = older,
        }
        match self.links.get_mut(older) {
            Some(l) => l.newer = newer,
            None => self.oldest = newer,
        }
    }

    fn link_first(&mut self, i: usize) {
        let second = self.newest;
        (self.links[i].newer, self.links[i].older) = (END, second);
        match self.links.get_mut(second) {
            Some(l) => l.newer = i,
            None => self.oldest = i,
        }
        self.newest = i;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(links: &Links) -> Vec<i64> {
        let mut hashes = Vec::new();
        let mut i = links.newest;
        while let Some(l) = links.links.get(i) {
            hashes.push(l.hash);
            i = l.older;
        }
        hashes
    }

    #[test]
    fn use_moves_to_the_front_and_the_oldest_is_reused() {
        let mut links = Links::default();
        for i in 0..3 {
            links.push(Owned::int(i), i, Owned::int(i * 10));
        }
        assert_eq!(order(&links), [2, 1, 0]);
        assert_eq!(links.touch(0).value(), Owned::int(0).value());
        assert_eq!(order(&links), [0, 2, 1]);
        links.touch(2);
        assert_eq!(order(&links), [2, 0, 1]);
        assert_eq!(links.oldest().map(|(i, _, _)| i), Some(1));
        links.reuse(1, Owned::int(7), 7, Owned::int(70));
        assert_eq!(order(&links), [7, 2, 0]);
        assert_eq!(links.len(), 3);
    }
}
