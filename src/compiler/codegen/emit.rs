//! Writing single instructions.

use std::sync::Arc;

use ruff_python_ast::name::Name;
use taipan_bytecode::operand::{BinaryOp, FunctionAttribute, Intrinsic1, Intrinsic2, resume};
use taipan_bytecode::{Code, Const, Op, Position};

use super::Compiler;
use super::block::BlockKind;
use crate::error::{Problem, Res, Warning};
use crate::flow::{IrOp, Label, NO_LOCATION};
use crate::scope::{mangle, mangle_in};

impl<'a> Compiler<'a> {
    pub(super) fn emit(&mut self, op: Op, arg: u32, pos: Position) {
        self.unit_mut().seq.push(IrOp::Op(op), arg, pos);
    }

    pub(super) fn emit_ir(&mut self, op: IrOp, arg: u32, pos: Position) {
        self.unit_mut().seq.push(op, arg, pos);
    }

    pub(super) fn new_label(&mut self) -> Label {
        self.unit_mut().seq.new_label()
    }

    pub(super) fn place(&mut self, label: Label) {
        self.unit_mut().seq.place(label);
    }

    pub(super) fn jump(&mut self, op: Op, label: Label, pos: Position) {
        self.unit_mut().seq.push_jump(IrOp::Op(op), label, pos);
    }

    pub(super) fn jump_ir(&mut self, op: IrOp, label: Label, pos: Position) {
        self.unit_mut().seq.push_jump(op, label, pos);
    }

    /// A jump that is no loop's.
    pub(super) fn jump_plain(&mut self, label: Label) {
        self.jump_ir(IrOp::JumpNoInterrupt, label, NO_LOCATION);
    }

    /// `[] -> [value]`
    pub(super) fn load_const(&mut self, value: Const, pos: Position) {
        if let Const::Int(small @ 0..=255) = value {
            return self.emit(Op::LOAD_SMALL_INT, small as u32, pos);
        }
        let index = self.unit_mut().consts.add(value);
        self.emit(Op::LOAD_CONST, index, pos);
    }

    pub(super) fn load_str(&mut self, text: &str, pos: Position) {
        self.load_const(Const::str(text), pos);
    }

    pub(super) fn mangled(&self, name: &Name) -> Name {
        mangle_in(self.scope(), self.unit().class.as_ref(), name)
    }

    /// An opcode whose argument is a name, which is mangled.
    pub(super) fn emit_name(&mut self, op: Op, name: &str, pos: Position) {
        let mangled = self.mangled(&Name::new(name));
        let index = self.unit_mut().names.add(mangled);
        let arg = if op == Op::LOAD_ATTR || op == Op::LOAD_GLOBAL { index << 1 } else { index };
        self.emit(op, arg, pos);
    }

    /// `[owner] -> [method, self|NULL]`
    pub(super) fn load_method(&mut self, name: &Name, pos: Position) {
        let mangled = self.mangled(name);
        let index = self.unit_mut().names.add(mangled);
        self.emit(Op::LOAD_ATTR, index << 1 | 1, pos);
    }

    /// A name mangled by the class alone, as annotations are stored.
    pub(super) fn mangled_by_class(&self, name: &Name) -> Name {
        mangle(self.unit().class.as_ref(), name)
    }

    pub(super) fn binary(&mut self, op: BinaryOp, pos: Position) {
        self.emit(Op::BINARY_OP, op.arg(), pos);
    }

    pub(super) fn intrinsic1(&mut self, function: Intrinsic1, pos: Position) {
        self.emit(Op::CALL_INTRINSIC_1, function.arg(), pos);
    }

    pub(super) fn intrinsic2(&mut self, function: Intrinsic2, pos: Position) {
        self.emit(Op::CALL_INTRINSIC_2, function.arg(), pos);
    }

    /// `[value] -> [sent]`
    pub(super) fn emit_yield(&mut self, pos: Position) {
        let scope = self.scope();
        if scope.generator && scope.coroutine {
            self.intrinsic1(Intrinsic1::AsyncGenWrap, pos);
        }
        self.emit(Op::YIELD_VALUE, 0, pos);
        self.emit(Op::RESUME, resume::AFTER_YIELD, pos);
    }

