//! `None`, `NotImplemented` and `Ellipsis`.

use crate::object::{CallArgs, FnDef, Kind, Owned, PyResult, Ref, TypeDef, Value, Vm};

/// The three types.
pub fn defs() -> Vec<TypeDef> {
    vec![
        TypeDef::immediate(Kind::NoneType, "NoneType").doc("The type of the None singleton.").slots(|s| {
            s.repr = Some(|_, _| Ok(Owned::str("None")));
            s.bool = Some(|_, _| Ok(false));
            s.hash = Some(|_, _| Ok(0xfca8_6420));
            s.new = Some(|vm, _, a| single(vm, a, "NoneType", Value::NONE));
        }),
        TypeDef::immediate(Kind::NotImplementedType, "NotImplementedType")
            .doc("The type of the NotImplemented singleton.")
            .slots(|s| {
                s.repr = Some(|_, _| Ok(Owned::str("NotImplemented")));
                s.bool = Some(|vm, _| Err(vm.type_error("NotImplemented should not be used in a boolean context")));
                s.new = Some(|vm, _, a| single(vm, a, "NotImplementedType", Value::NOT_IMPLEMENTED));
            })
            .methods(NOT_IMPLEMENTED),
        TypeDef::immediate(Kind::EllipsisType, "ellipsis")
            .doc("The type of the Ellipsis singleton.")
            .slots(|s| {
                s.repr = Some(|_, _| Ok(Owned::str("Ellipsis")));
                s.new = Some(|vm, _, a| single(vm, a, "EllipsisType", Value::ELLIPSIS));
            })
            .methods(ELLIPSIS),
    ]
}

static NOT_IMPLEMENTED: &[FnDef] =
    &[FnDef::new("__reduce__", "($self, /)", |_, _| Ok(Owned::str("NotImplemented")), "Helper for pickle.")];
static ELLIPSIS: &[FnDef] =
    &[FnDef::new("__reduce__", "($self, /)", |_, _| Ok(Owned::str("Ellipsis")), "Helper for pickle.")];

fn single(vm: &mut Vm, args: &CallArgs<'_>, name: &str, v: Value) -> PyResult {
    if !args.is_empty() {
        return Err(vm.type_error(format!("{name} takes no arguments")));
    }
    Ok(Ref::immediate(v).own())
}
