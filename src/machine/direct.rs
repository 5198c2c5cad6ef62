//! `Direct`: the machine that does what handlers ask. Four words: program counter, stack pointer, frame pointer, VM.
//!
//! Everything here is inlined into the dispatch. Cold code gets the state by value through [`cold_call`] and gives it back
//! through `Vm::regs`: were a `&mut Direct` to escape, its fields would live in memory and every opcode would pay.

#![allow(unsafe_code, reason = "the data stack, code units and object fields are raw memory")]

use super::activation::push_frame;
pub use super::registers::Direct;
use super::{direct_lists, direct_lookup, direct_numbers, direct_objects, direct_wide, *};
use crate::object::{
    ComplexBody, HeapFloat, Object, Owned, Range, RangeIter, TUPLE_ITEMS_OFFSET, TUPLE_LEN_OFFSET, TypeObj, kind_ptr,
    retain, type_of,
};

#[inline(always)]
fn field(o: Value, offset: u32) -> *mut u64 {
    (o.bits() + u64::from(offset)) as *mut u64
}

impl Machine for Direct {
    type Val = Value;
    type Int = i64;
    type Float = f64;
    type Bool = bool;

    #[inline(always)]
    fn peek(&mut self, n: usize) -> Value {
        // SAFETY: the compiler's stack depth: at least n + 1 operands are there.
        unsafe { *self.sp.sub(n + 1) }
    }

    #[inline(always)]
    fn pop(&mut self) -> Value {
        // SAFETY: as for `peek`.
        unsafe {
            self.sp = self.sp.sub(1);
            *self.sp
        }
    }

    #[inline(always)]
    fn push(&mut self, v: Value) {
        // SAFETY: the frame was entered with room for the code's stack size.
        unsafe {
            *self.sp = v;
            self.sp = self.sp.add(1);
        }
    }

    #[inline(always)]
    fn poke(&mut self, n: usize, v: Value) {
        // SAFETY: as for `peek`.
        unsafe { *self.sp.sub(n + 1) = v }
    }

    #[inline(always)]
    fn local(&mut self, i: usize) -> Value {
        // SAFETY: the compiler's variable indices are below the frame's number of variables.
        unsafe { *self.fp.add(i) }
    }

    #[inline(always)]
    fn swap_local(&mut self, i: usize, v: Value) -> Value {
        // SAFETY: as for `local`.
        unsafe { self.fp.add(i).replace(v) }
    }

    #[inline(always)]
    fn constant(&mut self, v: Value) -> Value {
        v
    }

    #[inline(always)]
    fn load_const(&mut self, i: usize) -> Value {
        // SAFETY: the compiler's constant indices.
        unsafe { *(*self.vm).consts.add(i) }
    }

    #[inline(always)]
    fn name(&mut self, i: u32) -> Value {
        self.frame_record().code().name(i as usize).value()
    }

    #[inline(always)]
    fn globals(&mut self) -> Value {
        self.frame_record().globals
    }

    #[inline(always)]
    fn function(&mut self) -> Value {
        self.frame_record().func
    }

    #[inline(always)]
    fn nlocals(&self) -> usize {
        self.frame_record().code().nlocals as usize
    }

    #[inline(always)]
    fn at_module_level(&self) -> bool {
        let f = self.frame_record();
        f.locals == f.globals
    }

    #[inline(always)]
    fn retain(&mut self, v: Value) {
        // SAFETY: handlers only hold live values.
        unsafe { retain(v) }
    }

    #[inline(always)]
    fn release(&mut self, v: Value) {
        self.give_back(v);
    }

    #[inline(always)]
    fn drop_nums(&mut self, n: usize) {
        // SAFETY: the operands are on the stack; they are immediates, so nothing is released.
        unsafe { self.sp = self.sp.sub(n) }
    }

    #[inline(always)]
    fn poll(&mut self) -> R {
        if crate::object::EVAL_BREAKER.load(std::sync::atomic::Ordering::Relaxed) != 0 {
            return self.cold(|d| crate::interp::safepoint(d.vm()).map(|()| Flow::Next));
        }
        Ok(Flow::Next)
    }

    #[inline(always)]
    fn release_and_poll(&mut self, v: Value) -> R {
        if !v.is_heap() {
            return Ok(Flow::Next);
        }
        self.release(v);
        self.poll()
    }

