//! What sets do, as functions: adding, removing, searching, and the operations between sets and iterables.
//!
//! The order in which elements are inserted is CPython's in each operation: it decides the order of iteration.

use super::table::{Probe, SetBody};
use crate::object::{Dict, Exc, Kind, Owned, PyResult, Ref, Vm, new, new_of, type_for};

/// Whether this is a set or a frozenset.
#[inline]
pub fn is_set(o: Ref<'_>) -> bool {
    o.is_a::<SetBody>()
}

/// A new empty set or frozenset.
pub(super) fn empty(kind: Kind) -> Owned {
    match kind {
        Kind::FrozenSet => new_of(type_for(Kind::FrozenSet), SetBody::default()),
        _ => new(SetBody::default()),
    }
}

/// A set of these items.
///
/// # Errors
/// Unhashable items, and what `__hash__` and `__eq__` raise.
pub fn build(vm: &mut Vm, items: &[Ref<'_>]) -> PyResult {
    let s = empty(Kind::Set);
    for x in items {
        add(vm, s.lend(), *x)?;
    }
    Ok(s)
}

/// A frozenset that is a constant of a program. CPython's compiler builds it twice, the second time from the first, and so
/// do we: where elements collide, that decides their order.
///
/// # Errors
/// As for [`build`].
pub fn frozen(vm: &mut Vm, items: &[Ref<'_>]) -> PyResult {
    let first = build(vm, items)?;
    let s = empty(Kind::FrozenSet);
    each(vm, first.lend(), |vm, hash, key| add_entry(vm, s.lend(), hash, key).map(drop))?;
    Ok(s)
}

/// A set of the items of an iterable.
///
/// # Errors
/// What iterating raises; unhashable items.
pub fn from_iterable(vm: &mut Vm, items: Ref<'_>) -> PyResult {
    let s = empty(Kind::Set);
    update(vm, s.lend(), items)?;
    Ok(s)
}

/// The hash of an element: an unhashable one is named in the message.
#[inline]
fn element_hash(vm: &mut Vm, x: Ref<'_>) -> PyResult<i64> {
    if let Some(i) = x.value().as_fixnum() {
        return Ok(taipan_text::hash::hash_i64(i));
    }
    match vm.hash(x) {
        Ok(h) => Ok(h),
        Err(e) => Err(vm.unhashable(e, x, "a set element")),
    }
}

/// The hash of what may be an element; a set stands for the frozenset of its elements.
#[inline]
fn lookup_hash(vm: &mut Vm, x: Ref<'_>) -> PyResult<i64> {
    let r = element_hash(vm, x);
    if r.is_err() && x.is_a::<SetBody>() && vm.raised_is(Exc::TypeError) {
        drop(vm.take_raised());
        return Ok(super::slots::content_hash(vm, x));
    }
    r
}

/// Where a key is, or with `PLACE` the free slot where it belongs; `None` while there is no table.
#[inline]
fn locate<const PLACE: bool>(
    vm: &mut Vm,
    s: Ref<'_>,
    hash: i64,
    key: Ref<'_>,
) -> PyResult<Option<Result<usize, usize>>> {
    let mut cursor = None;
    loop {
        let Some(body) = s.get::<SetBody>(vm).filter(|b| !b.has_no_table()) else { return Ok(None) };
        match body.probe::<PLACE>(vm, hash, key, cursor) {
            Probe::Found(at) => return Ok(Some(Ok(at))),
            Probe::Free(at) => return Ok(Some(Err(at))),
            Probe::Ask(at, next) => {
                let identity = body.identity();
                let Some(candidate) = body.key_at(at).cloned() else { return Ok(None) };
                let equal = vm.equal(candidate.lend(), key)?;
                // Comparing may have changed the set: then everything is looked up again.
                let same = s.get::<SetBody>(vm).is_some_and(|b| {
                    b.identity() == identity && b.key_at(at).is_some_and(|k| k.lend().is(candidate.lend()))
                });
                cursor = match (same, equal) {
                    (false, _) => None,
                    (true, true) => return Ok(Some(Ok(at))),
                    (true, false) => Some(next),
                };
            }
        }
    }
}

/// Adds a key whose hash is known; says whether it is new.
pub(super) fn add_entry(vm: &mut Vm, s: Ref<'_>, hash: i64, key: Ref<'_>) -> PyResult<bool> {
    if let Some(body) = s.get_mut::<SetBody>(vm) {
        body.ensure();
    }
    match locate::<true>(vm, s, hash, key)? {
        Some(Err(free)) => {
            let key = key.own();
            if let Some(body) = s.get_mut::<SetBody>(vm) {
                body.occupy(free, hash, key);
            }
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Removes a key whose hash is known; says whether it was there.
pub(super) fn discard_entry(vm: &mut Vm, s: Ref<'_>, hash: i64, key: Ref<'_>) -> PyResult<bool> {
    let Some(Ok(at)) = locate::<false>(vm, s, hash, key)? else { return Ok(false) };
    let old = s.get_mut::<SetBody>(vm).map(|b| b.remove_at(at));
    drop(old);
    Ok(true)
}

/// Whether a key whose hash is known is there.
pub(super) fn contains_entry(vm: &mut Vm, s: Ref<'_>, hash: i64, key: Ref<'_>) -> PyResult<bool> {
    Ok(matches!(locate::<false>(vm, s, hash, key)?, Some(Ok(_))))
}

/// Adds an element.
///
/// # Errors
/// Unhashable elements, and what `__hash__` and `__eq__` raise.
pub fn add(vm: &mut Vm, s: Ref<'_>, x: Ref<'_>) -> PyResult<()> {
    let hash = element_hash(vm, x)?;
    add_entry(vm, s, hash, x).map(drop)
}

/// `x in s`.
///
/// # Errors
/// As for [`add`].
pub fn contains(vm: &mut Vm, s: Ref<'_>, x: Ref<'_>) -> PyResult<bool> {
    let hash = lookup_hash(vm, x)?;
    contains_entry(vm, s, hash, x)
}

/// Removes an element; says whether it was there.
///
/// # Errors
/// As for [`add`].
pub fn discard(vm: &mut Vm, s: Ref<'_>, x: Ref<'_>) -> PyResult<bool> {
    let hash = lookup_hash(vm, x)?;
    discard_entry(vm, s, hash, x)
}

/// Calls `f` with hash and key of every element of a set, also while `f` changes other sets.
pub(super) fn each(vm: &mut Vm, s: Ref<'_>, mut f: impl FnMut(&mut Vm, i64, Ref<'_>) -> PyResult<()>) -> PyResult<()> {
    let mut at = 0;
    loop {
        let next = s.get::<SetBody>(vm).and_then(|b| b.next(at)).map(|(i, hash, key)| (i, hash, key.clone()));
        let Some((i, hash, key)) = next else { return Ok(()) };
        f(vm, hash, key.lend())?;
        at = i + 1;
    }
}

/// Calls `f` with every item of an iterable.
fn each_item(vm: &mut Vm, items: Ref<'_>, mut f: impl FnMut(&mut Vm, Ref<'_>) -> PyResult<()>) -> PyResult<()> {
    let it = vm.iter(items)?;
    let mut n = 0u32;
    while let Some(x) = vm.next(it.lend())? {
        f(vm, x.lend())?;
        n = n.wrapping_add(1);
        if n.is_multiple_of(4096) {
            vm.check_signals()?;
        }
    }
    Ok(())
}

/// Hashes and keys of a dict.
fn dict_entries(vm: &Vm, d: Ref<'_>) -> Vec<(i64, Owned)> {
    d.get::<Dict>(vm).map(|d| d.entries().map(|e| (e.hash, e.key.clone())).collect()).unwrap_or_default()
}

/// Adds all items of an iterable.
///
/// # Errors
/// What iterating raises; unhashable items.
pub fn update(vm: &mut Vm, s: Ref<'_>, items: Ref<'_>) -> PyResult<()> {
    if is_set(items) {
        return merge(vm, s, items);
    }
    if items.ty().is_exactly(Kind::Dict) {
        let entries = dict_entries(vm, items);
        if let Some(body) = s.get_mut::<SetBody>(vm) {
            body.make_room(entries.len());
        }
        for (hash, key) in entries {
            add_entry(vm, s, hash, key.lend())?;
        }
        return Ok(());
    }
    each_item(vm, items, |vm, x| add(vm, s, x))
}

/// Adds all elements of another set.
fn merge(vm: &mut Vm, s: Ref<'_>, other: Ref<'_>) -> PyResult<()> {
    let Some(source) = other.get::<SetBody>(vm).filter(|o| !o.is_empty() && !s.is(other)) else { return Ok(()) };
    let more = source.len();
    let Some(body) = s.get_mut::<SetBody>(vm) else { return Ok(()) };
    body.make_room(more);
    if body.fill() == 0 {
        let mut filled = body.take();
        if let Some(source) = other.get::<SetBody>(vm) {
            filled.fill_from(source);
        }
        if let Some(body) = s.get_mut::<SetBody>(vm) {
            *body = filled;
        }
        return Ok(());
    }
    each(vm, other, |vm, hash, key| add_entry(vm, s, hash, key).map(drop))
}

/// A copy as a set or frozenset.
pub fn copy(vm: &mut Vm, s: Ref<'_>, kind: Kind) -> PyResult {
    let r = empty(kind);
    merge(vm, r.lend(), s)?;
    Ok(r)
}

/// The kind of result that an operation on `s` gives: a plain set or frozenset, whatever the subclass.
pub(super) fn result_kind(s: Ref<'_>) -> Kind {
    s.ty().kind()
}

fn len(vm: &Vm, s: Ref<'_>) -> usize {
    s.get::<SetBody>(vm).map_or(0, SetBody::len)
}

/// `s & items`, of the kind of `s`.
///
/// # Errors
/// What iterating raises; unhashable items.
pub fn intersection(vm: &mut Vm, s: Ref<'_>, items: Ref<'_>) -> PyResult {
    if s.is(items) {
        return copy(vm, s, result_kind(s));
    }
    let r = empty(result_kind(s));
    if is_set(items) {
        // The smaller one is gone through.
        let (large, small) = if len(vm, items) > len(vm, s) { (items, s) } else { (s, items) };
        each(vm, small, |vm, hash, key| {
            if contains_entry(vm, large, hash, key)? {
                add_entry(vm, r.lend(), hash, key)?;
            }
            Ok(())
        })?;
        return Ok(r);
    }
    let it = vm.iter(items)?;
    while let Some(x) = vm.next(it.lend())? {
        let hash = vm.hash(x.lend())?;
        if contains_entry(vm, s, hash, x.lend())? {
            add_entry(vm, r.lend(), hash, x.lend())?;
            if len(vm, r.lend()) >= len(vm, s) {
                break;
            }
        }
    }
    Ok(r)
}

/// `s - items`, of the kind of `s`.
///
/// # Errors
/// What iterating raises; unhashable items.
pub fn difference(vm: &mut Vm, s: Ref<'_>, items: Ref<'_>) -> PyResult {
    let dict = items.ty().is_exactly(Kind::Dict);
    let others = match dict {
        true => items.get::<Dict>(vm).map_or(0, Dict::len),
        false => len(vm, items),
    };
    if !(dict || is_set(items)) || len(vm, s) >> 2 > others {
        let r = copy(vm, s, result_kind(s))?;
        difference_update(vm, r.lend(), items)?;
        return Ok(r);
    }
    let r = empty(result_kind(s));
    each(vm, s, |vm, hash, key| {
        let there = match dict {
            true => vm.dict_find(items, hash, key)?.is_some(),
            false => contains_entry(vm, items, hash, key)?,
        };
        if !there {
            add_entry(vm, r.lend(), hash, key)?;
        }
        Ok(())
    })?;
    Ok(r)
}

/// `s -= items`.
///
/// # Errors
/// What iterating raises; unhashable items.
pub fn difference_update(vm: &mut Vm, s: Ref<'_>, items: Ref<'_>) -> PyResult<()> {
    if s.is(items) {
        clear(vm, s);
        return Ok(());
    }
    if is_set(items) {
        // Against a much larger set, what both have is found first.
        let common = if len(vm, items) >> 3 > len(vm, s) { Some(intersection(vm, s, items)?) } else { None };
        let items = common.as_ref().map_or(items, Owned::lend);
        each(vm, items, |vm, hash, key| discard_entry(vm, s, hash, key).map(drop))?;
    } else {
        each_item(vm, items, |vm, x| {
            let hash = element_hash(vm, x)?;
            discard_entry(vm, s, hash, x).map(drop)
        })?;
    }
    if let Some(body) = s.get_mut::<SetBody>(vm) {
        body.squeeze();
    }
    Ok(())
}

/// `s ^= items`.
///
/// # Errors
/// What iterating raises; unhashable items.
pub fn symmetric_difference_update(vm: &mut Vm, s: Ref<'_>, items: Ref<'_>) -> PyResult<()> {
    if s.is(items) {
        clear(vm, s);
        return Ok(());
    }
    let toggle = |vm: &mut Vm, hash: i64, key: Ref<'_>| {
        if !discard_entry(vm, s, hash, key)? {
            add_entry(vm, s, hash, key)?;
        }
        Ok(())
    };
    if items.ty().is_exactly(Kind::Dict) {
        return dict_entries(vm, items).into_iter().try_for_each(|(hash, key)| toggle(vm, hash, key.lend()));
    }
    if is_set(items) {
        return each(vm, items, toggle);
    }
    let items = from_iterable(vm, items)?;
    each(vm, items.lend(), toggle)
}

/// Whether every element of `s` is in `other`, both sets.
///
/// # Errors
/// What `__eq__` raises.
pub fn is_subset(vm: &mut Vm, s: Ref<'_>, other: Ref<'_>) -> PyResult<bool> {
    if len(vm, s) > len(vm, other) {
        return Ok(false);
    }
    let mut at = 0;
    loop {
        let next = s.get::<SetBody>(vm).and_then(|b| b.next(at)).map(|(i, hash, key)| (i, hash, key.clone()));
        let Some((i, hash, key)) = next else { return Ok(true) };
        if !contains_entry(vm, other, hash, key.lend())? {
            return Ok(false);
        }
        at = i + 1;
    }
}

/// Removes everything.
pub(super) fn clear(vm: &mut Vm, s: Ref<'_>) {
    if let Some(body) = s.get_mut::<SetBody>(vm) {
        let old = body.take();
        drop(old);
    }
}

/// `s` takes over the elements of `other`, a set that nobody else can see.
pub(super) fn exchange(vm: &mut Vm, s: Ref<'_>, other: Ref<'_>) {
    let taken = other.get_mut::<SetBody>(vm).map(SetBody::take).unwrap_or_default();
    if let Some(body) = s.get_mut::<SetBody>(vm) {
        let old = body.replace(taken);
        drop(old);
    }
}
