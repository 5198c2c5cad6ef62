//! Correctly rounded decimal digits of a float, for every precision.
//!
//! The standard library's `{:.p}` and `{:.p$e}` print the exact value rounded half-even, which is what David Gay's `dtoa` does for
//! CPython in its modes 2 and 3. They take precisions up to 65535; a float has at most 1074 decimals, so past that only zeros follow.

use crate::out::{Out, write_fmt};

/// No float has more decimals, nor more significant digits.
const MAX_EXACT: usize = 1100;

/// Writes `|x|` with so many decimals: `dtoa` mode 3.
pub(super) fn fixed(x: f64, decimals: usize, out: &mut impl Out) {
    let exact = decimals.min(MAX_EXACT);
    write_fmt(out, format_args!("{:.exact$}", x.abs()));
    out.repeat(b'0', decimals - exact);
}

/// The digits of `|x|` in scientific notation.
pub(super) struct Scientific {
    /// `d` or `d.ddd`, as the standard formatter writes it, cut after the digits.
    pub(super) mantissa: String,
    /// The decimal exponent of the first digit.
    pub(super) exponent: i32,
}

/// `|x|` with so many decimals after the first digit: `dtoa` mode 2. Zero has exponent 0.
pub(super) fn scientific(x: f64, decimals: usize) -> Scientific {
    let exact = decimals.min(MAX_EXACT);
    let mut mantissa = format!("{:.exact$e}", x.abs());
    let mark = mantissa.rfind('e').unwrap_or(mantissa.len());
    let exponent = mantissa.get(mark + 1..).and_then(|text| text.parse().ok()).unwrap_or(0);
    mantissa.truncate(mark);
    mantissa.extend(std::iter::repeat_n('0', decimals - exact));
    Scientific { mantissa, exponent }
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
