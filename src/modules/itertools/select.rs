//! Iterators that choose among the items of one source, or call a function for each: `compress`, `dropwhile`,
//! `filterfalse`, `starmap`, `takewhile`.

use super::{iterator, made, own_args};
use crate::object::{
    CallArgs, Kind, LazySignature, NextFn, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Value, Visit, Vm, bind,
    type_for,
};
use crate::types::iter::iter_self;

pub(super) fn defs() -> Vec<TypeDef> {
    vec![
        iterator::<Compress>("compress", new_compress, next_compress).doc(
            "Return data elements corresponding to true selector elements.\n\nForms a shorter iterator from selected data elements using the selectors to\nchoose the data elements.",
        ),
        select(Kind::ItDropWhile, "dropwhile", next_dropwhile).doc(
            "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable is exhausted.",
        ),
        select(Kind::ItFilterFalse, "filterfalse", next_filterfalse)
            .doc("Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are false."),
        select(Kind::ItStarMap, "starmap", next_starmap).doc(
            "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the given sequence.",
        ),
        select(Kind::ItTakeWhile, "takewhile", next_takewhile)
            .doc("Return successive entries from an iterable as long as the predicate evaluates to true for each entry."),
    ]
}

struct Compress {
    data: Owned,
    selectors: Owned,
}

impl Payload for Compress {
    const KIND: Kind = Kind::ItCompress;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.data);
        visit.owned(&self.selectors);
    }
}

static COMPRESS: LazySignature = LazySignature::new("(data, selectors)");

fn new_compress(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "compress", &COMPRESS, args, |vm, a| {
        let (data, selectors) = (vm.iter(a.get(0))?, vm.iter(a.get(1))?);
        made(cls, Compress { data, selectors })
    })
}

fn next_compress(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(c) = o.get::<Compress>(vm) else { return Ok(None) };
    let (data, selectors) = (c.data.clone(), c.selectors.clone());
    loop {
        let Some(datum) = vm.next(data.lend())? else { return Ok(None) };
        let Some(selector) = vm.next(selectors.lend())? else { return Ok(None) };
        if vm.truth(selector.lend())? {
            return Ok(Some(datum));
        }
    }
}

/// The body of the other four: a function, a source, and whether the predicate has failed.
struct Select {
    func: Owned,
    it: Owned,
    done: bool,
}

impl Payload for Select {
    const KIND: Kind = Kind::ItDropWhile;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.func);
        visit.owned(&self.it);
    }
}

impl Select {
    /// Function, source and state.
    fn parts(vm: &Vm, o: Ref<'_>) -> Option<(Owned, Owned, bool)> {
        o.get::<Select>(vm).map(|b| (b.func.clone(), b.it.clone(), b.done))
    }

    fn finish(vm: &mut Vm, o: Ref<'_>) {
        if let Some(b) = o.get_mut::<Select>(vm) {
            b.done = true;
        }
    }
}

fn select(kind: Kind, name: &'static str, next: NextFn) -> TypeDef {
    TypeDef::sharing::<Select>(kind, name, "itertools").flags(TypeFlags::BASE | TypeFlags::GC).slots(|s| {
        s.new = Some(new_select);
        s.iter = Some(iter_self);
        s.next = Some(next);
    })
}

static SELECT: LazySignature = LazySignature::new("(function, iterable, /)");

fn new_select(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let kind = cls.expect_type().kind();
    bind(vm, type_for(kind).name(), &SELECT, &own_args(cls, kind, args), |vm, a| {
        let it = vm.iter(a.get(1))?;
        made(cls, Select { func: a.get(0).own(), it, done: false })
    })
}

/// Whether `func(x)` is true.
fn holds(vm: &mut Vm, func: Ref<'_>, x: Ref<'_>) -> PyResult<bool> {
    let r = vm.call(func, &[x])?;
    vm.truth(r.lend())
}

/// Drops until the predicate fails for the first time.
fn next_dropwhile(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some((func, it, done)) = Select::parts(vm, o) else { return Ok(None) };
    loop {
        let Some(x) = vm.next(it.lend())? else { return Ok(None) };
        if done {
            return Ok(Some(x));
        }
        if !holds(vm, func.lend(), x.lend())? {
            Select::finish(vm, o);
            return Ok(Some(x));
        }
    }
}

/// Takes until the predicate fails for the first time; from then on it is exhausted.
fn next_takewhile(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some((func, it, done)) = Select::parts(vm, o) else { return Ok(None) };
    if done {
        return Ok(None);
    }
    let Some(x) = vm.next(it.lend())? else { return Ok(None) };
    if holds(vm, func.lend(), x.lend())? {
        return Ok(Some(x));
    }
    Select::finish(vm, o);
    Ok(None)
}

fn next_filterfalse(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some((func, it, _)) = Select::parts(vm, o) else { return Ok(None) };
    let plain = func.value() == Value::NONE || func.lend().is(Kind::Bool.ty());
    loop {
        let Some(x) = vm.next(it.lend())? else { return Ok(None) };
        let drop = if plain { vm.truth(x.lend())? } else { holds(vm, func.lend(), x.lend())? };
        if !drop {
            return Ok(Some(x));
        }
    }
}

fn next_starmap(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some((func, it, _)) = Select::parts(vm, o) else { return Ok(None) };
    let Some(args) = vm.next(it.lend())? else { return Ok(None) };
    let args = vm.collect(args.lend())?;
    vm.call(func.lend(), Owned::lend_all(&args)).map(Some)
}
