//! Frames and tracebacks as objects: what `sys._getframe()` and `e.__traceback__` give.
//!
//! A frame object of a running frame looks into the control stack; [`Vm::frame_left`] makes it stand alone when the frame ends
//! while somebody still holds it. A traceback entry knows code, globals and instruction; its frame object is made when
//! somebody asks for it, and then has no locals.

#![allow(unsafe_code, reason = "looks into the control and data stacks")]

use super::{CellBody, CodeBody, Exception, Frame, Kind, Owned, Payload, Ref, Value, Visit, Vm, new};
use taipan_bytecode::{CodeFlags, LocalKind, Op};

/// The body of a frame object.
pub struct FrameBody {
    /// `f_code`.
    pub code: Owned,
    /// `f_globals`.
    pub globals: Owned,
    /// The namespace of a module or class body, or what was left of a function's variables.
    pub locals: Option<Owned>,
    /// What was written through `f_locals` under names that are no variables.
    pub extra: Option<Owned>,
    /// `f_back` of a frame that has ended.
    pub back: Option<Owned>,
    /// The instruction at which it ended.
    pub index: u32,
    /// The record of a running frame; null once it has ended.
    record: *mut Frame,
}

impl Payload for FrameBody {
    const KIND: Kind = Kind::Frame;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.code);
        visit.owned(&self.globals);
        visit.option(&self.locals);
        visit.option(&self.extra);
        visit.option(&self.back);
    }
    fn clear(&mut self) {
        self.locals = None;
        self.extra = None;
        self.back = None;
    }
}

impl FrameBody {
    /// A frame object for code that no longer runs.
    pub fn ended(code: Owned, globals: Owned, index: u32) -> FrameBody {
        FrameBody { code, globals, locals: None, extra: None, back: None, index, record: std::ptr::null_mut() }
    }
}

/// The body of a `FrameLocalsProxy`: the frame whose variables it shows.
pub struct FrameLocals {
    /// The frame object.
    pub frame: Owned,
}

impl Payload for FrameLocals {
    const KIND: Kind = Kind::FrameLocals;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.frame);
    }
}

/// One entry of a traceback: the newest frame is the last.
pub struct Traceback {
    /// The code that ran.
    pub code: Owned,
    /// Its globals.
    pub globals: Owned,
    /// The instruction that raised or called.
    pub index: u32,
    /// The line, where it was given explicitly.
    pub line: Option<i32>,
    /// `tb_next`: nearer to where the exception was raised.
    pub next: Option<Owned>,
    /// `tb_frame`, once somebody has asked.
    pub frame: Option<Owned>,
    /// Which activation this was, as long as it runs: the address of its generator or of its record.
    place: u64,
}

impl Traceback {
    /// An entry with all parts given.
    pub fn make(frame: Owned, index: u32, line: i32, next: Option<Owned>, vm: &Vm) -> Option<Traceback> {
        let (code, globals) = frame.lend().get::<FrameBody>(vm).map(|f| (f.code.clone(), f.globals.clone()))?;
        Some(Traceback { code, globals, index, line: Some(line), next, frame: Some(frame), place: 0 })
    }
}

impl Payload for Traceback {
    const KIND: Kind = Kind::Traceback;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.code);
        visit.owned(&self.globals);
        visit.option(&self.next);
        visit.option(&self.frame);
    }
    fn clear(&mut self) {
        self.next = None;
        self.frame = None;
    }
}

impl Vm {
    /// The record `depth` frames above the running one.
    fn record(&self, depth: usize) -> Option<*mut Frame> {
        self.current()?;
        self.frame_looks.set(self.frame_looks.get() + 1);
        let mut r = self.seen(self.frame)?;
        for _ in 0..depth {
            // SAFETY: records are contiguous; the first one is blank and never reached.
            r = self.seen(unsafe { r.sub(1) })?;
        }
        Some(r)
    }

    /// How often frames have been looked at: their code, their variables, themselves.
    pub(crate) fn frame_looks(&self) -> u64 {
        self.frame_looks.get()
    }

