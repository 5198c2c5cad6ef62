//! Arithmetic beyond machine integers.
//!
//! What an operation gives is recorded as a *whole* number, be it a fixnum now or a heap integer, as soon as its machine
//! form would have overflowed or an operand was whole already. Whole numbers are not guarded to be one or the other:
//! only where a raw integer is needed (an index, a bound, a float) does the recorder ask, as it does of any value.
//!
//! What comes from outside is guarded once: to lie in `0..2^64`, which masked arithmetic keeps to, or to be an integer.
//! The optimiser turns what it can into machine arithmetic again.

#![allow(
    unsafe_code,
    reason = "looks at integers that are alive while they are recorded; native code hands words over"
)]

use super::machine_impl::{RBool, RInt};
use super::recorder::{RVal, Recorder};
use crate::interp::ops::slow;
use crate::machine::{Machine, Opaque};
use crate::object::{BinOp, CmpOp, Kind, Owned, Raised, Ref, Value, Vm, type_of};
use crate::types::int;
use taipan_bytecode::Instr;
use taipan_jit::ir::ops::MAX_SHIFT;
use taipan_jit::ir::{Op, OpRef, Type};

/// Fixnums from here on are taken for parts of a larger range: of 64-bit states and hashes, a few are fixnums by chance.
const LARGE: i64 = 1 << 56;

/// What native code asks of the runtime: see `Memory::whole` of the engine.
pub(super) fn operate(vm: &mut Vm, op: Op, a: u64, b: u64) -> u64 {
    // SAFETY: the trace lends words that are alive; the count of a shift becomes a fixnum.
    let word = |bits: u64| unsafe { Ref::from_value(Value::from_bits(bits).unwrap_or(Value::EMPTY)) };
    let count = |n: u64| Value::fixnum(n as i64).unwrap_or(Value::EMPTY);
    let binary = match op {
        Op::BoxUint => return int::unsigned(a).into_value().bits(),
        Op::UnboxUint => return u64::from(int::as_unsigned(vm, word(a)).is_some()),
        Op::WholeLow => return int::low_bits(vm, word(a)),
        Op::WholeEq => return compare(vm, word(a), word(b), CmpOp::Eq),
        Op::WholeNe => return compare(vm, word(a), word(b), CmpOp::Ne),
        Op::WholeLt => return compare(vm, word(a), word(b), CmpOp::Lt),
        Op::WholeLe => return compare(vm, word(a), word(b), CmpOp::Le),
        Op::WholeNeg => return given(int::negated(vm, word(a))),
        Op::WholeNot => return given(int::inverted(vm, word(a))),
        Op::WholeShl | Op::WholeShr => {
            let op = if op == Op::WholeShl { BinOp::LShift } else { BinOp::RShift };
            return given(int::operate(vm, op, word(a), word(count(b).bits())));
        }
        Op::WholeAdd => BinOp::Add,
        Op::WholeSub => BinOp::Sub,
        Op::WholeMul => BinOp::Mul,
        Op::WholeAnd => BinOp::And,
        Op::WholeOr => BinOp::Or,
        Op::WholeXor => BinOp::Xor,
        Op::WholeFloorDiv => BinOp::FloorDiv,
        Op::WholeMod => BinOp::Rem,
        op => unreachable!("{} is no operation on whole numbers", op.mnemonic()),
    };
    given(int::operate(vm, binary, word(a), word(b)))
}

fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> u64 {
    u64::from(int::compared(vm, a, b, op))
}

/// Zero divisors and negative counts are excluded by guards.
fn given(r: Result<Owned, Raised>) -> u64 {
    r.map_or(0, |v| v.into_value().bits())
}

fn is_heap_int(v: Value) -> bool {
    v.is_heap() && std::ptr::eq(type_of(v), crate::object::kind_ptr(Kind::Int))
}

