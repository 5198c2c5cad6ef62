//! Into native code and back: entering a tree, and rebuilding the interpreter's frames at its exits.

#![allow(unsafe_code, reason = "native code works on the data stack; frames are rebuilt word by word")]

use super::exceptions::RESULT_IN_VM;
use super::recorder::decode_action;
use crate::machine::{Direct, Machine};
use crate::object::{
    CodeObj, Frame, Function, Object, Owned, Value, Vm, adopt_object, empty_slots, function_of, release, retain,
};
use taipan_jit::backend::context::JitCtx;
use taipan_jit::ir::descr::Descrs;
use taipan_jit::ir::resolve::{ExitPlan, PlanPending, PlanPlace, Value as Source};
use taipan_jit::ir::trace::Const;
use taipan_jit::ir::{ExitId, MemKind, Type};

/// What an exit left behind.
pub(super) enum Left {
    /// The interpreter goes on at the parked registers.
    Running,
    /// The same, behind a call whose result was pushed.
    Returned,
    /// An exception is pending in the innermost frame.
    Raised,
}

/// Rebuilds frames from an exit's plan. `root` is the first local of the root frame, which is on top of the control stack.
pub(super) fn rebuild(vm: &mut Vm, ctx: &JitCtx, descrs: &Descrs, plan: &ExitPlan, root: *mut Value) -> Left {
    let mut r = Rebuild { ctx, descrs, objects: Vec::new() };
    // SAFETY: the plan describes this exit: its live values are in the exit buffer, its slots lie on the data stack above
    // `root`, its constants are kept alive by the tree.
    unsafe {
        for (v, n) in plan.adjust.iter().filter(|a| a.1 > 0) {
            let v = r.plain(v);
            for _ in 0..*n {
                retain(v);
            }
        }
        r.make_objects(plan);
        let mut resumed = Vec::new();
        let mut d = Direct::resume(vm);
        for (k, f) in plan.frames.iter().enumerate() {
            let code = f.code as *const CodeObj;
            let body = &(*code).body;
            let fp = root.offset(f.base as isize);
            if k > 0 {
                let (action, drop, is_generator) = decode_action(f.return_action);
                let owner = f.owner.as_ref().map_or(Value::EMPTY, |o| r.owned(o));
                let (generator, func) = if is_generator { (owner, function_of(owner)) } else { (Value::EMPTY, owner) };
                if is_generator {
                    retain(func);
                    // A trace resumes only generators that handle no exception.
                    vm.handled.push(Owned::NONE);
                    resumed.push(generator);
                }
                let globals = if func.is_heap() {
                    (*(func.bits() as *const Object<Function>)).body.globals.value()
                } else {
                    (*vm.frame).globals
                };
                // The callable and what else the call consumed: words of nobody, whatever native code left there.
                for k in 1..=drop as usize {
                    fp.sub(k).write(Value::EMPTY);
                }
                let next = vm.frame.add(1);
                next.write(Frame {
                    pc: body.start(),
                    fp,
                    code,
                    ret: fp.sub(drop as usize),
                    action,
                    func,
                    globals,
                    locals: Value::EMPTY,
                    generator,
                    object: Value::EMPTY,
                });
                vm.frame = next;
                vm.depth += 1;
            }
            for (i, v) in &f.slots {
                let v = r.owned(v);
                fp.add(*i as usize).write(v);
            }
            d.pc = body.start().add(f.pc as usize);
            (*vm.frame).pc = d.pc;
            d.fp = fp;
            d.sp = fp.add(f.nslots as usize);
            vm.consts = body.const_ptr();
            vm.sites = body.site_ptr();
        }
        r.perform_stores(plan);
        for g in resumed {
            empty_slots(g);
        }
        let left = match &plan.pending {
            PlanPending::Raised => {
                // Unwinding looks at the unit before the program counter.
                d.pc = d.pc.add(1);
                Left::Raised
            }
            PlanPending::Result(_, action) => {
                debug_assert_eq!(*action, RESULT_IN_VM);
                let v = vm.result.take().unwrap_or(Owned::NONE);
                d.push(v.into_value());
                Left::Returned
            }
            PlanPending::None => Left::Running,
        };
        for (v, n) in plan.adjust.iter().filter(|a| a.1 < 0) {
            let v = r.plain(v);
            for _ in 0..-*n {
                release(v);
            }
        }
        d.park();
        left
    }
}

