//! What has happened: the raw material of the log.

use std::time::Duration;

use crate::backend::cranelift::MachineCode;
use crate::ir::tree::{ExitId, TraceId};

use super::TreeId;

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Since the engine was made.
    pub at: Duration,
    /// The tree.
    pub tree: TreeId,
    /// What happened to it.
    pub what: What,
}

/// Kinds of events.
#[derive(Clone, Debug)]
pub enum What {
    /// Code has been made and installed.
    Compiled(Box<Compiled>),
    /// A trace could not be optimised or compiled; the tree stays as it was.
    Refused {
        /// The exit that the bridge was for; none for a root.
        exit: Option<ExitId>,
        /// Why, in words.
        reason: String,
    },
    /// An assumption was broken; the code is not entered again.
    Invalidated {
        /// What was written, in the embedding's words.
        reason: String,
    },
    /// Recording a bridge was given up.
    Aborted {
        /// The exit.
        exit: ExitId,
        /// Why, in words.
        reason: String,
        /// Hits at which the next try is due, if there is one.
        next_try: Option<u32>,
    },
}

/// A compilation.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// Counts the compilations of this tree.
    pub version: u32,
    /// Traces that are new in this version.
    pub added: Vec<TraceId>,
    /// Traces in all.
    pub traces: usize,
    /// Operations of all optimised traces.
    pub ops: usize,
    /// Optimising the new traces.
    pub optimise_time: Duration,
    /// Bytes, sizes, times; texts if they were asked for. See [`MachineCode`].
    pub code: MachineCode,
    /// Where the code is.
    pub address: u64,
    /// Whether a worker thread did it.
    pub on_worker: bool,
}
