//! Methods of `object`.

use super::{dir, reduce};
use crate::object::{Args, Dict, FnDef, Kind, List, Owned, PyResult, Str, Tuple, Vm};
use crate::types::bytes::Bytes;

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
            let name = a.get(0).ty().message_name();
            Err(vm.type_error(format!("unsupported format string passed to {name}.__format__")))
        }
        None => {
            let name = spec.ty().argument_name();
            Err(vm.type_error(format!("__format__() argument must be str, not {name}")))
        }
    }
}

fn reduce_ex(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let protocol = vm.index_i64(a.get(1))?;
    reduce::reduce_ex(vm, a.get(0), protocol)
}

/// `object.__sizeof__`: what CPython would need; for types that it does not have in this form, the size of the body.
fn sizeof(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let size = if let Some(s) = o.get::<Str>(vm) {
        text_size(s)
    } else if let Some(b) = o.get::<Bytes>(vm) {
        33 + b.data().len()
    } else if let Some(l) = o.get::<List>(vm) {
        40 + 8 * l.len()
    } else if let Some(t) = o.get::<Tuple>(vm) {
        32 + 8 * t.len()
    } else if let Some(d) = o.get::<Dict>(vm) {
        dict_size(d)
    } else {
        (o.ty().body.size as usize).max(16)
    };
    Ok(Owned::usize(size))
}

/// A header and the widest code point for all, with a zero at the end.
fn text_size(s: &Str) -> usize {
    let widest = s.wtf8().chars().max().unwrap_or(0);
    match widest {
        0..0x80 => 41 + s.len(),
        0x80..0x100 => 57 + s.len(),
        0x100..0x1_0000 => 58 + 2 * s.len(),
        _ => 60 + 4 * s.len(),
    }
}

/// A table of a power of two, filled up to two thirds, with an index of one, two, four or eight bytes a place.
fn dict_size(d: &Dict) -> usize {
    if d.is_empty() {
        return 48;
    }
    let places = (d.len() * 3).div_ceil(2).next_power_of_two().max(8);
    let width = match places {
        0..=0x80 => 1,
        0x81..=0x8000 => 2,
        0x8001..=0x8000_0000 => 4,
        _ => 8,
    };
    let words = if d.keys().iter().all(|k| k.lend().ty().is_exactly(Kind::Str)) { 2 } else { 3 };
    48 + 32 + places * width + places * 2 / 3 * 8 * words
}

fn init_subclass(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if a.extra.is_empty() {
        return Ok(Owned::NONE);
    }
    let name = a.get(0).as_type().map(|t| t.name().to_owned()).unwrap_or_default();
    Err(vm.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")))
}
