//! `types.GenericAlias`: `list[int]`.

mod substitute;
mod text;

pub use substitute::{parameters, substitute};
pub use text::describe;

use crate::object::{
    Args, BinOp, CallArgs, CmpOp, Exc, FnDef, GetSetDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef,
    TypeFlags, Visit, Vm, bind, new, new_of,
};

/// The body of a generic alias.
pub struct GenericAlias {
    /// `__origin__`.
    pub origin: Owned,
    /// `__args__`, a tuple.
    pub args: Owned,
    /// `__unpacked__`: `*tuple[int, ...]`.
    pub starred: bool,
}

impl Payload for GenericAlias {
    const KIND: Kind = Kind::GenericAlias;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all([&self.origin, &self.args]);
    }
}

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<GenericAlias>("GenericAlias", "types")
        .doc("Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).")
        .flags(TypeFlags::GC | TypeFlags::BASE | TypeFlags::WEAKREF)
        .slots(|s| {
            s.new = Some(create);
            s.repr = Some(text::repr);
            s.hash = Some(hash);
            s.compare = Some(compare);
            s.call = Some(call);
            s.getattr = Some(getattr);
            s.getitem = Some(getitem);
            s.iter = Some(iter);
            s.binary[BinOp::Or as usize] = Some(crate::types::union_::or);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

/// `origin[item]`: what `__class_getitem__` of generic built-in types returns.
pub fn make(vm: &mut Vm, origin: Ref<'_>, item: Ref<'_>) -> Owned {
    new(body(vm, origin, item))
}

fn body(vm: &Vm, origin: Ref<'_>, item: Ref<'_>) -> GenericAlias {
    let args = if item.as_tuple(vm).is_some() { item.own() } else { vm.tuple(vec![item.own()]) };
    GenericAlias { origin: origin.own(), args, starred: false }
}

/// The class method of generic built-in types.
pub const CLASS_GETITEM: FnDef =
    FnDef::new("__class_getitem__", "($type, object, /)", |vm, a| Ok(make(vm, a.get(0), a.get(1))), "See PEP 585");

static SIGNATURE: LazySignature = LazySignature::new("(origin, args, /)");

fn create(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "GenericAlias", &SIGNATURE, args, |vm, a| {
        let body = body(vm, a.get(0), a.get(1));
        Ok(new_of(cls.expect_type(), body))
    })
}

fn origin(vm: &Vm, o: Ref<'_>) -> Owned {
    o.get::<GenericAlias>(vm).map_or(Owned::NONE, |g| g.origin.clone())
}

/// The arguments.
fn args_of(vm: &Vm, o: Ref<'_>) -> Vec<Owned> {
    let args = o.get::<GenericAlias>(vm).map(|g| g.args.clone());
    args.and_then(|a| a.lend().as_tuple(vm).map(<[Owned]>::to_vec)).unwrap_or_default()
}

fn hash(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    let args = vm.tuple(args_of(vm, o));
    let origin = origin(vm, o);
    let h = vm.hash(origin.lend())? ^ vm.hash(args.lend())?;
    Ok(if h == -1 { -2 } else { h })
}

fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let (Some(x), Some(y)) = (a.get::<GenericAlias>(vm), b.get::<GenericAlias>(vm)) else {
        return Ok(Owned::NOT_IMPLEMENTED);
    };
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let same_star = x.starred == y.starred;
    let (p, q) = ((x.origin.clone(), x.args.clone()), (y.origin.clone(), y.args.clone()));
    let equal = same_star && vm.equal(p.0.lend(), q.0.lend())? && vm.equal(p.1.lend(), q.1.lend())?;
    Ok(Owned::bool(equal == (op == CmpOp::Eq)))
}

/// Makes an instance of the origin, which remembers the alias if it can.
fn call(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let origin = origin(vm, o);
    let made = vm.call_args(origin.lend(), args)?;
    let name = vm.intern("__orig_class__");
    let r = vm.set_attr(made.lend(), name.lend(), Some(o));
    if r.is_err() && !vm.raised_is(Exc::AttributeError) && !vm.raised_is(Exc::TypeError) {
        return r.map(|()| made);
    }
    if r.is_err() {
        drop(vm.take_raised());
    }
    Ok(made)
}

