//! Integers of any size in machine arithmetic.
//!
//! ```text
//!   v1 = whole_mul s, A          v1 = int_mul s, A           wraps
//!   v2 = whole_add v1, C    ─▶   v2 = int_add v1, C          wraps
//!   v3 = whole_and v2, MASK      v3 = int_and v2, MASK       the same bits: 0 ≤ MASK < 2^64
//! ```
//!
//! A whole number has up to two machine forms: *signed*, when it is the box of an `int`; *unsigned*, when it is the box
//! of a `uint`, or of an `int` that is not negative. Three ways lead from whole numbers to machine integers:
//!
//! - both operands have a form, and ranges prove that the exact result has it too;
//! - a mask throws the upper bits away: the low bits of sums, differences, products, left shifts and bitwise combinations
//!   depend on the low bits of the operands alone ([`low`]);
//! - the rest of a product (and sum) is computed in 128 bits.
//!
//! What is left over stays an operation on whole numbers, and does all that is needed.

use super::cse;
use super::engine::{Engine, Pending, Step};
use super::facts::Tags;
use super::ranges::{self, Int, Range};
use crate::ir::trace::OpRef;
use crate::ir::{Op, Type, word};

/// How far [`low`] looks into operands of operands.
const MAX_DEPTH: usize = 64;

/// The stage.
pub(super) fn stage(engine: &mut Engine<'_>, p: &mut Pending) -> Step {
    let Some(&a) = p.args.first() else { return Step::Next };
    let b = p.args.get(1).copied().unwrap_or(a);
    let done = match p.op {
        Op::BoxUint => small_unsigned(engine, a).map(|x| engine.emit_op(Op::BoxInt, &[x])),
        Op::UnboxUint => unbox_uint(engine, p, a),
        Op::UnboxInt => unbox_int(engine, p, a),
        Op::WholeLow => low(engine, a, 0),
        Op::WholeAnd => and(engine, a, b),
        Op::WholeOr => bitwise(engine, Op::IntOr, a, b),
        Op::WholeXor => bitwise(engine, Op::IntXor, a, b),
        Op::WholeAdd => arithmetic(engine, Op::IntAdd, a, b),
        Op::WholeSub => arithmetic(engine, Op::IntSub, a, b),
        Op::WholeMul => arithmetic(engine, Op::IntMul, a, b),
        Op::WholeShl => shift_left(engine, a, b),
        Op::WholeShr => shift_right(engine, a, b),
        Op::WholeFloorDiv => divide(engine, [Op::IntFloorDiv, Op::IntUDiv], a, b),
        Op::WholeMod => divide(engine, [Op::IntMod, Op::IntUMod], a, b)
            .or_else(|| product_mod(engine, a, b))
            .or_else(|| bounded_mod(engine, p, b)),
        Op::WholeNeg => {
            signed(engine, a).filter(|&x| range(engine, x).lo > i64::MIN).map(|x| boxed_op(engine, Op::IntNeg, &[x]))
        }
        Op::WholeNot => signed(engine, a).map(|x| boxed_op(engine, Op::IntNot, &[x])),
        Op::WholeEq | Op::WholeNe | Op::WholeLt | Op::WholeLe => compare(engine, p.op, a, b),
        _ => None,
    };
    done.map_or(Step::Next, Step::Done)
}

fn range(engine: &Engine<'_>, x: OpRef) -> Range {
    engine.fact(x).int.range
}

/// The `int` that a whole number is the box of.
pub(super) fn signed(engine: &mut Engine<'_>, v: OpRef) -> Option<OpRef> {
    if let Some(c) = engine.out.as_const(v) {
        return word::is_fixnum(c.bits).then(|| engine.out.const_int(word::fixnum_value(c.bits)));
    }
    if let Some(u) = uint_of(engine, v) {
        return small_unsigned(engine, u);
    }
    match engine.out.inst(v).op {
        Op::BoxInt | Op::BoxFixnum => Some(engine.out.arg(v, 0)),
        _ if engine.fact(v).tags.within(Tags::FIXNUM) => Some(engine.emit_op(Op::IntOfVal, &[v])),
        _ => None,
    }
}

/// The bits of a whole number that is at least 0 and below 2^64.
pub(super) fn unsigned(engine: &mut Engine<'_>, v: OpRef) -> Option<OpRef> {
    if let Some(u) = uint_of(engine, v) {
        return Some(engine.emit_op(Op::IntOfUint, &[u]));
    }
    signed(engine, v).filter(|&x| range(engine, x).lo >= 0)
}

