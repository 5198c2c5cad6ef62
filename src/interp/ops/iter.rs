//! Iteration: `GET_ITER`, `FOR_ITER`, unpacking.

use super::slow;
use crate::machine::{Flow, Machine, R, Special, fields};
use crate::object::{Action, ActionKind, CmpOp, Kind, Storage, Value};
use taipan_bytecode::Instr;

/// `GET_ITER`.
#[inline(always)]
pub fn get_iter<M: Machine>(m: &mut M, _: Instr) -> R {
    let o = m.peek(0);
    match m.kind_of(o) {
        Some(Kind::Range) => {
            let left = m.load_int(o, &fields::RANGE_LEN);
            let zero = m.int_const(0);
            let fits = m.int_cmp(CmpOp::Ge, left, zero);
            if m.branch(fits) {
                let (start, step) = (m.load_int(o, &fields::RANGE_START), m.load_int(o, &fields::RANGE_STEP));
                let it = m.new_range_iter(start, step, left);
                m.poke(0, it);
                m.release(o);
                return Ok(Flow::Next);
            }
        }
        Some(Kind::List) => {
            let it = m.new_seq_iter(Kind::ListIter, o);
            m.poke(0, it);
            return Ok(Flow::Next);
        }
        Some(Kind::Tuple) => {
            let it = m.new_seq_iter(Kind::TupleIter, o);
            m.poke(0, it);
            return Ok(Flow::Next);
        }
        Some(Kind::RangeIter | Kind::ListIter | Kind::TupleIter | Kind::Generator | Kind::Enumerate | Kind::Zip) => {
            return Ok(Flow::Next);
        }
        None => {
            if let Special::Python(f) = m.special(o, super::names().iter, 1) {
                let f = m.constant(f);
                let Some(code) = m.callee(f, 1) else { unreachable!("special methods were checked") };
                m.retain(f);
                return m.enter(code, f, 1, 0, Action::with(ActionKind::Iter, 0));
            }
        }
        _ => {}
    }
    let v = m.opaque(&slow::ITER, 1, 0)?;
    m.push(v);
    Ok(Flow::Next)
}

/// `FOR_ITER`. When the iterator is exhausted it stays on the stack, and END_FOR is skipped.
#[inline(always)]
pub fn for_iter<M: Machine>(m: &mut M, i: Instr) -> R {
    let it = m.peek(0);
    if m.is_exactly(it, Kind::RangeIter) {
        return for_range(m, i, it);
    }
    if m.is_exactly(it, Kind::ListIter) {
        return for_list(m, i, it);
    }
    m.outline(move |m| for_other(m, i))
}

#[inline(always)]
fn exhausted<M: Machine>(m: &mut M, i: Instr) -> R {
    m.jump(i.arg() as isize + 1);
    Ok(Flow::Next)
}

#[inline(always)]
fn for_range<M: Machine>(m: &mut M, i: Instr, it: M::Val) -> R {
    let left = m.load_int(it, &fields::RANGE_ITER_LEFT);
    let zero = m.int_const(0);
    let more = m.int_cmp(CmpOp::Gt, left, zero);
    if !m.branch(more) {
        return exhausted(m, i);
    }
    let next = m.load_int(it, &fields::RANGE_ITER_NEXT);
    let step = m.load_int(it, &fields::RANGE_ITER_STEP);
    let (after, left) = (m.int_add_wrapping(next, step), m.int_dec(left));
    m.store_int(it, &fields::RANGE_ITER_NEXT, after);
    m.store_int(it, &fields::RANGE_ITER_LEFT, left);
    let v = m.int(next);
    m.push(v);
    Ok(Flow::Next)
}