    #[inline(always)]
    fn drain(&mut self) {
        let wanted = crate::object::EVAL_BREAKER.load(std::sync::atomic::Ordering::Relaxed);
        if wanted & crate::object::BREAK_FINALIZERS != 0 {
            self.cold(|d| crate::interp::run_finalizers(d.vm()));
        }
    }

    #[inline(always)]
    fn settle_nums(&mut self, n: usize, v: Value) {
        // SAFETY: the operands are on the stack; they are immediates, so nothing is released.
        unsafe {
            debug_assert!((1..=n).all(|i| !(*self.sp.sub(i)).is_heap()));
            self.sp = self.sp.sub(n - 1);
            *self.sp.sub(1) = v;
        }
    }

    #[inline(always)]
    fn jump(&mut self, units: isize) {
        // SAFETY: the compiler's jump targets lie within the code.
        unsafe { self.pc = self.pc.offset(units) }
    }

    #[inline(always)]
    fn here(&self) -> u32 {
        self.frame_record().code().index_of(self.pc) - 1
    }

    #[inline(always)]
    fn next_instr(&self) -> Instr {
        // SAFETY: callers know that the code goes on.
        unsafe { *self.pc }
    }

    #[inline(always)]
    fn back_edge(&mut self, i: Instr) -> R {
        if self.becomes_hot(i) { Ok(Flow::Hot) } else { self.poll() }
    }

    #[inline(always)]
    fn enter(&mut self, code: Callee, func: Value, args: usize, drop: usize, action: Action) -> R {
        // SAFETY: the arguments are the top `args` values; `drop` more lie below them.
        unsafe {
            let fp = self.sp.sub(args);
            push_frame(self, code.code, func, fp, fp.sub(drop), args, action)?;
        }
        Ok(Flow::Next)
    }

    #[inline(always)]
    fn leave(&mut self, v: Value) -> R {
        super::activation::leave(self, v)
    }

    #[inline(always)]
    fn entry(&mut self, i: Instr) -> R {
        if self.becomes_hot(i) { Ok(Flow::Hot) } else { self.poll() }
    }

    #[inline(always)]
    fn return_generator(&mut self, i: Instr) -> R {
        self.cold(move |d| crate::interp::generator::return_generator(d, i))
    }

    #[inline(always)]
    fn yield_value(&mut self, i: Instr) -> R {
        crate::interp::generator::yield_value(self, i)
    }

    #[inline(always)]
    fn resume_generator(&mut self, g: Value, action: Action) -> R {
        crate::interp::generator::resume_in_place(self, g, action)
    }

    #[inline(always)]
    fn is_suspended(&mut self, g: Value) -> bool {
        crate::object::peek_suspended(g).is_some_and(|s| s.state == crate::object::GeneratorState::Suspended)
    }

    #[inline(always)]
    fn numbers(&mut self, a: Value, b: Value) -> Pair<Self> {
        direct_numbers::numbers(a, b)
    }

    #[inline(always)]
    fn as_int(&mut self, v: Value) -> Option<i64> {
        v.as_fixnum()
    }

    #[inline(always)]
    fn as_float(&mut self, v: Value) -> Option<f64> {
        if v.is_flonum() {
            return Some(v.flonum_bits());
        }
        let h = v.heap_ptr()?;
        // SAFETY: a live object; the exact type implies the layout.
        unsafe {
            if std::ptr::eq((*h).ty, kind_ptr(Kind::Float)) {
                Some((*(h as *mut Object<HeapFloat>)).body.0)
            } else {
                None
            }
        }
    }

    #[inline(always)]
    fn as_bool(&mut self, v: Value) -> Option<bool> {
        if v.is_bool() { Some(v == Value::TRUE) } else { None }
    }

    #[inline(always)]
    fn is_const(&mut self, v: Value, c: Value) -> bool {
        v == c
    }

    #[inline(always)]
    fn is_exactly(&mut self, v: Value, kind: Kind) -> bool {
        // SAFETY: a live object's header.
        v.heap_ptr().is_some_and(|h| unsafe { std::ptr::eq((*h).ty, kind_ptr(kind)) })
    }

    #[inline(always)]
    fn kind_of(&mut self, v: Value) -> Option<Kind> {
        let h = v.heap_ptr()?;
        // SAFETY: a live object's type is alive.
        let ty = unsafe { &*(*h).ty };
        if ty.is_class() { None } else { Some(ty.kind()) }
    }

    #[inline(always)]
    fn branch(&mut self, b: bool) -> bool {
        b
    }

    #[inline(always)]
    fn promote(&mut self, v: Value) -> Value {
        v
    }

