//! Real memory, reached through a [`JitCtx`] as native code reaches it; and the evaluator as a backend.

use super::memory::Memory;
use super::native_call::call_native;
use super::run::{Stop, run};
use crate::backend::context::JitCtx;
use crate::backend::{Backend, CompileError};
use crate::ir::descr::{CallDescr, Descrs};
use crate::ir::ops::Op;
use crate::ir::tree::{ExitId, Tree};
use crate::ir::types::MemKind;
use crate::ir::word::EngineConfig;
use std::sync::Arc;

/// The memory of the process.
#[derive(Debug)]
pub struct RawMemory {
    ctx: *mut JitCtx,
    float_type: u64,
    int_type: u64,
}

impl RawMemory {
    /// The memory that traces see through `ctx`.
    ///
    /// # Safety
    /// `ctx` is set up and outlives this value. Every address that a trace which is run on this memory computes is one
    /// that it may access, and every call descriptor is right.
    pub unsafe fn new(ctx: *mut JitCtx, config: EngineConfig) -> RawMemory {
        RawMemory { ctx, float_type: config.float_type, int_type: config.int_type }
    }
}

impl Memory for RawMemory {
    fn load(&mut self, address: u64, kind: MemKind) -> u64 {
        let p = address as usize as *const u8;
        // SAFETY: whoever made this memory vouches for the addresses of its traces.
        unsafe {
            match kind.size() {
                8 => p.cast::<u64>().read(),
                4 if kind == MemKind::I32 => i64::from(p.cast::<i32>().read()) as u64,
                4 => p.cast::<u32>().read().into(),
                2 => p.cast::<u16>().read().into(),
                _ => p.read().into(),
            }
        }
    }

    fn store(&mut self, address: u64, kind: MemKind, bits: u64) {
        let p = address as usize as *mut u8;
        // SAFETY: as with `load`.
        unsafe {
            match kind.size() {
                8 => p.cast::<u64>().write(bits),
                4 => p.cast::<u32>().write(bits as u32),
                2 => p.cast::<u16>().write(bits as u16),
                _ => p.write(bits as u8),
            }
        }
    }

    fn alloc(&mut self, size: u64) -> u64 {
        // SAFETY: the context outlives this value.
        unsafe { ((*self.ctx).runtime.alloc_object)(self.ctx, size) }
    }

    fn alloc_int(&mut self, i: i64) -> u64 {
        // SAFETY: as above.
        unsafe { ((*self.ctx).runtime.alloc_int)(self.ctx, i) }
    }

    fn alloc_float(&mut self, f: f64) -> u64 {
        // SAFETY: as above.
        unsafe { ((*self.ctx).runtime.alloc_float)(self.ctx, f) }
    }

    fn whole(&mut self, op: Op, a: u64, b: u64) -> u64 {
        // SAFETY: as above.
        unsafe { ((*self.ctx).runtime.whole)(self.ctx, op as u64, a, b) }
    }

    fn float_type(&self) -> u64 {
        self.float_type
    }

    fn int_type(&self) -> u64 {
        self.int_type
    }

    fn release_zero(&mut self, object: u64) {
        // SAFETY: as above.
        unsafe { ((*self.ctx).runtime.release_zero)(self.ctx, object) }
    }

    fn call(&mut self, callee: &CallDescr, args: &[u64]) -> u64 {
        // SAFETY: whoever made this memory vouches for the call descriptors.
        unsafe { call_native(callee, args) }
    }

    fn breaker(&mut self) -> bool {
        // SAFETY: the context is set up; signal handlers may write the word at any time.
        unsafe { (*self.ctx).eval_breaker.read_volatile() != 0 }
    }

    fn sync_frames(&mut self, frame: u64, exit: ExitId, live: &[u64]) {
        // SAFETY: the context is set up, and holds as many values as any exit has.
        unsafe {
            (&mut (*self.ctx).exit_buf)[..live.len()].copy_from_slice(live);
            (*self.ctx).frame = frame as usize as *mut u64;
            ((*self.ctx).runtime.sync_frames)(self.ctx, exit.0.into());
        }
    }
}

/// Runs trees by evaluating them.
#[derive(Clone, Debug)]
pub struct EvalBackend {
    descrs: Arc<Descrs>,
    config: EngineConfig,
}

impl EvalBackend {
    /// A backend for trees over these descriptors.
    pub fn new(descrs: Arc<Descrs>, config: EngineConfig) -> EvalBackend {
        EvalBackend { descrs, config }
    }
}

impl Backend for EvalBackend {
    type Code = Tree;

    fn compile(&mut self, tree: &Tree, _: &Descrs) -> Result<Tree, CompileError> {
        Ok(tree.clone())
    }

    unsafe fn run(&self, code: &Tree, ctx: &mut JitCtx, frame: *mut u64) -> ExitId {
        let ctx: *mut JitCtx = ctx;
        // SAFETY: what the trait asks of the caller is what raw memory needs.
        let mut memory = unsafe { RawMemory::new(ctx, self.config) };
        let left = match run(code, &self.descrs, &mut memory, frame as usize as u64, u64::MAX) {
            Stop::Left(left) => left,
            Stop::OutOfFuel => unreachable!("2^64 instructions"),
        };
        // SAFETY: the context is borrowed for this call; the buffer holds as many values as any exit has.
        unsafe {
            (&mut (*ctx).exit_buf)[..left.live.len()].copy_from_slice(&left.live);
            if let Some(result) = left.result {
                (*ctx).scratch = result;
            }
        }
        left.exit
    }
}
