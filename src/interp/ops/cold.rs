//! Opcodes that inner loops do not meet: definitions, imports, patterns, deletions.

use super::slow;
use crate::machine::{Direct, Flow, Machine, Opaque, R};
use crate::object::{CallArgs, CellBody, Dict, Exc, Function, Kind, Owned, PyResult, Ref, Value, Vm, new};
use std::cell::{Cell, RefCell};
use taipan_bytecode::{Const, Instr, operand};

fn push<M: Machine>(m: &mut M, f: &'static Opaque, n: usize, arg: u32) -> R {
    let v = m.opaque(f, n, arg)?;
    m.push(v);
    Ok(Flow::Next)
}

fn quiet<M: Machine>(m: &mut M, f: &'static Opaque, n: usize, arg: u32) -> R {
    m.opaque(f, n, arg)?;
    m.poll()
}

macro_rules! operations {
    ($($id:ident = $name:literal, $f:expr;)*) => { $(static $id: Opaque = Opaque::any($name, $f);)* };
}

operations! {
    COMMON = "common_constant", |vm, _, arg| common(vm, arg);
    DELETE_GLOBAL = "delete_global", |vm, o, _| delete_name_in(vm, o[0], o[1]);
    DELETE_NAME = "delete_name", |vm, o, _| {
        let locals = slow::locals(vm);
        delete_name_in(vm, locals.lend(), o[0])
    };
    LOCALS = "load_locals", |vm, _, _| Ok(slow::locals(vm));
    DICT_OR_GLOBALS = "from_dict_or_globals", |vm, o, arg| {
        let name = slow::name_at(vm, arg);
        match slow::mapping_get(vm, o[0], name)? {
            Some(v) => Ok(v),
            None => {
                let globals = slow::globals(vm);
                slow::load_global(vm, globals.lend(), name)
            }
        }
    };
    BUILD_CLASS = "load_build_class", |vm, _, _| {
        let builtins = vm.globals.builtins.clone();
        match vm.dict_get_name(builtins.lend(), "__build_class__") {
            Some(f) => Ok(f),
            None => {
                let name = vm.intern("__build_class__");
                Err(vm.name_error(Exc::NameError, name.lend(), "__build_class__ not found".to_owned()))
            }
        }
    };
    SUPER_ATTR = "load_super_attr", |vm, o, arg| {
        crate::types::super_::attribute(vm, o[0], o[1], o[2], o[3], arg & 2 != 0)
    };
    MATCH_MAPPING = "match_mapping", |_, o, _| {
        Ok(Owned::bool(o[0].ty().has(crate::object::TypeFlags::MAPPING)))
    };
    MATCH_SEQUENCE = "match_sequence", |_, o, _| {
        Ok(Owned::bool(o[0].ty().has(crate::object::TypeFlags::SEQUENCE)))
    };
    MATCH_KEYS = "match_keys", |vm, o, _| match_keys_of(vm, o[0], o[1]);
    MATCH_CLASS = "match_class", |vm, o, arg| match_class_of(vm, o[0], o[1], o[2], arg as usize);
    IMPORT_NAME = "import_name", |vm, o, _| (vm.hooks.import_name)(vm, o[2], o[0], o[1]);
    IMPORT_FROM = "import_from", |vm, o, _| (vm.hooks.import_from)(vm, o[0], o[1]);
    TEMPLATE = "build_template", |vm, o, _| crate::types::template::build(vm, o[0], o[1]);
    INTERPOLATION = "build_interpolation", |vm, o, arg| {
        crate::types::template::interpolation(vm, o[0], o[1], o.get(2).copied(), arg >> 2)
    };
    INTRINSIC_2 = "intrinsic_2", |vm, o, arg| crate::interp::intrinsics::two(vm, o[0], o[1], arg);
    INTRINSIC_1 = "intrinsic_1", |vm, o, arg| crate::interp::intrinsics::one(vm, o[0], arg);
    CALL_EX = "call_ex", |vm, o, _| call_ex_of(vm, o);
    MAKE_FUNCTION = "make_function", |vm, o, _| function_of(vm, o[0], o[1]);
    FUNCTION_ATTRIBUTE = "set_function_attribute", |vm, o, arg| {
        set_function_attribute_of(vm, o[1], o[0], arg);
        Ok(o[1].own())
    };
    SPECIAL = "load_special", |vm, o, arg| load_special_of(vm, o[0], arg);
}

