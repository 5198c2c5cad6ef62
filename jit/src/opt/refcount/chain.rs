//! What may break the chain that a borrowed value hangs on.

use super::values::{Origin, Support, Values};
use crate::ir::descr::{AliasClass, AliasSet, Descrs};
use crate::ir::effects::{cell_class, effects};
use crate::ir::ops::Effect;
use crate::ir::trace::{OpRef, Trace};
use crate::ir::{MemKind, Op, Type};
use std::collections::BTreeSet;

/// Cells that hold a value and what that hangs on.
#[derive(Default)]
pub(super) struct Chain {
    /// The loads on it.
    loads: BTreeSet<OpRef>,
    /// Whole classes.
    classes: AliasSet,
    /// Values at its end, and on its way.
    pub roots: BTreeSet<OpRef>,
}

impl Chain {
    /// The chain of a borrowed value, down to values that are not borrowed. `promoted` ones end it too.
    pub fn of(trace: &Trace, values: &Values, support: &Support, promoted: &[bool]) -> Chain {
        let mut chain = Chain::default();
        chain.follow(trace, values, support, promoted);
        chain
    }

    fn follow(&mut self, trace: &Trace, values: &Values, support: &Support, promoted: &[bool]) {
        self.classes = self.classes.union(support.classes);
        self.loads.extend(support.load);
        for &root in support.roots.iter().filter(|r| r.is_inst()) {
            let root = values.base(root);
            if !root.is_inst() || !self.roots.insert(root) {
                continue;
            }
            match &values.origin[root.index()] {
                Origin::Borrowed(s) if !promoted[root.index()] => self.follow(trace, values, s, promoted),
                _ => self.buffer(trace, values, root, promoted),
            }
        }
    }

    /// A buffer is as good as the field that it was loaded from.
    fn buffer(&mut self, trace: &Trace, values: &Values, r: OpRef, promoted: &[bool]) {
        let inst = trace.inst(r);
        if inst.ty == Type::Ptr && matches!(inst.op, Op::GetField | Op::ArrayGet) {
            let roots = vec![values.base(trace.arg(r, 0))];
            let support = Support { load: Some(r), classes: AliasSet::NONE, roots };
            self.follow(trace, values, &support, promoted);
        }
    }

    /// All classes of the cells.
    pub fn classes_of(&self, trace: &Trace, descrs: &Descrs) -> AliasSet {
        let loads = self.loads.iter().filter_map(|&l| class(trace, descrs, l));
        loads.fold(self.classes, AliasSet::with)
    }

    /// Whether an instruction may overwrite one of the cells.
    pub fn breaks(&self, trace: &Trace, descrs: &Descrs, r: OpRef) -> bool {
        let inst = trace.inst(r);
        match inst.op.info().effect {
            Effect::Call => {
                let writes = effects(trace, descrs, r).writes;
                writes.meets(self.classes)
                    || self.loads.iter().any(|&l| class(trace, descrs, l).is_some_and(|c| writes.contains(c)))
            }
            Effect::Write => {
                if !is_counted_cell(trace, descrs, r) && !writes_buffer(trace, descrs, r) {
                    return false;
                }
                class(trace, descrs, r).is_some_and(|c| self.classes.contains(c))
                    || self.loads.iter().any(|&l| may_hit(trace, descrs, r, l))
            }
            _ => false,
        }
    }
}

fn class(trace: &Trace, descrs: &Descrs, r: OpRef) -> Option<AliasClass> {
    cell_class(trace, descrs, r)
}

/// Whether a store puts a reference into a cell that counts.
pub(super) fn is_counted_cell(trace: &Trace, descrs: &Descrs, r: OpRef) -> bool {
    let inst = trace.inst(r);
    match inst.op {
        Op::SetField => descrs.field(inst.field()).counted,
        Op::ArraySet => descrs.array(inst.array()).counted,
        _ => false,
    }
}

fn writes_buffer(trace: &Trace, descrs: &Descrs, r: OpRef) -> bool {
    let inst = trace.inst(r);
    inst.op == Op::SetField && descrs.field(inst.field()).kind == MemKind::Ptr
}

/// Whether a store may hit the cell that a load or another store names.
pub(super) fn may_hit(trace: &Trace, descrs: &Descrs, store: OpRef, cell: OpRef) -> bool {
    if class(trace, descrs, store) != class(trace, descrs, cell) {
        return false;
    }
    let (s, c) = (trace.inst(store), trace.inst(cell));
    let (a, b) = (trace.args(store), trace.args(cell));
    if s.op == Op::SetField && matches!(c.op, Op::GetField | Op::SetField) {
        let (f, g) = (descrs.field(s.field()), descrs.field(c.field()));
        let apart = f.offset >= g.offset + g.kind.size() as i32 || g.offset >= f.offset + f.kind.size() as i32;
        let objects = trace.ty(a[0]) == Type::Ref && trace.ty(b[0]) == Type::Ref;
        return !(apart && (objects || a[0] == b[0]));
    }
    let items = s.op == Op::ArraySet && matches!(c.op, Op::ArrayGet | Op::ArraySet);
    if items && s.imm == c.imm && a[0] == b[0] {
        return match (trace.as_int(a[1]), trace.as_int(b[1])) {
            (Some(i), Some(j)) => i == j,
            _ => true,
        };
    }
    true
}
