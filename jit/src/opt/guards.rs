//! Guards: those that facts decide vanish, those that pass make facts.

use super::cse;
use super::engine::{Engine, Pending, Step};
use super::facts::{Fact, Tags};
use super::ranges::{self, Int, Range};
use crate::ir::trace::OpRef;
use crate::ir::{Op, Type, word};

const PASSES: Step = Step::Done(OpRef::NONE);

/// The stage: guards that are known to pass, checked unboxings that need no check.
pub(super) fn stage(engine: &mut Engine<'_>, p: &mut Pending) -> Step {
    if !p.op.exits() {
        return Step::Next;
    }
    let Some(&a) = p.args.first() else {
        return if p.op == Op::GuardValid && engine.state.valid { PASSES } else { Step::Next };
    };
    let fact = engine.fact(a);
    let constant = p.args.get(1).and_then(|&c| engine.out.as_const(c)).map(|c| c.bits);
    let proved = match p.op {
        Op::GuardInt => fact.tags.within(Tags::FIXNUM),
        Op::GuardNotInt => fact.tags.outside(Tags::FIXNUM),
        Op::GuardFloat => fact.tags.within(Tags::FLOAT),
        Op::GuardNotFloat => fact.tags.outside(Tags::FLOAT),
        Op::GuardWhole => fact.tags.within(Tags::WHOLE),
        Op::GuardClass => fact.class == constant,
        Op::GuardNotClass => fact.class.is_some() && fact.class != constant,
        Op::GuardShape => fact.shape == constant,
        Op::GuardNonNull => fact.nonnull,
        Op::GuardNoRaise => fact.nonnull || fact.tags.outside(Tags::IMMEDIATE),
        Op::GuardIsNot => constant.is_some_and(|c| differs(engine, a, fact, c)),
        _ => false,
    };
    if proved {
        return PASSES;
    }
    let plain = match p.op {
        Op::UnboxInt if fact.tags.within(Tags::FIXNUM) => Op::IntOfVal,
        Op::UnboxFloat if fact.tags.within(Tags::FLOAT) => Op::FloatOfVal,
        Op::ValToRef if fact.tags.within(Tags::OBJECT) => Op::RefOfVal,
        _ => return Step::Next,
    };
    p.become_op(plain, engine.descrs, &[a]);
    Step::Again
}

/// Whether a word is known not to be this constant.
fn differs(engine: &Engine<'_>, r: OpRef, fact: Fact, constant: u64) -> bool {
    match engine.out.ty(r) {
        Type::Val => fact.tags.outside(Tags::of_word(constant)),
        Type::Ref | Type::Ptr => fact.nonnull && constant == 0,
        Type::Int | Type::Uint => !fact.int.range.contains(Range::of(constant as i64)),
        _ => false,
    }
}

/// Takes note of what follows when the trace has got past an instruction.
pub(super) fn learn(engine: &mut Engine<'_>, r: OpRef) {
    let inst = *engine.out.inst(r);
    if !inst.op.exits() {
        return;
    }
    let Some(&a) = engine.out.args(r).first() else {
        engine.state.valid |= inst.op == Op::GuardValid;
        return;
    };
    let constant = engine.out.args(r).get(1).copied();
    let bits = constant.and_then(|c| engine.out.as_const(c)).map(|c| c.bits);
    let tags = |engine: &mut Engine<'_>, t: Tags| engine.state.facts.update(a, |f| f.tags = f.tags.meet(t));
    match inst.op {
        Op::GuardTrue => assume(engine, a, true),
        Op::GuardFalse => assume(engine, a, false),
        Op::GuardInt | Op::UnboxInt => tags(engine, Tags::FIXNUM),
        Op::GuardFloat | Op::UnboxFloat => tags(engine, Tags::FLOAT),
        Op::ValToRef => tags(engine, Tags::OBJECT),
        Op::GuardWhole | Op::UnboxUint => tags(engine, Tags::WHOLE),
        Op::GuardNotInt => engine.state.facts.update(a, |f| f.tags = f.tags.minus(Tags::FIXNUM)),
        Op::GuardNotFloat => engine.state.facts.update(a, |f| f.tags = f.tags.minus(Tags::FLOAT)),
        Op::GuardClass => engine.state.facts.update(a, |f| f.class = bits),
        Op::GuardShape => engine.state.facts.update(a, |f| f.shape = bits),
        Op::GuardNonNull | Op::GuardNoRaise => engine.state.facts.update(a, |f| f.nonnull = true),
        Op::GuardIs => is(engine, a, constant),
        _ => {}
    }
}

