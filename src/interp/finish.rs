//! Return actions carried out: what happens when a frame that an opcode pushed has returned.
//!
//! The frame is gone already; the stack ends at its `ret`, with the opcode's operands below.

use crate::machine::{Direct, Flow, Machine, R, Special};
use crate::object::{Action, ActionKind, BinOp, CmpOp, Exc, Owned, Raised, Ref, Value};

/// Gives `v`, owned, to the action.
pub(crate) fn finish(d: &mut Direct, action: Action, v: Value) -> R {
    match action.kind {
        ActionKind::Push | ActionKind::Checked => d.push(v),
        ActionKind::Discard => d.release(v),
        ActionKind::Leave => {
            d.vm().result = Some(owned(v));
            d.vm().yielded = false;
            return Ok(Flow::Leave);
        }
        ActionKind::Init => {
            if !v.is_none() {
                let name = owned(v).lend().ty().message_name();
                return Err(d.vm().type_error(format!("__init__() should return None, not '{name}'")));
            }
        }
        ActionKind::Bool => return truth_result(d, v),
        ActionKind::BoolLen | ActionKind::Contains => {
            let v = owned(v);
            let b = d.vm().truth(v.lend())? != (action.data == 1);
            if action.kind == ActionKind::Contains {
                drop_operands(d, 2);
            }
            d.push(Value::bool(b));
        }
        ActionKind::BinaryLeft | ActionKind::BinaryRightFirst | ActionKind::BinaryLast | ActionKind::BinaryInplace => {
            return binary_result(d, action, v);
        }
        ActionKind::CompareFirst | ActionKind::CompareSwappedFirst | ActionKind::CompareLast => {
            return compare_result(d, action, v);
        }
        ActionKind::Iter => {
            let v = owned(v);
            if v.lend().ty().slots().next.is_none() {
                let name = v.lend().ty().message_name();
                return Err(d.vm().type_error(format!("iter() returned non-iterator of type '{name}'")));
            }
            d.push(v.into_value());
        }
        ActionKind::ForNext => d.push(v),
        ActionKind::ForGenerator => {
            // The generator returned: the loop ends, whatever the value.
            d.release(v);
            d.jump(action.data as isize + 1);
        }
        ActionKind::SendGenerator => {
            d.push(v);
            d.jump(action.data as isize);
        }
        ActionKind::Attr | ActionKind::AttrOrHook => {
            d.push(v);
            if action.data & 1 == 1 {
                d.push(Value::EMPTY);
            }
        }
        ActionKind::Text => {
            let v = owned(v);
            if v.lend().as_text(d.vm()).is_none() {
                let name = v.lend().ty().message_name();
                return Err(d.vm().type_error(format!("__str__ returned non-string (type {name})")));
            }
            d.push(v.into_value());
        }
        ActionKind::PushDrop => {
            drop_operands(d, action.data as usize);
            d.push(v);
        }
        ActionKind::New | ActionKind::ClassBody => d.push(v),
    }
    Ok(Flow::Next)
}

#[allow(unsafe_code, reason = "the returned value was owned by the frame")]
fn owned(v: Value) -> Owned {
    // SAFETY: a returned value is owned, and this takes it over.
    unsafe { Owned::from_value(v) }
}

#[allow(unsafe_code, reason = "operands are alive on the stack")]
fn lent(v: Value) -> Ref<'static> {
    // SAFETY: operands stay on the stack while the action is carried out.
    unsafe { Ref::from_value(v) }
}

/// Drops the top `n` values, the first one first.
fn drop_operands(d: &mut Direct, n: usize) {
    for k in (0..n).rev() {
        let v = d.peek(k);
        d.poke(k, Value::EMPTY);
        d.release(v);
    }
    for _ in 0..n {
        d.pop();
    }
}

fn truth_result(d: &mut Direct, v: Value) -> R {
    if v.is_bool() {
        d.push(v);
        return Ok(Flow::Next);
    }
    let name = owned(v).lend().ty().message_name();
    Err(d.vm().type_error(format!("__bool__ should return bool, returned {name}")))
}

