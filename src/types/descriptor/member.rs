//! `member_descriptor`: an attribute that lies in a slot (`__slots__`, fields of exceptions).

use super::getset::foreign;
use crate::object::{GetSetDef, Member, Owned, PyResult, Ref, TypeDef, TypeFlags, Value, Vm};

pub(super) fn def() -> TypeDef {
    TypeDef::of::<Member>("member_descriptor", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.repr = Some(repr);
            s.descr_get = Some(get);
            s.descr_set = Some(set);
        })
        .getters(GETTERS)
}

struct Parts {
    name: Owned,
    owner: Owned,
    slot: u32,
    none_when_unset: bool,
}

fn parts(vm: &Vm, d: Ref<'_>) -> Option<Parts> {
    d.get::<Member>(vm).map(|m| Parts {
        name: m.name.clone(),
        owner: m.owner.clone(),
        slot: m.slot,
        none_when_unset: m.none_when_unset,
    })
}

/// The descriptor's parts, when `o` is an instance of its class.
fn checked(vm: &mut Vm, d: Ref<'_>, o: Ref<'_>) -> PyResult<Option<Parts>> {
    let Some(p) = parts(vm, d) else { return Ok(None) };
    let owner = p.owner.lend().expect_type();
    if o.is_instance(owner) {
        return Ok(Some(p));
    }
    let name = vm.lossy(p.name.lend());
    Err(foreign(vm, &name, owner.name(), o))
}

fn get(vm: &mut Vm, d: Ref<'_>, o: Option<Ref<'_>>, _: Ref<'_>) -> PyResult {
    let Some(o) = o else { return Ok(d.own()) };
    let Some(p) = checked(vm, d, o)? else { return Ok(d.own()) };
    match o.slot_value(p.slot) {
        Some(v) => Ok(v),
        None if p.none_when_unset => Ok(Owned::NONE),
        None => {
            let (class, name) = (o.ty().message_name(), vm.lossy(p.name.lend()));
            Err(vm.attribute_error(o, p.name.lend(), format!("'{class}' object has no attribute '{name}'")))
        }
    }
}

fn set(vm: &mut Vm, d: Ref<'_>, o: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let Some(p) = checked(vm, d, o)? else { return Ok(()) };
    let had = o.set_slot(p.slot, value.map_or(Owned::immediate(Value::EMPTY), Ref::own));
    if value.is_none() && !had && !p.none_when_unset {
        let name = vm.lossy(p.name.lend());
        return Err(vm.attribute_error(o, p.name.lend(), name));
    }
    Ok(())
}

fn repr(vm: &mut Vm, d: Ref<'_>) -> PyResult {
    let Some(p) = parts(vm, d) else { return Ok(Owned::NONE) };
    let name = vm.lossy(p.name.lend());
    Ok(Owned::string(format!("<member '{name}' of '{}' objects>", p.owner.lend().expect_type().name())))
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__name__", |vm, d| Ok(parts(vm, d).map_or(Owned::NONE, |p| p.name)), ""),
    GetSetDef::get("__qualname__", qualname, ""),
    GetSetDef::get("__objclass__", |vm, d| Ok(parts(vm, d).map_or(Owned::NONE, |p| p.owner)), ""),
    GetSetDef::get("__doc__", |_, _| Ok(Owned::NONE), ""),
];

fn qualname(vm: &mut Vm, d: Ref<'_>) -> PyResult {
    let Some(p) = parts(vm, d) else { return Ok(Owned::NONE) };
    let name = vm.lossy(p.name.lend());
    Ok(Owned::string(format!("{}.{name}", p.owner.lend().expect_type().names().qualname)))
}
