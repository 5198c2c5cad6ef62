//! Arithmetic and comparison of counters: as multisets, so results keep positive counts only.

use crate::object::{BinOp, CmpOp, Dict, Kind, Owned, PyResult, Ref, Slots, Vm, new_of, type_for};

/// Enters the operators.
pub(super) fn fill(s: &mut Slots) {
    s.binary[BinOp::Add as usize] = Some(|vm, a, b| both(vm, a, b, sum));
    s.binary[BinOp::Sub as usize] = Some(|vm, a, b| both(vm, a, b, difference));
    s.binary[BinOp::Or as usize] = Some(|vm, a, b| both(vm, a, b, larger));
    s.binary[BinOp::And as usize] = Some(|vm, a, b| both(vm, a, b, smaller));
    s.inplace[BinOp::Add as usize] = Some(|vm, a, b| in_place(vm, a, b, sum));
    s.inplace[BinOp::Sub as usize] = Some(|vm, a, b| in_place(vm, a, b, difference));
    s.inplace[BinOp::Or as usize] = Some(|vm, a, b| in_place(vm, a, b, larger));
    s.inplace[BinOp::And as usize] = Some(|vm, a, b| in_place(vm, a, b, smaller));
    s.pos = Some(|vm, a| signed(vm, a, BinOp::Add));
    s.neg = Some(|vm, a| signed(vm, a, BinOp::Sub));
}

/// Makes the count of a key from the counts on both sides.
type Combine = fn(&mut Vm, Ref<'_>, Ref<'_>) -> PyResult;

fn sum(vm: &mut Vm, x: Ref<'_>, y: Ref<'_>) -> PyResult {
    vm.binary_op(BinOp::Add, x, y)
}

fn difference(vm: &mut Vm, x: Ref<'_>, y: Ref<'_>) -> PyResult {
    vm.binary_op(BinOp::Sub, x, y)
}

fn larger(vm: &mut Vm, x: Ref<'_>, y: Ref<'_>) -> PyResult {
    Ok(if vm.compare_bool(x, y, CmpOp::Lt)? { y.own() } else { x.own() })
}

fn smaller(vm: &mut Vm, x: Ref<'_>, y: Ref<'_>) -> PyResult {
    Ok(if vm.compare_bool(x, y, CmpOp::Lt)? { x.own() } else { y.own() })
}

fn is_counter(o: Ref<'_>) -> bool {
    o.is_instance(type_for(Kind::Counter))
}

fn items(vm: &Vm, o: Ref<'_>) -> Vec<(Owned, Owned)> {
    o.get::<Dict>(vm).map(|d| d.to_vec(vm)).unwrap_or_default()
}

/// The count of a key: 0 when it is missing.
fn count(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    Ok(vm.dict_get(o, key)?.unwrap_or(Owned::int(0)))
}

fn is_positive(vm: &mut Vm, x: Ref<'_>) -> PyResult<bool> {
    match x.value().as_fixnum() {
        Some(i) => Ok(i > 0),
        None => vm.compare_bool(x, Owned::int(0).lend(), CmpOp::Gt),
    }
}

/// The positive counts of all keys, those of the left side first.
fn combined(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, combine: Combine) -> PyResult {
    let result = new_of(type_for(Kind::Counter), Dict::default());
    let put = |vm: &mut Vm, key: Owned, n: Owned| {
        if is_positive(vm, n.lend())? { vm.dict_set(result.lend(), key.lend(), n) } else { Ok(()) }
    };
    for (key, x) in items(vm, a) {
        let y = count(vm, b, key.lend())?;
        let n = combine(vm, x.lend(), y.lend())?;
        put(vm, key, n)?;
    }
    for (key, y) in items(vm, b) {
        if vm.dict_get(a, key.lend())?.is_none() {
            let n = combine(vm, Owned::int(0).lend(), y.lend())?;
            put(vm, key, n)?;
        }
    }
    Ok(result)
}

fn both(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, combine: Combine) -> PyResult {
    if !is_counter(a) || !is_counter(b) {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    combined(vm, a, b, combine)
}

/// The right side of an in-place operator may be any mapping of counts that is a dict.
fn in_place(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, combine: Combine) -> PyResult {
    if !b.is_a::<Dict>() {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let result = combined(vm, a, b, combine)?;
    let body = result.lend().get_mut::<Dict>(vm).map(std::mem::take).unwrap_or_default();
    if let Some(d) = a.get_mut::<Dict>(vm) {
        let old = std::mem::replace(d, body);
        drop(old);
    }
    Ok(a.own())
}

/// `+c` and `-c`: the positive counts, or the negative ones turned around.
fn signed(vm: &mut Vm, a: Ref<'_>, op: BinOp) -> PyResult {
    let empty = new_of(type_for(Kind::Counter), Dict::default());
    match op {
        BinOp::Add => combined(vm, a, empty.lend(), sum),
        _ => combined(vm, empty.lend(), a, difference),
    }
}

/// A missing key counts as 0; a counter is at most another when all its counts are.
pub(super) fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !is_counter(a) || !is_counter(b) {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    Ok(Owned::bool(match op {
        CmpOp::Eq => all_counts(vm, a, b, CmpOp::Eq)?,
        CmpOp::Ne => !all_counts(vm, a, b, CmpOp::Eq)?,
        CmpOp::Le => all_counts(vm, a, b, CmpOp::Le)?,
        CmpOp::Ge => all_counts(vm, a, b, CmpOp::Ge)?,
        CmpOp::Lt => all_counts(vm, a, b, CmpOp::Le)? && !all_counts(vm, a, b, CmpOp::Eq)?,
        CmpOp::Gt => all_counts(vm, a, b, CmpOp::Ge)? && !all_counts(vm, a, b, CmpOp::Eq)?,
    }))
}

fn all_counts(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult<bool> {
    for key in items(vm, a).into_iter().chain(items(vm, b)).map(|(k, _)| k) {
        let (x, y) = (count(vm, a, key.lend())?, count(vm, b, key.lend())?);
        if !vm.compare_bool(x.lend(), y.lend(), op)? {
            return Ok(false);
        }
    }
    Ok(true)
}
