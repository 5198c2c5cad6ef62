//! `random`: Mersenne Twister, and the distributions of CPython's `random.py` with its very numbers.
//!
//! The functions of the module are methods bound to one hidden [`RandomState`]. A subclass that overrides `random` or
//! `getrandbits` in Python is asked through its methods; the built-in generators are read directly (see `source`).
//!
//! | file | what is in it |
//! |---|---|
//! | `source` | where numbers come from: twister, operating system, a subclass's methods |
//! | `seed` | seeding and saving state |
//! | `integers` | `randrange`, `getrandbits`, … |
//! | `sequences` | `choice`, `shuffle`, `sample`, `choices` |
//! | `continuous` | real-valued distributions |
//! | `binomial` | the binomial distribution |
//! | `class` | the types `Random` and `SystemRandom` |

mod binomial;
mod class;
mod continuous;
mod integers;
mod seed;
mod sequences;
mod source;

use super::ModuleDef;
use crate::object::{Builtin, FnDef, Kind, PyResult, Ref, TypeDef, Vm, new};

/// The tables of `Random`'s methods.
fn tables() -> [&'static [FnDef]; 5] {
    [seed::METHODS, integers::METHODS, sequences::METHODS, continuous::METHODS, binomial::METHODS]
}

/// The types `Random` and `SystemRandom`.
pub fn types() -> Vec<TypeDef> {
    vec![class::random(), class::system_random()]
}

/// The module `random`.
pub fn def() -> ModuleDef {
    ModuleDef { name: "random", doc: "Random variable generators.", functions: &[], fill }
}

fn fill(vm: &mut Vm, dict: Ref<'_>) -> PyResult<()> {
    let hidden = vm.call(Kind::Random.ty(), &[])?;
    let module = vm.intern("random");
    let public = tables().into_iter().flatten().filter(|d| !d.name.starts_with('_'));
    for def in public {
        let f = new(Builtin { def, this: Some(hidden.clone()), bound: true, module: module.clone() });
        vm.dict_set_name(dict, def.name, f);
    }
    vm.dict_set_name(dict, "_inst", hidden);
    vm.dict_set_name(dict, "Random", Kind::Random.ty().own());
    vm.dict_set_name(dict, "SystemRandom", Kind::SystemRandom.ty().own());
    let names = ["Random", "SystemRandom"].into_iter().chain(tables().into_iter().flatten().map(|d| d.name));
    let mut all: Vec<&str> = names.filter(|n| !n.starts_with('_')).collect();
    all.sort_unstable();
    let all = all.into_iter().map(|n| vm.intern(n)).collect();
    let all = vm.list(all);
    vm.dict_set_name(dict, "__all__", all);
    Ok(())
}
