//! `Machine` for the recorder: every method does what `Direct` does and names the result in the trace.

#![allow(unsafe_code, reason = "looks at objects that are alive on the data stack")]

use super::recorder::{RVal, Recorder};
use crate::machine::{
    Callee, Direct, FOp, FUn, Field, FloatFn, FloatFn2, Flow, Found, IOp, Machine, Opaque, Pair, Place, R, Special,
};
use crate::object::{
    Action, BREAK_FINALIZERS, BinOp, CmpOp, EVAL_BREAKER, FnDef, Header, Kind, Raised, Ref, Storage, Value,
};
use std::sync::atomic::Ordering;
use taipan_bytecode::Instr;
use taipan_jit::ir::OpRef;

/// An integer and its name.
pub type RInt = (i64, OpRef);
/// A float and its name.
pub type RFloat = (f64, OpRef);
/// A truth value and its name.
pub type RBool = (bool, OpRef);

impl Machine for Recorder<'_> {
    type Val = RVal;
    type Int = RInt;
    type Float = RFloat;
    type Bool = RBool;

    fn peek(&mut self, n: usize) -> RVal {
        let at = self.position(self.d.sp) - 1 - n as i32;
        RVal { v: self.d.peek(n), r: self.slot(at) }
    }

    fn pop(&mut self) -> RVal {
        let r = self.peek(0);
        self.d.pop();
        r
    }

    fn push(&mut self, v: RVal) {
        let at = self.position(self.d.sp);
        self.d.push(v.v);
        self.set_slot(at, v.r);
    }

    fn poke(&mut self, n: usize, v: RVal) {
        let at = self.position(self.d.sp) - 1 - n as i32;
        self.d.poke(n, v.v);
        self.set_slot(at, v.r);
    }

    fn local(&mut self, i: usize) -> RVal {
        let at = self.position(self.d.fp) + i as i32;
        RVal { v: self.d.local(i), r: self.slot(at) }
    }

    fn swap_local(&mut self, i: usize, v: RVal) -> RVal {
        let at = self.position(self.d.fp) + i as i32;
        let old = RVal { v: self.d.swap_local(i, v.v), r: self.slot(at) };
        self.give_up_slot(i, old);
        self.set_slot(at, v.r);
        old
    }

    fn constant(&mut self, v: Value) -> RVal {
        self.keep_alive(v);
        RVal { v, r: self.b.const_val(v.bits()) }
    }

    fn load_const(&mut self, i: usize) -> RVal {
        let v = self.d.load_const(i);
        self.constant(v)
    }

    fn name(&mut self, i: u32) -> RVal {
        let v = self.d.name(i);
        self.constant(v)
    }

    fn globals(&mut self) -> RVal {
        // Code belongs to functions of one module: a trace through it has one globals.
        let v = self.d.globals();
        self.constant(v)
    }

    fn function(&mut self) -> RVal {
        let v = self.d.function();
        match self.frames.last().filter(|f| !f.generator).and_then(|f| f.owner) {
            Some(r) => RVal { v, r },
            // Whoever has entered the frame has left it there.
            None if self.returns && self.frames.len() == 1 => RVal { v, r: self.b.slot(-1) },
            None => {
                self.give_up("the function of the outermost frame is looked at");
                self.constant(v)
            }
        }
    }

    fn nlocals(&self) -> usize {
        self.d.nlocals()
    }

    fn at_module_level(&self) -> bool {
        self.d.at_module_level()
    }

    fn retain(&mut self, v: RVal) {
        self.d.retain(v.v);
    }

    fn release(&mut self, v: RVal) {
        self.d.release(v.v);
    }

    fn drop_nums(&mut self, n: usize) {
        for _ in 0..n {
            let v = self.d.pop();
            self.d.release(v);
        }
    }

    fn poll(&mut self) -> R {
        // Something with a finaliser has died: in native code it may have to run here too.
        self.check_world |= EVAL_BREAKER.load(Ordering::Relaxed) & BREAK_FINALIZERS != 0;
        self.d.poll()
    }

    fn drain(&mut self) {
        if EVAL_BREAKER.load(Ordering::Relaxed) & BREAK_FINALIZERS != 0 {
            self.check_world = true;
            self.d.drain();
        }
    }

    fn settle_nums(&mut self, n: usize, v: RVal) {
        self.drop_nums(n);
        self.push(v);
    }

    fn jump(&mut self, units: isize) {
        self.d.jump(units);
    }

    fn here(&self) -> u32 {
        self.d.here()
    }

    fn next_instr(&self) -> Instr {
        let i = self.d.next_instr();
        i.with_op(i.op().base())
    }

    fn back_edge(&mut self, _: Instr) -> R {
        self.after_back_edge();
        Ok(Flow::Next)
    }

    fn enter(&mut self, code: Callee, func: RVal, args: usize, drop: usize, action: Action) -> R {
        if self.calls_natively(code.code, action) {
            return self.call_native(code, func, args, drop, action);
        }
        let (pc, next) = (self.unit(), self.frames.len() - 1);
        let owner = self.word(func);
        self.d.enter(code, func.v, args, drop, action)?;
        self.frames[next].pc = pc;
        self.entered(code.code, args, drop, action, owner);
        Ok(Flow::Next)
    }

    fn leave(&mut self, v: RVal) -> R {
        self.leave_traced(v)
    }

    fn entry(&mut self, _: Instr) -> R {
        self.d.poll()
    }

    fn return_generator(&mut self, i: Instr) -> R {
        self.return_generator_traced(i)
    }

    fn yield_value(&mut self, i: Instr) -> R {
        self.yield_traced(i)
    }

    fn resume_generator(&mut self, g: RVal, action: Action) -> R {
        self.resume_traced(g, action)
    }

    fn is_suspended(&mut self, g: RVal) -> bool {
        self.is_suspended_traced(g)
    }

    fn numbers(&mut self, a: RVal, b: RVal) -> Pair<Self> {
        self.classify_pair(a, b)
    }

    fn as_int(&mut self, v: RVal) -> Option<RInt> {
        if !self.is_int(v) {
            self.guard_no_fixnum(v);
            return None;
        }
        Some(self.unbox_int(v))
    }

    fn as_float(&mut self, v: RVal) -> Option<RFloat> {
        if !self.is_float(v) {
            self.guard_type(v);
            return None;
        }
        Some(self.unbox_float(v))
    }

    fn ascii_char(&mut self, s: RVal, at: RInt) -> Option<RVal> {
        let v = self.d.ascii_char(s.v, at.0).unwrap_or(Value::EMPTY);
        let call = self.layouts.ascii_char();
        let (vm, text) = (self.b.const_ptr(self.d.vm as u64), self.word(s));
        let r = RVal { v, r: self.b.call(call, &[vm, text, at.1]) };
        if self.guard_const(r, Value::EMPTY) { None } else { Some(r) }
    }

    fn char_code(&mut self, s: RVal) -> Option<RInt> {
        let code = crate::object::char_code(s.v);
        let call = self.layouts.char_code();
        let word = self.word(s);
        let (r, zero) = (self.b.call(call, &[word]), self.b.const_int(0));
        let some = self.b.int_ge(r, zero);
        self.branch((code >= 0, some)).then_some((code, r))
    }

    fn byte_at(&mut self, o: RVal, i: RInt, put: Option<RInt>) -> Option<RInt> {
        self.traced_byte_at(o, i, put)
    }

    fn same_text(&mut self, a: RVal, b: RVal) -> RBool {
        let call = self.layouts.same_text();
        let (x, y) = (self.word(a), self.word(b));
        (self.d.same_text(a.v, b.v), self.b.call(call, &[x, y]))
    }

    fn as_bool(&mut self, v: RVal) -> Option<RBool> {
        if !v.v.is_bool() {
            self.guard_type(v);
            return None;
        }
        Some(self.unbox_bool(v))
    }

    fn is_const(&mut self, v: RVal, c: Value) -> bool {
        self.guard_const(v, c)
    }

    fn is_exactly(&mut self, v: RVal, kind: Kind) -> bool {
        self.guard_type(v);
        self.d.is_exactly(v.v, kind)
    }

    fn kind_of(&mut self, v: RVal) -> Option<Kind> {
        self.guard_type(v);
        self.d.kind_of(v.v)
    }

    fn branch(&mut self, b: RBool) -> bool {
        if !self.is_constant(b.1) {
            let s = self.snap();
            if b.0 {
                self.b.guard_true(b.1, s)
            } else {
                self.b.guard_false(b.1, s)
            };
        }
        b.0
    }

    fn promote(&mut self, v: RVal) -> Value {
        self.guard_identity(v);
        v.v
    }

    fn inlines(&mut self, f: RVal) -> bool {
        let taken = |code| self.inlines_code(code) || super::calls::has_entry(code);
        let inlined = crate::object::function_code(f.v).is_none_or(taken);
        if !inlined {
            self.guard_type(f);
        }
        inlined
    }

    fn promote_int(&mut self, i: RInt) -> i64 {
        if !self.is_constant(i.1) {
            let (c, s) = (self.b.const_int(i.0), self.snap());
            self.b.guard_is(i.1, c, s);
        }
        i.0
    }

    fn callee(&mut self, f: RVal, nargs: usize) -> Option<Callee> {
        let c = self.d.callee(f.v, nargs);
        match c {
            Some(c) => self.guard_code(f, c),
            None => self.guard_type(f),
        }
        c
    }

    fn special(&mut self, v: RVal, name: Ref<'static>, nargs: usize) -> Special {
        self.guard_type(v);
        self.watch_type(v.v);
        let s = self.d.special(v.v, name, nargs);
        if let Special::Python(f) = s {
            self.watch_function(f);
        }
        s
    }

    fn has_reflected(&mut self, a: RVal, b: RVal, name: Ref<'static>) -> bool {
        self.guard_type(a);
        self.guard_type(b);
        self.watch_type(b.v);
        self.d.has_reflected(a.v, b.v, name)
    }

    fn lacks_operator(&mut self, a: RVal, b: RVal, op: BinOp) -> bool {
        self.guard_type(a);
        self.guard_type(b);
        self.watch_type(a.v);
        self.d.lacks_operator(a.v, b.v, op)
    }

    fn leaves_comparison(&mut self, a: RVal, b: RVal) -> bool {
        self.guard_type(a);
        self.guard_type(b);
        self.d.leaves_comparison(a.v, b.v)
    }

    fn plain_class(&mut self, c: RVal, nargs: usize) -> Option<Option<Value>> {
        self.guard_identity(c);
        self.watch_class(c.v);
        // SAFETY: the class is alive: it is being called.
        if unsafe { Ref::from_value(c.v) }.as_type().is_some_and(|ty| ty.has_del()) {
            // An instance that nothing needs has to be made all the same, since somebody hears of its end.
            return None;
        }
        let init = self.d.plain_class(c.v, nargs);
        if let Some(Some(f)) = init {
            self.watch_function(f);
        }
        init
    }

    fn native(&mut self, f: RVal) -> Option<(&'static FnDef, Option<RVal>)> {
        let (def, this) = self.d.native(f.v)?;
        // The function object is constant: globals and types hold it. A bound one brings its instance along.
        self.guard_identity(f);
        let this = this.map(|v| self.constant(v));
        Some((def, this))
    }

    fn consumer(&mut self, f: RVal, it: RVal, nargs: usize) -> Option<Value> {
        // Where there is none the call is one operation, which does the same for generators.
        let stand_in = self.d.consumer(f.v, it.v, nargs)?;
        self.guard_identity(f);
        self.guard_type(it);
        Some(stand_in)
    }

    fn find_getter(&mut self, o: RVal, i: Instr) -> Option<Value> {
        self.guard_type(o);
        self.watch_type(o.v);
        let f = self.d.find_getter(o.v, i)?;
        self.watch_function(f);
        Some(f)
    }

    fn find_setter(&mut self, o: RVal, i: Instr) -> Option<Value> {
        self.guard_type(o);
        self.watch_type(o.v);
        let f = self.d.find_setter(o.v, i)?;
        self.watch_function(f);
        Some(f)
    }

    fn exact_instance(&mut self, o: RVal, class: Value) -> Option<bool> {
        self.guard_type(o);
        self.d.exact_instance(o.v, class)
    }

    fn random(&mut self, o: RVal) -> Option<RFloat> {
        self.guard_identity(o);
        let x = self.d.random(o.v)?;
        Some((x, self.random_call(o)))
    }

    fn call_plan(&mut self, f: RVal, nargs: usize, names: Value) -> Option<crate::interp::bind::Plan> {
        if !self.inlines(f) {
            return None;
        }
        self.guard_identity(f);
        self.watch_function(f.v);
        self.d.call_plan(f.v, nargs, names)
    }

    fn int(&mut self, i: RInt) -> RVal {
        RVal { v: self.d.int(i.0), r: i.1 }
    }

    fn float(&mut self, f: RFloat) -> RVal {
        RVal { v: self.d.float(f.0), r: f.1 }
    }

    fn boolean(&mut self, b: RBool) -> RVal {
        RVal { v: Value::bool(b.0), r: b.1 }
    }

    fn int_const(&mut self, i: i64) -> RInt {
        (i, self.b.const_int(i))
    }

    fn int_op(&mut self, op: IOp, a: RInt, b: RInt) -> Option<RInt> {
        self.traced_int_op(op, a, b)
    }

    fn int_add_wrapping(&mut self, a: RInt, b: RInt) -> RInt {
        (a.0.wrapping_add(b.0), self.b.int_add(a.1, b.1))
    }

    fn int_dec(&mut self, a: RInt) -> RInt {
        let one = self.b.const_int(1);
        (a.0 - 1, self.b.int_sub(a.1, one))
    }

    fn int_inc(&mut self, a: RInt) -> RInt {
        let one = self.b.const_int(1);
        (a.0 + 1, self.b.int_add(a.1, one))
    }

    fn int_neg(&mut self, a: RInt) -> Option<RInt> {
        let r = a.0.checked_neg()?;
        let (zero, s) = (self.b.const_int(0), self.snap());
        Some((r, self.b.int_sub_ovf(zero, a.1, s)))
    }

    fn int_not(&mut self, a: RInt) -> RInt {
        (!a.0, self.b.int_not(a.1))
    }

    fn int_cmp(&mut self, op: CmpOp, a: RInt, b: RInt) -> RBool {
        let r = self.d.int_cmp(op, a.0, b.0);
        let f = match op {
            CmpOp::Lt => self.b.int_lt(a.1, b.1),
            CmpOp::Le => self.b.int_le(a.1, b.1),
            CmpOp::Eq => self.b.int_eq(a.1, b.1),
            CmpOp::Ne => self.b.int_ne(a.1, b.1),
            CmpOp::Gt => self.b.int_gt(a.1, b.1),
            CmpOp::Ge => self.b.int_ge(a.1, b.1),
        };
        (r, f)
    }

    fn float_op(&mut self, op: FOp, a: RFloat, b: RFloat) -> Option<RFloat> {
        self.traced_float_op(op, a, b)
    }

    fn float_un(&mut self, op: FUn, a: RFloat) -> RFloat {
        let r = match op {
            FUn::Neg => self.b.float_neg(a.1),
            FUn::Abs => self.b.float_abs(a.1),
            FUn::Sqrt => self.b.float_sqrt(a.1),
            FUn::Floor => self.b.float_floor(a.1),
            FUn::Ceil => self.b.float_ceil(a.1),
            FUn::Trunc => self.b.float_trunc(a.1),
        };
        (self.d.float_un(op, a.0), r)
    }

    fn float_cmp(&mut self, op: CmpOp, a: RFloat, b: RFloat) -> RBool {
        let r = self.d.float_cmp(op, a.0, b.0);
        let f = match op {
            CmpOp::Lt => self.b.float_lt(a.1, b.1),
            CmpOp::Le => self.b.float_le(a.1, b.1),
            CmpOp::Eq => self.b.float_eq(a.1, b.1),
            CmpOp::Ne => self.b.float_ne(a.1, b.1),
            CmpOp::Gt => self.b.float_gt(a.1, b.1),
            CmpOp::Ge => self.b.float_ge(a.1, b.1),
        };
        (r, f)
    }

    fn int_to_float(&mut self, a: RInt) -> RFloat {
        let x = a.0 as f64;
        (x, if self.is_constant(a.1) { self.b.const_float(x) } else { self.b.int_to_float(a.1) })
    }

    fn float_to_int(&mut self, a: RFloat) -> Option<RInt> {
        let r = self.d.float_to_int(a.0)?;
        let s = self.snap();
        Some((r, self.b.float_to_int_ovf(a.1, s)))
    }

    fn float_call(&mut self, f: &'static FloatFn, a: RFloat) -> RFloat {
        let call = self.layouts.float_function(f.name, f.f as usize, 1);
        ((f.f)(a.0), self.b.call(call, &[a.1]))
    }

    fn float_call2(&mut self, f: &'static FloatFn2, a: RFloat, b: RFloat) -> RFloat {
        let call = self.layouts.float_function(f.name, f.f as usize, 2);
        ((f.f)(a.0, b.0), self.b.call(call, &[a.1, b.1]))
    }

    fn not(&mut self, b: RBool) -> RBool {
        (!b.0, self.b.bool_not(b.1))
    }

    fn same(&mut self, a: RVal, b: RVal) -> RBool {
        let (x, y) = (self.word(a), self.word(b));
        (a.v == b.v, self.b.word_eq(x, y))
    }

    fn bool_to_int(&mut self, b: RBool) -> RInt {
        (i64::from(b.0), self.b.bool_to_int(b.1))
    }

    fn whole_binary(&mut self, i: Instr) -> Result<Option<RVal>, Raised> {
        self.traced_whole_binary(i)
    }

    fn whole_compare(&mut self, op: CmpOp) -> Option<RBool> {
        self.traced_whole_compare(op)
    }

    fn whole_truth(&mut self, v: RVal) -> Option<RBool> {
        self.traced_whole_truth(v)
    }

    fn whole_unary(&mut self, f: &'static Opaque, negate: bool) -> Result<Option<RVal>, Raised> {
        self.traced_whole_unary(f, negate)
    }

    fn load(&mut self, o: RVal, f: &'static Field) -> RVal {
        let (object, id) = (self.reference(o), self.layouts.field(f));
        RVal { v: self.d.load(o.v, f), r: self.b.get_field(object, id) }
    }

    fn store(&mut self, o: RVal, f: &'static Field, v: RVal) {
        let (object, id, word) = (self.reference(o), self.layouts.field(f), self.word(v));
        self.b.set_field(object, id, word);
        self.d.store(o.v, f, v.v);
    }

    fn load_int(&mut self, o: RVal, f: &'static Field) -> RInt {
        let (object, id) = (self.reference(o), self.layouts.field(f));
        (self.d.load_int(o.v, f), self.b.get_field(object, id))
    }

    fn load_float(&mut self, o: RVal, f: &'static Field) -> RFloat {
        let (object, id) = (self.reference(o), self.layouts.field(f));
        (self.d.load_float(o.v, f), self.b.get_field(object, id))
    }

    fn store_int(&mut self, o: RVal, f: &'static Field, i: RInt) {
        let (object, id) = (self.reference(o), self.layouts.field(f));
        self.b.set_field(object, id, i.1);
        self.d.store_int(o.v, f, i.0);
    }

    fn load_slot(&mut self, o: RVal, slot: u32) -> RVal {
        let r = self.slot_load(o, slot);
        let v = self.d.load_slot(o.v, slot);
        if !v.is_empty() && crate::object::never_empty(o.v, slot) {
            self.bound.insert(r);
        }
        RVal { v, r }
    }

    fn store_slot(&mut self, o: RVal, slot: u32, v: RVal) {
        self.slot_store(o, slot, v);
        self.d.store_slot(o.v, slot, v.v);
    }

    fn add_slot(&mut self, o: RVal, shape: u32, v: RVal) {
        let slot = crate::object::shape(crate::object::ShapeId(shape)).len() as u32 - 1;
        self.shape_store(o, shape);
        self.slot_store(o, slot, v);
        self.d.add_slot(o.v, shape, v.v);
    }

    fn find_attr(&mut self, o: RVal, i: Instr) -> Found {
        let found = self.d.find_attr(o.v, i);
        if self.watch_owner(o) {
            return found;
        }
        self.guard_layout(o);
        self.watch_type(o.v);
        if let Found::Method(f) | Found::Class(f) = found {
            self.watch_function(f);
        }
        found
    }

    fn find_place(&mut self, o: RVal, i: Instr) -> Place {
        let place = self.d.find_place(o.v, i);
        self.guard_layout(o);
        self.watch_type(o.v);
        match place {
            // Slots beyond the inline ones would need the overflow area to grow.
            Place::Added(id) if !crate::object::is_inline_slot(o.v, crate::object::ShapeId(id)) => Place::Slow,
            p => p,
        }
    }

    fn global(&mut self, i: Instr, name: u32) -> Option<RVal> {
        self.traced_global(i, name)
    }

    fn set_global(&mut self, i: Instr, v: RVal) -> bool {
        self.traced_set_global(i, v)
    }

    fn namespace_value(&mut self, cell: Value) -> RVal {
        let v = self.d.namespace_value(cell);
        self.namespace_load(cell.bits(), v)
    }

    fn load_cell(&mut self, cell: RVal) -> RVal {
        let object = self.reference(cell);
        RVal { v: self.d.load_cell(cell.v), r: self.b.get_field(object, self.layouts.known.cell) }
    }

    fn store_cell(&mut self, cell: RVal, v: RVal) {
        let (object, word) = (self.reference(cell), self.word(v));
        self.b.set_field(object, self.layouts.known.cell, word);
        self.d.store_cell(cell.v, v.v);
    }

    fn list_storage(&mut self, l: RVal) -> Storage {
        let s = self.d.list_storage(l.v);
        self.guard_storage(l, s);
        s
    }

    fn list_len(&mut self, l: RVal) -> RInt {
        let object = self.reference(l);
        (self.d.list_len(l.v), self.b.get_field(object, self.layouts.known.list_len))
    }

    fn tuple_len(&mut self, t: RVal) -> RInt {
        let n = self.d.tuple_len(t.v);
        if self.is_constant(t.r) {
            return self.int_const(n);
        }
        let object = self.reference(t);
        (n, self.b.get_field(object, self.layouts.known.tuple_len))
    }

    fn check_index(&mut self, i: RInt, len: RInt) -> Option<RInt> {
        self.traced_index(i, len)
    }

    fn below(&mut self, i: RInt, len: RInt) -> bool {
        let r = (i.0 as u64) < len.0 as u64;
        let b = self.b.int_ult(i.1, len.1);
        self.branch((r, b))
    }

    fn list_get(&mut self, l: RVal, s: Storage, i: RInt) -> RVal {
        let v = self.d.list_get(l.v, s, i.0);
        RVal { v, r: self.item_load(l, s, i.1) }
    }

    fn list_set(&mut self, l: RVal, s: Storage, i: RInt, v: RVal) -> bool {
        if !self.item_store(l, s, i.1, v, false) {
            return false;
        }
        self.d.list_set(l.v, s, i.0, v.v)
    }

    fn list_push(&mut self, l: RVal, v: RVal) -> bool {
        self.item_push(l, v) && self.d.list_push(l.v, v.v)
    }

    fn list_pop(&mut self, l: RVal, s: Storage, n: RInt) -> RVal {
        let r = self.item_pop(l, s, n.1);
        RVal { v: self.d.list_pop(l.v, s, n.0), r }
    }

    fn tuple_get(&mut self, t: RVal, i: RInt) -> RVal {
        let v = self.d.tuple_get(t.v, i.0);
        if self.is_constant(t.r) && self.is_constant(i.1) {
            return self.constant(v);
        }
        let object = self.reference(t);
        RVal { v, r: self.b.array_get(object, i.1, self.layouts.known.tuple_items) }
    }

    fn new_tuple(&mut self, n: usize) -> RVal {
        self.traced_tuple(n)
    }

    fn append_in_place(&mut self, _: usize) -> Option<RVal> {
        // A trace concatenates; growing in place is an operation of its own there.
        None
    }

    fn new_list(&mut self, n: usize) -> RVal {
        match self.opaque(&crate::interp::ops::slow::BUILD_LIST, n, 0) {
            Ok(v) => v,
            Err(Raised) => {
                self.give_up("a list could not be made");
                self.constant(Value::NONE)
            }
        }
    }

    fn new_cell(&mut self, v: RVal) -> RVal {
        let ty = self.layouts.object(Kind::Cell, "cell", 24, vec![(self.layouts.known.cell, Value::EMPTY.bits())]);
        let (object, word) = (self.b.new_object(ty), self.word(v));
        self.b.set_field(object, self.layouts.known.cell, word);
        RVal { v: self.d.new_cell(v.v), r: object }
    }

    fn new_instance(&mut self, class: Value) -> RVal {
        let v = self.d.new_instance(class);
        // SAFETY: a fresh instance.
        let flags = unsafe { (*(v.bits() as *const Header)).flags };
        // SAFETY: the class is alive: the caller holds it.
        let ty = unsafe { Ref::from_value(class) }.expect_type();
        let id = self.layouts.instance(ty, flags);
        self.keep_alive(class);
        RVal { v, r: self.b.new_object(id) }
    }

    fn new_range_iter(&mut self, next: RInt, step: RInt, left: RInt) -> RVal {
        self.traced_range_iter(next, step, left)
    }

    fn new_range(&mut self, start: RInt, step: RInt, len: RInt, stop: RInt) -> RVal {
        let v = self.d.new_range(start.0, step.0, len.0, stop.0);
        self.traced_range(v, start.1, step.1, len.1, stop.1)
    }

    fn new_complex(&mut self, re: RFloat, im: RFloat) -> RVal {
        let v = self.d.new_complex(re.0, im.0);
        self.traced_complex(v, re.1, im.1)
    }

    fn new_enumerate(&mut self, iter: RVal, count: RInt) -> RVal {
        let word = self.word(iter);
        let v = self.d.new_enumerate(iter.v, count.0);
        self.traced_enumerate(v, word, count.1)
    }

    fn new_zip(&mut self, iters: RVal) -> RVal {
        let word = self.word(iters);
        let v = self.d.new_zip(iters.v);
        self.traced_zip(v, word)
    }

    fn new_seq_iter(&mut self, kind: Kind, seq: RVal, at: RInt) -> RVal {
        self.traced_seq_iter(kind, seq, at)
    }

    fn cold<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> T {
        f(self)
    }

    fn outline<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> T {
        f(self)
    }

    fn opaque(&mut self, f: &'static Opaque, n: usize, arg: u32) -> Result<RVal, Raised> {
        self.traced_opaque(f, n, arg)
    }

    fn opaque_next(&mut self, f: &'static Opaque, n: usize, exhausted: isize) -> Result<Option<RVal>, Raised> {
        self.traced_next(f, n, exhausted)
    }

    fn attempt(&mut self, f: &'static Opaque, n: usize, arg: u32) -> Option<RVal> {
        self.traced_attempt(f, n, arg)
    }

    fn untraceable(&mut self, reason: &'static str, f: fn(&mut Direct, Instr) -> R, i: Instr) -> R {
        self.give_up(reason);
        f(&mut self.d, i)
    }
}
