//! `object`: what every object can do unless its type says otherwise.
//!
//! Attribute access is the generic one of `object/attribute.rs`, for which the slots stay empty.

mod class;
mod create;
mod dir;
mod methods;
mod reduce;
mod slots;

pub use class::{DICT, DICT_GETTERS};
pub(crate) use create::is_default_init;
pub use dir::attributes;

use crate::object::{Instance, TypeDef, TypeFlags};

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<Instance>("object", "builtins")
        .doc(concat!(
            "The base class of the class hierarchy.\n\n",
            "When called, it accepts no arguments and returns a new featureless\n",
            "instance that has no instance attributes and cannot be given any.\n"
        ))
        .flags(TypeFlags::BASE)
        .slots(|s| {
            s.repr = Some(slots::repr);
            s.str = Some(slots::str);
            s.hash = Some(slots::hash);
            s.compare = Some(slots::compare);
            s.new = Some(create::new);
            s.init = Some(create::init);
        })
        .methods(methods::METHODS)
        .class_methods(methods::CLASS_METHODS)
        .getters(class::GETTERS)
}
