//! The method resolution order: C3 linearisation, or what a metaclass's `mro()` says.

use crate::object::{Kind, MethodDescr, Owned, PyResult, Ref, TypeObj, Vm, type_for};

/// The MRO of a class with these bases, without the class itself.
///
/// # Errors
/// `TypeError` for a base that occurs twice and for orders that contradict each other.
pub(super) fn linearise(vm: &mut Vm, bases: &[Owned]) -> PyResult<Vec<Owned>> {
    if let [base] = bases {
        return Ok(base.lend().expect_type().names().mro.clone());
    }
    for (i, b) in bases.iter().enumerate() {
        if bases[..i].iter().any(|c| c.lend().is(b.lend())) {
            let name = b.lend().expect_type().name().to_owned();
            return Err(vm.type_error(format!("duplicate base class {name}")));
        }
    }
    let mut lists: Vec<Vec<Owned>> = bases.iter().map(|b| b.lend().expect_type().names().mro.clone()).collect();
    lists.push(bases.to_vec());
    merge(lists).map_err(|left| inconsistent(vm, &left))
}

/// C3's merge: takes the first head that no other list still has in its tail. What is left when there is none.
fn merge(mut lists: Vec<Vec<Owned>>) -> Result<Vec<Owned>, Vec<Owned>> {
    let mut order = Vec::new();
    loop {
        lists.retain(|l| !l.is_empty());
        if lists.is_empty() {
            return Ok(order);
        }
        let in_a_tail = |t: &Owned| lists.iter().any(|l| l[1..].iter().any(|x| x.lend().is(t.lend())));
        let Some(next) = lists.iter().map(|l| &l[0]).find(|t| !in_a_tail(t)).cloned() else {
            let mut heads: Vec<Owned> = Vec::new();
            for l in &lists {
                if !heads.iter().any(|h| h.lend().is(l[0].lend())) {
                    heads.push(l[0].clone());
                }
            }
            return Err(heads);
        };
        for l in &mut lists {
            if l[0].lend().is(next.lend()) {
                l.remove(0);
            }
        }
        order.push(next);
    }
}

#[cold]
fn inconsistent(vm: &mut Vm, heads: &[Owned]) -> crate::object::Raised {
    let names: Vec<&str> = heads.iter().map(|t| t.lend().expect_type().name()).collect();
    let message = format!("Cannot create a consistent method resolution order (MRO) for bases {}", names.join(", "));
    vm.type_error(message)
}

/// Asks a metaclass that overrides `mro()`, and takes its answer.
///
/// # Errors
/// What `mro()` raises; `TypeError` when it gives something else than classes.
pub(super) fn customise(vm: &mut Vm, cls: Ref<'_>) -> PyResult<()> {
    let name = vm.intern_forever("mro");
    let own = cls.ty().lookup(name);
    if own.is_none_or(|f| f.is_a::<MethodDescr>()) {
        return Ok(());
    }
    let Some(answer) = vm.call_special(cls, name, &[])? else { return Ok(()) };
    let order = vm.collect(answer.lend())?;
    if let Some(bad) = order.iter().find(|t| t.lend().as_type().is_none()) {
        let name = bad.lend().ty().message_name();
        return Err(vm.type_error(format!("mro() returned a non-class ('{name}')")));
    }
    for base in &order {
        if !super::bases::fits(cls.expect_type(), base.lend().expect_type()) {
            let name = base.lend().expect_type().name().to_owned();
            return Err(vm.type_error(format!("mro() returned base with unsuitable layout ('{name}')")));
        }
    }
    cls.expect_type().names().mro = order;
    cls.expect_type().modified();
    Ok(())
}

/// `type.mro(cls)`: the order anew.
///
/// # Errors
/// As for [`linearise`].
pub(super) fn compute(vm: &mut Vm, cls: &TypeObj) -> PyResult {
    let bases = cls.names().bases.clone();
    let mut all = vec![cls.as_ref().own()];
    if !std::ptr::eq(cls, type_for(Kind::Object)) {
        all.extend(linearise(vm, &bases)?);
    }
    Ok(vm.list(all))
}