impl Recorder<'_> {
    /// Whether a value is an int and none of a subclass.
    fn is_integer(&self, v: RVal) -> bool {
        v.v.is_fixnum() || is_heap_int(v.v)
    }

    /// Whether the trace knows that the name is an integer of any size.
    pub(super) fn is_whole(&self, v: RVal) -> bool {
        let made = |r: OpRef| {
            let op = self.b.trace().inst(r).op;
            matches!(op, Op::BoxUint | Op::BoxInt) || op.makes_whole()
        };
        self.ty(v.r) == Type::Uint || v.r.is_inst() && made(v.r)
    }

    /// An integer that the trace may hold raw.
    fn machine_int(&self, v: RVal) -> Option<i64> {
        // SAFETY: the value is alive while the instruction is recorded.
        let wide = || crate::object::wide_int(unsafe { Ref::from_value(v.v) });
        v.v.as_fixnum().or_else(|| if self.ty(v.r) == Type::Int { wide() } else { None })
    }

    /// Whether an operation on this operand is recorded as one of whole numbers.
    fn goes_beyond(&self, v: RVal) -> bool {
        let large = |i: i64| i >= LARGE && !self.is_constant(v.r);
        self.ty(v.r) != Type::Int && (self.is_whole(v) || is_heap_int(v.v) || v.v.as_fixnum().is_some_and(large))
    }

    /// The name of an integer as an operand: guarded where nothing is known of it.
    fn whole_operand(&mut self, v: RVal) -> OpRef {
        // SAFETY: the value is alive while the instruction is recorded.
        let unsigned = int::as_unsigned(self.d.vm(), unsafe { Ref::from_value(v.v) });
        if self.is_constant(v.r) {
            return match (v.v.is_fixnum(), unsigned) {
                (false, Some(u)) => {
                    let u = self.b.const_uint(u);
                    self.b.box_uint(u)
                }
                _ => self.b.const_val(v.v.bits()),
            };
        }
        if self.ty(v.r) != Type::Val || self.is_whole(v) {
            return self.word(v);
        }
        let s = self.snap();
        match v.v.as_fixnum() {
            Some(i) if i < LARGE => {
                let i = self.b.unbox_int(v.r, s);
                self.b.to_val(i)
            }
            _ if unsigned.is_some() => {
                let u = self.b.unbox_uint(v.r, s);
                self.b.to_val(u)
            }
            _ => {
                self.b.guard_whole(v.r, s);
                v.r
            }
        }
    }

    /// `BINARY_OP` on whole numbers: pops the operands, gives the result; `None` if it is another machine's business.
    pub(super) fn traced_whole_binary(&mut self, i: Instr) -> Result<Option<RVal>, Raised> {
        let arg = i.arg();
        let (a, b) = (self.peek(1), self.peek(0));
        if !self.is_integer(a) || !self.is_integer(b) {
            return Ok(None);
        }
        let op = BinOp::ALL[(arg % 13) as usize];
        let overflow = || Some(overflows(op, self.machine_int(a)?, self.machine_int(b)?));
        if !(self.goes_beyond(a) || self.goes_beyond(b) || overflow().unwrap_or(true)) {
            return Ok(None);
        }
        if matches!(op, BinOp::TrueDiv | BinOp::Pow) {
            let known = (self.whole_operand(a), self.whole_operand(b));
            let depth = self.position(self.d.sp);
            self.set_slot(depth - 2, known.0);
            self.set_slot(depth - 1, known.1);
            return self.opaque(slow::binary(arg), 2, arg).map(Some);
        }
        let Some(r) = self.record_binary(op, a, b) else { return Ok(None) };
        let v = self.d.opaque(slow::binary(arg), 2, arg)?;
        Ok(Some(RVal { v, r }))
    }

    fn record_binary(&mut self, op: BinOp, a: RVal, b: RVal) -> Option<OpRef> {
        if matches!(op, BinOp::LShift | BinOp::RShift) {
            return self.record_shift(op, a, b);
        }
        if matches!(op, BinOp::FloorDiv | BinOp::Rem) {
            if b.v.as_fixnum() == Some(0) {
                return None;
            }
            if let Some(r) = self.divide_by_power(op, a, b) {
                return Some(r);
            }
        }
        let (x, y) = (self.whole_operand(a), self.whole_operand(b));
        Some(match op {
            BinOp::Add => self.b.whole_add(x, y),
            BinOp::Sub => self.b.whole_sub(x, y),
            BinOp::Mul => self.b.whole_mul(x, y),
            BinOp::Or => self.b.whole_or(x, y),
            BinOp::Xor => self.b.whole_xor(x, y),
            BinOp::And => match (self.machine_mask(b), self.machine_mask(a)) {
                (Some(mask), _) => self.masked(x, mask),
                (None, Some(mask)) => self.masked(y, mask),
                (None, None) => self.b.whole_and(x, y),
            },
            BinOp::FloorDiv | BinOp::Rem => {
                self.guard_sign(b, y);
                if op == BinOp::Rem { self.b.whole_mod(x, y) } else { self.b.whole_floor_div(x, y) }
            }
            _ => return None,
        })
    }

    /// A machine integer that is not negative: it clears all bits but some of its own.
    fn machine_mask(&mut self, m: RVal) -> Option<OpRef> {
        m.v.as_fixnum().filter(|&i| i >= 0 && !self.goes_beyond(m))?;
        let mask = self.unbox_int(m);
        if !self.is_constant(mask.1) {
            let zero = self.b.const_int(0);
            let positive = self.b.int_le(zero, mask.1);
            self.branch((true, positive));
        }
        Some(mask.1)
    }

    /// The low bits of a whole number: a machine integer.
    fn masked(&mut self, x: OpRef, mask: OpRef) -> OpRef {
        let low = self.b.whole_low(x);
        self.b.int_and(low, mask)
    }

    /// Division by a constant power of two is a shift, its rest a mask.
    fn divide_by_power(&mut self, op: BinOp, a: RVal, b: RVal) -> Option<OpRef> {
        if !self.is_constant(b.r) {
            return None;
        }
        // SAFETY: the value is alive while the instruction is recorded.
        let k = int::power_of_two(self.d.vm(), unsafe { Ref::from_value(b.v) })?;
        if k > 64 {
            return None;
        }
        let x = self.whole_operand(a);
        if op == BinOp::FloorDiv {
            let n = self.b.const_int(i64::from(k));
            return Some(self.b.whole_shr(x, n));
        }
        if k < 62 {
            let mask = self.b.const_int((1 << k) - 1);
            return Some(self.masked(x, mask));
        }
        let mask = self.b.const_uint(u64::MAX >> (64 - k));
        let mask = self.b.box_uint(mask);
        Some(self.b.whole_and(x, mask))
    }

    /// A divisor keeps its sign, so it is not zero.
    fn guard_sign(&mut self, v: RVal, name: OpRef) {
        if self.is_constant(v.r) {
            return;
        }
        // SAFETY: the value is alive while the instruction is recorded.
        let negative = int::is_negative(self.d.vm(), unsafe { Ref::from_value(v.v) });
        let zero = self.b.const_val(Value::fixnum(0).unwrap_or(Value::EMPTY).bits());
        let holds = if negative { self.b.whole_lt(name, zero) } else { self.b.whole_lt(zero, name) };
        self.branch((true, holds));
    }

    fn record_shift(&mut self, op: BinOp, a: RVal, b: RVal) -> Option<OpRef> {
        let count = b.v.as_fixnum().filter(|n| (0..=MAX_SHIFT).contains(n))?;
        let n: RInt = self.unbox_int(b);
        if !self.is_constant(n.1) {
            let limit = self.b.const_int(if count < 64 { 64 } else { MAX_SHIFT + 1 });
            let ok = self.b.int_ult(n.1, limit);
            self.branch((true, ok));
        }
        let x = self.whole_operand(a);
        Some(if op == BinOp::LShift { self.b.whole_shl(x, n.1) } else { self.b.whole_shr(x, n.1) })
    }

    /// A comparison of the two operands on top, if one of them is a whole number.
    pub(super) fn traced_whole_compare(&mut self, op: CmpOp) -> Option<RBool> {
        let (a, b) = (self.peek(1), self.peek(0));
        if !self.is_integer(a) || !self.is_integer(b) || !(self.goes_beyond(a) || self.goes_beyond(b)) {
            return None;
        }
        let (x, y) = (self.whole_operand(a), self.whole_operand(b));
        let r = match op {
            CmpOp::Lt => self.b.whole_lt(x, y),
            CmpOp::Le => self.b.whole_le(x, y),
            CmpOp::Eq => self.b.whole_eq(x, y),
            CmpOp::Ne => self.b.whole_ne(x, y),
            CmpOp::Gt => self.b.whole_lt(y, x),
            CmpOp::Ge => self.b.whole_le(y, x),
        };
        // SAFETY: the values are alive while the instruction is recorded.
        let (x, y) = unsafe { (Ref::from_value(a.v), Ref::from_value(b.v)) };
        Some((int::compared(self.d.vm(), x, y, op), r))
    }

    /// Whether a whole number differs from zero.
    pub(super) fn traced_whole_truth(&mut self, v: RVal) -> Option<RBool> {
        if !self.is_integer(v) || !self.goes_beyond(v) {
            return None;
        }
        let x = self.whole_operand(v);
        let zero = self.b.const_val(Value::fixnum(0).unwrap_or(Value::EMPTY).bits());
        Some((v.v.as_fixnum() != Some(0), self.b.whole_ne(x, zero)))
    }

    /// `-v` and `~v` of a whole number: pops it.
    pub(super) fn traced_whole_unary(&mut self, f: &'static Opaque, negate: bool) -> Result<Option<RVal>, Raised> {
        let v = self.peek(0);
        if !self.is_integer(v) || !self.goes_beyond(v) {
            return Ok(None);
        }
        let x = self.whole_operand(v);
        let r = if negate { self.b.whole_neg(x) } else { self.b.whole_not(x) };
        let v = self.d.opaque(f, 1, 0)?;
        Ok(Some(RVal { v, r }))
    }
}

/// Whether the operation leaves 64 bits.
fn overflows(op: BinOp, a: i64, b: i64) -> bool {
    match op {
        BinOp::Add => a.checked_add(b).is_none(),
        BinOp::Sub => a.checked_sub(b).is_none(),
        BinOp::Mul => a.checked_mul(b).is_none(),
        BinOp::LShift if a != 0 && (0..=MAX_SHIFT).contains(&b) => b >= 62 || a << b >> b != a,
        _ => false,
    }
}
