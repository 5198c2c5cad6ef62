//! The built-in types, one per file or folder. Safe Rust throughout: a body is borrowed with the VM, and whoever may run Python
//! code takes `&mut Vm`.

pub mod array;
pub mod async_generator;
pub mod bool;
pub mod bytearray;
pub mod bytes;
mod cell;
mod code;
pub mod complex;
pub mod coroutine;
mod descriptor;
pub mod dict;
pub mod exception;
pub mod float;
mod frame;
mod frame_locals;
pub mod function;
pub mod generator;
pub mod generic;
pub mod generic_alias;
pub mod int;
pub mod iter;
pub mod list;
pub mod mapping_proxy;
pub mod memoryview;
mod method;
mod module;
pub mod object;
pub mod range;
pub mod sequence;
pub mod set;
mod simple_namespace;
mod singletons;
pub mod slice;
pub mod str;
pub mod super_;
pub mod template;
pub mod tuple;
pub mod type_;
pub mod union_;
pub mod weakproxy;
pub mod weakref;
pub(crate) use descriptor::{member_slot, property_getter, property_setter};

use crate::object::TypeDef;

/// Every built-in type: `object` first, `type` second, bases before what derives from them.
pub fn all() -> Vec<TypeDef> {
    let mut defs: Vec<TypeDef> = Vec::new();
    let groups: [fn() -> Vec<TypeDef>; 5] = [classes, numbers, strings, containers, iter::all];
    for group in groups {
        defs.extend(group());
    }
    defs
}

/// `object`, `type`, callables, descriptors, exceptions and what belongs to them.
fn classes() -> Vec<TypeDef> {
    let mut defs = vec![object::def(), type_::def(), function::def()];
    defs.extend(method::defs());
    defs.extend(descriptor::defs());
    defs.extend(singletons::defs());
    defs.extend([
        super_::def(),
        cell::def(),
        cell::global_def(),
        module::def(),
        mapping_proxy::def(),
        simple_namespace::def(),
    ]);
    defs.extend([generic_alias::def(), union_::def(), weakref::def(), weakproxy::def(), weakproxy::callable_def()]);
    defs.extend([code::def(), frame::def(), frame_locals::def(), generator::def()]);
    defs.extend(template::defs());
    defs.extend(coroutine::defs());
    defs.extend(async_generator::defs());
    defs.extend(generic::defs());
    defs.extend(exception::defs());
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

fn strings() -> Vec<TypeDef> {
    [str::defs, bytes::defs, bytearray::defs, memoryview::defs, array::defs]
        .into_iter()
        .flat_map(|group| group())
        .collect()
}
