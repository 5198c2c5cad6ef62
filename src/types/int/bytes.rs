//! `int.to_bytes` and `int.from_bytes`.

use crate::object::{Args, FnDef, IntRef, Kind, Owned, PyResult, Ref, Str, Vm, type_for};
use crate::types::bytes::{buffer, create::from_object};
use taipan_text::bigint::{ByteOrder, from_bytes as decode, to_bytes as encode};

pub(super) static CLASS_METHODS: &[FnDef] = &[FnDef::new(
    "from_bytes",
    "($self, bytes, byteorder='big', *, signed=False)",
    from_bytes,
    "Return the integer represented by the given array of bytes.",
)];

/// The argument `byteorder`.
fn order(vm: &mut Vm, o: Option<Ref<'_>>) -> PyResult<ByteOrder> {
    let Some(o) = o else { return Ok(ByteOrder::Big) };
    match o.as_str(vm) {
        Some("big") => Ok(ByteOrder::Big),
        Some("little") => Ok(ByteOrder::Little),
        Some(_) => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
        None => {
            let name = o.ty().argument_name();
            Err(vm.type_error(format!("argument 'byteorder' must be str, not {name}")))
        }
    }
}

fn flag(vm: &mut Vm, o: Option<Ref<'_>>) -> PyResult<bool> {
    o.map_or(Ok(false), |o| vm.truth(o))
}

pub(super) fn to_bytes(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let length = a.opt(1).map_or(Ok(1), |n| vm.index_i64(n))?;
    let order = order(vm, a.opt(2))?;
    let signed = flag(vm, a.opt(3))?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    vm.room_for(length, 2)?;
    let big = a.get(0).as_int(vm).map(|i| i.to_big()).unwrap_or_default();
    match encode(&big, length, order, signed) {
        Ok(bytes) => Ok(crate::types::bytes::from_slice(&bytes)),
        Err(e) => Err(vm.overflow_error(e.to_string())),
    }
}

fn from_bytes(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let order = order(vm, a.opt(2))?;
    let signed = flag(vm, a.opt(3))?;
    let data = bytes_of(vm, a.get(1))?;
    let value = Owned::big(decode(&data, order, signed));
    let cls = a.get(0);
    if cls.is(type_for(Kind::Int).as_ref()) { Ok(value) } else { vm.call(cls, &[value.lend()]) }
}

/// What `bytes(o)` would hold, for anything but counts and texts: `__bytes__`, a buffer, or an iterable of ints.
fn bytes_of(vm: &mut Vm, o: Ref<'_>) -> PyResult<Vec<u8>> {
    let name = vm.names.bytes;
    if !o.ty().is_exactly(Kind::Bytes)
        && let Some(r) = vm.call_special(o, name, &[])?
    {
        return match buffer::copy(vm, r.lend()) {
            Some(data) if r.lend().is_instance(type_for(Kind::Bytes)) => Ok(data),
            _ => {
                let name = r.lend().ty().message_name();
                Err(vm.type_error(format!("__bytes__ returned non-bytes (type {name})")))
            }
        };
    }
    if o.is_a::<Str>() {
        return Err(vm.type_error("cannot convert 'str' object to bytes"));
    }
    from_object(vm, "bytes", o)
}

/// `int.__sizeof__`: as CPython counts, 30-bit digits after a header of 24 bytes.
pub(super) fn sizeof(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let bits = match a.get(0).as_int(vm) {
        Some(IntRef::Small(i)) => 64 - i.unsigned_abs().leading_zeros() as usize,
        Some(IntRef::Big(b)) => taipan_text::bigint::bit_length(b),
        None => 0,
    };
    Ok(Owned::usize(24 + 4 * bits.div_ceil(30).max(1)))
}
