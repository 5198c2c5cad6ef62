//! `Asm`: the function builder with the few moves that every lowering uses.
//!
//! A guard is a two-way branch into a cold block; a rare path that comes back is a cold block
//! which calls a register-preserving stub. Coldness is not transitive in Cranelift, so every
//! block that is made here for a rare path is marked at once: a block is either on the trace or
//! cold, nothing is left to be derived.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{AbiParam, Block, InstBuilder, MemFlagsData, SigRef, Signature, Type, Value, types};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::FunctionBuilder;

use super::stubs::stub_signature;
use crate::backend::context::{CTX_STUB_RESULT, StubRow};

/// Memory that is mapped and aligned: all that a trace touches.
pub(super) const TRUSTED: MemFlagsData = MemFlagsData::trusted();

/// What the machine has beyond the common set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Features {
    /// Floor, ceiling and truncation of floats are instructions; otherwise helpers are called.
    pub round: bool,
    /// Testing a byte takes less code than testing a word: three bytes instead of seven on x86-64.
    /// AArch64 tests single bits of words.
    pub byte_tests: bool,
    /// Multiplying and adding with one rounding is an instruction.
    pub fma: bool,
    /// C calling convention.
    pub c_call: CallConv,
}

/// The builder of one function, with its two arguments at hand.
pub(super) struct Asm<'f> {
    pub b: FunctionBuilder<'f>,
    /// The `JitCtx`.
    pub ctx: Value,
    /// Slot 0 of the root frame.
    pub frame: Value,
    pub features: Features,
    stub_sigs: [Option<SigRef>; StubRow::ALL.len()],
    signatures: Vec<(Signature, SigRef)>,
}

impl<'f> Asm<'f> {
    /// Starts `fn(ctx, frame) -> u32`; the entry block is current.
    pub fn new(mut b: FunctionBuilder<'f>, features: Features) -> Self {
        let signature = &mut b.func.signature;
        signature.call_conv = features.c_call;
        signature.params = vec![AbiParam::new(types::I64); 2];
        signature.returns = vec![AbiParam::new(types::I32)];
        let entry = b.create_block();
        b.append_block_params_for_function_params(entry);
        b.switch_to_block(entry);
        let (ctx, frame) = (b.block_params(entry)[0], b.block_params(entry)[1]);
        Self { b, ctx, frame, features, stub_sigs: Default::default(), signatures: Vec::new() }
    }

    /// A block that the machine code keeps out of line.
    pub fn cold_block(&mut self) -> Block {
        let block = self.b.create_block();
        self.b.set_cold_block(block);
        block
    }

    /// A block for the code that follows, with one parameter of type `ty`.
    pub fn join_block(&mut self, ty: Type) -> (Block, Value) {
        let block = self.b.create_block();
        let value = self.b.append_block_param(block, ty);
        (block, value)
    }

    /// Goes on in `block`.
    pub fn at(&mut self, block: Block) {
        self.b.switch_to_block(block);
    }

    /// Leaves to `exit` when `condition` is true.
    pub fn exit_if(&mut self, condition: Value, exit: Block) {
        let next = self.b.create_block();
        self.b.ins().brif(condition, exit, &[], next, &[]);
        self.at(next);
    }

    /// Leaves to `exit` unless `condition` is true.
    pub fn exit_unless(&mut self, condition: Value, exit: Block) {
        let next = self.b.create_block();
        self.b.ins().brif(condition, next, &[], exit, &[]);
        self.at(next);
    }

    pub fn int(&mut self, value: i64) -> Value {
        self.b.ins().iconst(types::I64, value)
    }

    pub fn word(&mut self, value: u64) -> Value {
        self.int(value.cast_signed())
    }

    pub fn jump(&mut self, block: Block, value: Value) {
        self.b.ins().jump(block, &[value.into()]);
    }

    pub fn icmp(&mut self, cc: IntCC, a: Value, b: Value) -> Value {
        self.b.ins().icmp(cc, a, b)
    }

    pub fn icmp_const(&mut self, cc: IntCC, a: Value, b: i64) -> Value {
        self.b.ins().icmp_imm_s(cc, a, b)
    }

    pub fn fcmp(&mut self, cc: FloatCC, a: Value, b: Value) -> Value {
        self.b.ins().fcmp(cc, a, b)
    }

    /// `(word & mask) cc value` for a mask of the lowest byte, the shape of all tag tests.
    pub fn tag_test(&mut self, word: Value, mask: i64, cc: IntCC, value: i64) -> Value {
        let low = if self.features.byte_tests { self.b.ins().ireduce(types::I8, word) } else { word };
        let tag = self.b.ins().band_imm_s(low, mask);
        self.icmp_const(cc, tag, value)
    }

    pub fn load(&mut self, ty: Type, base: Value, offset: i32) -> Value {
        self.b.ins().load(ty, TRUSTED, base, offset)
    }

    pub fn store(&mut self, value: Value, base: Value, offset: i32) {
        self.b.ins().store(TRUSTED, value, base, offset);
    }

    /// Calls a stub; every register survives. For cold blocks only.
    pub fn call_stub(&mut self, row: StubRow, arguments: &[Value]) {
        let index = StubRow::ALL.iter().position(|r| r.entry == row.entry).expect("a row of the table");
        let sig = match self.stub_sigs[index] {
            Some(sig) => sig,
            None => {
                let sig = self.b.import_signature(stub_signature(row));
                self.stub_sigs[index] = Some(sig);
                sig
            }
        };
        let entry = self.load(types::I64, self.ctx, row.entry);
        let arguments: Vec<Value> = [self.ctx].iter().chain(arguments).copied().collect();
        self.b.ins().call_indirect(sig, entry, &arguments);
    }

    /// [`Self::call_stub`] for one that has a result.
    pub fn stub_result(&mut self, row: StubRow, arguments: &[Value]) -> Value {
        debug_assert!(row.result, "{} has no result", row.name);
        self.call_stub(row, arguments);
        self.load(types::I64, self.ctx, CTX_STUB_RESULT)
    }

    /// Calls the C function at a fixed address.
    pub fn call_c(&mut self, address: u64, params: &[Type], result: Option<Type>, args: &[Value]) -> Option<Value> {
        let address = self.word(address);
        self.call_c_at(address, params, result, args)
    }

    /// Calls the C function whose address is a value.
    pub fn call_c_at(
        &mut self,
        address: Value,
        params: &[Type],
        result: Option<Type>,
        args: &[Value],
    ) -> Option<Value> {
        let mut signature = Signature::new(self.features.c_call);
        signature.params.extend(params.iter().map(|&ty| AbiParam::new(ty)));
        signature.returns.extend(result.map(AbiParam::new));
        let sig = match self.signatures.iter().find(|(s, _)| *s == signature) {
            Some(&(_, sig)) => sig,
            None => {
                let sig = self.b.import_signature(signature.clone());
                self.signatures.push((signature, sig));
                sig
            }
        };
        let call = self.b.ins().call_indirect(sig, address, args);
        self.b.inst_results(call).first().copied()
    }
}
