//! `template % values` for `bytes` and `bytearray`.

use super::{Bytes, buffer, data, like};
use crate::object::{Owned, PyResult, Ref, Value, Vm};
use crate::types::bytearray::ByteArray;
use crate::types::slice::bounds;
use crate::types::str::percent::{Values, number, percent_error};
use taipan_text::percent::{PercentCode, PercentFormat, PercentParser, PercentPiece, TextKind, format_bytes};

/// `bytes.__mod__` and its reflection.
///
/// # Errors
/// `TypeError` and `ValueError` for values and templates that do not fit.
pub fn remainder(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    if !a.is_a::<Bytes>() && !a.is_a::<ByteArray>() {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    }
    let template = data(vm, a).to_vec();
    let plain = b.is_a::<Bytes>() || b.is_a::<ByteArray>() || b.is_a::<crate::object::Str>();
    let mut values = Values::new(vm, b, plain);
    let mut out = Vec::with_capacity(template.len() + 16);
    for piece in PercentParser::of_bytes(&template) {
        match piece.map_err(|e| percent_error(vm, &e))? {
            PercentPiece::Literal(text) => out.extend_from_slice(text),
            PercentPiece::Spec(spec) => {
                let key = spec.key.map(super::from_slice);
                let (format, ask) = values.take(vm, &spec, key)?;
                let value = values.value(vm, ask)?;
                let code = spec.code(TextKind::Bytes).map_err(|e| percent_error(vm, &e))?;
                one(vm, code, value.lend(), &format, &mut out)?;
            }
        }
    }
    values.finish(vm, "bytes")?;
    Ok(like(a, out))
}

fn one(vm: &mut Vm, code: PercentCode, value: Ref<'_>, format: &PercentFormat, out: &mut Vec<u8>) -> PyResult<()> {
    match code {
        PercentCode::Bytes => {
            let bytes = bytes_of(vm, value)?;
            format_bytes(&bytes, format, out);
            Ok(())
        }
        PercentCode::Ascii | PercentCode::Repr | PercentCode::Str => {
            let text = crate::types::str::ascii_repr(vm, value)?;
            format_bytes(crate::types::str::build::body(vm, text.lend()).bytes(), format, out);
            Ok(())
        }
        PercentCode::Char => {
            let b = char(vm, value)?;
            format_bytes(&[b], &PercentFormat { precision: None, ..*format }, out);
            Ok(())
        }
        _ => number(vm, code, value, format, out),
    }
}

fn bytes_of(vm: &mut Vm, value: Ref<'_>) -> PyResult<Vec<u8>> {
    if let Some(data) = buffer::copy(vm, value) {
        return Ok(data);
    }
    let name = vm.names.bytes;
    match vm.call_special(value, name, &[])? {
        Some(r) if r.lend().is_a::<Bytes>() => Ok(data(vm, r.lend()).to_vec()),
        Some(r) => {
            let got = r.lend().ty().message_name();
            Err(vm.type_error(format!("__bytes__ returned non-bytes (type {got})")))
        }
        None => {
            let got = value.ty().message_name();
            Err(vm.type_error(format!(
                "%b requires a bytes-like object, or an object that implements __bytes__, not '{got}'"
            )))
        }
    }
}

fn char(vm: &mut Vm, value: Ref<'_>) -> PyResult<u8> {
    const WANTED: &str = "%c requires an integer in range(256) or a single byte, not";
    if let Some(bytes) = buffer::copy(vm, value) {
        return match bytes[..] {
            [b] => Ok(b),
            _ => {
                let (got, n) = (value.ty().message_name(), bytes.len());
                Err(vm.type_error(format!("{WANTED} a {got} object of length {n}")))
            }
        };
    }
    if !bounds::is_index(value) {
        let got = value.ty().message_name();
        return Err(vm.type_error(format!("{WANTED} {got}")));
    }
    let i = vm.index(value)?;
    match i.lend().as_i64(vm).and_then(|i| u8::try_from(i).ok()) {
        Some(b) => Ok(b),
        None => Err(vm.overflow_error("%c arg not in range(256)")),
    }
}
