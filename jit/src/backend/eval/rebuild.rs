//! Rebuilding the frames at an exit: the reference for what an embedding does with an
//! [`ExitPlan`](crate::ir::resolve::ExitPlan).

use super::memory::Memory;
use crate::ir::descr::Descrs;
use crate::ir::resolve::{ExitPlan, PlanPending, PlanPlace, Value};
use crate::ir::types::{MemKind, Type};
use crate::ir::word;

/// What an exit leaves besides the slots. The owners and the pending result are owned references.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rebuilt {
    /// What else belongs to each frame.
    pub owners: Vec<Option<u64>>,
    /// Pending result and the action that takes it.
    pub result: Option<(u64, u32)>,
}

/// Writes slots, makes objects, performs stores, adjusts counts.
///
/// The order matters: references that are missing are counted first, those that are left over last, so that nothing is
/// freed in between; all words are made before any slot is written.
pub fn rebuild<M: Memory>(plan: &ExitPlan, live: &[u64], descrs: &Descrs, memory: &mut M, frame: u64) -> Rebuilt {
    let mut r = Rebuilder { plan, live, descrs, memory, objects: Vec::new() };
    r.adjust(true);
    r.make_objects();
    let slots: Vec<(u64, u64)> = plan
        .frames
        .iter()
        .flat_map(|f| f.slots.iter().map(|&(i, v)| (i64::from(f.base) + i64::from(i), v)))
        .map(|(slot, v)| (frame.wrapping_add_signed(slot * 8), r.word(v)))
        .collect();
    for (address, w) in slots {
        r.memory.store(address, MemKind::Val, w);
    }
    let owners = plan.frames.iter().map(|f| f.owner.map(|o| r.word(o))).collect();
    let result = match plan.pending {
        PlanPending::Result(v, action) => Some((r.word(v), action)),
        PlanPending::None | PlanPending::Raised => None,
    };
    r.perform_stores();
    r.adjust(false);
    Rebuilt { owners, result }
}

struct Rebuilder<'a, M> {
    plan: &'a ExitPlan,
    live: &'a [u64],
    descrs: &'a Descrs,
    memory: &'a mut M,
    objects: Vec<u64>,
}

impl<M: Memory> Rebuilder<'_, M> {
    /// The bits of a value in its own type.
    fn raw(&self, v: Value) -> (Type, u64) {
        match v {
            Value::Const(c) => (c.ty, c.bits),
            Value::Live(i, ty) => (ty, self.live[i as usize]),
            Value::Object(i) => (Type::Ref, self.objects[i as usize]),
        }
    }

    /// The bits for a cell of this kind: boxed if the cell holds tagged words.
    fn bits(&mut self, v: Value, kind: MemKind) -> u64 {
        let (ty, bits) = self.raw(v);
        if kind == MemKind::Val { self.memory.box_value(ty, bits) } else { bits }
    }

    fn word(&mut self, v: Value) -> u64 {
        self.bits(v, MemKind::Val)
    }

    fn adjust(&mut self, up: bool) {
        for &(v, by) in self.plan.adjust.iter().filter(|a| (a.1 > 0) == up) {
            let (_, w) = self.raw(v);
            for _ in 0..by.unsigned_abs() {
                if up { self.memory.retain(w) } else { self.memory.release(w) }
            }
        }
    }

    /// All objects, then their contents: they may refer to each other. Each has one reference per mention.
    fn make_objects(&mut self) {
        let plan = self.plan;
        for object in &plan.objects {
            let made = self.memory.make(self.descrs, object.ty, object.items.len() as u64);
            self.objects.push(made);
        }
        for (i, object) in plan.objects.iter().enumerate() {
            let at = self.objects[i];
            let mentions = plan.mentions(i as u32);
            self.memory.store(at + u64::from(word::header::REFCOUNT), MemKind::U32, mentions);
            for &(field, v) in &object.fields {
                let bits = self.bits(v, self.descrs.field(field).kind);
                self.memory.store_field(self.descrs, at, field, bits);
            }
            let items = self.descrs.object_type(object.ty).items.clone();
            let Some(items) = items else { continue };
            let array = self.descrs.array(items.array);
            for (n, &v) in object.items.iter().enumerate() {
                let bits = self.bits(v, array.kind);
                let offset = i64::from(array.base) + n as i64 * i64::from(array.kind.size());
                self.memory.store(at.wrapping_add_signed(offset), array.kind, bits);
            }
        }
    }

    /// What the cells held is dropped when all are written: a cell may lie in an object that only another one keeps alive.
    fn perform_stores(&mut self) {
        let mut dropped = Vec::new();
        for store in &self.plan.stores {
            let (_, object) = self.raw(store.object);
            let (address, kind, counted) = match store.place {
                PlanPlace::Field(f) => {
                    let f = self.descrs.field(f);
                    (object.wrapping_add_signed(f.offset.into()), f.kind, f.counted)
                }
                PlanPlace::Item(a, index) => {
                    let a = self.descrs.array(a);
                    let (_, index) = self.raw(index);
                    let offset = i64::from(a.base) + index as i64 * i64::from(a.kind.size());
                    (object.wrapping_add_signed(offset), a.kind, a.counted)
                }
            };
            let bits = self.bits(store.value, kind);
            let old = self.memory.load(address, kind);
            self.memory.store(address, kind, bits);
            if counted {
                dropped.push(old);
            }
        }
        dropped.into_iter().for_each(|old| self.memory.release(old));
    }
}
