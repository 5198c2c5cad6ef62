//! `attrgetter('a.b')(o)`: `o.a.b`; with several names, a tuple.

use super::item_getter::{given, operand, text};
use crate::object::{
    Args, CallArgs, FnDef, Kind, Owned, Payload, PyResult, Ref, Str, TypeDef, TypeFlags, Visit, Vm, new_of,
};

/// The body.
struct AttrGetter {
    /// The names as given.
    names: Vec<Owned>,
    /// Each split at its dots and interned.
    paths: Vec<Vec<Owned>>,
}

impl Payload for AttrGetter {
    const KIND: Kind = Kind::AttrGetter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all(&self.names);
        for path in &self.paths {
            visit.all(path);
        }
    }
}

/// The type.
pub(super) fn def() -> TypeDef {
    TypeDef::of::<AttrGetter>("attrgetter", "operator")
        .doc("Return a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last).")
        .flags(TypeFlags::GC | TypeFlags::BASE)
        .slots(|s| {
            s.new = Some(create);
            s.call = Some(call);
            s.repr = Some(|vm, o| {
                let names = names(vm, o);
                text(vm, o, &names)
            });
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[FnDef::new("__reduce__", "($self, /)", reduce, "Return state information for pickling")];

fn names(vm: &Vm, o: Ref<'_>) -> Vec<Owned> {
    o.get::<AttrGetter>(vm).map(|g| g.names.clone()).unwrap_or_default()
}

fn create(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let given = given(vm, "attrgetter", args)?;
    let mut paths = Vec::new();
    for name in given {
        if !name.is_a::<Str>() {
            return Err(vm.type_error("attribute name must be a string"));
        }
        let Some(text) = name.as_str(vm).map(str::to_owned) else {
            paths.push(vec![name.own()]);
            continue;
        };
        paths.push(text.split('.').map(|part| vm.intern(part)).collect());
    }
    Ok(new_of(cls.expect_type(), AttrGetter { names: given.iter().map(|n| n.own()).collect(), paths }))
}

fn call(vm: &mut Vm, f: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let o = operand(vm, "attrgetter", args)?;
    let Some(g) = f.get::<AttrGetter>(vm) else { return Ok(Owned::NONE) };
    if let [path] = g.paths.as_slice()
        && let [name] = path.as_slice()
    {
        let name = name.clone();
        return vm.get_attr(o, name.lend());
    }
    let paths = g.paths.clone();
    let mut found = Vec::with_capacity(paths.len());
    for path in &paths {
        let mut x = o.own();
        for name in path {
            x = vm.get_attr(x.lend(), name.lend())?;
        }
        found.push(x);
    }
    if let [one] = found.as_slice() {
        return Ok(one.clone());
    }
    Ok(vm.tuple(found))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let args = vm.tuple(names(vm, a.get(0)));
    Ok(vm.tuple(vec![a.get(0).ty().as_ref().own(), args]))
}
