//! The body of `list`: a growable array whose storage follows the kind of its items.
//!
//! | storage | words are |
//! |---|---|
//! | `Empty` | none |
//! | `Int` | `i64` |
//! | `Float` | `f64` bits |
//! | `Object` | owned values |
//!
//! Storing something else generalises to `Object` once and for good (until the list is emptied). Native code reads the three
//! fields directly; all other access is through these methods.

#![allow(unsafe_code, reason = "one buffer of words with three interpretations")]

use super::alloc::new;
use super::{Kind, Owned, Payload, Ref, Value, Visit, Vm};
use std::mem::ManuallyDrop;

/// What the words of a list are.
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
        List { ptr: std::ptr::NonNull::dangling().as_ptr(), len: 0, cap: 0, storage: Storage::Empty }
    }
}

impl Drop for List {
    fn drop(&mut self) {
        self.truncate(0);
        if self.cap > 0 {
            // SAFETY: the buffer is a Vec's.
            drop(unsafe { Vec::from_raw_parts(self.ptr, 0, self.cap) });
        }
    }
}

impl List {
    /// A list of owned items.
    pub fn from_items(items: Vec<Owned>) -> List {
        let mut l = List::default();
        let number = |x: &Owned| {
            let ty = x.lend().ty();
            ty.is_exactly(Kind::Int) || ty.is_exactly(Kind::Float)
        };
        if items.first().is_some_and(|x| !number(x)) {
            l.set_words(Storage::Object, items.into_iter().map(|x| x.into_value().bits()).collect());
            return l;
        }
        l.reserve(items.len());
        for item in items {
            l.push(item);
        }
        l
    }

    /// A list of integers.
    pub fn from_ints(items: Vec<i64>) -> List {
        let mut l = List::default();
        if !items.is_empty() {
            l.set_words(Storage::Int, items.into_iter().map(|i| i as u64).collect());
        }
        l
    }

    /// A list of floats.
    pub fn from_floats(items: Vec<f64>) -> List {
        let mut l = List::default();
        if !items.is_empty() {
            l.set_words(Storage::Float, items.into_iter().map(f64::to_bits).collect());
        }
        l
    }

    fn set_words(&mut self, storage: Storage, words: Vec<u64>) {
        debug_assert!(self.len == 0 && self.cap == 0);
        let mut words = ManuallyDrop::new(words);
        (self.ptr, self.len, self.cap) = (words.as_mut_ptr(), words.len(), words.capacity());
        self.storage = storage;
    }

    /// Runs `f` on the buffer as a vector of words.
    fn with_words<R>(&mut self, f: impl FnOnce(&mut Vec<u64>) -> R) -> R {
        // SAFETY: pointer, length and capacity are those of a Vec<u64> (or dangling with zero capacity); they are written back.
        let mut words = ManuallyDrop::new(unsafe { Vec::from_raw_parts(self.ptr, self.len, self.cap) });
        let r = f(&mut words);
        (self.ptr, self.len, self.cap) = (words.as_mut_ptr(), words.len(), words.capacity());
        r
    }

    #[inline(always)]
    fn words(&self) -> &[u64] {
        // SAFETY: `len` words are initialised.
        unsafe { std::slice::from_raw_parts(self.ptr, self.len) }
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

    /// What the words are.
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

    #[inline]
    fn decode(storage: Storage, w: u64) -> Owned {
        match storage {
            Storage::Int => Owned::int(w as i64),
            Storage::Float => Owned::float(f64::from_bits(w)),
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
        let w = self.words()[i];
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
            Storage::Empty => {
                self.storage = List::storage_for(&item);
                return self.encode(item);
            }
            Storage::Object => {}
            Storage::Int | Storage::Float => match self.exotic(&item) {
                Some(w) => return w,
                None if self.len == 0 && self.storage != List::storage_for(&item) => {
                    // An emptied list chooses anew.
                    self.storage = Storage::Empty;
                    return self.encode(item);
                }
                None => self.generalise(),
            },
        }
        item.into_value().bits()
    }

    /// The storage that a list starts with whose first item this is.
    fn storage_for(item: &Owned) -> Storage {
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
            Storage::Int if r.ty().is_exactly(Kind::Int) => super::wide_int(r).map(|i| i as u64),
            // A NaN equals only itself, so it must stay the object that it is.
            Storage::Float if r.ty().is_exactly(Kind::Float) => {
                super::heap_float(r).filter(|x| !x.is_nan()).map(f64::to_bits)
            }
            _ => None,
        }
    }

