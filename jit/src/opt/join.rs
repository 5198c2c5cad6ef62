//! A bridge enters the body of its loop: it brings a value for each phi, and proves what the body takes for granted.
//!
//! ```text
//!   preamble of the loop          at the end of the bridge
//!   v1 = slot 3              ──▶  what the bridge has in slot 3
//!   v2 = val_to_ref v1 ! s   ──▶  the same, in the bridge's terms, with the bridge's end as snapshot: mostly known
//!   guard_class v2, LIST ! s ──▶  already
//!   v3 = get_field LEN, v2   ──▶  loaded again, if the bridge does not know it
//!   i  = phi …               ──▶  what the bridge has in the slot that the phi stands for, unboxed
//! ```
//!
//! Only that part of the preamble is replayed which depends on nothing that changes from turn to turn. When something
//! does not fit, the bridge goes to the entry.

use super::engine::{Engine, Pending, Snap};
use super::facts::{Fact, Tags};
use super::heap::Cell;
use super::notes::LoopNotes;
use super::phis::{Form, Node, Root, raw_as};
use super::virtuals::object_of;
use crate::ir::effects::effects;
use crate::ir::ops::Effect;
use crate::ir::snapshot::SnapId;
use crate::ir::trace::{OpRef, Trace};
use crate::ir::{Op, Type};
use std::collections::BTreeMap;

/// What the jump takes.
pub(super) struct Joined {
    /// A value per phi.
    pub args: Vec<OpRef>,
    /// Slots that memory has to hold, since the loop does not carry them.
    pub slots: Vec<(i32, OpRef)>,
    /// Cells that the loop writes when it is left.
    pub pending: Vec<Cell>,
}

/// Why a bridge cannot enter the body.
pub(super) type Mismatch = &'static str;

/// Prepares the jump; `slots` are those that the bridge's end names, `end` is its snapshot in the written trace.
pub(super) fn join(
    engine: &mut Engine<'_>,
    root: &Trace,
    notes: &LoopNotes,
    slots: &BTreeMap<i32, OpRef>,
    end: SnapId,
) -> Result<Joined, Mismatch> {
    let mut j = Joiner {
        engine,
        root,
        notes,
        slots,
        end,
        values: BTreeMap::new(),
        objects: BTreeMap::new(),
        pending: Vec::new(),
    };
    j.preamble()?;
    j.facts()?;
    let mut phis = BTreeMap::new();
    for (place, node) in notes.carried.clone() {
        let value = j.content(place, node)?;
        if let Some(value) = value {
            j.enter(node, value, &mut phis)?;
        }
    }
    if notes.valid && !j.engine.state.valid {
        j.guard(Op::GuardValid, &[])?;
    }
    let mut args = Vec::new();
    for phi in root.phis() {
        let value = if root.arg(phi, 1) == phi { j.stable(root.arg(phi, 0)) } else { phis.get(&phi).copied() };
        args.push(value.ok_or("a value of the preamble cannot be made again")?);
    }
    let carried = |k: &i32| notes.carried.iter().any(|c| c.0 == Root::Slot(*k));
    let slots = slots.iter().filter(|(k, v)| !carried(k) && !is_slot(j.engine, **v, **k)).map(|(k, v)| (*k, *v));
    let slots = slots.collect();
    Ok(Joined { args, slots, pending: j.pending })
}

fn is_slot(engine: &Engine<'_>, r: OpRef, slot: i32) -> bool {
    engine.out.as_op(r, Op::Slot).is_some_and(|i| i.slot() == slot)
}

struct Joiner<'b, 'a> {
    engine: &'b mut Engine<'a>,
    root: &'b Trace,
    notes: &'b LoopNotes,
    slots: &'b BTreeMap<i32, OpRef>,
    end: SnapId,
    /// What stands for values of the preamble.
    values: BTreeMap<OpRef, OpRef>,
    objects: BTreeMap<usize, OpRef>,
    pending: Vec<Cell>,
}

