//! The loop header: what every turn of the loop starts with.
//!
//! Each slot and each cell of memory that the loop changes is *carried*. What it holds at the header has a form:
//!
//! - the same value in every turn: no phi;
//! - a phi of a raw number whose box stands in the slot: boxed only where something needs the box;
//! - a phi of the value as it is;
//! - a virtual object: its fields have forms of their own, and no object is made in the loop.
//!
//! Forms are assumed from what the preamble leaves behind, the body is replayed on them, and what the body leaves behind
//! is compared ([`Header::compare`]). An assumption that does not hold is weakened in [`Assumptions`], and the body is
//! replayed again. The weakest forms always hold.

use super::engine::{Engine, Pending};
use super::facts::{Fact, Tags};
use super::heap::{Cell, Content};
use super::notes::{Draft, LeafNote, LoopNotes, ShapeNote};
use super::ranges::{Int, Range};
use super::virtuals::{Object, object_of};
use super::{bits::Bits, cse};
use crate::ir::trace::OpRef;
use crate::ir::{FieldId, Op, Type, TypeId, word};
use std::collections::{BTreeMap, BTreeSet};

/// What is carried, and which part of it: a slot or cell, then fields of virtual objects.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Path(Root, Vec<u32>);

/// Where a carried value is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Root {
    /// In a slot.
    Slot(i32),
    /// In memory.
    Cell(Cell),
}

/// What earlier tries have taught.
#[derive(Default)]
pub(super) struct Assumptions {
    /// Values that turned out to be the same in every turn.
    same: BTreeSet<Path>,
    /// Values that were taken to be the same and are not.
    changing: BTreeSet<Path>,
    /// Values that cannot be carried raw or virtual.
    plain: BTreeSet<Path>,
    /// Integers that are carried as unsigned ones.
    unsigned: BTreeSet<Path>,
    /// What is common to the facts before the loop and after a turn.
    facts: BTreeMap<Path, Fact>,
    /// Cells that change from turn to turn.
    carried: BTreeSet<Cell>,
    /// Cells whose content is lost in a turn.
    lost: BTreeSet<Cell>,
    /// Cells that no turn writes: their stores are performed in front of the loop.
    settled: BTreeSet<Cell>,
    /// Objects whose class or shape is lost in a turn.
    vague: BTreeSet<OpRef>,
    /// The tree's validity is lost in a turn.
    pub invalid: bool,
    /// Assume nothing at all.
    pub nothing: bool,
}

/// The form of one value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// The same in every turn.
    Same,
    /// A phi of this type; its box is the value.
    Raw,
    /// A phi of the value's own type.
    Plain,
}

struct Leaf {
    path: Path,
    form: Form,
    /// Value before the loop, raw if the phi is.
    before: OpRef,
    phi: OpRef,
    fact: Fact,
    after: OpRef,
}

/// Where a carried value's form is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node {
    /// Among the leaves.
    Leaf(usize),
    /// Among the objects.
    Object(usize),
}

struct Shape {
    path: Path,
    ty: TypeId,
    header: Option<(FieldId, OpRef)>,
    before: OpRef,
    /// What stands for the object in the body.
    object: OpRef,
    fields: Vec<(FieldId, Node)>,
    items: Vec<Node>,
}

impl Shape {
    /// Whether an object has the same structure.
    fn fits(&self, object: &Object) -> bool {
        let header = object.shape.map(|s| s.1) == self.header.map(|s| s.1);
        object.ty == self.ty && object.items.len() == self.items.len() && header
    }
}

/// A header. See the module's page.
pub(super) struct Header {
    leaves: Vec<Leaf>,
    shapes: Vec<Shape>,
    carried: Vec<(Root, Node)>,
    /// What memory holds in every turn.
    cells: BTreeMap<Cell, Content>,
    /// Carried cells whose store is pending in every turn.
    pending: BTreeSet<Cell>,
    /// What those cells hold at the start of the body.
    entered: BTreeMap<Cell, OpRef>,
    /// Objects whose class and shape are known in every turn.
    known: Vec<(OpRef, Fact)>,
    /// What is known of the values of the preamble.
    facts: BTreeMap<OpRef, Fact>,
    valid: bool,
}

