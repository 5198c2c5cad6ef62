//! Ranges of integers: the least and the greatest value that an `int` can have.
//!
//! A range is never empty. Where facts contradict each other (the code behind them is never reached), the older one is
//! kept. Exact arithmetic is done in 128 bits, so that "may overflow" is one comparison.

use super::bits::Bits;
use crate::ir::Op;
use crate::ir::word::{FIXNUM_MAX, FIXNUM_MIN};

/// `lo..=hi`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range {
    /// Least value.
    pub lo: i64,
    /// Greatest value.
    pub hi: i64,
}

impl Range {
    /// Every `int`.
    pub const FULL: Range = Range { lo: i64::MIN, hi: i64::MAX };
    /// What a fixnum can hold.
    pub const FIXNUM: Range = Range { lo: FIXNUM_MIN, hi: FIXNUM_MAX };
    /// A truth value as an integer.
    pub const BOOL: Range = Range { lo: 0, hi: 1 };

    /// The range from `lo` to `hi`, or nothing if it is empty.
    pub fn new(lo: i64, hi: i64) -> Option<Range> {
        (lo <= hi).then_some(Range { lo, hi })
    }

    /// One value.
    pub fn of(value: i64) -> Range {
        Range { lo: value, hi: value }
    }

    /// The value, if there is only one.
    pub fn single(self) -> Option<i64> {
        (self.lo == self.hi).then_some(self.lo)
    }

    /// Whether every value of `other` is in it.
    pub fn contains(self, other: Range) -> bool {
        self.lo <= other.lo && other.hi <= self.hi
    }

    /// What is in both; `self` if that is nothing.
    #[must_use]
    pub fn meet(self, other: Range) -> Range {
        Range::new(self.lo.max(other.lo), self.hi.min(other.hi)).unwrap_or(self)
    }

