//! One item of a list at a time: reading, writing, appending, and the change of storage that writing may need.

#![allow(unsafe_code, reason = "one buffer with several interpretations")]

use super::cell::{Cell, by_width};
use crate::object::alloc::new;
use crate::object::{Kind, Owned, Payload, Value, Visit, Vm};
use std::mem::ManuallyDrop;
use std::ptr::NonNull;

/// What the cells of a list are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u64)]
pub enum Storage {
    /// No items.
    Empty = 0,
    /// 64-bit integers.
    Int = 1,
    /// Floats.
    Float = 2,
    /// Owned values.
    Object = 3,
    /// Bools, a byte each.
    Bool = 4,
}

/// The body of a list.
#[repr(C)]
pub struct List {
    ptr: *mut u64,
    len: usize,
    cap: usize,
    storage: Storage,
}

/// Offset of the buffer's address within the object.
pub const LIST_PTR_OFFSET: usize = 16;
/// Offset of the length within the object.
pub const LIST_LEN_OFFSET: usize = 24;
/// Offset of the capacity within the object.
pub const LIST_CAP_OFFSET: usize = 32;
/// Offset of the storage kind within the object.
pub const LIST_STORAGE_OFFSET: usize = 40;

impl Payload for List {
    const KIND: Kind = Kind::List;
    fn traverse(&self, visit: &mut Visit<'_>) {
        if let Some(all) = self.as_objects() {
            visit.all(all);
        }
    }
    fn clear(&mut self) {
        self.truncate(0);
    }
}

impl Default for List {
    fn default() -> List {
        List { ptr: NonNull::dangling().as_ptr(), len: 0, cap: 0, storage: Storage::Empty }
    }
}

impl Drop for List {
    fn drop(&mut self) {
        self.truncate(0);
        self.free_buffer();
    }
}

impl List {
    /// A list of owned items.
    pub fn from_items(items: Vec<Owned>) -> List {
        let mut l = List::default();
        match items.first().map(List::storage_for) {
            None => {}
            Some(Storage::Bool) if items.iter().all(|x| x.value().is_bool()) => {
                l.adopt(Storage::Bool, items.iter().map(|x| x.value() == Value::TRUE).collect());
            }
            Some(Storage::Bool | Storage::Object) => {
                l.adopt(Storage::Object, items.into_iter().map(|x| x.into_value().bits()).collect());
            }
            Some(_) => {
                l.reserve(items.len());
                for item in items {
                    l.push(item);
                }
            }
        }
        l
    }

    /// A list of integers.
    pub fn from_ints(items: Vec<i64>) -> List {
        let mut l = List::default();
        if !items.is_empty() {
            l.adopt::<u64>(Storage::Int, items.into_iter().map(|i| i as u64).collect());
        }
        l
    }

    /// A list of floats.
    pub fn from_floats(items: Vec<f64>) -> List {
        let mut l = List::default();
        if !items.is_empty() {
            l.adopt::<u64>(Storage::Float, items.into_iter().map(f64::to_bits).collect());
        }
        l
    }

    /// The cells become this empty list's buffer.
    pub(super) fn adopt<C: Cell>(&mut self, storage: Storage, cells: Vec<C>) {
        debug_assert!(self.len == 0 && self.cap == 0);
        let mut cells = ManuallyDrop::new(cells);
        (self.ptr, self.len, self.cap) = (cells.as_mut_ptr().cast(), cells.len(), cells.capacity());
        self.storage = storage;
        debug_assert_eq!(size_of::<C>(), by_width!(self, Is => size_of::<Is>()));
    }

    /// Runs `f` on the buffer as a vector of cells, which have the width that the storage says.
    pub(super) fn with_cells<C: Cell, R>(&mut self, f: impl FnOnce(&mut Vec<C>) -> R) -> R {
        debug_assert_eq!(size_of::<C>(), by_width!(self, Is => size_of::<Is>()));
        // SAFETY: pointer, length and capacity are those of a vector of such cells (or dangling with zero capacity); they are
        // written back.
        let mut cells = ManuallyDrop::new(unsafe { Vec::from_raw_parts(self.ptr.cast::<C>(), self.len, self.cap) });
        let r = f(&mut cells);
        (self.ptr, self.len, self.cap) = (cells.as_mut_ptr().cast(), cells.len(), cells.capacity());
        r
    }

    /// The cells, which have the width that the storage says.
    #[inline(always)]
    pub(super) fn cells<C: Cell>(&self) -> &[C] {
        debug_assert_eq!(size_of::<C>(), by_width!(self, Is => size_of::<Is>()));
        // SAFETY: `len` cells are initialised.
        unsafe { std::slice::from_raw_parts(self.ptr.cast::<C>(), self.len) }
    }

