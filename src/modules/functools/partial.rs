//! `partial`: a callable with some arguments given already, and `Placeholder`, which leaves a position open.

use super::partial_new::{new_partial, reduce, set_state};
use crate::modules::class_getitem;
use crate::object::{
    CallArgs, FnDef, GetSetDef, Kind, Method, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm, new,
};
use crate::types::sequence::repr;

/// The body of a partial object.
pub(super) struct Partial {
    /// What is called.
    pub func: Owned,
    /// Positional arguments, open positions marked by `Placeholder`.
    pub args: Vec<Owned>,
    /// How many positions are open.
    pub open: usize,
    /// Keyword arguments, a dict.
    pub keywords: Owned,
}

impl Payload for Partial {
    const KIND: Kind = Kind::Partial;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.func);
        visit.all(&self.args);
        visit.owned(&self.keywords);
    }
    fn clear(&mut self) {
        self.args.clear();
        self.open = 0;
        self.keywords = Owned::NONE;
    }
}

/// The one `Placeholder`, once the module was imported.
#[derive(Default)]
pub(super) struct Placeholder(pub Option<Owned>);

/// Its body.
pub(super) struct PlaceholderBody;

impl Payload for PlaceholderBody {
    const KIND: Kind = Kind::Placeholder;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

/// Whether an argument is `Placeholder`.
pub(super) fn is_placeholder(o: Ref<'_>) -> bool {
    o.is_a::<PlaceholderBody>()
}

pub(super) fn placeholder_def() -> TypeDef {
    TypeDef::of::<PlaceholderBody>("_PlaceholderType", "functools")
        .doc("The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.")
        .slots(|s| {
            s.repr = Some(|_, _| Ok(Owned::str("Placeholder")));
            s.new = Some(|vm, _, args| {
                if !args.is_empty() {
                    return Err(vm.type_error("_PlaceholderType takes no arguments"));
                }
                let one = vm.extension::<Placeholder>().0.clone();
                Ok(one.unwrap_or_else(|| new(PlaceholderBody)))
            });
        })
        .methods(PLACEHOLDER_METHODS)
}

static PLACEHOLDER_METHODS: &[FnDef] = &[FnDef::new(
    "__reduce__",
    "(self, /)",
    |_, _| Ok(Owned::str("Placeholder")),
    "Return state information for pickling.",
)];

pub(super) fn def() -> TypeDef {
    TypeDef::of::<Partial>("partial", "functools")
        .doc("Create a new function with partial application of the given arguments and keywords.")
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::WEAKREF)
        .with_attrs()
        .getters(crate::types::object::DICT_GETTERS)
        .slots(|s| {
            s.new = Some(new_partial);
            s.call = Some(call);
            s.repr = Some(text);
            s.descr_get = Some(get);
        })
        .methods(METHODS)
        .class_methods(CLASS_METHODS)
        .getters(GETTERS)
}

static METHODS: &[FnDef] = &[
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
    FnDef::new("__setstate__", "(self, state, /)", set_state, "Set state information for unpickling."),
];

static CLASS_METHODS: &[FnDef] = &[FnDef::new("__class_getitem__", "($type, item, /)", class_getitem, "See PEP 585")];

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get(
        "func",
        |vm, o| Ok(o.get::<Partial>(vm).map_or(Owned::NONE, |p| p.func.clone())),
        "function object to use in future partial calls",
    ),
    GetSetDef::get(
        "args",
        |vm, o| Ok(o.get::<Partial>(vm).map_or(Owned::NONE, |p| vm.tuple(p.args.clone()))),
        "tuple of arguments to future partial calls",
    ),
    GetSetDef::get(
        "keywords",
        |vm, o| Ok(o.get::<Partial>(vm).map_or(Owned::NONE, |p| p.keywords.clone())),
        "dictionary of keyword arguments to future partial calls",
    ),
];

/// A partial object without keywords.
pub(super) fn of(func: Owned, args: Vec<Owned>) -> Owned {
    let keywords = new(crate::object::Dict::default());
    new(Partial { func, args, open: 0, keywords })
}

/// As an attribute of a class it is a method.
fn get(_: &mut Vm, f: Ref<'_>, o: Option<Ref<'_>>, _: Ref<'_>) -> PyResult {
    match o.filter(|o| !o.is_none()) {
        Some(o) => Ok(new(Method { func: f.own(), this: o.own() })),
        None => Ok(f.own()),
    }
}

fn call(vm: &mut Vm, o: Ref<'_>, given: &CallArgs<'_>) -> PyResult {
    let Some(p) = o.get::<Partial>(vm) else { return Ok(Owned::NONE) };
    let (func, args, open, keywords) = (p.func.clone(), p.args.clone(), p.open, p.keywords.clone());
    let pos = given.pos();
    if pos.len() < open {
        let n = pos.len();
        return Err(
            vm.type_error(format!("missing positional arguments in 'partial' call; expected at least {open}, got {n}"))
        );
    }
    let mut all: Vec<Ref<'_>> = Vec::with_capacity(args.len() + given.all.len());
    let mut next = 0;
    for a in &args {
        if open > 0 && is_placeholder(a.lend()) {
            all.push(pos[next]);
            next += 1;
        } else {
            all.push(a.lend());
        }
    }
    all.extend_from_slice(&pos[next..]);
    let stored = keywords.lend().as_dict(vm).map(|d| d.to_vec(vm)).unwrap_or_default();
    if stored.iter().any(|(k, _)| k.lend().as_str(vm).is_none()) {
        return Err(vm.type_error("keywords must be strings"));
    }
    if stored.is_empty() {
        all.extend_from_slice(&given.all[pos.len()..]);
        return vm.call_args(func.lend(), &CallArgs { all: &all, kwnames: given.kwnames });
    }
    // Keywords of the call replace stored ones of the same name.
    let mut named: Vec<(Ref<'_>, Ref<'_>)> = stored.iter().map(|(k, v)| (k.lend(), v.lend())).collect();
    for (key, value) in given.kw() {
        match named.iter().position(|(k, _)| k.is(key) || k.as_str(vm) == key.as_str(vm)) {
            Some(i) => named[i].1 = value,
            None => named.push((key, value)),
        }
    }
    let (kwnames, values): (Vec<_>, Vec<_>) = named.into_iter().unzip();
    all.extend(values);
    vm.call_args(func.lend(), &CallArgs { all: &all, kwnames: &kwnames })
}

fn text(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let made = repr::guarded(vm, o, |vm| {
        let Some(p) = o.get::<Partial>(vm) else { return Ok(Owned::NONE) };
        let (func, args, keywords) = (p.func.clone(), p.args.clone(), p.keywords.clone());
        let mut text = o.ty().full_name(vm).into_bytes();
        text.push(b'(');
        repr::push_repr(vm, &mut text, func.lend())?;
        for a in &args {
            text.extend_from_slice(b", ");
            repr::push_repr(vm, &mut text, a.lend())?;
        }
        for (key, value) in keywords.lend().as_dict(vm).map(|d| d.to_vec(vm)).unwrap_or_default() {
            let key = vm.str_string(key.lend())?;
            text.extend_from_slice(format!(", {key}=").as_bytes());
            repr::push_repr(vm, &mut text, value.lend())?;
        }
        text.push(b')');
        Ok(Owned::wtf8(text))
    })?;
    Ok(made.unwrap_or_else(|| Owned::str("...")))
}
