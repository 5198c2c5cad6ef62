//! Type variables of generic aliases and unions, and filling them in.

use crate::object::{Owned, PyResult, Ref, Vm};

/// The type variables among arguments, each once, in order of appearance.
///
/// # Errors
/// What looking at the arguments raises.
pub fn parameters(vm: &mut Vm, args: &[Owned]) -> PyResult<Vec<Owned>> {
    let (subst, params) = (vm.intern_forever("__typing_subst__"), vm.intern_forever("__parameters__"));
    let mut found: Vec<Owned> = Vec::new();
    let mut add = |o: Owned| {
        if !found.iter().any(|f| f.lend().is(o.lend())) {
            found.push(o);
        }
    };
    for a in args {
        if a.lend().as_type().is_some() {
            continue;
        }
        if let Some(items) =
            a.lend().as_tuple(vm).map(<[Owned]>::to_vec).or_else(|| a.lend().as_list(vm).map(|l| l.to_vec()))
        {
            parameters(vm, &items)?.into_iter().for_each(&mut add);
        } else if vm.get_attr_opt(a.lend(), subst)?.is_some() {
            add(a.clone());
        } else if let Some(inner) = vm.get_attr_opt(a.lend(), params)?
            && let Some(inner) = inner.lend().as_tuple(vm).map(<[Owned]>::to_vec)
        {
            inner.into_iter().for_each(&mut add);
        }
    }
    Ok(found)
}

/// The arguments of `alias` with its type variables replaced by the items of a subscript.
///
/// # Errors
/// `TypeError` when their numbers differ, or what the variables say about their values.
pub fn substitute(
    vm: &mut Vm,
    alias: Ref<'_>,
    args: &[Owned],
    params: &[Owned],
    item: Ref<'_>,
) -> PyResult<Vec<Owned>> {
    if params.is_empty() {
        let text = vm.repr_string(alias)?;
        return Err(vm.type_error(format!("{text} is not a generic class")));
    }
    let prepare = vm.intern_forever("__typing_prepare_subst__");
    let mut item = item.own();
    for p in params {
        if let Some(f) = vm.get_attr_opt(p.lend(), prepare)?
            && !f.lend().is_none()
        {
            let wrapped = if item.lend().as_tuple(vm).is_some() { item.clone() } else { vm.tuple(vec![item.clone()]) };
            item = vm.call(f.lend(), &[alias, wrapped.lend()])?;
        }
    }
    let items = match item.lend().as_tuple(vm) {
        Some(t) => t.to_vec(),
        None => vec![item.clone()],
    };
    if items.len() != params.len() {
        let text = vm.repr_string(alias)?;
        let many = if items.len() > params.len() { "many" } else { "few" };
        let (n, m) = (items.len(), params.len());
        return Err(vm.type_error(format!("Too {many} arguments for {text}; actual {n}, expected {m}")));
    }
    fill(vm, args, params, &items)
}

fn fill(vm: &mut Vm, args: &[Owned], params: &[Owned], items: &[Owned]) -> PyResult<Vec<Owned>> {
    let (subst, params_name) = (vm.intern_forever("__typing_subst__"), vm.intern_forever("__parameters__"));
    let mut filled = Vec::with_capacity(args.len());
    for a in args {
        if a.lend().as_type().is_some() {
            filled.push(a.clone());
            continue;
        }
        let at = params.iter().position(|p| p.lend().is(a.lend()));
        if let Some(i) = at
            && let Some(f) = vm.get_attr_opt(a.lend(), subst)?
        {
            let value = vm.call(f.lend(), &[items[i].lend()])?;
            // A variable that stands for several types spreads out.
            match value.lend().as_tuple(vm).map(<[Owned]>::to_vec) {
                Some(several) => filled.extend(several),
                None => filled.push(value),
            }
            continue;
        }
        if let Some(inner) = a.lend().as_list(vm).map(|l| l.to_vec()) {
            let inner = fill(vm, &inner, params, items)?;
            filled.push(vm.list(inner));
            continue;
        }
        let inner = vm.get_attr_opt(a.lend(), params_name)?;
        let inner = inner.and_then(|t| t.lend().as_tuple(vm).map(<[Owned]>::to_vec)).unwrap_or_default();
        if inner.is_empty() {
            filled.push(a.clone());
            continue;
        }
        let mut values = Vec::new();
        for p in &inner {
            let i = params.iter().position(|q| q.lend().is(p.lend()));
            values.push(i.map_or_else(|| p.clone(), |i| items[i].clone()));
        }
        let key = vm.tuple(values);
        filled.push(vm.get_item(a.lend(), key.lend())?);
    }
    Ok(filled)
}
