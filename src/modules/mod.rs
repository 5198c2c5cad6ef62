//! Native modules: `builtins`, `sys`, `math` and the others, one folder each. Safe Rust.

use crate::object::{Builtin, FnDef, Module, Owned, PyResult, Ref, Vm, new};

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
    Vec::new()
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
