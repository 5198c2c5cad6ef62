//! Functions that ask about or change the state of the interpreter.

use crate::object::{Args, Exc, Exception, Owned, PyResult, Str, TypeFlags, Vm};
use crate::types::int::{digit_limit, set_digit_limit};
use taipan_text::int::MIN_DIGIT_LIMIT;

pub(super) fn exit(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let status = a.opt(0).map(|s| s.own());
    let args: Vec<Owned> = status.iter().cloned().collect();
    let e = vm.exception(Exc::SystemExit, args);
    vm.set_own_attr(e.lend(), "code", status.unwrap_or(Owned::NONE));
    Err(vm.raise_object(e))
}

pub(super) fn exception(vm: &mut Vm, _: &Args<'_>) -> PyResult {
    Ok(vm.handling().unwrap_or(Owned::NONE))
}

pub(super) fn exc_info(vm: &mut Vm, _: &Args<'_>) -> PyResult {
    let Some(e) = vm.handling() else { return Ok(vm.tuple(vec![Owned::NONE, Owned::NONE, Owned::NONE])) };
    let tb = e.lend().get::<Exception>(vm).and_then(|b| b.traceback.clone()).unwrap_or(Owned::NONE);
    let class = e.lend().ty().as_ref().own();
    Ok(vm.tuple(vec![class, e, tb]))
}

pub(super) fn getframe(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let depth = match a.opt(0) {
        Some(d) => vm.index_i64(d)?.max(0) as usize,
        None => 0,
    };
    match vm.frame_object(depth) {
        Some(f) => Ok(f),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

pub(super) fn frame_module(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let depth = match a.opt(0) {
        Some(d) => vm.index_i64(d)?.max(0) as usize,
        None => 0,
    };
    let Some(frame) = vm.frame_object(depth) else { return Ok(Owned::NONE) };
    let globals = vm.get_attr_str(frame.lend(), "f_globals")?;
    Ok(vm.dict_get_name(globals.lend(), "__name__").unwrap_or(Owned::NONE))
}

pub(super) fn get_recursion_limit(vm: &mut Vm, _: &Args<'_>) -> PyResult {
    Ok(Owned::int(i64::from(vm.recursion_limit)))
}

pub(super) fn set_recursion_limit(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let limit = vm.index_i64(a.get(0))?;
    let Some(limit) = u32::try_from(limit).ok().filter(|&l| l >= 1 && l <= i32::MAX as u32) else {
        return Err(match limit {
            l if l < 1 => vm.value_error("recursion limit must be greater or equal than 1"),
            _ => vm.overflow_error("Python int too large to convert to C int"),
        });
    };
    let depth = vm.depth + vm.native_depth;
    if depth >= limit {
        return Err(vm.raise(
            Exc::RecursionError,
            format!("cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"),
        ));
    }
    vm.recursion_limit = limit;
    Ok(Owned::NONE)
}

pub(super) fn get_digits(_: &mut Vm, _: &Args<'_>) -> PyResult {
    Ok(Owned::usize(digit_limit()))
}

pub(super) fn set_digits(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let limit = vm.index_i64(a.get(0))?;
    match usize::try_from(limit) {
        Ok(l) if l == 0 || l >= MIN_DIGIT_LIMIT => {
            set_digit_limit(l);
            Ok(Owned::NONE)
        }
        _ => Err(vm.value_error(format!("maxdigits must be 0 or larger than {MIN_DIGIT_LIMIT}"))),
    }
}

pub(super) fn getrefcount(_: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    // Immediates are immortal, as small ints and None are in CPython.
    Ok(Owned::int(o.header().map_or(i64::from(u32::MAX), |h| i64::from(h.references()))))
}

pub(super) fn getsizeof(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let name = vm.names.sizeof;
    match vm.call_special(a.get(0), name, &[])? {
        Some(n) => match n.lend().as_i64(vm) {
            Some(i) if i < 0 => Err(vm.value_error("__sizeof__() should return >= 0")),
            // The collector's header comes before the object.
            Some(i) if a.get(0).ty().has(TypeFlags::GC) => Ok(Owned::int(i + 16)),
            Some(_) => Ok(n),
            None => Err(vm.type_error("an integer is required")),
        },
        None => match a.opt(1) {
            Some(d) => Ok(d.own()),
            None => {
                let got = a.get(0).ty().message_name();
                Err(vm.type_error(format!("Type {got} doesn't define __sizeof__")))
            }
        },
    }
}

pub(super) fn intern(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    if !o.is_a::<Str>() {
        let got = o.ty().argument_name();
        return Err(vm.type_error(format!("intern() argument must be str, not {got}")));
    }
    if !o.ty().is_exactly(crate::object::Kind::Str) {
        let got = o.ty().message_name();
        return Err(vm.type_error(format!("can't intern {got}")));
    }
    Ok(vm.interned(o))
}

pub(super) fn utf8(vm: &mut Vm, _: &Args<'_>) -> PyResult {
    Ok(vm.intern("utf-8"))
}

pub(super) fn surrogateescape(vm: &mut Vm, _: &Args<'_>) -> PyResult {
    Ok(vm.intern("surrogateescape"))
}

pub(super) fn never(_: &mut Vm, _: &Args<'_>) -> PyResult {
    Ok(Owned::bool(false))
}

pub(super) fn always(_: &mut Vm, _: &Args<'_>) -> PyResult {
    Ok(Owned::bool(true))
}

pub(super) fn no_tracing(_: &mut Vm, _: &Args<'_>) -> PyResult {
    Ok(Owned::NONE)
}

pub(super) fn set_tracing(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if a.get(0).is_none() {
        return Ok(Owned::NONE);
    }
    Err(vm.not_implemented_error("Taipan has no tracing or profiling hooks"))
}

pub(super) fn call_tracing(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let args = vm.collect(a.get(1))?;
    vm.call(a.get(0), Owned::lend_all(&args))
}

/// The thread switch interval, which nothing depends on.
struct SwitchInterval(f64);

impl Default for SwitchInterval {
    fn default() -> SwitchInterval {
        SwitchInterval(0.005)
    }
}

pub(super) fn get_switch_interval(vm: &mut Vm, _: &Args<'_>) -> PyResult {
    Ok(Owned::float(vm.extension::<SwitchInterval>().0))
}

pub(super) fn set_switch_interval(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let x = vm.to_float(a.get(0))?;
    if x <= 0.0 {
        return Err(vm.value_error("switch interval must be strictly positive"));
    }
    vm.extension::<SwitchInterval>().0 = x;
    Ok(Owned::NONE)
}
