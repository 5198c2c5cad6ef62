//! What memory holds: loads take their value from an earlier load or store of the same cell.
//!
//! A cell is named by the SSA value of its object (or buffer) and the descriptor, and for elements the SSA value of the
//! index. Values that differ may still be the same object: a store forgets every cell of its alias class that it may
//! have hit ([`may_alias`]). What a call may write is forgotten as its descriptor says. Cells of immutable fields and
//! elements are never forgotten.

use super::engine::{Engine, Pending, Step};
use super::ranges::Range;
use super::stores;
use crate::ir::descr::{AliasClass, AliasSet, Descrs};
use crate::ir::trace::OpRef;
use crate::ir::{ArrayId, FieldId, MemKind, Op, Type};
use std::collections::BTreeMap;

/// A cell of memory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Cell {
    /// A field of an object.
    Field(OpRef, FieldId),
    /// An element: object or buffer, index.
    Item(OpRef, OpRef, ArrayId),
}

/// What a cell holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Content {
    /// The value.
    pub value: OpRef,
    /// The trace has written it.
    pub written: bool,
    /// The store has not been performed yet.
    pub pending: bool,
}

/// What is known of memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Heap {
    /// Cells whose content is known.
    pub cells: BTreeMap<Cell, Content>,
}

/// What a cell is, beside where.
pub(super) struct CellInfo {
    pub kind: MemKind,
    pub alias: AliasClass,
    pub immutable: bool,
}

impl Cell {
    /// The cell that a load or store of this form names.
    pub fn of(op: Op, imm: u32, args: &[OpRef]) -> Option<Cell> {
        match op {
            Op::GetField | Op::SetField => Some(Cell::Field(args[0], FieldId(imm))),
            Op::ArrayGet | Op::ArraySet => Some(Cell::Item(args[0], args[1], ArrayId(imm))),
            _ => None,
        }
    }

    /// The object or buffer.
    pub fn base(self) -> OpRef {
        match self {
            Cell::Field(base, _) | Cell::Item(base, ..) => base,
        }
    }

    /// What its descriptor says.
    pub fn info(self, descrs: &Descrs) -> CellInfo {
        match self {
            Cell::Field(_, f) => {
                let f = descrs.field(f);
                CellInfo { kind: f.kind, alias: f.alias, immutable: f.immutable }
            }
            Cell::Item(_, _, a) => {
                let a = descrs.array(a);
                CellInfo { kind: a.kind, alias: a.alias, immutable: a.immutable }
            }
        }
    }
}

/// The stage.
pub(super) fn stage(engine: &mut Engine<'_>, p: &mut Pending) -> Step {
    let Some(cell) = Cell::of(p.op, p.imm, &p.args) else { return Step::Next };
    match p.op {
        Op::GetField | Op::ArrayGet => load(engine, p, cell),
        _ => store(engine, p, cell),
    }
}

fn load(engine: &mut Engine<'_>, p: &Pending, cell: Cell) -> Step {
    if let Some(content) = engine.state.heap.cells.get(&cell) {
        let value = content.value;
        engine.used_cells.insert(cell);
        return Step::Done(value);
    }
    stores::flush_aliases(engine, cell);
    let r = engine.push(p.clone());
    engine.state.heap.cells.insert(cell, Content { value: r, written: false, pending: false });
    Step::Done(r)
}

fn store(engine: &mut Engine<'_>, p: &Pending, cell: Cell) -> Step {
    let value = p.args[p.args.len() - 1];
    let held = engine.state.heap.cells.get(&cell);
    if held.is_some_and(|c| c.value == value) {
        engine.used_cells.insert(cell);
        return Step::Done(OpRef::NONE);
    }
    stores::flush_aliases(engine, cell);
    if stores::may_wait(engine, cell, value) {
        forget_aliases(engine, cell, cell.info(engine.descrs).alias);
        stores::hold(engine, cell, value);
        return Step::Done(OpRef::NONE);
    }
    engine.push(p.clone());
    keep_stored(engine, cell, value);
    if let Cell::Field(object, field) = cell
        && engine.is_shape(field)
    {
        engine.set_shape(object, value);
    }
    Step::Done(OpRef::NONE)
}

