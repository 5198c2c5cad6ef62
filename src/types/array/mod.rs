//! The type `array.array`: numbers of one machine type, or characters, side by side in memory.
//!
//! | file | what is in it |
//! |---|---|
//! | `code` | type codes: sizes, reading and writing an item |
//! | `create` | `array(code, initializer)` |
//! | `slots`, `items` | operators, items and slices |
//! | `methods`, `bulk` | methods on items; methods that move many at once |
//! | `iter` | the iterator |

mod bulk;
mod code;
mod create;
mod items;
mod iter;
mod methods;
mod slots;

use crate::object::{GetSetDef, Kind, Owned, Payload, PyResult, Raised, Ref, TypeDef, TypeFlags, Visit, Vm};
pub use code::{CODES, Code};
use std::rc::Rc;

/// The body.
pub struct Array {
    code: Code,
    /// The items in the machine's byte order.
    data: Vec<u8>,
    /// Shared with every memoryview of this object: while there is one, the length stays.
    exports: Option<Rc<()>>,
}

impl Payload for Array {
    const KIND: Kind = Kind::Array;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

impl Array {
    fn of(code: Code, data: Vec<u8>) -> Array {
        Array { code, data, exports: None }
    }

    /// How items are read.
    pub fn code(&self) -> Code {
        self.code
    }

    /// All bytes.
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

    /// Number of items.
    #[inline]
    fn len(&self) -> usize {
        self.data.len() / self.code.size()
    }

    /// The bytes of an item.
    #[inline]
    fn at(&self, i: usize) -> &[u8] {
        let size = self.code.size();
        &self.data[i * size..(i + 1) * size]
    }

    #[inline]
    fn get(&self, i: usize) -> Owned {
        self.code.read(self.at(i))
    }
}

/// The body of an array.
///
/// # Panics
/// When it is none, which the callers exclude.
#[inline]
fn body<'v>(vm: &'v Vm, o: Ref<'v>) -> &'v Array {
    match o.get::<Array>(vm) {
        Some(a) => a,
        None => panic!("an array was expected"),
    }
}

/// The bytes for changing them, length included.
///
/// # Errors
/// `BufferError` while a memoryview looks at them.
fn resizable<'v>(vm: &'v mut Vm, o: Ref<'v>) -> PyResult<&'v mut Vec<u8>> {
    if body(vm, o).exports.as_ref().is_some_and(|e| Rc::strong_count(e) > 1) {
        return Err::<_, Raised>(vm.buffer_error("cannot resize an array that is exporting buffers"));
    }
    match o.get_mut::<Array>(vm) {
        Some(a) => Ok(&mut a.data),
        None => panic!("an array was expected"),
    }
}

/// The types.
pub fn defs() -> Vec<TypeDef> {
    let def = TypeDef::of::<Array>("array", "array")
        .doc("array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode, and\ninitialized from the optional initializer value, which must be a list,\nstring or iterable over elements of the appropriate type.")
        .flags(TypeFlags::BASE | TypeFlags::WEAKREF | TypeFlags::SEQUENCE)
        .slots(slots::fill)
        .methods(methods::METHODS)
        .methods(bulk::METHODS)
        .class_methods(create::CLASS_METHODS)
        .getters(GETTERS);
    vec![def, iter::def()]
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get(
        "typecode",
        |vm, o| Ok(Owned::string(body(vm, o).code.letter().to_string())),
        "the typecode character used to create the array",
    ),
    GetSetDef::get(
        "itemsize",
        |vm, o| Ok(Owned::usize(body(vm, o).code.size())),
        "the size, in bytes, of one array item",
    ),
];
