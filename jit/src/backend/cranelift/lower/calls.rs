//! Trees that call trees, and return to them.
//!
//! ```text
//!   caller's frame              callee's frame
//!   [slot 0 … slot n-1] [func]  [argument 0 … ]            n: all that the caller's root frame may use
//!    ^ frame                     ^ frame of the callee
//! ```
//!
//! The caller writes the arguments where the callee's frame begins, counts the call, and calls whatever address is in the
//! callee's cell. A callee that does not end in `finish` gives its exit (or [`NOT_READY`](crate::backend::context)); then
//! the embedding carries the call through, out of line. Nothing of the caller is written to memory.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};

use super::Lowering;
use crate::backend::context::{
    CTX_COMPLETE, CTX_DEPTH, CTX_DEPTH_LIMIT, CTX_FRAME_LIMIT, CTX_NATIVE_LIMIT, CTX_SCRATCH, CTX_STACK_TOP, FINISHED,
    JUMP, TOO_DEEP,
};
use crate::ir::resolve::resolve_snapshot;
use crate::ir::trace::OpRef;
use crate::ir::tree::ExitId;

impl Lowering<'_, '_> {
    /// Tells the embedding where the frames of native code end.
    pub(super) fn publish_top(&mut self) {
        let cell = self.asm.load(types::I64, self.asm.ctx, CTX_STACK_TOP);
        let top = self.asm.b.ins().iadd_imm_s(self.asm.frame, i64::from(self.tree.root().nslots) * 8);
        self.asm.store(top, cell, 0);
    }

    /// A call of the tree that a cell names: gives its result, 0 if it has raised.
    pub(super) fn call_tree(&mut self, r: OpRef) -> Value {
        let args: Vec<Value> = (0..self.current().args(r).len()).map(|n| self.arg(r, n)).collect();
        let distance = (i64::from(self.tree.root().nslots) + 1) * 8;
        let callee = self.asm.b.ins().iadd_imm_s(self.asm.frame, distance);
        for (n, &arg) in args[1..].iter().enumerate() {
            self.asm.store(arg, callee, (n as i32 - 1) * 8);
        }
        let counter = self.asm.load(types::I64, self.asm.ctx, CTX_DEPTH);
        let limit = self.asm.load(types::I64, self.asm.ctx, CTX_DEPTH_LIMIT);
        let depth = self.asm.load(types::I32, counter, 0);
        let limit = self.asm.load(types::I32, limit, 0);
        let (slow, slow_status) = self.asm.join_block(types::I32);
        self.asm.b.set_cold_block(slow);
        let (done, result) = self.asm.join_block(types::I64);
        let too_deep = self.asm.b.ins().iconst(types::I32, i64::from(TOO_DEEP.cast_signed()));
        let frame_limit = self.asm.load(types::I64, self.asm.ctx, CTX_FRAME_LIMIT);
        let native_limit = self.asm.load(types::I64, self.asm.ctx, CTX_NATIVE_LIMIT);
        let here = self.asm.b.ins().get_stack_pointer(types::I64);
        for (a, b) in [(depth, limit), (callee, frame_limit), (native_limit, here)] {
            let next = self.asm.b.create_block();
            let full = self.asm.icmp(IntCC::UnsignedGreaterThanOrEqual, a, b);
            self.asm.b.ins().brif(full, slow, &[too_deep.into()], next, &[]);
            self.asm.at(next);
        }
        let deeper = self.asm.b.ins().iadd_imm_s(depth, 1);
        self.asm.store(deeper, counter, 0);
        let entry = self.asm.load(types::I64, args[0], 0);
        let (again, code) = self.asm.join_block(types::I64);
        self.asm.jump(again, entry);
        self.asm.at(again);
        let entry = code;
        let status = self.asm.call_c_at(entry, &[types::I64; 2], Some(types::I32), &[self.asm.ctx, callee]);
        let Some(status) = status else { unreachable!("a tree gives its exit") };
        let finished = self.asm.icmp_const(IntCC::Equal, status, i64::from(FINISHED.cast_signed()));
        let (returned, other) = (self.asm.b.create_block(), self.asm.b.create_block());
        self.asm.b.ins().brif(finished, returned, &[], other, &[]);
        self.asm.at(other);
        let goes_on = self.asm.icmp_const(IntCC::Equal, status, i64::from(JUMP.cast_signed()));
        let jumped = self.asm.b.create_block();
        self.asm.b.ins().brif(goes_on, jumped, &[], slow, &[status.into()]);
        self.asm.at(jumped);
        let next = self.asm.load(types::I64, self.asm.ctx, CTX_SCRATCH);
        self.asm.jump(again, next);
        self.asm.at(slow);
        let target = self.asm.load(types::I64, self.asm.ctx, CTX_COMPLETE);
        let wide = self.asm.b.ins().uextend(types::I64, slow_status);
        let arguments = [self.asm.ctx, args[0], wide, callee];
        let completed = self.asm.call_c_at(target, &[types::I64; 4], Some(types::I64), &arguments);
        let Some(completed) = completed else { unreachable!("it has a result") };
        self.asm.jump(done, completed);
        self.asm.at(returned);
        self.asm.store(depth, counter, 0);
        let value = self.asm.load(types::I64, self.asm.ctx, CTX_SCRATCH);
        self.asm.jump(done, value);
        self.asm.at(done);
        result
    }

    /// Returns to whoever called the tree, when the references that the frame holds have been dropped.
    pub(super) fn finish(&mut self, r: OpRef) {
        let trace = self.current();
        let result = self.arg(r, 0);
        let Some(snap) = trace.inst(r).snap else { panic!("{r:?} has a snapshot") };
        let plan = resolve_snapshot(trace, snap, ExitId(0));
        let live = self.live(snap);
        for &(value, n) in &plan.adjust {
            debug_assert!(n < 0, "the frame is gone");
            for _ in n..0 {
                self.adjust(value, &live, false);
            }
        }
        self.asm.store(result, self.asm.ctx, CTX_SCRATCH);
        let status = self.asm.b.ins().iconst(types::I32, i64::from(FINISHED.cast_signed()));
        self.asm.b.ins().return_(&[status]);
    }

    /// Goes on in another tree, in the same frame: whoever has entered this one enters it, so that trees which lead to each
    /// other in turn take no stack.
    pub(super) fn jump_tree(&mut self, r: OpRef) {
        let Some(snap) = self.current().inst(r).snap else { panic!("{r:?} has a snapshot") };
        let (cell, exit) = (self.arg(r, 0), self.exit_of(r));
        let code = self.asm.load(types::I64, cell, 0);
        let none = self.asm.icmp_const(IntCC::Equal, code, 0);
        self.asm.exit_if(none, exit);
        self.write_slots(snap);
        self.asm.store(code, self.asm.ctx, CTX_SCRATCH);
        let status = self.asm.b.ins().iconst(types::I32, i64::from(JUMP.cast_signed()));
        self.asm.b.ins().return_(&[status]);
    }
}
