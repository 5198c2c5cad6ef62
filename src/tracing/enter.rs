//! Into native code.

#![allow(unsafe_code, reason = "native code works on the data stack")]

use super::calls::CallCell;
use crate::object::{Owned, Value, Vm, adopt_object};
use taipan_jit::backend::context::JitCtx;
use taipan_jit::ir::ExitId;

/// Runs a tree in the running frame until it leaves.
pub(super) fn run(
    vm: &mut Vm,
    code: &taipan_jit::backend::cranelift::NativeCode,
    ctx: &mut JitCtx,
) -> (ExitId, *mut Value) {
    // SAFETY: the running frame is one of the code that the root trace was recorded in, at its header; nested calls from
    // native code work above the frame's own area.
    unsafe {
        let root = vm.regs.fp;
        let size = (*vm.frame).code().frame_size as usize;
        let saved = vm.regs;
        vm.regs.sp = root.add(size);
        ctx.user = std::ptr::from_mut(vm).cast();
        // Trees look for the function in front of the frame, where the caller's stack may be in use.
        let front = root.sub(1);
        let below = front.replace((*vm.frame).func);
        let exit = code.enter(ctx, root as *mut u64);
        front.write(below);
        vm.regs = saved;
        (exit, root)
    }
}

/// Where so much of the machine's stack is left, calls are interpreted: the interpreter takes none for them.
pub(super) const STACK_RESERVE: usize = 256 << 10;

/// Tells native code where to count calls, and where the stacks end.
pub(super) fn share(vm: &mut Vm, ctx: &mut JitCtx) {
    ctx.depth = &raw mut vm.depth;
    ctx.depth_limit = &raw const vm.recursion_limit;
    ctx.stack_top = (&raw mut vm.regs.sp).cast();
    ctx.frame_limit = vm.data_limit as u64;
    ctx.native_limit = (vm.native_limit + STACK_RESERVE) as u64;
}

/// What native code needs of the runtime.
pub(super) fn runtime_fns() -> taipan_jit::backend::context::RuntimeFns {
    extern "C" fn alloc_int(_: *mut JitCtx, i: i64) -> u64 {
        Owned::int(i).into_value().bits()
    }
    extern "C" fn whole(ctx: *mut JitCtx, op: u64, a: u64, b: u64) -> u64 {
        // SAFETY: `run` has put the one VM there, which nobody else looks at while native code runs.
        let vm = unsafe { &mut *((*ctx).user as *mut Vm) };
        super::whole::operate(vm, taipan_jit::ir::Op::ALL[op as usize], a, b)
    }
    extern "C" fn alloc_float(_: *mut JitCtx, f: f64) -> u64 {
        Owned::float(f).into_value().bits()
    }
    extern "C" fn alloc_object(_: *mut JitCtx, size: u64) -> u64 {
        adopt_object(size as usize, 0, 0, 0).bits()
    }
    extern "C" fn release_zero(_: *mut JitCtx, address: u64) {
        // SAFETY: native code found a count of zero at this live object.
        unsafe { crate::object::reclaim_zero(address) }
    }
    extern "C" fn sync_frames(_: *mut JitCtx, _: u64) {}
    extern "C" fn complete(ctx: *mut JitCtx, cell: u64, status: u64, frame: *mut u64) -> u64 {
        // SAFETY: as for `whole`; the cell that the trace names.
        let (vm, cell) = unsafe { (&mut *((*ctx).user as *mut Vm), &*(cell as *const CallCell)) };
        let r = super::functions::complete(vm, cell, status as u32, frame.cast());
        r.map_or(0, |v| v.into_value().bits())
    }
    taipan_jit::backend::context::RuntimeFns {
        alloc_int,
        whole,
        alloc_float,
        alloc_object,
        release_zero,
        sync_frames,
        complete,
    }
}
