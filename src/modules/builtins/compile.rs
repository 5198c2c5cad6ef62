//! `compile`, and source text for it, for `exec`, `eval` and imports.

use crate::interp::load;
use crate::object::{Args, CodeBody, Exc, Kind, Owned, PyResult, Raised, Ref, Str, Vm};
use crate::types::bytes::buffer;
use crate::types::exception::raise_syntax_error;
use taipan_bytecode::CodeFlags;
use taipan_compiler::{ErrorKind, Mode, Options, SyntaxError};

/// Flags of `compile` that are this program's business.
const TOP_LEVEL_AWAIT: i64 = 0x2000;
const ALLOW_INCOMPLETE: i64 = 0x4000;
const DONT_IMPLY_DEDENT: i64 = 0x200;
const ONLY_AST: i64 = 0x400;
const TYPE_COMMENTS: i64 = 0x1000;
const FUTURE: i64 = 0x1ff_0010;

/// Compiles text to a code object.
///
/// # Errors
/// `SyntaxError` and its subclasses.
pub fn compile_source(vm: &mut Vm, source: &str, filename: &str, mode: Mode, options: Options) -> PyResult {
    match taipan_compiler::compile_with_warnings(source, filename, mode, options) {
        Ok(done) => {
            for w in &done.warnings {
                super::output::warn(vm, filename, w.line, "SyntaxWarning", &w.msg, source);
            }
            Ok(load::code_object(vm, &done.code))
        }
        Err(e) => Err(syntax_error(vm, &e)),
    }
}

#[cold]
fn syntax_error(vm: &mut Vm, e: &SyntaxError) -> Raised {
    let exc = match e.kind {
        ErrorKind::Indentation => Exc::IndentationError,
        ErrorKind::Tab => Exc::TabError,
        ErrorKind::Recursion => return vm.raise(Exc::RecursionError, e.msg.clone()),
        ErrorKind::Syntax | ErrorKind::Incomplete => Exc::SyntaxError,
    };
    let at = |line: u32, col: u32| (Some(i64::from(line)), Some(i64::from(col)));
    let (start, end) = (at(e.line, e.col), at(e.end_line, e.end_col));
    raise_syntax_error(vm, exc, &e.msg, &e.filename, start, end, e.text.as_deref())
}

/// The text of a source file: UTF-8, or what its first lines declare. The program itself has errors of its own.
///
/// # Errors
/// `SyntaxError` when the bytes are not in that encoding.
pub fn source_text(vm: &mut Vm, bytes: &[u8], filename: &str, script: bool) -> PyResult<String> {
    let (body, marked) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(body) => (body, true),
        None => (bytes, false),
    };
    let declared = body.split(|&b| b == b'\n').take(2).find_map(declaration);
    let codec = match (&declared, marked) {
        (Some(name), false) => match taipan_text::codec::Codec::lookup(name) {
            Some(codec) => codec,
            None => {
                if script {
                    return Err(placeless(vm, &format!("encoding problem: {name}")));
                }
                let msg = format!("unknown encoding: {name}");
                return Err(raise_syntax_error(vm, Exc::SyntaxError, &msg, filename, (None, None), (None, None), None));
            }
        },
        _ => taipan_text::codec::Codec::Utf8,
    };
    if codec == taipan_text::codec::Codec::Utf8 {
        return match std::str::from_utf8(body) {
            Ok(text) => Ok(text.to_owned()),
            Err(e) => Err(not_utf8(vm, body, e.valid_up_to(), filename, declared.is_some(), script)),
        };
    }
    let text = taipan_text::codec::decode(codec, body, taipan_text::codec::ErrorMode::Strict);
    match text.map(taipan_text::wtf8::Wtf8Buf::into_string) {
        Ok(Ok(text)) => Ok(text),
        _ => {
            let msg = "encoding problem: the text does not fit the declared encoding";
            Err(raise_syntax_error(vm, Exc::SyntaxError, msg, filename, (None, None), (None, None), None))
        }
    }
}

#[cold]
fn not_utf8(vm: &mut Vm, body: &[u8], at: usize, filename: &str, declared: bool, script: bool) -> Raised {
    let line = body[..at].iter().filter(|&&b| b == b'\n').count() + 1;
    let byte = body.get(at).copied().unwrap_or(0);
    let msg = if declared {
        format!("(unicode error) 'utf-8' codec can't decode byte {byte:#04x} in position {at}: invalid start byte")
    } else {
        let file = if script { format!("in file {filename} ") } else { String::new() };
        format!(
            "Non-UTF-8 code starting with '\\x{byte:02x}' {file}on line {line}, but no encoding declared; see https://peps.python.org/pep-0263/ for details"
        )
    };
    if script {
        return placeless(vm, &msg);
    }
    raise_syntax_error(vm, Exc::SyntaxError, &msg, filename, (Some(line as i64), None), (None, None), None)
}

/// A `SyntaxError` that says all in its message.
fn placeless(vm: &mut Vm, msg: &str) -> Raised {
    let msg = Owned::str(msg);
    match vm.call(Exc::SyntaxError.ty(), &[msg.lend()]) {
        Ok(e) => vm.raise_object(e),
        Err(r) => r,
    }
}

