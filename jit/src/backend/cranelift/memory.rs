//! Reference counts and allocation, inline to a few instructions, the rest out of line.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Block, InstBuilder, Value, types};

use super::asm::Asm;
use crate::backend::context::{ALLOC_GRANULE, CTX_FREE_LISTS, MAX_INLINE_ALLOC, StubRow};
use crate::ir::word::header;

const REFCOUNT: i32 = header::REFCOUNT as i32;

impl Asm<'_> {
    /// One more reference to a heap object.
    pub fn retain_ref(&mut self, object: Value) {
        let count = self.load(types::I32, object, REFCOUNT);
        let more = self.b.ins().iadd_imm_s(count, 1);
        self.store(more, object, REFCOUNT);
    }

    /// One reference less; the object is freed out of line when that was the last.
    pub fn release_ref(&mut self, object: Value) {
        let done = self.b.create_block();
        self.release_to(object, done);
        self.at(done);
    }

    /// [`Self::retain_ref`] for a word that may be no pointer.
    pub fn retain_val(&mut self, word: Value) {
        let done = self.skip_unless_pointer(word);
        self.retain_ref(word);
        self.b.ins().jump(done, &[]);
        self.at(done);
    }

    /// [`Self::release_ref`] for a word that may be no pointer.
    pub fn release_val(&mut self, word: Value) {
        let done = self.skip_unless_pointer(word);
        self.release_to(word, done);
        self.at(done);
    }

    fn skip_unless_pointer(&mut self, word: Value) -> Block {
        let counted = self.b.create_block();
        let done = self.b.create_block();
        let pointer = self.tag_test(word, 7, IntCC::Equal, 0);
        self.b.ins().brif(pointer, counted, &[], done, &[]);
        self.at(counted);
        done
    }

    fn release_to(&mut self, object: Value, done: Block) {
        let zero = self.cold_block();
        let count = self.load(types::I32, object, REFCOUNT);
        let less = self.b.ins().iadd_imm_s(count, -1);
        self.store(less, object, REFCOUNT);
        let dead = self.icmp_const(IntCC::Equal, less, 0);
        self.b.ins().brif(dead, zero, &[], done, &[]);
        self.at(zero);
        self.call_stub(StubRow::RELEASE_ZERO, &[object]);
        self.b.ins().jump(done, &[]);
    }

    /// Address of fresh memory for an object of `size` bytes; nothing in it is initialised.
    pub fn alloc(&mut self, size: u32) -> Value {
        let slow = self.cold_block();
        let (done, object) = self.join_block(types::I64);
        if size <= MAX_INLINE_ALLOC {
            let class = size.div_ceil(ALLOC_GRANULE);
            let head_at = i32::try_from(class * 8).expect("small by the bound above");
            let fast = self.b.create_block();
            let heads = self.load(types::I64, self.ctx, CTX_FREE_LISTS);
            let head = self.load(types::I64, heads, head_at);
            let some = self.icmp_const(IntCC::NotEqual, head, 0);
            self.b.ins().brif(some, fast, &[], slow, &[]);
            self.at(fast);
            let next = self.load(types::I64, head, 0);
            self.store(next, heads, head_at);
            self.jump(done, head);
        } else {
            self.b.ins().jump(slow, &[]);
        }
        self.at(slow);
        let bytes = self.int(i64::from(size));
        let fresh = self.stub_result(StubRow::ALLOC_OBJECT, &[bytes]);
        self.jump(done, fresh);
        self.at(done);
        object
    }
}
