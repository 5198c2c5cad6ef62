//! `BaseExceptionGroup` and `ExceptionGroup`: construction, text, methods.

use super::split::{self, Filter};
use crate::object::{Args, CallArgs, Exc, Exception, FnDef, Owned, PyResult, Ref, Str, Vm, exception_type, new_of};
use crate::types::exception::field;
use crate::types::exception::fields::args_of;

/// The exceptions of a group.
pub(in crate::types::exception) fn exceptions(vm: &mut Vm, e: Ref<'_>) -> Vec<Owned> {
    let all = field(vm, e, "exceptions");
    all.and_then(|t| t.lend().as_tuple(vm).map(<[Owned]>::to_vec)).unwrap_or_default()
}

/// The message of a group.
pub(in crate::types::exception) fn message(vm: &mut Vm, e: Ref<'_>) -> Owned {
    field(vm, e, "message").unwrap_or(Owned::NONE)
}

/// `cls(message, exceptions)`: a plain group when all of them are plain exceptions.
pub(super) fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let mut ty = cls.expect_type();
    let &[text, sequence] = args.pos() else {
        let n = args.pos().len();
        return Err(vm.type_error(format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({n} given)")));
    };
    if !text.is_a::<Str>() {
        let got = text.ty().argument_name();
        return Err(vm.type_error(format!("BaseExceptionGroup.__new__() argument 1 must be str, not {got}")));
    }
    let s = sequence.ty().slots();
    if s.getitem.is_none() || sequence.as_dict(vm).is_some() {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let all = vm.collect(sequence)?;
    if all.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut plain = true;
    for (i, e) in all.iter().enumerate() {
        if !e.lend().is_instance(exception_type(Exc::BaseException)) {
            return Err(vm.value_error(format!("Item {i} of second argument (exceptions) is not an exception")));
        }
        plain &= e.lend().is_instance(exception_type(Exc::Exception));
    }
    if std::ptr::eq(ty, exception_type(Exc::BaseExceptionGroup)) {
        if plain {
            ty = exception_type(Exc::ExceptionGroup);
        }
    } else if std::ptr::eq(ty, exception_type(Exc::ExceptionGroup)) {
        if !plain {
            return Err(vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
        }
    } else if !plain && ty.is_subtype(exception_type(Exc::Exception)) {
        return Err(vm.type_error(format!("Cannot nest BaseExceptions in '{}'", ty.name())));
    }
    let body = Exception::with_args(vm.tuple_of(&[text, sequence]));
    let e = new_of(ty, body);
    vm.set_own_attr(e.lend(), "message", text.own());
    let all = vm.tuple(all);
    vm.set_own_attr(e.lend(), "exceptions", all);
    Ok(e)
}

/// The arguments were taken by `__new__`.
pub(super) fn init(vm: &mut Vm, e: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    crate::types::exception::base::init(vm, e, args)
}

pub(super) fn str(vm: &mut Vm, e: Ref<'_>) -> PyResult {
    let text = message(vm, e);
    let text = vm.str_string(text.lend())?;
    let n = exceptions(vm, e).len();
    let s = if n == 1 { "" } else { "s" };
    Ok(Owned::string(format!("{text} ({n} sub-exception{s})")))
}

pub(super) fn repr(vm: &mut Vm, e: Ref<'_>) -> PyResult {
    let name = e.ty().name().to_owned();
    let text = message(vm, e);
    let text = vm.repr_string(text.lend())?;
    let given_list = args_of(vm, e).get(1).is_some_and(|s| s.lend().is_a::<crate::object::List>());
    let all = exceptions(vm, e);
    let all = if given_list { vm.list(all) } else { vm.tuple(all) };
    let all = vm.repr_string(all.lend())?;
    Ok(Owned::string(format!("{name}({text}, {all})")))
}

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("derive", "($self, excs, /)", derive, ""),
    FnDef::new("split", "($self, matcher_value, /)", split_method, ""),
    FnDef::new("subgroup", "($self, matcher_value, /)", subgroup, ""),
];

pub(super) static CLASS_METHODS: &[FnDef] = &[FnDef::new(
    "__class_getitem__",
    "(cls, object, /)",
    |vm, a| Ok(crate::types::generic_alias::make(vm, a.get(0), a.get(1))),
    "See PEP 585",
)];

fn derive(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let text = message(vm, a.get(0));
    vm.call(Exc::BaseExceptionGroup.ty(), &[text.lend(), a.get(1)])
}

fn split_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let filter = Filter::of(vm, a.get(1))?;
    let (matching, rest) = split::split(vm, a.get(0), &filter, true)?;
    Ok(vm.tuple(vec![matching.unwrap_or(Owned::NONE), rest.unwrap_or(Owned::NONE)]))
}

fn subgroup(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let filter = Filter::of(vm, a.get(1))?;
    let (matching, _) = split::split(vm, a.get(0), &filter, false)?;
    Ok(matching.unwrap_or(Owned::NONE))
}
