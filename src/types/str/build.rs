//! Making str objects, the shortest way: shared ASCII characters, the shared empty string, parts of other strings.

use crate::object::{Kind, Owned, Ref, Str, Vm, new};
use std::ops::Range;
use taipan_text::wtf8::{CodePoint, Wtf8Buf};

/// A str from a buffer, which knows whether it is ASCII.
pub fn of_buf(b: Wtf8Buf) -> Owned {
    if b.is_ascii() { new(Str::from_ascii(b.into_bytes())) } else { new(Str::from_wtf8(b.into_bytes())) }
}

/// A str from bytes that are ASCII.
pub fn ascii(bytes: Vec<u8>) -> Owned {
    new(Str::from_ascii(bytes))
}

/// A str of one code point.
#[inline]
pub fn point(vm: &Vm, p: CodePoint) -> Owned {
    match vm.globals.ascii.get(p as usize) {
        Some(s) => s.clone(),
        None => {
            let mut b = Wtf8Buf::with_capacity(4);
            b.push(p);
            new(Str::from_wtf8(b.into_bytes()))
        }
    }
}

/// A str from a slice of WTF-8; `is_ascii` says whether the slice is known to be ASCII.
#[inline]
pub fn slice(vm: &Vm, bytes: &[u8], is_ascii: bool) -> Owned {
    match bytes {
        [] => vm.globals.empty_str.clone(),
        [b] => vm.globals.ascii[usize::from(*b)].clone(),
        _ if is_ascii => new(Str::from_ascii(bytes.to_vec())),
        _ => new(Str::from_wtf8(bytes.to_vec())),
    }
}

/// The part of a string in a range of bytes.
#[inline]
pub fn part(vm: &Vm, s: &Str, range: Range<usize>) -> Owned {
    slice(vm, &s.bytes()[range], s.is_ascii())
}

/// The string itself, as an exact `str`.
pub fn whole(vm: &Vm, o: Ref<'_>) -> Owned {
    if o.ty().is_exactly(Kind::Str) {
        return o.own();
    }
    let s = body(vm, o);
    slice(vm, s.bytes(), s.is_ascii())
}

/// The body of the receiver of a str method.
///
/// # Panics
/// When it is no str, which the method's descriptor excludes.
#[inline]
pub fn body<'v>(vm: &'v Vm, o: Ref<'v>) -> &'v Str {
    match o.get::<Str>(vm) {
        Some(s) => s,
        None => panic!("a str was expected"),
    }
}
