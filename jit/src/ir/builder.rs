//! `TraceBuilder`: what a recorder writes traces with. One method per operation.
//!
//! The builder folds only what costs nothing to see: an unboxing right after its boxing and the other way round. All
//! else is the optimiser's. It keeps the current [`Place`] and stamps instructions with it.

use super::descr::{ArrayId, CallId, Descrs, FieldId, TypeId};
use super::ops::{Op, for_each_op};
use super::snapshot::{SnapId, Snapshot, Source};
use super::trace::{OpRef, Place, PlaceId, Trace, TraceKind};
use super::tree::{ExitId, TraceId, Tree};
use super::types::Type;
use std::collections::HashMap;
use std::sync::Arc;

/// A point of a trace to which [`TraceBuilder::cut`] goes back.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mark {
    /// Instructions written by then.
    pub insts: usize,
    snaps: usize,
}

/// Appends to a trace.
#[derive(Debug)]
pub struct TraceBuilder {
    trace: Trace,
    descrs: Arc<Descrs>,
    place: PlaceId,
    slots: HashMap<i32, OpRef>,
    inputs: Vec<OpRef>,
}

macro_rules! method {
    (special $(#[$doc:meta])* $op:ident $name:ident ($($arg:ident),*)) => {};
    (plain $(#[$doc:meta])* $op:ident $name:ident ($($arg:ident),*)) => {
        $(#[$doc])*
        pub fn $name(&mut self, $($arg: OpRef),*) -> OpRef {
            self.emit(Op::$op, 0, &[$($arg),*], None)
        }
    };
    (exits $(#[$doc:meta])* $op:ident $name:ident ($($arg:ident),*)) => {
        $(#[$doc])*
        pub fn $name(&mut self, $($arg: OpRef,)* snap: SnapId) -> OpRef {
            self.emit(Op::$op, 0, &[$($arg),*], Some(snap))
        }
    };
}

macro_rules! define_methods {
    ($($(#[$doc:meta])* $shape:ident $op:ident $name:ident ($($arg:ident : $operand:ident),*)
        -> $outcome:ident, $imm:ident, $effect:ident $(, $commutes:ident)?;)*) => {
        /// The operations whose methods follow from the table. Guards without a result give a reference to
        /// themselves that nobody needs.
        impl TraceBuilder {
            $(method! { $shape $(#[$doc])* $op $name ($($arg),*) })*
        }
    };
}
for_each_op!(define_methods);

impl TraceBuilder {
    /// Starts a root trace: at `pc` of `code`, whose frame has `nslots` slots.
    pub fn root(descrs: Arc<Descrs>, code: u64, pc: u32, nslots: u32) -> TraceBuilder {
        TraceBuilder::over(descrs, Trace::new(TraceKind::Root, code, pc, nslots))
    }

    fn over(descrs: Arc<Descrs>, trace: Trace) -> TraceBuilder {
        TraceBuilder { trace, descrs, place: PlaceId(0), slots: HashMap::new(), inputs: Vec::new() }
    }

    /// Starts a bridge at an exit of `tree`, with one input per live value; [`TraceBuilder::inputs`] has them.
    pub fn bridge(descrs: Arc<Descrs>, tree: &Tree, exit: ExitId) -> TraceBuilder {
        let (parent, snap) = tree.exit_snapshot(exit);
        let root = tree.root();
        let mut trace = Trace::new(TraceKind::Bridge(exit), root.code, root.pc, root.nslots);
        let inputs: Vec<OpRef> = parent
            .live_values(snap)
            .into_iter()
            .enumerate()
            .map(|(i, live)| trace.emit_typed(Op::Input, parent.ty(live), i as u32, &[], None))
            .collect();
        TraceBuilder { inputs, ..TraceBuilder::over(descrs, trace) }
    }

    /// The inputs of a bridge, in the order of the parent's [`Trace::live_values`].
    pub fn inputs(&self) -> &[OpRef] {
        &self.inputs
    }

    /// For a bridge: the value, as a tagged word, of something that the parent exit describes. Raw numbers are boxed
    /// again, virtual objects made again, each where it is first asked for; the optimiser sees through both.
    ///
    /// `made` remembers the virtual objects of this exit: pass the same map for all slots.
    pub fn parent_source(&mut self, tree: &Tree, source: Source, made: &mut HashMap<u32, OpRef>) -> OpRef {
        let raw = self.parent_raw(tree, source, made);
        self.to_val(raw)
    }

    /// The value of a parent's source in its own type.
    fn parent_raw(&mut self, tree: &Tree, source: Source, made: &mut HashMap<u32, OpRef>) -> OpRef {
        let Some(exit) = self.trace.parent() else { panic!("only bridges have a parent exit") };
        let (parent, snap) = tree.exit_snapshot(exit);
        match source {
            Source::Value(r) => match parent.as_const(r) {
                Some(c) => self.trace.constant(c.ty, c.bits),
                None => match parent.live_values(snap).iter().position(|&l| l == r) {
                    Some(i) => self.inputs[i],
                    None => panic!("{r:?} is not live at the parent exit"),
                },
            },
            Source::Virtual(id) => {
                if let Some(&object) = made.get(&id.0) {
                    return object;
                }
                let v = parent.virtual_object(id).clone();
                let items = self.descrs.object_type(v.ty).items.clone();
                let object = match &items {
                    Some(_) => self.new_var(v.ty, v.items.len()),
                    None => self.new_object(v.ty),
                };
                made.insert(id.0, object);
                for (field, source) in &v.fields {
                    let ty = self.descrs.field(*field).kind.ty();
                    let raw = self.parent_raw(tree, *source, made);
                    let value = self.convert(raw, ty);
                    self.set_field(object, *field, value);
                }
                for (i, source) in v.items.iter().enumerate() {
                    let array = match &items {
                        Some(items) => items.array,
                        None => panic!("virtual object with items of a type without"),
                    };
                    let ty = self.descrs.array(array).kind.ty();
                    let raw = self.parent_raw(tree, *source, made);
                    let value = self.convert(raw, ty);
                    let index = self.const_int(i as i64);
                    self.array_set(object, index, array, value);
                }
                object
            }
        }
    }

    /// The trace so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// How much has been written.
    pub fn mark(&self) -> Mark {
        Mark { insts: self.trace.order.len(), snaps: self.trace.snaps.len() }
    }

    /// Takes back everything since a mark. Only an end may follow: what was taken back is still known by name.
    pub fn cut(&mut self, mark: Mark) {
        self.trace.order.truncate(mark.insts);
        self.trace.snaps.truncate(mark.snaps);
    }

    /// The trace, finished by the caller's terminal operation.
    pub fn finish_trace(self) -> Trace {
        debug_assert!(self.trace.end().is_some(), "the trace has no end");
        self.trace
    }

    /// The shared descriptors.
    pub fn descrs(&self) -> &Arc<Descrs> {
        &self.descrs
    }

    /// Says where the instructions that follow come from.
    pub fn set_place(&mut self, code: u64, pc: u32, depth: u32) {
        let place = Place { code, pc, depth };
        if self.trace.places.last() != Some(&place) {
            self.trace.places.push(place);
        }
        self.place = PlaceId(self.trace.places.len() as u32 - 1);
    }

    /// Type of a value.
    pub fn ty(&self, r: OpRef) -> Type {
        self.trace.ty(r)
    }

    fn emit(&mut self, op: Op, imm: u32, args: &[OpRef], snap: Option<SnapId>) -> OpRef {
        if let Some(known) = self.fold(op, args) {
            return known;
        }
        let r = self.trace.emit(&self.descrs, op, imm, args, snap);
        self.trace.inst_mut(r).place = self.place;
        r
    }

    /// Boxing undone by unboxing and the other way round.
    fn fold(&self, op: Op, args: &[OpRef]) -> Option<OpRef> {
        let made_by = |r: OpRef, ops: &[Op]| {
            let inst = if r.is_inst() { self.trace.inst(r) } else { return None };
            ops.contains(&inst.op).then(|| self.trace.arg(r, 0))
        };
        match op {
            Op::UnboxInt | Op::IntOfVal => made_by(args[0], &[Op::BoxInt, Op::BoxFixnum]),
            Op::BoxInt | Op::BoxFixnum => made_by(args[0], &[Op::UnboxInt, Op::IntOfVal]),
            Op::UnboxUint => made_by(args[0], &[Op::BoxUint]),
            Op::BoxUint => made_by(args[0], &[Op::UnboxUint]),
            Op::IntOfUint => made_by(args[0], &[Op::UintOfInt]),
            Op::UintOfInt => made_by(args[0], &[Op::IntOfUint]),
            Op::UnboxFloat | Op::FloatOfVal => made_by(args[0], &[Op::BoxFloat]),
            Op::ValToRef | Op::RefOfVal => made_by(args[0], &[Op::RefToVal]),
            Op::RefToVal => made_by(args[0], &[Op::ValToRef, Op::RefOfVal]),
            Op::ValIsTrue => made_by(args[0], &[Op::BoolToVal]),
            _ => None,
        }
    }

    // Constants.

    /// An `int` constant.
    pub fn const_int(&mut self, i: i64) -> OpRef {
        self.trace.const_int(i)
    }

    /// A `uint` constant.
    pub fn const_uint(&mut self, u: u64) -> OpRef {
        self.trace.constant(Type::Uint, u)
    }

    /// A `float` constant.
    pub fn const_float(&mut self, f: f64) -> OpRef {
        self.trace.const_float(f)
    }

    /// A `bool` constant.
    pub fn const_bool(&mut self, b: bool) -> OpRef {
        self.trace.const_bool(b)
    }

    /// A `val` constant.
    pub fn const_val(&mut self, word: u64) -> OpRef {
        self.trace.const_val(word)
    }

    /// A `ref` constant; the embedding keeps the object alive.
    pub fn const_ref(&mut self, address: u64) -> OpRef {
        self.trace.const_ref(address)
    }

    /// A `ptr` constant.
    pub fn const_ptr(&mut self, address: u64) -> OpRef {
        self.trace.const_ptr(address)
    }

    // Operations with an immediate.

    /// What the slot held at entry. Asked again, the same value.
    pub fn slot(&mut self, index: i32) -> OpRef {
        if let Some(&r) = self.slots.get(&index) {
            return r;
        }
        let r = self.emit(Op::Slot, index as u32, &[], None);
        self.slots.insert(index, r);
        r
    }

    /// Loads a field.
    pub fn get_field(&mut self, object: OpRef, field: FieldId) -> OpRef {
        self.emit(Op::GetField, field.0, &[object], None)
    }

    /// Stores a field.
    pub fn set_field(&mut self, object: OpRef, field: FieldId, value: OpRef) {
        self.emit(Op::SetField, field.0, &[object, value], None);
    }

    /// Loads an element.
    pub fn array_get(&mut self, object: OpRef, index: OpRef, array: ArrayId) -> OpRef {
        self.emit(Op::ArrayGet, array.0, &[object, index], None)
    }

    /// Stores an element.
    pub fn array_set(&mut self, object: OpRef, index: OpRef, array: ArrayId, value: OpRef) {
        self.emit(Op::ArraySet, array.0, &[object, index, value], None);
    }

    /// Makes an object of fixed size.
    pub fn new_object(&mut self, ty: TypeId) -> OpRef {
        self.emit(Op::New, ty.0, &[], None)
    }

    /// Makes an object with `count` trailing items.
    pub fn new_var(&mut self, ty: TypeId, count: usize) -> OpRef {
        let n = self.const_int(count as i64);
        let object = self.emit(Op::NewVar, ty.0, &[n], None);
        let len = self.descrs.object_type(ty).items.as_ref().and_then(|i| i.len);
        debug_assert!(len.is_none_or(|f| self.descrs.field(f).kind.ty() == Type::Int));
        object
    }

    /// Calls; the reference is the result, meaningless for a call without one.
    pub fn call(&mut self, call: CallId, args: &[OpRef]) -> OpRef {
        self.emit(Op::Call, call.0, args, None)
    }

    /// Writes the frames to memory before a call that may look at them.
    pub fn sync_frames(&mut self, snap: SnapId) {
        self.emit(Op::SyncFrames, 0, &[], Some(snap));
    }

    // Ends.

    /// Closes a recorded loop; the snapshot is the state of all slots at the end.
    pub fn jump(&mut self, end: SnapId) {
        self.emit(Op::Jump, 0, &[], Some(end));
    }

    /// Goes on in the header of a loop, with one value per phi.
    pub fn jump_loop(&mut self, target: TraceId, args: &[OpRef]) {
        self.emit(Op::JumpLoop, target.0, args, None);
    }

    /// Writes the slots and starts the tree's root trace again.
    pub fn jump_entry(&mut self, end: SnapId) {
        self.emit(Op::JumpEntry, 0, &[], Some(end));
    }

    /// Writes the slots and goes on in another tree, in the same frame.
    pub fn jump_tree(&mut self, cell: u64, end: SnapId) {
        let cell = self.const_ptr(cell);
        self.emit(Op::JumpTree, 0, &[cell], Some(end));
    }

    /// Leaves to the interpreter.
    pub fn exit(&mut self, snap: SnapId) {
        self.emit(Op::Exit, 0, &[], Some(snap));
    }

    /// Leaves to the caller of the trace with a result.
    pub fn finish(&mut self, result: OpRef, snap: SnapId) {
        self.emit(Op::Finish, 0, &[result], Some(snap));
    }

    // Snapshots and conversions.

    /// Adds a snapshot; equal to the last one, it is shared.
    pub fn snapshot(&mut self, snap: Snapshot) -> SnapId {
        self.trace.add_snap(snap)
    }

    /// The value as a tagged word: boxed if it is raw.
    ///
    /// # Panics
    /// For a raw address, which has no tagged word.
    pub fn to_val(&mut self, r: OpRef) -> OpRef {
        match self.ty(r) {
            Type::Val => r,
            Type::Int => self.box_int(r),
            Type::Uint => self.box_uint(r),
            Type::Float => self.box_float(r),
            Type::Bool => self.bool_to_val(r),
            Type::Ref => self.ref_to_val(r),
            Type::Ptr | Type::Void => panic!("no tagged word for {r:?}"),
        }
    }

    /// The value as type `ty`, where it is known that it can be.
    fn convert(&mut self, r: OpRef, ty: Type) -> OpRef {
        match (self.ty(r), ty) {
            (from, to) if from == to => r,
            (_, Type::Val) => self.to_val(r),
            (Type::Val, Type::Int) => self.int_of_val(r),
            (Type::Val, Type::Float) => self.float_of_val(r),
            (Type::Val, Type::Ref) => self.ref_of_val(r),
            (from, to) => panic!("no way from {from} to {to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::descr::{AliasClass, FieldDescr, TypeDescr};
    use crate::ir::snapshot::{FrameSnap, Virtual};
    use crate::ir::text::print_trace;
    use crate::ir::types::MemKind;
    use crate::ir::verify::verify_tree;
    use crate::ir::word;

    fn frame() -> Snapshot {
        let frame = FrameSnap { code: 1, pc: 0, return_action: 0, base: 0, nslots: 4, owner: None };
        Snapshot { frames: vec![frame], ..Snapshot::default() }
    }

    #[test]
    fn boxing_and_unboxing_cancel_out() {
        let mut b = TraceBuilder::root(Arc::new(Descrs::new()), 1, 0, 4);
        let s = b.snapshot(frame());
        let v = b.slot(0);
        assert_eq!(b.slot(0), v, "a slot is read once");
        let i = b.unbox_int(v, s);
        assert_eq!(b.to_val(i), v);
        let one = b.const_int(1);
        let j = b.int_add_ovf(i, one, s);
        let boxed = b.to_val(j);
        assert_eq!(b.unbox_int(boxed, s), j);
        let f = b.int_to_float(j);
        let boxed = b.to_val(f);
        assert_eq!(b.unbox_float(boxed, s), f);
    }

    #[test]
    fn equal_snapshots_in_a_row_are_shared() {
        let mut b = TraceBuilder::root(Arc::new(Descrs::new()), 1, 0, 4);
        let v = b.slot(0);
        let first = b.snapshot(frame());
        assert_eq!(b.snapshot(frame()), first);
        let mut other = frame();
        other.set_slot(2, Source::Value(v));
        assert_ne!(b.snapshot(other), first);
    }

    /// A root trace whose only exit has an integer, a constant and two virtual objects that refer to each other.
    fn parent(descrs: &Arc<Descrs>) -> (Tree, ExitId) {
        let next = descrs.intern_field(FieldDescr::new("NEXT", 16, MemKind::Val, AliasClass(2)));
        let value = descrs.intern_field(FieldDescr::new("VALUE", 24, MemKind::F64, AliasClass(3)));
        let fields = vec![(next, word::NONE), (value, 0)];
        let ty = TypeDescr { name: "NODE".into(), size: 32, type_word: 0x5000, flags: 0, fields, items: None };
        let ty = descrs.intern_type(ty);
        let mut b = TraceBuilder::root(descrs.clone(), 1, 0, 4);
        let s = b.snapshot(frame());
        let v = b.slot(0);
        let i = b.unbox_int(v, s);
        let f = b.int_to_float(i);
        let c = b.const_val(word::TRUE);
        let mut t = b.trace;
        t.virtuals.push(Virtual {
            ty,
            fields: vec![(next, virtual_source(1)), (value, Source::Value(f))],
            items: vec![],
        });
        t.virtuals.push(Virtual { ty, fields: vec![(next, virtual_source(0))], items: vec![] });
        let mut snap = frame();
        snap.slots = vec![(0, Source::Value(i)), (1, Source::Value(c)), (2, virtual_source(0)), (3, virtual_source(1))];
        let exit = t.add_snap(snap);
        t.emit(descrs, Op::GuardInt, 0, &[v], Some(exit));
        t.emit(descrs, Op::Exit, 0, &[], Some(s));
        let tree = Tree::unoptimised(t);
        let id = tree.nodes[0].exit(exit).unwrap();
        (tree, id)
    }

    fn virtual_source(id: u32) -> Source {
        Source::Virtual(crate::ir::snapshot::VirtualId(id))
    }

    #[test]
    fn a_bridge_makes_again_what_its_parent_exit_describes() {
        let descrs = Arc::new(Descrs::new());
        let (mut tree, exit) = parent(&descrs);
        let slots = tree.exit_snapshot(exit).0.snap(tree.exit(exit).snap).slots.clone();
        let mut b = TraceBuilder::bridge(descrs.clone(), &tree, exit);
        let mut made = HashMap::new();
        let mut end = frame();
        for (i, source) in slots {
            let r = b.parent_source(&tree, source, &mut made);
            end.set_slot(i, Source::Value(r));
        }
        let end = b.snapshot(end);
        b.exit(end);
        let trace = b.finish_trace();
        let expected = "\
trace bridge exit=1 code=1 pc=0 slots=4
  v0: int = input 0
  v1: float = input 1
  v2: val = box_int v0
  v3: ref = new NODE
  v4: ref = new NODE
  v5: val = ref_to_val v3
  set_field NEXT, v4, v5
  v7: val = ref_to_val v4
  set_field NEXT, v3, v7
  set_field VALUE, v3, v1
  v10: val = ref_to_val v3
  v11: val = ref_to_val v4
  exit ! s0
  s0: [code=1 pc=0 base=0 n=4] 0=v2 1=#true 2=v10 3=v11
";
        assert_eq!(print_trace(&trace, &descrs), expected);
        tree.add(trace.clone(), trace);
        verify_tree(&tree, &descrs).unwrap();
    }
}
