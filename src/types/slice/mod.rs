//! `slice`, and the one room for indices and bounds of all sequences.

pub mod bounds;
mod methods;

use crate::object::{Kind, Owned, Ref, Vm};

/// `o[start:stop]` of the built-in sequences with plain bounds, without making a slice object. `None`: the general path.
pub fn plain(vm: &mut Vm, o: Ref<'_>, start: Ref<'_>, stop: Ref<'_>) -> Option<Owned> {
    let steps = bounds::immediate(start, stop)?;
    let ty = o.ty();
    if ty.is_exactly(Kind::List) {
        return super::list::slice(vm, o, steps);
    }
    if ty.is_exactly(Kind::Str) {
        return Some(super::str::slice(vm, o, steps));
    }
    None
}

pub use bounds::{Span, Steps, position};
pub use methods::{SliceBody, build, def, indices};
