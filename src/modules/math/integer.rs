//! Exact functions of integers of any size.

use crate::object::{Args, FnDef, IntRef, Intrinsic, Owned, PyResult, Reach, Ref, Vm};
use dashu_int::IBig;
use taipan_text::bigint;

pub(super) static FUNCTIONS: &[FnDef] = &[
    FnDef::new("gcd", "(*integers)", |vm, a| fold(vm, a, 0, gcd_i64, bigint::gcd), "Greatest Common Divisor.").reach(Reach::Nothing)
        .intrinsic(Intrinsic::Gcd),
    FnDef::new("lcm", "(*integers)", |vm, a| fold(vm, a, 1, lcm_i64, bigint::lcm), "Least Common Multiple.").reach(Reach::Nothing),
    FnDef::new("isqrt", "(n, /)", isqrt, "Return the integer part of the square root of the input.").reach(Reach::Nothing)
        .intrinsic(Intrinsic::ISqrt),
    FnDef::new("factorial", "(n, /)", |vm, a| factorial(vm, a.get(0)), "Find n!.").reach(Reach::Nothing),
    FnDef::new(
        "comb",
        "(n, k, /)",
        comb,
        "Number of ways to choose k items from n items without repetition and without order.\n\nEvaluates to n! / (k! * (n - k)!) when k <= n and evaluates\nto zero when k > n.\n\nAlso called the binomial coefficient because it is equivalent\nto the coefficient of k-th term in polynomial expansion of the\nexpression (1 + x)**n.\n\nRaises TypeError if either of the arguments are not integers.\nRaises ValueError if either of the arguments are negative.",
    ).reach(Reach::Nothing),
    FnDef::new(
        "perm",
        "(n, k=None, /)",
        perm,
        "Number of ways to choose k items from n items without repetition and with order.\n\nEvaluates to n! / (n - k)! when k <= n and evaluates\nto zero when k > n.\n\nIf k is not specified or is None, then k defaults to n\nand the function returns n!.\n\nRaises TypeError if either of the arguments are not integers.\nRaises ValueError if either of the arguments are negative.",
    ).reach(Reach::Nothing),
];

fn gcd_i64(a: i64, b: i64) -> Option<i64> {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i64::try_from(a).ok()
}

fn lcm_i64(a: i64, b: i64) -> Option<i64> {
    if a == 0 || b == 0 {
        return Some(0);
    }
    (a.checked_abs()? / gcd_i64(a, b)?).checked_mul(b.checked_abs()?)
}

/// Folds all arguments, machine words first. One argument alone gives its absolute value.
fn fold(
    vm: &mut Vm,
    a: &Args<'_>,
    start: i64,
    small: fn(i64, i64) -> Option<i64>,
    big: fn(&IBig, &IBig) -> IBig,
) -> PyResult {
    let mut total = Owned::int(start);
    for item in a.slots.iter().chain(a.rest) {
        let item = vm.index(*item)?;
        let (Some(x), Some(y)) = (total.lend().as_int(vm), item.lend().as_int(vm)) else { continue };
        let quick = match (&x, &y) {
            (IntRef::Small(x), IntRef::Small(y)) => small(*x, *y),
            _ => None,
        };
        total = quick.map_or_else(|| Owned::big(big(&x.as_big(), &y.as_big())), Owned::int);
    }
    Ok(total)
}

fn isqrt(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let n = vm.index(a.get(0))?;
    let root = match n.lend().as_int(vm) {
        Some(IntRef::Small(i)) if i >= 0 => Some(Owned::int((i as u64).isqrt() as i64)),
        Some(i) => bigint::isqrt(&i.as_big()).map(Owned::big),
        None => None,
    };
    root.ok_or_else(|| vm.value_error("isqrt() argument must be nonnegative"))
}

/// The product of the integers from `low` up to and including `high`, by halves so that factors stay of one size.
fn product(low: u64, high: u64) -> IBig {
    if high < low {
        return IBig::ONE;
    }
    if high - low < 16 {
        return (low..=high).fold(IBig::ONE, |p, i| p * IBig::from(i));
    }
    let middle = low + (high - low) / 2;
    product(low, middle) * product(middle + 1, high)
}

