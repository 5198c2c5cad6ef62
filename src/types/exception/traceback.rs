//! `traceback`: the chain of frames that an exception left.

use crate::object::{
    CallArgs, CodeBody, Frame, FrameBody, GetSetDef, LazySignature, Owned, PyResult, Ref, Traceback, TypeDef,
    TypeFlags, Vm, bind, line_of, new,
};
use taipan_bytecode::Op;

pub(super) fn def() -> TypeDef {
    TypeDef::of::<Traceback>("traceback", "builtins")
        .doc("Create a new traceback object.")
        .flags(TypeFlags::GC)
        .slots(|s| s.new = Some(make))
        .getters(GETTERS)
}

/// An entry for a running frame that an exception leaves at unit `lasti`; `next` is the traceback so far.
pub(crate) fn entry(vm: &mut Vm, f: &Frame, lasti: u32, next: Option<Owned>) -> Owned {
    vm.traceback_entry(f, lasti, next)
}

/// Whether `entry` already says what an entry for this frame at this unit would: made by the same activation at the same
/// place, or the exception is only raised again by it.
pub(crate) fn is_at(vm: &Vm, entry: Ref<'_>, f: &Frame, lasti: u32) -> bool {
    if !vm.traceback_is_of(entry, f) {
        return false;
    }
    let same = entry.get::<Traceback>(vm).is_some_and(|t| t.index == lasti);
    same || f.code().code.code.get(lasti as usize).is_some_and(|i| match i.op() {
        Op::RERAISE => true,
        Op::RAISE_VARARGS => i.arg() == 0,
        _ => false,
    })
}

static SIGNATURE: LazySignature = LazySignature::new("(tb_next, tb_frame, tb_lasti, tb_lineno)");

fn make(vm: &mut Vm, _: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "traceback", &SIGNATURE, args, |vm, a| {
        let next = a.get(0);
        if !next.is_none() && !next.is_a::<Traceback>() {
            let got = next.ty().message_name();
            return Err(vm.type_error(format!("expected traceback object or None, got '{got}'")));
        }
        let (index, line) = (vm.index_i64(a.get(2))?, vm.index_i64(a.get(3))?);
        let index = u32::try_from(index / 2).unwrap_or(u32::MAX);
        let next = if next.is_none() { None } else { Some(next.own()) };
        match Traceback::make(a.get(1).own(), index, i32::try_from(line).unwrap_or(0), next, vm) {
            Some(t) => Ok(new(t)),
            None => {
                let got = a.get(1).ty().message_name();
                Err(vm.type_error(format!("traceback() argument 'tb_frame' must be frame, not {got}")))
            }
        }
    })
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("tb_frame", frame, ""),
    GetSetDef::get_set("tb_next", next, set_next, ""),
    GetSetDef::get(
        "tb_lasti",
        |vm, t| Ok(t.get::<Traceback>(vm).map_or(Owned::NONE, |t| Owned::int(2 * i64::from(t.index)))),
        "",
    ),
    GetSetDef::get("tb_lineno", |vm, t| Ok(line(vm, t).map_or(Owned::NONE, |l| Owned::int(i64::from(l)))), ""),
];

/// The line of an entry.
pub(super) fn line(vm: &Vm, t: Ref<'_>) -> Option<i32> {
    let t = t.get::<Traceback>(vm)?;
    t.line.or_else(|| line_of(t.code.lend().get::<CodeBody>(vm)?, t.index))
}

/// The frame object is made on demand, and then kept.
fn frame(vm: &mut Vm, t: Ref<'_>) -> PyResult {
    let Some(b) = t.get::<Traceback>(vm) else { return Ok(Owned::NONE) };
    if let Some(f) = &b.frame {
        return Ok(f.clone());
    }
    let f = new(FrameBody::ended(b.code.clone(), b.globals.clone(), b.index));
    if let Some(b) = t.get_mut::<Traceback>(vm) {
        b.frame = Some(f.clone());
    }
    Ok(f)
}

fn next(vm: &mut Vm, t: Ref<'_>) -> PyResult {
    Ok(t.get::<Traceback>(vm).and_then(|t| t.next.clone()).unwrap_or(Owned::NONE))
}

fn set_next(vm: &mut Vm, t: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let Some(v) = value else { return Err(vm.type_error("can't delete tb_next attribute")) };
    if !v.is_none() && !v.is_a::<Traceback>() {
        let got = v.ty().message_name();
        return Err(vm.type_error(format!("expected traceback object or None, got '{got}'")));
    }
    let mut at = if v.is_none() { None } else { Some(v.own()) };
    while let Some(o) = at {
        if o.lend().is(t) {
            return Err(vm.value_error("traceback loop detected"));
        }
        at = o.lend().get::<Traceback>(vm).and_then(|b| b.next.clone());
    }
    let new = if v.is_none() { None } else { Some(v.own()) };
    let old = t.get_mut::<Traceback>(vm).map(|b| std::mem::replace(&mut b.next, new));
    drop(old);
    Ok(())
}
