//! `if`, loops, `break`, `continue`.

use ruff_python_ast::{ElifElseClause, StmtFor, StmtIf, StmtWhile};
use taipan_bytecode::operand::resume;
use taipan_bytecode::{Const, Op, Position};

use super::super::Compiler;
use super::super::block::{Block, BlockKind};
use crate::error::Res;
use crate::flow::{IrOp, NO_LOCATION};

impl<'a> Compiler<'a> {
    pub(super) fn if_stmt(&mut self, stmt: &'a StmtIf, loc: Position) -> Res {
        let end = self.new_label();
        let mut next = self.new_label();
        self.jump_if(&stmt.test, next, false, loc)?;
        self.suite(&stmt.body)?;
        for ElifElseClause { test, body, .. } in &stmt.elif_else_clauses {
            self.jump_plain(end);
            self.place(next);
            next = self.new_label();
            if let Some(test) = test {
                self.jump_if(test, next, false, loc)?;
            }
            self.suite(body)?;
        }
        self.place(next);
        self.place(end);
        Ok(())
    }

    pub(super) fn while_stmt(&mut self, stmt: &'a StmtWhile, loc: Position) -> Res {
        let (head, end, otherwise) = (self.new_label(), self.new_label(), self.new_label());
        // `while True`: the line is marked once, before the loop; the jump back shows it to tracers from then on.
        let endless = self.constant(&stmt.test).and_then(|test| test.truth()) == Some(true);
        let back = if endless { self.loc(&*stmt.test) } else { NO_LOCATION };
        if endless {
            self.emit(Op::NOP, 0, back);
        }
        self.place(head);
        self.push_block(Block { labels: Some((head, end)), ..Block::new(BlockKind::WhileLoop, loc) })?;
        if !endless {
            self.jump_if(&stmt.test, otherwise, false, loc)?;
        }
        self.suite(&stmt.body)?;
        self.jump_ir(IrOp::Jump, head, back);
        self.pop_block(BlockKind::WhileLoop);
        self.place(otherwise);
        self.suite(&stmt.orelse)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn for_stmt(&mut self, stmt: &'a StmtFor, loc: Position) -> Res {
        let (head, end, exhausted) = (self.new_label(), self.new_label(), self.new_label());
        self.push_block(Block { labels: Some((head, end)), ..Block::new(BlockKind::ForLoop, loc) })?;
        let iter_loc = self.loc(&*stmt.iter);
        self.searched(&stmt.iter)?;
        self.emit(Op::GET_ITER, 0, iter_loc);
        self.place(head);
        self.jump(Op::FOR_ITER, exhausted, iter_loc);
        // The target's line, for tracing of a `for` of many lines.
        let target_loc = self.loc(&*stmt.target);
        self.emit(Op::NOP, 0, target_loc);
        self.store(&stmt.target)?;
        self.suite(&stmt.body)?;
        self.jump_ir(IrOp::Jump, head, NO_LOCATION);
        self.place(exhausted);
        self.emit(Op::END_FOR, 0, NO_LOCATION);
        self.emit(Op::POP_ITER, 0, NO_LOCATION);
        self.pop_block(BlockKind::ForLoop);
        self.suite(&stmt.orelse)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn async_for(&mut self, stmt: &'a StmtFor, loc: Position) -> Res {
        if !self.in_async_function() && !self.top_await() {
            return self.error("'async for' outside async function", loc);
        }
        let (head, end, except) = (self.new_label(), self.new_label(), self.new_label());
        let iter_loc = self.loc(&*stmt.iter);
        self.expr(&stmt.iter)?;
        self.emit(Op::GET_AITER, 0, iter_loc);
        self.place(head);
        self.push_block(Block { labels: Some((head, end)), ..Block::new(BlockKind::AsyncForLoop, loc) })?;
        self.jump_ir(IrOp::SetupFinally, except, loc);
        self.emit(Op::GET_ANEXT, 0, loc);
        self.load_const(Const::None, loc);
        let send = self.emit_yield_from(resume::AFTER_AWAIT, loc);
        self.emit_ir(IrOp::PopBlock, 0, loc);
        self.store(&stmt.target)?;
        self.suite(&stmt.body)?;
        self.jump_ir(IrOp::Jump, head, NO_LOCATION);
        self.pop_block(BlockKind::AsyncForLoop);
        self.place(except);
        self.jump(Op::END_ASYNC_FOR, send, iter_loc);
        self.suite(&stmt.orelse)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn break_stmt(&mut self, origin: Position) -> Res {
        let mut loc = origin;
        self.emit(Op::NOP, 0, loc);
        let Some(block) = self.unwind_to_loop(&mut loc)? else {
            return self.error("'break' outside loop", origin);
        };
        self.leave_block(&mut loc, &block, false)?;
        let (_, end) = block.labels.expect("a loop has labels");
        self.jump_ir(IrOp::Jump, end, loc);
        Ok(())
    }

    pub(super) fn continue_stmt(&mut self, origin: Position) -> Res {
        let mut loc = origin;
        self.emit(Op::NOP, 0, loc);
        let Some(block) = self.unwind_to_loop(&mut loc)? else {
            return self.error("'continue' not properly in loop", origin);
        };
        let (head, _) = block.labels.expect("a loop has labels");
        self.jump_ir(IrOp::Jump, head, loc);
        Ok(())
    }

    /// Whether this is a module compiled with top-level await.
    pub(in crate::codegen) fn top_await(&self) -> bool {
        self.allow_top_await && self.units.len() == 1
    }
}
