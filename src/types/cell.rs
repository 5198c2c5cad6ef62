//! `cell`: a variable that closures share.

use crate::object::{
    CallArgs, CellBody, CmpOp, GetSetDef, GlobalCell, LazySignature, Owned, PyResult, Ref, TypeDef, TypeFlags, Value,
    Vm, bind,
};

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<CellBody>("cell", "builtins")
        .doc("Create a new cell object.\n\n  contents\n    the contents of the cell. If not specified, the cell will be empty,\n    and \n further attempts to access its cell_contents attribute will\n    raise a ValueError.")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.new = Some(new);
            s.repr = Some(repr);
            s.compare = Some(compare);
            s.unhashable = true;
        })
        .getters(GETTERS)
}

/// The type of the cells of namespaces, which programs do not see.
pub fn global_def() -> TypeDef {
    TypeDef::of::<GlobalCell>("global_cell", "builtins").flags(TypeFlags::GC)
}

static SIGNATURE: LazySignature = LazySignature::new("(contents=None, /)");

fn new(vm: &mut Vm, _: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "cell", &SIGNATURE, args, |_, a| {
        Ok(CellBody::make(a.opt(0).map_or(Owned::immediate(Value::EMPTY), Ref::own)))
    })
}

fn contents(vm: &Vm, c: Ref<'_>) -> Option<Owned> {
    c.get::<CellBody>(vm)?.get()
}

fn repr(vm: &mut Vm, c: Ref<'_>) -> PyResult {
    let address = c.value().bits();
    Ok(Owned::string(match contents(vm, c) {
        Some(v) => format!("<cell at {address:#x}: {} object at {:#x}>", v.lend().ty().name(), v.value().bits()),
        None => format!("<cell at {address:#x}: empty>"),
    }))
}

/// By contents; an empty cell is less than any other.
fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !a.is_a::<CellBody>() || !b.is_a::<CellBody>() {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    match (contents(vm, a), contents(vm, b)) {
        (Some(x), Some(y)) => vm.compare(x.lend(), y.lend(), op),
        (x, y) => Ok(Owned::bool(op.holds(x.is_some().cmp(&y.is_some())))),
    }
}

static GETTERS: &[GetSetDef] = &[GetSetDef::get_set("cell_contents", get, set, "")];

fn get(vm: &mut Vm, c: Ref<'_>) -> PyResult {
    match contents(vm, c) {
        Some(v) => Ok(v),
        None => Err(vm.value_error("Cell is empty")),
    }
}

fn set(vm: &mut Vm, c: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    if let Some(body) = c.get::<CellBody>(vm) {
        body.set(value.map_or(Owned::immediate(Value::EMPTY), Ref::own));
    }
    Ok(())
}
