//! Arithmetic whose rules differ from the machine's: Python's floor division and modulo,
//! truncation with a range check, rounding on machines that lack the instruction.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{Block, InstBuilder, MemFlagsData, Value, types};

use super::asm::Asm;

/// How a float is rounded to an integral float.
#[derive(Clone, Copy, Debug)]
pub(super) enum Round {
    Floor,
    Ceil,
    Trunc,
}

/// The multiplier and shift that divide by `d`, for `d` greater than 1 and no power of two.
fn magic(d: i64) -> (i64, i64) {
    const TWO_63: u64 = 1 << 63;
    let d = d.cast_unsigned();
    let limit = TWO_63 - 1 - TWO_63 % d;
    let mut power = 63;
    let (mut q1, mut r1) = (TWO_63 / limit, TWO_63 % limit);
    let (mut q2, mut r2) = (TWO_63 / d, TWO_63 % d);
    loop {
        power += 1;
        (q1, r1) = (2 * q1, 2 * r1);
        if r1 >= limit {
            (q1, r1) = (q1 + 1, r1 - limit);
        }
        (q2, r2) = (2 * q2, 2 * r2);
        if r2 >= d {
            (q2, r2) = (q2 + 1, r2 - d);
        }
        let delta = d - r2;
        if q1 >= delta && !(q1 == delta && r1 == 0) {
            return ((q2 + 1).cast_signed(), power - 64);
        }
    }
}

/// 2 to the 63rd: the first float above every `i64`.
const TWO_63: f64 = 9_223_372_036_854_775_808.0;

extern "C" fn floor(x: f64) -> f64 {
    x.floor()
}

extern "C" fn ceil(x: f64) -> f64 {
    x.ceil()
}

/// Squares that the machine's product gives, most of them: from and to.
const SQUARES: (f64, f64) = (1e-30, 1e30);
/// 2²⁷ + 1 halves a mantissa.
const SPLIT: f64 = 134_217_729.0;
const EXPONENT: i64 = 0x7ff0_0000_0000_0000;
/// 0.975 of half of the last place of a number with mantissa 1.
const MARGIN: f64 = 0.975 * f64::EPSILON / 2.0;

extern "C" fn square(x: f64) -> f64 {
    // Seeing the constant, the compiler would make a product of it.
    x.powf(std::hint::black_box(2.0))
}

extern "C" fn trunc(x: f64) -> f64 {
    x.trunc()
}

