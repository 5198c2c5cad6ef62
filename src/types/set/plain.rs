//! What sets do with plain keys: see [`is_plain_key`](crate::object::is_plain_key). `None`: nothing was done.

use super::table::{Probe, SetBody};
use crate::object::{Kind, Owned, Plain, Ref, Vm};

/// Where a plain key with this hash is, or with `PLACE` the free slot where it belongs.
fn locate<const PLACE: bool>(vm: &mut Vm, s: Ref<'_>, hash: i64, key: Ref<'_>) -> Option<Result<usize, usize>> {
    let mut cursor = None;
    loop {
        let body = s.get::<SetBody>(vm)?;
        match body.probe::<PLACE>(vm, hash, key, cursor) {
            Probe::Found(at) => return Some(Ok(at)),
            Probe::Free(at) => return Some(Err(at)),
            Probe::Ask(at, next) => {
                let candidate = body.key_at(at).cloned()?;
                if vm.plain_equal(candidate.lend(), key)? {
                    return Some(Ok(at));
                }
                cursor = Some(next);
            }
        }
    }
}

/// `key in s`.
pub fn contains_plain(vm: &mut Vm, s: Ref<'_>, key: Ref<'_>) -> Option<bool> {
    let hash = vm.plain_hash(key)?;
    if s.get::<SetBody>(vm)?.has_no_table() {
        return Some(false);
    }
    Some(locate::<false>(vm, s, hash, key)?.is_ok())
}

/// Adds a key; gives `None` as Python's.
pub fn add_plain(vm: &mut Vm, s: Ref<'_>, key: Ref<'_>) -> Option<Owned> {
    let hash = vm.plain_hash(key)?;
    s.get_mut::<SetBody>(vm)?.ensure();
    if let Err(free) = locate::<true>(vm, s, hash, key)? {
        s.get_mut::<SetBody>(vm)?.occupy(free, hash, key.own());
    }
    Some(Owned::NONE)
}

/// `add`.
pub(super) static ADD: Plain =
    Plain { kind: Kind::Set, writes: true, f: |vm, a| if let &[s, key] = a { add_plain(vm, s, key) } else { None } };

/// `discard`.
pub(super) static DISCARD: Plain = Plain {
    kind: Kind::Set,
    writes: true,
    f: |vm, a| {
        take(vm, a)?;
        Some(Owned::NONE)
    },
};

/// `remove` of an element that is there.
pub(super) static REMOVE: Plain =
    Plain { kind: Kind::Set, writes: true, f: |vm, a| if take(vm, a)? { Some(Owned::NONE) } else { None } };

/// Removes an element; says whether it was there.
fn take(vm: &mut Vm, a: &[Ref<'_>]) -> Option<bool> {
    let &[s, key] = a else { return None };
    let hash = vm.plain_hash(key)?;
    if s.get::<SetBody>(vm)?.has_no_table() {
        return Some(false);
    }
    let at = locate::<false>(vm, s, hash, key)?.ok();
    if let Some(at) = at {
        drop(s.get_mut::<SetBody>(vm)?.remove_at(at));
    }
    Some(at.is_some())
}
