//! Items of lists as `Direct` reads and writes them: one word at a known place, without the checks of `List`'s methods.

#![allow(unsafe_code, reason = "handlers have checked kind, storage and bounds")]

use super::{Direct, Machine};
use crate::object::{LIST_CAP_OFFSET, LIST_LEN_OFFSET, LIST_PTR_OFFSET, LIST_STORAGE_OFFSET};
use crate::object::{List, Object, Owned, Storage, Value, new, retain};

#[inline(always)]
unsafe fn word(l: Value, offset: usize) -> *mut u64 {
    (l.bits() + offset as u64) as *mut u64
}

/// The address of an item.
///
/// # Safety
/// `l` is a live list and the index is below its length.
#[inline(always)]
unsafe fn item(l: Value, i: i64) -> *mut u64 {
    // SAFETY: the caller's promise.
    unsafe { (*word(l, LIST_PTR_OFFSET) as *mut u64).add(i as usize) }
}

/// The address of an item of a list of bools.
///
/// # Safety
/// As for [`item`].
#[inline(always)]
unsafe fn bool_item(l: Value, i: i64) -> *mut bool {
    // SAFETY: the caller's promise.
    unsafe { (*word(l, LIST_PTR_OFFSET) as *mut bool).add(i as usize) }
}

#[inline(always)]
fn body(l: Value) -> &'static mut List {
    // SAFETY: callers have checked the kind; the object is alive while the handler runs.
    unsafe { &mut (*(l.bits() as *mut Object<List>)).body }
}

/// The storage of a list.
#[inline(always)]
pub(super) fn storage(l: Value) -> Storage {
    body(l).storage()
}

/// The length of a list.
#[inline(always)]
pub(super) fn len(l: Value) -> i64 {
    body(l).len() as i64
}

/// The word of an item of a list that is not one of bools.
///
/// # Safety
/// `l` is a live list with this storage, not empty, and the index is below its length.
#[inline(always)]
pub(super) unsafe fn get(l: Value, i: i64) -> u64 {
    // SAFETY: the caller's promise.
    unsafe { *item(l, i) }
}

/// An item of a list of bools.
///
/// # Safety
/// As for [`get`]; the storage is `Bool`.
#[inline(always)]
pub(super) unsafe fn get_bool(l: Value, i: i64) -> Value {
    // SAFETY: the caller's promise.
    unsafe { Value::bool(*bool_item(l, i)) }
}

/// An item in object storage, owned.
///
/// # Safety
/// As for [`get`]; the storage is `Object`.
#[inline(always)]
pub(super) unsafe fn get_object(l: Value, i: i64) -> Value {
    // SAFETY: the caller's promise: the word is a live value.
    unsafe {
        let v = Value::from_bits(*item(l, i)).unwrap_unchecked();
        retain(v);
        v
    }
}

/// An item, owned.
///
/// # Safety
/// As for [`get`]; the storage is `s`.
#[inline(always)]
pub(super) unsafe fn load(d: &mut Direct, l: Value, s: Storage, i: i64) -> Value {
    // SAFETY: the caller's promise.
    unsafe {
        match s {
            Storage::Int => d.int(get(l, i) as i64),
            Storage::Float => d.float(f64::from_bits(get(l, i))),
            Storage::Bool => get_bool(l, i),
            _ => get_object(l, i),
        }
    }
}

/// Overwrites an item if its kind fits the storage: the old one, owned.
///
/// # Safety
/// As for [`get`]; `v` is owned by the caller and passes to the list unless the answer is `None`.
#[inline(always)]
pub(super) unsafe fn set(l: Value, s: Storage, i: i64, v: Value) -> Option<Value> {
    // SAFETY: the caller's promise.
    unsafe {
        let w = match s {
            Storage::Int if v.is_fixnum() => v.fixnum_bits() as u64,
            Storage::Float if v.is_flonum() => v.flonum_bits().to_bits(),
            Storage::Object => {
                return Some(Value::from_bits(item(l, i).replace(v.bits())).unwrap_unchecked());
            }
            Storage::Bool if v.is_bool() => {
                *bool_item(l, i) = v == Value::TRUE;
                return Some(Value::NONE);
            }
            _ => return None,
        };
        *item(l, i) = w;
        Some(Value::NONE)
    }
}

/// Appends where the item fits the storage and the buffer has room: one store. False: not done.
///
/// # Safety
/// `l` is a live list; `v` is owned by the caller and passes to the list if the answer is true.
#[inline(always)]
pub(super) unsafe fn push(l: Value, v: Value) -> bool {
    // SAFETY: the caller's promise; below the capacity a word may be written behind the last item.
    unsafe {
        let (len, cap) = (*word(l, LIST_LEN_OFFSET), *word(l, LIST_CAP_OFFSET));
        if len < cap {
            let s = storage(l);
            if s == Storage::Bool && v.is_bool() {
                *bool_item(l, len as i64) = v == Value::TRUE;
                *word(l, LIST_LEN_OFFSET) = len + 1;
                return true;
            }
            let w = match s {
                Storage::Object => Some(v.bits()),
                Storage::Int if v.is_fixnum() => Some(v.fixnum_bits() as u64),
                Storage::Float if v.is_flonum() => Some(v.flonum_bits().to_bits()),
                _ => None,
            };
            if let Some(w) = w {
                *item(l, len as i64) = w;
                *word(l, LIST_LEN_OFFSET) = len + 1;
                return true;
            }
        }
        false
    }
}

/// Appends anything anywhere; takes the value.
pub(super) fn push_slowly(l: Value, v: Value) {
    // SAFETY: the caller owns the value, which passes to the list.
    body(l).push(unsafe { Owned::from_value(v) });
}

/// Takes off the last item, owned. The list is not empty.
#[inline(always)]
pub(super) fn pop(l: Value) -> Value {
    body(l).pop().unwrap_or(Owned::NONE).into_value()
}

/// A new list of values that the data stack owned.
///
/// # Safety
/// The words are alive and owned by the caller, who forgets them.
pub(super) unsafe fn from_stack(words: &[Value]) -> Value {
    const { assert!(LIST_STORAGE_OFFSET == 40) };
    // SAFETY: the caller's promise.
    let mut items = words.iter().map(|&v| unsafe { Owned::from_value(v) });
    let list = if words.iter().all(|v| v.is_fixnum()) {
        List::from_ints(words.iter().map(|v| v.fixnum_bits()).collect())
    } else {
        List::from_items(items.by_ref().collect())
    };
    new(list).into_value()
}
