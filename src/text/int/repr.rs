//! Ints to decimal, hexadecimal, octal and binary text.

use crate::out::{Out, write_fmt};
use dashu_int::{IBig, Sign, ops::BitTest, ops::UnsignedAbs};
use std::fmt;

/// `sys.int_info.default_max_str_digits`.
pub const DEFAULT_DIGIT_LIMIT: usize = 4300;
/// `sys.int_info.str_digits_check_threshold`: fewer digits are never refused, and no lower limit can be set (except
/// 0, no limit).
pub const MIN_DIGIT_LIMIT: usize = 640;

/// `ValueError`: the text of this int has more digits than `sys.set_int_max_str_digits` allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DigitLimitError {
    /// The limit in force.
    pub limit: usize,
}

impl fmt::Display for DigitLimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Exceeds the limit ({} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit",
            self.limit
        )
    }
}

impl std::error::Error for DigitLimitError {}

/// A base other than ten, as in `hex()`, `oct()`, `bin()` and the format codes `x X o b`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Radix {
    /// Base 2, prefix `0b`.
    Binary,
    /// Base 8, prefix `0o`.
    Octal,
    /// Base 16, prefix `0x`.
    LowerHex,
    /// Base 16 in capitals, prefix `0X`.
    UpperHex,
}

impl Radix {
    /// The prefix of the alternate form.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Radix::Binary => "0b",
            Radix::Octal => "0o",
            Radix::LowerHex => "0x",
            Radix::UpperHex => "0X",
        }
    }

    /// How many bits a digit has.
    const fn bits(self) -> u32 {
        match self {
            Radix::Binary => 1,
            Radix::Octal => 3,
            Radix::LowerHex | Radix::UpperHex => 4,
        }
    }

    const fn digits(self) -> &'static [u8; 16] {
        match self {
            Radix::UpperHex => b"0123456789ABCDEF",
            _ => b"0123456789abcdef",
        }
    }
}

const PAIRS: &[u8; 200] = b"00010203040506070809\
10111213141516171819\
20212223242526272829\
30313233343536373839\
40414243444546474849\
50515253545556575859\
60616263646566676869\
70717273747576777879\
80818283848586878889\
90919293949596979899";

/// `repr(value)` for a small int.
#[inline]
pub fn i64_repr(value: i64, out: &mut impl Out) {
    let mut buffer = [0; 20];
    out.text(decimal(value, &mut buffer));
}

/// The decimal text of a small int.
fn decimal(value: i64, buffer: &mut [u8; 20]) -> &str {
    let mut at = digits_at(value.unsigned_abs(), buffer);
    if value < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    std::str::from_utf8(&buffer[at..]).unwrap_or_default()
}

/// The decimal digits of a word.
pub(crate) fn u64_digits(value: u64, buffer: &mut [u8; 20]) -> &str {
    let at = digits_at(value, buffer);
    std::str::from_utf8(&buffer[at..]).unwrap_or_default()
}

/// Writes the digits at the end of the buffer, two at a time, and tells where they start.
fn digits_at(value: u64, buffer: &mut [u8; 20]) -> usize {
    let mut rest = value;
    let mut at = buffer.len();
    while rest >= 100 {
        let pair = (rest % 100) as usize * 2;
        rest /= 100;
        at -= 2;
        buffer[at..at + 2].copy_from_slice(&PAIRS[pair..pair + 2]);
    }
    if rest >= 10 {
        at -= 2;
        let pair = rest as usize * 2;
        buffer[at..at + 2].copy_from_slice(&PAIRS[pair..pair + 2]);
    } else {
        at -= 1;
        buffer[at] = b'0' + rest as u8;
    }
    at
}

/// `repr(value)` for a big int; `limit` is `sys.get_int_max_str_digits()`, 0 for none.
pub fn big_repr(value: &IBig, limit: usize, out: &mut impl Out) -> Result<(), DigitLimitError> {
    if limit != 0 && !decimal_digits_at_most(value, limit.max(MIN_DIGIT_LIMIT)) {
        return Err(DigitLimitError { limit });
    }
    write_fmt(out, format_args!("{value}"));
    Ok(())
}

