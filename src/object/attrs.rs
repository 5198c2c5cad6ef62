//! Storage of instance attributes: an overflow pointer, then inline slots.
//!
//! ```text
//! attrs_offset:  ptr  overflow: slots from `inline` on, or the dict object when the shape says `Growth::Dict`
//!          +8:   Value inline[0] … inline[type.inline - 1]
//! ```
//!
//! The names of `__slots__` come first and always lie inline, so that they stay in place when the rest moves to a dict.
//! Instances of subclasses of `tuple` have the area behind their items ([`TAIL`]), and no inline slots.
//!
//! Plain instances get as many inline slots as their class assigns attributes on `self`; subclasses of built-in types have
//! the overflow pointer only. An inline slot beyond what the shape names is empty.

#![allow(unsafe_code, reason = "reads and writes words behind an object's body")]

use super::shape::{self, Growth, ShapeId, shape};
use super::{Header, Owned, Ref, SHAPE_SHIFT, TypeObj, Value, Visit};
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};

/// The overflow array's first word is its capacity; the pointer points behind it.
unsafe fn overflow_alloc(cap: usize) -> *mut Value {
    let layout = overflow_layout(cap);
    // SAFETY: the layout has a non-zero size; the first word is within it.
    unsafe {
        let p = alloc(layout) as *mut usize;
        if p.is_null() {
            handle_alloc_error(layout);
        }
        p.write(cap);
        p.add(1) as *mut Value
    }
}

fn overflow_layout(cap: usize) -> Layout {
    match Layout::array::<u64>(cap + 1) {
        Ok(l) => l,
        Err(_) => unreachable!("shapes have at most MAX_SLOTS slots"),
    }
}

unsafe fn overflow_free(p: *mut Value) {
    // SAFETY: `p` came from `overflow_alloc`.
    unsafe {
        let head = (p as *mut usize).sub(1);
        dealloc(head as *mut u8, overflow_layout(*head));
    }
}

/// As an `attrs_offset`: the area lies behind the items of a tuple.
pub(crate) const TAIL: u32 = u32::MAX;

#[inline(always)]
unsafe fn overflow(h: *mut Header, ty: &TypeObj) -> *mut *mut Value {
    // SAFETY: the type says where the overflow pointer lies; only tuples have it behind their items.
    unsafe {
        let offset = match ty.body.attrs_offset {
            TAIL => super::TUPLE_ITEMS_OFFSET + 8 * *((h as *const u8).add(super::TUPLE_LEN_OFFSET) as *const usize),
            n => n as usize,
        };
        (h as *mut u8).add(offset) as *mut *mut Value
    }
}

/// The address of a slot that the object's shape has.
///
/// # Safety
/// `h` is alive, has attributes in slots and more than `slot` of them.
#[inline(always)]
pub(crate) unsafe fn slot_ptr(h: *mut Header, slot: u32) -> *mut Value {
    // SAFETY: the caller's promise.
    unsafe {
        let ty = &*(*h).ty;
        let inline = ty.body.inline;
        let over = overflow(h, ty);
        if slot < inline { (over as *mut Value).add(1 + slot as usize) } else { (*over).add((slot - inline) as usize) }
    }
}

/// Prepares the attribute storage of a fresh object: empty, or the fixed slots unset.
///
/// # Safety
/// `h` is fresh and its type has an attribute area.
pub(crate) unsafe fn init(h: *mut Header) {
    // SAFETY: the caller's promise; the allocation includes the area.
    unsafe {
        let ty = &*(*h).ty;
        *overflow(h, ty) = std::ptr::null_mut();
        let root = ty.body.root_shape.get();
        (*h).flags |= root.0 << SHAPE_SHIFT;
        let n = ty.body.fixed;
        if n > ty.body.inline {
            *overflow(h, ty) = overflow_alloc((n - ty.body.inline) as usize);
        }
        // Native code that adds an attribute drops what was in its place.
        for i in 0..n.max(ty.body.inline) {
            *slot_ptr(h, i) = Value::EMPTY;
        }
    }
}

/// What became of an attempt to store an attribute.
pub(crate) enum Stored {
    Done,
    /// The object's attributes live in this dict: store there.
    InDict,
    /// `__slots__` without a dict: there is no place for this name.
    NoPlace,
}