struct Rebuild<'a> {
    ctx: &'a JitCtx,
    descrs: &'a Descrs,
    objects: Vec<Value>,
}

impl Rebuild<'_> {
    /// A source as an owned word: raw numbers are boxed.
    unsafe fn owned(&self, s: &Source) -> Value {
        match s {
            Source::Object(k) => self.objects[*k as usize],
            Source::Live(i, ty) => tagged(self.ctx.exit_buf[*i as usize], *ty),
            Source::Const(Const { ty, bits }) => tagged(*bits, *ty),
        }
    }

    /// A source that is a word already.
    unsafe fn plain(&self, s: &Source) -> Value {
        // SAFETY: counted sources are words.
        unsafe { self.owned(s) }
    }

    /// A source as the bits of a memory cell.
    unsafe fn bits(&self, s: &Source, kind: MemKind) -> u64 {
        if kind.ty() == Type::Val {
            // SAFETY: as for `owned`.
            return unsafe { self.owned(s) }.bits();
        }
        match s {
            Source::Object(k) => self.objects[*k as usize].bits(),
            Source::Live(i, _) => self.ctx.exit_buf[*i as usize],
            Source::Const(c) => c.bits,
        }
    }

    /// Makes the virtual objects: all of them first, since they may refer to each other.
    unsafe fn make_objects(&mut self, plan: &ExitPlan) {
        for (k, o) in plan.objects.iter().enumerate() {
            let ty = self.descrs.object_type(o.ty);
            let size = ty.size as usize + 8 * o.items.len();
            let count = plan.mentions(k as u32) as u32;
            let v = adopt_object(size, ty.type_word, ty.flags, count);
            for (f, bits) in &ty.fields {
                // SAFETY: the descriptor's fields lie within the object.
                unsafe { self.write_field(v, *f, *bits) };
            }
            self.objects.push(v);
        }
        for (k, o) in plan.objects.iter().enumerate() {
            let v = self.objects[k];
            let ty = self.descrs.object_type(o.ty);
            if let Some(items) = &ty.items {
                let array = self.descrs.array(items.array);
                for (i, s) in o.items.iter().enumerate() {
                    // SAFETY: the object was made with room for its items.
                    unsafe {
                        let at = (v.bits() as *mut u8).offset(array.base as isize).add(8 * i) as *mut u64;
                        at.write(self.bits(s, array.kind));
                    }
                }
                if let Some(len) = items.len {
                    // SAFETY: as above.
                    unsafe { self.write_field(v, len, o.items.len() as u64) };
                }
            }
            for (f, s) in &o.fields {
                let kind = self.descrs.field(*f).kind;
                // SAFETY: as above.
                unsafe {
                    let bits = self.bits(s, kind);
                    self.write_field(v, *f, bits);
                }
            }
        }
    }

    unsafe fn write_field(&self, o: Value, f: taipan_jit::ir::FieldId, bits: u64) {
        let d = self.descrs.field(f);
        // SAFETY: the caller's object has this field.
        unsafe {
            let at = (o.bits() as *mut u8).offset(d.offset as isize);
            match d.kind {
                MemKind::U32 | MemKind::I32 => (at as *mut u32).write(bits as u32),
                MemKind::U16 => (at as *mut u16).write(bits as u16),
                MemKind::U8 => at.write(bits as u8),
                _ => (at as *mut u64).write(bits),
            }
        }
    }

    /// Stores that the trace held back. What the cells held is dropped when all are done: a cell may lie in an object that only
    /// another of the cells keeps alive.
    unsafe fn perform_stores(&self, plan: &ExitPlan) {
        let mut dropped = Vec::new();
        for s in &plan.stores {
            // SAFETY: the plan's cells exist; a counted cell gives its old reference up.
            unsafe {
                let o = match &s.object {
                    Source::Object(k) => self.objects[*k as usize].bits(),
                    Source::Live(i, _) => self.ctx.exit_buf[*i as usize],
                    Source::Const(c) => c.bits,
                };
                let (at, kind, counted) = match &s.place {
                    PlanPlace::Field(f) => {
                        let d = self.descrs.field(*f);
                        ((o as *mut u8).offset(d.offset as isize), d.kind, d.counted)
                    }
                    PlanPlace::Item(a, i) => {
                        let d = self.descrs.array(*a);
                        let i = self.bits(i, MemKind::I64);
                        ((o as *mut u8).offset(d.base as isize).add(8 * i as usize), d.kind, d.counted)
                    }
                };
                let new = self.bits(&s.value, kind);
                if kind == MemKind::U32 {
                    (at as *mut u32).write(new as u32);
                    continue;
                }
                let old = (at as *mut u64).replace(new);
                if counted {
                    dropped.extend(Value::from_bits(old));
                }
            }
        }
        for v in dropped {
            // SAFETY: the cell's reference, which nothing else holds now.
            unsafe { release(v) };
        }
    }
}

