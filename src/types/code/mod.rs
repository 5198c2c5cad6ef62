//! `code`: what the compiler made of a function, a class body or a module.

mod getters;
mod positions;
mod replace;

use crate::object::{CmpOp, CodeBody, FnDef, Owned, PyResult, Ref, TypeDef, TypeFlags, Vm};
use std::sync::Arc;
use taipan_bytecode::Code;

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<CodeBody>("code", "builtins")
        .doc("Create a code object.  Not for mere mortals.")
        .flags(TypeFlags::GC | TypeFlags::WEAKREF)
        .slots(|s| {
            s.repr = Some(repr);
            s.hash = Some(hash);
            s.compare = Some(compare);
        })
        .methods(METHODS)
        .getters(getters::GETTERS)
}

/// The compiler's data of a code object.
fn data(vm: &Vm, c: Ref<'_>) -> Option<Arc<Code>> {
    c.get::<CodeBody>(vm).map(|b| b.code.clone())
}

fn repr(vm: &mut Vm, c: Ref<'_>) -> PyResult {
    let Some(code) = data(vm, c) else { return Ok(Owned::NONE) };
    let address = c.value().bits();
    Ok(Owned::string(format!(
        "<code object {} at {address:#x}, file \"{}\", line {}>",
        code.name, code.filename, code.firstlineno
    )))
}

fn hash(vm: &mut Vm, c: Ref<'_>) -> PyResult<i64> {
    let Some(code) = data(vm, c) else { return Ok(0) };
    let name = vm.intern(&code.name);
    let h = vm.hash(name.lend())? ^ i64::from(code.firstlineno) ^ code.code.len() as i64;
    Ok(if h == -1 { -2 } else { h })
}

/// By content: the same name, line, variables, instructions, constants and names.
fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let (Some(x), Some(y)) = (data(vm, a), data(vm, b)) else { return Ok(Owned::NOT_IMPLEMENTED) };
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let mut equal = Arc::ptr_eq(&x, &y)
        || x.name == y.name
            && x.firstlineno == y.firstlineno
            && x.flags == y.flags
            && x.argcount == y.argcount
            && x.variables == y.variables
            && x.names == y.names
            && x.code.iter().map(|i| (i.op() as u8, i.arg())).eq(y.code.iter().map(|i| (i.op() as u8, i.arg())))
            && x.consts.len() == y.consts.len();
    if equal && !Arc::ptr_eq(&x, &y) {
        let (p, q) = (getters::consts(vm, a)?, getters::consts(vm, b)?);
        equal = vm.equal(p.lend(), q.lend())?;
    }
    Ok(Owned::bool(equal == (op == CmpOp::Eq)))
}

static METHODS: &[FnDef] = &[
    FnDef::new("co_lines", "($self, /)", positions::lines, ""),
    FnDef::new("co_positions", "($self, /)", positions::positions, ""),
    FnDef::new(
        "replace",
        "($self, /, **changes)",
        replace::replace,
        "Return a copy of the code object with new values for the specified fields.",
    ),
    FnDef::new("__replace__", "($self, /, **changes)", replace::replace, "The same as replace()."),
];
