//! Bodies of `range` and of the iterators that opcode handlers advance themselves. Their first fields have fixed places
//! (`machine/field.rs`).

use super::{Kind, Owned, Payload, Visit};
use dashu_int::IBig;

/// The body of `range`. A range whose bounds need big ints has `len` -1 and everything in `big`.
#[repr(C)]
pub struct Range {
    /// First value.
    pub start: i64,
    /// Distance of values, not 0.
    pub step: i64,
    /// Number of values, or -1.
    pub len: i64,
    /// The end as it was given.
    pub stop: i64,
    /// Start, stop, step, length of a range that does not fit.
    pub big: Option<Box<[IBig; 4]>>,
}

impl Payload for Range {
    const KIND: Kind = Kind::Range;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

/// The iterator of a range that fits 64 bits; all its values do as well.
#[repr(C)]
pub struct RangeIter {
    /// The value that comes next.
    pub next: i64,
    /// Distance of values.
    pub step: i64,
    /// How many values remain.
    pub left: i64,
}

impl Payload for RangeIter {
    const KIND: Kind = Kind::RangeIter;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

/// The iterator of a list. `seq` is `None` once it is exhausted.
#[repr(C)]
pub struct ListIter {
    /// The list.
    pub seq: Owned,
    /// The next index.
    pub index: usize,
}

impl Payload for ListIter {
    const KIND: Kind = Kind::ListIter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.seq);
    }
}

/// The reverse iterator of a list, laid out as [`ListIter`] is.
#[repr(C)]
pub struct ListReverseIter {
    /// The list; `None` once it is exhausted.
    pub seq: Owned,
    /// The next index.
    pub index: i64,
}

impl Payload for ListReverseIter {
    const KIND: Kind = Kind::ListReverseIter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.seq);
    }
}

/// The iterator of a tuple. `seq` is `None` once it is exhausted.
#[repr(C)]
pub struct TupleIter {
    /// The tuple.
    pub seq: Owned,
    /// The next index.
    pub index: usize,
}

impl Payload for TupleIter {
    const KIND: Kind = Kind::TupleIter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.seq);
    }
}

/// The body of `enumerate`.
#[repr(C)]
pub struct Enumerate {
    /// The iterator.
    pub iter: Owned,
    /// The next number, while it fits.
    pub count: i64,
    /// The next number once it does not fit any more.
    pub big: Option<Owned>,
}

impl Payload for Enumerate {
    const KIND: Kind = Kind::Enumerate;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.iter);
        visit.option(&self.big);
    }
}

/// The body of `zip`.
#[repr(C)]
pub struct Zip {
    /// The iterators, a tuple.
    pub iters: Owned,
    /// 1 if all must end together.
    pub strict: i64,
}

impl Payload for Zip {
    const KIND: Kind = Kind::Zip;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.iters);
    }
}
