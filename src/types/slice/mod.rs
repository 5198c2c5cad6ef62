//! `slice`, and the one room for indices and bounds of all sequences.

pub mod bounds;
mod methods;

pub use bounds::{Span, Steps, position};
pub use methods::{SliceBody, build, def, indices};
