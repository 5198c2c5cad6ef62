//! Sorting a list: keys are computed once each, then their order is found, then the items are put in that order.
//!
//! Ints, floats and strings are compared without Python. Everything else goes through `<` in a merge sort that stops
//! at the first exception. While keys and comparisons run, the list is empty; who fills it meanwhile gets a `ValueError`.

use super::merge::merge_sort;
use crate::object::{Kind, List, Owned, PyResult, Ref, Str, Vm};
use crate::types::sequence::compare::less;
use std::cmp::Ordering;

/// Sorts a list in place; `key` is a callable.
///
/// # Errors
/// What the key function or a comparison raises; `ValueError` when one of them changed the list.
pub fn sort_list(vm: &mut Vm, list: Ref<'_>, key: Option<Ref<'_>>, reverse: bool) -> PyResult<()> {
    let Some(l) = list.get_mut::<List>(vm) else { return Ok(()) };
    let mut items = l.take();
    let r = sort_items(vm, &mut items, key, reverse);
    let Some(l) = list.get_mut::<List>(vm) else { return r };
    let modified = l.capacity() > 0;
    let meanwhile = std::mem::replace(l, items);
    drop(meanwhile);
    r?;
    if modified {
        return Err(vm.value_error("list modified during sort"));
    }
    Ok(())
}

fn sort_items(vm: &mut Vm, items: &mut List, key: Option<Ref<'_>>, reverse: bool) -> PyResult<()> {
    if key.is_none() && sort_numbers(items, reverse) {
        return Ok(());
    }
    let keys = match key {
        Some(f) => {
            let mut keys = List::default();
            keys.reserve(items.len());
            for i in 0..items.len() {
                let item = items.get(i);
                keys.push(vm.call(f, &[item.lend()])?);
            }
            keys
        }
        None => items.slice(0..items.len()),
    };
    let order = order_of(vm, keys, reverse)?;
    *items = items.pick(order.iter().map(|&i| i as usize), order.len());
    Ok(())
}

/// Sorts ints, bools or floats where they lie. Floats with NaN among them are left to comparisons.
fn sort_numbers(items: &mut List, reverse: bool) -> bool {
    if let Some(ints) = items.as_ints_mut() {
        ints.sort_unstable();
        if reverse {
            ints.reverse();
        }
        return true;
    }
    if let Some(bools) = items.as_bools_mut() {
        bools.sort_unstable();
        if reverse {
            bools.reverse();
        }
        return true;
    }
    let Some(floats) = items.as_floats_mut() else { return items.len() < 2 };
    if floats.iter().any(|x| x.is_nan()) {
        return false;
    }
    // Zeros of both signs are equal, so the sort must be stable.
    if reverse {
        floats.sort_by(|x, y| y.partial_cmp(x).unwrap_or(Ordering::Equal));
    } else {
        floats.sort_by(|x, y| x.partial_cmp(y).unwrap_or(Ordering::Equal));
    }
    true
}

/// The stable order of the keys, as positions.
fn order_of(vm: &mut Vm, keys: List, reverse: bool) -> PyResult<Vec<u32>> {
    let n = keys.len() as u32;
    if let Some(ints) = keys.as_ints() {
        return Ok(order_by(n, reverse, |i, k| ints[i as usize].cmp(&ints[k as usize])));
    }
    if let Some(bools) = keys.as_bools() {
        return Ok(order_by(n, reverse, |i, k| bools[i as usize].cmp(&bools[k as usize])));
    }
    if let Some(floats) = keys.as_floats()
        && !floats.iter().any(|x| x.is_nan())
    {
        let cmp = |i: u32, k: u32| floats[i as usize].partial_cmp(&floats[k as usize]).unwrap_or(Ordering::Equal);
        return Ok(order_by(n, reverse, cmp));
    }
    if let Some(texts) = all_texts(vm, &keys) {
        return Ok(order_by(n, reverse, |i, k| texts[i as usize].cmp(texts[k as usize])));
    }
    let keys = keys.into_items();
    let mut order: Vec<u32> = (0..n).collect();
    if reverse {
        order.reverse();
    }
    merge_sort(&mut order, &mut |i, k| less(vm, keys[i as usize].lend(), keys[k as usize].lend()))?;
    if reverse {
        order.reverse();
    }
    Ok(order)
}

/// The bytes of the keys when all are strings: WTF-8 sorts as its code points do.
fn all_texts<'v>(vm: &'v Vm, keys: &'v List) -> Option<Vec<&'v [u8]>> {
    let text = |k: &'v Owned| {
        let k = k.lend();
        if k.ty().is_exactly(Kind::Str) { k.get::<Str>(vm).map(Str::bytes) } else { None }
    };
    keys.as_objects()?.iter().map(text).collect()
}

/// The stable order under a total order of positions.
fn order_by(n: u32, reverse: bool, cmp: impl Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..n).collect();
    if reverse {
        order.sort_by(|&i, &k| cmp(k, i));
    } else {
        order.sort_by(|&i, &k| cmp(i, k));
    }
    order
}
