//! Reading lines.

use super::{Newline, TextFile, body, read};
use crate::modules::io::channel::{self as ch, BUFFER_SIZE};
use crate::object::{Owned, PyResult, Ref, Vm};

/// The next line, `None` at the end of the file.
///
/// # Errors
/// What reading and decoding raise.
pub fn next(vm: &mut Vm, o: Ref<'_>) -> PyResult<Option<Owned>> {
    let line = line(vm, o, usize::MAX)?;
    if body(vm, o).iterating != line.is_some()
        && let Some(f) = o.get_mut::<TextFile>(vm)
    {
        f.iterating = line.is_some();
    }
    Ok(line)
}

/// The next line, of at most `limit` bytes.
pub(super) fn line(vm: &mut Vm, o: Ref<'_>, limit: usize) -> PyResult<Option<Owned>> {
    let c = read::begin(vm, o)?;
    let newline = body(vm, o).newline;
    let (mut scanned, mut end) = (0, false);
    let data = loop {
        let found = {
            let c = c.borrow();
            line_end(c.unread(), scanned, newline, end)
        };
        let available = c.borrow().unread().len();
        match found {
            Some(len) => break take(&c, len.min(limit)),
            None if end || available >= limit => break take(&c, available.min(limit)),
            None => {
                // A carriage return at the end may be half of a pair.
                scanned = available.saturating_sub(1);
                end = !ch::fill(vm, &c, BUFFER_SIZE)?;
            }
        }
    };
    if data.is_empty() {
        return Ok(None);
    }
    if matches!(newline, Newline::Universal | Newline::Any) {
        read::note_ends(vm, o, &data[data.len().saturating_sub(2)..]);
    }
    read::decoded(vm, o, &data).map(Some)
}

fn take(c: &ch::Shared, len: usize) -> Vec<u8> {
    let data = c.borrow().unread()[..len].to_vec();
    c.borrow_mut().consume(len);
    data
}

/// The length of the first line with its end; `None` when it does not end here. At the end of the file (`end`) a lone
/// carriage return is one.
fn line_end(bytes: &[u8], from: usize, newline: Newline, end: bool) -> Option<usize> {
    let tail = &bytes[from..];
    match newline {
        Newline::Feed => memchr::memchr(b'\n', tail).map(|i| from + i + 1),
        Newline::Return => memchr::memchr(b'\r', tail).map(|i| from + i + 1),
        Newline::Both => memchr::memmem::find(tail, b"\r\n").map(|i| from + i + 2),
        Newline::Universal | Newline::Any => {
            let i = from + memchr::memchr2(b'\r', b'\n', tail)?;
            match (bytes[i], bytes.get(i + 1)) {
                (b'\r', Some(b'\n')) => Some(i + 2),
                (b'\r', None) if !end => None,
                _ => Some(i + 1),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_lines() {
        assert_eq!(line_end(b"ab\ncd", 0, Newline::Universal, false), Some(3));
        assert_eq!(line_end(b"ab\r\ncd", 0, Newline::Any, false), Some(4));
        assert_eq!(line_end(b"ab\r", 0, Newline::Any, false), None);
        assert_eq!(line_end(b"ab\r", 2, Newline::Any, true), Some(3));
        assert_eq!(line_end(b"ab\rc\n", 0, Newline::Feed, false), Some(5));
        assert_eq!(line_end(b"ab\rc\r\n", 0, Newline::Both, false), Some(6));
    }
}
