//! Which handler covers each instruction.
//!
//! Follows the flow with the stack of protected regions that `Setup…` and `PopBlock` open and close. Every path to a
//! block brings the same stack: the code generator sees to that.

use taipan_bytecode::{Op, operand::resume};

use super::graph::{BlockId, Graph};
use super::{Ins, IrOp};

/// Fills in `handler` of every reachable instruction; `PopBlock` has done its work then and becomes NOP.
pub(super) fn assign(graph: &mut Graph) {
    let next = graph.successors();
    let mut seen = vec![false; graph.block_count()];
    let mut todo = vec![(graph.entry(), Vec::new())];
    seen[graph.entry().0 as usize] = true;
    while let Some((id, mut regions)) = todo.pop() {
        let mut reach = |target: BlockId, regions: &Vec<BlockId>, todo: &mut Vec<(BlockId, Vec<BlockId>)>| {
            if !std::mem::replace(&mut seen[target.0 as usize], true) {
                todo.push((target, regions.clone()));
            }
        };
        let mut handlers: Vec<(BlockId, bool)> = Vec::new();
        let mut depth_of_yield = None;
        let block = graph.block_mut(id);
        for ins in &mut block.ins {
            ins.handler = regions.last().copied();
            match ins.op {
                IrOp::SetupFinally | IrOp::SetupCleanup | IrOp::SetupWith => {
                    let target = ins.target.expect("a setup has a handler");
                    reach(target, &regions, &mut todo);
                    handlers.push((target, ins.op != IrOp::SetupFinally));
                    regions.push(target);
                }
                IrOp::PopBlock => {
                    regions.pop();
                    ins.set_nop();
                }
                IrOp::Op(Op::YIELD_VALUE) => depth_of_yield = Some(regions.len()),
                IrOp::Op(Op::RESUME) if ins.arg != resume::START => {
                    if depth_of_yield == Some(1) {
                        ins.arg |= resume::DEPTH1;
                    }
                    depth_of_yield = None;
                }
                _ if ins.is_jump() => {
                    let target = ins.target.expect("a jump has a target");
                    reach(target, &regions, &mut todo);
                }
                _ => {}
            }
        }
        if block.falls_through()
            && let Some(after) = next[id.0 as usize]
        {
            reach(after, &regions, &mut todo);
        }
        for (target, with_lasti) in handlers {
            let handler = graph.block_mut(target);
            handler.is_handler = true;
            handler.with_lasti = with_lasti;
        }
    }
}

/// Takes the setups away, once the depth of the stack is known.
pub(super) fn erase_setups(graph: &mut Graph) {
    graph.for_each(|ins: &mut Ins| {
        if ins.is_setup() {
            ins.set_nop();
        }
    });
}
