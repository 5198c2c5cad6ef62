//! Methods and attributes of text files.

use super::{Newline, TextFile, body, channel, lines, read};
use crate::modules::io::channel as ch;
use crate::modules::io::classes::{Need, require, unsupported};
use crate::object::{Args, FnDef, GetSetDef, Owned, PyResult, Ref, Str, Vm};
use crate::types::bytes::codec::Request;
use std::io::SeekFrom;

const CLOSED: &str = "I/O operation on closed file.";
const CLOSED_DESCRIPTOR: &str = "I/O operation on closed file";

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("read", "($self, size=-1, /)", read_method, "Read at most size characters from stream."),
    FnDef::new("readline", "($self, size=-1, /)", readline, "Read until newline or EOF."),
    FnDef::new("readlines", "($self, hint=-1, /)", readlines, "Return a list of lines from the stream."),
    FnDef::new("write", "($self, text, /)", write, "Write string s to stream."),
    FnDef::new(
        "writelines",
        "($self, lines, /)",
        crate::modules::io::classes::writelines,
        "Write a list of lines to stream.",
    ),
    FnDef::new("flush", "($self, /)", flush, "Flush write buffers, if applicable."),
    FnDef::new("close", "($self, /)", close, "Flush and close the IO object."),
    FnDef::new(
        "seek",
        "($self, cookie, whence=0, /)",
        seek,
        "Set the stream position, and return the new stream position.",
    ),
    FnDef::new("tell", "($self, /)", tell, "Return the stream position as an opaque number."),
    FnDef::new("truncate", "($self, pos=None, /)", truncate, "Truncate file to size bytes."),
    FnDef::new("fileno", "($self, /)", fileno, "Return underlying file descriptor if one exists."),
    FnDef::new("isatty", "($self, /)", isatty, "Return whether this is an 'interactive' stream."),
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
    FnDef::new("detach", "($self, /)", detach, "Separate the underlying buffer from the TextIOBase and return it."),
    FnDef::new(
        "reconfigure",
        "($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
        reconfigure,
        "Reconfigure the text stream with new parameters.",
    ),
    FnDef::new("__enter__", "($self, /)", enter, ""),
    FnDef::new("__exit__", "($self, /, *args)", close, ""),
];

pub(super) static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("name", |vm, o| Ok(body(vm, o).name.clone()), ""),
    GetSetDef::get("mode", |vm, o| Ok(Owned::str(&body(vm, o).mode)), ""),
    GetSetDef::get("encoding", |vm, o| Ok(Owned::str(&body(vm, o).how.encoding)), ""),
    GetSetDef::get("errors", |vm, o| Ok(Owned::str(&body(vm, o).how.errors)), ""),
    GetSetDef::get("newlines", read::newlines, ""),
    GetSetDef::get("buffer", |vm, o| Ok(body(vm, o).buffer.clone()), ""),
    GetSetDef::get("closed", |vm, o| Ok(Owned::bool(body(vm, o).channel.borrow().is_closed())), ""),
    GetSetDef::get("line_buffering", |vm, o| Ok(Owned::bool(body(vm, o).line_buffered)), ""),
    GetSetDef::get("write_through", |vm, o| Ok(Owned::bool(body(vm, o).write_through)), ""),
];

/// The argument `size`: `None` and negative numbers mean everything.
fn size(vm: &mut Vm, o: Option<Ref<'_>>) -> PyResult<Option<usize>> {
    match o {
        None => Ok(None),
        Some(n) if n.is_none() => Ok(None),
        Some(n) => {
            if !crate::types::slice::bounds::is_index(n) {
                let got = n.ty().message_name();
                return Err(vm.type_error(format!("argument should be integer or None, not '{got}'")));
            }
            Ok(usize::try_from(vm.index_i64(n)?).ok())
        }
    }
}

fn read_method(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    match size(vm, a.opt(1))? {
        None => read::all(vm, a.get(0)),
        Some(n) => read::some(vm, a.get(0), n),
    }
}

fn readline(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let limit = size(vm, a.opt(1))?.unwrap_or(usize::MAX);
    let line = lines::line(vm, a.get(0), limit)?;
    Ok(line.unwrap_or_else(|| vm.globals.empty_str.clone()))
}

fn readlines(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let hint = size(vm, a.opt(1))?.filter(|&n| n > 0).unwrap_or(usize::MAX);
    let (mut all, mut total) = (Vec::new(), 0);
    while total < hint
        && let Some(line) = lines::line(vm, a.get(0), usize::MAX)?
    {
        total += line.lend().get::<Str>(vm).map_or(0, Str::len);
        all.push(line);
    }
    Ok(vm.list(all))
}

fn write(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let text = a.get(1);
    let Some(n) = text.get::<Str>(vm).map(Str::len) else {
        let got = text.ty().argument_name();
        return Err(vm.type_error(format!("write() argument must be str, not {got}")));
    };
    super::write(vm, a.get(0), text)?;
    Ok(Owned::usize(n))
}

