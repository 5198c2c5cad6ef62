//! `set` and `frozenset`: one body, one algebra, two types.
//!
//! The table probes, grows and is filled exactly as CPython's, so that sets of ints iterate in CPython's order, and sets of
//! strings too where the hash key is fixed.

mod algebra;
mod iter;
mod marks;
mod methods;
mod operators;
mod plain;
mod slots;
mod table;

pub use algebra::{
    add, build, contains, copy, difference, difference_update, discard, from_iterable, frozen, intersection, is_set,
    is_subset, symmetric_difference_update, update,
};
pub use iter::def as iter_def;
pub use plain::{add_plain, contains_plain};
pub use slots::{def, frozen_def};
pub use table::SetBody;