    /// The least range with both in it.
    #[must_use]
    pub fn join(self, other: Range) -> Range {
        Range { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    fn from_wide(corners: impl IntoIterator<Item = i128>) -> Option<Range> {
        let (mut lo, mut hi) = (i128::MAX, i128::MIN);
        for c in corners {
            lo = lo.min(c);
            hi = hi.max(c);
        }
        Some(Range { lo: i64::try_from(lo).ok()?, hi: i64::try_from(hi).ok()? })
    }
}

/// The range of the exact result of `a op b`, if every one of them fits into 64 bits. For checked operations too.
pub fn exact(op: Op, a: Range, b: Range) -> Option<Range> {
    let (al, ah, bl, bh) = (i128::from(a.lo), i128::from(a.hi), i128::from(b.lo), i128::from(b.hi));
    match op {
        Op::IntAdd | Op::IntAddOvf => Range::from_wide([al + bl, ah + bh]),
        Op::IntSub | Op::IntSubOvf => Range::from_wide([al - bh, ah - bl]),
        Op::IntMul | Op::IntMulOvf => Range::from_wide([al * bl, al * bh, ah * bl, ah * bh]),
        _ => None,
    }
}

/// The range of `a op b` (wrapping), by ranges alone.
pub fn binary(op: Op, a: Range, b: Range) -> Range {
    if let Some(r) = exact(op, a, b) {
        return r;
    }
    match op {
        // A checked operation that goes on has not left 64 bits: the exact range, cut off.
        Op::IntAddOvf => clamp(i128::from(a.lo) + i128::from(b.lo), i128::from(a.hi) + i128::from(b.hi)),
        Op::IntSubOvf => clamp(i128::from(a.lo) - i128::from(b.hi), i128::from(a.hi) - i128::from(b.lo)),
        Op::IntAnd if a.lo >= 0 && b.lo >= 0 => Range { lo: 0, hi: a.hi.min(b.hi) },
        Op::IntAnd if b.lo >= 0 => Range { lo: 0, hi: b.hi },
        Op::IntAnd if a.lo >= 0 => Range { lo: 0, hi: a.hi },
        Op::IntShr => shift_right(a, b),
        Op::IntUShr if a.lo >= 0 => shift_right(a, b),
        Op::IntUShr if b.lo >= 1 && b.hi <= 63 => Range { lo: 0, hi: (u64::MAX >> b.lo) as i64 },
        Op::IntShl => shift_left(a, b),
        Op::IntUDiv if b.lo >= 2 => Range { lo: 0, hi: (u64::MAX / b.lo as u64) as i64 },
        Op::IntUMod | Op::IntResidue if b.lo >= 1 => Range { lo: 0, hi: b.hi - 1 },
        Op::IntFloorDiv => floor_div(a, b),
        Op::IntMod => floor_mod(a, b),
        Op::IntMin => Range { lo: a.lo.min(b.lo), hi: a.hi.min(b.hi) },
        Op::IntMax => Range { lo: a.lo.max(b.lo), hi: a.hi.max(b.hi) },
        _ => Range::FULL,
    }
}

fn clamp(lo: i128, hi: i128) -> Range {
    let cut = |x: i128| x.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
    Range { lo: cut(lo), hi: cut(hi) }
}

fn shift_right(a: Range, b: Range) -> Range {
    if b.lo < 0 || b.hi > 63 {
        return Range { lo: a.lo.min(0), hi: a.hi.max(0) };
    }
    let corners = [a.lo >> b.lo, a.lo >> b.hi, a.hi >> b.lo, a.hi >> b.hi];
    corners.into_iter().map(Range::of).reduce(Range::join).unwrap_or(Range::FULL)
}

/// Whether `a << b` loses no bit at the top.
pub fn shift_fits(a: Range, b: Range) -> bool {
    let shifted = |x: i64, n: i64| i64::try_from(i128::from(x) << n).is_ok();
    b.lo >= 0 && b.hi <= 62 && shifted(a.lo, b.hi) && shifted(a.hi, b.hi)
}

fn shift_left(a: Range, b: Range) -> Range {
    if b.lo < 0 || b.hi > 62 {
        return Range::FULL;
    }
    let shifted = [a.lo, a.hi].into_iter().flat_map(|x| [i128::from(x) << b.lo, i128::from(x) << b.hi]);
    Range::from_wide(shifted).unwrap_or(Range::FULL)
}

fn floor_div(a: Range, b: Range) -> Range {
    // The quotient is no larger than the dividend, whatever the divisor is.
    if b.lo <= 0 {
        let most = i128::from(a.lo).abs().max(i128::from(a.hi).abs());
        return clamp(-most, most);
    }
    let wide = |x: i64, y: i64| i128::from(x).div_euclid(i128::from(y));
    let corners = [wide(a.lo, b.lo), wide(a.lo, b.hi), wide(a.hi, b.lo), wide(a.hi, b.hi)];
    Range::from_wide(corners).unwrap_or(Range::FULL)
}

fn floor_mod(a: Range, b: Range) -> Range {
    if b.lo > 0 {
        if a.lo >= 0 && a.hi < b.lo {
            return a;
        }
        let hi = if a.lo >= 0 { a.hi.min(b.hi - 1) } else { b.hi - 1 };
        return Range { lo: 0, hi };
    }
    if b.hi < 0 { Range { lo: b.lo.saturating_add(1), hi: 0 } } else { Range { lo: b.lo.min(0), hi: b.hi.max(0) } }
}

/// The range of `op a` (wrapping).
pub fn unary(op: Op, a: Range) -> Range {
    let wrapped = Range::FULL;
    match op {
        Op::IntNeg if a.lo > i64::MIN => Range { lo: -a.hi, hi: -a.lo },
        Op::IntNot => Range { lo: !a.hi, hi: !a.lo },
        Op::IntAbs if a.lo >= 0 => a,
        Op::IntAbs if a.lo > i64::MIN && a.hi <= 0 => Range { lo: -a.hi, hi: -a.lo },
        Op::IntAbs if a.lo > i64::MIN => Range { lo: 0, hi: a.hi.max(-a.lo) },
        _ => wrapped,
    }
}

/// What is known of an `int`: its range and its bits, each made as sharp as the other allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Int {
    /// Least and greatest value.
    pub range: Range,
    /// Bits that are the same in all values.
    pub bits: Bits,
}

impl Int {
    /// Nothing is known.
    pub const ANY: Int = Int { range: Range::FULL, bits: Bits::ANY };

