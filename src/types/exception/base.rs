//! `BaseException`: arguments, context, cause, traceback, notes.

use super::fields::{args_of, set_args};
use crate::object::{
    Args, CallArgs, Exc, Exception, FnDef, GetSetDef, List, Owned, PyResult, Ref, Str, Traceback, TypeDef, TypeFlags,
    Vm, exception_type, new_of,
};

pub(super) fn def() -> TypeDef {
    TypeDef::of::<Exception>("BaseException", "builtins")
        .doc("Common base class for all exceptions.")
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::EXCEPTION | TypeFlags::WEAKREF)
        .with_attrs()
        .slots(|s| {
            s.new = Some(new);
            s.init = Some(init);
            s.repr = Some(repr);
            s.str = Some(str);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

/// `BaseException.__new__`: all positional arguments become `args`.
pub(super) fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let args = vm.tuple_of(args.pos());
    Ok(new_of(cls.expect_type(), Exception::with_args(args)))
}

/// `BaseException.__init__`.
pub(super) fn init(vm: &mut Vm, e: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    if !args.kwnames.is_empty() {
        let name = e.ty().message_name();
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    positional(vm, e, args);
    Ok(())
}

/// Sets `args` to the positional arguments.
pub(super) fn positional(vm: &mut Vm, e: Ref<'_>, args: &CallArgs<'_>) {
    set_args(vm, e, args.pos().iter().map(|a| a.own()).collect());
}

fn repr(vm: &mut Vm, e: Ref<'_>) -> PyResult {
    let name = e.ty().name().to_owned();
    let args = args_of(vm, e);
    let inner = match &args[..] {
        [one] => format!("({})", vm.repr_string(one.lend())?),
        _ => {
            let t = vm.tuple(args);
            vm.repr_string(t.lend())?
        }
    };
    Ok(Owned::string(format!("{name}{inner}")))
}

/// `BaseException.__str__`.
pub(super) fn str(vm: &mut Vm, e: Ref<'_>) -> PyResult {
    let args = args_of(vm, e);
    match &args[..] {
        [] => Ok(Owned::str("")),
        [one] => vm.to_str(one.lend()),
        _ => {
            let t = vm.tuple(args);
            vm.to_str(t.lend())
        }
    }
}

static METHODS: &[FnDef] = &[
    FnDef::new(
        "with_traceback",
        "($self, object, /)",
        |vm, a| {
            set_traceback(vm, a.get(0), Some(a.get(1)))?;
            Ok(a.get(0).own())
        },
        "Set self.__traceback__ to tb and return self.",
    ),
    FnDef::new("add_note", "($self, object, /)", note, "Add a note to the exception"),
    FnDef::new("__reduce__", "($self, /)", reduce, "Helper for pickle."),
    FnDef::new("__setstate__", "($self, object, /)", setstate, ""),
];

fn note(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if !a.get(1).is_a::<Str>() {
        let got = a.get(1).ty().message_name();
        return Err(vm.type_error(format!("note must be a str, not '{got}'")));
    }
    let name = vm.names.notes;
    let notes = match vm.get_attr_opt(a.get(0), name)? {
        Some(n) => n,
        None => {
            let n = vm.list(vec![]);
            vm.set_attr(a.get(0), name, Some(n.lend()))?;
            n
        }
    };
    let text = a.get(1).own();
    match notes.lend().get_mut::<List>(vm) {
        Some(l) => l.push(text),
        None => return Err(vm.type_error("Cannot add note: __notes__ is not a list")),
    }
    Ok(Owned::NONE)
}

/// Adds a note to an exception, whatever happens.
pub fn add_note(vm: &mut Vm, e: Ref<'_>, text: &str) {
    let text = Owned::str(text);
    let slots = [e, text.lend()];
    if note(vm, &Args { slots: &slots, rest: &[], extra: &[] }).is_err() {
        drop(vm.take_raised());
    }
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let e = a.get(0);
    let args = vm.tuple(args_of(vm, e));
    let mut parts = vec![e.ty().as_ref().own(), args];
    let state = vm.attrs_snapshot(e);
    if state.lend().as_dict(vm).is_some_and(|d| !d.is_empty()) {
        parts.push(state);
    }
    Ok(vm.tuple(parts))
}

fn setstate(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let state = a.get(1);
    if state.is_none() {
        return Ok(Owned::NONE);
    }
    let Some(items) = state.as_dict(vm).map(|d| d.to_vec(vm)) else {
        return Err(vm.type_error("state is not a dictionary"));
    };
    for (k, v) in items {
        vm.set_attr(a.get(0), k.lend(), Some(v.lend()))?;
    }
    Ok(Owned::NONE)
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get_set("args", |vm, e| Ok(vm.tuple(args_of(vm, e))), set_args_attr, ""),
    GetSetDef::get_set("__traceback__", |vm, e| Ok(part(vm, e, |b| &b.traceback)), set_traceback, ""),
    GetSetDef::get_set("__context__", |vm, e| Ok(part(vm, e, |b| &b.context)), set_context, "exception context"),
    GetSetDef::get_set("__cause__", |vm, e| Ok(part(vm, e, |b| &b.cause)), set_cause, "exception cause"),
    GetSetDef::get_set("__suppress_context__", suppressed, set_suppressed, ""),
    GetSetDef::get_set("__dict__", crate::types::object::DICT.get, set_dict, ""),
];

fn set_dict(vm: &mut Vm, e: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    match crate::types::object::DICT.set {
        Some(set) => set(vm, e, value),
        None => Ok(()),
    }
}

fn part(vm: &Vm, e: Ref<'_>, field: fn(&Exception) -> &Option<Owned>) -> Owned {
    e.get::<Exception>(vm).and_then(|b| field(b).clone()).unwrap_or(Owned::NONE)
}

fn store(vm: &mut Vm, e: Ref<'_>, value: Ref<'_>, field: fn(&mut Exception) -> &mut Option<Owned>) {
    let value = if value.is_none() { None } else { Some(value.own()) };
    let old = e.get_mut::<Exception>(vm).map(|b| std::mem::replace(field(b), value));
    drop(old);
}

fn set_args_attr(vm: &mut Vm, e: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let Some(v) = value else { return Err(vm.type_error("args may not be deleted")) };
    let all = vm.collect(v)?;
    set_args(vm, e, all);
    Ok(())
}

fn set_traceback(vm: &mut Vm, e: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let Some(v) = value else { return Err(vm.type_error("__traceback__ may not be deleted")) };
    if !v.is_none() && !v.is_a::<Traceback>() {
        return Err(vm.type_error("__traceback__ must be a traceback or None"));
    }
    store(vm, e, v, |b| &mut b.traceback);
    Ok(())
}

fn is_exception(o: Ref<'_>) -> bool {
    o.is_instance(exception_type(Exc::BaseException))
}

fn set_context(vm: &mut Vm, e: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let Some(v) = value else { return Err(vm.type_error("__context__ may not be deleted")) };
    if !v.is_none() && !is_exception(v) {
        return Err(vm.type_error("exception context must be None or derive from BaseException"));
    }
    store(vm, e, v, |b| &mut b.context);
    Ok(())
}

fn set_cause(vm: &mut Vm, e: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let Some(v) = value else { return Err(vm.type_error("__cause__ may not be deleted")) };
    if !v.is_none() && !is_exception(v) {
        return Err(vm.type_error("exception cause must be None or derive from BaseException"));
    }
    store(vm, e, v, |b| &mut b.cause);
    if let Some(b) = e.get_mut::<Exception>(vm) {
        b.suppress_context = true;
    }
    Ok(())
}

fn suppressed(vm: &mut Vm, e: Ref<'_>) -> PyResult {
    Ok(Owned::bool(e.get::<Exception>(vm).is_some_and(|b| b.suppress_context)))
}

fn set_suppressed(vm: &mut Vm, e: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    let Some(v) = value else { return Err(vm.type_error("can't delete numeric/char attribute")) };
    if !v.value().is_bool() {
        return Err(vm.type_error("attribute value type must be bool"));
    }
    let on = vm.truth(v)?;
    if let Some(b) = e.get_mut::<Exception>(vm) {
        b.suppress_context = on;
    }
    Ok(())
}
