//! Arithmetic, comparison, truth.

use super::slow;
use crate::machine::{FOp, FUn, Flow, IOp, Machine, Pair, R, Special};
use crate::object::{Action, ActionKind, BinOp, CmpOp, Kind, Value};
use taipan_bytecode::Instr;

/// The argument of `BINARY_OP` that means `a[b]`.
pub(super) const SUBSCR: u32 = 26;
const INPLACE: u32 = 13;

/// `BINARY_OP`.
#[inline(always)]
pub fn binary<M: Machine>(m: &mut M, i: Instr) -> R {
    let arg = i.arg();
    if arg == SUBSCR {
        return super::subscr::get(m, i);
    }
    if let Some(v) = m.whole_binary(i)? {
        m.push(v);
        return Ok(Flow::Next);
    }
    let (a, b) = (m.peek(1), m.peek(0));
    let plain = if arg >= INPLACE { arg - INPLACE } else { arg };
    match m.numbers(a, b) {
        Pair::Ints(x, y) => int_binary(m, i, plain, x, y),
        Pair::Floats(x, y) => float_binary(m, i, plain, x, y),
        Pair::Other => binary_other(m, i, a, b),
    }
}

/// The operation on machine integers that a `BINARY_OP` argument means, if there is one.
#[inline(always)]
pub(super) fn int_operator(arg: u32) -> Option<IOp> {
    Some(match if arg >= INPLACE { arg - INPLACE } else { arg } {
        0 => IOp::Add,
        1 => IOp::And,
        2 => IOp::FloorDiv,
        3 => IOp::Shl,
        5 => IOp::Mul,
        6 => IOp::Mod,
        7 => IOp::Or,
        9 => IOp::Shr,
        10 => IOp::Sub,
        12 => IOp::Xor,
        _ => return None,
    })
}

/// Operators in `BINARY_OP` order; see [`BinOp`].
#[inline(always)]
fn int_binary<M: Machine>(m: &mut M, i: Instr, op: u32, x: M::Int, y: M::Int) -> R {
    match int_operator(op) {
        Some(iop) => int_known(m, i, iop, x, y),
        None if op == 11 => int_true_div(m, i, x, y),
        None => m.cold(move |m| opaque_binary(m, i)),
    }
}

/// `x / y` of ints that convert exactly; others need correct rounding of the exact quotient.
#[inline(always)]
fn int_true_div<M: Machine>(m: &mut M, i: Instr, x: M::Int, y: M::Int) -> R {
    let (lo, hi) = (m.int_const(-(1 << 53)), m.int_const(1 << 53));
    for v in [x, y] {
        let (a, b) = (m.int_cmp(CmpOp::Ge, v, lo), m.int_cmp(CmpOp::Le, v, hi));
        if !m.branch(a) || !m.branch(b) {
            return m.cold(move |m| opaque_binary(m, i));
        }
    }
    let (x, y) = (m.int_to_float(x), m.int_to_float(y));
    float_binary(m, i, 11, x, y)
}

#[inline(always)]
fn float_binary<M: Machine>(m: &mut M, i: Instr, op: u32, x: M::Float, y: M::Float) -> R {
    let fop = match op {
        0 => FOp::Add,
        2 => FOp::FloorDiv,
        5 => FOp::Mul,
        6 => FOp::Mod,
        8 => FOp::Pow,
        10 => FOp::Sub,
        11 => FOp::Div,
        _ => return m.cold(move |m| opaque_binary(m, i)),
    };
    float_known(m, i, fop, x, y)
}

#[inline(always)]
fn int_known<M: Machine>(m: &mut M, i: Instr, op: IOp, x: M::Int, y: M::Int) -> R {
    match m.fixnum_op(op, x, y) {
        Some(r) => {
            m.settle_nums(2, r);
            Ok(Flow::Next)
        }
        None => m.cold(move |m| large_binary(m, i)),
    }
}

