//! Random traces: a preamble, mostly a loop, operations of all kinds on values of all kinds, guards that sometimes fail.
//!
//! Everything follows from a seed. The operations are drawn from the table, so that one which is added there is tested
//! here without further ado, unless [`is_drawn`] excludes it.

mod bridges;
pub mod recorded;

use super::harness::Case;
use std::sync::Arc;
use taipan_jit::ir::descr::AliasClass;
use taipan_jit::ir::ops::{Effect, Imm, Operand};
use taipan_jit::ir::text::{print_descrs, print_trace};
use taipan_jit::ir::trace::result_type;
use taipan_jit::ir::{
    Descrs, FieldDescr, FieldId, FrameSnap, MemKind, Op, OpRef, SnapId, Snapshot, Source, Trace, TraceKind, Type,
    TypeDescr, TypeId, word,
};

const SLOTS: i32 = 6;
/// The slot that always holds an object.
const OBJECT: i32 = 5;
const POINT_TYPE: u64 = 0x5000;
const ITERATIONS: i64 = 7;

/// A case for the `run` command: the trace, bridges on some of its exits, and a world for them.
pub fn case(seed: u64) -> Case {
    let (trace, descrs) = trace(seed);
    let bridges = bridges::texts(seed, &trace, &descrs);
    let mut rng = Rng(seed ^ 0x5107);
    let slots: Vec<String> = (0..OBJECT).map(|i| format!("{i}={}", rng.pick(&SLOT_VALUES))).collect();
    let directives = vec!["object p = POINT X=#3 F=2.5".to_owned(), format!("slots {} {OBJECT}=&p", slots.join(" "))];
    Case { directives, input: print_descrs(&descrs) + &print_trace(&trace, &descrs) + &bridges }
}

const SLOT_VALUES: [&str; 10] =
    ["#0", "#1", "#-1", "#7", "#4611686018427387903", "#-4611686018427387904", "#0.0", "#1.5", "#-1e10", "#none"];

/// A trace, numbered in order, and its descriptors.
pub fn trace(seed: u64) -> (Trace, Arc<Descrs>) {
    let descrs = Arc::new(Descrs::new());
    let mut g = Generator::new(Rng(seed), descrs.clone());
    g.generate();
    (g.trace.compact(), descrs)
}

/// Operations that are drawn by their signature alone. The others want a promise about their operands (in range, not
/// zero, of the right kind), or show bits that machines choose freely (of a NaN).
fn is_drawn(op: Op) -> bool {
    let excluded = [
        Op::IntFloorDiv,
        Op::IntMod,
        Op::IntUDiv,
        Op::IntUMod,
        Op::IntMulAddMod,
        Op::IntResidue,
        Op::WholeFloorDiv,
        Op::WholeMod,
        Op::WholeShl,
        Op::WholeShr,
        Op::BoxFixnum,
        Op::IntOfVal,
        Op::FloatOfVal,
        Op::RefOfVal,
        Op::ValToRef,
        Op::FloatToBits,
        Op::BitsToFloat,
        Op::GuardNoRaise,
    ];
    let info = op.info();
    let drawn = matches!(info.effect, Effect::Pure | Effect::Alloc | Effect::ReadType | Effect::ReadShape);
    drawn && info.imm == Imm::None && !excluded.contains(&op)
}

/// A small generator of numbers (xorshift with multiplication).
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

struct Generator {
    rng: Rng,
    descrs: Arc<Descrs>,
    trace: Trace,
    /// Values that may be used, by type.
    values: Vec<(Type, OpRef)>,
    /// Words that are integers of any size.
    wholes: Vec<OpRef>,
    /// What the snapshot says about the slots.
    slots: Vec<(i32, OpRef)>,
    point: TypeId,
    val_field: FieldId,
    float_field: FieldId,
}

