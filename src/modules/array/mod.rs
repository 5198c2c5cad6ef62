//! `array`: the type itself is `types/array`.

use super::{ModuleDef, add_types};
use crate::object::{Kind, Owned};
use crate::types::array::CODES;

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef {
        name: "array",
        doc: "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating-point\nnumbers.",
        functions: &[],
        fill: |vm, dict| {
            add_types(vm, dict, &[Kind::Array]);
            vm.dict_set_name(dict, "ArrayType", Kind::Array.ty().own());
            vm.dict_set_name(dict, "typecodes", Owned::str(CODES));
            Ok(())
        },
    }
}
