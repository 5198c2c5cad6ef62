//! Methods that fill strings up to a width: `center`, `ljust`, `rjust`, `zfill`, `expandtabs`.

use super::build::{self, body};
use crate::object::{Args, FnDef, PyResult, Reach, Ref, Str, Vm};
use taipan_text::wtf8::{CodePoint, Wtf8Buf};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("center", "(self, width, fillchar=' ', /)", center, CENTER).reach(Reach::Texts),
    FnDef::new("ljust", "(self, width, fillchar=' ', /)", ljust, LJUST).reach(Reach::Texts),
    FnDef::new("rjust", "(self, width, fillchar=' ', /)", rjust, RJUST).reach(Reach::Texts),
    FnDef::new("zfill", "(self, width, /)", zfill, ZFILL).reach(Reach::Texts),
    FnDef::new("expandtabs", "(self, tabsize=8)", expandtabs, EXPANDTABS).reach(Reach::Texts),
];

const CENTER: &str = "Return a centered string of length width.\n\nPadding is done using the specified fill character (default is a space).";
const LJUST: &str = "Return a left-justified string of length width.\n\nPadding is done using the specified fill character (default is a space).";
const RJUST: &str = "Return a right-justified string of length width.\n\nPadding is done using the specified fill character (default is a space).";
const ZFILL: &str = "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe string is never truncated.";
const EXPANDTABS: &str = "Return a copy where all tab characters are expanded using spaces.\n\nIf tabsize is not given, a tab size of 8 characters is assumed.";

fn fill_of(vm: &mut Vm, a: &Args<'_>) -> PyResult<CodePoint> {
    let Some(f) = a.opt(2) else { return Ok(u32::from(' ')) };
    match f.get::<Str>(vm) {
        Some(s) if s.len() == 1 => Ok(s.wtf8().chars().next().unwrap_or(0)),
        Some(_) => Err(vm.type_error("The fill character must be exactly one character long")),
        None => {
            let got = f.ty().message_name();
            Err(vm.type_error(format!("The fill character must be a unicode character, not {got}")))
        }
    }
}

/// Pads; `left` says how many of the missing characters go before the text.
fn padded(vm: &mut Vm, a: &Args<'_>, left: fn(usize, usize) -> usize) -> PyResult {
    let width = usize::try_from(vm.index_i64(a.get(1))?).unwrap_or(0);
    let fill = fill_of(vm, a)?;
    let s = body(vm, a.get(0));
    if width <= s.len() {
        return Ok(build::whole(vm, a.get(0)));
    }
    vm.room_for(width, 4)?;
    let s = body(vm, a.get(0));
    let missing = width - s.len();
    let before = left(missing, width);
    let mut out = Wtf8Buf::with_capacity(s.bytes().len() + missing);
    out.push_repeated(fill, before);
    out.push_wtf8(s.wtf8());
    out.push_repeated(fill, missing - before);
    Ok(build::of_buf(out))
}

fn center(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    padded(vm, a, |missing, width| missing / 2 + (missing & width & 1))
}

fn ljust(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    padded(vm, a, |_, _| 0)
}

fn rjust(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    padded(vm, a, |missing, _| missing)
}

fn zfill(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let width = usize::try_from(vm.index_i64(a.get(1))?).unwrap_or(0);
    let s = body(vm, a.get(0));
    if width <= s.len() {
        return Ok(build::whole(vm, a.get(0)));
    }
    vm.room_for(width, 4)?;
    let s = body(vm, a.get(0));
    let sign = usize::from(matches!(s.bytes().first(), Some(b'+' | b'-')));
    let mut out = Wtf8Buf::with_capacity(s.bytes().len() + width);
    out.push_wtf8(s.wtf8().slice_bytes(0, sign));
    out.push_repeated(u32::from('0'), width - s.len());
    out.push_wtf8(s.wtf8().slice_bytes(sign, s.bytes().len()));
    Ok(build::of_buf(out))
}

/// The argument of `expandtabs`: a C int.
///
/// # Errors
/// `OverflowError` when it is too large for one.
pub(crate) fn tab_size(vm: &mut Vm, n: Ref<'_>) -> PyResult<usize> {
    match i32::try_from(vm.index_i64(n)?) {
        Ok(n) => Ok(usize::try_from(n).unwrap_or(0)),
        Err(_) => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

fn expandtabs(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let size = match a.opt(1) {
        Some(n) => tab_size(vm, n)?,
        None => 8,
    };
    let s = body(vm, a.get(0));
    if !s.bytes().contains(&b'\t') {
        return Ok(build::whole(vm, a.get(0)));
    }
    let tabs = s.bytes().iter().filter(|&&b| b == b'\t').count();
    vm.room_for(tabs.saturating_mul(size), 1)?;
    let s = body(vm, a.get(0));
    let mut out = Wtf8Buf::with_capacity(s.bytes().len());
    let mut column = 0usize;
    for p in s.wtf8().chars() {
        if p == u32::from('\t') {
            if let Some(past) = column.checked_rem(size) {
                out.push_repeated(u32::from(' '), size - past);
                column += size - past;
            }
            continue;
        }
        out.push(p);
        column = if p == u32::from('\n') || p == u32::from('\r') { 0 } else { column + 1 };
    }
    Ok(build::of_buf(out))
}