/// Takes note of a load or store of a finished trace.
pub(super) fn observe(engine: &mut Engine<'_>, r: OpRef) {
    let inst = *engine.out.inst(r);
    let args = engine.out.args(r).to_vec();
    let Some(cell) = Cell::of(inst.op, inst.imm, &args) else { return };
    if matches!(inst.op, Op::GetField | Op::ArrayGet) {
        engine.state.heap.cells.entry(cell).or_insert(Content { value: r, written: false, pending: false });
    } else {
        keep_stored(engine, cell, args[args.len() - 1]);
    }
}

/// A cell has been stored to.
fn keep_stored(engine: &mut Engine<'_>, cell: Cell, value: OpRef) {
    let info = cell.info(engine.descrs);
    forget_aliases(engine, cell, info.alias);
    if holds_whole(engine, info.kind, value) {
        engine.state.heap.cells.insert(cell, Content { value, written: true, pending: false });
    }
}

/// Whether a cell holds the value as it is: a narrow cell holds what is left of it.
pub(super) fn holds_whole(engine: &Engine<'_>, kind: MemKind, value: OpRef) -> bool {
    kind.int_range().is_none_or(|(lo, hi)| Range { lo, hi }.contains(engine.fact(value).int.range))
}

fn forget_aliases(engine: &mut Engine<'_>, written: Cell, class: AliasClass) {
    let mut cells = std::mem::take(&mut engine.state.heap.cells);
    cells.retain(|&c, _| c.info(engine.descrs).alias != class || !may_alias(engine, written, c));
    engine.state.heap.cells = cells;
}

/// Forgets what a call may have written.
pub(super) fn clobber(engine: &mut Engine<'_>, writes: AliasSet) {
    if writes.is_empty() {
        return;
    }
    let descrs = engine.descrs;
    engine.state.heap.cells.retain(|c, _| {
        let info = c.info(descrs);
        info.immutable || !writes.contains(info.alias)
    });
}

/// Whether two cells of one alias class may be the same.
pub(super) fn may_alias(engine: &Engine<'_>, a: Cell, b: Cell) -> bool {
    if engine.out.ty(a.base()) == Type::Ref && engine.out.ty(b.base()) == Type::Ref {
        if !may_be_same_object(engine, a.base(), b.base()) {
            return false;
        }
        // Objects do not overlap: the same cell has the same offset.
        if let (Cell::Field(_, f), Cell::Field(_, g)) = (a, b) {
            return overlap(engine.descrs, f, g);
        }
    }
    match (a, b) {
        (Cell::Field(x, f), Cell::Field(y, g)) if x == y => overlap(engine.descrs, f, g),
        (Cell::Item(x, i, s), Cell::Item(y, j, t)) if x == y && s == t => may_be_equal(engine, i, j),
        (Cell::Item(_, i, s), Cell::Item(_, j, t)) if s == t && i != j => {
            // Another value for the buffer may be another place in it only if it was computed: buffers are loaded.
            engine.out.ty(a.base()) == Type::Ptr || may_be_equal(engine, i, j)
        }
        _ => true,
    }
}

fn overlap(descrs: &Descrs, f: FieldId, g: FieldId) -> bool {
    let (f, g) = (descrs.field(f), descrs.field(g));
    f.offset < g.offset + g.kind.size() as i32 && g.offset < f.offset + f.kind.size() as i32
}

/// Whether two references may be to one object.
pub(super) fn may_be_same_object(engine: &Engine<'_>, a: OpRef, b: OpRef) -> bool {
    if a == b {
        return true;
    }
    let (x, y) = (engine.fact(a), engine.fact(b));
    let classes_differ = x.class.is_some() && y.class.is_some() && x.class != y.class;
    let both_made = engine.is_made(a) && engine.is_made(b);
    !(classes_differ || both_made || a.is_const() && b.is_const())
}

/// Whether two indices may be the same number.
fn may_be_equal(engine: &Engine<'_>, i: OpRef, j: OpRef) -> bool {
    if i == j {
        return true;
    }
    let (x, y) = (engine.fact(i).int, engine.fact(j).int);
    if super::ranges::compare(Op::IntEq, x, y) == Some(false) {
        return false;
    }
    let ((bi, ci), (bj, cj)) = (engine.base_and_offset(i), engine.base_and_offset(j));
    bi != bj || ci == cj
}
