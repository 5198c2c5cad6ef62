//! Generators, coroutines and asynchronous generators: frames that suspend.
//!
//! A suspended frame lives in the object: its variables and operands, and where it goes on. Resuming copies them onto the data
//! stack and pushes a record whose `generator` is the object; yielding copies them back.

#![allow(unsafe_code, reason = "moves values between the data stack and the object")]

use crate::machine::{Direct, Flow, Machine, R, leave_frame};
use crate::object::{
    Action, ActionKind, Exc, FINISHED, Frame, Function, GeneratorState as State, Kind, Object, Owned, PyResult,
    RUNNING, Raised, Ref, Resume, Resumed, Suspended, Value, Vm, suspend_new,
};
use taipan_bytecode::{CodeFlags, Instr};

/// `RETURN_GENERATOR`: the running frame becomes an object, which its caller gets.
pub(crate) fn return_generator(d: &mut Direct, _: Instr) -> R {
    // SAFETY: the running frame's record; its values move into the object, and the frame's own copy is forgotten by
    // setting the stack pointer back.
    unsafe {
        let f = (*d.vm).frame;
        let flags = (*f).code().code.flags;
        let n = d.sp.offset_from(d.fp) as usize;
        let func = Ref::from_value((*f).func).own();
        let names = match func.lend().get::<Function>(&*d.vm) {
            Some(b) => (b.name.clone(), b.qualname.clone()),
            None => (Owned::NONE, Owned::NONE),
        };
        let kind = if flags.has(CodeFlags::COROUTINE) {
            Kind::Coroutine
        } else if flags.has(CodeFlags::ASYNC_GENERATOR) {
            Kind::AsyncGenerator
        } else {
            Kind::Generator
        };
        let g = suspend_new(kind, (*f).code, d.pc, func, names, std::slice::from_raw_parts(d.fp, n));
        d.sp = d.fp;
        d.leave(g.into_value())
    }
}

/// The body of a generator, coroutine or asynchronous generator.
///
/// # Safety
/// `g` is one, alive, and the borrow ends before anything else may look at it.
unsafe fn body(g: Value) -> &'static mut Suspended {
    // SAFETY: the three kinds have one layout.
    unsafe { &mut (*(g.bits() as *mut Object<Suspended>)).body }
}

/// Puts a suspended frame back onto the stacks, with `sent` on top of its operands. Its result goes where `ret` points.
///
/// # Errors
/// When the stacks are full.
pub(crate) fn push(d: &mut Direct, g: Value, sent: Owned, ret: *mut Value, action: Action) -> Result<(), Raised> {
    // SAFETY: the caller passes a suspended frame's object and keeps it alive; its code is alive with the function; the
    // stacks are checked before anything is moved.
    unsafe {
        let s = body(g);
        let (code, func) = (s.code, s.func.value());
        let code_body = &(*code).body;
        let fp = d.sp;
        let (next, room) = ((*d.vm).frame.add(1), fp.add(code_body.frame_size as usize + 1));
        if next >= (*d.vm).frame_limit || (*d.vm).depth >= (*d.vm).recursion_limit || room > (*d.vm).data_limit {
            return Err(d.vm().recursion_error(""));
        }
        let pc = s.at as *const Instr;
        s.at = RUNNING;
        let handled = std::mem::replace(&mut s.handled, Owned::NONE);
        let n = s.len;
        for (i, v) in s.slots_mut()[..n].iter_mut().enumerate() {
            fp.add(i).write(std::mem::replace(v, Value::EMPTY));
        }
        let globals = match func.is_heap() {
            true => (*(func.bits() as *const Object<Function>)).body.globals.value(),
            false => Value::EMPTY,
        };
        let vm = &mut *d.vm;
        vm.handled.push(handled);
        vm.depth += 1;
        (*vm.frame).pc = d.pc;
        crate::object::retain(func);
        crate::object::retain(g);
        next.write(Frame {
            pc,
            fp,
            code,
            ret,
            action,
            func,
            globals,
            locals: Value::EMPTY,
            generator: g,
            object: Value::EMPTY,
        });
        vm.frame = next;
        vm.consts = code_body.const_ptr();
        vm.sites = code_body.site_ptr();
        d.fp = fp;
        d.sp = fp.add(n);
        d.push(sent.into_value());
        d.pc = pc;
    }
    Ok(())
}

/// Resumes the generator on top of the stack, which stays there.
pub(crate) fn resume_in_place(d: &mut Direct, g: Value, action: Action) -> R {
    let vm = d.vm();
    // SAFETY: the object is alive on the stack.
    let r: Ref<'_> = unsafe { Ref::from_value(g) };
    match vm.suspended(r).map(Suspended::state) {
        Some(State::Suspended) => {
            let ret = d.sp;
            push(d, g, Owned::NONE, ret, action)?;
            Ok(Flow::Next)
        }
        Some(State::Running) => Err(vm.value_error("generator already executing")),
        _ => {
            d.jump(action.data as isize + 1);
            Ok(Flow::Next)
        }
    }
}

