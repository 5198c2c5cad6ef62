//! The tree: a root trace with its bridges, compiled as one function.
//!
//! ```text
//!                     ┌────────────── root ─────────────┐
//!   frame's slots ──▶ │ preamble … loop_start phi … body │──▶ jump
//!                     └───┬─────────────▲──────────┬────┘
//!                       exit 0          │        exit 1 ──▶ bridge: input 0, input 1 … ─┐
//!                         ▼             └────── jump_loop t0, one value per phi ◀───────┤
//!                     interpreter       (or jump_entry: slots to memory, from the top ) ┘
//! ```
//!
//! Exits are numbered through the tree and keep their numbers while it grows. An exit is a snapshot of one of its
//! traces: all guards that share a snapshot share the exit, its code, its bridge.
//!
//! A bridge sees the values of its parent exit as `input`s, in the order of [`Trace::live_values`]. It may not use any
//! other value of another trace. A `jump_loop` may go to a loop whose preamble has run on the way: one in the bridge
//! itself or in a trace that it hangs on, behind its `loop_start`; only there the preamble's values are known. Any other
//! bridge goes to the entry.

use super::ops::{Effect, Op};
use super::snapshot::SnapId;
use super::trace::{Trace, TraceKind};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A trace of a tree; 0 is the root.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct TraceId(pub u32);

/// An exit of a tree.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct ExitId(pub u32);

/// A trace of a tree, as recorded and as optimised.
#[derive(Clone, Debug)]
pub struct Node {
    /// As recorded: what a later bridge is replayed through.
    pub recorded: Arc<Trace>,
    /// As optimised: what is compiled.
    pub optimised: Arc<Trace>,
    /// Exit of each snapshot; those that only `jump`, `jump_entry` carry have none.
    exits: Vec<Option<ExitId>>,
}

impl Node {
    /// The exit of a snapshot, if something leaves through it.
    pub fn exit(&self, snap: SnapId) -> Option<ExitId> {
        self.exits.get(snap.index()).copied().flatten()
    }
}

/// Where an exit leaves, and what hangs on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Exit {
    /// The trace.
    pub trace: TraceId,
    /// Its snapshot.
    pub snap: SnapId,
    /// The bridge, if it has grown one.
    pub bridge: Option<TraceId>,
    /// Taken because of the state of the world (eval breaker, invalidation), or where a trace ends on purpose: it leads to
    /// the interpreter, always, and never grows a bridge.
    pub to_interpreter: bool,
}

/// A root trace with its bridges. Grows only; [`Tree::clone`] shares the traces.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Root first, then bridges in the order in which they were added.
    pub nodes: Vec<Node>,
    /// All exits, by [`ExitId`].
    pub exits: Vec<Exit>,
    /// 1 while the assumptions of all traces hold; `guard_valid` reads it. Shared by copies of the tree.
    pub valid: Arc<AtomicU8>,
    /// For the stress mode that takes each exit once: what is left to be taken. Shared by copies of the tree.
    pub untaken: Arc<Untaken>,
}

/// A byte per exit, in a stable place: 1 until native code has taken the exit on purpose.
#[derive(Debug, Default)]
pub struct Untaken(Mutex<Vec<Arc<AtomicU8>>>);

impl Untaken {
    /// The byte of an exit.
    pub fn cell(&self, exit: ExitId) -> Arc<AtomicU8> {
        let mut cells = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while cells.len() <= exit.0 as usize {
            cells.push(Arc::new(AtomicU8::new(1)));
        }
        cells[exit.0 as usize].clone()
    }
}

impl Tree {
    /// A tree of a root trace alone.
    pub fn new(recorded: Trace, optimised: Trace) -> Tree {
        let mut tree =
            Tree { nodes: Vec::new(), exits: Vec::new(), valid: Arc::new(AtomicU8::new(1)), untaken: Arc::default() };
        tree.add(recorded, optimised);
        tree
    }

    /// A tree whose root runs as recorded.
    pub fn unoptimised(recorded: Trace) -> Tree {
        Tree::new(recorded.clone(), recorded)
    }

    /// Adds a bridge to the exit that its kind names.
    ///
    /// # Panics
    /// If the exit has a bridge already, or `optimised` is a root and not the first trace.
    pub fn add(&mut self, recorded: Trace, mut optimised: Trace) -> TraceId {
        let id = TraceId(self.nodes.len() as u32);
        match optimised.kind {
            TraceKind::Root => assert!(self.nodes.is_empty(), "a tree has one root"),
            TraceKind::Bridge(exit) => {
                let exit = &mut self.exits[exit.0 as usize];
                assert!(exit.bridge.is_none(), "the exit has a bridge");
                assert!(!exit.to_interpreter, "the exit leads to the interpreter");
                exit.bridge = Some(id);
            }
        }
        let shared = optimised.snaps.len();
        unshare_world_exits(&mut optimised);
        let mut exits = vec![None; optimised.snaps.len()];
        // Copies of shared snapshots come last, so that the numbers of the others do not depend on them.
        for copies in [false, true] {
            for &r in &optimised.order {
                let inst = optimised.inst(r);
                let Some(snap) = inst.snap.filter(|_| inst.op.needs_exit_id()) else { continue };
                if exits[snap.index()].is_none() && (snap.index() >= shared) == copies {
                    exits[snap.index()] = Some(ExitId(self.exits.len() as u32));
                    let to_interpreter =
                        inst.op.info().effect == Effect::World || matches!(inst.op, Op::Exit | Op::JumpTree);
                    self.exits.push(Exit { trace: id, snap, bridge: None, to_interpreter });
                }
            }
        }
        self.nodes.push(Node { recorded: Arc::new(recorded), optimised: Arc::new(optimised), exits });
        id
    }