    /// Goes over to object storage.
    pub fn generalise(&mut self) {
        let storage = self.storage;
        if storage == Storage::Object {
            return;
        }
        self.with_words(|words| {
            for w in words.iter_mut() {
                *w = List::decode(storage, *w).into_value().bits();
            }
        });
        self.storage = Storage::Object;
    }

    /// Appends an item.
    #[inline]
    pub fn push(&mut self, item: Owned) {
        let w = self.encode(item);
        if self.len < self.cap {
            // SAFETY: one more word fits.
            unsafe { self.ptr.add(self.len).write(w) };
            self.len += 1;
        } else {
            self.with_words(|words| words.push(w));
        }
    }

    /// Replaces an item; the old one is returned.
    ///
    /// # Panics
    /// Beyond the end.
    pub fn set(&mut self, i: usize, item: Owned) -> Owned {
        assert!(i < self.len);
        let w = self.encode(item);
        // SAFETY: within the length.
        let old = unsafe { self.ptr.add(i).replace(w) };
        List::decode(self.storage, old)
    }

    /// Inserts an item before position `i`, at most the length.
    pub fn insert(&mut self, i: usize, item: Owned) {
        let w = self.encode(item);
        self.with_words(|words| words.insert(i, w));
    }

    /// Removes and returns an item.
    ///
    /// # Panics
    /// Beyond the end.
    pub fn remove(&mut self, i: usize) -> Owned {
        let w = self.with_words(|words| words.remove(i));
        List::decode(self.storage, w)
    }

    /// Removes and returns the last item. An emptied list keeps its storage: stacks run empty all the time.
    #[inline]
    pub fn pop(&mut self) -> Option<Owned> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        // SAFETY: the word was initialised and is now outside of the list.
        let w = unsafe { *self.ptr.add(self.len) };
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
            self.storage = Storage::Empty;
        }
    }

    /// Replaces the items of a range by others; the removed ones are returned.
    ///
    /// # Panics
    /// When the range is not within the list.
    pub fn splice(&mut self, range: std::ops::Range<usize>, items: List) -> Vec<Owned> {
        let mut items = items;
        self.unify(&mut items);
        let storage = self.storage;
        let new = std::mem::take(&mut items);
        let mut new = ManuallyDrop::new(new);
        // SAFETY: the new list's buffer is taken over: it is forgotten as a list.
        let words = unsafe { Vec::from_raw_parts(new.ptr, new.len, new.cap) };
        let old: Vec<u64> = self.with_words(|mine| mine.splice(range, words).collect());
        new.len = 0;
        let old = old.into_iter().map(|w| List::decode(storage, w)).collect();
        if self.len == 0 {
            self.storage = Storage::Empty;
        }
        old
    }

    /// Makes both lists use one storage.
    fn unify(&mut self, other: &mut List) {
        if self.storage == other.storage || other.len == 0 {
            return;
        }
        if self.len == 0 {
            self.storage = other.storage;
            return;
        }
        self.generalise();
        other.generalise();
    }

    /// Appends all items of another list.
    pub fn extend(&mut self, mut items: List) {
        if self.cap == 0 {
            *self = items;
            return;
        }
        self.unify(&mut items);
        self.with_words(|mine| mine.extend_from_slice(items.words()));
        // The words moved; only the buffer is left to free.
        items.len = 0;
    }

    /// A copy of a range of items.
    ///
    /// # Panics
    /// When the range is not within the list.
    pub fn slice(&self, range: std::ops::Range<usize>) -> List {
        let words = self.words()[range].to_vec();
        self.counted(words)
    }

    /// The same, last one first.
    pub fn slice_reversed(&self, range: std::ops::Range<usize>) -> List {
        self.counted(self.words()[range].iter().rev().copied().collect())
    }

    /// A list of copies of this one's words: objects among them get one more reference each.
    fn counted(&self, words: Vec<u64>) -> List {
        if self.storage == Storage::Object {
            for &w in &words {
                std::mem::forget(List::decode(Storage::Object, w).clone_and_forget());
            }
        }
        let mut l = List::default();
        if !words.is_empty() {
            l.set_words(self.storage, words);
        }
        l
    }

    /// A copy of the items at the given positions.
    pub fn pick(&self, at: impl Iterator<Item = usize>, count: usize) -> List {
        let mut words = Vec::with_capacity(count);
        let all = self.words();
        words.extend(at.map(|i| all[i]));
        self.counted(words)
    }

    /// The items `count` times over.
    pub fn repeated(&self, count: usize) -> List {
        let words = match *self.words() {
            [one] => vec![one; count],
            ref all => all.repeat(count),
        };
        self.counted(words)
    }

    /// Exchanges two items.
    ///
    /// # Panics
    /// Beyond the end.
    #[inline]
    pub fn swap(&mut self, i: usize, j: usize) {
        self.with_words(|w| w.swap(i, j));
    }

    /// Reverses in place.
    pub fn reverse(&mut self) {
        self.with_words(|w| w.reverse());
    }

    /// The items leave the list, which is empty afterwards.
    pub fn take(&mut self) -> List {
        std::mem::take(self)
    }

    /// The items as owned values.
    pub fn into_items(mut self) -> Vec<Owned> {
        let storage = self.storage;
        let words = self.with_words(std::mem::take);
        words.into_iter().map(|w| List::decode(storage, w)).collect()
    }

    /// Makes room for more items.
    pub fn reserve(&mut self, more: usize) {
        self.with_words(|w| w.reserve(more));
    }
}

