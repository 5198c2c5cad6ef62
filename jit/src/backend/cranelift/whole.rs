//! Integers of any size: fixnums are computed inline, everything else through the one stub.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};

use super::asm::Asm;
use crate::backend::context::StubRow;
use crate::ir::ops::Op;
use crate::ir::semantics;
use crate::ir::word::{FIXNUM_MAX, header};

const TYPE_WORD: i32 = header::TYPE as i32;

extern "C" fn mul_add_mod(a: u64, b: u64, c: u64, m: u64) -> u64 {
    semantics::mul_add_mod(a, b, c, m).unwrap_or(0)
}

extern "C" fn residue(a: i64, m: u64) -> u64 {
    semantics::residue(a, m).unwrap_or(0)
}

impl Asm<'_> {
    /// The word of an unsigned integer; what is no fixnum is boxed out of line.
    pub fn box_uint(&mut self, x: Value) -> Value {
        let (slow, fast) = (self.cold_block(), self.b.create_block());
        let (done, word) = self.join_block(types::I64);
        let most = self.int(FIXNUM_MAX);
        let large = self.icmp(IntCC::UnsignedGreaterThan, x, most);
        self.b.ins().brif(large, slow, &[], fast, &[]);
        self.at(slow);
        let boxed = self.call_whole(Op::BoxUint, x, x);
        self.jump(done, boxed);
        self.at(fast);
        let tagged = self.box_fixnum(x);
        self.jump(done, tagged);
        self.at(done);
        word
    }

    /// The integer in a word if it is from 0 to `2^64 - 1`; leaves for `exit` when it is not, or none at all.
    pub fn unbox_uint(&mut self, word: Value, int_type: u64, exit: Block) -> Value {
        let (heap, fixnum, fits) = (self.cold_block(), self.b.create_block(), self.cold_block());
        let (done, value) = self.join_block(types::I64);
        let tagged = self.tag_test(word, 1, IntCC::NotEqual, 0);
        self.b.ins().brif(tagged, fixnum, &[], heap, &[]);
        self.at(heap);
        self.guard_heap_int(word, int_type, exit);
        let answer = self.call_whole(Op::UnboxUint, word, word);
        self.b.ins().brif(answer, fits, &[], exit, &[]);
        self.at(fits);
        let low = self.call_whole(Op::WholeLow, word, word);
        self.jump(done, low);
        self.at(fixnum);
        let small = self.unbox_fixnum(word);
        let negative = self.icmp_const(IntCC::SignedLessThan, small, 0);
        self.exit_if(negative, exit);
        self.jump(done, small);
        self.at(done);
        value
    }

    /// Leaves for `exit` unless the word is an integer.
    pub fn guard_whole(&mut self, word: Value, int_type: u64, exit: Block) {
        let (heap, done) = (self.cold_block(), self.b.create_block());
        let tagged = self.tag_test(word, 1, IntCC::NotEqual, 0);
        self.b.ins().brif(tagged, done, &[], heap, &[]);
        self.at(heap);
        self.guard_heap_int(word, int_type, exit);
        self.b.ins().jump(done, &[]);
        self.at(done);
    }

    /// In a cold block: leaves unless the word is the address of a heap integer. Stays cold.
    fn guard_heap_int(&mut self, word: Value, int_type: u64, exit: Block) {
        let (typed, heap) = (self.cold_block(), self.cold_block());
        let pointer = self.tag_test(word, 7, IntCC::Equal, 0);
        self.b.ins().brif(pointer, typed, &[], exit, &[]);
        self.at(typed);
        let ty = self.load(types::I64, word, TYPE_WORD);
        let int_type = self.word(int_type);
        let is_int = self.icmp(IntCC::Equal, ty, int_type);
        self.b.ins().brif(is_int, heap, &[], exit, &[]);
        self.at(heap);
    }

    /// An operation on integers of any size. A truth value is a byte.
    pub fn whole(&mut self, op: Op, a: Value, b: Value) -> Value {
        let truth = !op.makes_whole() && op != Op::WholeLow;
        let slow = self.cold_block();
        let (done, result) = self.join_block(if truth { types::I8 } else { types::I64 });
        self.fixnums_only(op, a, b, slow);
        if let Some(fast) = self.on_fixnums(op, a, b, slow) {
            self.jump(done, fast);
        }
        self.at(slow);
        let r = self.call_whole(op, a, b);
        let r = if truth { self.b.ins().ireduce(types::I8, r) } else { r };
        self.jump(done, r);
        self.at(done);
        result
    }

    /// Goes to `slow` unless all operands are fixnums.
    fn fixnums_only(&mut self, op: Op, a: Value, b: Value, slow: Block) {
        let raw_count = matches!(op, Op::WholeShl | Op::WholeShr);
        let both = if op.info().operands.len() == 2 && !raw_count { self.b.ins().band(a, b) } else { a };
        let fixnums = self.tag_test(both, 1, IntCC::NotEqual, 0);
        self.exit_unless(fixnums, slow);
    }

    /// The operation on words that are fixnums; nothing if the slow path does it all.
    fn on_fixnums(&mut self, op: Op, a: Value, b: Value, slow: Block) -> Option<Value> {
        Some(match op {
            // 2x + 1 + 2y = 2(x + y) + 1.
            Op::WholeAdd => {
                let b = self.b.ins().iadd_imm_s(b, -1);
                let (sum, overflow) = self.b.ins().sadd_overflow(a, b);
                self.exit_if(overflow, slow);
                sum
            }
            Op::WholeSub => {
                let (difference, overflow) = self.b.ins().ssub_overflow(a, b);
                self.exit_if(overflow, slow);
                self.b.ins().bor_imm_s(difference, 1)
            }
            Op::WholeMul => {
                let (x, twice) = (self.unbox_fixnum(a), self.b.ins().iadd_imm_s(b, -1));
                let (product, overflow) = self.b.ins().smul_overflow(x, twice);
                self.exit_if(overflow, slow);
                self.b.ins().bor_imm_s(product, 1)
            }
            Op::WholeAnd => self.b.ins().band(a, b),
            Op::WholeOr => self.b.ins().bor(a, b),
            Op::WholeXor => {
                let mixed = self.b.ins().bxor(a, b);
                self.b.ins().bor_imm_s(mixed, 1)
            }
            Op::WholeNot => {
                let flipped = self.b.ins().bnot(a);
                self.b.ins().bor_imm_s(flipped, 1)
            }
            Op::WholeShr => {
                let most = self.int(63);
                let count = self.b.ins().umin(b, most);
                let shifted = self.b.ins().sshr(a, count);
                self.b.ins().bor_imm_s(shifted, 1)
            }
            Op::WholeLow => self.unbox_fixnum(a),
            Op::WholeEq => self.icmp(IntCC::Equal, a, b),
            Op::WholeNe => self.icmp(IntCC::NotEqual, a, b),
            Op::WholeLt => self.icmp(IntCC::SignedLessThan, a, b),
            Op::WholeLe => self.icmp(IntCC::SignedLessThanOrEqual, a, b),
            _ => {
                self.b.ins().jump(slow, &[]);
                return None;
            }
        })
    }

    fn call_whole(&mut self, op: Op, a: Value, b: Value) -> Value {
        let number = self.int(op as i64);
        self.stub_result(StubRow::WHOLE, &[number, a, b])
    }

    /// The rest of `a * b + c` divided by `m`, of `[a, b, c, m]`.
    pub fn mul_add_mod(&mut self, args: [Value; 4]) -> Value {
        let result = self.call_c(mul_add_mod as *const () as usize as u64, &[types::I64; 4], Some(types::I64), &args);
        result.expect("it has a result")
    }

    /// The rest of a signed number divided by an unsigned one.
    pub fn residue(&mut self, args: [Value; 2]) -> Value {
        let result = self.call_c(residue as *const () as usize as u64, &[types::I64; 2], Some(types::I64), &args);
        result.expect("it has a result")
    }
}
