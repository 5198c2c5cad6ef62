//! Opcodes that touch the frame itself: generators, and the handling of exceptions.

use super::slow;
use crate::interp::generator;
use crate::machine::{Direct, Effect, Flow, Machine, Opaque, R};
use crate::object::{Action, ActionKind, Exc, Kind, Owned, PyResult, Raised, Ref, Value, exception_type};
use taipan_bytecode::Instr;

/// `RESUME`.
#[inline(always)]
pub fn resume<M: Machine>(m: &mut M, i: Instr) -> R {
    m.entry(i)
}

/// `RETURN_GENERATOR`.
pub fn return_generator<M: Machine>(m: &mut M, i: Instr) -> R {
    m.return_generator(i)
}

/// `YIELD_VALUE`.
#[inline(always)]
pub fn yield_value<M: Machine>(m: &mut M, i: Instr) -> R {
    m.yield_value(i)
}

/// `SEND`: ( receiver, value -- receiver, result ); when the receiver returns, jumps with the result.
pub fn send<M: Machine>(m: &mut M, i: Instr) -> R {
    let (receiver, value) = (m.peek(1), m.peek(0));
    if m.kind_of(receiver) == Some(Kind::Generator) && m.is_const(value, Value::NONE) && m.is_suspended(receiver) {
        m.pop();
        return m.resume_generator(receiver, Action::with(ActionKind::SendGenerator, i.arg()));
    }
    m.untraceable("yield from", direct_send, i)
}

fn direct_send(d: &mut Direct, i: Instr) -> R {
    let (receiver, value) = (d.peek(1), d.peek(0));
    let r = lent(receiver);
    let kind = r.ty().kind();
    if matches!(kind, crate::object::Kind::Generator | crate::object::Kind::Coroutine) {
        let state = d.vm().suspended(r).map(|s| (s.state(), s.started()));
        if let Some((crate::object::GeneratorState::Suspended, started)) = state
            && (started || value.is_none())
        {
            let sent = own_top(d);
            let ret = d.sp;
            let action = Action::with(ActionKind::SendGenerator, i.arg());
            generator::push(d, receiver, sent, ret, action)?;
            return Ok(Flow::Next);
        }
    }
    let sent = own_top(d);
    let vm = d.vm();
    let step = if matches!(kind, crate::object::Kind::Generator | crate::object::Kind::Coroutine) {
        match generator::resume(vm, r, crate::object::Resume::Send(sent.lend()))? {
            crate::object::Resumed::Yielded(v) => Ok(v),
            crate::object::Resumed::Returned(v) => Err(v),
        }
    } else {
        send_to_any(vm, r, sent)?
    };
    match step {
        Ok(v) => d.push(v.into_value()),
        Err(v) => {
            d.push(v.into_value());
            d.jump(i.arg() as isize);
        }
    }
    Ok(Flow::Next)
}

/// `next(r)` or `r.send(v)`; the value of its `StopIteration` when it ends.
fn send_to_any(vm: &mut crate::object::Vm, r: Ref<'_>, sent: Owned) -> PyResult<Result<Owned, Owned>> {
    let result = if sent.value().is_none() && r.ty().slots().next.is_some() {
        match vm.next(r) {
            Ok(Some(v)) => return Ok(Ok(v)),
            Ok(None) => return Ok(Err(vm.stopped_with())),
            Err(e) => Err(e),
        }
    } else {
        vm.call_method(r, "send", &[sent.lend()])
    };
    match vm.catch(result, Exc::StopIteration)? {
        Ok(v) => Ok(Ok(v)),
        Err(e) => Ok(Err(crate::types::exception::stop_value(vm, e.lend()))),
    }
}

fn own_top(d: &mut Direct) -> Owned {
    let v = d.pop();
    own(v)
}

#[allow(unsafe_code, reason = "values popped from the stack are owned")]
fn own(v: Value) -> Owned {
    // SAFETY: callers pass what they popped.
    unsafe { Owned::from_value(v) }
}

#[allow(unsafe_code, reason = "operands are alive on the stack")]
fn lent(v: Value) -> Ref<'static> {
    // SAFETY: operands stay on the stack while the opcode runs.
    unsafe { Ref::from_value(v) }
}

