//! Loops that make only a few turns each time: not worth a trace of their own, since entering and leaving it would cost more
//! than the turns. Whatever loop is around them unrolls them.
//!
//! A `for` loop is judged by looking at its iterator on several occasions: how many items are left. Should nothing have
//! unrolled it after a while, it is traced after all.
//!
//! Before that, a loop has to turn fast: one that reached its threshold in the course of minutes has cooled down, and is not
//! worth compiling however often it has turned.
//!
//! ```text
//!   hot ─▶ look ─▶ look ─▶ … ─▶ always few ─▶ wait ×12 ─▶ look … (3 rounds) ─▶ trace it
//!            └ many: trace it
//! ```

use crate::object::{Enumerate, GeneratorState, Kind, List, ListIter, RangeIter, Ref, TupleIter, Zip};
use std::time::{Duration, Instant};

/// The most turns of a loop that others unroll; the recorder gives up on longer ones.
pub(super) const FEW: u32 = 32;
/// The most operations that unrolling a loop may add to a trace.
pub(super) const MANY_OPS: usize = 1500;
/// Operations that an opaque one counts for: what it does takes longer than entering a trace, and unrolling it saves nothing.
pub(super) const OPAQUE_OPS: usize = 60;
/// Looks that make a verdict.
const LOOKS: u8 = 6;
/// Back-edges between looks: prime, so that they fall on different turns.
const BETWEEN: u32 = 13;
/// Verdicts after which a loop is traced in spite of them.
const ROUNDS: u8 = 3;

/// Back-edges by which a loop shows that it turns fast; a prime.
pub(super) const LEG: u32 = 61;
/// The time in which it has to make them.
const COOLING: Duration = Duration::from_secs(1);

/// What was seen of a loop so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Turns {
    /// When it was hot first, or again after it had cooled down.
    since: Option<Instant>,
    looks: u8,
    rounds: u8,
    /// It must not be unrolled: it takes too many ways.
    pub(super) alone: bool,
}

/// What to do with a loop that is hot.
pub(super) enum Verdict {
    /// Trace it.
    Trace,
    /// Come back after this many back-edges.
    Wait(u32),
}

impl Turns {
    /// Whether a hot loop has made its last [`LEG`] turns fast. With a threshold below that everything counts as fast.
    pub(super) fn are_fast(&mut self, now: Instant, threshold: u32) -> bool {
        let fast = threshold < LEG || self.since.is_some_and(|t| now.saturating_duration_since(t) < COOLING);
        if !fast {
            self.since = Some(now);
        }
        fast
    }

    /// A look at a hot loop with `left` turns to come (`None`: nobody knows).
    pub(super) fn look(&mut self, left: Option<u32>, threshold: u32) -> Verdict {
        if self.alone || self.rounds >= ROUNDS || left.is_none_or(|n| n > FEW - 2) {
            self.rounds = ROUNDS;
            return Verdict::Trace;
        }
        self.looks += 1;
        if self.looks < LOOKS {
            return Verdict::Wait(BETWEEN);
        }
        self.looks = 0;
        self.rounds += 1;
        Verdict::Wait(threshold.saturating_mul(12u32.pow(u32::from(self.rounds))))
    }

    /// Nobody could unroll it: it gets a trace of its own.
    pub(super) fn give_up(&mut self) {
        self.rounds = ROUNDS;
    }
}

/// Items left in an iterator, at most; for a list or tuple all of its items.
pub(super) fn left(vm: &crate::object::Vm, it: Ref<'_>) -> Option<u32> {
    let n = match it.ty().kind() {
        Kind::RangeIter => it.get::<RangeIter>(vm)?.left.try_into().ok()?,
        Kind::ListIter => it.get::<ListIter>(vm)?.seq.lend().get::<List>(vm)?.len(),
        Kind::TupleIter => it.get::<TupleIter>(vm)?.seq.lend().as_tuple(vm)?.len(),
        Kind::Enumerate => return left(vm, it.get::<Enumerate>(vm)?.iter.lend()),
        Kind::Zip => return left(vm, it.get::<Zip>(vm)?.iters.lend().as_tuple(vm)?.first()?.lend()),
        Kind::Generator => {
            // What a generator asks in turn lies on top of its operands; a generator expression starts with its argument.
            let s = vm.suspended(it).filter(|s| s.state() == GeneratorState::Suspended)?;
            return left(vm, s.operand(if s.started() { None } else { Some(0) })?);
        }
        Kind::StrIter => crate::types::str::iter::left(vm, it)?,
        _ => return None,
    };
    Some(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loop_that_turns_slowly_cools_down() {
        let (start, mut t) = (Instant::now(), Turns::default());
        let after = |ms| start + Duration::from_millis(ms);
        assert!(!t.are_fast(start, 151));
        assert!(!t.are_fast(after(5000), 151));
        assert!(t.are_fast(after(5010), 151));
        assert!(Turns::default().are_fast(start, 3));
    }

    #[test]
    fn long_loops_are_traced_at_once_and_short_ones_after_three_rounds() {
        assert!(matches!(Turns::default().look(Some(1000), 100), Verdict::Trace));
        assert!(matches!(Turns::default().look(None, 100), Verdict::Trace));
        let (mut t, mut waits) = (Turns::default(), Vec::new());
        while let Verdict::Wait(n) = t.look(Some(3), 100) {
            waits.push(n);
        }
        let long: Vec<u32> = waits.iter().copied().filter(|&n| n != BETWEEN).collect();
        assert_eq!(long, [1200, 14400, 172_800]);
        assert_eq!(waits.len(), 3 * usize::from(LOOKS));
    }
}
