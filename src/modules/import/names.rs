//! Names in import statements: relative ones, and those after `from … import`.

use super::{by_full_name, import_error, loaded};
use crate::object::{Dict, Exc, Module, Owned, PyResult, Ref, Str, Vm};

/// The absolute name of a relative one: `level` dots before `name`, seen from the module with these globals.
pub(super) fn resolve(vm: &mut Vm, name: &str, globals: Option<Ref<'_>>, level: i64) -> PyResult<String> {
    let package = package_of(vm, globals)?;
    if package.is_empty() {
        let message = "attempted relative import with no known parent package".to_owned();
        return Err(import_error(vm, Exc::ImportError, message, None, Owned::NONE));
    }
    let mut base = package.as_str();
    for _ in 1..level {
        match base.rsplit_once('.') {
            Some((head, _)) => base = head,
            None => {
                let message = "attempted relative import beyond top-level package".to_owned();
                return Err(import_error(vm, Exc::ImportError, message, None, Owned::NONE));
            }
        }
    }
    Ok(if name.is_empty() { base.to_owned() } else { format!("{base}.{name}") })
}

/// The package that relative names start from.
fn package_of(vm: &mut Vm, globals: Option<Ref<'_>>) -> PyResult<String> {
    let Some(globals) = globals.filter(|g| g.is_a::<Dict>()) else { return Ok(String::new()) };
    if let Some(p) = vm.dict_get_name(globals, "__package__").filter(|p| !p.value().is_none()) {
        if !p.lend().is_a::<Str>() {
            return Err(vm.type_error("package must be a string"));
        }
        return Ok(vm.lossy(p.lend()));
    }
    let Some(name) = vm.dict_get_name(globals, "__name__") else {
        return Err(vm.key_error(Owned::str("'__name__' not in globals").lend()));
    };
    let name = vm.lossy(name.lend());
    if vm.dict_get_name(globals, "__path__").is_some() {
        return Ok(name);
    }
    Ok(name.rsplit_once('.').map_or(String::new(), |(head, _)| head.to_owned()))
}

/// Imports the submodules among the names after `from package import`.
pub(super) fn import_submodules(vm: &mut Vm, package: Ref<'_>, full: &str, fromlist: Ref<'_>) -> PyResult<()> {
    for item in vm.collect(fromlist)? {
        if !item.lend().is_a::<Str>() {
            let got = item.lend().ty().message_name();
            return Err(vm.type_error(format!("Item in ``from list'' must be str, not {got}")));
        }
        if item.lend().as_str(vm) == Some("*") {
            let all = vm.names.all;
            if let Some(all) = vm.get_attr_opt(package, all)? {
                for name in vm.collect(all.lend())? {
                    import_submodule(vm, package, full, name.lend())?;
                }
            }
            continue;
        }
        import_submodule(vm, package, full, item.lend())?;
    }
    Ok(())
}

fn import_submodule(vm: &mut Vm, package: Ref<'_>, full: &str, name: Ref<'_>) -> PyResult<()> {
    if !name.is_a::<Str>() || vm.get_attr_opt(package, name)?.is_some() {
        return Ok(());
    }
    let sub = format!("{full}.{}", vm.lossy(name));
    let r = by_full_name(vm, &sub);
    if let Err(e) = vm.catch(r, Exc::ModuleNotFoundError)? {
        // Only this very module may be missing; one that it imports may not.
        let missing = vm.get_attr_str(e.lend(), "name")?;
        if missing.lend().as_str(vm) != Some(&sub) {
            return Err(vm.reraise(e));
        }
    }
    Ok(())
}

