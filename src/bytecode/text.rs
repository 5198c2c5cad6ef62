//! Strings of constants: WTF-8, since a Python literal such as `"\ud800"` may hold a lone surrogate.
//!
//! WTF-8 is UTF-8 that also encodes surrogate code points, in three bytes. Invariant: a high surrogate is never followed
//! by a low one *as a result of joining UTF-16 halves*; Python keeps such a pair as two code points, and so do we, so
//! this is strictly speaking "generalised UTF-8".

use std::fmt;

/// An immutable string of code points, surrogates included.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(Box<[u8]>);

impl Text {
    /// From well-formed UTF-8 or from bytes that [`Text::push_code_point`] wrote.
    ///
    /// Returns `None` when the bytes are no generalised UTF-8.
    pub fn from_bytes(bytes: Vec<u8>) -> Option<Text> {
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            rest = &rest[decode(rest)?.1..];
        }
        Some(Text(bytes.into_boxed_slice()))
    }

    /// Appends a code point (0 to 0x10FFFF, surrogates allowed) to bytes that become a `Text`.
    pub fn push_code_point(bytes: &mut Vec<u8>, code_point: u32) {
        match char::from_u32(code_point) {
            Some(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None => {
                debug_assert!((0xD800..0xE000).contains(&code_point));
                bytes.push(0xE0 | (code_point >> 12) as u8);
                bytes.push(0x80 | (code_point >> 6 & 0x3F) as u8);
                bytes.push(0x80 | (code_point & 0x3F) as u8);
            }
        }
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The string as Rust sees it, unless it holds surrogates.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of code points.
    pub fn len(&self) -> usize {
        self.code_points().count()
    }

    /// The code points in order.
    pub fn code_points(&self) -> impl Iterator<Item = u32> + '_ {
        let mut rest = &self.0[..];
        std::iter::from_fn(move || {
            let (code_point, width) = decode(rest)?;
            rest = &rest[width..];
            Some(code_point)
        })
    }
}

impl From<&str> for Text {
    fn from(s: &str) -> Text {
        Text(s.as_bytes().into())
    }
}

impl From<String> for Text {
    fn from(s: String) -> Text {
        Text(s.into_bytes().into_boxed_slice())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::repr::str_repr(self))
    }
}

/// The first code point and its width in bytes; `None` at the end or when malformed.
fn decode(bytes: &[u8]) -> Option<(u32, usize)> {
    let first = *bytes.first()?;
    let (width, mut code_point) = match first {
        0..0x80 => return Some((first.into(), 1)),
        0xC2..0xE0 => (2, u32::from(first) & 0x1F),
        0xE0..0xF0 => (3, u32::from(first) & 0x0F),
        0xF0..0xF5 => (4, u32::from(first) & 0x07),
        _ => return None,
    };
    for &byte in bytes.get(1..width)? {
        if byte & 0xC0 != 0x80 {
            return None;
        }
        code_point = code_point << 6 | u32::from(byte & 0x3F);
    }
    let shortest = [0, 0, 0x80, 0x800, 0x10000][width];
    (shortest..=0x10FFFF).contains(&code_point).then_some((code_point, width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogates_survive() {
        let mut bytes = b"a".to_vec();
        Text::push_code_point(&mut bytes, 0xD800);
        Text::push_code_point(&mut bytes, 0x1F600);
        let text = Text::from_bytes(bytes).expect("well-formed");
        assert_eq!(text.code_points().collect::<Vec<_>>(), [0x61, 0xD800, 0x1F600]);
        assert_eq!(text.len(), 3);
        assert_eq!(text.as_str(), None);
    }

    #[test]
    fn overlong_and_truncated_bytes_are_refused() {
        assert_eq!(Text::from_bytes(vec![0xE0, 0x80, 0x80]), None);
        assert_eq!(Text::from_bytes(vec![0xE2, 0x82]), None);
        assert_eq!(Text::from_bytes(vec![0xFF]), None);
    }
}
