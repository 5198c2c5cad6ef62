//! Inline caches for attributes of modules and classes, where the object itself decides, not its type.
//!
//! | site | `key` | `kind` | `data` |
//! |---|---|---|---|
//! | attribute of a module | keys version of its namespace | `CELL` | address of the namespace's cell |
//! | attribute of a class | address of the class | `OWN` | the value; `counter` is the class's version |
//!
//! A keys version belongs to one namespace and changes with its keys, so that a hit proves the cell to be alive.

#![allow(unsafe_code, reason = "caches hold addresses of what modules and classes keep alive")]

use crate::machine::{Direct, Found};
use crate::object::{Dict, Header, Kind, Module, Object, Ref, Site, TypeFlags, Value};

pub(super) const CELL: u32 = 6;
pub(super) const OWN: u32 = 7;

/// What the site knows of a module or class.
#[inline(always)]
pub(super) fn hit(site: &Site, h: *const Header) -> Option<Found> {
    match site.kind {
        // SAFETY: the object is alive; its exact type is compared before its body is looked at.
        CELL if unsafe { (*(*h).ty).is_exactly(Kind::Module) } => {
            // SAFETY: as above; the word is that of a live cell when the keys are the same.
            unsafe {
                let namespace = namespace(h);
                (site.key == u64::from(namespace.keys_version())).then(|| Found::Cell(word(site.data)))
            }
        }
        OWN if site.key == h as u64 => {
            // SAFETY: versions are given once: the class is the one that was seen.
            let version = unsafe { Ref::from_value(Value::from_ptr(h)) }.as_type().map(|t| t.version_now());
            (version == Some(site.counter)).then(|| Found::Class(word(site.data)))
        }
        _ => None,
    }
}

fn word(bits: u64) -> Value {
    // SAFETY: sites are filled with words of values.
    unsafe { Value::from_bits(bits).unwrap_unchecked() }
}

/// The namespace of an exact module.
///
/// # Safety
/// The object is a live module, whose dict is one by construction.
unsafe fn namespace<'a>(h: *const Header) -> &'a Dict {
    // SAFETY: the caller's.
    unsafe { &(*((*(h as *const Object<Module>)).body.dict.value().bits() as *const Object<Dict>)).body }
}

/// The namespace of a module.
pub(crate) fn namespace_of(o: Ref<'_>) -> Option<&'static Dict> {
    let h = o.value().heap_ptr()?;
    // SAFETY: the type was compared; modules that are looked at live on.
    o.ty().is_exactly(Kind::Module).then(|| unsafe { namespace(h) })
}

/// Where an attribute of a module or class is, and what the site should remember.
pub(super) fn find(d: &mut Direct, o: Ref<'_>, name: Ref<'static>) -> Option<(Found, Site)> {
    if let Some(namespace) = namespace_of(o) {
        if o.ty().lookup(name).is_some_and(|f| f.ty().slots().descr_set.is_some()) {
            return None;
        }
        let vm = d.vm();
        let hash = vm.str_hash(name);
        let cell = namespace.find_str(vm, hash, name).and_then(|at| namespace.cell_at(at))?.value();
        let key = u64::from(namespace.keys_version());
        return Some((Found::Cell(cell), Site { key, data: cell.bits(), kind: CELL, counter: 0 }));
    }
    let class = o.as_type()?;
    let meta = o.ty();
    if meta.has(TypeFlags::GETATTR_HOOK) || meta.lookup(name).is_some_and(|f| f.ty().slots().descr_set.is_some()) {
        return None;
    }
    let found = class.lookup(name)?;
    let plain = found.is_a::<crate::object::Function>() || found.ty().slots().descr_get.is_none();
    let key = o.value().bits();
    plain.then(|| {
        let v = found.value();
        (Found::Class(v), Site { key, data: v.bits(), kind: OWN, counter: class.version() })
    })
}
