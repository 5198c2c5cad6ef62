//! `object.__new__` and `object.__init__`, with their rules on arguments that nobody wants.

use crate::object::{CallArgs, Kind, PyResult, Ref, TypeFlags, TypeObj, Vm, instance, type_for};

fn native_new(ty: &TypeObj) -> bool {
    let object = type_for(Kind::Object).slots().new;
    matches!((ty.slots().new, object), (Some(f), Some(g)) if std::ptr::fn_addr_eq(f, g))
}

fn native_init(ty: &TypeObj) -> bool {
    let object = type_for(Kind::Object).slots().init;
    matches!((ty.slots().init, object), (Some(f), Some(g)) if std::ptr::fn_addr_eq(f, g))
}

/// `object.__new__(cls)`. Arguments are fine when the class has an `__init__` to take them.
pub(super) fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let ty = cls.expect_type();
    if !args.is_empty() {
        if !native_new(ty) {
            return Err(vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
        }
        if native_init(ty) {
            return Err(vm.type_error(format!("{}() takes no arguments", ty.name())));
        }
    }
    if ty.has(TypeFlags::ABSTRACT) {
        return Err(abstract_class(vm, cls));
    }
    if ty.kind() != Kind::Object {
        return Err(vm.type_error(format!("cannot create '{}' instances", ty.name())));
    }
    Ok(instance(ty))
}

#[cold]
fn abstract_class(vm: &mut Vm, cls: Ref<'_>) -> crate::object::Raised {
    let name = vm.names.abstractmethods;
    let mut methods = match vm.get_attr(cls, name).and_then(|all| vm.collect(all.lend())) {
        Ok(all) => all.iter().map(|m| format!("'{}'", vm.lossy(m.lend()))).collect::<Vec<_>>(),
        Err(e) => return e,
    };
    methods.sort();
    let s = if methods.len() == 1 { "" } else { "s" };
    let class = cls.expect_type().name().to_owned();
    vm.type_error(format!(
        "Can't instantiate abstract class {class} without an implementation for abstract method{s} {}",
        methods.join(", ")
    ))
}

/// Whether a slot holds `object.__init__`.
pub(crate) fn is_default_init(f: crate::object::InitFn) -> bool {
    std::ptr::fn_addr_eq(f, init as crate::object::InitFn)
}

/// `object.__init__(self)`. Arguments are fine when the class has a `__new__` that took them.
pub(super) fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    if args.is_empty() {
        return Ok(());
    }
    if !native_init(o.ty()) {
        return Err(vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)"));
    }
    if native_new(o.ty()) {
        return Err(vm.type_error(format!("{}() takes no arguments", o.ty().name())));
    }
    Ok(())
}
