//! What a loop demands of whoever enters its body: kept with the optimised trace, for bridges.
//!
//! The forward engine fills a [`Draft`] in the numbering that it writes; when all passes are done, [`Draft::finish`]
//! turns it into the numbering of the finished trace.

use super::facts::Fact;
use super::heap::Cell;
use super::phis::{Form, Node, Root};
use crate::ir::trace::{Const, OpRef, Trace};
use crate::ir::{FieldId, TypeId};
use std::collections::{BTreeMap, BTreeSet};

/// A carried value.
#[derive(Clone, Debug)]
pub(super) struct LeafNote {
    pub form: Form,
    /// For values that are the same in every turn: which.
    pub same: OpRef,
    /// The phi, if anything needs it.
    pub phi: OpRef,
    /// What the body takes for granted.
    pub fact: Fact,
}

/// A carried virtual object.
#[derive(Clone, Debug)]
pub(super) struct ShapeNote {
    pub ty: TypeId,
    /// The shape in its header, if it is not the descriptor's.
    pub header: Option<(FieldId, OpRef)>,
    pub fields: Vec<(FieldId, Node)>,
    pub items: Vec<Node>,
}

/// See the module's page.
#[derive(Clone, Debug, Default)]
pub(super) struct LoopNotes {
    pub leaves: Vec<LeafNote>,
    pub shapes: Vec<ShapeNote>,
    /// Slots and cells, and what is in them.
    pub carried: Vec<(Root, Node)>,
    /// Carried cells that are written when the loop is left.
    pub pending: BTreeSet<Cell>,
    /// Loads of the preamble whose cells still hold the same at the header.
    pub loads: BTreeSet<OpRef>,
    /// What is known at the header of each value of the preamble.
    pub facts: BTreeMap<OpRef, Fact>,
    /// The assumptions of the tree have been checked.
    pub valid: bool,
}

/// Notes in the making.
pub(super) struct Draft(pub LoopNotes);

impl Draft {
    /// The notes for the trace when it has been [compacted](Trace::compact): `before` and `after` are the same trace.
    /// Nothing if what they speak of has not survived.
    pub fn finish(self, before: &Trace, after: &mut Trace) -> Option<LoopNotes> {
        let mut map = Renumber { before, after, positions: positions(before) };
        let mut notes = self.0;
        for leaf in &mut notes.leaves {
            leaf.phi = map.value(leaf.phi).unwrap_or(OpRef::NONE);
            leaf.same = if leaf.form == Form::Same { map.value(leaf.same).unwrap_or(OpRef::NONE) } else { OpRef::NONE };
            leaf.fact.known = None;
        }
        for shape in &mut notes.shapes {
            shape.header = shape.header.and_then(|(f, k)| Some((f, map.value(k)?)));
        }
        let carried = std::mem::take(&mut notes.carried);
        for (root, node) in carried {
            match root {
                Root::Slot(_) => notes.carried.push((root, node)),
                Root::Cell(cell) => {
                    if let Some(cell) = map.cell(cell) {
                        notes.carried.push((Root::Cell(cell), node));
                    } else if needs(&notes, node) {
                        return None;
                    }
                }
            }
        }
        notes.pending = notes.pending.iter().filter_map(|&c| map.cell(c)).collect();
        notes.loads = notes.loads.iter().filter_map(|&r| map.value(r)).collect();
        notes.facts = notes
            .facts
            .iter()
            .filter_map(|(&r, fact)| {
                let known = fact.known.and_then(|k| map.value(k));
                Some((map.value(r)?, Fact { known, ..*fact }))
            })
            .collect();
        Some(notes)
    }
}

/// Whether a phi below a node is needed.
fn needs(notes: &LoopNotes, node: Node) -> bool {
    match node {
        Node::Leaf(i) => notes.leaves[i].phi != OpRef::NONE,
        Node::Object(i) => {
            let shape = &notes.shapes[i];
            shape.fields.iter().map(|f| f.1).chain(shape.items.iter().copied()).any(|n| needs(notes, n))
        }
    }
}

fn positions(trace: &Trace) -> BTreeMap<OpRef, OpRef> {
    trace.order.iter().enumerate().map(|(i, &r)| (r, OpRef::inst(i))).collect()
}

struct Renumber<'a> {
    before: &'a Trace,
    after: &'a mut Trace,
    positions: BTreeMap<OpRef, OpRef>,
}

impl Renumber<'_> {
    fn value(&mut self, r: OpRef) -> Option<OpRef> {
        match self.before.as_const(r) {
            Some(Const { ty, bits }) => Some(self.after.constant(ty, bits)),
            None => self.positions.get(&r).copied(),
        }
    }

    fn cell(&mut self, cell: Cell) -> Option<Cell> {
        Some(match cell {
            Cell::Field(base, f) => Cell::Field(self.value(base)?, f),
            Cell::Item(base, index, a) => Cell::Item(self.value(base)?, self.value(index)?, a),
        })
    }
}
