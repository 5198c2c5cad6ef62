//! The stack VM: dispatch, frames, return actions, raising.
//!
//! `run` executes until a frame that native code waits for returns. Handlers (`ops/`) are generic over the machine; `run` is
//! their instance for [`Direct`].

#![allow(unsafe_code, reason = "walks the control stack")]

pub mod bind;
pub(crate) mod cache;
pub(crate) mod construct;
pub mod entry;
mod finish;
pub mod generator;
pub(crate) mod intrinsics;
pub mod load;
pub mod ops;
mod overlay;
pub(crate) mod owner_cache;
mod safepoint;
mod unwind;

pub(crate) use finish::finish;
pub(crate) use safepoint::{run_finalizers, safepoint};
pub(crate) use unwind::{throw_into, unwind};

use crate::machine::{Direct, Flow};
use crate::object::{Hot, PyResult, Vm};

/// Executes the running frame and those above it until a frame with `ActionKind::Leave` returns or yields, or an exception
/// leaves it.
///
/// # Errors
/// The exception that left the frame.
pub(crate) fn run(vm: &mut Vm) -> PyResult<()> {
    if vm.native_stack_low() {
        // The frame that was pushed for this call goes as if its first instruction had raised.
        let e = vm.recursion_error("");
        return match unwind(vm, e) {
            Ok(()) => run_loop(vm),
            Err(e) => Err(e),
        };
    }
    run_loop(vm)
}

fn run_loop(vm: &mut Vm) -> PyResult<()> {
    let mut d = Direct::resume(vm);
    loop {
        // SAFETY: the program counter lies within the running code, which ends in an instruction that does not fall through.
        let i = unsafe { *d.pc };
        // SAFETY: as above.
        d.pc = unsafe { d.pc.add(1) };
        match ops::step(&mut d, i) {
            Ok(Flow::Next) => {}
            Ok(Flow::Leave) => {
                d.park();
                return Ok(());
            }
            Ok(Flow::Hot) => match d.cold(hot) {
                Ok(Hot::Continue) => {}
                Ok(Hot::Leave) => {
                    d.park();
                    return Ok(());
                }
                Err(e) => {
                    d.park();
                    unwind(vm, e)?;
                    d.load_regs();
                }
            },
            Err(e) => {
                d.park();
                unwind(vm, e)?;
                d.load_regs();
            }
        }
    }
}

/// A loop became hot: the tracer may take over for a while.
fn hot(d: &mut Direct) -> PyResult<Hot> {
    let vm = d.vm();
    let r = (vm.hooks.hot)(vm);
    d.load_regs();
    r
}

/// What stands in for the tracer where there is none.
pub(crate) fn no_tracer(_: &mut Vm) -> PyResult<Hot> {
    Ok(Hot::Continue)
}

/// What stands in for the tracer's requests where there is no tracer.
pub(crate) fn ignore_request(_: &mut Vm, wanted: u32) {
    crate::object::EVAL_BREAKER.fetch_and(!wanted, std::sync::atomic::Ordering::Relaxed);
}