const OWN: [&str; 9] = [
    "__class__",
    "__origin__",
    "__args__",
    "__parameters__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__unpacked__",
    "__typing_unpacked_tuple_args__",
];

/// Attributes are the origin's, except those that make the alias what it is.
fn getattr(vm: &mut Vm, o: Ref<'_>, name: Ref<'_>) -> PyResult {
    let text = vm.lossy(name);
    let special = text.starts_with("__") && text.ends_with("__");
    let own =
        special && (OWN.contains(&text.as_str()) || matches!(text.as_str(), "__copy__" | "__deepcopy__" | "__bases__"));
    if own || matches!(text.as_str(), "__instancecheck__" | "__subclasscheck__") {
        return vm.generic_get_attr(o, name);
    }
    let origin = origin(vm, o);
    vm.get_attr(origin.lend(), name)
}

fn getitem(vm: &mut Vm, o: Ref<'_>, item: Ref<'_>) -> PyResult {
    let args = args_of(vm, o);
    let params = parameters(vm, &args)?;
    let filled = substitute(vm, o, &args, &params, item)?;
    let (origin, args) = (origin(vm, o), vm.tuple(filled));
    Ok(new(GenericAlias { origin, args, starred: o.get::<GenericAlias>(vm).is_some_and(|g| g.starred) }))
}

/// `*tuple[int]` in a subscript: one starred alias.
fn iter(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let (origin, args) = (origin(vm, o), vm.tuple(args_of(vm, o)));
    let starred = new(GenericAlias { origin, args, starred: true });
    let one = vm.tuple(vec![starred]);
    vm.iter(one.lend())
}

static METHODS: &[FnDef] = &[
    FnDef::new("__mro_entries__", "($self, bases, /)", |vm, a| Ok(vm.tuple(vec![origin(vm, a.get(0))])), ""),
    FnDef::new("__instancecheck__", "($self, instance, /)", |vm, _| refuse(vm, "isinstance"), ""),
    FnDef::new("__subclasscheck__", "($self, cls, /)", |vm, _| refuse(vm, "issubclass"), ""),
    FnDef::new("__reduce__", "($self, /)", reduce, ""),
    FnDef::new("__dir__", "($self, /)", dir, ""),
];

fn refuse(vm: &mut Vm, what: &str) -> PyResult {
    Err(vm.type_error(format!("{what}() argument 2 cannot be a parameterized generic")))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let args = vm.tuple(args_of(vm, o));
    let pair = vm.tuple(vec![origin(vm, o), args]);
    Ok(vm.tuple(vec![o.ty().as_ref().own(), pair]))
}

fn dir(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let origin = origin(vm, a.get(0));
    let names = match origin.lend().as_type() {
        Some(t) => crate::types::object::attributes(vm, t)?,
        None => vm.call_method(origin.lend(), "__dir__", &[])?,
    };
    let mut all = vm.collect(names.lend())?;
    all.extend(OWN.iter().map(|n| Owned::str(n)));
    Ok(vm.list(all))
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__origin__", |vm, o| Ok(origin(vm, o)), ""),
    GetSetDef::get("__args__", |vm, o| Ok(vm.tuple(args_of(vm, o))), ""),
    GetSetDef::get("__parameters__", own_parameters, "Type variables in the GenericAlias."),
    GetSetDef::get("__unpacked__", |vm, o| Ok(Owned::bool(o.get::<GenericAlias>(vm).is_some_and(|g| g.starred))), ""),
    GetSetDef::get("__typing_unpacked_tuple_args__", unpacked, ""),
];

fn own_parameters(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let args = args_of(vm, o);
    let found = parameters(vm, &args)?;
    Ok(vm.tuple(found))
}

fn unpacked(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let starred = o.get::<GenericAlias>(vm).is_some_and(|g| g.starred);
    let tuple = origin(vm, o).lend().is(Kind::Tuple.ty());
    Ok(if starred && tuple { vm.tuple(args_of(vm, o)) } else { Owned::NONE })
}