impl Generator {
    fn new(rng: Rng, descrs: Arc<Descrs>) -> Self {
        descrs.name_address(POINT_TYPE, "POINT_TYPE");
        let val_field = descrs.intern_field(FieldDescr::new("X", 16, MemKind::Val, AliasClass(2)));
        let float_field = descrs.intern_field(FieldDescr::new("F", 24, MemKind::F64, AliasClass(3)));
        let point = descrs.intern_type(TypeDescr {
            name: "POINT".to_owned(),
            size: 32,
            type_word: POINT_TYPE,
            flags: 3 << 8,
            fields: vec![(val_field, word::NONE), (float_field, 0)],
            items: None,
        });
        let trace = Trace::new(TraceKind::Root, 1, 0, SLOTS as u32);
        let (values, slots) = (Vec::new(), Vec::new());
        Generator { rng, descrs, trace, values, wholes: Vec::new(), slots, point, val_field, float_field }
    }

    fn generate(&mut self) {
        for i in 0..SLOTS {
            let v = self.emit(Op::Slot, i as u32, &[], None);
            if i == OBJECT {
                let snap = self.snap();
                self.emit(Op::ValToRef, 0, &[v], Some(snap));
            }
        }
        let n = self.rng.below(12);
        self.some_ops(n);
        if self.rng.below(4) == 0 {
            let snap = self.snap();
            self.emit(Op::Exit, 0, &[], Some(snap));
        } else {
            self.looping();
        }
    }

    fn looping(&mut self) {
        let before: Vec<(Type, OpRef)> = (0..self.rng.below(4)).map(|_| self.any_value()).collect();
        let zero = self.trace.const_int(0);
        self.emit(Op::LoopStart, 0, &[], None);
        let counter = self.trace.emit_typed(Op::Phi, Type::Int, 0, &[zero, zero], None);
        let phis: Vec<(Type, OpRef)> =
            before.iter().map(|&(ty, r)| (ty, self.trace.emit_typed(Op::Phi, ty, 0, &[r, r], None))).collect();
        self.values.extend(&phis);
        self.values.push((Type::Int, counter));
        let limit = self.trace.const_int(ITERATIONS);
        let more = self.emit(Op::IntLt, 0, &[counter, limit], None);
        let snap = self.snap();
        self.emit(Op::GuardTrue, 0, &[more], Some(snap));
        let n = 2 + self.rng.below(25);
        self.some_ops(n);
        let one = self.trace.const_int(1);
        let next = self.emit(Op::IntAdd, 0, &[counter, one], None);
        self.trace.args_mut(counter)[1] = next;
        for (ty, phi) in phis {
            let after = self.value(ty);
            self.trace.args_mut(phi)[1] = after;
        }
        self.emit(Op::Jump, 0, &[], None);
    }

    fn some_ops(&mut self, n: usize) {
        let drawn: Vec<Op> = Op::ALL.iter().copied().filter(|op| is_drawn(*op)).collect();
        for _ in 0..n {
            match self.rng.below(10) {
                0 => self.memory(),
                1 => self.change_slot(),
                _ => {
                    let op = self.rng.pick(&drawn);
                    self.table_op(op);
                }
            }
        }
    }

    fn table_op(&mut self, op: Op) {
        let mut args: Vec<OpRef> = Vec::new();
        for &operand in op.info().operands {
            let first = args.first().map_or(Type::Void, |a| self.trace.ty(*a));
            args.push(self.operand(operand, first));
        }
        // Most guards on random values fail at once; keep some that end the run later, or never.
        if op.is_guard() && self.rng.below(3) != 0 {
            return;
        }
        let snap = op.exits().then(|| self.snap());
        self.emit(op, 0, &args, snap);
    }

    fn operand(&mut self, operand: Operand, first: Type) -> OpRef {
        match operand {
            Operand::Int => self.value(Type::Int),
            Operand::Float => self.value(Type::Float),
            Operand::Bool => self.value(Type::Bool),
            Operand::Ref | Operand::Obj => self.value(Type::Ref),
            Operand::Uint => self.value(Type::Uint),
            Operand::Whole if self.wholes.is_empty() || self.rng.below(6) == 0 => {
                let i = self.rng.pick(&[0, 1, -1, 63, word::FIXNUM_MAX, word::FIXNUM_MIN]);
                self.trace.const_val(word::fixnum_wrapping(i))
            }
            Operand::Whole => {
                let all = self.wholes.clone();
                self.rng.pick(&all)
            }
            Operand::Val | Operand::Counted => self.value(Type::Val),
            Operand::Word => {
                let ty = self.rng.pick(&[Type::Int, Type::Val]);
                self.value(ty)
            }
            Operand::Same => self.value(first),
            Operand::SameConst => self.constant(first),
            Operand::IntConst => self.trace.const_int(3),
            Operand::PtrConst | Operand::Ptr => self.trace.const_ptr(POINT_TYPE),
            Operand::Any | Operand::Elem | Operand::Args | Operand::Phis => unreachable!("not drawn"),
        }
    }