    #[inline(always)]
    fn inlines(&mut self, _: Value) -> bool {
        true
    }

    #[inline(always)]
    fn promote_int(&mut self, i: i64) -> i64 {
        i
    }

    #[inline(always)]
    fn callee(&mut self, f: Value, nargs: usize) -> Option<Callee> {
        direct_lookup::callee(self, f, nargs)
    }

    #[inline(always)]
    fn special(&mut self, v: Value, name: Ref<'static>, nargs: usize) -> Special {
        let ty: &TypeObj = type_of(v);
        if !ty.is_class() {
            return Special::Native;
        }
        self.outline(move |d| match ty.lookup(name) {
            Some(f) if d.callee(f.value(), nargs).is_some() => Special::Python(f.value()),
            _ => Special::Native,
        })
    }

    #[inline(always)]
    fn has_reflected(&mut self, a: Value, b: Value, name: Ref<'static>) -> bool {
        direct_lookup::has_reflected(a, b, name)
    }

    #[inline(always)]
    fn lacks_operator(&mut self, a: Value, b: Value, op: BinOp) -> bool {
        let s = type_of(a).slots();
        s.binary[op as usize].is_none() && s.concat.is_none() && s.repeat.is_none()
            || direct_lookup::is_number_and_instance(a, b)
    }

    #[inline(always)]
    fn leaves_comparison(&mut self, a: Value, b: Value) -> bool {
        direct_lookup::is_number_and_instance(a, b)
    }

    #[inline(always)]
    fn ascii_char(&mut self, s: Value, at: i64) -> Option<Value> {
        // SAFETY: there is one VM.
        let v = self.cold(move |d| crate::object::ascii_char(unsafe { &*d.vm }, s, at));
        (!v.is_empty()).then_some(v)
    }

    fn char_code(&mut self, s: Value) -> Option<i64> {
        Some(crate::object::char_code(s)).filter(|&c| c >= 0)
    }

    fn byte_at(&mut self, o: Value, i: i64, put: Option<i64>) -> Option<i64> {
        direct_lookup::byte_at(self, o, i, put)
    }

    fn same_text(&mut self, a: Value, b: Value) -> bool {
        crate::object::same_text(a, b)
    }

    #[inline(always)]
    fn is_native(&mut self, v: Value) -> bool {
        !type_of(v).is_class()
    }

    #[inline(always)]
    fn is_plain_builtin(&mut self, f: Value, n: usize) -> bool {
        direct_lookup::is_plain_builtin(self, f, n)
    }

    #[inline(always)]
    fn is_builtin_class(&mut self, f: Value, n: usize) -> bool {
        direct_lookup::is_builtin_class(self, f, n)
    }

    #[inline(always)]
    fn plain_class(&mut self, c: Value, nargs: usize) -> Option<Option<Value>> {
        crate::interp::construct::plain_class(self, c, nargs)
    }

    #[inline(always)]
    fn native(&mut self, f: Value) -> Option<(&'static crate::object::FnDef, Option<Value>)> {
        direct_lookup::native(self, f)
    }

    #[inline(always)]
    fn consumer(&mut self, f: Value, it: Value, nargs: usize) -> Option<Value> {
        if !direct_lookup::may_be_consumed(self, it) {
            return None;
        }
        self.cold(move |d| direct_lookup::consumer(d, f, nargs, it))
    }

    fn find_getter(&mut self, o: Value, i: Instr) -> Option<Value> {
        self.cold(move |d| direct_lookup::find_getter(d, o, i))
    }

    fn find_setter(&mut self, o: Value, i: Instr) -> Option<Value> {
        self.cold(move |d| direct_lookup::find_setter(d, o, i))
    }

    #[inline(always)]
    fn exact_instance(&mut self, o: Value, class: Value) -> Option<bool> {
        direct_lookup::exact_instance(o, class)
    }

    #[inline(always)]
    fn random(&mut self, o: Value) -> Option<f64> {
        // SAFETY: the instance is alive on the stack or in its builtin.
        let o: Ref<'_> = unsafe { Ref::from_value(o) };
        crate::object::next_random(self.vm(), o)
    }

    #[inline(always)]
    fn call_plan(&mut self, f: Value, nargs: usize, names: Value) -> Option<crate::interp::bind::Plan> {
        self.cold(move |d| crate::interp::bind::plan(d.vm(), f, nargs, names))
    }

    #[inline(always)]
    fn int(&mut self, i: i64) -> Value {
        match Value::fixnum(i) {
            Some(v) => v,
            None => self.cold(move |_| Owned::int(i).into_value()),
        }
    }

