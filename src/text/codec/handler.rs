//! The built-in error handlers, and the loops that go on after them.

use super::kind::resolve_byte_order;
use super::wide::{self, Width};
use super::{Codec, DecodeError, EncodeError, narrow, utf8};
use crate::bigint::ByteOrder;
use crate::out::write_fmt;
use crate::repr::push_backslash_escape;
use crate::wtf8::{CodePoint, Wtf8, Wtf8Buf, is_surrogate};

/// What to do where a codec fails. `namereplace` is not here, since it needs the names of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ErrorMode {
    /// Raise.
    #[default]
    Strict,
    /// Leave it out.
    Ignore,
    /// `?` or `U+FFFD`.
    Replace,
    /// `\xNN`, `\uNNNN`, `\UNNNNNNNN`.
    BackslashReplace,
    /// `&#NNN;`; only for encoding.
    XmlCharRefReplace,
    /// Bytes from 128 are the surrogates from `U+DC80` (PEP 383).
    SurrogateEscape,
    /// Surrogates are encoded like other characters; only in the Unicode codecs.
    SurrogatePass,
}

impl ErrorMode {
    /// The handler of this name; `None` for those that Python code may have registered.
    #[must_use]
    pub fn lookup(name: &str) -> Option<Self> {
        Some(match name {
            "strict" => ErrorMode::Strict,
            "ignore" => ErrorMode::Ignore,
            "replace" => ErrorMode::Replace,
            "backslashreplace" => ErrorMode::BackslashReplace,
            "xmlcharrefreplace" => ErrorMode::XmlCharRefReplace,
            "surrogateescape" => ErrorMode::SurrogateEscape,
            "surrogatepass" => ErrorMode::SurrogatePass,
            _ => return None,
        })
    }
}

/// Width and byte order of the wide codecs; unsettled means little-endian.
fn wide_form(codec: Codec) -> Option<(Width, ByteOrder)> {
    match codec {
        Codec::Utf16(order) => Some((Width::Two, order.unwrap_or(ByteOrder::Little))),
        Codec::Utf32(order) => Some((Width::Four, order.unwrap_or(ByteOrder::Little))),
        Codec::Utf8 | Codec::Ascii | Codec::Latin1 => None,
    }
}

/// Decodes from `at` up to the first trouble. The answer is how far it came: less than the whole only when the data
/// may go on (`is_final` is false) and ends inside of a character.
///
/// Settle the byte order first: [`resolve_byte_order`].
pub fn decode_step(
    codec: Codec,
    data: &[u8],
    at: usize,
    is_final: bool,
    out: &mut Wtf8Buf,
) -> Result<usize, DecodeError> {
    match codec {
        Codec::Utf8 => utf8::decode_step(data, at, is_final, out),
        Codec::Ascii => narrow::decode_ascii_step(data, at, out),
        Codec::Latin1 => {
            narrow::decode_latin1(&data[at..], out);
            Ok(data.len())
        }
        Codec::Utf16(_) | Codec::Utf32(_) => {
            let form = wide_form(codec).unwrap_or((Width::Two, ByteOrder::Little));
            wide::decode_step(data, at, form, is_final, out)
        }
    }
}

/// `data.decode(codec, mode)`. The error belongs to the settled codec: see [`resolve_byte_order`].
pub fn decode(codec: Codec, data: &[u8], mode: ErrorMode) -> Result<Wtf8Buf, DecodeError> {
    let (codec, mut at) = resolve_byte_order(codec, data);
    let mut out = Wtf8Buf::with_capacity(data.len());
    while at < data.len() {
        at = match decode_step(codec, data, at, true, &mut out) {
            Ok(end) => end,
            Err(error) => recover_decoding(codec, data, error, mode, &mut out).ok_or(error)?,
        };
    }
    Ok(out)
}

