//! Swaps decided at compile time: stores after a swap change places instead.

use taipan_bytecode::Op;

use super::{Ins, IrOp};

/// Shortens runs of swaps, then lets stores change places.
pub(super) fn run(ins: &mut [Ins]) {
    let mut at = 0;
    while at < ins.len() {
        if ins[at].is(Op::SWAP) {
            let end = at + ins[at..].iter().take_while(|ins| ins.is(Op::SWAP) || ins.is_nop()).count();
            shorten(&mut ins[at..end]);
            at = end;
            continue;
        }
        at += 1;
    }
    for at in (0..ins.len()).rev() {
        if ins[at].is(Op::SWAP) && ins[at].arg != 1 {
            apply(ins, at);
        }
    }
}

/// The permutation of a run of swaps, with as few swaps as cycles need.
fn shorten(run: &mut [Ins]) {
    let swaps: Vec<usize> = (0..run.len()).filter(|i| run[*i].is(Op::SWAP)).collect();
    if swaps.len() < 2 {
        return;
    }
    let depth = swaps.iter().map(|i| run[*i].arg as usize).max().unwrap_or(0);
    // stack[0] is the top; stack[i] = where the value at i came from.
    let mut stack: Vec<usize> = (0..depth).collect();
    for i in &swaps {
        stack.swap(0, run[*i].arg as usize - 1);
    }
    let mut args = Vec::new();
    let mut done = vec![false; depth];
    for i in 0..depth {
        if done[i] || stack[i] == i {
            continue;
        }
        // A cycle that misses the top is entered and left through it.
        let mut j = i;
        loop {
            if j != 0 {
                args.push(j as u32 + 1);
            }
            if done[j] {
                break;
            }
            done[j] = true;
            j = stack[j];
        }
    }
    args.reverse();
    if args.len() > swaps.len() {
        return;
    }
    for (position, i) in swaps.iter().enumerate() {
        match args.get(position) {
            Some(arg) => run[*i].arg = *arg,
            None => run[*i].set_nop(),
        }
    }
}

/// Instructions that pop one value and do not care when.
fn can_move(ins: &Ins) -> bool {
    matches!(ins.op, IrOp::Op(Op::STORE_FAST | Op::POP_TOP) | IrOp::StoreFastMaybeNull)
}

fn stored(ins: &Ins) -> Option<u32> {
    matches!(ins.op, IrOp::Op(Op::STORE_FAST) | IrOp::StoreFastMaybeNull).then_some(ins.arg)
}

/// The next instruction that can change places, on the line given (-1: any).
fn next_movable(ins: &[Ins], from: usize, line: i32) -> Option<usize> {
    for (i, ins) in ins.iter().enumerate().skip(from + 1) {
        if line >= 0 && ins.pos.line != line {
            return None;
        }
        if ins.is_nop() {
            continue;
        }
        return can_move(ins).then_some(i);
    }
    None
}

fn apply(ins: &mut [Ins], at: usize) {
    let Some(first) = next_movable(ins, at, -1) else { return };
    let line = ins[first].pos.line;
    let mut other = first;
    for _ in 1..ins[at].arg {
        match next_movable(ins, other, line) {
            Some(i) => other = i,
            None => return,
        }
    }
    // Two stores to one variable must keep their order, and so must what stands between them.
    let (a, b) = (stored(&ins[first]), stored(&ins[other]));
    if a.is_some() && a == b {
        return;
    }
    for between in &ins[first + 1..other] {
        if let Some(variable) = stored(between)
            && (Some(variable) == a || Some(variable) == b)
        {
            return;
        }
    }
    ins[at].set_nop();
    let (low, high) = ins.split_at_mut(other);
    std::mem::swap(&mut low[first], &mut high[0]);
}