    #[inline(always)]
    fn float(&mut self, f: f64) -> Value {
        match Value::flonum(f) {
            Some(v) => v,
            None => self.cold(move |_| Owned::float(f).into_value()),
        }
    }

    #[inline(always)]
    fn boolean(&mut self, b: bool) -> Value {
        Value::bool(b)
    }

    #[inline(always)]
    fn int_const(&mut self, i: i64) -> i64 {
        i
    }

    #[inline(always)]
    fn int_op(&mut self, op: IOp, a: i64, b: i64) -> Option<i64> {
        direct_numbers::int_op(op, a, b)
    }

    #[inline(always)]
    fn fixnum_op(&mut self, op: IOp, a: i64, b: i64) -> Option<Value> {
        direct_numbers::fixnum_op(op, a, b)
    }

    #[inline(always)]
    fn wide_binary(&mut self, op: BinOp) -> Option<Value> {
        self.outline(move |d| direct_wide::binary(d, op))
    }

    #[inline(always)]
    fn quick_contains(&mut self, o: Value, v: Value) -> Option<bool> {
        if !v.is_fixnum() || !self.is_exactly(o, Kind::Set) {
            return None;
        }
        self.outline(move |d| direct_lookup::set_has_int(d, o, v))
    }

    #[inline(always)]
    fn int_add_wrapping(&mut self, a: i64, b: i64) -> i64 {
        a.wrapping_add(b)
    }

    #[inline(always)]
    fn int_dec(&mut self, a: i64) -> i64 {
        a - 1
    }

    #[inline(always)]
    fn int_inc(&mut self, a: i64) -> i64 {
        a + 1
    }

    #[inline(always)]
    fn int_neg(&mut self, a: i64) -> Option<i64> {
        a.checked_neg()
    }

    #[inline(always)]
    fn int_not(&mut self, a: i64) -> i64 {
        !a
    }

    #[inline(always)]
    fn int_cmp(&mut self, op: CmpOp, a: i64, b: i64) -> bool {
        direct_numbers::int_cmp(op, a, b)
    }

    #[inline(always)]
    fn float_op(&mut self, op: FOp, a: f64, b: f64) -> Option<f64> {
        match op {
            FOp::Add | FOp::Sub | FOp::Mul | FOp::Div => direct_numbers::float_op(op, a, b),
            FOp::FloorDiv | FOp::Mod | FOp::Pow => self.outline(move |_| direct_numbers::float_op(op, a, b)),
        }
    }

    #[inline(always)]
    fn float_un(&mut self, op: FUn, a: f64) -> f64 {
        direct_numbers::float_un(op, a)
    }

    #[inline(always)]
    fn float_cmp(&mut self, op: CmpOp, a: f64, b: f64) -> bool {
        direct_numbers::float_cmp(op, a, b)
    }

    #[inline(always)]
    fn int_to_float(&mut self, a: i64) -> f64 {
        a as f64
    }

    #[inline(always)]
    fn float_to_int(&mut self, a: f64) -> Option<i64> {
        let t = a.trunc();
        if t.abs() < 4.0e18 { Some(t as i64) } else { None }
    }

    #[inline(always)]
    fn float_call(&mut self, f: &'static FloatFn, a: f64) -> f64 {
        (f.f)(a)
    }

    #[inline(always)]
    fn float_call2(&mut self, f: &'static FloatFn2, a: f64, b: f64) -> f64 {
        (f.f)(a, b)
    }

    #[inline(always)]
    fn not(&mut self, b: bool) -> bool {
        !b
    }

    #[inline(always)]
    fn same(&mut self, a: Value, b: Value) -> bool {
        a == b
    }

    #[inline(always)]
    fn bool_to_int(&mut self, b: bool) -> i64 {
        i64::from(b)
    }

    #[inline(always)]
    fn load(&mut self, o: Value, f: &'static Field) -> Value {
        // SAFETY: the handler has checked the kind that the field belongs to; such a field is never zero.
        unsafe { *(field(o, f.offset) as *const Value) }
    }

    #[inline(always)]
    fn store(&mut self, o: Value, f: &'static Field, v: Value) {
        // SAFETY: as for `load`; the object owned the old value.
        let old = unsafe { (field(o, f.offset) as *mut Value).replace(v) };
        self.give_back(old);
    }

