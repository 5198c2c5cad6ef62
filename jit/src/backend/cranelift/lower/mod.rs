//! A tree becomes one CLIF function.
//!
//! ```text
//!   entry ─▶ start: preamble ─▶ header(phis): body ──▶ header
//!                ▲                │ guard
//!                │                ├─▶ cold: live values to the exit buffer, return the exit's number
//!                │                └─▶ bridge: its `input`s are the values at the guard ─▶ header(args)
//!                └── jump_entry: slots to the frame ◀── bridge …
//! ```
//!
//! Traces are lowered parent first; every guard names a block for its exit, and the blocks are
//! filled when the traces are done: with a bridge, or with the code that leaves. One block per
//! exit, shared by the guards of that snapshot, so the SSA values of the parent are simply
//! visible in the bridge.
//!
//! Invariants: the lowering optimises nothing that the IR could say (except divisions by
//! constants, which the IR cannot); a block is on a trace or cold, and cold ones are marked.

mod calls;
mod control;
mod effects;
mod exits;
mod ops;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::RangeInclusive;

use cranelift_codegen::ir::{Block, InstBuilder, SourceLoc, Type, Value, types};

use super::asm::Asm;
use super::isa::BackendError;
use crate::ir::descr::Descrs;
use crate::ir::ops::Op;
use crate::ir::snapshot::SnapId;
use crate::ir::trace::{OpRef, Trace};
use crate::ir::tree::{ExitId, TraceId, Tree};
use crate::ir::types::Type as IrType;

/// Why a tree cannot become code.
#[derive(Clone, Debug)]
pub enum LowerError {
    /// More CLIF instructions than a function may have.
    TooLarge(usize),
    /// An exit has more live values than the exit buffer holds.
    TooManyLive(ExitId, usize),
    /// The code generator refused.
    Backend(BackendError),
}

impl From<BackendError> for LowerError {
    fn from(e: BackendError) -> Self {
        Self::Backend(e)
    }
}

impl fmt::Display for LowerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(n) => write!(f, "tree too large: {n} CLIF instructions"),
            Self::TooManyLive(exit, n) => write!(f, "exit {} has {n} live values", exit.0),
            Self::Backend(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for LowerError {}

/// What the lowering has to know beyond the tree.
#[derive(Clone, Copy, Debug)]
pub struct LowerOptions {
    /// Type word of heap floats.
    pub float_type: u64,
    /// Type word of heap integers.
    pub int_type: u64,
    /// Most CLIF instructions of a function.
    pub max_instructions: usize,
    /// Words in the exit buffer.
    pub exit_slots: usize,
    /// Every exit without a bridge is taken once on purpose; [`JitCtx::scratch`](crate::backend::context::JitCtx) is 1 then.
    pub exit_everywhere: bool,
    /// The tree's number, left in [`JitCtx::left_tree`](crate::backend::context::JitCtx) at its exits.
    pub tree: u32,
    /// Trees may be called by trees: calls that may run code are told where the frames end.
    pub callable: bool,
}

impl Default for LowerOptions {
    fn default() -> Self {
        let exit_slots = crate::backend::context::EXIT_SLOTS;
        Self {
            float_type: 0,
            int_type: 0,
            max_instructions: 20_000,
            exit_slots,
            exit_everywhere: false,
            tree: 0,
            callable: false,
        }
    }
}

/// A place in a tree, packed into a Cranelift source location: 10 bits of trace, one that tells
/// exits from the trace, 20 of instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpPlace {
    /// The trace of the tree.
    pub trace: TraceId,
    /// The instruction.
    pub op: OpRef,
    /// Not the instruction itself but its exit.
    pub exit: bool,
}

impl OpPlace {
    const OP_BITS: u32 = 20;

    fn pack(self) -> u32 {
        let op = self.op.index() as u32 & ((1 << Self::OP_BITS) - 1);
        (self.trace.0 << 1 | u32::from(self.exit)) << Self::OP_BITS | op
    }

    /// From [`SourceRange::location`](super::SourceRange::location).
    pub fn unpack(location: u32) -> Self {
        let op = OpRef::inst((location & ((1 << Self::OP_BITS) - 1)) as usize);
        let rest = location >> Self::OP_BITS;
        Self { trace: TraceId(rest >> 1), op, exit: rest & 1 == 1 }
    }
}

/// Fills `asm` with the code of `tree`; gives the source locations of the root's loop.
pub(super) fn lower_tree(
    asm: &mut Asm<'_>,
    tree: &Tree,
    descrs: &Descrs,
    options: &LowerOptions,
) -> Result<Option<RangeInclusive<u32>>, LowerError> {
    let start = asm.b.create_block();
    asm.b.ins().jump(start, &[]);
    asm.at(start);
    let values = tree.nodes.iter().map(|n| vec![None; n.optimised.insts.len()]).collect();
    let leave = asm.cold_block();
    let leave_id = asm.b.append_block_param(leave, types::I32);
    let mut lowering = Lowering {
        asm,
        tree,
        descrs,
        options,
        start,
        leave,
        values,
        loops: HashMap::new(),
        exits: HashMap::new(),
        sites: Vec::new(),
        several_sites: HashSet::new(),
        bridge_entries: HashMap::new(),
        trace: TraceId(0),
        op: OpRef::inst(0),
        error: None,
    };
    lowering.trace(TraceId(0));
    lowering.fill_exits();
    if let Some(error) = lowering.error.take() {
        return Err(error);
    }
    lowering.asm.at(leave);
    lowering.asm.b.ins().return_(&[leave_id]);
    let root = tree.root();
    let place = |&op: &OpRef| OpPlace { trace: TraceId(0), op, exit: false }.pack();
    let Some(start) = root.loop_start() else { return Ok(None) };
    let body = &root.order[start + 1 + root.phis().len()..];
    Ok(body.iter().map(place).min().zip(body.iter().map(place).max()).map(|(first, last)| first..=last))
}