    /// This record, or the nearest one below it that programs see.
    fn seen(&self, r: *mut Frame) -> Option<*mut Frame> {
        let mut r = r;
        // SAFETY: records are contiguous; the first one is blank and never reached.
        while r > self.stacks.frames() && unsafe { (*r).code().code.flags.has(CodeFlags::HIDDEN) } {
            // SAFETY: as above.
            r = unsafe { r.sub(1) };
        }
        (r > self.stacks.frames()).then_some(r)
    }

    /// The globals of the running frame.
    pub fn current_globals(&self) -> Option<Owned> {
        let f = self.current()?;
        // SAFETY: the frame keeps its globals alive.
        Some(unsafe { Ref::from_value(f.globals) }.own())
    }

    /// The code of the frame `depth` levels above the running one.
    pub fn frame_code(&self, depth: usize) -> Option<Owned> {
        let r = self.record(depth)?;
        // SAFETY: the record is in use; it keeps its code alive.
        Some(unsafe { Ref::from_value(Value::from_ptr((*r).code)) }.own())
    }

    /// A variable of the running frame by index, cells opened.
    pub fn frame_variable(&self, i: usize) -> Option<Owned> {
        let r = self.record(0)?;
        // SAFETY: the record is in use.
        unsafe { self.variable(r, i) }
    }

    /// # Safety
    /// `r` is a record in use.
    unsafe fn variable(&self, r: *mut Frame, i: usize) -> Option<Owned> {
        // SAFETY: the caller's promise; a frame has as many words as its code has variables, each alive.
        unsafe {
            let code = (*r).code();
            let kind = code.code.variables.get(i)?.kind;
            let v = *(*r).fp.add(i);
            if v.is_empty() {
                return None;
            }
            let v = Ref::from_value(v);
            let shared = kind.has(LocalKind::CELL) || kind.has(LocalKind::FREE);
            match v.get::<CellBody>(self) {
                Some(cell) if shared => cell.get(),
                _ => Some(v.own()),
            }
        }
    }

    /// The frame object of the frame `depth` levels above the running one.
    pub fn frame_object(&mut self, depth: usize) -> Option<Owned> {
        let r = self.record(depth)?;
        // SAFETY: the record is in use.
        Some(unsafe { self.object_of(r) })
    }

    /// # Safety
    /// `r` is a record in use.
    unsafe fn object_of(&mut self, r: *mut Frame) -> Owned {
        // SAFETY: the caller's promise: code, globals and locals are alive; the record owns one count of its object.
        unsafe {
            if !(*r).object.is_empty() {
                return Ref::from_value((*r).object).own();
            }
            let locals = (*r).locals;
            let o = new(FrameBody {
                code: Ref::from_value(Value::from_ptr((*r).code)).own(),
                globals: Ref::from_value((*r).globals).own(),
                locals: if locals.is_empty() { None } else { Some(Ref::from_value(locals).own()) },
                extra: None,
                back: None,
                index: 0,
                record: r,
            });
            (*r).object = o.clone().into_value();
            o
        }
    }

    /// A frame ends (or a generator's frame is suspended) whose object somebody may hold: the object takes along what it needs.
    /// Clears the record's reference.
    pub(crate) fn frame_left(&mut self, r: *mut Frame) {
        // SAFETY: the machine passes the record that it is about to drop, whose variables are still there.
        unsafe {
            let v = std::mem::replace(&mut (*r).object, Value::EMPTY);
            if v.is_empty() {
                return;
            }
            let o = Owned::from_value(v);
            let alone = o.lend().header().is_some_and(|h| h.count == 1);
            if alone {
                return;
            }
            let index = self.record_index(r);
            let locals = if (*r).locals.is_empty() { Some(self.variables(r, false)) } else { None };
            let back = self.seen(r.sub(1)).map(|b| self.object_of(b));
            if let Some(b) = o.lend().get_mut::<FrameBody>(self) {
                b.record = std::ptr::null_mut();
                b.index = index;
                b.back = back;
                if locals.is_some() {
                    b.locals = locals;
                }
            }
        }
    }

