//! `co_*` attributes.

use super::data;
use crate::object::{CodeBody, GetSetDef, Owned, PyResult, Ref, Vm};
use taipan_bytecode::Code;

pub(super) static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("co_name", |vm, c| Ok(text(vm, c, |c| c.name.to_string())), ""),
    GetSetDef::get("co_qualname", |vm, c| Ok(text(vm, c, |c| c.qualname.to_string())), ""),
    GetSetDef::get("co_filename", |vm, c| Ok(text(vm, c, |c| c.filename.to_string())), ""),
    GetSetDef::get("co_firstlineno", |vm, c| Ok(number(vm, c, |c| c.firstlineno as usize)), ""),
    GetSetDef::get("co_argcount", |vm, c| Ok(number(vm, c, |c| c.argcount as usize)), ""),
    GetSetDef::get("co_posonlyargcount", |vm, c| Ok(number(vm, c, |c| c.posonlyargcount as usize)), ""),
    GetSetDef::get("co_kwonlyargcount", |vm, c| Ok(number(vm, c, |c| c.kwonlyargcount as usize)), ""),
    GetSetDef::get("co_nlocals", |vm, c| Ok(number(vm, c, Code::nlocals)), ""),
    GetSetDef::get("co_stacksize", |vm, c| Ok(number(vm, c, |c| c.stacksize as usize)), ""),
    GetSetDef::get("co_flags", |vm, c| Ok(number(vm, c, |c| c.flags.0 as usize)), ""),
    GetSetDef::get("co_varnames", |vm, c| Ok(names(vm, c, |c| c.varnames().map(str::to_owned).collect())), ""),
    GetSetDef::get("co_cellvars", |vm, c| Ok(names(vm, c, |c| c.cellvars().map(str::to_owned).collect())), ""),
    GetSetDef::get("co_freevars", |vm, c| Ok(names(vm, c, |c| c.freevars().map(str::to_owned).collect())), ""),
    GetSetDef::get("co_names", |vm, c| Ok(names(vm, c, |c| c.names.iter().map(|n| n.to_string()).collect())), ""),
    GetSetDef::get("co_consts", consts, ""),
    GetSetDef::get("co_code", code_bytes, ""),
    GetSetDef::get("_co_code_adaptive", code_bytes, ""),
    GetSetDef::get("co_linetable", |_, _| Ok(crate::types::bytes::from_slice(b"")), ""),
    GetSetDef::get("co_exceptiontable", |_, _| Ok(crate::types::bytes::from_slice(b"")), ""),
];

fn text(vm: &Vm, c: Ref<'_>, f: fn(&Code) -> String) -> Owned {
    data(vm, c).map_or(Owned::NONE, |c| Owned::string(f(&c)))
}

fn number(vm: &Vm, c: Ref<'_>, f: fn(&Code) -> usize) -> Owned {
    data(vm, c).map_or(Owned::NONE, |c| Owned::usize(f(&c)))
}

fn names(vm: &mut Vm, c: Ref<'_>, f: fn(&Code) -> Vec<String>) -> Owned {
    let all = data(vm, c).map(|c| f(&c)).unwrap_or_default();
    let all = all.iter().map(|n| vm.intern(n)).collect();
    vm.tuple(all)
}

/// The constants as objects.
pub(super) fn consts(vm: &mut Vm, c: Ref<'_>) -> PyResult {
    let all = c.get::<CodeBody>(vm).map(CodeBody::constants).unwrap_or_default();
    Ok(vm.tuple(all))
}

/// The instructions as bytes, two for each: operation and the low byte of its argument.
fn code_bytes(vm: &mut Vm, c: Ref<'_>) -> PyResult {
    let Some(code) = data(vm, c) else { return Ok(Owned::NONE) };
    let bytes: Vec<u8> = code.code.iter().flat_map(|i| [i.op() as u8, i.arg() as u8]).collect();
    Ok(crate::types::bytes::from_slice(&bytes))
}