#[inline(always)]
fn for_list<M: Machine>(m: &mut M, i: Instr, it: M::Val) -> R {
    let l = m.load(it, &fields::SEQ_ITER_SEQ);
    if m.is_const(l, Value::NONE) {
        return exhausted(m, i);
    }
    let at = m.load_int(it, &fields::SEQ_ITER_INDEX);
    let s = m.list_storage(l);
    let n = m.list_len(l);
    if !m.below(at, n) {
        let none = m.constant(Value::NONE);
        m.store(it, &fields::SEQ_ITER_SEQ, none);
        return exhausted(m, i);
    }
    if s == Storage::Empty {
        return m.cold(move |m| for_other(m, i));
    }
    let v = m.list_get(l, s, at);
    let next = m.int_inc(at);
    m.store_int(it, &fields::SEQ_ITER_INDEX, next);
    m.push(v);
    Ok(Flow::Next)
}

fn for_other<M: Machine>(m: &mut M, i: Instr) -> R {
    let it = m.peek(0);
    match m.kind_of(it) {
        Some(Kind::TupleIter) => return for_tuple(m, i, it),
        Some(Kind::Generator) => return m.resume_generator(it, Action::with(ActionKind::ForGenerator, i.arg())),
        Some(_) => {}
        None => {
            if let Special::Python(f) = m.special(it, super::names().next, 1) {
                let f = m.constant(f);
                let Some(code) = m.callee(f, 1) else { unreachable!("special methods were checked") };
                m.retain(f);
                m.retain(it);
                m.push(it);
                return m.enter(code, f, 1, 0, Action::with(ActionKind::ForNext, i.arg()));
            }
        }
    }
    match m.opaque_next(&slow::NEXT, 1, i.arg() as isize + 1)? {
        Some(v) => m.push(v),
        None => m.jump(i.arg() as isize + 1),
    }
    Ok(Flow::Next)
}

fn for_tuple<M: Machine>(m: &mut M, i: Instr, it: M::Val) -> R {
    let t = m.load(it, &fields::SEQ_ITER_SEQ);
    if m.is_const(t, Value::NONE) {
        return exhausted(m, i);
    }
    let at = m.load_int(it, &fields::SEQ_ITER_INDEX);
    let n = m.tuple_len(t);
    if !m.below(at, n) {
        let none = m.constant(Value::NONE);
        m.store(it, &fields::SEQ_ITER_SEQ, none);
        return exhausted(m, i);
    }
    let v = m.tuple_get(t, at);
    m.retain(v);
    let next = m.int_inc(at);
    m.store_int(it, &fields::SEQ_ITER_INDEX, next);
    m.push(v);
    Ok(Flow::Next)
}

/// `UNPACK_SEQUENCE`.
#[inline(always)]
pub fn unpack<M: Machine>(m: &mut M, i: Instr) -> R {
    let n = i.arg() as usize;
    let o = m.peek(0);
    let want = m.int_const(n as i64);
    if m.is_exactly(o, Kind::Tuple) {
        let len = m.tuple_len(o);
        let same = m.int_cmp(CmpOp::Eq, len, want);
        if m.branch(same) {
            m.pop();
            for k in (0..n).rev() {
                let at = m.int_const(k as i64);
                let v = m.tuple_get(o, at);
                m.retain(v);
                m.push(v);
            }
            m.release(o);
            return Ok(Flow::Next);
        }
    } else if m.is_exactly(o, Kind::List) {
        let s = m.list_storage(o);
        let len = m.list_len(o);
        let same = m.int_cmp(CmpOp::Eq, len, want);
        if s != Storage::Empty && m.branch(same) {
            m.pop();
            for k in (0..n).rev() {
                let at = m.int_const(k as i64);
                let v = m.list_get(o, s, at);
                m.push(v);
            }
            m.release(o);
            return Ok(Flow::Next);
        }
    }
    m.cold(move |m| {
        let t = m.opaque(&slow::UNPACK, 1, i.arg())?;
        m.push(t);
        unpack_tuple(m, n)
    })
}

/// Pops a tuple of `n` items and pushes them, the first on top.
pub(super) fn unpack_tuple<M: Machine>(m: &mut M, n: usize) -> R {
    let t = m.pop();
    for k in (0..n).rev() {
        let at = m.int_const(k as i64);
        let v = m.tuple_get(t, at);
        m.retain(v);
        m.push(v);
    }
    m.release(t);
    Ok(Flow::Next)
}
