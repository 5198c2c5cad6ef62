//! The generic slot functions: each calls the special method of that name and checks what it returns.

use crate::object::{CallArgs, CmpOp, Exc, Owned, PyResult, Ref, Value, Vm};

/// Calls a special method that the slot's presence promises.
///
/// # Errors
/// What the method raises; `AttributeError` with its name when it is missing after all.
pub(super) fn call(vm: &mut Vm, o: Ref<'_>, name: Ref<'static>, args: &[Ref<'_>]) -> PyResult {
    match vm.call_special(o, name, args)? {
        Some(r) => Ok(r),
        None => {
            let text = vm.lossy(name);
            Err(vm.attribute_error(o, name, text))
        }
    }
}

macro_rules! unary {
    ($($(#[$doc:meta])* $f:ident = $name:ident),* $(,)?) => {
        $($(#[$doc])* pub(super) fn $f(vm: &mut Vm, o: Ref<'_>) -> PyResult {
            let name = vm.names.$name;
            call(vm, o, name, &[])
        })*
    };
}

unary! {
    /// `__repr__`.
    repr = repr,
    /// `__str__`.
    str = str,
    /// `__int__`.
    int = int,
    /// `__float__`.
    float = float,
    /// `__index__`.
    index = index,
    /// `__neg__`.
    neg = neg,
    /// `__pos__`.
    pos = pos,
    /// `__invert__`.
    invert = invert,
    /// `__abs__`.
    abs = abs,
    /// `__await__`.
    await_ = await_,
    /// `__aiter__`.
    aiter = aiter,
    /// `__anext__`.
    anext = anext,
}

/// `__iter__`; a class may forbid iteration with `__iter__ = None`.
pub(super) fn iter(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let name = vm.names.iter;
    if o.ty().lookup(name).is_some_and(Ref::is_none) {
        let class = o.ty().message_name();
        return Err(vm.type_error(format!("'{class}' object is not iterable")));
    }
    call(vm, o, name, &[])
}

/// `__next__`, whose `StopIteration` is the end.
pub(super) fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let name = vm.names.next;
    let r = call(vm, o, name, &[]);
    match vm.catch(r, Exc::StopIteration)? {
        Ok(item) => Ok(Some(item)),
        Err(e) => {
            let field = vm.names.value;
            vm.stop_value = e.lend().own_attr(field);
            Ok(None)
        }
    }
}

/// `__hash__`: any int, cut to a machine word.
pub(super) fn hash(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    let name = vm.names.hash;
    let r = call(vm, o, name, &[])?;
    if r.lend().as_int(vm).is_none() {
        return Err(vm.type_error("__hash__ method should return an integer"));
    }
    match r.lend().as_i64(vm) {
        Some(-1) => Ok(-2),
        Some(i) => Ok(i),
        None => {
            let plain = match r.lend().as_int(vm) {
                Some(i) => Owned::big(i.to_big()),
                None => Owned::NONE,
            };
            vm.hash(plain.lend())
        }
    }
}

/// The six comparisons.
pub(super) fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let name = vm.names.compare[op as usize];
    Ok(vm.call_special(a, name, &[b])?.unwrap_or(Owned::NOT_IMPLEMENTED))
}

/// `__bool__`.
pub(super) fn bool(vm: &mut Vm, o: Ref<'_>) -> PyResult<bool> {
    let name = vm.names.bool_;
    let r = call(vm, o, name, &[])?;
    match r.value() {
        Value::TRUE => Ok(true),
        Value::FALSE => Ok(false),
        _ => {
            let class = r.lend().ty().message_name();
            Err(vm.type_error(format!("__bool__ should return bool, returned {class}")))
        }
    }
}

/// `__len__`: an integer that is not negative.
pub(super) fn len(vm: &mut Vm, o: Ref<'_>) -> PyResult<usize> {
    let name = vm.names.len;
    let r = call(vm, o, name, &[])?;
    let i = vm.index(r.lend())?;
    match i.lend().as_int(vm).map(|n| (n.to_i64(), n.to_big() < 0.into())) {
        Some((_, true)) => Err(vm.value_error("__len__() should return >= 0")),
        Some((Some(n), false)) => Ok(n as usize),
        _ => {
            let class = r.lend().ty().message_name();
            Err(vm.overflow_error(format!("cannot fit '{class}' into an index-sized integer")))
        }
    }
}

/// `__getitem__`.
pub(super) fn getitem(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    let name = vm.names.getitem;
    call(vm, o, name, &[key])
}

/// `__setitem__` and `__delitem__`.
pub(super) fn setitem(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    match value {
        Some(v) => {
            let name = vm.names.setitem;
            call(vm, o, name, &[key, v]).map(drop)
        }
        None => {
            let name = vm.names.delitem;
            call(vm, o, name, &[key]).map(drop)
        }
    }
}

/// `__contains__`; a class may forbid `in` with `__contains__ = None`.
pub(super) fn contains(vm: &mut Vm, o: Ref<'_>, item: Ref<'_>) -> PyResult<bool> {
    let name = vm.names.contains;
    if o.ty().lookup(name).is_some_and(Ref::is_none) {
        let class = o.ty().message_name();
        return Err(vm.type_error(format!("'{class}' object is not a container")));
    }
    let r = call(vm, o, name, &[item])?;
    vm.truth(r.lend())
}

/// `__get__`; a type that only has `__set__` gives the descriptor itself.
pub(super) fn descr_get(vm: &mut Vm, d: Ref<'_>, o: Option<Ref<'_>>, owner: Ref<'_>) -> PyResult {
    let name = vm.names.get;
    let r = vm.call_special(d, name, &[o.unwrap_or(Ref::NONE), owner])?;
    Ok(r.unwrap_or_else(|| d.own()))
}

/// `__set__` and `__delete__`.
pub(super) fn descr_set(vm: &mut Vm, d: Ref<'_>, o: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    match value {
        Some(v) => {
            let name = vm.names.set;
            call(vm, d, name, &[o, v]).map(drop)
        }
        None => {
            let name = vm.names.delete;
            call(vm, d, name, &[o]).map(drop)
        }
    }
}

/// `__call__` with all arguments.
pub(super) fn call_slot(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let name = vm.names.call;
    match vm.special(o, name)? {
        Some(f) => vm.recurse(" while calling a Python object", |vm| vm.call_args(f.lend(), args)),
        None => {
            let class = o.ty().message_name();
            Err(vm.type_error(format!("'{class}' object is not callable")))
        }
    }
}

/// `__init__`, which must return `None`.
pub(super) fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    let name = vm.names.init;
    let Some(f) = vm.special(o, name)? else {
        let text = vm.lossy(name);
        return Err(vm.attribute_error(o, name, text));
    };
    let r = vm.call_args(f.lend(), args)?;
    if r.value().is_none() {
        return Ok(());
    }
    let class = r.lend().ty().message_name();
    Err(vm.type_error(format!("__init__() should return None, not '{class}'")))
}

/// `__new__(cls, …)`, a static method.
pub(super) fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let name = vm.names.new;
    let f = vm.get_attr(cls, name)?;
    let mut all = Vec::with_capacity(args.all.len() + 1);
    all.push(cls);
    all.extend_from_slice(args.all);
    vm.call_args(f.lend(), &CallArgs { all: &all, kwnames: args.kwnames })
}
