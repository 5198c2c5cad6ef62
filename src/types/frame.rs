//! `frame`: an activation of Python code, as `sys._getframe()` and tracebacks show it.

use crate::object::{
    Args, CodeBody, FnDef, FrameBody, GetSetDef, Owned, PyResult, Ref, TypeDef, TypeFlags, Vm, line_of,
};

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<FrameBody>("frame", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| s.repr = Some(repr))
        .methods(METHODS)
        .getters(GETTERS)
}

fn part(vm: &Vm, f: Ref<'_>, field: fn(&FrameBody) -> &Owned) -> Owned {
    f.get::<FrameBody>(vm).map_or(Owned::NONE, |b| field(b).clone())
}

/// The line that the frame executes.
fn line(vm: &Vm, f: Ref<'_>) -> Option<i32> {
    let index = vm.frame_index(f);
    let code = part(vm, f, |b| &b.code);
    line_of(code.lend().get::<CodeBody>(vm)?, index)
}

fn repr(vm: &mut Vm, f: Ref<'_>) -> PyResult {
    let code = part(vm, f, |b| &b.code);
    let Some(code) = code.lend().get::<CodeBody>(vm).map(|c| c.code.clone()) else { return Ok(Owned::NONE) };
    let file = vm.repr_string(Owned::str(&code.filename).lend())?;
    let line = line(vm, f).unwrap_or(code.firstlineno as i32);
    let address = f.value().bits();
    Ok(Owned::string(format!("<frame at {address:#x}, file {file}, line {line}, code {}>", code.name)))
}

static METHODS: &[FnDef] = &[FnDef::new("clear", "($self, /)", clear, "Clear all references held by the frame.")];

fn clear(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if vm.frame_runs(a.get(0)) {
        return Err(vm.runtime_error("cannot clear an executing frame"));
    }
    let old = a.get(0).get_mut::<FrameBody>(vm).and_then(|b| b.locals.take());
    drop(old);
    Ok(Owned::NONE)
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("f_back", |vm, f| Ok(vm.frame_back(f).unwrap_or(Owned::NONE)), ""),
    GetSetDef::get("f_code", |vm, f| Ok(part(vm, f, |b| &b.code)), ""),
    GetSetDef::get("f_globals", |vm, f| Ok(part(vm, f, |b| &b.globals)), ""),
    GetSetDef::get("f_builtins", |vm, _| Ok(vm.builtins_dict()), ""),
    GetSetDef::get("f_locals", |vm, f| Ok(super::frame_locals::of(vm, f)), ""),
    GetSetDef::get("f_lasti", |vm, f| Ok(Owned::int(2 * i64::from(vm.frame_index(f)))), ""),
    GetSetDef::get("f_lineno", |vm, f| Ok(line(vm, f).map_or(Owned::NONE, |l| Owned::int(i64::from(l)))), ""),
    GetSetDef::get_set("f_trace", |_, _| Ok(Owned::NONE), |_, _, _| Ok(()), ""),
    GetSetDef::get_set("f_trace_lines", |_, _| Ok(Owned::bool(true)), |_, _, _| Ok(()), ""),
    GetSetDef::get_set("f_trace_opcodes", |_, _| Ok(Owned::bool(false)), |_, _, _| Ok(()), ""),
    GetSetDef::get("f_generator", |_, _| Ok(Owned::NONE), ""),
];
