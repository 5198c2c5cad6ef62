//! Optimising and compiling one tree: a pure function of its input, so that a worker thread can
//! do it while the program runs on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::TreeId;
use crate::backend::cranelift::{Compiler, Detail, LowerOptions, MachineCode};
use crate::ir::descr::Descrs;
use crate::ir::trace::{Trace, TraceKind};
use crate::ir::tree::{ExitId, TraceId, Tree};
use crate::ir::verify::verify_tree;
use crate::opt::{self, OptConfig};

/// Turns recorded traces into optimised ones.
pub trait Optimiser: Send + Sync {
    /// Optimises the root trace of a new tree.
    ///
    /// # Errors
    /// Why the trace is not worth or not able to be compiled, in words.
    fn root(&self, recorded: &Trace, descrs: &Descrs) -> Result<Trace, String>;

    /// Optimises a bridge of `tree`; the exit is in the trace's kind.
    ///
    /// # Errors
    /// As for [`Optimiser::root`].
    fn bridge(&self, tree: &Tree, recorded: &Trace, descrs: &Descrs) -> Result<Trace, String>;
}

/// Leaves traces as they were recorded: for tests, and to find out whether the optimiser is to blame.
pub struct AsRecorded;

impl Optimiser for AsRecorded {
    fn root(&self, recorded: &Trace, _: &Descrs) -> Result<Trace, String> {
        Ok(recorded.clone())
    }

    fn bridge(&self, _: &Tree, recorded: &Trace, _: &Descrs) -> Result<Trace, String> {
        Ok(recorded.clone())
    }
}

impl Optimiser for OptConfig {
    fn root(&self, recorded: &Trace, descrs: &Descrs) -> Result<Trace, String> {
        opt::optimize(recorded, descrs, self)
    }

    fn bridge(&self, tree: &Tree, recorded: &Trace, descrs: &Descrs) -> Result<Trace, String> {
        opt::optimize_bridge(tree, recorded, descrs, self)
    }
}

/// What a job needs beside the tree; shared by all jobs of an engine.
#[derive(Clone)]
pub(super) struct Workshop {
    pub optimiser: Arc<dyn Optimiser>,
    pub descrs: Arc<Descrs>,
    pub options: LowerOptions,
    /// Most CLIF instructions of a root without bridges.
    pub max_root: usize,
    pub detail: Detail,
}

/// A tree to be made, or to get bridges.
pub(super) struct Job {
    pub id: TreeId,
    /// The tree as it is; none if the first trace is its root.
    pub tree: Option<Tree>,
    /// Recorded traces to be added, in order.
    pub traces: Vec<Trace>,
}

/// A trace that was not added.
pub(super) struct Refusal {
    pub exit: Option<ExitId>,
    pub reason: String,
}

/// What came of a job.
pub(super) struct Outcome {
    pub id: TreeId,
    /// The tree with what was added, and its code; none if nothing could be added.
    pub made: Option<(Tree, MachineCode)>,
    pub added: Vec<TraceId>,
    pub refused: Vec<Refusal>,
    pub optimise_time: Duration,
    pub on_worker: bool,
}

impl Outcome {
    fn empty(id: TreeId) -> Self {
        Self { id, made: None, added: Vec::new(), refused: Vec::new(), optimise_time: Duration::ZERO, on_worker: false }
    }
}

impl Job {
    /// Does the job. A tree that has become too large loses the newest traces until it fits.
    pub fn run(self, compiler: &mut Compiler, shop: &Workshop) -> Outcome {
        let mut outcome = Outcome::empty(self.id);
        // The trees after each added trace, the newest last.
        let mut stages: Vec<(Tree, Option<ExitId>)> = Vec::new();
        for recorded in self.traces {
            let exit = recorded.parent();
            let start = Instant::now();
            let tree = stages.last().map(|(tree, _)| tree).or(self.tree.as_ref());
            let optimised = match (recorded.kind, tree) {
                (TraceKind::Root, _) => shop.optimiser.root(&recorded, &shop.descrs),
                (TraceKind::Bridge(_), Some(tree)) => shop.optimiser.bridge(tree, &recorded, &shop.descrs),
                (TraceKind::Bridge(_), None) => Err("the root was refused".to_owned()),
            };
            outcome.optimise_time += start.elapsed();
            match (optimised, tree) {
                (Ok(optimised), Some(tree)) => {
                    let mut tree = tree.clone();
                    outcome.added.push(tree.add(recorded, optimised));
                    check(&tree, &shop.descrs);
                    stages.push((tree, exit));
                }
                (Ok(optimised), None) => {
                    outcome.added.push(TraceId(0));
                    let tree = Tree::new(recorded, optimised);
                    check(&tree, &shop.descrs);
                    stages.push((tree, exit));
                }
                (Err(reason), _) => outcome.refused.push(Refusal { exit, reason }),
            }
        }
        while let Some((tree, exit)) = stages.pop() {
            // A long root is worth its code once; a tree that is compiled again and again is not.
            let max_instructions = if tree.nodes.len() == 1 { shop.max_root } else { shop.options.max_instructions };
            let options = LowerOptions { max_instructions, tree: self.id.0, ..shop.options };
            match compiler.compile_tree(&tree, &shop.descrs, &options, shop.detail) {
                Ok(code) => {
                    outcome.made = Some((tree, code));
                    return outcome;
                }
                Err(error) => {
                    outcome.added.pop();
                    outcome.refused.push(Refusal { exit, reason: error.to_string() });
                }
            }
        }
        outcome
    }
}

/// Debug builds trust no optimiser.
fn check(tree: &Tree, descrs: &Descrs) {
    if cfg!(debug_assertions)
        && let Err(errors) = verify_tree(tree, descrs)
    {
        panic!("the optimiser broke the rules:\n{errors}");
    }
}

/// Runs a job; a panic of the compiler is a bug, which debug builds report and release builds
/// answer by refusing the traces.
pub(super) fn run_guarded(job: Job, compiler: &mut Compiler, shop: &Workshop) -> Outcome {
    if cfg!(debug_assertions) {
        return job.run(compiler, shop);
    }
    let id = job.id;
    let exits: Vec<Option<ExitId>> = job.traces.iter().map(Trace::parent).collect();
    match catch_unwind(AssertUnwindSafe(|| job.run(compiler, shop))) {
        Ok(outcome) => outcome,
        Err(_) => {
            // Whatever state the panic left behind goes with the old compiler.
            if let Ok(fresh) = Compiler::new() {
                *compiler = fresh;
            }
            let refuse = |exit| Refusal { exit, reason: "the compiler panicked".to_owned() };
            Outcome { refused: exits.into_iter().map(refuse).collect(), ..Outcome::empty(id) }
        }
    }
}
