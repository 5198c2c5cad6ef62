//! What `except*` needs: matching a part of a group, and putting together what is raised in the end.

use super::class::exceptions;
use super::split::{Filter, split};
use crate::object::{Exc, Exception, Owned, PyResult, Ref, Vm, exception_type};

const NOT_CLASSES: &str = "catching classes that do not inherit from BaseException is not allowed";
const GROUPS: &str = "catching ExceptionGroup with except* is not allowed. Use except instead.";

/// `CHECK_EG_MATCH`: the part of `e` that `classes` catches, and the rest; each may be missing. A plain exception that
/// matches is wrapped in a group.
///
/// # Errors
/// `TypeError` for what cannot be caught by `except*`, or what `derive()` raises.
pub fn check_match(vm: &mut Vm, e: Ref<'_>, classes: Ref<'_>) -> PyResult<(Option<Owned>, Option<Owned>)> {
    let all = match classes.as_tuple(vm) {
        Some(t) => t.to_vec(),
        None => vec![classes.own()],
    };
    for c in &all {
        match c.lend().as_type() {
            Some(t) if t.is_subtype(exception_type(Exc::BaseExceptionGroup)) => return Err(vm.type_error(GROUPS)),
            Some(t) if t.is_subtype(exception_type(Exc::BaseException)) => {}
            _ => return Err(vm.type_error(NOT_CLASSES)),
        }
    }
    if e.is_none() {
        return Ok((None, None));
    }
    let filter = Filter::Classes(classes.own());
    if e.is_instance(exception_type(Exc::BaseExceptionGroup)) {
        return split(vm, e, &filter, true);
    }
    if !all.iter().any(|c| c.lend().as_type().is_some_and(|t| e.is_instance(t))) {
        return Ok((None, Some(e.own())));
    }
    let one = vm.tuple(vec![e.own()]);
    let group = vm.call(Exc::BaseExceptionGroup.ty(), &[Owned::str("").lend(), one.lend()])?;
    let traceback = e.get::<Exception>(vm).and_then(|b| b.traceback.clone());
    if let Some(b) = group.lend().get_mut::<Exception>(vm) {
        b.traceback = traceback;
    }
    Ok((Some(group), None))
}

/// `PREP_RERAISE_STAR`: from the original exception and the list of what the handlers raised or left over, the exception to
/// raise in the end; `None` when all was handled.
///
/// # Errors
/// What `derive()` raises.
pub fn prepare_reraise(vm: &mut Vm, original: Ref<'_>, raised: &[Owned]) -> PyResult<Option<Owned>> {
    let left: Vec<Owned> = raised.iter().filter(|e| !e.lend().is_none()).cloned().collect();
    if left.is_empty() {
        return Ok(None);
    }
    if !original.is_instance(exception_type(Exc::BaseExceptionGroup)) {
        // A plain exception was caught by one handler at the most.
        return Ok(left.into_iter().next());
    }
    let (mut fresh, mut again) = (Vec::new(), Vec::new());
    for e in left {
        if same_metadata(vm, e.lend(), original) { again.push(e) } else { fresh.push(e) }
    }
    let rest = projection(vm, original, &again)?;
    if fresh.is_empty() {
        return Ok(rest);
    }
    fresh.extend(rest);
    if let [one] = &fresh[..] {
        return Ok(Some(one.clone()));
    }
    let all = vm.list(fresh);
    vm.call(Exc::BaseExceptionGroup.ty(), &[Owned::str("").lend(), all.lend()]).map(Some)
}

/// A part of the original group has its traceback, context, cause and notes: it was raised again, not anew.
fn same_metadata(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> bool {
    let parts = |vm: &Vm, e: Ref<'_>| {
        e.get::<Exception>(vm).map(|x| [&x.traceback, &x.context, &x.cause].map(|o| o.as_ref().map(Owned::value)))
    };
    let group = a.is_instance(exception_type(Exc::BaseExceptionGroup));
    group && parts(vm, a) == parts(vm, b)
}

/// The part of the original that consists of the leaves of these groups.
fn projection(vm: &mut Vm, original: Ref<'_>, kept: &[Owned]) -> PyResult<Option<Owned>> {
    let mut ids = Vec::new();
    for e in kept {
        leaves(vm, e.lend(), &mut ids);
    }
    if ids.is_empty() {
        return Ok(None);
    }
    Ok(split(vm, original, &Filter::Identity(ids), false)?.0)
}

fn leaves(vm: &mut Vm, e: Ref<'_>, ids: &mut Vec<u64>) {
    if !e.is_instance(exception_type(Exc::BaseExceptionGroup)) {
        ids.push(e.value().bits());
        return;
    }
    for inner in exceptions(vm, e) {
        leaves(vm, inner.lend(), ids);
    }
}
