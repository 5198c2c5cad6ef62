//! Names that the interpreter calls and whose rooms are being built; a real module of the same name takes their place.
#![allow(warnings)]
use crate::object::*;

pub mod generic {
    #[allow(unused_imports)]
    use crate::object::*;
    pub fn type_var(vm: &mut Vm, name: Ref<'_>, bound: Option<Ref<'_>>, constraints: Option<Ref<'_>>) -> PyResult {
        unimplemented!()
    }
    pub fn param_spec(vm: &mut Vm, name: Ref<'_>) -> PyResult {
        unimplemented!()
    }
    pub fn type_var_tuple(vm: &mut Vm, name: Ref<'_>) -> PyResult {
        unimplemented!()
    }
    pub fn generic_base(vm: &mut Vm, params: Ref<'_>) -> PyResult {
        unimplemented!()
    }
    pub fn type_alias(vm: &mut Vm, parts: Ref<'_>) -> PyResult {
        unimplemented!()
    }
    pub fn set_default(vm: &mut Vm, param: Ref<'_>, default: Ref<'_>) -> PyResult {
        unimplemented!()
    }
}

pub mod bytes {
    #[allow(unused_imports)]
    use crate::object::*;
    pub fn from_slice(b: &[u8]) -> Owned {
        unimplemented!()
    }
}
pub mod template {
    #[allow(unused_imports)]
    use crate::object::*;
    pub fn build(vm: &mut Vm, strings: Ref<'_>, interpolations: Ref<'_>) -> PyResult {
        unimplemented!()
    }
    pub fn interpolation(
        vm: &mut Vm,
        value: Ref<'_>,
        text: Ref<'_>,
        spec: Option<Ref<'_>>,
        conversion: u32,
    ) -> PyResult {
        unimplemented!()
    }
}

pub mod coroutine {
    #[allow(unused_imports)]
    use crate::object::*;
    pub fn get_awaitable(vm: &mut Vm, o: Ref<'_>, where_: u32) -> PyResult {
        unimplemented!()
    }
    pub fn get_aiter(vm: &mut Vm, o: Ref<'_>) -> PyResult {
        unimplemented!()
    }
    pub fn get_anext(vm: &mut Vm, o: Ref<'_>) -> PyResult {
        unimplemented!()
    }
    pub fn wrap_yielded(vm: &mut Vm, o: Ref<'_>) -> PyResult {
        unimplemented!()
    }
}
