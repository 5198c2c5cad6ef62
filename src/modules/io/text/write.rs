//! Writing text.

use super::{Newline, TextFile, body, channel};
use crate::modules::io::channel::{self as ch, Shared};
use crate::modules::io::classes::{Need, require};
use crate::object::{PyResult, Ref, Str, Vm};
use crate::types::bytes::codec;
use taipan_text::int::i64_repr;

const CLOSED: &str = "I/O operation on closed file.";

/// Writes a str.
///
/// # Errors
/// `ValueError` for a closed file, `UnicodeEncodeError`, `OSError`.
pub fn write(vm: &mut Vm, o: Ref<'_>, text: Ref<'_>) -> PyResult<()> {
    let c = channel(vm, o);
    require(vm, &c, Need::Write("not writable"), CLOSED)?;
    if c.borrow().has_unread() {
        ch::settle(vm, &c)?;
    }
    let (Some(f), Some(s)) = (o.get::<TextFile>(vm), text.get::<Str>(vm)) else { return Ok(()) };
    let translate = matches!(f.newline, Newline::Return | Newline::Both);
    if f.plain && !translate && (s.is_ascii() || s.as_str().is_some()) {
        c.borrow_mut().out().extend_from_slice(s.bytes());
        let line_end = f.line_buffered && (s.bytes().contains(&b'\n') || s.bytes().contains(&b'\r'));
        return after(vm, &c, line_end || f.write_through);
    }
    let (how, newline, line_buffered, through) = (f.how.clone(), f.newline, f.line_buffered, f.write_through);
    let has_end = s.bytes().contains(&b'\n') || s.bytes().contains(&b'\r');
    let data = if translate && has_end {
        let end: &[u8] = if newline == Newline::Both { b"\r\n" } else { b"\r" };
        let changed = crate::types::bytes::search::replace(s.bytes(), b"\n", end, usize::MAX);
        let changed = changed.unwrap_or_else(|| s.bytes().to_vec());
        let changed = crate::types::str::build::slice(vm, &changed, false);
        encoded(vm, o, changed.lend(), &how)?
    } else {
        encoded(vm, o, text, &how)?
    };
    c.borrow_mut().out().extend_from_slice(&data);
    after(vm, &c, through || (line_buffered && has_end))
}

/// The bytes of a text; a byte-order mark only at the start of the file.
fn encoded(vm: &mut Vm, o: Ref<'_>, text: Ref<'_>, how: &codec::Request) -> PyResult<Vec<u8>> {
    let data = codec::encode(vm, text, how)?;
    let mark = how.mark();
    let started = body(vm, o).begun;
    if let Some(f) = o.get_mut::<TextFile>(vm) {
        f.begun = true;
    }
    if mark.is_empty() || !data.starts_with(mark) {
        return Ok(data);
    }
    let c = channel(vm, o);
    let at_start = !started && (c.borrow_mut().out().is_empty() && ch::tell(vm, &c).unwrap_or(0) == 0);
    vm.clear_raised();
    Ok(if at_start { data } else { data[mark.len()..].to_vec() })
}

fn after(vm: &mut Vm, c: &Shared, now: bool) -> PyResult<()> {
    if now || c.borrow().is_full() { ch::flush(vm, c) } else { Ok(()) }
}

/// Puts a str, a small int or a float into the buffer of an open UTF-8 file, where that needs no Python code; false when it
/// does not fit. [`written`] is to follow.
#[inline]
pub fn put(vm: &Vm, o: Ref<'_>, v: Ref<'_>) -> bool {
    let Some(f) = o.get::<TextFile>(vm) else { return false };
    if !f.plain || matches!(f.newline, Newline::Return | Newline::Both) {
        return false;
    }
    let mut channel = f.channel.borrow_mut();
    if channel.is_closed() || !channel.writable || channel.has_unread() {
        return false;
    }
    push(vm, v, channel.out())
}

/// What follows after [`put`]: the buffer is written out when it is full, or when a line ended that shall be seen at once.
///
/// # Errors
/// `OSError`.
pub fn written(vm: &mut Vm, o: Ref<'_>, last: Ref<'_>) -> PyResult<()> {
    let Some(f) = o.get::<TextFile>(vm) else { return Ok(()) };
    let now = f.write_through || (f.line_buffered && last.get::<Str>(vm).is_some_and(|s| s.bytes().contains(&b'\n')));
    if !now && !f.channel.borrow().is_full() {
        return Ok(());
    }
    let c = f.channel.clone();
    ch::flush(vm, &c)
}

#[inline]
fn push(vm: &Vm, v: Ref<'_>, out: &mut Vec<u8>) -> bool {
    if let Some(i) = v.value().as_fixnum() {
        i64_repr(i, out);
        return true;
    }
    if let Some(x) = v.value().as_flonum() {
        taipan_text::float::repr(x, out);
        return true;
    }
    if !v.ty().is_exactly(crate::object::Kind::Str) {
        return false;
    }
    match v.get::<Str>(vm) {
        Some(s) if s.is_ascii() || s.as_str().is_some() => {
            out.extend_from_slice(s.bytes());
            true
        }
        _ => false,
    }
}
