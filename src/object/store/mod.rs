//! The body of `list`: a growable array whose storage follows the kind of its items.
//!
//! | storage | cells are | bytes a cell |
//! |---|---|---|
//! | `Empty` | none | 8 |
//! | `Int` | `i64` | 8 |
//! | `Float` | `f64` bits | 8 |
//! | `Object` | owned values | 8 |
//! | `Bool` | `bool` | 1 |
//!
//! Storing something else generalises to `Object` once and for good (until the list is emptied). The width of the cells is known
//! from the storage alone, so a buffer of the other width never outlives a change of storage. Native code reads the four fields
//! directly; all other access is through these methods.

mod body;
mod cell;
mod ranges;

pub use body::{LIST_CAP_OFFSET, LIST_LEN_OFFSET, LIST_PTR_OFFSET, LIST_STORAGE_OFFSET, List, Storage};
pub use ranges::Stride;
