//! Methods that put bytes in place of others: `replace`, `join`, `translate`, `maketrans`.

use super::{buffer, data, from_vec, like, search, whole};
use crate::object::{Args, Exc, FnDef, Owned, PyResult, Vm};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("replace", "(self, old, new, count=-1, /)", replace, REPLACE),
    FnDef::new("join", "(self, iterable_of_bytes, /)", join, JOIN),
    FnDef::new("translate", "(self, table, /, delete=b'')", translate, TRANSLATE),
];

/// `maketrans` needs no instance.
pub(crate) static STATIC_METHODS: &[FnDef] = &[FnDef::new("maketrans", "(frm, to, /)", maketrans, MAKETRANS)];

const REPLACE: &str = "Return a copy with all occurrences of substring old replaced by new.\n\n  count\n    Maximum number of occurrences to replace.\n    -1 (the default value) means replace all occurrences.\n\nIf the optional argument count is given, only the first count occurrences are\nreplaced.";
const JOIN: &str = "Concatenate any number of bytes objects.\n\nThe bytes whose method is called is inserted in between each pair.\n\nThe result is returned as a new bytes object.\n\nExample: b'.'.join([b'ab', b'pq', b'rs']) -> b'ab.pq.rs'.";
const TRANSLATE: &str = "Return a copy with each character mapped by the given translation table.\n\n  table\n    Translation table, which must be a bytes object of length 256.\n\nAll characters occurring in the optional argument delete are removed.\nThe remaining characters are mapped through the given translation table.";
const MAKETRANS: &str = "Return a translation table usable for the bytes or bytearray translate method.\n\nThe returned table will be one where each byte in frm is mapped to the byte at\nthe same position in to.\n\nThe bytes objects frm and to must be of the same length.";

fn replace(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (old, by) = (buffer::require(vm, a.get(1))?, buffer::require(vm, a.get(2))?);
    let max = match a.opt(3) {
        Some(n) => usize::try_from(vm.index_i64(n)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let o = a.get(0);
    let hay = data(vm, o);
    let done = if old.is_empty() { interleave(hay, &by, max) } else { search::replace(hay, &old, &by, max) };
    Ok(match done {
        Some(out) => like(o, out),
        None => whole(vm, o),
    })
}

/// The empty needle occurs before every byte and at the end.
fn interleave(hay: &[u8], by: &[u8], max: usize) -> Option<Vec<u8>> {
    if max == 0 || by.is_empty() {
        return None;
    }
    let mut out = Vec::with_capacity(hay.len() + by.len() * (hay.len() + 1).min(max));
    for (i, &b) in hay.iter().enumerate() {
        if i < max {
            out.extend_from_slice(by);
        }
        out.push(b);
    }
    if hay.len() < max {
        out.extend_from_slice(by);
    }
    Some(out)
}

fn join(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let items = vm.collect(a.get(1));
    let items = match vm.catch(items, Exc::TypeError)? {
        Ok(items) => items,
        Err(e) => {
            let s = *a.get(1).ty().slots();
            if s.iter.is_some() || s.getitem.is_some() {
                return Err(vm.reraise(e));
            }
            return Err(vm.type_error("can only join an iterable"));
        }
    };
    let sep = data(vm, a.get(0)).to_vec();
    let mut out = Vec::new();
    for (i, x) in items.iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(&sep);
        }
        match buffer::get(vm, x.lend()) {
            Some(b) => out.extend_from_slice(&b),
            None => {
                let got = x.lend().ty().message_name();
                return Err(vm.type_error(format!("sequence item {i}: expected a bytes-like object, {got} found")));
            }
        }
    }
    Ok(like(a.get(0), out))
}

fn translate(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let table = match a.some(1) {
        Some(t) => Some(buffer::require(vm, t)?),
        None => None,
    };
    if table.as_ref().is_some_and(|t| t.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let mut delete = [false; 256];
    if let Some(d) = a.opt(2) {
        buffer::require(vm, d)?.iter().for_each(|&b| delete[usize::from(b)] = true);
    }
    let o = a.get(0);
    let kept = data(vm, o).iter().filter(|&&b| !delete[usize::from(b)]);
    let out = kept.map(|&b| table.as_ref().map_or(b, |t| t[usize::from(b)])).collect();
    Ok(like(o, out))
}

fn maketrans(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (from, to) = (buffer::require(vm, a.get(0))?, buffer::require(vm, a.get(1))?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (f, t) in from.into_iter().zip(to) {
        table[usize::from(f)] = t;
    }
    Ok::<Owned, _>(from_vec(table))
}