fn tagged(bits: u64, ty: Type) -> Value {
    match ty {
        Type::Int => Owned::int(bits as i64).into_value(),
        Type::Uint => crate::types::int::unsigned(bits).into_value(),
        Type::Float => Owned::float(f64::from_bits(bits)).into_value(),
        Type::Bool => Value::bool(bits & 1 != 0),
        _ => Value::from_bits(bits).unwrap_or(Value::EMPTY),
    }
}

/// Runs a tree in the running frame until it leaves.
pub(super) fn run(
    vm: &mut Vm,
    code: &taipan_jit::backend::cranelift::NativeCode,
    ctx: &mut JitCtx,
) -> (ExitId, *mut Value) {
    // SAFETY: the running frame is one of the code that the root trace was recorded in, at its header; nested calls from
    // native code work above the frame's own area.
    unsafe {
        let root = vm.regs.fp;
        let size = (*vm.frame).code().frame_size as usize;
        let saved = vm.regs;
        vm.regs.sp = root.add(size);
        ctx.user = std::ptr::from_mut(vm).cast();
        let exit = code.enter(ctx, root as *mut u64);
        vm.regs = saved;
        (exit, root)
    }
}

/// What native code needs of the runtime.
pub(super) fn runtime_fns() -> taipan_jit::backend::context::RuntimeFns {
    extern "C" fn alloc_int(_: *mut JitCtx, i: i64) -> u64 {
        Owned::int(i).into_value().bits()
    }
    extern "C" fn whole(ctx: *mut JitCtx, op: u64, a: u64, b: u64) -> u64 {
        // SAFETY: `run` has put the one VM there, which nobody else looks at while native code runs.
        let vm = unsafe { &mut *((*ctx).user as *mut Vm) };
        super::whole::operate(vm, taipan_jit::ir::Op::ALL[op as usize], a, b)
    }
    extern "C" fn alloc_float(_: *mut JitCtx, f: f64) -> u64 {
        Owned::float(f).into_value().bits()
    }
    extern "C" fn alloc_object(_: *mut JitCtx, size: u64) -> u64 {
        adopt_object(size as usize, 0, 0, 0).bits()
    }
    extern "C" fn release_zero(_: *mut JitCtx, address: u64) {
        // SAFETY: native code found a count of zero at this live object.
        unsafe { crate::object::reclaim_zero(address) }
    }
    extern "C" fn sync_frames(_: *mut JitCtx, _: u64) {}
    taipan_jit::backend::context::RuntimeFns { alloc_int, whole, alloc_float, alloc_object, release_zero, sync_frames }
}
