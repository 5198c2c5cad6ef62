//! Calls of functions that are not inlined: recursion, and functions whose loops have trees of their own.
//!
//! A hot function gets an *entry tree*, recorded from its first instruction with its arguments in the first slots of the
//! frame. It ends in `finish` where the function returns. Its header is unit 0, where no loop can begin.
//!
//! ```text
//!   native caller ── cell ──▶ entry tree ── finish ──▶ result
//!                      │          │ exit
//!                      │          └──▶ complete: frames rebuilt above the caller's, interpreted to the return
//!                      └ no tree ─────▶ complete: the whole call is interpreted
//! ```
//!
//! Where a function reaches one of its loops, its tree leads to that loop's (`jump_tree`), which ends in `finish` as well. Loops
//! that the interpreter has entered do so too.
//!
//! Callers go through the function's [`CallCell`], so that a tree that has grown is picked up by whoever calls it. Conventions:
//! the callee's frame owns the arguments and starts with nothing else; the slot in front of it lends the function; frame
//! records are made only when the interpreter takes over.

#![allow(unsafe_code, reason = "cells are read by native code; frames are made on the data stack")]

use super::recorder::{RVal, Recorder};
use crate::machine::{Callee, Direct, Flow, Machine, R, push_frame};
use crate::object::{
    Action, ActionKind, CellBody, CodeObj, Owned, PyResult, Raised, Ref, Site, Value, Vm, entry_unit, release, retain,
};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use taipan_bytecode::{CodeFlags, Op};
use taipan_jit::backend::context::{JitCtx, NOT_READY};
use taipan_jit::ir::OpRef;

/// What native callers of a function go through.
#[repr(C)]
pub(super) struct CallCell {
    /// The tree's code, or what stands for it.
    entry: *const u8,
    /// The function's code, which outlives the cell: trees that name a cell keep its code alive.
    pub code: *const CodeObj,
}

type Cells = HashMap<(usize, u32), Box<CallCell>>;

thread_local! {
    static CELLS: RefCell<Cells> = RefCell::new(HashMap::new());
}

/// Most variables that a native caller provides.
const MAX_ARGS: usize = 9;
/// Frames larger than this are not called natively: the data stack has a margin of about this size.
const MAX_FRAME: usize = 1 << 14;

extern "C" fn not_ready(_: *mut JitCtx, _: *mut u64) -> u32 {
    NOT_READY
}

/// The address of the cell of a function (unit 0), or of a loop.
pub(super) fn cell_of(code: *const CodeObj, unit: u32) -> u64 {
    CELLS.with_borrow_mut(|cells| {
        let cell = cells.entry((code as usize, unit));
        let cell = cell.or_insert_with(|| Box::new(CallCell { entry: stand_in(unit), code }));
        std::ptr::from_mut::<CallCell>(cell) as u64
    })
}

/// What is in a cell without a tree. Trees lead to a loop only if it has one.
fn stand_in(unit: u32) -> *const u8 {
    if unit == 0 { not_ready as *const u8 } else { std::ptr::null() }
}

/// Whether native code may lead to this function or loop.
pub(super) fn has_cell(header: (usize, u32)) -> bool {
    CELLS.with_borrow(|cells| cells.contains_key(&header))
}

/// The code with these addresses is gone.
pub(super) fn forget(words: &HashSet<u64>) {
    CELLS.with_borrow_mut(|cells| cells.retain(|&(code, _), _| !words.contains(&(code as u64))));
}

/// Leads native code to what `entry_of` names for each function and loop, or to the interpreter.
pub(super) fn link(mut entry_of: impl FnMut((usize, u32)) -> Option<*const u8>) {
    CELLS.with_borrow_mut(|cells| {
        for (&header, cell) in cells {
            cell.entry = entry_of(header).unwrap_or(stand_in(header.1));
        }
    });
}

