//! Strings in the fast lane: concatenation, which appends in place where nobody else can see it.

use super::slow;
use crate::machine::{Flow, Machine, R};
use taipan_bytecode::{Instr, Op};

/// `a + b` of two exact strings. When the result goes back to the variable that `a` came from and nobody else refers to `a`,
/// it grows in place: building a string piece by piece takes linear time.
pub fn concat<M: Machine>(m: &mut M, _: Instr) -> R {
    let next = m.next_instr();
    let target = match next.op() {
        Op::STORE_FAST | Op::STORE_FAST_LOAD_FAST | Op::STORE_FAST_STORE_FAST => Some(next.arg() as usize),
        _ => None,
    };
    if let Some(local) = target
        && let Some(v) = m.append_in_place(local)
    {
        m.push(v);
        return Ok(Flow::Next);
    }
    let v = m.opaque(&slow::STR_CONCAT, 2, 0)?;
    m.push(v);
    Ok(Flow::Next)
}
