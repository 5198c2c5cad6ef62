//! `_abc`: what abstract base classes need of the runtime. `abc` itself is written in Python.

use super::ModuleDef;
use crate::object::{Args, FnDef, Owned, PyResult, TypeFlags, TypeObj, Vm};

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef {
        name: "_abc",
        doc: "Module contains faster C implementation of abc.ABCMeta",
        functions: FUNCTIONS,
        fill: |_, _| Ok(()),
    }
}

static FUNCTIONS: &[FnDef] = &[FnDef::new(
    "_match_like",
    "(subclass, cls, /)",
    match_like,
    "Makes a class match the patterns, of sequences or of mappings, that an abstract base class matches.",
)];

/// What `__abc_tpflags__` of `collections.abc.Sequence` and `Mapping` says.
const SAID: [(i64, u32); 2] = [(1 << 5, TypeFlags::SEQUENCE), (1 << 6, TypeFlags::MAPPING)];

fn match_like(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (Some(sub), Some(cls)) = (a.get(0).as_type(), a.get(1).as_type()) else { return Ok(Owned::NONE) };
    let mut flag = cls.body.flags.get() & (TypeFlags::SEQUENCE | TypeFlags::MAPPING);
    if flag == 0 {
        let name = vm.intern_forever("__abc_tpflags__");
        let said = cls.names().dict.get(name).and_then(|v| v.as_i64(vm));
        flag = SAID.iter().find(|(bit, _)| said == Some(*bit)).map_or(0, |&(_, flag)| flag);
    }
    if flag != 0 {
        mark(sub, flag);
    }
    Ok(Owned::NONE)
}

/// Marks a class and its subclasses, except for built-in types and what matches something already.
fn mark(ty: &TypeObj, flag: u32) {
    let flags = &ty.body.flags;
    if flags.get() & TypeFlags::CLASS == 0 || flags.get() & (TypeFlags::SEQUENCE | TypeFlags::MAPPING) == flag {
        return;
    }
    flags.set(flags.get() & !(TypeFlags::SEQUENCE | TypeFlags::MAPPING) | flag);
    for sub in ty.living_subclasses() {
        mark(sub.lend().expect_type(), flag);
    }
}
