//! What `Direct` looks up on types and functions, besides the inline caches.

#![allow(unsafe_code, reason = "looks at objects that are alive on the data stack")]

use super::{Callee, Direct, Machine, Opaque};
use crate::object::{
    Builtin, FnDef, Frame, Function, Kind, MethodDescr, Object, Owned, Raised, Ref, TypeFlags, Value, type_of,
};
use taipan_bytecode::Instr;

impl Direct {
    /// Carries out an opaque operation on the top `n` values.
    #[inline(always)]
    pub(crate) fn operate(&mut self, f: &'static Opaque, n: usize, arg: u32) -> Result<Value, Raised> {
        let r = opaque_call(self.pc, self.sp, self.fp, self.vm, f, n, arg);
        self.load_regs();
        r
    }

    /// Attempts an operation on the top `n` values, which stay if it does nothing.
    #[inline(always)]
    pub(super) fn try_to(&mut self, f: &'static Opaque, n: usize, arg: u32) -> Option<Value> {
        let r = attempt_call(self.pc, self.sp, self.fp, self.vm, f, n, arg);
        if r.is_empty() {
            return None;
        }
        self.load_regs();
        self.drain();
        Some(r)
    }

    /// The running frame's record.
    #[inline(always)]
    pub(super) fn frame_record(&self) -> &Frame {
        // SAFETY: there is one while opcodes run.
        unsafe { &*(*self.vm).frame }
    }
}

/// See `Machine::has_reflected`.
pub(super) fn has_reflected(a: Value, b: Value, name: Ref<'static>) -> bool {
    let (ta, tb) = (type_of(a), type_of(b));
    if std::ptr::eq(ta, tb) || !tb.is_subtype(ta) {
        return false;
    }
    match (ta.lookup(name), tb.lookup(name)) {
        (Some(x), Some(y)) => !x.is(y),
        (None, Some(_)) => true,
        _ => false,
    }
}

/// Whether `a` is a number of a built-in type and `b` a plain instance of a class: all operators of `a` give `NotImplemented`.
pub(super) fn is_number_and_instance(a: Value, b: Value) -> bool {
    let (ta, tb) = (type_of(a), type_of(b));
    let is_number = !ta.is_class() && matches!(ta.kind(), Kind::Int | Kind::Bool | Kind::Float | Kind::Complex);
    is_number && tb.is_class() && tb.kind() == Kind::Object
}

/// See `Machine::callee`.
#[inline(always)]
pub(super) fn callee(d: &mut Direct, f: Value, nargs: usize) -> Option<Callee> {
    if !d.is_exactly(f, Kind::Function) {
        return None;
    }
    // SAFETY: an exact function has this body; its code is alive with it.
    unsafe {
        let code = (*(f.bits() as *const Object<Function>)).body.code_obj();
        let body = &(*code).body;
        if body.simple && body.argcount as usize == nargs { Some(Callee { code }) } else { None }
    }
}

/// See `Machine::native`.
#[inline(always)]
pub(super) fn native(d: &mut Direct, f: Value) -> Option<(&'static FnDef, Option<Value>)> {
    // SAFETY: an exact builtin or method descriptor has these bodies.
    unsafe {
        if d.is_exactly(f, Kind::MethodDescr) {
            return Some(((*(f.bits() as *const Object<MethodDescr>)).body.def, None));
        }
        if !d.is_exactly(f, Kind::Builtin) {
            return None;
        }
        let b = &(*(f.bits() as *const Object<Builtin>)).body;
        let this = if b.bound { b.this.as_ref().map(Owned::value) } else { None };
        Some((b.def, this))
    }
}

/// Whether a builtin that uses up this iterator may be replaced by Python code. Without a tracer the native loop is the faster
/// one.
#[inline(always)]
pub(super) fn may_be_consumed(d: &mut Direct, it: Value) -> bool {
    // SAFETY: there is one VM.
    let traced = unsafe { (*d.vm).loop_threshold != 0 };
    traced && (d.is_exactly(it, Kind::Generator) || d.is_exactly(it, Kind::Map))
}

/// See `Machine::is_plain_builtin`.
#[inline(always)]
pub(super) fn is_plain_builtin(d: &mut Direct, f: Value, n: usize) -> bool {
    // SAFETY: an exact builtin or method descriptor has these bodies.
    let def = unsafe {
        if d.is_exactly(f, Kind::MethodDescr) {
            (*(f.bits() as *const Object<MethodDescr>)).body.def
        } else if d.is_exactly(f, Kind::Builtin) {
            (*(f.bits() as *const Object<Builtin>)).body.def
        } else {
            return false;
        }
    };
    def.intrinsic == crate::object::Intrinsic::None && !first_may_be_consumed(d, n)
}

/// Whether the first of the `n` arguments on top is one that [`may_be_consumed`].
#[inline(always)]
fn first_may_be_consumed(d: &mut Direct, n: usize) -> bool {
    let first = if n == 0 { Value::NONE } else { d.peek(n - 1) };
    may_be_consumed(d, first)
}

/// See `Machine::is_builtin_class`.
#[inline(always)]
pub(super) fn is_builtin_class(d: &mut Direct, f: Value, n: usize) -> bool {
    // SAFETY: an exact type has this body.
    d.is_exactly(f, Kind::Type)
        && !unsafe { &*(f.bits() as *const crate::object::TypeObj) }.is_class()
        && !first_may_be_consumed(d, n)
}