#[inline(always)]
fn float_known<M: Machine>(m: &mut M, i: Instr, op: FOp, x: M::Float, y: M::Float) -> R {
    match m.float_op(op, x, y) {
        Some(r) => {
            let r = m.float(r);
            m.settle_nums(2, r);
            Ok(Flow::Next)
        }
        None => m.cold(move |m| opaque_binary(m, i)),
    }
}

/// `BINARY_OP` whose operator the overlay has fixed: no second jump to pick it.
#[inline(always)]
pub fn binary_known<M: Machine>(m: &mut M, i: Instr, iop: IOp, fop: FOp) -> R {
    let (a, b) = (m.peek(1), m.peek(0));
    match m.numbers(a, b) {
        Pair::Ints(x, y) => int_known(m, i, iop, x, y),
        Pair::Floats(x, y) => float_known(m, i, fop, x, y),
        Pair::Other => binary_other(m, i, a, b),
    }
}

/// Operands that are no two small numbers.
#[inline(always)]
fn binary_other<M: Machine>(m: &mut M, i: Instr, a: M::Val, b: M::Val) -> R {
    if m.is_exactly(a, Kind::Int) || m.is_exactly(b, Kind::Int) {
        return large_binary(m, i);
    }
    if m.is_native(a) && m.is_native(b) && !m.is_exactly(a, Kind::Str) {
        let v = m.opaque(slow::binary(i.arg()), 2, i.arg())?;
        m.push(v);
        return Ok(Flow::Next);
    }
    m.cold(move |m| binary_slow(m, i))
}

/// Operands that are no two small numbers: strings, big ints, sequences, user classes.
fn binary_slow<M: Machine>(m: &mut M, i: Instr) -> R {
    let arg = i.arg();
    let (a, b) = (m.peek(1), m.peek(0));
    let inplace = arg >= INPLACE;
    let op = BinOp::ALL[(if inplace { arg - INPLACE } else { arg }) as usize];
    if let Some((x, y)) = truth_values(m, a, b) {
        let both = m.as_bool(a).is_some() && m.as_bool(b).is_some();
        if !(both && matches!(op, BinOp::And | BinOp::Or | BinOp::Xor)) {
            return int_binary(m, i, op as u32, x, y);
        }
    }
    let names = super::names();
    if inplace && let Special::Python(f) = m.special(a, names.inplace[op as usize], 2) {
        return call_operands(m, f, [a, b], ActionKind::BinaryInplace, arg);
    }
    if let Special::Python(f) = m.special(a, names.binary[op as usize], 2) {
        // A right operand of a subclass goes first; that is rare enough for the slot's own logic.
        if !m.has_reflected(a, b, names.reflected[op as usize]) {
            return call_operands(m, f, [a, b], ActionKind::BinaryLeft, arg);
        }
        return opaque_binary(m, i);
    }
    if let Some(v) = super::complex::binary(m, op, a, b) {
        m.pop();
        m.pop();
        m.release(a);
        m.release(b);
        m.push(v);
        return Ok(Flow::Next);
    }
    if m.lacks_operator(a, b, op)
        && let Special::Python(f) = m.special(b, names.reflected[op as usize], 2)
    {
        return call_operands(m, f, [b, a], ActionKind::BinaryLast, arg);
    }
    if m.is_exactly(a, Kind::Str) {
        if op == BinOp::Add && m.is_exactly(b, Kind::Str) {
            return super::text::concat(m, i);
        }
        if op == BinOp::Rem
            && let Some(v) = m.attempt(&slow::PERCENT, 2, 0)
        {
            m.push(v);
            return Ok(Flow::Next);
        }
    }
    opaque_binary(m, i)
}

/// Two operands of which one is a bool and the other a bool or an int, as numbers.
fn truth_values<M: Machine>(m: &mut M, a: M::Val, b: M::Val) -> Option<(M::Int, M::Int)> {
    if let Some(x) = m.as_bool(a) {
        let y = match m.as_bool(b) {
            Some(y) => m.bool_to_int(y),
            None => m.as_int(b)?,
        };
        return Some((m.bool_to_int(x), y));
    }
    let y = m.as_bool(b)?;
    let x = m.as_int(a)?;
    Some((x, m.bool_to_int(y)))
}

