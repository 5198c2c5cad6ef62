//! `operator`: the operators of the language as functions, and callables that pick items, attributes or methods.
//!
//! | file | what is in it |
//! |---|---|
//! | `operators` | arithmetic, comparison, truth, in-place operators |
//! | `sequences` | items, containment, counting, `length_hint`, `call` |
//! | `item_getter`, `attr_getter`, `method_caller` | the three callables |

mod attr_getter;
mod item_getter;
mod method_caller;
mod operators;
mod sequences;

use super::{ModuleDef, add_functions, add_types};
use crate::object::{Kind, Owned, PyResult, Ref, TypeDef, Vm};

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef {
        name: "operator",
        doc: "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
        functions: operators::FUNCTIONS,
        fill,
    }
}

/// The types of the module.
pub fn types() -> Vec<TypeDef> {
    vec![item_getter::def(), attr_getter::def(), method_caller::def()]
}

/// Functions that are also there under the name of their special method.
const UNDERSCORED: &[&str] = &[
    "abs",
    "add",
    "call",
    "concat",
    "contains",
    "delitem",
    "eq",
    "floordiv",
    "ge",
    "getitem",
    "gt",
    "iadd",
    "iand",
    "iconcat",
    "ifloordiv",
    "ilshift",
    "imatmul",
    "imod",
    "imul",
    "index",
    "inv",
    "invert",
    "ior",
    "ipow",
    "irshift",
    "isub",
    "itruediv",
    "ixor",
    "le",
    "lshift",
    "lt",
    "matmul",
    "mod",
    "mul",
    "ne",
    "neg",
    "pos",
    "pow",
    "rshift",
    "setitem",
    "sub",
    "truediv",
    "xor",
    "and_",
    "or_",
    "not_",
];

fn fill(vm: &mut Vm, dict: Ref<'_>) -> PyResult<()> {
    add_functions(vm, dict, "operator", sequences::FUNCTIONS);
    add_types(vm, dict, &[Kind::AttrGetter, Kind::ItemGetter, Kind::MethodCaller]);
    let names = vm.collect(dict)?;
    let public: Vec<Owned> =
        names.into_iter().filter(|n| n.lend().as_str(vm).is_some_and(|n| !n.starts_with('_'))).collect();
    for name in UNDERSCORED {
        if let Some(f) = vm.dict_get_name(dict, name) {
            vm.dict_set_name(dict, &format!("__{}__", name.trim_end_matches('_')), f);
        }
    }
    let all = vm.list(public);
    vm.dict_set_name(dict, "__all__", all);
    Ok(())
}
