//! The life of trees: growing, compiling on either thread, backing off, letting go.
#![allow(unsafe_code, reason = "runs the code that it has compiled")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{AsRecorded, Engine, Next, Optimiser, Settings, TreeId, TreeState, What};
use crate::backend::context::{JitCtx, RuntimeFns};
use crate::backend::cranelift::Detail;
use crate::ir::descr::Descrs;
use crate::ir::text::parse;
use crate::ir::trace::Trace;
use crate::ir::tree::{ExitId, Tree};
use crate::ir::word::fixnum;
use crate::opt::OptConfig;

/// Counts slot 0 up to slot 1; leaves through exit 1 at the end, through 2 and 3 at multiples of three and five.
const ROOT: &str = "
trace root code=1 pc=0 slots=2
  v0: val = slot 0
  v1: int = unbox_int v0 ! s0
  v2: val = slot 1
  v3: int = unbox_int v2 ! s0
  loop_start
  v5: int = phi v1, v15
  v6: bool = int_lt v5, v3
  guard_true v6 ! s1
  guard_valid ! s1
  v9: int = int_mod v5, 3
  v10: bool = int_eq v9, 0
  guard_false v10 ! s2
  v12: int = int_mod v5, 5
  v13: bool = int_eq v12, 0
  guard_false v13 ! s3
  v15: int = int_add v5, 1
  jump
  s0: [code=1 pc=0 base=0 n=2]
  s1: [code=1 pc=1 base=0 n=2] 0=v5
  s2: [code=1 pc=2 base=0 n=2] 0=v5
  s3: [code=1 pc=3 base=0 n=2] 0=v5
";

fn bridge(exit: u32) -> String {
    format!(
        "
trace bridge exit={exit} code=1 pc=0 slots=2
  v0: int = input 0
  v1: int = int_add v0, 1
  jump_loop t0, v1
"
    )
}

fn trace(text: &str) -> Trace {
    parse(text, &Descrs::new()).unwrap().remove(0)
}

extern "C" fn alloc_int(_: *mut JitCtx, _: i64) -> u64 {
    unreachable!()
}
extern "C" fn whole(_: *mut JitCtx, _: u64, _: u64, _: u64) -> u64 {
    unreachable!()
}
extern "C" fn alloc_float(_: *mut JitCtx, _: f64) -> u64 {
    unreachable!()
}
extern "C" fn alloc_object(_: *mut JitCtx, _: u64) -> u64 {
    unreachable!()
}
extern "C" fn release_zero(_: *mut JitCtx, _: u64) {}
extern "C" fn sync_frames(_: *mut JitCtx, _: u64) {}
extern "C" fn complete(_: *mut JitCtx, _: u64, _: u64, _: *mut u64) -> u64 {
    0
}

fn context(engine: &Engine) -> Box<JitCtx> {
    let fns = RuntimeFns { alloc_int, whole, alloc_float, alloc_object, release_zero, sync_frames, complete };
    JitCtx::new(engine.stubs(), fns, std::ptr::null(), std::ptr::null_mut())
}

fn engine(settings: Settings) -> Engine {
    Engine::new(settings, Arc::new(Descrs::new()), Arc::new(AsRecorded), Box::new(|| ())).unwrap()
}

fn in_place() -> Settings {
    Settings { worker: false, exit_threshold: 3, ..Settings::default() }
}

/// Runs until the counter reaches `n`, as an interpreter would that does one turn after each
/// exit; gives the exits that wanted a bridge.
fn drive(engine: &mut Engine, ctx: &mut JitCtx, id: TreeId, n: i64) -> (usize, Vec<ExitId>) {
    let mut frame = [fixnum(1).unwrap(), fixnum(n).unwrap()];
    let (mut crossings, mut hot) = (0, Vec::new());
    loop {
        let code = engine.code(id).unwrap();
        // SAFETY: the trace touches two slots only.
        let exit = unsafe { code.enter(ctx, frame.as_mut_ptr()) };
        let plan = engine.plan(id, exit);
        assert_eq!(plan.frames[0].slots.len(), 1);
        let i = ctx.exit_buf[0].cast_signed();
        if plan.frames[0].pc == 1 {
            assert_eq!(i, n);
            return (crossings, hot);
        }
        crossings += 1;
        if engine.note_exit(id, exit) == Next::Record {
            hot.push(exit);
        }
        frame[0] = fixnum(i + 1).unwrap();
    }
}

