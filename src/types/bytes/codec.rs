//! Text to bytes and back: the arguments `encoding` and `errors`, and the exceptions of codecs.

use crate::object::{Args, Exc, Owned, PyResult, Raised, Ref, Str, Vm};
use crate::types::str::build;
use taipan_text::codec::{Codec, DecodeError, EncodeError, ErrorMode, resolve_byte_order};
use taipan_text::wtf8::Wtf8Buf;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// Which codec, and what to do about trouble.
#[derive(Clone, Debug)]
pub struct Request {
    /// The encoding as given.
    pub encoding: String,
    /// The error handler as given.
    pub errors: String,
}

impl Default for Request {
    fn default() -> Request {
        Request { encoding: "utf-8".to_owned(), errors: "strict".to_owned() }
    }
}

impl Request {
    /// From the parameters `encoding` and `errors` at positions `i` and `i + 1` of the function `name`.
    ///
    /// # Errors
    /// `TypeError` for what is no str.
    pub fn of_args(vm: &mut Vm, name: &str, a: &Args<'_>, i: usize) -> PyResult<Request> {
        let mut how = Request::default();
        for (k, what, to) in [(i, "encoding", &mut how.encoding), (i + 1, "errors", &mut how.errors)] {
            let Some(o) = a.opt(k) else { continue };
            match o.get::<Str>(vm) {
                Some(s) => *to = s.lossy().into_owned(),
                None => {
                    let got = o.ty().argument_name();
                    return Err(vm.type_error(format!("{name}() argument '{what}' must be str, not {got}")));
                }
            }
        }
        Ok(how)
    }

    /// Whether this is strict UTF-8, as it is mostly.
    pub fn is_plain_utf8(&self) -> bool {
        self.errors == "strict" && matches!(self.encoding.as_str(), "utf-8" | "utf8" | "UTF-8")
    }

    /// The codec, and whether a byte-order mark surrounds it (`utf-8-sig`).
    ///
    /// # Errors
    /// `LookupError` for an unknown encoding.
    pub fn codec(&self, vm: &mut Vm) -> PyResult<(Codec, bool)> {
        if let Some(codec) = Codec::lookup(&self.encoding) {
            return Ok((codec, false));
        }
        let normal = self.encoding.to_ascii_lowercase().replace(['-', ' '], "_");
        if normal == "utf_8_sig" || normal == "utf8_sig" {
            return Ok((Codec::Utf8, true));
        }
        Err(vm.lookup_error(format!("unknown encoding: {}", self.encoding)))
    }

    /// The byte-order mark that the encoding begins a text with; empty for most.
    pub fn mark(&self) -> &'static [u8] {
        match Codec::lookup(&self.encoding) {
            Some(Codec::Utf16(None)) => b"\xff\xfe",
            Some(Codec::Utf32(None)) => b"\xff\xfe\0\0",
            Some(_) => b"",
            None => BOM,
        }
    }

    /// The same encoding without the mark that `utf-8-sig` begins with.
    pub fn without_mark(self) -> Request {
        if Codec::lookup(&self.encoding).is_some() {
            return self;
        }
        Request { encoding: "utf-8".to_owned(), ..self }
    }

    /// The error handler; CPython asks for it only when there is trouble.
    fn mode(&self) -> Option<ErrorMode> {
        ErrorMode::lookup(&self.errors)
    }

    fn unknown_handler(&self, vm: &mut Vm) -> Raised {
        vm.lookup_error(format!("unknown error handler name '{}'", self.errors))
    }
}

/// `text.encode(encoding, errors)`.
///
/// # Errors
/// `UnicodeEncodeError`; `LookupError` for an unknown encoding or handler.
pub fn encode(vm: &mut Vm, text: Ref<'_>, how: &Request) -> PyResult<Vec<u8>> {
    if how.is_plain_utf8() {
        let s = build::body(vm, text);
        if s.is_ascii() || s.as_str().is_some() {
            return Ok(s.bytes().to_vec());
        }
    }
    let (codec, mark) = how.codec(vm)?;
    let mode = how.mode();
    let done = taipan_text::codec::encode(codec, build::body(vm, text).wtf8(), mode.unwrap_or_default());
    match done {
        Ok(data) if mark => Ok([BOM, &data].concat()),
        Ok(data) => Ok(data),
        Err(_) if mode.is_none() => Err(how.unknown_handler(vm)),
        Err(e) => Err(encode_error(vm, codec.name(), text, &e)),
    }
}

/// `data.decode(encoding, errors)`.
///
/// # Errors
/// `UnicodeDecodeError`; `LookupError` for an unknown encoding or handler.
pub fn decode(vm: &mut Vm, data: &[u8], how: &Request) -> PyResult {
    decode_buf(vm, data, how).map(build::of_buf)
}

/// The same, as a buffer.
///
/// # Errors
/// As for [`decode`].
pub fn decode_buf(vm: &mut Vm, data: &[u8], how: &Request) -> PyResult<Wtf8Buf> {
    let (codec, mark) = how.codec(vm)?;
    let body = if mark { data.strip_prefix(BOM).unwrap_or(data) } else { data };
    let mode = how.mode();
    match taipan_text::codec::decode(codec, body, mode.unwrap_or_default()) {
        Ok(text) => Ok(text),
        Err(_) if mode.is_none() => Err(how.unknown_handler(vm)),
        Err(e) => Err(decode_error(vm, resolve_byte_order(codec, body).0.name(), body, &e)),
    }
}

/// Raises `UnicodeEncodeError`.
#[cold]
pub fn encode_error(vm: &mut Vm, encoding: &str, text: Ref<'_>, e: &EncodeError) -> Raised {
    let (start, end) = e.char_range(build::body(vm, text).wtf8());
    let object = build::whole(vm, text);
    raise(vm, Exc::UnicodeEncodeError, encoding, object, (start, end), e.reason)
}

/// Raises `UnicodeDecodeError`.
#[cold]
pub fn decode_error(vm: &mut Vm, encoding: &str, data: &[u8], e: &DecodeError) -> Raised {
    let object = super::from_slice(data);
    raise(vm, Exc::UnicodeDecodeError, encoding, object, (e.start, e.end), e.reason)
}

fn raise(vm: &mut Vm, exc: Exc, encoding: &str, object: Owned, range: (usize, usize), reason: &str) -> Raised {
    let parts = [Owned::str(encoding), object, Owned::usize(range.0), Owned::usize(range.1), Owned::str(reason)];
    let e = vm.exception(exc, parts.to_vec());
    for (name, value) in ["encoding", "object", "start", "end", "reason"].into_iter().zip(parts) {
        vm.set_own_attr(e.lend(), name, value);
    }
    vm.raise_object(e)
}
