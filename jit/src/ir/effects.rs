//! What an instruction does to the world: asked by every pass that moves, merges or forgets something.

use super::descr::{AliasClass, AliasSet, Descrs};
use super::ops::Effect;
use super::trace::{OpRef, Trace};

/// Effects of one instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Effects {
    /// Classes that it may read.
    pub reads: AliasSet,
    /// Classes that it may write.
    pub writes: AliasSet,
    /// It makes an object.
    pub allocates: bool,
    /// Its result says whether an exception is pending.
    pub may_raise: bool,
    /// It may run code of the interpreted language.
    pub may_run_code: bool,
    /// It must stay where it is, even if its result is not used.
    pub pinned: bool,
    /// An equal instruction may stand for it, if nothing wrote what it reads in between.
    pub mergeable: bool,
}

impl Effects {
    /// Whether it may change a cell of this class.
    pub fn clobbers(&self, class: AliasClass) -> bool {
        self.writes.contains(class)
    }
}

/// The effects of the instruction `r`. Exits are not among them: [`Op::exits`](super::Op::exits).
pub fn effects(trace: &Trace, descrs: &Descrs, r: OpRef) -> Effects {
    let inst = trace.inst(r);
    let none = Effects::default();
    let exits = inst.op.exits();
    match inst.op.info().effect {
        Effect::Pure => Effects { mergeable: true, pinned: exits, ..none },
        Effect::Read => Effects { reads: cell(trace, descrs, r), mergeable: true, ..none },
        Effect::ReadType => Effects { reads: AliasSet::of(AliasClass::TYPE), mergeable: true, pinned: exits, ..none },
        Effect::ReadShape => Effects { reads: AliasSet::of(AliasClass::SHAPE), mergeable: true, pinned: exits, ..none },
        Effect::Write => Effects { writes: cell(trace, descrs, r), pinned: true, ..none },
        Effect::Alloc => Effects { allocates: true, ..none },
        Effect::Call => {
            let e = descrs.call(inst.call()).effects;
            let writes = if e.may_run_code { AliasSet::ALL } else { e.writes };
            Effects {
                reads: if e.may_run_code { AliasSet::ALL } else { e.reads },
                writes,
                allocates: e.allocates,
                may_raise: e.may_raise,
                may_run_code: e.may_run_code,
                pinned: !e.pure,
                mergeable: e.pure && !e.allocates,
            }
        }
        Effect::Sync => Effects { reads: AliasSet::ALL, pinned: true, ..none },
        Effect::World | Effect::Count | Effect::Marker | Effect::End => Effects { pinned: true, ..none },
    }
}

/// Whether the instruction `r` may change a cell of this class.
pub fn clobbers(trace: &Trace, descrs: &Descrs, r: OpRef, class: AliasClass) -> bool {
    effects(trace, descrs, r).clobbers(class)
}

/// The class of the cell that a load or store names.
pub fn cell_class(trace: &Trace, descrs: &Descrs, r: OpRef) -> Option<AliasClass> {
    use super::ops::Imm;
    let inst = trace.inst(r);
    match inst.op.info().imm {
        Imm::Field => Some(descrs.field(inst.field()).alias),
        Imm::Array => Some(descrs.array(inst.array()).alias),
        _ => None,
    }
}

fn cell(trace: &Trace, descrs: &Descrs, r: OpRef) -> AliasSet {
    cell_class(trace, descrs, r).map_or(AliasSet::ALL, AliasSet::of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{
        CallDescr, FieldDescr, MemKind, TraceBuilder, Type,
        descr::{CallEffects, Linkage},
    };
    use std::sync::Arc;

    #[test]
    fn a_store_clobbers_its_own_class_and_a_call_what_it_declares() {
        let d = Arc::new(Descrs::new());
        let x = d.intern_field(FieldDescr::new("X", 16, MemKind::I64, AliasClass(2)));
        let any = CallDescr {
            name: "any".into(),
            address: 0,
            args: vec![],
            result: Type::Void,
            effects: CallEffects { may_run_code: true, ..CallEffects::default() },
            ownership: Default::default(),
            consumes: 0,
            linkage: Linkage::C,
        };
        let pure = CallDescr { name: "pure".into(), effects: CallEffects::PURE, ..any.clone() };
        let (any, pure) = (d.intern_call(any), d.intern_call(pure));
        let mut b = TraceBuilder::root(d.clone(), 1, 0, 1);
        let o = b.const_ref(0x1000);
        let v = b.const_int(1);
        b.set_field(o, x, v);
        b.call(any, &[]);
        b.call(pure, &[]);
        let t = b.trace();
        let [store, any, pure] = [t.order[0], t.order[1], t.order[2]];
        assert!(clobbers(t, &d, store, AliasClass(2)) && !clobbers(t, &d, store, AliasClass(3)));
        assert!(clobbers(t, &d, any, AliasClass(3)), "running code may write anything");
        assert!(effects(t, &d, pure).mergeable && !effects(t, &d, pure).pinned);
    }
}
