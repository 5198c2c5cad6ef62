//! The type `memoryview`, of one dimension: a window on `bytes` or `bytearray`, read as items of a native format.

mod format;
mod methods;
mod slots;

use crate::object::{
    CallArgs, Kind, LazySignature, Owned, Payload, PyResult, Raised, Ref, TypeDef, TypeFlags, Visit, Vm, bind, new,
};
use crate::types::array::Array;
use crate::types::bytearray::ByteArray;
use crate::types::bytes::Bytes;
pub use format::Format;
pub use slots::{fill_bytes, room};
use std::borrow::Cow;
use std::rc::Rc;

/// The body of `memoryview`.
pub struct MemoryView {
    /// What is looked at; `None` once the view was released.
    pub(crate) of: Option<Owned>,
    /// Keeps a bytearray from changing its length.
    token: Option<Rc<()>>,
    /// Offset of the first item in bytes.
    start: usize,
    /// Number of items.
    len: usize,
    /// Distance of items in bytes; negative when the view runs backwards.
    stride: isize,
    /// How an item is read.
    format: Format,
    readonly: bool,
}

impl Payload for MemoryView {
    const KIND: Kind = Kind::MemoryView;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.option(&self.of);
    }
}

impl MemoryView {
    /// Whether the items lie side by side in ascending order.
    fn is_contiguous(&self) -> bool {
        self.len <= 1 || self.stride == self.format.size() as isize
    }

    /// The offset of an item in bytes.
    fn offset(&self, i: usize) -> usize {
        self.start.wrapping_add_signed(self.stride * i as isize)
    }
}

/// The types.
pub fn defs() -> Vec<TypeDef> {
    vec![
        TypeDef::of::<MemoryView>("memoryview", "builtins")
            .doc("Create a new memoryview object which references the given object.")
            .flags(TypeFlags::GC | TypeFlags::SEQUENCE)
            .slots(slots::fill)
            .methods(methods::METHODS)
            .getters(methods::GETTERS),
    ]
}

static SIGNATURE: LazySignature = LazySignature::new("(object)");

fn create(vm: &mut Vm, _cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "memoryview", &SIGNATURE, args, |vm, a| view(vm, a.get(0)))
}

/// A view of a bytes-like object.
///
/// # Errors
/// `TypeError` for anything else.
pub fn view(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    if let Some(m) = o.get::<MemoryView>(vm) {
        let same = MemoryView { of: m.of.clone(), token: m.token.clone(), ..*m };
        checked(vm, o)?;
        return Ok(new(same));
    }
    if let Some(a) = o.get::<Array>(vm) {
        return array_view(vm, o, a.code().letter());
    }
    let (len, readonly) = match (o.get::<Bytes>(vm), o.get::<ByteArray>(vm)) {
        (Some(b), _) => (b.data().len(), true),
        (_, Some(b)) => (b.data().len(), false),
        _ => {
            let got = o.ty().message_name();
            return Err(vm.type_error(format!("memoryview: a bytes-like object is required, not '{got}'")));
        }
    };
    let token = o.get_mut::<ByteArray>(vm).map(ByteArray::export);
    Ok(new(MemoryView { of: Some(o.own()), token, start: 0, len, stride: 1, format: Format::BYTE, readonly }))
}

/// A view of an array, item by item.
fn array_view(vm: &mut Vm, o: Ref<'_>, letter: char) -> PyResult {
    let Some(format) = Format::parse(letter.encode_utf8(&mut [0; 4])) else {
        return Err(vm.not_implemented_error(format!("memoryview: format {letter} not supported")));
    };
    let token = o.get_mut::<Array>(vm).map(Array::export);
    let len = o.get::<Array>(vm).map_or(0, |a| a.data().len()) / format.size();
    let stride = format.size() as isize;
    Ok(new(MemoryView { of: Some(o.own()), token, start: 0, len, stride, format, readonly: false }))
}

/// The body of a view that was not released.
fn checked<'v>(vm: &'v mut Vm, o: Ref<'v>) -> PyResult<&'v MemoryView> {
    if o.get::<MemoryView>(vm).is_some_and(|m| m.of.is_none()) {
        return Err::<_, Raised>(vm.value_error("operation forbidden on released memoryview object"));
    }
    match o.get::<MemoryView>(vm) {
        Some(m) => Ok(m),
        None => panic!("a memoryview was expected"),
    }
}

/// The bytes that a view shows, `None` for what is no (live) view.
pub fn contents<'v>(vm: &'v Vm, o: Ref<'v>) -> Option<Cow<'v, [u8]>> {
    let m = o.get::<MemoryView>(vm)?;
    let all = base(vm, m)?;
    let size = m.format.size();
    if m.is_contiguous() {
        return Some(Cow::Borrowed(&all[m.start..m.start + m.len * size]));
    }
    Some(Cow::Owned((0..m.len).flat_map(|i| all[m.offset(i)..][..size].iter().copied()).collect()))
}

/// All bytes of what a view looks at.
fn base<'v>(vm: &'v Vm, m: &'v MemoryView) -> Option<&'v [u8]> {
    let of = m.of.as_ref()?.lend();
    of.get::<Bytes>(vm)
        .map(Bytes::data)
        .or_else(|| of.get::<ByteArray>(vm).map(ByteArray::data))
        .or_else(|| of.get::<Array>(vm).map(Array::data))
}