impl Header {
    /// Writes the header: `slots` are those that the loop changes, with what the preamble leaves in them and what they
    /// held at entry.
    pub fn write(engine: &mut Engine<'_>, slots: &[(i32, OpRef, OpRef)], assumptions: &Assumptions) -> Header {
        let mut b = Builder {
            engine,
            assumptions,
            header: Header {
                leaves: Vec::new(),
                shapes: Vec::new(),
                carried: Vec::new(),
                cells: BTreeMap::new(),
                pending: BTreeSet::new(),
                entered: BTreeMap::new(),
                known: Vec::new(),
                facts: BTreeMap::new(),
                valid: false,
            },
        };
        b.memory();
        for &(slot, value, at_entry) in slots {
            let node = b.node(Path(Root::Slot(slot), Vec::new()), value, value == at_entry);
            b.header.carried.push((Root::Slot(slot), node));
        }
        let order = b.engine.out.order.clone();
        b.header.facts = order.into_iter().map(|r| (r, b.engine.fact(r))).collect();
        b.phis();
        b.header
    }

    /// What bridges have to know.
    pub fn notes(self) -> Draft {
        let leaves = self.leaves.into_iter();
        let leaves = leaves.map(|l| LeafNote { form: l.form, same: l.before, phi: l.phi, fact: l.fact });
        let shapes = self.shapes.into_iter();
        let shapes = shapes.map(|s| ShapeNote { ty: s.ty, header: s.header, fields: s.fields, items: s.items });
        Draft(LoopNotes {
            leaves: leaves.collect(),
            shapes: shapes.collect(),
            carried: self.carried,
            pending: self.pending,
            loads: self.cells.values().map(|c| c.value).collect(),
            facts: self.facts,
            valid: self.valid,
        })
    }

    /// Compares what the body has left behind. Gives true if all assumptions hold; else weakens them.
    pub fn compare(&mut self, engine: &mut Engine<'_>, slots: &[(i32, OpRef)], a: &mut Assumptions) -> bool {
        let mut holds = true;
        let mut objects = BTreeMap::new();
        for (root, node) in self.carried.clone() {
            let after = match root {
                Root::Slot(k) => slots.iter().find(|s| s.0 == k).map(|s| s.1),
                Root::Cell(c) => engine.state.heap.cells.get(&c).map(|c| c.value),
            };
            match (after, root) {
                (Some(after), _) => holds &= self.leave(engine, node, after, &mut objects, a),
                (None, Root::Cell(c)) => holds &= !a.lost.insert(c),
                (None, Root::Slot(_)) => holds = false,
            }
        }
        for (&cell, content) in &self.cells {
            match engine.state.heap.cells.get(&cell) {
                Some(c) if c.value == content.value => continue,
                _ if !engine.used_cells.contains(&cell) => continue,
                Some(_) => a.carried.insert(cell),
                None => a.lost.insert(cell),
            };
            holds = false;
        }
        for &(r, fact) in &self.known {
            let now = engine.fact(r);
            let loses =
                fact.class.is_some() && now.class != fact.class || fact.shape.is_some() && now.shape != fact.shape;
            if loses {
                a.vague.insert(r);
                holds = false;
            }
        }
        if self.valid && !engine.state.valid {
            a.invalid = true;
            holds = false;
        }
        holds
    }

    /// Whether a phi turned out to be the same in every turn; if so, the next try takes it for that.
    pub fn improve(&self, engine: &Engine<'_>, a: &mut Assumptions) -> bool {
        let mut found = false;
        for leaf in self.leaves.iter().filter(|l| l.form != Form::Same) {
            let fixed = leaf.after == leaf.before || leaf.after == leaf.phi;
            let available = engine.is_placed(leaf.before);
            if fixed && available && !a.changing.contains(&leaf.path) {
                found |= a.same.insert(leaf.path.clone());
            }
        }
        for &cell in &self.pending {
            let now = engine.state.heap.cells.get(&cell).map(|c| c.value);
            if now == self.entered.get(&cell).copied() {
                found |= a.settled.insert(cell);
            }
        }
        found
    }

    /// Performs the stores that are pending at the end of the body, and not at its start.
    pub fn flush(&self, engine: &mut Engine<'_>) {
        super::stores::flush(engine, |_, c| !self.pending.contains(&c));
    }

    /// Closes the phis.
    pub fn close(&self, engine: &mut Engine<'_>) {
        for leaf in self.leaves.iter().filter(|l| l.form != Form::Same) {
            engine.force(leaf.after);
            engine.out.args_mut(leaf.phi)[1] = leaf.after;
        }
    }

    /// One value at the end of the body.
    fn leave(
        &mut self,
        engine: &mut Engine<'_>,
        node: Node,
        after: OpRef,
        objects: &mut BTreeMap<OpRef, usize>,
        a: &mut Assumptions,
    ) -> bool {
        match node {
            Node::Leaf(i) => self.leave_leaf(engine, i, after, a),
            Node::Object(i) => self.leave_object(engine, i, after, objects, a),
        }
    }

