//! The type `str`. Methods cut and search the WTF-8 bytes directly; positions that Python sees are code points, which are the
//! bytes' own where the string is ASCII.

pub mod build;
mod case;
mod classify;
mod create;
mod find;
pub mod iter;
pub mod join;
mod pad;
pub mod percent;
mod replace;
mod slots;
mod split;
mod strip;
pub mod template;
mod translate;

pub(crate) use pad::tab_size;
pub use slots::slice;

use crate::object::{Args, FnDef, Owned, PyResult, Ref, Str, TypeDef, TypeFlags, Vm};
use crate::types::bytes::codec;
use taipan_text::wtf8::Wtf8Buf;

/// The types.
pub fn defs() -> Vec<TypeDef> {
    vec![def(), iter::def()]
}

fn def() -> TypeDef {
    TypeDef::of::<Str>("str", "builtins")
        .doc(DOC)
        .flags(TypeFlags::BASE | TypeFlags::MATCH_SELF)
        .slots(slots::fill)
        .methods(find::METHODS)
        .methods(split::METHODS)
        .methods(strip::METHODS)
        .methods(replace::METHODS)
        .methods(join::METHODS)
        .methods(pad::METHODS)
        .methods(case::METHODS)
        .methods(classify::METHODS)
        .methods(template::METHODS)
        .methods(translate::METHODS)
        .methods(METHODS)
        .static_methods(translate::STATIC_METHODS)
}

const DOC: &str = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object. If encoding or\nerrors is specified, then the object must expose a data buffer\nthat will be decoded using the given encoding and error handler.\nOtherwise, returns the result of object.__str__() (if defined)\nor repr(object).\nencoding defaults to 'utf-8'.\nerrors defaults to 'strict'.";

static METHODS: &[FnDef] = &[
    FnDef::new(
        "encode",
        "(self, encoding='utf-8', errors='strict')",
        encode,
        "Encode the string using the codec registered for encoding.",
    ),
    FnDef::new("__getnewargs__", "(self, /)", getnewargs, ""),
    FnDef::new("__sizeof__", "(self, /)", sizeof, "Return the size of the string in memory, in bytes."),
];

fn encode(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let how = codec::Request::of_args(vm, "encode", a, 1)?;
    let data = codec::encode(vm, a.get(0), &how)?;
    Ok(crate::types::bytes::from_vec(data))
}

fn getnewargs(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let text = build::whole(vm, a.get(0));
    Ok(vm.tuple(vec![text]))
}

/// As CPython counts it: a header, then one, two or four bytes per character and one more.
fn sizeof(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let s = build::body(vm, a.get(0));
    let n = s.len();
    Ok(Owned::usize(match s.wtf8().chars().max().unwrap_or(0) {
        0..0x80 => 41 + n,
        0x80..0x100 => 57 + n,
        0x100..0x1_0000 => 58 + 2 * n,
        _ => 60 + 4 * n,
    }))
}

/// `ascii(o)`: `repr` with everything beyond ASCII escaped.
///
/// # Errors
/// What `__repr__` raises.
pub fn ascii_repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let r = vm.repr(o)?;
    let s = build::body(vm, r.lend());
    if s.is_ascii() {
        return Ok(r);
    }
    let mut out = Wtf8Buf::new();
    taipan_text::repr::escape_non_ascii(s.wtf8(), &mut out);
    Ok(build::of_buf(out))
}

/// Requires a str: `what` starts the message (`find() argument 1`).
///
/// # Errors
/// `TypeError`.
pub(crate) fn check(vm: &mut Vm, o: Ref<'_>, what: &str) -> PyResult<()> {
    if o.is_a::<Str>() {
        return Ok(());
    }
    let name = if o.is_none() && !what.is_empty() { "None".to_owned() } else { o.ty().message_name() };
    let space = if what.is_empty() { "" } else { " " };
    Err(vm.type_error(format!("{what}{space}must be str, not {name}")))
}