/// The `uint` that was boxed into a word, or unboxed from it.
fn uint_of(engine: &Engine<'_>, v: OpRef) -> Option<OpRef> {
    match engine.out.as_op(v, Op::BoxUint) {
        Some(_) => Some(engine.out.arg(v, 0)),
        None => cse::find(engine, Op::UnboxUint, &[v]),
    }
}

/// A `uint` as an `int`, if it is known to be one.
fn small_unsigned(engine: &mut Engine<'_>, u: OpRef) -> Option<OpRef> {
    let known = engine.fact(u).int.range.lo >= 0;
    known.then(|| engine.emit_op(Op::IntOfUint, &[u]))
}

/// The greatest value of bits that are read as unsigned.
fn greatest(int: Int) -> u64 {
    if int.range.lo >= 0 { int.range.hi as u64 } else { !int.bits.zeros }
}

fn boxed_op(engine: &mut Engine<'_>, op: Op, args: &[OpRef]) -> OpRef {
    let r = engine.emit_op(op, args);
    engine.emit_op(Op::BoxInt, &[r])
}

fn boxed_unsigned(engine: &mut Engine<'_>, bits: OpRef) -> OpRef {
    let u = engine.emit_op(Op::UintOfInt, &[bits]);
    engine.emit_op(Op::BoxUint, &[u])
}

fn both(
    engine: &mut Engine<'_>,
    form: fn(&mut Engine<'_>, OpRef) -> Option<OpRef>,
    a: OpRef,
    b: OpRef,
) -> Option<(OpRef, OpRef)> {
    Some((form(engine, a)?, form(engine, b)?))
}

/// Leaves through the snapshot of `p` unless `x` is at least 0.
fn guard_positive(engine: &mut Engine<'_>, p: &Pending, x: OpRef) {
    let zero = engine.out.const_int(0);
    let positive = engine.emit_op(Op::IntLe, &[zero, x]);
    let guard = Pending::new(engine.descrs, Op::GuardTrue, 0, &[positive]);
    engine.emit(Pending { snap: p.snap, place: p.place, ..guard });
}

fn unbox_uint(engine: &mut Engine<'_>, p: &Pending, v: OpRef) -> Option<OpRef> {
    let x = signed(engine, v)?;
    guard_positive(engine, p, x);
    Some(engine.emit_op(Op::UintOfInt, &[x]))
}

/// The trace may go on with an integer that is no fixnum, as long as it is a machine integer.
fn unbox_int(engine: &mut Engine<'_>, p: &Pending, v: OpRef) -> Option<OpRef> {
    engine.out.as_op(v, Op::BoxUint)?;
    let u = engine.out.arg(v, 0);
    let x = engine.emit_op(Op::IntOfUint, &[u]);
    guard_positive(engine, p, x);
    Some(x)
}

/// The low bits of a whole number, by wrapping arithmetic; nothing if only the number itself can tell.
fn low(engine: &mut Engine<'_>, v: OpRef, depth: usize) -> Option<OpRef> {
    if let Some(x) = unsigned(engine, v).or_else(|| signed(engine, v)) {
        return Some(x);
    }
    if let Some(known) = cse::find(engine, Op::WholeLow, &[v]) {
        return Some(known);
    }
    if depth > MAX_DEPTH || !v.is_inst() || !engine.out.inst(v).op.makes_whole() {
        return None;
    }
    let inst = *engine.out.inst(v);
    let args = engine.out.args(v).to_vec();
    let part = |engine: &mut Engine<'_>, v: OpRef| match low(engine, v, depth + 1) {
        Some(x) => x,
        None => {
            let p = Pending::new(engine.descrs, Op::WholeLow, 0, &[v]);
            engine.push(p)
        }
    };
    let op = match inst.op {
        Op::WholeAdd => Op::IntAdd,
        Op::WholeSub => Op::IntSub,
        Op::WholeMul => Op::IntMul,
        Op::WholeAnd => Op::IntAnd,
        Op::WholeOr => Op::IntOr,
        Op::WholeXor => Op::IntXor,
        Op::WholeNeg => Op::IntNeg,
        Op::WholeNot => Op::IntNot,
        Op::WholeShl => {
            let count = range(engine, args[1]);
            if count.lo >= 64 {
                return Some(engine.out.const_int(0));
            }
            if count.lo < 0 || count.hi > 63 {
                return None;
            }
            let x = part(engine, args[0]);
            let r = engine.emit_op(Op::IntShl, &[x, args[1]]);
            return Some(remember(engine, v, r));
        }
        Op::WholeShr => return product_bits(engine, args[0], args[1]),
        _ => return None,
    };
    let parts: Vec<OpRef> = args.iter().map(|&a| part(engine, a)).collect();
    let r = engine.emit_op(op, &parts);
    Some(remember(engine, v, r))
}

