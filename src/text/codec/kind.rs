//! Which codec.

use crate::bigint::ByteOrder;

/// A built-in codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// UTF-8.
    Utf8,
    /// ASCII.
    Ascii,
    /// ISO 8859-1: the first 256 code points.
    Latin1,
    /// UTF-16; without a byte order, a byte order mark is written, and read when there is one.
    Utf16(Option<ByteOrder>),
    /// UTF-32; without a byte order, a byte order mark is written, and read when there is one.
    Utf32(Option<ByteOrder>),
}

impl Codec {
    /// The codec of this name or alias, in any spelling (`UTF-8`, `utf8`, `L1`, …); `None` for codecs that are not
    /// built in.
    #[must_use]
    pub fn lookup(name: &str) -> Option<Self> {
        let mut normal = String::with_capacity(name.len());
        for char in name.chars() {
            match char {
                ' ' | '-' | '_' => normal.push('_'),
                char if char.is_ascii_alphanumeric() => normal.push(char.to_ascii_lowercase()),
                _ => return None,
            }
        }
        use ByteOrder::{Big, Little};
        Some(match normal.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "cp65001" | "utf8_ucs2" | "utf8_ucs4" => Codec::Utf8,
            "ascii" | "us_ascii" | "646" | "iso646_us" | "iso_646.irv_1991" | "iso_ir_6" | "us" | "cp367"
            | "ibm367" | "csascii" => Codec::Ascii,
            "latin_1" | "latin1" | "latin" | "l1" | "iso8859_1" | "iso_8859_1" | "iso8859" | "8859" | "cp819"
            | "ibm819" | "iso_ir_100" | "csisolatin1" => Codec::Latin1,
            "utf_16" | "utf16" | "u16" => Codec::Utf16(None),
            "utf_16_le" | "utf_16le" | "utf16_le" | "unicodelittleunmarked" => Codec::Utf16(Some(Little)),
            "utf_16_be" | "utf_16be" | "utf16_be" | "unicodebigunmarked" => Codec::Utf16(Some(Big)),
            "utf_32" | "utf32" | "u32" => Codec::Utf32(None),
            "utf_32_le" | "utf_32le" | "utf32_le" => Codec::Utf32(Some(Little)),
            "utf_32_be" | "utf_32be" | "utf32_be" => Codec::Utf32(Some(Big)),
            _ => return None,
        })
    }

    /// The name in error messages and exceptions.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Codec::Utf8 => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Utf16(None) => "utf-16",
            Codec::Utf16(Some(ByteOrder::Little)) => "utf-16-le",
            Codec::Utf16(Some(ByteOrder::Big)) => "utf-16-be",
            Codec::Utf32(None) => "utf-32",
            Codec::Utf32(Some(ByteOrder::Little)) => "utf-32-le",
            Codec::Utf32(Some(ByteOrder::Big)) => "utf-32-be",
        }
    }
}

/// Settles the byte order of data that is to be decoded: by its mark, else little-endian. The answer's second part
/// is where the text starts.
///
/// Decode errors carry the name of the settled codec.
#[must_use]
pub fn resolve_byte_order(codec: Codec, data: &[u8]) -> (Codec, usize) {
    use ByteOrder::{Big, Little};
    match (codec, data) {
        (Codec::Utf16(None), [0xFF, 0xFE, ..]) => (Codec::Utf16(Some(Little)), 2),
        (Codec::Utf16(None), [0xFE, 0xFF, ..]) => (Codec::Utf16(Some(Big)), 2),
        (Codec::Utf16(None), _) => (Codec::Utf16(Some(Little)), 0),
        (Codec::Utf32(None), [0xFF, 0xFE, 0, 0, ..]) => (Codec::Utf32(Some(Little)), 4),
        (Codec::Utf32(None), [0, 0, 0xFE, 0xFF, ..]) => (Codec::Utf32(Some(Big)), 4),
        (Codec::Utf32(None), _) => (Codec::Utf32(Some(Little)), 0),
        _ => (codec, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (name, codec) in [
            ("UTF-8", "utf-8"),
            ("utf8", "utf-8"),
            ("U8", "utf-8"),
            ("US-ASCII", "ascii"),
            ("ISO-8859-1", "latin-1"),
            ("iso8859-1", "latin-1"),
            ("Latin 1", "latin-1"),
            ("utf_16LE", "utf-16-le"),
            ("UTF-32", "utf-32"),
        ] {
            assert_eq!(Codec::lookup(name).map(Codec::name), Some(codec), "{name}");
        }
        for name in ["", "cp1252", "utf-7", "utf-8-sig", "utf é"] {
            assert_eq!(Codec::lookup(name), None, "{name}");
        }
    }
}