/// The units at which loops of this code begin.
pub(super) fn loop_headers(code: *const CodeObj) -> Vec<u32> {
    // SAFETY: callers pass the code of an active frame.
    let units = unsafe { &(*code).body }.code.code.iter().enumerate();
    let back = units.filter(|(_, i)| i.op() == Op::JUMP_BACKWARD);
    back.map(|(k, i)| k as u32 + 1 - i.arg()).collect()
}

/// Whether a function can have an entry tree: a plain function that begins with its first instruction.
pub(super) fn has_entry(code: *const CodeObj) -> bool {
    // SAFETY: callers pass the code of a function that is alive.
    let body = unsafe { &(*code).body };
    let flags = body.code.flags;
    let suspends = [CodeFlags::GENERATOR, CodeFlags::COROUTINE, CodeFlags::ASYNC_GENERATOR];
    flags.has(CodeFlags::OPTIMIZED)
        && !suspends.into_iter().any(|f| flags.has(f))
        && entry_unit(&body.code).is_some()
        && (body.frame_size as usize) < MAX_FRAME
        && parameters(code) <= MAX_ARGS
}

/// Whether a cache is that of a function's first instruction.
pub(super) fn is_entry(code: *const CodeObj, site: *const Site) -> bool {
    // SAFETY: callers pass the running code and one of its caches.
    let body = unsafe { &(*code).body };
    let resume = entry_unit(&body.code).map(|unit| body.code.code[unit]);
    resume.is_some_and(|i| std::ptr::eq(site, body.site_ptr().wrapping_add(i.aux() as usize)))
}

/// Takes the running frame, which has just passed its `RESUME`, back to its first instruction: what was done to cells is undone.
pub(super) fn rewind(vm: &mut Vm) {
    // SAFETY: the running frame's record and variables; cells that were made a moment ago hold what was there before.
    unsafe {
        let (body, fp) = ((*vm.frame).code(), vm.regs.fp);
        for i in &body.code.code[..entry_unit(&body.code).unwrap_or(0)] {
            if i.op() == Op::MAKE_CELL {
                let at = fp.add(i.arg() as usize);
                let content = Ref::from_value(*at).get::<CellBody>(vm).and_then(CellBody::get);
                release(at.replace(content.map_or(Value::EMPTY, Owned::into_value)));
            } else {
                for k in body.nlocals - i.arg()..body.nlocals {
                    release(fp.add(k as usize).replace(Value::EMPTY));
                }
            }
        }
        vm.regs.pc = body.start();
    }
}

/// How many variables a caller provides.
pub(super) fn parameters(code: *const CodeObj) -> usize {
    // SAFETY: as for `has_entry`.
    let c = unsafe { &(*code).body.code };
    let more = usize::from(c.flags.has(CodeFlags::VARARGS)) + usize::from(c.flags.has(CodeFlags::VARKEYWORDS));
    (c.argcount + c.kwonlyargcount) as usize + more
}

/// What a return action does with an exception, or does not do with a result, is the same without a frame.
fn may_be_native(action: Action) -> bool {
    matches!(
        action.kind,
        ActionKind::Push
            | ActionKind::Discard
            | ActionKind::Init
            | ActionKind::Bool
            | ActionKind::BinaryLeft
            | ActionKind::BinaryLast
            | ActionKind::BinaryInplace
            | ActionKind::CompareFirst
            | ActionKind::CompareLast
            | ActionKind::Contains
    )
}

