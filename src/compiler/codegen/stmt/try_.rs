//! `try … except … else … finally`.
//!
//! A `finally` body is compiled twice: once where control leaves the `try` normally, once as the handler. Each `return`,
//! `break` and `continue` that leaves the `try` carries a copy of its own.

use ruff_python_ast::{ExceptHandler, ExceptHandlerExceptHandler, Stmt, StmtFor, StmtTry, StmtWhile, Suite};
use taipan_bytecode::{Op, Position};

use super::super::Compiler;
use super::super::block::{Block, BlockKind};
use crate::error::Res;
use crate::flow::{IrOp, Label, NO_LOCATION};

impl<'a> Compiler<'a> {
    pub(in crate::codegen) fn try_stmt(&mut self, stmt: &'a StmtTry, loc: Position) -> Res {
        if stmt.finalbody.is_empty() {
            return self.try_without_finally(stmt, loc);
        }
        self.check_finally(&stmt.finalbody, false);
        let (handler, exit, cleanup) = (self.new_label(), self.new_label(), self.new_label());
        self.jump_ir(IrOp::SetupFinally, handler, loc);
        self.push_block(Block { body: Some(&stmt.finalbody), ..Block::new(BlockKind::FinallyTry, loc) })?;
        if stmt.handlers.is_empty() {
            self.suite(&stmt.body)?;
        } else {
            self.try_without_finally(stmt, loc)?;
        }
        self.emit_ir(IrOp::PopBlock, 0, NO_LOCATION);
        self.pop_block(BlockKind::FinallyTry);
        self.suite(&stmt.finalbody)?;
        self.jump_plain(exit);

        self.place(handler);
        self.jump_ir(IrOp::SetupCleanup, cleanup, NO_LOCATION);
        self.emit(Op::PUSH_EXC_INFO, 0, NO_LOCATION);
        self.push_kind(BlockKind::FinallyEnd, NO_LOCATION)?;
        self.suite(&stmt.finalbody)?;
        self.pop_block(BlockKind::FinallyEnd);
        self.emit(Op::RERAISE, 0, NO_LOCATION);

        self.place(cleanup);
        self.pop_except_and_reraise(NO_LOCATION);
        self.place(exit);
        Ok(())
    }

    /// Warns of statements that leave a `finally` body, and with it drop the exception (PEP 765).
    fn check_finally(&mut self, body: &'a Suite, in_loop: bool) {
        for stmt in body {
            let word = match stmt {
                Stmt::Return(_) => "return",
                Stmt::Break(_) if !in_loop => "break",
                Stmt::Continue(_) if !in_loop => "continue",
                Stmt::For(StmtFor { body, orelse, .. }) | Stmt::While(StmtWhile { body, orelse, .. }) => {
                    self.check_finally(body, true);
                    self.check_finally(orelse, in_loop);
                    continue;
                }
                Stmt::If(stmt) => {
                    self.check_finally(&stmt.body, in_loop);
                    stmt.elif_else_clauses.iter().for_each(|clause| self.check_finally(&clause.body, in_loop));
                    continue;
                }
                Stmt::With(stmt) => {
                    self.check_finally(&stmt.body, in_loop);
                    continue;
                }
                Stmt::Match(stmt) => {
                    stmt.cases.iter().for_each(|case| self.check_finally(&case.body, in_loop));
                    continue;
                }
                Stmt::Try(stmt) => {
                    self.check_finally(&stmt.body, in_loop);
                    for ExceptHandler::ExceptHandler(handler) in &stmt.handlers {
                        self.check_finally(&handler.body, in_loop);
                    }
                    self.check_finally(&stmt.orelse, in_loop);
                    continue;
                }
                _ => continue,
            };
            let loc = self.loc(stmt);
            self.warn(format!("'{word}' in a 'finally' block"), loc);
        }
    }

    fn try_without_finally(&mut self, stmt: &'a StmtTry, loc: Position) -> Res {
        if stmt.is_star { self.try_star(stmt, loc) } else { self.try_except(stmt, loc) }
    }

    /// ```text
    ///           SETUP_FINALLY except; body; POP_BLOCK; orelse; jump end
    /// except:   [exc]  SETUP_CLEANUP cleanup; PUSH_EXC_INFO
    ///           [previous, exc]  one after the other: type; CHECK_EXC_MATCH; handler
    ///           RERAISE 0
    /// cleanup:  [previous, lasti, exc]  COPY 3; POP_EXCEPT; RERAISE 1
    /// ```
    fn try_except(&mut self, stmt: &'a StmtTry, loc: Position) -> Res {
        let (except, end, cleanup) = (self.new_label(), self.new_label(), self.new_label());
        self.jump_ir(IrOp::SetupFinally, except, loc);
        self.push_kind(BlockKind::TryExcept, loc)?;
        self.suite(&stmt.body)?;
        self.pop_block(BlockKind::TryExcept);
        self.emit_ir(IrOp::PopBlock, 0, NO_LOCATION);
        self.suite(&stmt.orelse)?;
        self.jump_plain(end);

        self.place(except);
        self.jump_ir(IrOp::SetupCleanup, cleanup, NO_LOCATION);
        self.emit(Op::PUSH_EXC_INFO, 0, NO_LOCATION);
        self.push_kind(BlockKind::ExceptionHandler, loc)?;
        for (index, ExceptHandler::ExceptHandler(handler)) in stmt.handlers.iter().enumerate() {
            if handler.type_.is_none() && index + 1 < stmt.handlers.len() {
                return self.error("default 'except:' must be last", self.loc(handler));
            }
            self.handler(handler, end)?;
        }
        self.pop_block(BlockKind::ExceptionHandler);
        self.emit(Op::RERAISE, 0, NO_LOCATION);

        self.place(cleanup);
        self.pop_except_and_reraise(NO_LOCATION);
        self.place(end);
        Ok(())
    }

    fn handler(&mut self, handler: &'a ExceptHandlerExceptHandler, end: Label) -> Res {
        let loc = self.loc(handler);
        let next = self.new_label();
        if let Some(type_) = &handler.type_ {
            self.expr(type_)?;
            self.emit(Op::CHECK_EXC_MATCH, 0, loc);
            self.jump(Op::POP_JUMP_IF_FALSE, next, loc);
        }
        match &handler.name {
            Some(name) => {
                let cleanup = self.new_label();
                self.store_name(name, loc);
                self.jump_ir(IrOp::SetupCleanup, cleanup, loc);
                self.push_block(Block { name: Some(&name.id), ..Block::new(BlockKind::HandlerCleanup, loc) })?;
                self.suite(&handler.body)?;
                self.pop_block(BlockKind::HandlerCleanup);
                self.emit_ir(IrOp::PopBlock, 0, NO_LOCATION);
                self.emit_ir(IrOp::PopBlock, 0, NO_LOCATION);
                self.emit(Op::POP_EXCEPT, 0, NO_LOCATION);
                self.unbind_exception(&name.id, NO_LOCATION);
                self.jump_plain(end);
                self.place(cleanup);
                self.unbind_exception(&name.id, NO_LOCATION);
                self.emit(Op::RERAISE, 1, NO_LOCATION);
            }
            None => {
                self.emit(Op::POP_TOP, 0, loc);
                self.push_kind(BlockKind::HandlerCleanup, loc)?;
                self.suite(&handler.body)?;
                self.pop_block(BlockKind::HandlerCleanup);
                self.emit_ir(IrOp::PopBlock, 0, NO_LOCATION);
                self.emit(Op::POP_EXCEPT, 0, NO_LOCATION);
                self.jump_plain(end);
            }
        }
        self.place(next);
        Ok(())
    }
}