fn flush(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = channel(vm, a.get(0));
    require(vm, &c, Need::Open, CLOSED)?;
    ch::flush(vm, &c)?;
    Ok(Owned::NONE)
}

fn close(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if body(vm, a.get(0)).detached {
        return Ok(Owned::NONE);
    }
    let c = channel(vm, a.get(0));
    ch::close(vm, &c)?;
    Ok(Owned::NONE)
}

fn enter(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = channel(vm, a.get(0));
    require(vm, &c, Need::Open, CLOSED)?;
    Ok(a.get(0).own())
}

fn seek(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let to = vm.index_i64(a.get(1))?;
    let whence = match a.opt(2) {
        Some(w) => vm.index_i64(w)?,
        None => 0,
    };
    let c = channel(vm, a.get(0));
    require(vm, &c, Need::Open, CLOSED)?;
    let target = match (whence, to) {
        (0, n) if n < 0 => return Err(vm.value_error(format!("negative seek position {n}"))),
        (0, n) => SeekFrom::Start(n as u64),
        (1, 0) => SeekFrom::Current(0),
        (1, _) => return Err(unsupported(vm, "can't do nonzero cur-relative seeks")),
        (2, 0) => SeekFrom::End(0),
        (2, _) => return Err(unsupported(vm, "can't do nonzero end-relative seeks")),
        (w, _) => return Err(vm.value_error(format!("invalid whence ({w}, should be 0, 1 or 2)"))),
    };
    let at = ch::seek(vm, &c, target)?;
    if let Some(f) = a.get(0).get_mut::<TextFile>(vm) {
        f.begun = at != 0;
        f.iterating = false;
    }
    Ok(Owned::big(at.into()))
}

fn tell(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = channel(vm, a.get(0));
    require(vm, &c, Need::Open, CLOSED)?;
    if body(vm, a.get(0)).iterating {
        return Err(vm.raise(crate::object::Exc::OSError, "telling position disabled by next() call"));
    }
    Ok(Owned::big(ch::tell(vm, &c)?.into()))
}

fn truncate(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = channel(vm, a.get(0));
    require(vm, &c, Need::Write("truncate"), CLOSED)?;
    crate::modules::io::binary::truncate_channel(vm, &c, a.some(1))
}

fn fileno(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = channel(vm, a.get(0));
    require(vm, &c, Need::Open, CLOSED_DESCRIPTOR)?;
    let number = c.borrow().number;
    number.map(|n| Owned::int(i64::from(n))).ok_or_else(|| unsupported(vm, "fileno"))
}

fn isatty(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = channel(vm, a.get(0));
    require(vm, &c, Need::Open, CLOSED_DESCRIPTOR)?;
    Ok(Owned::bool(crate::modules::io::binary::is_terminal(&c)))
}

fn ask(vm: &mut Vm, a: &Args<'_>, f: fn(&ch::Channel) -> bool) -> PyResult {
    let c = channel(vm, a.get(0));
    require(vm, &c, Need::Open, CLOSED)?;
    let answer = f(&c.borrow());
    Ok(Owned::bool(answer))
}

fn seekable(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = channel(vm, a.get(0));
    require(vm, &c, Need::Open, CLOSED)?;
    let ok = ch::tell(vm, &c).is_ok();
    vm.clear_raised();
    Ok(Owned::bool(ok))
}

fn detach(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = channel(vm, a.get(0));
    ch::flush(vm, &c)?;
    let buffer = body(vm, a.get(0)).buffer.clone();
    if let Some(f) = a.get(0).get_mut::<TextFile>(vm) {
        f.detached = true;
    }
    Ok(buffer)
}

fn reconfigure(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let c = channel(vm, a.get(0));
    ch::flush(vm, &c)?;
    let mut how: Request = body(vm, a.get(0)).how.clone();
    if let Some(e) = a.some(1) {
        how.encoding = vm.lossy(e);
        how.errors = "strict".to_owned();
    }
    if let Some(e) = a.some(2) {
        how.errors = vm.lossy(e);
    }
    how.codec(vm)?;
    let newline = match a.opt(3) {
        Some(n) => {
            let text = n.as_str(vm).map(str::to_owned);
            match Newline::of(text.as_deref()) {
                Some(n) => Some(n),
                None => {
                    let shown = vm.repr_string(n)?;
                    return Err(vm.value_error(format!("illegal newline value: {shown}")));
                }
            }
        }
        None => None,
    };
    let flag = |vm: &mut Vm, o: Option<Ref<'_>>| o.map(|o| vm.truth(o)).transpose();
    let (line_buffered, through) = (flag(vm, a.some(4))?, flag(vm, a.some(5))?);
    if let Some(f) = a.get(0).get_mut::<TextFile>(vm) {
        f.plain = how.is_plain_utf8();
        f.how = how;
        f.newline = newline.unwrap_or(f.newline);
        f.line_buffered = line_buffered.unwrap_or(f.line_buffered);
        f.write_through = through.unwrap_or(f.write_through);
    }
    Ok(Owned::NONE)
}
