//! The type `bytes`, and what it shares with `bytearray`: one table of methods serves both, each giving results of the
//! receiver's own kind.

pub mod buffer;
mod case;
pub mod codec;
pub mod create;
mod find;
mod hex;
mod iter;
mod pad;
mod percent;
mod replace;
pub mod search;
pub(super) mod slots;
mod split;
mod strip;

pub(super) use hex::{BYTEARRAY_CLASS_METHODS, text_of as hex_text};
pub use percent::remainder;
pub(super) use replace::STATIC_METHODS;

use crate::object::{Args, FnDef, Kind, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm, new};
use crate::types::bytearray::ByteArray;
use crate::types::slice::{bounds, position};
use search::Bounds;
use std::cell::Cell;

/// The body of `bytes`.
pub struct Bytes {
    data: Box<[u8]>,
    /// Cached hash; 0 means not computed.
    hash: Cell<i64>,
}

impl Payload for Bytes {
    const KIND: Kind = Kind::Bytes;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

impl Bytes {
    /// A body with these bytes.
    pub fn of(data: Vec<u8>) -> Bytes {
        Bytes { data: data.into(), hash: Cell::new(0) }
    }

    /// The bytes.
    #[inline]
    pub fn data(&self) -> &[u8] {
        &self.data
    }
}

/// The byte at an index, which counts from the end if it is negative.
pub fn byte_at(vm: &Vm, o: Ref<'_>, i: i64) -> Option<u8> {
    let data = data(vm, o);
    position(i, data.len()).map(|at| data[at])
}

/// A bytes object with a copy of these bytes.
pub fn from_slice(b: &[u8]) -> Owned {
    new(Bytes::of(b.to_vec()))
}

/// A bytes object.
pub fn from_vec(b: Vec<u8>) -> Owned {
    new(Bytes::of(b))
}

/// The types.
pub fn defs() -> Vec<TypeDef> {
    vec![def(), iter::def()]
}

fn def() -> TypeDef {
    let def = TypeDef::of::<Bytes>("bytes", "builtins")
        .doc(DOC)
        .flags(TypeFlags::BASE | TypeFlags::MATCH_SELF)
        .slots(slots::fill)
        .methods(OWN_METHODS)
        .class_methods(hex::BYTES_CLASS_METHODS)
        .static_methods(replace::STATIC_METHODS);
    with_shared_methods(def)
}

/// Adds the methods that `bytes` and `bytearray` share.
pub(super) fn with_shared_methods(def: TypeDef) -> TypeDef {
    def.methods(find::METHODS)
        .methods(split::METHODS)
        .methods(strip::METHODS)
        .methods(replace::METHODS)
        .methods(pad::METHODS)
        .methods(case::METHODS)
        .methods(hex::METHODS)
        .methods(METHODS)
}

const DOC: &str = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object\n\nConstruct an immutable array of bytes from:\n  - an iterable yielding integers in range(256)\n  - a text string encoded using the specified encoding\n  - any object implementing the buffer API.\n  - an integer";

static METHODS: &[FnDef] = &[FnDef::new(
    "decode",
    "(self, encoding='utf-8', errors='strict')",
    decode,
    "Decode the bytes using the codec registered for encoding.",
)];

static OWN_METHODS: &[FnDef] = &[
    FnDef::new("__bytes__", "(self, /)", to_bytes, "Convert this value to exact type bytes."),
    FnDef::new("__getnewargs__", "(self, /)", getnewargs, ""),
];

fn decode(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let how = codec::Request::of_args(vm, "decode", a, 1)?;
    if how.is_plain_utf8()
        && let Ok(text) = std::str::from_utf8(data(vm, a.get(0)))
    {
        return Ok(crate::types::str::build::slice(vm, text.as_bytes(), false));
    }
    let bytes = data(vm, a.get(0)).to_vec();
    codec::decode(vm, &bytes, &how)
}

fn to_bytes(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(whole(vm, a.get(0)))
}

fn getnewargs(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let b = whole(vm, a.get(0));
    Ok(vm.tuple(vec![b]))
}

/// The contents of a `bytes` or `bytearray`.
///
/// # Panics
/// When it is neither, which the method's descriptor excludes.
#[inline]
pub fn data<'v>(vm: &'v Vm, o: Ref<'v>) -> &'v [u8] {
    if let Some(b) = o.get::<Bytes>(vm) {
        return &b.data;
    }
    match o.get::<ByteArray>(vm) {
        Some(b) => b.data(),
        None => panic!("bytes were expected"),
    }
}

/// An object of the kind of `o` with other contents.
pub fn like(o: Ref<'_>, data: Vec<u8>) -> Owned {
    if o.is_a::<ByteArray>() { new(ByteArray::of(data)) } else { from_vec(data) }
}

/// The object itself where it is exactly `bytes`, else a copy of its contents in an exact object of its kind.
pub fn whole(vm: &Vm, o: Ref<'_>) -> Owned {
    if o.ty().is_exactly(Kind::Bytes) { o.own() } else { like(o, data(vm, o).to_vec()) }
}

/// A byte from an int.
///
/// # Errors
/// `TypeError` for what is no integer, `ValueError` out of range.
pub fn byte(vm: &mut Vm, o: Ref<'_>) -> PyResult<u8> {
    let i = vm.index(o)?;
    match i.lend().as_i64(vm).and_then(|i| u8::try_from(i).ok()) {
        Some(b) => Ok(b),
        None => Err(vm.value_error("byte must be in range(0, 256)")),
    }
}

/// `start` and `end` of a method, fitted to a length; what is missing or `None` means the ends.
///
/// # Errors
/// `TypeError` for what is no integer, or what `__index__` raises.
pub fn bounds_of(vm: &mut Vm, start: Option<Ref<'_>>, end: Option<Ref<'_>>, len: usize) -> PyResult<Bounds> {
    let mut number = |o: Option<Ref<'_>>, missing: i64| match o {
        Some(o) if !o.is_none() => {
            if !bounds::is_index(o) {
                return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
            }
            bounds::clipped(vm, o)
        }
        _ => Ok(missing),
    };
    let (start, end) = (number(start, 0)?, number(end, i64::MAX)?);
    Ok(Bounds::fit(start, end, len))
}
