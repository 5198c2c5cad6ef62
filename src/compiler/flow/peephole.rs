//! Better instructions for pairs and triples inside a block.

use taipan_bytecode::{Const, Op, operand::Comparison};

use super::graph::Graph;
use super::{Ins, IrOp};

/// Rewrites each block; leaves NOPs behind.
pub(super) fn run(graph: &mut Graph, consts: &[Const]) {
    let is_none = |ins: &Ins| ins.is(Op::LOAD_CONST) && matches!(consts[ins.arg as usize], Const::None);
    for index in 0..graph.order.len() {
        let id = graph.order[index];
        let ins = &mut graph.block_mut(id).ins;
        for at in 0..ins.len() {
            drop_conversion(&mut ins[at..]);
            compare_with_none(&mut ins[at..], is_none);
            rewrite_pair(&mut ins[at..]);
        }
        super::swaps::run(ins);
        for at in 0..ins.len() {
            remove_useless_pair(&mut ins[at..]);
        }
        ins.retain(|ins| !(ins.is_nop() && ins.pos.line < 0));
    }
}

/// `TO_BOOL` after something that gives a bool already; `not` after a test that can be turned around.
fn drop_conversion(ins: &mut [Ins]) {
    let [first, second, ..] = ins else { return };
    let IrOp::Op(op) = first.op else { return };
    let IrOp::Op(then) = second.op else { return };
    match (op, then) {
        (Op::COMPARE_OP, Op::TO_BOOL) => {
            second.set(Op::COMPARE_OP, first.arg | Comparison::AS_BOOL);
            first.set_nop();
        }
        (Op::IS_OP | Op::CONTAINS_OP, Op::TO_BOOL) => {
            second.set(op, first.arg);
            first.set_nop();
        }
        (Op::IS_OP | Op::CONTAINS_OP, Op::UNARY_NOT) => {
            second.set(op, first.arg ^ 1);
            first.set_nop();
        }
        (Op::TO_BOOL | Op::UNARY_NOT, Op::TO_BOOL) => {
            second.set(op, 0);
            first.set_nop();
        }
        (Op::COMPARE_OP, Op::UNARY_NOT) if first.arg & Comparison::AS_BOOL == 0 => {}
        _ => {}
    }
}

/// `x is None` and a jump are one instruction.
fn compare_with_none(ins: &mut [Ins], is_none: impl Fn(&Ins) -> bool) {
    let [load, test, jump, ..] = ins else { return };
    if !is_none(load) || !test.is(Op::IS_OP) {
        return;
    }
    let on_true = match jump.op {
        IrOp::Op(Op::POP_JUMP_IF_TRUE) => true,
        IrOp::Op(Op::POP_JUMP_IF_FALSE) => false,
        // `TO_BOOL` in between is dropped first; the pattern is met again then.
        IrOp::Op(Op::TO_BOOL) => return compare_with_none_to_bool(ins),
        _ => return,
    };
    let is = test.arg == 0;
    jump.op = IrOp::Op(if is == on_true { Op::POP_JUMP_IF_NONE } else { Op::POP_JUMP_IF_NOT_NONE });
    load.set_nop();
    test.set_nop();
}

fn compare_with_none_to_bool(ins: &mut [Ins]) {
    let [load, test, convert, jump, ..] = ins else { return };
    let on_true = match jump.op {
        IrOp::Op(Op::POP_JUMP_IF_TRUE) => true,
        IrOp::Op(Op::POP_JUMP_IF_FALSE) => false,
        _ => return,
    };
    let is = test.arg == 0;
    jump.op = IrOp::Op(if is == on_true { Op::POP_JUMP_IF_NONE } else { Op::POP_JUMP_IF_NOT_NONE });
    load.set_nop();
    test.set_nop();
    convert.set_nop();
}

fn rewrite_pair(ins: &mut [Ins]) {
    let [first, second, rest @ ..] = ins else { return };
    let IrOp::Op(op) = first.op else { return };
    match (op, second.op) {
        // `a, b = x, y` builds no tuple.
        (Op::BUILD_TUPLE, IrOp::Op(Op::UNPACK_SEQUENCE)) if first.arg == second.arg && first.arg <= 3 => {
            let count = first.arg;
            first.set_nop();
            match count {
                1 => second.set_nop(),
                2 | 3 => second.set(Op::SWAP, count),
                _ => {}
            }
        }
        (Op::LOAD_GLOBAL, IrOp::Op(Op::PUSH_NULL)) if first.arg & 1 == 0 => {
            first.arg |= 1;
            second.set_nop();
        }
        // The first of two stores to one variable is never seen.
        (Op::STORE_FAST, IrOp::Op(Op::STORE_FAST)) if first.arg == second.arg && first.pos.line == second.pos.line => {
            first.set(Op::POP_TOP, 0);
        }
        // `lambda x: not x` and the like: the test and its opposite, before a jump.
        (Op::UNARY_NOT, IrOp::Op(jump @ (Op::POP_JUMP_IF_FALSE | Op::POP_JUMP_IF_TRUE))) => {
            let other = if jump == Op::POP_JUMP_IF_TRUE { Op::POP_JUMP_IF_FALSE } else { Op::POP_JUMP_IF_TRUE };
            second.op = IrOp::Op(other);
            first.set_nop();
        }
        _ => {}
    }
    let _ = rest;
}

/// Pushing what is popped at once.
fn remove_useless_pair(ins: &mut [Ins]) {
    let [first, rest @ ..] = ins else { return };
    let pushes = match first.op {
        IrOp::Op(Op::LOAD_CONST | Op::LOAD_SMALL_INT) => true,
        IrOp::Op(Op::COPY) => first.arg == 1,
        _ => false,
    };
    if !pushes {
        return;
    }
    let second = rest.iter_mut().find(|ins| !(ins.is_nop() && ins.pos.line < 0));
    if let Some(second) = second.filter(|ins| ins.is(Op::POP_TOP)) {
        first.set_nop();
        second.set_nop();
    }
}
