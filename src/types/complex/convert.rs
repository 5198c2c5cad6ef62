//! `complex(…)`, and complex numbers from other objects.

use super::arith::Complex;
use crate::object::{
    Args, CallArgs, ComplexBody, Kind, LazySignature, Owned, PyResult, Raised, Ref, Str, Vm, bind, new_of, type_for,
};
use taipan_text::float::{ComplexParseError, parse_complex};

static SIGNATURE: LazySignature = LazySignature::new("(real=0, imag=0)");

/// `complex.__new__`.
pub(super) fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    if let ([x], true) = (args.all, args.kwnames.is_empty()) {
        return single(vm, cls, *x);
    }
    let (re, im) = bind(vm, "complex", &SIGNATURE, args, from_parts)?;
    Ok(instance(cls, re, im))
}

fn instance(cls: Ref<'_>, re: f64, im: f64) -> Owned {
    new_of(cls.expect_type(), ComplexBody { re, im })
}

/// The parts of a complex or an instance of a subclass.
pub(super) fn parts(vm: &Vm, o: Ref<'_>) -> Option<Complex> {
    o.get::<ComplexBody>(vm).map(|z| (z.re, z.im))
}

fn is_real(o: Ref<'_>) -> bool {
    let slots = o.ty().slots();
    slots.float.is_some() || slots.index.is_some()
}

/// `complex(x)`.
fn single(vm: &mut Vm, cls: Ref<'_>, x: Ref<'_>) -> PyResult {
    let exact = cls.is(type_for(Kind::Complex).as_ref());
    if exact && x.ty().is_exactly(Kind::Complex) {
        return Ok(x.own());
    }
    if let Some(s) = x.get::<Str>(vm) {
        return match parse_complex(s.wtf8()) {
            Ok((re, im)) => Ok(instance(cls, re, im)),
            Err(e) => Err(bad_text(vm, x, e)),
        };
    }
    let (re, im) = if let Some(z) = special(vm, x)? {
        z
    } else if let Some(z) = parts(vm, x) {
        z
    } else if is_real(x) {
        (vm.to_float(x)?, 0.0)
    } else {
        let name = x.ty().message_name();
        return Err(vm.type_error(format!("complex() argument must be a string or a number, not {name}")));
    };
    Ok(instance(cls, re, im))
}

#[cold]
fn bad_text(vm: &mut Vm, x: Ref<'_>, e: ComplexParseError) -> Raised {
    match e {
        ComplexParseError::Malformed => vm.value_error(e.to_string()),
        ComplexParseError::Underscore => match vm.repr_string(x) {
            Ok(text) => vm.value_error(format!("{e}: {text}")),
            Err(raised) => raised,
        },
    }
}

/// What `x.__complex__()` gives, where there is such a method. Exact complex numbers are not asked.
fn special(vm: &mut Vm, x: Ref<'_>) -> PyResult<Option<Complex>> {
    if x.ty().is_exactly(Kind::Complex) {
        return Ok(None);
    }
    let name = vm.names.complex;
    let Some(r) = vm.call_special(x, name, &[])? else { return Ok(None) };
    match parts(vm, r.lend()) {
        Some(z) => Ok(Some(z)),
        None => {
            let name = r.lend().ty().message_name();
            Err(vm.type_error(format!("__complex__ returned non-complex (type {name})")))
        }
    }
}

/// `complex(real, imag)`: `real + imag * 1j`, where either may itself be complex.
fn from_parts(vm: &mut Vm, a: &Args<'_>) -> PyResult<Complex> {
    let mut z = (0.0, 0.0);
    let mut first_is_complex = false;
    if let Some(real) = a.opt(0) {
        let made = special(vm, real)?;
        match made.or_else(|| parts(vm, real)) {
            Some(w) => {
                z = w;
                first_is_complex = true;
            }
            None if is_real(real) => z.0 = vm.to_float(real)?,
            None => return Err(not_real(vm, "real", real)),
        }
    }
    let Some(imag) = a.opt(1) else { return Ok(z) };
    let second = match parts(vm, imag) {
        Some(w) => {
            z.0 -= w.1;
            w.0
        }
        None if is_real(imag) => vm.to_float(imag)?,
        None => return Err(not_real(vm, "imag", imag)),
    };
    z.1 = if first_is_complex { second + z.1 } else { second };
    Ok(z)
}

#[cold]
fn not_real(vm: &mut Vm, which: &str, o: Ref<'_>) -> Raised {
    let name = o.ty().message_name();
    vm.type_error(format!("complex() argument '{which}' must be a real number, not {name}"))
}

/// Any number as a complex: by `__complex__`, `__float__` or `__index__`.
///
/// # Errors
/// `TypeError` for what is no number, and what the methods raise.
pub fn from_object(vm: &mut Vm, x: Ref<'_>) -> PyResult<Complex> {
    if let Some(z) = parts(vm, x) {
        return Ok(z);
    }
    match special(vm, x)? {
        Some(z) => Ok(z),
        None => Ok((vm.to_float(x)?, 0.0)),
    }
}
