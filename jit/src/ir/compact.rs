//! Renumbering: a trace whose instructions, snapshots and virtual objects are numbered in the order of execution, with
//! nothing unused between them. Texts of compact traces do not change when a pass numbers its work differently.

use super::snapshot::{SnapId, Snapshot, Source, Virtual, VirtualId};
use super::trace::{Inst, OpRef, Trace};

impl Trace {
    /// The same trace, renumbered.
    #[must_use]
    pub fn compact(&self) -> Trace {
        let mut c =
            Compactor { old: self, new: Trace::like(self), values: vec![None; self.insts.len()], ..empty(self) };
        for (i, &r) in self.order.iter().enumerate() {
            c.values[r.index()] = Some(OpRef::inst(i));
        }
        for &r in &self.order {
            let inst = *self.inst(r);
            let args: Vec<OpRef> = self.args(r).iter().map(|a| c.value(*a)).collect();
            let args = c.new.make_args(&args);
            let snap = inst.snap.map(|s| c.snap(s));
            c.new.push(Inst { args, snap, ..inst });
        }
        c.new.owned_at_header = self.owned_at_header.iter().map(|r| c.value(*r)).collect();
        c.finish()
    }
}

fn empty(old: &Trace) -> Compactor<'_> {
    Compactor {
        old,
        new: Trace::like(old),
        values: Vec::new(),
        snaps: vec![None; old.snaps.len()],
        virtuals: vec![None; old.virtuals.len()],
        new_virtuals: Vec::new(),
    }
}

struct Compactor<'a> {
    old: &'a Trace,
    new: Trace,
    values: Vec<Option<OpRef>>,
    snaps: Vec<Option<SnapId>>,
    virtuals: Vec<Option<VirtualId>>,
    new_virtuals: Vec<Virtual>,
}

impl Compactor<'_> {
    /// A value that is not in the order keeps its number, for the verifier to find.
    fn value(&mut self, r: OpRef) -> OpRef {
        match self.old.as_const(r) {
            Some(c) => self.new.constant(c.ty, c.bits),
            None => self.values.get(r.index()).copied().flatten().unwrap_or(r),
        }
    }

    fn source(&mut self, s: &mut Source) {
        *s = match *s {
            Source::Value(r) => Source::Value(self.value(r)),
            Source::Virtual(v) => Source::Virtual(self.virtual_object(v)),
        };
    }

    fn snap(&mut self, id: SnapId) -> SnapId {
        if let Some(new) = self.snaps[id.index()] {
            return new;
        }
        let mut snap: Snapshot = self.old.snap(id).clone();
        snap.each_source_mut(|s| self.source(s));
        for r in &mut snap.owned {
            *r = self.value(*r);
        }
        self.new.snaps.push(snap);
        let new = SnapId::new(self.new.snaps.len() - 1);
        self.snaps[id.index()] = Some(new);
        new
    }

    fn virtual_object(&mut self, id: VirtualId) -> VirtualId {
        if let Some(new) = self.virtuals[id.0 as usize] {
            return new;
        }
        let at = self.new_virtuals.len();
        let new = VirtualId(at as u32);
        self.virtuals[id.0 as usize] = Some(new);
        let mut v = self.old.virtual_object(id).clone();
        self.new_virtuals.push(v.clone());
        v.each_source_mut(|s| self.source(s));
        self.new_virtuals[at] = v;
        new
    }

    fn finish(mut self) -> Trace {
        self.new.virtuals = self.new_virtuals;
        self.new
    }
}
