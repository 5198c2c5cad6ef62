//! Loop peeling by replay: the recorded trace goes through the engine once as the preamble, once as the body.

use super::OptConfig;
use super::engine::{Engine, Pending, Snap, State};
use super::notes::Draft;
use super::phis::{Assumptions, Header};
use super::refcount::Entry;
use crate::ir::Op;
use crate::ir::descr::Descrs;
use crate::ir::snapshot::{Snapshot, Source};
use crate::ir::trace::{OpRef, Trace};
use std::collections::BTreeMap;

/// What the forward engine has made of a trace.
pub(super) struct Replayed {
    /// What it has written.
    pub trace: Trace,
    /// Who owns what at its entry.
    pub owners: Entry,
    /// What its loop demands of bridges.
    pub notes: Option<Draft>,
}

/// Tries with assumptions before the body is written without any.
const MAX_TRIES: usize = 10;

/// Replays a root trace.
///
/// # Errors
/// In words, why it cannot be compiled.
pub(super) fn root(src: &Trace, descrs: &Descrs, config: &OptConfig) -> Result<Replayed, String> {
    let Some(end) = src.end() else { return Err("the trace has no end".to_owned()) };
    let mut engine = Engine::new(src, descrs, config);
    let entry = read_slots(&mut engine);
    replay(&mut engine);
    if src.inst(end).op == Op::JumpTree {
        super::bridge::entry(&mut engine, end);
        return Ok(Replayed { trace: engine.out, owners: entry_owners(src), notes: None });
    }
    if src.inst(end).op != Op::Jump {
        finish(&mut engine, end);
        return Ok(Replayed { trace: engine.out, owners: entry_owners(src), notes: None });
    }
    let notes = if config.is_on("peel") {
        Some(body(&mut engine, end, &entry))
    } else {
        restart(&mut engine, end);
        None
    };
    let owners = src.inst(end).snap.map_or_else(Entry::default, |s| Entry::root(src.snap(s)));
    Ok(Replayed { trace: engine.out, owners, notes })
}

/// Which slots are in use at entry, where the trace does not come back to it: as the first snapshot there says.
fn entry_owners(src: &Trace) -> Entry {
    let at_entry = |s: &&Snapshot| s.frames.len() == 1 && s.frames[0].pc == src.pc && s.frames[0].base == 0;
    src.snaps.iter().find(at_entry).map_or_else(Entry::default, Entry::function)
}

/// Reads all slots that the trace asks for, before anything can have written them.
pub(super) fn read_slots(engine: &mut Engine<'_>) -> BTreeMap<i32, OpRef> {
    let src = engine.src;
    let mut entry = BTreeMap::new();
    for &r in src.order.iter().filter(|&&r| matches!(src.inst(r).op, Op::Slot | Op::Input)) {
        engine.replay(r);
        if src.inst(r).op == Op::Slot {
            entry.insert(src.inst(r).slot(), engine.subst[r.index()]);
        }
    }
    entry
}

/// Replays everything between the inputs and the end.
pub(super) fn replay(engine: &mut Engine<'_>) {
    let src = engine.src;
    for &r in &src.order {
        let op = src.inst(r).op;
        if !matches!(op, Op::Slot | Op::Input) && !op.is_terminal() {
            engine.replay(r);
        }
    }
}

/// Ends a trace that leaves.
pub(super) fn finish(engine: &mut Engine<'_>, end: OpRef) {
    let inst = *engine.src.inst(end);
    if inst.op == Op::Finish {
        super::stores::flush(engine, |_, _| true);
    }
    let args: Vec<OpRef> = engine.src.args(end).iter().map(|&a| engine.lookup(a)).collect();
    let snap = inst.snap.map_or(Snap::None, Snap::Recorded);
    engine.push(Pending { op: inst.op, ty: inst.ty, imm: inst.imm, args, snap, place: inst.place });
}

/// Ends a loop that is not peeled: the slots go to the frame, and the trace starts again.
fn restart(engine: &mut Engine<'_>, end: OpRef) {
    for (_, value) in end_slots(engine, end) {
        engine.force(value);
    }
    super::stores::flush(engine, |_, _| true);
    finish(engine, end);
}

/// What the recorded end leaves in the slots that it names.
fn end_slots(engine: &mut Engine<'_>, end: OpRef) -> Vec<(i32, OpRef)> {
    let src = engine.src;
    let Some(snap) = src.inst(end).snap else { return Vec::new() };
    let slots: Vec<(i32, Source)> = src.snap(snap).slots.clone();
    slots
        .into_iter()
        .map(|(k, s)| {
            let value = engine.recorded(s);
            (k, engine.boxed(value))
        })
        .collect()
}

/// Writes header and body, until the header's assumptions hold at the end of the body.
fn body(engine: &mut Engine<'_>, end: OpRef, entry: &BTreeMap<i32, OpRef>) -> Draft {
    let at_entry = |k| entry.get(&k).copied().unwrap_or(OpRef::NONE);
    let slots: Vec<_> = end_slots(engine, end).into_iter().map(|(k, v)| (k, v, at_entry(k))).collect();
    let before = Checkpoint::of(engine);
    let mut assumptions = Assumptions::default();
    let mut tries = 0;
    let header = loop {
        assumptions.nothing = tries >= MAX_TRIES;
        tries += 1;
        let mut header = Header::write(engine, &slots, &assumptions);
        enter_body(engine, entry);
        replay(engine);
        let after = end_slots(engine, end);
        header.flush(engine);
        let holds = header.compare(engine, &after, &mut assumptions);
        let last = assumptions.nothing;
        if last || holds && !header.improve(engine, &mut assumptions) {
            assert!(holds, "a header without assumptions does not hold");
            header.close(engine);
            break header;
        }
        before.restore(engine);
    };
    let inst = *engine.src.inst(end);
    engine.push(Pending { place: inst.place, ..Pending::new(engine.descrs, Op::Jump, 0, &[]) });
    header.notes()
}

/// In the body a slot holds what the header says.
fn enter_body(engine: &mut Engine<'_>, entry: &BTreeMap<i32, OpRef>) {
    let src = engine.src;
    for &r in src.order.iter().filter(|&&r| src.inst(r).op == Op::Slot) {
        let slot = src.inst(r).slot();
        let value = engine.state.slots.get(&slot).or(entry.get(&slot)).copied();
        engine.subst[r.index()] = value.unwrap_or(OpRef::NONE);
    }
}

/// The engine as it was in front of the header.
pub(super) struct Checkpoint {
    state: State,
    order: usize,
    subst: Vec<OpRef>,
}

impl Checkpoint {
    /// Remembers.
    pub fn of(engine: &Engine<'_>) -> Checkpoint {
        Checkpoint { state: engine.state.clone(), order: engine.out.order.len(), subst: engine.subst.clone() }
    }

    /// Goes back.
    pub fn restore(&self, engine: &mut Engine<'_>) {
        engine.state.clone_from(&self.state);
        engine.out.order.truncate(self.order);
        engine.subst.clone_from(&self.subst);
        engine.described.clear();
    }
}