    fn leave_leaf(&mut self, engine: &mut Engine<'_>, i: usize, after: OpRef, a: &mut Assumptions) -> bool {
        let leaf = &mut self.leaves[i];
        if leaf.form == Form::Same {
            let after = engine.known(after);
            if after == engine.known(leaf.before) {
                return true;
            }
            a.same.remove(&leaf.path);
            a.changing.insert(leaf.path.clone());
            return false;
        }
        let ty = engine.out.ty(leaf.phi);
        let raw = if leaf.form == Form::Raw { raw_as(engine, after, ty) } else { Some(after) };
        let Some(raw) = raw else {
            let unsigned = ty == Type::Int && raw_as(engine, after, Type::Uint).is_some();
            if !unsigned || !a.unsigned.insert(leaf.path.clone()) {
                a.plain.insert(leaf.path.clone());
            }
            return false;
        };
        leaf.after = raw;
        let fact = engine.fact(raw);
        if leaf.fact.implied_by(fact) {
            return true;
        }
        let weaker = weaken(leaf.fact, fact);
        a.facts.insert(leaf.path.clone(), weaker);
        false
    }

    fn leave_object(
        &mut self,
        engine: &mut Engine<'_>,
        i: usize,
        after: OpRef,
        objects: &mut BTreeMap<OpRef, usize>,
        a: &mut Assumptions,
    ) -> bool {
        let shape = &self.shapes[i];
        let found = object_of(engine, after).and_then(|o| Some((o, engine.state.virtuals.get(o)?.clone())));
        let Some((r, object)) = found.filter(|(_, o)| shape.fits(o)) else {
            a.plain.insert(shape.path.clone());
            return false;
        };
        match objects.get(&r) {
            Some(&known) if known == i => return true,
            Some(_) => {
                a.plain.insert(shape.path.clone());
                return false;
            }
            None => {}
        }
        if objects.values().any(|&n| n == i) {
            a.plain.insert(shape.path.clone());
            return false;
        }
        objects.insert(r, i);
        let fields = shape.fields.clone();
        let items = shape.items.clone();
        let mut holds = true;
        for ((_, node), (_, value)) in fields.into_iter().zip(object.fields) {
            holds &= self.leave(engine, node, value, objects, a);
        }
        for (node, value) in items.into_iter().zip(object.items) {
            holds &= self.leave(engine, node, value, objects, a);
        }
        holds
    }
}

/// The fact of a phi that has to hold for both: ends of ranges that do not hold go to the next round figure, so that
/// counting up ends after a few tries.
fn weaken(assumed: Fact, found: Fact) -> Fact {
    let mut fact = assumed.join(found);
    let (old, new) = (assumed.int.range, fact.int.range);
    let lo = match new.lo {
        lo if lo == old.lo => lo,
        0.. => 0,
        word::FIXNUM_MIN.. => word::FIXNUM_MIN,
        _ => i64::MIN,
    };
    let hi = match new.hi {
        hi if hi == old.hi => hi,
        ..=word::FIXNUM_MAX => word::FIXNUM_MAX,
        _ => i64::MAX,
    };
    let hi = if assumed.int.range.hi == word::FIXNUM_MAX && new.hi != old.hi { i64::MAX } else { hi };
    let range = Range { lo, hi };
    fact.int = Int { range, bits: fact.int.bits.meet(Bits::of_range(range)) };
    fact
}

/// What is inside of a tagged word, as a value of type `ty`, if the trace knows it to be that.
pub(super) fn raw_as(engine: &mut Engine<'_>, r: OpRef, ty: Type) -> Option<OpRef> {
    let (boxes, tags, open): (&[Op], _, _) = match ty {
        Type::Int => (&[Op::BoxInt, Op::BoxFixnum], Tags::FIXNUM, Op::IntOfVal),
        Type::Float => (&[Op::BoxFloat], Tags::FLOAT, Op::FloatOfVal),
        Type::Bool => return raw_bool(engine, r),
        Type::Uint => return super::whole::as_uint(engine, r),
        Type::Ref => (&[Op::RefToVal], Tags(0), Op::RefOfVal),
        _ => return None,
    };
    if r.is_inst() && boxes.contains(&engine.out.inst(r).op) {
        return Some(engine.out.arg(r, 0));
    }
    if let Some(known) = cse::find(engine, open, &[r]) {
        return Some(known);
    }
    // A constant may be an object; what it is, memory knows.
    let fact = engine.fact(r);
    (fact.tags.within(tags) && tags != Tags(0)).then(|| engine.emit_op(open, &[r]))
}

