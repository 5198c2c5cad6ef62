//! The tagged word: what a local, a stack slot or a list item holds.
//!
//! | low bits | meaning |
//! |---|---|
//! | `…1` | fixnum: a 63-bit signed integer |
//! | `…10` | flonum: a float whose exponent lies in the middle range; `2` itself stands for `+0.0` |
//! | `…100` | a small constant: `None`, `True`, … |
//! | `…000` | a pointer to a heap object, 16-byte aligned |
//!
//! A `Value` is never zero and owns nothing: copying it does not count a reference. Who owns what is said by
//! [`Owned`](super::Owned) and [`Ref`](super::Ref), and by convention inside `machine/` and `interp/`.

use super::Header;
use std::num::NonZeroU64;

/// One tagged, non-zero word. See the module's table.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Value(NonZeroU64);

/// The smallest integer that is no fixnum is one below this.
pub const FIXNUM_MIN: i64 = i64::MIN >> 1;
/// The largest fixnum.
pub const FIXNUM_MAX: i64 = i64::MAX >> 1;

const fn word(bits: u64) -> Value {
    match NonZeroU64::new(bits) {
        Some(b) => Value(b),
        None => panic!("a Value is never zero"),
    }
}

impl Value {
    /// An empty slot: an unbound local, a missing argument. Python code never sees it.
    pub const EMPTY: Value = word(4);
    /// `None`.
    pub const NONE: Value = word(12);
    /// `False`.
    pub const FALSE: Value = word(20);
    /// `True`.
    pub const TRUE: Value = word(28);
    /// `NotImplemented`.
    pub const NOT_IMPLEMENTED: Value = word(36);
    /// `Ellipsis`.
    pub const ELLIPSIS: Value = word(44);

