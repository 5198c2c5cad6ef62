//! The forward engine: every operation goes through [`Engine::emit`], be it of the preamble, of the body or of a bridge.
//!
//! ```text
//!   recorded op ──▶ substitute ──▶ fold ▶ guards ▶ range ▶ whole ▶ virtuals ▶ heap ▶ cse ──▶ push ──▶ learn
//!                    operands        │       │       │         │        │     │
//!                                    └───────┴───────┴────┬────┴────────┴─────┘
//!                                     Done(value) · Again (another operation) · Next
//! ```
//!
//! *Floating* instructions are in the arena but not in the order: boxes, and objects that are virtual. They are placed
//! when something needs them as an operand ([`Engine::force`]); snapshots never do, they name what is inside.
//!
//! All that the engine knows is in [`State`], which is cloned at the loop header, so that the body can be tried again.

use super::facts::{self, Fact, Facts};
use super::heap::{Cell, Heap};
use super::virtuals::Virtuals;
use super::{OptConfig, Pass};
use crate::ir::descr::{AliasClass, Descrs};
use crate::ir::effects::effects;
use crate::ir::ops::Effect;
use crate::ir::snapshot::{SnapId, Source, VirtualId};
use crate::ir::trace::{Inst, OpRef, PlaceId, Trace, result_type};
use crate::ir::{FieldId, Op, Type, word};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An operation on its way through the stages.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    pub op: Op,
    pub ty: Type,
    pub imm: u32,
    pub args: Vec<OpRef>,
    pub snap: Snap,
    pub place: PlaceId,
}

/// The snapshot of an operation on its way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Snap {
    /// None.
    None,
    /// One of the recorded trace, to be translated when the operation is pushed.
    Recorded(SnapId),
    /// One of the trace that is written.
    Written(SnapId),
}

/// What a stage did with an operation.
pub(super) enum Step {
    /// Nothing.
    Next,
    /// It is another operation now: from the first stage again.
    Again,
    /// It is not needed; this value stands for its result.
    Done(OpRef),
}

/// A stage of the engine.
pub(super) type Stage = fn(&mut Engine<'_>, &mut Pending) -> Step;

/// What identifies the result of an operation without effects.
pub(super) type Key = (Op, u32, Vec<OpRef>);

/// All that is known at a place of the trace.
#[derive(Clone, Default)]
pub(super) struct State {
    /// Facts about values.
    pub facts: Facts,
    /// Results that can be used again.
    pub results: HashMap<Key, OpRef>,
    /// What memory holds.
    pub heap: Heap,
    /// Objects that have not been made.
    pub virtuals: Virtuals,
    /// Whether an instruction is in the order.
    pub placed: Vec<bool>,
    /// Slots that every snapshot must name, and what they hold unless the recorded snapshot says otherwise.
    pub slots: BTreeMap<i32, OpRef>,
    /// The tree's assumptions have been checked, and nothing has run since.
    pub valid: bool,
}

/// The engine. See the module's page.
pub(super) struct Engine<'a> {
    /// The recorded trace.
    pub src: &'a Trace,
    pub descrs: &'a Descrs,
    pub config: &'a OptConfig,
    /// The trace that is written.
    pub out: Trace,
    pub state: State,
    /// What stands for each recorded instruction.
    pub subst: Vec<OpRef>,
    /// Cells of which something was forwarded.
    pub used_cells: BTreeSet<Cell>,
    /// When a trace is read again: what the body calls a value of the preamble.
    pub renames: BTreeMap<OpRef, OpRef>,
    /// A guard was emitted that is known to fail.
    pub fails: bool,
    /// Virtual objects as described last, and at which version.
    pub described: HashMap<OpRef, (VirtualId, u64)>,
    stages: Vec<Stage>,
}

/// Restarts of one operation before it is taken as it is: rules end much earlier.
const MAX_RESTARTS: usize = 32;

impl Pending {
    /// An operation without snapshot and immediate.
    pub fn new(descrs: &Descrs, op: Op, imm: u32, args: &[OpRef]) -> Pending {
        let ty = result_type(descrs, op, imm).unwrap_or(Type::Void);
        Pending { op, ty, imm, args: args.to_vec(), snap: Snap::None, place: PlaceId(0) }
    }

    /// Turns it into an operation without immediate; the snapshot stays if that one needs it.
    pub fn become_op(&mut self, op: Op, descrs: &Descrs, args: &[OpRef]) {
        let (snap, place) = (if op.needs_snapshot() { self.snap } else { Snap::None }, self.place);
        *self = Pending { snap, place, ..Pending::new(descrs, op, 0, args) };
    }
}

impl<'a> Engine<'a> {
    /// An engine that reads `src` and writes a trace of the same kind.
    pub fn new(src: &'a Trace, descrs: &'a Descrs, config: &'a OptConfig) -> Self {
        let stages = super::PASSES.iter().filter(|p| config.is_on(p.name())).filter_map(Pass::stage).collect();
        Engine {
            src,
            descrs,
            config,
            out: Trace::like(src),
            state: State::default(),
            subst: vec![OpRef::NONE; src.insts.len()],
            used_cells: BTreeSet::new(),
            renames: BTreeMap::new(),
            fails: false,
            described: HashMap::new(),
            stages,
        }
    }

