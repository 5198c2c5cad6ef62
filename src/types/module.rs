//! `module`: a namespace with a name.

use crate::object::{
    CallArgs, Exc, FnDef, GetSetDef, LazySignature, Module, Owned, PyResult, Ref, Str, TypeDef, TypeFlags, Vm, bind,
    new_of,
};

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<Module>("module", "builtins")
        .doc("Create a module object.\n\nThe name must be a string; the optional docstring can have any type.")
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::WEAKREF)
        .slots(|s| {
            s.new = Some(new);
            s.init = Some(init);
            s.repr = Some(repr);
            s.getattr = Some(getattr);
            s.setattr = Some(setattr);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

fn new(_: &mut Vm, cls: Ref<'_>, _: &CallArgs<'_>) -> PyResult {
    let dict = crate::object::new(crate::object::Dict::namespace());
    Ok(new_of(cls.expect_type(), Module { dict }))
}

static SIGNATURE: LazySignature = LazySignature::new("(name, doc=None)");

fn init(vm: &mut Vm, m: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    bind(vm, "module", &SIGNATURE, args, |vm, a| {
        if !a.get(0).is_a::<Str>() {
            let got = a.get(0).ty().argument_name();
            return Err(vm.type_error(format!("module() argument 'name' must be str, not {got}")));
        }
        let d = dict(vm, m);
        let doc = a.opt(1).unwrap_or(Ref::NONE).own();
        for (key, value) in [("__name__", a.get(0).own()), ("__doc__", doc)] {
            vm.dict_set_name(d.lend(), key, value);
        }
        for key in ["__package__", "__loader__", "__spec__"] {
            vm.dict_set_name(d.lend(), key, Owned::NONE);
        }
        Ok(())
    })
}

/// The namespace.
fn dict(vm: &Vm, m: Ref<'_>) -> Owned {
    m.get::<Module>(vm).map_or(Owned::NONE, |b| b.dict.clone())
}

fn getattr(vm: &mut Vm, m: Ref<'_>, name: Ref<'_>) -> PyResult {
    let key = vm.interned(name);
    let ty = m.ty();
    let found = ty.lookup(key.lend()).map(Ref::own);
    let get = found.as_ref().and_then(|f| f.lend().ty().slots().descr_get);
    if let (Some(f), Some(get)) = (&found, get)
        && f.lend().ty().slots().descr_set.is_some()
    {
        return get(vm, f.lend(), Some(m), ty.as_ref());
    }
    let d = dict(vm, m);
    if let Some(v) = vm.dict_get_str(d.lend(), key.lend()) {
        return Ok(v);
    }
    match (found, get) {
        (Some(f), Some(get)) => return get(vm, f.lend(), Some(m), ty.as_ref()),
        (Some(f), None) => return Ok(f),
        _ => {}
    }
    let hook = vm.names.getattr;
    if let Some(f) = vm.dict_get_str(d.lend(), hook) {
        return vm.call(f.lend(), &[name]);
    }
    missing(vm, m, d.lend(), key.lend())
}

/// The error says more when the module is only half initialised.
fn missing(vm: &mut Vm, m: Ref<'_>, d: Ref<'_>, name: Ref<'_>) -> PyResult {
    let text = vm.lossy(name);
    let own_name = vm.names.name;
    let module = vm.dict_get_str(d, own_name).filter(|n| n.lend().is_a::<Str>());
    let Some(module) = module.map(|n| vm.lossy(n.lend())) else {
        return Err(vm.attribute_error(m, name, format!("module has no attribute '{text}'")));
    };
    let initializing = match vm.dict_get_name(d, "__spec__") {
        Some(spec) if !spec.lend().is_none() => {
            let key = vm.intern("_initializing");
            match vm.get_attr_opt(spec.lend(), key.lend())? {
                Some(v) => vm.truth(v.lend())?,
                None => false,
            }
        }
        _ => false,
    };
    let message = if initializing {
        format!(
            "partially initialized module '{module}' has no attribute '{text}' (most likely due to a circular import)"
        )
    } else {
        format!("module '{module}' has no attribute '{text}'")
    };
    Err(vm.attribute_error(m, name, message))
}

fn setattr(vm: &mut Vm, m: Ref<'_>, name: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let key = vm.interned(name);
    if let Some(f) = m.ty().lookup(key.lend()).map(Ref::own)
        && let Some(set) = f.lend().ty().slots().descr_set
    {
        return set(vm, f.lend(), m, value);
    }
    let d = dict(vm, m);
    match value {
        Some(v) => vm.dict_set_str(d.lend(), key.lend(), v.own()),
        None => {
            if vm.dict_remove(d.lend(), key.lend())?.is_none() {
                let text = vm.lossy(name);
                let class = m.ty().message_name();
                return Err(vm.attribute_error(m, name, format!("'{class}' object has no attribute '{text}'")));
            }
        }
    }
    Ok(())
}

fn repr(vm: &mut Vm, m: Ref<'_>) -> PyResult {
    let d = dict(vm, m);
    let name = vm.dict_get_name(d.lend(), "__name__").unwrap_or_else(|| Owned::str("?"));
    let name = vm.repr_string(name.lend())?;
    let spec = vm.dict_get_name(d.lend(), "__spec__").filter(|s| !s.lend().is_none());
    let file = vm.dict_get_name(d.lend(), "__file__").filter(|f| f.lend().is_a::<Str>());
    if let Some(f) = file {
        let f = vm.repr_string(f.lend())?;
        return Ok(Owned::string(format!("<module {name} from {f}>")));
    }
    if let Some(spec) = spec {
        let r = vm.get_attr_str(spec.lend(), "origin");
        if let Ok(origin) = vm.catch(r, Exc::AttributeError)?
            && !origin.lend().is_none()
        {
            let origin = vm.str_string(origin.lend())?;
            return Ok(Owned::string(format!("<module {name} ({origin})>")));
        }
        return Ok(Owned::string(format!("<module {name}>")));
    }
    let loader = vm.dict_get_name(d.lend(), "__loader__").filter(|l| !l.lend().is_none());
    Ok(Owned::string(match loader {
        Some(l) => {
            let l = vm.repr_string(l.lend())?;
            format!("<module {name} ({l})>")
        }
        None => {
            let built_in = vm.dict_get_name(d.lend(), "__package__").is_some_and(|p| !p.lend().is_none());
            if built_in { format!("<module {name} (built-in)>") } else { format!("<module {name}>") }
        }
    }))
}

static METHODS: &[FnDef] = &[FnDef::new(
    "__dir__",
    "($self, /)",
    |vm, a| dir(vm, a.get(0)),
    "__dir__() -> list\nspecialized dir() implementation",
)];

fn dir(vm: &mut Vm, m: Ref<'_>) -> PyResult {
    let d = dict(vm, m);
    if let Some(f) = vm.dict_get_name(d.lend(), "__dir__") {
        return vm.call(f.lend(), &[]);
    }
    let keys = d.lend().as_dict(vm).map(|d| d.keys()).unwrap_or_default();
    Ok(vm.list(keys))
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__dict__", |vm, m| Ok(dict(vm, m)), ""),
    GetSetDef::get_set("__annotations__", get_annotations, set_annotations, ""),
    GetSetDef::get_set("__annotate__", get_annotate, set_annotate, ""),
];

fn get_annotations(vm: &mut Vm, m: Ref<'_>) -> PyResult {
    let d = dict(vm, m);
    if let Some(a) = vm.dict_get_name(d.lend(), "__annotations__") {
        return Ok(a);
    }
    let f = get_annotate(vm, m)?;
    let made = if f.lend().is_none() { vm.dict() } else { crate::types::type_::call_annotate(vm, f.lend())? };
    vm.dict_set_name(d.lend(), "__annotations__", made.clone());
    Ok(made)
}

fn set_annotations(vm: &mut Vm, m: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let d = dict(vm, m);
    let key = vm.names.annotations;
    match value {
        Some(v) => vm.dict_set_str(d.lend(), key, v.own()),
        None => {
            if vm.dict_remove(d.lend(), key)?.is_none() {
                return Err(vm.attribute_error(m, key, "__annotations__".to_owned()));
            }
        }
    }
    let annotate = vm.names.annotate;
    vm.dict_remove(d.lend(), annotate).map(drop)
}

fn get_annotate(vm: &mut Vm, m: Ref<'_>) -> PyResult {
    let d = dict(vm, m);
    Ok(vm.dict_get_name(d.lend(), "__annotate__").unwrap_or(Owned::NONE))
}

fn set_annotate(vm: &mut Vm, m: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let Some(v) = value else { return Err(vm.type_error("cannot delete __annotate__ attribute")) };
    if !v.is_none() && v.ty().slots().call.is_none() {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    let d = dict(vm, m);
    vm.dict_set_name(d.lend(), "__annotate__", v.own());
    if !v.is_none() {
        let key = vm.names.annotations;
        drop(vm.dict_remove(d.lend(), key)?);
    }
    Ok(())
}
