//! Methods of `dict`.

use super::{iter, plain, update, view};
use crate::object::{Args, Dict, FnDef, Kind, Owned, PyResult, Ref, Vm, new};
use crate::types::generic_alias::CLASS_GETITEM;
use crate::types::set::SetBody;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new(
        "get",
        "(self, key, default=None, /)",
        get,
        "Return the value for key if key is in the dictionary, else default.",
    )
    .plain(&plain::GET),
    FnDef::new(
        "setdefault",
        "(self, key, default=None, /)",
        setdefault,
        "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
    )
    .plain(&plain::SETDEFAULT),
    FnDef::new(
        "pop",
        "(self, key, default=<unrepresentable>, /)",
        pop,
        "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.",
    )
    .plain(&plain::POP),
    FnDef::new(
        "popitem",
        "(self, /)",
        popitem,
        "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty.",
    ),
    FnDef::new(
        "keys",
        "(self, /)",
        |_, a| Ok(view(Kind::DictKeys, a.get(0))),
        "Return a set-like object providing a view on the dict's keys.",
    )
    .plain(&plain::KEYS),
    FnDef::new(
        "items",
        "(self, /)",
        |_, a| Ok(view(Kind::DictItems, a.get(0))),
        "Return a set-like object providing a view on the dict's items.",
    )
    .plain(&plain::ITEMS),
    FnDef::new(
        "values",
        "(self, /)",
        |_, a| Ok(view(Kind::DictValues, a.get(0))),
        "Return an object providing a view on the dict's values.",
    )
    .plain(&plain::VALUES),
    FnDef::new(
        "update",
        "(self, /, *args, **kwargs)",
        update_method,
        "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = F[k]",
    ),
    FnDef::new("clear", "(self, /)", clear, "Remove all items from the dict."),
    FnDef::new("copy", "(self, /)", copy, "Return a shallow copy of the dict."),
    FnDef::new(
        "__reversed__",
        "(self, /)",
        |vm, a| Ok(iter::over(vm, Kind::DictReverseKeyIter, a.get(0))),
        "Return a reverse iterator over the dict keys.",
    ),
    FnDef::new("__sizeof__", "(self, /)", sizeof, "Return the size of the dict in memory."),
];

pub(super) static CLASS_METHODS: &[FnDef] = &[
    FnDef::new(
        "fromkeys",
        "($type, iterable, value=None, /)",
        fromkeys,
        "Create a new dictionary with keys from iterable and values set to value.",
    ),
    CLASS_GETITEM,
];

fn get(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match vm.dict_get(a.get(0), a.get(1))? {
        Some(v) => Ok(v),
        None => Ok(a.opt(2).map_or(Owned::NONE, Ref::own)),
    }
}

fn setdefault(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (o, key) = (a.get(0), a.get(1));
    let hash = vm.key_hash(key)?;
    if let Some(i) = vm.dict_find(o, hash, key)? {
        return Ok(o.get::<Dict>(vm).map(|d| d.value_at(vm, i)).unwrap_or(Owned::NONE));
    }
    let value = a.opt(2).map_or(Owned::NONE, Ref::own);
    if let Some(d) = o.get_mut::<Dict>(vm) {
        d.push_new(hash, key.own(), value.clone());
    }
    Ok(value)
}

fn pop(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match (vm.dict_remove(a.get(0), a.get(1))?, a.opt(2)) {
        (Some(v), _) => Ok(v),
        (None, Some(default)) => Ok(default.own()),
        (None, None) => Err(vm.key_error(a.get(1))),
    }
}

fn popitem(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if let Some((key, value)) = a.get(0).get_mut::<Dict>(vm).and_then(Dict::pop_last) {
        return Ok(vm.tuple(vec![key, value]));
    }
    let message = Owned::str("popitem(): dictionary is empty");
    Err(vm.key_error(message.lend()))
}

/// `update([other], **kwargs)`, also for the constructor.
pub(super) fn update_from_args(vm: &mut Vm, name: &str, o: Ref<'_>, a: &Args<'_>) -> PyResult<()> {
    if a.rest.len() > 1 {
        return Err(vm.type_error(format!("{name} expected at most 1 argument, got {}", a.rest.len())));
    }
    if let Some(other) = a.rest.first() {
        update(vm, o, *other)?;
    }
    for (key, value) in a.extra {
        vm.dict_set(o, *key, value.own())?;
    }
    Ok(())
}

fn update_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    update_from_args(vm, "update", a.get(0), a)?;
    Ok(Owned::NONE)
}

fn clear(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if let Some(d) = a.get(0).get_mut::<Dict>(vm) {
        d.clear();
    }
    Ok(Owned::NONE)
}

fn copy(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(new(a.get(0).get::<Dict>(vm).map(|d| d.copy(vm)).unwrap_or_default()))
}

fn sizeof(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::usize(a.get(0).get::<Dict>(vm).map_or(0, Dict::memory)))
}

fn fromkeys(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let value = a.opt(2).map_or(Owned::NONE, Ref::own);
    let d = vm.call(a.get(0), &[])?;
    let plain = d.lend().ty().is_exactly(Kind::Dict);
    if plain && a.get(1).is_a::<SetBody>() {
        for (hash, key) in a.get(1).get::<SetBody>(vm).map(SetBody::to_vec).unwrap_or_default() {
            vm.dict_set_hashed(d.lend(), hash, key.lend(), value.clone())?;
        }
        return Ok(d);
    }
    let it = vm.iter(a.get(1))?;
    while let Some(key) = vm.next(it.lend())? {
        if plain {
            vm.dict_set(d.lend(), key.lend(), value.clone())?;
        } else {
            vm.set_item(d.lend(), key.lend(), Some(value.lend()))?;
        }
    }
    Ok(d)
}