/// See `Machine::consumer`.
pub(super) fn consumer(d: &mut Direct, f: Value, nargs: usize, it: Value) -> Option<Value> {
    // SAFETY: the operands are alive on the stack.
    let (f, o): (Ref<'_>, Ref<'_>) = unsafe { (Ref::from_value(f), Ref::from_value(it)) };
    let vm = d.vm();
    let code = match crate::object::peek_suspended(it) {
        Some(s) => s.code as u64,
        None => crate::types::iter::map_function(vm, o)?.lend().get::<crate::object::Function>(vm)?.code_obj() as u64,
    };
    (vm.hooks.consumer)(vm, f, nargs, code)
}

/// See `Machine::quick_contains`.
pub(super) fn set_has_int(d: &mut Direct, set: Value, v: Value) -> Option<bool> {
    // SAFETY: the operands are alive on the stack.
    let (set, v): (Ref<'_>, Ref<'_>) = unsafe { (Ref::from_value(set), Ref::from_value(v)) };
    crate::types::set::contains_plain(d.vm(), set, v)
}

/// See `Machine::find_getter`.
pub(super) fn find_getter(d: &mut Direct, o: Value, i: Instr) -> Option<Value> {
    // SAFETY: the operand is alive on the stack.
    let o: Ref<'_> = unsafe { Ref::from_value(o) };
    if o.ty().has(TypeFlags::GETATTR_HOOK) {
        return None;
    }
    let name = d.instr_name(i.arg() as usize >> 1);
    let f = o.ty().lookup(name)?;
    crate::types::property_getter(d.vm(), f)
}

/// See `Machine::find_setter`.
pub(super) fn find_setter(d: &mut Direct, o: Value, i: Instr) -> Option<Value> {
    // SAFETY: the operand is alive on the stack.
    let o: Ref<'_> = unsafe { Ref::from_value(o) };
    if o.ty().has(TypeFlags::SETATTR_HOOK) {
        return None;
    }
    let f = o.ty().lookup(d.instr_name(i.arg() as usize))?;
    crate::types::property_setter(d.vm(), f)
}

/// See `Machine::exact_instance`.
pub(super) fn exact_instance(o: Value, class: Value) -> Option<bool> {
    // SAFETY: both are alive on the stack.
    let (o, class): (Ref<'_>, Ref<'_>) = unsafe { (Ref::from_value(o), Ref::from_value(class)) };
    let class = class.as_type()?;
    if !class.as_ref().ty().is_exactly(Kind::Type) {
        return None;
    }
    let is = o.ty().is_subtype(class);
    // An object may lie about its class.
    if is || crate::types::type_::is_plain(o.ty()) { Some(is) } else { None }
}

/// See `Machine::append_in_place`.
pub(super) fn append_in_place(d: &mut Direct, local: usize) -> Option<Value> {
    let (a, b) = (d.peek(1), d.peek(0));
    // SAFETY: both are exact strings, alive on the stack; with a count of two, stack and local are all that refer
    // to `a`, unless `b` is the same object.
    unsafe {
        let h = a.bits() as *mut crate::object::Header;
        if d.local(local) != a || (*h).count != 2 || a == b {
            return None;
        }
        let s = &mut (*(h as *mut Object<crate::object::Str>)).body;
        let more = (*(b.bits() as *const Object<crate::object::Str>)).body.bytes().len();
        // What is too long to grow is made anew, by an operation that can fail.
        if s.interned.get() || !s.can_grow(more) {
            return None;
        }
        let old = d.swap_local(local, Value::EMPTY);
        d.release(old);
        s.push(&(*(b.bits() as *const Object<crate::object::Str>)).body);
        d.pop();
        d.pop();
        d.release(b);
    }
    Some(a)
}

/// Calls an opaque operation on the top `n` values, then drops them. One function for all: the call site passes registers.
#[inline(never)]
fn opaque_call(
    pc: *const Instr,
    sp: *mut Value,
    fp: *mut Value,
    vm: *mut crate::object::Vm,
    f: &'static Opaque,
    n: usize,
    arg: u32,
) -> Result<Value, Raised> {
    // SAFETY: there is one VM; the top `n` values stay on the stack, and so alive, until the operation is done.
    unsafe {
        (*vm).regs = crate::object::Regs { pc, sp, fp };
        let operands = sp.sub(n);
        let r = (f.f)(&mut *vm, std::slice::from_raw_parts(operands as *const Ref<'_>, n), arg)?;
        for k in (0..n).rev() {
            crate::object::release(*operands.add(k));
        }
        (*vm).regs = crate::object::Regs { pc, sp: operands, fp };
        Ok(r.into_value())
    }
}

/// The same for an operation that may have to leave it: then the values stay.
#[inline(never)]
fn attempt_call(
    pc: *const Instr,
    sp: *mut Value,
    fp: *mut Value,
    vm: *mut crate::object::Vm,
    f: &'static Opaque,
    n: usize,
    arg: u32,
) -> Value {
    // SAFETY: as for `opaque_call`.
    unsafe {
        (*vm).regs = crate::object::Regs { pc, sp, fp };
        let operands = sp.sub(n);
        let Ok(r) = (f.f)(&mut *vm, std::slice::from_raw_parts(operands as *const Ref<'_>, n), arg) else {
            unreachable!("an operation that never raises")
        };
        if r.lend().is_empty() {
            return Value::EMPTY;
        }
        for k in (0..n).rev() {
            crate::object::release(*operands.add(k));
        }
        (*vm).regs = crate::object::Regs { pc, sp: operands, fp };
        r.into_value()
    }
}

pub(super) fn byte_at(d: &mut Direct, o: Value, i: i64, put: Option<i64>) -> Option<i64> {
    // SAFETY: the object is alive on the stack.
    let o: Ref<'_> = unsafe { Ref::from_value(o) };
    let byte = match put {
        None => crate::types::bytes::byte_at(d.vm(), o, i),
        Some(b) => crate::types::bytearray::put_byte(d.vm(), o, i, b),
    };
    byte.map(i64::from)
}
