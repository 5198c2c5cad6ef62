//! The type `bytearray`: bytes that change in place. What does not change them it shares with `bytes`.

mod change;
mod iter;
mod slots;

use crate::object::{Args, FnDef, Kind, Owned, Payload, PyResult, Raised, Ref, TypeDef, TypeFlags, Visit, Vm};
use crate::types::bytes;
use crate::types::slice::position;
use std::rc::Rc;

/// The body of `bytearray`.
#[derive(Default)]
pub struct ByteArray {
    data: Vec<u8>,
    /// Shared with every memoryview of this object: while there is one, the length stays.
    exports: Option<Rc<()>>,
}

impl Payload for ByteArray {
    const KIND: Kind = Kind::ByteArray;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

impl ByteArray {
    /// A body with these bytes.
    pub fn of(data: Vec<u8>) -> ByteArray {
        ByteArray { data, exports: None }
    }

    /// The bytes.
    #[inline]
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// The bytes, for changing them in place; their number stays.
    pub fn data_mut(&mut self) -> &mut [u8] {
        &mut self.data
    }

    /// A token that keeps the length fixed as long as it lives.
    pub fn export(&mut self) -> Rc<()> {
        self.exports.get_or_insert_with(Rc::default).clone()
    }

    fn is_exported(&self) -> bool {
        self.exports.as_ref().is_some_and(|e| Rc::strong_count(e) > 1)
    }
}

/// Overwrites the byte at an index, which counts from the end if it is negative. `None`: there is none, or `byte` is none.
pub fn put_byte(vm: &mut Vm, o: Ref<'_>, i: i64, byte: i64) -> Option<u8> {
    let byte = u8::try_from(byte).ok()?;
    let data = o.get_mut::<ByteArray>(vm)?.data_mut();
    let at = position(i, data.len())?;
    data[at] = byte;
    Some(byte)
}

/// The bytes for changing them, length included.
///
/// # Errors
/// `BufferError` while a memoryview looks at them.
///
/// # Panics
/// When `o` is no bytearray.
pub(crate) fn resizable<'v>(vm: &'v mut Vm, o: Ref<'v>) -> PyResult<&'v mut Vec<u8>> {
    if o.get::<ByteArray>(vm).is_some_and(ByteArray::is_exported) {
        return Err::<_, Raised>(vm.buffer_error("Existing exports of data: object cannot be re-sized"));
    }
    match o.get_mut::<ByteArray>(vm) {
        Some(b) => Ok(&mut b.data),
        None => panic!("a bytearray was expected"),
    }
}

/// The types.
pub fn defs() -> Vec<TypeDef> {
    vec![def(), iter::def()]
}

fn def() -> TypeDef {
    let def = TypeDef::of::<ByteArray>("bytearray", "builtins")
        .doc(DOC)
        .flags(TypeFlags::BASE | TypeFlags::MATCH_SELF)
        .slots(slots::fill)
        .methods(change::METHODS)
        .methods(METHODS)
        .class_methods(bytes::BYTEARRAY_CLASS_METHODS)
        .static_methods(bytes::STATIC_METHODS);
    bytes::with_shared_methods(def)
}

const DOC: &str = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array\n\nConstruct a mutable bytearray object from:\n  - an iterable yielding integers in range(256)\n  - a text string encoded using the specified encoding\n  - a bytes or a buffer object\n  - any object implementing the buffer API.\n  - an integer";

static METHODS: &[FnDef] = &[
    FnDef::new(
        "__alloc__",
        "(self, /)",
        alloc,
        "B.__alloc__() -> int\n\nReturn the number of bytes actually allocated.",
    ),
    FnDef::new("__sizeof__", "(self, /)", sizeof, "Returns the size of the bytearray object in memory, in bytes."),
    FnDef::new("__reduce__", "(self, /)", |vm, a| reduce(vm, a.get(0), 2), "Return state information for pickling."),
    FnDef::new(
        "__reduce_ex__",
        "(self, proto=0, /)",
        |vm, a| {
            let proto = a.opt(1).map_or(Ok(0), |p| vm.index_i64(p))?;
            reduce(vm, a.get(0), proto)
        },
        "Return state information for pickling.",
    ),
];

fn alloc(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = a.get(0).get::<ByteArray>(vm).map_or(0, |b| b.data.capacity());
    Ok(Owned::usize(n + usize::from(n > 0)))
}

fn sizeof(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = a.get(0).get::<ByteArray>(vm).map_or(0, |b| b.data.capacity());
    Ok(Owned::usize(56 + n + usize::from(n > 0)))
}

/// Protocols before 3 know no bytes.
fn reduce(vm: &mut Vm, o: Ref<'_>, proto: i64) -> PyResult {
    let contents = bytes::from_slice(bytes::data(vm, o));
    let args = if bytes::data(vm, o).is_empty() {
        Vec::new()
    } else if proto < 3 {
        let encoding = Owned::str("latin-1");
        vec![vm.call_method(contents.lend(), "decode", &[encoding.lend()])?, encoding]
    } else {
        vec![contents]
    };
    let args = vm.tuple(args);
    let state = vm.call_method(o, "__getstate__", &[])?;
    Ok(vm.tuple(vec![o.ty().as_ref().own(), args, state]))
}
