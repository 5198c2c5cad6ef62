//! The body of `str`: code points as WTF-8 (UTF-8 in which lone surrogates may occur), with the number of code points.
//!
//! Where `chars == bytes.len()` the string is ASCII and indexing takes constant time.

#![allow(unsafe_code, reason = "interned names are lent for ever")]

use super::alloc::new;
use super::{Kind, Owned, Payload, Ref, Visit, Vm};
use std::cell::{Cell, OnceCell};
use taipan_text::wtf8::Wtf8;

/// The body of a string. Immutable, except that the runtime appends in place to a string that only it refers to.
pub struct Str {
    bytes: Vec<u8>,
    chars: usize,
    /// Cached hash; 0 means not computed.
    pub(crate) hash: Cell<i64>,
    /// Whether this is the one object of its text.
    pub(crate) interned: Cell<bool>,
    /// Byte offsets of every [`STRIDE`]th code point, made when a long text beyond ASCII is indexed.
    marks: OnceCell<Box<[usize]>>,
}

/// Code points between two marks.
const STRIDE: usize = 64;

impl Payload for Str {
    const KIND: Kind = Kind::Str;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xc0 != 0x80).count()
}

impl Str {
    /// A body from bytes in WTF-8.
    pub fn from_wtf8(bytes: Vec<u8>) -> Str {
        let chars = count_chars(&bytes);
        Str { bytes, chars, hash: Cell::new(0), interned: Cell::new(false), marks: OnceCell::new() }
    }

    /// A body from bytes known to be ASCII.
    pub fn from_ascii(bytes: Vec<u8>) -> Str {
        debug_assert!(bytes.is_ascii());
        let chars = bytes.len();
        Str { bytes, chars, hash: Cell::new(0), interned: Cell::new(false), marks: OnceCell::new() }
    }

    /// The bytes in WTF-8.
    #[inline]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// As the text functions see it.
    #[inline]
    pub fn wtf8(&self) -> Wtf8<'_> {
        Wtf8::trusted(&self.bytes)
    }

    /// Number of code points.
    #[inline]
    pub fn len(&self) -> usize {
        self.chars
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether all code points are ASCII.
    #[inline]
    pub fn is_ascii(&self) -> bool {
        self.chars == self.bytes.len()
    }

    /// As Rust text, unless a lone surrogate occurs.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// As Rust text, with lone surrogates replaced: for messages.
    pub fn lossy(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// The byte offset of a code point: in constant time, after the first call, within a long text as well.
    #[inline]
    pub fn offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.chars);
        }
        if index < STRIDE {
            return self.wtf8().byte_offset(index);
        }
        let marks = self.marks.get_or_init(|| self.make_marks());
        let Some(&start) = marks.get(index / STRIDE) else { return self.bytes.len() };
        start + Wtf8::trusted(&self.bytes[start..]).byte_offset(index % STRIDE)
    }

    #[cold]
    fn make_marks(&self) -> Box<[usize]> {
        let starts = self.bytes.iter().enumerate().filter(|(_, b)| *b & 0xc0 != 0x80);
        starts.step_by(STRIDE).map(|(offset, _)| offset).collect()
    }

    /// A body with the text of two.
    pub fn joined(a: &Str, b: &Str) -> Str {
        let mut bytes = Vec::with_capacity(a.bytes.len() + b.bytes.len());
        bytes.extend_from_slice(&a.bytes);
        bytes.extend_from_slice(&b.bytes);
        Str { bytes, chars: a.chars + b.chars, hash: Cell::new(0), interned: Cell::new(false), marks: OnceCell::new() }
    }

    /// Whether so many bytes can be appended in place.
    pub(crate) fn can_grow(&mut self, more: usize) -> bool {
        const SMALL: usize = 1 << 20;
        self.bytes.len() + more < SMALL || self.bytes.try_reserve(more).is_ok()
    }

    /// Appends in place. Only for strings that nobody else can see.
    pub(crate) fn push(&mut self, tail: &Str) {
        self.bytes.extend_from_slice(&tail.bytes);
        self.chars += tail.chars;
        self.hash.set(0);
        self.marks.take();
    }
}

impl Owned {
    /// A Python str from Rust text.
    pub fn str(s: &str) -> Owned {
        new(Str::from_wtf8(s.as_bytes().to_vec()))
    }

    /// A Python str from an owned Rust string.
    pub fn string(s: String) -> Owned {
        new(Str::from_wtf8(s.into_bytes()))
    }

    /// A Python str from WTF-8.
    pub fn wtf8(bytes: Vec<u8>) -> Owned {
        new(Str::from_wtf8(bytes))
    }
}

impl<'a> Ref<'a> {
    /// The body of a `str` (or of a subclass's instance).
    #[inline]
    pub fn as_text<'v>(self, vm: &'v Vm) -> Option<&'v Str>
    where
        'a: 'v,
    {
        self.get::<Str>(vm)
    }

    /// The text of a `str` without lone surrogates.
    #[inline]
    pub fn as_str<'v>(self, vm: &'v Vm) -> Option<&'v str>
    where
        'a: 'v,
    {
        self.get::<Str>(vm)?.as_str()
    }
}

impl Vm {
    /// The one object of a name. Interned strings live as long as the process.
    pub fn intern(&mut self, s: &str) -> Owned {
        self.intern_wtf8(s.as_bytes())
    }

    /// The one object of a name, lent for ever.
    pub fn intern_forever(&mut self, s: &str) -> Ref<'static> {
        let name = self.intern(s);
        // SAFETY: the table of interned strings keeps the object for the life of the process.
        unsafe { Ref::from_value(name.value()) }
    }

    /// The one object of a name in WTF-8.
    pub fn intern_wtf8(&mut self, s: &[u8]) -> Owned {
        if let Some(o) = self.interned.get(s) {
            return o.clone();
        }
        let body = Str::from_wtf8(s.to_vec());
        body.interned.set(true);
        let o = new(body);
        self.interned.insert(s.into(), o.clone());
        o
    }

    /// The interned object equal to a string.
    pub fn interned(&mut self, name: Ref<'_>) -> Owned {
        match name.get::<Str>(self) {
            Some(s) if s.interned.get() => name.own(),
            Some(s) => {
                let bytes = s.bytes.clone();
                self.intern_wtf8(&bytes)
            }
            None => name.own(),
        }
    }
}
