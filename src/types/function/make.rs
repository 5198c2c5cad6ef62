//! `types.FunctionType(code, globals, …)`.

use crate::object::{Args, CallArgs, CodeBody, Function, LazySignature, Owned, PyResult, Ref, Vm, bind, new as alloc};

pub(super) const DOC: &str = "Create a function object.\n\n  code\n    a code object\n  globals\n    the globals dictionary\n  name\n    a string that overrides the name from the code object\n  argdefs\n    a tuple that specifies the default argument values\n  closure\n    a tuple that supplies the bindings for free variables\n  kwdefaults\n    a dictionary that specifies the default keyword argument values";

static SIGNATURE: LazySignature =
    LazySignature::new("(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)");

pub(super) fn new(vm: &mut Vm, _: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "function", &SIGNATURE, args, make)
}

fn make(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (code, globals) = (a.get(0), a.get(1));
    let Some(body) = code.get::<CodeBody>(vm) else {
        let got = code.ty().message_name();
        return Err(vm.type_error(format!("function() argument 'code' must be code, not {got}")));
    };
    let (own_name, qualname) = (body.code.name.to_string(), body.code.qualname.to_string());
    let free = body.code.freevars().count();
    if globals.as_dict(vm).is_none() {
        let got = globals.ty().message_name();
        return Err(vm.type_error(format!("function() argument 'globals' must be dict, not {got}")));
    }
    let name = match a.some(2) {
        Some(n) if n.as_text(vm).is_some() => n.own(),
        Some(_) => return Err(vm.type_error("arg 3 (name) must be None or string")),
        None => vm.intern(&own_name),
    };
    let defaults = match a.some(3) {
        Some(d) if d.as_tuple(vm).is_none() => {
            return Err(vm.type_error("arg 4 (defaults) must be None or tuple"));
        }
        d => d.map_or(Owned::NONE, Ref::own),
    };
    let closure = closure(vm, a.some(4), free, &own_name)?;
    let module_name = vm.names.name;
    let module = vm.dict_get_str(globals, module_name).unwrap_or(Owned::NONE);
    let builtins = vm.names.builtins;
    if vm.dict_get_str(globals, builtins).is_none() {
        let b = vm.globals.builtins.clone();
        vm.dict_set_str(globals, builtins, b);
    }
    Ok(alloc(Function {
        code: code.own(),
        globals: globals.own(),
        qualname: if a.some(2).is_some() { name.clone() } else { Owned::string(qualname) },
        name,
        module,
        doc: Owned::NONE,
        defaults,
        kwdefaults: a.some(5).map_or(Owned::NONE, Ref::own),
        closure,
        annotations: None,
        annotate: Owned::NONE,
        type_params: vm.tuple(vec![]),
        version: Default::default(),
        watchers: Default::default(),
    }))
}

fn closure(vm: &mut Vm, given: Option<Ref<'_>>, free: usize, name: &str) -> PyResult {
    let Some(c) = given else {
        if free > 0 {
            return Err(vm.type_error("arg 5 (closure) must be tuple"));
        }
        return Ok(Owned::NONE);
    };
    let Some(cells) = c.as_tuple(vm) else {
        return Err(vm.type_error("arg 5 (closure) must be None or tuple"));
    };
    let (n, bad) = (cells.len(), cells.iter().find(|x| !x.lend().is_a::<crate::object::CellBody>()).cloned());
    if n != free {
        return Err(vm.value_error(format!("{name} requires closure of length {free}, not {n}")));
    }
    if let Some(b) = bad {
        let got = b.lend().ty().message_name();
        return Err(vm.type_error(format!("arg 5 (closure) expected cell, found {got}")));
    }
    Ok(c.own())
}
