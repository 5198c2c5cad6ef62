//! Demanded bits: where a mask throws the upper bits away, they need not be right.
//!
//! ```text
//!   v1 = int_mul_ovf x, 1664525 ! s0          v1 = int_mul x, 1664525
//!   v2 = int_add_ovf v1, 1013904223 ! s0  ─▶  v2 = int_add v1, 1013904223
//!   v3 = int_and v2, 0xffffffff               v3 = int_and v2, 0xffffffff
//! ```
//!
//! The low bits of sums, differences, products and bitwise combinations depend on the low bits of the operands alone. So
//! an overflow check may go if its result goes only into such operations and, in the end, under masks that are no
//! negative number: wrapping arithmetic leaves the same bits there as exact arithmetic. A value that an exit names is
//! demanded as a whole. Random generators, hashes and ciphers live here.

use super::refcount::Entry;
use crate::ir::Op;
use crate::ir::descr::Descrs;
use crate::ir::trace::{OpRef, Trace};
use std::collections::BTreeSet;

/// The pass: from the last operation to the first, so that all uses of a value have been seen before it.
pub(super) fn run(trace: &mut Trace, _: &Descrs, _: &Entry) -> bool {
    // A phi comes before the value that goes into it at the end of a turn.
    let whole = trace.phis().iter().flat_map(|&phi| trace.args(phi).to_vec()).collect();
    let mut d = Demand { whole, dropped: BTreeSet::new() };
    for i in (0..trace.order.len()).rev() {
        d.visit(trace, trace.order[i]);
    }
    trace.order.retain(|r| !d.dropped.contains(r));
    true
}

struct Demand {
    /// Values of which all bits are needed.
    whole: BTreeSet<OpRef>,
    /// Guards that need not pass.
    dropped: BTreeSet<OpRef>,
}

impl Demand {
    fn visit(&mut self, trace: &mut Trace, r: OpRef) {
        let inst = *trace.inst(r);
        let args = trace.args(r).to_vec();
        let low = !self.whole.contains(&r);
        match inst.op {
            Op::IntAddOvf | Op::IntSubOvf | Op::IntMulOvf if low => {
                let inst = trace.inst_mut(r);
                inst.op = inst.op.without_overflow().unwrap_or(inst.op);
                inst.snap = None;
            }
            Op::IntAdd | Op::IntSub | Op::IntMul | Op::IntOr | Op::IntXor | Op::IntNot | Op::IntNeg if low => {}
            Op::IntShl if low && args[1].is_const() => {}
            Op::IntAnd if low || masks(trace, args[0]) || masks(trace, args[1]) => {}
            Op::GuardTrue if self.checks_shift(trace, args[0]) => {
                self.dropped.insert(r);
            }
            _ => {
                self.whole.extend(args);
                if let Some(snap) = inst.snap {
                    self.whole.extend(trace.live_values(snap));
                }
            }
        }
    }

    /// Whether the condition only asks if bits were lost at the top of a left shift whose upper bits nobody needs.
    fn checks_shift(&self, trace: &Trace, condition: OpRef) -> bool {
        if self.whole.contains(&condition) || trace.as_op(condition, Op::IntEq).is_none() {
            return false;
        }
        let (a, b) = (trace.arg(condition, 0), trace.arg(condition, 1));
        [(a, b), (b, a)].into_iter().any(|(back, x)| {
            let Some(_) = trace.as_op(back, Op::IntShr) else { return false };
            let (shifted, count) = (trace.arg(back, 0), trace.arg(back, 1));
            let same = trace.as_op(shifted, Op::IntShl).is_some()
                && trace.arg(shifted, 0) == x
                && trace.arg(shifted, 1) == count
                && count.is_const();
            same && !self.whole.contains(&shifted) && !self.whole.contains(&back)
        })
    }
}

fn masks(trace: &Trace, r: OpRef) -> bool {
    trace.as_int(r).is_some_and(|m| m >= 0)
}