    /// The optimised root trace.
    pub fn root(&self) -> &Trace {
        &self.nodes[0].optimised
    }

    /// A trace, as optimised.
    pub fn trace(&self, id: TraceId) -> &Trace {
        &self.nodes[id.0 as usize].optimised
    }

    /// An exit.
    pub fn exit(&self, id: ExitId) -> &Exit {
        &self.exits[id.0 as usize]
    }

    /// The trace and snapshot of an exit.
    pub fn exit_snapshot(&self, id: ExitId) -> (&Trace, SnapId) {
        let exit = self.exit(id);
        (self.trace(exit.trace), exit.snap)
    }

    /// Whether the assumptions of all traces hold.
    pub fn is_valid(&self) -> bool {
        self.valid.load(Ordering::Acquire) != 0
    }

    /// Says that an assumption does not hold any more: `guard_valid` exits from now on.
    pub fn invalidate(&self) {
        self.valid.store(0, Ordering::Release);
    }

    /// Most live values of any exit: the size that the exit buffer needs, in words.
    pub fn exit_buffer_len(&self) -> usize {
        self.exits.iter().map(|e| self.trace(e.trace).live_values(e.snap).len()).max().unwrap_or(0)
    }
}

/// Gives each `poll` and `guard_valid` a snapshot of its own, if other operations leave through the same: their exits may
/// not take the bridge that another guard has grown.
fn unshare_world_exits(trace: &mut Trace) {
    let is_world = |op: Op| op.info().effect == Effect::World;
    let mut others = vec![false; trace.snaps.len()];
    for &r in &trace.order {
        let inst = trace.inst(r);
        let leaves = inst.op.exits() && !is_world(inst.op) || inst.op.is_terminal();
        if let Some(snap) = inst.snap.filter(|_| leaves) {
            others[snap.index()] = true;
        }
    }
    let mut copies = vec![None; others.len()];
    for i in 0..trace.order.len() {
        let r = trace.order[i];
        let shared = |s: &SnapId| is_world(trace.inst(r).op) && others[s.index()];
        let Some(snap) = trace.inst(r).snap.filter(shared) else { continue };
        let copy = match copies[snap.index()] {
            Some(copy) => copy,
            None => {
                let copy = trace.snap(snap).clone();
                trace.snaps.push(copy);
                SnapId::new(trace.snaps.len() - 1)
            }
        };
        copies[snap.index()] = Some(copy);
        trace.inst_mut(r).snap = Some(copy);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Descrs;
    use crate::ir::text::parse;

    const LOOP: &str = "
trace root code=1 pc=0 slots=2
  v0: val = slot 0
  guard_int v0 ! s0
  poll ! s0
  guard_valid ! s1
  sync_frames ! s2
  jump ! s3
  s0: [code=1 pc=0 base=0 n=2] 0=v0
  s1: [code=1 pc=1 base=0 n=2]
  s2: [code=1 pc=2 base=0 n=2]
  s3: [code=1 pc=3 base=0 n=2]
";

    #[test]
    fn exits_are_numbered_in_order_and_the_world_gets_its_own() {
        let trace = parse(LOOP, &Descrs::new()).unwrap().remove(0);
        let tree = Tree::unoptimised(trace);
        let kinds: Vec<bool> = tree.exits.iter().map(|e| e.to_interpreter).collect();
        // The guard, the valid byte, the frames to be written, the poll with a copy of the guard's; no end of loop.
        assert_eq!(kinds, [false, true, false, true]);
        let root = tree.root();
        let snap_of = |op| root.order.iter().find_map(|r| root.as_op(*r, op)).and_then(|i| i.snap).unwrap();
        assert_ne!(snap_of(Op::GuardInt), snap_of(Op::Poll));
        assert_eq!(root.snap(snap_of(Op::GuardInt)), root.snap(snap_of(Op::Poll)));
        assert_eq!(tree.exit_buffer_len(), 1);
    }

    #[test]
    fn copies_of_a_tree_are_invalidated_together() {
        let tree = Tree::unoptimised(parse(LOOP, &Descrs::new()).unwrap().remove(0));
        let copy = tree.clone();
        tree.invalidate();
        assert!(!copy.is_valid());
    }
}
