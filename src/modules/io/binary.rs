//! Binary files: bytes over a channel.

use super::binary_new::{file_io, over};
use super::channel::{self as ch, BUFFER_SIZE, Backend, Shared};
use super::classes::{Need, require, writelines};
use crate::object::{
    Args, FnDef, GetSetDef, Kind, NewFn, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm,
};
use crate::types::bytes::{self, buffer};
use std::io::{IsTerminal, SeekFrom};

/// The body of a binary file.
pub struct BinaryFile {
    pub(super) channel: Shared,
    /// What was opened.
    pub(super) name: Owned,
    /// The mode as `mode` tells it.
    pub(super) mode: &'static str,
    /// Written at once.
    pub(super) unbuffered: bool,
}

impl Payload for BinaryFile {
    const KIND: Kind = Kind::BinaryFile;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.name);
        // What several files share is nobody's own, and would be counted twice.
        if std::rc::Rc::strong_count(&self.channel) == 1
            && let Ok(c) = self.channel.try_borrow()
        {
            c.traverse(visit);
        }
    }
}

impl BinaryFile {
    /// Another file object over the same channel.
    pub(super) fn copy(&self) -> BinaryFile {
        BinaryFile { channel: self.channel.clone(), name: self.name.clone(), ..*self }
    }
}

/// The types: one body, four classes.
pub(super) fn defs() -> Vec<TypeDef> {
    let like = |kind, name| filled(TypeDef::sharing::<BinaryFile>(kind, name, "_io"), over);
    vec![
        filled(TypeDef::of::<BinaryFile>("BufferedReader", "_io"), over),
        like(Kind::BufferedWriter, "BufferedWriter"),
        like(Kind::BufferedRandom, "BufferedRandom"),
        filled(TypeDef::sharing::<BinaryFile>(Kind::FileIo, "FileIO", "_io"), file_io).base(Kind::RawIoBase),
    ]
}

fn filled(def: TypeDef, create: NewFn) -> TypeDef {
    def.doc("Create a new buffered reader using the given readable raw IO object.")
        .base(Kind::BufferedIoBase)
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::WEAKREF)
        .with_attrs()
        .slots(|s| {
            s.new = Some(create);
            s.repr = Some(repr);
            s.iter = Some(|_, o| Ok(o.own()));
            s.next = Some(next);
        })
        .methods(METHODS)
        .getters(GETTERS)
}

static METHODS: &[FnDef] = &[
    FnDef::new("read", "($self, size=-1, /)", read, "Read and return up to n bytes."),
    FnDef::new(
        "read1",
        "($self, size=-1, /)",
        read1,
        "Read and return up to size bytes with at most one read() call to the underlying raw stream.",
    ),
    FnDef::new("peek", "($self, size=0, /)", peek, ""),
    FnDef::new("readinto", "($self, buffer, /)", readinto, ""),
    FnDef::new("readline", "($self, size=-1, /)", readline, "Read and return a line from the stream."),
    FnDef::new("readlines", "($self, hint=-1, /)", readlines, "Return a list of lines from the stream."),
    FnDef::new(
        "write",
        "($self, buffer, /)",
        write,
        "Write buffer b to the IO stream.\n\nReturn the number of bytes written, which is always\nthe length of b in bytes.",
    ),
    FnDef::new("writelines", "($self, lines, /)", writelines, "Write a list of lines to stream."),
    FnDef::new("flush", "($self, /)", flush, "Flush write buffers, if applicable."),
    FnDef::new("close", "($self, /)", close, "Flush and close the IO object."),
    FnDef::new("seek", "($self, target, whence=0, /)", seek, "Change the stream position to the given byte offset."),
    FnDef::new("tell", "($self, /)", tell, "Return current stream position."),
    FnDef::new("truncate", "($self, pos=None, /)", truncate, "Truncate file to size bytes."),
    FnDef::new("fileno", "($self, /)", fileno, "Return underlying file descriptor if one exists."),
    FnDef::new(
        "isatty",
        "($self, /)",
        |vm, a| {
            let c = open(vm, a.get(0), Need::Open, CLOSED)?;
            Ok(Owned::bool(is_terminal(&c)))
        },
        "Return whether this is an 'interactive' stream.",
    ),
    FnDef::new(
        "readable",
        "($self, /)",
        |vm, a| ask(vm, a, |c| c.readable),
        "Return whether object was opened for reading.",
    ),
    FnDef::new(
        "writable",
        "($self, /)",
        |vm, a| ask(vm, a, |c| c.writable),
        "Return whether object was opened for writing.",
    ),
    FnDef::new("seekable", "($self, /)", seekable, "Return whether object supports random access."),
    FnDef::new("__enter__", "($self, /)", enter, ""),
    FnDef::new("__exit__", "($self, /, *args)", close, ""),
];

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("name", |vm, o| Ok(body(vm, o).name.clone()), ""),
    GetSetDef::get("mode", |vm, o| Ok(Owned::str(body(vm, o).mode)), ""),
    GetSetDef::get("closed", |vm, o| Ok(Owned::bool(body(vm, o).channel.borrow().is_closed())), ""),
    GetSetDef::get("raw", |_, o| Ok(o.own()), ""),
];

