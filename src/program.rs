//! Running a program: the VM is made, the source compiled, the module `__main__` executed, and what is left over reported.

use crate::interp::{self, entry, generator, load};
use crate::modules;
use crate::object::{Dict, Exc, Hooks, Module, Owned, PyResult, Ref, Settings, Vm, exception_type, new};
use crate::types;
use taipan_compiler::{Mode, Options};

/// Where a program comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file.
    File(String),
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
        safepoint: interp::ignore_request,
        native_references: |_, _| {},
        forget_native: |_, _| {},
        resume: generator::resume,
    };
    let mut defs = types::all();
    defs.extend(modules::types());
    let mut vm = Vm::new(defs, hooks, settings).map_err(str::to_owned)?;
    vm.set_loop_threshold(load::LOOP_THRESHOLD);
    if modules::install(&mut vm).is_err() {
        let e = vm.take_raised();
        return Err(types::exception::report(&mut vm, e));
    }
    Ok(vm)
}

/// Compiles and runs a program; the result is the process's exit status.
pub fn run(vm: &mut Vm, source: &Source) -> i32 {
    let (text, filename) = match read(source) {
        Ok(x) => x,
        Err(message) => {
            eprintln!("{message}");
            return 2;
        }
    };
    let code = match taipan_compiler::compile(&text, &filename, Mode::Exec, Options::default()) {
        Ok(code) => code,
        Err(e) => {
            eprint!("{}", e.render());
            return 1;
        }
    };
    if !matches!(source, Source::File(_)) {
        types::exception::report::remember_source(vm, &filename, &text);
    }
    let code = load::code_object(vm, &code);
    let main = main_module(vm, source, &filename);
    let result = entry::run_code(vm, code.lend(), main.lend(), main.lend());
    let status = conclude(vm, result);
    drop(code);
    finish(vm, status, main)
}

fn read(source: &Source) -> Result<(String, String), String> {
    match source {
        Source::Text(t) => Ok((t.clone(), "<string>".to_owned())),
        Source::Stdin => {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes).map_err(|e| e.to_string())?;
            Ok((decode(&bytes), "<stdin>".to_owned()))
        }
        Source::File(path) => match std::fs::read(path) {
            Ok(bytes) => Ok((decode(&bytes), path.clone())),
            Err(e) => {
                let text = e.to_string();
                let reason = text.split(" (os error").next().unwrap_or_default();
                let number = e.raw_os_error().unwrap_or(0);
                Err(format!("taipan: can't open file '{path}': [Errno {number}] {reason}"))
            }
        },
    }
}

/// Source text from bytes: UTF-8 with or without a byte-order mark.
fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    String::from_utf8_lossy(bytes).into_owned()
}

/// The namespace of `__main__`.
fn main_module(vm: &mut Vm, source: &Source, filename: &str) -> Owned {
    let dict = new(Dict::namespace());
    let module = new(Module { dict: dict.clone() });
    let builtins = vm.builtins_module();
    let mut entries =
        vec![("__name__", Owned::str("__main__")), ("__doc__", Owned::NONE), ("__package__", Owned::NONE)];
    entries.extend([("__loader__", Owned::NONE), ("__spec__", Owned::NONE), ("__builtins__", builtins)]);
    if let Source::File(_) = source {
        entries.push(("__file__", Owned::str(filename)));
    }
    for (name, value) in entries {
        vm.dict_set_name(dict.lend(), name, value);
    }
    vm.register_module("__main__", module);
    dict
}

/// Reports what the program ended with.
fn conclude(vm: &mut Vm, result: PyResult) -> i32 {
    if result.is_ok() {
        return 0;
    }
    let e = vm.take_raised();
    if e.lend().is_instance(exception_type(Exc::SystemExit)) {
        return exit_code(vm, e.lend());
    }
    let interrupted = e.lend().is_instance(exception_type(Exc::KeyboardInterrupt));
    modules::flush_stdout(vm);
    modules::sys::report_uncaught(vm, e);
    if interrupted { 130 } else { 1 }
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
    modules::flush_stdout(vm);
    let text = vm.str_string(code.lend()).unwrap_or_default();
    modules::sys::write_stderr(vm, &format!("{text}\n"));
    1
}

/// Runs what is due at the end: `atexit`, finalisers, flushing. A closed pipe is quiet.
fn finish(vm: &mut Vm, status: i32, main: Owned) -> i32 {
    interp::run_finalizers(vm);
    modules::atexit::run(vm);
    modules::gc::at_end(vm, main);
    if modules::end_stdout(vm) { status } else { 120 }
}

/// Prints the bytecode of a program; the result is the exit status.
pub fn disassemble(source: &Source) -> i32 {
    match read(source) {
        Ok((text, filename)) => match taipan_compiler::compile(&text, &filename, Mode::Exec, Options::default()) {
            Ok(code) => {
                print!("{}", taipan_bytecode::dis::disassemble(&code));
                0
            }
            Err(e) => {
                eprint!("{}", e.render());
                1
            }
        },
        Err(message) => {
            eprintln!("{message}");
            2
        }
    }
}
