//! `repr` of texts and bytes, and `ascii()`.

use crate::out::{Out, write_fmt};
use crate::unicode::is_printable;
use crate::wtf8::{CodePoint, Wtf8, Wtf8Buf};

/// The quote that CPython takes: double only when that spares escapes.
fn choose_quote(bytes: &[u8]) -> u8 {
    if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' }
}

/// True for bytes that stand for themselves between these quotes.
#[inline]
fn is_plain(byte: u8, quote: u8) -> bool {
    matches!(byte, 0x20..=0x7E) && byte != b'\\' && byte != quote
}

/// The escapes that both kinds of literal share; what has no short form becomes `\xNN`.
fn escape_byte(byte: u8, out: &mut impl Out) {
    match byte {
        b'\t' => out.text("\\t"),
        b'\n' => out.text("\\n"),
        b'\r' => out.text("\\r"),
        b'\\' | b'\'' | b'"' => {
            out.byte(b'\\');
            out.byte(byte);
        }
        _ => write_fmt(out, format_args!("\\x{byte:02x}")),
    }
}

/// Appends `\xNN`, `\uNNNN` or `\UNNNNNNNN`, the shortest that fits.
pub fn push_backslash_escape(point: CodePoint, out: &mut impl Out) {
    match point {
        0..0x100 => write_fmt(out, format_args!("\\x{point:02x}")),
        0x100..0x1_0000 => write_fmt(out, format_args!("\\u{point:04x}")),
        _ => write_fmt(out, format_args!("\\U{point:08x}")),
    }
}

/// Appends `repr(text)`.
pub fn str_repr(text: Wtf8<'_>, out: &mut Wtf8Buf) {
    quote_with(text, out, is_printable);
}

/// Appends `ascii(text)`: like `repr`, with everything beyond ASCII escaped.
pub fn str_ascii(text: Wtf8<'_>, out: &mut Wtf8Buf) {
    quote_with(text, out, |_| false);
}

/// Quotes a text; `shown` tells which characters beyond ASCII stand for themselves.
fn quote_with(text: Wtf8<'_>, out: &mut Wtf8Buf, shown: fn(CodePoint) -> bool) {
    let quote = choose_quote(text.as_bytes());
    out.reserve(text.as_bytes().len() + 2);
    out.push_ascii(quote);
    let mut rest = text;
    loop {
        let bytes = rest.as_bytes();
        let plain = bytes.iter().position(|&byte| !is_plain(byte, quote)).unwrap_or(bytes.len());
        out.extend_ascii(&bytes[..plain], |byte| byte);
        rest = Wtf8::trusted(&bytes[plain..]);
        let mut chars = rest.chars();
        let Some(point) = chars.next() else { break };
        rest = Wtf8::trusted(chars.rest());
        if point < 0x80 {
            escape_byte(point as u8, out);
        } else if shown(point) {
            out.push(point);
        } else {
            push_backslash_escape(point, out);
        }
    }
    out.push_ascii(quote);
}

/// Appends a text that is a `repr` already, with everything beyond ASCII escaped: the rest of `ascii(object)`.
pub fn escape_non_ascii(text: Wtf8<'_>, out: &mut impl Out) {
    for point in text.chars() {
        if point < 0x80 {
            out.byte(point as u8);
        } else {
            push_backslash_escape(point, out);
        }
    }
}

/// Appends `repr(data)` of bytes: `b'...'`.
pub fn bytes_repr(data: &[u8], out: &mut impl Out) {
    let quote = choose_quote(data);
    out.byte(b'b');
    out.byte(quote);
    for &byte in data {
        let other_quote = matches!(byte, b'\'' | b'"') && byte != quote;
        if is_plain(byte, quote) || other_quote {
            out.byte(byte);
        } else {
            escape_byte(byte, out);
        }
    }
    out.byte(quote);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repr(text: &str) -> Wtf8Buf {
        let mut out = Wtf8Buf::new();
        str_repr(Wtf8::from(text), &mut out);
        out
    }

    #[test]
    fn texts_like_cpython() {
        for (text, expected) in [
            ("", "''"),
            ("abc", "'abc'"),
            ("it's", "\"it's\""),
            ("\"", "'\"'"),
            ("'\"", "'\\'\"'"),
            ("a\\\t\n\r\0\x1b\x7f", r"'a\\\t\n\r\x00\x1b\x7f'"),
            ("é€😀あ", "'é€😀あ'"),
            ("\u{a0}\u{ad}\u{200b}\u{2028}\u{3000}", r"'\xa0\xad\u200b\u2028\u3000'"),
            ("\u{10ffff}\u{e000}\u{378}", r"'\U0010ffff\ue000\u0378'"),
        ] {
            assert_eq!(repr(text), expected);
        }
        let lone: Wtf8Buf = [0xDC80, 0x41].into_iter().collect();
        let mut out = Wtf8Buf::new();
        str_repr(lone.as_wtf8(), &mut out);
        assert_eq!(out, r"'\udc80A'");
        assert!(out.is_ascii());
    }

    #[test]
    fn ascii_escapes_the_rest() {
        let mut out = Wtf8Buf::new();
        str_ascii(Wtf8::from("aé€😀'"), &mut out);
        assert_eq!(out, r#""a\xe9\u20ac\U0001f600'""#);
        let mut out = String::new();
        escape_non_ascii(Wtf8::from("['é']"), &mut out);
        assert_eq!(out, r"['\xe9']");
    }

    #[test]
    fn bytes_like_cpython() {
        for (data, expected) in [
            (&b""[..], "b''"),
            (b"a'b", "b\"a'b\""),
            (b"'\"", "b'\\'\"'"),
            (b"\"", "b'\"'"),
            (b"\0\t\n\r\\\x7f\x80\xff~", r"b'\x00\t\n\r\\\x7f\x80\xff~'"),
        ] {
            let mut out = String::new();
            bytes_repr(data, &mut out);
            assert_eq!(out, expected);
        }
    }
}