fn remember(engine: &mut Engine<'_>, v: OpRef, bits: OpRef) -> OpRef {
    engine.state.results.insert((Op::WholeLow, 0, vec![v]), bits);
    bits
}

/// 64 bits of a product of two unsigned numbers, from a constant bit on.
fn product_bits(engine: &mut Engine<'_>, v: OpRef, count: OpRef) -> Option<OpRef> {
    engine.out.as_op(v, Op::WholeMul)?;
    let n = engine.out.as_int(count).filter(|n| (1..128).contains(n))?;
    let (a, b) = (engine.out.arg(v, 0), engine.out.arg(v, 1));
    let (x, y) = both(engine, unsigned, a, b)?;
    let high = engine.emit_op(Op::IntUMulHi, &[x, y]);
    if n >= 64 {
        let rest = engine.out.const_int(n - 64);
        return Some(engine.emit_op(Op::IntUShr, &[high, rest]));
    }
    let (right, left) = (engine.out.const_int(n), engine.out.const_int(64 - n));
    let product = engine.emit_op(Op::IntMul, &[x, y]);
    let lower = engine.emit_op(Op::IntUShr, &[product, right]);
    let upper = engine.emit_op(Op::IntShl, &[high, left]);
    Some(engine.emit_op(Op::IntOr, &[upper, lower]))
}

/// `a & m` with `0 ≤ m < 2^64` depends on the low bits of `a` alone.
fn and(engine: &mut Engine<'_>, a: OpRef, b: OpRef) -> Option<OpRef> {
    for (v, m) in [(a, b), (b, a)] {
        let Some(mask) = unsigned(engine, m) else { continue };
        let bits = engine.emit_op(Op::WholeLow, &[v]);
        let r = engine.emit_op(Op::IntAnd, &[bits, mask]);
        return Some(boxed_unsigned(engine, r));
    }
    let (x, y) = both(engine, signed, a, b)?;
    Some(boxed_op(engine, Op::IntAnd, &[x, y]))
}

/// `a | b`, `a ^ b`.
fn bitwise(engine: &mut Engine<'_>, op: Op, a: OpRef, b: OpRef) -> Option<OpRef> {
    if let Some((x, y)) = both(engine, unsigned, a, b) {
        let r = engine.emit_op(op, &[x, y]);
        return Some(boxed_unsigned(engine, r));
    }
    let (x, y) = both(engine, signed, a, b)?;
    Some(boxed_op(engine, op, &[x, y]))
}

/// Sums, differences and products that are known to fit.
fn arithmetic(engine: &mut Engine<'_>, op: Op, a: OpRef, b: OpRef) -> Option<OpRef> {
    if let Some((x, y)) = both(engine, signed, a, b)
        && ranges::exact(op, range(engine, x), range(engine, y)).is_some()
    {
        return Some(boxed_op(engine, op, &[x, y]));
    }
    let (x, y) = both(engine, unsigned, a, b)?;
    let (i, j) = (engine.fact(x).int, engine.fact(y).int);
    let fits = match op {
        Op::IntAdd => greatest(i).checked_add(greatest(j)).is_some(),
        Op::IntMul => greatest(i).checked_mul(greatest(j)).is_some(),
        _ => i.bits.ones >= greatest(j),
    };
    if !fits {
        return None;
    }
    let r = engine.emit_op(op, &[x, y]);
    Some(boxed_unsigned(engine, r))
}

fn shift_left(engine: &mut Engine<'_>, a: OpRef, n: OpRef) -> Option<OpRef> {
    let count = range(engine, n);
    if let Some(x) = signed(engine, a)
        && ranges::shift_fits(range(engine, x), count)
    {
        return Some(boxed_op(engine, Op::IntShl, &[x, n]));
    }
    let x = unsigned(engine, a)?;
    let free = greatest(engine.fact(x).int).leading_zeros();
    if count.lo < 0 || count.hi > i64::from(free.min(63)) {
        return None;
    }
    let r = engine.emit_op(Op::IntShl, &[x, n]);
    Some(boxed_unsigned(engine, r))
}

fn shift_right(engine: &mut Engine<'_>, a: OpRef, n: OpRef) -> Option<OpRef> {
    let count = range(engine, n);
    if let Some(n) = engine.out.as_int(n).filter(|n| *n >= 64)
        && let Some(bits) = {
            let n = engine.out.const_int(n);
            product_bits(engine, a, n)
        }
    {
        return Some(boxed_unsigned(engine, bits));
    }
    if count.lo < 0 || count.hi > 63 {
        return None;
    }
    if let Some(x) = unsigned(engine, a) {
        let r = engine.emit_op(Op::IntUShr, &[x, n]);
        return Some(boxed_unsigned(engine, r));
    }
    let x = signed(engine, a)?;
    Some(boxed_op(engine, Op::IntShr, &[x, n]))
}

