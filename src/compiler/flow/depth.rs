//! The depth of the stack at every block.

use super::IrOp;
use super::graph::{BlockId, Graph};

/// Notes the depth on entry of each block; returns the deepest point.
///
/// Panics when two ways into a block bring different depths: a mistake of the code generator.
pub(super) fn compute(graph: &mut Graph) -> u32 {
    let next = graph.successors();
    let mut deepest = 0;
    let mut todo = vec![graph.entry()];
    let entry = graph.entry();
    graph.block_mut(entry).depth = Some(0);
    while let Some(id) = todo.pop() {
        let mut depth = graph.block(id).depth.expect("a block in the list has a depth");
        let mut reached: Vec<(BlockId, i32)> = Vec::new();
        for ins in &graph.block(id).ins {
            let (fall, jump) = effects(ins.op, ins.arg);
            if let Some(target) = ins.edge() {
                reached.push((target, depth + jump));
                deepest = deepest.max(depth + jump);
            }
            depth += fall;
            assert!(depth >= 0, "the stack runs empty at {ins:?}");
            deepest = deepest.max(depth);
        }
        if graph.block(id).falls_through()
            && let Some(after) = next[id.0 as usize]
        {
            reached.push((after, depth));
        }
        for (to, depth) in reached {
            let known = graph.block(to).depth;
            match known {
                None => {
                    graph.block_mut(to).depth = Some(depth);
                    todo.push(to);
                }
                Some(known) => assert_eq!(known, depth, "depths differ at block {to:?}"),
            }
        }
    }
    deepest as u32
}

/// Change of depth when falling through, and when jumping.
fn effects(op: IrOp, arg: u32) -> (i32, i32) {
    match op {
        IrOp::Op(op) => (op.stack_effect(arg), op.jump_effect(arg)),
        IrOp::SetupFinally => (0, 1),
        IrOp::SetupCleanup => (0, 2),
        // The value of `__enter__` goes, lasti and exception come.
        IrOp::SetupWith => (0, 1),
        IrOp::LoadClosure => (1, 1),
        IrOp::StoreFastMaybeNull => (-1, -1),
        IrOp::Jump
        | IrOp::JumpNoInterrupt
        | IrOp::JumpIfFalse
        | IrOp::JumpIfTrue
        | IrOp::PopBlock
        | IrOp::AnnotationsPlaceholder => (0, 0),
    }
}