    /// In a range.
    pub fn within(range: Range) -> Int {
        Int { range, bits: Bits::of_range(range) }
    }

    /// Both facts together.
    #[must_use]
    pub fn meet(self, other: Int) -> Int {
        let bits = self.bits.meet(other.bits);
        let range = self.range.meet(other.range).meet(bits.range());
        Int { range, bits: bits.meet(Bits::of_range(range)) }
    }

    /// What both have in common.
    #[must_use]
    pub fn join(self, other: Int) -> Int {
        Int { range: self.range.join(other.range), bits: self.bits.join(other.bits) }
    }
}

/// The truth of `a op b`, where facts decide it.
pub fn compare(op: Op, a: Int, b: Int) -> Option<bool> {
    let (x, y) = (a.range, b.range);
    let never_equal = x.hi < y.lo || y.hi < x.lo || a.bits.excludes(b.bits);
    match op {
        Op::IntEq if never_equal => Some(false),
        Op::IntNe if never_equal => Some(true),
        Op::IntEq if x.single().is_some() && x == y => Some(true),
        Op::IntNe if x.single().is_some() && x == y => Some(false),
        Op::IntLt => less(x, y),
        Op::IntGe => less(x, y).map(|t| !t),
        Op::IntGt => less(y, x),
        Op::IntLe => less(y, x).map(|t| !t),
        Op::IntULt if y.lo >= 0 && x.lo >= 0 => less(x, y),
        // A negative number is a large unsigned one.
        Op::IntULt if y.lo >= 0 && x.hi < 0 => Some(false),
        _ => None,
    }
}

fn less(x: Range, y: Range) -> Option<bool> {
    if x.hi < y.lo {
        Some(true)
    } else if x.lo >= y.hi {
        Some(false)
    } else {
        None
    }
}

/// The ranges of `a` and `b` after `a op b` has turned out true.
pub fn refine(op: Op, a: Range, b: Range) -> (Range, Range) {
    match op {
        Op::IntLt => {
            let hi = b.hi.saturating_sub(1);
            let lo = a.lo.saturating_add(1);
            (a.meet(Range { lo: i64::MIN, hi }), b.meet(Range { lo, hi: i64::MAX }))
        }
        Op::IntLe => (a.meet(Range { lo: i64::MIN, hi: b.hi }), b.meet(Range { lo: a.lo, hi: i64::MAX })),
        Op::IntGt => swap(refine(Op::IntLt, b, a)),
        Op::IntGe => swap(refine(Op::IntLe, b, a)),
        Op::IntEq => (a.meet(b), b.meet(a)),
        Op::IntNe => (without(a, b), without(b, a)),
        Op::IntULt if b.lo >= 0 => {
            let below = Range::new(0, b.hi.saturating_sub(1)).map_or(a, |r| a.meet(r));
            (below, b.meet(Range { lo: below.lo.saturating_add(1), hi: i64::MAX }))
        }
        _ => (a, b),
    }
}

fn swap((a, b): (Range, Range)) -> (Range, Range) {
    (b, a)
}

/// `a` without the one value of `b`, if that lies at an end.
fn without(a: Range, b: Range) -> Range {
    match b.single() {
        Some(v) if v == a.lo && a.lo < a.hi => Range { lo: a.lo + 1, hi: a.hi },
        Some(v) if v == a.hi && a.lo < a.hi => Range { lo: a.lo, hi: a.hi - 1 },
        _ => a,
    }
}

/// The comparison that is true when this one is false.
pub fn negated(op: Op) -> Option<Op> {
    Some(match op {
        Op::IntLt => Op::IntGe,
        Op::IntLe => Op::IntGt,
        Op::IntGt => Op::IntLe,
        Op::IntGe => Op::IntLt,
        Op::IntEq => Op::IntNe,
        Op::IntNe => Op::IntEq,
        _ => return None,
    })
}

#[cfg(test)]
#[path = "ranges_test.rs"]
mod tests;
