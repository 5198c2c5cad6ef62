//! Counting: what `Counter` does with an iterable, and `_count_elements`.

use crate::object::{Args, BinOp, Dict, FnDef, Kind, Owned, PyResult, Ref, SetFn, TypeFlags, Vm, type_for};

pub(super) static FUNCTIONS: &[FnDef] = &[FnDef::new(
    "_count_elements",
    "(mapping, iterable, /)",
    |vm, a| count_elements(vm, a.get(0), a.get(1)).map(|()| Owned::NONE),
    "Count elements in the iterable, updating the mapping",
)];

/// Whether keys of `o` are written as those of a plain `Counter`.
fn writes_plainly(o: Ref<'_>) -> bool {
    let plain = type_for(Kind::Counter).slots().setitem;
    o.is_a::<Dict>()
        && match (o.ty().slots().setitem, plain) {
            (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b as SetFn),
            _ => false,
        }
}

/// Adds 1 to the count of each item.
///
/// # Errors
/// Unhashable items, and what Python code raises.
pub(super) fn count_elements(vm: &mut Vm, mapping: Ref<'_>, iterable: Ref<'_>) -> PyResult<()> {
    let it = vm.iter(iterable)?;
    let plain = writes_plainly(mapping);
    let mut n = 0u32;
    while let Some(x) = vm.next(it.lend())? {
        if plain {
            bump(vm, mapping, x.lend())?;
        } else {
            let one = Owned::int(1);
            let old = vm.call_method(mapping, "get", &[x.lend(), Owned::int(0).lend()])?;
            let new = vm.binary_op(BinOp::Add, old.lend(), one.lend())?;
            vm.set_item(mapping, x.lend(), Some(new.lend()))?;
        }
        n = n.wrapping_add(1);
        if n.is_multiple_of(4096) {
            vm.check_signals()?;
        }
    }
    Ok(())
}

fn bump(vm: &mut Vm, mapping: Ref<'_>, key: Ref<'_>) -> PyResult<()> {
    let hash = vm.key_hash(key)?;
    let at = vm.dict_find(mapping, hash, key)?;
    let Some(d) = mapping.get::<Dict>(vm) else { return Ok(()) };
    let new = match at.map(|i| d.value_at(vm, i)) {
        None => Owned::int(1),
        Some(old) => match old.value().as_fixnum() {
            Some(i) => Owned::int(i + 1),
            None => {
                let new = vm.binary_op(BinOp::Add, old.lend(), Owned::int(1).lend())?;
                return vm.dict_set_hashed(mapping, hash, key, new);
            }
        },
    };
    let Some(d) = mapping.get_mut::<Dict>(vm) else { return Ok(()) };
    match at {
        Some(i) => drop(d.set_at(i, new)),
        None => d.push_new(hash, key.own(), new),
    }
    Ok(())
}

/// `c.update(iterable, **kwargs)` and `c.subtract(…)`: counts are added with `op`.
///
/// # Errors
/// Unhashable items, and what Python code raises.
pub(super) fn change(vm: &mut Vm, a: &Args<'_>, op: BinOp) -> PyResult {
    let o = a.get(0);
    if let Some(items) = a.some(1) {
        if items.ty().has(TypeFlags::MAPPING) {
            change_by_mapping(vm, o, items, op)?;
        } else if op == BinOp::Add {
            count_elements(vm, o, items)?;
        } else {
            let it = vm.iter(items)?;
            while let Some(x) = vm.next(it.lend())? {
                add(vm, o, x.lend(), Owned::int(1), op)?;
            }
        }
    }
    // Keywords are counts like those of a mapping: the first are taken as they are.
    let first = op == BinOp::Add && o.get::<Dict>(vm).is_some_and(Dict::is_empty);
    for (key, value) in a.extra {
        if first {
            vm.set_item(o, *key, Some(*value))?;
        } else {
            add(vm, o, *key, value.own(), op)?;
        }
    }
    Ok(Owned::NONE)
}

fn change_by_mapping(vm: &mut Vm, o: Ref<'_>, mapping: Ref<'_>, op: BinOp) -> PyResult<()> {
    if op == BinOp::Add && o.get::<Dict>(vm).is_some_and(Dict::is_empty) {
        return crate::types::dict::update(vm, o, mapping);
    }
    let items = match mapping.get::<Dict>(vm) {
        Some(d) => d.to_vec(vm),
        None => {
            let items = vm.call_method(mapping, "items", &[])?;
            let mut pairs = Vec::new();
            for pair in vm.collect(items.lend())? {
                let pair = vm.collect(pair.lend())?;
                match <[Owned; 2]>::try_from(pair) {
                    Ok([k, v]) => pairs.push((k, v)),
                    Err(_) => return Err(vm.value_error("not enough values to unpack (expected 2)")),
                }
            }
            pairs
        }
    };
    for (key, count) in items {
        add(vm, o, key.lend(), count, op)?;
    }
    Ok(())
}

/// `o[key] = o.get(key, 0) op count`.
fn add(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>, count: Owned, op: BinOp) -> PyResult<()> {
    let old = vm.dict_get(o, key)?.unwrap_or(Owned::int(0));
    let new = vm.binary_op(op, old.lend(), count.lend())?;
    vm.set_item(o, key, Some(new.lend()))
}
