//! Finding a module: among the native ones, and as a file or folder.

use crate::modules::ModuleDef;
use crate::modules::python::{self, Source};
use crate::object::{List, Owned, PyResult, Ref, Str, Vm};
use std::path::{Path, PathBuf};

/// Where a module was found.
pub(super) enum Found {
    /// In this program.
    Native(ModuleDef),
    /// In this program, as text.
    Text(&'static Source),
    /// A file `name.py`.
    File(PathBuf),
    /// A folder with `__init__.py`.
    Package(PathBuf),
    /// Folders without `__init__.py`.
    Namespace(Vec<PathBuf>),
}

/// Native modules that a file of the same name cannot replace, as in CPython, where they are compiled in.
const BUILT_IN: [&str; 7] = ["builtins", "sys", "time", "itertools", "gc", "errno", "atexit"];

/// Looks for a module without dots.
pub(super) fn top_level(vm: &mut Vm, name: &str) -> PyResult<Option<Found>> {
    let mut own = embedded(name);
    if BUILT_IN.contains(&name) || name.starts_with('_') {
        if own.is_some() {
            return Ok(own);
        }
        own = None;
    }
    let sys = super::by_full_name(vm, "sys")?;
    let path = vm.intern("path");
    let found = match vm.get_attr_opt(sys.lend(), path.lend())? {
        Some(path) => in_entries(vm, path.lend(), name)?,
        None => None,
    };
    // A folder without __init__.py stands back behind anything else.
    Ok(match (found, own) {
        (Some(Found::Namespace(_)) | None, Some(own)) => Some(own),
        (found, _) => found,
    })
}

/// A module that this program brings with it.
fn embedded(full: &str) -> Option<Found> {
    let native = crate::modules::all().into_iter().find(|d| d.name == full);
    native.map(Found::Native).or_else(|| python::find(full).map(Found::Text))
}

/// Looks for the module `full`, whose last part is `tail`, in a package's `__path__`.
pub(super) fn in_path(vm: &mut Vm, path: Ref<'_>, full: &str, tail: &str) -> PyResult<Option<Found>> {
    if let Some(own) = embedded(full) {
        return Ok(Some(own));
    }
    in_entries(vm, path, tail)
}

fn in_entries(vm: &mut Vm, path: Ref<'_>, name: &str) -> PyResult<Option<Found>> {
    let entries = match path.get::<List>(vm) {
        Some(l) => l.to_vec(),
        None => vm.collect(path)?,
    };
    let mut portions = Vec::new();
    for entry in entries {
        let Some(dir) = entry.lend().get::<Str>(vm).map(|s| s.lossy().into_owned()) else { continue };
        let base = directory(&dir).join(name);
        let init = base.join("__init__.py");
        if init.is_file() {
            return Ok(Some(Found::Package(init)));
        }
        let file = base.with_file_name(format!("{name}.py"));
        if file.is_file() {
            return Ok(Some(Found::File(file)));
        }
        if base.is_dir() {
            portions.push(base);
        }
    }
    Ok(if portions.is_empty() { None } else { Some(Found::Namespace(portions)) })
}

/// The directory of an entry; the empty text is the current one.
fn directory(entry: &str) -> PathBuf {
    if entry.is_empty() {
        return std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    }
    std::path::absolute(entry).unwrap_or_else(|_| PathBuf::from(entry))
}

/// A path as a str.
pub(super) fn text(path: &Path) -> Owned {
    Owned::str(&path.to_string_lossy())
}
