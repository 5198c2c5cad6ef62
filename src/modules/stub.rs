//! Names that the interpreter calls and whose rooms are being built; a real module of the same name takes their place.
#![allow(warnings)]
use crate::object::*;

pub mod import {
    #[allow(unused_imports)]
    use crate::object::*;
    pub fn import_name(vm: &mut Vm, name: Ref<'_>, level: Ref<'_>, fromlist: Ref<'_>) -> PyResult {
        let n = vm.lossy(name);
        Err(vm.raise(Exc::ImportError, format!("No module named \'{n}\'")))
    }
    pub fn import_from(vm: &mut Vm, module: Ref<'_>, name: Ref<'_>) -> PyResult {
        unimplemented!()
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
