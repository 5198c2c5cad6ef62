//! A channel: an open file (or another object that reads and writes bytes) with its buffers. Text and binary file objects sit
//! on one; both kinds over the same channel see one order of bytes.
//!
//! Bytes read ahead and bytes not yet written are never there at the same time.

use crate::object::{Owned, PyResult, Visit, Vm};
use crate::types::bytes;
use std::cell::RefCell;
use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::rc::{Rc, Weak};

/// Bytes that are read or written at a time, unless asked otherwise.
pub const BUFFER_SIZE: usize = 64 << 10;

/// What is behind a channel.
pub(super) enum Backend {
    /// A file of the system.
    File(File),
    /// An object with `read` and `write`.
    Object(Owned),
    /// Nothing any more.
    Closed,
}

/// An open file with its buffers.
pub struct Channel {
    pub(super) backend: Backend,
    /// The number that `fileno` tells.
    pub(super) number: Option<i32>,
    pub(super) readable: bool,
    pub(super) writable: bool,
    /// Bytes that were read; those before `at` were handed out.
    ahead: Vec<u8>,
    at: usize,
    /// Bytes that are not yet written.
    behind: Vec<u8>,
    /// So many bytes are collected before they are written.
    pub(super) size: usize,
}

/// A shared channel.
pub type Shared = Rc<RefCell<Channel>>;

/// Channels that may hold unwritten bytes when the program ends.
#[derive(Default)]
struct Open(Vec<Weak<RefCell<Channel>>>);

impl Drop for Channel {
    fn drop(&mut self) {
        // Nobody is left to hear of a failure.
        let _ = self.write_out();
    }
}

impl Channel {
    /// A channel; writable ones are written out when the program ends.
    pub(super) fn share(
        vm: &mut Vm,
        backend: Backend,
        number: Option<i32>,
        access: (bool, bool),
        size: usize,
    ) -> Shared {
        let (readable, writable) = access;
        let channel =
            Channel { backend, number, readable, writable, ahead: Vec::new(), at: 0, behind: Vec::new(), size };
        let shared = Rc::new(RefCell::new(channel));
        if writable {
            let open = vm.extension::<Open>();
            if open.0.len() >= 64 {
                open.0.retain(|w| w.strong_count() > 0);
            }
            open.0.push(Rc::downgrade(&shared));
        }
        shared
    }

    /// Names what the channel owns.
    pub(super) fn traverse(&self, visit: &mut Visit<'_>) {
        if let Backend::Object(o) = &self.backend {
            visit.owned(o);
        }
    }

    /// Whether it was closed.
    pub(super) fn is_closed(&self) -> bool {
        matches!(self.backend, Backend::Closed)
    }

    /// The bytes that were read but not handed out.
    #[inline]
    pub(super) fn unread(&self) -> &[u8] {
        &self.ahead[self.at..]
    }

    /// Hands out `n` of them.
    #[inline]
    pub(super) fn consume(&mut self, n: usize) {
        self.at += n;
    }

    /// Puts bytes in place of everything unread.
    pub(super) fn replace_unread(&mut self, bytes: Vec<u8>) {
        self.ahead = bytes;
        self.at = 0;
    }

    /// Where bytes to be written are collected.
    #[inline]
    pub(super) fn out(&mut self) -> &mut Vec<u8> {
        &mut self.behind
    }

    /// Whether as many bytes wait as are collected.
    #[inline]
    pub(super) fn is_full(&self) -> bool {
        self.behind.len() >= self.size
    }

    /// Whether the next write must first give up bytes that were read ahead.
    #[inline]
    pub(super) fn has_unread(&self) -> bool {
        self.at < self.ahead.len()
    }

    /// Writes to a file what waits.
    fn write_out(&mut self) -> std::io::Result<()> {
        let Backend::File(file) = &mut self.backend else { return Ok(()) };
        if self.behind.is_empty() {
            return Ok(());
        }
        let (mut done, full) = (0, self.behind.len() >= self.size);
        let result = loop {
            if done == self.behind.len() {
                break Ok(());
            }
            match file.write(&self.behind[done..]) {
                Ok(0) => break Err(ErrorKind::WriteZero.into()),
                Ok(n) => done += n,
                Err(e) => break Err(e),
            }
        };
        self.behind.drain(..done);
        if result.is_err() && full {
            // More than the buffer holds is not kept for another try.
            self.behind.clear();
        }
        result
    }

    /// Reads from a file behind what is unread; false at the end.
    fn read_in(&mut self, wanted: usize) -> std::io::Result<bool> {
        if self.at > 0 {
            self.ahead.drain(..self.at);
            self.at = 0;
        }
        let Backend::File(file) = &mut self.backend else { return Ok(false) };
        let old = self.ahead.len();
        self.ahead.resize(old + wanted, 0);
        let n = file.read(&mut self.ahead[old..]);
        self.ahead.truncate(old + *n.as_ref().unwrap_or(&0));
        n.map(|n| n > 0)
    }
}

/// Runs an operation of the system again while signals interrupt it; their handlers run in between.
fn retry<T>(vm: &mut Vm, mut f: impl FnMut() -> std::io::Result<T>) -> PyResult<T> {
    loop {
        match f() {
            Ok(v) => return Ok(v),
            Err(e) if e.kind() == ErrorKind::Interrupted => vm.check_signals()?,
            Err(e) => return Err(vm.os_error(&e, None)),
        }
    }
}

