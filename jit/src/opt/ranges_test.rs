//! What ranges and known bits foretell is compared with what operations give, for all ranges over a few values and for
//! all bits of small numbers.

use super::super::bits::{self, Bits};
use super::super::facts::int_result;
use super::*;
use crate::ir::semantics;

const OPS: [Op; 20] = [
    Op::IntAdd,
    Op::IntSub,
    Op::IntMul,
    Op::IntAddOvf,
    Op::IntSubOvf,
    Op::IntMulOvf,
    Op::IntAnd,
    Op::IntOr,
    Op::IntXor,
    Op::IntShl,
    Op::IntShr,
    Op::IntUShr,
    Op::IntUDiv,
    Op::IntUMod,
    Op::IntUMulHi,
    Op::IntResidue,
    Op::IntFloorDiv,
    Op::IntMod,
    Op::IntMin,
    Op::IntMax,
];

const COMPARISONS: [Op; 7] = [Op::IntEq, Op::IntNe, Op::IntLt, Op::IntLe, Op::IntGt, Op::IntGe, Op::IntULt];

/// What is known of a value, and values of which it is known.
type Known = (Int, Vec<i64>);

/// All ranges that start and end at one of these values.
fn all_ranges(values: &[i64]) -> Vec<Known> {
    let ends = (0..values.len()).flat_map(|i| (i..values.len()).map(move |j| (i, j)));
    ends.map(|(i, j)| (Int::within(Range { lo: values[i], hi: values[j] }), values[i..=j].to_vec())).collect()
}

/// Small numbers of both signs.
fn small() -> Vec<Known> {
    all_ranges(&(-4..=5).collect::<Vec<i64>>())
}

/// Where arithmetic wraps, where shifts end, where fixnums end.
fn extreme() -> Vec<Known> {
    all_ranges(&[
        i64::MIN,
        i64::MIN + 1,
        FIXNUM_MIN,
        -65,
        -1,
        0,
        1,
        62,
        63,
        64,
        1 << 40,
        FIXNUM_MAX,
        i64::MAX - 1,
        i64::MAX,
    ])
}

/// All that can be known of the bits of 4-bit numbers: not negative, negative, and at the upper end of 64 bits.
fn bit_patterns() -> Vec<Known> {
    let mut all = Vec::new();
    for n in 0..81 {
        let digit = |i: u32| n / 3_u64.pow(i) % 3;
        let mask = |d: u64| (0..4).filter(|&i| digit(i) == d).fold(0, |m, i| m | 1 << i);
        let (zeros, ones, free): (u64, u64, u64) = (mask(0), mask(1), mask(2));
        let values: Vec<u64> = (0..16).filter(|v| v & !free == 0).map(|v| v | ones).collect();
        let known = |zeros, ones, values: Vec<u64>| {
            let bits = Bits { zeros, ones };
            (Int { range: bits.range(), bits }, values.into_iter().map(|v| v as i64).collect())
        };
        all.push(known(zeros | !15, ones, values.clone()));
        all.push(known(zeros, ones | !15, values.iter().map(|v| v | !15).collect()));
        all.push(known(zeros << 60 | !(15 << 60), ones << 60, values.iter().map(|v| v << 60).collect()));
    }
    all
}

fn check_results(op: Op, left: &[Known], right: &[Known]) {
    for (x, xs) in left {
        for (y, ys) in right {
            let foretold = int_result(op, *x, *y);
            let by_bits = bits::binary(op, x.bits, y.bits);
            for &a in xs {
                for &b in ys {
                    let checked = semantics::int_checked(op, a, b);
                    let Some(result) = checked.unwrap_or_else(|| semantics::int_binary(op, a, b)) else { continue };
                    let fits = foretold.range.contains(Range::of(result)) && foretold.bits.allows(result as u64);
                    assert!(
                        fits && by_bits.allows(result as u64),
                        "{a} {op:?} {b}: {result}, {x:?} {y:?} {foretold:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn results_lie_in_the_range_that_is_foretold() {
    for op in OPS {
        check_results(op, &small(), &small());
        check_results(op, &extreme(), &extreme());
    }
}

#[test]
fn results_have_the_bits_that_are_foretold() {
    let patterns = bit_patterns();
    let counts: Vec<Known> = (0..=64).map(|n| (Int::within(Range::of(n)), vec![n])).collect();
    for op in OPS {
        check_results(op, &patterns, &patterns);
        check_results(op, &patterns, &counts);
    }
}

#[test]
fn unary_results_lie_in_the_range_that_is_foretold() {
    for op in [Op::IntNeg, Op::IntAbs, Op::IntNot] {
        for (x, xs) in small().into_iter().chain(extreme()) {
            let foretold = unary(op, x.range);
            for a in xs {
                let result = semantics::int_unary(op, a).unwrap();
                assert!(foretold.contains(Range::of(result)), "{op:?} {a}: {result}, {x:?} {foretold:?}");
            }
        }
    }
}

#[test]
fn comparisons_are_decided_as_they_turn_out_and_refine_to_what_is_left() {
    for (known, op) in [small(), extreme()].into_iter().flat_map(|k| COMPARISONS.map(|op| (k.clone(), op))) {
        for (x, xs) in &known {
            for (y, ys) in &known {
                let decided = compare(op, *x, *y);
                let (nx, ny) = refine(op, x.range, y.range);
                for (&a, &b) in xs.iter().flat_map(|a| ys.iter().map(move |b| (a, b))) {
                    let truth = semantics::int_compare(op, a, b).unwrap();
                    assert!(decided.is_none_or(|d| d == truth), "{a} {op:?} {b}");
                    assert!(negated(op).is_none_or(|n| semantics::int_compare(n, a, b) == Some(!truth)), "not {op:?}");
                    if truth {
                        assert!(nx.contains(Range::of(a)) && ny.contains(Range::of(b)), "{a} {op:?} {b}");
                    }
                }
            }
        }
    }
}

#[test]
fn comparisons_of_known_bits_are_decided_as_they_turn_out() {
    let patterns = bit_patterns();
    for op in COMPARISONS {
        for (x, xs) in &patterns {
            for (y, ys) in &patterns {
                let Some(decided) = compare(op, *x, *y) else { continue };
                for (&a, &b) in xs.iter().flat_map(|a| ys.iter().map(move |b| (a, b))) {
                    assert_eq!(semantics::int_compare(op, a, b), Some(decided), "{a} {op:?} {b}");
                }
            }
        }
    }
}

#[test]
fn facts_that_are_put_together_keep_every_value() {
    let all: Vec<Known> = bit_patterns().into_iter().chain(extreme()).collect();
    for (x, xs) in &all {
        for (y, ys) in &all {
            let (both, either) = (x.meet(*y), x.join(*y));
            let allows = |i: Int, v: i64| i.range.contains(Range::of(v)) && i.bits.allows(v as u64);
            assert!(xs.iter().chain(ys).all(|&v| allows(either, v)), "{x:?} or {y:?}");
            let common = xs.iter().filter(|v| allows(*y, **v));
            assert!(common.into_iter().all(|&v| allows(both, v)), "{x:?} and {y:?}");
        }
    }
}

#[test]
fn a_shift_that_fits_can_be_undone() {
    for (x, xs) in extreme() {
        for n in 0..=64 {
            if shift_fits(x.range, Range { lo: 0, hi: n }) {
                assert!(xs.iter().all(|&a| a << n >> n == a), "{x:?} << {n}");
            }
        }
    }
}
