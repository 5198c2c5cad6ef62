//! Reference counts: the last pass.
//!
//! Until here a trace says nothing about counts: a value is good for as long as it is named. This pass finds out what
//! keeps each value alive.
//!
//! ```text
//!   uncounted   constants, fixnums, immediates
//!   borrowed    from a slot of the frame, or from a cell of memory whose object is alive: nothing to do, until something
//!               may overwrite the cell while the value is still needed
//!   owned       made here, given by a call, or borrowed and counted up (promoted): released after the last need, or
//!               handed over: to a cell, a call, a phi, an exit
//! ```
//!
//! A borrowed value hangs on a chain of cells that ends at a slot, a constant or an owned value. Freeing something else
//! cannot break that chain, for all objects on it are alive and keep their cells; only a write to one of the cells can
//! ([`chain`]). So a loop that only reads counts nothing.
//!
//! Slots: the frame's memory owns the words that were there at entry ([`Entry`]). An exit that names a slot overwrites
//! its word without looking, so the word's reference is among those that the trace hands over there. Slots that the
//! loop changes are released in front of the header, so that objects die when the program drops them.

mod chain;
mod insert;
mod needs;
mod values;

use crate::ir::descr::Descrs;
use crate::ir::snapshot::Snapshot;
use crate::ir::trace::Trace;
use std::collections::BTreeSet;

/// Who owns what when the trace is entered.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Slots in use: first and number, per frame.
    covered: Vec<(i32, u32)>,
    /// Slots among them whose words in memory are stale.
    stale: BTreeSet<i32>,
    /// Inputs that come with a reference, once per reference.
    pub inputs: Vec<u32>,
}

impl Entry {
    /// For a root trace, from the frames of its recorded end, which is where it started.
    pub fn root(frames: &Snapshot) -> Entry {
        Entry { covered: frames.frames.iter().map(|f| (f.base, f.nslots)).collect(), ..Entry::default() }
    }

    /// For a bridge, from the parent's snapshot and which inputs it hands over.
    pub fn bridge(parent: &Snapshot, inputs: Vec<u32>) -> Entry {
        let stale = parent.slots.iter().map(|s| s.0).collect();
        Entry { stale, inputs, ..Entry::root(parent) }
    }

    /// Whether memory owns the word in a slot.
    pub fn owns(&self, slot: i32) -> bool {
        covers(&self.covered, slot) && !self.stale.contains(&slot)
    }

    /// Every slot whose word memory owns.
    pub fn slots(&self) -> impl Iterator<Item = i32> {
        self.covered.iter().flat_map(|&(base, n)| base..base + n as i32).filter(|k| !self.stale.contains(k))
    }
}

fn covers(frames: &[(i32, u32)], slot: i32) -> bool {
    frames.iter().any(|&(base, n)| base <= slot && slot < base + n as i32)
}

/// The pass.
pub(super) fn run(trace: &mut Trace, descrs: &Descrs, entry: &Entry) {
    values::read_dropped_slots(trace, entry);
    let values = values::Values::of(trace, descrs, entry);
    let plan = needs::plan(trace, descrs, &values);
    insert::rewrite(trace, descrs, &values, &plan, entry);
}
