//! Methods of `type`.

use super::mro;
use crate::object::{Args, FnDef, Owned, PyResult, Vm};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new(
        "mro",
        "($self, /)",
        |vm, a| mro::compute(vm, a.get(0).expect_type()),
        "Return a type's method resolution order.",
    ),
    FnDef::new("__subclasses__", "($self, /)", subclasses, "Return a list of immediate subclasses."),
    FnDef::new("__instancecheck__", "($self, instance, /)", instancecheck, "Check if an object is an instance."),
    FnDef::new("__subclasscheck__", "($self, subclass, /)", subclasscheck, "Check if a class is a subclass."),
    FnDef::new("__dir__", "($self, /)", dir, "Specialized __dir__ implementation for types."),
    FnDef::new(
        "__sizeof__",
        "($self, /)",
        |_, _| Ok(Owned::int(1088)),
        "Return memory consumption of the type object.",
    ),
];

pub(super) static CLASS_METHODS: &[FnDef] = &[FnDef::new(
    "__prepare__",
    "(cls, /, *args, **kwargs)",
    |vm, _| Ok(vm.dict()),
    "Create the namespace for the class statement",
)];

fn subclasses(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let all = a.get(0).expect_type().living_subclasses();
    Ok(vm.list(all))
}

fn instancecheck(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    vm.real_is_instance(a.get(1), a.get(0)).map(Owned::bool)
}

fn subclasscheck(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    vm.real_is_subclass(a.get(1), a.get(0)).map(Owned::bool)
}

fn dir(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    crate::types::object::attributes(vm, a.get(0).expect_type())
}
