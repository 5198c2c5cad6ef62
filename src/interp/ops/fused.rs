//! Superinstructions: an opcode together with those that follow it.
//!
//! Each does everything at once where that is quick: operands that come from locals are lent to the last opcode and never
//! touch the stack. Where it is not, it does only what the first opcode asks; the units behind it are what the compiler wrote, and
//! run by themselves.
//!
//! The recorder never sees one of these.

use super::{iter, jump, load, subscr};
use crate::machine::{FOp, Flow, IOp, Machine, Pair, R};
use taipan_bytecode::Instr;

/// Two opcodes one after the other.
#[inline(always)]
pub fn pair<M: Machine>(
    m: &mut M,
    i: Instr,
    first: impl Fn(&mut M, Instr) -> R,
    second: impl Fn(&mut M, Instr) -> R,
) -> R {
    first(m, i)?;
    let j = jump::take_next(m);
    second(m, j)
}

/// The top replaced by `top op b`, and the next unit stepped over. False: these are no numbers, or it is no quick operation.
#[inline(always)]
fn numbers_done<M: Machine>(m: &mut M, b: M::Val, iop: IOp, fop: FOp) -> bool {
    let a = m.peek(0);
    match m.numbers(a, b) {
        Pair::Ints(x, y) => match m.fixnum_op(iop, x, y) {
            Some(r) => {
                m.settle_nums(1, r);
                m.jump(1);
                true
            }
            None => false,
        },
        Pair::Floats(x, y) => match m.float_op(fop, x, y) {
            Some(r) => {
                let r = m.float(r);
                m.settle_nums(1, r);
                m.jump(1);
                true
            }
            None => false,
        },
        Pair::Other => false,
    }
}

/// `LOAD_FAST`, then `BINARY_OP` of a known operator.
#[inline(always)]
pub fn binary_with_local<M: Machine>(m: &mut M, i: Instr, iop: IOp, fop: FOp) -> R {
    let b = m.local(i.arg() as usize);
    if numbers_done(m, b, iop, fop) { Ok(Flow::Next) } else { load::fast(m, i) }
}

/// `LOAD_SMALL_INT`, then `BINARY_OP` of a known operator.
#[inline(always)]
pub fn binary_with_small<M: Machine>(m: &mut M, i: Instr, iop: IOp, fop: FOp) -> R {
    let b = m.int_const(i64::from(i.arg()));
    let b = m.int(b);
    if numbers_done(m, b, iop, fop) { Ok(Flow::Next) } else { load::small_int(m, i) }
}

/// `LOAD_SMALL_INT`, then `BINARY_OP`: any operator between ints.
#[inline(always)]
pub fn int_with_small<M: Machine>(m: &mut M, i: Instr) -> R {
    let a = m.peek(0);
    let op = super::arith::int_operator(m.next_instr().arg());
    if let (Some(op), Some(x)) = (op, m.as_int(a)) {
        let y = m.int_const(i64::from(i.arg()));
        if let Some(r) = m.fixnum_op(op, x, y) {
            m.settle_nums(1, r);
            m.jump(1);
            return Ok(Flow::Next);
        }
    }
    load::small_int(m, i)
}

/// `LOAD_FAST`, then `BINARY_OP` for subscription: the key is a local.
#[inline(always)]
pub fn item_at_local<M: Machine>(m: &mut M, i: Instr) -> R {
    let (o, k) = (m.peek(0), m.local(i.arg() as usize));
    match subscr::quick_item(m, o, k) {
        Some(v) => {
            m.poke(0, v);
            m.jump(1);
            m.release(o);
            Ok(Flow::Next)
        }
        None => load::fast(m, i),
    }
}

/// `LOAD_FAST` twice, then `BINARY_OP` for subscription: container and key are locals.
#[inline(always)]
pub fn item_of_local<M: Machine>(m: &mut M, i: Instr) -> R {
    let key = m.next_instr().arg() as usize;
    let (o, k) = (m.local(i.arg() as usize), m.local(key));
    match subscr::quick_item(m, o, k) {
        Some(v) => {
            m.push(v);
            m.jump(2);
            Ok(Flow::Next)
        }
        None => load::fast(m, i),
    }
}

/// `LOAD_FAST` twice, then `STORE_SUBSCR`: container and key are locals, the value is on top.
#[inline(always)]
pub fn set_item_of_local<M: Machine>(m: &mut M, i: Instr) -> R {
    let key = m.next_instr().arg() as usize;
    let (v, o, k) = (m.peek(0), m.local(i.arg() as usize), m.local(key));
    if subscr::quick_set(m, o, k, v) {
        m.pop();
        m.jump(2);
        return m.poll();
    }
    load::fast(m, i)
}

/// `JUMP_BACKWARD` to a `FOR_ITER` with `STORE_FAST`, then both.
#[inline(always)]
pub fn backward_to_iterator<M: Machine>(m: &mut M, i: Instr) -> R {
    match jump::backward(m, i)? {
        Flow::Next => {
            let j = jump::take_next(m);
            iter::for_iter_store(m, j)
        }
        hot => Ok(hot),
    }
}
