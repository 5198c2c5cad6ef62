//! `function`: Python functions as objects. Calling them is the interpreter's business.

mod getters;
mod make;

use crate::object::{Function, Owned, PyResult, Ref, TypeDef, TypeFlags, Vm};

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<Function>("function", "builtins")
        .doc(make::DOC)
        .flags(TypeFlags::GC | TypeFlags::WEAKREF)
        .with_attrs()
        .slots(|s| {
            s.repr = Some(repr);
            s.descr_get = Some(crate::types::method::bind);
            s.call = Some(Vm::call_args);
            s.new = Some(make::new);
        })
        .getters(getters::GETTERS)
}

/// A callable as messages name it: the qualified name with the module in front, unless that is `builtins`, and `()`.
///
/// # Errors
/// What looking the names up raises.
pub(crate) fn display_name(vm: &mut Vm, f: Ref<'_>) -> PyResult<String> {
    let (qualname, module) = (vm.names.qualname, vm.names.module);
    let Some(q) = vm.get_attr_opt(f, qualname)? else { return vm.str_string(f) };
    let q = vm.str_string(q.lend())?;
    if let Some(m) = vm.get_attr_opt(f, module)?
        && !m.lend().is_none()
    {
        let m = vm.str_string(m.lend())?;
        if m != "builtins" {
            return Ok(format!("{m}.{q}()"));
        }
    }
    Ok(format!("{q}()"))
}

fn repr(vm: &mut Vm, f: Ref<'_>) -> PyResult {
    let qualname = f.get::<Function>(vm).map(|f| f.qualname.clone()).unwrap_or(Owned::NONE);
    let name = vm.lossy(qualname.lend());
    Ok(Owned::string(format!("<function {name} at {:#x}>", f.value().bits())))
}
