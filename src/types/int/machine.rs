//! `int` as compiled code sees it: operators on words that are known to be ints, and the way from and to 64 unsigned bits.
//!
//! What the operators mean stands in the slots' own functions; here is only who calls them.

use super::{arith, bits, order};
use crate::object::{BinOp, CmpOp, IntRef, Owned, PyResult, Ref, Value, Vm};
use dashu_int::{IBig, Sign};

/// An operator on two ints.
pub(crate) fn operate(vm: &mut Vm, op: BinOp, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    if let Some(r) = super::wide::wide_binary(op, a, b) {
        return Ok(r);
    }
    match op {
        BinOp::Add => arith::add(vm, a, b),
        BinOp::Sub => arith::sub(vm, a, b),
        BinOp::Mul => arith::mul(vm, a, b),
        BinOp::FloorDiv => arith::floor_div(vm, a, b),
        BinOp::Rem => arith::rem(vm, a, b),
        BinOp::And => bits::and(vm, a, b),
        BinOp::Or => bits::or(vm, a, b),
        BinOp::Xor => bits::xor(vm, a, b),
        BinOp::LShift => bits::lshift(vm, a, b),
        BinOp::RShift => bits::rshift(vm, a, b),
        _ => vm.binary_op(op, a, b),
    }
}

/// `-a`.
pub(crate) fn negated(vm: &mut Vm, a: Ref<'_>) -> PyResult {
    arith::neg(vm, a)
}

/// `~a`.
pub(crate) fn inverted(vm: &mut Vm, a: Ref<'_>) -> PyResult {
    bits::invert(vm, a)
}

/// A comparison of two ints.
pub(crate) fn compared(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> bool {
    order::compare(vm, a, b, op).is_ok_and(|v| v.value() == Value::TRUE)
}

/// The int of 64 unsigned bits.
pub(crate) fn unsigned(u: u64) -> Owned {
    match i64::try_from(u) {
        Ok(i) => Owned::int(i),
        Err(_) => Owned::big(IBig::from(u)),
    }
}

/// The int, if it lies in `0..2^64`.
pub(crate) fn as_unsigned(vm: &Vm, a: Ref<'_>) -> Option<u64> {
    match a.as_int(vm)? {
        IntRef::Small(i) => u64::try_from(i).ok(),
        IntRef::Big(b) => u64::try_from(b).ok(),
    }
}

/// The lowest 64 bits, in two's complement.
pub(crate) fn low_bits(vm: &Vm, a: Ref<'_>) -> u64 {
    match a.as_int(vm) {
        Some(IntRef::Small(i)) => i as u64,
        Some(IntRef::Big(b)) => {
            let (sign, words) = b.as_sign_words();
            let low = words.first().copied().unwrap_or(0);
            if sign == Sign::Negative { low.wrapping_neg() } else { low }
        }
        None => 0,
    }
}

/// `k`, if the int is `2^k`.
pub(crate) fn power_of_two(vm: &Vm, a: Ref<'_>) -> Option<u32> {
    match a.as_int(vm)? {
        IntRef::Small(i) => (i > 0 && i.count_ones() == 1).then(|| i.trailing_zeros()),
        IntRef::Big(b) => {
            let k = b.trailing_zeros()? as u32;
            (*b == IBig::ONE << k as usize).then_some(k)
        }
    }
}

/// Whether the int is below zero.
pub(crate) fn is_negative(vm: &Vm, a: Ref<'_>) -> bool {
    a.as_int(vm).is_some_and(|i| i.is_negative())
}
