//! Counters that become hot, back off after failures and give up in the end.
//!
//! ```text
//!   cold ──hits──▶ hot ──begin──▶ busy ──done──▶ finished
//!    ▲                             │
//!    └──── threshold doubled ◀──abort── … the last time ──▶ blacklisted
//! ```
//!
//! For exits here; the embedding uses the same for loop headers and entries.

/// What a counter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Counting.
    Cold,
    /// Somebody is working on it.
    Busy,
    /// It has got what it counted for.
    Finished,
    /// It failed too often and is left alone for ever.
    Blacklisted,
}

/// One counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heat {
    hits: u32,
    next: u32,
    failures: u8,
    state: State,
}

impl Heat {
    /// Failures after which there is no other try.
    pub const MAX_FAILURES: u8 = 6;

    /// A counter that becomes hot at `threshold` hits.
    pub fn new(threshold: u32) -> Self {
        Self { hits: 0, next: threshold.max(1), failures: 0, state: State::Cold }
    }

    /// Counts; true when the threshold has been reached and nobody works on it.
    pub fn hit(&mut self) -> bool {
        self.hits = self.hits.saturating_add(1);
        self.state == State::Cold && self.hits >= self.next
    }

    /// Somebody works on it: it is not hot until that is [`Self::done`] or has [`Self::failed`].
    pub fn begin(&mut self) {
        self.state = State::Busy;
    }

    /// It has got what it counted for.
    pub fn done(&mut self) {
        self.state = State::Finished;
    }

    /// The work came to nothing. The next try needs twice the hits; the last one is not repeated.
    pub fn failed(&mut self) {
        self.failures += 1;
        if self.failures >= Self::MAX_FAILURES {
            self.state = State::Blacklisted;
            return;
        }
        self.state = State::Cold;
        self.next = self.hits.saturating_add(self.next.saturating_mul(2));
    }

    /// No try any more.
    pub fn blacklist(&mut self) {
        self.state = State::Blacklisted;
    }

    /// Hits so far.
    pub fn hits(&self) -> u32 {
        self.hits
    }

    /// Failures so far.
    pub fn failures(&self) -> u8 {
        self.failures
    }

    /// Hits at which the next try is due, if there is one.
    pub fn next_try(&self) -> Option<u32> {
        (self.state == State::Cold).then_some(self.next)
    }

    /// What it says.
    pub fn state(&self) -> State {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_double_the_distance_and_end_in_the_blacklist() {
        let mut heat = Heat::new(10);
        let mut tries = Vec::new();
        for n in 1..100_000 {
            if heat.hit() {
                tries.push(n);
                heat.begin();
                assert!(!heat.hit(), "not hot while busy");
                heat.failed();
            }
        }
        assert_eq!(tries.len(), usize::from(Heat::MAX_FAILURES));
        assert!(tries.windows(2).all(|w| w[1] > 2 * w[0]), "{tries:?}");
        assert_eq!(heat.state(), State::Blacklisted);
        assert_eq!(heat.next_try(), None);
    }
}
