//! Calls of built-in classes that loops are full of: `range`, `enumerate`, `zip`, `int`, `float`, `complex`. Made from operations that a
//! trace can see into, so that the objects need not exist there.

use super::complex::real;
use super::iter;
use crate::machine::{IOp, Machine, fields};
use crate::object::{CmpOp, Kind, Value};

/// Calls a built-in class with the top `n` values, which stay. `None`: not a call that is known here, nothing was done.
pub(super) fn call<M: Machine>(m: &mut M, class: Value, n: usize) -> Option<M::Val> {
    let is = |kind: Kind| class.bits() == crate::object::kind_ptr(kind) as u64;
    if is(Kind::Range) {
        return range(m, n);
    }
    if is(Kind::Enumerate) && (n == 1 || n == 2) {
        let first = if n == 1 {
            m.int_const(0)
        } else {
            let start = m.peek(0);
            m.as_int(start)?
        };
        let it = iterator_of_top(m, n - 1)?;
        return Some(m.new_enumerate(it, first));
    }
    if is(Kind::Zip) && (1..=4).contains(&n) {
        return zip(m, n);
    }
    if is(Kind::Reversed) && n == 1 {
        return reversed(m);
    }
    if is(Kind::Complex) && n == 2 {
        let (re, im) = (m.peek(1), m.peek(0));
        let (re, im) = (real(m, re)?, real(m, im)?);
        return Some(m.new_complex(re, im));
    }
    if is(Kind::Float) && n == 1 {
        let v = m.peek(0);
        let x = match m.as_float(v) {
            Some(x) => x,
            None => {
                let i = m.as_int(v)?;
                m.int_to_float(i)
            }
        };
        return Some(m.float(x));
    }
    if is(Kind::Int) && n == 1 {
        let v = m.peek(0);
        if let Some(i) = m.as_int(v) {
            return Some(m.int(i));
        }
        let i = match m.as_float(v) {
            Some(x) => m.float_to_int(x)?,
            None => super::scalar::digit(m, v)?,
        };
        return Some(m.int(i));
    }
    None
}

/// `range` of ints, with a step that is not 0.
fn range<M: Machine>(m: &mut M, n: usize) -> Option<M::Val> {
    if n == 0 || n > 3 {
        return None;
    }
    let top = m.peek(0);
    let second = if n > 1 { Some(m.peek(1)) } else { None };
    let third = if n > 2 { Some(m.peek(2)) } else { None };
    let one = m.int_const(1);
    let zero = m.int_const(0);
    let (start, stop, step) = match (second, third) {
        (None, _) => (zero, m.as_int(top)?, one),
        (Some(start), None) => (m.as_int(start)?, m.as_int(top)?, one),
        (Some(stop), Some(start)) => (m.as_int(start)?, m.as_int(stop)?, m.as_int(top)?),
    };
    let up = m.int_cmp(CmpOp::Gt, step, zero);
    let up = m.branch(up);
    let (low, high, stride) = if up {
        (start, stop, step)
    } else {
        let down = m.int_cmp(CmpOp::Lt, step, zero);
        if !m.branch(down) {
            return None;
        }
        (stop, start, m.int_neg(step)?)
    };
    let some = m.int_cmp(CmpOp::Lt, low, high);
    let len = if m.branch(some) {
        let span = m.int_op(IOp::Sub, high, low)?;
        if n < 3 {
            span
        } else {
            let last = m.int_op(IOp::Sub, span, one)?;
            let turns = m.int_op(IOp::FloorDiv, last, stride)?;
            m.int_op(IOp::Add, turns, one)?
        }
    } else {
        zero
    };
    Some(m.new_range(start, step, len, stop))
}

/// `reversed` of a list or a range.
fn reversed<M: Machine>(m: &mut M) -> Option<M::Val> {
    let o = m.peek(0);
    match m.kind_of(o) {
        Some(Kind::List) => {
            let len = m.list_len(o);
            let last = m.int_dec(len);
            m.retain(o);
            Some(m.new_seq_iter(Kind::ListReverseIter, o, last))
        }
        Some(Kind::Range) => {
            let (left, zero) = (m.load_int(o, &fields::RANGE_LEN), m.int_const(0));
            let fits = m.int_cmp(CmpOp::Ge, left, zero);
            if !m.branch(fits) {
                return None;
            }
            let (start, step) = (m.load_int(o, &fields::RANGE_START), m.load_int(o, &fields::RANGE_STEP));
            let turns = m.int_dec(left);
            let way = m.int_op(IOp::Mul, turns, step)?;
            let last = m.int_op(IOp::Add, start, way)?;
            let back = m.int_neg(step)?;
            Some(m.new_range_iter(last, back, left))
        }
        _ => None,
    }
}

fn zip<M: Machine>(m: &mut M, n: usize) -> Option<M::Val> {
    // First all questions, then all objects.
    for k in 0..n {
        let v = m.peek(k);
        iter::has_simple_iterator(m, v).then_some(())?;
    }
    for _ in 0..n {
        // The deepest argument that has not been taken yet.
        let it = iterator_of_top(m, n - 1)?;
        m.push(it);
    }
    let iters = m.new_tuple(n);
    Some(m.new_zip(iters))
}

fn iterator_of_top<M: Machine>(m: &mut M, k: usize) -> Option<M::Val> {
    let v = m.peek(k);
    m.retain(v);
    match iter::simple_iterator(m, v) {
        Some(it) => Some(it),
        None => {
            m.release(v);
            None
        }
    }
}
