//! Loops and the ends of traces.

use cranelift_codegen::ir::{Block, BlockArg, InstBuilder, Value, types};

use super::{Lowering, clif_type};
use crate::backend::cranelift::arith::Round;
use crate::ir::ops::Op;
use crate::ir::resolve::{Value as PlanValue, resolve_snapshot};
use crate::ir::snapshot::{SnapId, Source};
use crate::ir::trace::OpRef;
use crate::ir::tree::{ExitId, TraceId};
use crate::ir::types::Type as IrType;

/// A loop whose header has been lowered.
pub(super) struct Loop {
    /// Start of the loop, a parameter per phi.
    pub header: Block,
    pub phis: Vec<OpRef>,
}

impl Lowering<'_, '_> {
    /// Opens the loop whose `loop_start` is at index `at` of the order; returns the index at
    /// which its body starts.
    ///
    /// The test stays where it is. To copy it to the bottom was measured to bring nothing once
    /// the loop is placed well in its cache lines.
    pub(super) fn enter_loop(&mut self, at: usize) -> usize {
        let trace = self.current();
        let phis = trace.phis();
        let before: Vec<Value> = phis.iter().map(|&phi| self.arg(phi, 0)).collect();
        let header = self.asm.b.create_block();
        self.loops.insert(self.trace, Loop { header, phis: phis.clone() });
        self.jump_header(self.trace, &before);
        self.asm.at(header);
        for &phi in &phis {
            let param = self.asm.b.append_block_param(header, clif_type(trace.ty(phi)));
            self.set(phi, param);
        }
        at + 1 + phis.len()
    }

    /// Ends the current block with a jump into the loop of `target`, with a value per phi.
    fn jump_header(&mut self, target: TraceId, values: &[Value]) {
        let args: Vec<BlockArg> = values.iter().map(|&v| v.into()).collect();
        let header = self.loops[&target].header;
        self.asm.b.ins().jump(header, &args);
    }

    /// Lowers the end of a trace.
    pub(super) fn end(&mut self, r: OpRef) {
        let trace = self.current();
        let inst = *trace.inst(r);
        match inst.op {
            Op::Jump if self.loops.contains_key(&self.trace) => {
                let phis = self.loops[&self.trace].phis.clone();
                let after: Vec<Value> = phis.iter().map(|&phi| self.arg(phi, 1)).collect();
                self.jump_header(self.trace, &after);
            }
            Op::Jump | Op::JumpEntry => match inst.snap {
                Some(snap) => self.restart(snap),
                None => panic!("a jump to the entry has a snapshot"),
            },
            Op::JumpLoop => {
                let args = trace.args(r).to_vec();
                let values: Vec<Value> = args.iter().map(|&a| self.val(a)).collect();
                if let Some(snap) = inst.snap {
                    self.write_slots(snap);
                }
                self.jump_header(inst.target(), &values);
            }
            Op::Exit => {
                let exit = self.exit_of(r);
                self.asm.b.ins().jump(exit, &[]);
            }
            Op::Finish => self.finish(r),
            Op::JumpTree => self.jump_tree(r),
            op => unreachable!("{op:?} ends no trace"),
        }
    }

    /// Writes the slots of a snapshot to the frame and starts the root trace again.
    fn restart(&mut self, snap: SnapId) {
        self.write_slots(snap);
        self.asm.b.ins().jump(self.start, &[]);
    }

    /// Writes the slots of a snapshot to the frame, and counts what that makes necessary.
    pub(super) fn write_slots(&mut self, snap: SnapId) {
        let trace = self.current();
        let plan = resolve_snapshot(trace, snap, ExitId(0));
        let live = self.live(snap);
        let (up, down): (Vec<_>, Vec<_>) = plan.adjust.iter().partition(|(_, n)| *n > 0);
        for &(value, n) in &up {
            for _ in 0..n {
                self.adjust(value, &live, true);
            }
        }
        // Boxing may call, so all words are made before the first is written.
        let mut words = Vec::new();
        for &(slot, source) in &trace.snap(snap).slots {
            let Source::Value(r) = source else { panic!("an object is virtual at a jump to the entry") };
            words.push((slot, self.word_of(r)));
        }
        for (slot, word) in words {
            self.asm.store(word, self.asm.frame, slot * 8);
        }
        for &(value, n) in &down {
            for _ in n..0 {
                self.adjust(value, &live, false);
            }
        }
    }

    pub(super) fn adjust(&mut self, value: PlanValue, live: &[Value], up: bool) {
        // Constants are kept alive by the tree and count like anything else once they are in a slot.
        let (word, ty) = match value {
            PlanValue::Live(n, ty) => (live[n as usize], ty),
            PlanValue::Const(c) => (self.asm.word(c.bits), c.ty),
            PlanValue::Object(_) => unreachable!("only values are counted"),
        };
        match (ty, up) {
            (IrType::Ref, true) => self.asm.retain_ref(word),
            (IrType::Ref, false) => self.asm.release_ref(word),
            (_, true) => self.asm.retain_val(word),
            (_, false) => self.asm.release_val(word),
        }
    }

    /// The tagged word of a value of any type.
    fn word_of(&mut self, r: OpRef) -> Value {
        let value = self.val(r);
        match self.current().ty(r) {
            IrType::Int => self.asm.box_int(value),
            IrType::Uint => self.asm.box_uint(value),
            IrType::Float => self.asm.box_float(value),
            IrType::Bool => self.bool_to_val(value),
            _ => value,
        }
    }

    /// Rounding ops share one lowering.
    pub(super) fn round(&mut self, r: OpRef, how: Round) -> Value {
        let x = self.arg(r, 0);
        self.asm.round(how, x)
    }

    /// False and true are immediates eight apart.
    pub(super) fn bool_to_val(&mut self, value: Value) -> Value {
        let wide = self.asm.b.ins().uextend(types::I64, value);
        let step = self.asm.b.ins().ishl_imm_s(wide, 3);
        self.asm.b.ins().iadd_imm_s(step, crate::ir::word::FALSE as i64)
    }
}
