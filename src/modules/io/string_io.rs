//! `StringIO`: a text file in memory.

use super::classes::{unsupported, writelines};
use super::text::Newline;
use crate::object::{
    Args, CallArgs, FnDef, GetSetDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, Str, TypeDef, TypeFlags,
    Visit, Vm, bind, new_of,
};
use crate::types::bytes::search;
use taipan_text::wtf8::Wtf8;

/// The body.
#[derive(Default)]
pub struct StringIo {
    /// The text in WTF-8.
    text: Vec<u8>,
    /// Whether it is all ASCII, where characters are bytes.
    ascii: bool,
    /// The position in characters; may lie beyond the end.
    at: usize,
    /// The same in bytes, at most the length.
    offset: usize,
    newline: Option<Newline>,
    closed: bool,
}

impl Payload for StringIo {
    const KIND: Kind = Kind::StringIo;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

impl StringIo {
    fn move_to(&mut self, at: usize) {
        self.at = at;
        self.offset = if self.ascii { at.min(self.text.len()) } else { Wtf8::trusted(&self.text).byte_offset(at) };
    }

    /// Number of characters.
    fn chars(&self) -> usize {
        if self.ascii { self.text.len() } else { Wtf8::trusted(&self.text).len_chars() }
    }

    /// Writes at the position, over what is there.
    fn put(&mut self, bytes: &[u8], chars: usize) {
        let end = self.chars_at_end();
        if let Some(end) = end
            && self.at > end
        {
            self.text.resize(self.text.len() + self.at - end, 0);
            self.offset = self.text.len();
        }
        if self.offset == self.text.len() {
            self.text.extend_from_slice(bytes);
        } else {
            let over = Wtf8::trusted(&self.text[self.offset..]).byte_offset(chars);
            self.text.splice(self.offset..self.offset + over, bytes.iter().copied());
        }
        self.ascii &= chars == bytes.len();
        self.at += chars;
        self.offset += bytes.len();
    }

    /// The number of characters, where the position may lie beyond them.
    fn chars_at_end(&self) -> Option<usize> {
        (self.offset == self.text.len()).then(|| self.chars()).filter(|&n| n < self.at)
    }

