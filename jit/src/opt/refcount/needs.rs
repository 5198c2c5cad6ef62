//! How long each value is needed, and which values the trace has to own for that.

use super::Entry;
use super::chain::Chain;
use super::values::{Origin, Values};
use crate::ir::descr::Descrs;
use crate::ir::trace::{OpRef, Trace};
use crate::ir::{Op, Type};

/// Until the end of every turn.
pub(super) const ALWAYS: usize = usize::MAX;

/// What has been decided. By instruction.
pub(super) struct Plan {
    /// Last index of the order at which the value is needed; none if never.
    pub until: Vec<Option<usize>>,
    /// The trace owns a reference: from this index on.
    pub owned_from: Vec<Option<usize>>,
    /// Borrowed values that are counted up when they are loaded.
    pub promoted: Vec<bool>,
}

/// Decides.
pub(super) fn plan(trace: &Trace, descrs: &Descrs, values: &Values, entry: &Entry) -> Plan {
    let n = trace.insts.len();
    let mut owned_phi = vec![false; n];
    loop {
        let mut p = Planner {
            trace,
            descrs,
            values,
            plan: Plan { until: vec![None; n], owned_from: vec![None; n], promoted: vec![false; n] },
            owned_phi: &owned_phi,
        };
        p.uses();
        p.kept(entry);
        p.decide();
        let failed = p.borrowed_phis_that_fail();
        if failed.is_empty() {
            return p.plan;
        }
        // A phi that cannot be borrowed is owned; others may have hung on it.
        for phi in failed {
            owned_phi[phi.index()] = true;
        }
    }
}

struct Planner<'a> {
    trace: &'a Trace,
    descrs: &'a Descrs,
    values: &'a Values,
    plan: Plan,
    owned_phi: &'a [bool],
}