/// Pushes a frame for a special method of the operands, which stay on the stack below it.
fn call_operands<M: Machine>(m: &mut M, f: Value, args: [M::Val; 2], kind: ActionKind, data: u32) -> R {
    let f = m.constant(f);
    let Some(code) = m.callee(f, 2) else { unreachable!("special methods were checked") };
    m.retain(f);
    for a in args {
        m.retain(a);
        m.push(a);
    }
    m.enter(code, f, 2, 0, Action::with(kind, data))
}

/// Ints of which one or the result is no fixnum.
#[inline(always)]
fn large_binary<M: Machine>(m: &mut M, i: Instr) -> R {
    match m.wide_binary(BinOp::ALL[(i.arg() % INPLACE) as usize]) {
        Some(v) => {
            m.push(v);
            Ok(Flow::Next)
        }
        None => opaque_binary(m, i),
    }
}

/// The whole operator as one call.
#[inline(always)]
pub fn opaque_binary<M: Machine>(m: &mut M, i: Instr) -> R {
    let v = m.opaque(slow::binary(i.arg()), 2, i.arg())?;
    m.push(v);
    Ok(Flow::Next)
}

/// `COMPARE_OP`.
#[inline(always)]
pub fn compare<M: Machine>(m: &mut M, i: Instr) -> R {
    let (a, b) = (m.peek(1), m.peek(0));
    let op = CmpOp::of_arg(i.arg());
    if let Some(r) = m.whole_compare(op) {
        let r = m.boolean(r);
        m.settle_nums(2, r);
        return Ok(Flow::Next);
    }
    let r = match m.numbers(a, b) {
        Pair::Ints(x, y) => m.int_cmp(op, x, y),
        Pair::Floats(x, y) => {
            // An int that does not convert exactly is compared as it is.
            if !exact_operands(m, a, b) {
                return m.cold(move |m| opaque_compare(m, i));
            }
            m.float_cmp(op, x, y)
        }
        Pair::Other => return compare_other(m, i, a, b),
    };
    let r = m.boolean(r);
    m.settle_nums(2, r);
    Ok(Flow::Next)
}

#[inline(always)]
fn exact_operands<M: Machine>(m: &mut M, a: M::Val, b: M::Val) -> bool {
    for v in [a, b] {
        if let Some(x) = m.as_int(v) {
            let (lo, hi) = (m.int_const(-(1 << 53)), m.int_const(1 << 53));
            let (ge, le) = (m.int_cmp(CmpOp::Ge, x, lo), m.int_cmp(CmpOp::Le, x, hi));
            if !m.branch(ge) || !m.branch(le) {
                return false;
            }
        }
    }
    true
}

#[inline(always)]
fn compare_other<M: Machine>(m: &mut M, i: Instr, a: M::Val, b: M::Val) -> R {
    if m.is_native(a) && m.is_native(b) {
        let v = m.opaque(&slow::COMPARE, 2, i.arg())?;
        m.push(v);
        return Ok(Flow::Next);
    }
    m.cold(move |m| compare_slow(m, i))
}

fn compare_slow<M: Machine>(m: &mut M, i: Instr) -> R {
    let (a, b) = (m.peek(1), m.peek(0));
    let op = CmpOp::of_arg(i.arg());
    if m.is_exactly(a, Kind::Str) && m.is_exactly(b, Kind::Str) {
        if matches!(op, CmpOp::Eq | CmpOp::Ne) {
            let same = m.same_text(a, b);
            let r = if op == CmpOp::Eq { same } else { m.not(same) };
            let r = m.boolean(r);
            m.pop();
            m.pop();
            m.release(a);
            m.release(b);
            m.push(r);
            return Ok(Flow::Next);
        }
        let v = m.opaque(&slow::STR_COMPARE, 2, i.arg())?;
        m.push(v);
        return Ok(Flow::Next);
    }
    if let Some((x, y)) = truth_values(m, a, b) {
        let r = m.int_cmp(op, x, y);
        let r = m.boolean(r);
        m.settle_nums(2, r);
        return Ok(Flow::Next);
    }
    let names = super::names();
    if let Special::Python(f) = m.special(a, names.compare[op as usize], 2)
        && !m.has_reflected(a, b, names.compare[op.swapped() as usize])
    {
        return call_operands(m, f, [a, b], ActionKind::CompareFirst, i.arg());
    }
    if m.leaves_comparison(a, b)
        && let Special::Python(f) = m.special(b, names.compare[op.swapped() as usize], 2)
    {
        return call_operands(m, f, [b, a], ActionKind::CompareLast, i.arg());
    }
    opaque_compare(m, i)
}

