//! Running a tree.
//!
//! The state is one array of values per trace of the tree, so that a bridge that jumps back finds what the loop's
//! preamble has computed, and the place of execution: a trace and an index into its order.

use super::memory::Memory;
use crate::backend::context::FINISHED;
use crate::ir::descr::Descrs;
use crate::ir::ops::{Op, Operand};
use crate::ir::semantics::{self, Computed};
use crate::ir::snapshot::SnapId;
use crate::ir::trace::{OpRef, Trace};
use crate::ir::tree::{ExitId, TraceId, Tree};
use crate::ir::types::MemKind;

/// How a tree was left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left {
    /// The exit; [`FINISHED`] if it was left through `finish`.
    pub exit: ExitId,
    /// Its live values, as they would be in the exit buffer.
    pub live: Vec<u64>,
    /// The result, if it was left through `finish`.
    pub result: Option<u64>,
}

/// Why a run ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stop {
    /// Through an exit.
    Left(Left),
    /// So many instructions were executed, and no end in sight.
    OutOfFuel,
}

/// Runs `tree` on the frame at address `frame`, at most `fuel` instructions.
///
/// # Panics
/// When the tree does not verify.
pub fn run<M: Memory>(tree: &Tree, descrs: &Descrs, memory: &mut M, frame: u64, fuel: u64) -> Stop {
    let values = tree.nodes.iter().map(|n| vec![0; n.optimised.insts.len()]).collect();
    let mut machine = Machine { tree, descrs, memory, frame, values, at: TraceId(0), index: 0 };
    for _ in 0..fuel {
        if let Some(left) = machine.step() {
            return Stop::Left(left);
        }
    }
    Stop::OutOfFuel
}

/// What an instruction did.
enum Done {
    /// Gave these bits (0 for no result).
    Value(u64),
    /// Failed its test.
    Exits,
    /// Went somewhere else.
    Moved,
}

struct Machine<'a, M> {
    tree: &'a Tree,
    descrs: &'a Descrs,
    memory: &'a mut M,
    frame: u64,
    values: Vec<Vec<u64>>,
    at: TraceId,
    index: usize,
}

