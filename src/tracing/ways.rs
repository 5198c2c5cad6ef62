//! Unrolled loops that take too many ways.
//!
//! A branch in an unrolled loop stands in the trace once for every turn, and every copy that goes the other way needs a
//! bridge that repeats the turns after it. When the copies of one branch have grown a few bridges, the loop is better off
//! with a trace of its own, in which the branch stands once.

use taipan_jit::ir::{ExitId, FrameSnap, Tree};

/// Bridges of one branch that are too many.
const TOO_MANY: usize = 8;

/// The innermost unit of an exit, if so many copies of its guard have bridges that its loop should not be unrolled.
pub(super) fn crowded(tree: &Tree, exit: ExitId) -> Option<(u64, u32)> {
    let place = innermost(tree, exit)?;
    let bridges = (0..tree.exits.len() as u32).map(ExitId).filter(|&e| tree.exit(e).bridge.is_some());
    let copies = bridges.filter(|&e| innermost(tree, e) == Some(place)).count();
    (copies >= TOO_MANY).then_some(place)
}

fn innermost(tree: &Tree, exit: ExitId) -> Option<(u64, u32)> {
    let (trace, snap) = tree.exit_snapshot(exit);
    trace.snap(snap).frames.last().map(|f: &FrameSnap| (f.code, f.pc))
}
