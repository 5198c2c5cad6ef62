//! Setting and deleting attributes of classes.

use crate::object::{PyResult, Ref, TypeObj, Vm, update_slots};

/// `setattr(cls, name, value)`, or `delattr` when there is no value: caches that relied on the namespace miss from now on,
/// and a special method changes the slots.
pub(super) fn set(vm: &mut Vm, cls: Ref<'_>, name: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let name = vm.interned(name);
    let name = name.lend();
    let ty = cls.expect_type();
    let text = vm.lossy(name);
    if !ty.is_class() {
        return Err(vm.type_error(format!("cannot set '{text}' attribute of immutable type '{}'", ty.name())));
    }
    if let Some(d) = cls.ty().lookup(name).map(Ref::own)
        && let Some(set) = d.lend().ty().slots().descr_set
    {
        return set(vm, d.lend(), cls, value);
    }
    let old = match value {
        Some(v) => ty.names().dict.insert(name.own(), v.own()),
        None => match ty.names().dict.remove(name) {
            Some(old) => Some(old),
            None => {
                let message = format!("type object '{}' has no attribute '{text}'", ty.name());
                return Err(vm.attribute_error(cls, name, message));
            }
        },
    };
    changed(vm, ty, &text);
    // The old value may have been cached by address: it goes after the caches were told.
    drop(old);
    Ok(())
}

/// The namespace of a class changed under a name.
pub(super) fn changed(vm: &Vm, ty: &TypeObj, name: &str) {
    ty.modified();
    if name.starts_with("__") && name.ends_with("__") {
        update_slots(vm, ty);
    }
}
