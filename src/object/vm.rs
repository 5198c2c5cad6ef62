//! The `Vm`: everything that a running program is, and the key to the heap.
//!
//! `&Vm` reads object bodies; `&mut Vm` changes them, runs Python code, raises. The struct is declared at the bottom layer so
//! that type slots can take it; what upper layers do for it (calling, importing) is reached through [`Hooks`].

#![allow(unsafe_code, reason = "the eval breaker and the registers are raw words")]

use super::stack::{Frame, Stacks};
use super::{CallArgs, Owned, PyResult, Ref, TypeObj, Value};
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU32, Ordering};
use taipan_bytecode::Instr;

/// The interpreter's registers while it is not running: what a handler works on, parked where cold code finds it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Regs {
    /// The next instruction.
    pub pc: *const Instr,
    /// One past the top of the operand stack.
    pub sp: *mut Value,
    /// The first local.
    pub fp: *mut Value,
}

/// What upper layers do for lower ones.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// Calls any callable.
    pub call: fn(&mut Vm, Ref<'_>, &CallArgs<'_>) -> PyResult,
    /// Imports a module by absolute name.
    pub import: fn(&mut Vm, &str) -> PyResult,
    /// The statement's import: name, level, names wanted.
    pub import_name: fn(&mut Vm, Ref<'_>, Ref<'_>, Ref<'_>) -> PyResult,
    /// `from module import name`.
    pub import_from: fn(&mut Vm, Ref<'_>, Ref<'_>) -> PyResult,
    /// `from module import *` into a namespace.
    pub import_star: fn(&mut Vm, Ref<'_>, Ref<'_>) -> PyResult<()>,
    /// The Python function that does what a builtin does, called with so many arguments, of which one is a generator of the
    /// code at this address, or a `map` of a function of that code. The VM keeps it alive.
    pub consumer: fn(&mut Vm, Ref<'_>, usize, u64) -> Option<Value>,
    /// A loop or an entry became hot: the tracer takes over, if there is one. The registers are parked.
    pub hot: fn(&mut Vm) -> PyResult<Hot>,
    /// Collects cycles because the heap has grown.
    pub collect: fn(&mut Vm),
    /// Serves requests of the eval breaker that are not the interpreter's own.
    pub safepoint: fn(&mut Vm, u32),
    /// Names every reference that native code holds, after the code object whose loops it was compiled for.
    pub native_references: fn(&mut Vm, &mut dyn FnMut(Value, Value)),
    /// These objects (their words) are about to be freed: native code of code objects among them goes.
    pub forget_native: fn(&mut Vm, &HashSet<u64>),
    /// Resumes a generator with a value sent in (or an exception, when the second is set).
    pub resume: fn(&mut Vm, Ref<'_>, Resume<'_>) -> PyResult<Resumed>,
}

/// What became of the program while the tracer had it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hot {
    /// The interpreter goes on.
    Continue,
    /// A frame that native code waits for has returned.
    Leave,
}

