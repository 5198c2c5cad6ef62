//! `SimHeap`: a small heap for tests, in which every access is checked.
//!
//! It is real memory, so that native code runs on it too; but only the evaluator's accesses are checked: against freed
//! objects, against the gaps between allocations. Objects are described in text without addresses, so that two runs can
//! be compared. The heap can recount itself: [`SimHeap::audit`].

use super::memory::Memory;
use super::native_call::call_native;
use super::whole;
use crate::ir::descr::{CallDescr, Descrs, TypeDescr};
use crate::ir::ops::Op;
use crate::ir::resolve::{Value, resolve_exit};
use crate::ir::text::print_const;
use crate::ir::trace::Const;
use crate::ir::tree::{ExitId, Tree};
use crate::ir::types::{MemKind, Type};
use crate::ir::word::{self, EngineConfig, header};
use dashu_int::IBig;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Type word of heap floats on a simulated heap.
pub const SIM_FLOAT_TYPE: u64 = 0xf10a70;
/// Type word of heap integers on a simulated heap; its limbs are behind the header.
pub const SIM_INT_TYPE: u64 = 0x117e80;

const WORDS: usize = 1 << 16;
/// Free words between two allocations: nobody may touch them.
const GAP: usize = 2;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Object,
    /// A buffer of so many cells of one kind.
    Buffer(MemKind, u64),
    Frame,
}

#[derive(Clone, Copy, Debug)]
struct Allocation {
    size: u64,
    kind: Kind,
}

/// A heap for tests.
#[derive(Debug)]
pub struct SimHeap {
    words: Box<[Cell<u64>]>,
    next: usize,
    live: BTreeMap<u64, Allocation>,
    descrs: Arc<Descrs>,
    /// What has happened that a test may want to see, in order.
    pub log: Vec<String>,
    /// The tree that runs: its exits tell what `sync_frames` shows.
    pub tree: Option<Tree>,
    /// The eval breaker.
    pub breaker: Box<Cell<u32>>,
}

impl SimHeap {
    /// An empty heap.
    pub fn new(descrs: Arc<Descrs>) -> SimHeap {
        let words = vec![Cell::new(0); WORDS].into_boxed_slice();
        let (live, log) = (BTreeMap::new(), Vec::new());
        SimHeap { words, next: 0, live, descrs, log, tree: None, breaker: Box::new(Cell::new(0)) }
    }

    /// What the engine is told about this heap.
    pub fn config() -> EngineConfig {
        EngineConfig { float_type: SIM_FLOAT_TYPE, int_type: SIM_INT_TYPE }
    }

    fn base(&self) -> u64 {
        self.words.as_ptr() as usize as u64
    }

    fn allocate(&mut self, size: u64, kind: Kind) -> u64 {
        // Objects are aligned to 16 bytes, as a word's tag demands at least 8.
        let start = self.next + (self.base() as usize / 8 + self.next) % 2;
        let end = start + size.div_ceil(8) as usize;
        assert!(end + GAP < WORDS, "the simulated heap is full");
        self.next = end + GAP;
        let address = self.base() + 8 * start as u64;
        self.live.insert(address, Allocation { size, kind });
        address
    }

    /// An object with its initial fields and `count` items.
    pub fn object(&mut self, ty: crate::ir::TypeId, count: u64) -> u64 {
        let descrs = self.descrs.clone();
        self.make(&descrs, ty, count)
    }

    /// A buffer with these elements.
    pub fn buffer(&mut self, kind: MemKind, elements: &[u64]) -> u64 {
        let size = u64::from(kind.size());
        let address = self.allocate(size * elements.len() as u64, Kind::Buffer(kind, elements.len() as u64));
        for (i, &bits) in elements.iter().enumerate() {
            self.store(address + size * i as u64, kind, bits);
            if kind.ty().is_counted() {
                self.retain(bits);
            }
        }
        address
    }