    /// All bound variables of a frame, or of the comprehension that runs in it, as a dict.
    ///
    /// # Safety
    /// `r` is a record in use.
    unsafe fn variables(&mut self, r: *mut Frame, of_comprehension: bool) -> Owned {
        let d = self.dict();
        // SAFETY: the caller's promise.
        let n = unsafe { (*r).code().code.variables.len() };
        for i in 0..n {
            // SAFETY: as above.
            let (hidden, name, v) = unsafe {
                let code = (*r).code();
                let hidden = code.code.variables[i].kind.has(LocalKind::HIDDEN);
                (hidden, code.variables[i].clone(), self.variable(r, i))
            };
            if let Some(v) = v
                && hidden == of_comprehension
            {
                self.dict_set_str(d.lend(), name.lend(), v);
            }
        }
        d
    }

    /// `gi_frame`: the frame of a generator or coroutine; of a suspended one a copy with its variables.
    pub fn generator_frame(&mut self, g: Ref<'_>) -> Option<Owned> {
        let mut r = self.frame;
        // SAFETY: records are contiguous; the first one is blank and never reached.
        while r > self.stacks.frames() {
            // SAFETY: as above.
            if unsafe { (*r).generator } == g.value() {
                // SAFETY: as above.
                return Some(unsafe { self.object_of(r) });
            }
            // SAFETY: as above.
            r = unsafe { r.sub(1) };
        }
        let s = self.suspended(g)?;
        if s.state() != super::GeneratorState::Suspended {
            return None;
        }
        let code = s.code().own();
        let body = code.lend().get::<CodeBody>(self)?;
        let index = body.index_of(s.at as *const taipan_bytecode::Instr).saturating_sub(1);
        let globals = s.func.lend().get::<super::Function>(self).map(|f| f.globals.clone())?;
        let mut found = Vec::new();
        for (i, v) in body.code.variables.iter().enumerate() {
            let Some(value) = s.operand(Some(i)) else { continue };
            let shared = v.kind.has(LocalKind::CELL) || v.kind.has(LocalKind::FREE);
            let value = match value.get::<CellBody>(self) {
                Some(cell) if shared => cell.get(),
                _ => Some(value.own()),
            };
            if !v.kind.has(LocalKind::HIDDEN) {
                found.extend(value.map(|value| (body.variables[i].clone(), value)));
            }
        }
        let locals = self.dict();
        for (name, value) in found {
            self.dict_set_str(locals.lend(), name.lend(), value);
        }
        let mut frame = FrameBody::ended(code, globals, index);
        frame.locals = Some(locals);
        Some(new(frame))
    }

    /// The instruction that a frame executes.
    ///
    /// # Safety
    /// `r` is a record in use.
    unsafe fn record_index(&self, r: *mut Frame) -> u32 {
        // SAFETY: the caller's promise; program counters point into the frame's code, behind the present instruction.
        unsafe {
            let pc = if std::ptr::eq(r, self.frame) { self.regs.pc } else { (*r).pc };
            if pc.is_null() { 0 } else { (*r).code().index_of(pc).saturating_sub(1) }
        }
    }

    /// The record of a frame object, if its frame still runs.
    fn live(&self, frame: Ref<'_>) -> Option<*mut Frame> {
        self.frame_looks.set(self.frame_looks.get() + 1);
        let r = frame.get::<FrameBody>(self)?.record;
        if r.is_null() || r <= self.stacks.frames() || r > self.frame {
            return None;
        }
        // SAFETY: within the records in use.
        if unsafe { (*r).object } == frame.value() { Some(r) } else { None }
    }

    /// Whether the frame of a frame object still runs.
    pub fn frame_runs(&self, frame: Ref<'_>) -> bool {
        self.live(frame).is_some()
    }

    /// The instruction that a frame object's frame executes, or at which it ended.
    pub fn frame_index(&self, frame: Ref<'_>) -> u32 {
        match self.live(frame) {
            // SAFETY: the record is in use.
            Some(r) => unsafe { self.record_index(r) },
            None => frame.get::<FrameBody>(self).map_or(0, |b| b.index),
        }
    }

    /// `f_back`.
    pub fn frame_back(&mut self, frame: Ref<'_>) -> Option<Owned> {
        match self.live(frame) {
            // SAFETY: the record below one in use is in use, or the blank first one.
            Some(r) => unsafe { self.seen(r.sub(1)).map(|below| self.object_of(below)) },
            None => frame.get::<FrameBody>(self)?.back.clone(),
        }
    }

