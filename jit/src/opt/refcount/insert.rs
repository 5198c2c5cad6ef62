//! Writes the counting into the trace, and into snapshots what the trace owns there.

use super::chain::{is_counted_cell, may_hit};
use super::needs::{ALWAYS, Plan};
use super::values::Values;
use super::{Entry, covers};
use crate::ir::descr::Descrs;
use crate::ir::effects::{cell_class, effects};
use crate::ir::ops::Effect;
use crate::ir::snapshot::SnapId;
use crate::ir::trace::{Inst, OpRef, Trace};
use crate::ir::{Op, Type, word};
use std::collections::{BTreeSet, HashMap};

/// Rewrites the trace.
pub(super) fn rewrite(trace: &mut Trace, descrs: &Descrs, values: &Values, plan: &Plan, entry: &Entry) {
    let slots: Vec<(i32, OpRef)> = trace
        .order
        .iter()
        .filter(|&&r| trace.inst(r).op == Op::Slot && values.base(r) == r)
        .map(|&r| (trace.inst(r).slot(), r))
        .filter(|&(k, _)| entry.owns(k) || k < 0)
        .collect();
    let old = std::mem::take(&mut trace.order);
    let mut w = Writer {
        trace,
        descrs,
        values,
        plan,
        slots,
        old,
        released: BTreeSet::new(),
        snaps: HashMap::new(),
        cells: Vec::new(),
        fresh: HashMap::new(),
        ends: HashMap::new(),
    };
    w.run(entry);
}

struct Writer<'a> {
    trace: &'a mut Trace,
    descrs: &'a Descrs,
    values: &'a Values,
    plan: &'a Plan,
    /// Slots whose words memory owns at entry, as far as the trace reads them.
    slots: Vec<(i32, OpRef)>,
    old: Vec<OpRef>,
    /// Words of slots that have been released in front of the loop.
    released: BTreeSet<OpRef>,
    snaps: HashMap<(SnapId, Vec<OpRef>), SnapId>,
    /// Loads and stores whose cell still holds what they have loaded or stored.
    cells: Vec<(OpRef, OpRef)>,
    /// Objects that the trace has made and no call has seen, with the stores that may have been to them.
    fresh: HashMap<OpRef, Vec<OpRef>>,
    /// Owned values to be released behind each index.
    ends: HashMap<usize, Vec<OpRef>>,
}

