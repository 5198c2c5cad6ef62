//! What `list`, `tuple` and other sequences have in common: lexicographic comparison, searching, `repr` that survives
//! recursion, arguments of `+` and `*`.

pub mod compare;
pub mod repr;
pub mod search;

use super::slice::bounds;
use crate::object::{Args, CallArgs, Kind, List, Owned, PyResult, Ref, Tuple, Vm, type_for};

/// The number of items of a list or tuple; 0 for anything else.
#[inline]
pub fn len(vm: &Vm, o: Ref<'_>) -> usize {
    match o.get::<Tuple>(vm) {
        Some(t) => t.len(),
        None => o.get::<List>(vm).map_or(0, List::len),
    }
}

/// The item of a list or tuple at a position, `None` beyond the end.
#[inline]
pub fn item(vm: &Vm, o: Ref<'_>, i: usize) -> Option<Owned> {
    if let Some(t) = o.get::<Tuple>(vm) {
        return t.items().get(i).cloned();
    }
    o.get::<List>(vm).filter(|l| i < l.len()).map(|l| l.get(i))
}

/// The count of `sequence * n`: 0 for negative numbers.
///
/// # Errors
/// `TypeError` when `n` is no integer, `OverflowError` when it does not fit.
pub fn repeat_count(vm: &mut Vm, n: Ref<'_>) -> PyResult<usize> {
    if !bounds::is_index(n) {
        let name = n.ty().message_name();
        return Err(vm.type_error(format!("can't multiply sequence by non-int of type '{name}'")));
    }
    let i = vm.index(n)?;
    match i.lend().as_i64(vm) {
        Some(i) => Ok(i.max(0) as usize),
        None => {
            let name = n.ty().message_name();
            Err(vm.overflow_error(format!("cannot fit '{name}' into an index-sized integer")))
        }
    }
}

/// `len * count` items of a number of bytes, if so many can be stored.
///
/// # Errors
/// `MemoryError` when they cannot.
pub fn repeated_len(vm: &mut Vm, len: usize, count: usize, width: usize) -> PyResult<usize> {
    let total = len.saturating_mul(count);
    vm.room_for(total, width)?;
    Ok(total)
}

/// The arguments that the constructor of a built-in container looks at: keywords are for a subclass that brings its own
/// `__new__`.
pub fn constructor_args<'a>(o: Ref<'_>, kind: Kind, args: &CallArgs<'a>) -> CallArgs<'a> {
    let (own, built_in) = (o.ty().slots().new, type_for(kind).slots().new);
    match (own, built_in) {
        (Some(x), Some(y)) if !std::ptr::fn_addr_eq(x, y) => CallArgs::positional(args.pos()),
        _ => *args,
    }
}

/// `start` and `stop` of `index` for a sequence of some length.
///
/// # Errors
/// What `__index__` raises.
pub fn search_bounds(vm: &mut Vm, a: &Args<'_>, len: usize) -> PyResult<(usize, usize)> {
    let fit = |i: i64| (if i < 0 { i.saturating_add(len as i64) } else { i }).max(0) as usize;
    let start = a.opt(2).map_or(Ok(0), |i| bounds::method_bound(vm, i))?;
    let stop = a.opt(3).map_or(Ok(i64::MAX), |i| bounds::method_bound(vm, i))?;
    Ok((fit(start), fit(stop)))
}