/// What a suspended frame is given.
pub enum Resume<'a> {
    /// `send(value)`; `None` for `next`.
    Send(Ref<'a>),
    /// `throw(exception)`.
    Throw(Ref<'a>),
}

/// What a resumed frame gave.
pub enum Resumed {
    /// It yielded.
    Yielded(Owned),
    /// It returned.
    Returned(Owned),
}

/// A running program.
#[repr(C)]
pub struct Vm {
    /// Registers; valid while native or cold code runs.
    pub(crate) regs: Regs,
    /// Constants of the running code.
    pub(crate) consts: *const Value,
    /// Inline caches of the running code.
    pub(crate) sites: *mut super::Site,
    /// The running frame's record.
    pub(crate) frame: *mut Frame,
    pub(crate) frame_limit: *mut Frame,
    pub(crate) data_limit: *mut Value,
    /// Depth of Python frames and of nested interpreter loops, against the recursion limit.
    pub(crate) depth: u32,
    pub(crate) recursion_limit: u32,
    pub(crate) native_depth: u32,
    /// The counter of the back-edge that became hot.
    pub(crate) hot_site: *mut super::Site,
    /// Back-edges before a loop counts as hot.
    pub(crate) loop_threshold: u32,
    /// The value of the `StopIteration` that ended the iterator asked last, where its slot had one.
    pub(crate) stop_value: Option<Owned>,
    /// Lowest address that the native stack may grow down to.
    pub(crate) native_limit: usize,
    pub(crate) stacks: Stacks,
    /// What a frame returned or yielded to a native caller.
    pub(crate) result: Option<Owned>,
    /// Whether that was a yield.
    pub(crate) yielded: bool,
    /// The exception that is being raised.
    pub(crate) raised: Option<Owned>,
    /// Exceptions that are being handled: one entry per running generator, and one for the rest.
    pub(crate) handled: Vec<Owned>,
    pub(crate) hooks: Hooks,
    /// `sys.modules`, the builtins module's namespace and other well-known objects.
    pub(crate) globals: WellKnown,
    pub(crate) names: super::WellKnownNames,
    pub(crate) interned: HashMap<Box<[u8]>, Owned>,
    /// State of native modules and of the tracer, by type.
    pub(crate) extensions: super::WordMap<std::any::TypeId, Box<dyn std::any::Any>>,
    /// The tracer's state; null while there is none.
    pub(crate) jit: *mut u8,
    /// How often frames have been looked at.
    pub(crate) frame_looks: std::cell::Cell<u64>,
    /// Command-line settings that builtins see.
    pub settings: Settings,
}

/// Objects that the runtime itself needs.
pub(crate) struct WellKnown {
    /// The builtins module's dict.
    pub builtins: Owned,
    /// `sys.modules`.
    pub modules: Owned,
    /// The sys module's dict.
    pub sys: Owned,
    /// The empty tuple.
    pub empty_tuple: Owned,
    /// One-character strings of ASCII.
    pub ascii: Vec<Owned>,
    /// The empty string.
    pub empty_str: Owned,
}

/// Settings from the command line and the environment.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// The directory that own modules are imported from.
    pub script_dir: Option<std::path::PathBuf>,
    /// `-O` level.
    pub optimize: u8,
    /// Key of the string hash.
    pub hash_key: taipan_text::hash::HashKey,
    /// Whether standard streams are unbuffered (`-u`).
    pub unbuffered: bool,
}

/// Non-zero when something waits for the next safepoint. Native code polls this word.
pub static EVAL_BREAKER: AtomicU32 = AtomicU32::new(0);
/// A signal handler's request.
pub const BREAK_SIGNAL: u32 = 1;
/// Finalisers or weak-reference callbacks wait.
pub const BREAK_FINALIZERS: u32 = 2;
/// The cycle collector wants to run.
pub const BREAK_COLLECT: u32 = 4;
/// A compiled trace waits to be installed.
pub const BREAK_INSTALL: u32 = 8;

/// Finalisers wait: run them at the next safepoint.
pub(crate) fn break_soon() {
    EVAL_BREAKER.fetch_or(BREAK_FINALIZERS, Ordering::Relaxed);
}

/// The heap has grown: a collection is due at the next safepoint.
pub(crate) fn collect_soon() {
    if super::is_collector_enabled() {
        EVAL_BREAKER.fetch_or(BREAK_COLLECT, Ordering::Relaxed);
    }
}

/// A type changed: traces that depend on it are to be invalidated at the next check.
pub(crate) fn types_changed(ty: &TypeObj) {
    if !ty.watchers().is_empty() {
        super::invalidation::mark(ty.watchers());
    }
}

