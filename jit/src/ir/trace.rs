//! The trace: instructions, constants, snapshots.
//!
//! ```text
//!   recorded:   op op op … jump ! end                       optimised:   op op … (preamble, runs once)
//!                                                                        loop_start
//!                                                                        phi phi phi
//!                                                                        op op … (body)
//!                                                                        jump
//! ```
//!
//! Instructions live in an arena, [`Trace::insts`]; an [`OpRef`] is an index into it and never changes. The order of
//! execution is [`Trace::order`], so that a pass can drop, insert and move instructions without renumbering. Constants
//! are interned and named by the same [`OpRef`] type, so that operands are uniform.

pub use super::inst::{ArgList, Const, Inst, OpRef, Place, PlaceId};

use super::descr::{ArrayId, CallId, Descrs, FieldId};
use super::ops::{Imm, Op, Outcome};
use super::snapshot::{SnapId, Snapshot, Source, Virtual, VirtualId};
use super::tree::ExitId;
use super::types::Type;
use std::any::Any;
use std::collections::HashMap;
use std::sync::Arc;

/// What a trace is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TraceKind {
    /// Starts at a loop header or function entry; its inputs are slots.
    Root,
    /// Hangs on an exit of its tree; its inputs are the exit's live values, and slots.
    Bridge(ExitId),
}

/// What the optimiser remembers about a trace, for the bridges that come later. Nobody else looks into it.
#[derive(Clone, Default)]
pub struct Notes(Option<Arc<dyn Any + Send + Sync>>);

impl Notes {
    /// Keeps something.
    pub fn new<T: Any + Send + Sync>(notes: T) -> Notes {
        Notes(Some(Arc::new(notes)))
    }

    /// What is kept, if it is of this type.
    pub fn get<T: Any>(&self) -> Option<&T> {
        self.0.as_ref()?.downcast_ref()
    }
}

impl std::fmt::Debug for Notes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "notes" } else { "none" })
    }
}

/// A trace, recorded or optimised.
#[derive(Clone, Debug)]
pub struct Trace {
    /// What it is.
    pub kind: TraceKind,
    /// Code of the root frame (the embedding's handle).
    pub code: u64,
    /// Where the root frame was when the trace started.
    pub pc: u32,
    /// Slots of the root frame: locals, cells, and its whole stack.
    pub nslots: u32,
    /// The arena of instructions.
    pub insts: Vec<Inst>,
    /// The order of execution; no instruction twice.
    pub order: Vec<OpRef>,
    /// Snapshots.
    pub snaps: Vec<Snapshot>,
    /// Objects that snapshots describe.
    pub virtuals: Vec<Virtual>,
    /// Operands of instructions with more than three.
    pub lists: Vec<OpRef>,
    /// Places; entry 0 is unknown.
    pub places: Vec<Place>,
    /// Values (phis, and values of the preamble) of which the trace holds a reference whenever it is at the loop
    /// header. Set by the last pass.
    pub owned_at_header: Vec<OpRef>,
    /// The optimiser's own.
    pub notes: Notes,
    consts: Vec<Const>,
    const_index: HashMap<Const, u32>,
}

impl Trace {
    /// An empty trace.
    pub fn new(kind: TraceKind, code: u64, pc: u32, nslots: u32) -> Trace {
        Trace {
            kind,
            code,
            pc,
            nslots,
            insts: Vec::new(),
            order: Vec::new(),
            snaps: Vec::new(),
            virtuals: Vec::new(),
            lists: Vec::new(),
            places: vec![Place::default()],
            owned_at_header: Vec::new(),
            notes: Notes::default(),
            consts: Vec::new(),
            const_index: HashMap::new(),
        }
    }

    /// An empty trace of the same kind and root frame, with the same places.
    pub fn like(other: &Trace) -> Trace {
        let mut t = Trace::new(other.kind, other.code, other.pc, other.nslots);
        t.places.clone_from(&other.places);
        t
    }

    // Constants.

    /// The value of a constant.
    pub fn constant(&mut self, ty: Type, bits: u64) -> OpRef {
        let c = Const { ty, bits };
        let next = self.consts.len() as u32;
        let i = *self.const_index.entry(c).or_insert(next);
        if i == next {
            self.consts.push(c);
        }
        OpRef::constant(i as usize)
    }

    /// An `int` constant.
    pub fn const_int(&mut self, i: i64) -> OpRef {
        self.constant(Type::Int, i as u64)
    }

    /// A `float` constant.
    pub fn const_float(&mut self, f: f64) -> OpRef {
        self.constant(Type::Float, f.to_bits())
    }

    /// A `bool` constant.
    pub fn const_bool(&mut self, b: bool) -> OpRef {
        self.constant(Type::Bool, u64::from(b))
    }

