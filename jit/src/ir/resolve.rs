//! Exits ready for rebuilding: what the embedding works from when a trace has been left.
//!
//! [`resolve_exit`] turns a snapshot into a plan without SSA names: per frame the slots to write, each from the exit
//! buffer, a constant, or an object to be made. Computed once per exit and kept by the embedding.

use super::descr::{ArrayId, FieldId, TypeId};
use super::snapshot::{Pending, SnapId, Source, StorePlace, VirtualId};
use super::trace::{Const, OpRef, Trace};
use super::tree::{ExitId, Tree};
use super::types::Type;
use std::collections::HashMap;

/// Where the embedding finds a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    /// A constant of the trace.
    Const(Const),
    /// The word of the exit buffer with this index, and how to read it: raw numbers are to be boxed.
    Live(u32, Type),
    /// The object of [`ExitPlan::objects`] with this index.
    Object(u32),
}

/// A frame to be rebuilt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanFrame {
    /// The embedding's handle of the code.
    pub code: u64,
    /// Where it resumes, or goes on when its callee returns.
    pub pc: u32,
    /// What its caller does with its result.
    pub return_action: u32,
    /// First slot, relative to the root frame.
    pub base: i32,
    /// Number of slots in use.
    pub nslots: u32,
    /// What else belongs to it.
    pub owner: Option<Value>,
    /// Slots to write, by index in this frame; all others are in memory as they should be.
    pub slots: Vec<(u32, Value)>,
}

/// An object to be made. Fields that are not named take the descriptor's initial values. Objects may refer to each
/// other: make all of them first, then fill them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlanObject {
    /// What it is.
    pub ty: TypeId,
    /// Fields to set.
    pub fields: Vec<(FieldId, Value)>,
    /// All trailing items.
    pub items: Vec<Value>,
}

/// The cell of a store that was held back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanPlace {
    /// A field.
    Field(FieldId),
    /// An element; the index is an `int`.
    Item(ArrayId, Value),
}

/// A store that was held back. It drops the reference that the cell held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PlanStore {
    /// The object.
    pub object: Value,
    /// The cell.
    pub place: PlanPlace,
    /// What goes there.
    pub value: Value,
}

/// What is under way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanPending {
    /// Nothing.
    None,
    /// A result that the innermost frame's pending action (the number) takes.
    Result(Value, u32),
    /// An exception is pending.
    Raised,
}

/// How to rebuild the interpreter's state at an exit.
///
/// References: every slot, owner, field, item, pending result and stored value that the plan names holds one reference
/// of its own when all is done. The values in [`ExitPlan::adjust`] must be counted by so much to make that true:
/// positive ones first (before anything is written), negative ones last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExitPlan {
    /// The exit.
    pub exit: ExitId,
    /// Types of the words in the exit buffer.
    pub live: Vec<Type>,
    /// Objects to be made.
    pub objects: Vec<PlanObject>,
    /// Frames, outermost first.
    pub frames: Vec<PlanFrame>,
    /// Stores to be made after that, in order.
    pub stores: Vec<PlanStore>,
    /// What is under way.
    pub pending: PlanPending,
    /// Counts to change: a `val` or `ref` and by how much.
    pub adjust: Vec<(Value, i32)>,
}

impl ExitPlan {
    /// How often the plan puts the object with this index into a cell that holds a reference: its reference count.
    pub fn mentions(&self, object: u32) -> u64 {
        let is = |v: &&Value| **v == Value::Object(object);
        let frames = self.frames.iter().flat_map(|f| f.slots.iter().map(|s| &s.1).chain(&f.owner));
        let objects = self.objects.iter().flat_map(|o| o.fields.iter().map(|f| &f.1).chain(&o.items));
        let stores = self.stores.iter().map(|s| &s.value);
        let pending = match &self.pending {
            PlanPending::Result(v, _) => Some(v),
            PlanPending::None | PlanPending::Raised => None,
        };
        frames.chain(objects).chain(stores).chain(pending).filter(is).count() as u64
    }
}

