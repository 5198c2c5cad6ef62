//! `typing.NoDefault`: the default of a type parameter that has none.

use crate::object::{Kind, Owned, Payload, TypeDef, Visit, Vm, new};

struct NoDefault;

impl Payload for NoDefault {
    const KIND: Kind = Kind::NoDefault;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

#[derive(Default)]
struct Single(Option<Owned>);

pub(super) fn def() -> TypeDef {
    TypeDef::of::<NoDefault>("NoDefaultType", "typing").doc("The type of the NoDefault singleton.").slots(|s| {
        s.repr = Some(|_, _| Ok(Owned::str("typing.NoDefault")));
        s.new = Some(|vm, _, args| {
            if args.is_empty() { Ok(no_default(vm)) } else { Err(vm.type_error("NoDefaultType takes no arguments")) }
        });
    })
}

/// The one object.
pub fn no_default(vm: &mut Vm) -> Owned {
    vm.extension::<Single>().0.get_or_insert_with(|| new(NoDefault)).clone()
}