fn raw_bool(engine: &mut Engine<'_>, r: OpRef) -> Option<OpRef> {
    if engine.out.as_op(r, Op::BoolToVal).is_some() {
        return Some(engine.out.arg(r, 0));
    }
    match engine.out.as_const(r).map(|c| c.bits) {
        Some(word::TRUE) => Some(engine.out.const_bool(true)),
        Some(word::FALSE) => Some(engine.out.const_bool(false)),
        _ => None,
    }
}

struct Builder<'b, 'a> {
    engine: &'b mut Engine<'a>,
    assumptions: &'b Assumptions,
    header: Header,
}

impl Builder<'_, '_> {
    /// Decides what is known of memory in every turn.
    fn memory(&mut self) {
        let a = self.assumptions;
        super::stores::flush(self.engine, |_, c| a.nothing || a.lost.contains(&c) || a.settled.contains(&c));
        let state = &mut self.engine.state;
        if a.nothing {
            state.heap.cells.clear();
            state.valid = false;
        }
        state.valid &= !a.invalid;
        self.header.valid = state.valid;
        let about: Vec<(OpRef, Fact)> = state.facts.about_memory().collect();
        for (r, fact) in about {
            if state.virtuals.contains(r) {
                continue;
            }
            if a.nothing || a.vague.contains(&r) {
                state.facts.update(r, |f| (f.class, f.shape) = (None, None));
            } else {
                self.header.known.push((r, fact));
            }
        }
        let all = std::mem::take(&mut self.engine.state.heap.cells);
        for (cell, content) in all {
            if a.lost.contains(&cell) || object_of(self.engine, cell.base()).is_some() {
                continue;
            }
            if content.written || a.carried.contains(&cell) {
                let node = self.node(Path(Root::Cell(cell), Vec::new()), content.value, false);
                self.header.carried.push((Root::Cell(cell), node));
                if content.pending {
                    self.header.pending.insert(cell);
                }
            } else {
                self.header.cells.insert(cell, content);
            }
        }
    }

    /// The form of a value.
    fn node(&mut self, path: Path, value: OpRef, same: bool) -> Node {
        let a = self.assumptions;
        let same = (same || a.same.contains(&path)) && !a.changing.contains(&path) && !a.nothing;
        let plain = a.nothing || a.plain.contains(&path);
        if let Some(object) = object_of(self.engine, value) {
            if !plain {
                return self.object(path, object);
            }
            self.engine.force(object);
        }
        let (form, before) = if same {
            (Form::Same, value)
        } else {
            match self.raw(&path, value).filter(|_| !plain) {
                Some(raw) => (Form::Raw, raw),
                None => (Form::Plain, value),
            }
        };
        if form != Form::Same {
            self.engine.force(before);
        }
        let fact = if form == Form::Same || a.nothing { Fact::ANY } else { self.fact(&path, before) };
        self.header.leaves.push(Leaf { path, form, before, phi: OpRef::NONE, fact, after: OpRef::NONE });
        Node::Leaf(self.header.leaves.len() - 1)
    }

    /// What a phi is assumed to be: what its first value is, without the accident of a constant.
    fn fact(&self, path: &Path, before: OpRef) -> Fact {
        if let Some(fact) = self.assumptions.facts.get(path) {
            return *fact;
        }
        let mut fact = self.engine.fact(before);
        if let Some(value) = fact.int.range.single() {
            fact.int = if self.engine.out.ty(before) == Type::Bool {
                Int::within(Range::BOOL)
            } else {
                Int::within(Range { lo: value.min(0), hi: word::FIXNUM_MAX.max(value) })
            };
        }
        Fact { known: None, ..fact }
    }

    fn raw(&mut self, path: &Path, value: OpRef) -> Option<OpRef> {
        if self.engine.out.ty(value) != Type::Val {
            return None;
        }
        let uint = self.assumptions.unsigned.contains(path);
        let first = if uint { Type::Uint } else { Type::Int };
        let types = [first, Type::Int, Type::Float, Type::Bool, Type::Ref, Type::Uint];
        types.into_iter().find_map(|ty| raw_as(self.engine, value, ty))
    }

