//! What the command line says, parsed; and carrying it out.

use crate::object::Settings;
use crate::program::{self, Exit, Source};
use crate::tracing::{self, Params};
use std::ffi::OsString;
use std::io::Write as _;
use taipan_text::hash::HashKey;

const HELP: &str = "\
usage: taipan [option] ... [-c cmd | -m mod | file | -] [arg] ...
Runs Python 3.14 programs; hot loops become native code.

-c cmd               program passed in as string (terminates option list)
-m mod               run a module of the working directory as a script (terminates option list)
-O                   remove assert and __debug__-dependent statements; -OO also docstrings
-u                   unbuffered standard output and error
-V, --version        print the version and exit
-h, --help           print this help and exit
--dis                print the bytecode of the program instead of running it
--jit on|off         trace and compile hot loops (default: on)
--jit-log[=PATH]     log what the compiler does, to stderr or to a .txt or .jsonl file
--jit-param N=V      set a threshold or switch; `--jit-param help' lists them
--jit-threads N      0: compile in place, so that runs are deterministic (default: 1)
-X int_max_str_digits=N  the most digits between int and text; 0 for no limit
-X exit-everywhere   stress test: every exit of native code is taken once; the output must not change
-X refcount-audit    stress test: reference counts are checked whenever native code is left
-b -B -d -E -I -P -q -s -S -v -W arg    accepted, without effect
file                 program read from a script file, or a directory with __main__.py
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
    /// There is nothing to run: say why and exit with this status.
    Refuse(String, i32),
}

/// A program to run.
#[derive(Debug)]
pub struct Command {
    source: Source,
    args: Vec<String>,
    dis: bool,
    unbuffered: bool,
    optimize: u8,
    /// The most digits between int and text.
    digits: Option<String>,
    /// Settings of the compiler, in the order given.
    pub jit: Vec<(String, String)>,
}

/// What stands below every complaint about the command line.
const USAGE: &str =
    "usage: taipan [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `taipan -h' for more information.";

/// Parses arguments, without the program's own name.
///
/// # Errors
/// What is wrong, in words, and how it is used.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Parsed, String> {
    use lexopt::prelude::*;
    let mut p = lexopt::Parser::from_args(args);
    let mut c = Command {
        source: Source::Stdin,
        args: Vec::new(),
        dis: false,
        unbuffered: false,
        optimize: 0,
        digits: None,
        jit: Vec::new(),
    };
    let wrong = |what: String| format!("{what}\n{USAGE}");
    let text = |v: OsString| v.into_string().map_err(|_| wrong("an argument is not valid UTF-8".to_owned()));
    let words = |e: lexopt::Error| wrong(e.to_string());
    while let Some(arg) = p.next().map_err(words)? {
        let name = match &arg {
            Short(c) => format!("-{c}"),
            Long(name) => format!("--{name}"),
            Value(_) => String::new(),
        };
        let missing = |_| wrong(format!("Argument expected for the {name} option"));
        match arg {
            Short('h' | '?') | Long("help") => return Ok(Parsed::Print(HELP.to_owned())),
            Short('V') | Long("version") => return Ok(Parsed::Print(VERSION.to_owned())),
            Short('u') => c.unbuffered = true,
            Short('O') => c.optimize = (c.optimize + 1).min(2),
            Short('b' | 'B' | 'd' | 'E' | 'I' | 'P' | 'q' | 's' | 'S' | 'v') => {}
            Short('W') => drop(p.value().map_err(missing)?),
            Long("dis") => c.dis = true,
            Long("jit") => c.jit.push(("jit".to_owned(), text(p.value().map_err(missing)?)?)),
            Long("jit-log") => {
                let path = p.optional_value().map(text).transpose()?.unwrap_or_default();
                c.jit.push(("log".to_owned(), path));
            }
            Long("jit-threads") => c.jit.push(("threads".to_owned(), text(p.value().map_err(missing)?)?)),
            Short('X') => {
                let v = text(p.value().map_err(missing)?)?;
                if let Some((_, param)) = STRESS.iter().find(|s| s.0 == v) {
                    c.jit.push(((*param).to_owned(), "on".to_owned()));
                } else if let Some(limit) = v.strip_prefix("int_max_str_digits=") {
                    c.digits = Some(limit.to_owned());
                }
            }
            Long("jit-param") => {
                let v = text(p.value().map_err(missing)?)?;
                match v.split_once('=') {
                    Some((name, value)) => c.jit.push((name.to_owned(), value.to_owned())),
                    None if v == "help" => c.jit.push((v, String::new())),
                    None => return Err(wrong(format!("--jit-param wants NAME=VALUE, not '{v}'"))),
                }
            }
            Short('c') => {
                c.source = Source::Text(text(p.value().map_err(missing)?)?);
                c.args.push("-c".to_owned());
                break;
            }
            Short('m') => {
                let module = text(p.value().map_err(missing)?)?;
                let Some(path) = module_file(&module) else {
                    let package = std::path::Path::new(&module.replace('.', "/")).is_dir();
                    let more = format!(".__main__; '{module}' is a package and cannot be directly executed");
                    let more = if package { more.as_str() } else { "" };
                    return Ok(Parsed::Refuse(format!("No module named {module}{more}"), 1));
                };
                c.args.push(path.clone());
                c.source = Source::Module { name: module, path };
                break;
            }
            Value(v) => {
                let path = text(v)?;
                c.source = if path == "-" { Source::Stdin } else { Source::File(path.clone()) };
                c.args.push(path);
                break;
            }
            Long(name) => return Err(wrong(format!("unknown option --{name}"))),
            Short(name) => return Err(wrong(format!("Unknown option: -{name}"))),
        }
    }
    for v in p.raw_args().map_err(words)? {
        c.args.push(text(v)?);
    }
    if c.args.is_empty() {
        c.args.push(String::new());
    }
    if let Source::File(path) = &c.source
        && std::path::Path::new(path).is_dir()
    {
        let main = std::path::Path::new(path).join("__main__.py");
        if !main.exists() {
            let whole = std::path::absolute(path).unwrap_or_else(|_| path.into());
            return Ok(Parsed::Refuse(format!("can't find '__main__' module in '{}'", whole.display()), 1));
        }
        c.source = Source::File(main.to_string_lossy().into_owned());
    }
    Ok(Parsed::Run(c))
}

