//! Generators in a trace: their frames are inlined where a loop asks them for the next item.
//!
//! ```text
//!   FOR_ITER ──▶ guard: suspended at this instruction ──▶ slots are loaded from the object ──▶ frame, inlined
//!                                                                                                │
//!   consumer ◀── value ◀── "goes on behind the yield" is stored ◀── changed slots are stored ◀── YIELD_VALUE
//! ```
//!
//! The stores wait (see the optimiser's `stores`), so that in a loop the generator's variables are values like any others.
//! While the frame is inlined its object says "running"; its slots keep what they held until the trace stores over them. An
//! exit inside of the frame empties them (see `enter`). A slot is emptied at once when its variable gives an object up, so
//! that the object dies when it should.

use super::recorder::{Frame, RVal, Recorder};
use crate::machine::{Machine, R, fields};
use crate::object::{Action, ActionKind, CodeObj, FINISHED, GeneratorState, Kind, RUNNING, Site, Value};
use taipan_bytecode::{CodeFlags, Instr, Op};
use taipan_jit::ir::OpRef;

/// Frames with more slots are not made in a trace, nor resumed by it.
const MAX_ROOM: usize = 48;

impl Recorder<'_> {
    /// Resumes the generator on top of the stack.
    pub(super) fn resume_traced(&mut self, g: RVal, action: Action) -> R {
        let Some(s) = crate::object::peek_suspended(g.v) else {
            self.give_up("a generator that is none");
            return self.d.resume_generator(g.v, action);
        };
        if s.state == GeneratorState::Running {
            self.give_up("a generator that is running");
            return self.d.resume_generator(g.v, action);
        }
        let object = self.reference(g);
        let at_field = self.layouts.field(&fields::GENERATOR_AT);
        let now = self.b.get_field(object, at_field);
        let (at, snap) = (self.b.const_int(s.at as i64), self.snap());
        self.b.guard_is(now, at, snap);
        if s.state == GeneratorState::Finished {
            return self.d.resume_generator(g.v, action);
        }
        if s.room > MAX_ROOM || s.handled != Value::NONE {
            self.give_up("a generator with too many variables, or in an except block");
            return self.d.resume_generator(g.v, action);
        }
        let handled_field = self.layouts.field(&fields::GENERATOR_HANDLED);
        let handled = RVal { v: s.handled, r: self.b.get_field(object, handled_field) };
        self.guard_const(handled, Value::NONE);
        self.keep_alive(Value::from_ptr(s.code));
        let mut saved: Vec<OpRef> = Vec::with_capacity(s.room);
        for i in 0..s.room {
            let name = if i < s.len {
                let f = self.layouts.generator_slot(i);
                self.b.get_field(object, f)
            } else {
                self.b.const_val(Value::EMPTY.bits())
            };
            saved.push(name);
        }
        let running = self.b.const_int(RUNNING as i64);
        self.b.set_field(object, at_field, running);
        let (pc, next, owner) = (self.unit(), self.frames.len() - 1, self.word(g));
        let base = self.position(self.d.sp);
        let flow = self.d.resume_generator(g.v, action)?;
        self.frames[next].pc = pc;
        for (i, &r) in saved.iter().enumerate().take(s.len) {
            self.set_slot(base + i as i32, r);
        }
        let sent = self.b.const_val(Value::NONE.bits());
        self.set_slot(base + s.len as i32, sent);
        self.saved.insert(owner, saved);
        self.push_frame(Frame { code: s.code, base, pc: 0, drop: 0, action, owner: Some(owner), generator: true });
        Ok(flow)
    }

    /// Whether a generator can be resumed as it is: suspended, not running, not finished.
    pub(super) fn is_suspended_traced(&mut self, g: RVal) -> bool {
        self.guard_type(g);
        crate::object::peek_suspended(g.v).is_some_and(|s| s.state == GeneratorState::Suspended)
    }

    /// The innermost frame, if it is a generator's that the trace has resumed.
    fn inlined_generator(&self) -> Option<(Frame, OpRef)> {
        let f = *self.frames.last()?;
        if self.frames.len() > 1 && f.generator { Some((f, f.owner?)) } else { None }
    }

    /// `YIELD_VALUE`.
    pub(super) fn yield_traced(&mut self, i: Instr) -> R {
        let Some((f, owner)) = self.inlined_generator() else {
            self.give_up("the outermost frame yields");
            return self.d.yield_value(i);
        };
        let g = RVal { v: crate::object::running_generator(self.d.vm), r: owner };
        let object = self.reference(g);
        let v = self.peek(0);
        let count = (self.position(self.d.sp) - 1 - f.base) as usize;
        self.save(object, owner, f, count);
        let (len_field, at_field) =
            (self.layouts.field(&fields::GENERATOR_LEN), self.layouts.field(&fields::GENERATOR_AT));
        let (len, at) = (self.b.const_int(count as i64), self.b.const_int(self.d.pc as i64));
        self.b.set_field(object, len_field, len);
        self.b.set_field(object, at_field, at);
        let flow = self.d.yield_value(i)?;
        self.leave_shadow(f.base, &[v.r]);
        Ok(flow)
    }

    /// Stores the first `count` slots of a generator's frame into its object where they have changed, and empties the rest.
    fn save(&mut self, object: OpRef, owner: OpRef, f: Frame, count: usize) {
        let saved = self.saved.remove(&owner).unwrap_or_default();
        let room = crate::object::frame_room(f.code);
        let empty = self.b.const_val(Value::EMPTY.bits());
        for i in 0..room {
            let r = if i < count { self.slot(f.base + i as i32) } else { empty };
            if saved.get(i) == Some(&r) {
                continue;
            }
            let (word, field) = (self.b.to_val(r), self.layouts.generator_slot(i));
            self.b.set_field(object, field, word);
        }
    }

    /// A generator's frame is about to end: its object is finished and empty.
    pub(super) fn end_generator(&mut self) {
        let Some((f, owner)) = self.inlined_generator() else { return };
        let g = RVal { v: crate::object::running_generator(self.d.vm), r: owner };
        let object = self.reference(g);
        self.save(object, owner, f, 0);
        let (at_field, finished) = (self.layouts.field(&fields::GENERATOR_AT), self.b.const_int(FINISHED as i64));
        self.b.set_field(object, at_field, finished);
    }

    /// A variable of the innermost frame is about to get another value: the generator's slot gives an object up at once.
    pub(super) fn give_up_slot(&mut self, i: usize, old: RVal) {
        if !old.v.is_heap() {
            return;
        }
        let Some((_, owner)) = self.inlined_generator() else { return };
        let empty = self.b.const_val(Value::EMPTY.bits());
        let Some(held) = self.saved.get(&owner).and_then(|s| s.get(i).copied()) else { return };
        if held != old.r {
            return;
        }
        let g = RVal { v: crate::object::running_generator(self.d.vm), r: owner };
        let object = self.reference(g);
        if self.b.trace().inst(object).op != taipan_jit::ir::Op::New && may_have_finaliser(old.v) {
            // At once: a store to a field would wait.
            let (memory, index) = (self.layouts.generator_memory(), self.b.const_int(i as i64));
            self.b.array_set(object, index, memory, empty);
        }
        let field = self.layouts.generator_slot(i);
        self.b.set_field(object, field, empty);
        if let Some(s) = self.saved.get_mut(&owner) {
            s[i] = empty;
        }
    }

    /// `RETURN_GENERATOR`: a new object, virtual as long as only this trace sees it.
    pub(super) fn return_generator_traced(&mut self, i: Instr) -> R {
        let f = self.frames[self.frames.len() - 1];
        let flags = crate::object::code_flags(f.code);
        let room = crate::object::frame_room(f.code);
        let plain = !flags.has(CodeFlags::COROUTINE) && !flags.has(CodeFlags::ASYNC_GENERATOR);
        let wanted = matches!(f.action.kind, ActionKind::Push | ActionKind::Iter);
        let Some(owner) = f.owner.filter(|_| self.frames.len() > 1 && plain && wanted && room <= MAX_ROOM) else {
            self.give_up("a generator is made by the outermost frame, or a coroutine");
            return self.d.return_generator(i);
        };
        let func = RVal { v: self.d.function(), r: owner };
        let (name, qualname) = (self.load(func, &fields::FUNCTION_NAME), self.load(func, &fields::FUNCTION_QUALNAME));
        self.keep_alive(Value::from_ptr(f.code));
        let ty = self.layouts.generator(f.code as u64, room);
        let object = self.b.new_object(ty);
        let words = [
            (&fields::GENERATOR_FUNC, self.word(func)),
            (&fields::GENERATOR_NAME, self.word(name)),
            (&fields::GENERATOR_QUALNAME, self.word(qualname)),
        ];
        for (field, word) in words {
            let field = self.layouts.field(field);
            self.b.set_field(object, field, word);
        }
        let count = (self.position(self.d.sp) - f.base) as usize;
        for i in 0..count {
            let r = self.slot(f.base + i as i32);
            let (word, field) = (self.b.to_val(r), self.layouts.generator_slot(i));
            self.b.set_field(object, field, word);
        }
        let numbers = [(&fields::GENERATOR_LEN, count as i64), (&fields::GENERATOR_AT, self.d.pc as i64)];
        for (field, n) in numbers {
            let (field, n) = (self.layouts.field(field), self.b.const_int(n));
            self.b.set_field(object, field, n);
        }
        let flow = self.d.return_generator(i)?;
        self.leave_shadow(f.base - f.drop as i32, &[object]);
        Ok(flow)
    }

    /// The innermost frame is gone: the stack ends at `ret`, then these.
    fn leave_shadow(&mut self, ret: i32, pushes: &[OpRef]) {
        self.pop_frame();
        self.shadow.truncate(ret as usize);
        for &r in pushes {
            self.shadow.push(Some(r));
        }
        debug_assert_eq!(self.shadow.len() as i32, self.position(self.d.sp));
    }
}

/// Whether somebody may notice when an object dies: not if it is of a type that refers to nothing.
fn may_have_finaliser(v: Value) -> bool {
    let leaves = [Kind::Int, Kind::Float, Kind::Str, Kind::Bytes, Kind::Complex, Kind::Range, Kind::RangeIter];
    !leaves.iter().any(|&k| std::ptr::eq(crate::object::type_of(v), crate::object::kind_ptr(k)))
}

/// Whether the loop between a header and the back-edge with this cache may suspend its frame.
pub(super) fn yields(code: *const CodeObj, header: u32, site: *const Site) -> bool {
    let flags = crate::object::code_flags(code);
    let suspends = [CodeFlags::GENERATOR, CodeFlags::COROUTINE, CodeFlags::ASYNC_GENERATOR];
    suspends.iter().any(|&f| flags.has(f)) && crate::object::loop_has(code, header, site, Op::YIELD_VALUE)
}