impl<'a, M: Memory> Machine<'a, M> {
    fn trace(&self) -> &'a Trace {
        self.tree.trace(self.at)
    }

    fn value(&self, r: OpRef) -> u64 {
        match self.trace().as_const(r) {
            Some(c) => c.bits,
            None => self.values[self.at.0 as usize][r.index()],
        }
    }

    fn set(&mut self, r: OpRef, bits: u64) {
        self.values[self.at.0 as usize][r.index()] = bits;
    }

    fn step(&mut self) -> Option<Left> {
        let trace = self.trace();
        let r = trace.order[self.index];
        let inst = trace.inst(r);
        match inst.op {
            // There are no other trees here.
            Op::Exit | Op::JumpTree => return self.exit(inst.snap),
            Op::Finish => {
                let result = self.value(trace.arg(r, 0));
                self.write_slots(inst.snap.expect("an end of a function has a snapshot"));
                return Some(Left { exit: ExitId(FINISHED), live: Vec::new(), result: Some(result) });
            }
            _ => {}
        }
        match self.execute(r) {
            Done::Value(bits) => {
                self.set(r, bits);
                self.index += 1;
                None
            }
            Done::Exits => self.exit(inst.snap),
            Done::Moved => None,
        }
    }

    fn execute(&mut self, r: OpRef) -> Done {
        let trace = self.trace();
        let inst = trace.inst(r);
        let args: Vec<u64> = trace.args(r).iter().map(|a| self.value(*a)).collect();
        match semantics::compute(inst.op, &args) {
            Some(Computed::Value(bits)) => return Done::Value(bits),
            Some(Computed::Passes) => return Done::Value(0),
            Some(Computed::Exits) => return Done::Exits,
            None => {}
        }
        match inst.op {
            Op::Slot => {
                let address = self.slot_address(inst.slot());
                Done::Value(self.memory.load(address, MemKind::Val))
            }
            Op::Input => Done::Value(self.value(r)),
            Op::BoxInt => Done::Value(self.memory.box_int(args[0] as i64)),
            Op::BoxFloat => Done::Value(self.memory.box_float(f64::from_bits(args[0]))),
            Op::UnboxFloat | Op::FloatOfVal => match self.memory.float_in(args[0]) {
                Some(f) => Done::Value(f.to_bits()),
                None => Done::Exits,
            },
            Op::UnboxUint => match self.memory.uint_in(args[0]) {
                Some(u) => Done::Value(u),
                None => Done::Exits,
            },
            Op::GuardWhole => self.guard(|m| m.is_whole(args[0])),
            op if op == Op::BoxUint || op.info().operands.first() == Some(&Operand::Whole) => {
                Done::Value(self.memory.whole(op, args[0], args.get(1).copied().unwrap_or(0)))
            }
            Op::GuardFloat => self.guard(|m| m.float_in(args[0]).is_some()),
            Op::GuardNotFloat => self.guard(|m| m.float_in(args[0]).is_none()),
            Op::GuardClass => self.guard(|m| m.type_word(args[0]) == args[1]),
            Op::GuardNotClass => self.guard(|m| m.type_word(args[0]) != args[1]),
            Op::GuardShape => self.guard(|m| m.shape(args[0]) == args[1]),
            Op::GuardValid => {
                let valid = self.tree.is_valid();
                self.guard(|_| valid)
            }
            Op::Poll => self.guard(|m| !m.breaker()),
            Op::GetField | Op::SetField | Op::ArrayGet | Op::ArraySet => self.access(r, &args),
            Op::New => Done::Value(self.memory.make(self.descrs, inst.type_id(), 0)),
            Op::NewVar => Done::Value(self.memory.make(self.descrs, inst.type_id(), args[0])),
            Op::Call => {
                let callee = self.descrs.call(inst.call());
                Done::Value(self.memory.call(&callee, &args))
            }
            Op::SyncFrames => self.sync(inst.snap),
            Op::Retain => {
                self.memory.retain(args[0]);
                Done::Value(0)
            }
            Op::Release => {
                self.memory.release(args[0]);
                Done::Value(0)
            }
            _ => self.control(r),
        }
    }

    fn guard(&mut self, test: impl FnOnce(&mut M) -> bool) -> Done {
        if test(self.memory) { Done::Value(0) } else { Done::Exits }
    }

    fn access(&mut self, r: OpRef, args: &[u64]) -> Done {
        let inst = self.trace().inst(r);
        let (address, kind) = match inst.op {
            Op::GetField | Op::SetField => {
                let field = self.descrs.field(inst.field());
                (args[0].wrapping_add_signed(field.offset.into()), field.kind)
            }
            _ => {
                let array = self.descrs.array(inst.array());
                let offset = args[1].wrapping_mul(array.kind.size().into());
                (args[0].wrapping_add_signed(array.base.into()).wrapping_add(offset), array.kind)
            }
        };
        match inst.op {
            Op::GetField | Op::ArrayGet => Done::Value(self.memory.load(address, kind)),
            _ => {
                self.memory.store(address, kind, args[args.len() - 1]);
                Done::Value(0)
            }
        }
    }

    fn sync(&mut self, snap: Option<SnapId>) -> Done {
        let node = &self.tree.nodes[self.at.0 as usize];
        let snap = snap.expect("sync_frames has a snapshot");
        let exit = node.exit(snap).expect("sync_frames has a plan");
        let live = self.live(snap);
        self.memory.sync_frames(self.frame, exit, &live);
        Done::Value(0)
    }

    fn control(&mut self, r: OpRef) -> Done {
        let trace = self.trace();
        let inst = trace.inst(r);
        match inst.op {
            Op::LoopStart => self.enter(self.at, trace.phis().iter().map(|p| self.value(trace.arg(*p, 0))).collect()),
            Op::Jump if trace.loop_start().is_some() => {
                self.enter(self.at, trace.phis().iter().map(|p| self.value(trace.arg(*p, 1))).collect())
            }
            Op::JumpLoop => {
                let values = trace.args(r).iter().map(|a| self.value(*a)).collect();
                if let Some(snap) = inst.snap {
                    self.write_slots(snap);
                }
                self.enter(inst.target(), values)
            }
            Op::Jump | Op::JumpEntry => self.restart(inst.snap),
            op => panic!("`{}` cannot be executed", op.mnemonic()),
        }
    }

    /// Goes to the body of a loop, its phis taking `values`, all at once.
    fn enter(&mut self, target: TraceId, values: Vec<u64>) -> Done {
        self.at = target;
        let trace = self.trace();
        let phis = trace.phis();
        for (&phi, bits) in phis.iter().zip(values) {
            self.set(phi, bits);
        }
        self.index = trace.loop_start().expect("a loop") + 1 + phis.len();
        Done::Moved
    }

    /// Writes the slots of the snapshot and starts the root trace again.
    fn restart(&mut self, snap: Option<SnapId>) -> Done {
        self.write_slots(snap.expect("a jump to the entry has a snapshot"));
        self.at = TraceId(0);
        self.index = 0;
        Done::Moved
    }

    fn write_slots(&mut self, id: SnapId) {
        let plan = crate::ir::resolve::resolve_snapshot(self.trace(), id, ExitId(0));
        let live = self.live(id);
        super::rebuild::rebuild(&plan, &live, self.descrs, self.memory, self.frame);
    }

    fn live(&self, snap: SnapId) -> Vec<u64> {
        self.trace().live_values(snap).iter().map(|r| self.value(*r)).collect()
    }

    /// Leaves through a snapshot: to its bridge, if it has one.
    fn exit(&mut self, snap: Option<SnapId>) -> Option<Left> {
        let snap = snap.expect("what exits has a snapshot");
        let exit = self.tree.nodes[self.at.0 as usize].exit(snap).expect("what exits has an exit");
        let live = self.live(snap);
        let Some(bridge) = self.tree.exit(exit).bridge else { return Some(Left { exit, live, result: None }) };
        self.at = bridge;
        self.index = 0;
        let trace = self.trace();
        for &r in trace.order.iter().filter(|r| trace.inst(**r).op == Op::Input) {
            let bits = live[trace.inst(r).imm as usize];
            self.set(r, bits);
        }
        None
    }

    fn slot_address(&self, slot: i32) -> u64 {
        self.frame.wrapping_add_signed(i64::from(slot) * 8)
    }
}
