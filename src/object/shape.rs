//! Shapes (hidden classes): which attribute of an instance lies in which slot.
//!
//! Every type with instance attributes has a root shape; adding an attribute follows or makes a transition, so that objects
//! built alike share a shape. The id stands in the header's upper flag bits: one compare tells class and layout.
//! Ids are never used twice, so that an inline cache can keep one without keeping anything alive.
//!
//! ```text
//! root(Point) --x--> {x:0} --y--> {x:0, y:1}        dictionary shape: attributes live in a dict object
//! ```

#![allow(unsafe_code, reason = "the process's shape table")]

use super::names::WordMap;
use super::{Owned, Ref, TypeObj};
use std::cell::UnsafeCell;

/// Index of a shape. 0 stands for "no attributes of its own".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct ShapeId(pub u32);

/// Where new attributes go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Growth {
    /// Adding an attribute makes a transition.
    Open,
    /// `__slots__` without `__dict__`: the names are all there will ever be.
    Fixed,
    /// Attributes live in a dict object.
    Dict,
}

/// One layout of instance attributes.
pub struct Shape {
    pub(crate) ty: *const TypeObj,
    pub(crate) names: Vec<Owned>,
    index: WordMap<u64, u32>,
    transitions: WordMap<u64, ShapeId>,
    pub(crate) growth: Growth,
    /// How many of the first names are `__slots__`: they lie inline, and `__dict__` does not show them.
    pub(crate) fixed: u32,
}

/// An instance with more attributes than this keeps them in a dict.
pub const MAX_SLOTS: usize = 128;
const MAX_SHAPES: usize = 1 << 24;

struct Global(UnsafeCell<Vec<Option<Box<Shape>>>>);

// SAFETY: touched only by the thread that holds the `Vm`, like the heap.
unsafe impl Sync for Global {}

static SHAPES: Global = Global(UnsafeCell::new(Vec::new()));

fn table() -> &'static mut Vec<Option<Box<Shape>>> {
    // SAFETY: single-threaded by the heap's rule; no borrow of the vector outlives a statement below.
    unsafe { &mut *SHAPES.0.get() }
}

/// The shape with this id.
#[inline]
pub fn shape(id: ShapeId) -> &'static Shape {
    match &table()[id.0 as usize] {
        // Shapes are boxed and freed only with their type, whose instances are gone by then.
        Some(s) => s,
        None => unreachable!("a live object has a live shape"),
    }
}

fn add(s: Shape) -> Option<ShapeId> {
    let t = table();
    if t.is_empty() {
        t.push(None);
    }
    if t.len() >= MAX_SHAPES {
        return None;
    }
    t.push(Some(Box::new(s)));
    Some(ShapeId(t.len() as u32 - 1))
}

/// Makes a root shape for a type, with the names of its `__slots__`.
pub(crate) fn root(ty: *const TypeObj, names: Vec<Owned>, growth: Growth) -> ShapeId {
    let index = (0u32..).zip(&names).map(|(i, n)| (n.value().bits(), i)).collect();
    let fixed = names.len() as u32;
    add(Shape { ty, names, index, transitions: WordMap::default(), growth, fixed }).unwrap_or(ShapeId(0))
}

/// Frees the shapes of a type that dies.
pub(crate) fn forget(ty: *const TypeObj, root: ShapeId) {
    let mut work = vec![root];
    while let Some(id) = work.pop() {
        if let Some(s) = table().get_mut(id.0 as usize).and_then(Option::take) {
            debug_assert!(std::ptr::eq(s.ty, ty));
            work.extend(s.transitions.values());
        }
    }
}

impl Shape {
    /// The slot of an interned name.
    #[inline]
    pub fn slot(&self, name: Ref<'_>) -> Option<u32> {
        if self.names.len() <= 6 {
            return self.names.iter().position(|n| n.lend().is(name)).map(|i| i as u32);
        }
        self.index.get(&name.value().bits()).copied()
    }

    /// Number of slots.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether the shape has no slots.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// The shape that `id` becomes when an attribute is added, or `None` when the object must go over to a dict.
pub(crate) fn with_attr(id: ShapeId, name: Ref<'_>) -> Option<ShapeId> {
    let s = shape(id);
    if let Some(&next) = s.transitions.get(&name.value().bits()) {
        return Some(next);
    }
    if s.growth != Growth::Open || s.names.len() >= MAX_SLOTS {
        return None;
    }
    let mut names: Vec<Owned> = s.names.clone();
    names.push(name.own());
    let index = (0u32..).zip(&names).map(|(i, n)| (n.value().bits(), i)).collect();
    let (growth, fixed) = (Growth::Open, s.fixed);
    let next = add(Shape { ty: s.ty, names, index, transitions: WordMap::default(), growth, fixed })?;
    if let Some(s) = &mut table()[id.0 as usize] {
        s.transitions.insert(name.value().bits(), next);
    }
    Some(next)
}
