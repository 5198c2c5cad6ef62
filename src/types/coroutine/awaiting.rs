//! What `await`, `async for` and asynchronous generators ask of objects.

use crate::object::{CodeBody, Coroutine, Exception, Generator, Owned, PyResult, Raised, Ref, UnaryFn, Vm};

/// The iterator of an awaitable; `place` says whether it came from `__aenter__` (1) or `__aexit__` (2), for the message.
///
/// # Errors
/// `TypeError` for what cannot be awaited.
pub fn get_awaitable(vm: &mut Vm, o: Ref<'_>, place: u32) -> PyResult {
    if o.is_a::<Coroutine>() {
        if crate::types::generator::delegate(vm, o).is_some() {
            return Err(vm.runtime_error("coroutine is being awaited already"));
        }
        return Ok(o.own());
    }
    if o.is_a::<Generator>() && is_iterable_coroutine(vm, o) {
        return Ok(o.own());
    }
    if let Some(f) = o.ty().slots().await_ {
        return awaited(vm, o, f);
    }
    let name = o.ty().message_name();
    Err(vm.type_error(match place {
        1 => format!("'async with' received an object from __aenter__ that does not implement __await__: {name}"),
        2 => format!("'async with' received an object from __aexit__ that does not implement __await__: {name}"),
        _ => format!("'{name}' object can't be awaited"),
    }))
}

/// What `__await__` gives: an iterator that is no coroutine.
fn awaited(vm: &mut Vm, o: Ref<'_>, f: UnaryFn) -> PyResult {
    let it = f(vm, o)?;
    if it.lend().is_a::<Coroutine>() || (it.lend().is_a::<Generator>() && is_iterable_coroutine(vm, it.lend())) {
        return Err(vm.type_error("__await__() returned a coroutine"));
    }
    if it.lend().ty().slots().next.is_none() {
        let name = it.lend().ty().message_name();
        return Err(vm.type_error(format!("__await__() returned non-iterator of type '{name}'")));
    }
    Ok(it)
}

/// Whether a generator was made by a function that `types.coroutine` marked.
fn is_iterable_coroutine(vm: &Vm, o: Ref<'_>) -> bool {
    let code = vm.suspended(o).and_then(|s| s.code().get::<CodeBody>(vm));
    code.is_some_and(|c| c.code.flags.has(taipan_bytecode::CodeFlags::ITERABLE_COROUTINE))
}

/// `aiter(o)`.
///
/// # Errors
/// `TypeError` for what has no `__aiter__`.
pub fn get_aiter(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    match o.ty().slots().aiter {
        Some(f) => {
            let it = f(vm, o)?;
            if it.lend().ty().slots().anext.is_none() {
                let name = it.lend().ty().message_name();
                return Err(vm.type_error(format!(
                    "'async for' received an object from __aiter__ that does not implement __anext__: {name}"
                )));
            }
            Ok(it)
        }
        None => {
            let name = o.ty().message_name();
            Err(vm.type_error(format!("'async for' requires an object with __aiter__ method, got {name}")))
        }
    }
}

/// `anext(o)`, as the iterator of its awaitable.
///
/// # Errors
/// `TypeError` for what has no `__anext__`.
pub fn get_anext(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    match o.ty().slots().anext {
        Some(f) => {
            let a = f(vm, o)?;
            let r = get_awaitable(vm, a.lend(), 0);
            if r.is_err() {
                let cause = vm.take_raised();
                let name = a.lend().ty().message_name();
                let e = vm.type_error(format!("'async for' received an invalid object from __anext__: {name}"));
                return Err(exception_from(vm, e, cause));
            }
            r
        }
        None => {
            let name = o.ty().message_name();
            Err(vm.type_error(format!("'async for' requires an iterator with __anext__ method, got {name}")))
        }
    }
}

/// The pending exception, with a cause that is also its context.
fn exception_from(vm: &mut Vm, _: Raised, cause: Owned) -> Raised {
    let e = vm.take_raised();
    if let Some(b) = e.lend().get_mut::<Exception>(vm) {
        b.cause = Some(cause.clone());
        b.context = Some(cause);
        b.suppress_context = true;
    }
    vm.reraise(e)
}

/// What an asynchronous generator yields.
///
/// # Errors
/// None.
pub fn wrap_yielded(_: &mut Vm, v: Ref<'_>) -> PyResult {
    Ok(crate::types::async_generator::wrap(v))
}
