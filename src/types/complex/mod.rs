//! `complex`: two doubles.
//!
//! | file | what is in it |
//! |---|---|
//! | `arith` | the arithmetic itself, on pairs of floats |
//! | `convert` | `complex(…)`, and complex numbers from other objects |
//! | `methods` | operators as slots, methods, attributes |

mod arith;
mod convert;
mod methods;

use crate::object::{BinOp, BinaryFn, ComplexBody, TypeDef, TypeFlags};

pub use arith::{Complex, abs, quotient};
pub use convert::from_object;
pub use methods::power;

/// The type `complex`.
pub fn def() -> TypeDef {
    TypeDef::of::<ComplexBody>("complex", "builtins")
        .doc(DOC)
        .flags(TypeFlags::BASE)
        .slots(|s| {
            s.repr = Some(methods::repr);
            s.hash = Some(methods::hash);
            s.compare = Some(methods::compare);
            s.bool = Some(methods::truth);
            s.new = Some(convert::new);
            s.pos = Some(methods::pos);
            s.neg = Some(methods::neg);
            s.abs = Some(methods::absolute);
            s.pow_mod = Some(methods::pow_mod);
            let table: [(BinOp, BinaryFn); 5] = [
                (BinOp::Add, methods::add),
                (BinOp::Sub, methods::sub),
                (BinOp::Mul, methods::mul),
                (BinOp::TrueDiv, methods::true_div),
                (BinOp::Pow, methods::pow),
            ];
            for (op, f) in table {
                s.binary[op as usize] = Some(f);
            }
        })
        .methods(methods::METHODS)
        .class_methods(methods::CLASS_METHODS)
        .getters(methods::GETTERS)
}

const DOC: &str = "Create a complex number from a string or numbers.

If a string is given, parse it as a complex number.
If a single number is given, convert it to a complex number.
If the 'real' or 'imag' arguments are given, create a complex number
with the specified real and imaginary components.";
