//! `BytesIO`: a binary file in memory.

use super::binary::size;
use super::classes::{unsupported, writelines};
use crate::object::{
    Args, CallArgs, FnDef, GetSetDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit,
    Vm, bind, new, new_of,
};
use crate::types::bytearray::ByteArray;
use crate::types::bytes::{self, buffer};

/// The body.
#[derive(Default)]
pub struct BytesIo {
    data: Vec<u8>,
    /// The position; may lie beyond the end.
    at: usize,
    closed: bool,
}

impl Payload for BytesIo {
    const KIND: Kind = Kind::BytesIo;
    fn traverse(&self, _: &mut Visit<'_>) {}
}

impl BytesIo {
    fn rest(&self) -> &[u8] {
        self.data.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, n: usize) -> Vec<u8> {
        let bytes = self.rest()[..n.min(self.rest().len())].to_vec();
        self.at += bytes.len();
        bytes
    }

    fn put(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        let end = self.at + bytes.len();
        if self.data.len() < end {
            self.data.resize(end, 0);
        }
        self.data[self.at..end].copy_from_slice(bytes);
        self.at = end;
    }
}

/// The type.
pub(super) fn def() -> TypeDef {
    TypeDef::of::<BytesIo>("BytesIO", "_io")
        .doc("Buffered I/O implementation using an in-memory bytes buffer.")
        .base(Kind::BufferedIoBase)
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::WEAKREF)
        .with_attrs()
        .slots(|s| {
            s.new = Some(|_, cls, _| Ok(new_of(cls.expect_type(), BytesIo::default())));
            s.init = Some(init);
            s.iter = Some(|_, o| Ok(o.own()));
            s.next = Some(next);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

static SIGNATURE: LazySignature = LazySignature::new("(initial_bytes=b'')");

static METHODS: &[FnDef] = &[
    FnDef::new("read", "($self, size=-1, /)", read, "Read at most size bytes, returned as a bytes object."),
    FnDef::new("read1", "($self, size=-1, /)", read, "Read at most size bytes, returned as a bytes object."),
    FnDef::new("readinto", "($self, buffer, /)", readinto, "Read bytes into buffer."),
    FnDef::new("readline", "($self, size=-1, /)", readline, "Next line from the file, as a bytes object."),
    FnDef::new("readlines", "($self, size=None, /)", readlines, "List of bytes objects, each a line from the file."),
    FnDef::new("write", "($self, b, /)", write, "Write bytes to file."),
    FnDef::new("writelines", "($self, lines, /)", writelines, "Write lines to the file."),
    FnDef::new("getvalue", "($self, /)", getvalue, "Retrieve the entire contents of the BytesIO object."),
    FnDef::new("getbuffer", "($self, /)", getbuffer, "Get a read-write view over the contents of the BytesIO object."),
    FnDef::new("seek", "($self, pos, whence=0, /)", seek, "Change stream position."),
    FnDef::new(
        "tell",
        "($self, /)",
        |vm, a| Ok(Owned::usize(open(vm, a.get(0))?.at)),
        "Current file position, an integer.",
    ),
    FnDef::new("truncate", "($self, size=None, /)", truncate, "Truncate the file to at most size bytes."),
    FnDef::new("close", "($self, /)", close, "Disable all I/O operations."),
    FnDef::new("flush", "($self, /)", |vm, a| open(vm, a.get(0)).map(|_| Owned::NONE), "Does nothing."),
    FnDef::new("isatty", "($self, /)", |vm, a| open(vm, a.get(0)).map(|_| Owned::bool(false)), "Always returns False."),
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

static GETTERS: &[GetSetDef] = &[GetSetDef::get(
    "closed",
    |vm, o| Ok(Owned::bool(o.get::<BytesIo>(vm).is_some_and(|s| s.closed))),
    "True if the file is closed.",
)];

/// The body, unless the object was closed.
fn open<'v>(vm: &'v mut Vm, o: Ref<'v>) -> PyResult<&'v mut BytesIo> {
    if o.get::<BytesIo>(vm).is_some_and(|s| s.closed) {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    match o.get_mut::<BytesIo>(vm) {
        Some(s) => Ok(s),
        None => panic!("a BytesIO was expected"),
    }
}

fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    bind(vm, "BytesIO", &SIGNATURE, args, |vm, a| {
        let data = match a.some(0) {
            Some(b) => buffer::require(vm, b)?,
            None => Vec::new(),
        };
        if let Some(s) = o.get_mut::<BytesIo>(vm) {
            *s = BytesIo { data, at: 0, closed: false };
        }
        Ok(())
    })
}

fn read(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = size(vm, a.opt(1))?.unwrap_or(usize::MAX);
    Ok(bytes::from_vec(open(vm, a.get(0))?.take(n)))
}

fn readinto(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(len) = buffer::writable_len(vm, a.get(1)) else {
        let got = a.get(1).ty().message_name();
        return Err(vm.type_error(format!("readinto() argument must be read-write bytes-like object, not {got}")));
    };
    let data = open(vm, a.get(0))?.take(len);
    buffer::overwrite(vm, a.get(1), &data);
    Ok(Owned::usize(data.len()))
}

fn line(vm: &mut Vm, o: Ref<'_>, limit: usize) -> PyResult<Vec<u8>> {
    let s = open(vm, o)?;
    let len = memchr::memchr(b'\n', s.rest()).map_or(s.rest().len(), |i| i + 1);
    Ok(s.take(len.min(limit)))
}

fn readline(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let limit = size(vm, a.opt(1))?.unwrap_or(usize::MAX);
    line(vm, a.get(0), limit).map(bytes::from_vec)
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let line = line(vm, o, usize::MAX)?;
    Ok(if line.is_empty() { None } else { Some(bytes::from_vec(line)) })
}

fn readlines(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let hint = size(vm, a.opt(1))?.filter(|&n| n > 0).unwrap_or(usize::MAX);
    let (mut all, mut total) = (Vec::new(), 0);
    while total < hint {
        let line = line(vm, a.get(0), usize::MAX)?;
        if line.is_empty() {
            break;
        }
        total += line.len();
        all.push(bytes::from_vec(line));
    }
    Ok(vm.list(all))
}

fn write(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    open(vm, a.get(0))?;
    let data = buffer::require(vm, a.get(1))?;
    open(vm, a.get(0))?.put(&data);
    Ok(Owned::usize(data.len()))
}

fn getvalue(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let data = open(vm, a.get(0))?.data.clone();
    Ok(bytes::from_vec(data))
}

/// A view of a copy: what is written into it does not reach the file.
fn getbuffer(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let data = open(vm, a.get(0))?.data.clone();
    let copy = new(ByteArray::of(data));
    crate::types::memoryview::view(vm, copy.lend())
}

fn seek(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = vm.index_i64(a.get(1))?;
    let whence = match a.opt(2) {
        Some(w) => vm.index_i64(w)?,
        None => 0,
    };
    let s = open(vm, a.get(0))?;
    let base = match whence {
        0 if n < 0 => return Err(vm.value_error(format!("negative seek value {n}"))),
        0 => 0,
        1 => s.at as i64,
        2 => s.data.len() as i64,
        w => return Err(vm.value_error(format!("invalid whence ({w}, should be 0, 1 or 2)"))),
    };
    s.at = (base + n).max(0) as usize;
    Ok(Owned::usize(s.at))
}

fn truncate(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let at = match a.some(1) {
        Some(n) => {
            let n = vm.index_i64(n)?;
            usize::try_from(n).map_err(|_| vm.value_error(format!("negative size value {n}")))?
        }
        None => open(vm, a.get(0))?.at,
    };
    open(vm, a.get(0))?.data.truncate(at);
    Ok(Owned::usize(at))
}

fn close(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if let Some(s) = a.get(0).get_mut::<BytesIo>(vm) {
        *s = BytesIo { closed: true, ..BytesIo::default() };
    }
    Ok(Owned::NONE)
}
