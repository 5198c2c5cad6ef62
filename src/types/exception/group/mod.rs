//! Exception groups (PEP 654).

mod class;
mod except_star;
mod split;

pub(super) use class::exceptions;
pub use except_star::{check_match, prepare_reraise};

use crate::object::{Exc, TypeDef};

/// What the two classes have of their own.
pub(super) fn defs() -> Vec<TypeDef> {
    vec![
        TypeDef::exception(Exc::BaseExceptionGroup, &["message", "exceptions"])
            .slots(|s| {
                s.new = Some(class::new);
                s.init = Some(class::init);
                s.str = Some(class::str);
                s.repr = Some(class::repr);
            })
            .methods(class::METHODS)
            .class_methods(class::CLASS_METHODS),
        TypeDef::exception(Exc::ExceptionGroup, &[]),
    ]
}
