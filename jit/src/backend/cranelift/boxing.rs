//! Between tagged words and raw numbers.
//!
//! A fixnum is `2n + 1`. A flonum is the bits of the float plus `1 << 60`, rotated left by
//! three; that is a tagged word when its low bits are `10` and it is not the word 2, which
//! stands for 0.0. Everything else lives in a heap object.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, MemFlagsData, Value, types};

use super::asm::Asm;
use crate::backend::context::StubRow;
use crate::ir::word::{FLONUM_BIAS, header};

/// The flonum that stands for +0.0.
const FLONUM_ZERO: i64 = 2;
const TYPE_WORD: i32 = header::TYPE as i32;
const FLOAT_PAYLOAD: i32 = header::FLOAT_PAYLOAD as i32;

impl Asm<'_> {
    /// The integer of a fixnum; leaves for `exit` when the word is none.
    pub fn unbox_int(&mut self, word: Value, exit: Block) -> Value {
        let fixnum = self.tag_test(word, 1, IntCC::NotEqual, 0);
        self.exit_unless(fixnum, exit);
        self.unbox_fixnum(word)
    }

    /// The integer of a word that is known to be a fixnum.
    pub fn unbox_fixnum(&mut self, word: Value) -> Value {
        self.b.ins().sshr_imm_s(word, 1)
    }

    /// The word of an integer; 64-bit values that are no fixnum are boxed out of line.
    pub fn box_int(&mut self, x: Value) -> Value {
        let slow = self.cold_block();
        let fast = self.b.create_block();
        let (done, word) = self.join_block(types::I64);
        let (twice, overflow) = self.b.ins().sadd_overflow(x, x);
        self.b.ins().brif(overflow, slow, &[], fast, &[]);
        self.at(slow);
        let boxed = self.stub_result(StubRow::ALLOC_INT, &[x]);
        self.jump(done, boxed);
        self.at(fast);
        let tagged = self.b.ins().bor_imm_s(twice, 1);
        self.jump(done, tagged);
        self.at(done);
        word
    }

    /// The word of an integer that is known to fit 63 bits.
    pub fn box_fixnum(&mut self, x: Value) -> Value {
        let twice = self.b.ins().ishl_imm_s(x, 1);
        self.b.ins().bor_imm_s(twice, 1)
    }

    /// The word of a float; floats outside of the flonum range are boxed out of line.
    pub fn box_float(&mut self, x: Value) -> Value {
        let slow = self.cold_block();
        let heap = self.cold_block();
        let tagged = self.b.create_block();
        let (done, word) = self.join_block(types::I64);
        let bits = self.b.ins().bitcast(types::I64, MemFlagsData::new(), x);
        let biased = self.b.ins().iadd_imm_s(bits, FLONUM_BIAS.cast_signed());
        let flonum = self.b.ins().rotl_imm_s(biased, 3);
        let in_range = self.tag_test(flonum, 3, IntCC::Equal, 2);
        self.b.ins().brif(in_range, tagged, &[], slow, &[]);
        self.at(tagged);
        let taken = self.icmp_const(IntCC::Equal, flonum, FLONUM_ZERO);
        self.b.ins().brif(taken, heap, &[], done, &[flonum.into()]);
        self.at(slow);
        let zero = self.icmp_const(IntCC::Equal, bits, 0);
        let zero_word = self.int(FLONUM_ZERO);
        self.b.ins().brif(zero, done, &[zero_word.into()], heap, &[]);
        self.at(heap);
        let boxed = self.stub_result(StubRow::ALLOC_FLOAT, &[x]);
        self.jump(done, boxed);
        self.at(done);
        word
    }

    /// The float of a flonum or heap float; leaves for `exit` when the word is neither.
    /// `float_type` is the type word of heap floats.
    pub fn unbox_float(&mut self, word: Value, float_type: u64, exit: Block) -> Value {
        let other = self.cold_block();
        let flonum = self.b.create_block();
        let (done, value) = self.join_block(types::F64);
        let tagged = self.tag_test(word, 3, IntCC::Equal, 2);
        self.b.ins().brif(tagged, flonum, &[], other, &[]);
        self.at(other);
        self.guard_heap_float(word, float_type, exit);
        let payload = self.load(types::F64, word, FLOAT_PAYLOAD);
        self.jump(done, payload);
        self.at(flonum);
        let decoded = self.decode_flonum(word);
        self.jump(done, decoded);
        self.at(done);
        value
    }

    /// The float of a word that is known to be a flonum or heap float.
    pub fn float_of_val(&mut self, word: Value) -> Value {
        let heap = self.cold_block();
        let flonum = self.b.create_block();
        let (done, value) = self.join_block(types::F64);
        let tagged = self.tag_test(word, 3, IntCC::Equal, 2);
        self.b.ins().brif(tagged, flonum, &[], heap, &[]);
        self.at(heap);
        let payload = self.load(types::F64, word, FLOAT_PAYLOAD);
        self.jump(done, payload);
        self.at(flonum);
        let decoded = self.decode_flonum(word);
        self.jump(done, decoded);
        self.at(done);
        value
    }

    /// Leaves for `exit` unless the word is a float; the value is not looked at.
    pub fn guard_float(&mut self, word: Value, float_type: u64, exit: Block) {
        let other = self.cold_block();
        let done = self.b.create_block();
        let tagged = self.tag_test(word, 3, IntCC::Equal, 2);
        self.b.ins().brif(tagged, done, &[], other, &[]);
        self.at(other);
        self.guard_heap_float(word, float_type, exit);
        self.b.ins().jump(done, &[]);
        self.at(done);
    }

    /// Leaves for `exit` if the word is a float.
    pub fn guard_not_float(&mut self, word: Value, float_type: u64, exit: Block) {
        let flonum = self.tag_test(word, 3, IntCC::Equal, 2);
        self.exit_if(flonum, exit);
        let heap = self.b.create_block();
        let done = self.b.create_block();
        let pointer = self.tag_test(word, 7, IntCC::Equal, 0);
        self.b.ins().brif(pointer, heap, &[], done, &[]);
        self.at(heap);
        let ty = self.load(types::I64, word, TYPE_WORD);
        let float_type = self.word(float_type);
        let is_float = self.icmp(IntCC::Equal, ty, float_type);
        self.b.ins().brif(is_float, exit, &[], done, &[]);
        self.at(done);
    }

    /// In a cold block: leaves unless the word is the address of a heap float. Stays cold.
    fn guard_heap_float(&mut self, word: Value, float_type: u64, exit: Block) {
        let typed = self.cold_block();
        let heap = self.cold_block();
        let pointer = self.tag_test(word, 7, IntCC::Equal, 0);
        self.b.ins().brif(pointer, typed, &[], exit, &[]);
        self.at(typed);
        let ty = self.load(types::I64, word, TYPE_WORD);
        let float_type = self.word(float_type);
        let is_float = self.icmp(IntCC::Equal, ty, float_type);
        self.b.ins().brif(is_float, heap, &[], exit, &[]);
        self.at(heap);
    }

    fn decode_flonum(&mut self, word: Value) -> Value {
        let rotated = self.b.ins().rotr_imm_s(word, 3);
        let bits = self.b.ins().iadd_imm_s(rotated, -FLONUM_BIAS.cast_signed());
        let is_zero = self.icmp_const(IntCC::Equal, word, FLONUM_ZERO);
        let zero = self.int(0);
        let bits = self.b.ins().select(is_zero, zero, bits);
        self.b.ins().bitcast(types::F64, MemFlagsData::new(), bits)
    }
}
