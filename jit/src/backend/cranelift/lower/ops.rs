//! Operations, dispatched; the ones that only compute and the guards are spelled out here.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Value, types};

use super::Lowering;
use super::exits::Undo;
use crate::backend::context::CTX_EVAL_BREAKER;
use crate::backend::cranelift::arith::Round;
use crate::ir::ops::{Op, Operand};
use crate::ir::trace::OpRef;
use crate::ir::word;
use crate::ir::word::header;

impl Lowering<'_, '_> {
    /// Lowers one operation; gives its result, if it has one.
    pub(super) fn op(&mut self, r: OpRef) -> Option<Value> {
        let inst = *self.current().inst(r);
        if self.options.exit_everywhere {
            self.leave_once(r);
        }
        Some(match inst.op {
            Op::Nop | Op::Phi => return None,
            // Bound when the bridge was entered.
            Op::Input => return None,
            Op::Slot => self.asm.load(types::I64, self.asm.frame, inst.slot() * 8),

            Op::IntAdd
            | Op::IntSub
            | Op::IntMul
            | Op::IntAnd
            | Op::IntOr
            | Op::IntXor
            | Op::IntShl
            | Op::IntShr
            | Op::IntUShr
            | Op::IntUDiv
            | Op::IntUMod
            | Op::IntUMulHi
            | Op::IntMin
            | Op::IntMax => self.int_binary(r, inst.op),
            Op::IntFloorDiv | Op::IntMod => self.int_division(r, inst.op),
            Op::IntAddOvf | Op::IntSubOvf | Op::IntMulOvf => self.int_overflow(r, inst.op),
            Op::IntNeg | Op::IntAbs | Op::IntNot | Op::IntToFloat | Op::BitsToFloat => self.int_unary(r, inst.op),
            Op::IntEq | Op::WordEq => self.int_compare(r, IntCC::Equal),
            Op::IntNe | Op::WordNe => self.int_compare(r, IntCC::NotEqual),
            Op::IntLt => self.int_compare(r, IntCC::SignedLessThan),
            Op::IntLe => self.int_compare(r, IntCC::SignedLessThanOrEqual),
            Op::IntGt => self.int_compare(r, IntCC::SignedGreaterThan),
            Op::IntGe => self.int_compare(r, IntCC::SignedGreaterThanOrEqual),
            Op::IntULt => self.int_compare(r, IntCC::UnsignedLessThan),

            Op::FloatAdd | Op::FloatSub | Op::FloatMul | Op::FloatDiv => self.float_binary(r, inst.op),
            Op::FloatNeg | Op::FloatAbs | Op::FloatSqrt | Op::FloatToBits => self.float_unary(r, inst.op),
            Op::FloatSquare => {
                let x = self.arg(r, 0);
                self.asm.square(x)
            }
            Op::FloatFloor => self.round(r, Round::Floor),
            Op::FloatCeil => self.round(r, Round::Ceil),
            Op::FloatTrunc => self.round(r, Round::Trunc),
            Op::FloatEq => self.float_compare(r, FloatCC::Equal),
            Op::FloatNe => self.float_compare(r, FloatCC::NotEqual),
            Op::FloatLt => self.float_compare(r, FloatCC::LessThan),
            Op::FloatLe => self.float_compare(r, FloatCC::LessThanOrEqual),
            Op::FloatGt => self.float_compare(r, FloatCC::GreaterThan),
            Op::FloatGe => self.float_compare(r, FloatCC::GreaterThanOrEqual),

            Op::BoolNot | Op::BoolAnd | Op::BoolOr | Op::BoolToInt | Op::BoolToVal | Op::ValIsTrue => {
                self.boolean(r, inst.op)
            }
            Op::RefOfVal | Op::RefToVal | Op::UintOfInt | Op::IntOfUint => self.arg(r, 0),
            Op::BoxInt | Op::BoxUint | Op::BoxFixnum | Op::BoxFloat | Op::IntOfVal | Op::FloatOfVal => {
                self.boxing(r, inst.op)
            }
            Op::UnboxInt | Op::UnboxUint | Op::UnboxFloat | Op::ValToRef | Op::FloatToIntOvf => {
                self.checked(r, inst.op)
            }

            Op::IntMulAddMod => {
                let args = [0, 1, 2, 3].map(|n| self.arg(r, n));
                self.asm.mul_add_mod(args)
            }
            Op::IntResidue => {
                let args = [0, 1].map(|n| self.arg(r, n));
                self.asm.residue(args)
            }
            op if op.info().operands.first() == Some(&Operand::Whole) => self.whole(r, op),
            op if op.is_guard() => {
                self.guard(r, op);
                return None;
            }
            _ => return self.effect(r),
        })
    }

