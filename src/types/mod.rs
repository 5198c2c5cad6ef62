//! The built-in types, one per file or folder. Safe Rust throughout: a body is borrowed with the VM, and whoever may run Python
//! code takes `&mut Vm`.

pub mod bool;
pub mod complex;
pub mod dict;
pub mod float;
pub mod generator;
pub mod int;
pub mod iter;
pub mod list;
pub mod range;
pub mod sequence;
pub mod set;
pub mod slice;
mod stub;
pub mod tuple;
pub use stub::*;

use crate::object::TypeDef;

/// Every built-in type: `object` first, `type` second, bases before what derives from them.
pub fn all() -> Vec<TypeDef> {
    let mut defs: Vec<TypeDef> = Vec::new();
    let groups: [fn() -> Vec<TypeDef>; 3] = [numbers, containers, iter::all];
    for group in groups {
        defs.extend(group());
    }
    defs
}

/// The numbers: `int` before `bool`, which derives from it.
fn numbers() -> Vec<TypeDef> {
    vec![int::def(), bool::def(), float::def(), complex::def()]
}

/// Containers with their views and iterators.
fn containers() -> Vec<TypeDef> {
    let mut defs = vec![list::def(), list::iter_def(), list::reverse_iter_def(), tuple::def(), tuple::iter_def()];
    defs.extend([range::def(), range::iter_def(), range::long_iter_def(), slice::def()]);
    defs.extend([set::def(), set::frozen_def(), set::iter_def(), dict::def()]);
    defs.extend(dict::views_and_iterators());
    defs
}
