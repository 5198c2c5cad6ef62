//! The optimiser: recorded traces in, traces that are worth compiling out.
//!
//! ```text
//!   recorded ─▶ forward engine: preamble ─▶ header ─▶ forward engine: body ─▶ demand ─▶ dce ─▶ refcount
//!                    └ stages: fold guards range whole virtuals heap cse ┘       backward passes
//! ```
//!
//! A loop trace is replayed twice through one engine ([`engine`]). The first replay is the preamble; what it has computed,
//! loaded and proved is known in the second one, the body, which therefore contains only what changes from turn to turn:
//! invariant code moves out of the loop without a pass of its own. [`PASSES`] lists everything that happens; each pass can
//! be switched off by its name ([`OptConfig`]). [`fold`] says what a folding rule must obey.
//!
//! The optimiser knows descriptors, no memory: it never looks into an object.

mod bits;
mod bridge;
mod cse;
mod dce;
mod demand;
mod engine;
mod exit_facts;
mod facts;
mod fold;
mod guards;
mod heap;
mod invariants;
mod join;
mod notes;
mod peel;
mod phis;
mod ranges;
mod refcount;
mod stores;
mod virtuals;
mod whole;

use crate::ir::descr::Descrs;
use crate::ir::trace::{Notes, Trace};
use crate::ir::tree::Tree;
use crate::ir::verify::verify_trace;
use engine::Stage;
use peel::Replayed;
use std::collections::BTreeSet;

pub use fold::rules;

/// What a pass is.
enum Work {
    /// A stage of the forward engine.
    Stage(Stage),
    /// A part of the forward engine that is not a stage.
    Forward,
    /// A pass over the written trace; false if the trace has to end in another way.
    Backward(fn(&mut Trace, &Descrs, &refcount::Entry) -> bool),
}

/// A pass of the optimiser.
pub struct Pass {
    name: &'static str,
    what: &'static str,
    work: Work,
}

impl Pass {
    /// Its name, for [`OptConfig`].
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it does, in words.
    pub fn what(&self) -> &'static str {
        self.what
    }

    fn stage(&self) -> Option<Stage> {
        match self.work {
            Work::Stage(stage) => Some(stage),
            _ => None,
        }
    }
}

const fn pass(name: &'static str, what: &'static str, work: Work) -> Pass {
    Pass { name, what, work }
}

/// The pipeline, in order.
pub static PASSES: &[Pass] = &[
    pass("fold", "constants and algebra, by named rules", Work::Stage(fold::stage)),
    pass("guards", "guards that facts decide", Work::Stage(guards::stage)),
    pass("range", "comparisons and overflow checks that ranges decide", Work::Stage(guards::range_stage)),
    pass("whole", "integers of any size in machine arithmetic", Work::Stage(whole::stage)),
    pass("virtuals", "objects that nothing needs are not made", Work::Stage(virtuals::stage)),
    pass("heap", "loads from known cells", Work::Stage(heap::stage)),
    pass("stores", "fields are written when the loop is left", Work::Forward),
    pass("cse", "common subexpressions", Work::Stage(cse::stage)),
    pass("sink", "boxes are made where something needs them", Work::Forward),
    pass("peel", "the loop after its first turn, with phis", Work::Forward),
    pass("demand", "overflow checks under masks", Work::Backward(demand::run)),
    pass("dce", "what nothing uses", Work::Backward(dce::run)),
    pass("invariants", "what bridges may bring anew becomes a phi", Work::Backward(invariants::run)),
    pass("refcount", "reference counts", Work::Backward(refcount::run)),
];

/// Which passes run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptConfig {
    off: BTreeSet<&'static str>,
}

impl OptConfig {
    /// All passes.
    pub fn new() -> OptConfig {
        OptConfig::default()
    }

    /// Without the pass of this name.
    ///
    /// # Errors
    /// If there is no such pass, or it is the one that inserts reference counts.
    pub fn without(mut self, name: &str) -> Result<OptConfig, String> {
        match PASSES.iter().find(|p| p.name == name) {
            Some(p) if p.name == "refcount" => Err("reference counts are not optional".to_owned()),
            Some(p) => {
                self.off.insert(p.name);
                Ok(self)
            }
            None => Err(format!("no pass `{name}`")),
        }
    }

    /// None but reference counts.
    pub fn none() -> OptConfig {
        OptConfig { off: PASSES.iter().map(|p| p.name).filter(|n| *n != "refcount").collect() }
    }

    /// Whether a pass runs.
    pub fn is_on(&self, name: &str) -> bool {
        !self.off.contains(name)
    }
}

/// Optimises a root trace.
///
/// # Errors
/// Why the trace is not worth or not able to be compiled, in words.
pub fn optimize(recorded: &Trace, descrs: &Descrs, config: &OptConfig) -> Result<Trace, String> {
    let replayed = peel::root(recorded, descrs, config)?;
    finish(replayed, descrs, config).ok_or_else(|| "a reference cannot be handed over".to_owned())
}

/// The backward passes; nothing, if the jump at the end of a bridge cannot hand over what the loop needs.
fn finish(replayed: Replayed, descrs: &Descrs, config: &OptConfig) -> Option<Trace> {
    let Replayed { mut trace, owners, notes } = replayed;
    for p in PASSES.iter().filter(|p| config.is_on(p.name)) {
        if let Work::Backward(run) = p.work {
            if !run(&mut trace, descrs, &owners) {
                return None;
            }
            if cfg!(debug_assertions)
                && let Err(errors) = verify_trace(&trace, descrs)
            {
                panic!("{} broke the rules:\n{errors}\n{}", p.name, crate::ir::text::print_trace(&trace, descrs));
            }
        }
    }
    let mut done = trace.compact();
    if let Some(notes) = notes.and_then(|n| n.finish(&trace, &mut done)) {
        done.notes = Notes::new(notes);
    }
    Some(done)
}

/// Optimises a bridge of `tree`; the exit that it hangs on is in its kind.
///
/// # Errors
/// As for [`optimize`].
pub fn optimize_bridge(tree: &Tree, recorded: &Trace, descrs: &Descrs, config: &OptConfig) -> Result<Trace, String> {
    let replayed = bridge::bridge(tree, recorded, descrs, config, false)?;
    match finish(replayed, descrs, config) {
        Some(trace) => Ok(trace),
        // Values that the loop does not own cannot be handed to it: they go through memory.
        None => {
            let replayed = bridge::bridge(tree, recorded, descrs, config, true)?;
            finish(replayed, descrs, config).ok_or_else(|| "a reference cannot be handed over".to_owned())
        }
    }
}
