//! From the compiler's code to what runs: constants and names become objects.

#![allow(unsafe_code, reason = "reads the running frame's record")]

use crate::object::{CodeBody, ComplexBody, Function, Owned, Ref, Site, Value, Vm, new};
use std::cell::{Cell, OnceCell, UnsafeCell};
use std::sync::Arc;
use taipan_bytecode::{Code, CodeFlags, Const, Instr, LocalKind};

/// Back-edges before the tracer looks at a loop; a prime, so that it does not lock on to a loop's own rhythm.
pub const LOOP_THRESHOLD: u32 = 151;

/// What a code object takes outside of the heap, beside its instructions and caches: names, tables of positions.
const CODE_BYTES: usize = 1500;

/// Makes a code object.
pub fn code_object(vm: &mut Vm, code: &Arc<Code>) -> Owned {
    let consts = code.consts.iter().map(|c| constant(vm, c)).collect();
    let names = code.names.iter().map(|n| vm.intern(n)).collect();
    let variables: Box<[Owned]> = code.variables.iter().map(|v| vm.intern(&v.name)).collect();
    let nlocals = code.variables.len() as u32;
    let units = code.code.len() * size_of::<Instr>() + code.nsites as usize * size_of::<Site>();
    crate::object::account(CODE_BYTES + 2 * units);
    let plain = !code.flags.has(CodeFlags::VARARGS) && !code.flags.has(CodeFlags::VARKEYWORDS);
    new(CodeBody {
        instrs: UnsafeCell::new(super::overlay::overlay(&code.code)),
        consts,
        names,
        variables,
        sites: UnsafeCell::new(sites(code, vm.loop_threshold)),
        nlocals,
        frame_size: nlocals + code.stacksize + 4,
        argcount: code.argcount,
        simple: plain && code.kwonlyargcount == 0,
        labels: OnceCell::new(),
        globals: Cell::new(0),
        code: code.clone(),
    })
}

/// A code object with caches of its own, for functions with other globals.
pub fn copy_code(vm: &mut Vm, code: &Owned) -> Owned {
    let data = super::bind::code_body(code).code.clone();
    code_object(vm, &data)
}

/// A function like another, with code of its own, so that its loops are counted and traced apart.
pub fn copy_function(vm: &mut Vm, f: Ref<'_>) -> Option<Owned> {
    let of = f.get::<Function>(vm)?;
    let (code, globals) = (of.code.clone(), of.globals.clone());
    let code = copy_code(vm, &code);
    super::ops::cold::function_of(vm, code.lend(), globals.lend()).ok()
}

fn sites(code: &Code, threshold: u32) -> Box<[Site]> {
    let mut sites = vec![Site::default(); code.nsites as usize];
    crate::object::start_counters(code, &mut sites, threshold);
    sites.into()
}

fn constant(vm: &mut Vm, c: &Const) -> Owned {
    match c {
        Const::None => Owned::NONE,
        Const::Bool(b) => Owned::bool(*b),
        Const::Ellipsis => Owned::immediate(Value::ELLIPSIS),
        Const::Int(i) => Owned::int(*i),
        Const::BigInt(i) => Owned::big(i.clone()),
        Const::Float(f) => Owned::float(*f),
        Const::Complex(re, im) => new(ComplexBody { re: *re, im: *im }),
        Const::Str(s) => text(vm, s.as_bytes()),
        Const::Bytes(b) => crate::types::bytes::from_slice(b),
        Const::Tuple(items) => {
            let items = items.iter().map(|c| constant(vm, c)).collect();
            vm.tuple(items)
        }
        Const::FrozenSet(items) => {
            let items: Vec<Owned> = items.iter().map(|c| constant(vm, c)).collect();
            match crate::types::set::frozen(vm, Owned::lend_all(&items)) {
                Ok(s) => s,
                Err(_) => unreachable!("constants are hashable"),
            }
        }
        Const::Slice(parts) => {
            let [a, b, c] = &**parts;
            let (a, b, c) = (constant(vm, a), constant(vm, b), constant(vm, c));
            crate::types::slice::build(a.lend(), b.lend(), c.lend())
        }
        Const::Code(code) => code_object(vm, code),
    }
}

/// String constants that look like names are interned, as in CPython.
fn text(vm: &mut Vm, bytes: &[u8]) -> Owned {
    if bytes.len() <= 40 && bytes.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_') {
        vm.intern_wtf8(bytes)
    } else {
        Owned::wtf8(bytes.to_vec())
    }
}

fn frame(vm: &Vm) -> &crate::object::Frame {
    match vm.current() {
        Some(f) => f,
        None => unreachable!("an opcode runs in a frame"),
    }
}

/// The name with this index in the running code.
pub(crate) fn running_name(vm: &Vm, i: usize) -> Ref<'static> {
    // SAFETY: names are interned: alive for ever.
    unsafe { Ref::from_value(frame(vm).code().name(i).value()) }
}

/// The name of a variable of the running code.
pub(crate) fn running_variable(vm: &Vm, i: usize) -> Ref<'static> {
    // SAFETY: as for `running_name`.
    unsafe { Ref::from_value(frame(vm).code().variables[i].value()) }
}

/// Whether a variable of the running code comes from an enclosing function.
pub(crate) fn is_free_variable(vm: &Vm, i: usize) -> bool {
    frame(vm).code().code.variables[i].kind.has(LocalKind::FREE)
}

/// The globals of the running frame.
pub(crate) fn running_globals(vm: &Vm) -> Owned {
    // SAFETY: the frame keeps its globals alive.
    unsafe { Ref::from_value(frame(vm).globals) }.own()
}

/// The namespace of the running module or class body; in a function a fresh dict is not made here: see `locals()`.
pub(crate) fn running_locals(vm: &Vm) -> Owned {
    let f = frame(vm);
    if f.locals.is_empty() {
        return running_globals(vm);
    }
    // SAFETY: whoever runs the body keeps its namespace alive.
    unsafe { Ref::from_value(f.locals) }.own()
}