    /// A `val` constant.
    pub fn const_val(&mut self, word: u64) -> OpRef {
        self.constant(Type::Val, word)
    }

    /// A `ref` constant. The embedding keeps the object alive as long as the trace.
    pub fn const_ref(&mut self, address: u64) -> OpRef {
        self.constant(Type::Ref, address)
    }

    /// A `ptr` constant.
    pub fn const_ptr(&mut self, address: u64) -> OpRef {
        self.constant(Type::Ptr, address)
    }

    /// The constant, if `r` is one.
    pub fn as_const(&self, r: OpRef) -> Option<Const> {
        if r.is_const() { self.consts.get(r.index()).copied() } else { None }
    }

    /// The integer, if `r` is an `int` constant.
    pub fn as_int(&self, r: OpRef) -> Option<i64> {
        self.as_const(r).filter(|c| c.ty == Type::Int).map(|c| c.bits as i64)
    }

    /// The float, if `r` is a `float` constant.
    pub fn as_float(&self, r: OpRef) -> Option<f64> {
        self.as_const(r).filter(|c| c.ty == Type::Float).map(|c| f64::from_bits(c.bits))
    }

    /// The truth value, if `r` is a `bool` constant.
    pub fn as_bool(&self, r: OpRef) -> Option<bool> {
        self.as_const(r).filter(|c| c.ty == Type::Bool).map(|c| c.bits != 0)
    }

    /// All constants.
    pub fn consts(&self) -> &[Const] {
        &self.consts
    }

    // Values and instructions.

    /// The type of a value.
    pub fn ty(&self, r: OpRef) -> Type {
        match r {
            OpRef::NONE => Type::Void,
            r if r.is_const() => self.consts.get(r.index()).map_or(Type::Void, |c| c.ty),
            r => self.insts.get(r.index()).map_or(Type::Void, |i| i.ty),
        }
    }

    /// The instruction that makes a value.
    ///
    /// # Panics
    /// If `r` is a constant.
    pub fn inst(&self, r: OpRef) -> &Inst {
        assert!(r.is_inst(), "{r:?} is no instruction");
        &self.insts[r.index()]
    }

    /// The same, to be changed.
    ///
    /// # Panics
    /// If `r` is a constant.
    pub fn inst_mut(&mut self, r: OpRef) -> &mut Inst {
        assert!(r.is_inst(), "{r:?} is no instruction");
        &mut self.insts[r.index()]
    }

    /// The instruction that makes a value, if it is one with this operation.
    pub fn as_op(&self, r: OpRef, op: Op) -> Option<&Inst> {
        if r.is_inst() { Some(self.inst(r)).filter(|i| i.op == op) } else { None }
    }

    /// The operands of the instruction `r`.
    pub fn args(&self, r: OpRef) -> &[OpRef] {
        self.args_of(&self.inst(r).args)
    }

    /// The operands in `list`.
    pub fn args_of<'a>(&'a self, list: &'a ArgList) -> &'a [OpRef] {
        let n = list.len();
        if n <= 3 {
            &list.inline[..n]
        } else {
            let start = list.inline[0].index();
            &self.lists[start..start + n]
        }
    }

    /// The operands of the instruction `r`, to be replaced.
    pub fn args_mut(&mut self, r: OpRef) -> &mut [OpRef] {
        assert!(r.is_inst(), "{r:?} is no instruction");
        let list = &mut self.insts[r.index()].args;
        let n = list.len();
        if n <= 3 {
            &mut list.inline[..n]
        } else {
            let start = list.inline[0].index();
            &mut self.lists[start..start + n]
        }
    }

    /// The operand number `n` of `r`.
    pub fn arg(&self, r: OpRef, n: usize) -> OpRef {
        self.args(r)[n]
    }

    /// Operands for a new instruction.
    pub fn make_args(&mut self, args: &[OpRef]) -> ArgList {
        let mut list = ArgList { len: args.len() as u32, inline: [OpRef::NONE; 3] };
        if args.len() <= 3 {
            list.inline[..args.len()].copy_from_slice(args);
        } else {
            list.inline[0] = OpRef::inst(self.lists.len());
            self.lists.extend_from_slice(args);
        }
        list
    }

    /// Adds an instruction to the arena, not yet to the order.
    pub fn add(&mut self, inst: Inst) -> OpRef {
        self.insts.push(inst);
        OpRef::inst(self.insts.len() - 1)
    }

    /// Adds an instruction at the end.
    pub fn push(&mut self, inst: Inst) -> OpRef {
        let r = self.add(inst);
        self.order.push(r);
        r
    }