    /// Whether the frame is that of a function, whose variables are no namespace.
    pub fn frame_is_optimized(&self, frame: Ref<'_>) -> bool {
        let body = frame.get::<FrameBody>(self);
        let code = body.and_then(|b| b.code.lend().get::<CodeBody>(self));
        code.is_some_and(|c| c.code.flags.has(CodeFlags::OPTIMIZED))
    }

    /// Binds a variable of a function's frame; `false` when it has none of this name.
    pub fn set_frame_variable(&mut self, frame: Ref<'_>, name: Ref<'_>, value: Ref<'_>) -> bool {
        let code = frame.get::<FrameBody>(self).map(|b| b.code.clone());
        let code = code.as_ref().and_then(|c| c.lend().get::<CodeBody>(self));
        let Some((code, text)) = code.zip(name.as_str(self)) else { return false };
        let mut all = code.code.variables.iter();
        let Some(i) = all.position(|v| &*v.name == text && !v.kind.has(LocalKind::HIDDEN)) else { return false };
        let kind = code.code.variables[i].kind;
        if let Some(r) = self.live(frame) {
            // SAFETY: the record is in use: its frame has as many words as its code has variables, each owned or empty.
            let word = unsafe { (*r).fp.add(i) };
            // SAFETY: as above.
            let old = unsafe { *word };
            // SAFETY: as above.
            let cell = if old.is_empty() { None } else { Some(unsafe { Ref::from_value(old) }) };
            let shared = kind.has(LocalKind::CELL) || kind.has(LocalKind::FREE);
            if let Some(cell) = cell.filter(|c| shared && c.is_a::<CellBody>()) {
                if let Some(cell) = cell.get::<CellBody>(self) {
                    cell.set(value.own());
                }
                return true;
            }
            // SAFETY: as above; the old value changes hands.
            drop(unsafe {
                word.write(value.own().into_value());
                Owned::from_value(old)
            });
            return true;
        }
        if let Some(locals) = frame.get::<FrameBody>(self).and_then(|b| b.locals.clone()) {
            self.dict_set_str(locals.lend(), name, value.own());
        }
        true
    }

    /// The dict of what is no variable but was written through `f_locals`.
    pub fn frame_extra(&mut self, frame: Ref<'_>) -> Owned {
        if let Some(d) = frame.get::<FrameBody>(self).and_then(|b| b.extra.clone()) {
            return d;
        }
        let d = self.dict();
        if let Some(b) = frame.get_mut::<FrameBody>(self) {
            b.extra = Some(d.clone());
        }
        d
    }

    /// The namespace of a module or class body; a fresh dict of a function's variables, and what was added to them.
    pub fn frame_locals(&mut self, frame: Ref<'_>) -> Owned {
        let found = self.frame_variables(frame);
        if let Some(extra) = frame.get::<FrameBody>(self).and_then(|b| b.extra.clone()) {
            let items = pairs(self, extra.lend());
            for (k, v) in items {
                self.dict_set_str(found.lend(), k.lend(), v);
            }
        }
        found
    }

    fn frame_variables(&mut self, frame: Ref<'_>) -> Owned {
        if let Some(r) = self.live(frame) {
            // SAFETY: the record is in use.
            unsafe {
                let optimized = (*r).code().code.flags.has(CodeFlags::OPTIMIZED);
                if optimized || (*r).locals.is_empty() {
                    return self.variables(r, false);
                }
                // In a comprehension its own variables are all that is seen.
                let own = self.variables(r, true);
                if own.lend().get::<super::Dict>(self).is_some_and(|d| !d.is_empty()) {
                    return own;
                }
            }
        }
        let locals = frame.get::<FrameBody>(self).and_then(|b| b.locals.clone());
        match locals {
            // What was left of a function's variables is shown as a copy.
            Some(l) if self.frame_is_optimized(frame) => {
                let items = pairs(self, l.lend());
                let d = self.dict();
                for (k, v) in items {
                    self.dict_set_str(d.lend(), k.lend(), v);
                }
                d
            }
            Some(l) => l,
            None => self.dict(),
        }
    }

