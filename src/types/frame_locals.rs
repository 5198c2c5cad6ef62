//! `FrameLocalsProxy` (PEP 667): the variables of a function's frame as a mapping. What is read comes from the frame, what is
//! written goes there; names that are no variables are kept beside them.

use crate::object::{
    Args, BinOp, CmpOp, FnDef, FrameLocals, Owned, PyResult, Raised, Ref, TypeDef, TypeFlags, Vm, new,
};

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<FrameLocals>("FrameLocalsProxy", "builtins")
        .flags(TypeFlags::GC | TypeFlags::MAPPING)
        .slots(|s| {
            s.repr = Some(|vm, o| {
                let d = now(vm, o);
                vm.repr_string(d.lend()).map(Owned::string)
            });
            s.len = Some(|vm, o| {
                let d = now(vm, o);
                vm.len(d.lend())
            });
            s.getitem = Some(|vm, o, key| {
                let d = now(vm, o);
                vm.get_item(d.lend(), key)
            });
            s.setitem = Some(|vm, o, key, value| match value {
                Some(v) => set(vm, o, key, v),
                None => Err(removal(vm, o, key)?),
            });
            s.contains = Some(|vm, o, key| {
                let d = now(vm, o);
                vm.contains(d.lend(), key)
            });
            s.iter = Some(|vm, o| {
                let d = now(vm, o);
                vm.iter(d.lend())
            });
            s.compare = Some(compare);
            s.binary[BinOp::Or as usize] = Some(|vm, a, b| {
                let (a, b) = (plain(vm, a), plain(vm, b));
                vm.binary_op(BinOp::Or, a.lend(), b.lend())
            });
            s.inplace[BinOp::Or as usize] = Some(|vm, o, more| {
                update_from(vm, o, more)?;
                Ok(o.own())
            });
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[
    FnDef::new("keys", "($self, /)", |vm, a| ask(vm, a, "keys"), ""),
    FnDef::new("values", "($self, /)", |vm, a| ask(vm, a, "values"), ""),
    FnDef::new("items", "($self, /)", |vm, a| ask(vm, a, "items"), ""),
    FnDef::new("copy", "($self, /)", |vm, a| ask(vm, a, "copy"), ""),
    FnDef::new("get", "($self, key, default=None, /)", |vm, a| ask(vm, a, "get"), ""),
    FnDef::new("__reversed__", "($self, /)", |vm, a| ask(vm, a, "__reversed__"), ""),
    FnDef::new("setdefault", "($self, key, default=None, /)", setdefault, ""),
    FnDef::new("update", "($self, other, /)", update, ""),
    FnDef::new("pop", "($self, key, default=None, /)", pop, ""),
];

/// The mapping that `f_locals` gives for a frame.
pub fn of(vm: &mut Vm, frame: Ref<'_>) -> Owned {
    if vm.frame_is_optimized(frame) { new(FrameLocals { frame: frame.own() }) } else { vm.frame_locals(frame) }
}

/// What is in the frame now, as a dict.
fn now(vm: &mut Vm, o: Ref<'_>) -> Owned {
    match o.get::<FrameLocals>(vm).map(|p| p.frame.clone()) {
        Some(frame) => vm.frame_locals(frame.lend()),
        None => vm.dict(),
    }
}

fn plain(vm: &mut Vm, o: Ref<'_>) -> Owned {
    if o.is_a::<FrameLocals>() { now(vm, o) } else { o.own() }
}

/// A method of the dict of what is in the frame now.
fn ask(vm: &mut Vm, a: &Args<'_>, name: &str) -> PyResult {
    let d = now(vm, a.get(0));
    let rest: Vec<Ref<'_>> = (1..3).filter_map(|i| a.opt(i)).collect();
    vm.call_method(d.lend(), name, &rest)
}

fn set(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>, value: Ref<'_>) -> PyResult<()> {
    let Some(frame) = o.get::<FrameLocals>(vm).map(|p| p.frame.clone()) else { return Ok(()) };
    if vm.set_frame_variable(frame.lend(), key, value) {
        return Ok(());
    }
    let extra = vm.frame_extra(frame.lend());
    vm.set_item(extra.lend(), key, Some(value))
}

/// Why a key cannot be removed.
///
/// # Errors
/// What looking the key up raises.
fn removal(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult<Raised> {
    let d = now(vm, o);
    Ok(match vm.contains(d.lend(), key)? {
        true => vm.value_error("cannot remove local variables from FrameLocalsProxy"),
        false => vm.key_error(key),
    })
}

fn pop(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let d = now(vm, a.get(0));
    match a.opt(2) {
        Some(v) if !vm.contains(d.lend(), a.get(1))? => Ok(v.own()),
        _ => Err(removal(vm, a.get(0), a.get(1))?),
    }
}

fn setdefault(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let d = now(vm, a.get(0));
    if vm.contains(d.lend(), a.get(1))? {
        return vm.get_item(d.lend(), a.get(1));
    }
    let value = a.opt(2).unwrap_or(Ref::NONE);
    set(vm, a.get(0), a.get(1), value)?;
    Ok(value.own())
}

fn update(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    update_from(vm, a.get(0), a.get(1))?;
    Ok(Owned::NONE)
}

fn update_from(vm: &mut Vm, o: Ref<'_>, more: Ref<'_>) -> PyResult<()> {
    let keys = vm.call_method(more, "keys", &[])?;
    for key in vm.collect(keys.lend())? {
        let value = vm.get_item(more, key.lend())?;
        set(vm, o, key.lend(), value.lend())?;
    }
    Ok(())
}

fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let (a, b) = (plain(vm, a), plain(vm, b));
    vm.compare(a.lend(), b.lend(), op)
}
