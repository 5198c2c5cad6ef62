//! Jumps.

use super::slow;
use crate::machine::{Flow, Machine, R};
use crate::object::Value;
use taipan_bytecode::Instr;

/// The next unit, stepped over: the second half of a superinstruction.
#[inline(always)]
pub fn take_next<M: Machine>(m: &mut M) -> Instr {
    let j = m.next_instr();
    m.jump(1);
    j
}

/// `JUMP_FORWARD`.
#[inline(always)]
pub fn forward<M: Machine>(m: &mut M, i: Instr) -> R {
    m.jump(i.arg() as isize);
    Ok(Flow::Next)
}

/// `JUMP_BACKWARD`.
#[inline(always)]
pub fn backward<M: Machine>(m: &mut M, i: Instr) -> R {
    m.jump(-(i.arg() as isize));
    m.back_edge(i)
}

/// `JUMP_BACKWARD_NO_INTERRUPT`.
#[inline(always)]
pub fn backward_quiet<M: Machine>(m: &mut M, i: Instr) -> R {
    m.jump(-(i.arg() as isize));
    Ok(Flow::Next)
}

/// `POP_JUMP_IF_FALSE`, `POP_JUMP_IF_TRUE`; the operand is a bool.
#[inline(always)]
pub fn if_bool<M: Machine>(m: &mut M, i: Instr, wanted: bool) -> R {
    let v = m.peek(0);
    let b = match m.as_bool(v) {
        Some(b) => b,
        None => {
            // A comparison method may give any object: it becomes a bool, then this instruction runs once more.
            let t = m.opaque(&slow::TRUTH, 1, 0)?;
            m.push(t);
            m.jump(-1);
            return Ok(Flow::Next);
        }
    };
    if m.branch(b) == wanted {
        m.jump(i.arg() as isize);
    }
    m.pop();
    Ok(Flow::Next)
}

/// `POP_JUMP_IF_NONE`, `POP_JUMP_IF_NOT_NONE`.
#[inline(always)]
pub fn if_none<M: Machine>(m: &mut M, i: Instr, wanted: bool) -> R {
    let v = m.peek(0);
    if m.is_const(v, Value::NONE) == wanted {
        m.jump(i.arg() as isize);
    }
    m.pop();
    m.release(v);
    Ok(Flow::Next)
}
