//! One byte per slot of a set's table, by which sixteen neighbours are looked at together.
//!
//! ```text
//! FREE    ends a probe
//! GONE    an element was removed: does not end a probe
//! else    seven bits of a live element's hash: it may be the one that is looked for
//! ```

use wide::u8x16;

/// A slot that was never used.
pub(super) const FREE: u8 = 0;
/// A slot whose element was removed.
pub(super) const GONE: u8 = 1;
/// Neighbours in a window.
const WIDTH: usize = 16;

/// The mark of a live element.
#[inline(always)]
pub(super) fn mark(hash: i64) -> u8 {
    // Hashes of small ints differ in their low bits only: the product spreads them.
    0x80 | ((hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 57) as u8
}

/// The marks of a table.
#[derive(Clone, Default)]
pub(super) struct Marks {
    /// A byte per slot, and as many more as a window needs behind the last.
    bytes: Vec<u8>,
}

/// A set of neighbours, a bit each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hits(u32);

impl Marks {
    /// Marks of `size` free slots.
    pub fn free(size: usize) -> Marks {
        Marks { bytes: vec![FREE; size + WIDTH] }
    }

    #[inline(always)]
    pub fn get(&self, at: usize) -> u8 {
        self.bytes[at]
    }

    #[inline(always)]
    pub fn set(&mut self, at: usize, mark: u8) {
        self.bytes[at] = mark;
    }

    /// The slot and its neighbours.
    #[inline(always)]
    pub fn window(&self, at: usize) -> Window {
        Window(self.bytes[at..at + WIDTH].try_into().unwrap_or_default())
    }
}

/// Marks of sixteen neighbours.
#[derive(Clone, Copy)]
pub(super) struct Window([u8; WIDTH]);

impl Window {
    /// Neighbours with a mark.
    #[inline(always)]
    pub fn with(self, mark: u8) -> Hits {
        Hits(u8x16::new(self.0).simd_eq(u8x16::splat(mark)).to_bitmask())
    }
}

impl Hits {
    /// Those in front of the neighbour `n`.
    #[inline(always)]
    pub fn before(self, n: usize) -> Hits {
        Hits(self.0 & !(u32::MAX << n))
    }

    /// Those from the neighbour `n` on.
    #[inline(always)]
    pub fn from(self, n: usize) -> Hits {
        Hits(self.0 & u32::MAX << n)
    }

    #[inline(always)]
    pub fn first(self) -> Option<usize> {
        (self.0 != 0).then(|| self.0.trailing_zeros() as usize)
    }

    #[inline(always)]
    pub fn last(self) -> Option<usize> {
        (self.0 != 0).then(|| self.0.ilog2() as usize)
    }

    /// Without the first.
    #[inline(always)]
    pub fn rest(self) -> Hits {
        Hits(self.0 & self.0.wrapping_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_found_by_their_marks() {
        let mut marks = Marks::free(32);
        let all = [GONE, 0x80, 0x81, 0xff, FREE, 0x81, GONE, 0x80];
        all.iter().enumerate().for_each(|(i, &m)| marks.set(3 + i, m));
        let w = marks.window(3);
        let places = |mut h: Hits| {
            let mut all = Vec::new();
            while let Some(i) = h.first() {
                all.push(i);
                h = h.rest();
            }
            all
        };
        assert_eq!(places(w.with(0x81)), [2, 5]);
        assert_eq!(places(w.with(0x80)), [1, 7]);
        assert_eq!(places(w.with(GONE)), [0, 6]);
        assert_eq!(places(w.with(0x82)), [0; 0]);
        assert_eq!(places(w.with(FREE)), [4, 8, 9, 10, 11, 12, 13, 14, 15]);
        assert_eq!(w.with(0x81).before(5), w.with(0x81).before(3));
        assert_eq!(places(w.with(0x81).from(3)), [5]);
        assert_eq!((w.with(GONE).last(), w.with(0xff).last(), w.with(7).last()), (Some(6), Some(3), None));
    }

    #[test]
    fn a_window_at_the_end_of_the_table_is_whole() {
        let marks = Marks::free(8);
        assert_eq!(marks.window(7).with(GONE).first(), None);
    }

    #[test]
    fn marks_of_small_ints_differ() {
        let marks: std::collections::BTreeSet<u8> = (0..10).map(mark).collect();
        assert_eq!(marks.len(), 10);
        assert!(marks.iter().all(|&m| m != FREE && m != GONE));
    }
}
