//! Native functions that handlers know by meaning: run as operations that a trace can see into.

use super::complex::real;
use super::{keyed, slow};
use crate::machine::{FUn, FloatFn, FloatFn2, Flow, Machine, fields};
use crate::object::{CmpOp, FnDef, Intrinsic, Kind, Raised, Reach, Storage, Value};

macro_rules! float_functions {
    ($($id:ident = $name:literal, $f:expr;)*) => {
        $(static $id: FloatFn = {
            extern "C" fn f(x: f64) -> f64 { let g: fn(f64) -> f64 = $f; g(x) }
            FloatFn { name: $name, f }
        };)*
    };
}

float_functions! {
    SIN = "sin", libm_sin;
    COS = "cos", libm_cos;
    TAN = "tan", f64::tan;
    EXP = "exp", f64::exp;
    LOG = "log", f64::ln;
    LOG2 = "log2", f64::log2;
    LOG10 = "log10", f64::log10;
    ATAN = "atan", f64::atan;
}

fn libm_sin(x: f64) -> f64 {
    x.sin()
}

fn libm_cos(x: f64) -> f64 {
    x.cos()
}

extern "C" fn atan2(y: f64, x: f64) -> f64 {
    y.atan2(x)
}
static ATAN2: FloatFn2 = FloatFn2 { name: "atan2", f: atan2 };

/// A call of a native function: the stack is `f, self|NULL, args[n]`. `None`: not one that is known, nothing was done.
pub fn call<M: Machine>(m: &mut M, n: usize, nargs: usize) -> Result<Option<Flow>, Raised> {
    let f = m.peek(n + 1);
    let Some((def, this)) = m.native(f) else { return Ok(None) };
    if def.intrinsic == Intrinsic::None {
        return declared(m, def, n, nargs);
    }
    // The instance that a method acts on: bound to the builtin, or passed as `self`.
    let receiver = if nargs > n { Some(m.peek(n)) } else { this };
    let r = match (n, receiver) {
        (1, None) => unary(m, def)?,
        (2, None) => binary(m, def),
        (3..=8, None) => extreme(m, def, n),
        (_, Some(o)) => method(m, def, o, n)?,
        _ => None,
    };
    if r.is_none()
        && def.intrinsic == Intrinsic::Len
        && n == 1
        && nargs == 1
        && let Some(v) = keyed::length(m)
    {
        m.push(v);
        return Ok(Some(Flow::Next));
    }
    match r {
        Some(v) => {
            for _ in 0..n + 2 {
                let old = m.pop();
                m.release(old);
            }
            m.push(v);
            Ok(Some(Flow::Next))
        }
        None => declared(m, def, n, nargs),
    }
}

/// The call of a function of which it is declared what it may change, as one operation that runs no Python code.
fn declared<M: Machine>(m: &mut M, def: &'static FnDef, n: usize, nargs: usize) -> Result<Option<Flow>, Raised> {
    if let Some(plain) = def.plain {
        let this = m.peek(n);
        if nargs == n + 1 && m.is_exactly(this, plain.kind) {
            // Without arguments there is nothing to be asked.
            let key = m.peek(n.max(1) - 1);
            if (n == 0 || keyed::may_be_plain_key(m, key))
                && let Some(v) = m.attempt(if plain.writes { &slow::CALL_PUT } else { &slow::CALL_LOOK }, n + 2, 0)
            {
                m.push(v);
                return Ok(Some(Flow::Next));
            }
        }
        return Ok(None);
    }
    let (kind, f) = match def.reach {
        Reach::Anything => return Ok(None),
        Reach::Lists => (Some(Kind::List), &slow::CALL_LIST_METHOD),
        Reach::Texts => (Some(Kind::Str), &slow::CALL_STR_METHOD),
        Reach::Nothing => (None, &slow::CALL_QUIET),
    };
    if let Some(kind) = kind {
        let this = m.peek(n);
        if nargs != n + 1 || !m.is_exactly(this, kind) {
            return Ok(None);
        }
    } else if nargs != n {
        return Ok(None);
    }
    for k in 0..n {
        let v = m.peek(k);
        let stored = k == 0 && def.stores_last;
        if !stored && !is_plain(m, v) {
            return Ok(None);
        }
    }
    let v = m.opaque(f, n + 2, 0)?;
    m.push(v);
    Ok(Some(Flow::Next))
}

