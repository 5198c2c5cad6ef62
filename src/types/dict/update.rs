//! Filling a dict from another mapping, from pairs, from keyword arguments.

use super::iter::iter as dict_iter;
use crate::object::{Dict, Exc, Owned, PyResult, Raised, Ref, UnaryFn, Vm};
use crate::types::function::display_name;

/// `dict.update(other)`: from a mapping (anything with `keys`) or an iterable of pairs.
///
/// # Errors
/// What is no mapping and no iterable of pairs, unhashable keys, and what Python code raises.
pub fn update(vm: &mut Vm, d: Ref<'_>, other: Ref<'_>) -> PyResult<()> {
    if other.is_a::<Dict>() {
        return merge(vm, d, other);
    }
    let keys = vm.names.keys;
    match vm.get_attr_opt(other, keys)? {
        Some(_) => merge(vm, d, other),
        None => merge_pairs(vm, d, other),
    }
}

/// Sets all keys of a mapping; later values win.
///
/// # Errors
/// `AttributeError` when `other` has no `keys`, unhashable keys, and what Python code raises.
pub fn merge(vm: &mut Vm, d: Ref<'_>, other: Ref<'_>) -> PyResult<()> {
    if reads_as_dict(other) {
        return merge_dict(vm, d, other);
    }
    each_item(vm, other, |vm, key, value| vm.dict_set(d, key.lend(), value))
}

/// Whether a mapping is a dict whose iteration is that of `dict`, so that its entries can be read directly.
fn reads_as_dict(o: Ref<'_>) -> bool {
    o.is_a::<Dict>() && o.ty().slots().iter.is_some_and(|f| std::ptr::fn_addr_eq(f, dict_iter as UnaryFn))
}

fn merge_dict(vm: &mut Vm, d: Ref<'_>, other: Ref<'_>) -> PyResult<()> {
    if d.is(other) {
        return Ok(());
    }
    let Some(source) = other.get::<Dict>(vm) else { return Ok(()) };
    let len = source.len();
    if d.get::<Dict>(vm).is_some_and(|d| d.is_empty() && !d.is_namespace()) {
        let mut copy = source.copy(vm);
        if let Some(d) = d.get_mut::<Dict>(vm) {
            copy.extra = d.extra.take();
            let old = std::mem::replace(d, copy);
            drop(old);
        }
        return Ok(());
    }
    let mut at = 0;
    loop {
        let Some(source) = other.get::<Dict>(vm) else { return Ok(()) };
        if source.len() != len {
            return Err(vm.runtime_error("dict mutated during update"));
        }
        let Some(i) = source.live_from(at) else { return Ok(()) };
        let (hash, key, value) = (source.hash_at(i), source.key_at(i), source.value_at(vm, i));
        vm.dict_set_hashed(d, hash, key.lend(), value)?;
        at = i + 1;
    }
}

/// Calls `f` for each key with its value, by `keys()` and `__getitem__`.
fn each_item(vm: &mut Vm, mapping: Ref<'_>, mut f: impl FnMut(&mut Vm, Owned, Owned) -> PyResult<()>) -> PyResult<()> {
    let keys = vm.call_method(mapping, "keys", &[])?;
    let it = vm.iter(keys.lend())?;
    while let Some(key) = vm.next(it.lend())? {
        let value = vm.get_item(mapping, key.lend())?;
        f(vm, key, value)?;
    }
    Ok(())
}

/// Sets keys from an iterable of pairs.
///
/// # Errors
/// `TypeError` and `ValueError` for what is no pair, unhashable keys, and what Python code raises.
pub fn merge_pairs(vm: &mut Vm, d: Ref<'_>, pairs: Ref<'_>) -> PyResult<()> {
    let it = vm.iter(pairs)?;
    let mut n = 0;
    while let Some(pair) = vm.next(it.lend())? {
        let (key, value) = split_pair(vm, pair.lend(), n)?;
        vm.dict_set(d, key.lend(), value)?;
        n += 1;
        if n % 4096 == 0 {
            vm.check_signals()?;
        }
    }
    Ok(())
}

fn split_pair(vm: &mut Vm, pair: Ref<'_>, n: usize) -> PyResult<(Owned, Owned)> {
    if let Some([key, value]) = pair.as_tuple(vm) {
        return Ok((key.clone(), value.clone()));
    }
    if pair.ty().slots().iter.is_none() && pair.ty().slots().getitem.is_none() {
        let e = vm.type_error("object is not iterable");
        return Err(with_note(vm, e, n));
    }
    let items = match vm.collect(pair) {
        Ok(items) => items,
        Err(e) if vm.raised_is(Exc::TypeError) => return Err(with_note(vm, e, n)),
        Err(e) => return Err(e),
    };
    let len = items.len();
    match <[Owned; 2]>::try_from(items) {
        Ok([key, value]) => Ok((key, value)),
        Err(_) => {
            Err(vm.value_error(format!("dictionary update sequence element #{n} has length {len}; 2 is required")))
        }
    }
}

/// Says with a note which element was no pair.
fn with_note(vm: &mut Vm, raised: Raised, n: usize) -> Raised {
    if let Some(e) = vm.raised.clone() {
        let note = Owned::string(format!("Cannot convert dictionary update sequence element #{n} to a sequence"));
        let notes = vm.list(vec![note]);
        vm.set_own_attr(e.lend(), "__notes__", notes);
    }
    raised
}

/// `{**mapping}`.
///
/// # Errors
/// `TypeError` for what is no mapping, and what Python code raises.
pub fn update_from_mapping(vm: &mut Vm, d: Ref<'_>, mapping: Ref<'_>) -> PyResult<()> {
    let r = merge(vm, d, mapping);
    if r.is_err() && vm.raised_is(Exc::AttributeError) {
        drop(vm.take_raised());
        let name = mapping.ty().message_name();
        return Err(vm.type_error(format!("'{name}' object is not a mapping")));
    }
    r
}

/// `f(**mapping)`: no key may be there already.
///
/// # Errors
/// `TypeError` for a key that was given before and for what is no mapping, and what Python code raises.
pub fn merge_keywords(vm: &mut Vm, f: Ref<'_>, d: Ref<'_>, mapping: Ref<'_>) -> PyResult<()> {
    let mut repeated = None;
    let mut put = |vm: &mut Vm, key: Owned, value: Owned| {
        if vm.dict_get(d, key.lend())?.is_some() {
            let e = vm.key_error(key.lend());
            repeated = Some(key);
            return Err(e);
        }
        vm.dict_set(d, key.lend(), value)
    };
    let r = if reads_as_dict(mapping) {
        let items = mapping.get::<Dict>(vm).map(|m| m.to_vec(vm)).unwrap_or_default();
        items.into_iter().try_for_each(|(key, value)| put(vm, key, value))
    } else {
        each_item(vm, mapping, put)
    };
    if r.is_ok() {
        return r;
    }
    if let Some(key) = repeated {
        drop(vm.take_raised());
        let (name, key) = (display_name(vm, f)?, vm.str_string(key.lend())?);
        return Err(vm.type_error(format!("{name} got multiple values for keyword argument '{key}'")));
    }
    if vm.raised_is(Exc::AttributeError) {
        drop(vm.take_raised());
        let (name, ty) = (display_name(vm, f)?, mapping.ty().message_name());
        return Err(vm.type_error(format!("{name} argument after ** must be a mapping, not {ty}")));
    }
    r
}
