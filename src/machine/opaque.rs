//! Opaque operations: plain Rust functions that handlers call for what is rare, and that a trace calls as a whole.
//!
//! An opaque operation sees its operands as lent references and gives an owned result. Native code reaches it through one
//! trampoline per number of operands, so that the functions themselves stay safe Rust with an ordinary signature.

#![allow(unsafe_code, reason = "trampolines from native code into safe functions")]

use crate::object::{Owned, PyResult, Ref, Value, Vm};

/// The function of an opaque operation: operands in stack order, deepest first, and the opcode's argument.
pub type OpaqueFn = fn(&mut Vm, &[Ref<'_>], u32) -> PyResult;

/// What an opaque operation may do besides computing its result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Nothing: it reads immutable objects only. May raise.
    Pure,
    /// Reads mutable objects. May raise.
    Reads,
    /// Reads anything, changes lists: their items, lengths, buffers, storage. Runs no Python code. May raise.
    Lists,
    /// Looks a key up in dicts and sets. Gives `EMPTY` where Python code would have to be asked; never raises.
    Looks,
    /// Changes dicts and sets likewise.
    Puts,
    /// Reads and writes built-in containers, runs no Python code. May raise.
    Leaf,
    /// Anything: Python code may run.
    Any,
}

/// An opaque operation.
pub struct Opaque {
    /// For the trace's text form.
    pub name: &'static str,
    /// The function.
    pub f: OpaqueFn,
    /// What it may do.
    pub effect: Effect,
}

impl Opaque {
    /// An operation that may do anything.
    pub const fn any(name: &'static str, f: OpaqueFn) -> Opaque {
        Opaque { name, f, effect: Effect::Any }
    }

    /// An operation with a known effect.
    pub const fn with(name: &'static str, f: OpaqueFn, effect: Effect) -> Opaque {
        Opaque { name, f, effect }
    }
}

/// A function of one float, known by name.
pub struct FloatFn {
    /// For the trace's text form.
    pub name: &'static str,
    /// The function.
    pub f: extern "C" fn(f64) -> f64,
}

/// A function of two floats, known by name.
pub struct FloatFn2 {
    /// For the trace's text form.
    pub name: &'static str,
    /// The function.
    pub f: extern "C" fn(f64, f64) -> f64,
}

/// Calls an opaque function on words that are alive; the result is owned, zero means raised.
fn invoke(vm: *mut Vm, f: OpaqueFn, arg: u32, words: &[Value]) -> u64 {
    // SAFETY: native code passes the one VM and operands that stay alive during the call; `Ref` is transparent over `Value`.
    let (vm, operands) = unsafe { (&mut *vm, &*(words as *const [Value] as *const [Ref<'_>])) };
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| f(vm, operands, arg)));
    match done {
        Ok(Ok(v)) => Owned::into_value(v).bits(),
        Ok(Err(_)) => 0,
        // Nothing may unwind through native code.
        Err(_) => std::process::abort(),
    }
}

macro_rules! trampolines {
    ($($name:ident $catching:ident($($a:ident),*);)*) => {
        $(#[allow(improper_ctypes_definitions, reason = "the function pointer is passed through, only Rust calls it")]
        extern "C" fn $name(vm: *mut Vm, f: OpaqueFn, arg: u64, $($a: Value),*) -> u64 {
            invoke(vm, f, arg as u32, &[$($a),*])
        }

        #[allow(improper_ctypes_definitions, reason = "as above")]
        extern "C" fn $catching(vm: *mut Vm, f: OpaqueFn, arg: u64, $($a: Value),*) -> u64 {
            invoke_catching(vm, f, arg as u32, &[$($a),*])
        })*

        /// The trampolines' addresses by number of operands.
        pub(crate) fn trampoline(operands: usize) -> Option<usize> {
            [$($name as *const () as usize),*].get(operands).copied()
        }

        /// Those of operations that usually raise.
        pub(crate) fn catching_trampoline(operands: usize) -> Option<usize> {
            [$($catching as *const () as usize),*].get(operands).copied()
        }
    };
}

/// The same for an operation that usually raises: 0 when it has, else 1 and the result is left with the VM.
fn invoke_catching(vm: *mut Vm, f: OpaqueFn, arg: u32, words: &[Value]) -> u64 {
    let r = invoke(vm, f, arg, words);
    match Value::from_bits(r) {
        None => 0,
        Some(v) => {
            // SAFETY: the one VM; the result is owned.
            unsafe { (*vm).result = Some(Owned::from_value(v)) };
            1
        }
    }
}

trampolines! {
    call0 catch0();
    call1 catch1(a);
    call2 catch2(a, b);
    call3 catch3(a, b, c);
    call4 catch4(a, b, c, d);
    call5 catch5(a, b, c, d, e);
    call6 catch6(a, b, c, d, e, g);
    call7 catch7(a, b, c, d, e, g, h);
    call8 catch8(a, b, c, d, e, g, h, i);
    call9 catch9(a, b, c, d, e, g, h, i, j);
    call10 catch10(a, b, c, d, e, g, h, i, j, k);
}