    /// The cells for changing them in place, each to another that fits the storage.
    #[inline(always)]
    pub(super) fn cells_mut<C: Cell>(&mut self) -> &mut [C] {
        debug_assert_eq!(size_of::<C>(), by_width!(self, Is => size_of::<Is>()));
        // SAFETY: `len` cells are initialised, and nothing else refers to them.
        unsafe { std::slice::from_raw_parts_mut(self.ptr.cast::<C>(), self.len) }
    }

    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Number of items that fit without growing.
    pub fn capacity(&self) -> usize {
        self.cap
    }

    /// Bytes an item takes in the buffer.
    pub fn cell_size(&self) -> usize {
        by_width!(self, C => size_of::<C>())
    }

    /// What the cells are.
    #[inline(always)]
    pub fn storage(&self) -> Storage {
        self.storage
    }

    /// The items of a list of objects.
    #[inline]
    pub fn as_objects(&self) -> Option<&[Owned]> {
        if self.storage != Storage::Object {
            return None;
        }
        // SAFETY: in this storage the words are owned values.
        Some(unsafe { std::slice::from_raw_parts(self.ptr as *const Owned, self.len) })
    }

    /// The items of a list of integers.
    #[inline]
    pub fn as_ints(&self) -> Option<&[i64]> {
        if self.storage != Storage::Int {
            return None;
        }
        // SAFETY: in this storage the words are integers.
        Some(unsafe { std::slice::from_raw_parts(self.ptr as *const i64, self.len) })
    }

    /// The integers for changing them in place.
    pub fn as_ints_mut(&mut self) -> Option<&mut [i64]> {
        if self.storage != Storage::Int {
            return None;
        }
        // SAFETY: in this storage the words are integers.
        Some(unsafe { std::slice::from_raw_parts_mut(self.ptr as *mut i64, self.len) })
    }

    /// The items of a list of floats.
    #[inline]
    pub fn as_floats(&self) -> Option<&[f64]> {
        if self.storage != Storage::Float {
            return None;
        }
        // SAFETY: in this storage the words are floats.
        Some(unsafe { std::slice::from_raw_parts(self.ptr as *const f64, self.len) })
    }

    /// The floats for changing them in place.
    pub fn as_floats_mut(&mut self) -> Option<&mut [f64]> {
        if self.storage != Storage::Float {
            return None;
        }
        // SAFETY: in this storage the words are floats.
        Some(unsafe { std::slice::from_raw_parts_mut(self.ptr as *mut f64, self.len) })
    }

    /// The items of a list of bools.
    #[inline]
    pub fn as_bools(&self) -> Option<&[bool]> {
        (self.storage == Storage::Bool).then(|| self.cells())
    }

    /// The bools for changing them in place.
    pub fn as_bools_mut(&mut self) -> Option<&mut [bool]> {
        (self.storage == Storage::Bool).then(|| self.cells_mut())
    }

    #[inline]
    pub(super) fn decode(storage: Storage, w: u64) -> Owned {
        match storage {
            Storage::Int => Owned::int(w as i64),
            Storage::Float => Owned::float(f64::from_bits(w)),
            Storage::Bool => Owned::bool(w != 0),
            // SAFETY: in object storage a word is an owned value; the caller takes over or copies it.
            _ => unsafe { Owned::from_value(Value::from_bits(w).unwrap_unchecked()) },
        }
    }

    /// The item at a position.
    ///
    /// # Panics
    /// Beyond the end.
    #[inline]
    pub fn get(&self, i: usize) -> Owned {
        let w = by_width!(self, C => self.cells::<C>()[i].word());
        let o = List::decode(self.storage, w);
        if self.storage == Storage::Object {
            std::mem::forget(o.clone());
        }
        o
    }

    /// All items, owned.
    pub fn to_vec(&self) -> Vec<Owned> {
        (0..self.len).map(|i| self.get(i)).collect()
    }

    /// Chooses or changes the storage so that `v` fits, and encodes it.
    fn encode(&mut self, item: Owned) -> u64 {
        let v = item.value();
        match self.storage {
            Storage::Int if v.is_fixnum() => return v.fixnum_bits() as u64,
            Storage::Float if v.is_flonum() => return v.flonum_bits().to_bits(),
            Storage::Bool if v.is_bool() => return u64::from(v == Value::TRUE),
            Storage::Empty => {
                self.restart(List::storage_for(&item));
                return self.encode(item);
            }
            Storage::Object => {}
            Storage::Int | Storage::Float | Storage::Bool => match self.exotic(&item) {
                Some(w) => return w,
                None if self.len == 0 && self.storage != List::storage_for(&item) => {
                    // An emptied list chooses anew.
                    self.restart(List::storage_for(&item));
                    return self.encode(item);
                }
                None => self.generalise(),
            },
        }
        item.into_value().bits()
    }

    /// The storage that a list starts with whose first item this is.
    fn storage_for(item: &Owned) -> Storage {
        if item.value().is_bool() {
            return Storage::Bool;
        }
        match item.lend().ty() {
            t if t.is_exactly(Kind::Int) => Storage::Int,
            t if t.is_exactly(Kind::Float) => Storage::Float,
            _ => Storage::Object,
        }
    }