    /// The raw word.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0.get()
    }

    /// The value with these bits, or `None` for zero.
    #[inline(always)]
    pub const fn from_bits(bits: u64) -> Option<Value> {
        match NonZeroU64::new(bits) {
            Some(b) => Some(Value(b)),
            None => None,
        }
    }

    /// `True` or `False`.
    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        if b { Value::TRUE } else { Value::FALSE }
    }

    /// A fixnum, or `None` when `i` needs 64 bits.
    #[inline(always)]
    pub const fn fixnum(i: i64) -> Option<Value> {
        if (i << 1) >> 1 == i { Some(word(((i as u64) << 1) | 1)) } else { None }
    }

    /// The fixnum of an integer that is known to fit 63 bits.
    #[inline(always)]
    pub const fn small(i: i64) -> Value {
        debug_assert!((i << 1) >> 1 == i);
        word(((i as u64) << 1) | 1)
    }

    /// Whether this is a fixnum.
    #[inline(always)]
    pub const fn is_fixnum(self) -> bool {
        self.bits() & 1 == 1
    }

    /// The integer of a fixnum.
    #[inline(always)]
    pub const fn as_fixnum(self) -> Option<i64> {
        if self.is_fixnum() { Some(self.fixnum_bits()) } else { None }
    }

    /// The integer of a word that is known to be a fixnum; garbage otherwise.
    #[inline(always)]
    pub const fn fixnum_bits(self) -> i64 {
        self.bits() as i64 >> 1
    }

    /// A flonum, or `None` when the float's exponent is extreme and it must live on the heap.
    #[inline(always)]
    pub const fn flonum(f: f64) -> Option<Value> {
        let bits = f.to_bits();
        // The word rotated right by two: its tag is on top, so that one comparison finds both the tag and what is not 2.
        let w = bits.wrapping_add(1 << 60).rotate_left(1);
        if (w.wrapping_sub(1) as i64) < i64::MIN + (1 << 62) - 1 {
            // The tag is there already; said again, nothing has to be asked of the word.
            Some(word(w.rotate_left(2) | 2))
        } else if bits == 0 {
            Some(word(2))
        } else {
            None
        }
    }

    /// Whether this is a flonum.
    #[inline(always)]
    pub const fn is_flonum(self) -> bool {
        self.bits() & 3 == 2
    }

    /// The float of a flonum.
    #[inline(always)]
    pub const fn as_flonum(self) -> Option<f64> {
        if self.is_flonum() { Some(self.flonum_bits()) } else { None }
    }

    /// The float of a word that is known to be a flonum; garbage otherwise.
    #[inline(always)]
    pub const fn flonum_bits(self) -> f64 {
        let v = self.bits();
        if v == 2 { 0.0 } else { f64::from_bits(v.rotate_right(3).wrapping_sub(1 << 60)) }
    }

    /// Whether this is a pointer to a heap object, the only kind that is counted.
    #[inline(always)]
    pub const fn is_heap(self) -> bool {
        self.bits() & 7 == 0
    }

    /// The header of a heap object, `None` for immediates.
    #[inline(always)]
    pub fn heap_ptr(self) -> Option<*mut Header> {
        if self.is_heap() { Some(self.bits() as *mut Header) } else { None }
    }

    /// The value that points at this object.
    #[inline(always)]
    pub fn from_ptr<T>(p: *const T) -> Value {
        debug_assert!(!p.is_null() && (p as u64) & 15 == 0);
        word(p as u64)
    }

    /// Whether this is `True` or `False`.
    #[inline(always)]
    pub const fn is_bool(self) -> bool {
        self.bits() | 8 == 28
    }

    /// Whether this is the empty slot.
    #[inline(always)]
    pub const fn is_empty(self) -> bool {
        self.bits() == 4
    }

    /// Whether this is `None`.
    #[inline(always)]
    pub const fn is_none(self) -> bool {
        self.bits() == 12
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(i) = self.as_fixnum() {
            return write!(f, "{i}");
        }
        if let Some(x) = self.as_flonum() {
            return write!(f, "{x:?}");
        }
        match *self {
            Value::EMPTY => f.write_str("EMPTY"),
            Value::NONE => f.write_str("None"),
            Value::FALSE => f.write_str("False"),
            Value::TRUE => f.write_str("True"),
            Value::NOT_IMPLEMENTED => f.write_str("NotImplemented"),
            Value::ELLIPSIS => f.write_str("Ellipsis"),
            v => write!(f, "@{:x}", v.bits()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixnums_round_trip_up_to_63_bits() {
        for i in [0, 1, -1, 42, FIXNUM_MAX, FIXNUM_MIN] {
            assert_eq!(Value::fixnum(i).and_then(Value::as_fixnum), Some(i));
        }
        assert_eq!(Value::fixnum(FIXNUM_MAX + 1), None);
        assert_eq!(Value::fixnum(FIXNUM_MIN - 1), None);
    }

    #[test]
    fn flonums_round_trip_or_decline() {
        for f in [0.0, 1.0, -1.0, 0.1, 1e70, -1e-70, 123456.789] {
            assert_eq!(Value::flonum(f).and_then(Value::as_flonum).map(f64::to_bits), Some(f.to_bits()));
        }
        for f in [-0.0, f64::INFINITY, f64::NAN, 1e300, 1e-300, f64::MIN_POSITIVE] {
            assert!(Value::flonum(f).is_none_or(|v| v.flonum_bits().to_bits() == f.to_bits()), "{f}");
        }
    }

    #[test]
    fn kinds_are_disjoint() {
        let all = [Value::EMPTY, Value::NONE, Value::FALSE, Value::TRUE, Value::NOT_IMPLEMENTED, Value::ELLIPSIS];
        for v in all {
            assert!(!v.is_fixnum() && !v.is_flonum() && !v.is_heap());
            assert_eq!(v.is_bool(), v == Value::TRUE || v == Value::FALSE);
        }
        assert_eq!(size_of::<Option<Value>>(), 8);
    }
}
