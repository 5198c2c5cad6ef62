//! Virtual objects: allocations that are put off until something needs the object itself.
//!
//! ```text
//!   new ──▶ virtual ── field read, field written, guard on class or shape: answered from the description
//!              │
//!              ├── snapshot: described, the exit makes it
//!              ├── loop edge: its fields become phis (see `phis`)
//!              └── operand of anything else: made ([`make`]), and virtual no more
//! ```

use super::engine::{Engine, Pending, Step};
use super::heap::{Cell, Content, holds_whole};
use crate::ir::ops::Imm;
use crate::ir::snapshot::{Source, Virtual, VirtualId};
use crate::ir::trace::OpRef;
use crate::ir::{FieldId, Op, Type, TypeId, word};
use std::collections::{BTreeMap, HashMap};

/// A virtual object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Object {
    pub ty: TypeId,
    /// All its fields, in the order of the descriptor.
    pub fields: Vec<(FieldId, OpRef)>,
    /// Trailing items.
    pub items: Vec<OpRef>,
    /// The shape in its header, if it has been given another than the descriptor's: the field, the constant.
    pub shape: Option<(FieldId, OpRef)>,
}

/// The objects that are virtual, by the floating instruction that stands for each.
#[derive(Clone, Default)]
pub(super) struct Virtuals {
    objects: BTreeMap<OpRef, Object>,
    /// Counts changes: descriptions made at the same count are the same.
    version: u64,
}

/// Objects with more items than this are made at once.
const MAX_ITEMS: i64 = 64;

impl Virtuals {
    /// Whether `r` stands for a virtual object.
    pub fn contains(&self, r: OpRef) -> bool {
        self.objects.contains_key(&r)
    }

    /// The object that `r` stands for.
    pub fn get(&self, r: OpRef) -> Option<&Object> {
        self.objects.get(&r)
    }

    /// Says that `r` stands for a virtual object.
    pub fn insert(&mut self, r: OpRef, object: Object) {
        self.version += 1;
        self.objects.insert(r, object);
    }

    fn get_mut(&mut self, r: OpRef) -> Option<&mut Object> {
        self.version += 1;
        self.objects.get_mut(&r)
    }
}

/// The stage.
pub(super) fn stage(engine: &mut Engine<'_>, p: &mut Pending) -> Step {
    match p.op {
        Op::New | Op::NewVar => return allocate(engine, p),
        Op::WordEq | Op::WordNe => return identity(engine, p),
        _ => {}
    }
    let Some(&base) = p.args.first().filter(|a| engine.state.virtuals.contains(**a)) else { return Step::Next };
    let index = p.args.get(1).and_then(|&i| engine.out.as_int(i));
    let value = p.args.last().copied().unwrap_or(OpRef::NONE);
    if p.op == Op::SetField && engine.is_shape(FieldId(p.imm)) && value.is_const() {
        let Some(object) = engine.state.virtuals.get_mut(base) else { return Step::Next };
        object.shape = Some((FieldId(p.imm), value));
        engine.set_shape(base, value);
        return Step::Done(OpRef::NONE);
    }
    let Some(place) = find(engine, base, p, index) else { return Step::Next };
    match p.op {
        Op::GetField | Op::ArrayGet => Step::Done(read(engine, base, place)),
        _ if Cell::of(p.op, p.imm, &p.args)
            .is_some_and(|c| !holds_whole(engine, c.info(engine.descrs).kind, value)) =>
        {
            Step::Next
        }
        _ => {
            write(engine, base, place, value);
            Step::Done(OpRef::NONE)
        }
    }
}

/// A cell of a virtual object.
#[derive(Clone, Copy)]
enum Place {
    Field(usize),
    Item(usize),
    /// The number of items.
    Count,
}

fn find(engine: &Engine<'_>, base: OpRef, p: &Pending, index: Option<i64>) -> Option<Place> {
    let object = engine.state.virtuals.get(base)?;
    let items = engine.descrs.object_type(object.ty).items.clone();
    match p.op.info().imm {
        Imm::Field => {
            let count = items.and_then(|i| i.len).is_some_and(|f| f.0 == p.imm) && p.op == Op::GetField;
            let field = object.fields.iter().position(|f| f.0.0 == p.imm);
            // The number of items may be listed among the fields, with its initial value.
            if count { Some(Place::Count) } else { field.map(Place::Field) }
        }
        Imm::Array => {
            let index = usize::try_from(index?).ok().filter(|i| *i < object.items.len())?;
            (items?.array.0 == p.imm).then_some(Place::Item(index))
        }
        _ => None,
    }
}

fn read(engine: &mut Engine<'_>, base: OpRef, place: Place) -> OpRef {
    let object = engine.state.virtuals.get(base);
    match (object, place) {
        (Some(o), Place::Field(i)) => o.fields[i].1,
        (Some(o), Place::Item(i)) => o.items[i],
        (Some(o), Place::Count) => {
            let n = o.items.len() as i64;
            engine.out.const_int(n)
        }
        (None, _) => unreachable!("found before"),
    }
}

fn write(engine: &mut Engine<'_>, base: OpRef, place: Place, value: OpRef) {
    let Some(object) = engine.state.virtuals.get_mut(base) else { return };
    match place {
        Place::Field(i) => object.fields[i].1 = value,
        Place::Item(i) => object.items[i] = value,
        Place::Count => unreachable!("never written"),
    }
}

