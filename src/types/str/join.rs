//! `join`.

use super::build::{self, body};
use crate::object::{Args, Exc, FnDef, Intrinsic, Kind, List, Owned, PyResult, Reach, Ref, Str, Tuple, Vm, new};

pub(super) static METHODS: &[FnDef] =
    &[FnDef::new("join", "(self, iterable, /)", join, JOIN).reach(Reach::Texts).intrinsic(Intrinsic::StrJoin)];

const JOIN: &str = "Concatenate any number of strings.\n\nThe string whose method is called is inserted in between each given string.\nThe result is returned as a new string.\n\nExample: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'";

fn join(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    joined(vm, a.get(0), a.get(1))
}

/// `separator.join(items)`.
///
/// # Errors
/// `TypeError` for items that are no strings, or what iterating raises.
pub fn joined(vm: &mut Vm, separator: Ref<'_>, items: Ref<'_>) -> PyResult {
    if items.ty().is_exactly(Kind::List) || items.ty().is_exactly(Kind::Tuple) {
        let made = slice_of(vm, items).and_then(|all| concatenated(vm, separator, all));
        return finish(vm, made);
    }
    let all = vm.collect(items);
    let all = match vm.catch(all, Exc::TypeError)? {
        Ok(all) => all,
        Err(e) => {
            let s = *items.ty().slots();
            if s.iter.is_some() || s.getitem.is_some() {
                return Err(vm.reraise(e));
            }
            return Err(vm.type_error("can only join an iterable"));
        }
    };
    let made = concatenated(vm, separator, &all);
    finish(vm, made)
}

/// The items of a list or tuple as they lie there. A list of unboxed numbers fits nowhere.
fn slice_of<'v>(vm: &'v Vm, o: Ref<'v>) -> Result<&'v [Owned], Misfit> {
    if let Some(t) = o.get::<Tuple>(vm) {
        return Ok(t.items());
    }
    match o.get::<List>(vm) {
        Some(l) if !l.is_empty() => l.as_objects().ok_or_else(|| Misfit(0, l.get(0).lend().ty().message_name())),
        _ => Ok(&[]),
    }
}

/// What is wrong with an item.
struct Misfit(usize, String);

fn concatenated(vm: &Vm, separator: Ref<'_>, items: &[Owned]) -> Result<Owned, Misfit> {
    let sep = body(vm, separator);
    match items {
        [] => return Ok(vm.globals.empty_str.clone()),
        [one] if one.lend().ty().is_exactly(Kind::Str) => return Ok(one.clone()),
        _ => {}
    }
    let (mut bytes, mut is_ascii) = (sep.bytes().len() * (items.len() - 1), sep.is_ascii());
    for (i, x) in items.iter().enumerate() {
        match x.lend().get::<Str>(vm) {
            Some(s) => {
                bytes += s.bytes().len();
                is_ascii &= s.is_ascii();
            }
            None => return Err(Misfit(i, x.lend().ty().message_name())),
        }
    }
    let mut out = Vec::with_capacity(bytes);
    for (i, x) in items.iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(sep.bytes());
        }
        out.extend_from_slice(body(vm, x.lend()).bytes());
    }
    Ok(if is_ascii { build::ascii(out) } else { new(Str::from_wtf8(out)) })
}

fn finish(vm: &mut Vm, made: Result<Owned, Misfit>) -> PyResult {
    made.map_err(|Misfit(i, name)| vm.type_error(format!("sequence item {i}: expected str instance, {name} found")))
}
