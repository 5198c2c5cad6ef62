//! Exceptions: the classes, groups, tracebacks, and how all of it is printed.
//!
//! All classes share one body; what a class has of its own (`errno`, `name`, `value`, …) are fields in slots of its
//! instances, declared in its [`TypeDef`].

mod args;
mod base;
mod docs;
mod fields;
pub mod group;
mod import;
mod os_error;
pub(crate) mod raise;
pub(crate) mod report;
pub(crate) mod suggest;
mod syntax;
pub(crate) mod traceback;
mod unicode;

pub use base::add_note;
pub(crate) use fields::field;
pub(crate) use raise::{
    group_match, instantiate, matches, prep_reraise_star, print_unraisable, report_unraisable, stop_value,
};
pub(crate) use report::report;
pub use syntax::raise_syntax_error;

use crate::object::{Exc, TypeDef};

/// `BaseException`, what its subclasses have of their own, and tracebacks.
pub fn defs() -> Vec<TypeDef> {
    let special: Vec<TypeDef> = args::defs()
        .into_iter()
        .chain(import::defs())
        .chain([os_error::def(), os_error::blocking(), syntax::def()])
        .chain(unicode::defs())
        .chain(group::defs())
        .collect();
    let plain = Exc::ALL[1..].iter().filter(|(exc, ..)| special.iter().all(|d| d.of_exception() != Some(*exc)));
    let plain: Vec<TypeDef> = plain.map(|(exc, ..)| TypeDef::exception(*exc, &[])).collect();
    let documented = special.into_iter().chain(plain).map(|d| match d.of_exception() {
        Some(exc) => d.doc(docs::of(exc)),
        None => d,
    });
    [base::def(), traceback::def()].into_iter().chain(documented).collect()
}
