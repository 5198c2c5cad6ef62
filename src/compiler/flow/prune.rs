//! What nobody needs: unreachable blocks, NOPs that stand for no line, jumps to the next block.

use super::Ins;
use super::graph::{BlockId, Graph};

/// The longest exit block that is copied to those who jump to it.
const MAX_COPY: usize = 4;

/// Drops blocks that no path reaches.
pub(super) fn unreachable(graph: &mut Graph) {
    let next = graph.successors();
    let mut seen = vec![false; graph.block_count()];
    let mut todo = vec![graph.entry()];
    seen[graph.entry().0 as usize] = true;
    while let Some(id) = todo.pop() {
        let block = graph.block(id);
        let falls = next[id.0 as usize].filter(|_| block.falls_through());
        for to in block.ins.iter().filter_map(|ins| ins.edge()).chain(falls) {
            if !std::mem::replace(&mut seen[to.0 as usize], true) {
                todo.push(to);
            }
        }
    }
    graph.order.retain(|id| seen[id.0 as usize]);
}

/// Copies small blocks that leave the function to the jumps that lead there.
pub(super) fn copy_small_exits(graph: &mut Graph) {
    let next = graph.successors();
    let mut changed = true;
    while std::mem::take(&mut changed) {
        for index in 0..graph.order.len() {
            let id = graph.order[index];
            let Some(last) = graph.block(id).ins.last().copied() else { continue };
            let Some(target) = last.target.filter(|_| last.is_plain_jump()) else { continue };
            let target = graph.skip_empty(target, &next);
            let exit = graph.block(target);
            let small = exit.exits() && exit.ins.len() <= MAX_COPY;
            // Exits without a line are copied whatever their size: each copy takes its own line.
            let without_line = exit.exits() && exit.ins.len() <= 8 && exit.ins.iter().all(|ins| ins.pos.line < 0);
            if !(small || without_line) || target == id {
                continue;
            }
            let copied = exit.ins.clone();
            let ins = &mut graph.block_mut(id).ins;
            let jump = ins.last_mut().expect("the jump is there");
            jump.set_nop();
            ins.extend(copied);
            changed = true;
        }
    }
}

/// Drops NOPs, except where one is all there is of a line.
pub(super) fn nops(graph: &mut Graph) {
    let next = graph.successors();
    for index in 0..graph.order.len() {
        let id = graph.order[index];
        let after = next[id.0 as usize].filter(|_| graph.block(id).falls_through());
        let following = after.and_then(|after| first_line(graph, after, &next));
        let mut ins = std::mem::take(&mut graph.block_mut(id).ins);
        let mut kept: Vec<Ins> = Vec::with_capacity(ins.len());
        let mut previous_line = -1;
        for at in 0..ins.len() {
            let current = ins[at];
            let line = current.pos.line;
            if current.is_nop() {
                if line < 0 || line == previous_line {
                    continue;
                }
                match ins.get_mut(at + 1) {
                    Some(after) if after.pos.line == line => continue,
                    // An instruction without a line takes that of the NOP.
                    Some(after) if after.pos.line < 0 => {
                        after.pos = current.pos;
                        continue;
                    }
                    None if following == Some(line) => continue,
                    _ => {}
                }
            }
            previous_line = line;
            kept.push(current);
        }
        graph.block_mut(id).ins = kept;
    }
}

/// The line of the first instruction from a block on.
fn first_line(graph: &Graph, id: BlockId, next: &[Option<BlockId>]) -> Option<i32> {
    let id = graph.skip_empty(id, next);
    graph.block(id).ins.iter().find(|ins| !(ins.is_nop() && ins.pos.line < 0)).map(|ins| ins.pos.line)
}

/// Turns jumps to the block that follows into NOPs. Returns whether there were any.
pub(super) fn jumps_to_next(graph: &mut Graph) -> bool {
    let next = graph.successors();
    let mut changed = false;
    for index in 0..graph.order.len() {
        let id = graph.order[index];
        let Some(last) = graph.block(id).ins.last().copied() else { continue };
        let Some(target) = last.target.filter(|_| last.is_plain_jump()) else { continue };
        let Some(after) = next[id.0 as usize] else { continue };
        if graph.skip_empty(target, &next) == graph.skip_empty(after, &next) {
            graph.block_mut(id).ins.last_mut().expect("the jump is there").set_nop();
            changed = true;
        }
    }
    changed
}
