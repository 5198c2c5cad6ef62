//! `int(x)`, `int.__new__`, and ints as exact ints and floats.

use crate::object::{
    BigInt, CallArgs, IntRef, Kind, LazySignature, Owned, PyResult, Raised, Ref, Str, Vm, bind, new_of, type_for,
};
use crate::types::bytes::buffer;
use taipan_text::bigint::{self, FloatToIntError};
use taipan_text::int::{IntParseError, parse, parse_bytes};

static SIGNATURE: LazySignature = LazySignature::new("(x=0, /, base=10)");

/// `int.__new__(cls, x=0, /, base=10)`.
pub(super) fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let value = match args.all {
        [] => Owned::int(0),
        [x] if args.kwnames.is_empty() => from_number(vm, *x)?,
        [_, _, _, ..] if args.kwnames.is_empty() => {
            let given = args.all.len();
            return Err(vm.type_error(format!("int expected at most 2 arguments, got {given}")));
        }
        _ => bind(vm, "int", &SIGNATURE, args, |vm, a| match (a.opt(0), a.opt(1)) {
            (None, None) => Ok(Owned::int(0)),
            (None, Some(_)) => Err(vm.type_error("int() missing string argument")),
            (Some(x), None) => from_number(vm, x),
            (Some(x), Some(base)) => {
                let base = clipped_index(vm, base)?;
                from_text(vm, x, base)
            }
        })?,
    };
    let cls = cls.expect_type();
    if cls.is_exactly(Kind::Int) {
        return Ok(value);
    }
    let big = value.lend().as_int(vm).map(|i| i.to_big()).unwrap_or_default();
    Ok(new_of(cls, BigInt(big)))
}

/// An index whose excess does not matter.
pub(super) fn clipped_index(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    let i = vm.index(o)?;
    Ok(match i.lend().as_int(vm) {
        Some(IntRef::Small(i)) => i,
        Some(IntRef::Big(b)) if *b < dashu_int::IBig::ZERO => i64::MIN,
        _ => i64::MAX,
    })
}

/// `int(x)` for one argument: numbers, and text in base ten.
///
/// # Errors
/// `TypeError` for what is no number, `ValueError` for text that spells none, and what `__int__` raises.
pub fn from_number(vm: &mut Vm, x: Ref<'_>) -> PyResult {
    if x.value().is_fixnum() {
        return Ok(x.own());
    }
    let slots = x.ty().slots();
    if let Some(f) = slots.int {
        let r = f(vm, x)?;
        if r.lend().as_int(vm).is_none() {
            let name = r.lend().ty().message_name();
            return Err(vm.type_error(format!("__int__ returned non-int (type {name})")));
        }
        return Ok(exact(vm, r.lend()));
    }
    if slots.index.is_some() {
        let r = vm.index(x)?;
        return Ok(exact(vm, r.lend()));
    }
    if x.is_a::<Str>() {
        return from_text(vm, x, 10);
    }
    match buffer::copy(vm, x) {
        Some(data) => from_bytes(vm, &data, 10),
        None => {
            let name = x.ty().message_name();
            Err(vm.type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{name}'"
            )))
        }
    }
}

/// Longer texts are converted where Ctrl-C can interrupt.
const LONG: usize = 300_000;

/// `int(text, base)`.
fn from_text(vm: &mut Vm, x: Ref<'_>, base: i64) -> PyResult {
    let limit = super::digit_limit();
    if let Some(s) = x.get::<Str>(vm) {
        if base == 10
            && let Some(i) = plain_decimal(s.bytes())
        {
            return Ok(Owned::int(i));
        }
        if s.is_ascii() && s.len() > LONG && limit == 0 {
            let text = s.bytes().to_vec();
            return match vm.interruptible(move || parse_bytes(&text, base, 0))? {
                Ok(i) => Ok(Owned::from(i)),
                Err(e) => Err(parse_error(vm, x, base, e)),
            };
        }
        return match parse(s.wtf8(), base, limit) {
            Ok(i) => Ok(Owned::from(i)),
            Err(e) => Err(parse_error(vm, x, base, e)),
        };
    }
    let explicit = [Kind::Bytes, Kind::ByteArray].into_iter().any(|k| x.is_instance(type_for(k)));
    match buffer::copy(vm, x).filter(|_| explicit) {
        Some(data) => from_bytes(vm, &data, base),
        None => Err(vm.type_error("int() can't convert non-string with explicit base")),
    }
}

/// The value of nothing but a few digits, which is what most programs convert.
fn plain_decimal(text: &[u8]) -> Option<i64> {
    if text.is_empty() || text.len() > 18 {
        return None;
    }
    text.iter().try_fold(0, |value, b| if b.is_ascii_digit() { Some(10 * value + i64::from(b - b'0')) } else { None })
}

fn from_bytes(vm: &mut Vm, data: &[u8], base: i64) -> PyResult {
    let limit = super::digit_limit();
    match parse_bytes(data, base, limit) {
        Ok(i) => Ok(Owned::from(i)),
        Err(e) => {
            let shown = crate::types::bytes::from_slice(data);
            Err(parse_error(vm, shown.lend(), base, e))
        }
    }
}

#[cold]
fn parse_error(vm: &mut Vm, x: Ref<'_>, base: i64, e: IntParseError) -> Raised {
    let message = match e {
        IntParseError::Syntax => match vm.repr_string(x) {
            Ok(literal) => {
                let shown: String = literal.chars().take(200).collect();
                IntParseError::invalid_literal(base, shown)
            }
            Err(raised) => return raised,
        },
        other => other.to_string(),
    };
    vm.value_error(message)
}

/// The same number as an exact int; what is no int stays as it is.
pub fn exact(vm: &Vm, x: Ref<'_>) -> Owned {
    if x.value().is_fixnum() || x.ty().is_exactly(Kind::Int) {
        return x.own();
    }
    match x.as_int(vm) {
        Some(IntRef::Small(i)) => Owned::int(i),
        Some(IntRef::Big(b)) => Owned::big(b.clone()),
        None => x.own(),
    }
}

pub(super) fn exact_slot(vm: &mut Vm, x: Ref<'_>) -> PyResult {
    Ok(exact(vm, x))
}

/// `int.__float__`.
pub(super) fn to_float(vm: &mut Vm, x: Ref<'_>) -> PyResult {
    let r = match x.as_int(vm) {
        Some(IntRef::Small(i)) => Ok(i as f64),
        Some(IntRef::Big(b)) => bigint::to_f64(b),
        None => Ok(0.0),
    };
    match r {
        Ok(f) => Ok(Owned::float(f)),
        Err(e) => Err(vm.overflow_error(e.to_string())),
    }
}

/// The int of a float, truncated towards zero.
///
/// # Errors
/// `ValueError` for NaN, `OverflowError` for infinities.
pub fn from_float(vm: &mut Vm, x: f64) -> PyResult {
    match bigint::from_f64(x) {
        Ok(i) => Ok(Owned::from(i)),
        Err(e @ FloatToIntError::Nan) => Err(vm.value_error(e.to_string())),
        Err(e @ FloatToIntError::Infinite) => Err(vm.overflow_error(e.to_string())),
    }
}
