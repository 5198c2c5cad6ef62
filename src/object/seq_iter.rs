//! Bodies of the two iterators that the protocol itself makes: over anything with `__getitem__`, and over a callable.

use super::{Kind, Owned, Payload, Visit};

/// `iter(o)` where `o` has `__getitem__` but no `__iter__`.
pub struct SeqIter {
    /// The sequence; `None` once it is exhausted.
    pub seq: Option<Owned>,
    /// The next index.
    pub index: i64,
}

impl Payload for SeqIter {
    const KIND: Kind = Kind::SeqIter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.seq);
    }
}

/// `iter(callable, sentinel)`.
pub struct CallIter {
    /// Callable and sentinel; `None` once it is exhausted.
    pub state: Option<(Owned, Owned)>,
}

impl Payload for CallIter {
    const KIND: Kind = Kind::CallIter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        if let Some((f, s)) = &self.state {
            visit.owned(f);
            visit.owned(s);
        }
    }
}
