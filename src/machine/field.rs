//! Fields of built-in objects that handlers read and write: one descriptor each, with its place in memory.

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldKind {
    /// An owned value.
    Val,
    /// A 64-bit integer.
    Int,
    /// A double.
    Float,
}

/// A field of a built-in layout.
#[derive(Debug)]
pub struct Field {
    /// For the trace's text form: `range_iter.next`.
    pub name: &'static str,
    /// Offset within the object, header included.
    pub offset: u32,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether it never changes once the object is made.
    pub immutable: bool,
}

impl Field {
    const fn new(name: &'static str, offset: u32, kind: FieldKind, immutable: bool) -> Field {
        Field { name, offset, kind, immutable }
    }
}

/// The fields.
pub mod fields {
    use super::{Field, FieldKind::*};

    /// Complex number: real part.
    pub static COMPLEX_RE: Field = Field::new("complex.re", 16, Float, true);
    /// Complex number: imaginary part.
    pub static COMPLEX_IM: Field = Field::new("complex.im", 24, Float, true);
    /// `range` iterator: the value that comes next.
    pub static RANGE_ITER_NEXT: Field = Field::new("range_iter.next", 16, Int, false);
    /// `range` iterator: the distance of values.
    pub static RANGE_ITER_STEP: Field = Field::new("range_iter.step", 24, Int, true);
    /// `range` iterator: how many values remain.
    pub static RANGE_ITER_LEFT: Field = Field::new("range_iter.left", 32, Int, false);
    /// List or tuple iterator: the sequence, or `None` when exhausted.
    pub static SEQ_ITER_SEQ: Field = Field::new("seq_iter.seq", 16, Val, false);
    /// List or tuple iterator: the next index.
    pub static SEQ_ITER_INDEX: Field = Field::new("seq_iter.index", 24, Int, false);
    /// String iterator: the string, the empty one when exhausted.
    pub static STR_ITER_TEXT: Field = Field::new("str_iter.text", 16, Val, false);
    /// String iterator: the next byte.
    pub static STR_ITER_AT: Field = Field::new("str_iter.at", 24, Int, false);
    /// `range`: start.
    pub static RANGE_START: Field = Field::new("range.start", 16, Int, true);
    /// `range`: step.
    pub static RANGE_STEP: Field = Field::new("range.step", 24, Int, true);
    /// `range`: number of values.
    pub static RANGE_LEN: Field = Field::new("range.len", 32, Int, true);
    /// `range`: the end as it was given.
    pub static RANGE_STOP: Field = Field::new("range.stop", 40, Int, true);
    /// `zip`: the iterators, a tuple.
    pub static ZIP_ITERS: Field = Field::new("zip.iters", 16, Val, true);
    /// `zip`: 1 if all must end together.
    pub static ZIP_STRICT: Field = Field::new("zip.strict", 24, Int, true);
    /// `map`: the function.
    pub static MAP_FUNC: Field = Field::new("map.func", 16, Val, true);
    /// `map`: the iterator, `None` if there are several.
    pub static MAP_ONLY: Field = Field::new("map.only", 24, Val, true);
    /// Generator: where it goes on.
    pub static GENERATOR_AT: Field = Field::new("generator.at", 16, Int, false);
    /// Generator: the exception that it is handling.
    pub static GENERATOR_HANDLED: Field = Field::new("generator.handled", 24, Val, false);
    /// Generator: its function.
    pub static GENERATOR_FUNC: Field = Field::new("generator.func", 32, Val, true);
    /// Generator: `__name__`.
    pub static GENERATOR_NAME: Field = Field::new("generator.name", 40, Val, false);
    /// Generator: `__qualname__`.
    pub static GENERATOR_QUALNAME: Field = Field::new("generator.qualname", 48, Val, false);
    /// Generator: its code's address.
    pub static GENERATOR_CODE: Field = Field::new("generator.code", 56, Int, true);
    /// Generator: slots in use.
    pub static GENERATOR_LEN: Field = Field::new("generator.len", 64, Int, false);
    /// Generator: number of slots.
    pub static GENERATOR_ROOM: Field = Field::new("generator.room", 72, Int, true);
    /// Generator: flags of asynchronous ones.
    pub static GENERATOR_FLAGS: Field = Field::new("generator.flags", 80, Int, true);
    /// Function: `__name__`.
    pub static FUNCTION_NAME: Field = Field::new("function.name", 40, Val, false);
    /// Function: `__qualname__`.
    pub static FUNCTION_QUALNAME: Field = Field::new("function.qualname", 48, Val, false);
    /// Function: the closure, a tuple of cells or `None`.
    pub static FUNCTION_CLOSURE: Field = Field::new("function.closure", 16, Val, true);
    /// Bound method: the function.
    pub static METHOD_FUNC: Field = Field::new("method.func", 16, Val, true);
    /// Bound method: the instance.
    pub static METHOD_SELF: Field = Field::new("method.self", 24, Val, true);
    /// `enumerate`: the iterator.
    pub static ENUMERATE_ITER: Field = Field::new("enumerate.iter", 16, Val, true);
    /// `range`: the numbers of a range that does not fit, a pointer: 0 for one that does.
    pub static RANGE_BIG: Field = Field::new("range.big", 48, Int, true);
    /// `enumerate`: the next number once it does not fit, an object: 0 as long as it does.
    pub static ENUMERATE_BIG: Field = Field::new("enumerate.big", 32, Int, false);
    /// `enumerate`: the next number.
    pub static ENUMERATE_COUNT: Field = Field::new("enumerate.count", 24, Int, false);
}