    /// A frame of `before` slots of callers and `after` slots behind slot 0, whose address is given. All are empty.
    pub fn frame(&mut self, before: u64, after: u64) -> u64 {
        let start = self.allocate(8 * (before + after), Kind::Frame);
        for i in 0..before + after {
            self.store(start + 8 * i, MemKind::Val, word::EMPTY);
        }
        start + 8 * before
    }

    /// The word and the bits in it of a cell; panics if it is not in a live allocation.
    fn cell(&self, address: u64, kind: MemKind) -> (&Cell<u64>, u32) {
        let size = u64::from(kind.size());
        let found = self.live.range(..=address).next_back();
        let inside = found.is_some_and(|(start, a)| address + size <= start + a.size);
        assert!(inside, "access to {address:#x}, which is in no live allocation");
        assert!(address.is_multiple_of(size), "misaligned access to {address:#x}");
        let offset = address - self.base();
        (&self.words[(offset / 8) as usize], (offset % 8 * 8) as u32)
    }

    /// Whether an object or buffer starts at this address.
    pub fn is_live(&self, address: u64) -> bool {
        self.live.contains_key(&address)
    }

    fn descr_of(&self, object: u64) -> Option<Arc<TypeDescr>> {
        let peek = |offset: u32, kind| {
            let (cell, shift) = self.cell(object + u64::from(offset), kind);
            cell.get() >> shift & if kind == MemKind::U32 { u32::MAX.into() } else { u64::MAX }
        };
        let (type_word, flags) = (peek(header::TYPE, MemKind::Ptr), peek(header::FLAGS, MemKind::U32) as u32);
        let types = self.descrs.types();
        let same = |t: &&Arc<TypeDescr>| t.type_word == type_word && t.flags == flags;
        types.iter().find(same).or_else(|| types.iter().find(|t| t.type_word == type_word)).cloned()
    }

    /// Cells of an object that hold references that count.
    fn references(&mut self, object: u64) -> Vec<u64> {
        let Some(ty) = self.descr_of(object) else { return Vec::new() };
        let descrs = self.descrs.clone();
        let mut cells: Vec<(u64, MemKind)> = Vec::new();
        for &(f, _) in &ty.fields {
            let f = descrs.field(f);
            if f.counted {
                cells.push((object.wrapping_add_signed(f.offset.into()), f.kind));
            }
        }
        if let Some(items) = &ty.items {
            let array = descrs.array(items.array);
            let count = self.live[&object].size.saturating_sub(ty.size.into()) / u64::from(array.kind.size());
            if array.counted {
                let first = object.wrapping_add_signed(array.base.into());
                cells.extend((0..count).map(|i| (first + i * u64::from(array.kind.size()), array.kind)));
            }
        }
        cells.into_iter().map(|(a, k)| self.load(a, k)).filter(|w| word::is_pointer(*w)).collect()
    }

    /// Compares every object's count with the references that there are: in objects and buffers, and in `roots`.
    /// Objects with a name have one more, the test's own. Gives a line per disagreement.
    pub fn audit(&mut self, roots: &[u64]) -> Vec<String> {
        let mut counts: BTreeMap<u64, u64> = BTreeMap::new();
        let mut found: Vec<u64> = roots.iter().copied().filter(|w| word::is_pointer(*w)).collect();
        let all: Vec<(u64, Allocation)> = self.live.iter().map(|(a, b)| (*a, *b)).collect();
        for (address, a) in &all {
            match a.kind {
                Kind::Object => found.extend(self.references(*address)),
                Kind::Buffer(kind, n) if kind.ty().is_counted() => {
                    let cells = (0..n).map(|i| self.load(address + 8 * i, kind)).filter(|w| word::is_pointer(*w));
                    found.extend(cells);
                }
                Kind::Buffer(..) | Kind::Frame => {}
            }
        }
        let mut wrong = Vec::new();
        for w in found {
            if !self.is_live(w) {
                wrong.push("a reference to a freed object is left".to_owned());
            }
            *counts.entry(w).or_insert(0) += 1;
        }
        for (address, _) in all.iter().filter(|a| a.1.kind == Kind::Object) {
            let named = u64::from(self.descrs.address_name(*address).is_some());
            let expected = counts.get(address).copied().unwrap_or(0) + named;
            let counted = self.load(address + u64::from(header::REFCOUNT), MemKind::U32);
            if counted != expected {
                let what = self.describe(*address);
                wrong.push(format!("{what} counts {counted} references, there are {expected}"));
            }
        }
        wrong
    }

