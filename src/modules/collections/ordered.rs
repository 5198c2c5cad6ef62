//! `OrderedDict`: a dict whose order can be changed, and matters for equality.

use crate::modules::class_getitem;
use crate::object::{
    Args, BinOp, CallArgs, CmpOp, Dict, FnDef, Kind, LazySignature, Owned, PyResult, Ref, SetFn, TypeDef, TypeFlags,
    UnaryFn, Vm, bind, type_for,
};
use crate::types::dict::update;
use crate::types::sequence::repr;

pub(super) fn def() -> TypeDef {
    TypeDef::sharing::<Dict>(Kind::OrderedDict, "OrderedDict", "collections")
        .base(Kind::Dict)
        .doc("Dictionary that remembers insertion order")
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::MAPPING | TypeFlags::WEAKREF)
        .with_attrs()
        .getters(crate::types::object::DICT_GETTERS)
        .slots(|s| {
            s.init = Some(init);
            s.repr = Some(text);
            s.compare = Some(compare);
            s.unhashable = true;
            s.binary[BinOp::Or as usize] = Some(or);
            s.inplace[BinOp::Or as usize] = Some(|vm, a, b| update_with(vm, a, b).map(|()| a.own()));
        })
        .methods(METHODS)
        .class_methods(CLASS_METHODS)
}

static METHODS: &[FnDef] = &[
    FnDef::new(
        "move_to_end",
        "(self, /, key, last=True)",
        move_to_end,
        "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist.",
    ),
    FnDef::new(
        "popitem",
        "(self, /, last=True)",
        popitem,
        "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO order if last is true or FIFO order if false.",
    ),
    FnDef::new(
        "pop",
        "(self, /, key, default=<unrepresentable>)",
        pop,
        "od.pop(key[,default]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.",
    ),
    FnDef::new(
        "setdefault",
        "(self, /, key, default=None)",
        setdefault,
        "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
    ),
    FnDef::new(
        "update",
        "(self, iterable=(), /, **kwargs)",
        |vm, a| fill(vm, a.get(0), a.opt(1), a.extra).map(|()| Owned::NONE),
        "Update from a mapping or an iterable of pairs, and from keyword arguments.",
    ),
    FnDef::new("copy", "(self, /)", |vm, a| copy(vm, a.get(0)), "od.copy() -> a shallow copy of od"),
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling"),
];

static CLASS_METHODS: &[FnDef] = &[
    FnDef::new(
        "fromkeys",
        "($type, /, iterable, value=None)",
        fromkeys,
        "Create a new ordered dictionary with keys from iterable and values set to value.",
    ),
    FnDef::new("__class_getitem__", "($type, item, /)", class_getitem, "See PEP 585"),
];

static SIGNATURE: LazySignature = LazySignature::new("(iterable=(), /, **kwargs)");

fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    bind(vm, "OrderedDict", &SIGNATURE, args, |vm, a| fill(vm, o, a.opt(0), a.extra))
}

/// Whether items are set as a dict sets them, with no method of a subclass in between.
fn writes_plainly(o: Ref<'_>) -> bool {
    match (o.ty().slots().setitem, type_for(Kind::Dict).slots().setitem) {
        (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b as SetFn),
        _ => false,
    }
}

fn fill(vm: &mut Vm, o: Ref<'_>, other: Option<Ref<'_>>, extra: &[(Ref<'_>, Ref<'_>)]) -> PyResult<()> {
    if let Some(other) = other {
        update_with(vm, o, other)?;
    }
    for (key, value) in extra {
        vm.set_item(o, *key, Some(*value))?;
    }
    Ok(())
}

fn update_with(vm: &mut Vm, o: Ref<'_>, other: Ref<'_>) -> PyResult<()> {
    if writes_plainly(o) {
        return update(vm, o, other);
    }
    let plain = vm.dict();
    update(vm, plain.lend(), other)?;
    for (key, value) in plain.lend().get::<Dict>(vm).map(|d| d.to_vec(vm)).unwrap_or_default() {
        vm.set_item(o, key.lend(), Some(value.lend()))?;
    }
    Ok(())
}

fn text(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let name = o.ty().name().to_owned();
    if o.get::<Dict>(vm).is_some_and(Dict::is_empty) {
        return Ok(Owned::string(format!("{name}()")));
    }
    let made = repr::guarded(vm, o, |vm| {
        let body = o.get::<Dict>(vm).map(|d| d.copy(vm)).unwrap_or_default();
        let plain = crate::object::new(body);
        let f: Option<UnaryFn> = type_for(Kind::Dict).slots().repr;
        let items = match f {
            Some(f) => f(vm, plain.lend())?,
            None => Owned::NONE,
        };
        let mut text = format!("{name}(").into_bytes();
        text.extend_from_slice(items.lend().as_text(vm).map(|s| s.bytes()).unwrap_or_default());
        text.push(b')');
        Ok(Owned::wtf8(text))
    })?;
    Ok(made.unwrap_or_else(|| Owned::str("...")))
}

