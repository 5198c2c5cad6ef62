//! Splitting a group into what matches and the rest, both keeping the nesting.

use super::class::exceptions;
use crate::object::{Exc, Exception, Owned, PyResult, Ref, Str, Vm, exception_type};

/// What to look for.
pub(super) enum Filter {
    /// An exception class or a tuple of them.
    Classes(Owned),
    /// A predicate.
    Callable(Owned),
    /// These very exceptions, by address.
    Identity(Vec<u64>),
}

impl Filter {
    /// From the argument of `split()`.
    ///
    /// # Errors
    /// `TypeError` for anything else than classes and callables.
    pub(super) fn of(vm: &mut Vm, value: Ref<'_>) -> PyResult<Filter> {
        let base = exception_type(Exc::BaseException);
        let class = |o: Ref<'_>| o.as_type().is_some_and(|t| t.is_subtype(base));
        if class(value) || value.as_tuple(vm).is_some_and(|t| t.iter().all(|o| class(o.lend()))) {
            return Ok(Filter::Classes(value.own()));
        }
        if value.as_type().is_none() && value.ty().slots().call.is_some() {
            return Ok(Filter::Callable(value.own()));
        }
        Err(vm.type_error("expected an exception type, a tuple of exception types, or a callable (other than a class)"))
    }

    fn accepts(&self, vm: &mut Vm, e: Ref<'_>) -> PyResult<bool> {
        match self {
            Filter::Classes(c) => match c.lend().as_tuple(vm).map(<[Owned]>::to_vec) {
                Some(all) => Ok(all.iter().any(|c| c.lend().as_type().is_some_and(|t| e.is_instance(t)))),
                None => Ok(c.lend().as_type().is_some_and(|t| e.is_instance(t))),
            },
            Filter::Callable(f) => {
                let r = vm.call(f.lend(), &[e])?;
                vm.truth(r.lend())
            }
            Filter::Identity(ids) => Ok(ids.contains(&e.value().bits())),
        }
    }
}

/// What matches, and the rest if `want_rest`.
///
/// # Errors
/// What a predicate or `derive()` raises.
pub(super) fn split(
    vm: &mut Vm,
    e: Ref<'_>,
    filter: &Filter,
    want_rest: bool,
) -> PyResult<(Option<Owned>, Option<Owned>)> {
    if filter.accepts(vm, e)? {
        return Ok((Some(e.own()), None));
    }
    if !e.is_instance(exception_type(Exc::BaseExceptionGroup)) {
        return Ok((None, want_rest.then(|| e.own())));
    }
    let (mut matching, mut rest) = (Vec::new(), Vec::new());
    vm.recurse(" in exceptiongroup_split_recursive", |vm| {
        for inner in exceptions(vm, e) {
            let (m, r) = split(vm, inner.lend(), filter, want_rest)?;
            matching.extend(m);
            rest.extend(r);
        }
        Ok(())
    })?;
    let matching = subset(vm, e, matching)?;
    let rest = if want_rest { subset(vm, e, rest)? } else { None };
    Ok((matching, rest))
}

/// A group like `e` with some of its exceptions: `derive()` makes it, the metadata is copied.
fn subset(vm: &mut Vm, e: Ref<'_>, all: Vec<Owned>) -> PyResult<Option<Owned>> {
    if all.is_empty() {
        return Ok(None);
    }
    let all = vm.list(all);
    let made = vm.call_method(e, "derive", &[all.lend()])?;
    if !made.lend().is_instance(exception_type(Exc::BaseExceptionGroup)) {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    }
    copy_metadata(vm, e, made.lend())?;
    Ok(Some(made))
}

fn copy_metadata(vm: &mut Vm, from: Ref<'_>, to: Ref<'_>) -> PyResult<()> {
    let parts = from.get::<Exception>(vm).map(|b| (b.traceback.clone(), b.context.clone(), b.cause.clone()));
    if let (Some((traceback, context, cause)), Some(b)) = (parts, to.get_mut::<Exception>(vm)) {
        b.suppress_context |= cause.is_some();
        (b.traceback, b.context, b.cause) = (traceback, context, cause);
    }
    let name = vm.names.notes;
    if let Some(notes) = vm.get_attr_opt(from, name)?
        && !notes.lend().is_a::<Str>()
        && notes.lend().ty().slots().iter.is_some()
    {
        let copy = vm.collect(notes.lend())?;
        let copy = vm.list(copy);
        vm.set_attr(to, name, Some(copy.lend()))?;
    }
    Ok(())
}
