//! Fields of exceptions: attributes that lie in slots of the instance.

use crate::object::{Exception, Owned, PyResult, Ref, Vm};

/// The value of a field, past all descriptors; `None` when it is unset.
pub(crate) fn field(vm: &mut Vm, e: Ref<'_>, name: &str) -> Option<Owned> {
    let name = vm.intern(name);
    e.own_attr(name.lend())
}

/// A field for messages: unset reads as `None`.
pub(super) fn field_or_none(vm: &mut Vm, e: Ref<'_>, name: &str) -> Owned {
    field(vm, e, name).unwrap_or(Owned::NONE)
}

/// The arguments.
pub(super) fn args_of(vm: &Vm, e: Ref<'_>) -> Vec<Owned> {
    let args = e.get::<Exception>(vm).map(|b| b.args.clone());
    args.and_then(|a| a.lend().as_tuple(vm).map(<[Owned]>::to_vec)).unwrap_or_default()
}

/// Replaces the arguments.
pub(super) fn set_args(vm: &mut Vm, e: Ref<'_>, args: Vec<Owned>) {
    let args = vm.tuple(args);
    let old = e.get_mut::<Exception>(vm).map(|b| std::mem::replace(&mut b.args, args));
    drop(old);
}

/// Sets fields from keyword arguments: those in `names`, anything else is an error in the words of class `class`.
///
/// # Errors
/// `TypeError` for an unknown keyword.
pub(super) fn set_keywords(
    vm: &mut Vm,
    e: Ref<'_>,
    class: &str,
    names: &[&str],
    keywords: &[(Ref<'_>, Ref<'_>)],
) -> PyResult<()> {
    for (key, value) in keywords {
        let key = vm.lossy(*key);
        if !names.contains(&key.as_str()) {
            return Err(vm.type_error(format!("{class}() got an unexpected keyword argument '{key}'")));
        }
        vm.set_own_attr(e, &key, value.own());
    }
    Ok(())
}