fn object_of(c: &Shared) -> Option<Owned> {
    match &c.borrow().backend {
        Backend::Object(o) => Some(o.clone()),
        _ => None,
    }
}

/// Writes what waits.
///
/// # Errors
/// `OSError`, `KeyboardInterrupt`, or what the object's `write` raises.
pub(super) fn flush(vm: &mut Vm, c: &Shared) -> PyResult<()> {
    let Some(o) = object_of(c) else { return retry(vm, || c.borrow_mut().write_out()) };
    let data = std::mem::take(c.borrow_mut().out());
    if !data.is_empty() {
        let data = bytes::from_vec(data);
        vm.call_method(o.lend(), "write", &[data.lend()])?;
    }
    Ok(())
}

/// Reads more behind what is unread; false at the end.
///
/// # Errors
/// As for [`flush`].
pub(super) fn fill(vm: &mut Vm, c: &Shared, wanted: usize) -> PyResult<bool> {
    flush(vm, c)?;
    let Some(o) = object_of(c) else { return retry(vm, || c.borrow_mut().read_in(wanted)) };
    let read1 = vm.intern("read1");
    let name = if vm.get_attr_opt(o.lend(), read1.lend())?.is_some() { "read1" } else { "read" };
    let data = vm.call_method(o.lend(), name, &[Owned::usize(wanted).lend()])?;
    let Some(data) = bytes::buffer::copy(vm, data.lend()) else {
        let got = data.lend().ty().message_name();
        return Err(vm.type_error(format!("underlying {name}() should have returned a bytes-like object, not '{got}'")));
    };
    let mut c = c.borrow_mut();
    let unread = c.unread().len();
    let start = c.at;
    c.ahead.drain(..start);
    c.at = 0;
    c.ahead.truncate(unread);
    c.ahead.extend_from_slice(&data);
    Ok(!data.is_empty())
}

/// Reads up to the end.
///
/// # Errors
/// As for [`flush`].
pub(super) fn fill_all(vm: &mut Vm, c: &Shared) -> PyResult<()> {
    let size = match &c.borrow().backend {
        Backend::File(f) => f.metadata().map_or(0, |m| m.len() as usize),
        _ => 0,
    };
    let mut wanted = (size + 1).clamp(BUFFER_SIZE, 1 << 30);
    while fill(vm, c, wanted)? {
        wanted = BUFFER_SIZE * 4;
    }
    Ok(())
}

/// Gives up what was read ahead: the file's own position becomes the one that the program sees.
///
/// # Errors
/// `OSError` where the file cannot be positioned.
pub(super) fn settle(vm: &mut Vm, c: &Shared) -> PyResult<()> {
    let unread = c.borrow().unread().len();
    if unread == 0 {
        return Ok(());
    }
    seek(vm, c, SeekFrom::Current(0)).map(drop)
}

/// Moves the position; the new one is the result.
///
/// # Errors
/// `OSError` where the file cannot be positioned.
pub(super) fn seek(vm: &mut Vm, c: &Shared, to: SeekFrom) -> PyResult<u64> {
    flush(vm, c)?;
    let unread = c.borrow().unread().len() as i64;
    let to = match to {
        SeekFrom::Current(n) => SeekFrom::Current(n - unread),
        to => to,
    };
    let at = match object_of(c) {
        None => retry(vm, || match &mut c.borrow_mut().backend {
            Backend::File(f) => f.seek(to),
            _ => Ok(0),
        })?,
        Some(o) => {
            let (n, whence) = match to {
                SeekFrom::Start(n) => (n as i64, 0),
                SeekFrom::Current(n) => (n, 1),
                SeekFrom::End(n) => (n, 2),
            };
            let r = vm.call_method(o.lend(), "seek", &[Owned::int(n).lend(), Owned::int(whence).lend()])?;
            r.lend().as_i64(vm).unwrap_or(0) as u64
        }
    };
    c.borrow_mut().replace_unread(Vec::new());
    Ok(at)
}

/// The position that the program sees.
///
/// # Errors
/// `OSError` where the file has none.
pub(super) fn tell(vm: &mut Vm, c: &Shared) -> PyResult<u64> {
    flush(vm, c)?;
    let unread = c.borrow().unread().len() as u64;
    let at = match object_of(c) {
        None => retry(vm, || match &mut c.borrow_mut().backend {
            Backend::File(f) => f.stream_position(),
            _ => Ok(0),
        })?,
        Some(o) => {
            let r = vm.call_method(o.lend(), "tell", &[])?;
            r.lend().as_i64(vm).unwrap_or(0) as u64
        }
    };
    Ok(at.saturating_sub(unread))
}

/// Writes what waits and lets go of the file.
///
/// # Errors
/// As for [`flush`]; the file is closed all the same.
pub(super) fn close(vm: &mut Vm, c: &Shared) -> PyResult<()> {
    if c.borrow().is_closed() {
        return Ok(());
    }
    let done = flush(vm, c);
    let object = object_of(c);
    {
        let mut c = c.borrow_mut();
        c.behind.clear();
        c.replace_unread(Vec::new());
        c.backend = Backend::Closed;
    }
    if let Some(o) = object {
        vm.call_method(o.lend(), "close", &[])?;
    }
    done
}

/// Writes out every channel that is still open, at the end of the program.
pub fn flush_all(vm: &mut Vm) {
    for w in std::mem::take(&mut vm.extension::<Open>().0) {
        if let Some(c) = w.upgrade()
            && flush(vm, &c).is_err()
        {
            vm.clear_raised();
        }
    }
}
