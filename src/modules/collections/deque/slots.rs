//! The type `deque` and its slots.

use super::{Deque, iter, len, methods};
use crate::object::{CallArgs, CmpOp, LazySignature, Owned, PyResult, Ref, TypeDef, TypeFlags, Vm, bind, new_of};
use crate::types::sequence::{repeat_count, repr};
use crate::types::slice::bounds;
use std::collections::VecDeque;

pub(super) fn def() -> TypeDef {
    TypeDef::of::<Deque>("deque", "collections")
        .doc("A list-like sequence optimized for data accesses near its endpoints.")
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::WEAKREF | TypeFlags::SEQUENCE)
        .slots(|s| {
            s.new = Some(|_, cls, _| Ok(new_of(cls.expect_type(), Deque::default())));
            s.init = Some(init);
            s.repr = Some(text);
            s.unhashable = true;
            s.compare = Some(compare);
            s.iter = Some(iter::forwards);
            s.len = Some(|vm, o| Ok(len(vm, o)));
            s.bool = Some(|vm, o| Ok(len(vm, o) > 0));
            s.getitem = Some(get);
            s.setitem = Some(set);
            s.contains = Some(|vm, o, x| Ok(methods::find(vm, o, x, 0, usize::MAX)?.is_some()));
            s.concat = Some(concat);
            s.repeat = Some(repeat);
            s.inplace_concat = Some(|vm, o, items| methods::extend_with(vm, o, items, false).map(|()| o.own()));
            s.inplace_repeat = Some(inplace_repeat);
        })
        .methods(methods::METHODS)
        .class_methods(methods::CLASS_METHODS)
        .getters(methods::GETTERS)
}

static SIGNATURE: LazySignature = LazySignature::new("(iterable=(), maxlen=None)");

fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    bind(vm, "deque", &SIGNATURE, args, |vm, a| {
        let maxlen = match a.some(1) {
            None => None,
            Some(m) if m.as_int(vm).is_none() => return Err(vm.type_error("an integer is required")),
            Some(m) => match usize::try_from(vm.index_i64(m)?) {
                Ok(m) => Some(m),
                Err(_) => return Err(vm.value_error("maxlen must be non-negative")),
            },
        };
        if let Some(d) = o.get_mut::<Deque>(vm) {
            d.maxlen = maxlen;
            d.state += 1;
            let old = std::mem::take(&mut d.items);
            drop(old);
        }
        match a.opt(0) {
            Some(items) => methods::extend_with(vm, o, items, false),
            None => Ok(()),
        }
    })
}

fn text(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let made = repr::guarded(vm, o, |vm| {
        let mut text = o.ty().name().as_bytes().to_vec();
        text.extend_from_slice(b"([");
        let mut i = 0;
        while let Some(x) = o.get::<Deque>(vm).and_then(|d| d.items.get(i).cloned()) {
            if i > 0 {
                text.extend_from_slice(b", ");
            }
            repr::push_repr(vm, &mut text, x.lend())?;
            i += 1;
        }
        text.push(b']');
        if let Some(m) = o.get::<Deque>(vm).and_then(|d| d.maxlen) {
            text.extend_from_slice(format!(", maxlen={m}").as_bytes());
        }
        text.push(b')');
        Ok(Owned::wtf8(text))
    })?;
    Ok(made.unwrap_or_else(|| Owned::str("[...]")))
}

/// Lexicographic, like lists.
fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !a.is_a::<Deque>() || !b.is_a::<Deque>() {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    if matches!(op, CmpOp::Eq | CmpOp::Ne) && len(vm, a) != len(vm, b) {
        return Ok(Owned::bool(op == CmpOp::Ne));
    }
    vm.recurse(" in comparison", |vm| {
        let (x, y) = (iter::forwards(vm, a)?, iter::forwards(vm, b)?);
        loop {
            let (p, q) = (vm.next(x.lend())?, vm.next(y.lend())?);
            let (Some(p), Some(q)) = (&p, &q) else {
                return Ok(Owned::bool(op.holds(p.is_some().cmp(&q.is_some()))));
            };
            if !vm.equal(p.lend(), q.lend())? {
                return match op {
                    CmpOp::Eq | CmpOp::Ne => Ok(Owned::bool(op == CmpOp::Ne)),
                    _ => vm.compare(p.lend(), q.lend(), op),
                };
            }
        }
    })
}

/// The position that a key names.
fn position(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult<usize> {
    if !bounds::is_index(key) {
        let name = key.ty().message_name();
        return Err(vm.type_error(format!("sequence index must be integer, not '{name}'")));
    }
    let i = vm.sequence_index(key)?;
    let found = bounds::position(i, len(vm, o));
    found.ok_or_else(|| vm.index_error("deque index out of range"))
}

fn get(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    let i = position(vm, o, key)?;
    Ok(o.get::<Deque>(vm).map_or(Owned::NONE, |d| d.items[i].clone()))
}

fn set(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let i = position(vm, o, key)?;
    let Some(d) = o.get_mut::<Deque>(vm) else { return Ok(()) };
    let old = match value {
        Some(v) => Some(std::mem::replace(&mut d.items[i], v.own())),
        None => {
            d.state += 1;
            d.items.remove(i)
        }
    };
    drop(old);
    Ok(())
}

fn concat(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    if !b.is_a::<Deque>() {
        let name = b.ty().message_name();
        return Err(vm.type_error(format!("can only concatenate deque (not \"{name}\") to deque")));
    }
    let sum = methods::copy_of(vm, a)?;
    methods::extend_with(vm, sum.lend(), b, false)?;
    Ok(sum)
}

fn repeat(vm: &mut Vm, o: Ref<'_>, n: Ref<'_>) -> PyResult {
    let copy = methods::copy_of(vm, o)?;
    inplace_repeat(vm, copy.lend(), n)
}

fn inplace_repeat(vm: &mut Vm, o: Ref<'_>, n: Ref<'_>) -> PyResult {
    let count = repeat_count(vm, n)?;
    let Some(d) = o.get::<Deque>(vm) else { return Ok(Owned::NONE) };
    let (len, maxlen) = (d.items.len(), d.maxlen.unwrap_or(usize::MAX));
    let total = match len.checked_mul(count) {
        Some(n) if n.min(maxlen) < 1 << 40 => n,
        _ => return Err(vm.raise_args(crate::object::Exc::MemoryError, vec![])),
    };
    if let Some(d) = o.get_mut::<Deque>(vm) {
        let old = std::mem::take(&mut d.items);
        // Of more items than may be there, the last stay.
        let skip = total.saturating_sub(maxlen);
        d.items = (skip..total).map(|i| old[i % len].clone()).collect::<VecDeque<_>>();
        d.state += 1;
    }
    Ok(o.own())
}
