//! What the pure operations compute: one function per family, used by the evaluator and by the constant folder.
//!
//! Values are passed as bits: `int` as `i64`, `float` as its IEEE bits, `bool` as 0 or 1, `val`, `ref`, `ptr` as
//! themselves. Nothing here reads memory; what a heap float holds, or what class an object has, is not known here, and
//! [`compute`] then answers `None`.

use super::ops::Op;
use super::word;

/// What an operation with known operands does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Computed {
    /// It has this result; as a checked operation it does not exit.
    Value(u64),
    /// It is a guard that passes.
    Passes,
    /// It leaves the trace.
    Exits,
}

/// `a op b` on wrapping 64-bit integers. `None` for other operations, and for divisions that the emitter excludes
/// (by zero, `MIN` by -1).
pub fn int_binary(op: Op, a: i64, b: i64) -> Option<i64> {
    let count = (b & 63) as u32;
    Some(match op {
        Op::IntAdd => a.wrapping_add(b),
        Op::IntSub => a.wrapping_sub(b),
        Op::IntMul => a.wrapping_mul(b),
        Op::IntAnd => a & b,
        Op::IntOr => a | b,
        Op::IntXor => a ^ b,
        Op::IntShl => a << count,
        Op::IntShr => a >> count,
        Op::IntUShr => (a as u64 >> count) as i64,
        Op::IntFloorDiv => floor_div(a, b)?,
        Op::IntMod => floor_mod(a, b)?,
        Op::IntUDiv => (a as u64).checked_div(b as u64)? as i64,
        Op::IntUMod => (a as u64).checked_rem(b as u64)? as i64,
        Op::IntUMulHi => ((u128::from(a as u64) * u128::from(b as u64)) >> 64) as i64,
        Op::IntResidue => residue(a, b as u64)? as i64,
        Op::IntMin => a.min(b),
        Op::IntMax => a.max(b),
        _ => return None,
    })
}

/// Quotient rounded towards minus infinity, unless `b` is zero or the quotient does not fit.
pub fn floor_div(a: i64, b: i64) -> Option<i64> {
    let q = a.checked_div(b)?;
    Some(if a % b != 0 && (a < 0) != (b < 0) { q - 1 } else { q })
}

/// Rest of [`floor_div`]; it has the sign of `b`.
pub fn floor_mod(a: i64, b: i64) -> Option<i64> {
    let r = a.checked_rem(b)?;
    Some(if r != 0 && (r < 0) != (b < 0) { r + b } else { r })
}

/// The rest of `a * b + c` divided by `m`; nothing if that is zero.
pub fn mul_add_mod(a: u64, b: u64, c: u64, m: u64) -> Option<u64> {
    let exact = u128::from(a) * u128::from(b) + u128::from(c);
    Some(exact.checked_rem(m.into())? as u64)
}

/// The rest of `a` divided by `m`; nothing if that is zero.
pub fn residue(a: i64, m: u64) -> Option<u64> {
    let rest = a.unsigned_abs().checked_rem(m)?;
    Some(if a < 0 && rest != 0 { m - rest } else { rest })
}

/// Comparison of fixnums by their words; nothing for other words and operations.
fn whole_compare(op: Op, a: u64, b: u64) -> Option<bool> {
    let (x, y) = (word::fixnum_value(a), word::fixnum_value(b));
    let fixnums = word::is_fixnum(a) && word::is_fixnum(b);
    Some(match op {
        _ if !fixnums => return None,
        Op::WholeEq => x == y,
        Op::WholeNe => x != y,
        Op::WholeLt => x < y,
        Op::WholeLe => x <= y,
        _ => return None,
    })
}

/// Arithmetic of fixnums by their words, if the result is one; nothing for other words and operations.
fn whole_binary(op: Op, a: u64, b: u64) -> Option<u64> {
    let (x, y) = (word::fixnum_value(a), word::fixnum_value(b));
    let fixnums = word::is_fixnum(a) && word::is_fixnum(b);
    let exact = match op {
        Op::WholeNeg if word::is_fixnum(a) => x.checked_neg(),
        Op::WholeNot if word::is_fixnum(a) => Some(!x),
        Op::WholeShr if word::is_fixnum(a) => Some(x >> b.min(63)),
        _ if !fixnums => None,
        Op::WholeAdd => x.checked_add(y),
        Op::WholeSub => x.checked_sub(y),
        Op::WholeMul => x.checked_mul(y),
        Op::WholeAnd => Some(x & y),
        Op::WholeOr => Some(x | y),
        Op::WholeXor => Some(x ^ y),
        Op::WholeFloorDiv => floor_div(x, y),
        Op::WholeMod => floor_mod(x, y),
        _ => None,
    };
    word::fixnum(exact?)
}

/// Checked arithmetic: `None` for other operations, `Some(None)` for an overflow.
pub fn int_checked(op: Op, a: i64, b: i64) -> Option<Option<i64>> {
    Some(match op {
        Op::IntAddOvf => a.checked_add(b),
        Op::IntSubOvf => a.checked_sub(b),
        Op::IntMulOvf => a.checked_mul(b),
        _ => return None,
    })
}

