//! Superinstructions are laid over the compiler's code.
//!
//! Each unit becomes what is best for who arrives there, whether from the unit before or by a jump: units that a
//! superinstruction also covers are still there for others. Where two overlap, the way with the larger gain to the end of the
//! code is taken.

use taipan_bytecode::operand::BinaryOp;
use taipan_bytecode::{Instr, Op};

/// A superinstruction that fits at a unit.
struct Fit {
    op: Op,
    /// Units that it takes.
    units: usize,
    /// What is saved, in dispatches: who leaves operands where they are saves about one more.
    gain: u32,
}

/// The code as it runs.
pub(super) fn overlay(code: &[Instr]) -> Box<[Instr]> {
    let mut out: Box<[Instr]> = code.into();
    // The gain from a unit to the end of the code.
    let mut gains = vec![0; code.len() + 3];
    for k in (0..code.len()).rev() {
        out[k] = out[k].with_op(alone(code[k]));
        gains[k] = gains[k + 1];
        for fit in fits(code, k) {
            let gain = fit.gain + gains[k + fit.units];
            if gain > gains[k] {
                gains[k] = gain;
                out[k] = code[k].with_op(fit.op);
            }
        }
    }
    out
}

/// What a unit is when nothing is fused.
fn alone(i: Instr) -> Op {
    match operator(i) {
        Some(BinaryOp::Add) => Op::BINARY_OP_ADD,
        Some(BinaryOp::Subtract) => Op::BINARY_OP_SUBTRACT,
        Some(BinaryOp::Multiply) => Op::BINARY_OP_MULTIPLY,
        Some(BinaryOp::Subscr) => Op::BINARY_OP_SUBSCR,
        _ => i.op(),
    }
}

/// The operator of a `BINARY_OP`; those with opcodes of their own without regard to whether they are in place.
fn operator(i: Instr) -> Option<BinaryOp> {
    if i.op() != Op::BINARY_OP {
        return None;
    }
    Some(match BinaryOp::from_arg(i.arg())? {
        BinaryOp::InplaceAdd => BinaryOp::Add,
        BinaryOp::InplaceSubtract => BinaryOp::Subtract,
        BinaryOp::InplaceMultiply => BinaryOp::Multiply,
        op => op,
    })
}

/// The superinstructions that fit at a unit.
fn fits(code: &[Instr], k: usize) -> impl Iterator<Item = Fit> {
    let at = |n: usize| code.get(n).copied().unwrap_or(Instr::new(Op::NOP, 0));
    let (first, second, third) = (at(k), at(k + 1), at(k + 2));
    [two(first, second), three(first, second, third), back(code, k)].into_iter().flatten()
}

fn two(first: Instr, second: Instr) -> Option<Fit> {
    let (op, gain) = match (first.op(), second.op()) {
        (Op::LOAD_FAST, Op::LOAD_FAST) => (Op::LOAD_FAST_LOAD_FAST, 1),
        (Op::LOAD_FAST, Op::LOAD_ATTR) if second.arg() & 1 == 0 => (Op::LOAD_FAST_LOAD_ATTR, 2),
        (Op::LOAD_FAST, Op::LOAD_CONST) => (Op::LOAD_FAST_LOAD_CONST, 1),
        (Op::LOAD_FAST, Op::LOAD_SMALL_INT) => (Op::LOAD_FAST_LOAD_SMALL_INT, 1),
        (Op::LOAD_FAST, Op::STORE_ATTR) => (Op::LOAD_FAST_STORE_ATTR, 2),
        (Op::STORE_FAST, Op::LOAD_FAST) => (Op::STORE_FAST_LOAD_FAST, 1),
        (Op::STORE_FAST, Op::STORE_FAST) => (Op::STORE_FAST_STORE_FAST, 1),
        (Op::COMPARE_OP, Op::POP_JUMP_IF_FALSE) => (Op::COMPARE_OP_POP_JUMP_IF_FALSE, 2),
        (Op::COMPARE_OP, Op::POP_JUMP_IF_TRUE) => (Op::COMPARE_OP_POP_JUMP_IF_TRUE, 2),
        (Op::FOR_ITER, Op::STORE_FAST) => (Op::FOR_ITER_STORE_FAST, 2),
        (Op::LOAD_FAST, Op::BINARY_OP) => match operator(second)? {
            BinaryOp::Add => (Op::LOAD_FAST_ADD, 2),
            BinaryOp::Subtract => (Op::LOAD_FAST_SUBTRACT, 2),
            BinaryOp::Multiply => (Op::LOAD_FAST_MULTIPLY, 2),
            BinaryOp::Subscr => (Op::LOAD_FAST_SUBSCR, 2),
            _ => return None,
        },
        (Op::LOAD_SMALL_INT, Op::BINARY_OP) => match operator(second)? {
            BinaryOp::Add => (Op::LOAD_SMALL_INT_ADD, 2),
            BinaryOp::Subtract => (Op::LOAD_SMALL_INT_SUBTRACT, 2),
            BinaryOp::Subscr => return None,
            _ => (Op::LOAD_SMALL_INT_BINARY_OP, 2),
        },
        _ => return None,
    };
    Some(Fit { op, units: 2, gain })
}

fn three(first: Instr, second: Instr, third: Instr) -> Option<Fit> {
    let op = match (first.op(), second.op(), third.op()) {
        (Op::LOAD_FAST, Op::LOAD_FAST, Op::BINARY_OP) if operator(third)? == BinaryOp::Subscr => {
            Op::LOAD_FAST_LOAD_FAST_SUBSCR
        }
        (Op::LOAD_FAST, Op::LOAD_FAST, Op::STORE_SUBSCR) => Op::LOAD_FAST_LOAD_FAST_STORE_SUBSCR,
        _ => return None,
    };
    Some(Fit { op, units: 3, gain: 4 })
}

/// A jump back to the head of a `for` loop.
fn back(code: &[Instr], k: usize) -> Option<Fit> {
    if code[k].op() != Op::JUMP_BACKWARD {
        return None;
    }
    let head = code[k].target(k)?;
    let stores = code[head].op() == Op::FOR_ITER && code.get(head + 1)?.op() == Op::STORE_FAST;
    stores.then_some(Fit { op: Op::JUMP_BACKWARD_FOR_ITER, units: 1, gain: 1 })
}
