//! `range`. Bodies of ranges and their plain iterators are in `object/iters.rs`; a range whose bounds or length need big ints
//! keeps them aside and is slower, but knows all the same methods.

mod iter;
mod make;
mod methods;
mod slots;

pub use iter::{def as iter_def, long_def as long_iter_def};
pub use make::{from_big, from_i64};
pub use slots::def;
