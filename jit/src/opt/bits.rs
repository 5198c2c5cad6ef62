//! Known bits of integers: which bits are 0 and which are 1 in every value.

use super::ranges::Range;
use crate::ir::Op;

/// Bits that are known. No bit is in both masks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bits {
    /// Bits that are 0.
    pub zeros: u64,
    /// Bits that are 1.
    pub ones: u64,
}

impl Bits {
    /// Nothing is known.
    pub const ANY: Bits = Bits { zeros: 0, ones: 0 };

    /// The bits of one value.
    pub fn of(value: u64) -> Bits {
        Bits { zeros: !value, ones: value }
    }

    /// The leading bits that all values of a range share.
    pub fn of_range(range: Range) -> Bits {
        let (lo, hi) = (range.lo as u64, range.hi as u64);
        let shared = (lo ^ hi).leading_zeros();
        let mask = if shared == 0 { 0 } else { u64::MAX << (64 - shared) };
        Bits { zeros: !lo & mask, ones: lo & mask }
    }

    /// The least range that the bits allow.
    pub fn range(self) -> Range {
        let sign = 1 << 63;
        let (least, greatest) = (self.ones, !self.zeros);
        if (self.zeros | self.ones) & sign != 0 {
            Range { lo: least as i64, hi: greatest as i64 }
        } else {
            Range { lo: (least | sign) as i64, hi: (greatest & !sign) as i64 }
        }
    }

    /// Whether a value has these bits.
    #[cfg(test)]
    pub fn allows(self, value: u64) -> bool {
        value & self.zeros == 0 && !value & self.ones == 0
    }

    /// Whether no value can have both.
    pub fn excludes(self, other: Bits) -> bool {
        self.zeros & other.ones != 0 || self.ones & other.zeros != 0
    }

    /// Both facts; where they contradict each other, `self`.
    #[must_use]
    pub fn meet(self, other: Bits) -> Bits {
        if self.excludes(other) {
            return self;
        }
        Bits { zeros: self.zeros | other.zeros, ones: self.ones | other.ones }
    }

    /// What both know.
    #[must_use]
    pub fn join(self, other: Bits) -> Bits {
        Bits { zeros: self.zeros & other.zeros, ones: self.ones & other.ones }
    }

    /// How many of the lowest bits are 0.
    pub fn trailing_zeros(self) -> u32 {
        self.zeros.trailing_ones()
    }

    /// The only value, if all bits are known.
    pub fn single(self) -> Option<u64> {
        (self.zeros | self.ones == u64::MAX).then_some(self.ones)
    }
}

fn low_zeros(n: u32) -> Bits {
    Bits { zeros: if n >= 64 { u64::MAX } else { (1 << n) - 1 }, ones: 0 }
}

/// The known bits of `a op b`.
pub fn binary(op: Op, a: Bits, b: Bits) -> Bits {
    let count = b.single().map(|n| (n & 63) as u32);
    match (op, count) {
        (Op::IntAnd, _) => Bits { zeros: a.zeros | b.zeros, ones: a.ones & b.ones },
        (Op::IntOr, _) => Bits { zeros: a.zeros & b.zeros, ones: a.ones | b.ones },
        (Op::IntXor, _) => {
            Bits { zeros: a.zeros & b.zeros | a.ones & b.ones, ones: a.zeros & b.ones | a.ones & b.zeros }
        }
        (Op::IntShl, Some(n)) => Bits { zeros: a.zeros << n | low_zeros(n).zeros, ones: a.ones << n },
        (Op::IntShr, Some(n)) => Bits { zeros: (a.zeros as i64 >> n) as u64, ones: (a.ones as i64 >> n) as u64 },
        (Op::IntUShr, Some(n)) => Bits { zeros: a.zeros >> n | !(u64::MAX >> n), ones: a.ones >> n },
        (Op::IntAdd | Op::IntAddOvf, _) => sum(a, b, false),
        (Op::IntSub | Op::IntSubOvf, _) => sum(a, Bits { zeros: b.ones, ones: b.zeros }, true),
        (Op::IntMul | Op::IntMulOvf, _) => low_zeros(a.trailing_zeros() + b.trailing_zeros()),
        _ => Bits::ANY,
    }
}

/// The low bits of a sum, as far as both operands' low bits are known.
fn sum(a: Bits, b: Bits, carry: bool) -> Bits {
    let known = (a.zeros | a.ones) & (b.zeros | b.ones);
    let n = known.trailing_ones();
    let mask = low_zeros(n).zeros;
    let low = a.ones.wrapping_add(b.ones).wrapping_add(u64::from(carry));
    Bits { zeros: !low & mask, ones: low & mask }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_gives_leading_bits_and_bits_give_a_range() {
        let b = Bits::of_range(Range { lo: 16, hi: 31 });
        assert_eq!(b.ones, 16);
        assert_eq!(b.zeros, !31);
        assert_eq!(b.range(), Range { lo: 16, hi: 31 });
        assert_eq!(Bits::ANY.range(), Range::FULL);
        assert_eq!(Bits::of_range(Range { lo: -1, hi: 1 }), Bits::ANY);
    }

    #[test]
    fn the_low_bits_of_a_sum_follow_from_the_low_bits_of_its_parts() {
        let odd = Bits { zeros: 0, ones: 1 };
        assert_eq!(binary(Op::IntAdd, odd, odd), Bits { zeros: 1, ones: 0 });
        assert_eq!(binary(Op::IntSub, odd, Bits::of(2)).ones, 1);
        assert_eq!(binary(Op::IntMul, Bits::of(8), Bits { zeros: 3, ones: 0 }).trailing_zeros(), 5);
    }
}
