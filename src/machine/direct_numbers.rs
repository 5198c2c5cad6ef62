//! Arithmetic of `Direct`: plain functions on machine words, all inlined into the dispatch.

use super::{Direct, FOp, FUn, IOp, Pair};
use crate::object::{CmpOp, Value};

/// See `Machine::numbers`.
#[inline(always)]
pub(super) fn numbers(a: Value, b: Value) -> Pair<Direct> {
    if a.is_fixnum() && b.is_fixnum() {
        Pair::Ints(a.fixnum_bits(), b.fixnum_bits())
    } else if a.is_flonum() {
        if b.is_flonum() {
            Pair::Floats(a.flonum_bits(), b.flonum_bits())
        } else if b.is_fixnum() {
            Pair::Floats(a.flonum_bits(), b.fixnum_bits() as f64)
        } else {
            Pair::Other
        }
    } else if a.is_fixnum() && b.is_flonum() {
        Pair::Floats(a.fixnum_bits() as f64, b.flonum_bits())
    } else {
        Pair::Other
    }
}

/// See `Machine::int_op`.
#[inline(always)]
pub(super) fn int_op(op: IOp, a: i64, b: i64) -> Option<i64> {
    match op {
        IOp::Add => a.checked_add(b),
        IOp::Sub => a.checked_sub(b),
        IOp::Mul => a.checked_mul(b),
        IOp::And => Some(a & b),
        IOp::Or => Some(a | b),
        IOp::Xor => Some(a ^ b),
        IOp::FloorDiv => {
            if b == 0 || b == -1 {
                return if b == 0 { None } else { a.checked_neg() };
            }
            let q = a / b;
            Some(if (a % b != 0) && ((a < 0) != (b < 0)) { q - 1 } else { q })
        }
        IOp::Mod => {
            if b == 0 || b == -1 {
                return if b == 0 { None } else { Some(0) };
            }
            let r = a % b;
            Some(if r != 0 && ((r < 0) != (b < 0)) { r + b } else { r })
        }
        IOp::Shl => {
            if !(0..62).contains(&b) {
                return None;
            }
            let r = a << b;
            if r >> b == a { Some(r) } else { None }
        }
        IOp::Shr => {
            if b < 0 {
                return None;
            }
            Some(a >> b.min(63))
        }
    }
}

/// `int_op` of two fixnums with the result as a value. Sums and products are computed shifted left by one, so that the
/// overflow of the machine word is that of the fixnum: one test instead of two.
#[inline(always)]
pub(super) fn fixnum_op(op: IOp, a: i64, b: i64) -> Option<Value> {
    match op {
        IOp::Add => (a << 1).checked_add(b << 1).map(from_shifted),
        IOp::Sub => (a << 1).checked_sub(b << 1).map(from_shifted),
        IOp::Mul => a.checked_mul(b << 1).map(from_shifted),
        IOp::And => Some(Value::small(a & b)),
        IOp::Or => Some(Value::small(a | b)),
        IOp::Xor => Some(Value::small(a ^ b)),
        IOp::FloorDiv | IOp::Mod | IOp::Shl | IOp::Shr => Value::fixnum(int_op(op, a, b)?),
    }
}

#[inline(always)]
fn from_shifted(twice: i64) -> Value {
    Value::small(twice >> 1)
}

/// `a op b`, without a jump per operator: what the operands are to each other picks a bit of the operator's answers.
#[inline(always)]
pub(super) fn int_cmp(op: CmpOp, a: i64, b: i64) -> bool {
    answer(op, u32::from(a >= b) + u32::from(a > b))
}

/// As [`int_cmp`]; floats may also be unordered.
#[inline(always)]
#[allow(clippy::neg_cmp_op_on_partial_ord, reason = "the negations are true of unordered operands, which is the point")]
pub(super) fn float_cmp(op: CmpOp, a: f64, b: f64) -> bool {
    let unordered = a.is_nan() || b.is_nan();
    answer(op, u32::from(!(a < b)) + u32::from(!(a <= b)) + u32::from(unordered))
}

