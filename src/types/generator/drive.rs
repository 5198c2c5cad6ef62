//! Driving suspended frames from native code: `send`, `throw`, `close`.

use crate::object::{Args, Exc, GeneratorState as State, Owned, PyResult, Ref, Resume, Resumed, Vm, exception_type};
use crate::types::exception;

/// What resuming gave: a yielded value, or the value of a return.
pub type Step = Result<Owned, Owned>;

fn step(r: Resumed) -> Step {
    match r {
        Resumed::Yielded(v) => Ok(v),
        Resumed::Returned(v) => Err(v),
    }
}

/// `g.send(v)`.
///
/// # Errors
/// What the body raises.
pub fn send(vm: &mut Vm, g: Ref<'_>, v: Ref<'_>) -> PyResult<Step> {
    vm.resume(g, Resume::Send(v)).map(step)
}

/// The iterator that a frame waits for in `yield from` or `await`.
pub fn delegate(vm: &Vm, g: Ref<'_>) -> Option<Owned> {
    let s = vm.suspended(g)?;
    if s.is_paused() { s.delegate() } else { None }
}

/// The exception that `throw`'s arguments mean.
///
/// # Errors
/// `TypeError` when they mean none.
pub fn thrown(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let class = a.get(1);
    let value = a.some(2);
    let base = exception_type(Exc::BaseException);
    let made = match (class.as_type(), value) {
        (Some(_), Some(v)) if v.is_instance(base) => Ok(v.own()),
        (Some(_), Some(v)) => vm.call(class, &[v]),
        _ => Ok(class.own()),
    };
    let made = made.and_then(|e| {
        let name = e.lend().ty().message_name();
        let message = format!("exceptions must be classes or instances deriving from BaseException, not {name}");
        exception::instantiate(vm, e, &message)
    });
    match made {
        // What went wrong in making the exception is thrown in its place.
        Err(_) if class.as_type().is_some_and(|t| t.is_subtype(base)) => Ok(vm.take_raised()),
        r => r,
    }
}

/// `g.throw(e)`: first into the iterator that the frame waits for.
///
/// # Errors
/// What the body raises.
pub fn throw(vm: &mut Vm, g: Ref<'_>, e: Owned) -> PyResult<Step> {
    throw_how(vm, g, e, true)
}

/// The same, where `GeneratorExit` is thrown into the inner iterator like any exception instead of closing it.
///
/// # Errors
/// What the body raises.
pub fn throw_open(vm: &mut Vm, g: Ref<'_>, e: Owned) -> PyResult<Step> {
    throw_how(vm, g, e, false)
}

fn throw_how(vm: &mut Vm, g: Ref<'_>, e: Owned, close_inner: bool) -> PyResult<Step> {
    let e = match delegate(vm, g) {
        Some(inner) => {
            // Meanwhile nobody else may resume it.
            let at = vm.suspended_mut(g).map(|s| std::mem::replace(&mut s.at, crate::object::RUNNING));
            let r = throw_inner(vm, inner, e, close_inner);
            if let (Some(s), Some(at)) = (vm.suspended_mut(g), at) {
                s.at = at;
            }
            match r {
                Ok(v) => return Ok(Ok(v)),
                Err(e) => e,
            }
        }
        None => e,
    };
    if vm.suspended(g).is_some_and(|s| s.state() == State::Suspended && !s.started()) {
        finish(vm, g);
        return Err(vm.raise_object(e));
    }
    vm.resume(g, Resume::Throw(e.lend())).map(step)
}

/// Throws into an inner iterator: what it yields, or what is to be raised in the outer frame.
fn throw_inner(vm: &mut Vm, inner: Owned, e: Owned, close: bool) -> Result<Owned, Owned> {
    if close && e.lend().is_instance(exception_type(Exc::GeneratorExit)) {
        return match close_any(vm, inner.lend()) {
            Ok(()) => Err(e),
            Err(_) => Err(vm.take_raised()),
        };
    }
    let r = if vm.suspended(inner.lend()).is_some() {
        match throw_how(vm, inner.lend(), e, close) {
            Ok(Ok(v)) => Ok(v),
            Ok(Err(v)) => Err(vm.stop_iteration(v)),
            Err(e) => Err(e),
        }
    } else {
        let name = vm.names.throw;
        match vm.get_attr_opt(inner.lend(), name) {
            Ok(Some(f)) => vm.call(f.lend(), &[e.lend()]),
            Ok(None) => return Err(e),
            Err(e) => Err(e),
        }
    };
    r.map_err(|_| vm.take_raised())
}

/// Closes an inner iterator, if it can be closed.
fn close_any(vm: &mut Vm, o: Ref<'_>) -> PyResult<()> {
    if vm.suspended(o).is_some() {
        close(vm, o)?;
        return Ok(());
    }
    let name = vm.names.close;
    if let Some(f) = vm.get_attr_opt(o, name)? {
        vm.call(f.lend(), &[])?;
    }
    Ok(())
}

/// `g.close()`.
///
/// # Errors
/// What the body raises besides `GeneratorExit`; `RuntimeError` when it yields.
pub fn close(vm: &mut Vm, g: Ref<'_>) -> PyResult {
    let (state, started) = vm.suspended(g).map_or((State::Finished, true), |s| (s.state(), s.started()));
    if state == State::Finished {
        return Ok(Owned::NONE);
    }
    if !started {
        finish(vm, g);
        return Ok(Owned::NONE);
    }
    let exit = vm.exception(Exc::GeneratorExit, vec![]);
    match throw(vm, g, exit) {
        Ok(Ok(_)) => {
            let what = match g.ty().kind() {
                crate::object::Kind::Coroutine => "coroutine",
                crate::object::Kind::AsyncGenerator => "async generator",
                _ => "generator",
            };
            Err(vm.runtime_error(format!("{what} ignored GeneratorExit")))
        }
        Ok(Err(v)) => Ok(v),
        Err(e) => {
            if vm.raised_is(Exc::GeneratorExit) || vm.raised_is(Exc::StopIteration) {
                vm.clear_raised();
                return Ok(Owned::NONE);
            }
            Err(e)
        }
    }
}

/// Ends a frame that was never started or is not wanted any more.
fn finish(vm: &mut Vm, g: Ref<'_>) {
    let values = vm.suspended_mut(g).map(|s| {
        s.at = crate::object::FINISHED;
        s.take_values()
    });
    drop(values);
}