impl Ref<'_> {
    /// The shape of an object with attributes of its own.
    pub fn shape_id(self) -> Option<ShapeId> {
        self.header().map(|h| ShapeId(h.shape_id())).filter(|id| id.0 != 0)
    }

    /// An attribute in a slot, by interned name. `None` when there is none there (it may be in the object's dict).
    pub fn own_attr(self, name: Ref<'_>) -> Option<Owned> {
        let id = self.shape_id()?;
        let slot = shape(id).slot(name)?;
        let h = self.value().heap_ptr()?;
        // SAFETY: the shape has this slot; the value in it is alive.
        let v = unsafe { *slot_ptr(h, slot) };
        if v.is_empty() {
            return None;
        }
        // SAFETY: as above.
        Some(unsafe { Ref::from_value(v) }.own())
    }

    /// The dict object that holds this object's attributes, when they live in one.
    pub fn attr_dict(self) -> Option<Owned> {
        let id = self.shape_id()?;
        if shape(id).growth != Growth::Dict {
            return None;
        }
        let h = self.value().heap_ptr()?;
        // SAFETY: in this growth mode the overflow word is an owned dict.
        unsafe { Some(Ref::from_value(Value::from_ptr(*overflow(h, self.ty()))).own()) }
    }

    /// Stores an attribute in a slot, changing the shape if it is new.
    pub(crate) fn store_own_attr(self, name: Ref<'_>, value: Owned) -> Stored {
        let (Some(id), Some(h)) = (self.shape_id(), self.value().heap_ptr()) else { return Stored::NoPlace };
        let s = shape(id);
        if let Some(slot) = s.slot(name) {
            // SAFETY: the shape has this slot; the old value's reference is taken over and dropped last.
            let old = unsafe { Owned::from_value(slot_ptr(h, slot).replace(value.into_value())) };
            drop(old);
            return Stored::Done;
        }
        if s.growth == Growth::Dict {
            return Stored::InDict;
        }
        match shape::with_attr(id, name) {
            Some(next) => {
                // SAFETY: `next` adds one slot to the object's shape.
                unsafe { push_slot(h, next, value.into_value()) };
                Stored::Done
            }
            None if s.growth == Growth::Fixed => Stored::NoPlace,
            None => Stored::InDict,
        }
    }

    fn fixed_slot(self, slot: u32) -> Option<*mut Header> {
        let id = self.shape_id()?;
        if slot < shape(id).fixed { self.value().heap_ptr() } else { None }
    }

    /// The value in a slot that `__slots__` declares; `None` when it is unset.
    pub fn slot_value(self, slot: u32) -> Option<Owned> {
        let h = self.fixed_slot(slot)?;
        // SAFETY: the object's shape has this slot; a value in it is alive.
        unsafe {
            let v = *slot_ptr(h, slot);
            if v.is_empty() { None } else { Some(Ref::from_value(v).own()) }
        }
    }

    /// Writes a slot that `__slots__` declares; `EMPTY` unsets it. True when it held something.
    pub fn set_slot(self, slot: u32, value: Owned) -> bool {
        let Some(h) = self.fixed_slot(slot) else { return false };
        // SAFETY: the object's shape has this slot; the old value's reference is taken over and dropped last.
        let old = unsafe { Owned::from_value(slot_ptr(h, slot).replace(value.into_value())) };
        !old.value().is_empty()
    }

    /// Gives the object another class of the same layout: body, attribute area and `__slots__`. False, with nothing done, when its
    /// attributes must become a dict first.
    pub(crate) fn set_class(self, new: &TypeObj) -> bool {
        let Some(h) = self.value().heap_ptr() else { return false };
        let old = self.ty();
        if let Some(id) = self.shape_id() {
            let s = shape(id);
            let next = match s.growth {
                Growth::Dict => Some(new.dict_shape()),
                _ if old.body.inline != new.body.inline => None,
                _ => s.names[s.fixed as usize..]
                    .iter()
                    .try_fold(new.body.root_shape.get(), |id, n| shape::with_attr(id, n.lend())),
            };
            let Some(next) = next else { return false };
            self.set_shape(next);
        }
        // SAFETY: the caller holds the VM and compared the layouts.
        unsafe { (*h).ty = new }
        true
    }

    /// Names and values in slots, in order of creation, without those of `__slots__`.
    pub fn own_attrs(self) -> Vec<(Owned, Owned)> {
        let (Some(id), Some(h)) = (self.shape_id(), self.value().heap_ptr()) else { return Vec::new() };
        let s = shape(id);
        if s.growth == Growth::Dict {
            return Vec::new();
        }
        (0u32..)
            .zip(&s.names)
            .skip(s.fixed as usize)
            .filter_map(|(i, n)| {
                // SAFETY: the shape has this slot.
                let v = unsafe { *slot_ptr(h, i) };
                // SAFETY: a value in a slot is alive.
                if v.is_empty() { None } else { Some((n.clone(), unsafe { Ref::from_value(v) }.own())) }
            })
            .collect()
    }

    /// Moves the attributes over to `dict`, which holds copies of them all.
    pub(crate) fn attach_dict(self, dict: Owned) {
        let (Some(id), Some(h)) = (self.shape_id(), self.value().heap_ptr()) else { return };
        let ty = self.ty();
        // SAFETY: the slots are dropped while their shape still says how many there are, then the area becomes a dict's.
        unsafe {
            drop_from(h, id, shape(id).fixed);
            let new = ty.dict_shape();
            (*h).flags = ((*h).flags & super::Flags::MASK) | new.0 << SHAPE_SHIFT;
            *overflow(h, ty) = dict.into_value().bits() as *mut Value;
        }
    }

    /// Gives the object another shape without touching slots: `__class__` assignment between compatible layouts.
    pub(crate) fn set_shape(self, id: ShapeId) {
        if let Some(h) = self.value().heap_ptr() {
            // SAFETY: the caller holds the VM; a word of the header is written.
            unsafe { (*h).flags = ((*h).flags & super::Flags::MASK) | id.0 << SHAPE_SHIFT }
        }
    }
}

