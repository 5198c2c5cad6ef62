//! What each value is: where its reference comes from.

use super::{Entry, covers};
use crate::ir::descr::{AliasSet, Descrs, Ownership};
use crate::ir::trace::{OpRef, Trace};
use crate::ir::{Op, Type, word};

/// Where a value's reference comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Origin {
    /// Nothing to count.
    Uncounted,
    /// The frame's memory holds it.
    Slot(i32),
    /// A new reference of the trace's own, from this index of the order on.
    Owned(usize),
    /// A cell of memory holds it, or something that these values keep alive.
    Borrowed(Support),
    /// A phi.
    Phi,
}

/// What a borrowed value hangs on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Support {
    /// The load, whose cell holds the value; none if that is unknown.
    pub load: Option<OpRef>,
    /// Classes of memory that must not be written.
    pub classes: AliasSet,
    /// Values that must stay alive.
    pub roots: Vec<OpRef>,
}

/// What is known of the values of a trace before anything is decided. By instruction.
pub(super) struct Values {
    /// Where the value comes from.
    pub origin: Vec<Origin>,
    /// From this index of the order on, the value is known to be no pointer.
    pub plain_from: Vec<usize>,
    /// Index in the order.
    pub position: Vec<usize>,
    /// Index of `loop_start`.
    pub header: Option<usize>,
    base: Vec<OpRef>,
}

impl Values {
    /// Looks at all instructions.
    pub fn of(trace: &Trace, descrs: &Descrs, entry: &Entry) -> Values {
        let n = trace.insts.len();
        let mut v = Values {
            origin: vec![Origin::Uncounted; n],
            plain_from: vec![usize::MAX; n],
            position: vec![usize::MAX; n],
            header: trace.loop_start(),
            base: (0..n).map(OpRef::inst).collect(),
        };
        for (at, &r) in trace.order.iter().enumerate() {
            v.position[r.index()] = at;
            let inst = trace.inst(r);
            let args = trace.args(r);
            if matches!(inst.op, Op::RefToVal | Op::ValToRef | Op::RefOfVal) {
                v.base[r.index()] = v.base(args[0]);
            }
            if inst.op == Op::Slot {
                // One word has one reference, however often it is read.
                let first = trace.order.iter().find(|&&s| trace.as_op(s, Op::Slot).is_some_and(|i| i.imm == inst.imm));
                v.base[r.index()] = first.copied().unwrap_or(r);
            }
            v.notice_plain(trace, r, at);
            v.origin[r.index()] = v.origin_of(trace, descrs, entry, r, at);
        }
        v
    }

    /// The value that a conversion between word and pointer started from; the first read of a slot.
    pub fn base(&self, r: OpRef) -> OpRef {
        if r.is_inst() { self.base[r.index()] } else { r }
    }

    /// Whether a reference to this value has to be accounted for at index `at` of the order.
    pub fn is_counted(&self, r: OpRef, at: usize) -> bool {
        let r = self.base(r);
        r.is_inst() && self.origin[r.index()] != Origin::Uncounted && at < self.plain_from[r.index()]
    }

    /// Whether an instruction is in the loop's body (phis too).
    pub fn in_body(&self, r: OpRef) -> bool {
        r.is_inst() && self.header.is_some_and(|h| self.position[r.index()] > h)
    }

    /// Instructions behind which a word is known to be no pointer.
    fn notice_plain(&mut self, trace: &Trace, r: OpRef, at: usize) {
        let inst = trace.inst(r);
        let args = trace.args(r);
        let plain = match inst.op {
            Op::UnboxInt | Op::GuardInt | Op::IntOfVal => true,
            Op::GuardIs => trace.as_const(args[1]).is_some_and(|c| c.ty == Type::Val && !word::is_pointer(c.bits)),
            _ => false,
        };
        if plain && args[0].is_inst() {
            let base = self.base(args[0]);
            if base.is_inst() {
                let from = &mut self.plain_from[base.index()];
                // A check in front of the operation that uses the value counts from itself on.
                *from = (*from).min(at + 1);
            }
        }
    }

    fn origin_of(&self, trace: &Trace, descrs: &Descrs, entry: &Entry, r: OpRef, at: usize) -> Origin {
        let inst = trace.inst(r);
        let args = trace.args(r);
        if !inst.ty.is_counted() || self.base(r) != r {
            return Origin::Uncounted;
        }
        let everything = |roots| Origin::Borrowed(Support { load: None, classes: AliasSet::ALL, roots });
        match inst.op {
            Op::Slot => Origin::Slot(inst.slot()),
            Op::Input if entry.inputs.contains(&inst.imm) => Origin::Owned(at),
            Op::Input => {
                let inputs = trace.order.iter().copied().filter(|&i| trace.inst(i).op == Op::Input);
                everything(inputs.filter(|&i| entry.inputs.contains(&trace.inst(i).imm)).collect())
            }
            Op::New | Op::NewVar | Op::BoxInt | Op::BoxUint | Op::BoxFloat => Origin::Owned(at + 1),
            op if op.makes_whole() => Origin::Owned(at + 1),
            Op::Call => {
                let callee = descrs.call(inst.call());
                match callee.ownership {
                    Ownership::Plain => Origin::Uncounted,
                    Ownership::Owned => Origin::Owned(given_at(trace, r, at)),
                    Ownership::Borrowed => everything(args.iter().map(|&a| self.base(a)).collect()),
                }
            }
            Op::GetField => self.load(trace, r, descrs.field(inst.field()).immutable),
            Op::ArrayGet => self.load(trace, r, descrs.array(inst.array()).immutable),
            Op::Phi => Origin::Phi,
            _ => Origin::Uncounted,
        }
    }

    fn load(&self, trace: &Trace, r: OpRef, immutable: bool) -> Origin {
        let object = self.base(trace.arg(r, 0));
        let load = (!immutable).then_some(r);
        Origin::Borrowed(Support { load, classes: AliasSet::NONE, roots: vec![object] })
    }
}

/// A call that raises gives no reference: what it gives counts from the guard that it has not.
fn given_at(trace: &Trace, r: OpRef, at: usize) -> usize {
    let guards = trace.order.iter().enumerate().skip(at);
    let mut guards = guards.filter(|(_, g)| trace.inst(**g).op == Op::GuardNoRaise && trace.args(**g)[0] == r);
    guards.next().map_or(at + 1, |(g, _)| g + 1)
}

/// Reads slots of which the trace knows nothing but which some exit overwrites or drops: their words have to be
/// released.
pub(super) fn read_dropped_slots(trace: &mut Trace, entry: &Entry) {
    let known: Vec<i32> =
        trace.order.iter().filter(|&&r| trace.inst(r).op == Op::Slot).map(|&r| trace.inst(r).slot()).collect();
    let mut dropped: Vec<i32> = Vec::new();
    for &r in &trace.order {
        let inst = trace.inst(r);
        let Some(snap) = inst.snap.filter(|_| inst.op != Op::SyncFrames) else { continue };
        let snap = trace.snap(snap);
        let frames: Vec<(i32, u32)> = snap.frames.iter().map(|f| (f.base, f.nslots)).collect();
        for k in entry.slots() {
            let gone = !covers(&frames, k) || snap.slot(k).is_some();
            if gone && !known.contains(&k) && !dropped.contains(&k) {
                dropped.push(k);
            }
        }
    }
    let loads: Vec<OpRef> = dropped
        .into_iter()
        .map(|k| {
            let r = trace.emit_typed(Op::Slot, Type::Val, k as u32, &[], None);
            trace.order.pop();
            r
        })
        .collect();
    trace.order.splice(0..0, loads);
}
