//! Numbers and strings made into each other: formatting, `int(s)`, `str(n)`. Such operations run no Python code, so that a trace
//! keeps what it knows across them.

use super::slow;
use crate::machine::{IOp, Machine, Opaque};
use crate::object::{CmpOp, Kind, Raised, Value};

/// Whether a value is a number, a string or `None`, exactly.
fn is_scalar<M: Machine>(m: &mut M, v: M::Val) -> bool {
    if m.as_int(v).is_some() || m.as_float(v).is_some() || m.is_const(v, Value::NONE) {
        return true;
    }
    matches!(m.kind_of(v), Some(Kind::Str | Kind::Int | Kind::Bool))
}

/// The form of an operation for the top `n` values: the one for scalars, or any.
pub(super) fn form<M: Machine>(m: &mut M, n: usize, scalar: &'static Opaque, any: &'static Opaque) -> &'static Opaque {
    // The interpreter has nothing to gain.
    let top = m.peek(0);
    if m.is_native(top) {
        return any;
    }
    let all = (0..n).all(|k| {
        let v = m.peek(k);
        is_scalar(m, v)
    });
    if all { scalar } else { any }
}

/// Calls `int`, `float` or `str` with the top `n` values; below them lie the class and an empty place. `None`: not such a call.
pub(super) fn call<M: Machine>(m: &mut M, class: Value, n: usize) -> Result<Option<M::Val>, Raised> {
    let is = |kind: Kind| class.bits() == crate::object::kind_ptr(kind) as u64;
    let known = match n {
        1 => is(Kind::Int) || is(Kind::Float) || is(Kind::Str),
        2 => is(Kind::Int),
        _ => false,
    };
    for k in 0..n {
        let v = m.peek(k);
        if !known || !is_scalar(m, v) {
            return Ok(None);
        }
    }
    if !known {
        return Ok(None);
    }
    m.opaque(&slow::CALL_SCALAR, n + 2, n as u32).map(Some)
}

/// The digit that a string of one character is.
pub(super) fn digit<M: Machine>(m: &mut M, s: M::Val) -> Option<M::Int> {
    if !m.is_exactly(s, Kind::Str) {
        return None;
    }
    let code = m.char_code(s)?;
    let (zero, nine) = (m.int_const(i64::from(b'0')), m.int_const(i64::from(b'9')));
    let low = m.int_cmp(CmpOp::Ge, code, zero);
    let high = m.int_cmp(CmpOp::Le, code, nine);
    if m.branch(low) && m.branch(high) { m.int_op(IOp::Sub, code, zero) } else { None }
}
