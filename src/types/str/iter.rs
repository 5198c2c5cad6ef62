//! The iterator of `str`: one code point at a time.

use super::build;
use crate::object::{Args, FnDef, Kind, Owned, Payload, PyResult, Ref, Str, TypeDef, TypeFlags, Visit, Vm, new};
use taipan_text::wtf8::Wtf8;

/// The body of the iterator. Its two words are fields of their own to traces.
#[repr(C)]
pub struct StrIter {
    /// The string; the empty one once the iterator is exhausted.
    text: Owned,
    /// Where the next code point starts, in bytes.
    at: usize,
}

impl Payload for StrIter {
    const KIND: Kind = Kind::StrIter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.text);
    }
}

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<StrIter>("str_iterator", "builtins")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.iter = Some(|_, o| Ok(o.own()));
            s.next = Some(next);
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[
    FnDef::new("__length_hint__", "(self, /)", length_hint, "Private method returning an estimate of len(list(it))."),
    FnDef::new("__reduce__", "(self, /)", reduce, "Return state information for pickling."),
    FnDef::new("__setstate__", "(self, state, /)", set_state, "Set state information for unpickling."),
];

/// `iter(text)`.
pub fn iter(_: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(new(StrIter { text: o.own(), at: 0 }))
}

/// How many code points an iterator has left, at most.
pub(crate) fn left(vm: &Vm, it: Ref<'_>) -> Option<usize> {
    let i = it.get::<StrIter>(vm)?;
    Some(i.text.lend().get::<Str>(vm)?.bytes().len() - i.at)
}

fn next(vm: &mut Vm, it: Ref<'_>) -> PyResult<Option<Owned>> {
    let Some(i) = it.get::<StrIter>(vm) else { return Ok(None) };
    let Some(s) = i.text.lend().get::<Str>(vm) else { return Ok(None) };
    let (at, bytes) = (i.at, s.bytes());
    let Some(&first) = bytes.get(at) else {
        let empty = vm.globals.empty_str.clone();
        if let Some(i) = it.get_mut::<StrIter>(vm) {
            (i.text, i.at) = (empty, 0);
        }
        return Ok(None);
    };
    let width = match first {
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    let item = build::slice(vm, &bytes[at..at + width], width == 1);
    if let Some(i) = it.get_mut::<StrIter>(vm) {
        i.at = at + width;
    }
    Ok(Some(item))
}

/// The text and the code points walked over.
fn state(vm: &Vm, it: Ref<'_>) -> (Owned, usize, usize) {
    let Some(i) = it.get::<StrIter>(vm) else { return (Owned::NONE, 0, 0) };
    let (done, left) = match i.text.lend().get::<Str>(vm) {
        Some(s) if s.is_ascii() => (i.at, s.len() - i.at),
        Some(s) => {
            let (head, tail) = s.bytes().split_at(i.at);
            (Wtf8::trusted(head).len_chars(), Wtf8::trusted(tail).len_chars())
        }
        None => (0, 0),
    };
    (i.text.clone(), done, left)
}

fn length_hint(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::usize(state(vm, a.get(0)).2))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (text, done, _) = state(vm, a.get(0));
    let iter = vm.dict_get_name(vm.builtins_dict().lend(), "iter").unwrap_or(Owned::NONE);
    let args = vm.tuple(vec![text]);
    Ok(vm.tuple(vec![iter, args, Owned::usize(done)]))
}

fn set_state(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let index = vm.index_i64(a.get(1))?.max(0) as usize;
    let (text, ..) = state(vm, a.get(0));
    let at = text.lend().get::<Str>(vm).map_or(0, |s| s.wtf8().byte_offset(index));
    if let Some(i) = a.get(0).get_mut::<StrIter>(vm) {
        i.at = at;
    }
    Ok(Owned::NONE)
}
