//! Looking into bodies without the VM at hand: for code that runs while a list or dict is borrowed.

#![allow(unsafe_code, reason = "reads bodies whose layout was compared")]

use super::{
    BigInt, CodeObj, Function, GlobalCell, HeapFloat, Kind, List, Member, Object, Owned, Payload, Ref, Site, Str,
    Value, Vm,
};
use dashu_int::IBig;
use taipan_bytecode::Op;

/// The body of `o` if its layout is `T`'s. The borrow must end before the heap changes.
pub(crate) fn peek<T: Payload>(o: Ref<'_>) -> Option<&T> {
    if !o.is_a::<T>() {
        return None;
    }
    // SAFETY: the layout was compared and the object is alive for the lent lifetime; callers read and let go at once.
    Some(unsafe { &(*(o.value().bits() as *const Object<T>)).body })
}

/// The value of a heap int that fits 64 bits.
pub(crate) fn wide_int(o: Ref<'_>) -> Option<i64> {
    i64::try_from(&peek::<BigInt>(o)?.0).ok()
}

/// The number of an exact int on the heap.
#[inline(always)]
pub(crate) fn exact_int(o: Ref<'_>) -> Option<&IBig> {
    if !o.ty().is_exactly(Kind::Int) || o.value().is_fixnum() {
        return None;
    }
    // SAFETY: the exact type implies the layout; the object is alive for the lent lifetime.
    Some(unsafe { &(*(o.value().bits() as *const Object<BigInt>)).body.0 })
}

/// The value of a heap float.
pub(crate) fn heap_float(o: Ref<'_>) -> Option<f64> {
    peek::<HeapFloat>(o).map(|h| h.0)
}

/// A descriptor of a slot.
pub(crate) fn member(o: Ref<'_>) -> Option<&Member> {
    peek::<Member>(o)
}

/// The cell of a namespace entry.
pub(crate) fn cell_body(o: &Owned) -> Option<&GlobalCell> {
    peek::<GlobalCell>(o.lend())
}

/// The body of a list that is alive on the data stack.
pub(crate) fn peek_list<'a>(l: Value) -> Option<&'a List> {
    // SAFETY: callers pass operands of the instruction at hand, which stay alive meanwhile.
    let r: Ref<'a> = unsafe { Ref::from_value(l) };
    peek(r)
}

/// The string of the character at a byte of an ASCII string; the empty word beyond its end, or if it is not ASCII.
pub(crate) fn ascii_char(vm: &Vm, s: Value, at: i64) -> Value {
    // SAFETY: as for `peek_list`.
    let s: Ref<'_> = unsafe { Ref::from_value(s) };
    let Some(s) = peek::<Str>(s).filter(|s| s.is_ascii()) else { return Value::EMPTY };
    let byte = s.bytes().get(at as usize);
    byte.map_or(Value::EMPTY, |&b| vm.globals.ascii[usize::from(b)].value())
}

/// Whether two strings have one text.
pub(crate) fn same_text(a: Value, b: Value) -> bool {
    // SAFETY: as for `peek_list`.
    let (x, y): (Ref<'_>, Ref<'_>) = unsafe { (Ref::from_value(a), Ref::from_value(b)) };
    a == b || peek::<Str>(x).map(Str::bytes) == peek::<Str>(y).map(Str::bytes)
}

/// The code point of a string that is one ASCII character, -1 for others.
pub(crate) fn char_code(s: Value) -> i64 {
    // SAFETY: as for `peek_list`.
    let s: Ref<'_> = unsafe { Ref::from_value(s) };
    match peek::<Str>(s).map(Str::bytes) {
        Some(&[b]) if b.is_ascii() => i64::from(b),
        _ => -1,
    }
}

/// The depth of Python frames.
pub(crate) fn depth_of(vm: *const Vm) -> u32 {
    // SAFETY: the one VM; a plain word is read.
    unsafe { (*vm).depth }
}

/// The code of a Python function.
pub(crate) fn function_code(f: Value) -> Option<*const CodeObj> {
    // SAFETY: as for `peek_list`.
    let r: Ref<'_> = unsafe { Ref::from_value(f) };
    r.ty().is_exactly(Kind::Function).then(|| peek::<Function>(r).map(|f| f.code_obj()))?
}

/// How often frames have been looked at.
pub(crate) fn frame_looks_of(vm: *const Vm) -> u64 {
    // SAFETY: the one VM; a plain word is read.
    unsafe { (*vm).frame_looks() }
}

/// How many slots a frame of this code needs.
pub(crate) fn frame_room(code: *const CodeObj) -> usize {
    // SAFETY: callers pass the code of an active frame, which keeps it alive.
    unsafe { (*code).body.frame_size as usize }
}

/// The flags of a code object.
pub(crate) fn code_flags(code: *const CodeObj) -> taipan_bytecode::CodeFlags {
    // SAFETY: as for `frame_room`.
    unsafe { &(*code).body }.code.flags
}

/// The generator whose frame is running; `EMPTY` if it is no generator's.
pub(crate) fn running_generator(vm: *const Vm) -> Value {
    // SAFETY: the one VM; its frame record is in use.
    unsafe { (*(*vm).frame).generator }
}

/// Whether an opcode stands between a loop's header and the back-edge with this cache.
pub(crate) fn loop_has(code: *const CodeObj, header: u32, site: *const Site, op: Op) -> bool {
    // SAFETY: as for `frame_room`; the cache is one of the code's.
    let (body, index) = unsafe { (&(*code).body, site.offset_from((*code).body.site_ptr())) };
    let units = &body.code.code[header as usize..];
    let end = units.iter().position(|i| i.op() == Op::JUMP_BACKWARD && i.aux() as isize == index);
    end.is_some_and(|n| units[..n].iter().any(|i| i.op() == op))
}

/// Where an exception that a unit raises is handled: depth of the stack then, variables included, and whether the unit's
/// index is pushed.
pub(crate) fn handler_of(code: *const CodeObj, unit: u32) -> Option<(usize, bool)> {
    // SAFETY: as for `frame_room`.
    let body = unsafe { &(*code).body };
    let h = body.code.handler(unit as usize)?;
    Some((body.nlocals as usize + h.depth as usize, h.lasti))
}

/// The opcode of a unit.
pub(crate) fn op_of(code: *const CodeObj, unit: u32) -> Op {
    // SAFETY: as for `frame_room`.
    unsafe { &(*code).body }.code.code[unit as usize].op()
}

/// The globals of the frame so many levels below the running one.
pub(crate) fn globals_below(vm: *const Vm, levels: usize) -> Value {
    // SAFETY: the one VM; callers ask for frames that are active.
    unsafe { (*(*vm).frame.sub(levels)).globals }
}
