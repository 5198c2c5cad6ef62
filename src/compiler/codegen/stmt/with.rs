//! `with` and `async with`.

use ruff_python_ast::{StmtWith, Suite, WithItem};
use taipan_bytecode::operand::SpecialMethod;
use taipan_bytecode::{Op, Position};

use super::super::Compiler;
use super::super::block::BlockKind;
use crate::error::Res;
use crate::flow::{IrOp, NO_LOCATION};

impl<'a> Compiler<'a> {
    pub(in crate::codegen) fn with_stmt(&mut self, stmt: &'a StmtWith, loc: Position) -> Res {
        if stmt.is_async && !self.in_async_function() && !self.top_await() {
            return self.error("'async with' outside async function", loc);
        }
        self.with_items(&stmt.items, &stmt.body, stmt.is_async)
    }

    /// ```text
    /// [manager] -> [exit, self, value]      SETUP_WITH handler; store value; body
    /// handler: [exit, self, lasti, exc]     call exit with the exception; when it says false, raise again
    /// ```
    fn with_items(&mut self, items: &'a [WithItem], body: &'a Suite, is_async: bool) -> Res {
        let Some((item, rest)) = items.split_first() else { return self.suite(body) };
        let loc = self.loc(&item.context_expr);
        let kind = if is_async { BlockKind::AsyncWith } else { BlockKind::With };
        let (handler, exit, cleanup) = (self.new_label(), self.new_label(), self.new_label());
        self.expr(&item.context_expr)?;
        self.enter_manager(is_async, loc);
        self.jump_ir(IrOp::SetupWith, handler, loc);
        self.push_kind(kind, loc)?;
        match &item.optional_vars {
            Some(target) => self.store(target)?,
            None => self.emit(Op::POP_TOP, 0, loc),
        }
        self.with_items(rest, body, is_async)?;
        self.emit_ir(IrOp::PopBlock, 0, NO_LOCATION);
        self.pop_block(kind);

        self.call_exit_with_nones(loc);
        if is_async {
            self.emit_await(2, loc);
        }
        self.emit(Op::POP_TOP, 0, loc);
        self.jump_ir(IrOp::Jump, exit, loc);

        self.place(handler);
        self.jump_ir(IrOp::SetupCleanup, cleanup, loc);
        self.emit(Op::PUSH_EXC_INFO, 0, loc);
        self.emit(Op::WITH_EXCEPT_START, 0, loc);
        if is_async {
            self.emit_await(2, loc);
        }
        self.with_except_finish(cleanup);
        self.place(exit);
        Ok(())
    }

    /// `[manager] -> [exit, self, value]`
    fn enter_manager(&mut self, is_async: bool, loc: Position) {
        let (enter, exit) = match is_async {
            true => (SpecialMethod::AsyncEnter, SpecialMethod::AsyncExit),
            false => (SpecialMethod::Enter, SpecialMethod::Exit),
        };
        self.emit(Op::COPY, 1, loc);
        self.emit(Op::LOAD_SPECIAL, exit.arg(), loc);
        self.emit(Op::SWAP, 2, loc);
        self.emit(Op::SWAP, 3, loc);
        self.emit(Op::LOAD_SPECIAL, enter.arg(), loc);
        self.emit(Op::CALL, 0, loc);
        if is_async {
            self.emit_await(1, loc);
        }
    }

    /// `[exit, self, lasti, previous, exc, suppress] -> []`
    fn with_except_finish(&mut self, cleanup: crate::flow::Label) {
        let (suppress, exit) = (self.new_label(), self.new_label());
        self.emit(Op::TO_BOOL, 0, NO_LOCATION);
        self.jump(Op::POP_JUMP_IF_TRUE, suppress, NO_LOCATION);
        self.emit(Op::RERAISE, 2, NO_LOCATION);

        self.place(suppress);
        self.emit(Op::POP_TOP, 0, NO_LOCATION);
        self.emit_ir(IrOp::PopBlock, 0, NO_LOCATION);
        self.emit(Op::POP_EXCEPT, 0, NO_LOCATION);
        for _ in 0..3 {
            self.emit(Op::POP_TOP, 0, NO_LOCATION);
        }
        self.jump_ir(IrOp::Jump, exit, NO_LOCATION);

        self.place(cleanup);
        self.pop_except_and_reraise(NO_LOCATION);
        self.place(exit);
    }
}
