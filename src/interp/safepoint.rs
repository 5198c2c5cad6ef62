//! Safepoints: between two instructions, where signals, finalisers and callbacks may run.

use crate::object::{
    BREAK_COLLECT, BREAK_FINALIZERS, BREAK_MEMORY, BREAK_SIGNAL, EVAL_BREAKER, Owned, PyResult, Vm, finalizers_pending,
    morgue,
};
use std::sync::atomic::Ordering;

/// Serves whatever asked for attention.
///
/// # Errors
/// `KeyboardInterrupt`, `MemoryError`, or what a signal handler raises.
#[cold]
pub(crate) fn safepoint(vm: &mut Vm) -> PyResult<()> {
    let wanted = EVAL_BREAKER.load(Ordering::Relaxed);
    if wanted & BREAK_FINALIZERS != 0 {
        run_finalizers(vm);
    }
    if wanted & BREAK_COLLECT != 0 {
        EVAL_BREAKER.fetch_and(!BREAK_COLLECT, Ordering::Relaxed);
        let collect = vm.hooks.collect;
        collect(vm);
    }
    if wanted & BREAK_SIGNAL != 0 {
        vm.check_signals()?;
    }
    if wanted & BREAK_MEMORY != 0 {
        vm.check_memory()?;
    }
    let others = wanted & !(BREAK_FINALIZERS | BREAK_SIGNAL | BREAK_COLLECT | BREAK_MEMORY);
    if others != 0 {
        let serve = vm.hooks.safepoint;
        serve(vm, others);
        // It may have dropped the last reference to something.
        run_finalizers(vm);
    }
    Ok(())
}

/// Runs `__del__` of objects that died, and callbacks of their weak references, in the order in which they died.
pub(crate) fn run_finalizers(vm: &mut Vm) {
    EVAL_BREAKER.fetch_and(!BREAK_FINALIZERS, Ordering::Relaxed);
    while finalizers_pending() {
        morgue().drained += 1;
        let (objects, callbacks) = {
            let m = morgue();
            (std::mem::take(&mut m.finalizers), std::mem::take(&mut m.callbacks))
        };
        for o in objects {
            finalize(vm, o);
        }
        for w in callbacks {
            crate::types::weakref::run_callback(vm, w);
        }
    }
}

/// Calls `__del__`; an exception is reported and dropped, as nobody could catch it.
fn finalize(vm: &mut Vm, o: Owned) {
    let saved = vm.raised.take();
    let name = vm.names.del;
    let r = vm.call_special(o.lend(), name, &[]);
    if r.is_err() {
        crate::types::exception::report_unraisable(vm, o.lend());
    }
    vm.raised = saved;
}
