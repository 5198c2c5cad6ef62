//! The type `dict` and its slots.

use super::{iter, methods, update};
use crate::object::{
    BinOp, CallArgs, CmpOp, Dict, Kind, LazySignature, Owned, PyResult, Ref, TypeDef, TypeFlags, Value, Vm, bind, new,
    new_of,
};
use crate::types::sequence::repr;

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<Dict>("dict", "builtins")
        .doc(
            "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)",
        )
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::MAPPING | TypeFlags::MATCH_SELF)
        .slots(|s| {
            s.new = Some(new_dict);
            s.init = Some(init);
            s.repr = Some(dict_repr);
            s.compare = Some(compare);
            s.unhashable = true;
            s.iter = Some(iter::iter);
            s.len = Some(|vm, o| Ok(o.get::<Dict>(vm).map_or(0, Dict::len)));
            s.getitem = Some(get);
            s.setitem = Some(set);
            s.contains = Some(|vm, o, key| {
                let hash = vm.key_hash(key)?;
                Ok(vm.dict_find(o, hash, key)?.is_some())
            });
            s.binary[BinOp::Or as usize] = Some(or);
            s.inplace[BinOp::Or as usize] = Some(inplace_or);
        })
        .methods(methods::METHODS)
        .class_methods(methods::CLASS_METHODS)
}

fn new_dict(_: &mut Vm, cls: Ref<'_>, _: &CallArgs<'_>) -> PyResult {
    Ok(new_of(cls.expect_type(), Dict::default()))
}

static SIGNATURE: LazySignature = LazySignature::new("(*args, **kwargs)");

fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    bind(vm, "dict", &SIGNATURE, args, |vm, a| methods::update_from_args(vm, "dict", o, a))
}

fn dict_repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    if o.get::<Dict>(vm).is_some_and(Dict::is_empty) {
        return Ok(Owned::str("{}"));
    }
    let made = repr::guarded(vm, o, |vm| {
        let mut text = vec![b'{'];
        let mut at = 0;
        while let Some((i, key, value)) = o.get::<Dict>(vm).and_then(|d| d.next(vm, at)) {
            if text.len() > 1 {
                text.extend_from_slice(b", ");
            }
            repr::push_repr(vm, &mut text, key.lend())?;
            text.extend_from_slice(b": ");
            repr::push_repr(vm, &mut text, value.lend())?;
            at = i + 1;
        }
        text.push(b'}');
        Ok(Owned::wtf8(text))
    })?;
    Ok(made.unwrap_or_else(|| Owned::str("{...}")))
}

fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !a.is_a::<Dict>() || !b.is_a::<Dict>() || !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    }
    let equal = vm.recurse(" in comparison", |vm| same_items(vm, a, b))?;
    Ok(Owned::bool(equal == (op == CmpOp::Eq)))
}

/// Whether two dicts have equal keys with equal values.
fn same_items(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult<bool> {
    let len = |vm: &Vm, o: Ref<'_>| o.get::<Dict>(vm).map_or(0, Dict::len);
    if len(vm, a) != len(vm, b) {
        return Ok(false);
    }
    let mut at = 0;
    loop {
        let Some(d) = a.get::<Dict>(vm) else { return Ok(false) };
        let Some(i) = d.live_from(at) else { return Ok(true) };
        let (hash, key, value) = (d.hash_at(i), d.key_at(i), d.value_at(vm, i));
        let Some(found) = vm.dict_find(b, hash, key.lend())? else { return Ok(false) };
        let other = b.get::<Dict>(vm).map(|d| d.value_at(vm, found)).unwrap_or(Owned::NONE);
        if !vm.equal(value.lend(), other.lend())? {
            return Ok(false);
        }
        at = i + 1;
    }
}

/// `d[key]`; a subclass may have `__missing__`.
fn get(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    if let Some(v) = vm.dict_get(o, key)? {
        return Ok(v);
    }
    if !o.ty().is_exactly(Kind::Dict) {
        let name = vm.names.missing;
        if let Some(v) = vm.call_special(o, name, &[key])? {
            return Ok(v);
        }
    }
    Err(vm.key_error(key))
}

fn set(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    match value {
        Some(v) => vm.dict_set(o, key, v.own()),
        None => match vm.dict_remove(o, key)? {
            Some(_) => Ok(()),
            None => Err(vm.key_error(key)),
        },
    }
}

fn or(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    if !b.is_a::<Dict>() {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    }
    let Some(copy) = a.get::<Dict>(vm).map(|d| d.copy(vm)) else {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    };
    let merged = new(copy);
    update::update(vm, merged.lend(), b)?;
    Ok(merged)
}

fn inplace_or(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    update::update(vm, a, b)?;
    Ok(a.own())
}
