//! Names that the interpreter calls and whose rooms are being built; a real module of the same name takes their place.
#![allow(warnings)]
use crate::object::*;

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
