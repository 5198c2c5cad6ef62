//! Running a program: the VM is made, the source compiled, the module `__main__` executed, and what is left over reported.

use crate::interp::{self, entry, generator, load};
use crate::modules;
use crate::object::{Dict, Exc, Hooks, Module, Owned, PyResult, Ref, Settings, Vm, exception_type, new, unmap_code};
use crate::types;
use crate::types::exception::raise_syntax_error;
use std::io::Write as _;
use taipan_compiler::{Mode, Options};

/// Where a program comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file.
    File(String),
    /// A module that runs as the program: its name and file.
    Module {
        /// As imported.
        name: String,
        /// Where its text is.
        path: String,
    },
    /// The text after `-c`.
    Text(String),
    /// Standard input.
    Stdin,
}

/// Makes the VM with all types and native modules.
///
/// # Errors
/// When there is not enough memory for its stacks.
pub fn start(settings: Settings) -> Result<Box<Vm>, String> {
    let hooks = Hooks {
        call: entry::call,
        import: modules::import_absolute,
        import_name: modules::import::import_name,
        import_from: modules::import::import_from,
        import_star: modules::import::import_star,
        consumer: modules::builtins::consumer,
        hot: interp::no_tracer,
        collect: modules::gc::collect_automatically,
        safepoint: interp::ignore_request,
        native_references: |_, _| {},
        forget_native: |_, _| {},
        resume: generator::resume,
    };
    let mut defs = types::all();
    defs.extend(modules::types());
    taipan_compiler::limit_stack(crate::object::address_space() / 8);
    let mut vm = Vm::new(defs, hooks, settings).map_err(str::to_owned)?;
    vm.set_loop_threshold(load::LOOP_THRESHOLD);
    if modules::install(&mut vm).is_err() {
        let e = vm.take_raised();
        return Err(types::exception::report(&mut vm, e));
    }
    Ok(vm)
}

/// Compiles and runs a program; the result is the process's exit status.
pub fn run(vm: &mut Vm, source: &Source) -> Exit {
    let (bytes, filename) = match read(source) {
        Ok(x) => x,
        Err(message) => {
            eprintln!("taipan: {message}");
            return Exit::Status(2);
        }
    };
    let code = match compile(vm, source, &bytes, &filename) {
        Ok(code) => code,
        Err(_) => {
            let e = vm.take_raised();
            modules::sys::report_uncaught(vm, e);
            return Exit::Status(1);
        }
    };
    let main = main_module(vm, source, &filename);
    unmap_code();
    let result = entry::run_code(vm, code.lend(), main.lend(), main.lend());
    let exit = conclude(vm, result);
    drop(code);
    finish(vm, exit, main)
}

/// The code of a program.
fn compile(vm: &mut Vm, source: &Source, bytes: &[u8], filename: &str) -> PyResult {
    let text = decode(vm, bytes, filename)?;
    if matches!(source, Source::Text(_) | Source::Stdin) {
        types::exception::report::remember_source(vm, filename, &text);
    }
    let options = Options { optimize: vm.settings.optimize, ..Options::default() };
    modules::builtins::compile_source(vm, &text, filename, Mode::Exec, options)
}

/// The bytes of a source and the name that its code has.
fn read(source: &Source) -> Result<(Vec<u8>, String), String> {
    match source {
        Source::Text(t) => Ok((t.clone().into_bytes(), "<string>".to_owned())),
        Source::Stdin => {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes).map_err(|e| e.to_string())?;
            Ok((bytes, "<stdin>".to_owned()))
        }
        Source::File(path) | Source::Module { path, .. } => match std::fs::read(path) {
            Ok(bytes) => Ok((bytes, whole_path(path))),
            Err(e) => {
                let text = e.to_string();
                let reason = text.split(" (os error").next().unwrap_or_default();
                let number = e.raw_os_error().unwrap_or(0);
                let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
                Err(format!("can't open file '{}': [Errno {number}] {reason}", path.display()))
            }
        },
    }
}

/// A path from the root, otherwise as it was given.
fn whole_path(path: &str) -> String {
    match std::env::current_dir() {
        Ok(here) if !path.starts_with('/') => format!("{}/{path}", here.display()),
        _ => path.to_owned(),
    }
}

