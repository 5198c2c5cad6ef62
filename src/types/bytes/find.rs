//! Methods that look for bytes in bytes: `find`, `index`, `count`, `startswith` and their kin.

use super::create::byte_or_bytes;
use super::search::{self, Bounds};
use super::{bounds_of, buffer, data};
use crate::object::{Args, FnDef, Owned, PyResult, Ref, Vm};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("find", "(self, sub, start=None, end=None, /)", find, FIND),
    FnDef::new("rfind", "(self, sub, start=None, end=None, /)", rfind, RFIND),
    FnDef::new("index", "(self, sub, start=None, end=None, /)", index, INDEX),
    FnDef::new("rindex", "(self, sub, start=None, end=None, /)", rindex, RINDEX),
    FnDef::new("count", "(self, sub, start=None, end=None, /)", count, COUNT),
    FnDef::new("startswith", "(self, prefix, start=None, end=None, /)", startswith, STARTSWITH),
    FnDef::new("endswith", "(self, suffix, start=None, end=None, /)", endswith, ENDSWITH),
];

const FIND: &str = "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nReturn -1 on failure.";
const RFIND: &str = "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nReturn -1 on failure.";
const INDEX: &str = "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nRaise ValueError if the subsection is not found.";
const RINDEX: &str = "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nRaise ValueError if the subsection is not found.";
const COUNT: &str = "Return the number of non-overlapping occurrences of subsection 'sub' in bytes B[start:end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.";
const STARTSWITH: &str = "Return True if the bytes starts with the specified prefix, False otherwise.\n\n  prefix\n    A bytes or a tuple of bytes to try.\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.";
const ENDSWITH: &str = "Return True if the bytes ends with the specified suffix, False otherwise.\n\n  suffix\n    A bytes or a tuple of bytes to try.\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.";

type Finder = fn(&[u8], &[u8]) -> Option<usize>;

fn search_by(vm: &mut Vm, a: &Args<'_>, f: Finder) -> PyResult<Option<usize>> {
    let sub = byte_or_bytes(vm, a.get(1))?;
    let b = bounds_of(vm, a.opt(2), a.opt(3), data(vm, a.get(0)).len())?;
    let Some(r) = b.range() else { return Ok(None) };
    let start = r.start;
    Ok(f(&data(vm, a.get(0))[r], &sub).map(|i| start + i))
}

fn or_minus_one(i: Option<usize>) -> Owned {
    i.map_or(Owned::int(-1), Owned::usize)
}

fn or_error(vm: &mut Vm, i: Option<usize>) -> PyResult {
    match i {
        Some(i) => Ok(Owned::usize(i)),
        None => Err(vm.value_error("subsection not found")),
    }
}

fn find(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    search_by(vm, a, search::find).map(or_minus_one)
}

fn rfind(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    search_by(vm, a, search::rfind).map(or_minus_one)
}

fn index(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let i = search_by(vm, a, search::find)?;
    or_error(vm, i)
}

fn rindex(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let i = search_by(vm, a, search::rfind)?;
    or_error(vm, i)
}

fn count(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let sub = byte_or_bytes(vm, a.get(1))?;
    let b = bounds_of(vm, a.opt(2), a.opt(3), data(vm, a.get(0)).len())?;
    let Some(r) = b.range() else { return Ok(Owned::int(0)) };
    if sub.is_empty() {
        return Ok(Owned::usize(r.len() + 1));
    }
    Ok(Owned::usize(search::count(&data(vm, a.get(0))[r], &sub)))
}

fn startswith(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    affix(vm, a, "startswith", |s, x| s.starts_with(x))
}

fn endswith(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    affix(vm, a, "endswith", |s, x| s.ends_with(x))
}

fn affix(vm: &mut Vm, a: &Args<'_>, name: &str, test: fn(&[u8], &[u8]) -> bool) -> PyResult {
    let what = a.get(1);
    let b = bounds_of(vm, a.opt(2), a.opt(3), data(vm, a.get(0)).len())?;
    let Some(all) = what.as_tuple(vm).map(<[Owned]>::to_vec) else {
        return match buffer::copy(vm, what) {
            Some(x) => Ok(Owned::bool(affix_one(vm, a.get(0), &x, b, test))),
            None => {
                let got = what.ty().message_name();
                Err(vm.type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {got}")))
            }
        };
    };
    for x in &all {
        let x = buffer::require(vm, x.lend())?;
        if affix_one(vm, a.get(0), &x, b, test) {
            return Ok(Owned::bool(true));
        }
    }
    Ok(Owned::bool(false))
}

fn affix_one(vm: &Vm, o: Ref<'_>, x: &[u8], b: Bounds, test: fn(&[u8], &[u8]) -> bool) -> bool {
    b.range().is_some_and(|r| test(&data(vm, o)[r], x))
}
