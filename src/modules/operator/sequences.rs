//! Items and containers as functions, `length_hint`, and `call`.

use crate::object::{Args, BinOp, CallArgs, FnDef, Owned, PyResult, Ref, Vm};

pub(super) static FUNCTIONS: &[FnDef] = &[
    FnDef::new("getitem", "(a, b, /)", |vm, a| vm.get_item(a.get(0), a.get(1)), "Same as a[b]."),
    FnDef::new("setitem", "(a, b, c, /)", |vm, a| set(vm, a, Some(a.get(2))), "Same as a[b] = c."),
    FnDef::new("delitem", "(a, b, /)", |vm, a| set(vm, a, None), "Same as del a[b]."),
    FnDef::new("concat", "(a, b, /)", |vm, a| concat(vm, a, false), "Same as a + b, for a and b sequences."),
    FnDef::new("iconcat", "(a, b, /)", |vm, a| concat(vm, a, true), "Same as a += b, for a and b sequences."),
    FnDef::new(
        "contains",
        "(a, b, /)",
        |vm, a| vm.contains(a.get(0), a.get(1)).map(Owned::bool),
        "Same as b in a (note reversed operands).",
    ),
    FnDef::new("countOf", "(a, b, /)", count_of, "Return the number of items in a which are, or which equal, b."),
    FnDef::new("indexOf", "(a, b, /)", index_of, "Return the first index of b in a."),
    FnDef::new(
        "length_hint",
        "(obj, default=0, /)",
        length_hint,
        "Return an estimate of the number of items in obj.\n\nThis is useful for presizing containers when building from an iterable.\n\nIf the object supports len(), the result will be exact.\nOtherwise, it may over- or under-estimate by an arbitrary amount.",
    ),
    FnDef::new("call", "(obj, /, *args, **kwargs)", call, "Same as obj(*args, **kwargs)."),
];

fn set(vm: &mut Vm, a: &Args<'_>, value: Option<Ref<'_>>) -> PyResult {
    vm.set_item(a.get(0), a.get(1), value)?;
    Ok(Owned::NONE)
}

fn concat(vm: &mut Vm, a: &Args<'_>, inplace: bool) -> PyResult {
    if a.get(0).ty().slots().getitem.is_none() {
        let name = a.get(0).ty().message_name();
        return Err(vm.type_error(format!("'{name}' object can't be concatenated")));
    }
    let op = if inplace { Vm::inplace_op } else { Vm::binary_op };
    op(vm, BinOp::Add, a.get(0), a.get(1))
}

fn count_of(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let mut n = 0;
    each(vm, a, |_, same| {
        n += usize::from(same);
        true
    })?;
    Ok(Owned::usize(n))
}

fn index_of(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let mut found = None;
    each(vm, a, |i, same| {
        found = same.then_some(i);
        !same
    })?;
    match found {
        Some(i) => Ok(Owned::usize(i)),
        None => Err(vm.value_error("sequence.index(x): x not in sequence")),
    }
}

/// Compares the items of the first argument with the second, as long as `go_on` says so.
fn each(vm: &mut Vm, a: &Args<'_>, mut go_on: impl FnMut(usize, bool) -> bool) -> PyResult<()> {
    let o = a.get(0);
    if o.ty().slots().iter.is_none() && o.ty().slots().getitem.is_none() {
        let name = o.ty().message_name();
        return Err(vm.type_error(format!("argument of type '{name}' is not iterable")));
    }
    let it = vm.iter(o)?;
    let mut i = 0;
    while let Some(x) = vm.next(it.lend())? {
        let same = vm.equal(x.lend(), a.get(1))?;
        if !go_on(i, same) {
            break;
        }
        i += 1;
        if i % 4096 == 0 {
            vm.check_signals()?;
        }
    }
    Ok(())
}

fn length_hint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (o, default) = (a.get(0), a.opt(1).map_or(Owned::int(0), Ref::own));
    if default.lend().as_int(vm).is_none() {
        let name = default.lend().ty().message_name();
        return Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")));
    }
    Ok(vm.length_hint(o)?.map_or(default, Owned::usize))
}

fn call(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (kwnames, values): (Vec<Ref<'_>>, Vec<Ref<'_>>) = a.extra.iter().copied().unzip();
    let all = [a.rest, &values].concat();
    vm.call_args(a.get(0), &CallArgs { all: &all, kwnames: &kwnames })
}