/// `op a`.
pub fn int_unary(op: Op, a: i64) -> Option<i64> {
    Some(match op {
        Op::IntNeg => a.wrapping_neg(),
        Op::IntAbs => a.wrapping_abs(),
        Op::IntNot => !a,
        _ => return None,
    })
}

/// `a op b`.
pub fn int_compare(op: Op, a: i64, b: i64) -> Option<bool> {
    Some(match op {
        Op::IntEq => a == b,
        Op::IntNe => a != b,
        Op::IntLt => a < b,
        Op::IntLe => a <= b,
        Op::IntGt => a > b,
        Op::IntGe => a >= b,
        Op::IntULt => (a as u64) < b as u64,
        _ => return None,
    })
}

/// `a op b`.
pub fn float_binary(op: Op, a: f64, b: f64) -> Option<f64> {
    Some(match op {
        Op::FloatAdd => a + b,
        Op::FloatSub => a - b,
        Op::FloatMul => a * b,
        Op::FloatDiv => a / b,
        _ => return None,
    })
}

/// `op a`.
pub fn float_unary(op: Op, a: f64) -> Option<f64> {
    Some(match op {
        Op::FloatNeg => -a,
        Op::FloatAbs => a.abs(),
        Op::FloatSqrt => a.sqrt(),
        // Seeing the constant, the compiler would make a product of it.
        Op::FloatSquare => a.powf(std::hint::black_box(2.0)),
        Op::FloatFloor => a.floor(),
        Op::FloatCeil => a.ceil(),
        Op::FloatTrunc => a.trunc(),
        _ => return None,
    })
}

/// `a op b`.
pub fn float_compare(op: Op, a: f64, b: f64) -> Option<bool> {
    Some(match op {
        Op::FloatEq => a == b,
        Op::FloatNe => a != b,
        Op::FloatLt => a < b,
        Op::FloatLe => a <= b,
        Op::FloatGt => a > b,
        Op::FloatGe => a >= b,
        _ => return None,
    })
}

/// Rounded towards zero; `None` when it is not finite or does not fit.
pub fn float_to_int(a: f64) -> Option<i64> {
    let t = a.trunc();
    // 2^63 is a float, and the least that is too large; -2^63 is one that fits.
    let limit = 9_223_372_036_854_775_808.0;
    (t >= -limit && t < limit).then_some(t as i64)
}

/// `op a` on truth values.
pub fn bool_op(op: Op, a: bool, b: bool) -> Option<bool> {
    Some(match op {
        Op::BoolNot => !a,
        Op::BoolAnd => a && b,
        Op::BoolOr => a || b,
        _ => return None,
    })
}

/// Whether a word holds a float: `None` for pointers, where memory knows.
pub fn is_float(w: u64) -> Option<bool> {
    if word::is_flonum(w) {
        Some(true)
    } else if word::is_pointer(w) {
        None
    } else {
        Some(false)
    }
}

/// What the operation does with these operands, if they alone decide it.
pub fn compute(op: Op, args: &[u64]) -> Option<Computed> {
    let a = args.first().copied().unwrap_or(0);
    let b = args.get(1).copied().unwrap_or(0);
    let (ia, ib) = (a as i64, b as i64);
    let (fa, fb) = (f64::from_bits(a), f64::from_bits(b));
    let value = |bits: u64| Some(Computed::Value(bits));
    let guard = |passes: bool| Some(if passes { Computed::Passes } else { Computed::Exits });
    let checked = |bits: Option<u64>| Some(bits.map_or(Computed::Exits, Computed::Value));

    if let Some(i) = int_binary(op, ia, ib) {
        return value(i as u64);
    }
    if let Some(i) = int_checked(op, ia, ib) {
        return checked(i.map(|i| i as u64));
    }
    if let Some(i) = int_unary(op, ia) {
        return value(i as u64);
    }
    if let Some(t) = int_compare(op, ia, ib) {
        return value(u64::from(t));
    }
    if let Some(f) = float_binary(op, fa, fb) {
        return value(f.to_bits());
    }
    if let Some(f) = float_unary(op, fa) {
        return value(f.to_bits());
    }
    if let Some(t) = float_compare(op, fa, fb) {
        return value(u64::from(t));
    }
    if let Some(t) = bool_op(op, a != 0, b != 0) {
        return value(u64::from(t));
    }
    if let Some(t) = whole_compare(op, a, b) {
        return value(u64::from(t));
    }
    if let Some(w) = whole_binary(op, a, b) {
        return value(w);
    }
    match op {
        Op::IntMulAddMod => mul_add_mod(a, b, args[2], args[3]).map(Computed::Value),
        Op::UintOfInt | Op::IntOfUint => value(a),
        Op::BoxUint => word::fixnum_unsigned(a).map(Computed::Value),
        Op::UnboxUint if word::is_fixnum(a) => checked(u64::try_from(word::fixnum_value(a)).ok()),
        Op::UnboxUint | Op::GuardWhole if !word::is_pointer(a) && !word::is_fixnum(a) => Some(Computed::Exits),
        Op::GuardWhole if word::is_fixnum(a) => Some(Computed::Passes),
        Op::WholeLow if word::is_fixnum(a) => value(word::fixnum_value(a) as u64),
        Op::IntToFloat => value((ia as f64).to_bits()),
        Op::FloatToIntOvf => checked(float_to_int(fa).map(|i| i as u64)),
        Op::FloatToBits | Op::BitsToFloat | Op::RefToVal | Op::RefOfVal | Op::BoolToInt => value(a),
        Op::BoolToVal => value(word::boolean(a != 0)),
        Op::ValIsTrue => value(u64::from(a == word::TRUE)),
        Op::WordEq => value(u64::from(a == b)),
        Op::WordNe => value(u64::from(a != b)),
        Op::BoxInt => word::fixnum(ia).map(Computed::Value),
        Op::BoxFixnum => value(word::fixnum_wrapping(ia)),
        Op::UnboxInt => checked(word::is_fixnum(a).then(|| word::fixnum_value(a) as u64)),
        Op::IntOfVal => value(word::fixnum_value(a) as u64),
        Op::BoxFloat => word::flonum(fa).map(Computed::Value),
        Op::UnboxFloat => is_float(a).map(|is| if is { flonum(a) } else { Computed::Exits }),
        Op::FloatOfVal => word::is_flonum(a).then(|| flonum(a)),
        Op::ValToRef => checked(word::is_pointer(a).then_some(a)),
        Op::GuardTrue => guard(a != 0),
        Op::GuardFalse => guard(a == 0),
        Op::GuardInt => guard(word::is_fixnum(a)),
        Op::GuardNotInt => guard(!word::is_fixnum(a)),
        Op::GuardFloat => guard(is_float(a)?),
        Op::GuardNotFloat => guard(!is_float(a)?),
        Op::GuardIs => guard(a == b),
        Op::GuardIsNot => guard(a != b),
        Op::GuardNonNull | Op::GuardNoRaise => guard(a != 0),
        _ => None,
    }
}