/// Whether a value is asked nothing that may run Python code.
fn is_plain<M: Machine>(m: &mut M, v: M::Val) -> bool {
    if m.as_int(v).is_some() || m.as_float(v).is_some() || m.is_const(v, Value::NONE) {
        return true;
    }
    let plain = [Kind::Str, Kind::Int, Kind::List, Kind::Tuple, Kind::Dict, Kind::Set, Kind::FrozenSet, Kind::Bytes];
    m.kind_of(v).is_some_and(|k| plain.contains(&k))
}

fn unary<M: Machine>(m: &mut M, def: &'static FnDef) -> Result<Option<M::Val>, Raised> {
    let a = m.peek(0);
    Ok(match def.intrinsic {
        Intrinsic::Len => length(m, a),
        Intrinsic::Abs => absolute(m, a),
        Intrinsic::Ord if m.is_exactly(a, Kind::Str) => m.char_code(a).map(|c| m.int(c)),
        Intrinsic::IsFloat => {
            let is = m.as_float(a).is_some();
            Some(m.constant(Value::bool(is)))
        }
        Intrinsic::IsInt => {
            let is = m.as_int(a).is_some() || m.kind_of(a) == Some(Kind::Int);
            Some(m.constant(Value::bool(is)))
        }
        Intrinsic::Sqrt => {
            let Some(x) = real(m, a) else { return Ok(None) };
            let zero = m.int_const(0);
            let zero = m.int_to_float(zero);
            let ok = m.float_cmp(CmpOp::Ge, x, zero);
            if !m.branch(ok) {
                return Ok(None);
            }
            let r = m.float_un(FUn::Sqrt, x);
            Some(m.float(r))
        }
        Intrinsic::Fabs => {
            let Some(x) = real(m, a) else { return Ok(None) };
            let r = m.float_un(FUn::Abs, x);
            Some(m.float(r))
        }
        Intrinsic::Sin => finite(m, a, &SIN),
        Intrinsic::Cos => finite(m, a, &COS),
        Intrinsic::Tan => finite(m, a, &TAN),
        Intrinsic::Atan => finite(m, a, &ATAN),
        Intrinsic::Exp => bounded(m, a, -700, 700, &EXP),
        Intrinsic::Log => positive(m, a, &LOG),
        Intrinsic::Log2 => positive(m, a, &LOG2),
        Intrinsic::Log10 => positive(m, a, &LOG10),
        Intrinsic::Floor => rounded(m, a, FUn::Floor),
        Intrinsic::Ceil => rounded(m, a, FUn::Ceil),
        Intrinsic::Trunc => rounded(m, a, FUn::Trunc),
        _ => None,
    })
}

fn length<M: Machine>(m: &mut M, a: M::Val) -> Option<M::Val> {
    let n = match m.kind_of(a)? {
        Kind::List => m.list_len(a),
        Kind::Tuple => m.tuple_len(a),
        Kind::Range => {
            let (n, zero) = (m.load_int(a, &fields::RANGE_LEN), m.int_const(0));
            let fits = m.int_cmp(CmpOp::Ge, n, zero);
            if !m.branch(fits) {
                return None;
            }
            n
        }
        _ => return None,
    };
    Some(m.int(n))
}

fn absolute<M: Machine>(m: &mut M, a: M::Val) -> Option<M::Val> {
    if let Some(x) = m.as_int(a) {
        let zero = m.int_const(0);
        let negative = m.int_cmp(CmpOp::Lt, x, zero);
        if !m.branch(negative) {
            return Some(m.int(x));
        }
        let r = m.int_neg(x)?;
        return Some(m.int(r));
    }
    let Some(x) = m.as_float(a) else { return super::complex::absolute(m, a) };
    let r = m.float_un(FUn::Abs, x);
    Some(m.float(r))
}

/// A function whose result is finite for every finite argument.
fn finite<M: Machine>(m: &mut M, a: M::Val, f: &'static FloatFn) -> Option<M::Val> {
    bounded(m, a, -(1 << 62), 1 << 62, f)
}

