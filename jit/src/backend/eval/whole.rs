//! Integers of any size on a simulated heap, and what the operations on them mean.
//!
//! A heap integer holds [`LIMBS`] limbs of two's complement, least significant first. What does not fit wraps: no
//! embedding has such a limit, so tests keep below it.

use super::memory::Memory;
use crate::ir::ops::Op;
use crate::ir::types::MemKind;
use crate::ir::word::{self, header};
use dashu_int::ops::DivRemEuclid;
use dashu_int::{IBig, UBig};

/// Limbs of a heap integer.
pub const LIMBS: u64 = 6;
const BYTES: usize = LIMBS as usize * 8;

/// The integer in a word: a fixnum, or the address of a heap integer.
pub fn integer<M: Memory + ?Sized>(memory: &mut M, w: u64) -> IBig {
    if word::is_fixnum(w) {
        return IBig::from(word::fixnum_value(w));
    }
    let mut value = IBig::ZERO;
    for i in (0..LIMBS).rev() {
        let limb = memory.load(w + u64::from(header::SIZE) + 8 * i, MemKind::I64);
        let top = i + 1 == LIMBS;
        value = (value << 64) + if top { IBig::from(limb as i64) } else { IBig::from(limb) };
    }
    value
}

/// The limbs of an integer.
pub fn limbs(i: &IBig) -> [u64; LIMBS as usize] {
    let modulus = IBig::ONE << (8 * BYTES);
    let mut rest: UBig = i.clone().div_rem_euclid(modulus).1;
    std::array::from_fn(|_| {
        let low = u64::try_from(&rest & UBig::from(u64::MAX)).unwrap_or_default();
        rest >>= 64;
        low
    })
}

/// What an operation on integers of any size gives; a truth value as 0 or 1.
///
/// # Panics
/// For other operations, and for divisions by zero, which their emitters exclude.
pub fn compute(op: Op, a: &IBig, b: &IBig) -> IBig {
    let shift = || usize::try_from(b).unwrap_or_default();
    let truth = |t: bool| IBig::from(u8::from(t));
    match op {
        Op::WholeAdd => a + b,
        Op::WholeSub => a - b,
        Op::WholeMul => a * b,
        Op::WholeAnd => a & b,
        Op::WholeOr => a | b,
        Op::WholeXor => a ^ b,
        Op::WholeFloorDiv => floor_div_mod(a, b).0,
        Op::WholeMod => floor_div_mod(a, b).1,
        Op::WholeShl => a << shift(),
        Op::WholeShr => a >> shift(),
        Op::WholeNeg => -a,
        Op::WholeNot => !a,
        Op::WholeEq => truth(a == b),
        Op::WholeNe => truth(a != b),
        Op::WholeLt => truth(a < b),
        Op::WholeLe => truth(a <= b),
        op => panic!("`{}` is no operation on integers of any size", op.mnemonic()),
    }
}

fn floor_div_mod(a: &IBig, b: &IBig) -> (IBig, IBig) {
    let (q, r) = (a / b, a % b);
    let wrong = r != IBig::ZERO && (r < IBig::ZERO) != (*b < IBig::ZERO);
    if wrong { (q - IBig::ONE, r + b) } else { (q, r) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_rounds_down() {
        for (a, b, q, r) in [(7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -4, -1), (-7, -2, 3, -1), (6, -3, -2, 0)] {
            let (a, b) = (IBig::from(a), IBig::from(b));
            assert_eq!(floor_div_mod(&a, &b), (IBig::from(q), IBig::from(r)));
        }
    }

    #[test]
    fn limbs_are_two_s_complement() {
        assert_eq!(limbs(&IBig::from(-2)), [u64::MAX - 1, u64::MAX, u64::MAX, u64::MAX, u64::MAX, u64::MAX]);
        assert_eq!(limbs(&(IBig::ONE << 64))[..3], [0, 1, 0]);
    }
}
