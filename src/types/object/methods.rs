//! Methods of `object`.

use super::{dir, reduce};
use crate::object::{Args, FnDef, Owned, PyResult, Str, Vm};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new(
        "__format__",
        "($self, format_spec, /)",
        format,
        "Default object formatter.\n\nReturn str(self) if format_spec is empty. Raise TypeError otherwise.",
    ),
    FnDef::new("__dir__", "($self, /)", |vm, a| dir::dir(vm, a.get(0)), "Default dir() implementation."),
    FnDef::new("__reduce__", "($self, /)", |vm, a| reduce::reduce(vm, a.get(0), 0), "Helper for pickle."),
    FnDef::new("__reduce_ex__", "($self, protocol, /)", reduce_ex, "Helper for pickle."),
    FnDef::new("__getstate__", "($self, /)", |vm, a| reduce::default_state(vm, a.get(0), false), "Helper for pickle."),
    FnDef::new("__sizeof__", "($self, /)", sizeof, "Size of object in memory, in bytes."),
];

pub(super) static CLASS_METHODS: &[FnDef] = &[
    FnDef::new(
        "__init_subclass__",
        "(cls, /, **kwargs)",
        init_subclass,
        concat!(
            "This method is called when a class is subclassed.\n\n",
            "The default implementation does nothing. It may be\n",
            "overridden to extend subclasses.\n"
        ),
    ),
    FnDef::new(
        "__subclasshook__",
        "(cls, object, /)",
        |_, _| Ok(Owned::NOT_IMPLEMENTED),
        concat!(
            "Abstract classes can override this to customize issubclass().\n\n",
            "This is invoked early on by abc.ABCMeta.__subclasscheck__().\n",
            "It should return True, False or NotImplemented.  If it returns\n",
            "NotImplemented, the normal algorithm is used.  Otherwise, it\n",
            "overrides the normal algorithm (and the outcome is cached).\n"
        ),
    ),
];

fn format(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let spec = a.get(1);
    match spec.as_text(vm).map(Str::is_empty) {
        Some(true) => vm.to_str(a.get(0)),
        Some(false) => {
            let name = a.get(0).ty().name().to_owned();
            Err(vm.type_error(format!("unsupported format string passed to {name}.__format__")))
        }
        None => {
            let name = spec.ty().name().to_owned();
            Err(vm.type_error(format!("__format__() argument must be str, not {name}")))
        }
    }
}

fn reduce_ex(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let protocol = vm.index_i64(a.get(1))?;
    reduce::reduce_ex(vm, a.get(0), protocol)
}

fn sizeof(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let _ = vm;
    Ok(Owned::int(i64::from(a.get(0).ty().body.size.max(16))))
}

fn init_subclass(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if a.extra.is_empty() {
        return Ok(Owned::NONE);
    }
    let name = a.get(0).as_type().map(|t| t.name().to_owned()).unwrap_or_default();
    Err(vm.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")))
}
