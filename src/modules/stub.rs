//! Names that the interpreter calls and whose rooms are being built; a real module of the same name takes their place.
#![allow(warnings)]
use crate::object::*;

pub mod import {
    #[allow(unused_imports)]
    use crate::object::*;
    pub fn import_name(vm: &mut Vm, name: Ref<'_>, level: Ref<'_>, fromlist: Ref<'_>) -> PyResult {
        let n = vm.lossy(name);
        let known = vm.sys_modules();
        if let Some(m) = vm.dict_get_name(known.lend(), &n) {
            return Ok(m);
        }
        let Some(def) = crate::modules::all().into_iter().find(|d| d.name == n) else {
            return Err(vm.raise(Exc::ImportError, format!("No module named \'{n}\'")));
        };
        let dict = vm.dict();
        let module = def.make(vm, dict)?;
        vm.register_module(def.name, module.clone());
        Ok(module)
    }
    pub fn import_from(vm: &mut Vm, module: Ref<'_>, name: Ref<'_>) -> PyResult {
        vm.get_attr(module, name)
    }
    pub fn import_star(vm: &mut Vm, module: Ref<'_>, locals: Ref<'_>) -> PyResult<()> {
        unimplemented!()
    }
}
pub mod sys {
    #[allow(unused_imports)]
    use crate::object::*;
    pub fn display_hook(vm: &mut Vm, v: Ref<'_>) -> PyResult {
        unimplemented!()
    }
}
pub mod builtins {
    #[allow(unused_imports)]
    use crate::object::*;
    pub fn ascii(vm: &mut Vm, o: Ref<'_>) -> PyResult {
        unimplemented!()
    }
    pub fn function(vm: &mut Vm, name: &str) -> Owned {
        unimplemented!()
    }
}