    fn int_binary(&mut self, r: OpRef, op: Op) -> Value {
        let (a, b) = (self.arg(r, 0), self.arg(r, 1));
        let ins = self.asm.b.ins();
        match op {
            Op::IntAdd => ins.iadd(a, b),
            Op::IntSub => ins.isub(a, b),
            Op::IntMul => ins.imul(a, b),
            Op::IntAnd => ins.band(a, b),
            Op::IntOr => ins.bor(a, b),
            Op::IntXor => ins.bxor(a, b),
            // The machine takes shift counts modulo 64, as the operation does.
            Op::IntShl => ins.ishl(a, b),
            Op::IntShr => ins.sshr(a, b),
            Op::IntUShr => ins.ushr(a, b),
            Op::IntUDiv => ins.udiv(a, b),
            Op::IntUMod => ins.urem(a, b),
            Op::IntUMulHi => ins.umulhi(a, b),
            _ => {
                let cc = if op == Op::IntMin { IntCC::SignedLessThan } else { IntCC::SignedGreaterThan };
                let first = self.asm.icmp(cc, a, b);
                self.asm.b.ins().select(first, a, b)
            }
        }
    }

    fn int_division(&mut self, r: OpRef, op: Op) -> Value {
        let divisor = self.current().as_int(self.current().arg(r, 1));
        let a = self.arg(r, 0);
        if let Some(d) = divisor.filter(|&d| d > 1) {
            let (quotient, rest) = self.asm.divide_by_constant(a, d);
            return if op == Op::IntMod { rest } else { quotient };
        }
        let d = self.arg(r, 1);
        if op == Op::IntMod { self.asm.floor_mod(a, d) } else { self.asm.floor_div(a, d) }
    }

    fn int_overflow(&mut self, r: OpRef, op: Op) -> Value {
        let (a, b) = (self.arg(r, 0), self.arg(r, 1));
        let (result, overflow) = match op {
            Op::IntAddOvf => self.asm.b.ins().sadd_overflow(a, b),
            Op::IntSubOvf => self.asm.b.ins().ssub_overflow(a, b),
            _ => self.asm.b.ins().smul_overflow(a, b),
        };
        let exit = match (self.accumulator(r, op), self.current().inst(r).snap) {
            (Some(n), Some(snap)) => {
                let (old, term) = if n == 0 { (a, b) } else { (b, a) };
                self.undoing_exit(snap, Undo { old, sum: result, term, subtracted: op == Op::IntSubOvf })
            }
            _ => self.exit_of(r),
        };
        self.asm.exit_if(overflow, exit);
        result
    }

    /// Which operand of an overflow check is a phi that becomes its result.
    fn accumulator(&self, r: OpRef, op: Op) -> Option<usize> {
        let trace = self.current();
        let args = trace.args(r);
        let operands = match op {
            Op::IntAddOvf => 2,
            Op::IntSubOvf => 1,
            _ => 0,
        };
        (0..operands)
            .find(|&n| args[0] != args[1] && trace.as_op(args[n], Op::Phi).is_some() && trace.arg(args[n], 1) == r)
    }

    fn int_unary(&mut self, r: OpRef, op: Op) -> Value {
        let a = self.arg(r, 0);
        let ins = self.asm.b.ins();
        match op {
            Op::IntNeg => ins.ineg(a),
            Op::IntAbs => ins.iabs(a),
            Op::IntNot => ins.bnot(a),
            Op::IntToFloat => ins.fcvt_from_sint(types::F64, a),
            _ => ins.bitcast(types::F64, MemFlagsData::new(), a),
        }
    }

    fn int_compare(&mut self, r: OpRef, cc: IntCC) -> Value {
        let (a, b) = (self.arg(r, 0), self.arg(r, 1));
        self.asm.icmp(cc, a, b)
    }

    fn float_binary(&mut self, r: OpRef, op: Op) -> Value {
        let (a, b) = (self.arg(r, 0), self.arg(r, 1));
        let ins = self.asm.b.ins();
        match op {
            Op::FloatAdd => ins.fadd(a, b),
            Op::FloatSub => ins.fsub(a, b),
            Op::FloatMul => ins.fmul(a, b),
            _ => ins.fdiv(a, b),
        }
    }

    fn float_unary(&mut self, r: OpRef, op: Op) -> Value {
        let a = self.arg(r, 0);
        let ins = self.asm.b.ins();
        match op {
            Op::FloatNeg => ins.fneg(a),
            Op::FloatAbs => ins.fabs(a),
            Op::FloatSqrt => ins.sqrt(a),
            _ => ins.bitcast(types::I64, MemFlagsData::new(), a),
        }
    }

    fn float_compare(&mut self, r: OpRef, cc: FloatCC) -> Value {
        let (a, b) = (self.arg(r, 0), self.arg(r, 1));
        self.asm.fcmp(cc, a, b)
    }