    /// An entry for a running frame that an exception leaves.
    pub(crate) fn traceback_entry(&mut self, f: &Frame, index: u32, next: Option<Owned>) -> Owned {
        // SAFETY: a frame keeps its code and globals alive.
        let (code, globals) =
            unsafe { (Ref::from_value(Value::from_ptr(f.code)).own(), Ref::from_value(f.globals).own()) };
        // SAFETY: a frame owns its frame object.
        let frame = if f.object.is_heap() { Some(unsafe { Ref::from_value(f.object) }.own()) } else { None };
        new(Traceback { code, globals, index, line: None, next, frame, place: self.place_of(f) })
    }

    /// Whether the newest entry of a traceback was made for this very activation.
    pub(crate) fn traceback_is_of(&self, entry: Ref<'_>, f: &Frame) -> bool {
        entry
            .get::<Traceback>(self)
            .is_some_and(|t| t.place == self.place_of(f) && t.code.value() == Value::from_ptr(f.code))
    }

    /// Puts an entry in front of the pending exception's traceback for a frame `up` levels above the running one that exists
    /// only in native code, or for the running one. Nothing, if there is one for this activation and instruction already.
    pub(crate) fn traceback_from_native(&mut self, code: Ref<'_>, globals: Ref<'_>, index: u32, up: usize) {
        let Some(e) = self.raised.clone() else { return };
        let Some(body) = code.get::<CodeBody>(self) else { return };
        if body.code.flags.has(CodeFlags::HIDDEN) {
            return;
        }
        let again = match body.code.code.get(index as usize) {
            Some(i) => i.op() == Op::RERAISE || i.op() == Op::RAISE_VARARGS && i.arg() == 0,
            None => false,
        };
        let place = match self.current() {
            Some(f) if up == 0 => self.place_of(f),
            // SAFETY: the control stack has room for frames that native code was allowed to inline.
            _ => unsafe { self.frame.add(up) as u64 },
        };
        let next = e.lend().get::<Exception>(self).and_then(|b| b.traceback.clone());
        let newest = next.as_ref().and_then(|n| n.lend().get::<Traceback>(self));
        if newest.is_some_and(|t| t.place == place && t.code.lend().is(code) && (again || t.index == index)) {
            return;
        }
        let (code, globals) = (code.own(), globals.own());
        let entry = new(Traceback { code, globals, index, line: None, next, frame: None, place });
        if let Some(b) = e.lend().get_mut::<Exception>(self) {
            b.traceback = Some(entry);
        }
    }

    /// A call that only the native stack knows has raised: the newest entry's activation has ended, and the next one may get
    /// the same record.
    pub(crate) fn traceback_left(&mut self) {
        let Some(e) = self.raised.clone() else { return };
        let newest = e.lend().get::<Exception>(self).and_then(|b| b.traceback.clone());
        if let Some(t) = newest.as_ref().and_then(|t| t.lend().get_mut::<Traceback>(self)) {
            t.place = 0;
        }
    }

    fn place_of(&self, f: &Frame) -> u64 {
        if f.generator.is_heap() { f.generator.bits() } else { self.frame as u64 }
    }

    /// Puts an entry in front of an exception's traceback: the exception leaves a frame at an instruction of its code.
    pub fn push_traceback(&mut self, e: Ref<'_>, code: Ref<'_>, globals: Ref<'_>, index: u32) {
        let next = e.get::<Exception>(self).and_then(|b| b.traceback.clone());
        let (code, globals) = (code.own(), globals.own());
        let entry = new(Traceback { code, globals, index, line: None, next, frame: None, place: 0 });
        if let Some(b) = e.get_mut::<Exception>(self) {
            b.traceback = Some(entry);
        }
    }
}

/// Keys and values of a dict.
fn pairs(vm: &Vm, d: Ref<'_>) -> Vec<(Owned, Owned)> {
    let Some(body) = d.get::<super::Dict>(vm) else { return Vec::new() };
    let present = body.entries_at().map(|(i, e)| (e.key.clone(), body.value_at(vm, i)));
    present.collect()
}

/// The line of an instruction of a code object.
pub fn line_of(code: &CodeBody, index: u32) -> Option<i32> {
    code.code.positions.get(index as usize).map(|p| p.line).filter(|&l| l > 0)
}
