//! Exits: where guards go.
//!
//! A guard asks for the block of its snapshot's exit and gets the same one as the other guards
//! of that snapshot. What is in force at the first of them is noted in a [`Site`]. When a trace
//! is done, its sites are filled: a bridge goes on there with the noted values; without a bridge
//! they are stored and the exit's number is returned.

use cranelift_codegen::ir::{Block, InstBuilder, SourceLoc, Value, types};

use super::{LowerError, Lowering, OpPlace, clif_type};
use crate::backend::context::{CTX_EXIT_BUF, CTX_LEFT_TREE, CTX_SCRATCH};
use crate::ir::ops::Op;
use crate::ir::snapshot::{Pending, SnapId};
use crate::ir::trace::OpRef;
use crate::ir::tree::{ExitId, TraceId};

/// An exit block to be filled, and the values that are live there, in the order of the exit buffer.
pub(super) struct Site {
    exit: ExitId,
    block: Block,
    live: Vec<Value>,
    undo: Option<Undo>,
    /// Of the first guard that goes there.
    place: OpPlace,
}

/// An accumulator that is not kept for the exit: `sum` is what the addition gave, less `term`.
#[derive(Clone, Copy)]
pub(super) struct Undo {
    /// The overwritten value.
    pub old: Value,
    /// What it has become.
    pub sum: Value,
    /// What was added to it.
    pub term: Value,
    /// It was subtracted instead.
    pub subtracted: bool,
}

impl Lowering<'_, '_> {
    /// The block to go to when a guard with this snapshot fails.
    pub(super) fn exit_block(&mut self, snap: SnapId) -> Block {
        let exit = self.exit_id(snap);
        if let Some(&block) = self.exits.get(&exit) {
            return block;
        }
        let block = self.new_site(snap, None);
        self.exits.insert(exit, block);
        block
    }

    /// The block for an overflow check whose accumulator is live at its exit. Adding in place and
    /// undoing it in the cold block frees the register that would keep the old value, and with it
    /// the moves at the end of the loop.
    pub(super) fn undoing_exit(&mut self, snap: SnapId, undo: Undo) -> Block {
        let exit = self.exit_id(snap);
        self.several_sites.insert(exit);
        self.new_site(snap, Some(undo))
    }

    /// Takes the exit of a check once although the check would pass. Exits that describe the other outcome of the check (an
    /// exception, the end of an iterator) have to be left alone, and those that go on in a bridge.
    pub(super) fn leave_once(&mut self, r: OpRef) {
        let trace = self.current();
        let inst = trace.inst(r);
        let Some(snap) = inst.snap.filter(|&s| trace.snap(s).pending == Pending::None) else { return };
        let checks = inst.op.is_guard()
            || matches!(inst.op, Op::UnboxInt | Op::UnboxFloat | Op::ValToRef | Op::FloatToIntOvf | Op::IntMulOvf);
        let outcome = matches!(inst.op, Op::GuardNoRaise | Op::GuardIs | Op::GuardIsNot)
            && trace.as_op(trace.arg(r, 0), Op::Call).is_some();
        let exit = self.exit_id(snap);
        if !checks || outcome || self.tree.exit(exit).bridge.is_some() {
            return;
        }
        let cell = self.tree.untaken.cell(exit);
        let address = self.asm.word(cell.as_ptr() as u64);
        let untaken = self.asm.load(types::I8, address, 0);
        let (once, next) = (self.asm.cold_block(), self.asm.b.create_block());
        self.asm.b.ins().brif(untaken, once, &[], next, &[]);
        let target = self.exit_block(snap);
        self.asm.at(once);
        let (zero, one) = (self.asm.b.ins().iconst(types::I8, 0), self.asm.word(1));
        self.asm.store(zero, address, 0);
        self.asm.store(one, self.asm.ctx, CTX_SCRATCH);
        self.asm.b.ins().jump(target, &[]);
        self.asm.at(next);
    }