/// The plan of an exit.
///
/// Raw integers and floats that are named more than once are boxed once per mention: nobody can tell.
pub fn resolve_exit(tree: &Tree, exit: ExitId) -> ExitPlan {
    let (trace, snap) = tree.exit_snapshot(exit);
    resolve_snapshot(trace, snap, exit)
}

/// The plan of a snapshot of `trace`.
pub fn resolve_snapshot(trace: &Trace, snap: SnapId, exit: ExitId) -> ExitPlan {
    let mut r = Resolver::new(trace, snap);
    let s = trace.snap(snap);
    let mut frames: Vec<PlanFrame> = Vec::new();
    for f in &s.frames {
        frames.push(PlanFrame {
            code: f.code,
            pc: f.pc,
            return_action: f.return_action,
            base: f.base,
            nslots: f.nslots,
            owner: f.owner.map(|o| r.counted(o)),
            slots: Vec::new(),
        });
    }
    for &(index, source) in &s.slots {
        let inside = |f: &&mut PlanFrame| f.base <= index && index < f.base + f.nslots as i32;
        if let Some(frame) = frames.iter_mut().rev().find(inside) {
            let value = r.counted(source);
            frame.slots.push(((index - frame.base) as u32, value));
        }
    }
    let pending = match s.pending {
        Pending::None => PlanPending::None,
        Pending::Result(source, action) => PlanPending::Result(r.counted(source), action),
        Pending::Raised => PlanPending::Raised,
    };
    let stores = s
        .stores
        .iter()
        .map(|store| PlanStore {
            object: r.value(store.object),
            place: match store.place {
                StorePlace::Field(f) => PlanPlace::Field(f),
                StorePlace::Item(a, index) => PlanPlace::Item(a, r.value(Source::Value(index))),
            },
            value: r.counted(store.value),
        })
        .collect();
    for &owned in &s.owned {
        *r.counts.entry(owned).or_insert(0) -= 1;
    }
    let mut counts: Vec<(OpRef, i32)> = r.counts.drain().filter(|c| c.1 != 0).collect();
    counts.sort();
    let adjust = counts.into_iter().map(|(v, n)| (r.value(Source::Value(v)), n)).collect();
    let live = r.live.iter().map(|&v| trace.ty(v)).collect();
    let objects = r.objects.into_iter().map(|o| o.1).collect();
    ExitPlan { exit, live, objects, frames, stores, pending, adjust }
}

/// Names values, opens virtual objects, counts mentions.
struct Resolver<'a> {
    trace: &'a Trace,
    live: Vec<OpRef>,
    objects: Vec<(VirtualId, PlanObject)>,
    counts: HashMap<OpRef, i32>,
}

impl<'a> Resolver<'a> {
    fn new(trace: &'a Trace, snap: SnapId) -> Self {
        Resolver { trace, live: trace.live_values(snap), objects: Vec::new(), counts: HashMap::new() }
    }

    /// A value that ends up in a cell which holds a reference.
    fn counted(&mut self, source: Source) -> Value {
        if let Source::Value(r) = source
            && self.trace.ty(r).is_counted()
        {
            *self.counts.entry(r).or_insert(0) += 1;
        }
        self.value(source)
    }

    fn value(&mut self, source: Source) -> Value {
        match source {
            Source::Value(r) => match self.trace.as_const(r) {
                Some(c) => Value::Const(c),
                None => {
                    let i = self.live.iter().position(|&l| l == r);
                    let Some(i) = i else { unreachable!("every source is live") };
                    Value::Live(i as u32, self.trace.ty(r))
                }
            },
            Source::Virtual(id) => Value::Object(self.object(id)),
        }
    }

    fn object(&mut self, id: VirtualId) -> u32 {
        if let Some(i) = self.objects.iter().position(|o| o.0 == id) {
            return i as u32;
        }
        let at = self.objects.len();
        let v = self.trace.virtual_object(id).clone();
        self.objects.push((id, PlanObject { ty: v.ty, fields: Vec::new(), items: Vec::new() }));
        let fields = v.fields.iter().map(|&(f, s)| (f, self.counted(s))).collect();
        let items = v.items.iter().map(|&s| self.counted(s)).collect();
        self.objects[at].1.fields = fields;
        self.objects[at].1.items = items;
        at as u32
    }
}
