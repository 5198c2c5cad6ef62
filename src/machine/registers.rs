//! The registers of [`Direct`], and how they are parked for cold and native code.
//!
//! Cold code gets the state by value through `cold` and gives it back through `Vm::regs`: were a `&mut Direct` to escape, its
//! fields would live in memory and every opcode would pay.

#![allow(unsafe_code, reason = "registers point into the stacks")]

use crate::object::{Ref, Site, Value, Vm};
use taipan_bytecode::Instr;

/// The interpreter's machine.
pub struct Direct {
    pub(crate) pc: *const Instr,
    pub(crate) sp: *mut Value,
    pub(crate) fp: *mut Value,
    pub(crate) vm: *mut Vm,
}

/// Runs `f` on a machine of its own and parks its registers afterwards. Takes them one by one: together they would be
/// passed in memory.
#[inline(always)]
fn apart<T>(pc: *const Instr, sp: *mut Value, fp: *mut Value, vm: *mut Vm, f: impl FnOnce(&mut Direct) -> T) -> T {
    let mut d = Direct { pc, sp, fp, vm };
    let r = f(&mut d);
    d.park();
    r
}

#[cold]
#[inline(never)]
fn cold_call<T>(pc: *const Instr, sp: *mut Value, fp: *mut Value, vm: *mut Vm, f: impl FnOnce(&mut Direct) -> T) -> T {
    apart(pc, sp, fp, vm, f)
}

#[inline(never)]
fn outlined_call<T>(
    pc: *const Instr,
    sp: *mut Value,
    fp: *mut Value,
    vm: *mut Vm,
    f: impl FnOnce(&mut Direct) -> T,
) -> T {
    apart(pc, sp, fp, vm, f)
}

impl Direct {
    /// The machine as the VM's parked registers say.
    #[inline(always)]
    pub(crate) fn resume(vm: &mut Vm) -> Direct {
        let mut d = Direct { pc: std::ptr::null(), sp: std::ptr::null_mut(), fp: std::ptr::null_mut(), vm };
        d.load_regs();
        d
    }

    /// Parks the registers where native code finds them. Here and below one by one: two words that are loaded at once but
    /// were stored separately a moment ago wait for the stores to retire, which was a quarter of a loop over a generator.
    #[inline(always)]
    pub(crate) fn park(&mut self) {
        // SAFETY: `vm` is the one VM.
        unsafe {
            let r = &raw mut (*self.vm).regs;
            (&raw mut (*r).pc).write_volatile(self.pc);
            (&raw mut (*r).sp).write_volatile(self.sp);
            (&raw mut (*r).fp).write_volatile(self.fp);
        }
    }

    /// Loads the registers that cold code left.
    #[inline(always)]
    pub(crate) fn load_regs(&mut self) {
        // SAFETY: as for `park`.
        unsafe {
            let r = &raw const (*self.vm).regs;
            self.pc = (&raw const (*r).pc).read_volatile();
            self.sp = (&raw const (*r).sp).read_volatile();
            self.fp = (&raw const (*r).fp).read_volatile();
        }
    }

    /// The VM for native code; the registers are parked.
    #[inline(always)]
    pub(crate) fn vm(&mut self) -> &'static mut Vm {
        self.park();
        // SAFETY: there is one VM, and handlers hold no other borrow of it.
        unsafe { &mut *self.vm }
    }

    /// The same, for those who park the registers themselves.
    pub(crate) fn vm_mut(&mut self) -> &'static mut Vm {
        // SAFETY: as for `vm`.
        unsafe { &mut *self.vm }
    }

    /// Runs a rare path out of line.
    #[inline(always)]
    pub(crate) fn cold<T>(&mut self, f: impl FnOnce(&mut Direct) -> T) -> T {
        let r = cold_call(self.pc, self.sp, self.fp, self.vm, f);
        self.load_regs();
        r
    }

    /// Runs a long path out of line.
    #[inline(always)]
    pub(crate) fn outline<T>(&mut self, f: impl FnOnce(&mut Direct) -> T) -> T {
        let r = outlined_call(self.pc, self.sp, self.fp, self.vm, f);
        self.load_regs();
        r
    }

    /// Gives an owned reference back. The end of an object goes the way of all cold code: were it an ordinary call, the
    /// registers would have to survive it, and LLVM keeps the stack pointer in memory everywhere.
    #[inline(always)]
    pub(super) fn give_back(&mut self, v: Value) {
        // SAFETY: handlers give back what they own.
        if v.is_heap() && unsafe { crate::object::count_down(v) } {
            // SAFETY: that was the last reference.
            self.cold(move |_| unsafe { crate::object::reclaim_zero(v.bits()) });
        }
    }

    #[inline(always)]
    pub(crate) fn site(&self, i: Instr) -> &'static mut Site {
        // SAFETY: the compiler numbers sites densely; the running code's caches are at `sites`.
        unsafe { &mut *(*self.vm).sites.add(i.aux() as usize) }
    }

    /// Counts a passage in the cache of a back-edge or entry: whether it is the one at which the tracer wants to be asked.
    #[inline(always)]
    pub(crate) fn becomes_hot(&mut self, i: Instr) -> bool {
        let site = self.site(i);
        site.counter = site.counter.wrapping_sub(1);
        let hot = site.counter == 0;
        if hot {
            // SAFETY: there is one VM.
            unsafe { (*self.vm).hot_site = site };
        }
        hot
    }

    #[inline(always)]
    pub(crate) fn instr_name(&self, i: usize) -> Ref<'static> {
        // SAFETY: names of running code live as long as the frame; they are interned, so for ever.
        unsafe { Ref::from_value((*(*self.vm).frame).code().name(i).value()) }
    }
}
