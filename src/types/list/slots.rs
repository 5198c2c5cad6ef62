//! The type `list` and its slots.

use super::{items, methods, order};
use crate::object::{
    CallArgs, CmpOp, FnDef, Kind, LazySignature, List, Owned, PyResult, Ref, TypeDef, TypeFlags, Value, Vm, bind, new,
    new_of,
};
use crate::types::generic_alias::CLASS_GETITEM;
use crate::types::sequence::{compare, constructor_args, repeat_count, repeated_len, repr, search};

static CLASS_METHODS: &[FnDef] = &[CLASS_GETITEM];

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<List>("list", "builtins")
        .doc(
            "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
        )
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::SEQUENCE | TypeFlags::MATCH_SELF)
        .slots(|s| {
            s.new = Some(new_list);
            s.init = Some(init);
            s.repr = Some(|vm, o| {
                if o.get::<List>(vm).is_some_and(List::is_empty) {
                    return Ok(Owned::str("[]"));
                }
                repr::of_items(vm, o, "[", "]")
            });
            s.compare = Some(compare_lists);
            s.unhashable = true;
            s.iter = Some(super::iter::iter);
            s.len = Some(|vm, o| Ok(o.get::<List>(vm).map_or(0, List::len)));
            s.getitem = Some(items::get);
            s.setitem = Some(items::set);
            s.contains = Some(|vm, o, x| Ok(search::find(vm, o, x, 0, usize::MAX)?.is_some()));
            s.concat = Some(concat);
            s.repeat = Some(repeat);
            s.inplace_concat = Some(inplace_concat);
            s.inplace_repeat = Some(inplace_repeat);
        })
        .methods(methods::METHODS)
        .methods(order::METHODS)
        .class_methods(CLASS_METHODS)
}

static SIGNATURE: LazySignature = LazySignature::new("(iterable=(), /)");

fn new_list(_: &mut Vm, cls: Ref<'_>, _: &CallArgs<'_>) -> PyResult {
    Ok(new_of(cls.expect_type(), List::default()))
}

fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    let args = constructor_args(o, Kind::List, args);
    bind(vm, "list", &SIGNATURE, &args, |vm, a| {
        if let Some(l) = o.get_mut::<List>(vm) {
            drop(l.take());
        }
        match a.opt(0) {
            Some(items) => methods::extend(vm, o, items),
            None => Ok(()),
        }
    })
}

fn compare_lists(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let (Some(x), Some(y)) = (a.get::<List>(vm), b.get::<List>(vm)) else {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    };
    if x.len() != y.len() && matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Owned::bool(op == CmpOp::Ne));
    }
    compare::lexicographic(vm, a, b, op)
}

fn concat(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let Some(y) = b.get::<List>(vm) else {
        let name = b.ty().message_name();
        return Err(vm.type_error(format!("can only concatenate list (not \"{name}\") to list")));
    };
    let tail = y.slice(0..y.len());
    let total = tail.len() + a.get::<List>(vm).map_or(0, List::len);
    vm.room_for(total, 8)?;
    let Some(x) = a.get::<List>(vm) else { return Ok(Owned::immediate(Value::NOT_IMPLEMENTED)) };
    let mut joined = x.slice(0..x.len());
    joined.extend(tail);
    Ok(new(joined))
}

fn repeated(vm: &mut Vm, a: Ref<'_>, count: usize) -> PyResult<List> {
    let (len, size) = a.get::<List>(vm).map_or((0, 8), |l| (l.len(), l.cell_size()));
    let total = repeated_len(vm, len, count, size)?;
    let Some(l) = a.get::<List>(vm) else { return Ok(List::default()) };
    if total == 0 {
        return Ok(List::default());
    }
    Ok(l.repeated(count))
}

fn repeat(vm: &mut Vm, a: Ref<'_>, n: Ref<'_>) -> PyResult {
    let count = repeat_count(vm, n)?;
    Ok(new(repeated(vm, a, count)?))
}

fn inplace_concat(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    methods::extend(vm, a, b)?;
    Ok(a.own())
}

fn inplace_repeat(vm: &mut Vm, a: Ref<'_>, n: Ref<'_>) -> PyResult {
    let count = repeat_count(vm, n)?;
    if count != 1 {
        let all = repeated(vm, a, count)?;
        if let Some(l) = a.get_mut::<List>(vm) {
            let old = std::mem::replace(l, all);
            drop(old);
        }
    }
    Ok(a.own())
}
