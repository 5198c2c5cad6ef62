//! Operations that take the recorder more than a line: arithmetic with its guards, items, attribute slots, calls, returns.

use super::machine_impl::{RFloat, RInt};
use super::recorder::{Goal, RVal, Recorder};
use crate::machine::{FOp, Field, FieldKind, IOp, Machine, Opaque, R, fields};
use crate::object::{Action, ActionKind, Kind, Raised, Storage, Value};
use taipan_jit::ir::{CallId, OpRef};

extern "C" fn float_floor_div(a: f64, b: f64) -> f64 {
    crate::machine::float_floor_div(a, b)
}

extern "C" fn float_mod(a: f64, b: f64) -> f64 {
    crate::machine::float_mod(a, b)
}

extern "C" fn float_pow(a: f64, b: f64) -> f64 {
    a.powf(b)
}

/// Operations that look at the running frame, which an inlined call does not have.
const LOOKS_AT_FRAME: [&str; 6] =
    ["name", "store_name", "delete_name", "load_locals", "from_dict_or_globals", "import_name"];

impl Recorder<'_> {
    pub(super) fn traced_int_op(&mut self, op: IOp, a: RInt, b: RInt) -> Option<RInt> {
        let r = self.d.int_op(op, a.0, b.0)?;
        let (x, y) = (a.1, b.1);
        let name = match op {
            IOp::Add | IOp::Sub | IOp::Mul => {
                let s = self.snap();
                match op {
                    IOp::Add => self.b.int_add_ovf(x, y, s),
                    IOp::Sub => self.b.int_sub_ovf(x, y, s),
                    _ => self.b.int_mul_ovf(x, y, s),
                }
            }
            IOp::And => self.b.int_and(x, y),
            IOp::Or => self.b.int_or(x, y),
            IOp::Xor => self.b.int_xor(x, y),
            IOp::FloorDiv | IOp::Mod => {
                if !self.is_constant(y) {
                    for excluded in [0, -1] {
                        let c = self.b.const_int(excluded);
                        let differs = self.b.int_ne(y, c);
                        self.branch((b.0 != excluded, differs));
                    }
                    if b.0 == -1 {
                        // Rare enough: the general operation does it.
                        return None;
                    }
                } else if b.0 == -1 {
                    return None;
                }
                if op == IOp::FloorDiv { self.b.int_floor_div(x, y) } else { self.b.int_mod(x, y) }
            }
            IOp::Shl => {
                self.limit_shift(b, 62)?;
                let shifted = self.b.int_shl(x, y);
                let back = self.b.int_shr(shifted, y);
                let same = self.b.int_eq(back, x);
                self.branch((true, same));
                shifted
            }
            IOp::Shr => {
                self.limit_shift(b, 64)?;
                self.b.int_shr(x, y)
            }
        };
        Some((r, name))
    }

    /// Guards that a shift count is below a limit; `None` when it is not.
    fn limit_shift(&mut self, count: RInt, limit: i64) -> Option<()> {
        if !(0..limit).contains(&count.0) {
            return None;
        }
        if !self.is_constant(count.1) {
            let c = self.b.const_int(limit);
            let ok = self.b.int_ult(count.1, c);
            self.branch((true, ok));
        }
        Some(())
    }

    pub(super) fn traced_float_op(&mut self, op: FOp, a: RFloat, b: RFloat) -> Option<RFloat> {
        let r = self.d.float_op(op, a.0, b.0)?;
        let (x, y) = (a.1, b.1);
        if matches!(op, FOp::Div | FOp::FloorDiv | FOp::Mod) && !self.is_constant(y) {
            let zero = self.b.const_float(0.0);
            let ok = self.b.float_ne(y, zero);
            self.branch((true, ok));
        }
        let name = match op {
            FOp::Add => self.b.float_add(x, y),
            FOp::Sub => self.b.float_sub(x, y),
            FOp::Mul => self.b.float_mul(x, y),
            FOp::Div => self.b.float_div(x, y),
            FOp::FloorDiv => self.float_call_2("float_floor_div", float_floor_div, x, y),
            FOp::Mod => self.float_call_2("float_mod", float_mod, x, y),
            FOp::Pow => return self.traced_power(a, b, r),
        };
        Some((r, name))
    }

    fn float_call_2(&mut self, name: &str, f: extern "C" fn(f64, f64) -> f64, x: OpRef, y: OpRef) -> OpRef {
        let call = self.layouts.float_function(name, f as usize, 2);
        self.b.call(call, &[x, y])
    }

    /// A power with a positive base; squares are defined for all.
    fn traced_power(&mut self, a: RFloat, b: RFloat, r: f64) -> Option<RFloat> {
        let zero = self.b.const_float(0.0);
        if self.is_constant(b.1) && b.0 == 2.0 {
            let name = self.b.float_square(a.1);
            self.at_most_the_largest(name);
            return Some((r, name));
        }
        if a.0 <= 0.0 {
            return None;
        }
        let positive = self.b.float_gt(a.1, zero);
        self.branch((true, positive));
        let name = self.float_call_2("float_pow", float_pow, a.1, b.1);
        // What overflows or vanishes is the general operation's business.
        self.at_most_the_largest(name);
        let some = self.b.float_gt(name, zero);
        self.branch((true, some));
        Some((r, name))
    }

    fn at_most_the_largest(&mut self, name: OpRef) {
        let limit = self.b.const_float(f64::MAX);
        let ok = self.b.float_le(name, limit);
        self.branch((true, ok));
    }

    pub(super) fn traced_index(&mut self, i: RInt, len: RInt) -> Option<RInt> {
        let at = self.d.check_index(i.0, len.0)?;
        if i.0 >= 0 {
            let ok = self.b.int_ult(i.1, len.1);
            self.branch((true, ok));
            return Some((at, i.1));
        }
        if !self.is_constant(i.1) {
            let zero = self.b.const_int(0);
            let negative = self.b.int_lt(i.1, zero);
            self.branch((true, negative));
        }
        let name = self.b.int_add(i.1, len.1);
        let ok = self.b.int_ult(name, len.1);
        self.branch((true, ok));
        Some((at, name))
    }

    pub(super) fn item_load(&mut self, l: RVal, s: Storage, i: OpRef) -> OpRef {
        let known = self.layouts.known;
        let object = self.reference(l);
        let buffer = self.b.get_field(object, known.list_ptr);
        match s {
            Storage::Int => self.b.array_get(buffer, i, known.ints),
            Storage::Float => self.b.array_get(buffer, i, known.floats),
            Storage::Bool => self.b.array_get(buffer, i, known.bools),
            _ => self.b.array_get(buffer, i, known.objects),
        }
    }

    /// Writes an item whose kind fits the storage; false when it does not. `append`: behind the end, over nothing.
    pub(super) fn item_store(&mut self, l: RVal, s: Storage, i: OpRef, v: RVal, append: bool) -> bool {
        let known = self.layouts.known;
        let objects = if append { known.appended } else { known.objects };
        let (array, item) = match s {
            Storage::Int if v.v.is_fixnum() => (known.ints, self.unbox_int(v).1),
            Storage::Float if v.v.is_flonum() => (known.floats, self.unbox_float(v).1),
            Storage::Bool if v.v.is_bool() => (known.bools, self.truth_value(v)),
            Storage::Object => (objects, self.word(v)),
            _ => {
                self.guard_type(v);
                return false;
            }
        };
        let object = self.reference(l);
        let buffer = self.b.get_field(object, known.list_ptr);
        self.b.array_set(buffer, i, array, item);
        true
    }

    /// Appends while there is room and the kind fits.
    pub(super) fn item_push(&mut self, l: RVal, v: RVal) -> bool {
        let known = self.layouts.known;
        let s = self.list_storage(l);
        let (len, cap) = {
            let Some(body) = crate::object::peek_list(l.v) else { return false };
            (body.len(), body.capacity())
        };
        if s == Storage::Empty || len >= cap {
            return false;
        }
        let object = self.reference(l);
        let (n, room) = (self.b.get_field(object, known.list_len), self.b.get_field(object, known.list_cap));
        let fits = self.b.int_lt(n, room);
        self.branch((true, fits));
        if !self.item_store(l, s, n, v, true) {
            return false;
        }
        let one = self.b.const_int(1);
        let more = self.b.int_add(n, one);
        self.b.set_field(object, known.list_len, more);
        true
    }

    /// Takes the last of `n` items.
    pub(super) fn item_pop(&mut self, l: RVal, s: Storage, n: OpRef) -> OpRef {
        let one = self.b.const_int(1);
        let last = self.b.int_sub(n, one);
        let item = self.item_load(l, s, last);
        let object = self.reference(l);
        if s == Storage::Object {
            // The cell behind the end holds no reference.
            let buffer = self.b.get_field(object, self.layouts.known.list_ptr);
            let none = self.b.const_val(Value::NONE.bits());
            self.b.array_set(buffer, last, self.layouts.known.objects, none);
        }
        self.b.set_field(object, self.layouts.known.list_len, last);
        item
    }

    pub(super) fn slot_load(&mut self, o: RVal, slot: u32) -> OpRef {
        let object = self.reference(o);
        match crate::object::slot_offset(o.v, slot) {
            Ok(offset) => {
                let f = self.layouts.slot(offset);
                self.b.get_field(object, f)
            }
            Err(index) => {
                let area = self.overflow_area(o, object);
                let i = self.b.const_int(i64::from(index));
                self.b.array_get(area, i, self.layouts.known.overflow_slots)
            }
        }
    }

    fn overflow_area(&mut self, o: RVal, object: OpRef) -> OpRef {
        let f = self.layouts.overflow(crate::object::attrs_offset(o.v));
        self.b.get_field(object, f)
    }

    pub(super) fn slot_store(&mut self, o: RVal, slot: u32, v: RVal) {
        let (object, word) = (self.reference(o), self.word(v));
        match crate::object::slot_offset(o.v, slot) {
            Ok(offset) => {
                let f = self.layouts.slot(offset);
                self.b.set_field(object, f, word);
            }
            Err(index) => {
                let area = self.overflow_area(o, object);
                let i = self.b.const_int(i64::from(index));
                self.b.array_set(area, i, self.layouts.known.overflow_slots, word);
            }
        }
    }

    /// Gives an object its next shape.
    pub(super) fn shape_store(&mut self, o: RVal, shape: u32) {
        let object = self.reference(o);
        let flags = crate::object::flags_with_shape(o.v, shape);
        let c = self.b.const_int(i64::from(flags));
        self.b.set_field(object, self.layouts.known.shape, c);
    }

    pub(super) fn traced_tuple(&mut self, n: usize) -> RVal {
        let items: Vec<OpRef> = (0..n)
            .rev()
            .map(|k| {
                let v = self.peek(k);
                self.word(v)
            })
            .collect();
        let v = self.d.new_tuple(n);
        if n == 0 {
            return self.constant(v);
        }
        let ty = self.layouts.tuple();
        let object = self.b.new_var(ty, n);
        for (k, item) in items.into_iter().enumerate() {
            let i = self.b.const_int(k as i64);
            self.b.array_set(object, i, self.layouts.known.tuple_items, item);
        }
        RVal { v, r: object }
    }

    pub(super) fn traced_range_iter(&mut self, next: RInt, step: RInt, left: RInt) -> RVal {
        use crate::machine::fields;
        let all =
            [(&fields::RANGE_ITER_NEXT, next), (&fields::RANGE_ITER_STEP, step), (&fields::RANGE_ITER_LEFT, left)];
        let ids: Vec<_> = all.iter().map(|(f, _)| (self.layouts.field(f), 0)).collect();
        let ty = self.layouts.object(Kind::RangeIter, "range_iterator", 40, ids.clone());
        let object = self.b.new_object(ty);
        for ((id, _), (_, i)) in ids.into_iter().zip(all) {
            self.b.set_field(object, id, i.1);
        }
        RVal { v: self.d.new_range_iter(next.0, step.0, left.0), r: object }
    }

    /// A new object of a built-in layout: its fields, and further words that are 0.
    fn traced_object(
        &mut self,
        v: Value,
        layout: (Kind, &str, u32),
        all: &[(&'static Field, OpRef)],
        zero: &[&'static Field],
    ) -> RVal {
        let ids: Vec<_> =
            all.iter().map(|(f, _)| *f).chain(zero.iter().copied()).map(|f| self.layouts.field(f)).collect();
        let initial = |f: &Field| if f.kind == FieldKind::Val { Value::NONE.bits() } else { 0 };
        let fields = all.iter().map(|(f, _)| *f).chain(zero.iter().copied()).zip(&ids).map(|(f, id)| (*id, initial(f)));
        let ty = self.layouts.object(layout.0, layout.1, layout.2, fields.collect());
        let object = self.b.new_object(ty);
        for ((_, r), id) in all.iter().zip(&ids) {
            self.b.set_field(object, *id, *r);
        }
        RVal { v, r: object }
    }

    pub(super) fn traced_range(&mut self, v: Value, start: OpRef, step: OpRef, len: OpRef, stop: OpRef) -> RVal {
        let all = [
            (&fields::RANGE_START, start),
            (&fields::RANGE_STEP, step),
            (&fields::RANGE_LEN, len),
            (&fields::RANGE_STOP, stop),
        ];
        self.traced_object(v, (Kind::Range, "range", 56), &all, &[&fields::RANGE_BIG])
    }

    pub(super) fn traced_complex(&mut self, v: Value, re: OpRef, im: OpRef) -> RVal {
        let all = [(&fields::COMPLEX_RE, re), (&fields::COMPLEX_IM, im)];
        self.traced_object(v, (Kind::Complex, "complex", 32), &all, &[])
    }

    pub(super) fn traced_enumerate(&mut self, v: Value, iter: OpRef, count: OpRef) -> RVal {
        let all = [(&fields::ENUMERATE_ITER, iter), (&fields::ENUMERATE_COUNT, count)];
        self.traced_object(v, (Kind::Enumerate, "enumerate", 40), &all, &[&fields::ENUMERATE_BIG])
    }

    pub(super) fn traced_zip(&mut self, v: Value, iters: OpRef) -> RVal {
        self.traced_object(v, (Kind::Zip, "zip", 32), &[(&fields::ZIP_ITERS, iters)], &[&fields::ZIP_STRICT])
    }

    pub(super) fn traced_seq_iter(&mut self, kind: Kind, seq: RVal, at: RInt) -> RVal {
        use crate::machine::fields;
        let (s, i) = (self.layouts.field(&fields::SEQ_ITER_SEQ), self.layouts.field(&fields::SEQ_ITER_INDEX));
        let ty = self.layouts.object(kind, "sequence_iterator", 32, vec![(s, Value::NONE.bits()), (i, 0)]);
        let (object, word) = (self.b.new_object(ty), self.word(seq));
        self.b.set_field(object, s, word);
        self.b.set_field(object, i, at.1);
        RVal { v: self.d.new_seq_iter(kind, seq.v, at.0), r: object }
    }

    /// The call of an opaque operation and its arguments, to be written before or after it is executed.
    fn prepare_opaque(&mut self, f: &'static Opaque, n: usize, arg: u32) -> Option<(CallId, Vec<OpRef>)> {
        if self.frames.len() > 1 && LOOKS_AT_FRAME.contains(&f.name) || self.wants_own_handled(f) {
            self.give_up("an inlined call needs its frame");
            return None;
        }
        let operands: Vec<OpRef> = (0..n)
            .rev()
            .map(|k| {
                let v = self.peek(k);
                self.word(v)
            })
            .collect();
        let Some(call) = self.layouts.opaque(f, n) else {
            self.give_up("an operation with too many operands");
            return None;
        };
        let mut args = vec![
            self.b.const_ptr(self.d.vm as u64),
            self.b.const_ptr(f.f as usize as u64),
            self.b.const_int(i64::from(arg)),
        ];
        args.extend(operands);
        Some((call, args))
    }

    fn emit_opaque(&mut self, f: &'static Opaque, (call, args): (CallId, Vec<OpRef>)) -> OpRef {
        let raised = self.raised_snap();
        self.opaque += 1;
        let r = self.b.call(call, &args);
        self.b.guard_no_raise(r, raised);
        if f.effect == crate::machine::Effect::Any {
            self.check_world = true;
            self.refs.clear();
        }
        r
    }

    pub(super) fn traced_opaque(&mut self, f: &'static Opaque, n: usize, arg: u32) -> Result<RVal, Raised> {
        let prepared = self.prepare_opaque(f, n, arg);
        let looks = self.frame_looks();
        let done = self.d.operate(f, n, arg);
        self.drain();
        self.refuse_looks(looks);
        match (done, prepared) {
            (Ok(v), Some(call)) => Ok(RVal { v, r: self.emit_opaque(f, call) }),
            (Ok(v), None) => Ok(RVal { v, r: self.b.const_val(Value::NONE.bits()) }),
            (Err(e), prepared) => {
                self.raising = prepared.is_some_and(|(_, args)| self.note_raise(f, n, &args));
                Err(e)
            }
        }
    }

    pub(super) fn traced_attempt(&mut self, f: &'static Opaque, n: usize, arg: u32) -> Option<RVal> {
        let prepared = self.prepare_opaque(f, n, arg);
        let v = self.d.attempt(f, n, arg)?;
        let Some((call, args)) = prepared else { return Some(RVal { v, r: self.b.const_val(Value::NONE.bits()) }) };
        let s = self.snap();
        let r = self.b.call(call, &args);
        let empty = self.b.const_val(Value::EMPTY.bits());
        self.b.guard_is_not(r, empty, s);
        Some(RVal { v, r })
    }

    pub(super) fn traced_next(
        &mut self,
        f: &'static Opaque,
        n: usize,
        exhausted: isize,
    ) -> Result<Option<RVal>, Raised> {
        let Some(r) = self.prepare_opaque(f, n, 0).map(|call| self.emit_opaque(f, call)) else {
            return Ok(self
                .d
                .opaque_next(f, n, exhausted)?
                .map(|v| RVal { v, r: self.b.const_val(Value::NONE.bits()) }));
        };
        let looks = self.frame_looks();
        let v = self.d.opaque_next(f, n, exhausted)?;
        self.refuse_looks(looks);
        let empty = self.b.const_val(Value::EMPTY.bits());
        let unit = self.unit();
        match v {
            Some(v) => {
                // The other way: the loop has ended.
                let end = self.state_snapshot((unit as isize + exhausted) as u32, None);
                let s = self.b.snapshot(end);
                self.b.guard_is_not(r, empty, s);
                Ok(Some(RVal { v, r }))
            }
            None => {
                let item = self.state_snapshot(unit, Some(r));
                let s = self.b.snapshot(item);
                self.b.guard_is(r, empty, s);
                Ok(None)
            }
        }
    }

    /// How often frames have been looked at so far.
    pub(super) fn frame_looks(&self) -> u64 {
        crate::object::frame_looks_of(self.d.vm)
    }

    /// A call that has looked at frames needs them in memory, where native code does not keep them.
    pub(super) fn refuse_looks(&mut self, before: u64) {
        if self.frame_looks() != before {
            self.give_up("a call looks at its caller's frame");
        }
    }

    /// The next number of a generator that is constant.
    pub(super) fn traced_byte_at(&mut self, o: RVal, i: RInt, put: Option<RInt>) -> Option<RInt> {
        let byte = self.d.byte_at(o.v, i.0, put.map(|b| b.0));
        let (vm, object) = (self.b.const_ptr(self.d.vm as u64), self.word(o));
        let call = self.layouts.byte(put.is_some());
        let name = match put {
            Some(b) => self.b.call(call, &[vm, object, i.1, b.1]),
            None => self.b.call(call, &[vm, object, i.1]),
        };
        let zero = self.b.const_int(0);
        let some = self.b.int_ge(name, zero);
        self.branch((byte.is_some(), some));
        byte.map(|b| (b, name))
    }

    pub(super) fn random_call(&mut self, o: RVal) -> OpRef {
        let call = self.layouts.random();
        let (vm, object) = (self.b.const_ptr(self.d.vm as u64), self.word(o));
        self.b.call(call, &[vm, object])
    }

    /// A back-edge: the loop is closed, or another one goes round.
    pub(super) fn after_back_edge(&mut self) {
        let header = self.unit();
        let f = &self.frames[self.frames.len() - 1];
        let at_root = self.frames.len() == 1 && std::ptr::eq(f.code, self.header.0) && header == self.header.1;
        let s = self.state_snapshot(header, None);
        let s = self.b.snapshot(s);
        self.b.poll(s);
        if at_root { self.closed = true } else { self.pass_back_edge(header) }
    }

    /// Leaves an inlined frame: the shadow goes the way of the return action.
    pub(super) fn leave_traced(&mut self, v: RVal) -> R {
        if self.frames.len() == 1 && self.returns && !matches!(self.goal, Goal::Loop) {
            return self.finish_traced(v);
        }
        if self.frames.len() == 1 {
            self.give_up("the outermost frame returns");
            return self.d.leave(v.v);
        }
        let Some(f) = self.frames.last().copied() else { return self.d.leave(v.v) };
        self.end_generator();
        let mirrored = self.mirror(f.action, v, f.base - f.drop as i32);
        if mirrored.is_none() {
            self.give_up("a return with an unusual purpose");
        }
        self.pop_frame();
        let depth = self.control_depth();
        let drained = crate::object::morgue().drained;
        let flow = self.d.leave(v.v)?;
        self.check_world |= crate::object::morgue().drained != drained;
        if self.control_depth() + 1 != depth {
            self.give_up("another method was asked in turn");
            return Ok(flow);
        }
        if let Some((at, pushes)) = mirrored {
            self.shadow.truncate(at as usize);
            for r in pushes {
                self.shadow.push(Some(r));
            }
            debug_assert_eq!(self.shadow.len() as i32, self.position(self.d.sp));
        }
        Ok(flow)
    }

    /// What a return action does to the stack that ends at `ret`: where it ends then, and what is pushed.
    pub(super) fn mirror(&mut self, action: Action, v: RVal, ret: i32) -> Option<(i32, Vec<OpRef>)> {
        match action.kind {
            ActionKind::Push => Some((ret, vec![v.r])),
            ActionKind::Discard => Some((ret, vec![])),
            ActionKind::Init => self.guard_const(v, Value::NONE).then(|| (ret, vec![])),
            ActionKind::Attr => {
                let mut pushes = vec![v.r];
                if action.data & 1 == 1 {
                    pushes.push(self.b.const_val(Value::EMPTY.bits()));
                }
                Some((ret, pushes))
            }
            ActionKind::Bool => v.v.is_bool().then(|| (ret, vec![v.r])),
            ActionKind::BinaryLeft | ActionKind::BinaryLast | ActionKind::BinaryInplace => {
                (!self.guard_const(v, Value::NOT_IMPLEMENTED)).then(|| (ret - 2, vec![v.r]))
            }
            ActionKind::CompareFirst | ActionKind::CompareLast if action.data & 16 == 0 || v.v.is_bool() => {
                if self.guard_const(v, Value::NOT_IMPLEMENTED) {
                    return None;
                }
                let r = if action.data & 16 != 0 { self.unbox_bool(v).1 } else { v.r };
                Some((ret - 2, vec![r]))
            }
            ActionKind::Contains if v.v.is_bool() => {
                let b = self.unbox_bool(v);
                let b = if action.data == 1 { self.not(b) } else { b };
                Some((ret - 2, vec![b.1]))
            }
            ActionKind::ForNext | ActionKind::SendGenerator => Some((ret, vec![v.r])),
            ActionKind::ForGenerator => Some((ret, vec![])),
            ActionKind::Iter => {
                self.guard_type(v);
                Some((ret, vec![v.r]))
            }
            _ => None,
        }
    }

    fn control_depth(&self) -> u32 {
        crate::object::depth_of(self.d.vm)
    }
}