fn is(engine: &mut Engine<'_>, r: OpRef, constant: Option<OpRef>) {
    let Some(k) = constant else { return };
    let fact = engine.fact(k);
    engine.state.facts.update(r, |f| {
        // Class and shape are of the object, which stays the same.
        *f = Fact { class: f.class.or(fact.class), shape: f.shape.or(fact.shape), ..fact };
    });
}

/// Takes note that a truth value has turned out so.
pub(super) fn assume(engine: &mut Engine<'_>, b: OpRef, truth: bool) {
    engine.state.facts.update(b, |f| f.int = Int::within(Range::of(i64::from(truth))));
    if !b.is_inst() {
        return;
    }
    let inst = *engine.out.inst(b);
    let args = engine.out.args(b).to_vec();
    match (inst.op, args.as_slice()) {
        (Op::BoolNot, &[x]) => assume(engine, x, !truth),
        (Op::BoolAnd, &[x, y]) if truth => {
            assume(engine, x, true);
            assume(engine, y, true);
        }
        (Op::BoolOr, &[x, y]) if !truth => {
            assume(engine, x, false);
            assume(engine, y, false);
        }
        (Op::ValIsTrue, &[x]) if truth => {
            let k = engine.out.const_val(word::TRUE);
            is(engine, x, Some(k));
        }
        (Op::WordEq, &[x, y]) if truth && y.is_const() => is(engine, x, Some(y)),
        (Op::WordNe, &[x, y]) if !truth && y.is_const() => is(engine, x, Some(y)),
        (op, &[x, y]) if engine.out.ty(x) == Type::Int => {
            let relation = if truth { Some(op) } else { ranges::negated(op) };
            let Some(relation) = relation else { return };
            let (fx, fy) = (engine.fact(x).int.range, engine.fact(y).int.range);
            let (nx, ny) = ranges::refine(relation, fx, fy);
            narrow(engine, x, nx);
            narrow(engine, y, ny);
        }
        _ => {}
    }
}

/// Narrows the range of an integer, and of what it was computed from by adding a constant.
fn narrow(engine: &mut Engine<'_>, r: OpRef, range: Range) {
    if !r.is_inst() || engine.fact(r).int.range == range {
        return;
    }
    engine.state.facts.update(r, |f| f.int = f.int.meet(Int::within(range)));
    let inst = *engine.out.inst(r);
    if !matches!(inst.op, Op::IntAdd | Op::IntAddOvf) {
        return;
    }
    let args = engine.out.args(r).to_vec();
    let (x, Some(c)) = (args[0], engine.out.as_int(args[1])) else { return };
    // Only where the sum cannot have wrapped.
    let before = engine.fact(x).int.range;
    let exact = inst.op == Op::IntAddOvf || ranges::exact(Op::IntAdd, before, Range::of(c)).is_some();
    if let Some(back) = ranges::exact(Op::IntSub, range, Range::of(c)).filter(|_| exact) {
        narrow(engine, x, before.meet(back));
    }
}

