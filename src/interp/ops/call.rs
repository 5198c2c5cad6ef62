//! Calls and returns.
//!
//! The stack of a call is `f, self|NULL, args…`. Arguments become the callee's first locals where they lie; the frame owns `f`.

use super::{builtin_class, intrinsic, slow};
use crate::interp::bind::{Plan, Source};
use crate::machine::{Callee, Flow, Machine, R};
use crate::object::{Action, ActionKind, Kind, Value};
use taipan_bytecode::Instr;

/// How a Python function takes the arguments at hand.
enum How {
    /// As they lie.
    Exact(Callee),
    /// Rearranged, with defaults.
    Planned(Box<Plan>),
}

/// `CALL`.
#[inline(always)]
pub fn call<M: Machine>(m: &mut M, i: Instr) -> R {
    let n = i.arg() as usize;
    let (f, this) = (m.peek(n + 1), m.peek(n));
    let nargs = if m.is_const(this, Value::EMPTY) { n } else { n + 1 };
    if m.inlines(f)
        && let Some(code) = m.callee(f, nargs)
    {
        return m.enter(code, f, nargs, n + 2 - nargs, Action::PUSH);
    }
    if m.is_plain_builtin(f, n) {
        let v = m.opaque(&slow::CALL, n + 2, n as u32)?;
        m.push(v);
        return Ok(Flow::Next);
    }
    if nargs == n && m.is_builtin_class(f, n) {
        return m.outline(move |m| call_builtin_class(m, n));
    }
    m.outline(move |m| call_other(m, n, nargs))
}

/// The call of a built-in class.
fn call_builtin_class<M: Machine>(m: &mut M, n: usize) -> R {
    let f = m.peek(n + 1);
    let class = m.promote(f);
    if !builtin_class(m, class, n) {
        let v = m.opaque(&slow::CALL_CLASS, n + 2, n as u32)?;
        m.push(v);
    }
    m.drain();
    Ok(Flow::Next)
}

/// The call of a class that is known by meaning. False: another one, nothing was done.
fn builtin_class<M: Machine>(m: &mut M, class: Value, n: usize) -> bool {
    let Some(v) = builtin_class::call(m, class, n) else { return false };
    for _ in 0..n + 2 {
        let old = m.pop();
        m.release(old);
    }
    m.push(v);
    true
}

/// Any call; what it consumed may have been the last reference to something.
fn call_other<M: Machine>(m: &mut M, n: usize, nargs: usize) -> R {
    let flow = call_by_kind(m, n, nargs)?;
    m.drain();
    Ok(flow)
}

fn call_by_kind<M: Machine>(m: &mut M, n: usize, nargs: usize) -> R {
    let f = m.peek(n + 1);
    match m.kind_of(f) {
        Some(Kind::Builtin | Kind::MethodDescr) => {
            if let Some(r) = intrinsic::call(m, n, nargs)? {
                return Ok(r);
            }
            if let Some(r) = consume(m, n, nargs)? {
                return Ok(r);
            }
        }
        Some(Kind::Function) => {
            if let Some(plan) = m.call_plan(f, nargs, Value::EMPTY) {
                return enter_planned(m, &plan, f, nargs, n + 2 - nargs, Action::PUSH);
            }
        }
        Some(Kind::Method) if nargs == n => {
            let (func, this) =
                (m.load(f, &crate::machine::fields::METHOD_FUNC), m.load(f, &crate::machine::fields::METHOD_SELF));
            if m.kind_of(func) == Some(Kind::Function)
                && let Some(how) = prepare(m, func, n + 1)
            {
                m.retain(func);
                m.retain(this);
                m.poke(n + 1, func);
                m.poke(n, this);
                m.release(f);
                return enter(m, how, func, n + 1, 1, Action::PUSH);
            }
        }
        Some(Kind::Type) if nargs == n => {
            if let Some(r) = consume(m, n, nargs)? {
                return Ok(r);
            }
            if let Some(r) = construct(m, n)? {
                return Ok(r);
            }
            let class = m.promote(f);
            if builtin_class(m, class, n) {
                return Ok(Flow::Next);
            }
            if let Some(v) = super::scalar::call(m, class, n)? {
                m.push(v);
                return Ok(Flow::Next);
            }
        }
        _ => {}
    }
    opaque_call(m, n)
}

/// A builtin that uses up a generator: a Python function stands in for it, whose loop is one like any other.
fn consume<M: Machine>(m: &mut M, n: usize, nargs: usize) -> Result<Option<Flow>, crate::object::Raised> {
    if n == 0 || n > 2 {
        return Ok(None);
    }
    let (f, it) = (m.peek(n + 1), m.peek(n - 1));
    let Some(stand_in) = m.consumer(f, it, nargs) else { return Ok(None) };
    // `sum` may have been given a start; anything but an int is the native function's business.
    if n == 2 {
        let start = m.peek(0);
        if m.as_int(start).is_none() {
            return Ok(None);
        }
    }
    let stand_in = m.constant(stand_in);
    m.retain(stand_in);
    m.poke(n + 1, stand_in);
    m.release(f);
    let (mut n, mut nargs) = (n, nargs);
    if m.callee(stand_in, nargs).is_none() {
        let zero = m.int_const(0);
        let zero = m.int(zero);
        m.push(zero);
        (n, nargs) = (n + 1, nargs + 1);
    }
    if m.inlines(stand_in)
        && let Some(code) = m.callee(stand_in, nargs)
    {
        return m.enter(code, stand_in, nargs, n + 2 - nargs, Action::PUSH).map(Some);
    }
    opaque_call(m, n).map(Some)
}

