//! Which reads of locals need a check.
//!
//! A forward analysis over sets of variables that may be unbound; the reads of those become LOAD_FAST_CHECK. After a check
//! the variable is bound, or an exception was raised.

use taipan_bytecode::Op;

use super::IrOp;
use super::graph::{BlockId, Graph};

/// A set of variables.
type Bits = Vec<u64>;

/// Turns LOAD_FAST into LOAD_FAST_CHECK where needed. The first `params` of the `locals` are bound from the start.
pub(super) fn check_loads(graph: &mut Graph, locals: usize, params: usize) {
    if locals == 0 {
        return;
    }
    let mut entry: Bits = vec![0; locals.div_ceil(64)];
    (params..locals).for_each(|variable| entry[variable / 64] |= 1 << (variable % 64));
    let next = graph.successors();
    let mut state: Vec<Option<Bits>> = vec![None; graph.block_count()];
    let mut todo = vec![graph.entry()];
    state[graph.entry().0 as usize] = Some(entry);
    while let Some(id) = todo.pop() {
        let mut unbound = state[id.0 as usize].clone().expect("a block in the list has a state");
        let mut reached: Vec<(BlockId, Bits)> = Vec::new();
        for ins in &mut graph.block_mut(id).ins {
            if let Some(handler) = ins.handler {
                note(&mut reached, handler, &unbound);
            }
            let (word, bit) = (ins.arg as usize / 64, 1u64 << (ins.arg % 64));
            match ins.op {
                IrOp::Op(Op::DELETE_FAST | Op::LOAD_FAST_AND_CLEAR) | IrOp::StoreFastMaybeNull => unbound[word] |= bit,
                IrOp::Op(Op::STORE_FAST | Op::LOAD_FAST_CHECK) => unbound[word] &= !bit,
                IrOp::Op(Op::LOAD_FAST) if unbound[word] & bit != 0 => {
                    ins.set(Op::LOAD_FAST_CHECK, ins.arg);
                    unbound[word] &= !bit;
                }
                _ => {}
            }
            if let Some(target) = ins.target.filter(|_| ins.is_jump()) {
                note(&mut reached, target, &unbound);
            }
        }
        if graph.block(id).falls_through()
            && let Some(after) = next[id.0 as usize]
        {
            note(&mut reached, after, &unbound);
        }
        for (to, unbound) in reached {
            if merge(&mut state[to.0 as usize], unbound) && !todo.contains(&to) {
                todo.push(to);
            }
        }
    }
}

/// Adds what may be unbound on an edge; one entry per block is enough.
fn note(reached: &mut Vec<(BlockId, Bits)>, to: BlockId, unbound: &Bits) {
    match reached.iter_mut().find(|(block, _)| *block == to) {
        Some((_, known)) => known.iter_mut().zip(unbound).for_each(|(known, new)| *known |= new),
        None => reached.push((to, unbound.clone())),
    }
}

/// Whether the state grew.
fn merge(state: &mut Option<Bits>, unbound: Bits) -> bool {
    let Some(known) = state else {
        *state = Some(unbound);
        return true;
    };
    let mut grew = false;
    for (known, new) in known.iter_mut().zip(unbound) {
        grew |= new & !*known != 0;
        *known |= new;
    }
    grew
}
