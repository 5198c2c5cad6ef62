//! Python's int arithmetic where a big-int crate stops: floor division, bits of negatives, modular powers, bytes,
//! exact dealings with floats.
//!
//! Plain `+ - * & | ^ !` of `IBig` are already Python's (two's complement on negatives, of unlimited width), and so
//! is `>>` (it floors).
//!
//! # Why dashu
//!
//! Nanoseconds per operation, operands of so many decimal digits (division: twice as many by that many), one core
//! of the development machine, release build, dashu-int 0.6.2, num-bigint 0.5.1 and CPython 3.13.0:
//!
//! | digits | | `a * b` | `divmod` | `str` | `int(text)` | `a ** 7` |
//! |---|---|---|---|---|---|---|
//! | 100 | dashu | 60 | 218 | 444 | 122 | 455 |
//! | | num | 81 | 287 | 333 | 266 | 846 |
//! | | CPython | 216 | 368 | 271 | 285 | 2,044 |
//! | 10,000 | dashu | 77,700 | 196,000 | 256,000 | 108,000 | 1,004,000 |
//! | | num | 88,300 | 209,000 | 248,000 | 116,000 | 1,341,000 |
//! | | CPython | 414,000 | 897,000 | 714,000 | 320,000 | 4,448,000 |
//! | 100,000 | dashu | 4,280,000 | 6,840,000 | 7,190,000 | 4,510,000 | 26,500,000 |
//! | | num | 3,080,000 | 7,840,000 | 9,740,000 | 9,820,000 | 40,900,000 |
//! | | CPython | 14,190,000 | 29,840,000 | 26,910,000 | 16,590,000 | 202,500,000 |
//!
//! dashu also keeps integers of up to 128 bits inline, where num-bigint allocates: at 25 digits it adds in 9 ns
//! against 29, divides in 48 against 185.

mod bits;
mod bytes;
mod division;
mod float;
mod int;
mod power;

pub use bits::{bit_count, bit_length, checked_shl, shr};
pub use bytes::{ByteOrder, IntToBytesError, from_bytes, to_bytes};
pub use division::{TrueDivError, floor_div, floor_div_mod, floor_mod, true_div, true_div_i64};
pub(crate) use float::round_scaled;
pub use float::{FloatToIntError, IntTooLarge, as_integer_ratio, cmp_f64, cmp_i64_f64, from_f64, to_f64};
pub use int::Int;
pub use power::{PowModError, checked_pow, gcd, isqrt, lcm, pow_mod};
