//! Methods and attributes of ints.

use super::convert::exact_slot;
use super::{arith, bytes, text};
use crate::object::{Args, FnDef, GetSetDef, IntRef, Owned, PyResult, Ref, Value, Vm};
use dashu_int::IBig;
use taipan_text::bigint;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("conjugate", "($self, /)", itself, "Returns self, the complex conjugate of any int."),
    FnDef::new("bit_length", "($self, /)", bit_length, "Number of bits necessary to represent self in binary."),
    FnDef::new(
        "bit_count",
        "($self, /)",
        bit_count,
        "Number of ones in the binary representation of the absolute value of self.",
    ),
    FnDef::new(
        "to_bytes",
        "($self, length=1, byteorder='big', *, signed=False)",
        bytes::to_bytes,
        "Return an array of bytes representing an integer.",
    ),
    FnDef::new(
        "as_integer_ratio",
        "($self, /)",
        ratio,
        "Return a pair of integers, whose ratio is equal to the original int.",
    ),
    FnDef::new(
        "is_integer",
        "($self, /)",
        |_, _| Ok(Owned::bool(true)),
        "Returns True. Exists for duck type compatibility with float.is_integer.",
    ),
    FnDef::new("__trunc__", "($self, /)", itself, "Truncating an Integral returns itself."),
    FnDef::new("__floor__", "($self, /)", itself, "Flooring an Integral returns itself."),
    FnDef::new("__ceil__", "($self, /)", itself, "Ceiling of an Integral returns itself."),
    FnDef::new("__round__", "($self, ndigits=None, /)", round, "Rounding an Integral returns itself."),
    FnDef::new(
        "__divmod__",
        "($self, value, /)",
        |vm, a| arith::divmod(vm, a.get(0), a.get(1)),
        "Return divmod(self, value).",
    ),
    FnDef::new(
        "__rdivmod__",
        "($self, value, /)",
        |vm, a| arith::divmod(vm, a.get(1), a.get(0)),
        "Return divmod(value, self).",
    ),
    FnDef::new("__format__", "($self, format_spec, /)", text::format, "Convert to a string according to format_spec."),
    FnDef::new("__getnewargs__", "($self, /)", newargs, ""),
    FnDef::new("__sizeof__", "($self, /)", bytes::sizeof, "Returns size in memory, in bytes."),
];

pub(super) static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("real", exact_slot, "the real part of a complex number"),
    GetSetDef::get("imag", |_, _| Ok(Owned::int(0)), "the imaginary part of a complex number"),
    GetSetDef::get("numerator", exact_slot, "the numerator of a rational number in lowest terms"),
    GetSetDef::get("denominator", |_, _| Ok(Owned::int(1)), "the denominator of a rational number in lowest terms"),
];

fn itself(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    exact_slot(vm, a.get(0))
}

fn newargs(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let value = exact_slot(vm, a.get(0))?;
    Ok(vm.tuple(vec![value]))
}

fn bit_length(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(match a.get(0).as_int(vm) {
        Some(IntRef::Big(b)) => Owned::usize(bigint::bit_length(b)),
        Some(IntRef::Small(i)) => Owned::int(i64::from(64 - i.unsigned_abs().leading_zeros())),
        None => Owned::NONE,
    })
}

fn bit_count(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(match a.get(0).as_int(vm) {
        Some(IntRef::Big(b)) => Owned::usize(bigint::bit_count(b)),
        Some(IntRef::Small(i)) => Owned::int(i64::from(i.unsigned_abs().count_ones())),
        None => Owned::NONE,
    })
}

fn ratio(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let value = exact_slot(vm, a.get(0))?;
    Ok(vm.tuple(vec![value, Owned::int(1)]))
}

/// `int.__round__`: negative digits round to a multiple of a power of ten, halves to even.
fn round(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(digits) = a.some(1) else { return itself(vm, a) };
    let digits = vm.index(digits)?;
    let this = a.get(0);
    match digits.lend().as_int(vm) {
        Some(IntRef::Small(n)) if n >= 0 => itself(vm, a),
        Some(IntRef::Small(n)) => round_to_power(vm, this, n.unsigned_abs()),
        Some(i) if !i.is_negative() => itself(vm, a),
        _ => Ok(Owned::immediate(Value::small(0))),
    }
}

fn round_to_power(vm: &mut Vm, this: Ref<'_>, digits: u64) -> PyResult {
    let value = this.as_int(vm).map(|i| i.to_big()).unwrap_or_default();
    // 10**n is longer than the number: it rounds to zero.
    if digits as f64 * 3.3 > bigint::bit_length(&value) as f64 + 2.0 {
        return Ok(Owned::int(0));
    }
    let unit = IBig::from(10).pow(digits as usize);
    let Some((q, r)) = bigint::floor_div_mod(&value, &unit) else { return Ok(Owned::int(0)) };
    let twice = &r * IBig::from(2);
    let odd = &q % IBig::from(2) != IBig::ZERO;
    let up = twice > unit || (twice == unit && odd);
    Ok(Owned::big((if up { q + IBig::ONE } else { q }) * unit))
}
