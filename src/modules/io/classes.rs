//! `io.UnsupportedOperation`, the abstract bases, and what files refuse.

use super::channel::Shared;
use crate::object::{
    Args, Exc, FnDef, GetSetDef, Kind, Owned, PyResult, Raised, Ref, TypeDef, TypeFlags, Vm, instance, new,
};
use crate::types::bytearray::ByteArray;
use crate::types::bytes;

/// `io.UnsupportedOperation`, made once.
#[derive(Default)]
struct Unsupported(Option<Owned>);

/// The class `io.UnsupportedOperation`.
///
/// # Errors
/// What making the class raises.
pub(super) fn unsupported_class(vm: &mut Vm) -> PyResult {
    if let Some(c) = &vm.extension::<Unsupported>().0 {
        return Ok(c.clone());
    }
    let (name, namespace) = (Owned::str("UnsupportedOperation"), vm.dict());
    let bases = vm.tuple_of(&[Exc::OSError.ty(), Exc::ValueError.ty()]);
    vm.dict_set_name(namespace.lend(), "__module__", Owned::str("io"));
    let class = vm.call(Kind::Type.ty(), &[name.lend(), bases.lend(), namespace.lend()])?;
    vm.extension::<Unsupported>().0 = Some(class.clone());
    Ok(class)
}

/// Raises `io.UnsupportedOperation`.
#[cold]
pub(super) fn unsupported(vm: &mut Vm, message: &str) -> Raised {
    let class = match unsupported_class(vm) {
        Ok(c) => c,
        Err(e) => return e,
    };
    match vm.call(class.lend(), &[Owned::str(message).lend()]) {
        Ok(e) => vm.raise_object(e),
        Err(e) => e,
    }
}

/// Refuses a closed channel, or one that cannot be read or written.
///
/// # Errors
/// `ValueError` for a closed channel, `io.UnsupportedOperation`.
pub(super) fn require(vm: &mut Vm, c: &Shared, need: Need, closed: &str) -> PyResult<()> {
    let (is_closed, readable, writable) = {
        let c = c.borrow();
        (c.is_closed(), c.readable, c.writable)
    };
    if is_closed {
        return Err(vm.value_error(closed));
    }
    match need {
        Need::Read(message) if !readable => Err(unsupported(vm, message)),
        Need::Write(message) if !writable => Err(unsupported(vm, message)),
        _ => Ok(()),
    }
}

