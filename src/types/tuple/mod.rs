//! `tuple`. The body is `object/tuple.rs`.

mod iter;
mod methods;
mod slots;

pub use iter::def as iter_def;
pub use slots::def;
