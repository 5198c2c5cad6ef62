//! Views of keys and of items as sets: membership, comparison, `& | - ^`, `isdisjoint`.

use super::DictView;
use super::views::dict_of;
use crate::object::{Args, CmpOp, Dict, FnDef, Kind, Owned, PyResult, Ref, Value, Vm};
use crate::types::set::{self, SetBody};

pub(super) static METHODS: &[FnDef] = &[FnDef::new(
    "isdisjoint",
    "(self, other, /)",
    isdisjoint,
    "Return True if the view and the given iterable have a null intersection.",
)];

/// `x in view` of keys or items.
pub(super) fn contains(vm: &mut Vm, o: Ref<'_>, x: Ref<'_>) -> PyResult<bool> {
    let d = dict_of(vm, o);
    if o.ty().kind() == Kind::DictKeys {
        let hash = vm.key_hash(x)?;
        return Ok(vm.dict_find(d.lend(), hash, x)?.is_some());
    }
    let Some([key, value]) = x.as_tuple(vm) else { return Ok(false) };
    let (key, value) = (key.clone(), value.clone());
    match vm.dict_get(d.lend(), key.lend())? {
        Some(found) => vm.equal(found.lend(), value.lend()),
        None => Ok(false),
    }
}

/// Whether this is a view that is like a set.
fn is_set_view(o: Ref<'_>) -> bool {
    o.is_a::<DictView>() && o.ty().kind() != Kind::DictValues
}

fn all_contained(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult<bool> {
    let it = vm.iter(a)?;
    while let Some(x) = vm.next(it.lend())? {
        if !vm.contains(b, x.lend())? {
            return Ok(false);
        }
    }
    Ok(true)
}

pub(super) fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !(b.is_a::<SetBody>() || is_set_view(b)) {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    }
    let (n, m) = (vm.len(a)?, vm.len(b)?);
    let r = match op {
        CmpOp::Eq => n == m && all_contained(vm, a, b)?,
        CmpOp::Ne => !(n == m && all_contained(vm, a, b)?),
        CmpOp::Lt => n < m && all_contained(vm, a, b)?,
        CmpOp::Le => n <= m && all_contained(vm, a, b)?,
        CmpOp::Gt => n > m && all_contained(vm, b, a)?,
        CmpOp::Ge => n >= m && all_contained(vm, b, a)?,
    };
    Ok(Owned::bool(r))
}

/// The elements of the left operand as a new set. Keys of an exact dict keep their hashes.
fn to_set(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    if o.is_a::<DictView>() && o.ty().kind() == Kind::DictKeys {
        let d = dict_of(vm, o);
        if d.lend().ty().is_exactly(Kind::Dict) {
            return set::from_iterable(vm, d.lend());
        }
    }
    set::from_iterable(vm, o)
}

pub(super) fn or(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let r = to_set(vm, a)?;
    set::update(vm, r.lend(), b)?;
    Ok(r)
}

pub(super) fn sub(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let r = to_set(vm, a)?;
    set::difference_update(vm, r.lend(), b)?;
    Ok(r)
}

pub(super) fn xor(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let r = to_set(vm, a)?;
    set::symmetric_difference_update(vm, r.lend(), b)?;
    Ok(r)
}

pub(super) fn and(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    // The operator's view may be on the right; the iteration is over the smaller view.
    let (mut view, mut other) = if is_set_view(a) { (a, b) } else { (b, a) };
    if is_set_view(other) && vm.len(other)? > vm.len(view)? {
        (view, other) = (other, view);
    }
    let r = set::build(vm, &[])?;
    let it = vm.iter(other)?;
    while let Some(x) = vm.next(it.lend())? {
        if contains(vm, view, x.lend())? {
            set::add(vm, r.lend(), x.lend())?;
        }
    }
    Ok(r)
}

fn isdisjoint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (mut view, mut other) = (a.get(0), a.get(1));
    if view.is(other) {
        let d = dict_of(vm, view);
        return Ok(Owned::bool(d.lend().get::<Dict>(vm).is_none_or(Dict::is_empty)));
    }
    if (other.is_a::<SetBody>() || is_set_view(other)) && vm.len(other)? > vm.len(view)? {
        (view, other) = (other, view);
    }
    let it = vm.iter(other)?;
    while let Some(x) = vm.next(it.lend())? {
        if vm.contains(view, x.lend())? {
            return Ok(Owned::bool(false));
        }
    }
    Ok(Owned::bool(true))
}
