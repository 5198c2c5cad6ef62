//! What dicts do with plain keys: see [`is_plain_key`](crate::object::is_plain_key). `None`: nothing was done.

use super::view;
use crate::object::{Dict, Kind, Owned, Plain, PlainFn, Ref, Vm};

/// `d[key]`; `None` also if it is not there.
pub fn look_plain(vm: &mut Vm, d: Ref<'_>, key: Ref<'_>) -> Option<Owned> {
    let hash = vm.plain_hash(key)?;
    let at = vm.dict_find_plain(d, hash, key)??;
    Some(d.get::<Dict>(vm)?.value_at(vm, at))
}

/// `d[key] = value`; gives `None` as Python's.
pub fn set_plain(vm: &mut Vm, d: Ref<'_>, key: Ref<'_>, value: Ref<'_>) -> Option<Owned> {
    let hash = vm.plain_hash(key)?;
    let at = vm.dict_find_plain(d, hash, key)?;
    let body = d.get_mut::<Dict>(vm)?;
    match at {
        Some(i) => drop(body.set_at(i, value.own())),
        None => body.push_new(hash, key.own(), value.own()),
    }
    Some(Owned::NONE)
}

/// `get`.
pub(super) static GET: Plain = Plain {
    kind: Kind::Dict,
    writes: false,
    f: |vm, a| {
        let default = default(a)?;
        let hash = vm.plain_hash(a[1])?;
        match vm.dict_find_plain(a[0], hash, a[1])? {
            Some(at) => Some(a[0].get::<Dict>(vm)?.value_at(vm, at)),
            None => Some(default.own()),
        }
    },
};

/// `setdefault`.
pub(super) static SETDEFAULT: Plain = Plain {
    kind: Kind::Dict,
    writes: true,
    f: |vm, a| {
        let default = default(a)?;
        let hash = vm.plain_hash(a[1])?;
        match vm.dict_find_plain(a[0], hash, a[1])? {
            Some(at) => Some(a[0].get::<Dict>(vm)?.value_at(vm, at)),
            None => {
                a[0].get_mut::<Dict>(vm)?.push_new(hash, a[1].own(), default.own());
                Some(default.own())
            }
        }
    },
};

/// `pop` of a key that is there, or with a default.
pub(super) static POP: Plain = Plain {
    kind: Kind::Dict,
    writes: true,
    f: |vm, a| {
        let hash = vm.plain_hash(a[1])?;
        match vm.dict_find_plain(a[0], hash, a[1])? {
            Some(at) => Some(a[0].get_mut::<Dict>(vm)?.remove_at(at).1),
            None if a.len() == 3 => Some(a[2].own()),
            None => None,
        }
    },
};

/// The argument behind the key, `None` without one; nothing if there are too many.
fn default<'a>(a: &[Ref<'a>]) -> Option<Ref<'a>> {
    match *a {
        [_, _] => Some(Ref::NONE),
        [_, _, default] => Some(default),
        _ => None,
    }
}

/// `keys`.
pub(super) static KEYS: Plain = view_of(|_, a| Some(view(Kind::DictKeys, *a.first()?)));
/// `values`.
pub(super) static VALUES: Plain = view_of(|_, a| Some(view(Kind::DictValues, *a.first()?)));
/// `items`.
pub(super) static ITEMS: Plain = view_of(|_, a| Some(view(Kind::DictItems, *a.first()?)));

/// A new object each time: not a look-up that could be done once for twice.
const fn view_of(f: PlainFn) -> Plain {
    Plain { kind: Kind::Dict, writes: true, f }
}
