//! `float`: IEEE 754 doubles.
//!
//! Most floats are immediates; those with extreme exponents, NaN, infinities, `-0.0` and instances of subclasses are
//! [`HeapFloat`]s. Text and rounding are `taipan_text::float`'s.
//!
//! | file | what is in it |
//! |---|---|
//! | `arith` | operators and [`power`] |
//! | `convert` | `float(x)` |
//! | `methods` | everything with a name |
//! | `order` | comparison, also with ints, hash, truth |

mod arith;
mod convert;
mod methods;
mod order;

use crate::object::{BinOp, BinaryFn, HeapFloat, TypeDef, TypeFlags};

pub use arith::{divmod, floor_divmod, power};
pub use convert::from_object;

/// The type `float`.
pub fn def() -> TypeDef {
    TypeDef::of::<HeapFloat>("float", "builtins")
        .doc("Convert a string or number to a floating-point number, if possible.")
        .flags(TypeFlags::BASE | TypeFlags::MATCH_SELF)
        .slots(|s| {
            s.repr = Some(convert::repr);
            s.hash = Some(order::hash);
            s.compare = Some(order::compare);
            s.bool = Some(order::truth);
            s.new = Some(convert::new);
            s.int = Some(methods::truncate);
            s.float = Some(convert::exact);
            s.pos = Some(convert::exact);
            s.neg = Some(arith::neg);
            s.abs = Some(arith::abs);
            s.pow_mod = Some(arith::pow_mod);
            let table: [(BinOp, BinaryFn); 7] = [
                (BinOp::Add, arith::add),
                (BinOp::Sub, arith::sub),
                (BinOp::Mul, arith::mul),
                (BinOp::TrueDiv, arith::true_div),
                (BinOp::FloorDiv, arith::floor_div),
                (BinOp::Rem, arith::rem),
                (BinOp::Pow, arith::pow),
            ];
            for (op, f) in table {
                s.binary[op as usize] = Some(f);
            }
        })
        .methods(methods::METHODS)
        .class_methods(methods::CLASS_METHODS)
        .getters(methods::GETTERS)
}
