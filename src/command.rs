//! What the command line says, parsed; and carrying it out.

use crate::object::Settings;
use crate::program::{self, Source};
use crate::tracing::{self, Params};
use std::ffi::OsString;
use taipan_text::hash::HashKey;

const HELP: &str = "\
usage: taipan [option] ... [-c cmd | file | -] [arg] ...
Runs Python 3.14 programs; hot loops become native code.

-c cmd               program passed in as string (terminates option list)
-u                   unbuffered standard output and error
-V, --version        print the version and exit
-h, --help           print this help and exit
--dis                print the bytecode of the program instead of running it
--jit on|off         trace and compile hot loops (default: on)
--jit-log[=PATH]     log what the compiler does, to stderr or to a .txt or .jsonl file
--jit-param N=V      set a threshold or switch; `--jit-param help' lists them
--jit-threads N      0: compile in place, so that runs are deterministic (default: 1)
-X exit-everywhere   stress test: every exit of native code is taken once; the output must not change
-X refcount-audit    stress test: reference counts are checked whenever native code is left
file                 program read from a script file
-                    program read from standard input
arg ...              arguments passed to the program in sys.argv[1:]
";

/// Options behind `-X` and the parameters of the tracer that they set. Unknown ones are ignored, as CPython does.
const STRESS: [(&str, &str); 2] = [("exit-everywhere", "exit_everywhere"), ("refcount-audit", "refcount_audit")];

/// The version of the language and of this program.
pub const VERSION: &str = concat!("Python 3.14.0 (Taipan ", env!("CARGO_PKG_VERSION"), ")\n");

/// What to do.
#[derive(Debug)]
pub enum Parsed {
    /// Run a program.
    Run(Command),
    /// Print this and exit.
    Print(String),
}

/// A program to run.
#[derive(Debug)]
pub struct Command {
    source: Source,
    args: Vec<String>,
    dis: bool,
    unbuffered: bool,
    /// Settings of the compiler, in the order given.
    pub jit: Vec<(String, String)>,
}

/// Parses arguments, without the program's own name.
///
/// # Errors
/// What is wrong, in words.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Parsed, String> {
    use lexopt::prelude::*;
    let mut p = lexopt::Parser::from_args(args);
    let mut c = Command { source: Source::Stdin, args: Vec::new(), dis: false, unbuffered: false, jit: Vec::new() };
    let text = |v: OsString| v.into_string().map_err(|_| "an argument is not valid UTF-8".to_owned());
    let words = |e: lexopt::Error| e.to_string();
    while let Some(arg) = p.next().map_err(words)? {
        match arg {
            Short('h') | Long("help") => return Ok(Parsed::Print(HELP.to_owned())),
            Short('V') | Long("version") => return Ok(Parsed::Print(VERSION.to_owned())),
            Short('u') => c.unbuffered = true,
            Long("dis") => c.dis = true,
            Long("jit") => c.jit.push(("jit".to_owned(), text(p.value().map_err(words)?)?)),
            Long("jit-log") => {
                let path = p.optional_value().map(text).transpose()?.unwrap_or_default();
                c.jit.push(("log".to_owned(), path));
            }
            Long("jit-threads") => c.jit.push(("threads".to_owned(), text(p.value().map_err(words)?)?)),
            Short('X') => {
                let v = text(p.value().map_err(words)?)?;
                if let Some((_, param)) = STRESS.iter().find(|s| s.0 == v) {
                    c.jit.push(((*param).to_owned(), "on".to_owned()));
                }
            }
            Long("jit-param") => {
                let v = text(p.value().map_err(words)?)?;
                match v.split_once('=') {
                    Some((name, value)) => c.jit.push((name.to_owned(), value.to_owned())),
                    None => return Err(format!("--jit-param wants NAME=VALUE, not '{v}'")),
                }
            }
            Short('c') => {
                c.source = Source::Text(text(p.value().map_err(words)?)?);
                c.args.push("-c".to_owned());
                break;
            }
            Value(v) => {
                let path = text(v)?;
                c.source = if path == "-" { Source::Stdin } else { Source::File(path.clone()) };
                c.args.push(path);
                break;
            }
            other => return Err(other.unexpected().to_string()),
        }
    }
    for v in p.raw_args().map_err(words)? {
        c.args.push(text(v)?);
    }
    if c.args.is_empty() {
        c.args.push(String::new());
    }
    Ok(Parsed::Run(c))
}

/// Runs the program; the result is the exit status.
pub fn execute(c: Command) -> i32 {
    let key = match HashKey::from_environment(std::env::var("PYTHONHASHSEED").ok().as_deref()) {
        Ok(key) => key,
        Err(e) => {
            eprintln!("Fatal Python error: config_init_hash_seed: {e}");
            return 1;
        }
    };
    let script_dir = match &c.source {
        Source::File(path) => {
            let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.into());
            real.parent().map(std::path::Path::to_path_buf)
        }
        _ => None,
    };
    let settings = Settings { argv: c.args.clone(), script_dir, optimize: 0, hash_key: key, unbuffered: c.unbuffered };
    if c.dis {
        return program::disassemble(&c.source);
    }
    let mut params = Params::default();
    for (name, value) in &c.jit {
        if name == "help" {
            print!("{}", Params::help());
            return 0;
        }
        if let Err(message) = params.set(name, value) {
            eprintln!("taipan: {message}");
            return 2;
        }
    }
    match program::start(settings) {
        Ok(mut vm) => {
            if let Err(message) = tracing::install(&mut vm, params) {
                eprintln!("taipan: {message}");
                return 1;
            }
            crate::object::catch_interrupts();
            let status = program::run(&mut vm, &c.source);
            tracing::shut_down(&mut vm);
            // The process ends here: freeing what lives until now would only take time.
            std::mem::forget(vm);
            status
        }
        Err(message) => {
            eprintln!("taipan: {message}");
            1
        }
    }
}
