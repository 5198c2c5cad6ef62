//! Importing: the statements `import` and `from … import`, and `__import__`.
//!
//! ```text
//! name, level ── resolve ── sys.modules? ── find: native, then sys.path or the package's __path__ ── load ── bind in parent
//! ```

mod find;
mod load;
mod names;

use crate::object::{Exc, Owned, PyResult, Ref, Str, Value, Vm};
pub use names::{import_from, import_star};

/// `IMPORT_NAME`: what the statement binds. A replaced `builtins.__import__` is asked instead.
///
/// # Errors
/// `ImportError`, or what the module's code raises.
pub fn import_name(vm: &mut Vm, name: Ref<'_>, level: Ref<'_>, fromlist: Ref<'_>) -> PyResult {
    let globals = vm.current_globals();
    let builtins = vm.builtins_dict();
    let hook = vm.names.import;
    if let Some(f) = vm.dict_get_str(builtins.lend(), hook) {
        let native = super::builtins::function(vm, "__import__");
        if !f.lend().is(native.lend()) {
            let globals = globals.unwrap_or(Owned::NONE);
            return vm.call(f.lend(), &[name, globals.lend(), Ref::NONE, fromlist, level]);
        }
    }
    let level = vm.index_i64(level)?;
    import(vm, name, globals.as_ref().map(Owned::lend), fromlist, level)
}

/// `__import__(name, globals, locals, fromlist, level)`.
///
/// # Errors
/// `ImportError`, or what the module's code raises.
pub fn import(vm: &mut Vm, name: Ref<'_>, globals: Option<Ref<'_>>, fromlist: Ref<'_>, level: i64) -> PyResult {
    if !name.is_a::<Str>() {
        let got = name.ty().message_name();
        return Err(vm.type_error(format!("module name must be a string, not {got}")));
    }
    let name = vm.lossy(name);
    let full = match level {
        0 if name.is_empty() => return Err(vm.value_error("Empty module name")),
        0 => name.clone(),
        l if l < 0 => return Err(vm.value_error("level must be >= 0")),
        l => names::resolve(vm, &name, globals, l)?,
    };
    let module = by_full_name(vm, &full)?;
    if fromlist.is_none() || !vm.truth(fromlist)? {
        return bound_name(vm, module, &name, &full, level);
    }
    let path = vm.names.path;
    if vm.get_attr_opt(module.lend(), path)?.is_some() {
        names::import_submodules(vm, module.lend(), &full, fromlist)?;
    }
    Ok(module)
}

/// What `import a.b.c` binds: the package `a`, or for a relative name the package that the name starts in.
fn bound_name(vm: &mut Vm, module: Owned, name: &str, full: &str, level: i64) -> PyResult {
    let Some((first, _)) = name.split_once('.') else { return Ok(module) };
    if level == 0 {
        return by_full_name(vm, first);
    }
    let cut = full.len() - (name.len() - first.len());
    match loaded(vm, &full[..cut]) {
        Some(m) => Ok(m),
        None => Err(vm.key_error(Owned::str(&full[..cut]).lend())),
    }
}

/// The entry of `sys.modules`.
fn loaded(vm: &mut Vm, full: &str) -> Option<Owned> {
    let modules = vm.sys_modules();
    vm.dict_get_name(modules.lend(), full)
}

/// The module of an absolute name, imported if need be, its parents first.
///
/// # Errors
/// `ModuleNotFoundError`, or what a module's code raises.
pub fn by_full_name(vm: &mut Vm, full: &str) -> PyResult {
    match loaded(vm, full) {
        Some(m) if m.value() != Value::NONE => return Ok(m),
        Some(_) => return Err(not_found(vm, full, format!("import of {full} halted; None in sys.modules"))),
        None => {}
    }
    let Some((parent, tail)) = full.rsplit_once('.') else {
        return match find::top_level(vm, full)? {
            Some(found) => load::load(vm, full, found),
            None => Err(not_found(vm, full, format!("No module named '{full}'"))),
        };
    };
    let package = by_full_name(vm, parent)?;
    // The parent's code may have imported this module already.
    if let Some(m) = loaded(vm, full) {
        return Ok(m);
    }
    let path = vm.names.path;
    let Some(path) = vm.get_attr_opt(package.lend(), path)? else {
        return Err(not_found(vm, full, format!("No module named '{full}'; '{parent}' is not a package")));
    };
    let module = match find::in_path(vm, path.lend(), full, tail)? {
        Some(found) => load::load(vm, full, found)?,
        None => return Err(not_found(vm, full, format!("No module named '{full}'"))),
    };
    let name = vm.intern(tail);
    vm.set_attr(package.lend(), name.lend(), Some(module.lend()))?;
    Ok(module)
}

/// Raises `ModuleNotFoundError`.
#[cold]
fn not_found(vm: &mut Vm, full: &str, message: String) -> crate::object::Raised {
    import_error(vm, Exc::ModuleNotFoundError, message, Some(full), Owned::NONE)
}

/// Raises an `ImportError` with its attributes.
#[cold]
fn import_error(vm: &mut Vm, exc: Exc, message: String, name: Option<&str>, path: Owned) -> crate::object::Raised {
    let message = Owned::string(message);
    let e = vm.exception(exc, vec![message.clone()]);
    let name = name.map_or(Owned::NONE, Owned::str);
    for (key, value) in [("msg", message), ("name", name), ("path", path)] {
        vm.set_own_attr(e.lend(), key, value);
    }
    vm.raise_object(e)
}
