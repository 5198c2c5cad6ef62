//! `try … except*` (PEP 654).
//!
//! All handlers run, each on the part of the group that it matches. What they raise, and what nobody matched, is collected
//! in a list `result` and raised in the end as one group.

use ruff_python_ast::{ExceptHandler, ExceptHandlerExceptHandler, StmtTry};
use taipan_bytecode::operand::Intrinsic2;
use taipan_bytecode::{Op, Position};

use super::super::Compiler;
use super::super::block::{Block, BlockKind};
use crate::error::Res;
use crate::flow::{IrOp, Label, NO_LOCATION};

impl<'a> Compiler<'a> {
    /// ```text
    /// except:      [previous, orig] -> [previous, orig, result, rest]
    ///              per handler: [.., rest] -> [.., rest']
    ///              LIST_APPEND 1                       what nobody matched, or None
    /// [previous, orig, result]  PREP_RERAISE_STAR  [previous, exc|None]
    /// ```
    pub(in crate::codegen) fn try_star(&mut self, stmt: &'a StmtTry, loc: Position) -> Res {
        let (except, orelse, end) = (self.new_label(), self.new_label(), self.new_label());
        let cleanup = self.new_label();
        self.jump_ir(IrOp::SetupFinally, except, loc);
        self.push_kind(BlockKind::TryExcept, loc)?;
        self.suite(&stmt.body)?;
        self.pop_block(BlockKind::TryExcept);
        self.emit_ir(IrOp::PopBlock, 0, NO_LOCATION);
        self.jump_plain(orelse);

        self.place(except);
        self.jump_ir(IrOp::SetupCleanup, cleanup, NO_LOCATION);
        self.emit(Op::PUSH_EXC_INFO, 0, NO_LOCATION);
        self.push_kind(BlockKind::ExceptionGroupHandler, loc)?;
        for (index, ExceptHandler::ExceptHandler(handler)) in stmt.handlers.iter().enumerate() {
            let loc = self.loc(handler);
            if index == 0 {
                self.emit(Op::BUILD_LIST, 0, loc);
                self.emit(Op::COPY, 2, loc);
            }
            self.star_handler(handler, loc)?;
        }
        self.emit(Op::LIST_APPEND, 1, NO_LOCATION);
        self.pop_block(BlockKind::ExceptionGroupHandler);
        self.reraise_star(end);

        self.place(cleanup);
        self.pop_except_and_reraise(NO_LOCATION);
        self.place(orelse);
        self.suite(&stmt.orelse)?;
        self.place(end);
        Ok(())
    }

    /// `[orig, result, rest] -> [orig, result, rest']`
    fn star_handler(&mut self, handler: &'a ExceptHandlerExceptHandler, loc: Position) -> Res {
        let (next, done, no_match) = (self.new_label(), self.new_label(), self.new_label());
        let raised = self.new_label();
        if let Some(type_) = &handler.type_ {
            self.expr(type_)?;
        }
        self.emit(Op::CHECK_EG_MATCH, 0, loc);
        self.emit(Op::COPY, 1, loc);
        self.jump(Op::POP_JUMP_IF_NONE, no_match, loc);
        match &handler.name {
            Some(name) => self.store_name(name, loc),
            None => self.emit(Op::POP_TOP, 0, loc),
        }
        self.jump_ir(IrOp::SetupCleanup, raised, loc);
        let name = handler.name.as_ref().map(|name| &name.id);
        self.push_block(Block { name, ..Block::new(BlockKind::HandlerCleanup, loc) })?;
        self.suite(&handler.body)?;
        self.pop_block(BlockKind::HandlerCleanup);
        self.emit_ir(IrOp::PopBlock, 0, NO_LOCATION);
        if let Some(name) = name {
            self.unbind_exception(name, NO_LOCATION);
        }
        self.jump_plain(next);

        // `[orig, result, rest, lasti, exc]`: raised in the handler.
        self.place(raised);
        if let Some(name) = name {
            self.unbind_exception(name, NO_LOCATION);
        }
        self.emit(Op::LIST_APPEND, 3, NO_LOCATION);
        self.emit(Op::POP_TOP, 0, NO_LOCATION);
        self.jump_plain(done);

        self.place(next);
        self.emit(Op::NOP, 0, NO_LOCATION);
        self.jump_plain(done);
        self.place(no_match);
        self.emit(Op::POP_TOP, 0, loc);
        self.place(done);
        Ok(())
    }

    /// `[previous, orig, result] -> []`
    fn reraise_star(&mut self, end: Label) {
        let reraise = self.new_label();
        self.intrinsic2(Intrinsic2::PrepReraiseStar, NO_LOCATION);
        self.emit(Op::COPY, 1, NO_LOCATION);
        self.jump(Op::POP_JUMP_IF_NOT_NONE, reraise, NO_LOCATION);
        self.emit(Op::POP_TOP, 0, NO_LOCATION);
        self.emit_ir(IrOp::PopBlock, 0, NO_LOCATION);
        self.emit(Op::POP_EXCEPT, 0, NO_LOCATION);
        self.jump_plain(end);
        self.place(reraise);
        self.emit_ir(IrOp::PopBlock, 0, NO_LOCATION);
        self.emit(Op::SWAP, 2, NO_LOCATION);
        self.emit(Op::POP_EXCEPT, 0, NO_LOCATION);
        self.emit(Op::RERAISE, 0, NO_LOCATION);
    }
}
