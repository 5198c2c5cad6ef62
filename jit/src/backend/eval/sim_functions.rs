//! Native functions that tests call from traces, and the allocation functions of a context on a [`SimHeap`].
//!
//! `HEAP` in a test's text is the address of the heap itself, for the functions that want it.

use super::memory::Memory;
use super::sim::SimHeap;
use crate::backend::context::{JitCtx, RuntimeFns, StubTable};
use crate::ir::Op;
use crate::ir::descr::Descrs;
use crate::ir::word;

/// The heap behind a `HEAP` argument.
///
/// # Safety
/// `heap` is the address that [`SimHeap::name_functions`] has named, and nobody else uses the heap meanwhile.
unsafe fn heap<'a>(heap: u64) -> &'a mut SimHeap {
    // SAFETY: the caller's promise.
    unsafe { &mut *(heap as usize as *mut SimHeap) }
}

/// `a * 31 + b`, wrapping: `(int, int) -> int`.
extern "C" fn mix(a: i64, b: i64) -> i64 {
    a.wrapping_mul(31).wrapping_add(b)
}

/// `(float, float) -> float`.
extern "C" fn pow(a: f64, b: f64) -> f64 {
    a.powf(b)
}

/// Quotient, or zero for "raised": `(int, int) -> val`.
extern "C" fn div(a: i64, b: i64) -> u64 {
    if b == 0 { 0 } else { word::fixnum_wrapping(a.wrapping_div(b)) }
}

/// Whether `a` is even: `(int) -> bool`.
extern "C" fn even(a: i64) -> u64 {
    u64::from(a % 2 == 0)
}

/// Stores a 64-bit cell: `(ptr heap, ptr or ref, int offset, val) -> void`. Counts nothing.
extern "C" fn poke(h: u64, object: u64, offset: u64, value: u64) {
    // SAFETY: tests pass `HEAP`.
    unsafe { heap(h) }.store(object + offset, crate::ir::MemKind::Val, value);
}

/// A heap integer, owned: `(ptr heap, int) -> val`.
extern "C" fn big(h: u64, i: i64) -> u64 {
    // SAFETY: tests pass `HEAP`.
    unsafe { heap(h) }.alloc_int(i)
}

/// Drops a reference: `(ptr heap, val) -> void`, consumes 1.
extern "C" fn eat(h: u64, w: u64) {
    // SAFETY: tests pass `HEAP`.
    unsafe { heap(h) }.release(w);
}

/// Logs a word: `(ptr heap, val) -> void`.
extern "C" fn say(h: u64, w: u64) {
    // SAFETY: tests pass `HEAP`.
    let heap = unsafe { heap(h) };
    let line = format!("say {}", heap.describe(w));
    heap.log.push(line);
}

/// Sets the eval breaker: `(ptr heap) -> void`.
extern "C" fn arm(h: u64) {
    // SAFETY: tests pass `HEAP`.
    unsafe { heap(h) }.breaker.set(1);
}

/// Invalidates the running tree: `(ptr heap) -> void`.
extern "C" fn invalidate(h: u64) {
    // SAFETY: tests pass `HEAP`.
    if let Some(tree) = &unsafe { heap(h) }.tree {
        tree.invalidate();
    }
}

extern "C" fn alloc_int(ctx: *mut JitCtx, i: i64) -> u64 {
    // SAFETY: `context` has put the heap there.
    unsafe { heap((*ctx).user as usize as u64) }.alloc_int(i)
}

extern "C" fn whole(ctx: *mut JitCtx, op: u64, a: u64, b: u64) -> u64 {
    // SAFETY: as above.
    unsafe { heap((*ctx).user as usize as u64) }.whole(Op::ALL[op as usize], a, b)
}

extern "C" fn alloc_float(ctx: *mut JitCtx, f: f64) -> u64 {
    // SAFETY: as above.
    unsafe { heap((*ctx).user as usize as u64) }.alloc_float(f)
}

extern "C" fn alloc_object(ctx: *mut JitCtx, size: u64) -> u64 {
    // SAFETY: as above.
    unsafe { heap((*ctx).user as usize as u64) }.alloc(size)
}

extern "C" fn release_zero(ctx: *mut JitCtx, object: u64) {
    // SAFETY: as above.
    unsafe { heap((*ctx).user as usize as u64) }.release_zero(object);
}

extern "C" fn complete(_: *mut JitCtx, _: u64, _: u64, _: *mut u64) -> u64 {
    0
}

extern "C" fn sync_frames(ctx: *mut JitCtx, exit: u64) {
    // SAFETY: as above; nobody else uses the context during the call.
    let ctx = unsafe { &mut *ctx };
    let exit = crate::ir::ExitId(exit as u32);
    // SAFETY: `context` has put the heap there.
    unsafe { heap(ctx.user as usize as u64) }.sync_frames(ctx.frame as usize as u64, exit, &ctx.exit_buf);
}

static NO_FREE_BLOCKS: [u64; 64] = [0; 64];

impl SimHeap {
    /// Names the addresses of the test functions, and of this heap, which must not move any more.
    pub fn name_functions(&self, descrs: &Descrs) {
        let all: [(&str, *const ()); 10] = [
            ("sim_mix", mix as *const ()),
            ("sim_pow", pow as *const ()),
            ("sim_div", div as *const ()),
            ("sim_even", even as *const ()),
            ("sim_poke", poke as *const ()),
            ("sim_big", big as *const ()),
            ("sim_eat", eat as *const ()),
            ("sim_say", say as *const ()),
            ("sim_arm", arm as *const ()),
            ("sim_invalidate", invalidate as *const ()),
        ];
        for (name, address) in all {
            descrs.name_address(address as usize as u64, name);
        }
        descrs.name_address(std::ptr::from_ref(self) as usize as u64, "HEAP");
    }

    /// A context for native code that runs on this heap.
    pub fn context(&mut self, stubs: StubTable) -> Box<JitCtx> {
        let runtime = RuntimeFns { alloc_int, whole, alloc_float, alloc_object, release_zero, sync_frames, complete };
        // Native code reads an empty free list and asks the stub; it never writes an empty one.
        let free_lists = NO_FREE_BLOCKS.as_ptr().cast_mut();
        let mut ctx = JitCtx::new(stubs, runtime, self.breaker.as_ptr(), free_lists);
        ctx.user = std::ptr::from_mut(self).cast();
        ctx
    }
}
