//! The index of a dict: open addressing from hashes to positions of entries, with CPython's probing, which keeps keys that
//! are neighbouring ints in neighbouring slots and brings the high bits of a hash in when slots collide.

const FREE: u32 = u32::MAX;
const GONE: u32 = u32::MAX - 1;
const PERTURB_SHIFT: u32 = 5;

/// A power of two of slots; none for a dict that is small enough to be scanned.
#[derive(Clone, Default)]
pub(super) struct Index(Vec<u32>);

/// Where a probe stands.
#[derive(Clone, Copy)]
pub(super) struct Cursor {
    at: usize,
    perturb: u64,
}

/// What a slot holds.
pub(super) enum Step {
    /// Nothing, and nothing ever: the end of a probe.
    Free,
    /// The place of a removed entry.
    Gone,
    /// The position of an entry.
    Entry(usize),
}

impl Cursor {
    /// A place in a scan of the entries themselves.
    pub(super) fn scanning(at: usize) -> Cursor {
        Cursor { at, perturb: 0 }
    }

    /// The place in a scan.
    pub(super) fn position(self) -> usize {
        self.at
    }
}

impl Index {
    /// An index of entries with these hashes; `size` is a power of two.
    pub(super) fn of(size: usize, hashes: impl Iterator<Item = i64>) -> Index {
        Index::of_positions(size, hashes.enumerate())
    }

    /// An index of the entries at these positions with these hashes.
    pub(super) fn of_positions(size: usize, entries: impl Iterator<Item = (usize, i64)>) -> Index {
        let mut index = Index(vec![FREE; size]);
        for (i, hash) in entries {
            index.enter(hash, i);
        }
        index
    }

    #[inline(always)]
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Back to no slots.
    pub(super) fn clear(&mut self) {
        self.0 = Vec::new();
    }

    #[inline(always)]
    pub(super) fn start(&self, hash: i64) -> Cursor {
        Cursor { at: hash as usize & (self.0.len() - 1), perturb: hash as u64 }
    }

    #[inline(always)]
    pub(super) fn advance(&self, c: Cursor) -> Cursor {
        let perturb = c.perturb >> PERTURB_SHIFT;
        let at = c.at.wrapping_mul(5).wrapping_add(perturb as usize).wrapping_add(1) & (self.0.len() - 1);
        Cursor { at, perturb }
    }

    #[inline(always)]
    pub(super) fn at(&self, c: Cursor) -> Step {
        match self.0[c.at] {
            FREE => Step::Free,
            GONE => Step::Gone,
            i => Step::Entry(i as usize),
        }
    }

    /// Enters the position of a new entry.
    #[inline]
    pub(super) fn enter(&mut self, hash: i64, position: usize) {
        let mut c = self.start(hash);
        while self.0[c.at] < GONE {
            c = self.advance(c);
        }
        self.0[c.at] = position as u32;
    }

    /// Forgets the position of an entry.
    pub(super) fn remove(&mut self, hash: i64, position: usize) {
        let mut c = self.start(hash);
        while self.0[c.at] != position as u32 {
            c = self.advance(c);
        }
        self.0[c.at] = GONE;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(index: &Index, hash: i64, position: usize) -> Option<usize> {
        let mut c = index.start(hash);
        for steps in 0.. {
            match index.at(c) {
                Step::Free => return None,
                Step::Entry(i) if i == position => return Some(steps),
                _ => c = index.advance(c),
            }
        }
        None
    }

    #[test]
    fn hashes_that_differ_in_high_bits_only_are_found_in_few_steps() {
        let hashes = (0..10_000i32).map(|i| i64::from(i) << 40);
        let index = Index::of(1 << 14, hashes.clone());
        let steps: usize = hashes.enumerate().map(|(i, h)| find(&index, h, i).unwrap_or(1 << 30)).sum();
        assert!(steps < 100_000, "{steps}");
    }

    #[test]
    fn removed_entries_are_passed_over() {
        let mut index = Index::of(8, [7, 7, 7].into_iter());
        index.remove(7, 1);
        assert_eq!(find(&index, 7, 1), None);
        assert!(find(&index, 7, 2).is_some());
        index.enter(7, 9);
        assert!(find(&index, 7, 9).is_some_and(|steps| steps < find(&index, 7, 2).unwrap()));
    }
}
