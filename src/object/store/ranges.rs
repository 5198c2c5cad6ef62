//! Many items of a list at a time: slices, copies, repetition, and putting one list's items into another.

#![allow(unsafe_code, reason = "words are copied, and with them references")]

use super::body::{List, Storage};
use super::cell::{Cell, by_width};
use crate::object::handle::retain_times;
use crate::object::{Kind, Owned, Ref, Value, Vm};
use std::ops::Range;

/// Positions at equal distances.
#[derive(Clone, Copy, Debug)]
pub struct Stride {
    /// The first one.
    pub start: usize,
    /// The distance, not 0.
    pub step: isize,
    /// How many.
    pub count: usize,
}

impl Stride {
    fn positions(self) -> impl Iterator<Item = usize> {
        (0..self.count).map(move |k| self.start.wrapping_add_signed(self.step.wrapping_mul(k as isize)))
    }
}

impl List {
    /// Replaces the items of a range by others; the removed ones are returned.
    ///
    /// # Panics
    /// When the range is not within the list.
    pub fn splice(&mut self, range: Range<usize>, mut items: List) -> List {
        if range.len() == self.len() {
            return std::mem::replace(self, items);
        }
        self.unify(&mut items);
        by_width!(self, C => {
            let new = if items.is_empty() { Vec::new() } else { items.with_cells::<C, _>(std::mem::take) };
            let old: Vec<C> = self.with_cells(|mine| mine.splice(range, new).collect());
            self.of_cells(old)
        })
    }

    /// Removes the items at positions that ascend; they are returned.
    ///
    /// # Panics
    /// When a position is not within the list.
    pub fn remove_all(&mut self, places: Stride) -> List {
        let removed = by_width!(self, C => {
            let removed = self.with_cells(|cells: &mut Vec<C>| {
                let removed: Vec<C> = places.positions().map(|at| cells[at]).collect();
                let mut next = places.positions().peekable();
                let mut at = 0;
                cells.retain(|_| {
                    at += 1;
                    next.next_if_eq(&(at - 1)).is_none()
                });
                removed
            });
            self.of_cells(removed)
        });
        if self.is_empty() {
            self.restart(Storage::Empty);
        }
        removed
    }

    /// Makes both lists use one storage.
    fn unify(&mut self, other: &mut List) {
        if self.storage() == other.storage() || other.is_empty() {
            return;
        }
        if self.is_empty() {
            self.restart(other.storage());
            return;
        }
        self.generalise();
        other.generalise();
    }

    /// Appends all items of another list.
    pub fn extend(&mut self, mut items: List) {
        if self.capacity() == 0 {
            *self = items;
            return;
        }
        if items.is_empty() {
            return;
        }
        self.unify(&mut items);
        by_width!(self, C => self.with_cells(|mine: &mut Vec<C>| mine.extend_from_slice(items.cells())));
        // The words moved; only the buffer is left to free.
        items.forget_items();
    }

    /// A copy of a range of items.
    ///
    /// # Panics
    /// When the range is not within the list.
    pub fn slice(&self, range: Range<usize>) -> List {
        by_width!(self, C => self.counted::<C>(self.cells()[range].to_vec()))
    }

    /// The same, last one first.
    pub fn slice_reversed(&self, range: Range<usize>) -> List {
        by_width!(self, C => self.counted::<C>(self.cells()[range].iter().rev().copied().collect()))
    }

    /// A copy of the items at the given positions.
    pub fn pick(&self, at: impl Iterator<Item = usize>, count: usize) -> List {
        by_width!(self, C => {
            let mut cells = Vec::with_capacity(count);
            let all = self.cells::<C>();
            cells.extend(at.map(|i| all[i]));
            self.counted(cells)
        })
    }

    /// A list of copies of this one's cells: objects among them get one more reference each.
    fn counted<C: Cell>(&self, cells: Vec<C>) -> List {
        if self.storage() == Storage::Object {
            cells.iter().for_each(|c| retain_word(c.word(), 1));
        }
        self.of_cells(cells)
    }

