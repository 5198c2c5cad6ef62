//! Opaque operations behind the opcodes: the general case, as plain functions.

use crate::machine::{Effect, Machine, Opaque};
use crate::object::{
    BinOp, CallArgs, CmpOp, Dict, Exc, Kind, List, MethodDescr, Owned, PyResult, Ref, Str, Value, Vm, new,
};

macro_rules! binary_operations {
    ($($id:ident = $name:literal;)*) => {
        $(static $id: Opaque = Opaque::any($name, binary_op);)*
        static BINARY: [&Opaque; 13] = [$(&$id),*];
    };
}

binary_operations! {
    ADD = "binary_add"; AND = "binary_and"; FLOOR_DIV = "binary_floordiv"; LSHIFT = "binary_lshift"; MAT_MUL = "binary_matmul";
    MUL = "binary_mul"; REM = "binary_mod"; OR = "binary_or"; POW = "binary_pow"; RSHIFT = "binary_rshift"; SUB = "binary_sub";
    TRUE_DIV = "binary_truediv"; XOR = "binary_xor";
}

/// The operation of a `BINARY_OP` argument.
pub fn binary(arg: u32) -> &'static Opaque {
    BINARY[(arg % 13) as usize]
}

fn binary_op(vm: &mut Vm, o: &[Ref<'_>], arg: u32) -> PyResult {
    let op = BinOp::ALL[(arg % 13) as usize];
    if let Some(r) = crate::types::int::wide_binary(op, o[0], o[1]) {
        return Ok(r);
    }
    if arg >= 13 { vm.inplace_op(op, o[0], o[1]) } else { vm.binary_op(op, o[0], o[1]) }
}

macro_rules! opaque {
    ($($(#[$doc:meta])* $id:ident = $name:literal $effect:ident, |$vm:ident, $o:ident, $arg:pat_param| $body:expr;)*) => {
        $($(#[$doc])*
        pub static $id: Opaque = {
            fn f($vm: &mut Vm, $o: &[Ref<'_>], $arg: u32) -> PyResult {
                let _ = (&$vm, &$o);
                $body
            }
            Opaque::with($name, f, Effect::$effect)
        };)*
    };
}

opaque! {
    /// A comparison, in `COMPARE_OP`'s terms.
    COMPARE = "compare" Any, |vm, o, arg| {
        let op = CmpOp::of_arg(arg);
        if arg & 16 != 0 { Ok(Owned::bool(vm.compare_bool(o[0], o[1], op)?)) } else { vm.compare(o[0], o[1], op) }
    };
    /// A comparison of two strings.
    STR_COMPARE = "str_compare" Pure, |vm, o, arg| Ok(Owned::bool(vm.compare_bool(o[0], o[1], CmpOp::of_arg(arg))?));
    /// `-v`.
    NEGATIVE = "negative" Any, |vm, o, _| unary(vm, o[0], o[0].ty().slots().neg, "-");
    /// `~v`.
    INVERT = "invert" Any, |vm, o, _| unary(vm, o[0], o[0].ty().slots().invert, "~");
    /// `+v`.
    POSITIVE = "positive" Any, |vm, o, _| unary(vm, o[0], o[0].ty().slots().pos, "+");
    /// Truth value.
    TRUTH = "truth" Any, |vm, o, _| Ok(Owned::bool(vm.truth(o[0])?));
    /// `a in b`; argument 1: `not in`.
    CONTAINS = "contains" Any, |vm, o, arg| Ok(Owned::bool(vm.contains(o[1], o[0])? != (arg == 1)));
    /// `a in b` of two strings.
    CONTAINS_STR = "contains_str" Pure, |vm, o, arg| (CONTAINS.f)(vm, o, arg);
    /// `key in o` of a dict, a set or a frozenset and a plain key; argument 1: `not in`.
    KEY_IN = "key_in" Looks, |vm, o, arg| {
        let found = if o[1].ty().is_exactly(Kind::Tuple) {
            among(vm, o[0], o[1])
        } else if crate::types::set::is_set(o[1]) {
            crate::types::set::contains_plain(vm, o[1], o[0])
        } else {
            vm.plain_hash(o[0]).and_then(|h| vm.dict_find_plain(o[1], h, o[0])).map(|at| at.is_some())
        };
        Ok(or_ask(found.map(|found| Owned::bool(found != (arg == 1)))))
    };
    /// `v in l` of a list of numbers and a plain value.
    CONTAINS_NUMBER = "contains_number" Reads, |vm, o, arg| (CONTAINS.f)(vm, o, arg);
    /// `o[i]` of bytes or an array and an index that fits.
    BUFFER_ITEM = "buffer_item" Looks, |vm, o, _| {
        let r = vm.get_item(o[0], o[1]);
        Ok(unless_raised(vm, r))
    };
    /// `o[i] = number` of an array or bytearray where both fit; operands are number, array, index.
    BUFFER_PUT = "buffer_put" Puts, |vm, o, _| {
        let r = vm.set_item(o[1], o[2], Some(o[0])).map(|()| Owned::NONE);
        Ok(unless_raised(vm, r))
    };
    /// `len(o)` of a built-in container; operands as for a call.
    LEN_OF = "len_of" Looks, |vm, o, _| {
        let r = vm.len(o[2]).map(Owned::usize);
        Ok(unless_raised(vm, r))
    };
    /// Adds a plain key to a set; operands are key, set.
    SET_PUT = "set_put" Puts, |vm, o, _| Ok(or_ask(crate::types::set::add_plain(vm, o[1], o[0])));
    /// Sets a plain key of a dict; operands are key, value, dict.
    MAP_PUT = "map_put" Puts, |vm, o, _| Ok(or_ask(crate::types::dict::set_plain(vm, o[2], o[0], o[1])));
    /// `d[k]` of a dict and a plain key that is there.
    DICT_LOOK = "dict_look" Looks, |vm, o, _| Ok(or_ask(crate::types::dict::look_plain(vm, o[0], o[1])));
    /// `d[k] = v` of a dict and a plain key; operands are value, dict, key.
    DICT_PUT = "dict_put" Puts, |vm, o, _| Ok(or_ask(crate::types::dict::set_plain(vm, o[1], o[2], o[0])));
    /// A call of a method that looks a plain key up: the method, the receiver, arguments.
    CALL_LOOK = "call_look" Looks, |vm, o, _| Ok(or_ask(call_plain(vm, o)));
    /// A call of a method that changes its receiver by a plain key.
    CALL_PUT = "call_put" Puts, |vm, o, _| Ok(or_ask(call_plain(vm, o)));
    /// `a[b]`.
    GET_ITEM = "get_item" Any, |vm, o, _| vm.get_item(o[0], o[1]);
    /// `s[i]` of a str and an int.
    STR_ITEM = "str_item" Pure, |vm, o, _| vm.get_item(o[0], o[1]);
    /// `d[k]` of a dict and a str or int.
    DICT_ITEM = "dict_item" Any, |vm, o, _| match vm.dict_get(o[0], o[1])? {
        Some(v) => Ok(v),
        None => Err(vm.key_error(o[1])),
    };
    /// `d[k] = v` of a dict and a str or int; operands are value, dict, key.
    DICT_SET_ITEM = "dict_set_item" Any, |vm, o, _| {
        vm.dict_set(o[1], o[2], o[0].own())?;
        Ok(Owned::NONE)
    };
    /// `l[i] = v` where the storage changes or the index is out of range.
    LIST_SET_ITEM = "list_set_item" Lists, |vm, o, _| {
        vm.set_item(o[1], o[2], Some(o[0]))?;
        Ok(Owned::NONE)
    };
    /// `o[k] = v`; operands are value, container, key.
    SET_ITEM = "set_item" Any, |vm, o, _| {
        vm.set_item(o[1], o[2], Some(o[0]))?;
        Ok(Owned::NONE)
    };
    /// `del o[k]`.
    DELETE_ITEM = "delete_item" Any, |vm, o, _| {
        vm.set_item(o[0], o[1], None)?;
        Ok(Owned::NONE)
    };
    /// `o.name`; operands are object, name.
    ATTR = "attr" Any, |vm, o, _| vm.get_attr(o[0], o[1]);
    /// `o.name = v`; operands are value, object, name.
    SET_ATTR = "set_attr" Any, |vm, o, _| {
        vm.set_attr(o[1], o[2], Some(o[0]))?;
        Ok(Owned::NONE)
    };
    /// `del o.name`; operands are object, name.
    DELETE_ATTR = "delete_attr" Any, |vm, o, _| {
        vm.set_attr(o[0], o[1], None)?;
        Ok(Owned::NONE)
    };
    /// A global that is not there, or an exotic globals dict; operands are globals, name.
    GLOBAL = "global" Any, |vm, o, _| load_global(vm, o[0], o[1]);
    /// Binds a global for the first time; operands are value, globals, name.
    STORE_GLOBAL = "store_global" Any, |vm, o, _| {
        vm.dict_set_str(o[1], o[2], o[0].own());
        Ok(Owned::NONE)
    };
    /// A name of a class body's namespace, the globals or the builtins.
    NAME = "name" Any, |vm, o, arg| {
        let name = name_at(vm, arg);
        let locals = locals(vm);
        match mapping_get(vm, locals.lend(), name)? {
            Some(v) => Ok(v),
            None => {
                let globals = globals(vm);
                load_global(vm, globals.lend(), name)
            }
        }
    };
    /// Binds a name in a class body's namespace.
    STORE_NAME = "store_name" Any, |vm, o, arg| {
        let name = name_at(vm, arg);
        let locals = locals(vm);
        vm.set_item(locals.lend(), name, Some(o[0]))?;
        Ok(Owned::NONE)
    };
    /// `iter(v)`.
    ITER = "iter" Any, |vm, o, _| vm.iter(o[0]);
    /// `iter(v)` of a built-in container.
    ITER_QUIET = "iter_quiet" Reads, |vm, o, arg| (ITER.f)(vm, o, arg);
    /// The next item of any iterator, `EMPTY` at the end.
    NEXT = "next" Any, |vm, o, _| Ok(vm.next(o[0])?.unwrap_or(Owned::immediate(Value::EMPTY)));
    /// The same for the iterator of a built-in container, or an iterator of a built-in kind over a string: it runs no Python code.
    NEXT_QUIET = "next_quiet" Leaf, |vm, o, arg| (NEXT.f)(vm, o, arg);
    /// Exactly n items as a tuple.
    UNPACK = "unpack" Any, |vm, o, arg| unpack(vm, o[0], arg as usize);
    /// Items around a starred target, as a tuple of as many as there are targets.
    UNPACK_EX = "unpack_ex" Any, |vm, o, arg| unpack_ex(vm, o[0], (arg & 0xff) as usize, (arg >> 8) as usize);
    /// Any call with positional arguments: f, self or empty, arguments.
    CALL = "call" Any, |vm, o, _| {
        let args = if o[1].is_empty() { &o[2..] } else { &o[1..] };
        crate::interp::entry::call(vm, o[0], &CallArgs::positional(args))
    };
    /// A call of a built-in class with positional arguments: the class, empty, arguments.
    CALL_CLASS = "call_class" Any, |vm, o, _| crate::types::type_::call(vm, o[0], &CallArgs::positional(&o[2..]));
    /// A call of a declared method of `list`: the method, the list, arguments.
    CALL_LIST_METHOD = "call_list_method" Lists, |vm, o, _| call_method(vm, o);
    /// A call of a declared method of `str`.
    CALL_STR_METHOD = "call_str_method" Reads, |vm, o, _| call_method(vm, o);
    /// A call of a declared function of a module.
    CALL_QUIET = "call_quiet" Reads, |vm, o, arg| (CALL.f)(vm, o, arg);
    /// Any call with keyword names on top.
    CALL_KW = "call_kw" Any, |vm, o, _| {
        let last = o.len() - 1;
        let all = if o[1].is_empty() { &o[2..last] } else { &o[1..last] };
        let names: Vec<Owned> = o[last].as_tuple(vm).unwrap_or_default().to_vec();
        vm.call_args(o[0], &CallArgs { all, kwnames: Owned::lend_all(&names) })
    };
    /// List of the operands.
    BUILD_LIST = "build_list" Pure, |vm, o, _| Ok(vm.list(o.iter().map(|r| r.own()).collect()));
    /// `set()`.
    BUILD_EMPTY_SET = "build_empty_set" Pure, |vm, o, arg| (BUILD_SET.f)(vm, o, arg);
    /// `{}`.
    BUILD_EMPTY_MAP = "build_empty_map" Pure, |vm, o, arg| (BUILD_MAP.f)(vm, o, arg);
    /// Set of the operands.
    BUILD_SET = "build_set" Any, |vm, o, _| crate::types::set::build(vm, o);
    /// Dict of pairs.
    BUILD_MAP = "build_map" Any, |vm, o, _| {
        let d = new(Dict::with_capacity(o.len() / 2));
        for pair in o.chunks(2) {
            vm.dict_set(d.lend(), pair[0], pair[1].own())?;
        }
        Ok(d)
    };
    /// Concatenation of strings.
    BUILD_STRING = "build_string" Pure, |vm, o, _| {
        let n = o.iter().filter_map(|s| s.get::<Str>(vm)).map(|s| s.bytes().len()).sum();
        let mut bytes = Vec::with_capacity(n);
        for s in o {
            if let Some(s) = s.get::<Str>(vm) {
                bytes.extend_from_slice(s.bytes());
            }
        }
        Ok(Owned::wtf8(bytes))
    };
    /// `a + b` of two strings.
    STR_CONCAT = "str_concat" Pure, |vm, o, _| {
        let (Some(a), Some(b)) = (o[0].get::<Str>(vm), o[1].get::<Str>(vm)) else { return vm.binary_op(BinOp::Add, o[0], o[1]) };
        let bytes = a.bytes().len() + b.bytes().len();
        vm.room_for(bytes, 1)?;
        let (Some(a), Some(b)) = (o[0].get::<Str>(vm), o[1].get::<Str>(vm)) else { return vm.binary_op(BinOp::Add, o[0], o[1]) };
        Ok(new(Str::joined(a, b)))
    };
    /// `slice` of two or three operands.
    BUILD_SLICE = "build_slice" Pure, |vm, o, _| {
        Ok(crate::types::slice::build(o[0], o[1], o.get(2).copied().unwrap_or(Ref::NONE)))
    };
    /// `v[start:stop]`.
    BINARY_SLICE = "binary_slice" Any, |vm, o, _| {
        if let Some(r) = crate::types::slice::plain(vm, o[0], o[1], o[2]) {
            return Ok(r);
        }
        let s = crate::types::slice::build(o[1], o[2], Ref::NONE);
        vm.get_item(o[0], s.lend())
    };
    /// `l[start:stop:step]` of a list, with bounds that are ints or `None`.
    LIST_SLICE = "list_slice" Reads, |vm, o, _| {
        let none = Ref::NONE;
        let step = o.get(3).copied().unwrap_or(none);
        match crate::types::slice::bounds::plain_steps(o[1], o[2], step).and_then(|s| crate::types::list::slice(vm, o[0], s)) {
            Some(l) => Ok(l),
            None => {
                let s = crate::types::slice::build(o[1], o[2], step);
                vm.get_item(o[0], s.lend())
            }
        }
    };
    /// `l[start:stop] = items` of two lists, with bounds that are ints or `None`; operands are items, list, start, stop.
    LIST_STORE_SLICE = "list_store_slice" Lists, |vm, o, arg| (STORE_SLICE.f)(vm, o, arg);
    /// `v[start:stop] = value`; operands are value, container, start, stop.
    STORE_SLICE = "store_slice" Any, |vm, o, _| {
        if let Some(steps) = crate::types::slice::bounds::immediate(o[2], o[3])
            && o[1].ty().is_exactly(Kind::List)
        {
            crate::types::list::assign_slice(vm, o[1], steps, o[0])?;
            return Ok(Owned::NONE);
        }
        let s = crate::types::slice::build(o[2], o[3], Ref::NONE);
        vm.set_item(o[1], s.lend(), Some(o[0]))?;
        Ok(Owned::NONE)
    };
    /// Appends the second operand to the first.
    LIST_APPEND = "list_append" Lists, |vm, o, _| {
        let v = o[1].own();
        if let Some(l) = o[0].get_mut::<List>(vm) {
            l.push(v);
        }
        Ok(Owned::NONE)
    };
    /// Extends the list with an iterable.
    LIST_EXTEND = "list_extend" Any, |vm, o, _| {
        crate::types::list::extend_unpacked(vm, o[0], o[1])?;
        Ok(Owned::NONE)
    };
    /// Adds to the set.
    SET_ADD = "set_add" Any, |vm, o, _| {
        crate::types::set::add(vm, o[0], o[1])?;
        Ok(Owned::NONE)
    };
    /// Updates the set from an iterable.
    SET_UPDATE = "set_update" Any, |vm, o, _| {
        crate::types::set::update(vm, o[0], o[1])?;
        Ok(Owned::NONE)
    };
    /// Sets a key of the dict.
    MAP_ADD = "map_add" Any, |vm, o, _| {
        vm.dict_set(o[0], o[1], o[2].own())?;
        Ok(Owned::NONE)
    };
    /// Updates the dict from a mapping.
    DICT_UPDATE = "dict_update" Any, |vm, o, _| {
        crate::types::dict::update_from_mapping(vm, o[0], o[1])?;
        Ok(Owned::NONE)
    };
    /// Updates keyword arguments; operands are the function, the dict, the mapping.
    DICT_MERGE = "dict_merge" Any, |vm, o, _| {
        crate::types::dict::merge_keywords(vm, o[0], o[1], o[2])?;
        Ok(Owned::NONE)
    };
    /// `len(v)`.
    LEN = "len" Any, |vm, o, _| Ok(Owned::usize(vm.len(o[0])?));
    /// `format(v, '')`.
    FORMAT_SIMPLE = "format_simple" Any, |vm, o, _| {
        let spec = vm.globals.empty_str.clone();
        vm.format(o[0], spec.lend())
    };
    /// `format(v, spec)`.
    FORMAT_WITH_SPEC = "format_with_spec" Any, |vm, o, _| vm.format(o[0], o[1]);
    /// The same for a number or a string.
    FORMAT_SCALAR = "format_scalar" Pure, |vm, o, arg| (FORMAT_SIMPLE.f)(vm, o, arg);
    /// The same with a specification.
    FORMAT_SCALAR_SPEC = "format_scalar_spec" Pure, |vm, o, arg| (FORMAT_WITH_SPEC.f)(vm, o, arg);
    /// The same by `str`, `repr` or `ascii`.
    CONVERT_SCALAR = "convert_scalar" Pure, |vm, o, arg| (CONVERT.f)(vm, o, arg);
    /// `text % v` of a number, a string, or a tuple of these; nothing where it would raise.
    PERCENT = "percent" Looks, |vm, o, _| {
        if !crate::object::is_plain_key(vm, o[1]) {
            return Ok(or_ask(None));
        }
        let r = vm.binary_op(BinOp::Rem, o[0], o[1]);
        Ok(unless_raised(vm, r))
    };
    /// `int`, `float` or `str` of numbers and strings.
    CALL_SCALAR = "call_scalar" Pure, |vm, o, arg| (CALL.f)(vm, o, arg);
    /// `str`, `repr` or `ascii`.
    CONVERT = "convert" Any, |vm, o, arg| match arg {
        1 => vm.to_str(o[0]),
        2 => vm.repr(o[0]),
        _ => {
            let ascii = builtin(vm, "ascii");
            vm.call(ascii.lend(), &[o[0]])
        }
    };
    /// Whether an exception matches a class or a tuple of classes.
    EXC_MATCH = "exc_match" Any, |vm, o, _| Ok(Owned::bool(crate::types::exception::matches(vm, o[0], o[1])?));
    /// The iterator of `yield from`.
    YIELD_FROM_ITER = "yield_from_iter" Any, |vm, o, _| {
        if o[0].ty().is_exactly(Kind::Coroutine) {
            if vm.current().is_some_and(awaits_coroutines) {
                return Ok(o[0].own());
            }
            return Err(vm.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator"));
        }
        vm.iter(o[0])
    };
    /// The iterator of an awaitable.
    AWAITABLE = "awaitable" Any, |vm, o, arg| crate::types::coroutine::get_awaitable(vm, o[0], arg);
    /// `aiter(v)`.
    AITER = "aiter" Any, |vm, o, _| crate::types::coroutine::get_aiter(vm, o[0]);
    /// `anext(v)` as an awaitable's iterator.
    ANEXT = "anext" Any, |vm, o, _| crate::types::coroutine::get_anext(vm, o[0]);
}

/// Python code would have to be asked, unless there is a result.
fn or_ask(r: Option<Owned>) -> Owned {
    r.unwrap_or(Owned::immediate(Value::EMPTY))
}

/// The same for what has raised: asked again, it raises again.
fn unless_raised(vm: &mut Vm, r: PyResult) -> Owned {
    or_ask(r.map_err(|_| drop(vm.take_raised())).ok())
}

/// Whether a plain value is in a tuple; `None`: one of its items would have to be asked.
fn among(vm: &mut Vm, v: Ref<'_>, tuple: Ref<'_>) -> Option<bool> {
    if !crate::object::is_plain_key(vm, v) {
        return None;
    }
    for i in 0..tuple.as_tuple(vm)?.len() {
        let x = &tuple.as_tuple(vm)?[i];
        let equal = match crate::object::quick_eq(vm, x.lend(), v) {
            Some(equal) => equal,
            None => {
                let x = x.clone();
                vm.plain_equal(x.lend(), v)?
            }
        };
        if equal {
            return Some(true);
        }
    }
    Some(false)
}

fn call_plain(vm: &mut Vm, o: &[Ref<'_>]) -> Option<Owned> {
    let plain = o[0].get::<MethodDescr>(vm)?.def.plain?;
    (plain.f)(vm, &o[1..])
}

fn call_method(vm: &mut Vm, o: &[Ref<'_>]) -> PyResult {
    match o[0].get::<MethodDescr>(vm).map(|m| m.def) {
        Some(def) => def.invoke(vm, &CallArgs::positional(&o[1..])),
        None => vm.call(o[0], &o[1..]),
    }
}

fn unary(vm: &mut Vm, o: Ref<'_>, f: Option<crate::object::UnaryFn>, symbol: &str) -> PyResult {
    match f {
        Some(f) => f(vm, o),
        None => {
            let name = o.ty().message_name();
            Err(vm.type_error(format!("bad operand type for unary {symbol}: '{name}'")))
        }
    }
}

/// A function of the builtins module, `None` if it was taken out.
pub(crate) fn builtin(vm: &mut Vm, name: &str) -> Owned {
    let builtins = vm.builtins_dict();
    vm.dict_get_name(builtins.lend(), name).unwrap_or(Owned::NONE)
}

/// The name with this index in the running code.
/// Pushes a name of the running code: an opaque operation's operand, since it may run where there is no frame.
#[inline(always)]
pub(super) fn push_name<M: Machine>(m: &mut M, i: u32) {
    let name = m.name(i);
    m.retain(name);
    m.push(name);
}

/// Pushes the globals, likewise.
#[inline(always)]
pub(super) fn push_globals<M: Machine>(m: &mut M) {
    let globals = m.globals();
    m.retain(globals);
    m.push(globals);
}

pub(crate) fn name_at(vm: &Vm, i: u32) -> Ref<'static> {
    crate::interp::load::running_name(vm, i as usize)
}

pub(crate) fn globals(vm: &Vm) -> Owned {
    crate::interp::load::running_globals(vm)
}

pub(crate) fn locals(vm: &Vm) -> Owned {
    crate::interp::load::running_locals(vm)
}

/// `mapping[name]`, `None` when it is missing.
pub(crate) fn mapping_get(vm: &mut Vm, mapping: Ref<'_>, name: Ref<'_>) -> PyResult<Option<Owned>> {
    if mapping.ty().is_exactly(Kind::Dict) {
        return vm.dict_get(mapping, name);
    }
    let r = vm.get_item(mapping, name);
    Ok(vm.catch(r, Exc::KeyError)?.ok())
}

/// A global or builtin by name.
pub(crate) fn load_global(vm: &mut Vm, globals: Ref<'_>, name: Ref<'_>) -> PyResult {
    if let Some(v) = vm.dict_get_str(globals, name) {
        return Ok(v);
    }
    let builtins = vm.globals.builtins.clone();
    if let Some(v) = vm.dict_get_str(builtins.lend(), name) {
        return Ok(v);
    }
    let text = vm.lossy(name);
    Err(vm.name_error(Exc::NameError, name, format!("name '{text}' is not defined")))
}

fn unpack(vm: &mut Vm, o: Ref<'_>, n: usize) -> PyResult {
    let sized = o.ty().is_exactly(Kind::Tuple) || o.ty().is_exactly(Kind::List) || o.ty().is_exactly(Kind::Dict);
    if o.ty().slots().iter.is_none() && o.ty().slots().getitem.is_none() {
        let name = o.ty().message_name();
        return Err(vm.type_error(format!("cannot unpack non-iterable {name} object")));
    }
    let it = vm.iter(o)?;
    let mut items = Vec::with_capacity(n);
    for got in 0..n {
        match vm.next(it.lend())? {
            Some(v) => items.push(v),
            None => return Err(vm.value_error(format!("not enough values to unpack (expected {n}, got {got})"))),
        }
    }
    if vm.next(it.lend())?.is_some() {
        let got = if sized { format!(", got {}", vm.len(o)?) } else { String::new() };
        return Err(vm.value_error(format!("too many values to unpack (expected {n}{got})")));
    }
    Ok(vm.tuple(items))
}

fn unpack_ex(vm: &mut Vm, o: Ref<'_>, before: usize, after: usize) -> PyResult {
    if o.ty().slots().iter.is_none() && o.ty().slots().getitem.is_none() {
        let name = o.ty().message_name();
        return Err(vm.type_error(format!("cannot unpack non-iterable {name} object")));
    }
    let mut items = vm.collect(o)?;
    if items.len() < before + after {
        let (want, got) = (before + after, items.len());
        return Err(vm.value_error(format!("not enough values to unpack (expected at least {want}, got {got})")));
    }
    let tail = items.split_off(items.len() - after);
    let rest = items.split_off(before);
    items.push(vm.list(rest));
    items.extend(tail);
    Ok(vm.tuple(items))
}

/// An unbound local is looked at.
pub fn unbound_local(d: &mut crate::machine::Direct, i: taipan_bytecode::Instr) -> crate::machine::R {
    let vm = d.vm();
    let name = crate::interp::load::running_variable(vm, i.arg() as usize);
    let text = vm.lossy(name);
    let message = format!("cannot access local variable '{text}' where it is not associated with a value");
    Err(vm.raise(Exc::UnboundLocalError, message))
}

/// An empty cell is looked at.
pub fn unbound_cell(d: &mut crate::machine::Direct, i: taipan_bytecode::Instr) -> crate::machine::R {
    let vm = d.vm();
    let at = i.arg() as usize;
    let name = crate::interp::load::running_variable(vm, at);
    let text = vm.lossy(name);
    if crate::interp::load::is_free_variable(vm, at) {
        let message =
            format!("cannot access free variable '{text}' where it is not associated with a value in enclosing scope");
        return Err(vm.name_error(Exc::NameError, name, message));
    }
    let message = format!("cannot access local variable '{text}' where it is not associated with a value");
    Err(vm.raise(Exc::UnboundLocalError, message))
}

/// Whether a frame may wait for a coroutine by `yield from`: a coroutine's, or one that `types.coroutine` marked.
fn awaits_coroutines(frame: &crate::object::Frame) -> bool {
    let flags = frame.code().code.flags;
    flags.has(taipan_bytecode::CodeFlags::COROUTINE) || flags.has(taipan_bytecode::CodeFlags::ITERABLE_COROUTINE)
}