impl Writer<'_> {
    fn run(&mut self, entry: &Entry) {
        self.schedule();
        for at in 0..self.old.len() {
            let r = self.old[at];
            let op = self.trace.inst(r).op;
            let mut handed = Vec::new();
            match op {
                Op::LoopStart => {
                    self.phi_values(at, 0, &mut handed);
                    self.release_ended(at, &handed);
                    self.release_slots(at);
                    self.cells.clear();
                    self.fresh.clear();
                }
                Op::JumpLoop => {
                    self.enter_loop(r, at, entry);
                    self.trace.order.push(r);
                    continue;
                }
                Op::Finish => {
                    self.finish(r, at);
                    self.trace.order.push(r);
                    continue;
                }
                Op::Jump if self.values.header.is_some() => {
                    self.phi_values(at, 1, &mut handed);
                    self.release_ended(at, &handed);
                }
                _ => {}
            }
            self.own_snapshot(r, at);
            let dropped = match op {
                Op::SetField | Op::ArraySet => self.store(r, at, &mut handed),
                Op::Call => {
                    self.consume(r, at, &mut handed);
                    None
                }
                _ => None,
            };
            self.trace.order.push(r);
            if self.plan.promoted[r.index()] {
                self.count(Op::Retain, r);
            }
            if let Some(dropped) = dropped {
                self.count(Op::Release, dropped);
            }
            self.notice(r);
            if !op.is_terminal() && op != Op::LoopStart && op != Op::Phi {
                self.release_ended(at, &handed);
            }
            if op == Op::Phi && self.old.get(at + 1).is_none_or(|&n| self.trace.inst(n).op != Op::Phi) {
                let phis = self.values.header.map_or(at, |h| h + 1);
                (phis..=at).for_each(|i| self.release_ended(i, &[]));
            }
        }
        let owned: Vec<OpRef> = self
            .values
            .header
            .map(|h| self.owned(h + 1).into_iter().filter(|&v| self.is_phi(v) || !self.values.in_body(v)).collect())
            .unwrap_or_default();
        self.trace.owned_at_header = owned;
    }

    fn is_phi(&self, r: OpRef) -> bool {
        self.trace.inst(r).op == Op::Phi
    }

    /// The end of a bridge: the loop's phis get their references; what is left is dropped when the slots are written.
    fn enter_loop(&mut self, r: OpRef, at: usize, entry: &Entry) {
        let Some(target) = &entry.target else { unreachable!("a bridge that enters a loop has a target") };
        // What the loop holds on to is not given away.
        let mut handed: Vec<OpRef> = self.old.iter().copied().filter(|&v| target.keeps(self.trace, v)).collect();
        for (arg, owned) in self.trace.args(r).to_vec().into_iter().zip(&target.owned) {
            if *owned {
                self.hand_over(arg, at, &mut handed);
            }
        }
        let left: Vec<OpRef> = self.owned(at).into_iter().filter(|v| !handed.contains(v)).collect();
        self.own(r, at, left);
    }

    /// The end of a function: the caller gets a reference to the result, all else is dropped.
    fn finish(&mut self, r: OpRef, at: usize) {
        let mut handed = Vec::new();
        self.hand_over(self.trace.arg(r, 0), at, &mut handed);
        let left: Vec<OpRef> = self.owned(at).into_iter().filter(|v| !handed.contains(v)).collect();
        self.own(r, at, left);
    }

    /// When each owned value is released.
    fn schedule(&mut self) {
        // An input may be another one's pointer: none is dropped before those that have to be counted up have been.
        let inputs = self.old.iter().rposition(|&r| self.trace.inst(r).op == Op::Input);
        for &r in &self.old {
            let Some(from) = self.plan.owned_from[r.index()] else { continue };
            let last = match self.plan.until[r.index()] {
                Some(ALWAYS) => continue,
                until => until.unwrap_or(0),
            };
            let last = last.max(from.saturating_sub(1)).max(self.values.position[r.index()]);
            let last = if self.trace.inst(r).op == Op::Input { last.max(inputs.unwrap_or(0)) } else { last };
            self.ends.entry(last).or_default().push(r);
        }
    }

    /// The values that the trace owns when it is at index `at`, in front of the instruction there.
    fn owned(&self, at: usize) -> Vec<OpRef> {
        let owned = |r: &&OpRef| {
            let Some(from) = self.plan.owned_from[r.index()] else { return false };
            let last = self.plan.until[r.index()].unwrap_or(0);
            from <= at && at <= last && self.values.is_counted(**r, at)
        };
        let mut owned: Vec<OpRef> = self.old.iter().filter(owned).copied().collect();
        owned.sort();
        owned
    }

    /// Names in the snapshot of an exit what the trace owns there.
    fn own_snapshot(&mut self, r: OpRef, at: usize) {
        let inst = *self.trace.inst(r);
        if inst.op != Op::SyncFrames {
            self.own(r, at, self.owned(at));
        }
    }

    fn own(&mut self, r: OpRef, at: usize, mut owned: Vec<OpRef>) {
        let Some(id) = self.trace.inst(r).snap else { return };
        let snap = self.trace.snap(id);
        let frames: Vec<(i32, u32)> = snap.frames.iter().map(|f| (f.base, f.nslots)).collect();
        for &(k, v) in &self.slots {
            let gone = !covers(&frames, k) && k >= 0 || snap.slot(k).is_some();
            if gone && !self.released.contains(&v) && self.values.is_counted(v, at) {
                owned.push(self.word_of_slot(v, at));
            }
        }
        if owned.is_empty() {
            return;
        }
        let key = (id, owned);
        let new = match self.snaps.get(&key) {
            Some(&new) => new,
            None => {
                let mut snap = self.trace.snap(id).clone();
                snap.owned.clone_from(&key.1);
                self.trace.snaps.push(snap);
                let new = SnapId::new(self.trace.snaps.len() - 1);
                self.snaps.insert(key, new);
                new
            }
        };
        self.trace.inst_mut(r).snap = Some(new);
    }

    /// The word that a slot read in front of the loop has at an index: a bridge may have brought another one, for the phi
    /// that stands for it.
    fn word_of_slot(&self, slot: OpRef, at: usize) -> OpRef {
        if self.values.header.is_none_or(|h| at <= h) {
            return slot;
        }
        let stands_for_it = |phi: &OpRef| {
            let args = self.trace.args(*phi);
            args[1] == *phi && args[0] == slot
        };
        self.trace.phis().into_iter().find(stands_for_it).unwrap_or(slot)
    }

    /// Every owned phi gets a reference from the values that go into it.
    fn phi_values(&mut self, at: usize, which: usize, handed: &mut Vec<OpRef>) {
        let phis: Vec<OpRef> = self.old.iter().copied().filter(|&r| self.is_phi(r)).collect();
        for phi in phis {
            if self.plan.owned_from[phi.index()].is_some() {
                let value = self.trace.arg(phi, which);
                self.hand_over(value, at, handed);
            }
        }
    }

    /// Gives a reference away: the trace's own, if this is the last need; else a new one.
    fn hand_over(&mut self, value: OpRef, at: usize, handed: &mut Vec<OpRef>) {
        let base = self.values.base(value);
        if base.is_inst() && !self.values.is_counted(base, at) || self.is_plain_const(value) {
            return;
        }
        let ends = self.ends.get(&at).is_some_and(|e| e.contains(&base));
        let owned = base.is_inst() && self.plan.owned_from[base.index()].is_some_and(|from| from <= at);
        if ends && owned && !handed.contains(&base) {
            handed.push(base);
        } else {
            self.count(Op::Retain, value);
        }
    }

    fn is_plain_const(&self, r: OpRef) -> bool {
        self.trace.as_const(r).is_some_and(|c| match c.ty {
            Type::Val => !word::is_pointer(c.bits),
            Type::Ref => c.bits == 0,
            _ => true,
        })
    }

    fn release_ended(&mut self, at: usize, handed: &[OpRef]) {
        for r in self.ends.get(&at).cloned().unwrap_or_default() {
            if !handed.contains(&r) && self.values.is_counted(r, at + 1) {
                self.count(Op::Release, r);
            }
        }
    }

    /// What the loop changes anyway need not be kept in the frame's memory.
    fn release_slots(&mut self, at: usize) {
        let body: Vec<SnapId> = self.old[at..]
            .iter()
            .filter(|&&r| self.trace.inst(r).op != Op::SyncFrames)
            .filter_map(|&r| self.trace.inst(r).snap)
            .collect();
        for (k, v) in self.slots.clone() {
            let gone = body.iter().all(|&s| {
                let snap = self.trace.snap(s);
                let frames: Vec<(i32, u32)> = snap.frames.iter().map(|f| (f.base, f.nslots)).collect();
                snap.slot(k).is_some() || k >= 0 && !covers(&frames, k)
            });
            let needed = self.plan.until[v.index()].is_some_and(|u| u > at);
            if gone && !needed && !body.is_empty() && self.values.is_counted(v, at) {
                self.count(Op::Release, v);
                self.released.insert(v);
            }
        }
    }

    /// A store: the new value is kept, the old one dropped; gives the old one.
    fn store(&mut self, r: OpRef, at: usize, handed: &mut Vec<OpRef>) -> Option<OpRef> {
        if !is_counted_cell(self.trace, self.descrs, r) {
            return None;
        }
        let args = self.trace.args(r).to_vec();
        self.hand_over(args[args.len() - 1], at, handed);
        let inst = self.trace.inst(r);
        let fills = inst.op == Op::ArraySet && self.descrs.array(inst.array()).initial;
        if fills || self.holds_plain(r, at) {
            return None;
        }
        let inst = *self.trace.inst(r);
        let op = if inst.op == Op::SetField { Op::GetField } else { Op::ArrayGet };
        let ty = crate::ir::trace::elem_type(self.descrs, inst.op, inst.imm);
        let load = self.trace.make_args(&args[..args.len() - 1]);
        Some(self.trace.push(Inst { op, ty, args: load, imm: inst.imm, snap: None, place: inst.place }))
    }

    /// Whether the cell of a store is known to hold no reference.
    fn holds_plain(&self, r: OpRef, at: usize) -> bool {
        let args = self.trace.args(r);
        if let Some(stores) = self.fresh.get(&self.values.base(args[0])) {
            // A new object starts with immediates.
            if !stores.iter().any(|&s| may_hit(self.trace, self.descrs, r, s)) {
                return true;
            }
        }
        let held = self.cells.iter().find(|c| self.same_cell(r, c.0)).map(|c| c.1);
        held.is_some_and(|v| if v.is_const() { self.is_plain_const(v) } else { !self.values.is_counted(v, at) })
    }

    fn same_cell(&self, a: OpRef, b: OpRef) -> bool {
        let (x, y) = (self.trace.inst(a), self.trace.inst(b));
        let is_field = |op| matches!(op, Op::GetField | Op::SetField);
        let n = if is_field(x.op) { 1 } else { 2 };
        is_field(x.op) == is_field(y.op) && x.imm == y.imm && self.trace.args(a)[..n] == self.trace.args(b)[..n]
    }

    fn consume(&mut self, r: OpRef, at: usize, handed: &mut Vec<OpRef>) {
        let callee = self.descrs.call(self.trace.inst(r).call());
        let args = self.trace.args(r).to_vec();
        for (i, &arg) in args.iter().enumerate() {
            if callee.consumes >> i & 1 == 1 && self.trace.ty(arg).is_counted() {
                self.hand_over(arg, at, handed);
            }
        }
    }

    /// Takes note of what cells hold.
    fn notice(&mut self, r: OpRef) {
        let inst = *self.trace.inst(r);
        match inst.op {
            Op::New | Op::NewVar => {
                self.fresh.insert(r, Vec::new());
            }
            Op::GetField | Op::ArrayGet => self.cells.push((r, r)),
            Op::SetField | Op::ArraySet => {
                let mut cells = std::mem::take(&mut self.cells);
                cells.retain(|c| !may_hit(self.trace, self.descrs, r, c.0));
                let args = self.trace.args(r);
                cells.push((r, args[args.len() - 1]));
                let object = self.values.base(args[0]);
                self.cells = cells;
                match self.fresh.get_mut(&object) {
                    Some(stores) => stores.push(r),
                    // It may be another name of any of them.
                    None => self.fresh.values_mut().for_each(|stores| stores.push(r)),
                }
            }
            _ if inst.op.info().effect == Effect::Call => {
                let writes = effects(self.trace, self.descrs, r).writes;
                let (trace, descrs) = (&*self.trace, self.descrs);
                self.cells.retain(|c| cell_class(trace, descrs, c.0).is_some_and(|class| !writes.contains(class)));
                if !writes.is_empty() {
                    self.fresh.clear();
                }
            }
            _ => {}
        }
    }

    fn count(&mut self, op: Op, value: OpRef) {
        let args = self.trace.make_args(&[value]);
        let place = if value.is_inst() { self.trace.inst(value).place } else { crate::ir::PlaceId(0) };
        self.trace.push(Inst { op, ty: Type::Void, args, imm: 0, snap: None, place });
    }
}
