//! Loading a module that was found: its namespace is made, entered into `sys.modules`, and its code run.

use super::find::{Found, text};
use crate::interp::entry;
use crate::modules::builtins::compile_source;
use crate::modules::python;
use crate::object::{Dict, Kind, Module, Owned, PyResult, Ref, Vm, new};
use std::path::Path;
use taipan_compiler::{Mode, Options};

/// Makes the module `full` from what was found. What `sys.modules` holds under its name afterwards is the result.
pub(super) fn load(vm: &mut Vm, full: &str, found: Found) -> PyResult {
    let mut source = None;
    let (file, folders) = match found {
        Found::Text(text) => {
            source = Some(text);
            (None, text.package.then(Vec::new))
        }
        Found::Native(def) => {
            let dict = new(Dict::namespace());
            let module = def.make(vm, dict.clone())?;
            let spec = spec(vm, full, Owned::str("built-in"), Owned::NONE, false)?;
            vm.dict_set_name(dict.lend(), "__spec__", spec);
            vm.register_module(full, module.clone());
            return Ok(module);
        }
        Found::File(file) => (Some(file), None),
        Found::Package(init) => {
            let folder = init.parent().map(text).unwrap_or(Owned::NONE);
            (Some(init), Some(vec![folder]))
        }
        Found::Namespace(folders) => (None, Some(folders.iter().map(|f| text(f)).collect())),
    };
    let dict = new(Dict::namespace());
    let module = new(Module { dict: dict.clone() });
    let package = match (&folders, full.rsplit_once('.')) {
        (Some(_), _) => full,
        (None, Some((parent, _))) => parent,
        (None, None) => "",
    };
    let path = folders.map(|f| vm.list(f));
    let origin = match source {
        Some(_) => Owned::str("frozen"),
        None => file.as_deref().map_or(Owned::NONE, text),
    };
    let spec = spec(vm, full, origin.clone(), path.clone().unwrap_or(Owned::NONE), true)?;
    vm.set_own_attr(spec.lend(), "parent", Owned::str(package));
    let builtins = vm.builtins_module();
    let mut entries =
        vec![("__name__", Owned::str(full)), ("__doc__", Owned::NONE), ("__package__", Owned::str(package))];
    entries.extend([("__loader__", Owned::NONE), ("__spec__", spec.clone())]);
    entries.extend(path.map(|p| ("__path__", p)));
    if file.is_some() {
        entries.extend([("__file__", origin), ("__cached__", Owned::NONE)]);
    }
    entries.push(("__builtins__", builtins));
    for (name, value) in entries {
        vm.dict_set_name(dict.lend(), name, value);
    }
    vm.register_module(full, module.clone());
    let done = match (&file, source) {
        (Some(file), _) => run(vm, file, dict.lend()),
        (_, Some(source)) => python::run(vm, source, dict.lend()),
        _ => Ok(()),
    };
    vm.set_own_attr(spec.lend(), "_initializing", Owned::bool(false));
    if let Err(e) = done {
        let key = vm.intern(full);
        let pending = vm.take_raised();
        let modules = vm.sys_modules();
        let removed = vm.dict_remove(modules.lend(), key.lend());
        drop(removed);
        let _ = vm.reraise(pending);
        return Err(e);
    }
    Ok(super::loaded(vm, full).unwrap_or(module))
}

/// Compiles and runs a file in a namespace.
fn run(vm: &mut Vm, file: &Path, namespace: Ref<'_>) -> PyResult<()> {
    let name = file.to_string_lossy().into_owned();
    let bytes = std::fs::read(file).map_err(|e| vm.os_error(&e, Some(&name)))?;
    let source = crate::modules::builtins::source_text(vm, &bytes, &name, false)?;
    let options = Options { optimize: vm.settings.optimize, ..Options::default() };
    let code = compile_source(vm, &source, &name, Mode::Exec, options)?;
    entry::run_code(vm, code.lend(), namespace, namespace).map(drop)
}

/// A module's `__spec__`.
fn spec(vm: &mut Vm, name: &str, origin: Owned, locations: Owned, initializing: bool) -> PyResult {
    let spec = vm.call(Kind::SimpleNamespace.ty(), &[])?;
    let parts = [
        ("name", Owned::str(name)),
        ("loader", Owned::NONE),
        ("origin", origin.clone()),
        ("submodule_search_locations", locations),
        ("has_location", Owned::bool(initializing && !origin.value().is_none())),
        ("cached", Owned::NONE),
        ("_initializing", Owned::bool(initializing)),
    ];
    for (key, value) in parts {
        vm.set_own_attr(spec.lend(), key, value);
    }
    Ok(spec)
}
