//! What `await`, `async for` and asynchronous generators ask of objects.

use crate::object::{Coroutine, Owned, PyResult, Ref, Vm};

/// The iterator of an awaitable; `place` says whether it came from `__aenter__` (1) or `__aexit__` (2), for the message.
///
/// # Errors
/// `TypeError` for what cannot be awaited.
pub fn get_awaitable(vm: &mut Vm, o: Ref<'_>, place: u32) -> PyResult {
    if o.is_a::<Coroutine>() {
        return Ok(o.own());
    }
    if let Some(f) = o.ty().slots().await_ {
        return f(vm, o);
    }
    let name = o.ty().name().to_owned();
    Err(vm.type_error(match place {
        1 => format!("'async with' received an object from __aenter__ that does not implement __await__: {name}"),
        2 => format!("'async with' received an object from __aexit__ that does not implement __await__: {name}"),
        _ => format!("'{name}' object can't be awaited"),
    }))
}

/// `aiter(o)`.
///
/// # Errors
/// `TypeError` for what has no `__aiter__`.
pub fn get_aiter(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    match o.ty().slots().aiter {
        Some(f) => f(vm, o),
        None => {
            let name = o.ty().name().to_owned();
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
            get_awaitable(vm, a.lend(), 0)
        }
        None => {
            let name = o.ty().name().to_owned();
            Err(vm.type_error(format!("'async for' requires an iterator with __anext__ method, got {name}")))
        }
    }
}

/// What an asynchronous generator yields.
///
/// # Errors
/// `NotImplementedError`: asynchronous generators cannot be run yet.
pub fn wrap_yielded(vm: &mut Vm, _: Ref<'_>) -> PyResult<Owned> {
    Err(vm.not_implemented_error("Taipan does not run asynchronous generators yet"))
}
