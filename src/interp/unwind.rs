//! Raising: from the instruction that failed to its handler, through as many frames as it takes.

#![allow(unsafe_code, reason = "walks the control stack")]

use super::finish::on_exception;
use crate::machine::{Direct, Machine, leave_frame};
use crate::object::{ActionKind, Exc, Exception, Owned, PyResult, Raised, Value, Vm};
use taipan_bytecode::CodeFlags;

/// Finds the handler of the pending exception. The registers are parked at the instruction after the one that raised. On
/// `Ok` they are parked at the handler.
///
/// # Errors
/// When the exception leaves a frame that native code waits for.
pub(crate) fn unwind(vm: &mut Vm, _: Raised) -> PyResult<()> {
    let mut d = Direct::resume(vm);
    loop {
        // SAFETY: the running frame's record and code.
        let (code, lasti) = unsafe {
            let f = &*(*d.vm).frame;
            (f.code, f.code().index_of(d.pc).saturating_sub(1))
        };
        // SAFETY: the frame keeps its code alive.
        let body = unsafe { &(*code).body };
        add_traceback(d.vm(), lasti);
        if let Some(h) = body.code.handler(lasti as usize) {
            let depth = body.nlocals as usize + h.depth as usize;
            // SAFETY: the handler's depth is at most the present one; what lies above is released.
            unsafe {
                let keep = d.fp.add(depth);
                while d.sp > keep {
                    let v = d.pop();
                    d.release(v);
                }
                if h.lasti {
                    d.push(Value::small(i64::from(lasti)));
                }
                let e = d.vm().take_raised();
                d.push(e.into_value());
                d.pc = body.start().add(h.target as usize);
            }
            d.park();
            return Ok(());
        }
        // SAFETY: the running frame's record.
        let generator = unsafe { (*(*d.vm).frame).generator };
        let flags = body.code.flags;
        let action = leave_frame(&mut d);
        d.park();
        if generator.is_heap() {
            convert_stop_iteration(vm, flags);
            super::generator::ended(vm, generator);
            d = Direct::resume(vm);
        }
        if action.kind == ActionKind::Leave {
            return Err(Raised);
        }
        if on_exception(&mut d, action) {
            d.park();
            return Ok(());
        }
    }
}

/// PEP 479: `StopIteration` that leaves a generator's body becomes a `RuntimeError`.
fn convert_stop_iteration(vm: &mut Vm, flags: CodeFlags) {
    let asynchronous = flags.has(CodeFlags::ASYNC_GENERATOR);
    let stops = vm.raised_is(Exc::StopIteration) || asynchronous && vm.raised_is(Exc::StopAsyncIteration);
    if !stops {
        return;
    }
    let what = if asynchronous {
        "async generator"
    } else if flags.has(CodeFlags::COROUTINE) {
        "coroutine"
    } else {
        "generator"
    };
    let e = vm.take_raised();
    let e = super::generator::stop_iteration_error(vm, e, what);
    vm.raised = Some(e);
}

/// Puts an entry for the running frame in front of the pending exception's traceback.
fn add_traceback(vm: &mut Vm, lasti: u32) {
    let Some(e) = vm.raised.clone() else { return };
    let Some(f) = vm.current().copied() else { return };
    if f.code().code.flags.has(CodeFlags::HIDDEN) {
        return;
    }
    let next = e.lend().get::<Exception>(vm).and_then(|b| b.traceback.clone());
    if let Some(n) = &next
        && crate::types::exception::traceback::is_at(vm, n.lend(), &f, lasti)
    {
        return;
    }
    let tb = crate::types::exception::traceback::entry(vm, &f, lasti, next);
    if let Some(b) = e.lend().get_mut::<Exception>(vm) {
        b.traceback = Some(tb);
    }
}

/// Raises an exception in the frame that is on top (a generator's, just pushed) and goes on from its handler.
///
/// # Errors
/// When the exception leaves the frame.
pub(crate) fn throw_into(vm: &mut Vm, e: Owned) -> PyResult<()> {
    // What was sent in is not wanted by a frame that is thrown into.
    let r = vm.raise_object(e);
    unwind(vm, r)?;
    super::run(vm)
}
