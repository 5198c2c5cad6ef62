//! `weakref.proxy`: stands for its referent in every operation, without keeping it alive.

use crate::object::{
    BinOp, BinaryFn, CallArgs, CmpOp, Exc, FnDef, Kind, Owned, PyResult, Ref, Slots, TypeDef, TypeFlags, Vm, WeakProxy,
};

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<WeakProxy>("ProxyType", "weakref").flags(TypeFlags::GC).slots(slots).methods(METHODS)
}

/// The type of proxies of callables.
pub fn callable_def() -> TypeDef {
    TypeDef::sharing::<WeakProxy>(Kind::WeakCallableProxy, "CallableProxyType", "weakref")
        .flags(TypeFlags::GC)
        .slots(|s| {
            slots(s);
            s.call = Some(call);
        })
        .methods(METHODS)
}

/// The referent of a proxy; anything else is itself.
///
/// # Errors
/// `ReferenceError` when the referent is dead.
pub fn unwrap(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    match o.get::<WeakProxy>(vm).map(|p| p.0.target()) {
        None => Ok(o.own()),
        Some(Some(t)) => Ok(t),
        Some(None) => Err(vm.raise(Exc::ReferenceError, "weakly-referenced object no longer exists")),
    }
}

fn slots(s: &mut Slots) {
    s.repr = Some(repr);
    s.str = Some(|vm, o| unwrap(vm, o).and_then(|t| vm.to_str(t.lend())));
    s.unhashable = true;
    s.compare = Some(compare);
    s.getattr = Some(|vm, o, name| unwrap(vm, o).and_then(|t| vm.get_attr(t.lend(), name)));
    s.setattr = Some(|vm, o, name, v| unwrap(vm, o).and_then(|t| vm.set_attr(t.lend(), name, v)));
    s.iter = Some(|vm, o| unwrap(vm, o).and_then(|t| vm.iter(t.lend())));
    s.next = Some(next);
    s.len = Some(|vm, o| unwrap(vm, o).and_then(|t| vm.len(t.lend())));
    s.getitem = Some(|vm, o, k| unwrap(vm, o).and_then(|t| vm.get_item(t.lend(), k)));
    s.setitem = Some(|vm, o, k, v| unwrap(vm, o).and_then(|t| vm.set_item(t.lend(), k, v)));
    s.contains = Some(|vm, o, k| unwrap(vm, o).and_then(|t| vm.contains(t.lend(), k)));
    s.bool = Some(|vm, o| unwrap(vm, o).and_then(|t| vm.truth(t.lend())));
    s.int = Some(|vm, o| unary(vm, o, "__int__"));
    s.float = Some(|vm, o| unary(vm, o, "__float__"));
    s.index = Some(|vm, o| unary(vm, o, "__index__"));
    s.neg = Some(|vm, o| unary(vm, o, "__neg__"));
    s.pos = Some(|vm, o| unary(vm, o, "__pos__"));
    s.invert = Some(|vm, o| unary(vm, o, "__invert__"));
    s.abs = Some(|vm, o| unary(vm, o, "__abs__"));
    for op in BinOp::ALL {
        s.binary[op as usize] = Some(BINARY[op as usize]);
        s.inplace[op as usize] = Some(INPLACE[op as usize]);
    }
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let address = o.value().bits();
    let t = o.get::<WeakProxy>(vm).and_then(|p| p.0.target());
    Ok(Owned::string(match t {
        Some(t) => format!("<weakproxy at {address:#x} to {} at {:#x}>", t.lend().ty().name(), t.value().bits()),
        None => format!("<weakproxy at {address:#x} to NoneType at {:#x}>", Owned::NONE.value().bits()),
    }))
}

fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let (a, b) = (unwrap(vm, a)?, unwrap(vm, b)?);
    vm.compare(a.lend(), b.lend(), op)
}

fn call(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let t = unwrap(vm, o)?;
    vm.call_args(t.lend(), args)
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let t = unwrap(vm, o)?;
    if t.lend().ty().slots().next.is_none() {
        let name = t.lend().ty().message_name();
        return Err(vm.type_error(format!("Weakref proxy referenced a non-iterator '{name}' object")));
    }
    vm.next(t.lend())
}

fn unary(vm: &mut Vm, o: Ref<'_>, name: &str) -> PyResult {
    let t = unwrap(vm, o)?;
    vm.call_method(t.lend(), name, &[])
}

fn binary<const OP: usize>(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let (a, b) = (unwrap(vm, a)?, unwrap(vm, b)?);
    vm.binary_op(BinOp::ALL[OP], a.lend(), b.lend())
}

fn inplace<const OP: usize>(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    let (a, b) = (unwrap(vm, a)?, unwrap(vm, b)?);
    vm.inplace_op(BinOp::ALL[OP], a.lend(), b.lend())
}

macro_rules! all_ops {
    ($f:ident) => {
        [
            $f::<0>, $f::<1>, $f::<2>, $f::<3>, $f::<4>, $f::<5>, $f::<6>, $f::<7>, $f::<8>, $f::<9>, $f::<10>,
            $f::<11>, $f::<12>,
        ]
    };
}

static BINARY: [BinaryFn; BinOp::COUNT] = all_ops!(binary);
static INPLACE: [BinaryFn; BinOp::COUNT] = all_ops!(inplace);

static METHODS: &[FnDef] = &[
    FnDef::new("__bytes__", "($self, /)", |vm, a| unary(vm, a.get(0), "__bytes__"), ""),
    FnDef::new("__reversed__", "($self, /)", |vm, a| unary(vm, a.get(0), "__reversed__"), ""),
];
