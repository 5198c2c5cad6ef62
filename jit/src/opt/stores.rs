//! Stores that are held back: a field that the loop writes in every turn is written when the loop is left.
//!
//! ```text
//!   set_field ──▶ pending ── load of the same field: answered
//!                    │
//!                    ├── exit: the snapshot lists the store, the exit performs it
//!                    ├── loop edge: the value becomes a phi, the store stays pending
//!                    ├── the same field written again: the older store never happens
//!                    └── something that may read the field's class (a load through another object, a call): flushed
//! ```
//!
//! So a counter in an object, the state of an iterator, a global of a script live in registers while a loop runs.

use super::engine::{Engine, Pending};
use super::heap::{Cell, Content, holds_whole, may_alias};
use super::virtuals::{Opened, object_of, source};
use crate::ir::descr::{AliasClass, AliasSet};
use crate::ir::snapshot::{Snapshot, Store, StorePlace};
use crate::ir::trace::OpRef;
use crate::ir::{CallId, Op, Type};

/// More stores than this are not held back: each lengthens every exit.
const MAX_PENDING: usize = 24;

/// Whether a store may wait.
pub(super) fn may_wait(engine: &Engine<'_>, cell: Cell, value: OpRef) -> bool {
    let Cell::Field(base, _) = cell else { return false };
    let info = cell.info(engine.descrs);
    let whole = holds_whole(engine, info.kind, value);
    let header = info.alias == AliasClass::SHAPE || info.alias == AliasClass::TYPE;
    let room = engine.state.heap.cells.values().filter(|c| c.pending).count() < MAX_PENDING;
    engine.config.is_on("stores") && whole && !header && room && engine.out.ty(base) == Type::Ref
}

/// Holds a store back.
pub(super) fn hold(engine: &mut Engine<'_>, cell: Cell, value: OpRef) {
    engine.force(cell.base());
    if let Some(object) = object_of(engine, value) {
        engine.force(object);
    }
    super::cse::clobber(engine, AliasSet::of(cell.info(engine.descrs).alias));
    engine.state.heap.cells.insert(cell, Content { value, written: true, pending: true });
}

/// Performs what has to be done before an operation that is about to be written.
pub(super) fn before(engine: &mut Engine<'_>, p: &Pending) {
    match p.op {
        Op::SyncFrames => flush(engine, |_, _| true),
        Op::Call => {
            let e = engine.descrs.call(CallId(p.imm)).effects;
            let seen = if e.may_run_code { AliasSet::ALL } else { e.reads.union(e.writes) };
            flush(engine, |engine, c| seen.contains(c.info(engine.descrs).alias));
        }
        _ => {}
    }
}

/// Performs the stores that another access to memory may meet.
pub(super) fn flush_aliases(engine: &mut Engine<'_>, cell: Cell) {
    let class = cell.info(engine.descrs).alias;
    flush(engine, |engine, c| c != cell && c.info(engine.descrs).alias == class && may_alias(engine, cell, c));
}

/// Performs those pending stores that are wanted.
pub(super) fn flush(engine: &mut Engine<'_>, wanted: impl Fn(&Engine<'_>, Cell) -> bool) {
    let cells = engine.state.heap.cells.iter();
    let all: Vec<(Cell, OpRef)> =
        cells.filter(|(c, v)| v.pending && wanted(engine, **c)).map(|(c, v)| (*c, v.value)).collect();
    for (cell, value) in all {
        let Cell::Field(base, field) = cell else { continue };
        if let Some(content) = engine.state.heap.cells.get_mut(&cell) {
            content.pending = false;
        }
        engine.push(Pending::new(engine.descrs, Op::SetField, field.0, &[base, value]));
    }
}

/// Lists the pending stores in a snapshot.
pub(super) fn describe(engine: &mut Engine<'_>, snap: &mut Snapshot, opened: &mut Opened) {
    let cells = engine.state.heap.cells.iter();
    let all: Vec<(Cell, OpRef)> = cells.filter(|c| c.1.pending).map(|(c, v)| (*c, v.value)).collect();
    for (cell, value) in all {
        let Cell::Field(base, field) = cell else { continue };
        let object = source(engine, base, opened);
        let value = source(engine, value, opened);
        snap.stores.push(Store { object, place: StorePlace::Field(field), value });
    }
}
