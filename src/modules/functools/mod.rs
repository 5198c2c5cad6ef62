//! `functools`: functions about functions. Native here: `reduce`, `partial`, `lru_cache`, `cache`, `cmp_to_key`, `wraps`; the
//! others are `python/functools.py`.

mod cmp_key;
mod lru;
mod lru_links;
mod partial;
mod partial_new;
mod wraps;

use super::{ModuleDef, add_types, python};
use crate::object::{Args, FnDef, Kind, Owned, PyResult, TypeDef, Vm, new};

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef {
        name: "functools",
        doc: "functools.py - Tools for working with functions and callable objects",
        functions: FUNCTIONS,
        fill: |vm, dict| {
            add_types(vm, dict, &[Kind::Partial, Kind::LruCache]);
            let placeholder = new(partial::PlaceholderBody);
            vm.extension::<partial::Placeholder>().0 = Some(placeholder.clone());
            vm.dict_set_name(dict, "Placeholder", placeholder);
            wraps::fill(vm, dict);
            python::complete_on_demand(vm, dict);
            Ok(())
        },
    }
}

/// The types of the module.
pub fn types() -> Vec<TypeDef> {
    vec![partial::def(), partial::placeholder_def(), lru::def(), cmp_key::def()]
}

static FUNCTIONS: &[FnDef] = &[
    FnDef::new(
        "reduce",
        "(function, iterable, /, initial=<unrepresentable>)",
        reduce,
        "Apply a function of two arguments cumulatively to the items of an iterable, from left to right.\n\nThis effectively reduces the iterable to a single value.  If initial is present,\nit is placed before the items of the iterable in the calculation, and serves as\na default when the iterable is empty.\n\nFor example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5])\ncalculates ((((1 + 2) + 3) + 4) + 5).",
    ),
    FnDef::new(
        "cmp_to_key",
        "(mycmp)",
        cmp_key::cmp_to_key,
        "Convert a cmp= function into a key= function.\n\n  mycmp\n    Function that compares two objects.",
    ),
    FnDef::new(
        "lru_cache",
        "(maxsize=128, typed=False)",
        lru::lru_cache,
        "Least-recently-used cache decorator.\n\nIf *maxsize* is set to None, the LRU features are disabled and the cache\ncan grow without bound.\n\nIf *typed* is True, arguments of different types will be cached separately.\n\nArguments to the cached function must be hashable.\n\nView the cache statistics named tuple (hits, misses, maxsize, currsize)\nwith f.cache_info().  Clear the cache and statistics with f.cache_clear().\nAccess the underlying function with f.__wrapped__.",
    ),
    FnDef::new(
        "cache",
        "(user_function, /)",
        lru::cache,
        "Simple lightweight unbounded cache.  Sometimes called \"memoize\".",
    ),
    FnDef::new(
        "update_wrapper",
        "(wrapper, wrapped, assigned=('__module__', '__name__', '__qualname__', '__doc__', '__annotate__', '__type_params__'), updated=('__dict__',))",
        wraps::update_wrapper,
        "Update a wrapper function to look like the wrapped function\n\nwrapper is the function to be updated\nwrapped is the original function\nassigned is a tuple naming the attributes assigned directly\nfrom the wrapped function to the wrapper function (defaults to\nfunctools.WRAPPER_ASSIGNMENTS)\nupdated is a tuple naming the attributes of the wrapper that\nare updated with the corresponding attribute from the wrapped\nfunction (defaults to functools.WRAPPER_UPDATES)",
    ),
    FnDef::new(
        "wraps",
        "(wrapped, assigned=('__module__', '__name__', '__qualname__', '__doc__', '__annotate__', '__type_params__'), updated=('__dict__',))",
        wraps::wraps,
        "Decorator factory to apply update_wrapper() to a wrapper function\n\nReturns a decorator that invokes update_wrapper() with the decorated\nfunction as the wrapper argument and the arguments to wraps() as the\nremaining arguments. Default arguments are as for update_wrapper().\nThis is a convenience function to simplify applying partial() to\nupdate_wrapper().",
    ),
];

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let func = a.get(0);
    if a.get(1).ty().slots().iter.is_none() && a.get(1).ty().slots().getitem.is_none() {
        return Err(vm.type_error("reduce() arg 2 must support iteration"));
    }
    let it = vm.iter(a.get(1))?;
    let mut result: Option<Owned> = a.opt(2).map(|r| r.own());
    while let Some(x) = vm.next(it.lend())? {
        result = Some(match result {
            None => x,
            Some(r) => vm.call(func, &[r.lend(), x.lend()])?,
        });
    }
    result.ok_or_else(|| vm.type_error("reduce() of empty iterable with no initial value"))
}
