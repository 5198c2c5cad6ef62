//! Random bridges: on exits of a random root trace and on exits of other bridges, back into the loop, to the entry, or
//! out.

use super::{Generator, Rng, SLOTS};
use std::sync::Arc;
use taipan_jit::ir::text::print_trace;
use taipan_jit::ir::{Descrs, ExitId, Op, OpRef, Snapshot, Source, Trace, TraceId, TraceKind, Tree, Type};

/// Text of bridges for the tree of this root trace.
pub fn texts(seed: u64, root: &Trace, descrs: &Arc<Descrs>) -> String {
    let mut rng = Rng(seed ^ 0x00b7_1d6e);
    let mut tree = Tree::new(root.clone(), root.clone());
    let mut text = String::new();
    for _ in 0..rng.below(5) {
        let free: Vec<ExitId> = (0..tree.exits.len() as u32)
            .map(ExitId)
            .filter(|&e| tree.exit(e).bridge.is_none() && !tree.exit(e).to_interpreter)
            .collect();
        if free.is_empty() {
            break;
        }
        let exit = rng.pick(&free);
        let bridge = bridge(Rng(rng.next()), descrs.clone(), &tree, exit).compact();
        text += &print_trace(&bridge, descrs);
        tree.add(bridge.clone(), bridge);
    }
    text
}

/// Whether the exit is behind the header of the root's loop, so that a bridge may jump there.
fn is_in_loop(tree: &Tree, exit: ExitId) -> bool {
    let mut exit = *tree.exit(exit);
    loop {
        let trace = tree.trace(exit.trace);
        match trace.parent() {
            Some(parent) => exit = *tree.exit(parent),
            None => {
                let uses = |&r: &OpRef| trace.inst(r).snap == Some(exit.snap);
                let first = trace.order.iter().position(uses);
                return trace.loop_start().is_some_and(|start| first.is_some_and(|first| first > start));
            }
        }
    }
}

fn bridge(rng: Rng, descrs: Arc<Descrs>, tree: &Tree, exit: ExitId) -> Trace {
    let mut g = Generator::new(rng, descrs);
    g.trace = Trace::new(TraceKind::Bridge(exit), 1, 0, SLOTS as u32);
    let (parent, snap) = tree.exit_snapshot(exit);
    let live = parent.live_values(snap);
    let inputs: Vec<OpRef> = live
        .iter()
        .enumerate()
        .map(|(i, &r)| g.trace.emit_typed(Op::Input, parent.ty(r), i as u32, &[], None))
        .collect();
    g.values.extend(live.iter().zip(&inputs).map(|(&r, &input)| (parent.ty(r), input)));
    for &(slot, source) in &parent.snap(snap).slots {
        let Source::Value(r) = source else { continue };
        let value = match (parent.as_const(r), live.iter().position(|&l| l == r)) {
            (Some(c), _) => g.trace.constant(c.ty, c.bits),
            (None, Some(i)) => inputs[i],
            (None, None) => continue,
        };
        g.slots.push((slot, value));
    }
    g.ensure_object();
    let n = g.rng.below(10);
    g.some_ops(n);
    if is_in_loop(tree, exit) && g.rng.below(3) != 0 {
        let root = tree.root();
        let types: Vec<Type> = root.phis().into_iter().map(|phi| root.ty(phi)).collect();
        // The first phi is the counter: it moves on, so that the loop comes to an end.
        let counter = g.value(Type::Int);
        let one = g.trace.const_int(1);
        let mut args = vec![g.emit(Op::IntAdd, 0, &[counter, one], None)];
        args.extend(types[1..].iter().map(|&ty| g.value(ty)));
        g.emit(Op::JumpLoop, TraceId(0).0, &args, None);
    } else if g.rng.below(4) == 0 {
        let snap = g.words();
        g.emit(Op::JumpEntry, 0, &[], Some(snap));
    } else {
        let snap = g.snap();
        g.emit(Op::Exit, 0, &[], Some(snap));
    }
    g.trace
}

impl Generator {
    /// Operations want an object to work on: makes one if the exit hands over none.
    fn ensure_object(&mut self) {
        if !self.values.iter().any(|v| v.0 == Type::Ref) {
            self.emit(Op::New, self.point.0, &[], None);
        }
    }

    /// A snapshot for a jump to the entry: what is in the slots as far as that is a word.
    fn words(&mut self) -> taipan_jit::ir::SnapId {
        let snap = self.snap();
        let mut words: Snapshot = self.trace.snap(snap).clone();
        let is_word = |s: &Source| matches!(s, Source::Value(r) if self.trace.ty(*r) == Type::Val);
        words.slots.retain(|(_, s)| is_word(s));
        self.trace.add_snap(words)
    }
}