const CLOSED: &str = "I/O operation on closed file.";

fn body<'v>(vm: &'v Vm, o: Ref<'v>) -> &'v BinaryFile {
    match o.get::<BinaryFile>(vm) {
        Some(f) => f,
        None => panic!("a binary file was expected"),
    }
}

/// The channel, if it is as an operation needs it.
fn open(vm: &mut Vm, o: Ref<'_>, need: Need, closed: &str) -> PyResult<Shared> {
    let c = body(vm, o).channel.clone();
    require(vm, &c, need, closed)?;
    Ok(c)
}

fn readable(vm: &mut Vm, o: Ref<'_>) -> PyResult<Shared> {
    open(vm, o, Need::Read("read"), "read of closed file")
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let f = body(vm, o);
    let (class, name) = (o.ty().name().to_owned(), f.name.clone());
    let name = vm.repr_string(name.lend())?;
    Ok(Owned::string(format!("<_io.{class} name={name}>")))
}

/// The argument `size`: `None` and negative numbers mean everything.
pub(super) fn size(vm: &mut Vm, o: Option<Ref<'_>>) -> PyResult<Option<usize>> {
    match o.filter(|o| !o.is_none()) {
        None => Ok(None),
        Some(n) => {
            if !crate::types::slice::bounds::is_index(n) {
                let got = n.ty().message_name();
                return Err(vm.type_error(format!("argument should be integer or None, not '{got}'")));
            }
            Ok(usize::try_from(vm.index_i64(n)?).ok())
        }
    }
}

fn take(c: &Shared, n: usize) -> Owned {
    let data = {
        let c = c.borrow();
        let unread = c.unread();
        unread[..n.min(unread.len())].to_vec()
    };
    c.borrow_mut().consume(data.len());
    bytes::from_vec(data)
}

fn read(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = size(vm, a.opt(1))?;
    let c = readable(vm, a.get(0))?;
    match n {
        None => ch::fill_all(vm, &c)?,
        Some(n) => loop {
            let have = c.borrow().unread().len();
            if have >= n || !ch::fill(vm, &c, (n - have).max(BUFFER_SIZE))? {
                break;
            }
        },
    }
    Ok(take(&c, n.unwrap_or(usize::MAX)))
}

fn read1(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = size(vm, a.opt(1))?.unwrap_or(BUFFER_SIZE);
    let c = readable(vm, a.get(0))?;
    if !c.borrow().has_unread() {
        ch::fill(vm, &c, n.max(1))?;
    }
    Ok(take(&c, n))
}

fn peek(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = readable(vm, a.get(0))?;
    if !c.borrow().has_unread() {
        ch::fill(vm, &c, BUFFER_SIZE)?;
    }
    let data = c.borrow().unread().to_vec();
    Ok(bytes::from_vec(data))
}

fn readinto(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let target = a.get(1);
    let Some(len) = buffer::writable_len(vm, target) else {
        let got = target.ty().message_name();
        return Err(vm.type_error(format!("readinto() argument must be read-write bytes-like object, not {got}")));
    };
    let c = readable(vm, a.get(0))?;
    while c.borrow().unread().len() < len && ch::fill(vm, &c, BUFFER_SIZE)? {}
    let data = take(&c, len);
    let data = bytes::data(vm, data.lend()).to_vec();
    buffer::overwrite(vm, target, &data);
    Ok(Owned::usize(data.len()))
}

fn line(vm: &mut Vm, o: Ref<'_>, limit: usize) -> PyResult {
    let c = readable(vm, o)?;
    let mut scanned = 0;
    loop {
        let (found, have) = {
            let c = c.borrow();
            let unread = c.unread();
            (memchr::memchr(b'\n', &unread[scanned..]).map(|i| scanned + i + 1), unread.len())
        };
        if let Some(len) = found {
            return Ok(take(&c, len.min(limit)));
        }
        scanned = have;
        if have >= limit || !ch::fill(vm, &c, BUFFER_SIZE)? {
            return Ok(take(&c, limit));
        }
    }
}