fn opaque_compare<M: Machine>(m: &mut M, i: Instr) -> R {
    let v = m.opaque(&slow::COMPARE, 2, i.arg())?;
    m.push(v);
    Ok(Flow::Next)
}

/// `UNARY_NEGATIVE`.
#[inline(always)]
pub fn negative<M: Machine>(m: &mut M, _: Instr) -> R {
    if let Some(v) = m.whole_unary(&slow::NEGATIVE, true)? {
        m.push(v);
        return Ok(Flow::Next);
    }
    let a = m.peek(0);
    if let Some(x) = m.as_int(a) {
        if let Some(r) = m.int_neg(x) {
            let r = m.int(r);
            m.settle_nums(1, r);
            return Ok(Flow::Next);
        }
    } else if let Some(x) = m.as_float(a) {
        let r = m.float_un(FUn::Neg, x);
        let r = m.float(r);
        let old = m.pop();
        m.release(old);
        m.push(r);
        return Ok(Flow::Next);
    }
    m.cold(|m| unary_slow(m, super::names().neg, &slow::NEGATIVE))
}

/// `UNARY_INVERT`.
#[inline(always)]
pub fn invert<M: Machine>(m: &mut M, _: Instr) -> R {
    if let Some(v) = m.whole_unary(&slow::INVERT, false)? {
        m.push(v);
        return Ok(Flow::Next);
    }
    let a = m.peek(0);
    if let Some(x) = m.as_int(a) {
        let r = m.int_not(x);
        let r = m.int(r);
        m.settle_nums(1, r);
        return Ok(Flow::Next);
    }
    m.cold(|m| unary_slow(m, super::names().invert, &slow::INVERT))
}

fn unary_slow<M: Machine>(m: &mut M, name: crate::object::Ref<'static>, f: &'static crate::machine::Opaque) -> R {
    let a = m.peek(0);
    if let Special::Python(f) = m.special(a, name, 1) {
        let f = m.constant(f);
        let Some(code) = m.callee(f, 1) else { unreachable!("special methods were checked") };
        m.retain(f);
        return m.enter(code, f, 1, 0, Action::PUSH);
    }
    if std::ptr::eq(f, &slow::NEGATIVE)
        && let Some(v) = super::complex::negative(m, a)
    {
        m.pop();
        m.release(a);
        m.push(v);
        return Ok(Flow::Next);
    }
    let v = m.opaque(f, 1, 0)?;
    m.push(v);
    Ok(Flow::Next)
}

/// `UNARY_NOT`, of a bool.
#[inline(always)]
pub fn not<M: Machine>(m: &mut M, _: Instr) -> R {
    let a = m.peek(0);
    match m.as_bool(a) {
        Some(b) => {
            let r = m.not(b);
            let r = m.boolean(r);
            m.settle_nums(1, r);
            Ok(Flow::Next)
        }
        None => {
            let t = m.opaque(&slow::TRUTH, 1, 0)?;
            m.push(t);
            m.jump(-1);
            Ok(Flow::Next)
        }
    }
}