/// `YIELD_VALUE`: the running frame moves back into its object; the value goes to whoever resumed it.
#[inline(always)]
pub(crate) fn yield_value(d: &mut Direct, _: Instr) -> R {
    d.cold(|d| {
        let v = d.pop();
        suspend(d);
        let action = leave_suspended(d);
        match action.kind {
            ActionKind::Leave => {
                // SAFETY: the value was owned by the frame.
                d.vm().result = Some(unsafe { Owned::from_value(v) });
                d.vm().yielded = true;
                Ok(Flow::Leave)
            }
            _ => {
                d.push(v);
                Ok(Flow::Next)
            }
        }
    })
}

/// Moves the running frame's values into its object.
fn suspend(d: &mut Direct) {
    // SAFETY: the running frame's record is a suspended kind's; its slots are empty while it runs; the values are moved,
    // and the stack pointer is set back.
    unsafe {
        let s = body((*(*d.vm).frame).generator);
        let n = d.sp.offset_from(d.fp) as usize;
        for (i, slot) in s.slots_mut()[..n].iter_mut().enumerate() {
            *slot = *d.fp.add(i);
        }
        (s.len, s.at) = (n, d.pc as usize);
        d.sp = d.fp;
        s.handled = (*d.vm).handled.pop().unwrap_or(Owned::NONE);
    }
}

fn leave_suspended(d: &mut Direct) -> Action {
    // SAFETY: the running frame's record; its reference to the generator is dropped after the frame is gone.
    let g = unsafe { (*(*d.vm).frame).generator };
    let action = leave_frame(d);
    d.release(g);
    action
}

/// A generator's frame ends by return or exception: the object is finished.
pub(crate) fn ended(vm: &mut Vm, g: Value) {
    // SAFETY: the frame's reference keeps the object alive until here.
    let g = unsafe { Owned::from_value(g) };
    vm.handled.pop();
    // What has ended has nothing left to finalise: its death needs no safepoint.
    // SAFETY: a live object's header.
    unsafe { (*(g.value().bits() as *mut crate::object::Header)).flags |= crate::object::Flags::FINALIZED };
    if let Some(s) = vm.suspended_mut(g.lend()) {
        s.at = FINISHED;
        let func = std::mem::replace(&mut s.handled, Owned::NONE);
        drop(func);
    }
}

/// Resumes a generator from native code, until it yields, returns or raises.
///
/// # Errors
/// What the generator raises.
pub(crate) fn resume(vm: &mut Vm, g: Ref<'_>, how: Resume<'_>) -> PyResult<Resumed> {
    let Some((state, started)) = vm.suspended(g).map(|s| (s.state(), s.started())) else {
        return Err(vm.system_error("a generator was expected"));
    };
    let sends_first = matches!(how, Resume::Send(v) if !started && !v.is_none());
    if state != State::Suspended || sends_first {
        return not_resumable(vm, g, how, state);
    }
    let mut d = Direct::resume(vm);
    let (ret, sent) = (
        d.sp,
        match how {
            Resume::Send(v) => v.own(),
            Resume::Throw(_) => Owned::NONE,
        },
    );
    push(&mut d, g.value(), sent, ret, Action::LEAVE)?;
    if let Resume::Throw(e) = how {
        d.park();
        return match super::throw_into(vm, e.own()) {
            Ok(()) => outcome(vm),
            Err(e) => Err(e),
        };
    }
    d.park();
    super::run(vm)?;
    outcome(vm)
}

/// The answer of a generator that runs, has ended, or is sent a value before it has started.
#[cold]
fn not_resumable(vm: &mut Vm, g: Ref<'_>, how: Resume<'_>, state: State) -> PyResult<Resumed> {
    let what = match g.ty().kind() {
        Kind::Coroutine => "coroutine",
        Kind::AsyncGenerator => "async generator",
        _ => "generator",
    };
    match (state, how) {
        (State::Running, _) => Err(vm.value_error(format!("{what} already executing"))),
        (State::Finished, _) if what == "coroutine" => Err(vm.runtime_error("cannot reuse already awaited coroutine")),
        (State::Finished, Resume::Throw(e)) => Err(vm.reraise(e.own())),
        (State::Finished, Resume::Send(_)) => Ok(Resumed::Returned(Owned::NONE)),
        (State::Suspended, _) => Err(vm.type_error(format!("can't send non-None value to a just-started {what}"))),
    }
}

fn outcome(vm: &mut Vm) -> PyResult<Resumed> {
    let v = vm.result.take().unwrap_or(Owned::NONE);
    if std::mem::take(&mut vm.yielded) { Ok(Resumed::Yielded(v)) } else { Ok(Resumed::Returned(v)) }
}

/// Raises `StopIteration` becoming `RuntimeError`, as PEP 479 wants it when one leaves a generator's body.
pub(crate) fn stop_iteration_error(vm: &mut Vm, e: Owned, what: &str) -> Owned {
    let name = if e.lend().is_instance(crate::object::exception_type(Exc::StopAsyncIteration)) {
        "StopAsyncIteration"
    } else {
        "StopIteration"
    };
    let r = vm.exception(Exc::RuntimeError, vec![Owned::string(format!("{what} raised {name}"))]);
    if let Some(b) = r.lend().get_mut::<crate::object::Exception>(vm) {
        b.cause = Some(e.clone());
        b.context = Some(e);
        b.suppress_context = true;
    }
    r
}
