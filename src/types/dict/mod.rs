//! `dict`, its views and iterators. The body is `object/dict.rs`.

mod iter;
mod methods;
mod plain;
mod slots;
mod update;
mod view_ops;
mod views;

use crate::object::TypeDef;

pub use iter::DictIter;
pub use plain::{look_plain, set_plain};
pub use slots::def;
pub use update::{merge, merge_keywords, merge_pairs, update, update_from_mapping};
pub use views::{DictView, view};

/// The types of views and iterators.
pub fn views_and_iterators() -> Vec<TypeDef> {
    views::defs().into_iter().chain(iter::defs()).collect()
}
