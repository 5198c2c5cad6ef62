//! The type `zip`.

use super::state::{iter_self, keyword_strict, made};
use crate::object::{Args, CallArgs, FnDef, Kind, Owned, PyResult, Raised, Ref, TypeDef, TypeFlags, Vm, Zip};

pub(super) fn def() -> TypeDef {
    TypeDef::of::<Zip>("zip", "builtins")
        .doc(
            "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
        )
        .flags(TypeFlags::BASE | TypeFlags::GC)
        .slots(|s| {
            s.new = Some(new_zip);
            s.iter = Some(iter_self);
            s.next = Some(next);
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
    FnDef::new("__setstate__", "(self, state, /)", set_state, "Set state information for unpickling."),
];

fn new_zip(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let strict = keyword_strict(vm, Kind::Zip, cls, args)?;
    let mut iters = Vec::with_capacity(args.pos().len());
    for o in args.pos() {
        iters.push(vm.iter(*o)?);
    }
    let iters = vm.tuple(iters);
    Ok(made(cls, Zip { iters, strict: i64::from(strict) }))
}

/// The iterators and whether all must end together.
fn parts(vm: &Vm, o: Ref<'_>) -> Option<(Owned, bool)> {
    o.get::<Zip>(vm).map(|z| (z.iters.clone(), z.strict != 0))
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some((iters, strict)) = parts(vm, o) else { return Ok(None) };
    let iter = |vm: &Vm, i: usize| iters.lend().as_tuple(vm).and_then(|t| t.get(i).cloned());
    let n = iters.lend().as_tuple(vm).map_or(0, <[Owned]>::len);
    let mut items = Vec::with_capacity(n);
    for i in 0..n {
        let Some(it) = iter(vm, i) else { return Ok(None) };
        match vm.next(it.lend())? {
            Some(x) => items.push(x),
            None if strict => return check_ends(vm, "zip", i, n, iter),
            None => return Ok(None),
        }
    }
    Ok((n > 0).then(|| vm.tuple(items)))
}

/// A strict iterator's argument `i` of `n` has ended: all others must end as well.
///
/// # Errors
/// `ValueError` when they do not, or what they raise.
pub(super) fn check_ends(
    vm: &mut Vm,
    name: &str,
    i: usize,
    n: usize,
    iter: impl Fn(&Vm, usize) -> Option<Owned>,
) -> PyResult<Option<Owned>> {
    if i > 0 {
        return Err(mismatch(vm, name, i, "shorter"));
    }
    for k in 1..n {
        if let Some(it) = iter(vm, k)
            && vm.next(it.lend())?.is_some()
        {
            return Err(mismatch(vm, name, k, "longer"));
        }
    }
    Ok(None)
}

fn mismatch(vm: &mut Vm, name: &str, i: usize, how: &str) -> Raised {
    let others = if i == 1 { " 1".to_owned() } else { format!("s 1-{i}") };
    vm.value_error(format!("{name}() argument {} is {how} than argument{others}", i + 1))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some((iters, strict)) = parts(vm, a.get(0)) else { return Ok(Owned::NONE) };
    let mut parts = vec![a.get(0).ty().as_ref().own(), iters];
    if strict {
        parts.push(Owned::bool(true));
    }
    Ok(vm.tuple(parts))
}

fn set_state(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let strict = vm.truth(a.get(1))?;
    if let Some(zip) = a.get(0).get_mut::<Zip>(vm) {
        zip.strict = i64::from(strict);
    }
    Ok(Owned::NONE)
}
