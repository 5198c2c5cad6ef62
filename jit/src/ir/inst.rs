//! Values and instructions, the parts of a [`Trace`](super::Trace).

use super::descr::{ArrayId, CallId, FieldId, TypeId};
use super::ops::{Imm, Op};
use super::snapshot::SnapId;
use super::tree::TraceId;
use super::types::Type;

/// An SSA value: the result of an instruction, or a constant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OpRef(u32);

impl OpRef {
    const CONST: u32 = 1 << 31;
    /// No value; fills unused operands.
    pub const NONE: OpRef = OpRef(u32::MAX);

    /// The result of the instruction with this index.
    pub fn inst(index: usize) -> OpRef {
        debug_assert!((index as u32) < Self::CONST);
        OpRef(index as u32)
    }

    /// The constant with this index.
    pub fn constant(index: usize) -> OpRef {
        debug_assert!((index as u32) < Self::CONST - 1);
        OpRef(index as u32 | Self::CONST)
    }

    /// Whether it is a constant.
    pub fn is_const(self) -> bool {
        self.0 & Self::CONST != 0 && self != Self::NONE
    }

    /// Whether it is the result of an instruction.
    pub fn is_inst(self) -> bool {
        self.0 & Self::CONST == 0
    }

    /// Index into [`Trace::insts`](super::Trace::insts), or into the constants.
    pub fn index(self) -> usize {
        (self.0 & !Self::CONST) as usize
    }
}

impl std::fmt::Debug for OpRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            OpRef::NONE => f.write_str("-"),
            r if r.is_const() => write!(f, "k{}", r.index()),
            r => write!(f, "v{}", r.index()),
        }
    }
}

/// A constant: its type and bits (`i64`, `f64` bits, 0 or 1, word, address).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Const {
    /// Type of the value.
    pub ty: Type,
    /// Its bits.
    pub bits: u64,
}

/// Operands of an instruction. Up to three are kept inside, more in [`Trace::lists`](super::Trace::lists).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ArgList {
    pub(super) len: u32,
    pub(super) inline: [OpRef; 3],
}

impl ArgList {
    /// No operands.
    pub const EMPTY: ArgList = ArgList { len: 0, inline: [OpRef::NONE; 3] };

    /// Number of operands.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// Where in the program an instruction comes from; for logs only.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord, Default)]
pub struct PlaceId(pub u32);

/// A place in the program: an instruction of the interpreter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Place {
    /// The embedding's handle of the code.
    pub code: u64,
    /// The instruction.
    pub pc: u32,
    /// How many calls are inlined around it.
    pub depth: u32,
}

/// An instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Inst {
    /// The operation.
    pub op: Op,
    /// Type of the result.
    pub ty: Type,
    /// Operands; read them through [`Trace::args`](super::Trace::args).
    pub args: ArgList,
    /// The immediate; its meaning is [`OpInfo::imm`](super::ops::OpInfo::imm).
    pub imm: u32,
    /// The snapshot, for operations that have one.
    pub snap: Option<SnapId>,
    /// Where it comes from.
    pub place: PlaceId,
}

impl Inst {
    /// Slot index of a `slot`.
    pub fn slot(&self) -> i32 {
        debug_assert_eq!(self.op.info().imm, Imm::Slot);
        self.imm as i32
    }

    /// Descriptor of a field access.
    pub fn field(&self) -> FieldId {
        debug_assert_eq!(self.op.info().imm, Imm::Field);
        FieldId(self.imm)
    }

    /// Descriptor of an array access.
    pub fn array(&self) -> ArrayId {
        debug_assert_eq!(self.op.info().imm, Imm::Array);
        ArrayId(self.imm)
    }

    /// Descriptor of an allocation.
    pub fn type_id(&self) -> TypeId {
        debug_assert_eq!(self.op.info().imm, Imm::Type);
        TypeId(self.imm)
    }

    /// Descriptor of a call.
    pub fn call(&self) -> CallId {
        debug_assert_eq!(self.op.info().imm, Imm::Call);
        CallId(self.imm)
    }

    /// Target of a `jump_loop`.
    pub fn target(&self) -> TraceId {
        debug_assert_eq!(self.op.info().imm, Imm::Trace);
        TraceId(self.imm)
    }
}
