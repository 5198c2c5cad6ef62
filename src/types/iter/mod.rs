//! Iterators that belong to no container: over anything with `__getitem__`, over a callable, and the built-in functions that
//! are iterators: `enumerate`, `zip`, `map`, `filter`, `reversed`.

mod call;
mod enumerate;
mod filter;
mod map;
mod reversed;
mod seq;
mod state;
mod zip;

use crate::object::TypeDef;

pub(crate) use map::function_of as map_function;
pub use state::{builtin, empty_iterator, iter_self, keyword_strict};

/// The types of this folder.
pub fn all() -> Vec<TypeDef> {
    vec![seq::def(), call::def(), enumerate::def(), zip::def(), map::def(), filter::def(), reversed::def()]
}
