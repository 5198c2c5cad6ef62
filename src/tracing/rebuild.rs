//! Back from native code: rebuilding the interpreter's frames at an exit.
//!
//! An exit's plan names fields and types by their descriptors. What is needed of those is looked up once per exit and kept as a
//! [`Recipe`]: some loops are left millions of times.

#![allow(unsafe_code, reason = "frames and objects are rebuilt word by word")]

use super::exceptions::RESULT_IN_VM;
use super::recorder::decode_action;
use crate::machine::{Direct, Machine};
use crate::object::{
    CodeObj, Frame, Function, Object, Owned, Value, Vm, adopt_object, empty_slots, function_of, release, retain,
};
use std::sync::Arc;
use taipan_jit::backend::context::JitCtx;
use taipan_jit::ir::descr::Descrs;
use taipan_jit::ir::resolve::{ExitPlan, PlanPending, PlanPlace, Value as Source};
use taipan_jit::ir::trace::Const;
use taipan_jit::ir::{FieldId, MemKind, Type};

/// A plan with its descriptors looked up.
pub(super) struct Recipe {
    plan: Arc<ExitPlan>,
    objects: Vec<Made>,
    stores: Vec<Store>,
}

/// A virtual object.
struct Made {
    size: usize,
    type_word: u64,
    flags: u32,
    count: u32,
    /// Cells that keep their initial bits.
    initial: Vec<(Cell, u64)>,
    /// Cells with values.
    written: Vec<(Cell, Source)>,
}

/// A cell of an object.
#[derive(Clone, Copy)]
struct Cell {
    offset: i32,
    kind: MemKind,
}

/// A store that the trace held back.
struct Store {
    object: Source,
    cell: Cell,
    /// For elements: the index, which the cell lies behind.
    index: Option<Source>,
    counted: bool,
    value: Source,
}

impl Recipe {
    /// Looks up what the plan names.
    pub(super) fn new(plan: Arc<ExitPlan>, descrs: &Descrs) -> Recipe {
        let cell = |f: FieldId| {
            let d = descrs.field(f);
            Cell { offset: d.offset, kind: d.kind }
        };
        let objects = plan.objects.iter().enumerate().map(|(k, o)| {
            let ty = descrs.object_type(o.ty);
            let mut written: Vec<(Cell, Source)> = o.fields.iter().map(|&(f, s)| (cell(f), s)).collect();
            let mut initial: Vec<(Cell, u64)> = ty
                .fields
                .iter()
                .filter(|(f, _)| !o.fields.iter().any(|(named, _)| named == f))
                .map(|&(f, bits)| (cell(f), bits))
                .collect();
            if let Some(items) = &ty.items {
                let array = descrs.array(items.array);
                let at = |i: usize| Cell { offset: array.base + 8 * i as i32, kind: array.kind };
                written.extend(o.items.iter().enumerate().map(|(i, &s)| (at(i), s)));
                initial.extend(items.len.map(|f| (cell(f), o.items.len() as u64)));
            }
            let size = ty.size as usize + 8 * o.items.len();
            let count = plan.mentions(k as u32) as u32;
            Made { size, type_word: ty.type_word, flags: ty.flags, count, initial, written }
        });
        let stores = plan.stores.iter().map(|s| {
            let (cell, index, counted) = match s.place {
                PlanPlace::Field(f) => (cell(f), None, descrs.field(f).counted),
                PlanPlace::Item(a, i) => {
                    let d = descrs.array(a);
                    (Cell { offset: d.base, kind: d.kind }, Some(i), d.counted)
                }
            };
            Store { object: s.object, cell, index, counted, value: s.value }
        });
        let (objects, stores) = (objects.collect(), stores.collect());
        Recipe { plan, objects, stores }
    }
}

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
pub(super) fn rebuild(vm: &mut Vm, ctx: &JitCtx, recipe: &Recipe, root: *mut Value) -> Left {
    let mut r = Rebuild { ctx, objects: Vec::new() };
    let plan = &*recipe.plan;
    // SAFETY: the plan describes this exit: its live values are in the exit buffer, its slots lie on the data stack above
    // `root`, its constants are kept alive by the tree.
    unsafe {
        for (v, n) in plan.adjust.iter().filter(|a| a.1 > 0) {
            let v = r.plain(v);
            for _ in 0..*n {
                retain(v);
            }
        }
        r.make_objects(recipe);
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
        r.perform_stores(recipe);
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
    unsafe fn make_objects(&mut self, recipe: &Recipe) {
        for o in &recipe.objects {
            self.objects.push(adopt_object(o.size, o.type_word, o.flags, o.count));
        }
        for (o, &v) in recipe.objects.iter().zip(&self.objects) {
            // SAFETY: the descriptor's cells lie within the object, which was made with room for its items.
            unsafe {
                for &(cell, bits) in &o.initial {
                    cell.write(v.bits(), bits);
                }
                for (cell, s) in &o.written {
                    cell.write(v.bits(), self.bits(s, cell.kind));
                }
            }
        }
    }

    /// Stores that the trace held back. What the cells held is dropped when all are done: a cell may lie in an object that only
    /// another of the cells keeps alive.
    unsafe fn perform_stores(&self, recipe: &Recipe) {
        let mut dropped = Vec::new();
        for s in &recipe.stores {
            // SAFETY: the plan's cells exist; a counted cell gives its old reference up.
            unsafe {
                let o = match &s.object {
                    Source::Object(k) => self.objects[*k as usize].bits(),
                    Source::Live(i, _) => self.ctx.exit_buf[*i as usize],
                    Source::Const(c) => c.bits,
                };
                let index = s.index.as_ref().map_or(0, |i| self.bits(i, MemKind::I64));
                let new = self.bits(&s.value, s.cell.kind);
                if s.cell.kind == MemKind::U32 {
                    s.cell.write(o, new);
                    continue;
                }
                let at = (o as *mut u8).offset(s.cell.offset as isize).add(8 * index as usize);
                let old = (at as *mut u64).replace(new);
                if s.counted {
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

impl Cell {
    /// Writes the cell of the object at an address.
    unsafe fn write(self, o: u64, bits: u64) {
        // SAFETY: the caller's object has this cell.
        unsafe {
            let at = (o as *mut u8).offset(self.offset as isize);
            match self.kind {
                MemKind::U32 | MemKind::I32 => (at as *mut u32).write(bits as u32),
                MemKind::U16 => (at as *mut u16).write(bits as u16),
                MemKind::U8 | MemKind::Bool => at.write(bits as u8),
                _ => (at as *mut u64).write(bits),
            }
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
