//! `builtin_function_or_method`: native functions, plain or bound to an instance.

use crate::object::{Builtin, CallArgs, CmpOp, FnDef, GetSetDef, Module, Owned, PyResult, Ref, TypeDef, TypeFlags, Vm};

pub(super) fn def() -> TypeDef {
    TypeDef::of::<Builtin>("builtin_function_or_method", "builtins")
        .flags(TypeFlags::GC | TypeFlags::WEAKREF)
        .slots(|s| {
            s.repr = Some(repr);
            s.call = Some(call);
            s.hash = Some(hash);
            s.compare = Some(compare);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

/// What `__text_signature__` says: the signature's text with `$` before the instance.
pub fn signature_text(def: &FnDef) -> String {
    let text = def.shown.unwrap_or(def.signature.text());
    match text.strip_prefix("(self") {
        Some(rest) => format!("($self{rest}"),
        None => text.to_owned(),
    }
}

fn call(vm: &mut Vm, f: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let Some(b) = f.get::<Builtin>(vm) else { return Ok(Owned::NONE) };
    let (def, this, module) = (b.def, b.this.clone().filter(|_| b.bound), b.module.clone());
    match this {
        None => def.invoke_of(vm, module.lend(), args),
        Some(this) => {
            let mut all = Vec::with_capacity(args.all.len() + 1);
            all.push(this.lend());
            all.extend_from_slice(args.all);
            def.invoke(vm, &CallArgs { all: &all, kwnames: args.kwnames })
        }
    }
}

fn hash(vm: &mut Vm, f: Ref<'_>) -> PyResult<i64> {
    let Some(b) = f.get::<Builtin>(vm) else { return Ok(0) };
    let this = b.this.as_ref().map_or(0, |t| t.value().bits());
    Ok((this ^ (&raw const *b.def as u64)).rotate_right(4) as i64 & i64::MAX)
}

fn compare(vm: &mut Vm, x: Ref<'_>, y: Ref<'_>, op: CmpOp) -> PyResult {
    let (Some(a), Some(b)) = (x.get::<Builtin>(vm), y.get::<Builtin>(vm)) else {
        return Ok(Owned::NOT_IMPLEMENTED);
    };
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let this = |b: &Builtin| b.this.as_ref().map(Owned::value);
    let equal = std::ptr::eq(a.def, b.def) && this(a) == this(b);
    Ok(Owned::bool(equal == (op == CmpOp::Eq)))
}

/// `__self__` unless that is the module.
fn receiver(vm: &Vm, f: Ref<'_>) -> Option<Owned> {
    f.get::<Builtin>(vm)?.this.clone().filter(|t| !t.lend().is_a::<Module>())
}

fn name_of(vm: &Vm, f: Ref<'_>) -> &'static str {
    f.get::<Builtin>(vm).map_or("?", |b| b.def.name)
}

fn repr(vm: &mut Vm, f: Ref<'_>) -> PyResult {
    let name = name_of(vm, f);
    Ok(Owned::string(match receiver(vm, f) {
        None => format!("<built-in function {name}>"),
        Some(t) => {
            format!("<built-in method {name} of {} object at {:#x}>", t.lend().ty().name(), t.value().bits())
        }
    }))
}

static METHODS: &[FnDef] =
    &[FnDef::new("__reduce__", "($self, /)", |vm, a| reduce(vm, a.get(0)), "Helper for pickle.")];

fn reduce(vm: &mut Vm, f: Ref<'_>) -> PyResult {
    let name = Owned::str(name_of(vm, f));
    let Some(this) = receiver(vm, f) else { return Ok(name) };
    let builtins = vm.globals.builtins.clone();
    let getattr = vm.dict_get_name(builtins.lend(), "getattr").unwrap_or(Owned::NONE);
    let args = vm.tuple(vec![this, name]);
    Ok(vm.tuple(vec![getattr, args]))
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__name__", |vm, f| Ok(Owned::str(name_of(vm, f))), ""),
    GetSetDef::get("__qualname__", qualname, ""),
    GetSetDef::get(
        "__self__",
        |vm, f| Ok(f.get::<Builtin>(vm).and_then(|b| b.this.clone()).unwrap_or(Owned::NONE)),
        "",
    ),
    GetSetDef::get("__module__", |vm, f| Ok(f.get::<Builtin>(vm).map_or(Owned::NONE, |b| b.module.clone())), ""),
    GetSetDef::get("__doc__", doc, ""),
    GetSetDef::get("__text_signature__", text_signature, ""),
];

fn qualname(vm: &mut Vm, f: Ref<'_>) -> PyResult {
    let name = name_of(vm, f);
    let owner = receiver(vm, f).map(|t| match t.lend().as_type() {
        Some(t) => t.names().qualname.clone(),
        None => t.lend().ty().names().qualname.clone(),
    });
    Ok(Owned::string(owner.map_or(name.to_owned(), |o| format!("{o}.{name}"))))
}

fn doc(vm: &mut Vm, f: Ref<'_>) -> PyResult {
    let doc = f.get::<Builtin>(vm).map_or("", |b| b.def.doc);
    Ok(if doc.is_empty() { Owned::NONE } else { Owned::str(doc) })
}

fn text_signature(vm: &mut Vm, f: Ref<'_>) -> PyResult {
    Ok(f.get::<Builtin>(vm).map_or(Owned::NONE, |b| Owned::string(signature_text(b.def))))
}