fn positive<M: Machine>(m: &mut M, a: M::Val, f: &'static FloatFn) -> Option<M::Val> {
    let x = real(m, a)?;
    let zero = m.int_const(0);
    let zero = m.int_to_float(zero);
    let ok = m.float_cmp(CmpOp::Gt, x, zero);
    if !m.branch(ok) {
        return None;
    }
    let r = m.float_call(f, x);
    Some(m.float(r))
}

fn bounded<M: Machine>(m: &mut M, a: M::Val, lo: i64, hi: i64, f: &'static FloatFn) -> Option<M::Val> {
    let x = real(m, a)?;
    for (op, limit) in [(CmpOp::Ge, lo), (CmpOp::Le, hi)] {
        let l = m.int_const(limit);
        let l = m.int_to_float(l);
        let ok = m.float_cmp(op, x, l);
        if !m.branch(ok) {
            return None;
        }
    }
    let r = m.float_call(f, x);
    Some(m.float(r))
}

fn rounded<M: Machine>(m: &mut M, a: M::Val, op: FUn) -> Option<M::Val> {
    if let Some(x) = m.as_int(a) {
        return Some(m.int(x));
    }
    let x = m.as_float(a)?;
    let r = m.float_un(op, x);
    let r = m.float_to_int(r)?;
    Some(m.int(r))
}

fn binary<M: Machine>(m: &mut M, def: &'static FnDef) -> Option<M::Val> {
    let (a, b) = (m.peek(1), m.peek(0));
    match def.intrinsic {
        Intrinsic::Min => pick(m, a, b, CmpOp::Lt),
        Intrinsic::Max => pick(m, a, b, CmpOp::Gt),
        Intrinsic::Atan2 => {
            let (y, x) = (real(m, a)?, real(m, b)?);
            let r = m.float_call2(&ATAN2, y, x);
            Some(m.float(r))
        }
        Intrinsic::Isinstance => {
            let class = m.promote(b);
            let r = m.exact_instance(a, class)?;
            Some(m.constant(Value::bool(r)))
        }
        _ => None,
    }
}

/// `min` and `max` of several numbers.
fn extreme<M: Machine>(m: &mut M, def: &'static FnDef, n: usize) -> Option<M::Val> {
    let op = match def.intrinsic {
        Intrinsic::Min => CmpOp::Lt,
        Intrinsic::Max => CmpOp::Gt,
        _ => return None,
    };
    let mut best = m.peek(n - 1);
    for k in (0..n - 1).rev() {
        let next = m.peek(k);
        best = pick(m, best, next, op)?;
    }
    Some(best)
}

/// `min(a, b)` and `max(a, b)` of two numbers of one type: `b` only if it is strictly better.
fn pick<M: Machine>(m: &mut M, a: M::Val, b: M::Val, op: CmpOp) -> Option<M::Val> {
    if let Some(x) = m.as_int(a) {
        let y = m.as_int(b)?;
        let better = m.int_cmp(op, y, x);
        let r = if m.branch(better) { y } else { x };
        return Some(m.int(r));
    }
    let (x, y) = (m.as_float(a)?, m.as_float(b)?);
    let better = m.float_cmp(op, y, x);
    let r = if m.branch(better) { y } else { x };
    Some(m.float(r))
}

fn method<M: Machine>(m: &mut M, def: &'static FnDef, o: M::Val, n: usize) -> Result<Option<M::Val>, Raised> {
    match (def.intrinsic, n) {
        (Intrinsic::ListAppend, 1) if m.is_exactly(o, Kind::List) => {
            let v = m.peek(0);
            if !m.list_push(o, v) {
                return Ok(None);
            }
            // The list took the value: an immediate stands in for it until the operands are dropped.
            let none = m.constant(Value::NONE);
            m.poke(0, none);
            Ok(Some(none))
        }
        (Intrinsic::ListPop, 0) if m.is_exactly(o, Kind::List) => {
            let (len, zero) = (m.list_len(o), m.int_const(0));
            let some = m.int_cmp(CmpOp::Gt, len, zero);
            let s = m.list_storage(o);
            if !m.branch(some) || s == Storage::Empty {
                return Ok(None);
            }
            Ok(Some(m.list_pop(o, s, len)))
        }
        (Intrinsic::Random, 0) => {
            let x = m.random(o);
            Ok(x.map(|x| m.float(x)))
        }
        _ => Ok(None),
    }
}