/// `IMPORT_FROM`: a name of a module, which may be a submodule that was imported but is not bound yet.
///
/// # Errors
/// `ImportError`, or what the module's `__getattr__` raises.
pub fn import_from(vm: &mut Vm, module: Ref<'_>, name: Ref<'_>) -> PyResult {
    if let Some(v) = vm.get_attr_opt(module, name)? {
        return Ok(v);
    }
    let own_name = vm.names.name;
    let from = match vm.get_attr_opt(module, own_name)? {
        Some(n) if n.lend().is_a::<Str>() => Some(vm.lossy(n.lend())),
        _ => None,
    };
    let wanted = vm.lossy(name);
    if let Some(from) = &from
        && let Some(m) = loaded(vm, &format!("{from}.{wanted}"))
    {
        return Ok(m);
    }
    Err(cannot_import(vm, module, &wanted, from.as_deref()))
}

#[cold]
fn cannot_import(vm: &mut Vm, module: Ref<'_>, wanted: &str, from: Option<&str>) -> crate::object::Raised {
    let file = vm.names.file;
    let file = match vm.get_attr_opt(module, file) {
        Ok(f) => f.filter(|f| f.lend().is_a::<Str>()),
        Err(e) => return e,
    };
    let place = match &file {
        Some(f) => vm.lossy(f.lend()),
        None => "unknown location".to_owned(),
    };
    let shown = from.unwrap_or("<unknown module name>");
    let message = if is_initializing(vm, module) {
        format!(
            "cannot import name '{wanted}' from partially initialized module '{shown}' (most likely due to a circular import) ({place})"
        )
    } else {
        format!("cannot import name '{wanted}' from '{shown}' ({place})")
    };
    let message = Owned::string(message);
    let e = vm.exception(Exc::ImportError, vec![message.clone()]);
    let parts = [
        ("msg", message),
        ("name", from.map_or(Owned::NONE, Owned::str)),
        ("path", file.unwrap_or(Owned::NONE)),
        ("name_from", Owned::str(wanted)),
    ];
    for (key, value) in parts {
        vm.set_own_attr(e.lend(), key, value);
    }
    vm.raise_object(e)
}

fn is_initializing(vm: &mut Vm, module: Ref<'_>) -> bool {
    let Some(dict) = module.get::<Module>(vm).map(|m| m.dict.clone()) else { return false };
    let Some(spec) = vm.dict_get_name(dict.lend(), "__spec__") else { return false };
    let key = vm.intern("_initializing");
    let flag = vm.get_attr_opt(spec.lend(), key.lend());
    vm.clear_raised();
    matches!(flag, Ok(Some(v)) if v.value() == crate::object::Value::TRUE)
}

/// `from module import *`.
///
/// # Errors
/// What `__all__` and the namespace raise.
pub fn import_star(vm: &mut Vm, module: Ref<'_>, locals: Ref<'_>) -> PyResult<()> {
    let (all, dict) = (vm.names.all, vm.names.dict);
    let explicit = vm.get_attr_opt(module, all)?;
    let names = match &explicit {
        Some(all) => vm.collect(all.lend())?,
        None => match vm.get_attr_opt(module, dict)? {
            Some(d) => vm.collect(d.lend())?,
            None => {
                let message = "from-import-* object has no __dict__ and no __all__".to_owned();
                return Err(import_error(vm, Exc::ImportError, message, None, Owned::NONE));
            }
        },
    };
    for name in names {
        let Some(text) = name.lend().get::<Str>(vm) else {
            let own = vm.get_attr_str(module, "__name__")?;
            let (own, got) = (vm.lossy(own.lend()), name.lend().ty().message_name());
            let message = match explicit {
                Some(_) => format!("Item in {own}.__all__ must be str, not {got}"),
                None => format!("Key in {own}.__dict__ must be str, not {got}"),
            };
            return Err(vm.type_error(message));
        };
        if explicit.is_none() && text.bytes().first() == Some(&b'_') {
            continue;
        }
        let value = vm.get_attr(module, name.lend())?;
        if locals.is_a::<Dict>() {
            let name = vm.interned(name.lend());
            vm.dict_set_str(locals, name.lend(), value);
        } else {
            vm.set_item(locals, name.lend(), Some(value.lend()))?;
        }
    }
    Ok(())
}