    #[inline(always)]
    fn load_int(&mut self, o: Value, f: &'static Field) -> i64 {
        // SAFETY: as for `load`.
        unsafe { *(field(o, f.offset) as *const i64) }
    }

    #[inline(always)]
    fn load_float(&mut self, o: Value, f: &'static Field) -> f64 {
        // SAFETY: as for `load`.
        unsafe { *(field(o, f.offset) as *const f64) }
    }

    #[inline(always)]
    fn store_int(&mut self, o: Value, f: &'static Field, i: i64) {
        // SAFETY: as for `load`.
        unsafe { *(field(o, f.offset) as *mut i64) = i }
    }

    #[inline(always)]
    fn load_slot(&mut self, o: Value, slot: u32) -> Value {
        // SAFETY: the shape was checked: the object has this slot.
        unsafe { *crate::object::slot_ptr(o.bits() as *mut crate::object::Header, slot) }
    }

    #[inline(always)]
    fn store_slot(&mut self, o: Value, slot: u32, v: Value) {
        // SAFETY: as for `load_slot`; the object owned the old value.
        let old = unsafe { crate::object::slot_ptr(o.bits() as *mut crate::object::Header, slot).replace(v) };
        self.give_back(old);
    }

    #[inline(always)]
    fn add_slot(&mut self, o: Value, shape: u32, v: Value) {
        // SAFETY: the cache was filled for this transition, and the present shape was checked.
        self.outline(move |_| unsafe {
            crate::object::push_slot(o.bits() as *mut crate::object::Header, crate::object::ShapeId(shape), v);
        });
    }

    #[inline(always)]
    fn quick_attr(&mut self, o: Value, i: Instr) -> Option<Value> {
        // SAFETY: a slot of a live object.
        let v = unsafe { *crate::interp::cache::inside(self, o, i)? };
        if v.is_empty() { None } else { Some(v) }
    }

    #[inline(always)]
    fn quick_set_attr(&mut self, o: Value, i: Instr, v: Value) -> Option<Value> {
        // SAFETY: a slot of a live object, which owned the old value.
        Some(unsafe { crate::interp::cache::inside(self, o, i)?.replace(v) })
    }

    #[inline(always)]
    fn find_attr(&mut self, o: Value, i: Instr) -> Found {
        crate::interp::cache::find_attr(self, o, i)
    }

    #[inline(always)]
    fn find_place(&mut self, o: Value, i: Instr) -> Place {
        crate::interp::cache::find_place(self, o, i)
    }

    #[inline(always)]
    fn global(&mut self, i: Instr, name: u32) -> Option<Value> {
        crate::interp::cache::global(self, i, name)
    }

    #[inline(always)]
    fn set_global(&mut self, i: Instr, v: Value) -> bool {
        crate::interp::cache::set_global(self, i, v)
    }

    #[inline(always)]
    fn namespace_value(&mut self, cell: Value) -> Value {
        crate::interp::cache::cell_value(cell.bits())
    }

    #[inline(always)]
    fn load_cell(&mut self, cell: Value) -> Value {
        // SAFETY: the compiler says that this variable is a cell; its content is the first word.
        unsafe { *(field(cell, 16) as *const Value) }
    }

    #[inline(always)]
    fn store_cell(&mut self, cell: Value, v: Value) {
        // SAFETY: as for `load_cell`; the cell owned the old value.
        let old = unsafe { (field(cell, 16) as *mut Value).replace(v) };
        self.give_back(old);
    }

    #[inline(always)]
    fn list_storage(&mut self, l: Value) -> Storage {
        direct_lists::storage(l)
    }

    #[inline(always)]
    fn list_len(&mut self, l: Value) -> i64 {
        direct_lists::len(l)
    }

    #[inline(always)]
    fn tuple_len(&mut self, t: Value) -> i64 {
        // SAFETY: the kind was checked.
        unsafe { *(field(t, TUPLE_LEN_OFFSET as u32) as *const i64) }
    }

    #[inline(always)]
    fn check_index(&mut self, i: i64, len: i64) -> Option<i64> {
        let at = if i < 0 { i + len } else { i };
        if (at as u64) < len as u64 { Some(at) } else { None }
    }

    #[inline(always)]
    fn below(&mut self, i: i64, len: i64) -> bool {
        (i as u64) < len as u64
    }

    #[inline(always)]
    fn list_get(&mut self, l: Value, s: Storage, i: i64) -> Value {
        // SAFETY: the handler has checked kind, storage and index.
        unsafe { direct_lists::load(self, l, s, i) }
    }

