//! `type`: classes, from the `class` statement to attribute access on them.
//!
//! A class is made in steps that each have a file: `class` prepares the namespace before the body runs, `bases` finds
//! the base that decides about the layout, `declare` reads `__slots__`, `mro` orders the bases, `build` puts it together.

mod annotations;
mod attributes;
mod bases;
mod build;
mod call;
mod check;
mod class;
mod declare;
mod getters;
mod methods;
mod mro;
mod names;
mod rebase;

pub use annotations::call_annotate;
pub use call::call;
pub(crate) use check::{is_instance, is_plain};
pub use class::{Preparation, finish_class, prepare_class};
pub use names::{full_name, module_of};

use crate::object::{BinOp, TypeBody, TypeDef, TypeFlags};

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<TypeBody>("type", "builtins")
        .doc("type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type")
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::WEAKREF)
        .slots(|s| {
            s.repr = Some(names::repr);
            s.getattr = Some(crate::object::Vm::type_get_attr);
            s.setattr = Some(attributes::set);
            s.call = Some(call::call);
            s.new = Some(build::new);
            s.init = Some(call::init);
            s.binary[BinOp::Or as usize] = Some(crate::types::union_::or);
        })
        .methods(methods::METHODS)
        .class_methods(methods::CLASS_METHODS)
        .getters(getters::GETTERS)
}
