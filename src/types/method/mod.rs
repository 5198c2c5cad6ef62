//! Callables that are no Python functions: bound methods, native functions, and the descriptors of native methods.

mod bound;
mod builtin;
mod descr;
mod wrapper;

pub use bound::bind;

use crate::object::TypeDef;

/// The types.
pub fn defs() -> Vec<TypeDef> {
    vec![
        bound::def(),
        builtin::def(),
        descr::method(),
        descr::class_method(),
        wrapper::slot_wrapper(),
        wrapper::bound(),
    ]
}
