//! `types.SimpleNamespace`: an object that is nothing but its attributes.

use crate::object::{
    Args, CallArgs, CmpOp, FnDef, GetSetDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, Str, TypeDef,
    TypeFlags, Visit, Vm, bind, new_of,
};

/// The body: nothing; attributes lie behind it.
pub struct SimpleNamespace;

impl Payload for SimpleNamespace {
    const KIND: Kind = Kind::SimpleNamespace;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<SimpleNamespace>("SimpleNamespace", "types")
        .doc("A simple attribute-based namespace.")
        .flags(TypeFlags::BASE | TypeFlags::GC)
        .with_attrs()
        .slots(|s| {
            s.new = Some(|_, cls, _| Ok(new_of(cls.expect_type(), SimpleNamespace)));
            s.init = Some(init);
            s.repr = Some(repr);
            s.compare = Some(compare);
            s.unhashable = true;
        })
        .methods(METHODS)
        .getters(GETTERS)
}

static SIGNATURE: LazySignature = LazySignature::new("(mapping_or_iterable=None, /, **kwargs)");

fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    bind(vm, "SimpleNamespace", &SIGNATURE, args, |vm, a| {
        if let Some(source) = a.opt(0) {
            let d = vm.call(Kind::Dict.ty(), &[source])?;
            let items = d.lend().as_dict(vm).map(|d| d.to_vec(vm)).unwrap_or_default();
            for (k, v) in items {
                if !k.lend().is_a::<Str>() {
                    return Err(vm.type_error("keywords must be strings"));
                }
                store(vm, o, k.lend(), v);
            }
        }
        for (k, v) in a.extra {
            store(vm, o, *k, v.own());
        }
        Ok(())
    })
}

fn store(vm: &mut Vm, o: Ref<'_>, name: Ref<'_>, value: Owned) {
    let name = vm.interned(name);
    vm.store_instance_attr(o, name.lend(), value);
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let name = if o.ty().is_exactly(Kind::SimpleNamespace) { "namespace" } else { o.ty().name() }.to_owned();
    if !vm.enter_repr(o) {
        return Ok(Owned::string(format!("{name}(...)")));
    }
    let d = vm.attrs_snapshot(o);
    let items = d.lend().as_dict(vm).map(|d| d.to_vec(vm)).unwrap_or_default();
    let mut parts = Vec::new();
    let mut failed = None;
    for (k, v) in items {
        match vm.recurse(" while getting the repr of an object", |vm| vm.repr_string(v.lend())) {
            Ok(text) => parts.push(format!("{}={text}", vm.lossy(k.lend()))),
            Err(e) => {
                failed = Some(e);
                break;
            }
        }
    }
    vm.leave_repr(o);
    match failed {
        Some(e) => Err(e),
        None => Ok(Owned::string(format!("{name}({})", parts.join(", ")))),
    }
}

fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !a.is_a::<SimpleNamespace>() || !b.is_a::<SimpleNamespace>() {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let (x, y) = (vm.attrs_snapshot(a), vm.attrs_snapshot(b));
    vm.compare(x.lend(), y.lend(), op)
}

static METHODS: &[FnDef] = &[
    FnDef::new("__reduce__", "($self, /)", reduce, "Return state information for pickling"),
    FnDef::new(
        "__replace__",
        "($self, /, **changes)",
        replace,
        "Return a copy of the namespace object with new values for the specified attributes.",
    ),
];

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (empty, state) = (vm.tuple(vec![]), vm.attrs_snapshot(a.get(0)));
    Ok(vm.tuple(vec![a.get(0).ty().as_ref().own(), empty, state]))
}

fn replace(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let made = vm.call(a.get(0).ty().as_ref(), &[])?;
    let d = vm.attrs_snapshot(a.get(0));
    let items = d.lend().as_dict(vm).map(|d| d.to_vec(vm)).unwrap_or_default();
    for (k, v) in items {
        store(vm, made.lend(), k.lend(), v);
    }
    for (k, v) in a.extra {
        store(vm, made.lend(), *k, v.own());
    }
    Ok(made)
}

static GETTERS: &[GetSetDef] = &[GetSetDef::get("__dict__", crate::types::object::DICT.get, "")];