/// The encoding that a comment line declares (PEP 263).
fn declaration(line: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(line).ok()?.trim_start_matches([' ', '\t', '\x0c']);
    let (_, rest) = text.strip_prefix('#')?.split_once("coding")?;
    let rest = rest.strip_prefix([':', '='])?.trim_start_matches([' ', '\t']);
    let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c)).collect();
    (!name.is_empty()).then_some(name)
}

/// The text that `compile`, `exec` or `eval` was given.
///
/// # Errors
/// `TypeError` for what is no text, `SyntaxError` for null characters.
pub(super) fn argument(vm: &mut Vm, o: Ref<'_>, function: &str, what: &str, filename: &str) -> PyResult<String> {
    let text = match o.get::<Str>(vm) {
        Some(s) => match s.as_str() {
            Some(s) => s.to_owned(),
            None => {
                let how = crate::types::bytes::codec::Request::default();
                crate::types::bytes::codec::encode(vm, o, &how)?;
                String::new()
            }
        },
        None => match buffer::copy(vm, o) {
            Some(bytes) => source_text(vm, &bytes, filename, false)?,
            None => {
                return Err(vm.type_error(format!("{function}() arg 1 must be a {what}")));
            }
        },
    };
    if text.contains('\0') {
        let msg = "source code string cannot contain null bytes";
        return Err(raise_syntax_error(vm, Exc::SyntaxError, msg, filename, (None, None), (None, None), None));
    }
    Ok(text)
}

/// The `__future__` flags of the code that calls a built-in function.
pub(super) fn inherited_flags(vm: &Vm) -> CodeFlags {
    let code = vm.frame_code(0);
    let flags = code.as_ref().and_then(|c| c.lend().get::<CodeBody>(vm)).map(|c| c.code.flags);
    match flags {
        Some(f) if f.has(CodeFlags::FUTURE_ANNOTATIONS) => CodeFlags::FUTURE_ANNOTATIONS,
        _ => CodeFlags::default(),
    }
}

pub(super) fn compile(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let filename = path_text(vm, a.get(1))?;
    let Some(mode) = a.get(2).as_str(vm).map(str::to_owned) else {
        let got = a.get(2).ty().argument_name();
        return Err(vm.type_error(format!("compile() argument 'mode' must be str, not {got}")));
    };
    let number = |vm: &mut Vm, o: Option<Ref<'_>>, missing: i64| o.map_or(Ok(missing), |o| vm.index_i64(o));
    let flags = number(vm, a.opt(3), 0)?;
    let dont_inherit = match a.opt(4) {
        Some(d) => vm.truth(d)?,
        None => false,
    };
    let optimize = number(vm, a.opt(5), -1)?;
    let known = TOP_LEVEL_AWAIT | ALLOW_INCOMPLETE | DONT_IMPLY_DEDENT | ONLY_AST | TYPE_COMMENTS | FUTURE;
    if flags & !known != 0 {
        return Err(vm.value_error("compile(): unrecognised flags"));
    }
    if !(-1..=2).contains(&optimize) {
        return Err(vm.value_error("compile(): invalid optimize value"));
    }
    if flags & ONLY_AST != 0 {
        return Err(vm.not_implemented_error("compile(): syntax trees are not supported"));
    }
    let mode = match mode.as_str() {
        "exec" => Mode::Exec,
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let mut options = Options {
        optimize: u8::try_from(optimize).unwrap_or(vm.settings.optimize),
        flags: if dont_inherit { CodeFlags::default() } else { inherited_flags(vm) },
        top_level_await: flags & TOP_LEVEL_AWAIT != 0,
        incomplete_input: flags & ALLOW_INCOMPLETE != 0,
    };
    if flags & 0x100_0000 != 0 {
        options.flags.insert(CodeFlags::FUTURE_ANNOTATIONS);
    }
    let source = argument(vm, a.get(0), "compile", "string, bytes or AST object", &filename)?;
    let source = if mode == Mode::Eval { source.trim_start_matches([' ', '\t']).to_owned() } else { source };
    compile_source(vm, &source, &filename, mode, options)
}

/// A path given as str, bytes or an object with `__fspath__`.
///
/// # Errors
/// `TypeError` for anything else.
pub fn path_text(vm: &mut Vm, o: Ref<'_>) -> PyResult<String> {
    if let Some(s) = o.get::<Str>(vm) {
        return Ok(s.lossy().into_owned());
    }
    if o.ty().kind() == Kind::Bytes
        && let Some(b) = buffer::get(vm, o)
    {
        return Ok(String::from_utf8_lossy(&b).into_owned());
    }
    let name = vm.names.fspath;
    match vm.call_special(o, name, &[])? {
        Some(p) if p.lend().is_a::<Str>() || p.lend().ty().kind() == Kind::Bytes => path_text(vm, p.lend()),
        Some(p) => {
            let (x, y) = (o.ty().message_name(), p.lend().ty().message_name());
            Err(vm.type_error(format!("expected {x}.__fspath__() to return str or bytes, not {y}")))
        }
        None => {
            let got = o.ty().name().to_owned();
            Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {got}")))
        }
    }
}

/// Whether an object is code.
pub(super) fn is_code(o: Ref<'_>) -> bool {
    o.is_a::<CodeBody>()
}