/// What an operation needs of a channel, with the message when it lacks it.
#[derive(Clone, Copy)]
pub(super) enum Need {
    /// That it is open.
    Open,
    /// That it can be read.
    Read(&'static str),
    /// That it can be written.
    Write(&'static str),
}

/// The abstract bases.
pub(super) fn types() -> Vec<TypeDef> {
    let base = |kind, name, parent| {
        TypeDef::abstract_base(kind, name, "_io")
            .base(parent)
            .with_attrs()
            .getters(crate::types::object::DICT_GETTERS)
            .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::WEAKREF)
            .slots(|s| s.new = Some(|_, cls, _| Ok(instance(cls.expect_type()))))
    };
    vec![
        base(Kind::IoBase, "_IOBase", Kind::Object)
            .slots(|s| {
                s.iter = Some(|_, o| Ok(o.own()));
                s.next = Some(next);
            })
            .methods(METHODS)
            .getters(GETTERS),
        base(Kind::RawIoBase, "_RawIOBase", Kind::IoBase).methods(RAW_METHODS),
        base(Kind::BufferedIoBase, "_BufferedIOBase", Kind::IoBase),
        base(Kind::TextIoBase, "_TextIOBase", Kind::IoBase),
    ]
}

static METHODS: &[FnDef] = &[
    FnDef::new("__enter__", "($self, /)", enter, ""),
    FnDef::new("__exit__", "($self, /, *args)", exit, ""),
    FnDef::new("close", "($self, /)", close, "Flush and close the IO object."),
    FnDef::new("flush", "($self, /)", nothing, "Flush write buffers, if applicable."),
    FnDef::new(
        "fileno",
        "($self, /)",
        |vm, _| Err(unsupported(vm, "fileno")),
        "Return underlying file descriptor if one exists.",
    ),
    FnDef::new("isatty", "($self, /)", no, "Return whether this is an 'interactive' stream."),
    FnDef::new("readable", "($self, /)", no, "Return whether object was opened for reading."),
    FnDef::new("writable", "($self, /)", no, "Return whether object was opened for writing."),
    FnDef::new("seekable", "($self, /)", no, "Return whether object supports random access."),
    FnDef::new(
        "seek",
        "($self, offset, whence=0, /)",
        |vm, _| Err(unsupported(vm, "seek")),
        "Change the stream position to the given byte offset.",
    ),
    FnDef::new("tell", "($self, /)", tell, "Return current stream position."),
    FnDef::new(
        "truncate",
        "($self, size=None, /)",
        |vm, _| Err(unsupported(vm, "truncate")),
        "Truncate file to size bytes.",
    ),
    FnDef::new("readline", "($self, size=-1, /)", readline, "Read and return a line from the stream."),
    FnDef::new("readlines", "($self, hint=-1, /)", readlines, "Return a list of lines from the stream."),
    FnDef::new("writelines", "($self, lines, /)", writelines, "Write a list of lines to stream."),
];

static RAW_METHODS: &[FnDef] = &[
    FnDef::new("read", "($self, size=-1, /)", raw_read, "Read and return up to n bytes."),
    FnDef::new("readall", "($self, /)", read_all, "Read until EOF, using multiple read() call."),
];

/// `read` by way of the object's own `readinto`.
fn raw_read(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(n) = super::binary::size(vm, a.opt(1))? else { return vm.call_method(a.get(0), "readall", &[]) };
    let buffer = new(ByteArray::of(vec![0; n]));
    let got = vm.call_method(a.get(0), "readinto", &[buffer.lend()])?;
    if got.value().is_none() {
        return Ok(got);
    }
    let got = vm.index_i64(got.lend())?;
    let data = bytes::data(vm, buffer.lend());
    let len = usize::try_from(got).ok().filter(|&g| g <= data.len());
    match len {
        Some(len) => Ok(bytes::from_slice(&data[..len])),
        None => Err(vm.value_error(format!("readinto returned {got} outside buffer size {n}"))),
    }
}

fn read_all(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let mut all = Vec::new();
    loop {
        let part = vm.call_method(a.get(0), "read", &[Owned::usize(super::channel::BUFFER_SIZE).lend()])?;
        match bytes::buffer::copy(vm, part.lend()) {
            Some(part) if !part.is_empty() => all.extend(part),
            _ if part.value().is_none() && all.is_empty() => return Ok(part),
            _ => return Ok(bytes::from_vec(all)),
        }
    }
}

/// A line by way of the object's own `read`, byte by byte.
fn readline(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let limit = super::binary::size(vm, a.opt(1))?.unwrap_or(usize::MAX);
    let mut line = Vec::new();
    while line.len() < limit && line.last() != Some(&b'\n') {
        let part = vm.call_method(a.get(0), "read", &[Owned::int(1).lend()])?;
        match bytes::buffer::copy(vm, part.lend()) {
            Some(part) if !part.is_empty() => line.extend(part),
            Some(_) => break,
            None => {
                let got = part.lend().ty().message_name();
                return Err(vm.raise(Exc::OSError, format!("read() should have returned a bytes object, not '{got}'")));
            }
        }
    }
    Ok(bytes::from_vec(line))
}

static GETTERS: &[GetSetDef] = &[GetSetDef::get(
    "closed",
    |vm, o| {
        let key = vm.intern("__closed");
        Ok(vm.instance_attr(o, key.lend()).unwrap_or(Owned::bool(false)))
    },
    "",
)];

fn enter(_: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(a.get(0).own())
}

fn exit(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    vm.call_method(a.get(0), "close", &[])?;
    Ok(Owned::NONE)
}

fn close(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    vm.call_method(a.get(0), "flush", &[])?;
    vm.set_own_attr(a.get(0), "__closed", Owned::bool(true));
    Ok(Owned::NONE)
}

fn nothing(_: &mut Vm, _: &Args<'_>) -> PyResult {
    Ok(Owned::NONE)
}

fn no(_: &mut Vm, _: &Args<'_>) -> PyResult {
    Ok(Owned::bool(false))
}

fn tell(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    vm.call_method(a.get(0), "seek", &[Owned::int(0).lend(), Owned::int(1).lend()])
}

fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let line = vm.call_method(o, "readline", &[])?;
    Ok(if vm.truth(line.lend())? { Some(line) } else { None })
}

fn readlines(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let items = vm.collect(a.get(0))?;
    Ok(vm.list(items))
}

/// `writelines` by way of the object's own `write`.
pub(super) fn writelines(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let it = vm.iter(a.get(1))?;
    let write = vm.get_attr_str(a.get(0), "write")?;
    while let Some(line) = vm.next(it.lend())? {
        vm.call(write.lend(), &[line.lend()])?;
    }
    Ok(Owned::NONE)
}