fn common(vm: &mut Vm, arg: u32) -> PyResult {
    use operand::CommonConstant as C;
    Ok(match C::from_arg(arg) {
        Some(C::AssertionError) => Exc::AssertionError.ty().own(),
        Some(C::NotImplementedError) => Exc::NotImplementedError.ty().own(),
        Some(C::Tuple) => Kind::Tuple.ty().own(),
        Some(C::All) => slow::builtin(vm, "all"),
        Some(C::Any) => slow::builtin(vm, "any"),
        None => return Err(vm.system_error("an unknown constant")),
    })
}

fn delete_name_in(vm: &mut Vm, namespace: Ref<'_>, name: Ref<'_>) -> PyResult {
    let done = if namespace.is_a::<Dict>() {
        vm.dict_remove(namespace, name)?.is_some()
    } else {
        let r = vm.set_item(namespace, name, None);
        vm.catch(r, Exc::KeyError)?.is_ok()
    };
    if done {
        return Ok(Owned::NONE);
    }
    let text = vm.lossy(name);
    Err(vm.name_error(Exc::NameError, name, format!("name '{text}' is not defined")))
}

fn match_keys_of(vm: &mut Vm, subject: Ref<'_>, keys: Ref<'_>) -> PyResult {
    let keys: Vec<Owned> = keys.as_tuple(vm).unwrap_or_default().to_vec();
    let mut values = Vec::with_capacity(keys.len());
    for (i, k) in keys.iter().enumerate() {
        for earlier in &keys[..i] {
            if vm.equal(earlier.lend(), k.lend())? {
                let text = vm.repr_string(k.lend())?;
                return Err(vm.value_error(format!("mapping pattern checks duplicate key ({text})")));
            }
        }
        // `get` with a default of its own, so that `__missing__` is not asked.
        let marker = vm.list(vec![]);
        let v = vm.call_method(subject, "get", &[k.lend(), marker.lend()])?;
        if v.lend().is(marker.lend()) {
            return Ok(Owned::NONE);
        }
        values.push(v);
    }
    Ok(vm.tuple(values))
}

fn match_class_of(vm: &mut Vm, subject: Ref<'_>, class: Ref<'_>, names: Ref<'_>, npos: usize) -> PyResult {
    let Some(ty) = class.as_type() else {
        return Err(vm.type_error("called match pattern must be a class"));
    };
    if !crate::types::type_::is_instance(vm, subject, class)? {
        return Ok(Owned::NONE);
    }
    let mut attrs: Vec<Owned> = Vec::new();
    let mut seen: Vec<Owned> = Vec::new();
    if npos > 0 {
        let match_args = vm.names.match_args;
        match vm.get_attr_opt(class, match_args)? {
            Some(t) => {
                let Some(args) = t.lend().as_tuple(vm).map(<[Owned]>::to_vec) else {
                    let (a, b) = (ty.name().to_owned(), t.lend().ty().message_name());
                    return Err(vm.type_error(format!("{a}.__match_args__ must be a tuple (got {b})")));
                };
                if npos > args.len() {
                    let (n, s) = (ty.name().to_owned(), if args.len() == 1 { "" } else { "s" });
                    let message = format!("{n}() accepts {} positional sub-pattern{s} ({npos} given)", args.len());
                    return Err(vm.type_error(message));
                }
                for name in &args[..npos] {
                    if name.lend().as_text(vm).is_none() {
                        let n = name.lend().ty().message_name();
                        return Err(vm.type_error(format!("__match_args__ elements must be strings (got {n})")));
                    }
                    match attr_for_match(vm, subject, name, ty.name(), &mut seen)? {
                        Some(v) => attrs.push(v),
                        None => return Ok(Owned::NONE),
                    }
                }
            }
            None if ty.has(crate::object::TypeFlags::MATCH_SELF) => {
                if npos > 1 {
                    let n = ty.name().to_owned();
                    return Err(vm.type_error(format!("{n}() accepts 1 positional sub-pattern ({npos} given)")));
                }
                attrs.push(subject.own());
            }
            None => {
                let n = ty.name().to_owned();
                let message = format!("{n}() accepts 0 positional sub-patterns ({npos} given)");
                return Err(vm.type_error(message));
            }
        }
    }
    let names: Vec<Owned> = names.as_tuple(vm).unwrap_or_default().to_vec();
    for name in &names {
        match attr_for_match(vm, subject, name, ty.name(), &mut seen)? {
            Some(v) => attrs.push(v),
            None => return Ok(Owned::NONE),
        }
    }
    Ok(vm.tuple(attrs))
}