    /// A tagged word as text: named objects by name, others by their content.
    pub fn describe(&mut self, w: u64) -> String {
        self.describe_within(w, 4)
    }

    /// The content of an object or buffer as text, be it named or not.
    pub fn describe_content(&mut self, address: u64) -> String {
        self.content(address, 4)
    }

    fn describe_within(&mut self, w: u64, depth: u32) -> String {
        if !word::is_pointer(w) || self.descrs.address_name(w).is_some() {
            return print_const(&self.descrs, Const { ty: Type::Val, bits: w });
        }
        if !self.is_live(w) {
            return "freed".to_owned();
        }
        if depth == 0 { "…".to_owned() } else { self.content(w, depth - 1) }
    }

    fn content(&mut self, address: u64, depth: u32) -> String {
        let allocation = self.live.get(&address).copied();
        if let Some(Allocation { kind: Kind::Buffer(kind, n), .. }) = allocation {
            let size = u64::from(kind.size());
            let cells: Vec<String> = (0..n).map(|i| self.cell_text(address + i * size, kind, depth)).collect();
            return format!("[{}]", cells.join(" "));
        }
        match self.type_word(address) {
            SIM_INT_TYPE => return format!("int({})", whole::integer(self, address)),
            SIM_FLOAT_TYPE => return format!("float({:?})", f64::from_bits(self.load(address + 16, MemKind::F64))),
            _ => {}
        }
        let Some(ty) = self.descr_of(address) else { return "object".to_owned() };
        let descrs = self.descrs.clone();
        let mut parts = Vec::new();
        for &(f, _) in &ty.fields {
            let f = descrs.field(f);
            let text = self.cell_text(address.wrapping_add_signed(f.offset.into()), f.kind, depth);
            parts.push(format!("{}={text}", f.name));
        }
        if let Some(items) = &ty.items {
            let array = descrs.array(items.array);
            let size = u64::from(array.kind.size());
            let count = self.live[&address].size.saturating_sub(ty.size.into()) / size;
            let first = address.wrapping_add_signed(array.base.into());
            parts.extend((0..count).map(|i| self.cell_text(first + i * size, array.kind, depth)));
        }
        format!("{}({})", ty.name, parts.join(" "))
    }

    fn cell_text(&mut self, address: u64, kind: MemKind, depth: u32) -> String {
        let bits = self.load(address, kind);
        match kind.ty() {
            Type::Val => self.describe_within(bits, depth),
            Type::Ref if bits != 0 => self.describe_within(bits, depth),
            ty => print_const(&self.descrs, Const { ty, bits }),
        }
    }

    fn boxed(&mut self, type_word: u64, kind: MemKind, bits: u64) -> u64 {
        let object = self.allocate(24, Kind::Object);
        self.store(object, MemKind::I64, 1);
        self.store(object + u64::from(header::TYPE), MemKind::Ptr, type_word);
        self.store(object + u64::from(header::SIZE), kind, bits);
        object
    }
}

impl SimHeap {
    /// The word of an integer.
    fn integer(&mut self, i: &IBig) -> u64 {
        let small = i64::try_from(i).ok().and_then(word::fixnum);
        small.unwrap_or_else(|| self.heap_integer(i))
    }

