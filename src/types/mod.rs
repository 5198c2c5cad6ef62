//! The built-in types, one per file or folder. Safe Rust throughout: a body is borrowed with the VM, and whoever may run Python
//! code takes `&mut Vm`.

pub mod generator;

use crate::object::TypeDef;

/// Every built-in type: `object` first, `type` second, bases before what derives from them.
pub fn all() -> Vec<TypeDef> {
    let mut defs: Vec<TypeDef> = Vec::new();
    let groups: [fn() -> Vec<TypeDef>; 1] = [numbers];
    for group in groups {
        defs.extend(group());
    }
    defs
}

/// The numbers: `int` before `bool`, which derives from it.
fn numbers() -> Vec<TypeDef> {
    vec![int::def(), bool::def(), float::def(), complex::def()]
}

pub mod bool;
pub mod complex;
pub mod float;
pub mod int;
mod stub;
pub use stub::*;