    fn new_site(&mut self, snap: SnapId, undo: Option<Undo>) -> Block {
        let exit = self.exit_id(snap);
        let block = match self.tree.exit(exit).bridge {
            Some(_) => self.asm.b.create_block(),
            None => self.asm.cold_block(),
        };
        let live = self.live(snap);
        if live.len() > self.options.exit_slots {
            self.error.get_or_insert(LowerError::TooManyLive(exit, live.len()));
        }
        let place = OpPlace { trace: self.trace, op: self.op, exit: true };
        self.sites.push(Site { exit, block, live, undo, place });
        block
    }

    /// The live values of a snapshot, in the order of the exit buffer.
    pub(super) fn live(&mut self, snap: SnapId) -> Vec<Value> {
        let trace = self.current();
        trace.live_values(snap).into_iter().map(|r| self.val(r)).collect()
    }

    /// Fills all exit blocks; bridges bring new ones.
    pub(super) fn fill_exits(&mut self) {
        let mut next = 0;
        while next < self.sites.len() && self.error.is_none() {
            let instructions = self.asm.b.func.dfg.num_insts();
            if instructions > self.options.max_instructions {
                self.error = Some(LowerError::TooLarge(instructions));
                return;
            }
            let site = &mut self.sites[next];
            let (exit, block, mut live, undo) = (site.exit, site.block, std::mem::take(&mut site.live), site.undo);
            self.asm.b.set_srcloc(SourceLoc::new(site.place.pack()));
            next += 1;
            self.asm.at(block);
            if let Some(Undo { old, sum, term, subtracted }) = undo {
                let ins = self.asm.b.ins();
                let value = if subtracted { ins.iadd(sum, term) } else { ins.isub(sum, term) };
                live.iter_mut().filter(|v| **v == old).for_each(|v| *v = value);
            }
            match self.tree.exit(exit).bridge {
                Some(bridge) => self.enter_bridge(exit, bridge, live),
                None => self.leave(exit, &live),
            }
        }
    }

    /// Stores the live values and returns the exit's number.
    fn leave(&mut self, exit: ExitId, live: &[Value]) {
        self.store_live(live);
        if self.options.callable {
            let tree = self.asm.word(self.options.tree.into());
            self.asm.store(tree, self.asm.ctx, CTX_LEFT_TREE);
        }
        let number = self.asm.b.ins().iconst(types::I32, i64::from(exit.0));
        self.asm.b.ins().jump(self.leave, &[number.into()]);
    }

    /// Writes live values to the exit buffer, a word each.
    pub(super) fn store_live(&mut self, live: &[Value]) {
        for (n, &value) in live.iter().enumerate() {
            let word = if self.asm.b.func.dfg.value_type(value) == types::I8 {
                self.asm.b.ins().uextend(types::I64, value)
            } else {
                value
            };
            self.asm.store(word, self.asm.ctx, CTX_EXIT_BUF + (n * 8) as i32);
        }
    }

    /// Lowers a bridge in its site. If the exit has several sites, because an
    /// overflow is undone in one of them, they meet in a block with parameters, which the first
    /// of them fills.
    fn enter_bridge(&mut self, exit: ExitId, bridge: TraceId, live: Vec<Value>) {
        let live = if self.several_sites.contains(&exit) {
            let args: Vec<_> = live.iter().map(|&v| v.into()).collect();
            if let Some(&entry) = self.bridge_entries.get(&exit) {
                self.asm.b.ins().jump(entry, &args);
                return;
            }
            let entry = self.asm.b.create_block();
            let types: Vec<_> = live.iter().map(|&v| self.asm.b.func.dfg.value_type(v)).collect();
            let params = types.into_iter().map(|ty| self.asm.b.append_block_param(entry, ty)).collect();
            self.asm.b.ins().jump(entry, &args);
            self.bridge_entries.insert(exit, entry);
            self.asm.at(entry);
            params
        } else {
            live
        };
        let trace = self.tree.trace(bridge);
        for &r in &trace.order {
            let inst = trace.inst(r);
            if inst.op == Op::Input {
                let value = live[inst.imm as usize];
                debug_assert_eq!(self.asm.b.func.dfg.value_type(value), clif_type(inst.ty));
                self.values[bridge.0 as usize][r.index()] = Some(value);
            }
        }
        self.exits.clear();
        self.trace(bridge);
    }
}