impl Owned {
    /// Counts one more reference and forgets the handle that was lent the word.
    fn clone_and_forget(self) -> Owned {
        let c = self.clone();
        std::mem::forget(self);
        c
    }
}

impl Vm {
    /// Copies the items of the list `source` over a range of equal length of the list `target`, which `range` names when it is told the
    /// length. False, with nothing done: the two are no different lists of one storage, or the lengths differ.
    pub fn list_overwrite(
        &mut self,
        target: Ref<'_>,
        range: impl FnOnce(usize) -> Option<std::ops::Range<usize>>,
        source: Ref<'_>,
    ) -> bool {
        if target.is(source) || !source.ty().is_exactly(Kind::List) {
            return false;
        }
        let Some(from) = source.get::<List>(self) else { return false };
        let (storage, items) = (from.storage, from.words());
        // SAFETY: the words belong to another list than the target, and nothing below changes or drops that list.
        let items = unsafe { std::slice::from_raw_parts(items.as_ptr(), items.len()) };
        let Some(l) = target.get_mut::<List>(self) else { return false };
        let Some(range) = range(l.len).filter(|r| r.len() == items.len() && l.storage == storage) else { return false };
        // SAFETY: as above, the two buffers are apart; the range is within the list.
        let words = unsafe { std::slice::from_raw_parts_mut(l.ptr.add(range.start), range.len()) };
        if storage != Storage::Object {
            words.copy_from_slice(items);
            return true;
        }
        let old: Vec<u64> = words.to_vec();
        for (mine, &w) in words.iter_mut().zip(items) {
            std::mem::forget(List::decode(Storage::Object, w).clone_and_forget());
            *mine = w;
        }
        for w in old {
            drop(List::decode(Storage::Object, w));
        }
        true
    }

    /// A Python list.
    pub fn list(&self, items: Vec<Owned>) -> Owned {
        new(List::from_items(items))
    }
}

impl<'a> Ref<'a> {
    /// The body of a `list` (or of a subclass's instance).
    #[inline]
    pub fn as_list<'v>(self, vm: &'v Vm) -> Option<&'v List>
    where
        'a: 'v,
    {
        self.get::<List>(vm)
    }
}
