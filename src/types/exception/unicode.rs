//! `UnicodeDecodeError`, `UnicodeEncodeError`, `UnicodeTranslateError`: which part of what could not be converted, and why.

use super::base::{init as base_init, str as base_str};
use super::fields::{field, field_or_none};
use crate::object::{CallArgs, Exc, Owned, PyResult, Ref, Str, TypeDef, Vm};

pub(super) fn defs() -> Vec<TypeDef> {
    const FULL: &[&str] = &["encoding", "object", "start", "end", "reason"];
    vec![
        TypeDef::exception(Exc::UnicodeDecodeError, FULL).slots(|s| {
            s.init = Some(|vm, e, a| init(vm, e, a, FULL));
            s.str = Some(decode_str);
        }),
        TypeDef::exception(Exc::UnicodeEncodeError, FULL).slots(|s| {
            s.init = Some(|vm, e, a| init(vm, e, a, FULL));
            s.str = Some(encode_str);
        }),
        TypeDef::exception(Exc::UnicodeTranslateError, FULL).slots(|s| {
            s.init = Some(|vm, e, a| init(vm, e, a, &FULL[1..]));
            s.str = Some(translate_str);
        }),
    ]
}

fn init(vm: &mut Vm, e: Ref<'_>, args: &CallArgs<'_>, names: &[&str]) -> PyResult<()> {
    base_init(vm, e, args)?;
    if args.all.len() != names.len() {
        let (n, given) = (names.len(), args.all.len());
        return Err(vm.type_error(format!("function takes exactly {n} arguments ({given} given)")));
    }
    for (i, (name, value)) in names.iter().zip(args.all).enumerate() {
        let bytes = *name == "object" && e.ty().is_subtype(crate::object::exception_type(Exc::UnicodeDecodeError));
        let number = matches!(*name, "start" | "end");
        let fits = if number { value.as_i64(vm).is_some() } else { bytes || value.is_a::<Str>() };
        if !fits {
            let got = value.ty().message_name();
            let message = if number {
                format!("'{got}' object cannot be interpreted as an integer")
            } else {
                format!("argument {} must be str, not {got}", i + 1)
            };
            return Err(vm.type_error(message));
        }
        vm.set_own_attr(e, name, value.own());
    }
    Ok(())
}

struct Parts {
    encoding: String,
    reason: String,
    start: i64,
    end: i64,
}

fn parts(vm: &mut Vm, e: Ref<'_>) -> PyResult<Option<Parts>> {
    if field(vm, e, "object").is_none() {
        return Ok(None);
    }
    let (encoding, reason) = (field_or_none(vm, e, "encoding"), field_or_none(vm, e, "reason"));
    let encoding = vm.str_string(encoding.lend())?;
    let reason = vm.str_string(reason.lend())?;
    let mut number = |name: &str| field_or_none(vm, e, name).lend().as_i64(vm).unwrap_or(0);
    let (start, end) = (number("start").max(0), number("end"));
    Ok(Some(Parts { encoding, reason, start, end }))
}

fn decode_str(vm: &mut Vm, e: Ref<'_>) -> PyResult {
    let Some(p) = parts(vm, e)? else { return base_str(vm, e) };
    let object = field_or_none(vm, e, "object");
    let n = vm.len(object.lend())? as i64;
    let text = if p.start < n && p.end == p.start + 1 {
        let byte = vm.get_item(object.lend(), Owned::int(p.start).lend())?;
        let byte = byte.lend().as_i64(vm).unwrap_or(0);
        format!("'{}' codec can't decode byte 0x{byte:02x} in position {}: {}", p.encoding, p.start, p.reason)
    } else {
        format!("'{}' codec can't decode bytes in position {}-{}: {}", p.encoding, p.start, p.end - 1, p.reason)
    };
    Ok(Owned::string(text))
}

/// The character at `start` as an escape, when exactly one is meant.
fn single(vm: &mut Vm, e: Ref<'_>, p: &Parts) -> Option<String> {
    let object = field_or_none(vm, e, "object");
    let c = object.lend().get::<Str>(vm)?.wtf8().chars().nth(usize::try_from(p.start).ok()?)?;
    if p.end != p.start + 1 {
        return None;
    }
    Some(match c {
        0..=0xff => format!("\\x{c:02x}"),
        0x100..=0xffff => format!("\\u{c:04x}"),
        _ => format!("\\U{c:08x}"),
    })
}

fn encode_str(vm: &mut Vm, e: Ref<'_>) -> PyResult {
    let Some(p) = parts(vm, e)? else { return base_str(vm, e) };
    Ok(Owned::string(match single(vm, e, &p) {
        Some(c) => format!("'{}' codec can't encode character '{c}' in position {}: {}", p.encoding, p.start, p.reason),
        None => {
            let last = p.end - 1;
            format!("'{}' codec can't encode characters in position {}-{last}: {}", p.encoding, p.start, p.reason)
        }
    }))
}

fn translate_str(vm: &mut Vm, e: Ref<'_>) -> PyResult {
    let Some(p) = parts(vm, e)? else { return base_str(vm, e) };
    Ok(Owned::string(match single(vm, e, &p) {
        Some(c) => format!("can't translate character '{c}' in position {}: {}", p.start, p.reason),
        None => format!("can't translate characters in position {}-{}: {}", p.start, p.end - 1, p.reason),
    }))
}
