//! Making partial objects: nested ones are flattened, open positions of the inner one are filled by the outer's arguments.

use super::partial::{Partial, is_placeholder};
use crate::modules::is_callable;
use crate::object::{Args, CallArgs, Dict, Kind, Owned, PyResult, Ref, Tuple, Vm, new, new_of};

pub(super) fn new_partial(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let [func, given @ ..] = args.pos() else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if !is_callable(*func) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    if given.last().is_some_and(|a| is_placeholder(*a)) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    if args.kw().any(|(_, v)| is_placeholder(v)) {
        return Err(vm.type_error("Placeholder cannot be passed as a keyword argument"));
    }
    let given: Vec<Owned> = given.iter().map(|a| a.own()).collect();
    let inner = if flattens(vm, *func) { func.get::<Partial>(vm) } else { None };
    let (func, all, keywords) = match inner {
        Some(p) => {
            let keywords = p.keywords.lend().as_dict(vm).map(|d| d.copy(vm)).unwrap_or_default();
            (p.func.clone(), fill(&p.args, given), keywords)
        }
        None => (func.own(), given, Dict::default()),
    };
    let keywords = new(keywords);
    for (key, value) in args.kw() {
        vm.dict_set(keywords.lend(), key, value.own())?;
    }
    let open = all.iter().filter(|a| is_placeholder(a.lend())).count();
    Ok(new_of(cls.expect_type(), Partial { func, args: all, open, keywords }))
}

/// A partial object of a partial object is one of the inner function, unless somebody gave the inner one attributes.
fn flattens(vm: &mut Vm, func: Ref<'_>) -> bool {
    func.ty().is_exactly(Kind::Partial)
        && func.own_attrs().is_empty()
        && func.attr_dict().is_none_or(|d| d.lend().as_dict(vm).is_none_or(Dict::is_empty))
}

/// The inner arguments with open positions filled as far as the outer ones reach, then the rest of those.
fn fill(inner: &[Owned], outer: Vec<Owned>) -> Vec<Owned> {
    let mut outer = outer.into_iter();
    let mut all: Vec<Owned> = Vec::with_capacity(inner.len() + outer.len());
    for a in inner {
        let filled = if is_placeholder(a.lend()) { outer.next() } else { None };
        all.push(filled.unwrap_or_else(|| a.clone()));
    }
    all.extend(outer);
    all
}

pub(super) fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let Some(p) = o.get::<Partial>(vm) else { return Ok(Owned::NONE) };
    let (func, args, keywords) = (p.func.clone(), vm.tuple(p.args.clone()), p.keywords.clone());
    let attrs = vm.attrs_snapshot(o);
    let attrs = if attrs.lend().as_dict(vm).is_some_and(Dict::is_empty) { Owned::NONE } else { attrs };
    let call = vm.tuple(vec![func.clone()]);
    let state = vm.tuple(vec![func, args, keywords, attrs]);
    Ok(vm.tuple(vec![o.ty().as_ref().own(), call, state]))
}

pub(super) fn set_state(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let parts = a.get(1).as_tuple(vm).map(<[Owned]>::to_vec).unwrap_or_default();
    let [func, args, keywords, attrs] = parts.as_slice() else {
        return Err(vm.type_error("invalid partial state"));
    };
    let is_dict_or_none = |o: &Owned| o.value().is_none() || o.lend().is_a::<Dict>();
    if !is_callable(func.lend())
        || !args.lend().is_a::<Tuple>()
        || !is_dict_or_none(keywords)
        || !is_dict_or_none(attrs)
    {
        return Err(vm.type_error("invalid partial state"));
    }
    let args = args.lend().as_tuple(vm).unwrap_or_default().to_vec();
    if args.last().is_some_and(|a| is_placeholder(a.lend())) {
        return Err(vm.type_error("trailing Placeholders are not allowed"));
    }
    let open = args.iter().filter(|a| is_placeholder(a.lend())).count();
    let keywords = if keywords.value().is_none() { vm.dict() } else { keywords.clone() };
    let body = Partial { func: func.clone(), args, open, keywords };
    if let Some(p) = o.get_mut::<Partial>(vm) {
        let old = std::mem::replace(p, body);
        drop(old);
    }
    for (key, value) in attrs.lend().as_dict(vm).map(|d| d.to_vec(vm)).unwrap_or_default() {
        let key = vm.interned(key.lend());
        vm.store_instance_attr(o, key.lend(), value);
    }
    Ok(Owned::NONE)
}
