//! Laying a number out in its width.
//!
//! ```text
//! | left fill | sign | prefix | inner fill | grouped digits | . | grouped fraction | rest | right fill |
//! ```
//!
//! At most one of the fills is there. Zero fill after the sign counts as digits and is grouped with them.

use super::spec::{Align, FormatSpec, Grouping, SignMode};
use crate::out::Out;
use crate::wtf8::{Wtf8, Wtf8Buf};

/// A number in pieces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts<'a> {
    /// The number starts with a minus.
    pub(super) negative: bool,
    /// `0x` and the like.
    pub(super) prefix: &'a str,
    /// The digits before the point.
    pub(super) digits: &'a str,
    /// The digits after the point, when there is a point.
    pub(super) fraction: Option<&'a str>,
    /// What comes after: exponent, percent sign, `inf`, a character.
    pub(super) rest: Wtf8<'a>,
    /// How many digits a group has.
    pub(super) group: usize,
}

impl<'a> Parts<'a> {
    /// Takes the text of a number apart: `-12.5e+10%`.
    pub(super) fn of(text: &'a str) -> Self {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (digits, rest) = split_digits(text);
        let (fraction, rest) = match rest.strip_prefix('.') {
            Some(rest) => {
                let (fraction, rest) = split_digits(rest);
                (Some(fraction), rest)
            }
            None => (None, rest),
        };
        Parts { negative, prefix: "", digits, fraction, rest: Wtf8::from(rest), group: 3 }
    }
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

/// The sign to write, if any.
fn sign_of(mode: SignMode, negative: bool) -> Option<u8> {
    match mode {
        _ if negative => Some(b'-'),
        SignMode::Plus => Some(b'+'),
        SignMode::Space => Some(b' '),
        SignMode::Default | SignMode::Minus => None,
    }
}

/// How many digits, leading zeros included, fill at least `min_width` characters together with their separators.
fn padded_digits(digits: usize, min_width: isize, group: usize) -> usize {
    let (mut left, mut width, mut total) = (digits, min_width, 0);
    loop {
        let length = left.max(width.max(1).unsigned_abs()).min(group);
        total += length;
        left = left.saturating_sub(length);
        width -= length as isize;
        if left == 0 && width <= 0 {
            return total;
        }
        width -= 1;
    }
}

/// The width of so many digits with separators between groups.
fn grouped_width(digits: usize, grouping: Option<Grouping>, group: usize) -> usize {
    match grouping {
        Some(_) if digits > 0 => digits + (digits - 1) / group,
        _ => digits,
    }
}

/// Writes a number as the spec wants it.
pub(super) fn write_number(parts: &Parts<'_>, spec: &FormatSpec, out: &mut Wtf8Buf) {
    let sign = sign_of(spec.sign, parts.negative);
    let fraction_width = match parts.fraction {
        Some(fraction) => 1 + grouped_width(fraction.len(), spec.fraction_grouping, 3),
        None => 0,
    };
    let others = usize::from(sign.is_some()) + parts.prefix.len() + fraction_width + parts.rest.len_chars();
    let width = spec.width.unwrap_or(0);
    let zero_fill = spec.fill == u32::from('0') && spec.align == Align::AfterSign;
    let digits = match parts.digits.len() {
        0 => 0,
        count if !zero_fill => count,
        count => {
            let min_width = width as isize - others as isize;
            match spec.grouping {
                Some(_) => padded_digits(count, min_width, parts.group),
                None => count.max(min_width.max(0).unsigned_abs()),
            }
        }
    };
    let used = others + grouped_width(digits, spec.grouping, parts.group);
    let fills = Fills::of(spec.align, width.saturating_sub(used));

    out.push_repeated(spec.fill, fills.left);
    if let Some(sign) = sign {
        out.push_ascii(sign);
    }
    out.push_str(parts.prefix);
    out.push_repeated(spec.fill, fills.inner);
    write_digits(parts, digits, spec.grouping, out);
    if let Some(fraction) = parts.fraction {
        out.push_ascii(b'.');
        write_fraction(fraction, spec.fraction_grouping, out);
    }
    out.push_wtf8(parts.rest);
    out.push_repeated(spec.fill, fills.right);
}

/// How many fill characters go where.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fills {
    /// Before everything.
    pub(super) left: usize,
    /// After the sign.
    inner: usize,
    /// After everything.
    pub(super) right: usize,
}

impl Fills {
    /// Shares so many fill characters out.
    pub(super) fn of(align: Align, count: usize) -> Self {
        let mut fills = Fills::default();
        match align {
            Align::Left => fills.right = count,
            Align::Right => fills.left = count,
            Align::Center => {
                fills.left = count / 2;
                fills.right = count - count / 2;
            }
            Align::AfterSign => fills.inner = count,
        }
        fills
    }
}

/// Writes the whole part, `total` digits with the leading zeros.
fn write_digits(parts: &Parts<'_>, total: usize, grouping: Option<Grouping>, out: &mut Wtf8Buf) {
    let zeros = total - parts.digits.len();
    let Some(grouping) = grouping else {
        out.repeat(b'0', zeros);
        out.push_str(parts.digits);
        return;
    };
    let digits = std::iter::repeat_n(b'0', zeros).chain(parts.digits.bytes());
    for (index, digit) in digits.enumerate() {
        if index > 0 && (total - index).is_multiple_of(parts.group) {
            out.push_ascii(grouping.separator());
        }
        out.push_ascii(digit);
    }
}

/// Writes the fraction, grouped by threes from the point on.
fn write_fraction(fraction: &str, grouping: Option<Grouping>, out: &mut Wtf8Buf) {
    let Some(grouping) = grouping else {
        out.push_str(fraction);
        return;
    };
    for (index, digit) in fraction.bytes().enumerate() {
        if index > 0 && index.is_multiple_of(3) {
            out.push_ascii(grouping.separator());
        }
        out.push_ascii(digit);
    }
}
