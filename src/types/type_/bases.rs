//! Which base decides about the layout of instances, and which metaclass makes the class.

use crate::object::{Owned, PyResult, Ref, TypeFlags, TypeObj, Vm, shape};

/// Number of slots that `__slots__` of a type and its bases declare.
fn declared(ty: &TypeObj) -> usize {
    if ty.body.attrs_offset == 0 { 0 } else { shape(ty.body.root_shape.get()).fixed as usize }
}

/// The nearest type along the chain of bases that adds something to the layout: a body, or slots.
fn solid(ty: &TypeObj) -> &TypeObj {
    let mut t = ty;
    while let Some(base) = t.names().base.as_ref().and_then(|b| b.lend().as_type()) {
        if t.kind() != base.kind() || declared(t) > declared(base) {
            break;
        }
        t = base;
    }
    t
}

/// Whether methods of `base` can work on instances of `ty`: their layout extends what `base` needs.
pub(super) fn fits(ty: &TypeObj, base: &TypeObj) -> bool {
    solid(ty).is_subtype(solid(base))
}

/// The base whose layout the class extends.
///
/// # Errors
/// `TypeError` when a base cannot be one, or two of them disagree.
pub(super) fn best<'a>(vm: &mut Vm, bases: &'a [Owned]) -> PyResult<&'a TypeObj> {
    let mut chosen: Option<(&TypeObj, &TypeObj)> = None;
    for b in bases {
        let Some(ty) = b.lend().as_type() else { return Err(vm.type_error("bases must be types")) };
        if !ty.has(TypeFlags::BASE) {
            return Err(vm.type_error(format!("type '{}' is not an acceptable base type", ty.name())));
        }
        let candidate = solid(ty);
        match chosen {
            None => chosen = Some((ty, candidate)),
            Some((_, winner)) if winner.is_subtype(candidate) => {}
            Some((_, winner)) if candidate.is_subtype(winner) => chosen = Some((ty, candidate)),
            Some(_) => return Err(vm.type_error("multiple bases have instance lay-out conflict")),
        }
    }
    match chosen {
        Some((base, _)) => Ok(base),
        None => Err(vm.type_error("a new type must have at least one base")),
    }
}

/// The most derived metaclass of all bases and of the one that was asked for.
///
/// # Errors
/// `TypeError` when two of them are not related.
pub(super) fn metaclass<'a>(vm: &mut Vm, asked: &'a TypeObj, bases: &'a [Owned]) -> PyResult<&'a TypeObj> {
    let mut winner = asked;
    for b in bases {
        let meta = b.lend().ty();
        if winner.is_subtype(meta) {
            continue;
        }
        if !meta.is_subtype(winner) {
            return Err(vm.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            ));
        }
        winner = meta;
    }
    Ok(winner)
}

/// `type(name, bases, …)` does not take bases that only stand for classes.
///
/// # Errors
/// `TypeError` for such a base.
pub(super) fn check_types(vm: &mut Vm, bases: &[Owned]) -> PyResult<()> {
    for b in bases {
        if b.lend().as_type().is_some() {
            continue;
        }
        let name: Ref<'static> = vm.names.mro_entries;
        if vm.get_attr_opt(b.lend(), name)?.is_some() {
            return Err(vm.type_error("type() doesn't support MRO entry resolution; use types.new_class()"));
        }
    }
    Ok(())
}