/// The text of a program in the encoding that it declares.
fn decode(vm: &mut Vm, bytes: &[u8], filename: &str) -> PyResult<String> {
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        let line = bytes[..at].iter().filter(|&&b| b == b'\n').count() as i64 + 1;
        let start = bytes[..at].iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1);
        let before = format!("{}\n", String::from_utf8_lossy(&bytes[start..at]));
        let (place, msg) = ((Some(line), None), "source code cannot contain null bytes");
        return Err(raise_syntax_error(vm, Exc::SyntaxError, msg, filename, place, (None, None), Some(&before)));
    }
    modules::builtins::source_text(vm, bytes, filename, true)
}

/// The namespace of `__main__`.
fn main_module(vm: &mut Vm, source: &Source, filename: &str) -> Owned {
    let dict = new(Dict::namespace());
    let module = new(Module { dict: dict.clone() });
    let builtins = vm.builtins_module();
    let package = match source {
        Source::Module { name, path } if path.ends_with("/__main__.py") => Owned::str(name),
        Source::Module { name, .. } => Owned::str(name.rsplit_once('.').map_or("", |(package, _)| package)),
        Source::File(path) if path.ends_with("/__main__.py") => Owned::str(""),
        _ => Owned::NONE,
    };
    let mut entries = vec![("__name__", Owned::str("__main__")), ("__doc__", Owned::NONE), ("__package__", package)];
    entries.extend([("__loader__", Owned::NONE), ("__spec__", Owned::NONE), ("__builtins__", builtins)]);
    if !matches!(source, Source::Text(_)) {
        entries.push(("__file__", Owned::str(filename)));
    }
    for (name, value) in entries {
        vm.dict_set_name(dict.lend(), name, value);
    }
    vm.register_module("__main__", module);
    dict
}

/// How a program ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// With this status.
    Status(i32),
    /// By `KeyboardInterrupt`: whoever started the process is to see that the signal ended it.
    Interrupted,
}

/// Reports what the program ended with.
fn conclude(vm: &mut Vm, result: PyResult) -> Exit {
    if result.is_ok() {
        return Exit::Status(0);
    }
    let e = vm.take_raised();
    if e.lend().is_instance(exception_type(Exc::SystemExit)) {
        return Exit::Status(exit_code(vm, e.lend()));
    }
    let interrupted = e.lend().is_instance(exception_type(Exc::KeyboardInterrupt));
    modules::flush_stdout(vm);
    modules::sys::report_uncaught(vm, e);
    if interrupted { Exit::Interrupted } else { Exit::Status(1) }
}

/// The exit status of a `SystemExit`; what is no number is printed.
fn exit_code(vm: &mut Vm, e: Ref<'_>) -> i32 {
    let code = vm.get_attr_str(e, "code").unwrap_or(Owned::NONE);
    if code.value().is_none() {
        return 0;
    }
    if let Some(i) = code.lend().as_i64(vm) {
        return i as i32 & 0xff;
    }
    if code.lend().is_instance(crate::object::type_for(crate::object::Kind::Int)) {
        return 0xff;
    }
    modules::flush_stdout(vm);
    let text = vm.str_string(code.lend()).unwrap_or_default();
    modules::sys::write_stderr(vm, &format!("{text}\n"));
    1
}

/// Runs what is due at the end: `atexit`, finalisers, flushing. A closed pipe is quiet.
fn finish(vm: &mut Vm, exit: Exit, main: Owned) -> Exit {
    interp::run_finalizers(vm);
    modules::atexit::run(vm);
    modules::gc::at_end(vm, main);
    if modules::end_stdout(vm) || exit == Exit::Interrupted { exit } else { Exit::Status(120) }
}

/// Prints the bytecode of a program.
pub fn disassemble(vm: &mut Vm, source: &Source) -> Exit {
    let (bytes, filename) = match read(source) {
        Ok(x) => x,
        Err(message) => {
            eprintln!("taipan: {message}");
            return Exit::Status(2);
        }
    };
    let Ok(text) = decode(vm, &bytes, &filename) else {
        let e = vm.take_raised();
        modules::sys::report_uncaught(vm, e);
        return Exit::Status(1);
    };
    let options = Options { optimize: vm.settings.optimize, ..Options::default() };
    match taipan_compiler::compile(&text, &filename, Mode::Exec, options) {
        Ok(code) => {
            // Whoever reads may have seen enough.
            let _ = std::io::stdout().write_all(taipan_bytecode::dis::disassemble(&code).as_bytes());
            Exit::Status(0)
        }
        Err(e) => {
            eprint!("{}", e.render());
            Exit::Status(1)
        }
    }
}