/// `END_SEND`: ( receiver, value -- value ).
pub fn end_send<M: Machine>(m: &mut M, _: Instr) -> R {
    let v = m.pop();
    let receiver = m.pop();
    m.push(v);
    m.release(receiver);
    m.poll()
}

/// `CLEANUP_THROW`: ( receiver, sent, exc -- None, value ).
pub fn cleanup_throw<M: Machine>(m: &mut M, i: Instr) -> R {
    m.untraceable("an exception thrown into yield from", direct_cleanup_throw, i)
}

fn direct_cleanup_throw(d: &mut Direct, _: Instr) -> R {
    let e = own_top(d);
    if !e.lend().is_instance(exception_type(Exc::StopIteration)) {
        return Err(d.vm().reraise(e));
    }
    let value = crate::types::exception::stop_value(d.vm(), e.lend());
    drop(own_top(d));
    drop(own_top(d));
    d.push(Value::NONE);
    d.push(value.into_value());
    Ok(Flow::Next)
}

/// One operand, one result, by an opaque operation.
fn opaque1<M: Machine>(m: &mut M, f: &'static crate::machine::Opaque, arg: u32) -> R {
    let v = m.opaque(f, 1, arg)?;
    m.push(v);
    Ok(Flow::Next)
}

/// `GET_YIELD_FROM_ITER`.
pub fn get_yield_from_iter<M: Machine>(m: &mut M, _: Instr) -> R {
    opaque1(m, &slow::YIELD_FROM_ITER, 0)
}

/// `GET_AWAITABLE`.
pub fn get_awaitable<M: Machine>(m: &mut M, i: Instr) -> R {
    opaque1(m, &slow::AWAITABLE, i.arg())
}

/// `GET_AITER`.
pub fn get_aiter<M: Machine>(m: &mut M, _: Instr) -> R {
    opaque1(m, &slow::AITER, 0)
}

/// `GET_ANEXT`: ( aiter -- aiter, awaitable ).
pub fn get_anext<M: Machine>(m: &mut M, _: Instr) -> R {
    let it = m.peek(0);
    m.retain(it);
    m.push(it);
    opaque1(m, &slow::ANEXT, 0)
}

/// `END_ASYNC_FOR`: ( aiter, exc -- ).
pub fn end_async_for<M: Machine>(m: &mut M, i: Instr) -> R {
    m.untraceable("the end of async for", direct_end_async_for, i)
}

fn direct_end_async_for(d: &mut Direct, _: Instr) -> R {
    let e = own_top(d);
    drop(own_top(d));
    if e.lend().is_instance(exception_type(Exc::StopAsyncIteration)) {
        return Ok(Flow::Next);
    }
    Err(d.vm().reraise(e))
}

/// `PUSH_EXC_INFO`: ( exc -- previous, exc ).
pub fn push_exc_info<M: Machine>(m: &mut M, _: Instr) -> R {
    let e = m.peek(0);
    m.retain(e);
    let previous = m.opaque(&PUSH_EXC_INFO, 1, 0)?;
    m.push(previous);
    m.push(e);
    Ok(Flow::Next)
}

static PUSH_EXC_INFO: Opaque = Opaque::with(
    "push_exc_info",
    |vm, o, _| {
        Ok(match vm.handled.last_mut() {
            Some(top) => std::mem::replace(top, o[0].own()),
            None => Owned::NONE,
        })
    },
    Effect::Pure,
);

/// `POP_EXCEPT`: ( previous -- ).
pub fn pop_except<M: Machine>(m: &mut M, _: Instr) -> R {
    m.opaque(&POP_EXCEPT, 1, 0)?;
    m.poll()
}

static POP_EXCEPT: Opaque = Opaque::with(
    "pop_except",
    |vm, o, _| {
        let previous = o[0].own();
        if let Some(top) = vm.handled.last_mut() {
            drop(std::mem::replace(top, previous));
        }
        Ok(Owned::NONE)
    },
    Effect::Pure,
);