impl Vm {
    /// Calls `f` with positional arguments.
    ///
    /// # Errors
    /// Whatever the call raises.
    pub fn call(&mut self, f: Ref<'_>, args: &[Ref<'_>]) -> PyResult {
        (self.hooks.call)(self, f, &CallArgs::positional(args))
    }

    /// Calls `f` with positional and keyword arguments.
    ///
    /// # Errors
    /// Whatever the call raises.
    pub fn call_args(&mut self, f: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
        (self.hooks.call)(self, f, args)
    }

    /// Imports a module by absolute name.
    ///
    /// # Errors
    /// `ImportError` and whatever the module's code raises.
    pub fn import(&mut self, name: &str) -> PyResult {
        (self.hooks.import)(self, name)
    }

    /// State of a native module, made on first use.
    pub fn extension<T: Default + 'static>(&mut self) -> &mut T {
        let id = std::any::TypeId::of::<T>();
        match self.extensions.entry(id).or_insert_with(|| Box::<T>::default()).downcast_mut() {
            Some(t) => t,
            None => unreachable!("the map is keyed by the type"),
        }
    }

    /// Whether the native stack is nearly used up.
    #[inline]
    pub fn native_stack_low(&self) -> bool {
        let here = 0u8;
        (&raw const here as usize) < self.native_limit
    }

    /// Whether there is less of the native stack left than so many bytes.
    pub(crate) fn native_stack_reaches(&self, reserve: usize) -> bool {
        let here = 0u8;
        (&raw const here as usize) < self.native_limit + reserve
    }

    /// Guards native recursion (`repr` of nested lists, comparison of nested tuples, …).
    ///
    /// # Errors
    /// `RecursionError` when the native stack is nearly used up or `f` fails.
    pub fn recurse<T>(&mut self, doing: &str, f: impl FnOnce(&mut Vm) -> PyResult<T>) -> PyResult<T> {
        if self.native_stack_low() || self.depth + self.native_depth >= self.recursion_limit {
            return Err(self.recursion_error(doing));
        }
        self.native_depth += 1;
        let r = f(self);
        self.native_depth -= 1;
        r
    }

    /// Leaves the value of a return for whoever asked the iterator that ended.
    pub fn set_stop_value(&mut self, v: Owned) {
        self.stop_value = if v.value().is_none() { None } else { Some(v) };
    }

    /// The value with which the iterator that just ended stopped (`None` mostly).
    pub fn stopped_with(&mut self) -> Owned {
        self.stop_value.take().unwrap_or(Owned::NONE)
    }

    /// The running frame, or `None` outside of any.
    pub(crate) fn current(&self) -> Option<&Frame> {
        if self.frame <= self.stacks.frames() {
            return None;
        }
        // SAFETY: the record of the running frame is within the reserved control stack.
        Some(unsafe { &*self.frame })
    }
}

/// Set by the signal handler: Ctrl-C was pressed.
pub static INTERRUPTED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

impl Vm {
    /// Raises `KeyboardInterrupt` when Ctrl-C was pressed. Native loops call this every few thousand steps.
    ///
    /// # Errors
    /// `KeyboardInterrupt`.
    #[inline]
    pub fn check_signals(&mut self) -> PyResult<()> {
        if INTERRUPTED.load(Ordering::Relaxed) {
            return self.interrupted();
        }
        Ok(())
    }

    #[cold]
    fn interrupted(&mut self) -> PyResult<()> {
        INTERRUPTED.store(false, Ordering::Relaxed);
        EVAL_BREAKER.fetch_and(!BREAK_SIGNAL, Ordering::Relaxed);
        Err(self.raise_args(super::Exc::KeyboardInterrupt, vec![]))
    }
}

impl Vm {
    /// Back-edges before a loop counts as hot; 0: never.
    pub fn set_loop_threshold(&mut self, n: u32) {
        self.loop_threshold = n;
    }

    /// The builtins module.
    pub fn builtins_module(&mut self) -> Owned {
        let modules = self.globals.modules.clone();
        self.dict_get_name(modules.lend(), "builtins").unwrap_or(Owned::NONE)
    }

    /// Enters a module into `sys.modules`.
    pub fn register_module(&mut self, name: &str, module: Owned) {
        let modules = self.globals.modules.clone();
        self.dict_set_name(modules.lend(), name, module);
    }

    /// `sys.modules`.
    pub fn sys_modules(&self) -> Owned {
        self.globals.modules.clone()
    }

    /// The namespace of the builtins module.
    pub fn builtins_dict(&self) -> Owned {
        self.globals.builtins.clone()
    }
}
