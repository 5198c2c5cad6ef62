//! The body of `dict`: compact and ordered, open addressing into an array of entries.
//!
//! Looking a key up may have to ask Python (`__eq__`), so a probe that meets an undecided candidate stops and says so; the
//! caller compares and goes on, starting over when the dict changed meanwhile. Keys that are strings or small ints decide
//! without any call.
//!
//! **Namespaces.** The globals of a module are a dict whose values are cells ([`GlobalCell`]): inline caches and traces hold
//! the cell and read it with one load. A deleted global's cell is empty for ever; binding the name again makes another one.
//! The cells are invisible outside of this folder and the handlers for globals.

mod access;
mod body;
mod cell;
mod index;
mod order;
mod plain;

pub(crate) use body::quick_eq;
pub use body::{Dict, Entry};
pub use cell::GlobalCell;