/// Quotient or rest: `[signed, unsigned]`. The divisor is not zero.
fn divide(engine: &mut Engine<'_>, ops: [Op; 2], a: OpRef, b: OpRef) -> Option<OpRef> {
    if let Some((x, y)) = both(engine, signed, a, b) {
        let (i, j) = (range(engine, x), range(engine, y));
        let divides = j.lo > 0 || j.hi < -1 || j.hi < 0 && i.lo > i64::MIN;
        if divides {
            return Some(boxed_op(engine, ops[0], &[x, y]));
        }
    }
    let (x, y) = both(engine, unsigned, a, b)?;
    let r = engine.emit_op(ops[1], &[x, y]);
    Some(boxed_unsigned(engine, r))
}

/// `x * y % m`, `(x * y + c) % m`, `(x + c) % m` in 128 bits.
fn product_mod(engine: &mut Engine<'_>, v: OpRef, m: OpRef) -> Option<OpRef> {
    let modulus = unsigned(engine, m)?;
    let (product, addend) = match v.is_inst().then(|| engine.out.inst(v).op)? {
        Op::WholeAdd => {
            let (a, b) = (engine.out.arg(v, 0), engine.out.arg(v, 1));
            if engine.out.as_op(b, Op::WholeMul).is_some() { (b, Some(a)) } else { (a, Some(b)) }
        }
        Op::WholeMul => (v, None),
        _ => return None,
    };
    let (x, y) = match engine.out.as_op(product, Op::WholeMul) {
        Some(_) => (engine.out.arg(product, 0), Some(engine.out.arg(product, 1))),
        None => (product, None),
    };
    let (zero, one) = (engine.out.const_int(0), engine.out.const_int(1));
    let x = residue(engine, x, modulus)?;
    let y = y.map_or(Some(one), |y| residue(engine, y, modulus))?;
    let c = addend.map_or(Some(zero), |c| residue(engine, c, modulus))?;
    let r = engine.emit_op(Op::IntMulAddMod, &[x, y, c, modulus]);
    Some(boxed_unsigned(engine, r))
}

/// Unsigned bits of a number that is equal to `v` modulo `m`.
fn residue(engine: &mut Engine<'_>, v: OpRef, m: OpRef) -> Option<OpRef> {
    if let Some(x) = unsigned(engine, v) {
        return Some(x);
    }
    let x = signed(engine, v)?;
    Some(engine.emit_op(Op::IntResidue, &[x, m]))
}

/// The rest of a division by an unsigned number is one, whatever is divided.
fn bounded_mod(engine: &mut Engine<'_>, p: &Pending, m: OpRef) -> Option<OpRef> {
    let modulus = unsigned(engine, m)?;
    let rest = match cse::find(engine, p.op, &p.args) {
        Some(known) => known,
        None => engine.push(p.clone()),
    };
    let bits = engine.emit_op(Op::WholeLow, &[rest]);
    let m = range(engine, modulus);
    if m.lo > 0 {
        let below = Range { lo: 0, hi: m.hi - 1 };
        engine.state.facts.update(bits, |f| f.int = f.int.meet(Int::within(below)));
    }
    Some(boxed_unsigned(engine, bits))
}

fn compare(engine: &mut Engine<'_>, op: Op, a: OpRef, b: OpRef) -> Option<OpRef> {
    if let Some((x, y)) = both(engine, signed, a, b) {
        let op = match op {
            Op::WholeEq => Op::IntEq,
            Op::WholeNe => Op::IntNe,
            Op::WholeLt => Op::IntLt,
            _ => Op::IntLe,
        };
        return Some(engine.emit_op(op, &[x, y]));
    }
    let (x, y) = both(engine, unsigned, a, b)?;
    Some(match op {
        Op::WholeEq => engine.emit_op(Op::IntEq, &[x, y]),
        Op::WholeNe => engine.emit_op(Op::IntNe, &[x, y]),
        Op::WholeLt => engine.emit_op(Op::IntULt, &[x, y]),
        _ => {
            let greater = engine.emit_op(Op::IntULt, &[y, x]);
            engine.emit_op(Op::BoolNot, &[greater])
        }
    })
}

/// The `uint` that a word is the box of, as the phi of a loop wants it.
pub(super) fn as_uint(engine: &mut Engine<'_>, v: OpRef) -> Option<OpRef> {
    debug_assert_eq!(engine.out.ty(v), Type::Val);
    if let Some(u) = uint_of(engine, v) {
        return Some(u);
    }
    let x = unsigned(engine, v)?;
    Some(engine.emit_op(Op::UintOfInt, &[x]))
}
