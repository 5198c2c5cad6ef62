//! Whole trees, written with the builder: loops, exits, bridges, restarts, calls.

use std::sync::Arc;

use super::{CraneliftBackend, LowerOptions};
use crate::backend::Backend;
use crate::backend::context::{JitCtx, RuntimeFns};
use crate::ir::builder::TraceBuilder;
use crate::ir::descr::{CallDescr, CallEffects, Descrs, Linkage, Ownership};
use crate::ir::ops::Op;
use crate::ir::snapshot::{FrameSnap, SnapId, Snapshot, Source};
use crate::ir::trace::{OpRef, Trace, TraceKind};
use crate::ir::tree::{ExitId, TraceId, Tree};
use crate::ir::types::Type;
use crate::ir::word::{EngineConfig, FIXNUM_MAX, fixnum, fixnum_value};

extern "C" fn no_int(_: *mut JitCtx, value: i64) -> u64 {
    // Big enough to be told apart; the tests never look into it.
    value.cast_unsigned() & !7
}
extern "C" fn no_whole(_: *mut JitCtx, _: u64, _: u64, _: u64) -> u64 {
    unreachable!()
}
extern "C" fn no_float(_: *mut JitCtx, _: f64) -> u64 {
    8
}
extern "C" fn no_object(_: *mut JitCtx, _: u64) -> u64 {
    8
}
extern "C" fn no_release(_: *mut JitCtx, _: u64) {}
extern "C" fn no_completion(_: *mut JitCtx, _: u64, _: u64, _: *mut u64) -> u64 {
    unreachable!()
}
extern "C" fn sync(ctx: *mut JitCtx, exit: u64) {
    // SAFETY: the context is the caller's, the user word a counter of the test.
    unsafe { *(*ctx).user.cast::<u64>() += exit + 1 };
}

struct Rig {
    backend: CraneliftBackend,
    ctx: Box<JitCtx>,
    breaker: Box<u32>,
    synced: Box<u64>,
}

impl Rig {
    fn new() -> Self {
        let backend = CraneliftBackend::new(&EngineConfig::default()).unwrap();
        let fns = RuntimeFns {
            alloc_int: no_int,
            whole: no_whole,
            alloc_float: no_float,
            alloc_object: no_object,
            release_zero: no_release,
            sync_frames: sync,
            complete: no_completion,
        };
        let breaker = Box::new(0);
        let mut synced = Box::new(0u64);
        let mut ctx = JitCtx::new(backend.home().stubs(), fns, &raw const *breaker, std::ptr::null_mut());
        ctx.user = (&raw mut *synced).cast();
        Self { backend, ctx, breaker, synced }
    }

    fn run(&mut self, tree: &Tree, descrs: &Descrs, frame: &mut [u64]) -> ExitId {
        let code = self.backend.compile(tree, descrs).unwrap();
        // SAFETY: the traces touch the frame only.
        unsafe { self.backend.run(&code, &mut self.ctx, frame.as_mut_ptr()) }
    }
}

fn snapshot(trace: &mut Trace, pc: u32, slots: &[(i32, OpRef)]) -> SnapId {
    let frame = FrameSnap { code: 1, pc, return_action: 0, base: 0, nslots: 4, owner: None };
    let slots = slots.iter().map(|&(slot, r)| (slot, Source::Value(r))).collect();
    trace.add_snap(Snapshot { frames: vec![frame], slots, ..Snapshot::default() })
}

/// An optimised loop over int slots 0 (i) and 1 (sum): `while i < n: if i & 1: exit; sum += i; i += 1`.
/// Exits: 0 at entry, 1 when the loop is over, 2 when `i` is odd (if `odd`), 3 on overflow.
fn sum_loop(n: i64, odd: bool) -> Trace {
    let descrs = Descrs::new();
    let mut t = Trace::new(TraceKind::Root, 1, 0, 4);
    let entry = snapshot(&mut t, 0, &[]);
    let emit = |t: &mut Trace, op: Op, args: &[OpRef], snap| t.emit(&descrs, op, 0, args, snap);
    let slot0 = t.emit(&descrs, Op::Slot, 0, &[], None);
    let slot1 = t.emit(&descrs, Op::Slot, 1, &[], None);
    let i0 = emit(&mut t, Op::UnboxInt, &[slot0], Some(entry));
    let s0 = emit(&mut t, Op::UnboxInt, &[slot1], Some(entry));
    emit(&mut t, Op::LoopStart, &[], None);
    let i = t.emit_typed(Op::Phi, Type::Int, 0, &[i0, i0], None);
    let s = t.emit_typed(Op::Phi, Type::Int, 0, &[s0, s0], None);
    let (limit, one) = (t.const_int(n), t.const_int(1));
    let over = snapshot(&mut t, 9, &[(0, i), (1, s)]);
    let less = emit(&mut t, Op::IntLt, &[i, limit], None);
    emit(&mut t, Op::GuardTrue, &[less], Some(over));
    if odd {
        let branch = snapshot(&mut t, 4, &[(0, i), (1, s)]);
        let bit = emit(&mut t, Op::IntAnd, &[i, one], None);
        let zero = t.const_int(0);
        let even = emit(&mut t, Op::IntEq, &[bit, zero], None);
        emit(&mut t, Op::GuardTrue, &[even], Some(branch));
    }
    let overflow = snapshot(&mut t, 5, &[(0, i), (1, s)]);
    let s2 = emit(&mut t, Op::IntAddOvf, &[s, i], Some(overflow));
    let i2 = emit(&mut t, Op::IntAdd, &[i, one], None);
    emit(&mut t, Op::Jump, &[], None);
    t.args_mut(i)[1] = i2;
    t.args_mut(s)[1] = s2;
    t
}

