//! `__slots__`: which attributes get a fixed place, and whether instances also have a dict and weak references.

use crate::object::{Dict, Kind, Owned, PyResult, Ref, Str, TypeFlags, TypeObj, Vm};

/// What a class body declares about the attributes of its instances.
pub(super) struct Declared {
    /// Names with a slot of their own, mangled and sorted.
    pub names: Vec<Owned>,
    /// Whether instances take other attributes; `None`: as the bases have it.
    pub dict: bool,
    /// Whether instances can be referred to weakly.
    pub weakref: bool,
}

/// Reads `__slots__` of a namespace.
///
/// # Errors
/// `TypeError` and `ValueError` for names that cannot be slots.
pub(super) fn read(
    vm: &mut Vm,
    class: &str,
    namespace: Ref<'_>,
    bases: &[Owned],
    base: &TypeObj,
) -> PyResult<Declared> {
    let some = |f: &dyn Fn(&TypeObj) -> bool| bases.iter().filter_map(|b| b.lend().as_type()).any(f);
    let (has_dict, has_weakref) = (some(&TypeObj::has_dict), some(&|t| t.has(TypeFlags::WEAKREF)));
    let name = vm.names.slots;
    let Some(slots) = vm.dict_get_str(namespace, name) else {
        return Ok(Declared { names: Vec::new(), dict: true, weakref: true });
    };
    let items = if slots.lend().is_a::<Str>() { vec![slots.clone()] } else { vm.collect(slots.lend())? };
    let mut declared = Declared { names: Vec::new(), dict: has_dict, weakref: has_weakref };
    for item in &items {
        let text = checked(vm, item.lend())?;
        match text.as_str() {
            "__dict__" if declared.dict => {
                return Err(vm.type_error("__dict__ slot disallowed: we already got one"));
            }
            "__weakref__" if declared.weakref => {
                return Err(vm.type_error("__weakref__ slot disallowed: we already got one"));
            }
            "__dict__" => declared.dict = true,
            "__weakref__" => declared.weakref = true,
            _ => {
                let mangled = vm.intern(&mangle(class, &text));
                conflict(vm, namespace, mangled.lend())?;
                declared.names.push(mangled);
            }
        }
    }
    if !declared.names.is_empty() && matches!(base.kind(), Kind::Int | Kind::Tuple | Kind::Bytes | Kind::Type) {
        return Err(vm.type_error(format!("nonempty __slots__ not supported for subtype of '{}'", base.name())));
    }
    declared.names.sort_by_cached_key(|n| vm.lossy(n.lend()));
    declared.names.dedup_by(|a, b| a.lend().is(b.lend()));
    Ok(declared)
}

fn checked(vm: &mut Vm, item: Ref<'_>) -> PyResult<String> {
    let Some(text) = item.get::<Str>(vm) else {
        let name = item.ty().message_name();
        return Err(vm.type_error(format!("__slots__ items must be strings, not '{name}'")));
    };
    let identifier = taipan_text::unicode::is_identifier(text.wtf8());
    let text = text.lossy().into_owned();
    if !identifier {
        return Err(vm.type_error("__slots__ must be identifiers"));
    }
    Ok(text)
}

/// A slot and a class attribute cannot share a name; the names that the compiler puts there are no attributes.
fn conflict(vm: &mut Vm, namespace: Ref<'_>, name: Ref<'_>) -> PyResult<()> {
    let text = vm.lossy(name);
    let special = matches!(text.as_str(), "__qualname__" | "__classcell__" | "__classdictcell__");
    let hash = vm.str_hash(name);
    let there = namespace.get::<Dict>(vm).and_then(|d| d.find_str(vm, hash, name)).is_some();
    if there && !special {
        return Err(vm.value_error(format!("'{text}' in __slots__ conflicts with class variable")));
    }
    Ok(())
}

/// `__name` in class `C` is `_C__name`.
fn mangle(class: &str, name: &str) -> String {
    let class = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || class.is_empty() {
        return name.to_owned();
    }
    format!("_{class}{name}")
}