    fn of_cells<C: Cell>(&self, cells: Vec<C>) -> List {
        let mut l = List::default();
        if !cells.is_empty() {
            l.adopt(self.storage(), cells);
        }
        l
    }

    /// The items `count` times over.
    pub fn repeated(&self, count: usize) -> List {
        if self.storage() == Storage::Object {
            self.cells::<u64>().iter().for_each(|&w| retain_word(w, count as u32));
        }
        match self.as_bools() {
            Some(&[one]) => {
                // Filling bytes is what the allocator and the machine do best: zeros need no filling at all.
                let bytes = vec![u8::from(one); count];
                self.of_cells(bools(bytes))
            }
            Some(all) => self.of_cells(all.repeat(count)),
            None => self.of_cells(match *self.cells::<u64>() {
                [one] => vec![one; count],
                ref all => all.repeat(count),
            }),
        }
    }

    /// Exchanges two items.
    ///
    /// # Panics
    /// Beyond the end.
    #[inline]
    pub fn swap(&mut self, i: usize, j: usize) {
        by_width!(self, C => self.cells_mut::<C>().swap(i, j));
    }

    /// Reverses in place.
    pub fn reverse(&mut self) {
        by_width!(self, C => self.cells_mut::<C>().reverse());
    }

    /// The items as owned values.
    pub fn into_items(mut self) -> Vec<Owned> {
        let storage = self.storage();
        by_width!(self, C => {
            let cells = self.with_cells::<C, _>(std::mem::take);
            cells.into_iter().map(|c| List::decode(storage, c.word())).collect()
        })
    }
}

/// Bytes that are 0 or 1.
fn bools(bytes: Vec<u8>) -> Vec<bool> {
    let mut bytes = std::mem::ManuallyDrop::new(bytes);
    // SAFETY: both are one byte, and the caller says that each is 0 or 1.
    unsafe { Vec::from_raw_parts(bytes.as_mut_ptr().cast(), bytes.len(), bytes.capacity()) }
}

/// The item of object storage is held `times` more.
fn retain_word(word: u64, times: u32) {
    // SAFETY: the word is a live value of a list in object storage.
    unsafe { retain_times(Value::from_bits(word).unwrap_unchecked(), times) };
}

impl Vm {
    /// Copies the items of the list `source` over as many places of the list `target`, which `places` names when it is told the
    /// length. False, with nothing done: the two are no different lists of one storage, or the numbers differ.
    ///
    /// # Panics
    /// When a place is not within the list.
    pub fn list_overwrite(&mut self, target: Ref<'_>, places: impl FnOnce(usize) -> Stride, source: Ref<'_>) -> bool {
        if target.is(source) || !source.ty().is_exactly(Kind::List) {
            return false;
        }
        let Some(from) = source.get::<List>(self) else { return false };
        // SAFETY: it is another list than the target, and nothing below changes or drops it before its cells are copied.
        let from: &List = unsafe { &*std::ptr::from_ref(from) };
        let Some(l) = target.get_mut::<List>(self) else { return false };
        let places = places(l.len());
        if places.count != from.len() || l.storage() != from.storage() {
            return false;
        }
        if l.storage() != Storage::Object {
            by_width!(l, C => overwrite::<C>(l.cells_mut(), places, from.cells()));
            return true;
        }
        let (mine, theirs) = (l.cells_mut::<u64>(), from.cells::<u64>());
        let mut old = Vec::with_capacity(places.count);
        for (at, &w) in places.positions().zip(theirs) {
            retain_word(w, 1);
            old.push(std::mem::replace(&mut mine[at], w));
        }
        for w in old {
            drop(List::decode(Storage::Object, w));
        }
        true
    }
}

fn overwrite<C: Cell>(cells: &mut [C], places: Stride, items: &[C]) {
    if places.step == 1 {
        return cells[places.start..][..places.count].copy_from_slice(items);
    }
    if places.count > 0 && places.step > 0 {
        let places = cells[places.start..].iter_mut().step_by(places.step as usize);
        return places.zip(items).for_each(|(cell, &item)| *cell = item);
    }
    for (at, &item) in places.positions().zip(items) {
        cells[at] = item;
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
