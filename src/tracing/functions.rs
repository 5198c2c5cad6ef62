//! Hot functions: when they are recorded, how the interpreter enters their trees, how calls are carried through that native
//! code has begun and not ended.
//!
//! A function counts its entries as a loop counts its turns, in the cache of its `RESUME`; it has the state of a loop with
//! header 0 (see `loops`).

#![allow(unsafe_code, reason = "frames of native callees are made on the data stack")]

use super::calls::{self, CallCell};
use super::loops::{POSTPONE, Settled, Tracer, own_code, record_loop, run_tree, set_counter, settle, tracer};
use crate::object::{CodeObj, Hot, Owned, PyResult, Site, Value, Vm};
use taipan_jit::backend::context::{NOT_READY, TOO_DEEP};
use taipan_jit::engine::{TreeId, TreeState};
use taipan_jit::ir::ExitId;

impl Tracer {
    /// Leads native callers of functions to the entry trees that can be entered.
    pub(super) fn link(&mut self) {
        calls::link(|header| {
            let id = self.loops.get(&header)?.tree?;
            let valid = self.engine.state(id) == TreeState::Ready && self.engine.is_valid(id);
            if valid { self.engine.code(id).map(|c| c.entry()) } else { None }
        });
    }

    /// Whether a tree has unrolled a loop of this code.
    fn is_unrolled(&self, code: *const CodeObj) -> bool {
        self.unrolled.values().flatten().any(|&(c, _)| c == code as usize)
    }

    /// Whether there are loops in this code.
    fn has_loops(&self, code: *const CodeObj) -> bool {
        !calls::loop_headers(code).is_empty()
    }

    /// Whether native code may be in a tree: trees that others lead to may be active wherever native code runs.
    pub(super) fn may_run(&self, id: TreeId) -> bool {
        let linked = || self.headers.get(&id).is_some_and(|&h| calls::has_cell(h));
        self.running.contains(&id) || !self.running.is_empty() && linked()
    }
}

/// A function has become hot: the registers are parked behind its first instruction.
pub(super) fn hot(vm: &mut Vm, code: *const CodeObj, site: *mut Site) -> PyResult<Hot> {
    let Some(t) = tracer(vm) else { return Ok(Hot::Continue) };
    let key = (code as usize, 0);
    // SAFETY: the running frame's record.
    let (start, looked_at) = unsafe { ((*code).body.start(), (*vm.frame).object.is_heap()) };
    let behind = vm.regs.pc;
    if let Some(id) = t.ready(key) {
        set_counter(site, 1);
        if looked_at {
            return Ok(Hot::Continue);
        }
        calls::rewind(vm);
        let flow = run_tree(vm, id)?;
        // SAFETY: both point into the running code if they are the same.
        if flow == Hot::Continue && vm.regs.pc == start && unsafe { behind.offset_from(start) } == 1 {
            // Not past its beginning: the interpreter is not to count the entry again.
            vm.regs.pc = behind;
        }
        return Ok(flow);
    }
    let compiling = t.loops.get(&key).is_some_and(|l| l.tree.is_some());
    if compiling || t.recording {
        set_counter(site, 31);
        return Ok(Hot::Continue);
    }
    let entry = t.loops.entry(key).or_default();
    let first = !std::mem::replace(&mut entry.postponed, true);
    entry.code = Some(own_code(code));
    if calls::has_entry(code) && (first && t.has_loops(code) || t.is_unrolled(code)) {
        // A loop that calls it had better contain it: that one's turn comes first, and its code may be in work.
        set_counter(site, t.params.threshold * POSTPONE);
        return Ok(Hot::Continue);
    }
    let restart = if calls::has_entry(code) { t.restart(key) } else { 0 };
    set_counter(site, restart);
    if restart == 0 || looked_at {
        return Ok(Hot::Continue);
    }
    calls::rewind(vm);
    record_loop(vm, key, site)
}

/// Carries a call through whose native code has not done it: gives the result, or nothing if an exception is pending.
pub(super) fn complete(vm: &mut Vm, cell: &CallCell, status: u32, fp: *mut Value) -> Option<Owned> {
    let saved = vm.regs;
    // SAFETY: native code passes the callee's frame, with its arguments, and the function in front.
    unsafe {
        if status == TOO_DEEP {
            if vm.depth >= vm.recursion_limit || fp >= vm.data_limit {
                let _raised = calls::refuse_call(vm, cell.code, fp);
                return None;
            }
            // It is only the machine's stack that ends: the interpreter does not need any.
            vm.depth += 1;
        }
        let slots = if matches!(status, TOO_DEEP | NOT_READY) {
            calls::parameters(cell.code)
        } else {
            (*cell.code).body.nlocals as usize
        };
        calls::make_record(vm, cell.code, fp, slots);
    }
    let done = if matches!(status, TOO_DEEP | NOT_READY) { Ok(Hot::Continue) } else { go_on(vm, ExitId(status), fp) };
    let done = match done {
        Ok(Hot::Leave) => Ok(()),
        Ok(Hot::Continue) => crate::interp::run(vm),
        Err(e) => crate::interp::unwind(vm, e).and_then(|()| crate::interp::run(vm)),
    };
    vm.regs = saved;
    let result = vm.result.take();
    if done.is_err() {
        vm.traceback_left();
    }
    done.ok().map(|()| result.unwrap_or(Owned::NONE))
}

/// A callee has been left by an exit: until the interpreter has to go on in its frame, or it has returned.
fn go_on(vm: &mut Vm, exit: ExitId, fp: *mut Value) -> PyResult<Hot> {
    let Some(t) = tracer(vm) else { return Ok(Hot::Continue) };
    let id = TreeId(t.ctx.left_tree as u32);
    match settle(vm, id, exit, fp, false)? {
        Settled::Tree(other) => run_tree(vm, other),
        Settled::Flow(flow) => Ok(flow),
    }
}
