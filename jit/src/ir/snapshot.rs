//! Snapshots: how the interpreter's frames look when a trace is left.
//!
//! The frames of one thread lie one behind the other in its data stack. A snapshot lists those that are active, outermost
//! first, each by its code, the pc to resume at and where its slots start, relative to slot 0 of the root frame (the one
//! that the trace was entered in; callers that the trace returned to have negative bases). Slots `[locals | cells |
//! stack]` are numbered through all frames in the same way. A snapshot names only those that differ from memory, so that
//! a frame of forty locals costs a loop over two of them nothing:
//!
//! ```text
//!   slot     -6 …  -1 | 0 1 2 3 4 5 6 | 7 8 9 10
//!            caller   | root frame    | inlined callee      frames=[root base 0 n 7, callee base 7 n 4]
//!   state         ?     ? v3 ? ? #5 ? v9  v3 o1 v7 #none    ? = not named: as it is in memory
//! ```
//!
//! Rules:
//! - A value in a slot may be raw (`int`, `float`, `bool`); the exit boxes it.
//! - A slot that a `sync_frames` may have written before must be named.
//! - In the body of an optimised loop every slot that the loop changes is named.
//! - Objects that the optimiser keeps virtual are in [`Trace::virtuals`](super::Trace::virtuals); the exit makes them.
//!   Stores that it holds back are in [`Snapshot::stores`]; the exit performs them, after all objects are made.
//!
//! References: an exit puts one reference into every slot, field and store that it names. [`Snapshot::owned`] lists the
//! values for which the trace holds a reference of its own at that point (once per reference); these are handed over
//! first, the exit counts up what is missing and down what is left. Slots that are not named own their word already.

use super::descr::{ArrayId, FieldId, TypeId};
use super::trace::OpRef;
use std::num::NonZeroU32;

/// A snapshot of a trace.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SnapId(NonZeroU32);

impl SnapId {
    /// The snapshot with this index in [`Trace::snaps`](super::Trace::snaps).
    pub fn new(index: usize) -> SnapId {
        SnapId(NonZeroU32::MIN.saturating_add(index as u32))
    }

    /// The index in [`Trace::snaps`](super::Trace::snaps).
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl std::fmt::Debug for SnapId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "s{}", self.index())
    }
}

/// An object that is made only when the trace is left.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct VirtualId(pub u32);

/// Where an exit finds a value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Source {
    /// A constant or a live SSA value.
    Value(OpRef),
    /// An object that the exit makes.
    Virtual(VirtualId),
}

/// One active frame.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FrameSnap {
    /// The embedding's handle of the code.
    pub code: u64,
    /// Where the frame resumes; for all but the innermost: where it goes on when its callee returns.
    pub pc: u32,
    /// What the frame's caller does with its result, as the embedding codes it.
    pub return_action: u32,
    /// First slot, relative to the root frame.
    pub base: i32,
    /// Number of slots that are in use.
    pub nslots: u32,
    /// What else belongs to the frame (its function, its generator), if the trace knows it as a value.
    pub owner: Option<Source>,
}

/// What is under way besides the frames.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Pending {
    /// Nothing: the innermost frame executes the instruction at its pc.
    #[default]
    None,
    /// A call has returned this value; the innermost frame's pending action takes it.
    Result(Source, u32),
    /// An exception is pending in the innermost frame.
    Raised,
}

/// The place of a store that is held back.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum StorePlace {
    /// A field.
    Field(FieldId),
    /// An element; the index is an `int`.
    Item(ArrayId, OpRef),
}

/// A store that the exit performs. A counted cell's old reference is dropped, the new one kept.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Store {
    /// The object.
    pub object: Source,
    /// The cell.
    pub place: StorePlace,
    /// What goes there.
    pub value: Source,
}

/// How the frames look at an exit.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Snapshot {
    /// Active frames, outermost first; the last one runs.
    pub frames: Vec<FrameSnap>,
    /// Slots that differ from memory, sorted by index.
    pub slots: Vec<(i32, Source)>,
    /// What is under way.
    pub pending: Pending,
    /// Stores that the exit performs, in order.
    pub stores: Vec<Store>,
    /// Values of which the trace holds a reference when it gets here. Set by the last pass.
    pub owned: Vec<OpRef>,
}

impl Snapshot {
    /// What is in a slot, unless it is as in memory.
    pub fn slot(&self, index: i32) -> Option<Source> {
        self.slots.binary_search_by_key(&index, |s| s.0).ok().map(|i| self.slots[i].1)
    }

    /// Names what is in a slot.
    pub fn set_slot(&mut self, index: i32, source: Source) {
        match self.slots.binary_search_by_key(&index, |s| s.0) {
            Ok(i) => self.slots[i].1 = source,
            Err(i) => self.slots.insert(i, (index, source)),
        }
    }

    /// Calls `f` with every source in it, in a fixed order: slots, owners, pending result, stores. Does not look into
    /// virtual objects.
    pub fn each_source(&self, mut f: impl FnMut(Source)) {
        self.clone().each_source_mut(|s| f(*s));
    }

    /// Calls `f` with every source in it, to be replaced. [`Snapshot::owned`] is not among them.
    pub fn each_source_mut(&mut self, mut f: impl FnMut(&mut Source)) {
        for (_, s) in &mut self.slots {
            f(s);
        }
        for frame in &mut self.frames {
            if let Some(s) = &mut frame.owner {
                f(s);
            }
        }
        if let Pending::Result(s, _) = &mut self.pending {
            f(s);
        }
        for store in &mut self.stores {
            f(&mut store.object);
            if let StorePlace::Item(_, index) = &mut store.place {
                let mut s = Source::Value(*index);
                f(&mut s);
                if let Source::Value(r) = s {
                    *index = r;
                }
            }
            f(&mut store.value);
        }
    }
}

/// An object that snapshots describe and no instruction makes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Virtual {
    /// What it is.
    pub ty: TypeId,
    /// Fields that differ from the descriptor's initial values.
    pub fields: Vec<(FieldId, Source)>,
    /// All trailing items.
    pub items: Vec<Source>,
}

impl Virtual {
    /// Calls `f` with every source in it.
    pub fn each_source_mut(&mut self, mut f: impl FnMut(&mut Source)) {
        for (_, s) in &mut self.fields {
            f(s);
        }
        for s in &mut self.items {
            f(s);
        }
    }
}
