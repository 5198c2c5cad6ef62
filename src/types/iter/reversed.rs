//! The type `reversed`: backwards over anything with a length and `__getitem__`.

use super::seq::item_or_end;
use super::state::{iter_self, made};
use crate::object::{
    Args, CallArgs, Dict, FnDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm,
    bind,
};

/// The body of `reversed`.
pub struct Reversed {
    /// The sequence; `None` once it is exhausted.
    seq: Option<Owned>,
    index: i64,
}

impl Payload for Reversed {
    const KIND: Kind = Kind::Reversed;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.seq);
    }
}

pub(super) fn def() -> TypeDef {
    TypeDef::of::<Reversed>("reversed", "builtins")
        .doc("Return a reverse iterator over the values of the given sequence.")
        .flags(TypeFlags::BASE | TypeFlags::GC)
        .slots(|s| {
            s.new = Some(new_reversed);
            s.iter = Some(iter_self);
            s.next = Some(next);
        })
        .methods(METHODS)
}

static SIGNATURE: LazySignature = LazySignature::new("(object, /)");

fn new_reversed(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    // A subclass's `__init__` may take keywords.
    let exact = cls.expect_type().is_exactly(Kind::Reversed);
    let args = if exact { *args } else { CallArgs::positional(args.pos()) };
    bind(vm, "reversed", &SIGNATURE, &args, |vm, a| {
        let o = a.get(0);
        let method = o.ty().lookup(vm.names.reversed);
        let mapping = o.ty().has(TypeFlags::MAPPING) || o.is_a::<Dict>();
        let blocked = method.is_some_and(Ref::is_none);
        if blocked || (method.is_none() && (o.ty().slots().getitem.is_none() || mapping)) {
            let name = o.ty().message_name();
            return Err(vm.type_error(format!("'{name}' object is not reversible")));
        }
        let name = vm.names.reversed;
        if let Some(it) = vm.call_special(o, name, &[])? {
            return Ok(it);
        }
        let len = vm.len(o)? as i64;
        Ok(made(cls, Reversed { seq: Some(o.own()), index: len - 1 }))
    })
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(Reversed { seq: Some(seq), index }) = o.get::<Reversed>(vm) else { return Ok(None) };
    let (seq, index) = (seq.clone(), *index);
    let item = if index >= 0 { item_or_end(vm, seq.lend(), index)? } else { None };
    if let Some(it) = o.get_mut::<Reversed>(vm) {
        match item {
            Some(_) => it.index = index - 1,
            None => it.seq = None,
        }
    }
    Ok(item)
}

static METHODS: &[FnDef] = &[
    FnDef::new("__length_hint__", "(self, /)", length_hint, "Private method returning an estimate of len(list(it))."),
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
    FnDef::new("__setstate__", "(self, state, /)", set_state, "Set state information for unpickling."),
];

fn length_hint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(Reversed { seq: Some(seq), index }) = a.get(0).get::<Reversed>(vm) else { return Ok(Owned::int(0)) };
    let (seq, left) = (seq.clone(), *index + 1);
    let len = vm.len(seq.lend())? as i64;
    Ok(Owned::int(if len < left { 0 } else { left }))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let class = a.get(0).ty().as_ref().own();
    let state = match a.get(0).get::<Reversed>(vm) {
        Some(Reversed { seq: Some(seq), index }) => Some((seq.clone(), *index)),
        _ => None,
    };
    match state {
        Some((seq, index)) => {
            let args = vm.tuple(vec![seq]);
            Ok(vm.tuple(vec![class, args, Owned::int(index)]))
        }
        None => {
            let empty = vm.tuple(Vec::new());
            let args = vm.tuple(vec![empty]);
            Ok(vm.tuple(vec![class, args]))
        }
    }
}

fn set_state(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let i = vm.index_i64(a.get(1))?;
    let Some(seq) = a.get(0).get::<Reversed>(vm).and_then(|r| r.seq.clone()) else { return Ok(Owned::NONE) };
    let last = vm.len(seq.lend())? as i64 - 1;
    if let Some(it) = a.get(0).get_mut::<Reversed>(vm) {
        it.index = i.clamp(-1, last);
    }
    Ok(Owned::NONE)
}