    fn object(&mut self, path: Path, before: OpRef) -> Node {
        if let Some(i) = self.header.shapes.iter().position(|s| s.before == before) {
            return Node::Object(i);
        }
        let Some(object) = self.engine.state.virtuals.get(before).cloned() else { unreachable!("object_of says so") };
        let i = self.header.shapes.len();
        let (ty, header, object_ref) = (object.ty, object.shape, OpRef::NONE);
        self.header.shapes.push(Shape {
            path: path.clone(),
            ty,
            header,
            before,
            object: object_ref,
            fields: vec![],
            items: vec![],
        });
        let inner = |n: usize| {
            let mut path = path.clone();
            path.1.push(n as u32);
            path
        };
        let count = object.fields.len();
        let fields: Vec<_> =
            object.fields.iter().enumerate().map(|(n, f)| (f.0, self.node(inner(n), f.1, false))).collect();
        let items: Vec<_> =
            object.items.iter().enumerate().map(|(n, &v)| self.node(inner(count + n), v, false)).collect();
        let shape = &mut self.header.shapes[i];
        (shape.fields, shape.items) = (fields, items);
        Node::Object(i)
    }

    /// Writes marker and phis, and puts what they stand for into slots, memory and virtual objects.
    fn phis(&mut self) {
        let engine = &mut *self.engine;
        engine.push(Pending::new(engine.descrs, Op::LoopStart, 0, &[]));
        for leaf in self.header.leaves.iter_mut().filter(|l| l.form != Form::Same) {
            let ty = engine.out.ty(leaf.before);
            let p = Pending { ty, ..Pending::new(engine.descrs, Op::Phi, 0, &[leaf.before, leaf.before]) };
            leaf.phi = engine.push(p);
            engine.state.facts.set(leaf.phi, leaf.fact);
        }
        for shape in &mut self.header.shapes {
            let inst = *engine.out.inst(shape.before);
            let args = engine.out.args(shape.before).to_vec();
            let p = Pending { place: inst.place, ..Pending::new(engine.descrs, inst.op, inst.imm, &args) };
            shape.object = engine.float(&p);
        }
        for i in 0..self.header.shapes.len() {
            let shape = &self.header.shapes[i];
            let (object, ty, header) = (shape.object, shape.ty, shape.header);
            let (fields, items) = (shape.fields.clone(), shape.items.clone());
            let before = &self.engine.state.virtuals;
            let Some(old) = before.get(shape.before).cloned() else { unreachable!("virtual before the loop") };
            let olds = old.fields.iter().map(|f| f.1).chain(old.items);
            let types: Vec<Type> = olds.map(|v| self.engine.out.ty(v)).collect();
            let count = fields.len();
            let fields = fields.into_iter().zip(&types).map(|((f, n), ty)| (f, self.value_as(n, *ty))).collect();
            let items = items.into_iter().zip(&types[count..]).map(|(n, ty)| self.value_as(n, *ty)).collect();
            self.engine.state.virtuals.insert(object, Object { ty, fields, items, shape: header });
            if let Some((_, flags)) = header {
                self.engine.set_shape(object, flags);
            }
        }
        let mut cells: BTreeMap<Cell, Content> = self.header.cells.clone();
        for (root, node) in self.header.carried.clone() {
            match root {
                Root::Slot(k) => {
                    let value = self.value_as(node, Type::Val);
                    self.engine.state.slots.insert(k, value);
                }
                Root::Cell(c) => {
                    let value = self.value_as(node, c.info(self.engine.descrs).kind.ty());
                    let pending = self.header.pending.contains(&c);
                    if pending {
                        self.header.entered.insert(c, value);
                    }
                    cells.insert(c, Content { value, written: false, pending });
                }
            }
        }
        self.engine.state.heap.cells = cells;
        self.engine.used_cells.clear();
    }

    /// What stands for a value in the body, in a cell of type `ty`.
    fn value_as(&mut self, node: Node, ty: Type) -> OpRef {
        let value = self.value(node);
        let wrap = ty == Type::Val && self.engine.out.ty(value) == Type::Ref;
        if wrap { self.engine.emit_op(Op::RefToVal, &[value]) } else { value }
    }

    fn value(&mut self, node: Node) -> OpRef {
        match node {
            Node::Object(i) => self.header.shapes[i].object,
            Node::Leaf(i) => {
                let leaf = &self.header.leaves[i];
                match leaf.form {
                    Form::Same => leaf.before,
                    Form::Plain => leaf.phi,
                    Form::Raw => {
                        let phi = leaf.phi;
                        self.engine.boxed(phi)
                    }
                }
            }
        }
    }
}