/// Between two ordered dicts the order of keys counts.
fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let plain = match type_for(Kind::Dict).slots().compare {
        Some(f) => f(vm, a, b, op)?,
        None => return Ok(Owned::NOT_IMPLEMENTED),
    };
    let ordered = type_for(Kind::OrderedDict);
    let same_items = plain.value() == Owned::bool(op == CmpOp::Eq).value();
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) || !same_items || !a.is_instance(ordered) || !b.is_instance(ordered) {
        return Ok(plain);
    }
    let keys = |vm: &Vm, o: Ref<'_>| o.get::<Dict>(vm).map(Dict::keys).unwrap_or_default();
    let (first, second) = (keys(vm, a), keys(vm, b));
    let sizes = (first.len(), second.len());
    for (x, y) in first.into_iter().zip(second) {
        let same = vm.equal(x.lend(), y.lend())?;
        let now = |vm: &Vm, o: Ref<'_>| o.get::<Dict>(vm).map_or(0, Dict::len);
        if (now(vm, a), now(vm, b)) != sizes {
            return Err(vm.runtime_error("OrderedDict changed size during iteration"));
        }
        if !same {
            return Ok(Owned::bool(op == CmpOp::Ne));
        }
    }
    Ok(plain)
}

fn or(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    if !a.is_a::<Dict>() || !b.is_a::<Dict>() {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let class = if a.is_instance(type_for(Kind::OrderedDict)) { a.ty() } else { b.ty() };
    let class = class.as_ref().own();
    let sum = vm.call(class.lend(), &[a])?;
    update_with(vm, sum.lend(), b)?;
    Ok(sum)
}

fn move_to_end(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (o, key) = (a.get(0), a.get(1));
    let last = match a.opt(2) {
        Some(last) => vm.truth(last)?,
        None => true,
    };
    let hash = vm.key_hash(key)?;
    let Some(i) = vm.dict_find(o, hash, key)? else { return Err(vm.key_error(key)) };
    if let Some(d) = o.get_mut::<Dict>(vm) {
        if last {
            d.move_to_end(i);
        } else {
            d.move_to_front(i);
        }
    }
    Ok(Owned::NONE)
}

fn popitem(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let last = match a.opt(1) {
        Some(last) => vm.truth(last)?,
        None => true,
    };
    let found = a.get(0).get::<Dict>(vm).and_then(|d| if last { d.live_before(d.end()) } else { d.live_from(0) });
    if let Some(i) = found
        && let Some(d) = a.get(0).get_mut::<Dict>(vm)
    {
        let (key, value) = d.remove_at(i);
        return Ok(vm.tuple_from([key, value].into_iter()));
    }
    let message = Owned::str("dictionary is empty");
    Err(vm.key_error(message.lend()))
}

fn pop(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (o, key) = (a.get(0), a.get(1));
    match (vm.dict_remove(o, key)?, a.opt(2)) {
        (Some(v), _) => Ok(v),
        (None, Some(default)) => Ok(default.own()),
        (None, None) => Err(vm.key_error(key)),
    }
}

fn setdefault(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (o, key) = (a.get(0), a.get(1));
    if let Some(v) = vm.dict_get(o, key)? {
        return Ok(v);
    }
    let value = a.opt(2).map_or(Owned::NONE, Ref::own);
    vm.set_item(o, key, Some(value.lend()))?;
    Ok(value)
}

fn copy(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let class = o.ty().as_ref().own();
    let copy = vm.call(class.lend(), &[])?;
    update_with(vm, copy.lend(), o)?;
    Ok(copy)
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let state = vm.call_method(o, "__getstate__", &[])?;
    let items = vm.call_method(o, "items", &[])?;
    let items = vm.iter(items.lend())?;
    let args = vm.tuple(Vec::new());
    Ok(vm.tuple(vec![o.ty().as_ref().own(), args, state, Owned::NONE, items]))
}

fn fromkeys(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let value = a.opt(2).map_or(Owned::NONE, Ref::own);
    let d = vm.call(a.get(0), &[])?;
    let it = vm.iter(a.get(1))?;
    while let Some(key) = vm.next(it.lend())? {
        vm.set_item(d.lend(), key.lend(), Some(value.lend()))?;
    }
    Ok(d)
}
