//! From a linear sequence of instructions with labels to a finished code unit.
//!
//! ```text
//! Sequence ─ graph ─ handlers ─ peephole ─ threading ─ prune ─ bound ─ lines ─ layout ─ depth ─ assemble ─ Code
//! labels     basic   handler of  pairs,    jumps to    dead     unbound  line     cold    stack    units,
//!            blocks  each instr. swaps     jumps       code     locals   numbers  blocks  depth    tables
//! ```
//!
//! The code generator writes pseudo-instructions ([`IrOp`]) where the real one depends on the layout: jumps of unknown
//! direction, the brackets of protected regions. Variables are numbered in two separate spaces until `assemble` merges them.

mod assemble;
mod bound;
mod depth;
mod graph;
mod handlers;
mod layout;
mod lines;
mod peephole;
mod prune;
mod sequence;
mod swaps;
mod threading;

use taipan_bytecode::{Op, Position};

pub(crate) use assemble::{Frame, finish};
pub(crate) use sequence::{Label, Sequence};

use graph::BlockId;

/// An opcode or something that becomes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IrOp {
    /// A real opcode.
    Op(Op),
    /// A jump, direction unknown.
    Jump,
    /// A jump that polls nothing when it goes back.
    JumpNoInterrupt,
    /// Keeps the value; jumps when it is false.
    JumpIfFalse,
    /// Keeps the value; jumps when it is true.
    JumpIfTrue,
    /// From here exceptions go to the target: `[exc]` on the stack.
    SetupFinally,
    /// From here exceptions go to the target: `[lasti, exc]` on the stack.
    SetupCleanup,
    /// As `SetupCleanup`, without the value of `__enter__` on the stack.
    SetupWith,
    /// Ends the innermost protected region.
    PopBlock,
    /// Pushes the cell itself.
    LoadClosure,
    /// Gives a variable back what LOAD_FAST_AND_CLEAR saved.
    StoreFastMaybeNull,
    /// Where the code for the module's annotations goes.
    AnnotationsPlaceholder,
}

/// An instruction under construction.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ins {
    pub(crate) op: IrOp,
    pub(crate) arg: u32,
    /// Where it jumps; a label number until the graph is built, a block number then.
    target: Option<BlockId>,
    /// Where its exceptions go.
    handler: Option<BlockId>,
    pub(crate) pos: Position,
}

/// Code that belongs to no line and takes none from its neighbours' layout.
pub(crate) const NO_LOCATION: Position = Position::NONE;

impl Ins {
    fn new(op: Op, arg: u32, pos: Position) -> Ins {
        Ins { op: IrOp::Op(op), arg, target: None, handler: None, pos }
    }

    fn is(&self, op: Op) -> bool {
        self.op == IrOp::Op(op)
    }

    fn is_nop(&self) -> bool {
        self.is(Op::NOP)
    }

    fn set(&mut self, op: Op, arg: u32) {
        self.op = IrOp::Op(op);
        self.arg = arg;
        self.target = None;
    }

    fn set_nop(&mut self) {
        self.set(Op::NOP, 0);
    }

    /// Whether it starts a protected region.
    fn is_setup(&self) -> bool {
        matches!(self.op, IrOp::SetupFinally | IrOp::SetupCleanup | IrOp::SetupWith)
    }

    /// Whether it always jumps.
    fn is_plain_jump(&self) -> bool {
        matches!(self.op, IrOp::Jump | IrOp::JumpNoInterrupt)
    }

    /// Whether control may go to its target.
    fn is_jump(&self) -> bool {
        match self.op {
            IrOp::Op(op) => op.is_jump(),
            _ => self.is_plain_jump() || matches!(self.op, IrOp::JumpIfFalse | IrOp::JumpIfTrue),
        }
    }

    /// Whether it leaves the code unit.
    fn is_exit(&self) -> bool {
        matches!(self.op, IrOp::Op(Op::RETURN_VALUE | Op::RAISE_VARARGS | Op::RERAISE))
    }

    /// Whether control never reaches what follows it.
    fn ends_block(&self) -> bool {
        self.is_plain_jump() || self.is_exit()
    }
}