    /// Takes `n` bytes from the position.
    fn take(&mut self, n: usize) -> Vec<u8> {
        let bytes = self.text[self.offset..self.offset + n].to_vec();
        self.at += if self.ascii { n } else { Wtf8::trusted(&bytes).len_chars() };
        self.offset += n;
        bytes
    }
}

/// The type.
pub(super) fn def() -> TypeDef {
    TypeDef::of::<StringIo>("StringIO", "_io")
        .doc("Text I/O implementation using an in-memory buffer.")
        .base(Kind::TextIoBase)
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::WEAKREF)
        .with_attrs()
        .slots(|s| {
            s.new = Some(|_, cls, _| Ok(new_of(cls.expect_type(), StringIo { ascii: true, ..StringIo::default() })));
            s.init = Some(init);
            s.iter = Some(|_, o| Ok(o.own()));
            s.next = Some(next);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

static SIGNATURE: LazySignature = LazySignature::new("(initial_value='', newline='\\n')");

static METHODS: &[FnDef] = &[
    FnDef::new("read", "($self, size=-1, /)", read, "Read at most size characters, returned as a string."),
    FnDef::new("readline", "($self, size=-1, /)", readline, "Read until newline or EOF."),
    FnDef::new("readlines", "($self, hint=-1, /)", readlines, "Return a list of lines from the stream."),
    FnDef::new("write", "($self, s, /)", write, "Write string to file."),
    FnDef::new("writelines", "($self, lines, /)", writelines, "Write a list of lines to stream."),
    FnDef::new("getvalue", "($self, /)", getvalue, "Retrieve the entire contents of the object."),
    FnDef::new("seek", "($self, pos, whence=0, /)", seek, "Change stream position."),
    FnDef::new(
        "tell",
        "($self, /)",
        |vm, a| Ok(Owned::usize(open(vm, a.get(0))?.at)),
        "Tell the current file position.",
    ),
    FnDef::new("truncate", "($self, pos=None, /)", truncate, "Truncate size to pos."),
    FnDef::new("close", "($self, /)", close, "Close the IO object."),
    FnDef::new("flush", "($self, /)", |vm, a| open(vm, a.get(0)).map(|_| Owned::NONE), ""),
    FnDef::new("isatty", "($self, /)", |vm, a| open(vm, a.get(0)).map(|_| Owned::bool(false)), ""),
    FnDef::new(
        "readable",
        "($self, /)",
        |vm, a| open(vm, a.get(0)).map(|_| Owned::bool(true)),
        "Returns True if the IO object can be read.",
    ),
    FnDef::new(
        "writable",
        "($self, /)",
        |vm, a| open(vm, a.get(0)).map(|_| Owned::bool(true)),
        "Returns True if the IO object can be written.",
    ),
    FnDef::new(
        "seekable",
        "($self, /)",
        |vm, a| open(vm, a.get(0)).map(|_| Owned::bool(true)),
        "Returns True if the IO object can be seeked.",
    ),
    FnDef::new("fileno", "($self, /)", |vm, _| Err(unsupported(vm, "fileno")), ""),
    FnDef::new("detach", "($self, /)", |vm, _| Err(unsupported(vm, "detach")), ""),
    FnDef::new("__enter__", "($self, /)", |vm, a| open(vm, a.get(0)).map(drop).map(|()| a.get(0).own()), ""),
    FnDef::new("__exit__", "($self, /, *args)", close, ""),
];

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("closed", |vm, o| Ok(Owned::bool(o.get::<StringIo>(vm).is_some_and(|s| s.closed))), ""),
    GetSetDef::get("newlines", |_, _| Ok(Owned::NONE), ""),
    GetSetDef::get("encoding", |_, _| Ok(Owned::NONE), ""),
    GetSetDef::get("errors", |_, _| Ok(Owned::NONE), ""),
    GetSetDef::get("line_buffering", |_, _| Ok(Owned::bool(false)), ""),
];

/// The body, unless the object was closed.
fn open<'v>(vm: &'v mut Vm, o: Ref<'v>) -> PyResult<&'v mut StringIo> {
    if o.get::<StringIo>(vm).is_some_and(|s| s.closed) {
        return Err(vm.value_error("I/O operation on closed file"));
    }
    match o.get_mut::<StringIo>(vm) {
        Some(s) => Ok(s),
        None => panic!("a StringIO was expected"),
    }
}

fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    bind(vm, "StringIO", &SIGNATURE, args, |vm, a| {
        let newline = match a.opt(1) {
            None => Some(Newline::Feed),
            Some(n) if n.is_none() => Newline::of(None),
            Some(n) if n.is_a::<Str>() => {
                let text = vm.lossy(n);
                Newline::of(Some(&text))
            }
            Some(n) => {
                let got = n.ty().message_name();
                return Err(vm.type_error(format!("newline must be str or None, not {got}")));
            }
        };
        let Some(newline) = newline else {
            let shown = vm.repr_string(a.opt(1).unwrap_or(Ref::NONE))?;
            return Err(vm.value_error(format!("illegal newline value: {shown}")));
        };
        if let Some(s) = o.get_mut::<StringIo>(vm) {
            *s = StringIo { ascii: true, newline: Some(newline), ..StringIo::default() };
        }
        let Some(initial) = a.some(0) else { return Ok(()) };
        if !initial.is_a::<Str>() {
            let got = initial.ty().message_name();
            return Err(vm.type_error(format!("initial_value must be str or None, not {got}")));
        }
        put(vm, o, initial)?;
        open(vm, o)?.move_to(0);
        Ok(())
    })
}

/// Writes a str at the position.
fn put(vm: &mut Vm, o: Ref<'_>, text: Ref<'_>) -> PyResult<()> {
    let newline = open(vm, o)?.newline;
    let (bytes, chars) = match text.get::<Str>(vm) {
        Some(s) => (s.bytes().to_vec(), s.len()),
        None => return Ok(()),
    };
    let (changed, chars) = match newline {
        Some(Newline::Universal) if bytes.contains(&b'\r') => {
            let a = search::replace(&bytes, b"\r\n", b"\n", usize::MAX).unwrap_or(bytes);
            let b = search::replace(&a, b"\r", b"\n", usize::MAX).unwrap_or(a);
            let chars = Wtf8::trusted(&b).len_chars();
            (b, chars)
        }
        Some(Newline::Return) => (search::replace(&bytes, b"\n", b"\r", usize::MAX).unwrap_or(bytes), chars),
        Some(Newline::Both) => {
            let more = search::count(&bytes, b"\n");
            (search::replace(&bytes, b"\n", b"\r\n", usize::MAX).unwrap_or(bytes), chars + more)
        }
        _ => (bytes, chars),
    };
    open(vm, o)?.put(&changed, chars);
    Ok(())
}

/// Writes a str, for `print`.
pub(in crate::modules) fn append(vm: &mut Vm, o: Ref<'_>, text: Ref<'_>) -> PyResult<()> {
    put(vm, o, text)
}

fn write(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let text = a.get(1);
    let Some(n) = text.get::<Str>(vm).map(Str::len) else {
        let got = text.ty().message_name();
        return Err(vm.type_error(format!("string argument expected, got '{got}'")));
    };
    put(vm, a.get(0), text)?;
    Ok(Owned::usize(n))
}

fn text_of(vm: &Vm, bytes: &[u8]) -> Owned {
    crate::types::str::build::slice(vm, bytes, bytes.is_ascii())
}

fn read(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = super::binary::size(vm, a.opt(1))?;
    let s = open(vm, a.get(0))?;
    let rest = &s.text[s.offset..];
    let len = match n {
        Some(n) => Wtf8::trusted(rest).byte_offset(n),
        None => rest.len(),
    };
    let bytes = s.take(len);
    Ok(text_of(vm, &bytes))
}

fn line(vm: &mut Vm, o: Ref<'_>, limit: Option<usize>) -> PyResult<Vec<u8>> {
    let s = open(vm, o)?;
    let rest = &s.text[s.offset..];
    let end = match s.newline {
        Some(Newline::Return) => memchr::memchr(b'\r', rest).map(|i| i + 1),
        Some(Newline::Both) => memchr::memmem::find(rest, b"\r\n").map(|i| i + 2),
        Some(Newline::Any) => {
            memchr::memchr2(b'\r', b'\n', rest).map(|i| if rest[i..].starts_with(b"\r\n") { i + 2 } else { i + 1 })
        }
        _ => memchr::memchr(b'\n', rest).map(|i| i + 1),
    };
    let mut len = end.unwrap_or(rest.len());
    if let Some(limit) = limit {
        len = len.min(Wtf8::trusted(rest).byte_offset(limit));
    }
    Ok(s.take(len))
}

fn readline(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let limit = super::binary::size(vm, a.opt(1))?;
    let bytes = line(vm, a.get(0), limit)?;
    Ok(text_of(vm, &bytes))
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let bytes = line(vm, o, None)?;
    Ok(if bytes.is_empty() { None } else { Some(text_of(vm, &bytes)) })
}

fn readlines(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let hint = super::binary::size(vm, a.opt(1))?.filter(|&n| n > 0).unwrap_or(usize::MAX);
    let (mut all, mut total) = (Vec::new(), 0);
    while total < hint
        && let Some(line) = next(vm, a.get(0))?
    {
        total += line.lend().get::<Str>(vm).map_or(0, Str::len);
        all.push(line);
    }
    Ok(vm.list(all))
}

fn getvalue(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let bytes = open(vm, a.get(0))?.text.clone();
    Ok(text_of(vm, &bytes))
}

fn seek(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = vm.index_i64(a.get(1))?;
    let whence = match a.opt(2) {
        Some(w) => vm.index_i64(w)?,
        None => 0,
    };
    let s = open(vm, a.get(0))?;
    let at = match (whence, usize::try_from(n)) {
        (0, Ok(n)) => n,
        (0, Err(_)) => return Err(vm.value_error(format!("Negative seek position {n}"))),
        (1, Ok(0)) => s.at,
        (2, Ok(0)) => s.chars(),
        (1 | 2, _) => return Err(vm.raise(crate::object::Exc::OSError, "Can't do nonzero cur-relative seeks")),
        (w, _) => return Err(vm.value_error(format!("Invalid whence ({w}, should be 0, 1 or 2)"))),
    };
    s.move_to(at);
    Ok(Owned::usize(at))
}

fn truncate(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let at = match a.some(1) {
        Some(n) => {
            let n = vm.index_i64(n)?;
            usize::try_from(n).map_err(|_| vm.value_error(format!("Negative size value {n}")))?
        }
        None => open(vm, a.get(0))?.at,
    };
    let s = open(vm, a.get(0))?;
    let cut = Wtf8::trusted(&s.text).byte_offset(at);
    s.text.truncate(cut);
    s.offset = s.offset.min(cut);
    Ok(Owned::usize(at))
}

fn close(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if let Some(s) = a.get(0).get_mut::<StringIo>(vm) {
        *s = StringIo { closed: true, ..StringIo::default() };
    }
    Ok(Owned::NONE)
}