/// The file of a module in the working directory, or the `__main__` of a package.
fn module_file(name: &str) -> Option<String> {
    let base = std::env::current_dir().ok()?.join(name.replace('.', "/"));
    let files = [base.with_extension("py"), base.join("__main__.py")];
    files.into_iter().find(|f| f.is_file()).map(|f| f.to_string_lossy().into_owned())
}

/// Runs the program; the result is the exit status.
pub fn execute(c: Command) -> Exit {
    let key = match HashKey::from_environment(std::env::var("PYTHONHASHSEED").ok().as_deref()) {
        Ok(key) => key,
        Err(e) => {
            eprintln!("Fatal Python error: config_init_hash_seed: {e}");
            return Exit::Status(1);
        }
    };
    let script_dir = match &c.source {
        Source::File(path) => {
            let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.into());
            real.parent().map(std::path::Path::to_path_buf)
        }
        Source::Text(_) | Source::Stdin | Source::Module { .. } => std::env::current_dir().ok(),
    };
    let named = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    if let Some(digits) = c.digits.clone().or_else(|| named("PYTHONINTMAXSTRDIGITS")) {
        match digits.parse() {
            Ok(n) if n == 0 || n >= taipan_text::int::MIN_DIGIT_LIMIT => crate::types::int::set_digit_limit(n),
            _ => {
                eprintln!(
                    "Fatal Python error: config_init_int_max_str_digits: \
                     int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited."
                );
                return Exit::Status(1);
            }
        }
    }
    let unbuffered = c.unbuffered || named("PYTHONUNBUFFERED").is_some();
    let (argv, optimize) = (c.args.clone(), c.optimize);
    let settings = Settings { argv, script_dir, optimize, hash_key: key, unbuffered };
    let mut params = Params::default();
    for (name, value) in &c.jit {
        if name == "help" {
            print(&Params::help());
            return Exit::Status(0);
        }
        if let Err(message) = params.set(name, value) {
            eprintln!("taipan: {message}\n{USAGE}");
            return Exit::Status(2);
        }
    }
    match program::start(settings) {
        Ok(mut vm) => {
            if let Err(message) = tracing::install(&mut vm, params) {
                eprintln!("taipan: {message}");
                return Exit::Status(1);
            }
            if c.dis {
                return program::disassemble(&mut vm, &c.source);
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
            Exit::Status(1)
        }
    }
}

/// Prints to standard output; whoever reads may have seen enough.
pub fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
