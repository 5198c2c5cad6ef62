//! Opcodes that build containers and text.

use super::{keyed, scalar, slow};
use crate::machine::{Flow, Machine, Opaque, R};
use crate::object::{Kind, Value};
use taipan_bytecode::{Instr, Op};

/// Pops `n` values and pushes the operation's result.
#[inline(always)]
fn build<M: Machine>(m: &mut M, f: &'static Opaque, n: usize, arg: u32) -> R {
    let v = m.opaque(f, n, arg)?;
    m.push(v);
    Ok(Flow::Next)
}

/// Gives the top `used` values to an operation that changes the container `depth` below them, and drops them.
fn feed<M: Machine>(m: &mut M, f: &'static Opaque, used: usize, depth: usize) -> R {
    let c = m.peek(depth - 1 + used);
    m.retain(c);
    // The container is the deepest operand: it is put below the values.
    let values: Vec<M::Val> = (0..used).map(|_| m.pop()).collect();
    m.push(c);
    for v in values.into_iter().rev() {
        m.push(v);
    }
    m.opaque(f, used + 1, 0)?;
    m.poll()
}

/// `BUILD_TUPLE`.
#[inline(always)]
pub fn tuple<M: Machine>(m: &mut M, i: Instr) -> R {
    let t = m.new_tuple(i.arg() as usize);
    m.push(t);
    Ok(Flow::Next)
}

/// `BUILD_LIST`.
pub fn list<M: Machine>(m: &mut M, i: Instr) -> R {
    let n = i.arg() as usize;
    let l = m.new_list(n);
    m.push(l);
    Ok(Flow::Next)
}

/// `BUILD_SET`.
#[inline(always)]
pub fn set<M: Machine>(m: &mut M, i: Instr) -> R {
    build(m, if i.arg() == 0 { &slow::BUILD_EMPTY_SET } else { &slow::BUILD_SET }, i.arg() as usize, 0)
}

/// `BUILD_MAP`.
#[inline(always)]
pub fn map<M: Machine>(m: &mut M, i: Instr) -> R {
    build(m, if i.arg() == 0 { &slow::BUILD_EMPTY_MAP } else { &slow::BUILD_MAP }, 2 * i.arg() as usize, i.arg())
}

/// `BUILD_STRING`.
#[inline(always)]
pub fn string<M: Machine>(m: &mut M, i: Instr) -> R {
    build(m, &slow::BUILD_STRING, i.arg() as usize, 0)
}

/// `BUILD_SLICE`.
#[inline(always)]
pub fn slice<M: Machine>(m: &mut M, i: Instr) -> R {
    let next = m.next_instr();
    if i.arg() == 3 && next.op().base() == Op::BINARY_OP && next.arg() == super::arith::SUBSCR && plain_slice(m, 3, 3) {
        // The item is taken at once, without a slice object.
        m.jump(1);
        return build(m, &slow::LIST_SLICE, 4, 0);
    }
    build(m, &slow::BUILD_SLICE, i.arg() as usize, 0)
}

/// Whether the value `at` below the top is a list and the top `n` values are bounds that are ints or `None`.
#[inline(always)]
fn plain_slice<M: Machine>(m: &mut M, at: usize, n: usize) -> bool {
    let l = m.peek(at);
    if !m.is_exactly(l, Kind::List) {
        return false;
    }
    (0..n).all(|k| {
        let v = m.peek(k);
        m.is_const(v, Value::NONE) || m.as_int(v).is_some()
    })
}

/// `LIST_APPEND`.
#[inline(always)]
pub fn list_append<M: Machine>(m: &mut M, i: Instr) -> R {
    let l = m.peek(i.arg() as usize);
    let v = m.peek(0);
    if m.is_exactly(l, Kind::List) && m.list_push(l, v) {
        // The value passed to the list.
        m.pop();
        return Ok(Flow::Next);
    }
    m.cold(move |m| feed(m, &slow::LIST_APPEND, 1, i.arg() as usize))
}

/// `SET_ADD`.
pub fn set_add<M: Machine>(m: &mut M, i: Instr) -> R {
    if keyed::feed(m, 1, i.arg() as usize) {
        return m.poll();
    }
    feed(m, &slow::SET_ADD, 1, i.arg() as usize)
}

