//! `open()`.

use super::binary::BinaryFile;
use super::channel::{BUFFER_SIZE, Backend, Channel, Shared};
use super::text::Settings;
use crate::modules::builtins::path_text;
use crate::object::{Args, Kind, Owned, PyResult, Ref, Str, Vm, new, new_of};
use crate::types::slice::bounds;
use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom};
use std::os::fd::{AsFd, AsRawFd};

/// A parsed mode.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Mode {
    /// `r`, `w`, `a` or `x`.
    kind: u8,
    update: bool,
    binary: bool,
}

impl Mode {
    /// Parses the argument; the error is the message of a `ValueError`.
    fn parse(text: &str) -> Result<Mode, String> {
        let invalid = || format!("invalid mode: '{text}'");
        let (mut mode, mut is_text) = (Mode::default(), false);
        for (i, c) in text.bytes().enumerate() {
            if text.as_bytes()[..i].contains(&c) {
                return Err(invalid());
            }
            match c {
                b'r' | b'w' | b'a' | b'x' if mode.kind != 0 => {
                    return Err("must have exactly one of create/read/write/append mode".to_owned());
                }
                b'r' | b'w' | b'a' | b'x' => mode.kind = c,
                b'+' => mode.update = true,
                b'b' => mode.binary = true,
                b't' => is_text = true,
                _ => return Err(invalid()),
            }
        }
        if is_text && mode.binary {
            return Err("can't have text and binary mode at once".to_owned());
        }
        if mode.kind == 0 {
            return Err("Must have exactly one of create/read/write/append mode and at most one plus".to_owned());
        }
        Ok(mode)
    }

    fn readable(self) -> bool {
        self.kind == b'r' || self.update
    }

    fn writable(self) -> bool {
        self.kind != b'r' || self.update
    }

    /// How the file is opened.
    fn options(self) -> OpenOptions {
        let mut o = OpenOptions::new();
        o.read(self.readable());
        match self.kind {
            b'a' => o.append(true).create(true),
            b'w' => o.write(true).create(true).truncate(true),
            b'x' => o.write(true).create_new(true),
            _ => o.write(self.update),
        };
        o
    }

    /// `mode` of the binary file, and the name of CPython's class for it.
    fn of_binary(self, unbuffered: bool) -> (&'static str, Kind) {
        let mode = match (self.kind, self.update) {
            (b'r', false) => "rb",
            (b'a', false) => "ab",
            (b'a', true) => "ab+",
            (b'x', false) => "xb",
            (b'x', true) => "xb+",
            (b'w', false) => "wb",
            _ => "rb+",
        };
        let class = match (unbuffered, self.update, self.kind) {
            (true, ..) => Kind::FileIo,
            (_, true, _) => Kind::BufferedRandom,
            (_, _, b'r') => Kind::BinaryFile,
            _ => Kind::BufferedWriter,
        };
        (mode, class)
    }
}

/// `open(file, mode, buffering, encoding, errors, newline, closefd, opener)`.
pub(in crate::modules) fn open(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let file = a.get(0);
    let mode_text = match a.opt(1) {
        None => "r".to_owned(),
        Some(m) => match m.get::<Str>(vm) {
            Some(s) => s.lossy().into_owned(),
            None => {
                let got = m.ty().argument_name();
                return Err(vm.type_error(format!("open() argument 'mode' must be str, not {got}")));
            }
        },
    };
    let buffering = match a.opt(2) {
        Some(b) => vm.index_i64(b)?,
        None => -1,
    };
    let mode = Mode::parse(&mode_text).map_err(|m| vm.value_error(m))?;
    if mode.binary {
        for (i, what) in [(3, "an encoding"), (4, "an errors"), (5, "a newline")] {
            if a.some(i).is_some() {
                return Err(vm.value_error(format!("binary mode doesn't take {what} argument")));
            }
        }
    }
    if file.as_i64(vm).is_some_and(|n| n < 0) {
        return Err(vm.value_error("negative file descriptor"));
    }
    let (opened, number, name) = open_file(vm, file, mode, a)?;
    let settings = Settings::of_args(vm, "open", a, 3)?;
    if buffering == 0 && !mode.binary {
        return Err(vm.value_error("can't have unbuffered text I/O"));
    }
    let size = if buffering > 1 { buffering as usize } else { BUFFER_SIZE };
    let access = (mode.readable(), mode.writable());
    let terminal = buffering == 1 || (buffering < 0 && std::io::IsTerminal::is_terminal(&opened));
    let channel = Channel::share(vm, Backend::File(opened), Some(number), access, size);
    let binary = binary_over(channel.clone(), name.clone(), mode, buffering == 0);
    if mode.binary {
        return Ok(binary);
    }
    let mut text = settings.file(channel, name, mode_text);
    text.buffer = binary;
    text.line_buffered = terminal;
    Ok(new(text))
}

