//! Functions between objects and text: `ascii`, `chr`, `format`, `ord`, `repr`.

use crate::object::{Args, Exc, IntRef, Owned, PyResult, Str, Vm};
use crate::types::bytearray::ByteArray;
use crate::types::bytes::{Bytes, buffer};
use crate::types::str::build;
use taipan_text::wtf8::MAX_CODE_POINT;

pub(super) fn ascii(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    super::ascii(vm, a.get(0))
}

pub(super) fn repr(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    vm.repr(a.get(0))
}

pub(super) fn chr(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let i = vm.index(a.get(0))?;
    let point = match i.lend().as_int(vm) {
        Some(IntRef::Small(i)) => u32::try_from(i).ok().filter(|&p| p <= MAX_CODE_POINT),
        _ => None,
    };
    match point {
        Some(p) => Ok(build::point(vm, p)),
        None => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

pub(super) fn ord(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let o = a.get(0);
    let bytes = buffer::get(vm, o).filter(|_| o.is_a::<Bytes>() || o.is_a::<ByteArray>());
    let (point, len) = match (o.get::<Str>(vm), bytes) {
        (Some(s), _) if s.len() == 1 => (s.wtf8().chars().next(), 1),
        (Some(s), _) => (None, s.len()),
        (None, Some(b)) if b.len() == 1 => (Some(u32::from(b[0])), 1),
        (None, Some(b)) => (None, b.len()),
        (None, None) => {
            let name = o.ty().message_name();
            return Err(vm.type_error(format!("ord() expected string of length 1, but {name} found")));
        }
    };
    match point {
        Some(p) => Ok(Owned::int(i64::from(p))),
        None => Err(vm.type_error(format!("ord() expected a character, but string of length {len} found"))),
    }
}

pub(super) fn format(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(spec) = a.opt(1) else {
        let empty = vm.globals.empty_str.clone();
        return vm.format(a.get(0), empty.lend());
    };
    if !spec.is_a::<Str>() {
        let name = spec.ty().argument_name();
        return Err(vm.raise(Exc::TypeError, format!("format() argument 2 must be str, not {name}")));
    }
    vm.format(a.get(0), spec)
}
