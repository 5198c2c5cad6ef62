//! `hex` and `fromhex`.

use super::{buffer, data, from_vec};
use crate::object::{Args, CallArgs, Exc, FnDef, Kind, Owned, PyResult, Str, Vm, new};
use crate::types::bytearray::ByteArray;

pub(super) static METHODS: &[FnDef] = &[FnDef::new("hex", "(self, sep=None, bytes_per_sep=1)", hex, HEX)];
/// The class methods of `bytes`.
pub(super) static BYTES_CLASS_METHODS: &[FnDef] = &[FnDef::new("fromhex", "(cls, string, /)", fromhex, FROMHEX)];
/// The class methods of `bytearray`.
pub(crate) static BYTEARRAY_CLASS_METHODS: &[FnDef] =
    &[FnDef::new("fromhex", "(cls, string, /)", fromhex_array, FROMHEX_ARRAY)];

const HEX: &str = "Create a string of hexadecimal numbers from a bytes object.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from the\n    right, negative values count from the left.\n\nExample:\n>>> value = b'\\xb9\\x01\\xef'\n>>> value.hex()\n'b901ef'\n>>> value.hex(':')\n'b9:01:ef'\n>>> value.hex(':', 2)\n'b9:01ef'\n>>> value.hex(':', -2)\n'b901:ef'";
const FROMHEX: &str = "Create a bytes object from a string of hexadecimal numbers.\n\nSpaces between two numbers are accepted.\nExample: bytes.fromhex('B9 01EF') -> b'\\\\xb9\\\\x01\\\\xef'.";
const FROMHEX_ARRAY: &str = "Create a bytearray object from a string of hexadecimal numbers.\n\nSpaces between two numbers are accepted.\nExample: bytearray.fromhex('B9 01EF') -> bytearray(b'\\\\xb9\\\\x01\\\\xef')";

fn hex(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let bytes = data(vm, a.get(0)).to_vec();
    text_of(vm, &bytes, a)
}

/// The text of bytes, with the parameters `sep` and `bytes_per_sep` at positions 1 and 2.
///
/// # Errors
/// `TypeError` or `ValueError` for separators that do not fit.
pub fn text_of(vm: &mut Vm, bytes: &[u8], a: &Args<'_>) -> PyResult {
    let sep = match a.opt(1) {
        Some(sep) => Some(separator(vm, sep)?),
        None => None,
    };
    let group = match a.opt(2) {
        Some(n) => vm.index_i64(n)?,
        None => 1,
    };
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let every = group.unsigned_abs() as usize;
    let mut out = Vec::with_capacity(bytes.len() * 3);
    for (i, &b) in bytes.iter().enumerate() {
        let at = if group > 0 { bytes.len() - i } else { i };
        if let Some(sep) = sep
            && every > 0
            && i > 0
            && at % every == 0
        {
            out.push(sep);
        }
        out.extend([DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]);
    }
    Ok(crate::types::str::build::ascii(out))
}

fn separator(vm: &mut Vm, sep: crate::object::Ref<'_>) -> PyResult<u8> {
    let bytes = match (sep.get::<Str>(vm), buffer::get(vm, sep)) {
        (Some(s), _) if s.len() != 1 => Vec::new(),
        (Some(s), _) => s.bytes().to_vec(),
        (None, Some(b)) => b.into_owned(),
        (None, None) => {
            vm.len(sep)?;
            return Err(vm.type_error("sep must be str or bytes."));
        }
    };
    match (bytes.len(), bytes.first()) {
        (1, Some(b)) if b.is_ascii() => Ok(*b),
        (0, _) => Err(vm.value_error("sep must be length 1.")),
        _ if sep.is_a::<Str>() || bytes.len() == 1 => Err(vm.value_error("sep must be ASCII.")),
        _ => Err(vm.value_error("sep must be length 1.")),
    }
}

fn parse(vm: &mut Vm, a: &Args<'_>) -> PyResult<Vec<u8>> {
    let o = a.get(1);
    let text: Vec<u8> = match o.get::<Str>(vm) {
        // A character beyond ASCII takes one place, so that the position in the message counts characters.
        Some(s) => s.wtf8().chars().map(|p| u8::try_from(p).unwrap_or(0xff)).collect(),
        None => match buffer::copy(vm, o) {
            Some(b) => b,
            None => {
                let got = o.ty().message_name();
                return Err(vm.type_error(format!("fromhex() argument must be str or bytes-like, not {got}")));
            }
        },
    };
    let digit = |b: u8| char::from(b).to_digit(16).filter(|_| b.is_ascii());
    let (mut out, mut at) = (Vec::with_capacity(text.len() / 2), 0);
    while at < text.len() {
        if super::split::is_space(text[at]) {
            at += 1;
            continue;
        }
        let Some(high) = digit(text[at]) else { return Err(bad_digit(vm, at)) };
        let Some(&second) = text.get(at + 1) else {
            return Err(vm.value_error("fromhex() arg must contain an even number of hexadecimal digits"));
        };
        let Some(low) = digit(second) else { return Err(bad_digit(vm, at + 1)) };
        out.push((high << 4 | low) as u8);
        at += 2;
    }
    Ok(out)
}

fn bad_digit(vm: &mut Vm, at: usize) -> crate::object::Raised {
    vm.raise(Exc::ValueError, format!("non-hexadecimal number found in fromhex() arg at position {at}"))
}

fn of_class(vm: &mut Vm, a: &Args<'_>, made: Owned, kind: Kind) -> PyResult {
    let cls = a.get(0);
    if cls.as_type().is_some_and(|t| t.is_exactly(kind)) {
        return Ok(made);
    }
    vm.call_args(cls, &CallArgs::positional(&[made.lend()]))
}

fn fromhex(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let made = from_vec(parse(vm, a)?);
    of_class(vm, a, made, Kind::Bytes)
}

fn fromhex_array(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let made = new(ByteArray::of(parse(vm, a)?));
    of_class(vm, a, made, Kind::ByteArray)
}
