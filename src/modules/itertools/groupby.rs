//! `groupby`: runs of items with equal keys. A group shares the source with its `groupby` object and is over as soon as that
//! one goes on.

use super::{iterator, made};
use crate::object::{CallArgs, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, Visit, Vm, bind, new};

pub(super) fn defs() -> Vec<TypeDef> {
    vec![
        iterator::<GroupBy>("groupby", new_groupby, next_groupby).doc(
            "make an iterator that returns consecutive keys and groups from the iterable\n\n  iterable\n    Elements to divide into groups according to the key function.\n  key\n    A function for computing the group category for each element.\n    If the key function is not specified or is None, the element itself\n    is used for grouping.",
        ),
        iterator::<Grouper>("_grouper", new_grouper, next_grouper),
    ]
}

struct GroupBy {
    it: Owned,
    key: Option<Owned>,
    /// The key of the group that was given last.
    target: Option<Owned>,
    /// The key of the item that was read last, unless a group gave the item.
    current_key: Option<Owned>,
    /// The item that was read last, unless a group gave it.
    current: Option<Owned>,
    /// The number of the group that was given last: only that one may read the source.
    group: u64,
}

impl Payload for GroupBy {
    const KIND: Kind = Kind::ItGroupBy;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.it);
        for o in [&self.key, &self.target, &self.current_key, &self.current] {
            visit.option(o);
        }
    }
    fn clear(&mut self) {
        (self.key, self.target, self.current_key, self.current) = (None, None, None, None);
    }
}

struct Grouper {
    parent: Owned,
    target: Owned,
    group: u64,
}

impl Payload for Grouper {
    const KIND: Kind = Kind::ItGrouper;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.parent);
        visit.owned(&self.target);
    }
}

static GROUPBY: LazySignature = LazySignature::new("(iterable, key=None)");

fn new_groupby(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "groupby", &GROUPBY, args, |vm, a| {
        let it = vm.iter(a.get(0))?;
        let key = a.some(1).map(Ref::own);
        made(cls, GroupBy { it, key, target: None, current_key: None, current: None, group: 0 })
    })
}

static GROUPER: LazySignature = LazySignature::new("(parent, tgtkey, /)");

fn new_grouper(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "_grouper", &GROUPER, args, |vm, a| {
        let Some(parent) = a.get(0).get::<GroupBy>(vm) else {
            let name = a.get(0).ty().message_name();
            return Err(vm.type_error(format!("_grouper() argument 1 must be itertools.groupby, not {name}")));
        };
        let group = parent.group;
        made(cls, Grouper { parent: a.get(0).own(), target: a.get(1).own(), group })
    })
}

/// Reads one item and its key. False at the end.
fn step(vm: &mut Vm, o: Ref<'_>) -> PyResult<bool> {
    let Some(g) = o.get::<GroupBy>(vm) else { return Ok(false) };
    let (it, key) = (g.it.clone(), g.key.clone());
    let Some(value) = vm.next(it.lend())? else { return Ok(false) };
    let key = match key {
        Some(f) => vm.call(f.lend(), &[value.lend()])?,
        None => value.clone(),
    };
    if let Some(g) = o.get_mut::<GroupBy>(vm) {
        g.current = Some(value);
        g.current_key = Some(key);
    }
    Ok(true)
}

fn next_groupby(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    if let Some(g) = o.get_mut::<GroupBy>(vm) {
        g.group += 1;
    }
    loop {
        let Some(g) = o.get::<GroupBy>(vm) else { return Ok(None) };
        let keys = (g.current_key.clone(), g.target.clone());
        match keys {
            (None, _) => {}
            (Some(_), None) => break,
            (Some(current), Some(target)) => {
                if !vm.equal(target.lend(), current.lend())? {
                    break;
                }
            }
        }
        if !step(vm, o)? {
            return Ok(None);
        }
    }
    let Some(g) = o.get_mut::<GroupBy>(vm) else { return Ok(None) };
    let Some(key) = g.current_key.clone() else { return Ok(None) };
    g.target = Some(key.clone());
    let group = new(Grouper { parent: o.own(), target: key.clone(), group: g.group });
    Ok(Some(vm.tuple_from([key, group].into_iter())))
}

fn next_grouper(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(me) = o.get::<Grouper>(vm) else { return Ok(None) };
    let (parent, target, group) = (me.parent.clone(), me.target.clone(), me.group);
    let parent = parent.lend();
    let Some(g) = parent.get::<GroupBy>(vm).filter(|g| g.group == group) else { return Ok(None) };
    if g.current.is_none() && !step(vm, parent)? {
        return Ok(None);
    }
    let Some(key) = parent.get::<GroupBy>(vm).and_then(|g| g.current_key.clone()) else { return Ok(None) };
    if !vm.equal(target.lend(), key.lend())? {
        return Ok(None);
    }
    let Some(g) = parent.get_mut::<GroupBy>(vm) else { return Ok(None) };
    let key = g.current_key.take();
    let value = g.current.take();
    drop(key);
    Ok(value)
}
