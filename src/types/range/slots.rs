//! The type `range` and its slots.

use super::make::{from_big, from_i64, integer, parts};
use super::methods;
use crate::object::{
    CallArgs, CmpOp, Kind, LazySignature, Owned, PyResult, Range, Ref, TypeDef, TypeFlags, Value, Vm, bind,
};
use crate::types::slice::{SliceBody, bounds, position};
use dashu_int::IBig;
use taipan_text::hash::{TupleHasher, hash_big};

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<Range>("range", "builtins")
        .doc(
            "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nReturn an object that produces a sequence of integers from start (inclusive)\nto stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\nstart defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\nThese are exactly the valid indices for a list of 4 elements.\nWhen step is given, it specifies the increment (or decrement).",
        )
        .flags(TypeFlags::SEQUENCE)
        .slots(|s| {
            s.new = Some(new_range);
            s.repr = Some(repr);
            s.hash = Some(hash);
            s.compare = Some(compare);
            s.iter = Some(super::iter::iter);
            s.len = Some(len);
            s.bool = Some(|vm, o| Ok(o.get::<Range>(vm).is_some_and(|r| r.len != 0) && parts(vm, o)[3] != IBig::ZERO));
            s.getitem = Some(get);
            s.contains = Some(contains);
        })
        .methods(methods::METHODS)
        .getters(methods::GETTERS)
}

static SIGNATURE: LazySignature = LazySignature::new("(start, stop=None, step=None, /)");

fn new_range(vm: &mut Vm, _cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "range", &SIGNATURE, args, |vm, a| {
        let (start, stop) = match a.opt(1) {
            Some(stop) => (Some(a.get(0)), stop),
            None => (None, a.get(0)),
        };
        let plain = |o: Option<Ref<'_>>, missing: i64| o.map_or(Some(missing), |o| o.value().as_fixnum());
        if let (Some(start), Some(stop), Some(step)) = (plain(start, 0), plain(Some(stop), 0), plain(a.opt(2), 1)) {
            if step == 0 {
                return Err(vm.value_error("range() arg 3 must not be zero"));
            }
            return Ok(from_i64(start, stop, step));
        }
        let start = start.map_or(Ok(IBig::ZERO), |o| integer(vm, o))?;
        let stop = integer(vm, stop)?;
        let step = a.opt(2).map_or(Ok(IBig::ONE), |o| integer(vm, o))?;
        if step == IBig::ZERO {
            return Err(vm.value_error("range() arg 3 must not be zero"));
        }
        Ok(from_big(start, stop, step))
    })
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let [start, stop, step, _] = parts(vm, o);
    Ok(Owned::string(match step == IBig::ONE {
        true => format!("range({start}, {stop})"),
        false => format!("range({start}, {stop}, {step})"),
    }))
}

fn hash(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    let [start, _, step, len] = parts(vm, o);
    let none = vm.hash(Ref::NONE)?;
    let mut h = TupleHasher::new();
    h.add(hash_big(&len));
    h.add(if len == IBig::ZERO { none } else { hash_big(&start) });
    h.add(if len <= IBig::ONE { none } else { hash_big(&step) });
    Ok(h.finish())
}

/// Ranges are equal when they have the same values.
fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !a.is_a::<Range>() || !b.is_a::<Range>() || !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    }
    let ([start, _, step, len], [other_start, _, other_step, other_len]) = (parts(vm, a), parts(vm, b));
    let equal =
        len == other_len && (len == IBig::ZERO || (start == other_start && (len == IBig::ONE || step == other_step)));
    Ok(Owned::bool(equal == (op == CmpOp::Eq)))
}

fn len(vm: &mut Vm, o: Ref<'_>) -> PyResult<usize> {
    match i64::try_from(&parts(vm, o)[3]) {
        Ok(n) => Ok(n as usize),
        Err(_) => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn get(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    if let Some(i) = key.value().as_fixnum()
        && let Some(r) = o.get::<Range>(vm)
        && r.big.is_none()
    {
        let found = position(i, r.len as usize).map(|at| Owned::int(r.start + at as i64 * r.step));
        return found.ok_or_else(|| vm.index_error("range object index out of range"));
    }
    if bounds::is_index(key) {
        let i = integer(vm, key)?;
        let [start, _, step, len] = parts(vm, o);
        let i = if i < IBig::ZERO { i + &len } else { i };
        if i < IBig::ZERO || i >= len {
            return Err(vm.index_error("range object index out of range"));
        }
        return Ok(Owned::big(start + i * step));
    }
    if !key.is_a::<SliceBody>() {
        let name = key.ty().message_name();
        return Err(vm.type_error(format!("range indices must be integers or slices, not {name}")));
    }
    let [start, _, step, len] = parts(vm, o);
    let len = Owned::big(len);
    let fitted = crate::types::slice::indices(vm, key, len.lend())?;
    let [first, end, stride] = fitted;
    Ok(from_big(&start + first * &step, start + end * &step, step * stride))
}

/// Whether an int is among the values.
pub(super) fn contains_int(r: &Range, i: i64) -> bool {
    let offset = i128::from(i) - i128::from(r.start);
    let step = i128::from(r.step);
    offset % step == 0 && (0..i128::from(r.len)).contains(&(offset / step))
}

fn contains(vm: &mut Vm, o: Ref<'_>, x: Ref<'_>) -> PyResult<bool> {
    if x.ty().is_exactly(Kind::Int) || x.value().is_bool() {
        return Ok(methods::offset_of(vm, o, x).is_some());
    }
    Ok(methods::search(vm, o, x)?.is_some())
}