fn attr_for_match(
    vm: &mut Vm,
    subject: Ref<'_>,
    name: &Owned,
    class: &str,
    seen: &mut Vec<Owned>,
) -> PyResult<Option<Owned>> {
    for s in seen.iter() {
        if vm.equal(s.lend(), name.lend())? {
            let text = vm.lossy(name.lend());
            return Err(vm.type_error(format!("{class}() got multiple sub-patterns for attribute '{text}'")));
        }
    }
    seen.push(name.clone());
    vm.get_attr_opt(subject, name.lend())
}

fn call_ex_of(vm: &mut Vm, o: &[Ref<'_>]) -> PyResult {
    let f = o[0];
    let positional = if o[2].ty().slots().iter.is_none() && o[2].ty().slots().getitem.is_none() {
        let (name, ty) = (crate::types::function::display_name(vm, f)?, o[2].ty().message_name());
        return Err(vm.type_error(format!("{name} argument after * must be an iterable, not {ty}")));
    } else {
        vm.collect(o[2])?
    };
    let mut all = positional;
    let mut names = Vec::new();
    if !o[3].is_empty() {
        let pairs = if o[3].ty().is_exactly(Kind::Dict) {
            o[3].get::<Dict>(vm).map(|d| d.to_vec(vm)).unwrap_or_default()
        } else {
            let d = vm.dict();
            crate::types::dict::merge_keywords(vm, f, d.lend(), o[3])?;
            d.lend().get::<Dict>(vm).map(|d| d.to_vec(vm)).unwrap_or_default()
        };
        for (k, v) in pairs {
            if k.lend().as_text(vm).is_none() {
                return Err(vm.type_error("keywords must be strings"));
            }
            names.push(k);
            all.push(v);
        }
    }
    vm.call_args(f, &CallArgs { all: Owned::lend_all(&all), kwnames: Owned::lend_all(&names) })
}

/// A function of a code object.
///
/// # Errors
/// None.
pub(crate) fn function_of(vm: &mut Vm, code: Ref<'_>, globals: Ref<'_>) -> PyResult {
    let globals = globals.own();
    let mut code = code.own();
    let body = crate::interp::bind::code_body(&code);
    let bits = globals.value().bits();
    if body.globals.get() == 0 {
        body.globals.set(bits);
    } else if body.globals.get() != bits {
        code = crate::interp::load::copy_code(vm, &code);
        crate::interp::bind::code_body(&code).globals.set(bits);
    }
    let data = crate::interp::bind::code_body(&code).code.clone();
    let labels = match crate::interp::bind::code_body(&code).labels.get() {
        Some(labels) => labels.clone(),
        None => {
            let labels = (vm.intern(&data.name), vm.intern(&data.qualname));
            crate::interp::bind::code_body(&code).labels.get_or_init(|| labels).clone()
        }
    };
    let (name, qualname) = labels;
    let doc = match data.docstring() {
        Some(Const::Str(s)) => Owned::wtf8(s.as_bytes().to_vec()),
        _ => Owned::NONE,
    };
    let key = vm.names.name;
    let module = vm.dict_get_str(globals.lend(), key).unwrap_or(Owned::NONE);
    let type_params = vm.tuple(vec![]);
    Ok(new(Function {
        closure: Owned::NONE,
        code,
        globals,
        name,
        qualname,
        module,
        doc,
        defaults: Owned::NONE,
        kwdefaults: Owned::NONE,
        annotations: None,
        annotate: Owned::NONE,
        type_params,
        version: Cell::new(0),
        watchers: RefCell::default(),
    }))
}

fn set_function_attribute_of(vm: &mut Vm, f: Ref<'_>, v: Ref<'_>, which: u32) {
    let v = v.own();
    let Some(f) = f.get_mut::<Function>(vm) else { return };
    match which {
        1 => f.defaults = v,
        2 => f.kwdefaults = v,
        4 => f.annotations = Some(v),
        8 => f.closure = v,
        _ => f.annotate = v,
    }
}

/// `with` protocol methods: looked up on the type, with CPython's messages.
fn load_special_of(vm: &mut Vm, o: Ref<'_>, arg: u32) -> PyResult {
    let names = vm.names;
    let name = [names.enter, names.exit, names.aenter, names.aexit][arg as usize];
    match vm.special(o, name)? {
        Some(f) => Ok(f),
        None => {
            let ty = o.ty().message_name();
            let (proto, other) = if arg < 2 {
                ("context manager", vm.special(o, names.aenter)?.is_some() && vm.special(o, names.aexit)?.is_some())
            } else {
                (
                    "asynchronous context manager",
                    vm.special(o, names.enter)?.is_some() && vm.special(o, names.exit)?.is_some(),
                )
            };
            let method = vm.lossy(name);
            let hint = match (other, arg < 2) {
                (true, true) => {
                    " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?"
                }
                (true, false) => " but it supports the context manager protocol. Did you mean to use 'with'?",
                (false, _) => "",
            };
            Err(vm.type_error(format!(
                "'{ty}' object does not support the {proto} protocol (missed {method} method){hint}"
            )))
        }
    }
}

/// `LOAD_COMMON_CONSTANT`.
pub fn common_constant<M: Machine>(m: &mut M, i: Instr) -> R {
    push(m, &COMMON, 0, i.arg())
}

/// `DELETE_GLOBAL`.
pub fn delete_global<M: Machine>(m: &mut M, i: Instr) -> R {
    slow::push_globals(m);
    slow::push_name(m, i.arg());
    quiet(m, &DELETE_GLOBAL, 2, 0)
}

/// `DELETE_NAME`.
pub fn delete_name<M: Machine>(m: &mut M, i: Instr) -> R {
    slow::push_name(m, i.arg());
    quiet(m, &DELETE_NAME, 1, 0)
}

/// `LOAD_LOCALS`.
pub fn load_locals<M: Machine>(m: &mut M, _: Instr) -> R {
    push(m, &LOCALS, 0, 0)
}

/// `LOAD_FROM_DICT_OR_GLOBALS`.
pub fn from_dict_or_globals<M: Machine>(m: &mut M, i: Instr) -> R {
    push(m, &DICT_OR_GLOBALS, 1, i.arg())
}

/// `LOAD_FROM_DICT_OR_DEREF`.
pub fn from_dict_or_deref<M: Machine>(m: &mut M, i: Instr) -> R {
    m.untraceable("a name of a class body's closure", direct_dict_or_deref, i)
}

fn direct_dict_or_deref(d: &mut Direct, i: Instr) -> R {
    let vm = d.vm();
    let name = crate::interp::load::running_variable(vm, i.arg() as usize);
    let mapping = own_top(d);
    match slow::mapping_get(d.vm(), mapping.lend(), name)? {
        Some(v) => {
            d.push(v.into_value());
            Ok(Flow::Next)
        }
        None => super::load::deref(d, i),
    }
}

#[allow(unsafe_code, reason = "values popped from the stack are owned")]
fn own_top(d: &mut Direct) -> Owned {
    // SAFETY: a popped value is owned.
    unsafe { Owned::from_value(d.pop()) }
}

/// `DELETE_DEREF`.
pub fn delete_deref<M: Machine>(m: &mut M, i: Instr) -> R {
    m.untraceable("del of a closure's variable", direct_delete_deref, i)
}

#[allow(unsafe_code, reason = "the cell is alive in the frame")]
fn direct_delete_deref(d: &mut Direct, i: Instr) -> R {
    // SAFETY: the variable is a cell that the frame owns.
    let cell: Ref<'_> = unsafe { Ref::from_value(d.local(i.arg() as usize)) };
    match cell.get::<CellBody>(d.vm()) {
        Some(c) if c.get().is_some() => {
            c.set(Owned::immediate(Value::EMPTY));
            d.poll()
        }
        _ => slow::unbound_cell(d, i),
    }
}

/// `LOAD_BUILD_CLASS`.
pub fn load_build_class<M: Machine>(m: &mut M, _: Instr) -> R {
    push(m, &BUILD_CLASS, 0, 0)
}

/// `DELETE_ATTR`.
pub fn delete_attr<M: Machine>(m: &mut M, i: Instr) -> R {
    slow::push_name(m, i.arg());
    quiet(m, &slow::DELETE_ATTR, 2, 0)
}

/// `LOAD_SUPER_ATTR`.
pub fn load_super_attr<M: Machine>(m: &mut M, i: Instr) -> R {
    slow::push_name(m, i.arg() >> 2);
    push(m, &SUPER_ATTR, 4, i.arg())?;
    if i.arg() & 1 == 1 {
        return super::load::null(m, i);
    }
    Ok(Flow::Next)
}

/// `LOAD_SPECIAL`.
pub fn load_special<M: Machine>(m: &mut M, i: Instr) -> R {
    push(m, &SPECIAL, 1, i.arg())?;
    super::load::null(m, i)
}

/// `BUILD_TEMPLATE`.
pub fn build_template<M: Machine>(m: &mut M, _: Instr) -> R {
    push(m, &TEMPLATE, 2, 0)
}

/// `BUILD_INTERPOLATION`.
pub fn build_interpolation<M: Machine>(m: &mut M, i: Instr) -> R {
    push(m, &INTERPOLATION, 2 + (i.arg() & 1) as usize, i.arg())
}

/// `CALL_FUNCTION_EX`.
pub fn call_ex<M: Machine>(m: &mut M, _: Instr) -> R {
    push(m, &CALL_EX, 4, 0)
}

/// `CALL_INTRINSIC_1`.
pub fn intrinsic_1<M: Machine>(m: &mut M, i: Instr) -> R {
    push(m, &INTRINSIC_1, 1, i.arg())
}

/// `CALL_INTRINSIC_2`.
pub fn intrinsic_2<M: Machine>(m: &mut M, i: Instr) -> R {
    push(m, &INTRINSIC_2, 2, i.arg())
}

/// `MAKE_FUNCTION`.
pub fn make_function<M: Machine>(m: &mut M, _: Instr) -> R {
    slow::push_globals(m);
    push(m, &MAKE_FUNCTION, 2, 0)
}

/// `SET_FUNCTION_ATTRIBUTE`.
pub fn set_function_attribute<M: Machine>(m: &mut M, i: Instr) -> R {
    push(m, &FUNCTION_ATTRIBUTE, 2, i.arg())
}

/// A question about the top, which stays.
fn ask<M: Machine>(m: &mut M, f: &'static Opaque) -> R {
    let v = m.peek(0);
    m.retain(v);
    m.push(v);
    push(m, f, 1, 0)
}

/// `MATCH_MAPPING`.
pub fn match_mapping<M: Machine>(m: &mut M, _: Instr) -> R {
    ask(m, &MATCH_MAPPING)
}

/// `MATCH_SEQUENCE`.
pub fn match_sequence<M: Machine>(m: &mut M, _: Instr) -> R {
    ask(m, &MATCH_SEQUENCE)
}

/// `MATCH_KEYS`: ( subject, keys -- subject, keys, values ).
pub fn match_keys<M: Machine>(m: &mut M, _: Instr) -> R {
    for _ in 0..2 {
        let v = m.peek(1);
        m.retain(v);
        m.push(v);
    }
    push(m, &MATCH_KEYS, 2, 0)
}

/// `MATCH_CLASS`.
pub fn match_class<M: Machine>(m: &mut M, i: Instr) -> R {
    push(m, &MATCH_CLASS, 3, i.arg())
}

/// `IMPORT_NAME`: ( level, fromlist -- module ).
pub fn import_name<M: Machine>(m: &mut M, i: Instr) -> R {
    slow::push_name(m, i.arg());
    push(m, &IMPORT_NAME, 3, 0)
}

/// `IMPORT_FROM`: ( module -- module, value ).
pub fn import_from<M: Machine>(m: &mut M, i: Instr) -> R {
    let v = m.peek(0);
    m.retain(v);
    m.push(v);
    slow::push_name(m, i.arg());
    push(m, &IMPORT_FROM, 2, 0)
}

/// `SETUP_ANNOTATIONS`.
pub fn setup_annotations<M: Machine>(m: &mut M, i: Instr) -> R {
    m.untraceable("annotations of a module", direct_setup_annotations, i)
}

fn direct_setup_annotations(d: &mut Direct, _: Instr) -> R {
    let vm = d.vm();
    let (locals, name) = (slow::locals(vm), vm.names.annotations);
    if slow::mapping_get(vm, locals.lend(), name)?.is_none() {
        let annotations = vm.dict();
        vm.set_item(locals.lend(), name, Some(annotations.lend()))?;
    }
    Ok(Flow::Next)
}