    fn boolean(&mut self, r: OpRef, op: Op) -> Value {
        let a = self.arg(r, 0);
        match op {
            Op::BoolNot => self.asm.b.ins().bxor_imm_s(a, 1),
            Op::BoolAnd => {
                let b = self.arg(r, 1);
                self.asm.b.ins().band(a, b)
            }
            Op::BoolOr => {
                let b = self.arg(r, 1);
                self.asm.b.ins().bor(a, b)
            }
            Op::BoolToInt => self.asm.b.ins().uextend(types::I64, a),
            Op::BoolToVal => self.bool_to_val(a),
            _ => self.asm.icmp_const(IntCC::Equal, a, word::TRUE.cast_signed()),
        }
    }

    fn boxing(&mut self, r: OpRef, op: Op) -> Value {
        let a = self.arg(r, 0);
        match op {
            Op::BoxInt => self.asm.box_int(a),
            Op::BoxUint => self.asm.box_uint(a),
            Op::BoxFixnum => self.asm.box_fixnum(a),
            Op::BoxFloat => self.asm.box_float(a),
            Op::IntOfVal => self.asm.unbox_fixnum(a),
            _ => self.asm.float_of_val(a),
        }
    }

    /// An operation on integers of any size.
    fn whole(&mut self, r: OpRef, op: Op) -> Value {
        let a = self.arg(r, 0);
        let b = if self.current().args(r).len() > 1 { self.arg(r, 1) } else { self.asm.int(0) };
        self.asm.whole(op, a, b)
    }

    fn checked(&mut self, r: OpRef, op: Op) -> Value {
        let a = self.arg(r, 0);
        let exit = self.exit_of(r);
        match op {
            Op::UnboxInt => self.asm.unbox_int(a, exit),
            Op::UnboxUint => self.asm.unbox_uint(a, self.options.int_type, exit),
            Op::UnboxFloat => self.asm.unbox_float(a, self.options.float_type, exit),
            Op::FloatToIntOvf => self.asm.float_to_int(a, exit),
            _ => {
                let pointer = self.asm.tag_test(a, 7, IntCC::Equal, 0);
                self.asm.exit_unless(pointer, exit);
                a
            }
        }
    }

    fn guard(&mut self, r: OpRef, op: Op) {
        let exit = self.exit_of(r);
        if matches!(op, Op::GuardValid | Op::Poll) {
            let changed = if op == Op::Poll { self.eval_breaker() } else { self.invalid() };
            self.asm.exit_if(changed, exit);
            return;
        }
        let a = self.arg(r, 0);
        match op {
            Op::GuardTrue => self.asm.exit_unless(a, exit),
            Op::GuardFalse => self.asm.exit_if(a, exit),
            Op::GuardInt | Op::GuardNotInt => {
                let fixnum = self.asm.tag_test(a, 1, IntCC::NotEqual, 0);
                self.exit_on(fixnum, op == Op::GuardNotInt, exit);
            }
            Op::GuardWhole => self.asm.guard_whole(a, self.options.int_type, exit),
            Op::GuardFloat => self.asm.guard_float(a, self.options.float_type, exit),
            Op::GuardNotFloat => self.asm.guard_not_float(a, self.options.float_type, exit),
            Op::GuardClass | Op::GuardNotClass => {
                let ty = self.asm.load(types::I64, a, header::TYPE as i32);
                let class = self.asm.word(self.const_arg(r, 1));
                let same = self.asm.icmp(IntCC::Equal, ty, class);
                self.exit_on(same, op == Op::GuardNotClass, exit);
            }
            Op::GuardShape => {
                let flags = self.asm.load(types::I32, a, header::FLAGS as i32);
                let shape = self.asm.b.ins().ushr_imm_s(flags, i64::from(header::SHAPE_SHIFT));
                let same = self.asm.icmp_const(IntCC::Equal, shape, self.const_arg(r, 1).cast_signed());
                self.asm.exit_unless(same, exit);
            }
            Op::GuardIs | Op::GuardIsNot => {
                let b = self.arg(r, 1);
                let same = self.asm.icmp(IntCC::Equal, a, b);
                self.exit_on(same, op == Op::GuardIsNot, exit);
            }
            Op::GuardNonNull | Op::GuardNoRaise => {
                let null = self.asm.icmp_const(IntCC::Equal, a, 0);
                self.asm.exit_if(null, exit);
            }
            op => unreachable!("{op:?} is no guard"),
        }
    }

    fn exit_on(&mut self, condition: Value, when: bool, exit: cranelift_codegen::ir::Block) {
        if when { self.asm.exit_if(condition, exit) } else { self.asm.exit_unless(condition, exit) }
    }

    /// Whether the interpreter is wanted.
    fn eval_breaker(&mut self) -> Value {
        let address = self.asm.load(types::I64, self.asm.ctx, CTX_EVAL_BREAKER);
        let breaker = self.asm.load(types::I32, address, 0);
        self.asm.icmp_const(IntCC::NotEqual, breaker, 0)
    }

    /// Whether an assumption of the tree has been broken.
    fn invalid(&mut self) -> Value {
        let address = self.asm.word(self.tree.valid.as_ptr() as u64);
        let valid = self.asm.load(types::I8, address, 0);
        self.asm.icmp_const(IntCC::Equal, valid, 0)
    }
}
