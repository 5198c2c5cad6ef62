//! `float(x)`, `float.__new__`, `repr`.

use crate::object::{CallArgs, HeapFloat, Kind, LazySignature, Owned, PyResult, Raised, Ref, Str, Vm, bind, new_of};
use taipan_text::float::{parse, parse_bytes, repr as write_repr, syntax_error_message};

static SIGNATURE: LazySignature = LazySignature::new("(x=0, /)");

pub(super) fn new(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let value = bind(vm, "float", &SIGNATURE, args, |vm, a| match a.opt(0) {
        Some(x) => from_object(vm, x),
        None => Ok(Owned::float(0.0)),
    })?;
    subtype(vm, cls, value)
}

/// A float as an instance of `cls`.
fn subtype(vm: &mut Vm, cls: Ref<'_>, value: Owned) -> PyResult {
    let ty = cls.expect_type();
    if ty.is_exactly(Kind::Float) {
        return Ok(value);
    }
    let f = value.lend().as_float(vm).unwrap_or_default();
    Ok(new_of(ty, HeapFloat(f)))
}

/// `float(x)`: a float from a number or a text.
///
/// # Errors
/// `TypeError` for what is no number, `ValueError` for text that spells none, and what `__float__` raises.
pub fn from_object(vm: &mut Vm, x: Ref<'_>) -> PyResult {
    if x.ty().is_exactly(Kind::Float) {
        return Ok(x.own());
    }
    let slots = x.ty().slots();
    if slots.float.is_some() || slots.index.is_some() || x.is_a::<HeapFloat>() {
        return number(vm, x).map(Owned::float);
    }
    if let Some(s) = x.get::<Str>(vm) {
        return match parse(s.wtf8()) {
            Some(f) => Ok(Owned::float(f)),
            None => Err(bad_text(vm, x)),
        };
    }
    match crate::types::bytes::buffer::copy(vm, x) {
        Some(data) => match parse_bytes(&data) {
            Some(f) => Ok(Owned::float(f)),
            None => Err(bad_text(vm, x)),
        },
        None => {
            let name = x.ty().message_name();
            Err(vm.type_error(format!("float() argument must be a string or a real number, not '{name}'")))
        }
    }
}

/// The float of a number: by `__float__` first, then `__index__`; a subclass may override the first.
pub(super) fn number(vm: &mut Vm, x: Ref<'_>) -> PyResult<f64> {
    if x.is_a::<HeapFloat>()
        && let Some(f) = x.ty().slots().float
    {
        let r = f(vm, x)?;
        return match r.lend().as_float(vm) {
            Some(f) => Ok(f),
            None => {
                let (a, b) = (x.ty().message_name(), r.lend().ty().message_name());
                Err(vm.type_error(format!("{a}.__float__ returned non-float (type {b})")))
            }
        };
    }
    vm.to_float(x)
}

#[cold]
fn bad_text(vm: &mut Vm, x: Ref<'_>) -> Raised {
    match vm.repr_string(x) {
        Ok(literal) => vm.value_error(syntax_error_message(literal)),
        Err(raised) => raised,
    }
}

/// The same number as an exact float.
pub(super) fn exact(vm: &mut Vm, x: Ref<'_>) -> PyResult {
    if x.ty().is_exactly(Kind::Float) {
        return Ok(x.own());
    }
    Ok(x.as_float(vm).map_or(Owned::NOT_IMPLEMENTED, Owned::float))
}

pub(super) fn repr(vm: &mut Vm, x: Ref<'_>) -> PyResult {
    let mut out = String::new();
    write_repr(x.as_float(vm).unwrap_or_default(), &mut out);
    Ok(Owned::string(out))
}