/// Appends the last slot of shape `next`.
///
/// # Safety
/// `next` has exactly one slot more than the object's present shape; `value` is owned.
pub(crate) unsafe fn push_slot(h: *mut Header, next: ShapeId, value: Value) {
    // SAFETY: the caller's promise; the overflow array grows before it is written.
    unsafe {
        let ty = &*(*h).ty;
        let slot = shape(next).len() as u32 - 1;
        if slot >= ty.body.inline {
            let used = (slot - ty.body.inline) as usize;
            let over = overflow(h, ty);
            let cap = if (*over).is_null() { 0 } else { *((*over) as *const usize).sub(1) };
            if used >= cap {
                let bigger = overflow_alloc((cap * 2).max(4));
                if !(*over).is_null() {
                    std::ptr::copy_nonoverlapping(*over, bigger, used);
                    overflow_free(*over);
                }
                *over = bigger;
            }
        }
        (*h).flags = ((*h).flags & super::Flags::MASK) | next.0 << SHAPE_SHIFT;
        *slot_ptr(h, slot) = value;
    }
}

/// Drops the slots from `first` on, and the overflow area or the dict.
unsafe fn drop_from(h: *mut Header, id: ShapeId, first: u32) {
    let s = shape(id);
    // SAFETY: the object has the shape's slots; each is read once and its reference dropped.
    unsafe {
        let over = overflow(h, &*(*h).ty);
        for i in first..s.len() as u32 {
            let v = slot_ptr(h, i).replace(Value::EMPTY);
            drop(Owned::from_value(v));
        }
        if s.growth == Growth::Dict {
            let dict = Value::from_ptr(*over);
            *over = std::ptr::null_mut();
            drop(Owned::from_value(dict));
        } else if !(*over).is_null() {
            overflow_free(*over);
            *over = std::ptr::null_mut();
        }
    }
}

/// Drops all attributes of a dying object.
pub(crate) unsafe fn drop_attrs(h: *mut Header) {
    // SAFETY: `h` is dead but whole.
    unsafe {
        let id = ShapeId((*h).shape_id());
        if id.0 != 0 {
            drop_from(h, id, 0);
        }
    }
}

/// Drops all attributes of an object that lives on without them.
///
/// # Safety
/// `h` is alive.
pub(crate) unsafe fn clear_attrs(h: *mut Header) {
    // SAFETY: the caller's promise; the area is prepared anew before anybody looks.
    unsafe {
        if (*h).shape_id() != 0 {
            drop_attrs(h);
            (*h).flags &= super::Flags::MASK;
            init(h);
        }
    }
}

/// Visits all attribute values.
///
/// # Safety
/// `h` is alive.
pub(crate) unsafe fn traverse_attrs(h: *mut Header, visit: &mut Visit<'_>) {
    // SAFETY: the caller's promise; the object has the shape's slots.
    unsafe {
        let id = ShapeId((*h).shape_id());
        if id.0 == 0 {
            return;
        }
        let s = shape(id);
        if s.growth == Growth::Dict {
            visit.value(Value::from_ptr(*overflow(h, &*(*h).ty)));
        }
        for i in 0..s.len() as u32 {
            visit.value(*slot_ptr(h, i));
        }
    }
}

/// Where a slot of a plain object lies: the offset within the object, or the index within its overflow area.
pub(crate) fn slot_offset(o: Value, slot: u32) -> Result<u32, u32> {
    let ty = super::type_of(o);
    if slot < ty.body.inline { Ok(inline_slot_offset(ty, slot)) } else { Err(slot - ty.body.inline) }
}

/// The offset of an inline slot.
pub(crate) fn inline_slot_offset(ty: &TypeObj, slot: u32) -> u32 {
    ty.body.attrs_offset + 8 + 8 * slot
}

/// The offset of the attribute area.
pub(crate) fn attrs_offset(o: Value) -> u32 {
    super::type_of(o).body.attrs_offset
}

/// Whether the last slot of a shape lies inline in objects like `o`.
pub(crate) fn is_inline_slot(o: Value, id: ShapeId) -> bool {
    shape(id).len() as u32 <= super::type_of(o).body.inline
}

/// Whether a slot can never be found empty: only names of `__slots__` can be unbound.
pub(crate) fn never_empty(o: Value, slot: u32) -> bool {
    let root = super::type_of(o).body.root_shape.get();
    root.0 != 0 && slot as usize >= shape(root).len()
}

/// The flags word that an object has with another shape.
pub(crate) fn flags_with_shape(o: Value, id: u32) -> u32 {
    match o.heap_ptr() {
        // SAFETY: the object is alive: callers hold it.
        Some(h) => unsafe { ((*h).flags & super::Flags::MASK) | id << SHAPE_SHIFT },
        None => 0,
    }
}
