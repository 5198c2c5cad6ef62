//! `int.to_bytes` and `int.from_bytes`.

use dashu_int::{IBig, Sign, UBig, ops::BitTest, ops::UnsignedAbs};
use std::fmt;

/// Which end of the bytes holds the low digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// The lowest byte first.
    Little,
    /// The highest byte first.
    Big,
}

/// Why an int does not go into so many bytes; both are `OverflowError`s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntToBytesError {
    /// It needs more bytes.
    TooBig,
    /// It is negative and the bytes are unsigned.
    Negative,
}

impl fmt::Display for IntToBytesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            IntToBytesError::TooBig => "int too big to convert",
            IntToBytesError::Negative => "can't convert negative int to unsigned",
        })
    }
}

impl std::error::Error for IntToBytesError {}

/// `a.to_bytes(length, order, signed=signed)`; negatives in two's complement.
pub fn to_bytes(a: &IBig, length: usize, order: ByteOrder, signed: bool) -> Result<Vec<u8>, IntToBytesError> {
    let negative = a.sign() == Sign::Negative;
    if negative && !signed {
        return Err(IntToBytesError::Negative);
    }
    // A negative needs the bits of -a-1, with the sign bit on top.
    let magnitude = if negative { (!a).unsigned_abs() } else { a.unsigned_abs() };
    // CPython does not ask for the sign bit where there are no bytes at all: `(-1).to_bytes(0, signed=True)` is
    // empty.
    let sign_bit = signed && !a.is_zero() && length > 0;
    let needed = magnitude.bit_len() + usize::from(sign_bit);
    if needed > length.saturating_mul(8) {
        return Err(IntToBytesError::TooBig);
    }
    let mut bytes = magnitude.to_le_bytes().into_vec();
    bytes.resize(length, 0);
    if negative {
        bytes.iter_mut().for_each(|byte| *byte = !*byte);
    }
    if order == ByteOrder::Big {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes(bytes, order, signed=signed)`.
#[must_use]
pub fn from_bytes(bytes: &[u8], order: ByteOrder, signed: bool) -> IBig {
    let (magnitude, top) = match order {
        ByteOrder::Little => (UBig::from_le_bytes(bytes), bytes.last()),
        ByteOrder::Big => (UBig::from_be_bytes(bytes), bytes.first()),
    };
    let value = IBig::from(magnitude);
    if signed && top.is_some_and(|&byte| byte >= 0x80) { value - (IBig::ONE << (bytes.len() * 8)) } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ByteOrder::{Big, Little};

    #[test]
    fn values_of_cpython() {
        let to = |a: i64, length, order, signed| to_bytes(&IBig::from(a), length, order, signed);
        assert_eq!(to(1024, 2, Big, false), Ok(vec![4, 0]));
        assert_eq!(to(-1024, 10, Big, true), Ok(b"\xff\xff\xff\xff\xff\xff\xff\xff\xfc\0".to_vec()));
        assert_eq!(to(1000, 3, Little, false), Ok(vec![0xE8, 3, 0]));
        assert_eq!(to(-128, 1, Little, true), Ok(vec![0x80]));
        assert_eq!(to(128, 1, Little, true), Err(IntToBytesError::TooBig));
        assert_eq!(to(-129, 1, Little, true), Err(IntToBytesError::TooBig));
        assert_eq!(to(255, 1, Little, false), Ok(vec![0xFF]));
        assert_eq!(to(256, 1, Little, false), Err(IntToBytesError::TooBig));
        assert_eq!(to(-1, 1, Little, false), Err(IntToBytesError::Negative));
        assert_eq!(to(0, 0, Little, true), Ok(vec![]));
        assert_eq!(to(-1, 0, Little, true), Ok(vec![]));
        assert_eq!(to(1, 0, Little, true), Err(IntToBytesError::TooBig));
        let from = |bytes: &[u8], order, signed| from_bytes(bytes, order, signed);
        assert_eq!(from(b"\0\x10", Big, false), IBig::from(16));
        assert_eq!(from(b"\0\x10", Little, false), IBig::from(4096));
        assert_eq!(from(b"\xfc\0", Big, true), IBig::from(-1024));
        assert_eq!(from(b"\xff\0\0", Big, false), IBig::from(16711680));
        assert_eq!(from(b"", Big, true), IBig::ZERO);
    }
}