/// True when the decimal text has at most `limit` digits, without making the text unless it is close.
#[must_use]
pub fn decimal_digits_at_most(value: &IBig, limit: usize) -> bool {
    let magnitude = value.unsigned_abs();
    let bits = magnitude.bit_len();
    // 59/196 < log10(2) < 28/93: cheap bounds from both sides.
    let at_least = (bits.saturating_sub(1) as u128 * 59 / 196) as usize + 1;
    let at_most = (bits as u128 * 28 / 93) as usize + 1;
    if at_most <= limit {
        return true;
    }
    at_least <= limit && magnitude < dashu_int::UBig::from(10u8).pow(limit)
}

/// Writes a small int in another base, after the sign and (when asked) the prefix.
pub fn i64_to_radix(value: i64, radix: Radix, prefix: bool, out: &mut impl Out) {
    if value < 0 {
        out.byte(b'-');
    }
    if prefix {
        out.text(radix.prefix());
    }
    let mut buffer = [0; 64];
    let (bits, digits) = (radix.bits(), radix.digits());
    let mask = (1 << bits) - 1;
    let mut rest = value.unsigned_abs();
    let mut at = buffer.len();
    loop {
        at -= 1;
        buffer[at] = digits[(rest & mask) as usize];
        rest >>= bits;
        if rest == 0 {
            break;
        }
    }
    out.text(std::str::from_utf8(&buffer[at..]).unwrap_or_default());
}

/// Writes a big int in another base, after the sign and (when asked) the prefix. No limit applies: the time is
/// linear.
pub fn big_to_radix(value: &IBig, radix: Radix, prefix: bool, out: &mut impl Out) {
    if value.sign() == Sign::Negative {
        out.byte(b'-');
    }
    if prefix {
        out.text(radix.prefix());
    }
    let magnitude = value.unsigned_abs();
    match radix {
        Radix::Binary => write_fmt(out, format_args!("{magnitude:b}")),
        Radix::Octal => write_fmt(out, format_args!("{magnitude:o}")),
        Radix::LowerHex => write_fmt(out, format_args!("{magnitude:x}")),
        Radix::UpperHex => write_fmt(out, format_args!("{magnitude:X}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal_of(value: i64) -> String {
        let mut out = String::new();
        i64_repr(value, &mut out);
        out
    }

    #[test]
    fn small_decimals() {
        for value in [0, 7, -7, 10, 99, 100, -101, 12345, i64::MAX, i64::MIN, 1 << 40] {
            assert_eq!(decimal_of(value), value.to_string());
        }
    }

    #[test]
    fn other_bases() {
        let small = |value, radix, prefix| {
            let mut out = String::new();
            i64_to_radix(value, radix, prefix, &mut out);
            out
        };
        assert_eq!(small(-255, Radix::LowerHex, true), "-0xff");
        assert_eq!(small(255, Radix::UpperHex, true), "0XFF");
        assert_eq!(small(0, Radix::Binary, true), "0b0");
        assert_eq!(small(-8, Radix::Octal, false), "-10");
        assert_eq!(small(i64::MIN, Radix::LowerHex, true), "-0x8000000000000000");
        let mut out = String::new();
        big_to_radix(&-(IBig::ONE << 100usize), Radix::LowerHex, true, &mut out);
        assert_eq!(out, "-0x10000000000000000000000000");
    }

    #[test]
    fn the_digit_limit_is_exact() {
        let ten = |power| IBig::from(10).pow(power);
        let nines = ten(4300) - IBig::ONE;
        let mut out = String::new();
        assert_eq!(big_repr(&nines, 4300, &mut out), Ok(()));
        assert_eq!(out.len(), 4300);
        let error = big_repr(&-ten(4300), 4300, &mut out).expect_err("too long");
        assert_eq!(
            error.to_string(),
            "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
        );
        assert_eq!(big_repr(&ten(4300), 0, &mut out), Ok(()));
        for power in [1, 700, 1000, 5000] {
            assert!(decimal_digits_at_most(&ten(power), power + 1));
            assert!(!decimal_digits_at_most(&ten(power), power));
            assert!(decimal_digits_at_most(&(ten(power) - IBig::ONE), power));
        }
    }
}