/// The range stage: comparisons that facts decide, overflow checks and masks that ranges make superfluous.
pub(super) fn range_stage(engine: &mut Engine<'_>, p: &mut Pending) -> Step {
    let &[a, b] = p.args.as_slice() else { return unary_range(engine, p) };
    if engine.out.ty(a) != Type::Int || engine.out.ty(b) != Type::Int {
        return Step::Next;
    }
    let (x, y) = (engine.fact(a).int, engine.fact(b).int);
    if p.ty == Type::Bool {
        let decided = ranges::compare(p.op, x, y).or_else(|| related(engine, p.op, a, b));
        return decided.map_or(Step::Next, |t| Step::Done(engine.out.const_bool(t)));
    }
    if let Some(plain) = p.op.without_overflow()
        && ranges::exact(p.op, x.range, y.range).is_some()
    {
        p.become_op(plain, engine.descrs, &[a, b]);
        return Step::Again;
    }
    let same = match p.op {
        // The mask clears nothing that could be set; the other sets nothing that is not.
        Op::IntAnd => y.bits.single().is_some_and(|m| !m & !x.bits.zeros == 0),
        Op::IntOr => y.bits.single().is_some_and(|m| m & !x.bits.ones == 0),
        Op::IntMod => x.range.lo >= 0 && x.range.hi < y.range.lo,
        Op::IntMin => x.range.hi <= y.range.lo,
        Op::IntMax => x.range.lo >= y.range.hi,
        _ => false,
    };
    if same {
        return Step::Done(a);
    }
    if let Some(x) = unshifted(engine, p.op, a, b) {
        return Step::Done(x);
    }
    match p.op {
        Op::IntMin if y.range.hi <= x.range.lo => Step::Done(b),
        Op::IntMax if y.range.lo >= x.range.hi => Step::Done(b),
        Op::IntFloorDiv if x.range.lo >= 0 && x.range.hi < y.range.lo => Step::Done(engine.out.const_int(0)),
        _ => Step::Next,
    }
}

/// What was shifted left before it is shifted right by as much, if no bit was lost.
fn unshifted(engine: &Engine<'_>, op: Op, shifted: OpRef, count: OpRef) -> Option<OpRef> {
    engine.out.as_op(shifted, Op::IntShl).filter(|_| op == Op::IntShr)?;
    let x = engine.out.arg(shifted, 0);
    let fits = ranges::shift_fits(engine.fact(x).int.range, engine.fact(count).int.range);
    (engine.out.arg(shifted, 1) == count && fits).then_some(x)
}

fn unary_range(engine: &mut Engine<'_>, p: &mut Pending) -> Step {
    match (p.op, p.args.as_slice()) {
        (Op::BoxInt, &[a]) if Range::FIXNUM.contains(engine.fact(a).int.range) => {
            p.become_op(Op::BoxFixnum, engine.descrs, &[a]);
            Step::Again
        }
        _ => Step::Next,
    }
}

/// The truth of a comparison that follows from another one of the same operands.
fn related(engine: &Engine<'_>, op: Op, a: OpRef, b: OpRef) -> Option<bool> {
    let holds = |op, x, y| {
        let truth = cse::find(engine, op, &[x, y])?;
        let truth = engine.fact(truth).int.range.single();
        truth.map(|t| t != 0)
    };
    let less = |x, y| {
        let unsigned = engine.fact(y).int.range.lo >= 0 && holds(Op::IntULt, x, y) == Some(true);
        unsigned || holds(Op::IntLt, x, y) == Some(true)
    };
    match op {
        Op::IntLt if less(b, a) || holds(Op::IntLe, b, a) == Some(true) => Some(false),
        Op::IntLt if less(a, b) || holds(Op::IntLe, b, a) == Some(false) => Some(true),
        Op::IntLe if less(a, b) || holds(Op::IntLt, b, a) == Some(false) => Some(true),
        Op::IntLe if less(b, a) => Some(false),
        Op::IntEq if less(a, b) || less(b, a) => Some(false),
        Op::IntNe if less(a, b) || less(b, a) => Some(true),
        Op::IntULt if engine.fact(a).int.range.lo >= 0 && less(a, b) => Some(true),
        _ => None,
    }
}