    fn heap_integer(&mut self, i: &IBig) -> u64 {
        let limbs = whole::limbs(i);
        let object = self.allocate(16 + 8 * whole::LIMBS, Kind::Object);
        self.store(object, MemKind::I64, 1);
        self.store(object + u64::from(header::TYPE), MemKind::Ptr, SIM_INT_TYPE);
        for (n, limb) in limbs.into_iter().enumerate() {
            self.store(object + u64::from(header::SIZE) + 8 * n as u64, MemKind::I64, limb);
        }
        object
    }
}

impl Memory for SimHeap {
    fn load(&mut self, address: u64, kind: MemKind) -> u64 {
        let (cell, shift) = self.cell(address, kind);
        let bits = cell.get() >> shift;
        match kind {
            MemKind::I32 => i64::from(bits as i32) as u64,
            MemKind::U32 => u64::from(bits as u32),
            MemKind::U16 => u64::from(bits as u16),
            MemKind::U8 | MemKind::Bool => u64::from(bits as u8),
            _ => bits,
        }
    }

    fn store(&mut self, address: u64, kind: MemKind, bits: u64) {
        let (cell, shift) = self.cell(address, kind);
        let mask = u64::MAX >> (64 - 8 * kind.size());
        cell.set(cell.get() & !(mask << shift) | (bits & mask) << shift);
    }

    fn alloc(&mut self, size: u64) -> u64 {
        self.allocate(size, Kind::Object)
    }

    fn alloc_int(&mut self, i: i64) -> u64 {
        self.heap_integer(&IBig::from(i))
    }

    fn whole(&mut self, op: Op, a: u64, b: u64) -> u64 {
        if op == Op::BoxUint {
            return self.integer(&IBig::from(a));
        }
        let x = whole::integer(self, a);
        match op {
            Op::UnboxUint => u64::from(u64::try_from(&x).is_ok()),
            Op::WholeLow => whole::limbs(&x)[0],
            Op::WholeShl | Op::WholeShr => self.integer(&whole::compute(op, &x, &IBig::from(b))),
            _ if op.info().operands.len() == 1 => self.integer(&whole::compute(op, &x, &IBig::ZERO)),
            _ => {
                let y = whole::integer(self, b);
                let r = whole::compute(op, &x, &y);
                if op.makes_whole() { self.integer(&r) } else { u64::try_from(&r).unwrap_or_default() }
            }
        }
    }

    fn alloc_float(&mut self, f: f64) -> u64 {
        self.boxed(SIM_FLOAT_TYPE, MemKind::F64, f.to_bits())
    }

    fn float_type(&self) -> u64 {
        SIM_FLOAT_TYPE
    }

    fn int_type(&self) -> u64 {
        SIM_INT_TYPE
    }

    fn release_zero(&mut self, object: u64) {
        let inner = self.references(object);
        self.live.remove(&object);
        inner.into_iter().for_each(|w| self.release(w));
    }

    fn call(&mut self, callee: &CallDescr, args: &[u64]) -> u64 {
        // SAFETY: tests declare only functions of `sim_functions`, as those are.
        unsafe { call_native(callee, args) }
    }

    fn breaker(&mut self) -> bool {
        self.breaker.get() != 0
    }

    fn sync_frames(&mut self, _: u64, exit: ExitId, live: &[u64]) {
        let Some(tree) = &self.tree else { return };
        let plan = resolve_exit(tree, exit);
        let mut line = format!("sync exit {}:", exit.0);
        for f in &plan.frames {
            line += &format!(" [code={} pc={}]", f.code, f.pc);
            for &(i, v) in &f.slots {
                let text = match v {
                    Value::Const(c) => print_const(&self.descrs, c),
                    Value::Live(n, Type::Val | Type::Ref) => self.describe(live[n as usize]),
                    Value::Live(n, ty) => print_const(&self.descrs, Const { ty, bits: live[n as usize] }),
                    Value::Object(n) => format!("object {n}"),
                };
                line += &format!(" {i}={text}");
            }
        }
        self.log.push(line);
    }
}