    /// What stands for a recorded value.
    pub fn lookup(&mut self, r: OpRef) -> OpRef {
        match self.src.as_const(r) {
            Some(c) => self.out.constant(c.ty, c.bits),
            None => self.subst[r.index()],
        }
    }

    /// What is known of a value of the written trace.
    pub fn fact(&self, r: OpRef) -> Fact {
        self.state.facts.get(&self.out, r)
    }

    /// The value itself, or the constant that it is known to be.
    pub fn known(&mut self, r: OpRef) -> OpRef {
        if !r.is_inst() {
            return r;
        }
        let fact = self.fact(r);
        match (fact.known, fact.int.range.single()) {
            (Some(k), _) => k,
            (None, Some(i)) if self.out.ty(r) == Type::Int => self.out.const_int(i),
            (None, Some(i)) if self.out.ty(r) == Type::Uint => self.out.constant(Type::Uint, i as u64),
            (None, Some(i)) if self.out.ty(r) == Type::Bool => self.out.const_bool(i != 0),
            _ => r,
        }
    }

    /// Replays a recorded instruction.
    pub fn replay(&mut self, r: OpRef) {
        let inst = *self.src.inst(r);
        let args: Vec<OpRef> = self.src.args(r).iter().map(|&a| self.lookup(a)).collect();
        let snap = inst.snap.map_or(Snap::None, Snap::Recorded);
        let Inst { op, ty, imm, place, .. } = inst;
        self.subst[r.index()] = self.emit(Pending { op, ty, imm, args, snap, place });
    }

    /// Emits an operation without immediate and snapshot.
    pub fn emit_op(&mut self, op: Op, args: &[OpRef]) -> OpRef {
        let p = Pending::new(self.descrs, op, 0, args);
        self.emit(p)
    }

    /// The value as a tagged word.
    pub fn boxed(&mut self, r: OpRef) -> OpRef {
        let op = match self.out.ty(r) {
            Type::Int => Op::BoxInt,
            Type::Uint => Op::BoxUint,
            Type::Float => Op::BoxFloat,
            Type::Bool => Op::BoolToVal,
            Type::Ref => Op::RefToVal,
            Type::Val | Type::Ptr | Type::Void => return r,
        };
        self.emit_op(op, &[r])
    }

