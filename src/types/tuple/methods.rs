//! Methods of `tuple`.

use crate::object::{Args, FnDef, Owned, PyResult, Tuple, Vm};
use crate::types::sequence::{search, search_bounds};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new(
        "index",
        "(self, value, start=0, stop=sys.maxsize, /)",
        index,
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
    ),
    FnDef::new("count", "(self, value, /)", count, "Return number of occurrences of value."),
    FnDef::new("__getnewargs__", "(self, /)", getnewargs, ""),
];

fn index(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let len = a.get(0).get::<Tuple>(vm).map_or(0, Tuple::len);
    let (start, stop) = search_bounds(vm, a, len)?;
    match search::find(vm, a.get(0), a.get(1), start, stop)? {
        Some(at) => Ok(Owned::usize(at)),
        None => Err(vm.value_error("tuple.index(x): x not in tuple")),
    }
}

fn count(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    Ok(Owned::usize(search::count(vm, a.get(0), a.get(1))?))
}

fn getnewargs(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let items = a.get(0).as_tuple(vm).unwrap_or_default().to_vec();
    let copy = vm.tuple(items);
    Ok(vm.tuple(vec![copy]))
}
