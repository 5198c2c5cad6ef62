//! Methods that fill bytes up to a width: `center`, `ljust`, `rjust`, `zfill`, `expandtabs`.

use super::{Bytes, data, like, whole};
use crate::object::{Args, FnDef, PyResult, Vm};
use crate::types::bytearray::ByteArray;

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("center", "(self, width, fillchar=b' ', /)", center, CENTER),
    FnDef::new("ljust", "(self, width, fillchar=b' ', /)", ljust, LJUST),
    FnDef::new("rjust", "(self, width, fillchar=b' ', /)", rjust, RJUST),
    FnDef::new("zfill", "(self, width, /)", zfill, ZFILL),
    FnDef::new("expandtabs", "(self, tabsize=8)", expandtabs, EXPANDTABS),
];

const CENTER: &str = "Return a centered string of length width.\n\nPadding is done using the specified fill character.";
const LJUST: &str =
    "Return a left-justified string of length width.\n\nPadding is done using the specified fill character.";
const RJUST: &str =
    "Return a right-justified string of length width.\n\nPadding is done using the specified fill character.";
const ZFILL: &str = "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe original string is never truncated.";
const EXPANDTABS: &str = "Return a copy where all tab characters are expanded using spaces.\n\nIf tabsize is not given, a tab size of 8 characters is assumed.";

/// Pads by what `sides` says of the missing bytes: how many go to the left.
fn padded(vm: &mut Vm, a: &Args<'_>, name: &str, left: fn(usize, usize) -> usize) -> PyResult {
    let width = vm.index_i64(a.get(1))?;
    let o = a.get(0);
    let fill = match a.opt(2) {
        None => b' ',
        Some(f) => {
            let bytes = f.get::<Bytes>(vm).map(Bytes::data).or(f.get::<ByteArray>(vm).map(ByteArray::data));
            match bytes {
                Some(&[b]) => b,
                Some(other) => {
                    let (len, got) = (other.len(), f.ty().message_name());
                    let what = if f.is_a::<Bytes>() { "bytes" } else { &got };
                    return Err(vm.type_error(format!(
                        "{name}(): argument 2 must be a byte string of length 1, not a {what} object of length {len}"
                    )));
                }
                None => {
                    let got = f.ty().message_name();
                    return Err(
                        vm.type_error(format!("{name}() argument 2 must be a byte string of length 1, not {got}"))
                    );
                }
            }
        }
    };
    let hay = data(vm, o);
    let width = usize::try_from(width).unwrap_or(0);
    if width <= hay.len() {
        return Ok(whole(vm, o));
    }
    vm.room_for(width, 1)?;
    let hay = data(vm, o);
    let missing = width - hay.len();
    let before = left(missing, width);
    let mut out = vec![fill; before];
    out.extend_from_slice(hay);
    out.resize(width, fill);
    Ok(like(o, out))
}

fn center(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    padded(vm, a, "center", |missing, width| missing / 2 + (missing & width & 1))
}

fn ljust(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    padded(vm, a, "ljust", |_, _| 0)
}

fn rjust(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    padded(vm, a, "rjust", |missing, _| missing)
}

fn zfill(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let width = usize::try_from(vm.index_i64(a.get(1))?).unwrap_or(0);
    let o = a.get(0);
    let hay = data(vm, o);
    if width <= hay.len() {
        return Ok(whole(vm, o));
    }
    vm.room_for(width, 1)?;
    let hay = data(vm, o);
    let (sign, digits) = match hay {
        [s @ (b'+' | b'-'), rest @ ..] => (Some(*s), rest),
        _ => (None, hay),
    };
    let mut out: Vec<u8> = sign.into_iter().collect();
    out.resize(width - digits.len(), b'0');
    out.extend_from_slice(digits);
    Ok(like(o, out))
}

fn expandtabs(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let size = match a.opt(1) {
        Some(n) => crate::types::str::tab_size(vm, n)?,
        None => 8,
    };
    let o = a.get(0);
    let tabs = data(vm, o).iter().filter(|&&b| b == b'\t').count();
    vm.room_for(tabs.saturating_mul(size), 1)?;
    let (mut out, mut column) = (Vec::new(), 0);
    for &b in data(vm, o) {
        match b {
            b'\t' if size == 0 => {}
            b'\t' => {
                let n = size - column % size;
                out.resize(out.len() + n, b' ');
                column += n;
            }
            _ => {
                out.push(b);
                column = if matches!(b, b'\n' | b'\r') { 0 } else { column + 1 };
            }
        }
    }
    Ok(like(o, out))
}
