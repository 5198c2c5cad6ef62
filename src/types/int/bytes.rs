//! `int.to_bytes` and `int.from_bytes`, and reading bytes-like arguments.

use crate::object::{Args, BigInt, FnDef, IntRef, Kind, Owned, PyResult, Ref, Vm, type_for};
use taipan_text::bigint::{ByteOrder, from_bytes as decode, to_bytes as encode};

pub(super) static CLASS_METHODS: &[FnDef] = &[FnDef::new(
    "from_bytes",
    "($self, bytes, byteorder='big', *, signed=False)",
    from_bytes,
    "Return the integer represented by the given array of bytes.",
)];

/// A copy of the bytes of a bytes-like object; `None` for anything else.
///
/// # Errors
/// What reading the buffer raises.
pub fn bytes_like(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Vec<u8>>> {
    let known = [Kind::Bytes, Kind::ByteArray, Kind::MemoryView].into_iter().any(|k| o.is_instance(type_for(k)));
    if !known {
        return Ok(None);
    }
    let items = vm.collect(o)?;
    Ok(Some(items.iter().filter_map(|b| b.value().as_fixnum()).map(|b| b as u8).collect()))
}

/// The argument `byteorder`.
fn order(vm: &mut Vm, o: Option<Ref<'_>>) -> PyResult<ByteOrder> {
    let Some(o) = o else { return Ok(ByteOrder::Big) };
    match o.as_str(vm) {
        Some("big") => Ok(ByteOrder::Big),
        Some("little") => Ok(ByteOrder::Little),
        Some(_) => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
        None => {
            let name = o.ty().name().to_owned();
            Err(vm.type_error(format!("argument 'byteorder' must be str, not {name}")))
        }
    }
}

fn flag(vm: &mut Vm, o: Option<Ref<'_>>) -> PyResult<bool> {
    o.map_or(Ok(false), |o| vm.truth(o))
}

pub(super) fn to_bytes(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let length = a.opt(1).map_or(Ok(1), |n| vm.index_i64(n))?;
    let order = match order(vm, a.opt(2)) {
        Ok(o) => o,
        Err(e) => return Err(e),
    };
    let signed = flag(vm, a.opt(3))?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    let big = a.get(0).as_int(vm).map(|i| i.to_big()).unwrap_or_default();
    match encode(&big, length, order, signed) {
        Ok(bytes) => Ok(crate::types::bytes::from_slice(&bytes)),
        Err(e) => Err(vm.overflow_error(e.to_string())),
    }
}

fn from_bytes(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let order = order(vm, a.opt(2))?;
    let signed = flag(vm, a.opt(3))?;
    let source = a.get(1);
    let data = match bytes_like(vm, source)? {
        Some(data) => data,
        None => {
            let made = vm.call(type_for(Kind::Bytes).as_ref(), &[source]);
            let made = match source.value().is_fixnum() || source.is_a::<BigInt>() || source.value().is_bool() {
                // An int is a length to `bytes`, and no source of bytes here.
                true => {
                    let name = source.ty().name().to_owned();
                    return Err(vm.type_error(format!("cannot convert '{name}' object to bytes")));
                }
                false => made?,
            };
            bytes_like(vm, made.lend())?.unwrap_or_default()
        }
    };
    let value = Owned::big(decode(&data, order, signed));
    let cls = a.get(0);
    if cls.is(type_for(Kind::Int).as_ref()) { Ok(value) } else { vm.call(cls, &[value.lend()]) }
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