/// A binary operator's method returned; on `NotImplemented` the next candidate is asked.
fn binary_result(d: &mut Direct, action: Action, v: Value) -> R {
    if v != Value::NOT_IMPLEMENTED {
        drop_operands(d, 2);
        d.push(v);
        return Ok(Flow::Next);
    }
    let (a, b) = (d.peek(1), d.peek(0));
    let arg = action.data;
    let inplace = arg >= 13;
    let op = BinOp::ALL[(if inplace { arg - 13 } else { arg }) as usize];
    let names = super::ops::names();
    if action.kind == ActionKind::BinaryInplace
        && let Special::Python(f) = d.special(a, names.binary[op as usize], 2)
    {
        return enter_operands(d, f, [a, b], Action::with(ActionKind::BinaryLeft, arg));
    }
    if action.kind != ActionKind::BinaryLast && !std::ptr::eq(lent(a).ty(), lent(b).ty()) {
        if let Special::Python(f) = d.special(b, names.reflected[op as usize], 2) {
            return enter_operands(d, f, [b, a], Action::with(ActionKind::BinaryLast, arg));
        }
        // The right operand's slot may know the left one.
        if let Some(f) = lent(b).ty().slots().binary[op as usize] {
            let r = f(d.vm(), lent(a), lent(b))?;
            if r.value() != Value::NOT_IMPLEMENTED {
                drop_operands(d, 2);
                d.push(r.into_value());
                return Ok(Flow::Next);
            }
        }
    }
    Err(d.vm().unsupported_operands(op, inplace, lent(a), lent(b)))
}

fn enter_operands(d: &mut Direct, f: Value, args: [Value; 2], action: Action) -> R {
    let Some(code) = d.callee(f, 2) else { return Err(Raised) };
    d.retain(f);
    for a in args {
        d.retain(a);
        d.push(a);
    }
    d.enter(code, f, 2, 0, action)
}

/// A comparison's method returned; on `NotImplemented` the swapped one is asked, then identity decides.
fn compare_result(d: &mut Direct, action: Action, v: Value) -> R {
    let as_bool = action.data & 16 != 0;
    if v != Value::NOT_IMPLEMENTED {
        let v = owned(v);
        let r = if as_bool { Owned::bool(d.vm().truth(v.lend())?) } else { v };
        drop_operands(d, 2);
        d.push(r.into_value());
        return Ok(Flow::Next);
    }
    let (a, b) = (d.peek(1), d.peek(0));
    let op = CmpOp::of_arg(action.data);
    if action.kind == ActionKind::CompareFirst {
        let name = super::ops::names().compare[op.swapped() as usize];
        if let Special::Python(f) = d.special(b, name, 2) {
            return enter_operands(d, f, [b, a], Action::with(ActionKind::CompareLast, action.data));
        }
        if let Some(f) = lent(b).ty().slots().compare {
            let r = f(d.vm(), lent(b), lent(a), op.swapped())?;
            if r.value() != Value::NOT_IMPLEMENTED {
                return compare_result(d, Action::with(ActionKind::CompareLast, action.data), r.into_value());
            }
        }
    }
    let r = match op {
        CmpOp::Eq => a == b,
        CmpOp::Ne => a != b,
        _ => return Err(d.vm().unorderable(lent(a), lent(b), op)),
    };
    drop_operands(d, 2);
    d.push(Value::bool(r));
    Ok(Flow::Next)
}

/// What becomes of an exception that a frame with this action raises: `true` when the action swallowed it and the caller
/// goes on.
pub(super) fn on_exception(d: &mut Direct, action: Action) -> bool {
    match action.kind {
        ActionKind::ForNext if d.vm().raised_is(Exc::StopIteration) => {
            d.vm().raised = None;
            d.jump(action.data as isize + 1);
            true
        }
        _ => false,
    }
}
