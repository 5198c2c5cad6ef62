//! `list.sort` and `list.reverse`.

use super::sort_list;
use crate::object::{Args, FnDef, List, Owned, PyResult, Vm};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new("reverse", "(self, /)", reverse, "Reverse *IN PLACE*."),
    FnDef::new(
        "sort",
        "(self, /, *, key=None, reverse=False)",
        sort,
        "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and stable (i.e. the\norder of two equal elements is maintained).\n\nIf a key function is given, apply it once to each list item and sort them,\nascending or descending, according to their function values.\n\nThe reverse flag can be set to sort in descending order.",
    ),
];

fn reverse(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    if let Some(l) = a.get(0).get_mut::<List>(vm) {
        l.reverse();
    }
    Ok(Owned::NONE)
}

fn sort(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let reverse = match a.opt(2) {
        Some(r) => vm.truth(r)?,
        None => false,
    };
    sort_list(vm, a.get(0), a.some(1), reverse)?;
    Ok(Owned::NONE)
}
