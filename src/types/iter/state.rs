//! What iterators have in common: each is its own iterator, and pickles as a call of a built-in function.

use crate::object::{CallArgs, Kind, Owned, PyResult, Ref, Vm, new, type_for};

/// `iter(iterator)`.
pub fn iter_self(_: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(o.own())
}

/// A function of the builtins module, `None` when a program deleted it.
pub fn builtin(vm: &mut Vm, name: &str) -> Owned {
    let builtins = vm.globals.builtins.clone();
    vm.dict_get_name(builtins.lend(), name).unwrap_or(Owned::NONE)
}

/// How an exhausted iterator pickles: as one over an empty list or tuple.
///
/// # Errors
/// None so far.
pub fn empty_iterator(vm: &mut Vm, kind: Kind) -> PyResult {
    let empty = match kind {
        Kind::Tuple => vm.tuple(Vec::new()),
        _ => vm.list(Vec::new()),
    };
    let (f, args) = (builtin(vm, "iter"), vm.tuple(vec![empty]));
    Ok(vm.tuple(vec![f, args]))
}

/// The `strict` keyword of `zip` and `map`, the only one that they take; a subclass's `__init__` may take others.
///
/// # Errors
/// `TypeError` for another keyword, or what its `__bool__` raises.
pub fn keyword_strict(vm: &mut Vm, kind: Kind, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult<bool> {
    let ty = cls.expect_type();
    let overridden = match (ty.slots().init, type_for(kind).slots().init) {
        (Some(a), Some(b)) => !std::ptr::fn_addr_eq(a, b),
        (a, b) => a.is_some() != b.is_some(),
    };
    let name = type_for(kind).name();
    if args.kwnames.len() > 1 && !overridden {
        let n = args.kwnames.len();
        return Err(vm.type_error(format!("{name}() takes at most 1 keyword argument ({n} given)")));
    }
    let mut strict = false;
    for (key, value) in args.kw() {
        if key.as_str(vm) == Some("strict") {
            strict = vm.truth(value)?;
        } else if !overridden {
            let key = vm.lossy(key);
            return Err(vm.type_error(format!("{name}() got an unexpected keyword argument '{key}'")));
        }
    }
    Ok(strict)
}

/// An object of the class of a constructor call: the built-in type or a subclass of it.
pub(super) fn made<T: crate::object::Payload>(cls: Ref<'_>, body: T) -> Owned {
    let ty = cls.expect_type();
    if ty.is_exactly(T::KIND) { new(body) } else { crate::object::new_of(ty, body) }
}