    /// A number that is no immediate but fits the storage: an int of 64 bits, a float with an extreme exponent.
    #[cold]
    fn exotic(&self, item: &Owned) -> Option<u64> {
        let r = item.lend();
        match self.storage {
            Storage::Int if r.ty().is_exactly(Kind::Int) => crate::object::wide_int(r).map(|i| i as u64),
            // A NaN equals only itself, so it must stay the object that it is.
            Storage::Float if r.ty().is_exactly(Kind::Float) => {
                crate::object::heap_float(r).filter(|x| !x.is_nan()).map(f64::to_bits)
            }
            _ => None,
        }
    }

    /// An empty list gets another storage, and loses a buffer of the other width.
    pub(super) fn restart(&mut self, storage: Storage) {
        debug_assert_eq!(self.len, 0);
        if (self.storage == Storage::Bool) != (storage == Storage::Bool) {
            self.free_buffer();
        }
        self.storage = storage;
    }

    fn free_buffer(&mut self) {
        if self.cap > 0 {
            by_width!(self, C => self.with_cells(|cells: &mut Vec<C>| *cells = Vec::new()));
        }
    }

    /// Goes over to object storage.
    pub fn generalise(&mut self) {
        let storage = self.storage;
        match storage {
            Storage::Object => return,
            Storage::Bool => {
                let bools = self.take();
                let word = |&b: &bool| Value::bool(b).bits();
                let mut words = Vec::with_capacity(bools.cap);
                words.extend(bools.cells().iter().map(word));
                self.adopt::<u64>(Storage::Object, words);
            }
            _ => {
                for w in self.cells_mut::<u64>() {
                    *w = List::decode(storage, *w).into_value().bits();
                }
            }
        }
        self.storage = Storage::Object;
    }

    /// Appends an item.
    #[inline]
    pub fn push(&mut self, item: Owned) {
        let w = self.encode(item);
        by_width!(self, C => {
            if self.len < self.cap {
                // SAFETY: one more cell fits.
                unsafe { self.ptr.cast::<C>().add(self.len).write(C::of(w)) };
                self.len += 1;
            } else {
                self.with_cells(|cells: &mut Vec<C>| cells.push(C::of(w)));
            }
        });
    }

    /// Replaces an item; the old one is returned.
    ///
    /// # Panics
    /// Beyond the end.
    pub fn set(&mut self, i: usize, item: Owned) -> Owned {
        assert!(i < self.len);
        let w = self.encode(item);
        let old = by_width!(self, C => std::mem::replace(&mut self.cells_mut::<C>()[i], C::of(w)).word());
        List::decode(self.storage, old)
    }

    /// Inserts an item before position `i`, at most the length.
    pub fn insert(&mut self, i: usize, item: Owned) {
        let w = self.encode(item);
        by_width!(self, C => self.with_cells(|cells: &mut Vec<C>| cells.insert(i, C::of(w))));
    }

    /// Removes and returns an item.
    ///
    /// # Panics
    /// Beyond the end.
    pub fn remove(&mut self, i: usize) -> Owned {
        let w = by_width!(self, C => self.with_cells(|cells: &mut Vec<C>| cells.remove(i).word()));
        List::decode(self.storage, w)
    }

    /// Removes and returns the last item. An emptied list keeps its storage: stacks run empty all the time.
    #[inline]
    pub fn pop(&mut self) -> Option<Owned> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        // SAFETY: the cell was initialised and is now outside of the list.
        let w = by_width!(self, C => unsafe { *self.ptr.cast::<C>().add(self.len) }.word());
        Some(List::decode(self.storage, w))
    }

    /// Shortens the list.
    pub fn truncate(&mut self, len: usize) {
        if len >= self.len {
            return;
        }
        if self.storage == Storage::Object {
            // The items leave the list before they are dropped, the last one first.
            let old = std::mem::replace(&mut self.len, len);
            for i in (len..old).rev() {
                // SAFETY: the word was an item and is now outside of the list, whose buffer no drop of an item touches.
                drop(List::decode(Storage::Object, unsafe { *self.ptr.add(i) }));
            }
        } else {
            self.len = len;
        }
        if self.len == 0 {
            self.restart(Storage::Empty);
        }
    }

    /// The cells are given away: nothing of theirs is dropped.
    pub(super) fn forget_items(&mut self) {
        self.len = 0;
    }

    /// The items leave the list, which is empty afterwards.
    pub fn take(&mut self) -> List {
        std::mem::take(self)
    }

    /// Makes room for more items.
    pub fn reserve(&mut self, more: usize) {
        by_width!(self, C => self.with_cells(|cells: &mut Vec<C>| cells.reserve(more)));
    }
}

impl Vm {
    /// A Python list.
    pub fn list(&self, items: Vec<Owned>) -> Owned {
        new(List::from_items(items))
    }
}
