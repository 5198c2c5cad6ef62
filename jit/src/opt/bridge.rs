//! Bridges: replayed with what is known at the exit that they hang on, and ended with a jump into the loop's body if
//! they can bring what it needs, else with a jump to the tree's entry.

use super::engine::{Engine, Pending, Snap};
use super::join::join;
use super::notes::LoopNotes;
use super::peel::{Checkpoint, Replayed, finish, read_slots, replay};
use super::refcount::{Entry, Target};
use super::{OptConfig, exit_facts};
use crate::ir::descr::Descrs;
use crate::ir::snapshot::{Snapshot, Source, StorePlace};
use crate::ir::trace::{OpRef, Trace};
use crate::ir::tree::{ExitId, TraceId, Tree};
use crate::ir::{Op, SnapId, Type};
use std::collections::{BTreeMap, BTreeSet};

/// Replays a bridge. With `to_entry` it does not try to enter the loop's body.
///
/// # Errors
/// In words, why it cannot be compiled.
pub(super) fn bridge(
    tree: &Tree,
    src: &Trace,
    descrs: &Descrs,
    config: &OptConfig,
    to_entry: bool,
) -> Result<Replayed, String> {
    let (Some(end), Some(exit)) = (src.end(), src.parent()) else { return Err("the bridge has no end".to_owned()) };
    let mut engine = Engine::new(src, descrs, config);
    read_slots(&mut engine);
    let inputs: BTreeMap<u32, OpRef> = src
        .order
        .iter()
        .filter(|&&r| src.inst(r).op == Op::Input)
        .map(|&r| (src.inst(r).imm, engine.subst[r.index()]))
        .collect();
    exit_facts::import(&mut engine, tree, exit, &inputs);
    perform_stores(&mut engine, tree, exit, &inputs);
    replay(&mut engine);
    let mut owners = owners(tree, exit, &inputs);
    if src.inst(end).op == Op::JumpTree {
        entry(&mut engine, end);
        return Ok(Replayed { trace: engine.out, owners, notes: None });
    }
    if src.inst(end).op != Op::JumpEntry {
        finish(&mut engine, end);
        return Ok(Replayed { trace: engine.out, owners, notes: None });
    }
    let notes = tree.root().notes.get::<LoopNotes>().filter(|_| !to_entry && config.is_on("invariants"));
    if let Some(notes) = notes.filter(|_| behind_header(tree, exit)) {
        let before = Checkpoint::of(&engine);
        if enter(&mut engine, tree, notes, end) {
            owners.target = target(tree, exit, &engine.out, &owners, descrs);
            if owners.target.is_some() {
                return Ok(Replayed { trace: engine.out, owners, notes: None });
            }
        }
        before.restore(&mut engine);
    }
    entry(&mut engine, end);
    Ok(Replayed { trace: engine.out, owners, notes: None })
}

/// The exit would perform the stores that its snapshot lists; where a bridge starts, they are the bridge's.
fn perform_stores(engine: &mut Engine<'_>, tree: &Tree, exit: ExitId, inputs: &BTreeMap<u32, OpRef>) {
    let (parent, snap) = tree.exit_snapshot(exit);
    let live = parent.live_values(snap);
    for store in parent.snap(snap).stores.clone() {
        let mut named = |s: Source| match s {
            Source::Value(r) => match parent.as_const(r) {
                Some(c) => Some(engine.out.constant(c.ty, c.bits)),
                None => live.iter().position(|&l| l == r).and_then(|i| inputs.get(&(i as u32)).copied()),
            },
            Source::Virtual(_) => None,
        };
        let (object, value) = (named(store.object), named(store.value));
        let (Some(object), Some(value), StorePlace::Field(field)) = (object, value, store.place) else {
            unreachable!("only fields wait, with values that are real")
        };
        let kind = engine.descrs.field(field).kind.ty();
        let value = if kind == Type::Val { engine.boxed(value) } else { value };
        engine.emit(Pending::new(engine.descrs, Op::SetField, field.0, &[object, value]));
    }
}

/// Whether the exit is reached from the body of the root's loop.
fn behind_header(tree: &Tree, exit: ExitId) -> bool {
    let mut exit = exit;
    loop {
        let (trace, snap) = tree.exit_snapshot(exit);
        match trace.parent() {
            Some(above) => exit = above,
            None => {
                let start = trace.loop_start().unwrap_or(trace.order.len());
                return !trace.order[..start].iter().any(|&r| trace.inst(r).snap == Some(snap));
            }
        }
    }
}

/// The slots that the recorded end names, as tagged words.
fn end_slots(engine: &mut Engine<'_>, snap: SnapId) -> BTreeMap<i32, OpRef> {
    let slots: Vec<(i32, Source)> = engine.src.snap(snap).slots.clone();
    slots
        .into_iter()
        .map(|(k, s)| {
            let value = engine.recorded(s);
            (k, engine.boxed(value))
        })
        .collect()
}

