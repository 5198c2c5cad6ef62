//! `math`: functions of real numbers.
//!
//! Functions of floats are `pymath`'s, which calls the system's libm and repeats CPython's own algorithms where CPython has
//! them, so that results agree to the last bit. Functions of integers are exact for any size.
//!
//! | file | what is in it |
//! |---|---|
//! | `real` | one float in, one float out; `pow`, `atan2` and their like |
//! | `log` | logarithms, also of ints beyond the floats |
//! | `parts` | taking floats apart, rounding, classification |
//! | `integer` | `gcd`, `comb`, `factorial`, `isqrt`, … |
//! | `aggregate` | sums, products, norms |

mod aggregate;
mod integer;
mod log;
mod parts;
mod real;

use super::ModuleDef;
use crate::object::{Owned, PyResult, Ref, Vm};
use std::f64::consts;

/// The module `math`.
pub fn def() -> ModuleDef {
    ModuleDef {
        name: "math",
        doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
        functions: &[],
        fill,
    }
}

fn fill(vm: &mut Vm, dict: Ref<'_>) -> PyResult<()> {
    for table in [real::FUNCTIONS, log::FUNCTIONS, parts::FUNCTIONS, integer::FUNCTIONS, aggregate::FUNCTIONS] {
        super::add_functions(vm, dict, "math", table);
    }
    let constants =
        [("pi", consts::PI), ("e", consts::E), ("tau", consts::TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)];
    for (name, value) in constants {
        vm.dict_set_name(dict, name, Owned::float(value));
    }
    Ok(())
}