/// Writes what stands for the bytes in trouble, and tells where to go on; `None` to raise.
fn recover_decoding(
    codec: Codec,
    data: &[u8],
    error: DecodeError,
    mode: ErrorMode,
    out: &mut Wtf8Buf,
) -> Option<usize> {
    let bad = &data[error.start..error.end];
    match mode {
        ErrorMode::Strict | ErrorMode::XmlCharRefReplace => return None,
        ErrorMode::Ignore => {}
        ErrorMode::Replace => out.push(0xFFFD),
        ErrorMode::BackslashReplace => {
            for &byte in bad {
                push_backslash_escape(u32::from(byte), out);
            }
        }
        ErrorMode::SurrogateEscape => {
            // ASCII is never escaped; at most four bytes at a time are.
            let escapable = bad.iter().take(4).take_while(|byte| !byte.is_ascii()).count();
            for &byte in &bad[..escapable] {
                out.push(0xDC00 + u32::from(byte));
            }
            return (escapable > 0).then_some(error.start + escapable);
        }
        ErrorMode::SurrogatePass => {
            let (point, length) = encoded_surrogate(codec, data, error.start)?;
            out.push(point);
            return Some(error.start + length);
        }
    }
    Some(error.end)
}

/// The surrogate that is encoded at `at`, with its length.
fn encoded_surrogate(codec: Codec, data: &[u8], at: usize) -> Option<(CodePoint, usize)> {
    if let Some(form) = wide_form(codec) {
        return wide::surrogate_at(data, at, form);
    }
    match data.get(at..at + 3)? {
        [0xED, second @ 0xA0..=0xBF, third @ 0x80..=0xBF] if codec == Codec::Utf8 => {
            let point = 0xD000 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F);
            Some((point, 3))
        }
        _ => None,
    }
}

/// Encodes from the byte offset `at` up to the first trouble. Writes no byte order mark.
pub fn encode_step(codec: Codec, text: Wtf8<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    match codec {
        Codec::Utf8 => utf8::encode_step(text, at, out),
        Codec::Ascii => narrow::encode_step(text, at, 0x80, out),
        Codec::Latin1 => narrow::encode_step(text, at, 0x100, out),
        Codec::Utf16(_) | Codec::Utf32(_) => {
            let form = wide_form(codec).unwrap_or((Width::Two, ByteOrder::Little));
            wide::encode_step(text, at, form, out)
        }
    }
}

/// Encodes one character that the codec can write, such as what a handler puts in place of another.
fn push_char(codec: Codec, point: CodePoint, out: &mut Vec<u8>) {
    match wide_form(codec) {
        Some(form) => wide::push_unit(point, form, out),
        None => out.push(point as u8),
    }
}

/// Encodes ASCII text, which every codec can write.
pub fn push_encoded(codec: Codec, ascii: &str, out: &mut Vec<u8>) {
    for byte in ascii.bytes() {
        push_char(codec, u32::from(byte), out);
    }
}

/// `text.encode(codec, mode)`.
pub fn encode(codec: Codec, text: Wtf8<'_>, mode: ErrorMode) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::with_capacity(text.as_bytes().len());
    if let (Codec::Utf16(None) | Codec::Utf32(None), Some(form)) = (codec, wide_form(codec)) {
        wide::push_unit(0xFEFF, form, &mut out);
    }
    let mut at = 0;
    while let Err(error) = encode_step(codec, text, at, &mut out) {
        recover_encoding(codec, text, error, mode, &mut out)?;
        at = error.end;
    }
    Ok(out)
}