/// State of the lowering of one tree.
struct Lowering<'a, 'f> {
    asm: &'a mut Asm<'f>,
    tree: &'a Tree,
    descrs: &'a Descrs,
    options: &'a LowerOptions,
    /// Where the root trace starts.
    start: Block,
    /// Returns the exit number that it is given.
    leave: Block,
    /// CLIF values of the SSA values, by trace and instruction.
    values: Vec<Vec<Option<Value>>>,
    /// Loops whose header is known.
    loops: HashMap<TraceId, control::Loop>,
    /// Blocks of exits that guards have named, while the values at the guard are in force.
    exits: HashMap<ExitId, Block>,
    /// Exit blocks that are still empty.
    sites: Vec<exits::Site>,
    /// Exits that can have several sites.
    several_sites: HashSet<ExitId>,
    /// Bridges that are reached from several sites: their first block, with one parameter per input.
    bridge_entries: HashMap<ExitId, Block>,
    /// The trace that is being lowered.
    trace: TraceId,
    /// The instruction that is being lowered.
    op: OpRef,
    /// The first thing that went wrong; lowering goes on, its result is thrown away.
    error: Option<LowerError>,
}

impl<'a> Lowering<'a, '_> {
    /// The trace that is being lowered.
    fn current(&self) -> &'a Trace {
        let tree = self.tree;
        tree.trace(self.trace)
    }

    /// Lowers a trace from the current block to its end.
    fn trace(&mut self, id: TraceId) {
        self.trace = id;
        let trace = self.current();
        let mut at = 0;
        while at < trace.order.len() {
            let r = trace.order[at];
            self.place(r);
            if trace.inst(r).op == Op::LoopStart {
                at = self.enter_loop(at);
                continue;
            }
            if trace.inst(r).op.is_terminal() {
                self.end(r);
                return;
            }
            self.instruction(r);
            at += 1;
        }
        unreachable!("a trace ends with a terminal operation");
    }

    /// Marks the code that follows as coming from `r`.
    fn place(&mut self, r: OpRef) {
        let place = OpPlace { trace: self.trace, op: r, exit: false };
        self.op = r;
        self.asm.b.set_srcloc(SourceLoc::new(place.pack()));
    }

    /// Lowers one instruction that is neither a marker nor an end.
    fn instruction(&mut self, r: OpRef) {
        if let Some(value) = self.op(r) {
            self.values[self.trace.0 as usize][r.index()] = Some(value);
        }
    }

    fn set(&mut self, r: OpRef, value: Value) {
        self.values[self.trace.0 as usize][r.index()] = Some(value);
    }

    /// The CLIF value of an operand; constants are made where they are used.
    fn val(&mut self, r: OpRef) -> Value {
        let trace = self.current();
        match trace.as_const(r) {
            Some(c) => match c.ty {
                IrType::Float => self.asm.b.ins().f64const(f64::from_bits(c.bits)),
                IrType::Bool => self.asm.b.ins().iconst(types::I8, i64::from(c.bits != 0)),
                _ => self.asm.word(c.bits),
            },
            None => match self.values[self.trace.0 as usize][r.index()] {
                Some(value) => value,
                None => panic!("{r:?} of trace {} is used before it is made", self.trace.0),
            },
        }
    }

    fn arg(&mut self, r: OpRef, n: usize) -> Value {
        let arg = self.current().arg(r, n);
        self.val(arg)
    }

    /// The constant bits of an operand that the table wants constant.
    fn const_arg(&self, r: OpRef, n: usize) -> u64 {
        let trace = self.current();
        match trace.as_const(trace.arg(r, n)) {
            Some(c) => c.bits,
            None => panic!("operand {n} of {r:?} is a constant"),
        }
    }

    /// The exit block of an instruction.
    fn exit_of(&mut self, r: OpRef) -> Block {
        match self.current().inst(r).snap {
            Some(snap) => self.exit_block(snap),
            None => panic!("{r:?} has a snapshot"),
        }
    }

    /// The number of the exit of a snapshot of the current trace.
    fn exit_id(&self, snap: SnapId) -> ExitId {
        match self.tree.nodes[self.trace.0 as usize].exit(snap) {
            Some(exit) => exit,
            None => panic!("{snap:?} of trace {} has an exit", self.trace.0),
        }
    }
}

/// The machine type of an SSA value.
fn clif_type(ty: IrType) -> Type {
    match ty {
        IrType::Float => types::F64,
        IrType::Bool => types::I8,
        _ => types::I64,
    }
}