impl Recorder<'_> {
    /// Whether entering a function is one operation of the trace.
    pub(super) fn calls_natively(&self, code: *const CodeObj, action: Action) -> bool {
        may_be_native(action) && has_entry(code) && !self.inlines_code(code)
    }

    /// Calls a function whose arguments are on top as one operation.
    pub(super) fn call_native(&mut self, c: Callee, func: RVal, args: usize, drop: usize, action: Action) -> R {
        let words: Vec<OpRef> = (0..args)
            .rev()
            .map(|k| {
                let v = self.peek(k);
                self.word(v)
            })
            .collect();
        let owner = self.word(func);
        let ret = self.position(self.d.sp) - (args + drop) as i32;
        let raised = self.raised_without_arguments(ret);
        let (looks, depth) = (self.frame_looks(), crate::object::depth_of(self.d.vm));
        self.d.enter(c, func.v, args, drop, Action::LEAVE)?;
        self.d.park();
        let vm = self.d.vm_mut();
        let done = crate::interp::run(vm);
        let v = vm.result.take();
        self.d.load_regs();
        done?;
        self.refuse_looks(looks);
        self.keep_alive(Value::from_ptr(c.code));
        let call = self.layouts.function_call(args);
        let mut all = vec![self.b.const_ptr(cell_of(c.code, 0)), owner];
        all.extend(words);
        let r = self.b.call(call, &all);
        self.b.guard_no_raise(r, raised);
        self.check_world = true;
        self.refs.clear();
        let result = RVal { v: v.unwrap_or(Owned::NONE).into_value(), r };
        let mirrored = self.mirror(action, result, ret);
        let flow = crate::interp::finish(&mut self.d, action, result.v)?;
        if crate::object::depth_of(self.d.vm) != depth {
            self.give_up("another method was asked in turn");
            return Ok(flow);
        }
        match mirrored {
            Some((at, pushes)) => {
                self.shadow.truncate(at as usize);
                self.shadow.extend(pushes.into_iter().map(Some));
            }
            None => self.give_up("a return with an unusual purpose"),
        }
        Ok(flow)
    }

    /// The outermost frame returns: the trace ends.
    pub(super) fn finish_traced(&mut self, v: RVal) -> R {
        let word = self.word(v);
        let s = self.snapshot_at(0, self.raising_unit());
        let s = self.b.snapshot(s);
        self.b.finish(word, s);
        self.returned = true;
        self.d.leave(v.v)
    }
}

/// A frame of which only the native stack knew: its record is made. `slots`: how many of its variables are in memory.
///
/// # Safety
/// `fp` is the first slot of a callee's frame, with the function in front of it.
pub(super) unsafe fn make_record(vm: &mut Vm, code: *const CodeObj, fp: *mut Value, slots: usize) {
    // SAFETY: the caller's promise. The native call was counted, and the control stack keeps records in reserve.
    unsafe {
        let func = *fp.sub(1);
        retain(func);
        let (frames, limit) = (vm.frame_limit, vm.recursion_limit);
        vm.depth -= 1;
        vm.recursion_limit = u32::MAX;
        vm.frame_limit = vm.frame_limit.add(32);
        let mut d = Direct::resume(vm);
        let pushed = push_frame(&mut d, code, func, fp, fp, slots, Action::LEAVE);
        if pushed.is_err() {
            // No room for what a program cannot go on without.
            eprintln!("taipan: out of frames");
            std::process::abort();
        }
        d.park();
        (vm.frame_limit, vm.recursion_limit) = (frames, limit);
    }
}

/// A call that would be too deep: its arguments are dropped.
///
/// # Safety
/// As for [`make_record`].
pub(super) unsafe fn refuse_call(vm: &mut Vm, code: *const CodeObj, fp: *mut Value) -> Raised {
    for k in 0..parameters(code) {
        // SAFETY: the callee's frame owns its arguments.
        unsafe { release(*fp.add(k)) };
    }
    vm.recursion_error("")
}

/// Returns from the running frame, whose tree has dropped its variables already, with an owned result.
pub(super) fn leave_finished(vm: &mut Vm, root: *mut Value, result: Value) -> PyResult<bool> {
    // SAFETY: the running frame's variables lie at `root`; none of them is owned any more.
    let mut d = unsafe {
        let n = (*vm.frame).code().nlocals as usize;
        for k in 0..n {
            root.add(k).write(Value::EMPTY);
        }
        let mut d = Direct::resume(vm);
        d.fp = root;
        d.sp = root.add(n);
        d
    };
    let flow = d.leave(result);
    d.park();
    Ok(matches!(flow?, Flow::Leave))
}
