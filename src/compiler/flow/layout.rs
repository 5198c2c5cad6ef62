//! The order of blocks and the direction of jumps.

use taipan_bytecode::Op;

use super::graph::{Block, BlockId, Graph};
use super::{Ins, IrOp};

/// Moves blocks that only exceptions reach to the end.
pub(super) fn cold_to_end(graph: &mut Graph) {
    let next = graph.successors();
    let mut warm = vec![false; graph.block_count()];
    let mut todo = vec![graph.entry()];
    warm[graph.entry().0 as usize] = true;
    while let Some(id) = todo.pop() {
        let block = graph.block(id);
        let falls = next[id.0 as usize].filter(|_| block.falls_through());
        let jumps = block.ins.iter().filter(|ins| ins.is_jump()).filter_map(|ins| ins.target);
        for to in jumps.chain(falls) {
            if !graph.block(to).is_handler && !std::mem::replace(&mut warm[to.0 as usize], true) {
                todo.push(to);
            }
        }
    }
    if graph.order.iter().all(|id| warm[id.0 as usize]) {
        return;
    }
    let mut layout: [Vec<BlockId>; 2] = Default::default();
    for index in 0..graph.order.len() {
        let id = graph.order[index];
        let is_warm = warm[id.0 as usize];
        graph.block_mut(id).cold = !is_warm;
        layout[usize::from(!is_warm)].push(id);
        // Falling from one part into the other becomes a jump.
        let Some(after) = next[id.0 as usize].filter(|_| graph.block(id).falls_through()) else { continue };
        if warm[after.0 as usize] == is_warm {
            continue;
        }
        let last = graph.block(id).ins.last().copied();
        let mut jump = Ins::jump_to(after, super::NO_LOCATION);
        jump.handler = last.and_then(|last| last.handler);
        if last.is_some_and(|last| last.is_jump()) {
            let block = graph.add_block(Block { ins: vec![jump], cold: !is_warm, ..Block::default() });
            layout[usize::from(!is_warm)].push(block);
        } else {
            graph.block_mut(id).ins.push(jump);
        }
    }
    let [mut order, cold] = layout;
    order.extend(cold);
    graph.order = order;
}

/// Conditional jumps only go forward: a backward one is turned around and followed by a plain jump.
pub(super) fn turn_backward_tests(graph: &mut Graph) {
    let mut place = positions(graph);
    let mut order = Vec::with_capacity(graph.order.len());
    for (index, id) in graph.order.clone().into_iter().enumerate() {
        order.push(id);
        let Some(last) = graph.block(id).ins.last().copied() else { continue };
        let IrOp::Op(op) = last.op else { continue };
        let turned = match op {
            Op::POP_JUMP_IF_FALSE => Op::POP_JUMP_IF_TRUE,
            Op::POP_JUMP_IF_TRUE => Op::POP_JUMP_IF_FALSE,
            Op::POP_JUMP_IF_NONE => Op::POP_JUMP_IF_NOT_NONE,
            Op::POP_JUMP_IF_NOT_NONE => Op::POP_JUMP_IF_NONE,
            _ => continue,
        };
        let target = last.target.expect("a jump has a target");
        if place[target.0 as usize] > index {
            continue;
        }
        let after = graph.order[index + 1];
        let jump = Ins { op: IrOp::Jump, arg: 0, target: Some(target), handler: last.handler, pos: last.pos };
        let cold = graph.block(id).cold;
        let back = graph.add_block(Block { ins: vec![jump], cold, ..Block::default() });
        place.push(index);
        order.push(back);
        let test = graph.block_mut(id).ins.last_mut().expect("it was there");
        test.op = IrOp::Op(turned);
        test.target = Some(after);
    }
    graph.order = order;
}

/// Decides the direction of plain jumps.
pub(super) fn choose_directions(graph: &mut Graph) {
    let place = positions(graph);
    for (index, id) in graph.order.clone().into_iter().enumerate() {
        let Some(last) = graph.block_mut(id).ins.last_mut() else { continue };
        if !last.is_plain_jump() {
            continue;
        }
        let target = last.target.expect("a jump has a target");
        let forward = place[target.0 as usize] > index;
        last.op = IrOp::Op(match last.op {
            _ if forward => Op::JUMP_FORWARD,
            IrOp::Jump => Op::JUMP_BACKWARD,
            _ => Op::JUMP_BACKWARD_NO_INTERRUPT,
        });
    }
}

/// Replaces the tests that keep their value by copy, test and pop.
pub(super) fn expand_keeping_tests(graph: &mut Graph) {
    for id in graph.order.clone() {
        let block = graph.block_mut(id);
        let Some(last) = block.ins.last().copied() else { continue };
        let op = match last.op {
            IrOp::JumpIfFalse => Op::POP_JUMP_IF_FALSE,
            IrOp::JumpIfTrue => Op::POP_JUMP_IF_TRUE,
            _ => continue,
        };
        block.ins.pop();
        for (op, arg) in [(Op::COPY, 1), (Op::TO_BOOL, 0)] {
            block.ins.push(Ins { op: IrOp::Op(op), arg, target: None, ..last });
        }
        block.ins.push(Ins { op: IrOp::Op(op), ..last });
    }
}

/// Index of each block in the layout.
fn positions(graph: &Graph) -> Vec<usize> {
    let mut place = vec![usize::MAX; graph.block_count()];
    for (index, id) in graph.order.iter().enumerate() {
        place[id.0 as usize] = index;
    }
    place
}
