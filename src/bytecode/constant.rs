//! Constants of a code unit.
//!
//! Equality and hashing are *structural*, as the constant pool needs them: `1`, `1.0` and `True` differ, so do `0.0` and
//! `-0.0`. An int that fits in 64 bits is always `Int`, never `BigInt`.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use dashu_int::IBig;

use crate::code::Code;
use crate::text::Text;

/// A constant.
#[derive(Clone, Debug)]
pub enum Const {
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// `...`
    Ellipsis,
    /// An int of 64 bits.
    Int(i64),
    /// A larger int.
    BigInt(IBig),
    /// A float.
    Float(f64),
    /// Real and imaginary part.
    Complex(f64, f64),
    /// A string.
    Str(Text),
    /// Bytes.
    Bytes(Box<[u8]>),
    /// A tuple of constants.
    Tuple(Box<[Const]>),
    /// A frozenset of constants, in source order, without structural duplicates.
    FrozenSet(Box<[Const]>),
    /// `slice(start, stop, step)`.
    Slice(Box<[Const; 3]>),
    /// The code of a function, class, comprehension, …
    Code(Arc<Code>),
}

impl Const {
    /// An int, in the smaller of the two forms.
    pub fn int(value: IBig) -> Const {
        match i64::try_from(&value) {
            Ok(small) => Const::Int(small),
            Err(_) => Const::BigInt(value),
        }
    }

    /// A string constant.
    pub fn str(value: impl Into<Text>) -> Const {
        Const::Str(value.into())
    }

    /// `repr` of the constant; a code object shows no address.
    pub fn repr(&self) -> String {
        crate::repr::repr(self)
    }

    /// Python's truth of the constant; `None` for a code object, which no source can test.
    pub fn truth(&self) -> Option<bool> {
        Some(match self {
            Const::None => false,
            Const::Bool(b) => *b,
            Const::Ellipsis | Const::Slice(_) => true,
            Const::Int(i) => *i != 0,
            Const::BigInt(_) => true,
            Const::Float(x) => *x != 0.0,
            Const::Complex(re, im) => *re != 0.0 || *im != 0.0,
            Const::Str(s) => !s.is_empty(),
            Const::Bytes(b) => !b.is_empty(),
            Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
            Const::Code(_) => return None,
        })
    }
}

impl PartialEq for Const {
    fn eq(&self, other: &Const) -> bool {
        use Const::*;
        match (self, other) {
            (None, None) | (Ellipsis, Ellipsis) => true,
            (Bool(a), Bool(b)) => a == b,
            (Int(a), Int(b)) => a == b,
            (BigInt(a), BigInt(b)) => a == b,
            (Float(a), Float(b)) => a.to_bits() == b.to_bits(),
            (Complex(a, b), Complex(c, d)) => a.to_bits() == c.to_bits() && b.to_bits() == d.to_bits(),
            (Str(a), Str(b)) => a == b,
            (Bytes(a), Bytes(b)) => a == b,
            (Tuple(a), Tuple(b)) | (FrozenSet(a), FrozenSet(b)) => a == b,
            (Slice(a), Slice(b)) => a == b,
            (Code(a), Code(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Eq for Const {}

impl Hash for Const {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Const::None | Const::Ellipsis => {}
            Const::Bool(b) => b.hash(state),
            Const::Int(i) => i.hash(state),
            Const::BigInt(i) => i.hash(state),
            Const::Float(x) => x.to_bits().hash(state),
            Const::Complex(re, im) => (re.to_bits(), im.to_bits()).hash(state),
            Const::Str(s) => s.hash(state),
            Const::Bytes(b) => b.hash(state),
            Const::Tuple(items) | Const::FrozenSet(items) => items.hash(state),
            Const::Slice(parts) => parts.hash(state),
            Const::Code(code) => Arc::as_ptr(code).hash(state),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_of_different_types_are_different_constants() {
        assert_ne!(Const::Int(1), Const::Float(1.0));
        assert_ne!(Const::Int(1), Const::Bool(true));
        assert_ne!(Const::Float(0.0), Const::Float(-0.0));
        assert_eq!(Const::Float(f64::NAN), Const::Float(f64::NAN));
    }

    #[test]
    fn ints_take_the_smaller_form() {
        assert_eq!(Const::int(IBig::from(i64::MIN)), Const::Int(i64::MIN));
        assert!(matches!(Const::int(IBig::from(i64::MAX) + 1), Const::BigInt(_)));
    }
}
