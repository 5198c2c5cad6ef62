//! `Memory`: the world as a trace sees it.

use crate::ir::descr::{CallDescr, Descrs, FieldId, TypeId};
use crate::ir::ops::Op;
use crate::ir::types::{MemKind, Type};
use crate::ir::word::{self, header};

/// Cells, allocation, calls. Values are bits, as in [`semantics`](crate::ir::semantics).
///
/// Addresses come from traces: whoever implements this decides how far it trusts them.
pub trait Memory {
    /// Loads a cell, extended to 64 bits.
    fn load(&mut self, address: u64, kind: MemKind) -> u64;
    /// Stores a cell, truncated to its size. Counts nothing.
    fn store(&mut self, address: u64, kind: MemKind, bits: u64);
    /// Memory for an object of so many bytes, not initialised.
    fn alloc(&mut self, size: u64) -> u64;
    /// A heap integer for what is no fixnum: an owned word.
    fn alloc_int(&mut self, i: i64) -> u64;
    /// Does `op` on integers of any size. Their words are lent, a resulting word is owned. The count of a shift, the
    /// operand of `box_uint`, the result of `whole_low` are raw; comparisons give 0 or 1, and so does `unbox_uint`, which
    /// is asked of heap integers whether they fit.
    fn whole(&mut self, op: Op, a: u64, b: u64) -> u64;
    /// A heap float for what is no flonum: an owned word.
    fn alloc_float(&mut self, f: f64) -> u64;
    /// Type word of heap floats.
    fn float_type(&self) -> u64;
    /// Type word of heap integers.
    fn int_type(&self) -> u64;
    /// Frees an object whose count is zero.
    fn release_zero(&mut self, object: u64);
    /// Calls a native function. A truth value is 0 or 1.
    fn call(&mut self, callee: &CallDescr, args: &[u64]) -> u64;
    /// Whether the eval breaker is set.
    fn breaker(&mut self) -> bool;
    /// Lets code that is called next see the frames of the exit's plan.
    fn sync_frames(&mut self, frame: u64, exit: crate::ir::ExitId, live: &[u64]);

    /// The tagged word of an integer.
    fn box_int(&mut self, i: i64) -> u64 {
        word::fixnum(i).unwrap_or_else(|| self.alloc_int(i))
    }

    /// The tagged word of a float.
    fn box_float(&mut self, f: f64) -> u64 {
        word::flonum(f).unwrap_or_else(|| self.alloc_float(f))
    }

    /// The tagged word of a value of any type that has one.
    fn box_value(&mut self, ty: Type, bits: u64) -> u64 {
        match ty {
            Type::Int => self.box_int(bits as i64),
            Type::Uint => self.whole(Op::BoxUint, bits, 0),
            Type::Float => self.box_float(f64::from_bits(bits)),
            Type::Bool => word::boolean(bits != 0),
            Type::Val | Type::Ref | Type::Ptr | Type::Void => bits,
        }
    }

    /// The float in a word, if it holds one.
    fn float_in(&mut self, w: u64) -> Option<f64> {
        if word::is_flonum(w) {
            return Some(word::flonum_value(w));
        }
        let is_heap_float = word::is_pointer(w) && self.type_word(w) == self.float_type();
        is_heap_float.then(|| f64::from_bits(self.load(w + u64::from(header::FLOAT_PAYLOAD), MemKind::F64)))
    }

    /// Whether a word is an integer.
    fn is_whole(&mut self, w: u64) -> bool {
        word::is_fixnum(w) || word::is_pointer(w) && self.type_word(w) == self.int_type()
    }

    /// The integer in a word, if there is one from 0 to `2^64 - 1`.
    fn uint_in(&mut self, w: u64) -> Option<u64> {
        if word::is_fixnum(w) {
            return u64::try_from(word::fixnum_value(w)).ok();
        }
        let fits = self.is_whole(w) && self.whole(Op::UnboxUint, w, 0) != 0;
        fits.then(|| self.whole(Op::WholeLow, w, 0))
    }

    /// The type word of an object.
    fn type_word(&mut self, object: u64) -> u64 {
        self.load(object + u64::from(header::TYPE), MemKind::Ptr)
    }

    /// The shape id of an object.
    fn shape(&mut self, object: u64) -> u64 {
        self.load(object + u64::from(header::FLAGS), MemKind::U32) >> header::SHAPE_SHIFT
    }

    /// Counts up, if the word is a pointer.
    fn retain(&mut self, w: u64) {
        if word::is_pointer(w) {
            let n = self.load(w + u64::from(header::REFCOUNT), MemKind::U32);
            self.store(w + u64::from(header::REFCOUNT), MemKind::U32, n + 1);
        }
    }

    /// Counts down, if the word is a pointer, and frees at zero.
    fn release(&mut self, w: u64) {
        if word::is_pointer(w) {
            let n = self.load(w + u64::from(header::REFCOUNT), MemKind::U32) - 1;
            self.store(w + u64::from(header::REFCOUNT), MemKind::U32, n);
            if n == 0 {
                self.release_zero(w);
            }
        }
    }

    /// Makes an object with its initial fields and `count` empty items; its reference count is 1.
    fn make(&mut self, descrs: &Descrs, ty: TypeId, count: u64) -> u64 {
        let ty = descrs.object_type(ty);
        let items = ty.items.as_ref().map(|items| (descrs.array(items.array), items.len));
        let trailing = items.as_ref().map_or(0, |(array, _)| u64::from(array.kind.size()) * count);
        let object = self.alloc(u64::from(ty.size) + trailing);
        self.store(object + u64::from(header::REFCOUNT), MemKind::U32, 1);
        self.store(object + u64::from(header::FLAGS), MemKind::U32, u64::from(ty.flags));
        self.store(object + u64::from(header::TYPE), MemKind::Ptr, ty.type_word);
        for &(field, bits) in &ty.fields {
            self.store_field(descrs, object, field, bits);
        }
        if let Some((array, len)) = items {
            if let Some(len) = len {
                self.store_field(descrs, object, len, count);
            }
            let empty = if array.kind == MemKind::Val { word::EMPTY } else { 0 };
            for i in 0..count {
                let at = object.wrapping_add_signed(array.base.into()) + i * u64::from(array.kind.size());
                self.store(at, array.kind, empty);
            }
        }
        object
    }

    /// Stores a field. Counts nothing.
    fn store_field(&mut self, descrs: &Descrs, object: u64, field: FieldId, bits: u64) {
        let field = descrs.field(field);
        self.store(object.wrapping_add_signed(field.offset.into()), field.kind, bits);
    }
}
