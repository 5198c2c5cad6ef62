//! Attributes.

use super::{call, complex, slow};
use crate::machine::{Flow, Found, Machine, Place, R};
use crate::object::{Action, Value};
use taipan_bytecode::Instr;

/// `LOAD_ATTR`.
#[inline(always)]
pub fn load<M: Machine>(m: &mut M, i: Instr) -> R {
    let o = m.peek(0);
    let method = i.arg() & 1 == 1;
    if !method && let Some(v) = m.quick_attr(o, i) {
        m.retain(v);
        m.poke(0, v);
        m.release(o);
        m.drain();
        return Ok(Flow::Next);
    }
    match m.find_attr(o, i) {
        Found::Slot(s) => {
            let v = m.load_slot(o, s);
            if m.is_const(v, Value::EMPTY) {
                return m.cold(move |m| slow_attr(m, i));
            }
            m.retain(v);
            m.poke(0, v);
            m.release(o);
        }
        Found::Class(v) => {
            let v = m.constant(v);
            m.retain(v);
            m.poke(0, v);
            m.release(o);
        }
        Found::Method(f) if method => {
            let f = m.constant(f);
            m.retain(f);
            m.poke(0, f);
            m.push(o);
            return Ok(Flow::Next);
        }
        Found::Cell(c) => {
            let v = m.namespace_value(c);
            if m.is_const(v, Value::EMPTY) {
                return m.cold(move |m| slow_attr(m, i));
            }
            m.retain(v);
            m.poke(0, v);
            m.release(o);
        }
        Found::Method(_) | Found::Slow => return m.cold(move |m| slow_attr(m, i)),
    }
    if method {
        let e = m.constant(Value::EMPTY);
        m.push(e);
    }
    m.drain();
    Ok(Flow::Next)
}

fn slow_attr<M: Machine>(m: &mut M, i: Instr) -> R {
    let o = m.peek(0);
    if i.arg() & 1 == 0
        && let Some(v) = complex::attribute(m, o, i.arg() >> 1)
    {
        m.pop();
        m.release(o);
        m.push(v);
        return Ok(Flow::Next);
    }
    if let Some(r) = call::getter(m, i)? {
        return Ok(r);
    }
    slow::push_name(m, i.arg() >> 1);
    let v = m.opaque(&slow::ATTR, 2, 0)?;
    m.push(v);
    if i.arg() & 1 == 1 {
        let e = m.constant(Value::EMPTY);
        m.push(e);
    }
    Ok(Flow::Next)
}

/// `STORE_ATTR`: ( value, owner -- ).
#[inline(always)]
pub fn store<M: Machine>(m: &mut M, i: Instr) -> R {
    let (v, o) = (m.peek(1), m.peek(0));
    if let Some(old) = m.quick_set_attr(o, i, v) {
        m.pop();
        m.pop();
        m.release(old);
        m.release(o);
        return m.poll();
    }
    match m.find_place(o, i) {
        Place::Slot(s) => {
            m.pop();
            m.pop();
            m.store_slot(o, s, v);
            m.release(o);
            m.poll()
        }
        Place::Added(shape) => {
            m.pop();
            m.pop();
            m.add_slot(o, shape, v);
            m.release(o);
            Ok(Flow::Next)
        }
        Place::Slow => m.cold(move |m| store_slow(m, i)),
    }
}

fn store_slow<M: Machine>(m: &mut M, i: Instr) -> R {
    let (v, o) = (m.peek(1), m.peek(0));
    if let Some(f) = m.find_setter(o, i) {
        let f = m.constant(f);
        if let Some(code) = m.callee(f, 2) {
            // The property's setter as a frame: it takes owner and value.
            m.poke(1, o);
            m.poke(0, v);
            m.retain(f);
            return m.enter(code, f, 2, 0, Action::DISCARD);
        }
    }
    slow::push_name(m, i.arg());
    m.opaque(&slow::SET_ATTR, 3, 0)?;
    m.poll()
}

/// `LOAD_FAST`, then `LOAD_ATTR`: the local is only looked at when the attribute lies in the object.
#[inline(always)]
pub fn load_from_local<M: Machine>(m: &mut M, i: Instr) -> R {
    let j = m.next_instr();
    let o = m.local(i.arg() as usize);
    if j.arg() & 1 == 0
        && let Some(v) = m.quick_attr(o, j)
    {
        m.jump(1);
        m.retain(v);
        m.push(v);
        return Ok(Flow::Next);
    }
    super::load::fast(m, i)
}

/// `LOAD_FAST`, then `STORE_ATTR`: `local.name = top`.
#[inline(always)]
pub fn store_to_local<M: Machine>(m: &mut M, i: Instr) -> R {
    let j = m.next_instr();
    let (v, o) = (m.peek(0), m.local(i.arg() as usize));
    if let Some(old) = m.quick_set_attr(o, j, v) {
        m.jump(1);
        m.pop();
        return m.release_and_poll(old);
    }
    super::load::fast(m, i)
}
