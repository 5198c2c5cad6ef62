//! Trees that call trees: results, exits of callees, limits, jumps to other trees.

use std::sync::Arc;

use super::{CraneliftBackend, LowerOptions, NativeCode};
use crate::backend::Backend;
use crate::backend::context::{FINISHED, JitCtx, NOT_READY, RuntimeFns, TOO_DEEP};
use crate::ir::descr::Descrs;
use crate::ir::text::parse;
use crate::ir::tree::Tree;
use crate::ir::word::{EngineConfig, fixnum, fixnum_value};

extern "C" fn no_int(_: *mut JitCtx, _: i64) -> u64 {
    unreachable!()
}
extern "C" fn no_whole(_: *mut JitCtx, _: u64, _: u64, _: u64) -> u64 {
    unreachable!()
}
extern "C" fn no_float(_: *mut JitCtx, _: f64) -> u64 {
    unreachable!()
}
extern "C" fn nothing(_: *mut JitCtx, _: u64) {}
extern "C" fn no_object(_: *mut JitCtx, _: u64) -> u64 {
    unreachable!()
}

/// What `complete` was told: the cell, the status, the callee's first slot.
type Completed = Vec<(u64, u64, u64)>;

extern "C" fn complete(ctx: *mut JitCtx, cell: u64, status: u64, frame: *mut u64) -> u64 {
    // SAFETY: the user word is the test's list, the frame lies in the test's array.
    unsafe { (*(*ctx).user.cast::<Completed>()).push((cell, status, *frame)) };
    word(-1)
}

extern "C" fn not_ready(_: *mut JitCtx, _: *mut u64) -> u32 {
    NOT_READY
}

fn word(n: i64) -> u64 {
    fixnum(n).unwrap()
}

const CALLEE: &str = "
trace root code=2 pc=0 slots=6
  v0: val = slot 0
  v1: int = unbox_int v0 ! s0
  v2: int = int_mul v1, 10
  v3: val = box_fixnum v2
  finish v3 ! s1
  s0: [code=2 pc=1 base=0 n=1]
  s1: [code=2 pc=5 base=0 n=0]
";

struct Rig {
    backend: CraneliftBackend,
    ctx: Box<JitCtx>,
    completed: Box<Completed>,
    depth: Box<[u32; 2]>,
    cell: Box<u64>,
    codes: Vec<NativeCode>,
}

impl Rig {
    fn new() -> Rig {
        let options = LowerOptions { tree: 7, callable: true, ..LowerOptions::default() };
        let backend = CraneliftBackend::new(&EngineConfig::default()).unwrap().with_options(options);
        let runtime = RuntimeFns {
            alloc_int: no_int,
            whole: no_whole,
            alloc_float: no_float,
            alloc_object: no_object,
            release_zero: nothing,
            sync_frames: nothing,
            complete,
        };
        let mut ctx = JitCtx::new(backend.home().stubs(), runtime, std::ptr::null(), std::ptr::null_mut());
        let (mut completed, mut depth) = (Box::<Completed>::default(), Box::new([0, 5]));
        ctx.user = (&raw mut *completed).cast();
        (ctx.depth, ctx.depth_limit) = (&raw mut depth[0], &raw const depth[1]);
        Rig { backend, ctx, completed, depth, cell: Box::new(not_ready as *const () as u64), codes: Vec::new() }
    }

    /// Compiles a tree; gives the address of its code.
    fn compile(&mut self, text: &str) -> u64 {
        let descrs = Arc::new(Descrs::new());
        let symbol = format!("symbol CELL = {:#x}\n", &raw const *self.cell as u64);
        let trace = parse(&(symbol + text), &descrs).unwrap().remove(0);
        let code = self.backend.compile(&Tree::unoptimised(trace), &descrs).unwrap();
        self.codes.push(code);
        self.codes[self.codes.len() - 1].entry() as u64
    }

    /// Runs a tree that calls what is in the cell with the word of its slot 0.
    fn call(&mut self, argument: u64) -> (u32, u64) {
        self.compile(
            "
call f = addr 0x1 (ptr, val, val) -> val reads all writes all raises runs_code owned tree consumes 2
trace root code=1 pc=0 slots=4
  v0: val = slot 0
  v1: val = call f, *CELL, #true, v0
  guard_no_raise v1 ! s0
  finish v1 ! s1
  s0: [code=1 pc=3 base=0 n=1] raised
  s1: [code=1 pc=4 base=0 n=0]
",
        );
        let mut frame = [argument; 16];
        // SAFETY: the traces touch the frame, and the frame of a callee behind it.
        let exit = unsafe { self.codes[self.codes.len() - 1].enter(&raw mut *self.ctx, frame.as_mut_ptr()) };
        (exit.0, self.ctx.scratch)
    }
}

#[test]
fn a_callee_returns_to_its_caller() {
    let mut rig = Rig::new();
    *rig.cell = rig.compile(CALLEE);
    assert_eq!(rig.call(word(4)), (FINISHED, word(40)));
    assert_eq!(fixnum_value(rig.ctx.scratch), 40);
    assert_eq!(rig.depth[0], 0, "the call is over");
    assert!(rig.completed.is_empty());
}

#[test]
fn what_a_callee_does_not_finish_is_completed() {
    let mut rig = Rig::new();
    let cell = &raw const *rig.cell as u64;
    assert_eq!(rig.call(word(4)), (FINISHED, word(-1)));
    *rig.cell = rig.compile(CALLEE);
    // No int: the callee leaves by its first exit.
    assert_eq!(rig.call(12), (FINISHED, word(-1)));
    assert_eq!(*rig.completed, [(cell, NOT_READY.into(), word(4)), (cell, 0, 12)]);
    assert_eq!(rig.ctx.left_tree, 7);
}

#[test]
fn calls_are_limited() {
    let mut rig = Rig::new();
    *rig.cell = rig.compile(CALLEE);
    let cell = &raw const *rig.cell as u64;
    rig.depth[0] = 5;
    assert_eq!(rig.call(word(4)), (FINISHED, word(-1)));
    assert_eq!(rig.depth[0], 5);
    rig.depth[0] = 0;
    rig.ctx.native_limit = u64::MAX;
    assert_eq!(rig.call(word(5)), (FINISHED, word(-1)));
    assert_eq!(*rig.completed, [(cell, TOO_DEEP.into(), word(4)), (cell, TOO_DEEP.into(), word(5))]);
}

#[test]
fn a_tree_goes_on_in_another() {
    let mut rig = Rig::new();
    let jump = "
trace root code=1 pc=0 slots=4
  v0: val = slot 0
  v1: int = unbox_int v0 ! s0
  v2: int = int_add v1, 1
  v3: val = box_fixnum v2
  jump_tree *CELL ! s1
  s0: [code=1 pc=0 base=0 n=1]
  s1: [code=1 pc=6 base=0 n=1] 0=v3
";
    *rig.cell = 0;
    rig.compile(jump);
    let mut frame = [word(3); 8];
    // SAFETY: the traces touch the frame.
    let exit = unsafe { rig.codes[0].enter(&raw mut *rig.ctx, frame.as_mut_ptr()) };
    assert_eq!((exit.0, rig.ctx.exit_buf[0], frame[0]), (1, word(4), word(3)), "there is no other tree yet");
    *rig.cell = rig.compile(CALLEE);
    // SAFETY: as above.
    let exit = unsafe { rig.codes[0].enter(&raw mut *rig.ctx, frame.as_mut_ptr()) };
    assert_eq!((exit.0, rig.ctx.scratch, frame[0]), (FINISHED, word(40), word(4)));
}
