//! Modules written in Python, kept in the program as source text and compiled when they are first imported.
//!
//! Two kinds of text. A *module* is one file, a package if it says so. A *rest* completes a native module: the native part is
//! there at once, and the first use of a name that it lacks runs the text in the module's own namespace. So programs that
//! use only what is native do not pay for compiling the rest.

use crate::interp::{entry, load};
use crate::object::{Args, Builtin, Exc, FnDef, Owned, PyResult, Ref, Vm, new};
use taipan_compiler::{Mode, Options};

/// A module or the rest of one, as text.
pub struct Source {
    /// The name as imported.
    pub name: &'static str,
    /// The text.
    pub text: &'static str,
    /// Whether it has submodules.
    pub package: bool,
}

/// Modules that are text and nothing else.
pub static MODULES: &[Source] = &[
    Source { name: "_collections_user", text: include_str!("collections_user.py"), package: false },
    Source { name: "_generics", text: include_str!("generics.py"), package: false },
    Source { name: "abc", text: include_str!("abc.py"), package: false },
    Source { name: "collections.abc", text: include_str!("collections_abc.py"), package: false },
    Source { name: "contextlib", text: include_str!("contextlib.py"), package: false },
    Source { name: "keyword", text: include_str!("keyword.py"), package: false },
    Source { name: "reprlib", text: include_str!("reprlib.py"), package: false },
    Source { name: "string", text: include_str!("string.py"), package: true },
    Source { name: "string.templatelib", text: include_str!("templatelib.py"), package: false },
    Source { name: "types", text: include_str!("types.py"), package: false },
];

/// What completes native modules.
static RESTS: &[Source] = &[
    Source { name: "collections", text: include_str!("collections.py"), package: true },
    Source { name: "functools", text: include_str!("functools.py"), package: false },
    Source { name: "heapq", text: include_str!("heapq.py"), package: false },
    Source { name: "weakref", text: include_str!("weakref.py"), package: false },
];

/// The text of a module.
pub fn find(name: &str) -> Option<&'static Source> {
    MODULES.iter().find(|s| s.name == name)
}

/// Runs a module's text in a namespace that has `__name__` and what else modules have.
///
/// # Errors
/// What the module's code raises.
pub fn run(vm: &mut Vm, source: &Source, dict: Ref<'_>) -> PyResult<()> {
    let filename = format!("<frozen {}>", source.name);
    let code = match taipan_compiler::compile(source.text, &filename, Mode::Exec, Options::default()) {
        Ok(code) => code,
        Err(e) => return Err(vm.system_error(e.render())),
    };
    let builtins = vm.builtins_module();
    vm.dict_set_name(dict, "__builtins__", builtins);
    let code = load::code_object(vm, &code);
    entry::run_code(vm, code.lend(), dict, dict)?;
    Ok(())
}

/// Makes a native module's namespace complete itself: call it when filling the namespace.
pub fn complete_on_demand(vm: &mut Vm, dict: Ref<'_>) {
    let (this, module) = (dict.own(), vm.dict_get_name(dict, "__name__").unwrap_or(Owned::NONE));
    let f = new(Builtin { def: &COMPLETE, this: Some(this), bound: true, module });
    vm.dict_set_name(dict, "__getattr__", f);
}

static COMPLETE: FnDef =
    FnDef::new("__getattr__", "(namespace, name, /)", complete, "Runs the rest of the module and looks again.");

fn complete(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (dict, name) = (a.get(0), a.get(1));
    let module = vm.dict_get_name(dict, "__name__").unwrap_or(Owned::NONE);
    let module = vm.lossy(module.lend());
    let wanted = vm.lossy(name);
    let asks = !wanted.starts_with("__") || wanted == "__all__";
    if asks && let Some(source) = RESTS.iter().find(|s| s.name == module) {
        let hook = vm.intern("__getattr__");
        vm.dict_remove(dict, hook.lend())?;
        run(vm, source, dict)?;
        if let Some(v) = vm.dict_get(dict, name)? {
            return Ok(v);
        }
        // The rest may have a hook of its own.
        if let Some(own) = vm.dict_get(dict, hook.lend())? {
            return vm.call(own.lend(), &[name]);
        }
    }
    Err(vm.raise(Exc::AttributeError, format!("module '{module}' has no attribute '{wanted}'")))
}

/// A name of a native module's namespace, whose rest is run if it needs to be.
///
/// # Errors
/// What running the rest raises; `AttributeError` when there is no such name.
pub fn get(vm: &mut Vm, module: &str, name: &str) -> PyResult {
    let module = vm.import(module)?;
    vm.get_attr_str(module.lend(), name)
}
