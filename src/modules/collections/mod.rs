//! `collections`: specialised containers. Native here: `deque`, `defaultdict`, `Counter`, `OrderedDict` and what makes
//! attributes of named tuples fast; `namedtuple`, `ChainMap` and the `User…` classes are `python/collections.py`.

mod count;
mod counter;
mod counter_ops;
mod defaultdict;
mod deque;
mod ordered;
mod tuple_getter;

use super::{ModuleDef, add_types, python};
use crate::object::{Kind, TypeDef};

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef {
        name: "collections",
        doc: "This module implements specialized container datatypes providing\nalternatives to Python's general purpose built-in containers, dict,\nlist, set, and tuple.",
        functions: count::FUNCTIONS,
        fill: |vm, dict| {
            let types = [Kind::Deque, Kind::DefaultDict, Kind::OrderedDict, Kind::Counter, Kind::TupleGetter];
            add_types(vm, dict, &types);
            let path = vm.list(Vec::new());
            vm.dict_set_name(dict, "__path__", path);
            python::complete_on_demand(vm, dict);
            Ok(())
        },
    }
}

/// The types of the module.
pub fn types() -> Vec<TypeDef> {
    let mut defs = deque::defs();
    defs.extend([defaultdict::def(), ordered::def(), counter::def(), tuple_getter::def()]);
    defs
}
