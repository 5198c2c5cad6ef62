//! `classmethod` and `staticmethod`: a callable that is bound to the class, or not at all. Both take over the attributes by
//! which functions are known, as `functools.wraps` does.

use crate::object::{
    CallArgs, ClassMethod, Exc, GetSetDef, LazySignature, Method, Owned, PyResult, Ref, StaticMethod, TypeDef,
    TypeFlags, Vm, bind, new, new_of,
};

pub(super) fn class_method() -> TypeDef {
    TypeDef::of::<ClassMethod>("classmethod", "builtins")
        .doc(CLASS_DOC)
        .flags(TypeFlags::BASE | TypeFlags::GC)
        .with_attrs()
        .slots(|s| {
            s.new = Some(|_, cls, _| Ok(new_of(cls.expect_type(), ClassMethod { func: Owned::NONE })));
            s.init = Some(class_init);
            s.descr_get = Some(class_get);
            s.repr = Some(|vm, m| repr(vm, m, "classmethod"));
        })
        .getters(GETTERS)
}

pub(super) fn static_method() -> TypeDef {
    TypeDef::of::<StaticMethod>("staticmethod", "builtins")
        .doc(STATIC_DOC)
        .flags(TypeFlags::BASE | TypeFlags::GC)
        .with_attrs()
        .slots(|s| {
            s.new = Some(|_, cls, _| Ok(new_of(cls.expect_type(), StaticMethod { func: Owned::NONE })));
            s.init = Some(static_init);
            s.descr_get = Some(|vm, m, _, _| Ok(function(vm, m)));
            s.repr = Some(|vm, m| repr(vm, m, "staticmethod"));
            s.call = Some(|vm, m, args| {
                let f = function(vm, m);
                vm.call_args(f.lend(), args)
            });
        })
        .getters(GETTERS)
}

const CLASS_DOC: &str = "Convert a function to be a class method.\n\nA class method receives the class as implicit first argument,\njust like an instance method receives the instance.\nTo declare a class method, use this idiom:\n\n  class C:\n      @classmethod\n      def f(cls, arg1, arg2, argN):\n          ...\n\nIt can be called either on the class (e.g. C.f()) or on an instance\n(e.g. C().f()).  The instance is ignored except for its class.\nIf a class method is called for a derived class, the derived class\nobject is passed as the implied first argument.\n\nClass methods are different than C++ or Java static methods.\nIf you want those, see the staticmethod builtin.";
const STATIC_DOC: &str = "Convert a function to be a static method.\n\nA static method does not receive an implicit first argument.\nTo declare a static method, use this idiom:\n\n     class C:\n         @staticmethod\n         def f(arg1, arg2, argN):\n             ...\n\nIt can be called either on the class (e.g. C.f()) or on an instance\n(e.g. C().f()). Both the class and the instance are ignored, and\nneither is passed implicitly as the first argument to the method.\n\nStatic methods in Python are similar to those found in Java or C++.\nFor a more advanced concept, see the classmethod builtin.";

static SIGNATURE: LazySignature = LazySignature::new("(function, /)");

/// The count in the words of both types.
fn one_argument(vm: &mut Vm, name: &str, args: &CallArgs<'_>) -> PyResult<()> {
    match args.pos().len() {
        _ if args.all.len() != args.pos().len() => Ok(()),
        1 => Ok(()),
        n => Err(vm.type_error(format!("{name} expected 1 argument, got {n}"))),
    }
}

fn class_init(vm: &mut Vm, m: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    one_argument(vm, "classmethod", args)?;
    bind(vm, "classmethod", &SIGNATURE, args, |vm, a| {
        let func = a.get(0).own();
        let old = m.get_mut::<ClassMethod>(vm).map(|b| std::mem::replace(&mut b.func, func));
        drop(old);
        wrap(vm, m, a.get(0))
    })
}

fn static_init(vm: &mut Vm, m: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    one_argument(vm, "staticmethod", args)?;
    bind(vm, "staticmethod", &SIGNATURE, args, |vm, a| {
        let func = a.get(0).own();
        let old = m.get_mut::<StaticMethod>(vm).map(|b| std::mem::replace(&mut b.func, func));
        drop(old);
        wrap(vm, m, a.get(0))
    })
}

fn wrap(vm: &mut Vm, m: Ref<'_>, f: Ref<'_>) -> PyResult<()> {
    for name in [vm.names.module, vm.names.name, vm.names.qualname, vm.names.doc] {
        if let Some(v) = vm.get_attr_opt(f, name)? {
            vm.store_instance_attr(m, name, v);
        }
    }
    Ok(())
}

fn function(vm: &Vm, m: Ref<'_>) -> Owned {
    match (m.get::<ClassMethod>(vm), m.get::<StaticMethod>(vm)) {
        (Some(b), _) => b.func.clone(),
        (_, Some(b)) => b.func.clone(),
        _ => Owned::NONE,
    }
}

fn class_get(vm: &mut Vm, m: Ref<'_>, _: Option<Ref<'_>>, owner: Ref<'_>) -> PyResult {
    let func = function(vm, m);
    Ok(new(Method { func, this: owner.own() }))
}

fn repr(vm: &mut Vm, m: Ref<'_>, what: &str) -> PyResult {
    let f = function(vm, m);
    let f = vm.repr_string(f.lend())?;
    Ok(Owned::string(format!("<{what}({f})>")))
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__func__", |vm, m| Ok(function(vm, m)), ""),
    GetSetDef::get("__wrapped__", |vm, m| Ok(function(vm, m)), ""),
    GetSetDef::get("__isabstractmethod__", is_abstract, ""),
    GetSetDef::get_set("__dict__", crate::types::object::DICT.get, set_dict, ""),
    GetSetDef::get("__annotations__", |vm, m| of_function(vm, m, "__annotations__"), ""),
    GetSetDef::get("__annotate__", |vm, m| of_function(vm, m, "__annotate__"), ""),
];

fn set_dict(vm: &mut Vm, m: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    match crate::types::object::DICT.set {
        Some(set) => set(vm, m, value),
        None => Ok(()),
    }
}

fn of_function(vm: &mut Vm, m: Ref<'_>, name: &str) -> PyResult {
    let f = function(vm, m);
    vm.get_attr_str(f.lend(), name)
}

fn is_abstract(vm: &mut Vm, m: Ref<'_>) -> PyResult {
    let f = function(vm, m);
    let r = vm.get_attr_str(f.lend(), "__isabstractmethod__");
    match vm.catch(r, Exc::AttributeError)? {
        Ok(v) => vm.truth(v.lend()).map(Owned::bool),
        Err(_) => Ok(Owned::bool(false)),
    }
}
