//! Operations that touch memory or the world: loads and stores, objects, calls, counts.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};

use super::{Lowering, clif_type};
use crate::backend::context::{CTX_FRAME, CTX_SYNC_FRAMES};
use crate::backend::cranelift::asm::TRUSTED;
use crate::ir::descr::{FieldId, Linkage};
use crate::ir::ops::Op;
use crate::ir::trace::OpRef;
use crate::ir::types::{MemKind, Type as IrType};
use crate::ir::word::{EMPTY, header};

/// More trailing items than this are filled by a loop.
const UNROLLED_ITEMS: u32 = 16;

impl Lowering<'_, '_> {
    /// Lowers an operation with an effect.
    pub(super) fn effect(&mut self, r: OpRef) -> Option<Value> {
        let inst = *self.current().inst(r);
        match inst.op {
            Op::GetField => {
                let field = self.descrs.field(inst.field());
                let object = self.arg(r, 0);
                return Some(self.load_kind(field.kind, object, field.offset));
            }
            Op::SetField => {
                let field = self.descrs.field(inst.field());
                let (object, value) = (self.arg(r, 0), self.arg(r, 1));
                self.store_kind(field.kind, value, object, field.offset);
            }
            Op::ArrayGet => {
                let array = self.descrs.array(inst.array());
                let (base, offset) = self.element(r, array.base, array.kind);
                return Some(self.load_kind(array.kind, base, offset));
            }
            Op::ArraySet => {
                let array = self.descrs.array(inst.array());
                let (base, offset) = self.element(r, array.base, array.kind);
                let value = self.arg(r, 2);
                self.store_kind(array.kind, value, base, offset);
            }
            Op::New => return Some(self.new_object(r, 0)),
            Op::NewVar => {
                let count = u32::try_from(self.const_arg(r, 0)).expect("a tuple's length");
                return Some(self.new_object(r, count));
            }
            Op::Call => return self.call(r),
            Op::SyncFrames => self.sync_frames(r),
            Op::Retain | Op::Release => self.count(r, inst.op),
            op => unreachable!("{op:?} is lowered elsewhere"),
        }
        None
    }

    /// Base and constant offset of an element.
    fn element(&mut self, r: OpRef, base: i32, kind: MemKind) -> (Value, i32) {
        let object = self.arg(r, 0);
        let index = self.current().arg(r, 1);
        let size = i64::from(kind.size());
        let constant = self.current().as_int(index).and_then(|i| i.checked_mul(size)?.checked_add(base.into()));
        if let Some(offset) = constant.and_then(|o| i32::try_from(o).ok()) {
            return (object, offset);
        }
        let index = self.val(index);
        let scaled = self.asm.b.ins().ishl_imm_s(index, i64::from(kind.size().trailing_zeros()));
        (self.asm.b.ins().iadd(object, scaled), base)
    }

    fn load_kind(&mut self, kind: MemKind, base: Value, offset: i32) -> Value {
        let ins = self.asm.b.ins();
        match kind {
            MemKind::I32 => ins.sload32(TRUSTED, base, offset),
            MemKind::U32 => ins.uload32(TRUSTED, base, offset),
            MemKind::U16 => ins.uload16(types::I64, TRUSTED, base, offset),
            MemKind::U8 => ins.uload8(types::I64, TRUSTED, base, offset),
            MemKind::Bool => ins.load(types::I8, TRUSTED, base, offset),
            MemKind::F64 => ins.load(types::F64, TRUSTED, base, offset),
            MemKind::I64 | MemKind::Val | MemKind::Ref | MemKind::Ptr => ins.load(types::I64, TRUSTED, base, offset),
        }
    }

    fn store_kind(&mut self, kind: MemKind, value: Value, base: Value, offset: i32) {
        let ins = self.asm.b.ins();
        match kind.size() {
            _ if kind == MemKind::Bool => ins.store(TRUSTED, value, base, offset),
            8 => ins.store(TRUSTED, value, base, offset),
            4 => ins.istore32(TRUSTED, value, base, offset),
            2 => ins.istore16(TRUSTED, value, base, offset),
            _ => ins.istore8(TRUSTED, value, base, offset),
        };
    }

    /// Makes an object with header, initial fields and `count` empty items.
    fn new_object(&mut self, r: OpRef, count: u32) -> Value {
        let ty = self.descrs.object_type(self.current().inst(r).type_id());
        let items = ty.items.as_ref().map(|items| (self.descrs.array(items.array), items.len));
        let size = ty.size + items.as_ref().map_or(0, |(array, _)| array.kind.size() * count);
        let object = self.asm.alloc(size);
        let counted_once = self.asm.word(u64::from(ty.flags) << 32 | 1);
        self.asm.store(counted_once, object, header::REFCOUNT as i32);
        let type_word = self.asm.word(ty.type_word);
        self.asm.store(type_word, object, header::TYPE as i32);
        for &(field, bits) in &ty.fields {
            self.init_field(object, field, bits);
        }
        if let Some((array, len)) = items {
            if let Some(len) = len {
                self.init_field(object, len, u64::from(count));
            }
            let empty = if array.kind == MemKind::Val { EMPTY } else { 0 };
            self.fill_items(object, array.base, array.kind, count, empty);
        }
        object
    }

