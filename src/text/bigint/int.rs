//! An int of either size.

use dashu_int::IBig;

/// An int in its canonical form: `Big` only holds what an `i64` cannot.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Int {
    /// Fits in 64 bits.
    Small(i64),
    /// Does not.
    Big(IBig),
}

impl Int {
    /// The value as a big int, whatever its size.
    #[must_use]
    pub fn into_ibig(self) -> IBig {
        match self {
            Int::Small(small) => IBig::from(small),
            Int::Big(big) => big,
        }
    }
}

impl From<i64> for Int {
    #[inline]
    fn from(small: i64) -> Self {
        Int::Small(small)
    }
}

impl From<IBig> for Int {
    #[inline]
    fn from(big: IBig) -> Self {
        match i64::try_from(&big) {
            Ok(small) => Int::Small(small),
            Err(_) => Int::Big(big),
        }
    }
}

impl From<u64> for Int {
    #[inline]
    fn from(word: u64) -> Self {
        i64::try_from(word).map_or_else(|_| Int::Big(IBig::from(word)), Int::Small)
    }
}

impl From<i128> for Int {
    fn from(wide: i128) -> Self {
        match i64::try_from(wide) {
            Ok(small) => Int::Small(small),
            Err(_) => Int::Big(IBig::from(wide)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_canonical_at_the_border() {
        let max = IBig::from(i64::MAX);
        assert_eq!(Int::from(max.clone()), Int::Small(i64::MAX));
        assert!(matches!(Int::from(max + IBig::ONE), Int::Big(_)));
        assert_eq!(Int::from(1u64 << 63), Int::Big(IBig::ONE << 63usize));
        assert_eq!(Int::from(i128::from(i64::MIN)), Int::Small(i64::MIN));
        assert_eq!(Int::from(IBig::from(i64::MIN)), Int::Small(i64::MIN));
    }
}