    /// Sends an operation through the stages; gives the value of its result.
    pub fn emit(&mut self, mut p: Pending) -> OpRef {
        'restart: for _ in 0..MAX_RESTARTS {
            self.normalise(&mut p);
            for i in 0..self.stages.len() {
                match self.stages[i](self, &mut p) {
                    Step::Next => {}
                    Step::Done(value) => return value,
                    Step::Again => continue 'restart,
                }
            }
            break;
        }
        self.push(p)
    }

    /// Constants for operands that are known; for operations that commute, constants last and others in order.
    fn normalise(&mut self, p: &mut Pending) {
        for i in 0..p.args.len() {
            p.args[i] = self.known(p.args[i]);
        }
        if p.op.info().commutes && p.args[0] > p.args[1] {
            p.args.swap(0, 1);
        }
    }

    /// Writes an operation; or lets it float, if nothing needs it yet.
    pub fn push(&mut self, p: Pending) -> OpRef {
        if self.config.is_on("sink") && floats(p.op) {
            return self.float(&p);
        }
        super::stores::before(self, &p);
        for &a in &p.args {
            self.force(a);
        }
        let snap = match p.snap {
            Snap::None => None,
            Snap::Recorded(id) => Some(self.snapshot(id)),
            Snap::Written(id) => Some(id),
        };
        let args = self.out.make_args(&p.args);
        let r = self.out.add(Inst { op: p.op, ty: p.ty, args, imm: p.imm, snap, place: p.place });
        self.place(r);
        self.note(r);
        r
    }

    /// Takes note of what follows from an instruction that has been written.
    fn note(&mut self, r: OpRef) {
        let fact = facts::of_result(&self.out, self.descrs, &self.state.facts, r);
        self.state.facts.set(r, fact);
        super::guards::learn(self, r);
        self.after_effects(r);
        super::cse::remember(self, r);
    }

    /// Takes note of an instruction of a finished trace, which is being read again.
    pub fn observe(&mut self, r: OpRef) {
        self.note(r);
        super::heap::observe(self, r);
    }

    /// Adds an instruction to the arena only.
    pub fn float(&mut self, p: &Pending) -> OpRef {
        let args = self.out.make_args(&p.args);
        let r = self.out.add(Inst { op: p.op, ty: p.ty, args, imm: p.imm, snap: None, place: p.place });
        let fact = facts::of_result(&self.out, self.descrs, &self.state.facts, r);
        self.state.facts.set(r, fact);
        super::cse::remember(self, r);
        r
    }

    /// Writes the store that fills a new object.
    pub fn push_store(&mut self, p: Pending) {
        for &a in &p.args {
            self.force(a);
        }
        let args = self.out.make_args(&p.args);
        let r = self.out.add(Inst { op: p.op, ty: p.ty, args, imm: p.imm, snap: None, place: p.place });
        self.place(r);
    }

    /// Whether a field is the shape in an object's header.
    pub fn is_shape(&self, field: FieldId) -> bool {
        self.descrs.field(field).alias == AliasClass::SHAPE
    }

    /// Takes note that the flags word of an object has been written.
    pub fn set_shape(&mut self, object: OpRef, flags: OpRef) {
        let shape = self.out.as_int(flags).map(|f| f as u64 >> word::header::SHAPE_SHIFT);
        self.state.facts.update(object, |f| f.shape = shape);
    }

    /// Whether the value is an object that the trace has made.
    pub fn is_made(&self, r: OpRef) -> bool {
        r.is_inst() && matches!(self.out.inst(r).op, Op::New | Op::NewVar)
    }

    /// An integer as another one and a constant that is added to it.
    pub fn base_and_offset(&self, r: OpRef) -> (OpRef, i64) {
        if !r.is_inst() || !matches!(self.out.inst(r).op, Op::IntAdd | Op::IntAddOvf) {
            return (r, 0);
        }
        match self.out.as_int(self.out.arg(r, 1)) {
            Some(c) => (self.out.arg(r, 0), c),
            None => (r, 0),
        }
    }

    /// Whether a value is in the order, or a constant.
    pub fn is_placed(&self, r: OpRef) -> bool {
        !r.is_inst() || self.state.placed.get(r.index()).copied().unwrap_or(false)
    }

    /// Puts an instruction at the end of the order.
    pub fn place(&mut self, r: OpRef) {
        if self.state.placed.len() <= r.index() {
            self.state.placed.resize(r.index() + 1, false);
        }
        self.state.placed[r.index()] = true;
        self.out.order.push(r);
    }

    /// Makes sure that a value is there: places a floating instruction, makes a virtual object.
    pub fn force(&mut self, r: OpRef) {
        if self.is_placed(r) {
            return;
        }
        if self.state.virtuals.contains(r) {
            return super::virtuals::make(self, r);
        }
        let args = self.out.args(r).to_vec();
        args.into_iter().for_each(|a| self.force(a));
        if !self.is_placed(r) {
            self.place(r);
        }
    }

    /// Forgets what an instruction may have changed.
    fn after_effects(&mut self, r: OpRef) {
        let effect = self.out.inst(r).op.info().effect;
        if !matches!(effect, Effect::Write | Effect::Call) {
            return;
        }
        let e = effects(&self.out, self.descrs, r);
        if effect == Effect::Call {
            self.state.valid &= !e.pinned;
            super::heap::clobber(self, e.writes);
        }
        let speaks_of_headers = [AliasClass::TYPE, AliasClass::SHAPE].iter().any(|c| e.writes.contains(*c));
        if speaks_of_headers {
            let written = (effect == Effect::Write).then(|| self.out.arg(r, 0));
            let about: Vec<OpRef> = self.state.facts.about_memory().map(|f| f.0).collect();
            let others = |v: &OpRef| written.is_some_and(|w| !super::heap::may_be_same_object(self, w, *v));
            let kept: BTreeSet<OpRef> =
                about.into_iter().filter(|v| self.state.virtuals.contains(*v) || others(v)).collect();
            self.state.facts.forget(e.writes, |v| kept.contains(&v));
        }
        super::cse::clobber(self, e.writes);
    }

    /// Translates a recorded snapshot.
    pub fn snapshot(&mut self, id: SnapId) -> SnapId {
        let mut snap = self.src.snap(id).clone();
        let mut opened = HashMap::new();
        snap.each_source_mut(|s| *s = super::virtuals::translate(self, *s, &mut opened));
        let base: Vec<(i32, OpRef)> = self.state.slots.iter().map(|(k, v)| (*k, *v)).collect();
        for (slot, value) in base {
            let inside = snap.frames.iter().any(|f| f.base <= slot && slot < f.base + f.nslots as i32);
            if inside && snap.slot(slot).is_none() {
                let source = super::virtuals::source(self, value, &mut opened);
                snap.set_slot(slot, source);
            }
        }
        super::stores::describe(self, &mut snap, &mut opened);
        self.out.add_snap(snap)
    }

    /// The value of a source of a recorded snapshot.
    ///
    /// # Panics
    /// If it is a virtual object: recorders make objects.
    pub fn recorded(&mut self, s: Source) -> OpRef {
        match s {
            Source::Value(r) => self.lookup(r),
            Source::Virtual(v) => panic!("o{} in a recorded trace's end", v.0),
        }
    }
}

/// Operations that are placed only when something needs them.
pub(super) fn floats(op: Op) -> bool {
    matches!(op, Op::BoxInt | Op::BoxUint | Op::BoxFixnum | Op::BoxFloat | Op::BoolToVal | Op::RefToVal)
}
