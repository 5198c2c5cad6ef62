//! What is known where a bridge starts: the optimised trace that it hangs on is read again up to the exit.

use super::OptConfig;
use super::engine::Engine;
use super::heap::{Cell, Content};
use super::notes::LoopNotes;
use crate::ir::descr::{AliasSet, Descrs};
use crate::ir::effects::effects;
use crate::ir::trace::{Const, OpRef, Trace};
use crate::ir::tree::{ExitId, Tree};
use crate::ir::{Op, Type};
use std::collections::BTreeMap;

/// Tells the engine of a bridge what its parent knows at the exit; `inputs` are the bridge's names of the live values.
pub(super) fn import(engine: &mut Engine<'_>, tree: &Tree, exit: ExitId, inputs: &BTreeMap<u32, OpRef>) {
    let (parent, snap) = tree.exit_snapshot(exit);
    let config = OptConfig::new();
    let descrs = engine.descrs;
    let known = at_exit(tree, exit, descrs, &config);
    let live = parent.live_values(snap);
    let names: BTreeMap<OpRef, OpRef> =
        inputs.iter().filter_map(|(i, r)| Some((*live.get(*i as usize)?, *r))).collect();
    let mut import = Import { from: &known, to: engine, names };
    import.values();
    import.cells();
    import.results();
    engine.state.valid = known.state.valid;
}

/// An engine that has read the exit's trace up to the exit.
fn at_exit<'t>(tree: &'t Tree, exit: ExitId, descrs: &'t Descrs, config: &'t OptConfig) -> Engine<'t> {
    let (trace, snap) = tree.exit_snapshot(exit);
    let mut engine = Engine::new(trace, descrs, config);
    engine.out = trace.clone();
    let inputs: BTreeMap<u32, OpRef> =
        trace.order.iter().filter(|&&r| trace.inst(r).op == Op::Input).map(|&r| (trace.inst(r).imm, r)).collect();
    if let Some(above) = trace.parent() {
        import(&mut engine, tree, above, &inputs);
    }
    let guards: Vec<OpRef> = trace.order.iter().copied().filter(|&r| trace.inst(r).snap == Some(snap)).collect();
    for &r in &trace.order {
        match trace.inst(r).op {
            Op::LoopStart => enter_loop(&mut engine, trace),
            Op::Phi => phi(&mut engine, trace, r),
            Op::Input => {}
            _ if guards.first() == Some(&r) => {
                failed(&mut engine, trace, r, guards.len() == 1);
                break;
            }
            _ => engine.observe(r),
        }
    }
    engine
}

/// The guard is the only one that leads here: its condition is false.
fn failed(engine: &mut Engine<'_>, trace: &Trace, r: OpRef, only: bool) {
    if !only {
        return;
    }
    let condition = trace.args(r).first().copied();
    match (trace.inst(r).op, condition) {
        (Op::GuardTrue, Some(b)) => super::guards::assume(engine, b, false),
        (Op::GuardFalse, Some(b)) => super::guards::assume(engine, b, true),
        _ => {}
    }
}

/// At the header, only what no turn of the loop changes is known of memory.
fn enter_loop(engine: &mut Engine<'_>, trace: &Trace) {
    let start = trace.loop_start().unwrap_or(0);
    let mut writes = AliasSet::NONE;
    for &r in &trace.order[start..] {
        writes = writes.union(effects(trace, engine.descrs, r).writes);
    }
    super::heap::clobber(engine, writes);
    engine.state.facts.forget(writes, |_| false);
    super::cse::clobber(engine, writes);
    engine.state.valid = trace.notes.get::<LoopNotes>().is_some_and(|n| n.valid);
}

/// A phi is what the loop's notes say, or what it has always been.
fn phi(engine: &mut Engine<'_>, trace: &Trace, r: OpRef) {
    if let Some(notes) = trace.notes.get::<LoopNotes>()
        && let Some(leaf) = notes.leaves.iter().find(|l| l.phi == r)
    {
        engine.state.facts.set(r, leaf.fact);
        return;
    }
    let (before, after) = (trace.arg(r, 0), trace.arg(r, 1));
    if after == r {
        let fact = engine.fact(before);
        engine.state.facts.set(r, fact);
        engine.renames.insert(before, r);
    }
}

struct Import<'b, 'a, 'k> {
    from: &'b Engine<'k>,
    to: &'b mut Engine<'a>,
    names: BTreeMap<OpRef, OpRef>,
}

impl Import<'_, '_, '_> {
    /// The bridge's name of a value.
    fn name(&mut self, r: OpRef) -> Option<OpRef> {
        match self.from.out.as_const(r) {
            Some(Const { ty, bits }) => Some(self.to.out.constant(ty, bits)),
            None => {
                let r = self.from.renames.get(&r).copied().unwrap_or(r);
                self.names.get(&r).copied()
            }
        }
    }

    /// The number or truth value that a result is known to be, though the exit does not name it.
    fn constant(&mut self, r: OpRef) -> Option<OpRef> {
        let value = self.from.fact(r).int.range.single()?;
        match self.from.out.ty(r) {
            Type::Int => Some(self.to.out.const_int(value)),
            Type::Bool => Some(self.to.out.const_bool(value != 0)),
            _ => None,
        }
    }

    fn values(&mut self) {
        for (r, input) in self.names.clone() {
            let mut fact = self.from.fact(r);
            fact.known = fact.known.and_then(|k| self.name(k));
            self.to.state.facts.set(input, fact);
        }
    }

    fn cells(&mut self) {
        for (cell, content) in &self.from.state.heap.cells {
            let named = match *cell {
                Cell::Field(base, f) => self.name(base).map(|b| Cell::Field(b, f)),
                Cell::Item(base, index, a) => self.name(base).and_then(|b| Some(Cell::Item(b, self.name(index)?, a))),
            };
            if let (Some(cell), Some(value)) = (named, self.name(content.value)) {
                self.to.state.heap.cells.insert(cell, Content { value, written: false, pending: false });
            }
        }
    }

    fn results(&mut self) {
        for ((op, imm, args), &r) in &self.from.state.results {
            let args: Option<Vec<OpRef>> = args.iter().map(|&a| self.name(a)).collect();
            if let (Some(mut args), Some(r)) = (args, self.name(r).or_else(|| self.constant(r))) {
                if op.info().commutes {
                    args.sort();
                }
                self.to.state.results.insert((*op, *imm, args), r);
            }
        }
    }
}