/// The whole call as one operation.
fn opaque_call<M: Machine>(m: &mut M, n: usize) -> R {
    let v = m.opaque(&slow::CALL, n + 2, n as u32)?;
    m.push(v);
    Ok(Flow::Next)
}

fn prepare<M: Machine>(m: &mut M, f: M::Val, nargs: usize) -> Option<How> {
    if !m.inlines(f) {
        return None;
    }
    if let Some(code) = m.callee(f, nargs) {
        return Some(How::Exact(code));
    }
    m.call_plan(f, nargs, Value::EMPTY).map(|p| How::Planned(Box::new(p)))
}

fn enter<M: Machine>(m: &mut M, how: How, f: M::Val, nargs: usize, drop: usize, action: Action) -> R {
    match how {
        How::Exact(code) => m.enter(code, f, nargs, drop, action),
        How::Planned(plan) => enter_planned(m, &plan, f, nargs, drop, action),
    }
}

/// Rearranges the top `nargs` values as the plan says and enters the function.
fn enter_planned<M: Machine>(m: &mut M, plan: &Plan, f: M::Val, nargs: usize, drop: usize, action: Action) -> R {
    let args: Vec<M::Val> = (0..nargs).rev().map(|k| m.peek(k)).collect();
    for _ in 0..nargs {
        m.pop();
    }
    for source in plan.sources() {
        match *source {
            Source::Arg(k) => m.push(args[k as usize]),
            Source::Const(v) => {
                let v = m.constant(v);
                m.retain(v);
                m.push(v);
            }
            Source::Rest { from, count } => {
                for &a in &args[from as usize..(from + count) as usize] {
                    m.push(a);
                }
                let t = m.new_tuple(count as usize);
                m.push(t);
            }
            Source::Keywords { from, count } => {
                for k in 0..count {
                    let name = m.constant(plan.keyword(from + k));
                    m.retain(name);
                    m.push(name);
                    m.push(args[plan.keyword_arg(from + k)]);
                }
                let d = m.opaque(&slow::BUILD_MAP, 2 * count as usize, u32::from(count))?;
                m.push(d);
            }
        }
    }
    m.enter(plan.callee(), f, plan.sources().len(), drop, action)
}

/// Calls a class whose instances are plain: makes the instance and enters its `__init__`.
fn construct<M: Machine>(m: &mut M, n: usize) -> Result<Option<Flow>, crate::object::Raised> {
    let class = m.peek(n + 1);
    let Some(init) = m.plain_class(class, n) else { return Ok(None) };
    let class_value = m.promote(class);
    match init {
        None => {
            let o = m.new_instance(class_value);
            m.pop();
            m.pop();
            m.release(class);
            m.push(o);
            Ok(Some(Flow::Next))
        }
        Some(init) => {
            let init = m.constant(init);
            let Some(how) = prepare(m, init, n + 1) else { return Ok(None) };
            let o = m.new_instance(class_value);
            m.retain(o);
            m.poke(n + 1, o);
            m.poke(n, o);
            m.release(class);
            m.retain(init);
            enter(m, how, init, n + 1, 0, Action::with(ActionKind::Init, 0)).map(Some)
        }
    }
}

/// `CALL_KW`.
pub fn call_kw<M: Machine>(m: &mut M, i: Instr) -> R {
    let n = i.arg() as usize;
    let (f, this, names) = (m.peek(n + 2), m.peek(n + 1), m.peek(0));
    let bound = !m.is_const(this, Value::EMPTY);
    let names_value = m.promote(names);
    let nargs = n + usize::from(bound);
    if m.kind_of(f) == Some(Kind::Function)
        && let Some(plan) = m.call_plan(f, nargs, names_value)
    {
        m.pop();
        m.release(names);
        return enter_planned(m, &plan, f, nargs, n + 2 - nargs, Action::PUSH);
    }
    if !bound
        && m.kind_of(f) == Some(Kind::Type)
        && let Some(Some(init)) = m.plain_class(f, n)
    {
        let init = m.constant(init);
        if let Some(plan) = m.call_plan(init, n + 1, names_value) {
            let class_value = m.promote(f);
            let o = m.new_instance(class_value);
            m.pop();
            m.release(names);
            m.retain(o);
            m.poke(n + 1, o);
            m.poke(n, o);
            m.release(f);
            m.retain(init);
            return enter_planned(m, &plan, init, n + 1, 0, Action::with(ActionKind::Init, 0));
        }
    }
    let v = m.opaque(&slow::CALL_KW, n + 3, n as u32)?;
    m.push(v);
    Ok(Flow::Next)
}

/// The getter of a property that is written in Python, as a frame. `None`: there is none.
pub fn getter<M: Machine>(m: &mut M, i: Instr) -> Result<Option<Flow>, crate::object::Raised> {
    let o = m.peek(0);
    let Some(f) = m.find_getter(o, i) else { return Ok(None) };
    let f = m.constant(f);
    let Some(code) = m.callee(f, 1) else { return Ok(None) };
    m.retain(f);
    m.enter(code, f, 1, 0, Action::with(ActionKind::Attr, i.arg() & 1)).map(Some)
}

/// `RETURN_VALUE`.
#[inline(always)]
pub fn return_value<M: Machine>(m: &mut M, _: Instr) -> R {
    let v = m.pop();
    m.leave(v)
}
