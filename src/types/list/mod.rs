//! `list`. The body with its storage strategies is `object/store`; here is what Python sees of it.
//!
//! Ints stay `i64`, floats `f64` and bools bytes through slicing, `+`, `*`, sorting, searching and copying.

mod items;
mod iter;
mod merge;
mod methods;
mod order;
mod slots;
mod sort;

pub use items::{assign as assign_slice, slice};
pub use iter::{def as iter_def, reverse_def as reverse_iter_def};
pub use methods::{extend, extend_unpacked, from_iterable};
pub use slots::def;
pub use sort::sort_list;
