//! What `bytes(…)` and `bytearray(…)` accept.

use super::{Bytes, buffer, byte, codec};
use crate::object::{Args, CallArgs, Exc, Kind, LazySignature, Owned, PyResult, Ref, Str, Vm, bind, new_of};
use crate::types::slice::bounds;

static SIGNATURE: LazySignature = LazySignature::new("(source=b'', encoding='utf-8', errors='strict')");

/// `bytes.__new__(cls, source, encoding, errors)`.
pub(super) fn create(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let ty = cls.expect_type();
    if let ([o], true) = (args.all, args.kwnames.is_empty())
        && o.ty().is_exactly(Kind::Bytes)
        && ty.is_exactly(Kind::Bytes)
    {
        return Ok(o.own());
    }
    let made = bind(vm, "bytes", &SIGNATURE, args, |vm, a| source(vm, "bytes", a, 0, true))?;
    match made {
        Source::Object(o) if ty.is_exactly(Kind::Bytes) => Ok(o),
        Source::Object(o) => {
            let data = super::data(vm, o.lend()).to_vec();
            Ok(new_of(ty, Bytes::of(data)))
        }
        Source::Data(data) => Ok(new_of(ty, Bytes::of(data))),
    }
}

/// What the arguments give.
pub enum Source {
    /// What `__bytes__` returned.
    Object(Owned),
    /// Bytes.
    Data(Vec<u8>),
}

/// The contents that the parameters `source`, `encoding`, `errors` from position `i` on describe; `name` is the type's.
///
/// # Errors
/// `TypeError`, `ValueError` or `OverflowError` for sources that do not fit, or what iterating raises.
pub fn source(vm: &mut Vm, name: &str, a: &Args<'_>, i: usize, special: bool) -> PyResult<Source> {
    let how = codec::Request::of_args(vm, name, a, i + 1)?;
    let (encoding, errors) = (a.opt(i + 1).is_some(), a.opt(i + 2).is_some());
    let Some(o) = a.opt(i) else {
        if encoding || errors {
            let what = if encoding { "encoding" } else { "errors" };
            return Err(vm.type_error(format!("{what} without a string argument")));
        }
        return Ok(Source::Data(Vec::new()));
    };
    if o.is_a::<Str>() && encoding {
        return Ok(Source::Data(codec::encode(vm, o, &how)?));
    }
    if o.is_a::<Str>() && (errors || !special) {
        return Err(vm.type_error("string argument without an encoding"));
    }
    if encoding || errors {
        let what = if encoding { "encoding" } else { "errors" };
        return Err(vm.type_error(format!("{what} without a string argument")));
    }
    if special {
        let dunder = vm.names.bytes;
        if let Some(r) = vm.call_special(o, dunder, &[])? {
            if r.lend().is_a::<Bytes>() {
                return Ok(Source::Object(r));
            }
            let got = r.lend().ty().message_name();
            return Err(vm.type_error(format!("__bytes__ returned non-bytes (type {got})")));
        }
    }
    if o.is_a::<Str>() {
        return Err(vm.type_error("string argument without an encoding"));
    }
    let count = if bounds::is_index(o) { vm.index(o).map(Some) } else { Ok(None) };
    // What cannot be a number after all may still be bytes-like or iterable.
    if let Some(n) = vm.catch(count, Exc::TypeError)?.unwrap_or(None) {
        return match n.lend().as_i64(vm) {
            None => {
                let got = o.ty().message_name();
                Err(vm.overflow_error(format!("cannot fit '{got}' into an index-sized integer")))
            }
            Some(n) if n < 0 => Err(vm.value_error("negative count")),
            Some(n) => {
                vm.room_for(n as usize, 1)?;
                Ok(Source::Data(vec![0; n as usize]))
            }
        };
    }
    from_object(vm, name, o).map(Source::Data)
}

/// The contents of a bytes-like object or an iterable of ints.
///
/// # Errors
/// `TypeError` for anything else, `ValueError` for numbers out of range, or what iterating raises.
pub fn from_object(vm: &mut Vm, name: &str, o: Ref<'_>) -> PyResult<Vec<u8>> {
    if let Some(data) = buffer::copy(vm, o) {
        return Ok(data);
    }
    let s = o.ty().slots();
    if s.iter.is_none() && s.getitem.is_none() {
        let got = o.ty().message_name();
        return Err(vm.type_error(format!("cannot convert '{got}' object to {name}")));
    }
    from_iterable(vm, name, o)
}

fn from_iterable(vm: &mut Vm, name: &str, o: Ref<'_>) -> PyResult<Vec<u8>> {
    if let Some(ints) = o.as_list(vm).and_then(|l| l.as_ints()) {
        let data: Option<Vec<u8>> = ints.iter().map(|&i| u8::try_from(i).ok()).collect();
        return match data {
            Some(data) => Ok(data),
            None => Err(vm.value_error(range_message(name))),
        };
    }
    let it = vm.iter(o)?;
    if name == "bytes" {
        vm.length_hint(o)?;
    }
    let mut data = Vec::new();
    while let Some(x) = vm.next(it.lend())? {
        let i = vm.index(x.lend())?;
        match i.lend().as_i64(vm).and_then(|i| u8::try_from(i).ok()) {
            Some(b) => data.push(b),
            None => return Err(vm.value_error(range_message(name))),
        }
    }
    Ok(data)
}

fn range_message(name: &str) -> &'static str {
    if name == "bytes" { "bytes must be in range(0, 256)" } else { "byte must be in range(0, 256)" }
}

/// An argument that may be one byte as an int, or bytes-like.
///
/// # Errors
/// `TypeError` for anything else.
pub fn byte_or_bytes(vm: &mut Vm, o: Ref<'_>) -> PyResult<Vec<u8>> {
    if let Some(data) = buffer::copy(vm, o) {
        return Ok(data);
    }
    if bounds::is_index(o) {
        return Ok(vec![byte(vm, o)?]);
    }
    let got = o.ty().message_name();
    Err(vm.type_error(format!("argument should be integer or bytes-like object, not '{got}'")))
}