fn binary_over(channel: Shared, name: Owned, mode: Mode, unbuffered: bool) -> Owned {
    let (mode, class) = mode.of_binary(unbuffered);
    new_of(class.ty().expect_type(), BinaryFile { channel, name, mode, unbuffered })
}

/// Opens what was asked for: a path, or the number of an open file.
fn open_file(vm: &mut Vm, file: Ref<'_>, mode: Mode, a: &Args<'_>) -> PyResult<(File, i32, Owned)> {
    if bounds::is_index(file) && file.as_text(vm).is_none() {
        let n = vm.index_i64(file)?;
        let opened = by_number(n, mode).map_err(|e| vm.os_error(&e, None))?;
        return Ok((opened, n as i32, file.own()));
    }
    let path = path_text(vm, file)?;
    if path.contains('\0') {
        return Err(vm.value_error("embedded null byte"));
    }
    if let Some(opener) = a.some(7) {
        let flags = if mode.writable() { libc::O_RDWR | libc::O_CREAT } else { libc::O_RDONLY };
        let n = vm.call(opener, &[file, Owned::int(i64::from(flags)).lend()])?;
        let n = vm.index_i64(n.lend())?;
        let opened = by_number(n, mode).map_err(|e| vm.os_error(&e, None))?;
        return Ok((opened, n as i32, file.own()));
    }
    let opened = mode.options().open(&path).and_then(|f| {
        let is_dir = f.metadata().is_ok_and(|m| m.is_dir());
        if is_dir { Err(std::io::Error::from_raw_os_error(libc::EISDIR)) } else { Ok(f) }
    });
    match opened {
        Ok(mut f) => {
            if mode.kind == b'a' {
                // Where files cannot be positioned, there is no position to tell.
                let _ = f.seek(SeekFrom::End(0));
            }
            let number = f.as_raw_fd();
            Ok((f, number, file.own()))
        }
        Err(e) => Err(vm.os_error(&e, Some(&path))),
    }
}

/// Another handle of an open file.
fn by_number(n: i64, mode: Mode) -> std::io::Result<File> {
    let dup = match n {
        0 => std::io::stdin().as_fd().try_clone_to_owned()?,
        1 => std::io::stdout().as_fd().try_clone_to_owned()?,
        2 => std::io::stderr().as_fd().try_clone_to_owned()?,
        _ => {
            let mut options = OpenOptions::new();
            options.read(mode.readable()).write(mode.writable());
            return options
                .open(format!("/proc/self/fd/{n}"))
                .map_err(|_| std::io::Error::from_raw_os_error(libc::EBADF));
        }
    };
    Ok(File::from(dup))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes() {
        assert_eq!(Mode::parse("rb+"), Ok(Mode { kind: b'r', update: true, binary: true }));
        assert_eq!(Mode::parse("q").unwrap_err(), "invalid mode: 'q'");
        assert_eq!(Mode::parse("rr").unwrap_err(), "invalid mode: 'rr'");
        assert_eq!(Mode::parse("rw").unwrap_err(), "must have exactly one of create/read/write/append mode");
        assert_eq!(Mode::parse("rbt").unwrap_err(), "can't have text and binary mode at once");
    }
}
