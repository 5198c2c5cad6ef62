//! How generic aliases and their arguments are written.

use super::{GenericAlias, args_of, origin};
use crate::object::{Owned, PyResult, Ref, Str, Value, Vm};
use crate::types::type_::full_name;

/// `origin[arg, …]`.
pub(super) fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let star = if o.get::<GenericAlias>(vm).is_some_and(|g| g.starred) { "*" } else { "" };
    let origin = origin(vm, o);
    let head = describe(vm, origin.lend())?;
    let mut parts = Vec::new();
    for a in args_of(vm, o) {
        parts.push(describe_argument(vm, a.lend())?);
    }
    let inner = if parts.is_empty() { "()".to_owned() } else { parts.join(", ") };
    Ok(Owned::string(format!("{star}{head}[{inner}]")))
}

fn describe_argument(vm: &mut Vm, o: Ref<'_>) -> PyResult<String> {
    let Some(items) = o.as_list(vm).map(|l| l.to_vec()) else { return describe(vm, o) };
    let mut parts = Vec::new();
    for i in &items {
        parts.push(describe(vm, i.lend())?);
    }
    Ok(format!("[{}]", parts.join(", ")))
}

/// A class by its name, `...`, anything else by its `repr`.
///
/// # Errors
/// What `__repr__` raises.
pub fn describe(vm: &mut Vm, o: Ref<'_>) -> PyResult<String> {
    if o.value() == Value::ELLIPSIS {
        return Ok("...".to_owned());
    }
    if let Some(t) = o.as_type() {
        return Ok(full_name(vm, t));
    }
    if o.is_a::<GenericAlias>() {
        return vm.repr_string(o);
    }
    let name = vm.intern_forever("__origin__");
    if vm.get_attr_opt(o, name)?.is_some() {
        return vm.repr_string(o);
    }
    let (qualname, module) = (vm.names.qualname, vm.names.module);
    let (Some(q), Some(m)) = (vm.get_attr_opt(o, qualname)?, vm.get_attr_opt(o, module)?) else {
        return vm.repr_string(o);
    };
    if !q.lend().is_a::<Str>() || !m.lend().is_a::<Str>() {
        return vm.repr_string(o);
    }
    let (q, m) = (vm.lossy(q.lend()), vm.lossy(m.lend()));
    Ok(if m == "builtins" { q } else { format!("{m}.{q}") })
}