#[test]
fn hot_exits_grow_bridges_and_the_tree_speeds_up() {
    let mut engine = engine(Settings { detail: Detail::ALL, ..in_place() });
    let mut ctx = context(&engine);
    let id = engine.add_loop(trace(ROOT));
    assert_eq!(engine.state(id), TreeState::Ready);
    let (crossings, hot) = drive(&mut engine, &mut ctx, id, 100);
    assert_eq!(crossings, 33 + 13);
    assert_eq!(hot, [ExitId(2), ExitId(3)]);
    engine.add_bridge(id, trace(&bridge(2)));
    let (crossings, hot) = drive(&mut engine, &mut ctx, id, 100);
    assert_eq!((crossings, hot.len()), (13, 0), "the other exit is busy");
    engine.add_bridge(id, trace(&bridge(3)));
    assert_eq!(drive(&mut engine, &mut ctx, id, 100), (0, vec![]));
    let versions: Vec<_> = engine
        .take_events()
        .into_iter()
        .map(|e| match e.what {
            What::Compiled(c) => (c.version, c.traces, c.code.clif.is_some()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(versions, [(1, 1, true), (2, 2, true), (3, 3, true)]);
    assert_eq!(engine.code_stats().blocks, 1, "old versions are freed");
}

#[test]
fn the_worker_gives_the_same_as_compiling_in_place() {
    let told = Arc::new(AtomicUsize::new(0));
    let counter = told.clone();
    let notify = Box::new(move || counter.store(counter.load(Ordering::Relaxed) + 1, Ordering::Relaxed));
    let settings = Settings { exit_threshold: 3, ..Settings::default() };
    let mut engine = Engine::new(settings, Arc::new(Descrs::new()), Arc::new(AsRecorded), notify).unwrap();
    let mut ctx = context(&engine);
    let id = engine.add_loop(trace(ROOT));
    assert_eq!(engine.state(id), TreeState::Compiling);
    assert!(engine.code(id).is_none());
    engine.wait();
    let (crossings, hot) = drive(&mut engine, &mut ctx, id, 100);
    assert_eq!((crossings, hot.len()), (46, 2));
    engine.add_bridge(id, trace(&bridge(2)));
    engine.add_bridge(id, trace(&bridge(3)));
    engine.wait();
    assert_eq!(drive(&mut engine, &mut ctx, id, 100), (0, vec![]));
    assert!(told.load(Ordering::Relaxed) >= 2);
    assert!(!engine.has_finished());
}

#[test]
fn aborted_bridges_back_off_and_end() {
    let mut engine = engine(in_place());
    let mut ctx = context(&engine);
    let id = engine.add_loop(trace(ROOT));
    let mut tries = 0;
    for _ in 0..200 {
        for exit in drive(&mut engine, &mut ctx, id, 100).1 {
            tries += 1;
            engine.abort_bridge(id, exit, "not today");
        }
    }
    assert_eq!(tries, 12, "six for each of two exits");
    let aborted = engine.take_events().into_iter().filter(|e| matches!(e.what, What::Aborted { .. })).count();
    assert_eq!(aborted, 12);
}

#[test]
fn invalid_trees_are_left_and_not_entered_again() {
    let mut engine = engine(in_place());
    let mut ctx = context(&engine);
    let id = engine.add_loop(trace(ROOT));
    let running = engine.code(id).unwrap();
    engine.invalidate(id, "x was written");
    assert_eq!(engine.state(id), TreeState::Invalid);
    assert!(engine.code(id).is_none());
    assert_eq!(engine.code_stats().blocks, 1, "an activation may still run");
    let mut frame = [fixnum(1).unwrap(), fixnum(50).unwrap()];
    // SAFETY: the trace touches two slots only.
    let exit = unsafe { running.enter(&mut *ctx, frame.as_mut_ptr()) };
    assert_eq!((exit, ctx.exit_buf[0]), (ExitId(4), 1), "left in the first turn, by the validity's own exit");
    assert_eq!(engine.note_exit(id, exit), Next::Interpret);
    drop(running);
    assert_eq!(engine.code_stats().blocks, 0);
    engine.add_bridge(id, trace(&bridge(2)));
    assert!(engine.code(id).is_none());
}

#[test]
fn a_tree_stops_growing_at_its_limits() {
    let mut engine = engine(Settings { max_bridges: 1, ..in_place() });
    let mut ctx = context(&engine);
    let id = engine.add_loop(trace(ROOT));
    let (_, hot) = drive(&mut engine, &mut ctx, id, 100);
    engine.add_bridge(id, trace(&bridge(hot[0].0)));
    engine.abort_bridge(id, hot[1], "later");
    assert_eq!(drive(&mut engine, &mut ctx, id, 1000).1, [], "one bridge and no more");

    let mut small = self::engine(Settings { max_instructions: 80, ..in_place() });
    let mut ctx = context(&small);
    let id = small.add_loop(trace(ROOT));
    drive(&mut small, &mut ctx, id, 100);
    let long: String = (2..200).map(|n| format!("  v{n}: int = int_add v{}, 1\n", n - 1)).collect();
    small.add_bridge(id, trace(&bridge(2).replace("  jump_loop t0, v1", &format!("{long}  jump_loop t0, v199"))));
    assert_eq!(small.state(id), TreeState::Ready);
    let refused =
        small.take_events().into_iter().any(|e| matches!(e.what, What::Refused { exit: Some(ExitId(2)), .. }));
    assert!(refused);
    drive(&mut small, &mut ctx, id, 100);
}

struct Grumpy;

impl Optimiser for Grumpy {
    fn root(&self, _: &Trace, _: &Descrs) -> Result<Trace, String> {
        Err("nothing to gain".to_owned())
    }
    fn bridge(&self, _: &Tree, _: &Trace, _: &Descrs) -> Result<Trace, String> {
        unreachable!()
    }
}

#[test]
fn a_refused_root_says_why() {
    let mut engine = Engine::new(in_place(), Arc::new(Descrs::new()), Arc::new(Grumpy), Box::new(|| ())).unwrap();
    let id = engine.add_loop(trace(ROOT));
    assert_eq!(engine.state(id), TreeState::Refused);
    match &engine.take_events()[0].what {
        What::Refused { exit: None, reason } => assert_eq!(reason, "nothing to gain"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn recorded_loops_are_optimised_on_the_way() {
    const RECORDED: &str = "
trace root code=1 pc=0 slots=2
  v0: val = slot 0
  v1: int = unbox_int v0 ! s0
  v2: val = slot 1
  v3: int = unbox_int v2 ! s0
  v4: bool = int_lt v1, v3
  guard_true v4 ! s1
  v6: int = int_add_ovf v1, 1 ! s0
  v7: val = box_int v6
  jump ! s2
  s0: [code=1 pc=0 base=0 n=2]
  s1: [code=1 pc=1 base=0 n=2] 0=v0
  s2: [code=1 pc=0 base=0 n=2] 0=v7
";
    let optimiser = Arc::new(OptConfig::new());
    let mut engine = Engine::new(in_place(), Arc::new(Descrs::new()), optimiser, Box::new(|| ())).unwrap();
    let mut ctx = context(&engine);
    let id = engine.add_loop(trace(RECORDED));
    let tree = engine.tree(id).unwrap();
    assert!(tree.root().loop_start().is_some(), "peeled");
    assert_eq!(drive(&mut engine, &mut ctx, id, 1_000_000), (0, vec![]));
}

#[test]
fn a_forked_child_compiles_on_its_own() {
    let settings = Settings { exit_threshold: 3, ..Settings::default() };
    let mut engine = engine(settings);
    let mut ctx = context(&engine);
    let id = engine.add_loop(trace(ROOT));
    engine.wait();
    let copy = engine.before_fork().unwrap();
    // SAFETY: no other thread holds a lock: the worker waits for jobs. The child leaves without unwinding.
    let child = unsafe { libc::fork() };
    if child == 0 {
        let works = engine.in_child(copy).is_ok();
        drive(&mut engine, &mut ctx, id, 100);
        let fresh = engine.add_loop(trace(ROOT));
        let ready = engine.state(fresh) == TreeState::Ready;
        drive(&mut engine, &mut ctx, fresh, 100);
        // SAFETY: ends the child at once.
        unsafe { libc::_exit(i32::from(!(works && ready))) };
    }
    let mut status = -1;
    // SAFETY: waits for our own child.
    unsafe { libc::waitpid(child, &raw mut status, 0) };
    assert_eq!(status, 0);
    let fresh = engine.add_loop(trace(ROOT));
    engine.wait();
    drive(&mut engine, &mut ctx, fresh, 100);
}

#[test]
fn the_least_used_tree_makes_room_when_the_cache_is_full() {
    let mut engine = engine(Settings { code_bytes: 2048, ..in_place() });
    let mut ctx = context(&engine);
    let first = engine.add_loop(trace(ROOT));
    let mut trees = vec![first];
    while trees.iter().all(|&t| engine.state(t) == TreeState::Ready) {
        assert!(trees.len() < 20, "2 KiB are not enough for ever");
        drive(&mut engine, &mut ctx, first, 50);
        trees.push(engine.add_loop(trace(ROOT)));
    }
    assert_eq!(engine.state(first), TreeState::Ready, "the one that is used stays");
    assert_eq!(engine.state(*trees.last().unwrap()), TreeState::Ready);
    let gone = engine.take_events().into_iter().any(|e| matches!(e.what, What::Invalidated { .. }));
    assert!(gone);
    drive(&mut engine, &mut ctx, *trees.last().unwrap(), 50);
}
