//! Iteration: `GET_ITER`, `FOR_ITER`, unpacking.

use super::slow;
use crate::machine::{Flow, IOp, Machine, R, Special, fields};
use crate::object::{Action, ActionKind, CmpOp, Kind, Storage, Value};
use taipan_bytecode::Instr;

/// `GET_ITER`.
#[inline(always)]
pub fn get_iter<M: Machine>(m: &mut M, _: Instr) -> R {
    let o = m.peek(0);
    if let Some(it) = simple_iterator(m, o) {
        m.poke(0, it);
        return Ok(Flow::Next);
    }
    match m.kind_of(o) {
        Some(
            Kind::RangeIter
            | Kind::ListIter
            | Kind::ListReverseIter
            | Kind::TupleIter
            | Kind::StrIter
            | Kind::Generator
            | Kind::Enumerate
            | Kind::Zip,
        ) => return Ok(Flow::Next),
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
    let f =
        if m.is_native(o) { &slow::ITER } else { super::keyed::quiet_iteration(m, o, &slow::ITER_QUIET, &slow::ITER) };
    let v = m.opaque(f, 1, 0)?;
    m.push(v);
    Ok(Flow::Next)
}

/// Whether [`simple_iterator`] knows what to do.
#[inline(always)]
pub(super) fn has_simple_iterator<M: Machine>(m: &mut M, o: M::Val) -> bool {
    match m.kind_of(o) {
        Some(Kind::Range) => {
            let left = m.load_int(o, &fields::RANGE_LEN);
            let zero = m.int_const(0);
            let fits = m.int_cmp(CmpOp::Ge, left, zero);
            m.branch(fits)
        }
        Some(Kind::List | Kind::Tuple) => true,
        _ => false,
    }
}

/// The iterator of a range, list or tuple, which it takes. `None`: something else, not taken.
#[inline(always)]
pub(super) fn simple_iterator<M: Machine>(m: &mut M, o: M::Val) -> Option<M::Val> {
    if !has_simple_iterator(m, o) {
        return None;
    }
    Some(match m.kind_of(o) {
        Some(kind @ (Kind::List | Kind::Tuple)) => {
            let first = m.int_const(0);
            m.new_seq_iter(if kind == Kind::List { Kind::ListIter } else { Kind::TupleIter }, o, first)
        }
        _ => {
            let left = m.load_int(o, &fields::RANGE_LEN);
            let (start, step) = (m.load_int(o, &fields::RANGE_START), m.load_int(o, &fields::RANGE_STEP));
            let it = m.new_range_iter(start, step, left);
            m.release(o);
            it
        }
    })
}

/// `FOR_ITER`. When the iterator is exhausted it stays on the stack, and END_FOR is skipped.
#[inline(always)]
pub fn for_iter<M: Machine>(m: &mut M, i: Instr) -> R {
    iterate(m, i, false)
}

/// `FOR_ITER`, then `STORE_FAST`, which is left to itself when the item does not come at once.
#[inline(always)]
pub fn for_iter_store<M: Machine>(m: &mut M, i: Instr) -> R {
    iterate(m, i, true)
}

/// What is found goes on in each kind's own branch, so that nothing has to be told apart twice.
#[inline(always)]
fn iterate<M: Machine>(m: &mut M, i: Instr, store: bool) -> R {
    let it = m.peek(0);
    if m.is_exactly(it, Kind::RangeIter) {
        let next = look_number(m, it);
        return arrive(m, i, it, next, store);
    }
    if m.is_exactly(it, Kind::ListIter) {
        let next = look_item(m, it, Kind::ListIter);
        return arrive(m, i, it, next, store);
    }
    let next = look_seldom(m, it);
    arrive(m, i, it, next, store)
}

#[inline(always)]
fn arrive<M: Machine>(m: &mut M, i: Instr, it: M::Val, next: Look<M>, store: bool) -> R {
    match next {
        Look::Item(item) => {
            let v = advance(m, it, item);
            if store {
                let local = super::jump::take_next(m).arg() as usize;
                let old = m.swap_local(local, v);
                return m.release_and_poll(old);
            }
            m.push(v);
            Ok(Flow::Next)
        }
        Look::End(kind) => {
            finish(m, it, kind);
            exhausted(m, i)
        }
        Look::Other => for_any(m, i),
    }
}

/// `FOR_ITER` over what [`look`] does not know.
#[inline(always)]
fn for_any<M: Machine>(m: &mut M, i: Instr) -> R {
    let it = m.peek(0);
    if m.is_native(it) && !m.is_exactly(it, Kind::Generator) {
        return match m.opaque_next(&slow::NEXT, 1, i.arg() as isize + 1)? {
            Some(v) => {
                m.push(v);
                Ok(Flow::Next)
            }
            None => exhausted(m, i),
        };
    }
    m.outline(move |m| for_other(m, i))
}

#[inline(always)]
fn exhausted<M: Machine>(m: &mut M, i: Instr) -> R {
    m.jump(i.arg() as isize + 1);
    Ok(Flow::Next)
}

/// What the iterator of a range, list, tuple or string of ASCII would give next.
enum Look<M: Machine> {
    Item(Next<M>),
    /// It is exhausted; its kind.
    End(Kind),
    /// It is another kind of iterator, or needs the slow path.
    Other,
}

/// The next item of an iterator, and what the iterator will hold then.
enum Next<M: Machine> {
    Number { value: M::Int, after: M::Int, left: M::Int },
    ListItem { list: M::Val, storage: Storage, at: M::Int, after: M::Int },
    TupleItem { tuple: M::Val, at: M::Int },
    Char { value: M::Val, at: M::Int },
}

/// Looks at the next item: all that may fail in a trace, and nothing is changed.
#[inline(always)]
fn look<M: Machine>(m: &mut M, it: M::Val) -> Look<M> {
    if m.is_exactly(it, Kind::RangeIter) {
        return look_number(m, it);
    }
    if m.is_exactly(it, Kind::ListIter) {
        return look_item(m, it, Kind::ListIter);
    }
    look_seldom(m, it)
}

/// [`look`] for the less frequent kinds.
#[inline(always)]
fn look_seldom<M: Machine>(m: &mut M, it: M::Val) -> Look<M> {
    if m.is_exactly(it, Kind::ListReverseIter) {
        return look_item(m, it, Kind::ListReverseIter);
    }
    if m.is_exactly(it, Kind::TupleIter) {
        return look_item(m, it, Kind::TupleIter);
    }
    if m.is_exactly(it, Kind::StrIter) {
        let (text, at) = (m.load(it, &fields::STR_ITER_TEXT), m.load_int(it, &fields::STR_ITER_AT));
        return match m.ascii_char(text, at) {
            Some(value) => Look::Item(Next::Char { value, at }),
            None => Look::Other,
        };
    }
    Look::Other
}

/// [`look`] for the iterator of a range.
#[inline(always)]
fn look_number<M: Machine>(m: &mut M, it: M::Val) -> Look<M> {
    let left = m.load_int(it, &fields::RANGE_ITER_LEFT);
    let zero = m.int_const(0);
    let more = m.int_cmp(CmpOp::Gt, left, zero);
    if !m.branch(more) {
        return Look::End(Kind::RangeIter);
    }
    let value = m.load_int(it, &fields::RANGE_ITER_NEXT);
    let step = m.load_int(it, &fields::RANGE_ITER_STEP);
    let (after, left) = (m.int_add_wrapping(value, step), m.int_dec(left));
    Look::Item(Next::Number { value, after, left })
}

/// [`look`] for the iterators of lists and tuples.
#[inline(always)]
fn look_item<M: Machine>(m: &mut M, it: M::Val, kind: Kind) -> Look<M> {
    let seq = m.load(it, &fields::SEQ_ITER_SEQ);
    if m.is_const(seq, Value::NONE) {
        // Exhausted before: there is nothing to write.
        return Look::End(Kind::RangeIter);
    }
    let at = m.load_int(it, &fields::SEQ_ITER_INDEX);
    if kind == Kind::TupleIter {
        let n = m.tuple_len(seq);
        return if m.below(at, n) { Look::Item(Next::TupleItem { tuple: seq, at }) } else { Look::End(kind) };
    }
    let storage = m.list_storage(seq);
    let n = m.list_len(seq);
    if !m.below(at, n) {
        return Look::End(kind);
    }
    if storage == Storage::Empty {
        return Look::Other;
    }
    let after = if kind == Kind::ListReverseIter { m.int_dec(at) } else { m.int_inc(at) };
    Look::Item(Next::ListItem { list: seq, storage, at, after })
}

/// Takes the item, owned.
#[inline(always)]
fn advance<M: Machine>(m: &mut M, it: M::Val, next: Next<M>) -> M::Val {
    match next {
        Next::Number { value, after, left } => {
            m.store_int(it, &fields::RANGE_ITER_NEXT, after);
            m.store_int(it, &fields::RANGE_ITER_LEFT, left);
            m.int(value)
        }
        Next::ListItem { list, storage, at, after } => {
            let v = m.list_get(list, storage, at);
            m.store_int(it, &fields::SEQ_ITER_INDEX, after);
            v
        }
        Next::TupleItem { tuple, at } => {
            let v = m.tuple_get(tuple, at);
            m.retain(v);
            let after = m.int_inc(at);
            m.store_int(it, &fields::SEQ_ITER_INDEX, after);
            v
        }
        Next::Char { value, at } => {
            m.retain(value);
            let after = m.int_inc(at);
            m.store_int(it, &fields::STR_ITER_AT, after);
            value
        }
    }
}

/// An iterator that is exhausted lets go of its sequence.
#[inline(always)]
fn finish<M: Machine>(m: &mut M, it: M::Val, kind: Kind) {
    if kind != Kind::RangeIter {
        let none = m.constant(Value::NONE);
        m.store(it, &fields::SEQ_ITER_SEQ, none);
    }
}

fn for_other<M: Machine>(m: &mut M, i: Instr) -> R {
    let it = m.peek(0);
    let mut next = &slow::NEXT;
    match m.kind_of(it) {
        Some(Kind::Enumerate) => {
            if let Some(r) = for_enumerate(m, i, it) {
                return r;
            }
            let inner = m.load(it, &fields::ENUMERATE_ITER);
            if m.is_exactly(inner, Kind::StrIter) {
                next = &slow::NEXT_QUIET;
            }
        }
        Some(Kind::Zip) => {
            if let Some(r) = for_zip(m, i, it) {
                return r;
            }
        }
        Some(Kind::Map) => {
            if let Some(r) = for_map(m, i, it) {
                return r;
            }
        }
        Some(Kind::Generator) => return m.resume_generator(it, Action::with(ActionKind::ForGenerator, i.arg())),
        Some(_) => next = super::keyed::quiet_iteration(m, it, &slow::NEXT_QUIET, &slow::NEXT),
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
    match m.opaque_next(next, 1, i.arg() as isize + 1)? {
        Some(v) => m.push(v),
        None => m.jump(i.arg() as isize + 1),
    }
    Ok(Flow::Next)
}

/// `enumerate` over a range, list or tuple. `None`: over something else.
fn for_enumerate<M: Machine>(m: &mut M, i: Instr, it: M::Val) -> Option<R> {
    let inner = m.load(it, &fields::ENUMERATE_ITER);
    match look(m, inner) {
        Look::Item(item) => {
            let count = m.load_int(it, &fields::ENUMERATE_COUNT);
            let one = m.int_const(1);
            let after = m.int_op(IOp::Add, count, one)?;
            let v = advance(m, inner, item);
            m.store_int(it, &fields::ENUMERATE_COUNT, after);
            let number = m.int(count);
            m.push(number);
            m.push(v);
            let pair = m.new_tuple(2);
            m.push(pair);
            Some(Ok(Flow::Next))
        }
        Look::End(kind) => {
            finish(m, inner, kind);
            Some(exhausted(m, i))
        }
        Look::Other => None,
    }
}

/// `map` of a Python function over one range, list or tuple: the function's result is the item. `None`: other ones.
fn for_map<M: Machine>(m: &mut M, i: Instr, it: M::Val) -> Option<R> {
    let inner = m.load(it, &fields::MAP_ONLY);
    if m.is_const(inner, Value::NONE) {
        return None;
    }
    let f = m.load(it, &fields::MAP_FUNC);
    if m.kind_of(f) != Some(Kind::Function) || !m.inlines(f) {
        return None;
    }
    let code = m.callee(f, 1)?;
    match look(m, inner) {
        Look::Item(item) => {
            let v = advance(m, inner, item);
            m.retain(f);
            m.push(v);
            // A StopIteration of the function ends the loop, as one of the iterator does.
            Some(m.enter(code, f, 1, 0, Action::with(ActionKind::ForNext, i.arg())))
        }
        Look::End(kind) => {
            finish(m, inner, kind);
            Some(exhausted(m, i))
        }
        Look::Other => None,
    }
}

/// The most iterators of a `zip` that is taken apart.
const MAX_ZIP: usize = 4;

/// `zip` over ranges, lists or tuples, not strict. `None`: over something else.
fn for_zip<M: Machine>(m: &mut M, i: Instr, it: M::Val) -> Option<R> {
    let strict = m.load_int(it, &fields::ZIP_STRICT);
    let zero = m.int_const(0);
    let strict = m.int_cmp(CmpOp::Ne, strict, zero);
    if m.branch(strict) {
        return None;
    }
    let iters = m.load(it, &fields::ZIP_ITERS);
    let n = m.tuple_len(iters);
    let n = m.promote_int(n) as usize;
    if n > MAX_ZIP {
        return None;
    }
    let mut items = [const { None }; MAX_ZIP];
    for k in 0..n {
        let at = m.int_const(k as i64);
        let inner = m.tuple_get(iters, at);
        match look(m, inner) {
            Look::Item(item) => items[k] = Some((inner, item)),
            Look::End(kind) => {
                // The iterators before it have given an item that is lost.
                for (other, item) in items.into_iter().flatten() {
                    let v = advance(m, other, item);
                    m.release(v);
                }
                finish(m, inner, kind);
                return Some(exhausted(m, i));
            }
            Look::Other => return None,
        }
    }
    if n == 0 {
        return Some(exhausted(m, i));
    }
    for (inner, item) in items.into_iter().flatten() {
        let v = advance(m, inner, item);
        m.push(v);
    }
    let t = m.new_tuple(n);
    m.push(t);
    Some(Ok(Flow::Next))
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
    m.cold(move |m| unpack_any(m, i))
}

fn unpack_any<M: Machine>(m: &mut M, i: Instr) -> R {
    let t = m.opaque(&slow::UNPACK, 1, i.arg())?;
    m.push(t);
    unpack_tuple(m, i.arg() as usize)
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