/// The answer of a comparison whose operands are less (0), equal (1), greater (2), unordered (3).
#[inline(always)]
fn answer(op: CmpOp, relation: u32) -> bool {
    // Four bits per operator, in `CmpOp`'s order: < <= == != > >=.
    const ANSWERS: u32 = 0b0110_0100_1101_0010_0011_0001;
    ANSWERS >> (4 * op as u32 + relation) & 1 == 1
}

/// See `Machine::float_op`.
#[inline(always)]
pub(super) fn float_op(op: FOp, a: f64, b: f64) -> Option<f64> {
    match op {
        FOp::Add => Some(a + b),
        FOp::Sub => Some(a - b),
        FOp::Mul => Some(a * b),
        FOp::Div | FOp::FloorDiv | FOp::Mod if b == 0.0 => None,
        FOp::Div => Some(a / b),
        FOp::FloorDiv => Some(super::float_floor_div(a, b)),
        FOp::Mod => Some(super::float_mod(a, b)),
        FOp::Pow => float_power(a, b),
    }
}

/// A square, or a power of a positive number that neither overflows nor vanishes.
#[inline]
fn float_power(a: f64, b: f64) -> Option<f64> {
    if b == 2.0 {
        let r = super::square(a);
        return if r <= f64::MAX { Some(r) } else { None };
    }
    if a <= 0.0 {
        return None;
    }
    let r = a.powf(b);
    if r > 0.0 && r <= f64::MAX { Some(r) } else { None }
}

/// See `Machine::float_un`.
#[inline(always)]
pub(super) fn float_un(op: FUn, a: f64) -> f64 {
    match op {
        FUn::Neg => -a,
        FUn::Abs => a.abs(),
        FUn::Sqrt => a.sqrt(),
        FUn::Floor => a.floor(),
        FUn::Ceil => a.ceil(),
        FUn::Trunc => a.trunc(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_agree_with_rust() {
        let (small, big) = (i64::MIN, i64::MAX);
        for (a, b) in [(1, 2), (2, 2), (3, 2), (small, big), (big, small)] {
            let want = [a < b, a <= b, a == b, a != b, a > b, a >= b];
            assert_eq!(CmpOp::ALL.map(|op| int_cmp(op, a, b)), want, "{a} {b}");
        }
        for (a, b) in [(1.0, 2.0), (2.0, 2.0), (3.0, 2.0), (f64::NAN, 1.0), (1.0, f64::NAN), (-0.0, 0.0)] {
            let want = [a < b, a <= b, a == b, a != b, a > b, a >= b];
            assert_eq!(CmpOp::ALL.map(|op| float_cmp(op, a, b)), want, "{a} {b}");
        }
    }

    #[test]
    fn fixnum_results_stop_at_63_bits() {
        use crate::object::{FIXNUM_MAX, FIXNUM_MIN};
        assert_eq!(fixnum_op(IOp::Add, FIXNUM_MAX, 1), None);
        assert_eq!(fixnum_op(IOp::Add, FIXNUM_MAX, -1), Value::fixnum(FIXNUM_MAX - 1));
        assert_eq!(fixnum_op(IOp::Sub, FIXNUM_MIN, 1), None);
        assert_eq!(fixnum_op(IOp::Mul, 1 << 40, 1 << 22), None);
        assert_eq!(fixnum_op(IOp::Mul, -(1 << 40), 1 << 21), Value::fixnum(-(1 << 61)));
        assert_eq!(fixnum_op(IOp::FloorDiv, FIXNUM_MIN, -1), None);
        assert_eq!(fixnum_op(IOp::Mod, -7, 2), Value::fixnum(1));
    }

    #[test]
    fn powers_leave_errors_to_others() {
        assert_eq!(float_power(-3.0, 2.0), Some(9.0));
        assert_eq!(float_power(0.0, 2.0), Some(0.0));
        assert_eq!(float_power(2.0, 0.5), Some(2f64.sqrt()));
        for (a, b) in [(1e200, 2.0), (-8.0, 1.0 / 3.0), (0.0, -1.0), (10.0, 400.0), (10.0, -400.0)] {
            assert_eq!(float_power(a, b), None, "{a} ** {b}");
        }
    }
}
