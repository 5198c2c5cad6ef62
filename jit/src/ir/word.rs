//! The tagged word: how a value of the embedding is coded in 64 bits, and the header of a heap object.
//!
//! ```text
//!   …1     fixnum: 63-bit signed integer, value = word >> 1 (arithmetic)
//!   …10    flonum: a float whose exponent lies in the middle range; 2 itself stands for +0.0
//!   …000   pointer to a heap object, counted
//!   …100   immediate: EMPTY, NONE, FALSE, TRUE, …; never counted
//! ```
//!
//! A word is never zero: zero is what a raising call returns. Ints outside of 63 bits and floats that are no flonum
//! live in heap objects; only the float's layout is known here ([`header::FLOAT_PAYLOAD`]), its type word comes from
//! the embedding ([`EngineConfig`]).

/// The empty slot: an unbound variable, a missing receiver.
pub const EMPTY: u64 = 4;
/// The word of `None`.
pub const NONE: u64 = 12;
/// The word of `False`.
pub const FALSE: u64 = 20;
/// The word of `True`.
pub const TRUE: u64 = 28;
/// The word of `NotImplemented`.
pub const NOT_IMPLEMENTED: u64 = 36;
/// The word of `Ellipsis`.
pub const ELLIPSIS: u64 = 44;

/// The immediates with the names that the text form gives them.
pub const IMMEDIATES: [(u64, &str); 6] = [
    (EMPTY, "empty"),
    (NONE, "none"),
    (FALSE, "false"),
    (TRUE, "true"),
    (NOT_IMPLEMENTED, "not_implemented"),
    (ELLIPSIS, "ellipsis"),
];

/// Least integer that is a fixnum.
pub const FIXNUM_MIN: i64 = i64::MIN >> 1;
/// Greatest integer that is a fixnum.
pub const FIXNUM_MAX: i64 = i64::MAX >> 1;

/// What [`flonum`] adds to the bits of a float before it rotates them left by three.
pub const FLONUM_BIAS: u64 = 1 << 60;

/// Offsets in the 16-byte header that every heap object starts with.
pub mod header {
    /// `u32` reference count.
    pub const REFCOUNT: u32 = 0;
    /// `u32`: shape id in the upper 24 bits, flags in the lower 8.
    pub const FLAGS: u32 = 4;
    /// `u64` type pointer.
    pub const TYPE: u32 = 8;
    /// Size of the header; where the object's own fields start.
    pub const SIZE: u32 = 16;
    /// `f64` of a heap float.
    pub const FLOAT_PAYLOAD: u32 = 16;
    /// Shift of the shape id in the flags word.
    pub const SHAPE_SHIFT: u32 = 8;
    /// The bits of the flags word that hold the shape id.
    pub const SHAPE_MASK: u32 = !0xff;
}

/// What the embedding tells the engine about its heap, once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EngineConfig {
    /// The type word of floats that are no flonum.
    pub float_type: u64,
    /// The type word of integers that are no fixnum.
    pub int_type: u64,
}

/// Whether `w` is a fixnum.
pub const fn is_fixnum(w: u64) -> bool {
    w & 1 == 1
}

/// Whether `w` is a flonum.
pub const fn is_flonum(w: u64) -> bool {
    w & 3 == 2
}

/// Whether `w` points to a heap object. Zero, which is no word, counts as none.
pub const fn is_pointer(w: u64) -> bool {
    w & 7 == 0 && w != 0
}

/// Whether `w` is an immediate.
pub const fn is_immediate(w: u64) -> bool {
    w & 7 == 4
}

/// Whether `i` fits into a fixnum.
pub const fn fits_fixnum(i: i64) -> bool {
    i >= FIXNUM_MIN && i <= FIXNUM_MAX
}

/// The fixnum of `i`, if it fits.
pub const fn fixnum(i: i64) -> Option<u64> {
    if fits_fixnum(i) { Some(fixnum_wrapping(i)) } else { None }
}

/// The fixnum of an unsigned integer, if it fits.
pub const fn fixnum_unsigned(u: u64) -> Option<u64> {
    if u <= FIXNUM_MAX as u64 { Some(fixnum_wrapping(u as i64)) } else { None }
}

/// The fixnum of the lower 63 bits of `i`.
pub const fn fixnum_wrapping(i: i64) -> u64 {
    ((i as u64) << 1) | 1
}

/// The integer of a fixnum. Meaningless for other words.
pub const fn fixnum_value(w: u64) -> i64 {
    w as i64 >> 1
}

/// The flonum of `f`, if it has one.
pub const fn flonum(f: f64) -> Option<u64> {
    let bits = f.to_bits();
    if bits == 0 {
        return Some(2);
    }
    let w = bits.wrapping_add(FLONUM_BIAS).rotate_left(3);
    if w & 3 == 2 && w != 2 { Some(w) } else { None }
}

/// The float of a flonum. Meaningless for other words.
pub const fn flonum_value(w: u64) -> f64 {
    if w == 2 { 0.0 } else { f64::from_bits(w.rotate_right(3).wrapping_sub(FLONUM_BIAS)) }
}

/// The word of a truth value.
pub const fn boolean(b: bool) -> u64 {
    if b { TRUE } else { FALSE }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixnums_round_trip_up_to_63_bits() {
        for i in [0, 1, -1, 42, FIXNUM_MIN, FIXNUM_MAX] {
            let w = fixnum(i).unwrap();
            assert!(is_fixnum(w) && !is_flonum(w) && !is_pointer(w) && !is_immediate(w));
            assert_eq!(fixnum_value(w), i);
        }
        assert_eq!(fixnum(FIXNUM_MAX + 1), None);
        assert_eq!(fixnum(FIXNUM_MIN - 1), None);
    }

    #[test]
    fn flonums_round_trip_and_leave_the_rest_to_the_heap() {
        for f in [0.0, 1.0, -1.0, 0.1, 1e70, -1e-70, 3.5e-10, std::f64::consts::PI] {
            let w = flonum(f).unwrap_or_else(|| panic!("{f} is a flonum"));
            assert!(is_flonum(w) && !is_fixnum(w) && !is_pointer(w) && !is_immediate(w));
            assert_eq!(flonum_value(w).to_bits(), f.to_bits());
        }
        for f in [-0.0, f64::INFINITY, f64::NAN, 1e300, 5e-324, f64::MIN_POSITIVE] {
            assert_eq!(flonum(f), None, "{f}");
        }
    }

    #[test]
    fn immediates_are_nothing_else() {
        for (w, name) in IMMEDIATES {
            assert!(is_immediate(w) && !is_fixnum(w) && !is_flonum(w) && !is_pointer(w), "{name}");
        }
    }
}
