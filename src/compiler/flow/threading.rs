//! Jumps to jumps go straight to the last target.

use taipan_bytecode::Op;

use super::graph::{BlockId, Graph};
use super::{Ins, IrOp};

/// Retargets jumps until nothing changes.
pub(super) fn run(graph: &mut Graph) {
    let next = graph.successors();
    for index in 0..graph.order.len() {
        let id = graph.order[index];
        // A chain of jumps is as long as there are blocks at most; a cycle must not hold us.
        for _ in 0..graph.block_count() {
            let Some(last) = graph.block(id).ins.last().copied() else { break };
            let Some(target) = last.target.filter(|_| last.is_jump()) else { break };
            let target = graph.skip_empty(target, &next);
            let Some(there) = first_real(graph, target) else { break };
            let Some(better) = retarget(&last, &there, target, &next) else { break };
            *graph.block_mut(id).ins.last_mut().expect("it was there") = better;
        }
    }
}

/// The first instruction of a block, if only line-less NOPs stand before it.
fn first_real(graph: &Graph, id: BlockId) -> Option<Ins> {
    graph.block(id).ins.iter().find(|ins| !(ins.is_nop() && ins.pos.line < 0)).copied()
}

fn retarget(jump: &Ins, there: &Ins, target: BlockId, next: &[Option<BlockId>]) -> Option<Ins> {
    let goes_to = there.target.filter(|to| *to != target);
    let moved = |op: IrOp, to: BlockId| Some(Ins { op, target: Some(to), ..*jump });
    match (jump.op, there.op) {
        // A jump keeps its own line only if the other has none or the same.
        (IrOp::Jump | IrOp::JumpNoInterrupt, IrOp::Jump | IrOp::JumpNoInterrupt) => {
            let same_line = jump.pos.line < 0 || there.pos.line < 0 || jump.pos.line == there.pos.line;
            let op = if there.op == IrOp::Jump { IrOp::Jump } else { jump.op };
            goes_to.filter(|to| same_line && Some(*to) != jump.target).and_then(|to| moved(op, to))
        }
        (IrOp::JumpIfFalse | IrOp::JumpIfTrue, IrOp::Jump | IrOp::JumpNoInterrupt) => {
            goes_to.filter(|to| Some(*to) != jump.target).and_then(|to| moved(jump.op, to))
        }
        (IrOp::JumpIfFalse, IrOp::JumpIfFalse) | (IrOp::JumpIfTrue, IrOp::JumpIfTrue) => {
            goes_to.filter(|to| Some(*to) != jump.target).and_then(|to| moved(jump.op, to))
        }
        // The other test fails for sure: go on after it. It ends its block.
        (IrOp::JumpIfFalse, IrOp::JumpIfTrue) | (IrOp::JumpIfTrue, IrOp::JumpIfFalse) => {
            next[target.0 as usize].and_then(|to| moved(jump.op, to))
        }
        (
            IrOp::Op(Op::POP_JUMP_IF_FALSE | Op::POP_JUMP_IF_TRUE | Op::POP_JUMP_IF_NONE | Op::POP_JUMP_IF_NOT_NONE),
            IrOp::Jump | IrOp::JumpNoInterrupt,
        ) => goes_to.filter(|to| Some(*to) != jump.target).and_then(|to| moved(jump.op, to)),
        _ => None,
    }
}