    #[inline(always)]
    fn list_set(&mut self, l: Value, s: Storage, i: i64, v: Value) -> bool {
        // SAFETY: the handler has checked kind, storage and index, and owns the value.
        match unsafe { direct_lists::set(l, s, i, v) } {
            Some(old) => {
                self.give_back(old);
                true
            }
            None => false,
        }
    }

    #[inline(always)]
    fn list_push(&mut self, l: Value, v: Value) -> bool {
        // SAFETY: the handler has checked the kind, and owns the value.
        if !unsafe { direct_lists::push(l, v) } {
            self.outline(move |_| direct_lists::push_slowly(l, v));
        }
        true
    }

    #[inline(always)]
    fn list_pop(&mut self, l: Value, _: Storage, _: i64) -> Value {
        direct_lists::pop(l)
    }

    #[inline(always)]
    fn tuple_get(&mut self, t: Value, i: i64) -> Value {
        // SAFETY: kind and bounds were checked.
        unsafe { *(field(t, TUPLE_ITEMS_OFFSET as u32) as *const Value).add(i as usize) }
    }

    #[inline(always)]
    fn new_tuple(&mut self, n: usize) -> Value {
        // SAFETY: the top `n` values are owned by the stack and pass to the tuple.
        unsafe {
            self.sp = self.sp.sub(n);
            crate::object::tuple_from_stack(&*self.vm, std::slice::from_raw_parts(self.sp, n))
        }
    }

    #[inline(always)]
    fn append_in_place(&mut self, local: usize) -> Option<Value> {
        self.cold(move |d| direct_lookup::append_in_place(d, local))
    }

    #[inline(always)]
    fn new_list(&mut self, n: usize) -> Value {
        // SAFETY: the top `n` values are owned by the stack and pass to the list.
        unsafe {
            self.sp = self.sp.sub(n);
            direct_lists::from_stack(std::slice::from_raw_parts(self.sp, n))
        }
    }

    #[inline(always)]
    fn new_cell(&mut self, v: Value) -> Value {
        self.outline(move |_| direct_objects::cell(v))
    }

    #[inline(always)]
    fn new_instance(&mut self, class: Value) -> Value {
        direct_objects::instance(class)
    }

    #[inline(always)]
    fn new_range_iter(&mut self, next: i64, step: i64, left: i64) -> Value {
        self.outline(move |_| crate::object::new(RangeIter { next, step, left }).into_value())
    }

    fn new_range(&mut self, start: i64, step: i64, len: i64, stop: i64) -> Value {
        crate::object::new(Range { start, step, len, stop, big: None }).into_value()
    }

    fn new_complex(&mut self, re: f64, im: f64) -> Value {
        crate::object::new(ComplexBody { re, im }).into_value()
    }

    fn new_enumerate(&mut self, iter: Value, count: i64) -> Value {
        direct_objects::enumerate(iter, count)
    }

    fn new_zip(&mut self, iters: Value) -> Value {
        direct_objects::zip(iters)
    }

    #[inline(always)]
    fn new_seq_iter(&mut self, kind: Kind, seq: Value, at: i64) -> Value {
        self.outline(move |_| direct_objects::seq_iter(kind, seq, at))
    }

    #[inline(always)]
    fn cold<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> T {
        Direct::cold(self, f)
    }

    #[inline(always)]
    fn outline<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> T {
        Direct::outline(self, f)
    }

    #[inline(always)]
    fn opaque(&mut self, f: &'static Opaque, n: usize, arg: u32) -> Result<Value, Raised> {
        let r = self.operate(f, n, arg);
        self.drain();
        r
    }

    #[inline(always)]
    fn opaque_next(&mut self, f: &'static Opaque, n: usize, _: isize) -> Result<Option<Value>, Raised> {
        self.cold(move |d| {
            // SAFETY: as for `opaque`.
            let operands = unsafe { std::slice::from_raw_parts(d.sp.sub(n) as *const Ref<'_>, n) };
            let v = (f.f)(d.vm(), operands, 0)?.into_value();
            Ok(if v.is_empty() { None } else { Some(v) })
        })
    }

    #[inline(always)]
    fn attempt(&mut self, f: &'static Opaque, n: usize, arg: u32) -> Option<Value> {
        self.try_to(f, n, arg)
    }

    #[inline(always)]
    fn untraceable(&mut self, _: &'static str, f: fn(&mut Direct, Instr) -> R, i: Instr) -> R {
        self.cold(move |d| f(d, i))
    }
}
