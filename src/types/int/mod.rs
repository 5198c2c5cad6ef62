//! `int`: whole numbers of any size.
//!
//! Up to 63 bits an int is an immediate, beyond that a [`BigInt`]; instances of subclasses are always `BigInt`s. Every
//! operation first tries machine words with a check for overflow and only then big numbers. The arithmetic itself, as far as
//! it is more than one operator, is `taipan_text::bigint`'s.
//!
//! | file | what is in it |
//! |---|---|
//! | `arith` | `+ - * / // % **`, signs |
//! | `bits` | shifts and the bitwise operators |
//! | `bytes` | `to_bytes`, `from_bytes` |
//! | `convert` | `int(x)` and `int.__new__` |
//! | `machine` | ints as compiled code sees them |
//! | `methods` | everything with a name |
//! | `order` | comparison, hash, truth |
//! | `text` | `repr`, `format`, the limit of digits |
//! | `wide` | operators of ints up to 128 bits, short cut |

mod arith;
mod bits;
mod bytes;
mod convert;
mod machine;
mod methods;
mod order;
mod text;
mod wide;

use crate::object::{BigInt, BinOp, TypeDef, TypeFlags};

pub use arith::divmod;
pub use convert::{exact, from_float, from_number};
pub(crate) use machine::{
    as_unsigned, compared, inverted, is_negative, low_bits, negated, operate, power_of_two, unsigned,
};
pub use text::{digit_limit, set_digit_limit};
pub(crate) use text::{format_error, parse_spec};
pub(crate) use wide::{two_words, wide_binary, wide_result};

/// The type `int`.
pub fn def() -> TypeDef {
    TypeDef::of::<BigInt>("int", "builtins")
        .doc(DOC)
        .flags(TypeFlags::BASE | TypeFlags::MATCH_SELF)
        .slots(|s| {
            s.repr = Some(text::repr);
            s.hash = Some(order::hash);
            s.compare = Some(order::compare);
            s.bool = Some(order::truth);
            s.new = Some(convert::new);
            s.int = Some(convert::exact_slot);
            s.index = Some(convert::exact_slot);
            s.float = Some(convert::to_float);
            s.pos = Some(convert::exact_slot);
            s.neg = Some(arith::neg);
            s.abs = Some(arith::abs);
            s.invert = Some(bits::invert);
            s.pow_mod = Some(arith::pow_mod);
            let table: [(BinOp, crate::object::BinaryFn); 12] = [
                (BinOp::Add, arith::add),
                (BinOp::Sub, arith::sub),
                (BinOp::Mul, arith::mul),
                (BinOp::TrueDiv, arith::true_div),
                (BinOp::FloorDiv, arith::floor_div),
                (BinOp::Rem, arith::rem),
                (BinOp::Pow, arith::pow),
                (BinOp::LShift, bits::lshift),
                (BinOp::RShift, bits::rshift),
                (BinOp::And, bits::and),
                (BinOp::Or, bits::or),
                (BinOp::Xor, bits::xor),
            ];
            for (op, f) in table {
                s.binary[op as usize] = Some(f);
            }
        })
        .methods(methods::METHODS)
        .class_methods(bytes::CLASS_METHODS)
        .getters(methods::GETTERS)
}

const DOC: &str = "int([x]) -> integer
int(x, base=10) -> integer

Convert a number or string to an integer, or return 0 if no arguments
are given.  If x is a number, return x.__int__().  For floating-point
numbers, this truncates towards zero.

If x is not a number or if base is given, then x must be a string,
bytes, or bytearray instance representing an integer literal in the
given base.  The literal can be preceded by '+' or '-' and be surrounded
by whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.
Base 0 means to interpret the base from the string as an integer literal.
>>> int('0b100', base=0)
4";
