//! `method`: a callable with the instance that becomes its first argument.

use crate::object::{
    Args, CallArgs, CmpOp, FnDef, Function, GetSetDef, Kind, LazySignature, Method, Owned, PyResult, Ref, TypeDef,
    TypeFlags, Vm, bind as bind_args, new as alloc,
};

pub(super) fn def() -> TypeDef {
    TypeDef::of::<Method>("method", "builtins")
        .doc("Create a bound instance method object.")
        .flags(TypeFlags::GC | TypeFlags::WEAKREF)
        .slots(|s| {
            s.repr = Some(repr);
            s.hash = Some(hash);
            s.compare = Some(compare);
            s.call = Some(call);
            s.new = Some(new);
            s.getattr = Some(getattr);
            s.descr_get = Some(|_, m, _, _| Ok(m.own()));
        })
        .methods(METHODS)
        .getters(GETTERS)
}

/// `__get__` of functions: bound to the instance, or the function itself for the class.
///
/// # Errors
/// None.
pub fn bind(_: &mut Vm, f: Ref<'_>, o: Option<Ref<'_>>, _: Ref<'_>) -> PyResult {
    Ok(match o {
        Some(o) => alloc(Method { func: f.own(), this: o.own() }),
        None => f.own(),
    })
}

fn parts(vm: &Vm, m: Ref<'_>) -> (Owned, Owned) {
    m.get::<Method>(vm).map_or((Owned::NONE, Owned::NONE), |m| (m.func.clone(), m.this.clone()))
}

fn call(vm: &mut Vm, m: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let (func, this) = parts(vm, m);
    let mut all = Vec::with_capacity(args.all.len() + 1);
    all.push(this.lend());
    all.extend_from_slice(args.all);
    vm.call_args(func.lend(), &CallArgs { all: &all, kwnames: args.kwnames })
}

static SIGNATURE: LazySignature = LazySignature::new("(function, instance, /)");

fn new(vm: &mut Vm, _: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind_args(vm, "method", &SIGNATURE, args, |vm, a| {
        if a.get(0).ty().slots().call.is_none() {
            return Err(vm.type_error("first argument must be callable"));
        }
        if a.get(1).is_none() {
            return Err(vm.type_error("instance must not be None"));
        }
        Ok(alloc(Method { func: a.get(0).own(), this: a.get(1).own() }))
    })
}

/// Attributes that methods lack are the function's.
fn getattr(vm: &mut Vm, m: Ref<'_>, name: Ref<'_>) -> PyResult {
    if let Some(d) = Kind::Method.ty().expect_type().lookup(vm.interned(name).lend()).map(Ref::own) {
        return match d.lend().ty().slots().descr_get {
            Some(get) => get(vm, d.lend(), Some(m), m.ty().as_ref()),
            None => Ok(d),
        };
    }
    let (func, _) = parts(vm, m);
    vm.get_attr(func.lend(), name)
}

fn hash(vm: &mut Vm, m: Ref<'_>) -> PyResult<i64> {
    let (func, this) = parts(vm, m);
    let x = this.value().bits().rotate_right(4) as i64;
    let h = x ^ vm.hash(func.lend())?;
    Ok(if h == -1 { -2 } else { h })
}

fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) || !b.is_a::<Method>() {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let ((f, x), (g, y)) = (parts(vm, a), parts(vm, b));
    let equal = x.lend().is(y.lend()) && vm.equal(f.lend(), g.lend())?;
    Ok(Owned::bool(equal == (op == CmpOp::Eq)))
}

fn repr(vm: &mut Vm, m: Ref<'_>) -> PyResult {
    let (func, this) = parts(vm, m);
    let mut name = func.lend().get::<Function>(vm).map(|f| f.qualname.clone());
    for attr in [vm.names.qualname, vm.names.name] {
        if name.is_none() {
            name = vm.get_attr_opt(func.lend(), attr)?;
        }
    }
    let name = name.map_or("?".to_owned(), |n| vm.lossy(n.lend()));
    let this = vm.repr_string(this.lend())?;
    Ok(Owned::string(format!("<bound method {name} of {this}>")))
}

static METHODS: &[FnDef] = &[FnDef::new("__reduce__", "($self, /)", reduce, "Helper for pickle.")];

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (func, this) = parts(vm, a.get(0));
    let getattr = vm.intern("getattr");
    let builtins = vm.globals.builtins.clone();
    let f = vm.dict_get_str(builtins.lend(), getattr.lend()).unwrap_or(Owned::NONE);
    let attr = vm.names.name;
    let name = vm.get_attr(func.lend(), attr)?;
    let args = vm.tuple(vec![this, name]);
    Ok(vm.tuple(vec![f, args]))
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__func__", |vm, m| Ok(parts(vm, m).0), "the function (or other callable) implementing a method"),
    GetSetDef::get("__self__", |vm, m| Ok(parts(vm, m).1), "the instance to which a method is bound"),
    GetSetDef::get("__doc__", doc, ""),
];

fn doc(vm: &mut Vm, m: Ref<'_>) -> PyResult {
    let (func, _) = parts(vm, m);
    let name = vm.names.doc;
    Ok(vm.get_attr_opt(func.lend(), name)?.unwrap_or(Owned::NONE))
}
