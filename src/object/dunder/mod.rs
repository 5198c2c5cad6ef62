//! Slots of classes whose Python code defines special methods, and special methods of types that are written in Rust.
//!
//! ```text
//! class C: def __len__…      update  ──►  slots.len = generic::len, which calls C.__len__
//! class L(list): pass        update  ──►  slots.len = list's, because list.__len__ is a wrapper of that slot
//! list.__len__               wrappers ─►  a SlotWrapper object, made when the namespace of `list` is filled
//! ```
//!
//! A slot follows what the names along the MRO say: a wrapper of a type's own slot leads back to that slot, anything else
//! to the generic function. [`update`](update()) is run when a class is made and when a special method is set or deleted.

mod attribute;
mod binary;
mod generic;
mod update;
mod wrap_fns;
mod wrappers;

pub(crate) use update::update;
pub(crate) use wrappers::fill as fill_wrappers;
pub use wrappers::{MethodWrapper, SlotWrapper, WrapDef};