fn readline(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let limit = size(vm, a.opt(1))?.unwrap_or(usize::MAX);
    line(vm, a.get(0), limit)
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let line = line(vm, o, usize::MAX)?;
    Ok(if bytes::data(vm, line.lend()).is_empty() { None } else { Some(line) })
}

fn readlines(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let hint = size(vm, a.opt(1))?.filter(|&n| n > 0).unwrap_or(usize::MAX);
    let (mut all, mut total) = (Vec::new(), 0);
    while total < hint
        && let Some(line) = next(vm, a.get(0))?
    {
        total += bytes::data(vm, line.lend()).len();
        all.push(line);
    }
    Ok(vm.list(all))
}

fn write(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = open(vm, a.get(0), Need::Write("write"), "write to closed file")?;
    let data = buffer::require(vm, a.get(1))?;
    if c.borrow().has_unread() {
        ch::settle(vm, &c)?;
    }
    c.borrow_mut().out().extend_from_slice(&data);
    if body(vm, a.get(0)).unbuffered || c.borrow().is_full() {
        ch::flush(vm, &c)?;
    }
    Ok(Owned::usize(data.len()))
}

fn flush(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = open(vm, a.get(0), Need::Open, "flush of closed file")?;
    ch::flush(vm, &c)?;
    Ok(Owned::NONE)
}

fn close(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = body(vm, a.get(0)).channel.clone();
    ch::close(vm, &c)?;
    Ok(Owned::NONE)
}

fn enter(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    open(vm, a.get(0), Need::Open, CLOSED)?;
    Ok(a.get(0).own())
}

/// Where `seek` goes.
pub(super) fn target(vm: &mut Vm, a: &Args<'_>) -> PyResult<SeekFrom> {
    let n = vm.index_i64(a.get(1))?;
    let whence = match a.opt(2) {
        Some(w) => vm.index_i64(w)?,
        None => 0,
    };
    match whence {
        0 => match u64::try_from(n) {
            Ok(n) => Ok(SeekFrom::Start(n)),
            Err(_) => Err(vm.os_error(&std::io::Error::from_raw_os_error(libc::EINVAL), None)),
        },
        1 => Ok(SeekFrom::Current(n)),
        2 => Ok(SeekFrom::End(n)),
        w => Err(vm.value_error(format!("invalid whence ({w}, should be 0, 1 or 2)"))),
    }
}

fn seek(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = open(vm, a.get(0), Need::Open, "seek of closed file")?;
    let to = target(vm, a)?;
    Ok(Owned::big(ch::seek(vm, &c, to)?.into()))
}

fn tell(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = open(vm, a.get(0), Need::Open, CLOSED)?;
    Ok(Owned::big(ch::tell(vm, &c)?.into()))
}

fn truncate(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = open(vm, a.get(0), Need::Write("truncate"), "truncate of closed file")?;
    truncate_channel(vm, &c, a.some(1))
}

/// Sets a file's length, to the position if none is given.
///
/// # Errors
/// `OSError`.
pub(super) fn truncate_channel(vm: &mut Vm, c: &Shared, len: Option<Ref<'_>>) -> PyResult {
    let len = match len {
        Some(n) => u64::try_from(vm.index_i64(n)?).unwrap_or(u64::MAX),
        None => ch::tell(vm, c)?,
    };
    ch::settle(vm, c)?;
    ch::flush(vm, c)?;
    let done = match &c.borrow().backend {
        Backend::File(f) => f.set_len(len),
        _ => Ok(()),
    };
    done.map_err(|e| vm.os_error(&e, None))?;
    Ok(Owned::big(len.into()))
}

fn fileno(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = open(vm, a.get(0), Need::Open, CLOSED)?;
    let number = c.borrow().number;
    number.map(|n| Owned::int(i64::from(n))).ok_or_else(|| super::classes::unsupported(vm, "fileno"))
}

/// Whether a channel leads to a terminal.
pub(super) fn is_terminal(c: &Shared) -> bool {
    match &c.borrow().backend {
        Backend::File(f) => f.is_terminal(),
        _ => false,
    }
}

fn ask(vm: &mut Vm, a: &Args<'_>, f: fn(&ch::Channel) -> bool) -> PyResult {
    let c = open(vm, a.get(0), Need::Open, CLOSED)?;
    let answer = f(&c.borrow());
    Ok(Owned::bool(answer))
}

fn seekable(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = open(vm, a.get(0), Need::Open, CLOSED)?;
    let ok = ch::tell(vm, &c).is_ok();
    vm.clear_raised();
    Ok(Owned::bool(ok))
}
