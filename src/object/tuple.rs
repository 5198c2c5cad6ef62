//! The body of `tuple`: a length, then the items, in one block.

#![allow(unsafe_code, reason = "items lie behind the body")]

use super::heap::heap;
use super::{Kind, Object, Owned, Payload, Ref, TypeObj, Value, Visit, Vm, kinds};

/// The body of a tuple; `len` items follow.
#[repr(C)]
pub struct Tuple {
    len: usize,
    items: [Value; 0],
}

/// Offset of the length within the object.
pub const TUPLE_LEN_OFFSET: usize = 16;
/// Offset of the first item within the object.
pub const TUPLE_ITEMS_OFFSET: usize = 24;

impl Payload for Tuple {
    const KIND: Kind = Kind::Tuple;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all(self.items());
    }
}

impl Tuple {
    /// The items.
    #[inline(always)]
    pub fn items(&self) -> &[Owned] {
        // SAFETY: `len` owned words follow the body; `Owned` is transparent over `Value`.
        unsafe { std::slice::from_raw_parts(self.items.as_ptr() as *const Owned, self.len) }
    }

    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        let first = self.items.as_mut_ptr() as *mut Owned;
        for i in (0..self.len).rev() {
            // SAFETY: each item is dropped once, the last one first.
            unsafe { std::ptr::drop_in_place(first.add(i)) }
        }
    }
}

/// A tuple object of a given type.
pub(crate) fn build(ty: *const TypeObj, items: impl ExactSizeIterator<Item = Owned>) -> Owned {
    let len = items.len();
    // SAFETY: the type is alive; the block has room for the items and, in subclasses, for the attribute area behind them.
    unsafe {
        let tail = if (*ty).body.attrs_offset == 0 { 0 } else { 8 };
        let size = (*ty).body.ops.size + 8 * len + tail;
        let h = heap().alloc(size, ty, 0);
        let t = &raw mut (*(h as *mut Object<Tuple>)).body;
        (*t).len = len;
        let first = (&raw mut (*t).items) as *mut Value;
        for (i, item) in items.enumerate() {
            first.add(i).write(item.into_value());
        }
        super::alloc::finish(h, ty);
        Owned::from_value(Value::from_ptr(h))
    }
}

/// A tuple of words that were owned by the data stack.
///
/// # Safety
/// The words are alive and owned by the caller, who forgets them.
pub(crate) unsafe fn from_stack(vm: &Vm, words: &[Value]) -> Value {
    if words.is_empty() {
        return vm.globals.empty_tuple.clone().into_value();
    }
    // SAFETY: the caller's promise.
    exact(words.iter().map(|&v| unsafe { Owned::from_value(v) })).into_value()
}

/// A tuple of exactly the built-in type, whose instances have no attributes.
#[inline]
fn exact(items: impl ExactSizeIterator<Item = Owned>) -> Owned {
    let len = items.len();
    // SAFETY: the block has room for the items.
    unsafe {
        let h = heap().alloc(TUPLE_ITEMS_OFFSET + 8 * len, kinds::kind_ptr(Kind::Tuple), 0);
        let t = &raw mut (*(h as *mut Object<Tuple>)).body;
        (*t).len = len;
        let first = (&raw mut (*t).items) as *mut Value;
        for (i, item) in items.enumerate() {
            first.add(i).write(item.into_value());
        }
        Owned::from_value(Value::from_ptr(h))
    }
}

impl Vm {
    /// A Python tuple.
    pub fn tuple(&self, items: Vec<Owned>) -> Owned {
        if items.is_empty() {
            return self.globals.empty_tuple.clone();
        }
        exact(items.into_iter())
    }

    /// A Python tuple of the items of an iterator, which must not run Python code.
    pub fn tuple_from(&self, items: impl ExactSizeIterator<Item = Owned>) -> Owned {
        if items.len() == 0 {
            return self.globals.empty_tuple.clone();
        }
        exact(items)
    }

    /// A Python tuple of lent items.
    pub fn tuple_of(&self, items: &[Ref<'_>]) -> Owned {
        if items.is_empty() {
            return self.globals.empty_tuple.clone();
        }
        exact(items.iter().map(|r| r.own()))
    }

    /// A tuple of a subclass of `tuple`.
    pub fn tuple_sub(&self, ty: &TypeObj, items: Vec<Owned>) -> Owned {
        build(ty, items.into_iter())
    }
}

impl<'a> Ref<'a> {
    /// The items of a `tuple` (or of a subclass's instance).
    #[inline]
    pub fn as_tuple<'v>(self, vm: &'v Vm) -> Option<&'v [Owned]>
    where
        'a: 'v,
    {
        self.get::<Tuple>(vm).map(Tuple::items)
    }
}