    /// Yields everything of an iterator: `[iterator, None] -> [result]`. Returns the label of the SEND.
    pub(super) fn emit_yield_from(&mut self, place: u32, pos: Position) -> Label {
        let (send, fail, exit) = (self.new_label(), self.new_label(), self.new_label());
        self.place(send);
        self.jump(Op::SEND, exit, pos);
        // Only `throw` and `close` make YIELD_VALUE raise; StopIteration then carries the result.
        self.jump_ir(IrOp::SetupFinally, fail, pos);
        self.emit(Op::YIELD_VALUE, 1, pos);
        self.emit_ir(IrOp::PopBlock, 0, NO_LOCATION);
        self.emit(Op::RESUME, place, pos);
        self.jump_ir(IrOp::JumpNoInterrupt, send, pos);
        self.place(fail);
        self.emit(Op::CLEANUP_THROW, 0, pos);
        self.place(exit);
        self.emit(Op::END_SEND, 0, pos);
        send
    }

    /// Awaits: `[awaitable] -> [result]`. `source`: 1 after `__aenter__`, 2 after `__aexit__`.
    pub(super) fn emit_await(&mut self, source: u32, pos: Position) {
        self.emit(Op::GET_AWAITABLE, source, pos);
        self.load_const(Const::None, pos);
        self.emit_yield_from(resume::AFTER_AWAIT, pos);
    }

    /// The end of a handler that does not handle: `[previous, lasti, exc] ->`.
    pub(super) fn pop_except_and_reraise(&mut self, pos: Position) {
        self.emit(Op::COPY, 3, pos);
        self.emit(Op::POP_EXCEPT, 0, pos);
        self.emit(Op::RERAISE, 1, pos);
    }

    /// A function of a finished unit: `[defaults?, kwdefaults?, annotate?] -> [function]`. `given`: what is on the stack.
    pub(super) fn make_closure(&mut self, code: Arc<Code>, given: &[FunctionAttribute], pos: Position) {
        let count = code.freevars().count() as u32;
        for name in code.freevars() {
            let index = self.cell_index(name);
            self.emit_ir(IrOp::LoadClosure, index, pos);
        }
        if count > 0 {
            self.emit(Op::BUILD_TUPLE, count, pos);
        }
        self.load_const(Const::Code(code), pos);
        self.emit(Op::MAKE_FUNCTION, 0, pos);
        if count > 0 {
            self.emit(Op::SET_FUNCTION_ATTRIBUTE, FunctionAttribute::Closure.arg(), pos);
        }
        for attribute in given.iter().rev() {
            self.emit(Op::SET_FUNCTION_ATTRIBUTE, attribute.arg(), pos);
        }
    }

    /// Code that catches a StopIteration escaping from a generator; wraps everything written so far.
    pub(super) fn wrap_in_stop_iteration_handler(&mut self) {
        let handler = self.new_label();
        self.unit_mut().seq.push_front_jump(IrOp::SetupCleanup, handler, NO_LOCATION);
        self.load_const(Const::None, NO_LOCATION);
        self.emit(Op::RETURN_VALUE, 0, NO_LOCATION);
        self.place(handler);
        self.intrinsic1(Intrinsic1::StopIterationError, NO_LOCATION);
        self.emit(Op::RERAISE, 1, NO_LOCATION);
        debug_assert!(self.unit().blocks.iter().all(|block| block.kind == BlockKind::StopIteration));
    }

    pub(super) fn error<T>(&self, msg: impl Into<String>, pos: Position) -> Res<T> {
        Err(Problem::syntax(msg, pos))
    }

    pub(super) fn warn(&mut self, msg: impl Into<String>, pos: Position) {
        let warning = Warning { msg: msg.into(), line: pos.line.max(0) as u32 };
        // A `finally` body is compiled more than once, a literal asked for its value more than once.
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }
}