    fn memory(&mut self) {
        let object = self.value(Type::Ref);
        let (field, ty) = self.rng.pick(&[(self.val_field, Type::Val), (self.float_field, Type::Float)]);
        match self.rng.below(3) {
            0 => {
                self.emit(Op::New, self.point.0, &[], None);
            }
            1 => {
                self.emit(Op::GetField, field.0, &[object], None);
            }
            _ => {
                let value = self.value(ty);
                self.emit(Op::SetField, field.0, &[object, value], None);
            }
        }
    }

    fn change_slot(&mut self) {
        let slot = self.rng.below(OBJECT as usize) as i32;
        let value = self.any_value().1;
        self.slots.retain(|s| s.0 != slot);
        self.slots.push((slot, value));
        self.slots.sort_by_key(|s| s.0);
    }

    fn snap(&mut self) -> SnapId {
        let frame = FrameSnap { code: 1, pc: 0, return_action: 0, base: 0, nslots: SLOTS as u32, owner: None };
        let slots = self.slots.iter().map(|&(i, r)| (i, Source::Value(r))).collect();
        self.trace.add_snap(Snapshot { frames: vec![frame], slots, ..Snapshot::default() })
    }

    fn any_value(&mut self) -> (Type, OpRef) {
        let ty = self.rng.pick(&[Type::Int, Type::Float, Type::Bool, Type::Val, Type::Ref]);
        (ty, self.value(ty))
    }

    /// A value of this type: one that is there, else a constant.
    fn value(&mut self, ty: Type) -> OpRef {
        let known: Vec<OpRef> = self.values.iter().filter(|v| v.0 == ty).map(|v| v.1).collect();
        if known.is_empty() || ty != Type::Ref && self.rng.below(6) == 0 {
            return self.constant(ty);
        }
        self.rng.pick(&known)
    }

    fn constant(&mut self, ty: Type) -> OpRef {
        match ty {
            Type::Int => {
                let i = self.rng.pick(&[0, 1, -1, 2, 63, 64, i64::MAX, i64::MIN, word::FIXNUM_MAX, 1 << 40, -12345]);
                self.trace.const_int(i)
            }
            Type::Uint => {
                let u = self.rng.pick(&[0, 1, 255, u64::MAX, 1 << 63, word::FIXNUM_MAX as u64 + 1]);
                self.trace.constant(Type::Uint, u)
            }
            Type::Float => {
                let f = self.rng.pick(&[0.0, -0.0, 1.0, -1.5, 0.1, 1e300, 1e18, 9.3e18, f64::INFINITY, 5e-324]);
                self.trace.const_float(f)
            }
            Type::Bool => {
                let b = self.rng.below(2) == 0;
                self.trace.const_bool(b)
            }
            Type::Val => {
                let words = [word::NONE, word::TRUE, word::FALSE, word::fixnum_wrapping(5), 2, word::EMPTY];
                let w = self.rng.pick(&words);
                self.trace.const_val(w)
            }
            Type::Ref | Type::Ptr | Type::Void => unreachable!("an object is always there"),
        }
    }

    fn emit(&mut self, op: Op, imm: u32, args: &[OpRef], snap: Option<SnapId>) -> OpRef {
        let r = self.trace.emit(&self.descrs, op, imm, args, snap);
        if matches!(op, Op::BoxInt | Op::BoxUint) || op.makes_whole() {
            self.wholes.push(r);
        }
        if let Some(ty) = result_type(&self.descrs, op, imm).filter(|ty| *ty != Type::Void) {
            self.values.push((ty, r));
        }
        r
    }
}
