//! The type `filter`.

use super::state::{iter_self, made};
use crate::object::{
    Args, CallArgs, FnDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm, bind,
    type_for,
};

/// The body of `filter`.
pub struct Filter {
    func: Owned,
    iter: Owned,
}

impl Payload for Filter {
    const KIND: Kind = Kind::Filter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all([&self.func, &self.iter]);
    }
}

pub(super) fn def() -> TypeDef {
    TypeDef::of::<Filter>("filter", "builtins")
        .doc(
            "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.",
        )
        .flags(TypeFlags::BASE | TypeFlags::GC)
        .slots(|s| {
            s.new = Some(new_filter);
            s.iter = Some(iter_self);
            s.next = Some(next);
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling.")];

static SIGNATURE: LazySignature = LazySignature::new("(function, iterable, /)");

fn new_filter(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    // A subclass's `__init__` may take keywords.
    let exact = cls.expect_type().is_exactly(Kind::Filter);
    let args = if exact { *args } else { CallArgs::positional(args.pos()) };
    bind(vm, "filter", &SIGNATURE, &args, |vm, a| {
        let iter = vm.iter(a.get(1))?;
        Ok(made(cls, Filter { func: a.get(0).own(), iter }))
    })
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some((func, iter)) = o.get::<Filter>(vm).map(|f| (f.func.clone(), f.iter.clone())) else { return Ok(None) };
    let plain = func.value().is_none() || func.lend().is(type_for(Kind::Bool).as_ref());
    let mut n = 0u32;
    while let Some(x) = vm.next(iter.lend())? {
        let good = if plain {
            vm.truth(x.lend())?
        } else {
            let r = vm.call(func.lend(), &[x.lend()])?;
            vm.truth(r.lend())?
        };
        if good {
            return Ok(Some(x));
        }
        n = n.wrapping_add(1);
        if n.is_multiple_of(4096) {
            vm.check_signals()?;
        }
    }
    Ok(None)
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let parts = a.get(0).get::<Filter>(vm).map(|f| vec![f.func.clone(), f.iter.clone()]);
    let args = vm.tuple(parts.unwrap_or_default());
    Ok(vm.tuple(vec![a.get(0).ty().as_ref().own(), args]))
}
