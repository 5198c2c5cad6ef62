//! Loop rotation: the test of a short loop goes to the bottom.
//!
//! ```text
//!   header: test; body; jump header          test; header: body; test; branch header
//! ```
//!
//! The first guard of a loop and the few cheap operations before it are copied to every way into
//! the header, so the loop ends with a conditional branch to its top: one branch per turn instead
//! of two. What the copies compute becomes a parameter of the header.

use cranelift_codegen::ir::Value;

use super::Lowering;
use crate::ir::ops::{Effect, Op};
use crate::ir::trace::OpRef;
use crate::ir::tree::{ExitId, TraceId};

/// Most operations before the guard: copies cost code on every way into the loop.
const MAX_OPS: usize = 4;
/// Loops of more operations than this do not notice a branch.
const MAX_BODY: usize = 200;

/// What is copied.
#[derive(Default)]
pub(super) struct Rotation {
    pub ops: Vec<OpRef>,
    pub carried: Vec<OpRef>,
    pub exit: Option<ExitId>,
}

impl Lowering<'_, '_> {
    /// Decides what of the current trace's loop is rotated; its body starts at index `body`.
    pub(super) fn rotation(&mut self, body: usize) -> Rotation {
        let trace = self.current();
        let rest = &trace.order[body..];
        if !self.options.rotate || rest.len() > MAX_BODY || trace.as_op(rest[rest.len() - 1], Op::Jump).is_none() {
            return Rotation::default();
        }
        let mut ops = Vec::new();
        for &r in rest.iter().take(MAX_OPS + 1) {
            let inst = trace.inst(r);
            ops.push(r);
            if matches!(inst.op, Op::GuardTrue | Op::GuardFalse) {
                let exit = inst.snap.and_then(|snap| self.tree.nodes[self.trace.0 as usize].exit(snap));
                let carried = self.used_later(&ops, body + ops.len());
                return Rotation { ops, carried, exit };
            }
            if inst.op.info().effect != Effect::Pure || inst.op.exits() {
                break;
            }
        }
        Rotation::default()
    }

    /// Which results of `ops` are used from index `from` on, by instructions or snapshots.
    fn used_later(&self, ops: &[OpRef], from: usize) -> Vec<OpRef> {
        let trace = self.current();
        let mut used = vec![false; ops.len()];
        let mut mark = |r: OpRef| {
            if let Some(n) = ops.iter().position(|&op| op == r) {
                used[n] = true;
            }
        };
        for &r in &trace.order[from..] {
            trace.args(r).iter().for_each(|&arg| mark(arg));
            if let Some(snap) = trace.inst(r).snap {
                trace.live_values(snap).into_iter().for_each(&mut mark);
            }
        }
        for phi in trace.phis() {
            mark(trace.arg(phi, 1));
        }
        ops.iter().zip(used).filter(|(_, used)| *used).map(|(&op, _)| op).collect()
    }

    /// Copies the rotated operations of a loop to the current place, for the given phis; returns
    /// the values that the header takes beside them.
    pub(super) fn copy_rotated(&mut self, target: TraceId, phis: &[Value]) -> Vec<Value> {
        let this = &self.loops[&target];
        if this.rotated.is_empty() {
            return Vec::new();
        }
        let (ops, carried, names) = (this.rotated.clone(), this.carried.clone(), this.phis.clone());
        let from = std::mem::replace(&mut self.trace, target);
        let saved = self.values[target.0 as usize].clone();
        let exits = std::mem::take(&mut self.exits);
        for (&phi, &value) in names.iter().zip(phis) {
            self.set(phi, value);
        }
        for &r in &ops {
            self.place(r);
            self.instruction(r);
        }
        let carried = carried.into_iter().map(|r| self.val(r)).collect();
        self.values[target.0 as usize] = saved;
        self.exits = exits;
        self.trace = from;
        carried
    }
}
