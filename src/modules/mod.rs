//! Native modules: `builtins`, `sys`, `math` and the others, one folder each. Safe Rust.

pub mod abc;
pub mod array;
pub mod atexit;
pub mod bisect;
pub mod builtins;
pub mod cmath;
pub mod collections;
pub mod functools;
pub mod gc;
pub mod heapq;
pub mod import;
pub mod io;
pub mod itertools;
pub mod math;
pub mod operator;
pub mod python;
pub mod random;
pub mod sys;
pub mod time;
pub mod weakref;

use crate::object::{Args, Builtin, FnDef, Kind, Module, Owned, PyResult, Ref, TypeDef, Vm, new};

/// The description of a native module.
pub struct ModuleDef {
    /// Its name as imported.
    pub name: &'static str,
    /// The documentation string.
    pub doc: &'static str,
    /// Its functions.
    pub functions: &'static [FnDef],
    /// Puts constants, types and whatever else needs code into the namespace, a dict.
    pub fill: fn(&mut Vm, Ref<'_>) -> PyResult<()>,
}

/// All native modules.
pub fn all() -> Vec<ModuleDef> {
    vec![
        abc::def(),
        array::def(),
        atexit::def(),
        bisect::def(),
        builtins::def(),
        cmath::def(),
        collections::def(),
        functools::def(),
        gc::def(),
        heapq::def(),
        io::def(),
        itertools::def(),
        math::def(),
        operator::def(),
        random::def(),
        sys::def(),
        time::def(),
        weakref::def(),
    ]
}

/// The types of native modules; their bases are in `types`.
pub fn types() -> Vec<TypeDef> {
    let groups = [collections::types, functools::types, io::types, itertools::types, operator::types, random::types];
    let mut defs: Vec<TypeDef> = groups.into_iter().flat_map(|group| group()).collect();
    defs.push(time::struct_time());
    defs
}

/// Makes the modules that every program has: `builtins` and `sys`.
///
/// # Errors
/// What making them raises.
pub fn install(vm: &mut Vm) -> PyResult<()> {
    for def in all() {
        let dict = match def.name {
            "builtins" => vm.builtins_dict(),
            "sys" => vm.globals.sys.clone(),
            _ => continue,
        };
        let module = def.make(vm, dict)?;
        vm.register_module(def.name, module);
    }
    Ok(())
}

/// Imports a module by absolute name, for native code.
///
/// # Errors
/// `ImportError`, or what the module's code raises.
pub fn import_absolute(vm: &mut Vm, name: &str) -> PyResult {
    let name = vm.intern(name);
    let fromlist = vm.tuple(vec![Owned::str("*")]);
    import::import_name(vm, name.lend(), Owned::int(0).lend(), fromlist.lend())
}

/// Writes out what standard output and all other files still hold. False when that failed for standard output.
pub fn flush_stdout(vm: &mut Vm) -> bool {
    let (sys, name) = (vm.globals.sys.clone(), vm.names.stdout);
    let ok = match vm.dict_get_str(sys.lend(), name).filter(|o| !o.value().is_none()) {
        Some(out) => vm.call_method(out.lend(), "flush", &[]).is_ok(),
        None => true,
    };
    vm.clear_raised();
    io::channel::flush_all(vm);
    ok
}

/// Writes out what standard output and all other files still hold, at the end of the program. False, after saying why, when that
/// failed for standard output.
pub fn end_stdout(vm: &mut Vm) -> bool {
    let (sys, name) = (vm.globals.sys.clone(), vm.names.stdout);
    let ok = match vm.dict_get_str(sys.lend(), name).filter(|o| !o.value().is_none()) {
        Some(out) if !is_closed(vm, out.lend()) => vm.call_method(out.lend(), "flush", &[]).is_ok(),
        _ => true,
    };
    if !ok {
        let e = vm.take_raised();
        let text = crate::types::exception::report(vm, e);
        sys::write_stderr(vm, &format!("Exception ignored on flushing sys.stdout:\n{text}"));
    }
    io::channel::flush_all(vm);
    ok
}

fn is_closed(vm: &mut Vm, file: Ref<'_>) -> bool {
    let closed = vm.get_attr_str(file, "closed").and_then(|c| vm.truth(c.lend()));
    vm.clear_raised();
    closed.unwrap_or(false)
}

/// Adds functions to a module's namespace, for modules with several tables.
pub fn add_functions(vm: &mut Vm, dict: Ref<'_>, module: &str, functions: &'static [FnDef]) {
    let module = vm.intern(module);
    for def in functions {
        let f = new(Builtin { def, this: None, bound: false, module: module.clone() });
        vm.dict_set_name(dict, def.name, f);
    }
}

impl ModuleDef {
    /// Makes the module object with its namespace filled.
    ///
    /// # Errors
    /// What filling raises.
    pub fn make(&self, vm: &mut Vm, dict: Owned) -> PyResult {
        let name = vm.intern(self.name);
        let module = new(Module { dict: dict.clone() });
        for (key, value) in
            [("__name__", name.clone()), ("__doc__", Owned::str(self.doc)), ("__package__", Owned::str(""))]
        {
            vm.dict_set_name(dict.lend(), key, value);
        }
        for key in ["__loader__", "__spec__"] {
            vm.dict_set_name(dict.lend(), key, Owned::NONE);
        }
        for def in self.functions {
            let f = new(Builtin { def, this: Some(module.clone()), bound: false, module: name.clone() });
            vm.dict_set_name(dict.lend(), def.name, f);
        }
        (self.fill)(vm, dict.lend())?;
        Ok(module)
    }
}

/// Puts types into a module's namespace under their names.
pub fn add_types(vm: &mut Vm, dict: Ref<'_>, kinds: &[Kind]) {
    for kind in kinds {
        let ty = kind.ty();
        let name = ty.expect_type().name().to_owned();
        vm.dict_set_name(dict, &name, ty.own());
    }
}

/// `__class_getitem__` of types that are generic for annotations only.
///
/// # Errors
/// None.
pub fn class_getitem(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(crate::types::generic_alias::make(vm, a.get(0), a.get(1)))
}

/// Whether an object can be called.
pub fn is_callable(o: Ref<'_>) -> bool {
    o.ty().slots().call.is_some()
}
