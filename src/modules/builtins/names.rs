//! What the module holds besides functions: types, exceptions, constants.

use crate::object::{Exc, Kind, Owned, PyResult, Ref, Value, Vm, kind_ptr};

/// Functions as they were at the start.
#[derive(Default)]
struct Originals(Vec<(&'static str, Owned)>);

/// The functions that the compiler refers to past their names.
const KEPT: [&str; 4] = ["all", "any", "__build_class__", "__import__"];

/// The types that have a name here.
const TYPES: &[(&str, Kind)] = &[
    ("object", Kind::Object),
    ("type", Kind::Type),
    ("int", Kind::Int),
    ("bool", Kind::Bool),
    ("float", Kind::Float),
    ("complex", Kind::Complex),
    ("str", Kind::Str),
    ("bytes", Kind::Bytes),
    ("bytearray", Kind::ByteArray),
    ("memoryview", Kind::MemoryView),
    ("list", Kind::List),
    ("tuple", Kind::Tuple),
    ("dict", Kind::Dict),
    ("set", Kind::Set),
    ("frozenset", Kind::FrozenSet),
    ("range", Kind::Range),
    ("slice", Kind::Slice),
    ("enumerate", Kind::Enumerate),
    ("zip", Kind::Zip),
    ("map", Kind::Map),
    ("filter", Kind::Filter),
    ("reversed", Kind::Reversed),
    ("super", Kind::Super),
    ("property", Kind::Property),
    ("classmethod", Kind::ClassMethod),
    ("staticmethod", Kind::StaticMethod),
];

/// Fills the namespace.
pub(super) fn fill(vm: &mut Vm, dict: Ref<'_>) -> PyResult<()> {
    for &(name, kind) in TYPES {
        if !kind_ptr(kind).is_null() {
            vm.dict_set_name(dict, name, kind.ty().own());
        }
    }
    for &(exc, name, _) in Exc::ALL {
        vm.dict_set_name(dict, name, exc.ty().own());
    }
    for name in ["EnvironmentError", "IOError"] {
        vm.dict_set_name(dict, name, Exc::OSError.ty().own());
    }
    let constants = [
        ("None", Value::NONE),
        ("False", Value::FALSE),
        ("True", Value::TRUE),
        ("NotImplemented", Value::NOT_IMPLEMENTED),
        ("Ellipsis", Value::ELLIPSIS),
        ("__debug__", Value::bool(vm.settings.optimize == 0)),
    ];
    for (name, value) in constants {
        vm.dict_set_name(dict, name, Owned::immediate(value));
    }
    super::site::fill(vm, dict)?;
    for name in KEPT {
        if let Some(f) = vm.dict_get_name(dict, name) {
            vm.extension::<Originals>().0.push((name, f));
        }
    }
    Ok(())
}

/// A built-in as it was at the start.
pub(super) fn original(vm: &mut Vm, name: &str) -> Owned {
    let kept = vm.extension::<Originals>().0.iter().find(|(n, _)| *n == name).map(|(_, f)| f.clone());
    match kept {
        Some(f) => f,
        None => {
            let dict = vm.builtins_dict();
            vm.dict_get_name(dict.lend(), name).unwrap_or(Owned::NONE)
        }
    }
}