fn word(n: i64) -> u64 {
    fixnum(n).unwrap()
}

fn tree(trace: Trace) -> Tree {
    Tree::new(trace.clone(), trace)
}

#[test]
fn a_loop_runs_to_its_end_and_leaves_its_values() {
    let mut rig = Rig::new();
    let tree = tree(sum_loop(1000, false));
    let exit = rig.run(&tree, &Descrs::new(), &mut [word(0), word(0), 4, 4]);
    assert_eq!(tree.exit(exit).snap.index(), 1);
    assert_eq!(&rig.ctx.exit_buf[..2], &[1000, 499_500]);
    // Left by the entry test alone, with the values of the entry.
    let exit = rig.run(&tree, &Descrs::new(), &mut [word(5000), word(3), 4, 4]);
    assert_eq!(tree.exit(exit).snap.index(), 1);
    assert_eq!(&rig.ctx.exit_buf[..2], &[5000, 3]);
    // Not an int at entry.
    assert_eq!(rig.run(&tree, &Descrs::new(), &mut [12, word(0), 4, 4]), ExitId(0));
    // Overflow of the sum.
    let overflowing = sum_loop(i64::MAX, false);
    let exit = rig.run(
        &Tree::new(overflowing.clone(), overflowing),
        &Descrs::new(),
        &mut [word(FIXNUM_MAX), word(FIXNUM_MAX), 4, 4],
    );
    assert_eq!(exit, ExitId(2));
    assert_eq!(rig.ctx.exit_buf[0], FIXNUM_MAX.cast_unsigned() + 1);
}

/// A bridge for the exit with snapshot `snap` of the root: `sum -= 1; i += 1`, then as `end` says.
fn bridge(tree: &Tree, snap: usize, end: impl FnOnce(&mut TraceBuilder, OpRef, OpRef)) -> Trace {
    let exit = (0..).map(ExitId).find(|&e| tree.exit(e).trace == TraceId(0) && tree.exit(e).snap.index() == snap);
    let mut b = TraceBuilder::bridge(Arc::new(Descrs::new()), tree, exit.unwrap());
    let (i, s) = (b.inputs()[0], b.inputs()[1]);
    let one = b.const_int(1);
    let s2 = b.int_sub(s, one);
    let i2 = b.int_add(i, one);
    end(&mut b, i2, s2);
    b.finish_trace()
}

#[test]
fn bridges_join_the_loop_or_start_it_again() {
    let mut rig = Rig::new();
    let mut to_header = tree(sum_loop(100, true));
    let mut to_entry = to_header.clone();
    let b = bridge(&to_header, 2, |b, i, s| b.jump_loop(TraceId(0), &[i, s]));
    to_header.add(b.clone(), b);
    let b = bridge(&to_entry, 2, |b, i, s| {
        let mut end = Snapshot::default();
        end.set_slot(0, Source::Value(i));
        let s = b.box_fixnum(s);
        end.set_slot(1, Source::Value(s));
        let end = b.snapshot(end);
        b.jump_entry(end);
    });
    to_entry.add(b.clone(), b);
    for tree in [to_header, to_entry] {
        let exit = rig.run(&tree, &Descrs::new(), &mut [word(0), word(0), 4, 4]);
        assert_eq!(tree.exit(exit).snap.index(), 1);
        assert_eq!(&rig.ctx.exit_buf[..2], &[100, 2450 - 50]);
    }
}

#[test]
fn a_bridge_may_leave() {
    let mut rig = Rig::new();
    let mut tree = tree(sum_loop(10, false));
    let b = bridge(&tree, 1, |b, i, s| {
        let mut end = Snapshot::default();
        for (slot, r) in [(0, i), (1, s)] {
            end.set_slot(slot, Source::Value(r));
        }
        let end = b.snapshot(end);
        b.exit(end);
    });
    let id = tree.add(b.clone(), b);
    for (start, expected) in [(0, [11, 44]), (20, [21, u64::MAX])] {
        let exit = rig.run(&tree, &Descrs::new(), &mut [word(start), word(0), 4, 4]);
        assert_eq!(tree.exit(exit).trace, id);
        assert_eq!(rig.ctx.exit_buf[..2], expected);
    }
}

