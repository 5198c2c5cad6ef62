//! Instructions without a line take it from where control comes from.
//!
//! The code generator marks artificial instructions (the jump at a loop's end, a `finally` copied) with no place. An exit
//! needs a line, for tracebacks and tracing: a shared exit block is copied per way in, so that each copy has one.

use taipan_bytecode::Position;

use super::graph::{BlockId, Graph};

/// Gives lines to what has none, as far as they are certain.
pub(super) fn resolve(graph: &mut Graph) {
    copy_exits_without_line(graph);
    propagate(graph);
    guarantee_for_exits(graph);
}

fn copy_exits_without_line(graph: &mut Graph) {
    let next = graph.successors();
    let mut ways_in = graph.count_predecessors();
    let mut index = 0;
    while index < graph.order.len() {
        let id = graph.order[index];
        index += 1;
        let Some(last) = graph.block(id).ins.last().copied() else { continue };
        let Some(target) = last.target.filter(|_| last.is_jump()) else { continue };
        let target = graph.skip_empty(target, &next);
        if !is_exit_without_line(graph, target) || ways_in[target.0 as usize] < 2 {
            continue;
        }
        let mut copy = graph.block(target).clone();
        copy.ins[0].pos = last.pos;
        let copy = graph.add_block(copy);
        ways_in[target.0 as usize] -= 1;
        // After the original, so that nothing falls into the copy.
        let place = graph.order.iter().position(|other| *other == target).expect("a target is laid out");
        graph.order.insert(place + 1, copy);
        graph.block_mut(id).ins.last_mut().expect("the jump is there").target = Some(copy);
        if place < index {
            index += 1;
        }
    }
    // What falls into an exit gives it its line.
    let next = graph.successors();
    for id in graph.order.clone() {
        let block = graph.block(id);
        if !block.falls_through() || block.ins.is_empty() {
            continue;
        }
        let Some(after) = next[id.0 as usize].map(|after| graph.skip_empty(after, &next)) else { continue };
        if is_exit_without_line(graph, after) {
            let pos = block.ins.last().expect("checked above").pos;
            graph.block_mut(after).ins[0].pos = pos;
        }
    }
}

fn is_exit_without_line(graph: &Graph, id: BlockId) -> bool {
    let block = graph.block(id);
    block.exits() && block.ins.iter().all(|ins| ins.pos.line < 0)
}

fn propagate(graph: &mut Graph) {
    let next = graph.successors();
    let ways_in = graph.count_predecessors();
    for id in graph.order.clone() {
        let block = graph.block_mut(id);
        let mut pos = Position::NONE;
        for ins in &mut block.ins {
            if ins.pos.line < 0 {
                ins.pos = pos;
            } else {
                pos = ins.pos;
            }
        }
        let Some(last) = block.ins.last().copied() else { continue };
        let falls = next[id.0 as usize].filter(|_| graph.block(id).falls_through());
        let jumps = last.target.filter(|_| last.is_jump());
        for to in falls.into_iter().chain(jumps) {
            let to = graph.skip_empty(to, &next);
            if ways_in[to.0 as usize] != 1 {
                continue;
            }
            if let Some(first) = graph.block_mut(to).ins.first_mut()
                && first.pos.line < 0
            {
                first.pos = last.pos;
            }
        }
    }
}

/// An exit that still has no line takes the last one before it in the layout.
fn guarantee_for_exits(graph: &mut Graph) {
    let mut pos = Position::NONE;
    for id in graph.order.clone() {
        let block = graph.block_mut(id);
        let exits = block.exits();
        let Some(last) = block.ins.last_mut() else { continue };
        if last.pos.line < 0 {
            if exits && !matches!(last.op, super::IrOp::Op(taipan_bytecode::Op::RERAISE)) {
                last.pos = pos;
            }
        } else {
            pos = last.pos;
        }
    }
}
