//! The sixteen bytes that every heap object starts with, laid out like CPython 3.14's `PyObject`.
//!
//! ```text
//! 0  u32 count   references; memory is freed when it reaches zero
//! 4  u32 flags   low 8 bits: `Flags`; upper 24 bits: shape id of an instance (0: none)
//! 8  ptr type    the type object; 0 in a free block
//! ```
//!
//! Native code reads and writes these fields directly: their offsets are part of the contract with the trace compiler.

use super::TypeObj;

/// Offset of the reference count.
pub const COUNT_OFFSET: usize = 0;
/// Offset of flags and shape id.
pub const FLAGS_OFFSET: usize = 4;
/// Offset of the type pointer.
pub const TYPE_OFFSET: usize = 8;
/// Size of the header; the payload follows.
pub const HEADER_SIZE: usize = 16;
/// Bits by which the shape id is shifted within the flags word.
pub const SHAPE_SHIFT: u32 = 8;

/// The common head of heap objects.
#[repr(C, align(16))]
pub struct Header {
    /// Reference count.
    pub(crate) count: u32,
    /// Flag bits and shape id.
    pub(crate) flags: u32,
    /// The object's type.
    pub(crate) ty: *const TypeObj,
}

/// Flag bits of the header.
pub struct Flags;

impl Flags {
    /// Allocated by the system allocator, not from a size class.
    pub const LARGE: u32 = 1;
    /// At least one weak reference points here.
    pub const WEAKREF: u32 = 2;
    /// `__del__` has run (PEP 442: it runs once).
    pub const FINALIZED: u32 = 4;
    /// The cycle collector looks at this object.
    pub const TRACKED: u32 = 8;
    /// The mask of all flag bits; what is above is the shape.
    pub const MASK: u32 = 0xff;
}

impl Header {
    /// The shape id, 0 for objects without attributes of their own.
    #[inline(always)]
    pub fn shape_id(&self) -> u32 {
        self.flags >> SHAPE_SHIFT
    }

    /// How many references count this object.
    pub fn references(&self) -> u32 {
        self.count
    }

    /// Whether `__del__` has run or is about to.
    pub fn is_finalized(&self) -> bool {
        self.has(Flags::FINALIZED)
    }

    /// Whether a flag bit is set.
    #[inline(always)]
    pub fn has(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }
}

const _: () = assert!(size_of::<Header>() == HEADER_SIZE);