/// `TO_BOOL`.
#[inline(always)]
pub fn to_bool<M: Machine>(m: &mut M, _: Instr) -> R {
    let a = m.peek(0);
    if m.as_bool(a).is_some() {
        return Ok(Flow::Next);
    }
    let zero = m.int_const(0);
    let r = if let Some(r) = m.whole_truth(a) {
        r
    } else if let Some(x) = m.as_int(a) {
        m.int_cmp(CmpOp::Ne, x, zero)
    } else if m.is_const(a, Value::NONE) {
        let f = m.constant(Value::FALSE);
        m.settle_nums(1, f);
        return Ok(Flow::Next);
    } else if m.is_exactly(a, Kind::List) {
        let n = m.list_len(a);
        m.int_cmp(CmpOp::Ne, n, zero)
    } else if let Some(x) = m.as_float(a) {
        let z = m.int_to_float(zero);
        m.float_cmp(CmpOp::Ne, x, z)
    } else {
        return m.cold(truth_slow);
    };
    let r = m.boolean(r);
    let old = m.pop();
    m.release(old);
    m.push(r);
    Ok(Flow::Next)
}

fn truth_slow<M: Machine>(m: &mut M) -> R {
    let a = m.peek(0);
    if let Special::Python(f) = m.special(a, super::names().bool_, 1) {
        let f = m.constant(f);
        let Some(code) = m.callee(f, 1) else { unreachable!("special methods were checked") };
        m.retain(f);
        return m.enter(code, f, 1, 0, Action::with(ActionKind::Bool, 0));
    }
    let v = m.opaque(&slow::TRUTH, 1, 0)?;
    m.push(v);
    Ok(Flow::Next)
}

/// `IS_OP`.
#[inline(always)]
pub fn is_op<M: Machine>(m: &mut M, i: Instr) -> R {
    let (b, a) = (m.pop(), m.pop());
    let r = m.same(a, b);
    let r = if i.arg() == 1 { m.not(r) } else { r };
    let r = m.boolean(r);
    m.release(a);
    m.release(b);
    m.push(r);
    Ok(Flow::Next)
}

/// `CONTAINS_OP`.
#[inline(always)]
pub fn contains<M: Machine>(m: &mut M, i: Instr) -> R {
    let b = m.peek(0);
    if let Special::Python(f) = m.special(b, super::names().contains, 2) {
        return m.cold(move |m| enter_contains(m, f, i));
    }
    let a = m.peek(1);
    if let Some(found) = m.quick_contains(b, a) {
        let found = Value::bool(found != (i.arg() == 1));
        m.pop();
        let v = m.constant(found);
        m.poke(0, v);
        m.release(b);
        return Ok(Flow::Next);
    }
    if !m.is_native(b)
        && let Some(v) = super::keyed::contains(m, i.arg())?
    {
        m.push(v);
        return Ok(Flow::Next);
    }
    let texts = m.is_exactly(b, Kind::Str) && m.is_exactly(a, Kind::Str);
    let v = m.opaque(if texts { &slow::CONTAINS_STR } else { &slow::CONTAINS }, 2, i.arg())?;
    m.push(v);
    Ok(Flow::Next)
}

fn enter_contains<M: Machine>(m: &mut M, f: Value, i: Instr) -> R {
    let (a, b) = (m.peek(1), m.peek(0));
    let f = m.constant(f);
    let Some(code) = m.callee(f, 2) else { unreachable!("special methods were checked") };
    m.retain(f);
    m.retain(b);
    m.retain(a);
    m.push(b);
    m.push(a);
    m.enter(code, f, 2, 0, Action::with(ActionKind::Contains, i.arg()))
}

/// `COMPARE_OP`, then a conditional jump: no bool object in between when the operands are numbers.
#[inline(always)]
pub fn compare_and_jump<M: Machine>(m: &mut M, i: Instr, wanted: bool) -> R {
    let (a, b) = (m.peek(1), m.peek(0));
    let op = CmpOp::of_arg(i.arg());
    let r = match m.whole_compare(op) {
        Some(r) => r,
        None => match m.numbers(a, b) {
            Pair::Ints(x, y) => m.int_cmp(op, x, y),
            Pair::Floats(x, y) if exact_operands(m, a, b) => m.float_cmp(op, x, y),
            _ => return compare_other(m, i, a, b),
        },
    };
    let j = m.next_instr();
    let taken = m.branch(r) == wanted;
    m.drop_nums(2);
    m.jump(if taken { j.arg() as isize + 1 } else { 1 });
    Ok(Flow::Next)
}