/// The same for a start of any size: `count` integers downwards from `high`.
fn falling(high: &IBig, count: u64) -> IBig {
    if let Ok(h) = u64::try_from(high) {
        return product(h - count + 1, h);
    }
    if count <= 8 {
        return (0..count).fold(IBig::ONE, |p, i| p * (high - IBig::from(i)));
    }
    let half = count / 2;
    falling(high, half) * falling(&(high - IBig::from(half)), count - half)
}

/// Products of more factors than this are computed where Ctrl-C can interrupt.
const LONG: i64 = 100_000;

fn factorial(vm: &mut Vm, n: Ref<'_>) -> PyResult {
    let n = vm.index(n)?;
    match n.lend().as_int(vm) {
        Some(i) if i.is_negative() => Err(vm.value_error("factorial() not defined for negative values")),
        Some(IntRef::Small(i)) => {
            if i > 1 << 32 {
                return Err(vm.raise_args(crate::object::Exc::MemoryError, vec![]));
            }
            if i > LONG {
                return vm.interruptible(move || product(1, i as u64)).map(Owned::big);
            }
            Ok(Owned::big(product(1, i as u64)))
        }
        _ => Err(vm.overflow_error(format!("factorial() argument should not exceed {}", i64::MAX))),
    }
}

/// A non-negative argument as a big int.
fn non_negative(vm: &mut Vm, o: Ref<'_>, name: &str) -> PyResult<IBig> {
    let o = vm.index(o)?;
    match o.lend().as_int(vm) {
        Some(i) if i.is_negative() => Err(vm.value_error(format!("{name} must be a non-negative integer"))),
        Some(i) => Ok(i.to_big()),
        None => Ok(IBig::ZERO),
    }
}

fn perm(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(k) = a.some(1) else { return factorial(vm, a.get(0)) };
    let (n, k) = {
        let (first, second) = (vm.index(a.get(0))?, vm.index(k)?);
        (non_negative(vm, first.lend(), "n")?, non_negative(vm, second.lend(), "k")?)
    };
    if k > n {
        return Ok(Owned::int(0));
    }
    match i64::try_from(&k) {
        Ok(k) if k > LONG => vm.interruptible(move || falling(&n, k as u64)).map(Owned::big),
        Ok(k) => Ok(Owned::big(falling(&n, k as u64))),
        Err(_) => Err(vm.overflow_error(format!("k must not exceed {}", i64::MAX))),
    }
}

fn comb(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (first, second) = (vm.index(a.get(0))?, vm.index(a.get(1))?);
    let (n, k) = (non_negative(vm, first.lend(), "n")?, non_negative(vm, second.lend(), "k")?);
    if k > n {
        return Ok(Owned::int(0));
    }
    let rest = &n - &k;
    let k = if rest < k { rest } else { k };
    match i64::try_from(&k) {
        Ok(k) if k > LONG => vm.interruptible(move || falling(&n, k as u64) / product(1, k as u64)).map(Owned::big),
        Ok(k) => Ok(Owned::big(falling(&n, k as u64) / product(1, k as u64))),
        Err(_) => Err(vm.overflow_error(format!("min(n - k, k) must not exceed {}", i64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_ranges() {
        assert_eq!(product(1, 20), IBig::from(2_432_902_008_176_640_000u64));
        assert_eq!(product(1, 0), IBig::ONE);
        assert_eq!(product(3, 3), IBig::from(3));
        assert_eq!(product(1, 60) / product(1, 58), IBig::from(59 * 60));
        let big = IBig::ONE << 70usize;
        assert_eq!(falling(&big, 2), &big * (&big - IBig::ONE));
        assert_eq!(falling(&IBig::from(10), 3), IBig::from(720));
    }

    #[test]
    fn divisors_of_words() {
        assert_eq!(gcd_i64(-12, 18), Some(6));
        assert_eq!(gcd_i64(i64::MIN, 0), None);
        assert_eq!(gcd_i64(i64::MIN, 6), Some(2));
        assert_eq!(lcm_i64(-4, 6), Some(12));
        assert_eq!(lcm_i64(i64::MAX, 2), None);
    }
}
