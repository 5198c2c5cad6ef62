//! The module `sys`: the program's arguments, streams and paths, and what there is to know about the interpreter.

mod hooks;
mod info;
pub mod record;
mod state;

use super::ModuleDef;
use crate::object::{FnDef, Owned, PyResult, Ref, Vm};
pub use hooks::{display_hook, report_uncaught, write_stderr};

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef { name: "sys", doc: DOC, functions: FUNCTIONS, fill }
}

const DOC: &str = "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.";

static FUNCTIONS: &[FnDef] = &[
    FnDef::new("_getframe", "(depth=0, /)", state::getframe, "Return a frame object from the call stack."),
    FnDef::new(
        "breakpointhook",
        "(*args, **kws)",
        super::builtins::breakpoint_hook,
        "This hook function is called by built-in breakpoint().",
    ),
    FnDef::new("call_tracing", "(func, args, /)", state::call_tracing, "Call func(*args), while tracing is enabled."),
    FnDef::new(
        "displayhook",
        "(object, /)",
        hooks::display,
        "Print an object to sys.stdout and also save it in builtins._",
    ),
    FnDef::new("exc_info", "()", state::exc_info, "Return current exception information: (type, value, traceback)."),
    FnDef::new(
        "excepthook",
        "(exctype, value, traceback, /)",
        hooks::except,
        "Handle an exception by displaying it with a traceback on sys.stderr.",
    ),
    FnDef::new("exception", "()", state::exception, "Return the current exception."),
    FnDef::new("exit", "(status=None, /)", state::exit, "Exit the interpreter by raising SystemExit(status)."),
    FnDef::new(
        "get_int_max_str_digits",
        "()",
        state::get_digits,
        "Return the maximum string digits limit for non-binary int<->str conversions.",
    ),
    FnDef::new(
        "set_int_max_str_digits",
        "(maxdigits)",
        state::set_digits,
        "Set the maximum string digits limit for non-binary int<->str conversions.",
    ),
    FnDef::new(
        "getdefaultencoding",
        "()",
        state::utf8,
        "Return the current default encoding used by the Unicode implementation.",
    ),
    FnDef::new(
        "getfilesystemencoding",
        "()",
        state::utf8,
        "Return the encoding used to convert Unicode filenames to OS filenames.",
    ),
    FnDef::new(
        "getfilesystemencodeerrors",
        "()",
        state::surrogateescape,
        "Return the error mode used for Unicode to OS filename conversion.",
    ),
    FnDef::new("getprofile", "()", state::no_tracing, "Return the profiling function set with sys.setprofile."),
    FnDef::new("gettrace", "()", state::no_tracing, "Return the global debug tracing function set with sys.settrace."),
    FnDef::new(
        "getrecursionlimit",
        "()",
        state::get_recursion_limit,
        "Return the current value of the recursion limit.",
    ),
    FnDef::new(
        "setrecursionlimit",
        "(limit, /)",
        state::set_recursion_limit,
        "Set the maximum depth of the Python interpreter stack to n.",
    ),
    FnDef::new(
        "getallocatedblocks",
        "()",
        |vm, _| Ok(Owned::usize(crate::object::live_objects(vm))),
        "Return the number of memory blocks currently allocated.",
    ),
    FnDef::new(
        "getunicodeinternedsize",
        "(*, _only_immortal=False)",
        |vm, _| Ok(Owned::usize(vm.interned.len())),
        "Return the number of elements of the unicode interned dictionary",
    ),
    FnDef::new(
        "_getframemodulename",
        "(depth=0)",
        state::frame_module,
        "Return the name of the module for a calling frame.",
    ),
    FnDef::new("getrefcount", "(object, /)", state::getrefcount, "Return the reference count of object."),
    FnDef::new(
        "getsizeof",
        "(object, default=None)",
        state::getsizeof,
        "getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes.",
    ),
    FnDef::new(
        "getswitchinterval",
        "()",
        state::get_switch_interval,
        "Return the current thread switch interval; see sys.setswitchinterval().",
    ),
    FnDef::new(
        "setswitchinterval",
        "(interval, /)",
        state::set_switch_interval,
        "Set the ideal thread switching delay inside the Python interpreter.",
    ),
    FnDef::new("intern", "(string, /)", state::intern, "``Intern'' the given string."),
    FnDef::new("is_finalizing", "()", state::never, "Return True if Python is exiting."),
    FnDef::new(
        "_is_gil_enabled",
        "()",
        state::always,
        "Return True if the GIL is currently enabled and False if the GIL is disabled.",
    ),
    FnDef::new("setprofile", "(function, /)", state::set_tracing, "Set the profiling function."),
    FnDef::new("settrace", "(function, /)", state::set_tracing, "Set the global debug tracing function."),
    FnDef::new("unraisablehook", "(unraisable, /)", hooks::unraisable, "Handle an unraisable exception."),
];

fn fill(vm: &mut Vm, dict: Ref<'_>) -> PyResult<()> {
    info::fill(vm, dict)?;
    hooks::fill(vm, dict);
    Ok(())
}
