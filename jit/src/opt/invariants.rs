//! What the body takes from the preamble becomes a phi that never changes.
//!
//! So a bridge can jump into the loop with other invariants than those of the entry: the inner loop of two is entered
//! anew with the next row. Where no bridge does that, the code generator sees that the phi is constant, and it costs
//! nothing.

use super::refcount::Entry;
use crate::ir::Op;
use crate::ir::descr::Descrs;
use crate::ir::snapshot::Source;
use crate::ir::trace::{OpRef, Trace};
use std::collections::{BTreeMap, BTreeSet};

/// The pass.
pub(super) fn run(trace: &mut Trace, _: &Descrs, _: &Entry) -> bool {
    let Some(header) = trace.loop_start() else { return true };
    let phis = trace.phis().len();
    let outside: BTreeSet<OpRef> = trace.order[..header].iter().copied().collect();
    let body = trace.order.split_off(header + 1 + phis);
    let used = used(trace, &body, &outside);
    let mut renamed = BTreeMap::new();
    for v in used {
        let phi = trace.emit_typed(Op::Phi, trace.ty(v), 0, &[v, v], None);
        trace.inst_mut(phi).place = trace.inst(v).place;
        trace.args_mut(phi)[1] = phi;
        renamed.insert(v, phi);
    }
    rename(trace, &body, &renamed, header);
    trace.order.extend(body);
    true
}

/// Values of the preamble that the body, its exits and the phis' second operands use.
fn used(trace: &Trace, body: &[OpRef], outside: &BTreeSet<OpRef>) -> BTreeSet<OpRef> {
    let mut used = BTreeSet::new();
    for &r in body {
        used.extend(trace.args(r).iter().copied());
        if let Some(snap) = trace.inst(r).snap {
            used.extend(trace.live_values(snap));
        }
    }
    used.extend(trace.phis().into_iter().map(|phi| trace.arg(phi, 1)));
    used.intersection(outside).copied().collect()
}

fn rename(trace: &mut Trace, body: &[OpRef], renamed: &BTreeMap<OpRef, OpRef>, header: usize) {
    let new = |r: OpRef| renamed.get(&r).copied().unwrap_or(r);
    let mut virtuals = BTreeMap::new();
    let mut snaps = BTreeMap::new();
    for &r in body {
        trace.args_mut(r).iter_mut().for_each(|a| *a = new(*a));
        let Some(id) = trace.inst(r).snap else { continue };
        // The preamble may share the snapshot or its objects: the body gets copies.
        let copy = *snaps.entry(id).or_insert_with(|| {
            let mut snap = trace.snap(id).clone();
            snap.each_source_mut(|s| *s = source(trace, *s, renamed, &mut virtuals));
            trace.snaps.push(snap);
            crate::ir::SnapId::new(trace.snaps.len() - 1)
        });
        trace.inst_mut(r).snap = Some(copy);
    }
    let phis: Vec<OpRef> = trace.order[header + 1..].to_vec();
    for phi in phis {
        let after = trace.args_mut(phi);
        after[1] = new(after[1]);
    }
}

fn source(
    trace: &mut Trace,
    s: Source,
    renamed: &BTreeMap<OpRef, OpRef>,
    virtuals: &mut BTreeMap<crate::ir::VirtualId, crate::ir::VirtualId>,
) -> Source {
    match s {
        Source::Value(r) => Source::Value(renamed.get(&r).copied().unwrap_or(r)),
        Source::Virtual(id) => {
            if let Some(&copy) = virtuals.get(&id) {
                return Source::Virtual(copy);
            }
            let mut object = trace.virtual_object(id).clone();
            let copy = trace.add_virtual(object.clone());
            virtuals.insert(id, copy);
            object.each_source_mut(|s| *s = source(trace, *s, renamed, virtuals));
            trace.virtuals[copy.0 as usize] = object;
            Source::Virtual(copy)
        }
    }
}