fn flonum(w: u64) -> Computed {
    Computed::Value(word::flonum_value(w).to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division_rounds_down_as_in_exact_arithmetic() {
        for a in -20..=20_i64 {
            for b in (-7..=7_i64).filter(|b| *b != 0) {
                let q = (a as f64 / b as f64).floor() as i64;
                assert_eq!(floor_div(a, b), Some(q), "{a} // {b}");
                assert_eq!(floor_mod(a, b), Some(a - q * b), "{a} % {b}");
            }
        }
        assert_eq!(floor_div(1, 0), None);
        assert_eq!(floor_div(i64::MIN, -1), None);
        assert_eq!(floor_mod(i64::MIN, -1), None);
    }

    #[test]
    fn truncation_exits_at_the_very_limits() {
        let limit = 2.0_f64.powi(63);
        assert_eq!(float_to_int(-limit), Some(i64::MIN));
        assert_eq!(float_to_int(limit.next_down()), Some(i64::MAX - 1023));
        for f in [limit, (-limit).next_down(), f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(float_to_int(f), None, "{f}");
        }
        assert_eq!(float_to_int(-0.9), Some(0));
    }

    #[test]
    fn checked_operations_exit_where_exact_ones_do_not_fit() {
        assert_eq!(compute(Op::IntAddOvf, &[i64::MAX as u64, 1]), Some(Computed::Exits));
        assert_eq!(compute(Op::IntAdd, &[i64::MAX as u64, 1]), Some(Computed::Value(i64::MIN as u64)));
        assert_eq!(compute(Op::IntMulOvf, &[1 << 62, 2]), Some(Computed::Exits));
        assert_eq!(compute(Op::IntShl, &[1, 65]), Some(Computed::Value(2)));
    }

    #[test]
    fn residues_are_those_of_exact_arithmetic() {
        for a in [0, 1, -1, 7, -7, 60, -60, i64::MAX, i64::MIN] {
            for m in [1, 2, 7, 60, 1 << 63, u64::MAX - 58, u64::MAX] {
                let exact = i128::from(a).rem_euclid(i128::from(m));
                assert_eq!(residue(a, m).map(i128::from), Some(exact), "{a} mod {m}");
                let (b, c) = (a as u64, m ^ 5);
                let product = u128::from(b) * u128::from(c) + u128::from(b);
                assert_eq!(mul_add_mod(b, c, b, m).map(u128::from), Some(product % u128::from(m)));
            }
        }
        assert_eq!((residue(5, 0), mul_add_mod(1, 2, 3, 0)), (None, None));
    }

    #[test]
    fn pointers_are_left_to_memory() {
        assert_eq!(compute(Op::GuardFloat, &[0x1000]), None);
        assert_eq!(compute(Op::UnboxFloat, &[0x1000]), None);
        assert_eq!(compute(Op::UnboxFloat, &[word::NONE]), Some(Computed::Exits));
        assert_eq!(compute(Op::BoxInt, &[i64::MAX as u64]), None);
        assert_eq!(compute(Op::GetField, &[0x1000]), None);
    }
}