impl Joiner<'_, '_> {
    /// Replays what is the same in every turn.
    fn preamble(&mut self) -> Result<(), Mismatch> {
        let root = self.root;
        for &r in &root.order {
            let inst = *root.inst(r);
            match inst.op {
                Op::LoopStart => break,
                Op::Slot => {
                    let carried = self.notes.carried.iter().find(|c| c.0 == Root::Slot(inst.slot()));
                    let same = match carried {
                        None => true,
                        Some((_, Node::Leaf(i))) => self.notes.leaves[*i].form == Form::Same,
                        Some((_, Node::Object(_))) => false,
                    };
                    if same {
                        let value = self.slot(inst.slot());
                        self.values.insert(r, value);
                    }
                }
                _ if self.is_stable_op(r) => {
                    let args: Option<Vec<OpRef>> = root.args(r).iter().map(|&a| self.stable(a)).collect();
                    let Some(args) = args else { continue };
                    let snap = if inst.op.exits() { Snap::Written(self.end) } else { Snap::None };
                    let p = Pending { ty: inst.ty, snap, ..Pending::new(self.engine.descrs, inst.op, inst.imm, &args) };
                    let value = self.emit(p)?;
                    if inst.ty != Type::Void {
                        self.values.insert(r, value);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn is_stable_op(&self, r: OpRef) -> bool {
        match self.root.inst(r).op.info().effect {
            Effect::Pure => self.root.inst(r).op != Op::Input,
            Effect::ReadType | Effect::ReadShape => true,
            Effect::Read => self.notes.loads.contains(&r),
            Effect::Call => {
                let e = effects(self.root, self.engine.descrs, r);
                e.mergeable && e.reads.is_empty()
            }
            _ => false,
        }
    }

    /// What stands for a value of the preamble, if it is the same in every turn.
    fn stable(&mut self, r: OpRef) -> Option<OpRef> {
        match self.root.as_const(r) {
            Some(c) => Some(self.engine.out.constant(c.ty, c.bits)),
            None => self.values.get(&r).copied(),
        }
    }

    /// What the bridge has in a slot.
    fn slot(&mut self, k: i32) -> OpRef {
        match self.slots.get(&k) {
            Some(&v) => v,
            None => {
                let p = Pending::new(self.engine.descrs, Op::Slot, k as u32, &[]);
                self.engine.emit(p)
            }
        }
    }

    fn emit(&mut self, p: Pending) -> Result<OpRef, Mismatch> {
        self.engine.fails = false;
        let value = self.engine.emit(p);
        if self.engine.fails { Err("a guard of the loop fails at the end of the bridge") } else { Ok(value) }
    }

    fn guard(&mut self, op: Op, args: &[OpRef]) -> Result<OpRef, Mismatch> {
        let p = Pending { snap: Snap::Written(self.end), ..Pending::new(self.engine.descrs, op, 0, args) };
        self.emit(p)
    }

    /// What was known of the preamble's values has to be true of the bridge's.
    fn facts(&mut self) -> Result<(), Mismatch> {
        for (&r, &fact) in &self.notes.facts {
            let Some(value) = self.stable(r) else { continue };
            if let Some(k) = fact.known {
                let k = self.stable(k).ok_or("a constant")?;
                self.prove_constant(value, k)?;
                continue;
            }
            self.prove(value, fact)?;
        }
        Ok(())
    }

    fn prove_constant(&mut self, value: OpRef, k: OpRef) -> Result<(), Mismatch> {
        if self.engine.known(value) == k {
            return Ok(());
        }
        match self.engine.out.ty(value) {
            Type::Int | Type::Val | Type::Ref | Type::Ptr => self.guard(Op::GuardIs, &[value, k]).map(|_| ()),
            _ => Err("a constant has changed"),
        }
    }

    /// Guards whatever is not known yet.
    fn prove(&mut self, value: OpRef, fact: Fact) -> Result<(), Mismatch> {
        if fact.implied_by(Fact { known: fact.known, ..self.engine.fact(value) }) {
            return Ok(());
        }
        let now = self.engine.fact(value);
        if let Some(class) = fact.class.filter(|_| now.class != fact.class) {
            let k = self.engine.out.const_ptr(class);
            self.guard(Op::GuardClass, &[value, k])?;
        }
        if let Some(shape) = fact.shape.filter(|_| now.shape != fact.shape) {
            let k = self.engine.out.const_int(shape as i64);
            self.guard(Op::GuardShape, &[value, k])?;
        }
        if fact.nonnull && !now.nonnull {
            match self.engine.out.ty(value) {
                Type::Ref | Type::Ptr => self.guard(Op::GuardNonNull, &[value])?,
                ty => {
                    let zero = self.engine.out.constant(ty, 0);
                    self.guard(Op::GuardIsNot, &[value, zero])?
                }
            };
        }
        match self.engine.out.ty(value) {
            Type::Val => self.prove_tags(value, fact.tags)?,
            Type::Int => self.prove_range(value, fact)?,
            Type::Uint => {
                let bits = self.engine.emit_op(Op::IntOfUint, &[value]);
                self.prove_range(bits, fact)?;
                let now = self.engine.fact(bits).int;
                self.engine.state.facts.update(value, |f| f.int = f.int.meet(now));
            }
            Type::Bool => match fact.int.range.single() {
                Some(0) => drop(self.guard(Op::GuardFalse, &[value])?),
                Some(_) => drop(self.guard(Op::GuardTrue, &[value])?),
                None => {}
            },
            _ => {}
        }
        let now = Fact { known: fact.known, ..self.engine.fact(value) };
        if fact.implied_by(now) { Ok(()) } else { Err("what the loop knows of a value cannot be checked") }
    }

    fn prove_tags(&mut self, value: OpRef, tags: Tags) -> Result<(), Mismatch> {
        let op = if self.engine.fact(value).tags.within(tags) {
            return Ok(());
        } else if Tags::FIXNUM.within(tags) && tags.within(Tags::FIXNUM) {
            Op::GuardInt
        } else if tags == Tags::FLOAT {
            Op::GuardFloat
        } else if tags == Tags::WHOLE {
            Op::GuardWhole
        } else if tags == Tags::OBJECT {
            Op::ValToRef
        } else if tags == Tags(Tags::ANY.0 & !Tags::FIXNUM.0) {
            Op::GuardNotInt
        } else {
            return Err("the kind of a value cannot be checked");
        };
        self.guard(op, &[value]).map(|_| ())
    }

    fn prove_range(&mut self, value: OpRef, fact: Fact) -> Result<(), Mismatch> {
        let (now, wanted) = (self.engine.fact(value).int.range, fact.int.range);
        if now.lo < wanted.lo {
            let k = self.engine.out.const_int(wanted.lo);
            let test = self.engine.emit_op(Op::IntLe, &[k, value]);
            self.guard(Op::GuardTrue, &[test])?;
        }
        if now.hi > wanted.hi {
            let k = self.engine.out.const_int(wanted.hi);
            let test = self.engine.emit_op(Op::IntLe, &[value, k]);
            self.guard(Op::GuardTrue, &[test])?;
        }
        Ok(())
    }

    /// What is in a carried place at the end of the bridge; nothing if the loop does not need it.
    fn content(&mut self, root: Root, node: Node) -> Result<Option<OpRef>, Mismatch> {
        match root {
            Root::Slot(k) => Ok(Some(self.slot(k))),
            Root::Cell(cell) => {
                let unneeded = matches!(node, Node::Leaf(i) if self.notes.leaves[i].phi == OpRef::NONE
                    && self.notes.leaves[i].form != Form::Same);
                if unneeded {
                    return Ok(None);
                }
                let base = self.stable(cell.base()).ok_or("an object of the loop cannot be found again")?;
                let (op, imm, args) = match cell {
                    Cell::Field(_, f) => {
                        if self.notes.pending.contains(&cell) {
                            self.pending.push(Cell::Field(base, f));
                        }
                        (Op::GetField, f.0, vec![base])
                    }
                    Cell::Item(_, index, a) => {
                        let index = self.stable(index).ok_or("an index of the loop cannot be found again")?;
                        (Op::ArrayGet, a.0, vec![base, index])
                    }
                };
                let p = Pending::new(self.engine.descrs, op, imm, &args);
                let ty = crate::ir::trace::elem_type(self.engine.descrs, op, imm);
                self.emit(Pending { ty, ..p }).map(Some)
            }
        }
    }

    /// Brings a carried value into its form.
    fn enter(&mut self, node: Node, value: OpRef, phis: &mut BTreeMap<OpRef, OpRef>) -> Result<(), Mismatch> {
        let i = match node {
            Node::Leaf(i) => i,
            Node::Object(i) => return self.enter_object(i, value, phis),
        };
        let leaf = &self.notes.leaves[i];
        if leaf.form == Form::Same {
            let same = self.stable(leaf.same).ok_or("what never changes cannot be found again")?;
            let (same, value) = (self.engine.known(same), self.engine.known(value));
            return if same == value { Ok(()) } else { Err("what never changes has changed") };
        }
        if leaf.phi == OpRef::NONE {
            return Ok(());
        }
        let (phi, fact) = (leaf.phi, leaf.fact);
        let ty = self.root.ty(phi);
        let raw = match leaf.form {
            Form::Raw => self.raw(value, ty)?,
            _ => value,
        };
        if self.engine.out.ty(raw) != ty {
            return Err("a value has another type");
        }
        self.prove(raw, fact)?;
        phis.insert(phi, raw);
        Ok(())
    }

    fn raw(&mut self, value: OpRef, ty: Type) -> Result<OpRef, Mismatch> {
        if let Some(raw) = raw_as(self.engine, value, ty) {
            return Ok(raw);
        }
        match ty {
            Type::Int => self.guard(Op::UnboxInt, &[value]),
            Type::Uint => self.guard(Op::UnboxUint, &[value]),
            Type::Float => self.guard(Op::UnboxFloat, &[value]),
            Type::Ref => self.guard(Op::ValToRef, &[value]),
            _ => Err("a truth value has become something else"),
        }
    }

    fn enter_object(&mut self, i: usize, value: OpRef, phis: &mut BTreeMap<OpRef, OpRef>) -> Result<(), Mismatch> {
        let shape = self.notes.shapes[i].clone();
        let Some(r) = object_of(self.engine, value) else { return Err("an object is real that the loop never makes") };
        let Some(object) = self.engine.state.virtuals.get(r).cloned() else { return Err("an object is real") };
        let flags =
            |engine: &Engine<'_>, s: Option<(crate::ir::FieldId, OpRef)>| s.and_then(|s| engine.out.as_int(s.1));
        let header = shape.header.and_then(|s| self.root.as_int(s.1));
        if object.ty != shape.ty
            || object.items.len() != shape.items.len()
            || flags(self.engine, object.shape) != header
        {
            return Err("an object has another type");
        }
        if let Some(&known) = self.objects.get(&i) {
            return if known == r { Ok(()) } else { Err("two objects are one in the loop") };
        }
        if self.objects.values().any(|&o| o == r) {
            return Err("one object is two in the loop");
        }
        self.objects.insert(i, r);
        for ((_, node), (_, value)) in shape.fields.into_iter().zip(object.fields) {
            self.enter(node, value, phis)?;
        }
        for (node, value) in shape.items.into_iter().zip(object.items) {
            self.enter(node, value, phis)?;
        }
        Ok(())
    }
}