impl Asm<'_> {
    /// Floor division: the quotient rounds to minus infinity. The divisor is not 0, and not -1
    /// when the dividend is the smallest integer.
    pub fn floor_div(&mut self, a: Value, d: Value) -> Value {
        let quotient = self.b.ins().sdiv(a, d);
        let product = self.b.ins().imul(quotient, d);
        let rest = self.b.ins().isub(a, product);
        let wrong = self.signs_differ(rest, d);
        let wrong = self.b.ins().uextend(types::I64, wrong);
        self.b.ins().isub(quotient, wrong)
    }

    /// The rest of floor division: it has the sign of the divisor. Same duty as
    /// [`Self::floor_div`].
    pub fn floor_mod(&mut self, a: Value, d: Value) -> Value {
        let quotient = self.b.ins().sdiv(a, d);
        let product = self.b.ins().imul(quotient, d);
        let rest = self.b.ins().isub(a, product);
        let wrong = self.signs_differ(rest, d);
        let fixed = self.b.ins().iadd(rest, d);
        self.b.ins().select(wrong, fixed, rest)
    }

    /// Floor division by a constant greater than 1: quotient and rest. A shift and a mask for
    /// powers of two; else a multiplication by the scaled inverse (Hacker's Delight, 10-1), a
    /// third of what the machine's division takes.
    pub fn divide_by_constant(&mut self, a: Value, d: i64) -> (Value, Value) {
        debug_assert!(d > 1);
        if d & (d - 1) == 0 {
            let quotient = self.b.ins().sshr_imm_s(a, i64::from(d.trailing_zeros()));
            return (quotient, self.b.ins().band_imm_s(a, d - 1));
        }
        let (magic, shift) = magic(d);
        let magic_word = self.int(magic);
        // The floor of a negative quotient is the complement of the complement's quotient.
        let sign = self.b.ins().sshr_imm_s(a, 63);
        let positive = self.b.ins().bxor(a, sign);
        let mut high = self.b.ins().smulhi(positive, magic_word);
        if magic < 0 {
            high = self.b.ins().iadd(high, positive);
        }
        let quotient = self.b.ins().sshr_imm_s(high, shift);
        let quotient = self.b.ins().bxor(quotient, sign);
        let divisor = self.int(d);
        let product = self.b.ins().imul(quotient, divisor);
        (quotient, self.b.ins().isub(a, product))
    }

    /// Whether a non-zero rest has another sign than the divisor: `(r ^ d) < 0 && r != 0`.
    fn signs_differ(&mut self, rest: Value, d: Value) -> Value {
        let mixed = self.b.ins().bxor(rest, d);
        let differ = self.icmp_const(IntCC::SignedLessThan, mixed, 0);
        let some = self.icmp_const(IntCC::NotEqual, rest, 0);
        self.b.ins().band(differ, some)
    }

    /// Truncates to an integer; leaves for `exit` when the value is not finite or does not fit.
    pub fn float_to_int(&mut self, x: Value, exit: Block) -> Value {
        let (low, high) = (self.b.ins().f64const(-TWO_63), self.b.ins().f64const(TWO_63));
        // Ordered comparisons: not-a-number fails the first.
        let above = self.fcmp(FloatCC::GreaterThanOrEqual, x, low);
        self.exit_unless(above, exit);
        let below = self.fcmp(FloatCC::LessThan, x, high);
        self.exit_unless(below, exit);
        self.b.ins().fcvt_to_sint_sat(types::I64, x)
    }

    /// The square as `pow` gives it. The product is the power rounded correctly; glibc's `pow` promises an error below
    /// 0.509 + |ln r| · 4.6e-5 units in the last place (`sysdeps/ieee754/dbl-64/e_pow.c`). So within [`SQUARES`] both are the same
    /// number, unless the power lies within 0.0125 units of the middle between two floats: only there it is called. How far the
    /// product is from the power is known exactly (Dekker 1971).
    pub fn square(&mut self, x: Value) -> Value {
        let r = self.b.ins().fmul(x, x);
        let error = self.error_of_square(x, r);
        let error = self.b.ins().fabs(error);
        let bits = self.b.ins().bitcast(types::I64, MemFlagsData::new(), r);
        let exponent = self.b.ins().band_imm_s(bits, EXPONENT);
        let unit = self.b.ins().bitcast(types::F64, MemFlagsData::new(), exponent);
        let margin = self.b.ins().f64const(MARGIN);
        let limit = self.b.ins().fmul(unit, margin);
        let same = self.fcmp(FloatCC::LessThanOrEqual, error, limit);
        // Squares have no sign: their bits are in order.
        let (least, most) = (SQUARES.0.to_bits().cast_signed(), SQUARES.1.to_bits().cast_signed());
        let above = self.b.ins().iadd_imm_s(bits, -least);
        let within = self.icmp_const(IntCC::UnsignedLessThan, above, most - least);
        let (ask, near) = (self.cold_block(), self.b.create_block());
        let (done, result) = self.join_block(types::F64);
        self.b.ins().brif(within, near, &[], ask, &[]);
        self.at(near);
        self.b.ins().brif(same, done, &[r.into()], ask, &[]);
        self.at(ask);
        let power = self.call_c(square as *const () as u64, &[types::F64], Some(types::F64), &[x]);
        let power = power.expect("a power has a result");
        self.b.ins().jump(done, &[power.into()]);
        self.at(done);
        result
    }

    /// How far `r`, the product of `x` with itself as it is rounded, is from the square: exactly.
    fn error_of_square(&mut self, x: Value, r: Value) -> Value {
        if self.features.fma {
            let minus = self.b.ins().fneg(r);
            return self.b.ins().fma(x, x, minus);
        }
        let split = self.b.ins().f64const(SPLIT);
        let c = self.b.ins().fmul(split, x);
        let rest = self.b.ins().fsub(c, x);
        let high = self.b.ins().fsub(c, rest);
        let low = self.b.ins().fsub(x, high);
        let (hh, hl, ll) = (self.b.ins().fmul(high, high), self.b.ins().fmul(high, low), self.b.ins().fmul(low, low));
        let (first, middle) = (self.b.ins().fsub(hh, r), self.b.ins().fadd(hl, hl));
        let error = self.b.ins().fadd(first, middle);
        self.b.ins().fadd(error, ll)
    }

    /// Rounds to an integral float, by instruction where there is one.
    pub fn round(&mut self, how: Round, x: Value) -> Value {
        if self.features.round {
            return match how {
                Round::Floor => self.b.ins().floor(x),
                Round::Ceil => self.b.ins().ceil(x),
                Round::Trunc => self.b.ins().trunc(x),
            };
        }
        let helper: extern "C" fn(f64) -> f64 = match how {
            Round::Floor => floor,
            Round::Ceil => ceil,
            Round::Trunc => trunc,
        };
        let call = self.call_c(helper as usize as u64, &[types::F64], Some(types::F64), &[x]);
        call.expect("rounding has a result")
    }
}
