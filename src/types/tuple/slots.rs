//! The type `tuple` and its slots.

use super::methods;
use crate::object::{
    CallArgs, CmpOp, FnDef, Kind, LazySignature, Owned, PyResult, Ref, Tuple, TypeDef, TypeFlags, Value, Vm, bind,
};
use crate::types::generic_alias::CLASS_GETITEM;
use crate::types::sequence::{compare, repeat_count, repeated_len, repr, search};
use crate::types::slice::{SliceBody, bounds, position};
use taipan_text::hash::TupleHasher;

static CLASS_METHODS: &[FnDef] = &[CLASS_GETITEM];

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<Tuple>("tuple", "builtins")
        .doc(
            "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
        )
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::SEQUENCE | TypeFlags::MATCH_SELF)
        .slots(|s| {
            s.new = Some(new_tuple);
            s.repr = Some(|vm, o| repr::of_items(vm, o, "(", ")"));
            s.hash = Some(hash);
            s.compare = Some(compare_tuples);
            s.iter = Some(super::iter::iter);
            s.len = Some(|vm, o| Ok(o.get::<Tuple>(vm).map_or(0, Tuple::len)));
            s.getitem = Some(get);
            s.contains = Some(|vm, o, x| Ok(search::find(vm, o, x, 0, usize::MAX)?.is_some()));
            s.concat = Some(concat);
            s.repeat = Some(repeat);
        })
        .methods(methods::METHODS)
        .class_methods(CLASS_METHODS)
}

static SIGNATURE: LazySignature = LazySignature::new("(iterable=(), /)");

fn new_tuple(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let exact = cls.expect_type().is_exactly(Kind::Tuple);
    // A subclass's `__init__` may take keywords.
    let args = if exact { *args } else { CallArgs::positional(args.pos()) };
    let made = bind(vm, "tuple", &SIGNATURE, &args, |vm, a| match a.opt(0) {
        Some(items) if items.ty().is_exactly(Kind::Tuple) => Ok(items.own()),
        Some(items) => {
            let items = vm.collect(items)?;
            Ok(vm.tuple(items))
        }
        None => Ok(vm.tuple(Vec::new())),
    })?;
    if exact {
        return Ok(made);
    }
    let items = made.lend().as_tuple(vm).unwrap_or_default().to_vec();
    Ok(vm.tuple_sub(cls.expect_type(), items))
}

fn hash(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    let mut h = TupleHasher::new();
    let n = o.get::<Tuple>(vm).map_or(0, Tuple::len);
    for i in 0..n {
        let Some(x) = o.get::<Tuple>(vm).map(|t| t.items()[i].clone()) else { break };
        h.add(match x.value().as_fixnum() {
            Some(i) => taipan_text::hash::hash_i64(i),
            None => vm.hash(x.lend())?,
        });
    }
    Ok(h.finish())
}

fn compare_tuples(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !a.is_a::<Tuple>() || !b.is_a::<Tuple>() {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    }
    compare::lexicographic(vm, a, b, op)
}

fn get(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    if bounds::is_index(key) {
        let i = vm.sequence_index(key)?;
        let found = o.as_tuple(vm).and_then(|t| Some(t[position(i, t.len())?].clone()));
        return found.ok_or_else(|| vm.index_error("tuple index out of range"));
    }
    if !key.is_a::<SliceBody>() {
        let name = key.ty().message_name();
        return Err(vm.type_error(format!("tuple indices must be integers or slices, not {name}")));
    }
    let steps = bounds::unpack(vm, key)?;
    let Some(t) = o.as_tuple(vm) else { return Ok(Owned::NONE) };
    let span = steps.within(t.len());
    if span.step == 1 && span.count == t.len() && o.ty().is_exactly(Kind::Tuple) {
        return Ok(o.own());
    }
    Ok(vm.tuple(span.positions().map(|i| t[i].clone()).collect()))
}

fn concat(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let Some(y) = b.as_tuple(vm) else {
        let name = b.ty().message_name();
        return Err(vm.type_error(format!("can only concatenate tuple (not \"{name}\") to tuple")));
    };
    let Some(x) = a.as_tuple(vm) else { return Ok(Owned::immediate(Value::NOT_IMPLEMENTED)) };
    if x.is_empty() && b.ty().is_exactly(Kind::Tuple) {
        return Ok(b.own());
    }
    if y.is_empty() && a.ty().is_exactly(Kind::Tuple) {
        return Ok(a.own());
    }
    let total = x.len() + y.len();
    vm.room_for(total, 16)?;
    let (Some(x), Some(y)) = (a.as_tuple(vm), b.as_tuple(vm)) else { return Ok(Owned::NOT_IMPLEMENTED) };
    Ok(vm.tuple(x.iter().chain(y).cloned().collect()))
}

fn repeat(vm: &mut Vm, a: Ref<'_>, n: Ref<'_>) -> PyResult {
    let count = repeat_count(vm, n)?;
    let len = a.as_tuple(vm).map_or(0, <[Owned]>::len);
    if (len == 0 || count == 1) && a.ty().is_exactly(Kind::Tuple) {
        return Ok(a.own());
    }
    let total = repeated_len(vm, len, count, 8)?;
    let items = a.as_tuple(vm).unwrap_or_default();
    Ok(vm.tuple(items.iter().cycle().take(total).cloned().collect()))
}