/// Writes what stands for the characters in trouble, or gives the error back, less what was written.
fn recover_encoding(
    codec: Codec,
    text: Wtf8<'_>,
    error: EncodeError,
    mode: ErrorMode,
    out: &mut Vec<u8>,
) -> Result<(), EncodeError> {
    let bad = text.slice_bytes(error.start, error.end);
    if mode == ErrorMode::Strict {
        return Err(error);
    }
    for (offset, point) in bad.char_indices() {
        let refused = Err(EncodeError { start: error.start + offset, ..error });
        match mode {
            ErrorMode::Strict | ErrorMode::Ignore => {}
            ErrorMode::Replace => push_encoded(codec, "?", out),
            ErrorMode::BackslashReplace => {
                let mut escape = String::new();
                push_backslash_escape(point, &mut escape);
                push_encoded(codec, &escape, out);
            }
            ErrorMode::XmlCharRefReplace => {
                let mut reference = String::new();
                write_fmt(&mut reference, format_args!("&#{point};"));
                push_encoded(codec, &reference, out);
            }
            ErrorMode::SurrogateEscape => match point {
                // One byte is no code unit of the wide codecs.
                0xDC80..=0xDCFF if wide_form(codec).is_none() => out.push((point - 0xDC00) as u8),
                _ => return refused,
            },
            ErrorMode::SurrogatePass => match (codec, wide_form(codec)) {
                (_, Some(form)) if is_surrogate(point) => wide::push_unit(point, form, out),
                (Codec::Utf8, _) if is_surrogate(point) => {
                    let bytes = &text.as_bytes()[error.start + offset..];
                    out.extend_from_slice(&bytes[..3]);
                }
                _ => return Err(error),
            },
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{decode_message, encode_message};
    use super::*;

    fn text(points: &[CodePoint]) -> Wtf8Buf {
        points.iter().copied().collect()
    }

    fn decoded(data: &[u8], codec: &str, mode: &str) -> Result<Wtf8Buf, String> {
        let codec = Codec::lookup(codec).expect("known");
        let mode = ErrorMode::lookup(mode).expect("known");
        decode(codec, data, mode).map_err(|error| {
            let (codec, _) = resolve_byte_order(codec, data);
            decode_message(codec.name(), data, error.start, error.end, error.reason)
        })
    }

    fn encoded(text: &Wtf8Buf, codec: &str, mode: &str) -> Result<Vec<u8>, String> {
        let codec = Codec::lookup(codec).expect("known");
        let mode = ErrorMode::lookup(mode).expect("known");
        encode(codec, text.as_wtf8(), mode).map_err(|error| {
            let (start, end) = error.char_range(text.as_wtf8());
            encode_message(codec.name(), text.as_wtf8(), start, end, error.reason)
        })
    }

    #[test]
    fn utf8_decoding() {
        for (data, mode, expected) in [
            (&b"a\xc3\xa9\xf0\x9f\x98\x80"[..], "strict", &[0x61, 0xE9, 0x1F600][..]),
            (b"\xf4\x90\x80\x80", "replace", &[0xFFFD; 4]),
            (b"\xe2\x82a", "replace", &[0xFFFD, 0x61]),
            (b"\xe2\x82a", "surrogateescape", &[0xDCE2, 0xDC82, 0x61]),
            (b"\xed\xa0\x80\xed\xb0\x80", "surrogatepass", &[0xD800, 0xDC00]),
            (b"a\xf0\x80b", "ignore", &[0x61, 0x62]),
        ] {
            assert_eq!(decoded(data, "utf-8", mode), Ok(text(expected)), "{data:?}");
        }
        assert_eq!(decoded(b"a\xff", "utf8", "backslashreplace"), Ok("a\\xff".into()));
        for (data, mode, message) in [
            (&b"\xff"[..], "strict", "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
            (b"a\xc0\x80", "strict", "'utf-8' codec can't decode byte 0xc0 in position 1: invalid start byte"),
            (b"\xe2\x82a", "strict", "'utf-8' codec can't decode bytes in position 0-1: invalid continuation byte"),
            (
                b"\xed\xa0\x80",
                "strict",
                "'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte",
            ),
            (b"\xf0\x9f\x98", "strict", "'utf-8' codec can't decode bytes in position 0-2: unexpected end of data"),
            (b"\xff", "surrogatepass", "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
        ] {
            assert_eq!(decoded(data, "utf-8", mode), Err(message.into()));
        }
        let mut out = Wtf8Buf::new();
        assert_eq!(decode_step(Codec::Utf8, b"a\xf0\x9f", 0, false, &mut out), Ok(1));
        assert_eq!(out, "a");
    }

    #[test]
    fn utf8_encoding() {
        let escaped = text(&[0x61, 0xDC80, 0xDCFF, 0x1F600]);
        assert_eq!(encoded(&escaped, "utf-8", "surrogateescape"), Ok(b"a\x80\xff\xf0\x9f\x98\x80".to_vec()));
        assert_eq!(encoded(&escaped, "utf-8", "surrogatepass"), Ok(escaped.as_bytes().to_vec()));
        assert_eq!(encoded(&escaped, "utf-8", "replace"), Ok(b"a??\xf0\x9f\x98\x80".to_vec()));
        assert_eq!(
            encoded(&escaped, "utf-8", "strict"),
            Err("'utf-8' codec can't encode characters in position 1-2: surrogates not allowed".into())
        );
        assert_eq!(
            encoded(&text(&[0xD800]), "utf-8", "surrogateescape"),
            Err("'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed".into())
        );
    }

    #[test]
    fn narrow_codecs() {
        assert_eq!(decoded(b"\x80\xff", "latin-1", "strict"), Ok(text(&[0x80, 0xFF])));
        assert_eq!(decoded(b"a\x80\x81", "ascii", "surrogateescape"), Ok(text(&[0x61, 0xDC80, 0xDC81])));
        assert_eq!(
            decoded(b"\x80\x81", "ascii", "strict"),
            Err("'ascii' codec can't decode byte 0x80 in position 0: ordinal not in range(128)".into())
        );
        let mixed = text(&[0x1F600, 0xE9, 0x61]);
        assert_eq!(encoded(&mixed, "ascii", "backslashreplace"), Ok(b"\\U0001f600\\xe9a".to_vec()));
        assert_eq!(encoded(&mixed, "ascii", "xmlcharrefreplace"), Ok(b"&#128512;&#233;a".to_vec()));
        assert_eq!(encoded(&mixed, "latin-1", "replace"), Ok(b"?\xe9a".to_vec()));
        assert_eq!(
            encoded(&mixed, "ascii", "strict"),
            Err("'ascii' codec can't encode characters in position 0-1: ordinal not in range(128)".into())
        );
        assert_eq!(
            encoded(&mixed, "latin-1", "surrogatepass"),
            Err("'latin-1' codec can't encode character '\\U0001f600' in position 0: ordinal not in range(256)".into())
        );
        assert_eq!(
            encoded(&text(&[0xDC80, 0xE9]), "ascii", "surrogateescape"),
            Err("'ascii' codec can't encode character '\\xe9' in position 1: ordinal not in range(128)".into())
        );
    }

    #[test]
    fn wide_codecs() {
        let smile = text(&[0x1F600, 0xE9]);
        for (codec, data) in [
            ("utf-16", &b"\xff\xfe=\xd8\x00\xde\xe9\x00"[..]),
            ("utf-16-be", b"\xd8=\xde\x00\x00\xe9"),
            ("utf-32", b"\xff\xfe\x00\x00\x00\xf6\x01\x00\xe9\x00\x00\x00"),
            ("utf-32-le", b"\x00\xf6\x01\x00\xe9\x00\x00\x00"),
        ] {
            assert_eq!(encoded(&smile, codec, "strict"), Ok(data.to_vec()));
            assert_eq!(decoded(data, codec, "strict"), Ok(smile.clone()));
        }
        assert_eq!(decoded(b"\xfe\xff\0a", "utf-16", "strict"), Ok("a".into()));
        assert_eq!(decoded(b"\0\xd8a\0", "utf-16-le", "surrogatepass"), Ok(text(&[0xD800, 0x61])));
        assert_eq!(decoded(b"\0\xd8a\0", "utf-16-le", "replace"), Ok(text(&[0xFFFD, 0x61])));
        assert_eq!(encoded(&text(&[0xD800]), "utf-16", "surrogatepass"), Ok(b"\xff\xfe\0\xd8".to_vec()));
        assert_eq!(encoded(&text(&[0xD800]), "utf-16-be", "replace"), Ok(b"\0?".to_vec()));
        for (data, codec, message) in [
            (&b"\0"[..], "utf-16", "'utf-16-le' codec can't decode byte 0x00 in position 0: truncated data"),
            (b"\0\xd8", "utf-16", "'utf-16-le' codec can't decode bytes in position 0-1: unexpected end of data"),
            (b"\0\xd8a", "utf-16-le", "'utf-16-le' codec can't decode bytes in position 0-2: unexpected end of data"),
            (b"\0\xdc", "utf-16-le", "'utf-16-le' codec can't decode bytes in position 0-1: illegal encoding"),
            (
                b"\0\xd8a\0",
                "utf-16-le",
                "'utf-16-le' codec can't decode bytes in position 0-1: illegal UTF-16 surrogate",
            ),
            (b"a\0\0", "utf-32", "'utf-32-le' codec can't decode bytes in position 0-2: truncated data"),
            (
                b"\0\0\x11\0",
                "utf-32-le",
                "'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)",
            ),
            (
                b"\0\xd8\0\0",
                "utf-32-le",
                "'utf-32-le' codec can't decode bytes in position 0-3: code point in surrogate code point range(0xd800, 0xe000)",
            ),
        ] {
            assert_eq!(decoded(data, codec, "strict"), Err(message.into()));
        }
        assert_eq!(
            encoded(&text(&[0x61, 0xD800, 0xDFFF]), "utf-16", "surrogateescape"),
            Err("'utf-16' codec can't encode character '\\ud800' in position 1: surrogates not allowed".into())
        );
    }
}
