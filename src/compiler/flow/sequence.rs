//! The linear form that the code generator writes.

use taipan_bytecode::Position;

use super::graph::BlockId;
use super::{Ins, IrOp};

/// A place in a sequence, to be jumped to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(pub(super) u32);

/// Instructions and labels.
#[derive(Debug, Default)]
pub(crate) struct Sequence {
    pub(super) ins: Vec<Ins>,
    /// Index of the instruction that each label stands before.
    pub(super) labels: Vec<Option<usize>>,
}

impl Sequence {
    /// A label that stands nowhere yet.
    pub(crate) fn new_label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// Puts a label here.
    pub(crate) fn place(&mut self, label: Label) {
        let slot = &mut self.labels[label.0 as usize];
        debug_assert!(slot.is_none(), "a label is placed once");
        *slot = Some(self.ins.len());
    }

    /// Appends an instruction.
    pub(crate) fn push(&mut self, op: IrOp, arg: u32, pos: Position) {
        debug_assert!(!matches!(op, IrOp::Op(op) if op.is_overlay()));
        self.ins.push(Ins { op, arg, target: None, handler: None, pos });
    }

    /// Appends an instruction that refers to a label.
    pub(crate) fn push_jump(&mut self, op: IrOp, label: Label, pos: Position) {
        self.ins.push(Ins { op, arg: 0, target: Some(BlockId(label.0)), handler: None, pos });
    }

    /// Puts an instruction that refers to a label before everything else.
    pub(crate) fn push_front_jump(&mut self, op: IrOp, label: Label, pos: Position) {
        self.ins.insert(0, Ins { op, arg: 0, target: Some(BlockId(label.0)), handler: None, pos });
        self.labels.iter_mut().flatten().for_each(|place| *place += 1);
    }

    /// Replaces the placeholder for annotations by other instructions, or takes it away.
    pub(crate) fn fill_placeholder(&mut self, insert: Sequence) {
        let Some(index) = self.ins.iter().position(|ins| ins.op == IrOp::AnnotationsPlaceholder) else { return };
        let (count, first_label) = (insert.ins.len(), self.labels.len() as u32);
        for place in self.labels.iter_mut().flatten().filter(|place| **place > index) {
            *place = *place + count - 1;
        }
        self.labels.extend(insert.labels.iter().map(|place| place.map(|place| place + index)));
        let shifted = insert.ins.into_iter().map(|mut ins| {
            ins.target = ins.target.map(|label| BlockId(label.0 + first_label));
            ins
        });
        self.ins.splice(index..=index, shifted);
    }
}
