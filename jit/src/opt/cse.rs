//! Common subexpressions: an operation whose result is known already is not computed again.
//!
//! Pure operations stand in a table. A checked operation that has passed stands there under its unchecked name too: who
//! has unboxed a word knows it to be a fixnum. Loads are the heap's business; calls that only read are dropped from the
//! table when something writes what they read.

use super::engine::{Engine, Key, Pending, Step};
use crate::ir::descr::AliasSet;
use crate::ir::effects::effects;
use crate::ir::ops::Effect;
use crate::ir::trace::OpRef;
use crate::ir::{CallId, Op};

/// The stage.
pub(super) fn stage(engine: &mut Engine<'_>, p: &mut Pending) -> Step {
    if !is_candidate(p.op) {
        return Step::Next;
    }
    let key: Key = (unchecked(p.op), p.imm, p.args.clone());
    match engine.state.results.get(&key) {
        Some(&r) => Step::Done(if p.op.is_guard() { OpRef::NONE } else { r }),
        None => Step::Next,
    }
}

/// Enters a new instruction into the table.
pub(super) fn remember(engine: &mut Engine<'_>, r: OpRef) {
    let inst = *engine.out.inst(r);
    if !is_candidate(inst.op)
        || !effects(&engine.out, engine.descrs, r).mergeable && inst.op.info().effect == Effect::Call
    {
        return;
    }
    let args = engine.out.args(r).to_vec();
    if let Some(plain) = inst.op.without_overflow() {
        engine.state.results.insert((plain, inst.imm, args.clone()), r);
    }
    engine.state.results.insert((unchecked(inst.op), inst.imm, args), r);
}

/// The value of an operation on these operands, if it has been computed.
pub(super) fn find(engine: &Engine<'_>, op: Op, args: &[OpRef]) -> Option<OpRef> {
    engine.state.results.get(&(op, 0, args.to_vec())).copied()
}

/// Forgets calls that read what has been written.
pub(super) fn clobber(engine: &mut Engine<'_>, writes: AliasSet) {
    if writes.is_empty() {
        return;
    }
    let descrs = engine.descrs;
    // The result may have another name by now: what was called is in the key.
    let reads = |call: u32| {
        let e = descrs.call(CallId(call)).effects;
        if e.may_run_code { AliasSet::ALL } else { e.reads }
    };
    engine.state.results.retain(|key, _| key.0 != Op::Call || !reads(key.1).meets(writes));
}

fn is_candidate(op: Op) -> bool {
    match op.info().effect {
        Effect::Pure | Effect::Call => true,
        // Two objects of the same number cannot be told apart.
        Effect::Alloc => matches!(op, Op::BoxInt | Op::BoxUint | Op::BoxFloat) || op.makes_whole(),
        _ => false,
    }
}

/// The name under which a result is kept: one for the checked and the unchecked form, where passing the check makes
/// them the same.
fn unchecked(op: Op) -> Op {
    match op {
        Op::UnboxInt => Op::IntOfVal,
        Op::UnboxFloat => Op::FloatOfVal,
        Op::ValToRef => Op::RefOfVal,
        op => op,
    }
}
