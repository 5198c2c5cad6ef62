//! `itertools`: lazy iterators, all native.
//!
//! Each keeps its source iterators as references and asks them only when it is asked itself. A source may run any Python code,
//! also code that advances the very iterator that asks; so state is read anew after every such call.
//!
//! | file | what is in it |
//! |---|---|
//! | `infinite` | `count`, `cycle`, `repeat` |
//! | `chain` | `chain` |
//! | `select` | `compress`, `dropwhile`, `filterfalse`, `starmap`, `takewhile` |
//! | `islice` | `islice` |
//! | `running` | `accumulate`, `batched`, `pairwise` |
//! | `groupby` | `groupby` and its groups |
//! | `tee` | `tee` |
//! | `zip_longest` | `zip_longest` |
//! | `product`, `permutations`, `combinations` | the combinatoric ones |

mod chain;
mod combinations;
mod groupby;
mod infinite;
mod islice;
mod permutations;
mod product;
mod running;
mod select;
mod tee;
mod zip_longest;

use super::{ModuleDef, add_types};
use crate::object::{CallArgs, Kind, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Vm, new_of};

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef {
        name: "itertools",
        doc: "Functional tools for creating and using iterators.",
        functions: tee::FUNCTIONS,
        fill: |vm, dict| {
            add_types(vm, dict, PUBLIC);
            Ok(())
        },
    }
}

/// The types of the module.
pub fn types() -> Vec<TypeDef> {
    let mut defs = infinite::defs();
    defs.extend([chain::def(), islice::def(), zip_longest::def()]);
    defs.extend(select::defs());
    defs.extend(running::defs());
    defs.extend(groupby::defs());
    defs.extend(tee::defs());
    defs.extend([product::def(), permutations::def()]);
    defs.extend(combinations::defs());
    defs
}

const PUBLIC: &[Kind] = &[
    Kind::ItAccumulate,
    Kind::ItBatched,
    Kind::ItChain,
    Kind::ItCombinations,
    Kind::ItCombinationsWithReplacement,
    Kind::ItCompress,
    Kind::ItCount,
    Kind::ItCycle,
    Kind::ItDropWhile,
    Kind::ItFilterFalse,
    Kind::ItGroupBy,
    Kind::ItGrouper,
    Kind::ItISlice,
    Kind::ItPairwise,
    Kind::ItPermutations,
    Kind::ItProduct,
    Kind::ItRepeat,
    Kind::ItStarMap,
    Kind::ItTakeWhile,
    Kind::ItTee,
    Kind::ItTeeData,
    Kind::ItZipLongest,
];

/// A type of this module: an iterator that may be subclassed.
fn iterator<T: Payload>(name: &'static str, new: crate::object::NewFn, next: crate::object::NextFn) -> TypeDef {
    TypeDef::of::<T>(name, "itertools").flags(TypeFlags::BASE | TypeFlags::GC).slots(|s| {
        s.new = Some(new);
        s.iter = Some(crate::types::iter::iter_self);
        s.next = Some(next);
    })
}

/// An object of the class of a constructor call.
fn made<T: Payload>(cls: Ref<'_>, body: T) -> PyResult {
    Ok(new_of(cls.expect_type(), body))
}

/// The arguments that a constructor looks at: keywords are for a subclass that brings its own `__init__`.
fn own_args<'a>(cls: Ref<'_>, kind: Kind, args: &CallArgs<'a>) -> CallArgs<'a> {
    if cls.expect_type().is_exactly(kind) { *args } else { CallArgs::positional(args.pos()) }
}

/// `it[i]` of a list of source iterators that lies in a body of type `T`.
fn source<T: Payload>(vm: &Vm, o: Ref<'_>, pick: impl Fn(&T) -> Option<&Owned>) -> Option<Owned> {
    o.get::<T>(vm).and_then(|b| pick(b).cloned())
}
