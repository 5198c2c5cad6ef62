//! Correctly rounded decimal digits of a float, for every precision.
//!
//! Common values take the fast way of [`super::scaled`]. For the rest, the standard library's `{:.p$}` and `{:.p$e}`
//! print the exact value rounded half-even, which is what David Gay's `dtoa` does for CPython in its modes 2 and 3.
//! They take precisions up to 65535; a float has at most 1074 decimals, so past that only zeros follow.

use super::scaled::{scaled, significant};
use crate::int::u64_digits;
use crate::out::{Out, Scratch, write_fmt};

/// No float has more decimals, nor more significant digits.
const MAX_EXACT: usize = 1100;

/// Writes `|x|` with so many decimals: `dtoa` mode 3.
pub(super) fn fixed(x: f64, decimals: usize, out: &mut impl Out) {
    if let Some(value) = scaled(x, decimals) {
        return place_decimals(value, decimals, out);
    }
    let exact = decimals.min(MAX_EXACT);
    write_fmt(out, format_args!("{:.exact$}", x.abs()));
    out.repeat(b'0', decimals - exact);
}

/// Writes an integer with so many of its digits after the point.
fn place_decimals(value: u64, decimals: usize, out: &mut impl Out) {
    let mut buffer = [0; 20];
    let digits = u64_digits(value, &mut buffer);
    if decimals == 0 {
        return out.text(digits);
    }
    match digits.len().checked_sub(decimals) {
        None | Some(0) => {
            out.text("0.");
            out.repeat(b'0', decimals - digits.len());
            out.text(digits);
        }
        Some(whole) => {
            out.text(&digits[..whole]);
            out.byte(b'.');
            out.text(&digits[whole..]);
        }
    }
}

/// The significant digits of a number, without a point.
pub(super) struct Scientific {
    /// One digit at least.
    pub(super) digits: Scratch,
    /// The decimal exponent of the first digit.
    pub(super) exponent: i32,
}

/// `|x|` with so many decimals after the first digit: `dtoa` mode 2. Zero has exponent 0.
pub(super) fn scientific(x: f64, decimals: usize) -> Scientific {
    let mut digits = Scratch::new();
    if let Some((value, exponent)) = significant(x, decimals + 1) {
        let mut buffer = [0; 20];
        digits.text(u64_digits(value, &mut buffer));
        return Scientific { digits, exponent };
    }
    let exact = decimals.min(MAX_EXACT);
    let mut text = Scratch::new();
    write_fmt(&mut text, format_args!("{:.exact$e}", x.abs()));
    let (mantissa, exponent) = text.as_str().split_once('e').unwrap_or((text.as_str(), "0"));
    digits.text(&mantissa[..1]);
    digits.text(mantissa.get(2..).unwrap_or_default());
    digits.repeat(b'0', decimals - exact);
    Scientific { digits, exponent: exponent.parse().unwrap_or(0) }
}

/// Writes `e+05`: the sign always, two digits at least.
pub(super) fn exponent(value: i32, upper: bool, out: &mut impl Out) {
    out.byte(if upper { b'E' } else { b'e' });
    out.byte(if value < 0 { b'-' } else { b'+' });
    let size = value.unsigned_abs();
    if size < 10 {
        out.byte(b'0');
    }
    crate::int::i64_repr(i64::from(size), out);
}
