//! `methodcaller('m', …)(o)`: `o.m(…)`.

use super::item_getter::operand;
use crate::object::{
    Args, CallArgs, FnDef, Kind, Owned, Payload, PyResult, Ref, Str, TypeDef, TypeFlags, Visit, Vm, new_of,
};
use crate::types::sequence::repr;

/// The body.
struct MethodCaller {
    name: Owned,
    /// Positional arguments, then the values of keywords.
    args: Vec<Owned>,
    kwnames: Vec<Owned>,
}

impl Payload for MethodCaller {
    const KIND: Kind = Kind::MethodCaller;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.name);
        visit.all(&self.args);
        visit.all(&self.kwnames);
    }
    fn clear(&mut self) {
        self.kwnames.clear();
        self.args.clear();
    }
}

/// The type.
pub(super) fn def() -> TypeDef {
    TypeDef::of::<MethodCaller>("methodcaller", "operator")
        .doc("Return a callable object that calls the given method on its operand.\nAfter f = methodcaller('name'), the call f(r) returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1).")
        .flags(TypeFlags::GC | TypeFlags::BASE)
        .slots(|s| {
            s.new = Some(create);
            s.call = Some(call);
            s.repr = Some(text);
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[FnDef::new("__reduce__", "($self, /)", reduce, "Return state information for pickling")];

fn create(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let Some(name) = args.pos().first().copied() else {
        return Err(vm.type_error("methodcaller needs at least one argument, the method name"));
    };
    if !name.is_a::<Str>() {
        return Err(vm.type_error("method name must be a string"));
    }
    let name = vm.interned(name);
    let own = |all: &[Ref<'_>]| all.iter().map(|x| x.own()).collect();
    Ok(new_of(cls.expect_type(), MethodCaller { name, args: own(&args.all[1..]), kwnames: own(args.kwnames) }))
}

/// Name, arguments, names of keywords.
fn parts(vm: &Vm, o: Ref<'_>) -> (Owned, Vec<Owned>, Vec<Owned>) {
    match o.get::<MethodCaller>(vm) {
        Some(m) => (m.name.clone(), m.args.clone(), m.kwnames.clone()),
        None => (Owned::NONE, Vec::new(), Vec::new()),
    }
}

fn call(vm: &mut Vm, f: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let o = operand(vm, "methodcaller", args)?;
    let (name, all, kwnames) = parts(vm, f);
    let method = vm.get_attr(o, name.lend())?;
    vm.call_args(method.lend(), &CallArgs { all: Owned::lend_all(&all), kwnames: Owned::lend_all(&kwnames) })
}

fn text(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let made = repr::guarded(vm, o, |vm| {
        let (name, all, kwnames) = parts(vm, o);
        let mut text = o.ty().full_name(vm).into_bytes();
        text.push(b'(');
        repr::push_repr(vm, &mut text, name.lend())?;
        let positional = all.len() - kwnames.len();
        for (i, x) in all.iter().enumerate() {
            text.extend_from_slice(b", ");
            if let Some(key) = i.checked_sub(positional) {
                text.extend_from_slice(vm.lossy(kwnames[key].lend()).as_bytes());
                text.push(b'=');
            }
            repr::push_repr(vm, &mut text, x.lend())?;
        }
        text.push(b')');
        Ok(Owned::wtf8(text))
    })?;
    Ok(made.unwrap_or_else(|| Owned::string(format!("{}(...)", o.ty().full_name(vm)))))
}

/// With keywords, the reconstruction is a call of `partial(methodcaller, name, **keywords)`.
fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let class = a.get(0).ty().as_ref().own();
    let (name, mut all, kwnames) = parts(vm, a.get(0));
    let values = all.split_off(all.len() - kwnames.len());
    if kwnames.is_empty() {
        all.insert(0, name);
        let args = vm.tuple(all);
        return Ok(vm.tuple(vec![class, args]));
    }
    let functools = vm.import("functools")?;
    let partial = vm.get_attr_str(functools.lend(), "partial")?;
    let mut given = vec![class.lend(), name.lend()];
    given.extend(values.iter().map(Owned::lend));
    let made = vm.call_args(partial.lend(), &CallArgs { all: &given, kwnames: Owned::lend_all(&kwnames) })?;
    let args = vm.tuple(all);
    Ok(vm.tuple(vec![made, args]))
}
