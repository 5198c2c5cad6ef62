//! Names that the interpreter calls and whose rooms are being built; a real module of the same name takes their place.
#![allow(warnings)]
use crate::object::*;

pub fn member_slot(f: Ref<'_>) -> Option<u32> {
    unimplemented!()
}

pub fn property_getter(vm: &mut Vm, f: Ref<'_>) -> Option<Value> {
    unimplemented!()
}
pub mod exception {
    #[allow(unused_imports)]
    use crate::object::*;
    pub mod suggest {
        #[allow(unused_imports)]
        use crate::object::*;
        pub fn closest(wrong: &str, names: &[String]) -> Option<String> {
            unimplemented!()
        }
    }
    pub mod traceback {
        #[allow(unused_imports)]
        use crate::object::*;
        pub fn is_at(vm: &Vm, entry: Ref<'_>, f: &Frame, lasti: u32) -> bool {
            unimplemented!()
        }
        pub fn entry(vm: &mut Vm, f: &Frame, lasti: u32, next: Option<Owned>) -> Owned {
            unimplemented!()
        }
    }
    pub mod frame {
        #[allow(unused_imports)]
        use crate::object::*;
        pub fn ended(o: Ref<'_>) {
            unimplemented!()
        }
    }
    pub fn stop_value(vm: &mut Vm, e: Ref<'_>) -> Owned {
        unimplemented!()
    }
    pub fn group_match(vm: &mut Vm, e: Ref<'_>, t: Ref<'_>) -> PyResult<(Owned, Owned)> {
        unimplemented!()
    }
    pub fn instantiate(vm: &mut Vm, e: Owned, message: &str) -> PyResult<Owned> {
        unimplemented!()
    }
    pub fn matches(vm: &mut Vm, e: Ref<'_>, t: Ref<'_>) -> PyResult<bool> {
        unimplemented!()
    }
    pub fn prep_reraise_star(vm: &mut Vm, orig: Ref<'_>, excs: Ref<'_>) -> PyResult<Owned> {
        unimplemented!()
    }
    pub fn report_unraisable(vm: &mut Vm, o: Ref<'_>) {
        unimplemented!()
    }
    pub fn report(vm: &mut Vm, e: Owned) -> String {
        unimplemented!()
    }
}
pub mod weakref {
    #[allow(unused_imports)]
    use crate::object::*;
    pub fn run_callback(vm: &mut Vm, w: Owned) {
        unimplemented!()
    }
}
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
pub mod super_ {
    #[allow(unused_imports)]
    use crate::object::*;
    pub fn attribute(
        vm: &mut Vm,
        sup: Ref<'_>,
        class: Ref<'_>,
        this: Ref<'_>,
        name: Ref<'_>,
        two_args: bool,
    ) -> PyResult {
        unimplemented!()
    }
}
pub mod type_ {
    #[allow(unused_imports)]
    use crate::object::*;
    pub fn is_instance(vm: &mut Vm, o: Ref<'_>, class: Ref<'_>) -> PyResult<bool> {
        unimplemented!()
    }
}
pub mod function {
    #[allow(unused_imports)]
    use crate::object::*;
    pub fn display_name(vm: &mut Vm, f: Ref<'_>) -> PyResult<String> {
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