impl Planner<'_> {
    /// Where values are used by instructions, exits and phis.
    fn uses(&mut self) {
        let trace = self.trace;
        let end = trace.order.len() - 1;
        for (at, &r) in trace.order.iter().enumerate() {
            let inst = trace.inst(r);
            if inst.op == Op::Phi {
                // What a borrowed phi hangs on has to last.
                let borrowed = self.values.origin[r.index()] == Origin::Phi && !self.owned_phi[r.index()];
                let header = self.values.header.unwrap_or(0);
                let always = |v, at| if borrowed && self.values.is_counted(v, at) { ALWAYS } else { at };
                let (first, next) = (trace.arg(r, 0), trace.arg(r, 1));
                let (from, to) = (always(first, header), always(next, end));
                self.need(first, from);
                self.need(next, to);
                continue;
            }
            trace.args(r).iter().for_each(|&a| self.need(a, at));
            if let Some(snap) = inst.snap {
                trace.live_values(snap).into_iter().for_each(|v| self.need(v, at));
            }
        }
    }

    /// What the loop that a bridge enters holds on to is needed to the end.
    fn kept(&mut self, entry: &Entry) {
        let Some(target) = &entry.target else { return };
        let end = self.trace.order.len() - 1;
        for &r in self.trace.order.iter().filter(|&&r| target.keeps(self.trace, r)) {
            self.need(r, end);
        }
    }

    fn need(&mut self, r: OpRef, at: usize) {
        let r = self.values.base(r);
        if !r.is_inst() {
            return;
        }
        // What the loop needs from outside, it needs in every turn.
        let outside = self.values.header.is_some_and(|h| at > h && self.values.position[r.index()] < h);
        let at = if outside { ALWAYS } else { at };
        let until = &mut self.plan.until[r.index()];
        *until = Some(until.map_or(at, |u| u.max(at)));
    }

    /// From the last value to the first, so that what hangs on a value is decided before it.
    fn decide(&mut self) {
        for &r in self.trace.order.iter().rev() {
            match &self.values.origin[r.index()] {
                Origin::Owned(from) => self.plan.owned_from[r.index()] = Some(*from),
                Origin::Phi if self.owned_phi[r.index()] => {
                    self.plan.owned_from[r.index()] = Some(self.values.header.unwrap_or(0) + 1);
                }
                Origin::Borrowed(support) => {
                    let Some(until) = self.plan.until[r.index()] else { continue };
                    let chain = Chain::of(self.trace, self.values, support, &self.plan.promoted);
                    let from = self.values.position[r.index()];
                    if self.breaks(&chain, r, from, until) {
                        self.plan.promoted[r.index()] = true;
                        self.plan.owned_from[r.index()] = Some(from + 1);
                    } else {
                        // It is loaded from alive objects anyway; they have to stay so, until it is known to be no
                        // pointer.
                        let until = until.min(self.values.plain_from[r.index()].saturating_sub(1));
                        chain.roots.into_iter().for_each(|root| self.need(root, until));
                    }
                }
                _ => self.keep_owner_of_buffer(r),
            }
        }
    }

    /// A buffer lives as long as the object that it was loaded from.
    fn keep_owner_of_buffer(&mut self, r: OpRef) {
        let Some(until) = self.plan.until[r.index()].filter(|_| self.trace.inst(r).ty == Type::Ptr) else { return };
        match self.trace.inst(r).op {
            Op::GetField | Op::ArrayGet => self.need(self.trace.arg(r, 0), until),
            Op::Phi => {
                let Some(owner) = self.owner_of(self.trace.arg(r, 0)) else { return };
                // The loop has the object as a phi too, or as what it is in every turn.
                let is_owner = |p: &OpRef| self.values.base(self.trace.arg(*p, 0)) == owner;
                match self.trace.phis().into_iter().find(|p| self.trace.ty(*p).is_counted() && is_owner(p)) {
                    Some(phi) => self.need(phi, until),
                    None => self.need(owner, ALWAYS),
                }
            }
            _ => {}
        }
    }

    /// The object that a buffer in front of the loop was loaded from.
    fn owner_of(&self, buffer: OpRef) -> Option<OpRef> {
        let loaded = buffer.is_inst() && matches!(self.trace.inst(buffer).op, Op::GetField | Op::ArrayGet);
        let owner = loaded.then(|| self.values.base(self.trace.arg(buffer, 0)))?;
        owner.is_inst().then_some(owner)
    }

    /// Whether something breaks the chain of `r` while it is needed.
    fn breaks(&self, chain: &Chain, r: OpRef, from: usize, until: usize) -> bool {
        let trace = self.trace;
        // Known to be no pointer, it needs nothing.
        let until = until.min(self.values.plain_from[r.index()].saturating_sub(1));
        let last = trace.order.len() - 1;
        trace.order[from + 1..=until.min(last)].iter().enumerate().any(|(i, &op)| {
            let at = from + 1 + i;
            // A store keeps what it stores; what is called needs its arguments to the end.
            let needed_after = at < until || trace.inst(op).op == Op::Call;
            needed_after && chain.breaks(trace, self.descrs, op)
        })
    }

    /// Phis that are taken to be borrowed, but something behind them is not there in every turn.
    fn borrowed_phis_that_fail(&self) -> Vec<OpRef> {
        let is_candidate = |phi: &OpRef| self.values.origin[phi.index()] == Origin::Phi && !self.owned_phi[phi.index()];
        let phis: Vec<OpRef> = self.trace.phis().into_iter().filter(is_candidate).collect();
        phis.into_iter().filter(|&phi| !self.trace.args(phi).iter().all(|&v| self.lasts(v))).collect()
    }

    /// Whether a value stays alive through all turns without being owned by a turn.
    fn lasts(&self, r: OpRef) -> bool {
        let r = self.values.base(r);
        if !r.is_inst() {
            return true;
        }
        let end = self.trace.order.len();
        if !self.values.is_counted(r, end) {
            return true;
        }
        match &self.values.origin[r.index()] {
            Origin::Uncounted | Origin::Slot(_) => true,
            Origin::Phi => !self.owned_phi[r.index()],
            Origin::Owned(_) => false,
            Origin::Borrowed(_) if self.plan.promoted[r.index()] => false,
            Origin::Borrowed(support) => {
                let chain = Chain::of(self.trace, self.values, support, &self.plan.promoted);
                let header = self.values.header.unwrap_or(0);
                let unbroken = !self.trace.order[header..].iter().any(|&op| chain.breaks(self.trace, self.descrs, op));
                unbroken
                    && chain.roots.iter().all(|&root| match &self.values.origin[root.index()] {
                        Origin::Borrowed(_) => !self.plan.promoted[root.index()],
                        Origin::Phi => !self.owned_phi[root.index()],
                        Origin::Owned(_) => false,
                        Origin::Slot(_) | Origin::Uncounted => true,
                    })
            }
        }
    }
}