    fn init_field(&mut self, object: Value, field: FieldId, bits: u64) {
        let field = self.descrs.field(field);
        // The bits are what counts: a float's go to memory as they are.
        let kind = of_bits(field.kind);
        let value = self.asm.word(bits);
        self.store_kind(kind, value, object, field.offset);
    }

    fn fill_items(&mut self, object: Value, base: i32, kind: MemKind, count: u32, empty: u64) {
        let kind = of_bits(kind);
        let size = kind.size();
        let value = self.asm.word(empty);
        if count <= UNROLLED_ITEMS {
            for n in 0..count {
                self.store_kind(kind, value, object, base + (n * size) as i32);
            }
            return;
        }
        let zero = self.asm.int(0);
        let (head, at) = self.asm.join_block(types::I64);
        let done = self.asm.b.create_block();
        self.asm.jump(head, zero);
        self.asm.at(head);
        let address = self.asm.b.ins().iadd(object, at);
        self.store_kind(kind, value, address, base);
        let next = self.asm.b.ins().iadd_imm_s(at, i64::from(size));
        let more = self.asm.icmp_const(IntCC::NotEqual, next, i64::from(count * size));
        self.asm.b.ins().brif(more, head, &[next.into()], done, &[]);
        self.asm.at(done);
    }

    fn call(&mut self, r: OpRef) -> Option<Value> {
        let trace = self.current();
        let callee = self.descrs.call(trace.inst(r).call());
        if callee.linkage == Linkage::Tree {
            return Some(self.call_tree(r));
        }
        if callee.effects.may_run_code && self.options.callable {
            self.publish_top();
        }
        let mut params = Vec::with_capacity(callee.args.len());
        let mut args = Vec::with_capacity(callee.args.len());
        for (&arg, &ty) in trace.args(r).iter().zip(&callee.args) {
            let value = self.val(arg);
            args.push(if ty == IrType::Bool { self.asm.b.ins().uextend(types::I64, value) } else { value });
            params.push(if ty == IrType::Float { types::F64 } else { types::I64 });
        }
        let result = match callee.result {
            IrType::Void => None,
            IrType::Bool => Some(types::I64),
            ty => Some(clif_type(ty)),
        };
        let value = self.asm.call_c(callee.address, &params, result, &args)?;
        Some(if callee.result == IrType::Bool { self.asm.b.ins().ireduce(types::I8, value) } else { value })
    }

    /// Leaves the live values where the embedding expects them, then has it write the frames.
    fn sync_frames(&mut self, r: OpRef) {
        let Some(snap) = self.current().inst(r).snap else { panic!("{r:?} has a snapshot") };
        let live = self.live(snap);
        self.store_live(&live);
        let exit = self.asm.int(i64::from(self.exit_id(snap).0));
        let target = self.asm.load(types::I64, self.asm.ctx, CTX_SYNC_FRAMES);
        self.asm.store(self.asm.frame, self.asm.ctx, CTX_FRAME);
        self.asm.call_c_at(target, &[types::I64; 2], None, &[self.asm.ctx, exit]);
    }

    fn count(&mut self, r: OpRef, op: Op) {
        let trace = self.current();
        let operand = trace.arg(r, 0);
        let value = self.val(operand);
        let is_ref = trace.ty(operand) == IrType::Ref;
        let done = (is_ref && self.may_be_null(operand)).then(|| {
            let (counted, done) = (self.asm.b.create_block(), self.asm.b.create_block());
            self.asm.b.ins().brif(value, counted, &[], done, &[]);
            self.asm.at(counted);
            done
        });
        match (op, is_ref) {
            (Op::Retain, true) => self.asm.retain_ref(value),
            (Op::Retain, false) => self.asm.retain_val(value),
            (_, true) => self.asm.release_ref(value),
            (_, false) => self.asm.release_val(value),
        }
        if let Some(done) = done {
            self.asm.b.ins().jump(done, &[]);
            self.asm.at(done);
        }
    }

    /// Only what was loaded from a nullable field can be zero; a phi may hold such a value.
    fn may_be_null(&self, r: OpRef) -> bool {
        let trace = self.current();
        if !r.is_inst() {
            return false;
        }
        match trace.inst(r).op {
            Op::GetField => self.descrs.field(trace.inst(r).field()).nullable,
            Op::Phi | Op::Input => true,
            _ => false,
        }
    }
}

/// How a cell of this kind is stored to when the value is given as a word of bits.
fn of_bits(kind: MemKind) -> MemKind {
    match kind {
        MemKind::F64 => MemKind::I64,
        MemKind::Bool => MemKind::U8,
        kind => kind,
    }
}
