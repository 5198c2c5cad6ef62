//! The type `enumerate`.

use super::state::{iter_self, made};
use crate::object::{
    Args, BinOp, CallArgs, Enumerate, FnDef, LazySignature, Owned, PyResult, Ref, TypeDef, TypeFlags, Vm, bind,
};
use crate::types::generic_alias::CLASS_GETITEM;

pub(super) fn def() -> TypeDef {
    TypeDef::of::<Enumerate>("enumerate", "builtins")
        .doc(
            "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
        )
        .flags(TypeFlags::BASE | TypeFlags::GC)
        .slots(|s| {
            s.new = Some(new_enumerate);
            s.iter = Some(iter_self);
            s.next = Some(next);
        })
        .methods(METHODS)
        .class_methods(CLASS_METHODS)
}

static METHODS: &[FnDef] = &[FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling.")];

static CLASS_METHODS: &[FnDef] = &[CLASS_GETITEM];

static SIGNATURE: LazySignature = LazySignature::new("(iterable, start=0)");

fn new_enumerate(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "enumerate", &SIGNATURE, args, |vm, a| {
        let start = match a.opt(1) {
            Some(s) => vm.index(s)?,
            None => Owned::int(0),
        };
        let iter = vm.iter(a.get(0))?;
        let (count, big) = match start.lend().as_i64(vm) {
            Some(i) => (i, None),
            None => (i64::MAX, Some(start)),
        };
        Ok(made(cls, Enumerate { iter, count, big }))
    })
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(iter) = o.get::<Enumerate>(vm).map(|e| e.iter.clone()) else { return Ok(None) };
    let Some(item) = vm.next(iter.lend())? else { return Ok(None) };
    let Some(e) = o.get_mut::<Enumerate>(vm) else { return Ok(None) };
    let number = match (&e.big, e.count) {
        (Some(big), _) => big.clone(),
        (None, i) => Owned::int(i),
    };
    if e.big.is_none()
        && let Some(next) = e.count.checked_add(1)
    {
        e.count = next;
    } else {
        let one = Owned::int(1);
        let next = vm.binary_op(BinOp::Add, number.lend(), one.lend())?;
        if let Some(e) = o.get_mut::<Enumerate>(vm) {
            e.big = Some(next);
        }
    }
    Ok(Some(vm.tuple_from([number, item].into_iter())))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(e) = a.get(0).get::<Enumerate>(vm) else { return Ok(Owned::NONE) };
    let number = e.big.clone().unwrap_or_else(|| Owned::int(e.count));
    let args = vec![e.iter.clone(), number];
    let args = vm.tuple(args);
    Ok(vm.tuple(vec![a.get(0).ty().as_ref().own(), args]))
}