#[test]
fn a_recorded_trace_runs_by_starting_again() {
    let descrs = Arc::new(Descrs::new());
    let mut b = TraceBuilder::root(descrs.clone(), 1, 0, 4);
    let entry = b.snapshot(Snapshot::default());
    let i = b.slot(0);
    let i = b.unbox_int(i, entry);
    let limit = b.const_int(77);
    let less = b.int_lt(i, limit);
    b.guard_true(less, entry);
    let one = b.const_int(1);
    let i = b.int_add(i, one);
    let mut end = Snapshot::default();
    end.set_slot(0, Source::Value(i));
    let end = b.snapshot(end);
    b.jump(end);
    let tree = Tree::unoptimised(b.finish_trace());
    let mut frame = [word(3), 4, 4, 4];
    assert_eq!(Rig::new().run(&tree, &descrs, &mut frame), ExitId(0));
    assert_eq!(fixnum_value(frame[0]), 77);
}

extern "C" fn mixed(a: i64, x: f64, flag: u64, b: i64) -> u64 {
    u64::from(a as f64 + x > b as f64 && flag == 1)
}

#[test]
fn calls_syncs_polls_and_validity() {
    let descrs = Arc::new(Descrs::new());
    let call = descrs.intern_call(CallDescr {
        name: "mixed".to_owned(),
        address: mixed as *const () as u64,
        args: vec![Type::Int, Type::Float, Type::Bool, Type::Int],
        result: Type::Bool,
        effects: CallEffects::ANY,
        ownership: Ownership::Plain,
        consumes: 0,
        linkage: Linkage::C,
    });
    let mut b = TraceBuilder::root(descrs.clone(), 1, 0, 4);
    let polled = b.snapshot(Snapshot::default());
    b.poll(polled);
    let mut s = Snapshot::default();
    let i = b.slot(0);
    let i = b.int_of_val(i);
    s.set_slot(0, Source::Value(i));
    let invalid = b.snapshot(s.clone());
    b.guard_valid(invalid);
    b.sync_frames(invalid);
    let (x, ten) = (b.const_float(0.5), b.const_int(10));
    let yes = b.const_bool(true);
    let more = b.call(call, &[i, x, yes, ten]);
    s.set_slot(1, Source::Value(more));
    let done = b.snapshot(s);
    b.exit(done);
    let tree = Tree::unoptimised(b.finish_trace());
    let mut rig = Rig::new();
    for (n, expected) in [(9, 0), (10, 1)] {
        assert_eq!(rig.run(&tree, &descrs, &mut [word(n), 4, 4, 4]), ExitId(2));
        assert_eq!(rig.ctx.exit_buf[..2], [n.cast_unsigned(), expected]);
    }
    assert_eq!(*rig.synced, 4, "two syncs of exit 1");
    *rig.breaker = 1;
    assert_eq!(rig.run(&tree, &descrs, &mut [word(1), 4, 4, 4]), ExitId(0));
    *rig.breaker = 0;
    tree.invalidate();
    assert_eq!(rig.run(&tree, &descrs, &mut [word(1), 4, 4, 4]), ExitId(1));
}

#[test]
fn dropping_code_gives_its_memory_back() {
    let mut rig = Rig::new();
    rig.run(&tree(sum_loop(10, true)), &Descrs::new(), &mut [word(0), word(0), 4, 4]);
    assert_eq!(rig.backend.home().stats().blocks, 0);
    assert!(rig.backend.home().stats().free > 0);
}

#[test]
fn what_is_too_large_is_refused() {
    let options = LowerOptions { max_instructions: 10, ..LowerOptions::default() };
    let mut backend = CraneliftBackend::new(&EngineConfig::default()).unwrap().with_options(options);
    let error = backend.compile(&tree(sum_loop(10, true)), &Descrs::new()).err().unwrap();
    assert!(error.0.contains("too large"), "{error}");
    // The compiler can be used again.
    let options = LowerOptions { exit_slots: 1, ..LowerOptions::default() };
    let mut backend = backend.with_options(options);
    let error = backend.compile(&tree(sum_loop(10, true)), &Descrs::new()).err().unwrap();
    assert!(error.0.contains("live values"), "{error}");
    let mut backend = backend.with_options(LowerOptions::default());
    assert!(backend.compile(&tree(sum_loop(10, true)), &Descrs::new()).is_ok());
}

#[test]
fn machine_code_knows_its_operations() {
    let mut backend = CraneliftBackend::new(&EngineConfig::default()).unwrap();
    let tree = tree(sum_loop(10, true));
    let code = backend.explain(&tree, &Descrs::new()).unwrap();
    let places: Vec<_> = code.sources.iter().map(|s| super::OpPlace::unpack(s.location)).collect();
    assert!(!places.is_empty());
    assert!(places.iter().all(|p| p.trace == TraceId(0) && p.op.index() < tree.root().insts.len()));
    assert!(places.iter().any(|p| p.exit) && places.iter().any(|p| !p.exit));
    assert!(code.hot.len() > 10 && code.hot.end < code.bytes.len(), "{:?}", code.hot);
    assert!(code.clif.unwrap().contains("sadd_overflow"));
    let assembly = code.assembly.unwrap();
    assert_eq!(assembly.trim_start().starts_with("0: "), cfg!(feature = "disas"), "{assembly}");
}
