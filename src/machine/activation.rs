//! Entering and leaving frames: the record on the control stack, the registers, the locals.

#![allow(unsafe_code, reason = "the data and control stacks are raw memory")]

use super::{Direct, Flow, Machine, R};
use crate::object::{Action, Function, Object, Raised, Value};

/// Writes a frame record for `code` and makes it the running one. Arguments already lie at `fp`; the other locals are
/// emptied.
///
/// # Safety
/// `fp` points to the arguments on the data stack; `func` is owned by the caller and passes to the frame.
#[inline(always)]
pub(crate) unsafe fn push_frame(
    d: &mut Direct,
    code: *const crate::object::CodeObj,
    func: Value,
    fp: *mut Value,
    ret: *mut Value,
    nargs: usize,
    action: Action,
) -> Result<(), Raised> {
    // SAFETY: the control stack has a record above the running one (checked), the data stack has room (checked).
    unsafe {
        let vm = &mut *d.vm;
        let body = &(*code).body;
        let next = vm.frame.add(1);
        if next >= vm.frame_limit || vm.depth >= vm.recursion_limit || fp.add(body.frame_size as usize) > vm.data_limit
        {
            return Err(d.cold(|d| d.vm().recursion_error("")));
        }
        vm.depth += 1;
        (*vm.frame).pc = d.pc;
        let globals = if func.is_heap() {
            (*(func.bits() as *const Object<Function>)).body.globals.value()
        } else {
            (*vm.frame).globals
        };
        next.write(crate::object::Frame {
            pc: body.start(),
            fp,
            code,
            ret,
            action,
            func,
            globals,
            locals: Value::EMPTY,
            generator: Value::EMPTY,
            object: Value::EMPTY,
        });
        for i in nargs..body.nlocals as usize {
            *fp.add(i) = Value::EMPTY;
        }
        vm.frame = next;
        vm.consts = body.const_ptr();
        vm.sites = body.site_ptr();
        d.pc = body.start();
        d.fp = fp;
        d.sp = fp.add(body.nlocals as usize);
    }
    Ok(())
}

/// Takes the running frame off the control stack: its locals and operands are released, the caller's registers are back,
/// with the stack ending at `ret`.
#[inline(always)]
pub(crate) fn leave_frame(d: &mut Direct) -> Action {
    // SAFETY: locals and operands of the frame are owned words between `fp` and `sp`; the record below is the caller's.
    unsafe {
        let vm = &mut *d.vm;
        let f = vm.frame;
        if (*f).object.is_heap() {
            d.park();
            vm.frame_left(f);
        }
        let mut p = d.sp;
        while p > d.fp {
            p = p.sub(1);
            d.give_back(*p);
        }
        vm.depth -= 1;
        let caller = f.sub(1);
        vm.frame = caller;
        let (action, ret) = ((*f).action, (*f).ret);
        d.pc = (*caller).pc;
        d.fp = (*caller).fp;
        d.sp = ret;
        if !(*caller).code.is_null() {
            let body = (*caller).code();
            vm.consts = body.const_ptr();
            vm.sites = body.site_ptr();
        }
        d.give_back((*f).func);
        action
    }
}

/// See `Machine::leave`.
#[inline(always)]
pub(super) fn leave(d: &mut Direct, v: Value) -> R {
    let action = leave_frame(d);
    if action.kind == crate::object::ActionKind::Push {
        d.push(v);
        d.drain();
        return Ok(Flow::Next);
    }
    if action.kind == crate::object::ActionKind::Init && v.is_none() {
        // The instance lies on the stack already.
        d.drain();
        return Ok(Flow::Next);
    }
    // SAFETY: the record above the running one is the frame's that was just left.
    let generator = unsafe { (*(*d.vm).frame.add(1)).generator };
    d.cold(move |d| {
        if generator.is_heap() {
            crate::interp::generator::ended(d.vm(), generator);
        }
        // What native code waits for must not be overwritten by a finaliser.
        if action.kind == crate::object::ActionKind::Leave {
            d.drain();
            return crate::interp::finish(d, action, v);
        }
        let flow = crate::interp::finish(d, action, v)?;
        d.drain();
        Ok(flow)
    })
}
