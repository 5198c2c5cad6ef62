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

use crate::ir::Op;
use crate::ir::descr::{AliasSet, Descrs};
use crate::ir::snapshot::{Snapshot, Source};
use crate::ir::trace::{OpRef, Trace};
use std::collections::BTreeSet;
use values::Values;

/// Who owns what when the trace is entered.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Slots in use: first and number, per frame.
    covered: Vec<(i32, u32)>,
    /// Slots among them whose words in memory are stale.
    stale: BTreeSet<i32>,
    /// Inputs that come with a reference, once per reference.
    pub inputs: Vec<u32>,
    /// The loop that a bridge enters.
    pub target: Option<Target>,
}

/// What the header of a loop expects of a bridge.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// Per phi: the loop owns a reference of it.
    pub owned: Vec<bool>,
    /// Inputs whose references the loop holds on to: its exits give them away.
    pub kept: Vec<u32>,
    /// Classes of memory that the loop writes.
    pub writes: AliasSet,
}

impl Target {
    /// Whether the value is an input whose reference the loop holds on to.
    pub fn keeps(&self, trace: &Trace, r: OpRef) -> bool {
        trace.as_op(r, Op::Input).is_some_and(|inst| self.kept.contains(&inst.imm))
    }

    /// Whether everything that the loop only borrows lasts as long as the loop.
    fn accepts(&self, trace: &Trace, descrs: &Descrs, values: &Values, plan: &needs::Plan) -> bool {
        let Some(end) = trace.end() else { return false };
        let at = trace.order.len() - 1;
        let written: Vec<OpRef> = trace.inst(end).snap.map_or_else(Vec::new, |s| {
            let sources = trace.snap(s).slots.iter();
            sources.filter_map(|s| if let Source::Value(r) = s.1 { Some(values.base(r)) } else { None }).collect()
        });
        trace.args(end).iter().zip(&self.owned).all(|(&arg, owned)| {
            let base = values.base(arg);
            if *owned || !values.is_counted(base, at) || written.contains(&base) {
                return true;
            }
            match &values.origin[base.index()] {
                values::Origin::Slot(_) | values::Origin::Uncounted => true,
                values::Origin::Owned(_) | values::Origin::Phi => false,
                values::Origin::Borrowed(_) if plan.promoted[base.index()] => false,
                values::Origin::Borrowed(support) => {
                    let chain = chain::Chain::of(trace, values, support, &plan.promoted);
                    let lasting = |r: &OpRef| {
                        let owned = plan.owned_from[r.index()].is_some();
                        !owned || written.contains(r) || matches!(trace.inst(*r).op, Op::Input)
                    };
                    trace.inst(base).op == Op::Input
                        || !chain.classes_of(trace, descrs).meets(self.writes) && chain.roots.iter().all(lasting)
                }
            }
        })
    }
}

impl Entry {
    /// For a root trace, from the frames of its recorded end, which is where it started.
    pub fn root(frames: &Snapshot) -> Entry {
        Entry { covered: frames.frames.iter().map(|f| (f.base, f.nslots)).collect(), ..Entry::default() }
    }

    /// For a trace that begins with a function: from the first snapshot, which names the slots that are not written yet.
    pub fn function(start: &Snapshot) -> Entry {
        let stale = start.slots.iter().map(|s| s.0).collect();
        Entry { stale, ..Entry::root(start) }
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
pub(super) fn run(trace: &mut Trace, descrs: &Descrs, entry: &Entry) -> bool {
    values::read_dropped_slots(trace, entry);
    let values = values::Values::of(trace, descrs, entry);
    let plan = needs::plan(trace, descrs, &values, entry);
    if let Some(target) = &entry.target
        && !target.accepts(trace, descrs, &values, &plan)
    {
        return false;
    }
    insert::rewrite(trace, descrs, &values, &plan, entry);
    true
}
