//! Texts, characters and bytes in `%` templates. The zero flag means nothing to them.

use super::template::PercentFormat;
use crate::wtf8::{CodePoint, Wtf8, Wtf8Buf};

/// Appends a text: the precision cuts, the width fills.
pub fn format_str(text: Wtf8<'_>, format: &PercentFormat, out: &mut Wtf8Buf) {
    let text = match format.precision {
        Some(precision) if precision < text.as_bytes().len() => text.slice_chars(0, precision),
        _ => text,
    };
    let fill = match format.width {
        0 => 0,
        width => width.saturating_sub(text.len_chars()),
    };
    if !format.left {
        out.push_repeated(u32::from(' '), fill);
    }
    out.push_wtf8(text);
    if format.left {
        out.push_repeated(u32::from(' '), fill);
    }
}

/// Appends a character; the precision means nothing to it.
pub fn format_char(point: CodePoint, format: &PercentFormat, out: &mut Wtf8Buf) {
    let mut text = Wtf8Buf::new();
    text.push(point);
    let format = PercentFormat { precision: None, ..*format };
    format_str(text.as_wtf8(), &format, out);
}

/// Appends bytes: the precision cuts, the width fills. For `%c` in a bytes template, leave the precision out.
pub fn format_bytes(data: &[u8], format: &PercentFormat, out: &mut Vec<u8>) {
    let data = match format.precision {
        Some(precision) => &data[..data.len().min(precision)],
        None => data,
    };
    let fill = format.width.saturating_sub(data.len());
    if !format.left {
        out.resize(out.len() + fill, b' ');
    }
    out.extend_from_slice(data);
    if format.left {
        out.resize(out.len() + fill, b' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_cpython() {
        let format =
            |left, width, precision| PercentFormat { left, zero: true, width, precision, ..PercentFormat::default() };
        let mut out = Wtf8Buf::new();
        format_str(Wtf8::from("éàü"), &format(false, 4, Some(2)), &mut out);
        format_str(Wtf8::from("é"), &format(true, 3, None), &mut out);
        format_char(0x20AC, &format(false, 3, Some(0)), &mut out);
        assert_eq!(out, "  éàé    €");
        let mut out = Vec::new();
        format_bytes(b"ab", &format(false, 4, Some(1)), &mut out);
        format_bytes(b"\xff", &format(true, 2, None), &mut out);
        assert_eq!(out, b"   a\xff ");
    }
}
