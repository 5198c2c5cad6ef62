//! Exceptions in a trace: raised, and caught in the same trace.
//!
//! ```text
//!   call that raises ──▶ guard: it raised (else: out, with its result) ──▶ traceback entries ──▶ the exception is taken
//!                                                                                                     │
//!   except block, as any other code ◀── operands cut to the handler's depth, exception pushed ◀───────┘
//! ```
//!
//! Which handler it is follows from the code alone. What usually does not raise and then does leaves through the exit of its
//! guard; when that exit is hot, a bridge begins with the unwinding.

use super::recorder::Recorder;
use crate::machine::Opaque;
use crate::object::{ActionKind, CodeObj, Raised, Value};
use taipan_bytecode::Op;
use taipan_jit::ir::{OpRef, Pending, Snapshot, Source};

/// In a snapshot's pending result: the value is what the call left with the VM.
pub(super) const RESULT_IN_VM: u32 = 1;

/// Operations that always raise.
const RAISES: [&str; 2] = ["raise", "reraise"];

/// Operations on the state of handled exceptions, of which an inlined generator has none of its own.
const HANDLES: [&str; 2] = ["push_exc_info", "pop_except"];

impl Recorder<'_> {
    /// Whether an operation can only be recorded outside of inlined generators.
    pub(super) fn wants_own_handled(&self, f: &Opaque) -> bool {
        HANDLES.contains(&f.name) && self.frames.iter().skip(1).any(|f| f.generator)
    }

    /// The index of the frame that catches what the instruction at hand raises, and the units at which the frames from
    /// there on are.
    fn catcher(&self) -> Option<(usize, Vec<u32>)> {
        let mut units = Vec::new();
        for (k, f) in self.frames.iter().enumerate().rev() {
            let innermost = k + 1 == self.frames.len();
            let unit = if innermost { self.raising_unit() } else { f.pc - 1 };
            units.push(unit);
            if crate::object::handler_of(f.code, unit).is_some() {
                units.reverse();
                return Some((k, units));
            }
            if f.generator || matches!(f.action.kind, ActionKind::ForNext | ActionKind::Leave) {
                return None;
            }
        }
        None
    }

    /// Notes that an operation with `n` operands, which are still on the stack, has raised: true if the trace goes on in a
    /// handler of its own.
    pub(super) fn note_raise(&mut self, f: &'static Opaque, n: usize, args: &[OpRef]) -> bool {
        let always = RAISES.contains(&f.name);
        let returns = matches!(self.raising_op(), Op::CALL | Op::CALL_KW | Op::BINARY_OP);
        if self.is_giving_up() || !(always || returns && self.accept_raise) || self.catcher().is_none() {
            return false;
        }
        let Some(call) = self.layouts.catching(f, n) else { return false };
        let r = self.b.call(call, args);
        if !always {
            let depth = self.position(self.d.sp) - n as i32;
            let (zero, snap) = (self.b.const_int(0), self.returned_snapshot(depth));
            let id = self.b.snapshot(snap);
            self.b.guard_is(r, zero, id);
        }
        if f.effect == crate::machine::Effect::Any {
            self.check_world = true;
            self.refs.clear();
        }
        true
    }

    /// The state behind an instruction that has given a result, which the VM holds.
    fn returned_snapshot(&mut self, depth: i32) -> Snapshot {
        let unit = self.unit();
        let mut s = self.snapshot_at(depth, unit);
        s.pending = Pending::Result(Source::Value(self.b.const_val(Value::NONE.bits())), RESULT_IN_VM);
        s
    }

    /// Unwinds to the handler: entries are put in front of the traceback, the exception is taken and pushed.
    pub(super) fn unwind_traced(&mut self, e: Raised) -> Result<(), Raised> {
        let Some((k, units)) = self.catcher() else { return Err(e) };
        let top = self.frames.len() - 1;
        let vm = self.b.const_ptr(self.d.vm as u64);
        let entry = self.layouts.traceback_entry();
        for j in (k..=top).rev() {
            let code = Value::from_ptr(self.frames[j].code);
            let globals = crate::object::globals_below(self.d.vm, top - j);
            self.keep_alive(code);
            self.keep_alive(globals);
            let args = [
                vm,
                self.b.const_val(code.bits()),
                self.b.const_val(globals.bits()),
                self.b.const_int(i64::from(units[j - k])),
                self.b.const_int(j as i64),
            ];
            self.b.call(entry, &args);
        }
        let take = self.layouts.take_raised();
        let exception = self.b.call(take, &[vm]);
        self.d.park();
        crate::interp::unwind(self.d.vm_mut(), e)?;
        self.d.load_regs();
        while self.frames.len() > k + 1 {
            self.pop_frame();
        }
        let f = self.frames[k];
        let Some((depth, lasti)) = crate::object::handler_of(f.code, units[0]) else { return Ok(()) };
        self.shadow.truncate((f.base + depth as i32) as usize);
        // Slots that the trace has not named are as in memory.
        self.shadow.resize((f.base + depth as i32) as usize, None);
        if lasti {
            let unit = self.b.const_val(Value::small(i64::from(units[0])).bits());
            self.shadow.push(Some(unit));
        }
        self.shadow.push(Some(exception));
        debug_assert_eq!(self.shadow.len() as i32, self.position(self.d.sp));
        Ok(())
    }
}

/// The code whose instruction is being recorded.
pub(super) fn op_at(code: *const CodeObj, unit: u32) -> Op {
    crate::object::op_of(code, unit)
}