/// `MAP_ADD`.
pub fn map_add<M: Machine>(m: &mut M, i: Instr) -> R {
    if keyed::feed(m, 2, i.arg() as usize) {
        return m.poll();
    }
    feed(m, &slow::MAP_ADD, 2, i.arg() as usize)
}

/// `LIST_EXTEND`.
pub fn list_extend<M: Machine>(m: &mut M, i: Instr) -> R {
    feed(m, &slow::LIST_EXTEND, 1, i.arg() as usize)
}

/// `SET_UPDATE`.
pub fn set_update<M: Machine>(m: &mut M, i: Instr) -> R {
    feed(m, &slow::SET_UPDATE, 1, i.arg() as usize)
}

/// `DICT_UPDATE`.
pub fn dict_update<M: Machine>(m: &mut M, i: Instr) -> R {
    feed(m, &slow::DICT_UPDATE, 1, i.arg() as usize)
}

/// `DICT_MERGE`: like `DICT_UPDATE`, but a key that is there already is an error that names the function below.
pub fn dict_merge<M: Machine>(m: &mut M, i: Instr) -> R {
    let depth = i.arg() as usize;
    let (f, d) = (m.peek(depth + 3), m.peek(depth));
    m.retain(f);
    m.retain(d);
    let v = m.pop();
    m.push(f);
    m.push(d);
    m.push(v);
    m.opaque(&slow::DICT_MERGE, 3, 0)?;
    Ok(Flow::Next)
}

/// `UNPACK_EX`: the tuple of all targets' values, the first on top.
pub fn unpack_ex<M: Machine>(m: &mut M, i: Instr) -> R {
    let n = (i.arg() & 0xff) as usize + (i.arg() >> 8) as usize + 1;
    build(m, &slow::UNPACK_EX, 1, i.arg())?;
    super::iter::unpack_tuple(m, n)
}

/// `GET_LEN`: ( v -- v, len ).
pub fn get_len<M: Machine>(m: &mut M, _: Instr) -> R {
    let v = m.peek(0);
    m.retain(v);
    m.push(v);
    build(m, &slow::LEN, 1, 0)
}

/// `BINARY_SLICE`.
#[inline(always)]
pub fn binary_slice<M: Machine>(m: &mut M, _: Instr) -> R {
    let f = if plain_slice(m, 2, 2) { &slow::LIST_SLICE } else { &slow::BINARY_SLICE };
    build(m, f, 3, 0)
}

/// `STORE_SLICE`: ( value, container, start, stop -- ).
#[inline(always)]
pub fn store_slice<M: Machine>(m: &mut M, _: Instr) -> R {
    let items = m.peek(3);
    let plain = m.is_exactly(items, Kind::List) && plain_slice(m, 2, 2);
    m.opaque(if plain { &slow::LIST_STORE_SLICE } else { &slow::STORE_SLICE }, 4, 0)?;
    m.poll()
}

/// `DELETE_SUBSCR`.
#[inline(always)]
pub fn delete_subscr<M: Machine>(m: &mut M, _: Instr) -> R {
    m.opaque(&slow::DELETE_ITEM, 2, 0)?;
    m.poll()
}

/// `FORMAT_SIMPLE`.
#[inline(always)]
pub fn format_simple<M: Machine>(m: &mut M, _: Instr) -> R {
    let v = m.peek(0);
    if m.is_exactly(v, Kind::Str) {
        return Ok(Flow::Next);
    }
    m.outline(format_top)
}

fn format_top<M: Machine>(m: &mut M) -> R {
    let f = scalar::form(m, 1, &slow::FORMAT_SCALAR, &slow::FORMAT_SIMPLE);
    build(m, f, 1, 0)
}

/// `FORMAT_WITH_SPEC`.
#[inline(always)]
pub fn format_with_spec<M: Machine>(m: &mut M, _: Instr) -> R {
    m.outline(format_two)
}

fn format_two<M: Machine>(m: &mut M) -> R {
    let f = scalar::form(m, 2, &slow::FORMAT_SCALAR_SPEC, &slow::FORMAT_WITH_SPEC);
    build(m, f, 2, 0)
}

/// `CONVERT_VALUE`.
pub fn convert<M: Machine>(m: &mut M, i: Instr) -> R {
    let f = scalar::form(m, 1, &slow::CONVERT_SCALAR, &slow::CONVERT);
    build(m, f, 1, i.arg())
}
