//! Reading text: decoding, and `read`.

use super::{Newline, TextFile, body, channel};
use crate::modules::io::channel::{self as ch, BUFFER_SIZE, Shared};
use crate::modules::io::classes::{Need, require};
use crate::object::{Owned, PyResult, Ref, Str, Vm, new};
use crate::types::bytes::codec;
use taipan_text::codec::Codec;

/// Gets ready to read: the file is open and readable; wide encodings are turned into UTF-8 as a whole.
pub(super) fn begin(vm: &mut Vm, o: Ref<'_>) -> PyResult<Shared> {
    if body(vm, o).detached {
        return Err(vm.value_error("underlying buffer has been detached"));
    }
    let c = channel(vm, o);
    require(vm, &c, Need::Read("not readable"), "I/O operation on closed file.")?;
    if body(vm, o).begun || body(vm, o).plain {
        return Ok(c);
    }
    let how = body(vm, o).how.clone();
    let (codec, mark) = how.codec(vm)?;
    let wide = matches!(codec, Codec::Utf16(_) | Codec::Utf32(_));
    if wide {
        ch::fill_all(vm, &c)?;
        let data = c.borrow().unread().to_vec();
        let text = codec::decode_buf(vm, &data, &how)?;
        c.borrow_mut().replace_unread(text.into_bytes());
    } else if mark {
        while c.borrow().unread().len() < 3 && ch::fill(vm, &c, BUFFER_SIZE)? {}
        let mut c = c.borrow_mut();
        if c.unread().starts_with(b"\xef\xbb\xbf") {
            c.consume(3);
        }
    }
    if let Some(f) = o.get_mut::<TextFile>(vm) {
        f.begun = true;
        f.transcoded = wide;
    }
    Ok(c)
}

/// A str of bytes that are whole characters; line ends are translated where that is asked for.
pub(super) fn decoded(vm: &mut Vm, o: Ref<'_>, bytes: &[u8]) -> PyResult {
    let f = body(vm, o);
    let translate = f.newline == Newline::Universal && memchr::memchr(b'\r', bytes).is_some();
    let translated;
    let bytes = if translate {
        translated = translate_ends(bytes);
        &translated[..]
    } else {
        bytes
    };
    if bytes.is_ascii() {
        return Ok(match bytes {
            [] => vm.globals.empty_str.clone(),
            [b] => vm.globals.ascii[usize::from(*b)].clone(),
            _ => new(Str::from_ascii(bytes.to_vec())),
        });
    }
    if f.transcoded || (f.plain && std::str::from_utf8(bytes).is_ok()) {
        return Ok(new(Str::from_wtf8(bytes.to_vec())));
    }
    let how = f.how.clone();
    codec::decode(vm, bytes, &how.without_mark())
}

fn translate_ends(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(i) = memchr::memchr(b'\r', rest) {
        out.extend_from_slice(&rest[..i]);
        out.push(b'\n');
        rest = &rest[i + 1..];
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    out.extend_from_slice(rest);
    out
}

/// Remembers which line ends occurred.
pub(super) fn note_ends(vm: &mut Vm, o: Ref<'_>, bytes: &[u8]) {
    if body(vm, o).newline != Newline::Universal && body(vm, o).newline != Newline::Any {
        return;
    }
    let mut seen = body(vm, o).seen;
    if seen & 2 == 0 || memchr::memchr(b'\r', bytes).is_some() {
        for i in memchr::memchr2_iter(b'\r', b'\n', bytes) {
            seen |= match (bytes[i], bytes.get(i + 1), i.checked_sub(1).map(|p| bytes[p])) {
                (b'\r', Some(b'\n'), _) => 4,
                (b'\r', ..) => 1,
                (_, _, Some(b'\r')) => 0,
                _ => 2,
            };
        }
        if let Some(f) = o.get_mut::<TextFile>(vm) {
            f.seen = seen;
        }
    }
}

/// `read()`.
pub(super) fn all(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let c = begin(vm, o)?;
    ch::fill_all(vm, &c)?;
    let data = c.borrow().unread().to_vec();
    c.borrow_mut().consume(data.len());
    note_ends(vm, o, &data);
    decoded(vm, o, &data)
}

/// `read(n)`: at most `n` characters.
pub(super) fn some(vm: &mut Vm, o: Ref<'_>, n: usize) -> PyResult {
    let c = begin(vm, o)?;
    let single = !body(vm, o).transcoded && is_single_byte(vm, o)?;
    let universal = body(vm, o).newline == Newline::Universal;
    let mut end = false;
    let data = loop {
        let taken = {
            let c = c.borrow();
            take(c.unread(), n, single, universal, end)
        };
        if let Some(len) = taken {
            let data = c.borrow().unread()[..len].to_vec();
            c.borrow_mut().consume(len);
            break data;
        }
        end = !ch::fill(vm, &c, BUFFER_SIZE)?;
    };
    note_ends(vm, o, &data);
    decoded(vm, o, &data)
}

fn is_single_byte(vm: &mut Vm, o: Ref<'_>) -> PyResult<bool> {
    if body(vm, o).plain {
        return Ok(false);
    }
    let how = body(vm, o).how.clone();
    Ok(matches!(how.codec(vm)?.0, Codec::Ascii | Codec::Latin1))
}

/// How many bytes the first `n` characters take; `None` when more must be read to know.
fn take(bytes: &[u8], n: usize, single: bool, universal: bool, end: bool) -> Option<usize> {
    let mut at = 0;
    for _ in 0..n {
        let Some(&first) = bytes.get(at) else { return end.then_some(at) };
        let width = match first {
            _ if single => 1,
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => 1,
        };
        if at + width > bytes.len() {
            return end.then_some(bytes.len());
        }
        at += width;
        if universal && first == b'\r' {
            match bytes.get(at) {
                Some(b'\n') => at += 1,
                None if !end => return None,
                _ => {}
            }
        }
    }
    Some(at)
}

/// The value of `newlines`.
pub(super) fn newlines(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let seen = body(vm, o).seen;
    let mut all: Vec<Owned> = Vec::new();
    for (bit, text) in [(1, "\r"), (2, "\n"), (4, "\r\n")] {
        if seen & bit != 0 {
            all.push(Owned::str(text));
        }
    }
    Ok(match all.len() {
        0 => Owned::NONE,
        1 => all.swap_remove(0),
        _ => vm.tuple(all),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_whole_characters() {
        assert_eq!(take("aé€".as_bytes(), 2, false, true, false), Some(3));
        assert_eq!(take(&"é".as_bytes()[..1], 1, false, true, false), None);
        assert_eq!(take(b"a\r\nb", 2, false, true, false), Some(3));
        assert_eq!(take(b"a\r", 2, false, true, false), None);
        assert_eq!(take(b"a\r", 2, false, true, true), Some(2));
        assert_eq!(translate_ends(b"a\r\nb\rc\n"), b"a\nb\nc\n");
    }
}
