//! Locals, constants, globals, cells, and the stack itself.

use super::slow;
use crate::machine::{Flow, Machine, R};
use crate::object::{Raised, Value};
use taipan_bytecode::Instr;

/// `LOAD_FAST`.
#[inline(always)]
pub fn fast<M: Machine>(m: &mut M, i: Instr) -> R {
    let v = m.local(i.arg() as usize);
    m.retain(v);
    m.push(v);
    Ok(Flow::Next)
}

/// `LOAD_FAST_CHECK`.
#[inline(always)]
pub fn fast_check<M: Machine>(m: &mut M, i: Instr) -> R {
    let v = m.local(i.arg() as usize);
    if m.is_const(v, Value::EMPTY) {
        return m.untraceable("an unbound local", slow::unbound_local, i);
    }
    m.retain(v);
    m.push(v);
    Ok(Flow::Next)
}

/// `LOAD_FAST_AND_CLEAR`.
#[inline(always)]
pub fn fast_and_clear<M: Machine>(m: &mut M, i: Instr) -> R {
    let e = m.constant(Value::EMPTY);
    let v = m.swap_local(i.arg() as usize, e);
    m.push(v);
    Ok(Flow::Next)
}

/// `STORE_FAST`.
#[inline(always)]
pub fn store_fast<M: Machine>(m: &mut M, i: Instr) -> R {
    let v = m.pop();
    let old = m.swap_local(i.arg() as usize, v);
    m.release_and_poll(old)
}

/// `DELETE_FAST`.
pub fn delete_fast<M: Machine>(m: &mut M, i: Instr) -> R {
    let v = m.local(i.arg() as usize);
    if m.is_const(v, Value::EMPTY) {
        return m.untraceable("an unbound local", slow::unbound_local, i);
    }
    let e = m.constant(Value::EMPTY);
    let old = m.swap_local(i.arg() as usize, e);
    m.release(old);
    m.poll()
}

/// `LOAD_CONST`.
#[inline(always)]
pub fn constant<M: Machine>(m: &mut M, i: Instr) -> R {
    let v = m.load_const(i.arg() as usize);
    m.retain(v);
    m.push(v);
    Ok(Flow::Next)
}

/// `LOAD_SMALL_INT`.
#[inline(always)]
pub fn small_int<M: Machine>(m: &mut M, i: Instr) -> R {
    let v = m.constant(Value::small(i64::from(i.arg())));
    m.push(v);
    Ok(Flow::Next)
}

/// `PUSH_NULL`.
#[inline(always)]
pub fn null<M: Machine>(m: &mut M, _: Instr) -> R {
    let v = m.constant(Value::EMPTY);
    m.push(v);
    Ok(Flow::Next)
}

/// `POP_TOP`, `POP_ITER`, `END_FOR`.
#[inline(always)]
pub fn pop_top<M: Machine>(m: &mut M, _: Instr) -> R {
    let v = m.pop();
    m.release_and_poll(v)
}

/// `COPY`.
#[inline(always)]
pub fn copy<M: Machine>(m: &mut M, i: Instr) -> R {
    let v = m.peek(i.arg() as usize - 1);
    m.retain(v);
    m.push(v);
    Ok(Flow::Next)
}

/// `SWAP`.
#[inline(always)]
pub fn swap<M: Machine>(m: &mut M, i: Instr) -> R {
    let n = i.arg() as usize - 1;
    let (a, b) = (m.peek(n), m.peek(0));
    m.poke(n, b);
    m.poke(0, a);
    Ok(Flow::Next)
}

/// `LOAD_GLOBAL`.
#[inline(always)]
pub fn global<M: Machine>(m: &mut M, i: Instr) -> R {
    global_value(m, i, i.arg() >> 1)?;
    if i.arg() & 1 == 1 {
        return null(m, i);
    }
    Ok(Flow::Next)
}

/// Pushes a global, of which the name's index is given: opcodes differ in where they keep it.
#[inline(always)]
fn global_value<M: Machine>(m: &mut M, i: Instr, name: u32) -> Result<(), Raised> {
    match m.global(i, name) {
        Some(v) => {
            m.retain(v);
            m.push(v);
        }
        None => {
            slow::push_globals(m);
            slow::push_name(m, name);
            let v = m.opaque(&slow::GLOBAL, 2, 0)?;
            m.push(v);
        }
    }
    Ok(())
}

/// `STORE_GLOBAL`.
#[inline(always)]
pub fn store_global<M: Machine>(m: &mut M, i: Instr) -> R {
    let v = m.peek(0);
    if m.set_global(i, v) {
        // The value went from the stack to the cell.
        m.pop();
        return m.poll();
    }
    slow::push_globals(m);
    slow::push_name(m, i.arg());
    m.opaque(&slow::STORE_GLOBAL, 3, 0)?;
    Ok(Flow::Next)
}

/// `LOAD_NAME` at module level is a global.
#[inline(always)]
pub fn name<M: Machine>(m: &mut M, i: Instr) -> R {
    if m.at_module_level() {
        global_value(m, i, i.arg())?;
        return Ok(Flow::Next);
    }
    let v = m.opaque(&slow::NAME, 0, i.arg())?;
    m.push(v);
    Ok(Flow::Next)
}

/// `STORE_NAME` at module level is a global.
#[inline(always)]
pub fn store_name<M: Machine>(m: &mut M, i: Instr) -> R {
    if m.at_module_level() {
        return store_global(m, i);
    }
    m.opaque(&slow::STORE_NAME, 1, i.arg())?;
    Ok(Flow::Next)
}

/// `LOAD_DEREF`.
#[inline(always)]
pub fn deref<M: Machine>(m: &mut M, i: Instr) -> R {
    let cell = m.local(i.arg() as usize);
    let v = m.load_cell(cell);
    if m.is_const(v, Value::EMPTY) {
        return m.untraceable("an unbound variable of a closure", slow::unbound_cell, i);
    }
    m.retain(v);
    m.push(v);
    Ok(Flow::Next)
}

/// `STORE_DEREF`.
#[inline(always)]
pub fn store_deref<M: Machine>(m: &mut M, i: Instr) -> R {
    let cell = m.local(i.arg() as usize);
    let v = m.pop();
    m.store_cell(cell, v);
    Ok(Flow::Next)
}

/// `COPY_FREE_VARS`: the closure's cells become the last variables.
#[inline(always)]
pub fn copy_free_vars<M: Machine>(m: &mut M, i: Instr) -> R {
    let n = i.arg() as usize;
    let f = m.function();
    let closure = m.load(f, &crate::machine::fields::FUNCTION_CLOSURE);
    let first = m.nlocals() - n;
    for k in 0..n {
        let at = m.int_const(k as i64);
        let cell = m.tuple_get(closure, at);
        m.retain(cell);
        // A fresh frame's free variables are empty: there is nothing to release.
        m.swap_local(first + k, cell);
    }
    Ok(Flow::Next)
}

/// `MAKE_CELL`.
#[inline(always)]
pub fn make_cell<M: Machine>(m: &mut M, i: Instr) -> R {
    let e = m.constant(Value::EMPTY);
    let v = m.swap_local(i.arg() as usize, e);
    let cell = m.new_cell(v);
    m.swap_local(i.arg() as usize, cell);
    Ok(Flow::Next)
}