/// `CHECK_EXC_MATCH`: ( exc, type -- exc, bool ).
pub fn check_exc_match<M: Machine>(m: &mut M, _: Instr) -> R {
    let (e, t) = (m.peek(1), m.peek(0));
    if m.kind_of(t) == Some(Kind::Type) {
        let class = m.promote(t);
        if is_exception_class(class)
            && let Some(caught) = m.exact_instance(e, class)
        {
            m.pop();
            m.release(t);
            let caught = m.constant(Value::bool(caught));
            m.push(caught);
            return Ok(Flow::Next);
        }
    }
    m.retain(e);
    let t = m.pop();
    m.push(e);
    m.push(t);
    let v = m.opaque(&slow::EXC_MATCH, 2, 0)?;
    m.push(v);
    Ok(Flow::Next)
}

/// Whether a class can be caught.
fn is_exception_class(class: Value) -> bool {
    lent(class).as_type().is_some_and(|t| t.is_subtype(exception_type(Exc::BaseException)))
}

/// `CHECK_EG_MATCH`: ( exc, type -- rest, match ).
pub fn check_eg_match<M: Machine>(m: &mut M, i: Instr) -> R {
    m.untraceable("except*", direct_check_eg_match, i)
}

fn direct_check_eg_match(d: &mut Direct, _: Instr) -> R {
    let (e, t) = (lent(d.peek(1)), lent(d.peek(0)));
    let (matched, rest) = crate::types::exception::group_match(d.vm(), e, t)?;
    drop(own_top(d));
    drop(own_top(d));
    if !matched.value().is_none()
        && let Some(top) = d.vm().handled.last_mut()
    {
        drop(std::mem::replace(top, matched.clone()));
    }
    d.push(rest.into_value());
    d.push(matched.into_value());
    Ok(Flow::Next)
}

/// `RERAISE`: ( x[n], exc -- x[n] ).
pub fn reraise<M: Machine>(m: &mut M, _: Instr) -> R {
    m.opaque(&RERAISE, 1, 0)?;
    Ok(Flow::Next)
}

/// The traceback has an entry for this frame already, at the saved unit; the handler is looked up from here.
static RERAISE: Opaque = Opaque::with("reraise", |vm, o, _| Err(vm.reraise(o[0].own())), Effect::Pure);

/// `RAISE_VARARGS`.
pub fn raise<M: Machine>(m: &mut M, i: Instr) -> R {
    m.opaque(&RAISE, i.arg() as usize, 0)?;
    Ok(Flow::Next)
}

static RAISE: Opaque = Opaque::any("raise", |vm, o, _| {
    let (exc, cause) = (o.first().map(|e| e.own()), o.get(1).map(|c| c.own()));
    Err(raise_value(vm, exc, cause))
});

fn raise_value(vm: &mut crate::object::Vm, exc: Option<Owned>, cause: Option<Owned>) -> Raised {
    let Some(exc) = exc else {
        return match vm.handling() {
            Some(e) => vm.reraise(e),
            None => vm.runtime_error("No active exception to reraise"),
        };
    };
    let e = match crate::types::exception::instantiate(vm, exc, "exceptions must derive from BaseException") {
        Ok(e) => e,
        Err(r) => return r,
    };
    if let Some(cause) = cause {
        let c = if cause.value().is_none() {
            None
        } else {
            match crate::types::exception::instantiate(vm, cause, "exception causes must derive from BaseException") {
                Ok(c) => Some(c),
                Err(r) => return r,
            }
        };
        if let Some(b) = e.lend().get_mut::<crate::object::Exception>(vm) {
            b.suppress_context = true;
            let old = std::mem::replace(&mut b.cause, c);
            drop(old);
        }
    }
    vm.raise_object(e)
}

/// `WITH_EXCEPT_START`: ( exit, self, lasti, previous, exc -- exit, self, lasti, previous, exc, result ).
pub fn with_except_start<M: Machine>(m: &mut M, i: Instr) -> R {
    m.untraceable("an exception in a with block", direct_with_except_start, i)
}

fn direct_with_except_start(d: &mut Direct, _: Instr) -> R {
    let (exit, this, e) = (lent(d.peek(4)), lent(d.peek(3)), lent(d.peek(0)));
    let vm = d.vm();
    let tb = e.get::<crate::object::Exception>(vm).and_then(|b| b.traceback.clone()).unwrap_or(Owned::NONE);
    let ty = e.ty().as_ref();
    let r =
        if this.is_empty() { vm.call(exit, &[ty, e, tb.lend()])? } else { vm.call(exit, &[this, ty, e, tb.lend()])? };
    d.push(r.into_value());
    Ok(Flow::Next)
}
