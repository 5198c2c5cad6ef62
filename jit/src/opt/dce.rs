//! Dead code: what no instruction, exit or phi needs is taken out.

use super::refcount::Entry;
use crate::ir::Op;
use crate::ir::descr::Descrs;
use crate::ir::effects::effects;
use crate::ir::trace::{OpRef, Trace};

/// The pass.
pub(super) fn run(trace: &mut Trace, descrs: &Descrs, entry: &Entry) -> bool {
    let mut needed = vec![false; trace.insts.len()];
    let mut work: Vec<OpRef> = Vec::new();
    for &r in &trace.order {
        let inst = trace.inst(r);
        // A reference that comes with an input has to go somewhere.
        let owned = inst.op == Op::Input && entry.inputs.contains(&inst.imm);
        if owned || effects(trace, descrs, r).pinned && inst.op != Op::Phi {
            work.push(r);
        }
    }
    while let Some(r) = work.pop() {
        if !r.is_inst() || std::mem::replace(&mut needed[r.index()], true) {
            continue;
        }
        work.extend(trace.args(r));
        if let Some(snap) = trace.inst(r).snap {
            work.extend(trace.live_values(snap));
        }
    }
    trace.order.retain(|r| needed[r.index()]);
    true
}
