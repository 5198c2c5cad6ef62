//! `weakref.ref`: a reference that does not keep alive. Proxies are in `weakproxy`.

use crate::object::{
    CallArgs, CmpOp, FnDef, GetSetDef, LazySignature, Owned, PyResult, Ref, TypeDef, TypeFlags, Value, Vm, WeakProxy,
    WeakRef, bind, weak,
};

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<WeakRef>("ReferenceType", "weakref")
        .flags(TypeFlags::BASE | TypeFlags::GC)
        .slots(|s| {
            s.new = Some(new);
            s.init = Some(init);
            s.call = Some(call);
            s.repr = Some(repr);
            s.hash = Some(hash);
            s.compare = Some(compare);
        })
        .class_methods(CLASS_METHODS)
        .getters(GETTERS)
}

/// The `__weakref__` of instances: the first weak reference, or `None`.
pub static WEAKREF: GetSetDef = GetSetDef::get(
    "__weakref__",
    |_, o| Ok(weak::all(o).into_iter().next().unwrap_or(Owned::NONE)),
    "list of weak references to the object",
);

static SIGNATURE: LazySignature = LazySignature::new("(object, callback=None, /)");

/// Keywords are for the `__init__` of subclasses.
fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let args = CallArgs { all: args.pos(), kwnames: &[] };
    bind(vm, "__new__", &SIGNATURE, &args, |vm, a| {
        check(vm, a.get(0))?;
        Ok(weak::make_ref(cls.expect_type(), a.get(0), a.some(1).map(Ref::own)))
    })
}

fn init(vm: &mut Vm, _: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    if !args.kwnames.is_empty() {
        return Err(vm.type_error("ref() takes no keyword arguments"));
    }
    bind(vm, "__init__", &SIGNATURE, args, |_, _| Ok(()))
}

/// # Errors
/// `TypeError` when weak references to `o` are not possible.
pub(crate) fn check(vm: &mut Vm, o: Ref<'_>) -> PyResult<()> {
    if weak::can_refer(o) {
        return Ok(());
    }
    let name = o.ty().message_name();
    Err(vm.type_error(format!("cannot create weak reference to '{name}' object")))
}

fn target(vm: &Vm, r: Ref<'_>) -> Option<Owned> {
    r.get::<WeakRef>(vm)?.target()
}

fn call(vm: &mut Vm, r: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    if !args.kwnames.is_empty() {
        return Err(vm.type_error("weakref() takes no keyword arguments"));
    }
    if !args.is_empty() {
        let n = args.all.len();
        return Err(vm.type_error(format!("weakref expected 0 arguments, got {n}")));
    }
    Ok(target(vm, r).unwrap_or(Owned::NONE))
}

fn repr(vm: &mut Vm, r: Ref<'_>) -> PyResult {
    let address = r.value().bits();
    let Some(o) = target(vm, r) else { return Ok(Owned::string(format!("<weakref at {address:#x}; dead>"))) };
    let (class, at) = (o.lend().ty().name(), o.value().bits());
    let attr = vm.names.name;
    let name = vm.get_attr_opt(o.lend(), attr).unwrap_or_default().filter(|n| n.lend().as_text(vm).is_some());
    vm.clear_raised();
    let name = name.map_or(String::new(), |n| format!(" ({})", vm.lossy(n.lend())));
    Ok(Owned::string(format!("<weakref at {address:#x}; to '{class}' at {at:#x}{name}>")))
}

fn hash(vm: &mut Vm, r: Ref<'_>) -> PyResult<i64> {
    if let Some(h) = r.get::<WeakRef>(vm).and_then(|b| b.hash) {
        return Ok(h);
    }
    let Some(o) = target(vm, r) else { return Err(vm.type_error("weak object has gone away")) };
    let h = vm.hash(o.lend())?;
    if let Some(b) = r.get_mut::<WeakRef>(vm) {
        b.hash = Some(h);
    }
    Ok(h)
}

/// Live references compare as what they refer to, dead ones by identity.
fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) || !b.is_a::<WeakRef>() {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    match (target(vm, a), target(vm, b)) {
        (Some(x), Some(y)) => {
            let r = vm.compare(x.lend(), y.lend(), op)?;
            debug_assert!(r.value() != Value::EMPTY);
            Ok(r)
        }
        _ => Ok(Owned::bool(a.is(b) == (op == CmpOp::Eq))),
    }
}

/// Calls the callback of a reference whose referent has died.
pub(crate) fn run_callback(vm: &mut Vm, w: Owned) {
    let callback = match (w.lend().get::<WeakRef>(vm), w.lend().get::<WeakProxy>(vm)) {
        (Some(b), _) => b.callback.clone(),
        (_, Some(p)) => p.0.callback.clone(),
        _ => None,
    };
    let Some(f) = callback else { return };
    let saved = vm.raised.take();
    if vm.call(f.lend(), &[w.lend()]).is_err() {
        crate::types::exception::report_unraisable(vm, f.lend());
    }
    vm.raised = saved;
}

static CLASS_METHODS: &[FnDef] = &[FnDef::new(
    "__class_getitem__",
    "(cls, object, /)",
    |vm, a| Ok(crate::types::generic_alias::make(vm, a.get(0), a.get(1))),
    "See PEP 585",
)];

static GETTERS: &[GetSetDef] = &[GetSetDef::get("__callback__", callback, "")];

fn callback(vm: &mut Vm, r: Ref<'_>) -> PyResult {
    let b = r.get::<WeakRef>(vm);
    Ok(b.filter(|b| b.target().is_some()).and_then(|b| b.callback.clone()).unwrap_or(Owned::NONE))
}