/// Tries to end with a jump into the body.
fn enter(engine: &mut Engine<'_>, tree: &Tree, notes: &LoopNotes, end: OpRef) -> bool {
    let inst = *engine.src.inst(end);
    let Some(snap) = inst.snap else { return false };
    let slots = end_slots(engine, snap);
    let exit = engine.snapshot(snap);
    let Ok(joined) = join(engine, tree.root(), notes, &slots, exit) else { return false };
    let mut written = Snapshot { frames: engine.out.snap(exit).frames.clone(), ..Snapshot::default() };
    for (k, value) in joined.slots {
        engine.force(value);
        written.set_slot(k, Source::Value(value));
    }
    engine.out.snaps.push(written);
    let written = SnapId::new(engine.out.snaps.len() - 1);
    super::stores::flush(engine, |_, c| !joined.pending.contains(&c));
    let p = Pending::new(engine.descrs, Op::JumpLoop, 0, &joined.args);
    engine.push(Pending { snap: Snap::Written(written), place: inst.place, ..p });
    true
}

/// Ends with a jump to the entry, or to another tree: all slots go to memory, boxed.
pub(super) fn entry(engine: &mut Engine<'_>, end: OpRef) {
    let inst = *engine.src.inst(end);
    let Some(snap) = inst.snap else { return };
    super::stores::flush(engine, |_, _| true);
    let frames = engine.src.snap(snap).frames.clone();
    let mut written = Snapshot { frames, ..Snapshot::default() };
    for (k, value) in end_slots(engine, snap) {
        let value = engine.known(value);
        engine.force(value);
        written.set_slot(k, Source::Value(value));
    }
    engine.out.snaps.push(written);
    let written = SnapId::new(engine.out.snaps.len() - 1);
    let args: Vec<OpRef> = engine.src.args(end).iter().map(|&a| engine.lookup(a)).collect();
    let p = Pending::new(engine.descrs, inst.op, 0, &args);
    engine.push(Pending { snap: Snap::Written(written), place: inst.place, ..p });
}

/// Who owns what at the exit: the parent hands over its references.
fn owners(tree: &Tree, exit: ExitId, inputs: &BTreeMap<u32, OpRef>) -> Entry {
    let (parent, snap) = tree.exit_snapshot(exit);
    let live = parent.live_values(snap);
    let snap = parent.snap(snap);
    let owned = |i: &u32| live.get(*i as usize).is_some_and(|r| snap.owned.contains(r));
    Entry::bridge(snap, inputs.keys().copied().filter(owned).collect())
}

/// What the loop's header expects in terms of references; nothing if the bridge does not have all of it any more.
fn target(tree: &Tree, exit: ExitId, bridge: &Trace, entry: &Entry, descrs: &Descrs) -> Option<Target> {
    let root = tree.root();
    let owned = root.phis().iter().map(|phi| root.owned_at_header.contains(phi)).collect();
    let held = held(root);
    let written = bridge.snap(bridge.inst(bridge.end()?).snap?);
    let slot = |v: OpRef| root.as_op(v, Op::Slot).map(|inst| inst.slot());
    let mut kept = Vec::new();
    for &v in &held {
        // The body's exits drop this word, not what the bridge has written.
        if slot(v).is_some_and(|k| written.slot(k).is_some()) {
            return None;
        }
        match entry.inputs.iter().find(|&&i| origin(tree, exit, i) == Some(v)) {
            Some(&i) => kept.push(i),
            None if slot(v).is_some_and(|k| entry.owns(k)) => {}
            None => return None,
        }
    }
    let start = root.loop_start().unwrap_or(0);
    let mut writes = crate::ir::descr::AliasSet::NONE;
    for &r in &root.order[start..] {
        writes = writes.union(crate::ir::effects::effects(root, descrs, r).writes);
    }
    Some(Target { owned, kept, writes })
}

/// Values from in front of the loop whose references the exits of the body give away.
fn held(root: &Trace) -> BTreeSet<OpRef> {
    let (outside, body) = root.order.split_at(root.loop_start().unwrap_or(0));
    let snaps = body.iter().filter_map(|&r| root.inst(r).snap);
    let given = snaps.flat_map(|s| root.snap(s).owned.iter().copied());
    given.filter(|v| outside.contains(v)).collect()
}

/// The value of the root trace that an input comes from unchanged.
fn origin(tree: &Tree, exit: ExitId, input: u32) -> Option<OpRef> {
    let (mut exit, mut input) = (exit, input);
    loop {
        let (trace, snap) = tree.exit_snapshot(exit);
        let r = *trace.live_values(snap).get(input as usize)?;
        match trace.parent() {
            None => return (tree.exit(exit).trace == TraceId(0)).then_some(r),
            Some(above) => {
                let inst = trace.as_op(r, Op::Input)?;
                (exit, input) = (above, inst.imm);
            }
        }
    }
}