fn allocate(engine: &mut Engine<'_>, p: &Pending) -> Step {
    let ty = TypeId(p.imm);
    let descr = engine.descrs.object_type(ty);
    let count = p.args.first().and_then(|&n| engine.out.as_int(n)).unwrap_or(0);
    if count > MAX_ITEMS {
        return Step::Next;
    }
    let mut fields = Vec::new();
    for &(field, bits) in &descr.fields {
        let kind = engine.descrs.field(field).kind;
        fields.push((field, engine.out.constant(kind.ty(), bits)));
    }
    let mut items = Vec::new();
    if let Some(i) = &descr.items {
        let kind = engine.descrs.array(i.array).kind;
        let bits = if kind.ty() == Type::Val { word::EMPTY } else { 0 };
        items = vec![engine.out.constant(kind.ty(), bits); count as usize];
    }
    let r = engine.float(p);
    engine.state.virtuals.insert(r, Object { ty, fields, items, shape: None });
    Step::Done(r)
}

/// A virtual object is nothing else than itself.
fn identity(engine: &mut Engine<'_>, p: &Pending) -> Step {
    let (a, b) = (object_of(engine, p.args[0]), object_of(engine, p.args[1]));
    if a.is_none() && b.is_none() {
        return Step::Next;
    }
    let equal = a == b;
    Step::Done(engine.out.const_bool(equal == (p.op == Op::WordEq)))
}

/// The virtual object that a reference or word stands for.
pub(super) fn object_of(engine: &Engine<'_>, r: OpRef) -> Option<OpRef> {
    let r = match engine.out.as_op(r, Op::RefToVal) {
        Some(_) => engine.out.arg(r, 0),
        None => r,
    };
    engine.state.virtuals.contains(r).then_some(r)
}

/// Makes a virtual object: places its allocation and stores what differs from the initial fields.
pub(super) fn make(engine: &mut Engine<'_>, r: OpRef) {
    let Some(object) = engine.state.virtuals.objects.remove(&r) else { return };
    engine.state.virtuals.version += 1;
    engine.place(r);
    let descr = engine.descrs.object_type(object.ty);
    for (&(field, value), &(_, initial)) in object.fields.iter().zip(&descr.fields) {
        let starts = engine.out.as_const(value).is_some_and(|c| c.bits == initial);
        fill(engine, Op::SetField, field.0, vec![r, value], starts);
    }
    if let Some((field, value)) = object.shape {
        engine.push_store(Pending::new(engine.descrs, Op::SetField, field.0, &[r, value]));
    }
    let Some(items) = &descr.items else { return };
    let kind = engine.descrs.array(items.array).kind;
    let initial = if kind.ty() == Type::Val { word::EMPTY } else { 0 };
    for (i, &value) in object.items.iter().enumerate() {
        let index = engine.out.const_int(i as i64);
        let starts = engine.out.as_const(value).is_some_and(|c| c.bits == initial);
        fill(engine, Op::ArraySet, items.array.0, vec![r, index, value], starts);
    }
    if let Some(len) = items.len {
        let value = engine.out.const_int(object.items.len() as i64);
        engine.state.heap.cells.insert(Cell::Field(r, len), Content { value, written: false, pending: false });
    }
}

fn fill(engine: &mut Engine<'_>, op: Op, imm: u32, args: Vec<OpRef>, starts: bool) {
    let value = args[args.len() - 1];
    let cell = Cell::of(op, imm, &args);
    if !starts {
        let p = Pending { imm, ..Pending::new(engine.descrs, op, imm, &args) };
        // Nothing else can be this object: no cell is forgotten.
        engine.push_store(p);
    }
    let narrow = |c: Cell| c.info(engine.descrs).kind.int_range().is_some_and(|r| r != (i64::MIN, i64::MAX));
    if let Some(cell) = cell.filter(|c| !narrow(*c)) {
        engine.state.heap.cells.insert(cell, Content { value, written: false, pending: false });
    }
}

/// Objects that have been described for a snapshot.
pub(super) type Opened = HashMap<OpRef, VirtualId>;

/// Translates a source of a recorded snapshot.
pub(super) fn translate(engine: &mut Engine<'_>, s: Source, opened: &mut Opened) -> Source {
    let value = engine.recorded(s);
    source(engine, value, opened)
}

/// How a snapshot names a value: what is inside of a box, the description of a virtual object.
pub(super) fn source(engine: &mut Engine<'_>, r: OpRef, opened: &mut Opened) -> Source {
    let r = engine.known(r);
    if !r.is_inst() {
        return Source::Value(r);
    }
    let inside = super::engine::floats(engine.out.inst(r).op);
    if inside && engine.config.is_on("sink") {
        let inner = engine.out.arg(r, 0);
        return source(engine, inner, opened);
    }
    match engine.state.virtuals.get(r).cloned() {
        Some(object) => Source::Virtual(describe(engine, r, &object, opened)),
        None => Source::Value(r),
    }
}

fn describe(engine: &mut Engine<'_>, r: OpRef, object: &Object, opened: &mut Opened) -> VirtualId {
    if let Some(&id) = opened.get(&r) {
        return id;
    }
    let version = engine.state.virtuals.version;
    if let Some(&(id, at)) = engine.described.get(&r)
        && at == version
    {
        return id;
    }
    // First the number, then what is inside: objects may refer to each other.
    let id = engine.out.add_virtual(Virtual { ty: object.ty, fields: Vec::new(), items: Vec::new() });
    opened.insert(r, id);
    let descr = engine.descrs.object_type(object.ty);
    let mut fields = Vec::new();
    for (&(field, value), &(_, initial)) in object.fields.iter().zip(&descr.fields) {
        if engine.out.as_const(value).is_none_or(|c| c.bits != initial) {
            fields.push((field, source(engine, value, opened)));
        }
    }
    fields.extend(object.shape.map(|(field, value)| (field, Source::Value(value))));
    let items = object.items.iter().map(|&v| source(engine, v, opened)).collect();
    let described = &mut engine.out.virtuals[id.0 as usize];
    (described.fields, described.items) = (fields, items);
    engine.described.insert(r, (id, version));
    id
}
