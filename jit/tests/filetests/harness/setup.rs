//! The world that a `run` test starts in, from the directives at its top.
//!
//! Read from top to bottom: name an object before you use it.
//!
//! ```text
//! ; object p = POINT X=#1.5 Y=&q      an object, called &p in the text; fields that are not named are initial
//! ; object t = TUPLE (#1, #2)         with items
//! ; buffer b = i64 1 2 3              a buffer, called *b
//! ; slots 0=#5 1=&p                   of the root frame; callers' slots are negative; others are empty
//! ; breaker                           the eval breaker is set from the start
//! ; invalid                           the tree is invalid from the start
//! ; audit                             count references at the end
//! ; eval only                         not through Cranelift, with a reason behind it
//! ```

use super::Case;
use std::sync::Arc;
use taipan_jit::backend::eval::{Memory, SimHeap};
use taipan_jit::ir::text::parse_declarations;
use taipan_jit::ir::{Descrs, MemKind, word};

/// Slots on either side of slot 0.
pub const CALLER_SLOTS: u64 = 16;
const SLOTS: u64 = 64;

/// The heap and frame of one run, and names of what is on it.
pub struct World {
    /// Descriptors with the heap's names.
    pub descrs: Arc<Descrs>,
    /// The heap; it stays where it is.
    pub heap: Box<SimHeap>,
    /// Address of slot 0.
    pub frame: u64,
    /// Names and addresses of the test's own objects and buffers.
    pub named: Vec<(String, u64)>,
}

impl World {
    /// Builds what the directives say.
    pub fn new(case: &Case) -> Result<World, String> {
        let descrs = Arc::new(Descrs::new());
        let mut heap = Box::new(SimHeap::new(descrs.clone()));
        heap.name_functions(&descrs);
        parse_declarations(&case.input, &descrs).map_err(|e| e.to_string())?;
        let frame = heap.frame(CALLER_SLOTS, SLOTS);
        let mut world = World { descrs, heap, frame, named: Vec::new() };
        for d in &case.directives {
            world.directive(d).ok_or_else(|| format!("cannot read `; {d}`"))?;
        }
        Ok(world)
    }

    fn directive(&mut self, text: &str) -> Option<()> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        match word {
            "object" => self.object(rest),
            "buffer" => self.buffer(rest),
            "slots" => rest.split_whitespace().try_for_each(|s| {
                let (i, v) = s.split_once('=')?;
                let bits = self.constant(v)?;
                self.heap.retain(bits);
                let address = self.frame.wrapping_add_signed(8 * i.parse::<i64>().ok()?);
                self.heap.store(address, MemKind::Val, bits);
                Some(())
            }),
            "breaker" => {
                self.heap.breaker.set(1);
                Some(())
            }
            _ => Some(()),
        }
    }

    /// The bits of a constant in the text form.
    fn constant(&self, text: &str) -> Option<u64> {
        let name = |n: &str| self.descrs.find_address(n);
        if let Some(n) = text.strip_prefix("#&").or(text.strip_prefix('&')).or(text.strip_prefix('*')) {
            return name(n);
        }
        if let Some(big) = text.strip_prefix("#") {
            let immediate = word::IMMEDIATES.iter().find(|i| i.1 == big).map(|i| i.0);
            let int = || big.parse().ok().and_then(word::fixnum);
            return immediate.or_else(int).or_else(|| big.parse().ok().and_then(word::flonum));
        }
        let int = || text.parse::<i64>().ok().map(|i| i as u64);
        int().or_else(|| text.parse::<f64>().ok().map(f64::to_bits))
    }

    fn object(&mut self, text: &str) -> Option<()> {
        let (name, rest) = text.split_once(" = ")?;
        let (ty, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let (fields, items) = match format!(" {rest}").split_once(" (") {
            Some((f, i)) => (f.to_owned(), i.trim_end().strip_suffix(')')?.to_owned()),
            None => (rest.to_owned(), String::new()),
        };
        let items: Vec<&str> = items.split(',').map(str::trim).filter(|s| !s.is_empty()).collect();
        let ty = self.descrs.find_type(ty)?;
        let object = self.heap.object(ty, items.len() as u64);
        self.name(name, object);
        for f in fields.split_whitespace() {
            let (field, value) = f.split_once('=')?;
            let field = self.descrs.find_field(field)?;
            let descrs = self.descrs.clone();
            let bits = self.value(value, descrs.field(field).kind, descrs.field(field).counted)?;
            self.heap.store_field(&descrs, object, field, bits);
        }
        let array = self.descrs.object_type(ty).items.as_ref().map(|i| self.descrs.array(i.array));
        for (i, value) in items.into_iter().enumerate() {
            let array = array.as_ref()?;
            let bits = self.value(value, array.kind, array.counted)?;
            let address = object.wrapping_add_signed(array.base.into()) + i as u64 * u64::from(array.kind.size());
            self.heap.store(address, array.kind, bits);
        }
        Some(())
    }

    /// A cell's initial bits, with a reference for it if the cell counts; `float(1e300)` is a heap float.
    fn value(&mut self, text: &str, kind: MemKind, counted: bool) -> Option<u64> {
        if kind == MemKind::F64 {
            return text.parse().ok().map(f64::to_bits);
        }
        if let Some(f) = text.strip_prefix("float(").and_then(|t| t.strip_suffix(')')) {
            return Some(self.heap.alloc_float(f.parse().ok()?));
        }
        let bits = self.constant(text)?;
        if counted {
            self.heap.retain(bits);
        }
        Some(bits)
    }

    fn buffer(&mut self, text: &str) -> Option<()> {
        let (name, rest) = text.split_once(" = ")?;
        let mut words = rest.split_whitespace();
        let kind = MemKind::from_name(words.next()?)?;
        let elements: Option<Vec<u64>> = words.map(|w| self.value(w, kind, false)).collect();
        let address = self.heap.buffer(kind, &elements?);
        self.name(name, address);
        Some(())
    }

    fn name(&mut self, name: &str, address: u64) {
        self.descrs.name_address(address, name);
        self.named.push((name.to_owned(), address));
    }
}
