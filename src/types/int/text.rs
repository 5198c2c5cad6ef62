//! `repr`, `format`, and the limit of decimal digits (`sys.set_int_max_str_digits`).

use crate::object::{Args, IntRef, Owned, PyResult, Raised, Ref, Str, Vm};
use std::sync::atomic::{AtomicUsize, Ordering};
use taipan_text::format::{FormatError, FormatSpec, Subject, format_big, format_f64, format_i64};
use taipan_text::int::{DEFAULT_DIGIT_LIMIT, big_repr, i64_repr};
use taipan_text::wtf8::Wtf8Buf;

/// The limit in force; 0 for none. There is one VM in a process, and every `int(text)` asks.
static DIGIT_LIMIT: AtomicUsize = AtomicUsize::new(DEFAULT_DIGIT_LIMIT);

/// `sys.get_int_max_str_digits()`.
pub fn digit_limit() -> usize {
    DIGIT_LIMIT.load(Ordering::Relaxed)
}

/// `sys.set_int_max_str_digits(limit)`; the caller has checked that it is 0 or at least 640.
pub fn set_digit_limit(limit: usize) {
    DIGIT_LIMIT.store(limit, Ordering::Relaxed);
}

/// The decimal text of a machine word, without a detour over a growing buffer.
fn small_text(vm: &Vm, i: i64) -> Owned {
    let mut digits = [0u8; 20];
    let (mut at, mut left) = (digits.len(), i.unsigned_abs());
    loop {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    if i < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    crate::types::str::build::slice(vm, &digits[at..], true)
}

/// Numbers with more bits than this are written where Ctrl-C can interrupt.
const LONG: usize = 1 << 20;

pub(super) fn repr(vm: &mut Vm, a: Ref<'_>) -> PyResult {
    if let Some(i) = a.value().as_fixnum() {
        return Ok(small_text(vm, i));
    }
    let limit = digit_limit();
    let mut out = String::new();
    let done = match a.as_int(vm) {
        Some(IntRef::Small(i)) => {
            i64_repr(i, &mut out);
            Ok(())
        }
        Some(IntRef::Big(b)) if taipan_text::bigint::bit_length(b) > LONG && limit == 0 => {
            let b = b.clone();
            let (text, done) = vm.interruptible(move || {
                let mut out = String::new();
                let done = big_repr(&b, 0, &mut out);
                (out, done)
            })?;
            out = text;
            done
        }
        Some(IntRef::Big(b)) => big_repr(b, limit, &mut out),
        None => Ok(()),
    };
    match done {
        Ok(()) => Ok(Owned::string(out)),
        Err(e) => Err(vm.value_error(e.to_string())),
    }
}

/// Raises what a format spec earned.
#[cold]
pub(crate) fn format_error(vm: &mut Vm, e: &FormatError) -> Raised {
    if e.is_overflow() { vm.overflow_error(e.to_string()) } else { vm.value_error(e.to_string()) }
}

/// The spec of a `__format__` call, `None` when it is empty.
///
/// # Errors
/// `TypeError` when it is no str, `ValueError` when it cannot be parsed.
pub(crate) fn parse_spec(vm: &mut Vm, a: &Args<'_>, subject: Subject) -> PyResult<Option<FormatSpec>> {
    let spec = a.get(1);
    let parsed = match spec.get::<Str>(vm) {
        Some(s) if s.is_empty() => return Ok(None),
        Some(s) => FormatSpec::parse(s.wtf8(), subject, a.get(0).ty().name()),
        None => {
            let name = spec.ty().argument_name();
            return Err(vm.type_error(format!("__format__() argument must be str, not {name}")));
        }
    };
    let parsed = parsed.map_err(|e| format_error(vm, &e))?;
    vm.room_for(
        parsed.width.unwrap_or(0).saturating_add(parsed.precision.filter(|&n| i32::try_from(n).is_ok()).unwrap_or(0)),
        4,
    )?;
    Ok(Some(parsed))
}

/// `int.__format__`. The float codes format the nearest float.
pub(super) fn format(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let this = a.get(0);
    let Some(spec) = parse_spec(vm, a, Subject::Int)? else { return vm.to_str(this) };
    let name = this.ty().name();
    let mut out = Wtf8Buf::new();
    let limit = digit_limit();
    let done = match this.as_int(vm) {
        Some(IntRef::Small(i)) => format_i64(i, &spec, name, &mut out),
        Some(IntRef::Big(b)) => format_big(b, &spec, name, limit, &mut out),
        None => format_f64(0.0, &spec, name, &mut out),
    };
    match done {
        Ok(()) => Ok(Owned::wtf8(out.into_bytes())),
        Err(e) => Err(format_error(vm, &e)),
    }
}
