//! How a class is called: `__module__`, qualified names, `repr`.

use crate::object::{Owned, PyResult, Ref, Str, TypeObj, Vm};

/// `__module__`: an entry of the namespace for classes. `None` when a class has none.
pub fn module_of(vm: &mut Vm, ty: &TypeObj) -> Option<Owned> {
    if !ty.is_class() {
        return Some(vm.intern(ty.names().native.0));
    }
    ty.names().dict.get(vm.names.module).map(Ref::own)
}

/// The qualified name with the module in front, unless that is `builtins`.
pub fn full_name(vm: &mut Vm, ty: &TypeObj) -> String {
    let module = module_of(vm, ty);
    let qualname = ty.names().qualname.clone();
    match module.as_ref().and_then(|m| m.lend().get::<Str>(vm)).map(|s| s.lossy().into_owned()) {
        Some(m) if m != "builtins" => format!("{m}.{qualname}"),
        _ => qualname,
    }
}

/// `<class 'module.Name'>`.
pub(super) fn repr(vm: &mut Vm, cls: Ref<'_>) -> PyResult {
    let name = full_name(vm, cls.expect_type());
    Ok(Owned::string(format!("<class '{name}'>")))
}