    /// Builds an instruction and adds it at the end; the type of the result is looked up.
    ///
    /// # Panics
    /// If the table leaves the type to the emitter (`input`, `phi`): use [`Trace::emit_typed`].
    pub fn emit(&mut self, descrs: &Descrs, op: Op, imm: u32, args: &[OpRef], snap: Option<SnapId>) -> OpRef {
        let ty = match result_type(descrs, op, imm) {
            Some(ty) => ty,
            None => panic!("the type of `{}` is for its emitter to say", op.mnemonic()),
        };
        self.emit_typed(op, ty, imm, args, snap)
    }

    /// Builds an instruction with a result of type `ty` and adds it at the end.
    pub fn emit_typed(&mut self, op: Op, ty: Type, imm: u32, args: &[OpRef], snap: Option<SnapId>) -> OpRef {
        let args = self.make_args(args);
        self.push(Inst { op, ty, args, imm, snap, place: PlaceId(0) })
    }

    // Snapshots.

    /// Adds a snapshot; equal to the last one, it is shared.
    pub fn add_snap(&mut self, snap: Snapshot) -> SnapId {
        if self.snaps.last() != Some(&snap) {
            self.snaps.push(snap);
        }
        SnapId::new(self.snaps.len() - 1)
    }

    /// The snapshot.
    pub fn snap(&self, id: SnapId) -> &Snapshot {
        &self.snaps[id.index()]
    }

    /// Adds a virtual object.
    pub fn add_virtual(&mut self, v: Virtual) -> VirtualId {
        self.virtuals.push(v);
        VirtualId(self.virtuals.len() as u32 - 1)
    }

    /// The virtual object.
    pub fn virtual_object(&self, id: VirtualId) -> &Virtual {
        &self.virtuals[id.0 as usize]
    }

    /// The SSA values that an exit needs, each once, in the order of the exit buffer: in the order of
    /// [`Snapshot::each_source`], virtual objects opened where they are first met, then what only
    /// [`Snapshot::owned`] names. Constants are not among them.
    pub fn live_values(&self, id: SnapId) -> Vec<OpRef> {
        let mut live = Vec::new();
        let mut seen = std::collections::HashSet::new();
        let mut opened = std::collections::HashSet::new();
        let snap = self.snap(id);
        let mut work = Vec::new();
        snap.each_source(|s| work.push(s));
        work.reverse();
        while let Some(source) = work.pop() {
            match source {
                Source::Value(r) if r.is_inst() => {
                    if seen.insert(r) {
                        live.push(r);
                    }
                }
                Source::Value(_) => {}
                Source::Virtual(v) => {
                    if opened.insert(v) {
                        let v = self.virtual_object(v);
                        let inner = v.fields.iter().map(|f| f.1).chain(v.items.iter().copied());
                        work.extend(inner.collect::<Vec<_>>().into_iter().rev());
                    }
                }
            }
        }
        for &r in &snap.owned {
            if r.is_inst() && seen.insert(r) {
                live.push(r);
            }
        }
        live
    }

    // Structure.

    /// The index of `loop_start` in the order.
    pub fn loop_start(&self) -> Option<usize> {
        self.order.iter().position(|&r| self.inst(r).op == Op::LoopStart)
    }

    /// The phis of the loop, in order: what a `jump_loop` passes values to.
    pub fn phis(&self) -> Vec<OpRef> {
        match self.loop_start() {
            Some(i) => self.order[i + 1..].iter().copied().take_while(|&r| self.inst(r).op == Op::Phi).collect(),
            None => Vec::new(),
        }
    }

    /// The instruction that ends the trace, if it is finished.
    pub fn end(&self) -> Option<OpRef> {
        self.order.last().copied().filter(|&r| self.inst(r).op.is_terminal())
    }

    /// The parent exit of a bridge.
    pub fn parent(&self) -> Option<ExitId> {
        match self.kind {
            TraceKind::Root => None,
            TraceKind::Bridge(exit) => Some(exit),
        }
    }
}

/// The type of an operation's result, unless the emitter says it.
pub fn result_type(descrs: &Descrs, op: Op, imm: u32) -> Option<Type> {
    match op.info().outcome {
        Outcome::Elem => Some(elem_type(descrs, op, imm)),
        Outcome::Callee => Some(descrs.call(CallId(imm)).result),
        outcome => outcome.fixed(),
    }
}

/// The type of the memory cell that an access names.
pub fn elem_type(descrs: &Descrs, op: Op, imm: u32) -> Type {
    match op.info().imm {
        Imm::Field => descrs.field(FieldId(imm)).kind.ty(),
        Imm::Array => descrs.array(ArrayId(imm)).kind.ty(),
        _ => Type::Void,
    }
}
