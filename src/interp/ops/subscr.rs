//! Items: `a[b]`, `a[b] = c`, `del a[b]`, slices.

use super::keyed::{self, is_dict, may_be_plain_key};
use super::slow;
use crate::machine::{Flow, Machine, R, Special};
use crate::object::{Action, Kind, Storage};
use taipan_bytecode::Instr;

/// `BINARY_OP` with the argument for subscription.
#[inline(always)]
pub fn get<M: Machine>(m: &mut M, _: Instr) -> R {
    let (o, k) = (m.peek(1), m.peek(0));
    if let Some(v) = quick_item(m, o, k) {
        return replace_two(m, v);
    }
    if m.is_native(o) {
        let v = m.opaque(&slow::GET_ITEM, 2, 0)?;
        m.push(v);
        return Ok(Flow::Next);
    }
    m.outline(get_slow)
}

/// An item of a list or tuple, owned. `None`: another container, or an index out of range.
#[inline(always)]
pub(super) fn quick_item<M: Machine>(m: &mut M, o: M::Val, k: M::Val) -> Option<M::Val> {
    let i = m.as_int(k)?;
    if m.is_exactly(o, Kind::List) {
        let s = m.list_storage(o);
        let n = m.list_len(o);
        if s == Storage::Empty {
            return None;
        }
        let at = m.check_index(i, n)?;
        return Some(m.list_get(o, s, at));
    }
    if m.is_exactly(o, Kind::Tuple) {
        let n = m.tuple_len(o);
        let at = m.check_index(i, n)?;
        let v = m.tuple_get(o, at);
        m.retain(v);
        return Some(v);
    }
    None
}

/// Pops an immediate key and its container, pushes an owned result.
#[inline(always)]
fn replace_two<M: Machine>(m: &mut M, v: M::Val) -> R {
    m.pop();
    let o = m.pop();
    m.push(v);
    m.release(o);
    Ok(Flow::Next)
}

fn get_slow<M: Machine>(m: &mut M) -> R {
    let (o, k) = (m.peek(1), m.peek(0));
    if let Special::Python(f) = m.special(o, super::names().getitem, 2) {
        // Container and key are the arguments already.
        let f = m.constant(f);
        let Some(code) = m.callee(f, 2) else { unreachable!("special methods were checked") };
        m.retain(f);
        return m.enter(code, f, 2, 0, Action::PUSH);
    }
    let index = m.as_int(k);
    let int = index.is_some();
    if let Some(i) = index
        && m.is_exactly(o, Kind::Str)
        && let Some(v) = m.ascii_char(o, i)
    {
        m.retain(v);
        return replace_two(m, v);
    }
    if let Some(v) = keyed::buffer_item(m) {
        m.push(v);
        return Ok(Flow::Next);
    }
    let f = if int && m.is_exactly(o, Kind::Str) {
        &slow::STR_ITEM
    } else if is_dict(m, o) && may_be_plain_key(m, k) {
        if let Some(v) = m.attempt(&slow::DICT_LOOK, 2, 0) {
            m.push(v);
            return Ok(Flow::Next);
        }
        if m.is_exactly(o, Kind::Dict) { &slow::DICT_ITEM } else { &slow::GET_ITEM }
    } else {
        &slow::GET_ITEM
    };
    let v = m.opaque(f, 2, 0)?;
    m.push(v);
    Ok(Flow::Next)
}

/// `STORE_SUBSCR`: ( value, container, key -- ).
#[inline(always)]
pub fn set<M: Machine>(m: &mut M, _: Instr) -> R {
    let (v, o, k) = (m.peek(2), m.peek(1), m.peek(0));
    if quick_set(m, o, k, v) {
        // The value passed to the list.
        m.pop();
        let o = m.pop();
        m.pop();
        m.release(o);
        return m.poll();
    }
    if m.is_native(o) {
        m.opaque(&slow::SET_ITEM, 3, 0)?;
        return m.poll();
    }
    m.outline(set_slow)
}

/// Overwrites an item of a list where it fits its storage; takes the value. False: not done.
#[inline(always)]
pub(super) fn quick_set<M: Machine>(m: &mut M, o: M::Val, k: M::Val, v: M::Val) -> bool {
    let Some(i) = m.as_int(k) else { return false };
    if !m.is_exactly(o, Kind::List) {
        return false;
    }
    let s = m.list_storage(o);
    let n = m.list_len(o);
    match m.check_index(i, n) {
        Some(at) => m.list_set(o, s, at, v),
        None => false,
    }
}

fn set_slow<M: Machine>(m: &mut M) -> R {
    let (v, o, k) = (m.peek(2), m.peek(1), m.peek(0));
    if let Special::Python(f) = m.special(o, super::names().setitem, 3) {
        let f = m.constant(f);
        let Some(code) = m.callee(f, 3) else { unreachable!("special methods were checked") };
        // The arguments' order is container, key, value.
        m.poke(2, o);
        m.poke(1, k);
        m.poke(0, v);
        m.retain(f);
        return m.enter(code, f, 3, 0, Action::DISCARD);
    }
    if keyed::set_buffer_item(m) {
        return m.poll();
    }
    let int = m.as_int(k).is_some();
    let f = if is_dict(m, o) && may_be_plain_key(m, k) {
        if m.attempt(&slow::DICT_PUT, 3, 0).is_some() {
            return m.poll();
        }
        if m.is_exactly(o, Kind::Dict) { &slow::DICT_SET_ITEM } else { &slow::SET_ITEM }
    } else if int && m.is_exactly(o, Kind::List) {
        &slow::LIST_SET_ITEM
    } else {
        &slow::SET_ITEM
    };
    m.opaque(f, 3, 0)?;
    m.poll()
}
