//! `cls.__bases__ = (…)`: new bases of the same layout, and the MRO of the class and all its subclasses anew.

use super::{bases, getters, mro};
use crate::object::{Owned, PyResult, Ref, TypeObj, Vm, update_slots};

pub(super) fn set(vm: &mut Vm, cls: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let ty = getters::mutable(vm, cls, "__bases__")?;
    let Some(value) = value else {
        return Err(vm.type_error(format!("cannot delete '__bases__' attribute of immutable type '{}'", ty.name())));
    };
    let Some(all) = value.as_tuple(vm).map(<[Owned]>::to_vec) else {
        let got = value.ty().message_name();
        return Err(vm.type_error(format!("can only assign tuple to {}.__bases__, not {got}", ty.name())));
    };
    if all.is_empty() {
        return Err(vm.type_error(format!("can only assign non-empty tuple to {}.__bases__, not ()", ty.name())));
    }
    for b in &all {
        let Some(t) = b.lend().as_type() else {
            let got = b.lend().ty().message_name();
            return Err(vm.type_error(format!("{}.__bases__ must be tuple of classes, not '{got}'", ty.name())));
        };
        if t.is_subtype(ty) {
            return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
        }
    }
    let base = bases::best(vm, &all)?;
    let old = ty.names().base.clone();
    if let Some(o) = old.as_ref().and_then(|o| o.lend().as_type())
        && (o.kind() != base.kind()
            || o.body.attrs_offset != base.body.attrs_offset
            || o.body.inline != base.body.inline)
    {
        let (x, y) = (base.name().to_owned(), o.name().to_owned());
        return Err(vm.type_error(format!("__bases__ assignment: '{x}' object layout differs from '{y}'")));
    }
    let base = base.as_ref().own();
    let order = mro::linearise(vm, &all)?;
    ty.replace_bases(base, all);
    apply(vm, ty, order)?;
    update_slots(vm, ty);
    Ok(())
}

/// Sets the MRO of a class, then those of its subclasses.
fn apply(vm: &mut Vm, ty: &TypeObj, order: Vec<Owned>) -> PyResult<()> {
    let all = std::iter::once(ty.as_ref().own()).chain(order).collect();
    let old = std::mem::replace(&mut ty.names().mro, all);
    ty.modified();
    drop(old);
    for sub in ty.living_subclasses() {
        let sub = sub.lend().expect_type();
        let bases = sub.names().bases.clone();
        let order = mro::linearise(vm, &bases)?;
        apply(vm, sub, order)?;
    }
    Ok(())
}
