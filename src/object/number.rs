//! Bodies of numbers that are no immediates, and how Rust numbers become values.

use super::alloc::new;
use super::{Kind, Owned, Payload, Ref, Value, Visit, Vm};
use dashu_int::IBig;
use std::borrow::Cow;
use taipan_text::bigint::Int;

/// An integer outside of the fixnum range (or of a subclass of `int`, where it may be small).
pub struct BigInt(pub IBig);

impl Payload for BigInt {
    const KIND: Kind = Kind::Int;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

/// A float whose exponent is extreme (or of a subclass of `float`).
#[repr(C)]
pub struct HeapFloat(pub f64);

impl Payload for HeapFloat {
    const KIND: Kind = Kind::Float;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

/// The body of a complex number.
#[repr(C)]
pub struct ComplexBody {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

impl Payload for ComplexBody {
    const KIND: Kind = Kind::Complex;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

impl Owned {
    /// A Python int.
    #[inline]
    pub fn int(i: i64) -> Owned {
        match Value::fixnum(i) {
            Some(v) => Owned::immediate(v),
            None => new(BigInt(IBig::from(i))),
        }
    }

    /// A Python int from a length or a count.
    #[inline]
    pub fn usize(i: usize) -> Owned {
        match i64::try_from(i) {
            Ok(i) => Owned::int(i),
            Err(_) => new(BigInt(IBig::from(i))),
        }
    }

    /// A Python int of any size.
    pub fn big(i: IBig) -> Owned {
        match i64::try_from(&i).ok().and_then(Value::fixnum) {
            Some(v) => Owned::immediate(v),
            None => new(BigInt(i)),
        }
    }

    /// A Python float.
    #[inline]
    pub fn float(f: f64) -> Owned {
        match Value::flonum(f) {
            Some(v) => Owned::immediate(v),
            None => new(HeapFloat(f)),
        }
    }

    /// A Python complex.
    pub fn complex(re: f64, im: f64) -> Owned {
        new(ComplexBody { re, im })
    }
}

impl From<Int> for Owned {
    fn from(i: Int) -> Owned {
        match i {
            Int::Small(i) => Owned::int(i),
            Int::Big(b) => new(BigInt(b)),
        }
    }
}

/// An integer as arithmetic sees it.
#[derive(Debug)]
pub enum IntRef<'a> {
    /// Up to 64 bits.
    Small(i64),
    /// Larger.
    Big(&'a IBig),
}

impl IntRef<'_> {
    /// As a big integer.
    pub fn to_big(&self) -> IBig {
        match self {
            IntRef::Small(i) => IBig::from(*i),
            IntRef::Big(b) => (*b).clone(),
        }
    }

    /// As a big integer, borrowed where it is one.
    #[inline]
    pub fn as_big(&self) -> Cow<'_, IBig> {
        match self {
            IntRef::Small(i) => Cow::Owned(IBig::from(*i)),
            IntRef::Big(b) => Cow::Borrowed(b),
        }
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        match self {
            IntRef::Small(i) => *i < 0,
            IntRef::Big(b) => **b < IBig::ZERO,
        }
    }

    /// As a machine integer, if it fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            IntRef::Small(i) => Some(*i),
            IntRef::Big(b) => i64::try_from(*b).ok(),
        }
    }
}

impl<'a> Ref<'a> {
    /// The integer of an `int`, a `bool` or an instance of a subclass.
    #[inline]
    pub fn as_int<'v>(self, vm: &'v Vm) -> Option<IntRef<'v>>
    where
        'a: 'v,
    {
        let v = self.value();
        if let Some(i) = v.as_fixnum() {
            return Some(IntRef::Small(i));
        }
        if v.is_bool() {
            return Some(IntRef::Small(i64::from(v == Value::TRUE)));
        }
        let b = &self.get::<BigInt>(vm)?.0;
        Some(i64::try_from(b).map_or(IntRef::Big(b), IntRef::Small))
    }

    /// The integer of an `int` or `bool` that fits 64 bits.
    #[inline]
    pub fn as_i64(self, vm: &Vm) -> Option<i64> {
        self.as_int(vm)?.to_i64()
    }

    /// The float of a `float` or an instance of a subclass. Not of an int.
    #[inline]
    pub fn as_float(self, vm: &Vm) -> Option<f64> {
        match self.value().as_flonum() {
            Some(f) => Some(f),
            None => self.get::<HeapFloat>(vm).map(|h| h.0),
        }
    }
}
