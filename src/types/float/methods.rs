//! Methods and attributes of floats.

use super::{arith, convert};
use crate::object::{Args, FnDef, GetSetDef, Kind, Owned, PyResult, Raised, Ref, Str, Vm, type_for};
use crate::types::int;
use taipan_text::bigint::{FloatToIntError, as_integer_ratio};
use taipan_text::float::{FloatHexError, from_hex, hex as write_hex, round_digits, round_half_even_to_int};
use taipan_text::format::{Subject, format_f64};
use taipan_text::wtf8::Wtf8Buf;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("conjugate", "($self, /)", itself, "Return self, the complex conjugate of any float."),
    FnDef::new(
        "__trunc__",
        "($self, /)",
        |vm, a| truncate(vm, a.get(0)),
        "Return the Integral closest to x between 0 and x.",
    ),
    FnDef::new("__floor__", "($self, /)", |vm, a| whole(vm, a, f64::floor), "Return the floor as an Integral."),
    FnDef::new("__ceil__", "($self, /)", |vm, a| whole(vm, a, f64::ceil), "Return the ceiling as an Integral."),
    FnDef::new(
        "__round__",
        "($self, ndigits=None, /)",
        round,
        "Return the Integral closest to x, rounding half toward even.\n\nWhen an argument is passed, work like built-in round(x, ndigits).",
    ),
    FnDef::new(
        "as_integer_ratio",
        "($self, /)",
        ratio,
        "Return a pair of integers, whose ratio is exactly equal to the original float.\n\nThe ratio is in lowest terms and has a positive denominator.  Raise\nOverflowError on infinities and a ValueError on NaNs.",
    ),
    FnDef::new("hex", "($self, /)", hex, "Return a hexadecimal representation of a floating-point number."),
    FnDef::new("is_integer", "($self, /)", is_integer, "Return True if the float is an integer."),
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
    FnDef::new("__format__", "($self, format_spec, /)", format, "Formats the float according to format_spec."),
    FnDef::new("__getnewargs__", "($self, /)", newargs, ""),
];

pub(super) static CLASS_METHODS: &[FnDef] = &[
    FnDef::new(
        "fromhex",
        "($self, string, /)",
        from_hex_text,
        "Create a floating-point number from a hexadecimal string.",
    ),
    FnDef::new("from_number", "($self, number, /)", from_number, "Convert real number to a floating-point number."),
    FnDef::new("__getformat__", "($self, typestr, /)", get_format, "You probably don't want to use this function."),
];

pub(super) static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("real", convert::exact, "the real part of a complex number"),
    GetSetDef::get("imag", |_, _| Ok(Owned::float(0.0)), "the imaginary part of a complex number"),
];

fn value(vm: &Vm, a: &Args<'_>) -> f64 {
    a.get(0).as_float(vm).unwrap_or_default()
}

fn itself(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    convert::exact(vm, a.get(0))
}

fn newargs(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let x = itself(vm, a)?;
    Ok(vm.tuple(vec![x]))
}

pub(super) fn truncate(vm: &mut Vm, x: Ref<'_>) -> PyResult {
    let x = x.as_float(vm).unwrap_or_default();
    int::from_float(vm, x)
}

fn whole(vm: &mut Vm, a: &Args<'_>, f: fn(f64) -> f64) -> PyResult {
    let x = f(value(vm, a));
    int::from_float(vm, x)
}

#[cold]
fn no_int(vm: &mut Vm, e: FloatToIntError, message: String) -> Raised {
    match e {
        FloatToIntError::Nan => vm.value_error(message),
        FloatToIntError::Infinite => vm.overflow_error(message),
    }
}

fn round(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let x = value(vm, a);
    let Some(digits) = a.some(1) else {
        return match round_half_even_to_int(x) {
            Ok(i) => Ok(Owned::from(i)),
            Err(e) => Err(no_int(vm, e, e.to_string())),
        };
    };
    let digits = vm.index(digits)?;
    // What does not fit is as good as infinite.
    let digits = match digits.lend().as_int(vm) {
        Some(i) => i.to_i64().unwrap_or(if i.is_negative() { i64::MIN } else { i64::MAX }),
        None => 0,
    };
    match round_digits(x, digits) {
        Ok(f) => Ok(Owned::float(f)),
        Err(e) => Err(vm.overflow_error(e.to_string())),
    }
}

fn ratio(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match as_integer_ratio(value(vm, a)) {
        Ok((n, d)) => Ok(vm.tuple(vec![Owned::from(n), Owned::from(d)])),
        Err(e) => Err(no_int(vm, e, e.ratio_message().to_owned())),
    }
}

fn hex(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let mut out = String::new();
    write_hex(value(vm, a), &mut out);
    Ok(Owned::string(out))
}

fn is_integer(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let x = value(vm, a);
    Ok(Owned::bool(x.is_finite() && x == x.floor()))
}

fn format(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let this = a.get(0);
    let Some(spec) = int::parse_spec(vm, a, Subject::Float)? else { return vm.to_str(this) };
    let mut out = Wtf8Buf::new();
    match format_f64(value(vm, a), &spec, this.ty().name(), &mut out) {
        Ok(()) => Ok(Owned::wtf8(out.into_bytes())),
        Err(e) => Err(int::format_error(vm, &e)),
    }
}

/// A float made by a class method: an instance of the class that it was called on.
fn of_class(vm: &mut Vm, cls: Ref<'_>, f: Owned) -> PyResult {
    if cls.is(type_for(Kind::Float).as_ref()) { Ok(f) } else { vm.call(cls, &[f.lend()]) }
}

fn from_hex_text(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let text = a.get(1);
    let parsed = match text.get::<Str>(vm) {
        Some(s) => from_hex(s.as_str().unwrap_or("\u{fffd}")),
        None => {
            let name = text.ty().argument_name();
            return Err(vm.type_error(format!("fromhex() argument must be str, not {name}")));
        }
    };
    match parsed {
        Ok(f) => of_class(vm, a.get(0), Owned::float(f)),
        Err(e @ FloatHexError::Syntax) => Err(vm.value_error(e.to_string())),
        Err(e @ FloatHexError::Overflow) => Err(vm.overflow_error(e.to_string())),
    }
}

fn from_number(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (cls, number) = (a.get(0), a.get(1));
    if number.ty().is_exactly(Kind::Float) && cls.is(type_for(Kind::Float).as_ref()) {
        return Ok(number.own());
    }
    let f = vm.to_float(number)?;
    of_class(vm, cls, Owned::float(f))
}

fn get_format(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match a.get(1).as_str(vm) {
        Some("double" | "float") if cfg!(target_endian = "little") => Ok(Owned::str("IEEE, little-endian")),
        Some("double" | "float") => Ok(Owned::str("IEEE, big-endian")),
        Some(_) => Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'")),
        None => {
            let name = a.get(1).ty().argument_name();
            Err(vm.type_error(format!("__getformat__() argument must be str, not {name}")))
        }
    }
}
