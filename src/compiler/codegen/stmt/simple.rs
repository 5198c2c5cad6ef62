//! Simple statements that need more than a line.

use ruff_python_ast::{Expr, StmtAssert, StmtRaise, StmtReturn};
use taipan_bytecode::operand::{CommonConstant, Intrinsic1};
use taipan_bytecode::{Const, Op, Position};

use super::super::Compiler;
use crate::error::Res;
use crate::flow::NO_LOCATION;

impl<'a> Compiler<'a> {
    pub(super) fn expression_stmt(&mut self, value: &'a Expr, loc: Position) -> Res {
        if self.is_interactive_top() {
            self.expr(value)?;
            self.intrinsic1(Intrinsic1::Print, loc);
            self.emit(Op::POP_TOP, 0, NO_LOCATION);
            return Ok(());
        }
        if value.is_literal_expr() {
            // Asked for its warnings only.
            let _ = self.constant(value);
            self.emit(Op::NOP, 0, loc);
            return Ok(());
        }
        self.expr(value)?;
        self.emit(Op::POP_TOP, 0, NO_LOCATION);
        Ok(())
    }

    pub(super) fn return_stmt(&mut self, stmt: &'a StmtReturn, stmt_loc: Position) -> Res {
        let scope = self.scope();
        if !scope.kind.is_function_like() {
            return self.error("'return' outside function", stmt_loc);
        }
        if stmt.value.is_some() && scope.coroutine && scope.generator {
            return self.error("'return' with value in async generator", stmt_loc);
        }
        let mut loc = stmt_loc;
        let constant = match &stmt.value {
            None => Some(Const::None),
            Some(value) => {
                let constant = self.constant(value);
                let value_loc = self.loc(&**value);
                match &constant {
                    None => self.expr(value)?,
                    Some(_) => {
                        loc = value_loc;
                        self.emit(Op::NOP, 0, loc);
                    }
                }
                if value_loc.line != stmt_loc.line {
                    loc = stmt_loc;
                    self.emit(Op::NOP, 0, loc);
                }
                constant
            }
        };
        if stmt.value.is_none() {
            self.emit(Op::NOP, 0, loc);
        }
        self.unwind_all(&mut loc, constant.is_none())?;
        if let Some(value) = constant {
            self.load_const(value, loc);
        }
        self.emit(Op::RETURN_VALUE, 0, loc);
        Ok(())
    }

    pub(super) fn raise(&mut self, stmt: &'a StmtRaise, loc: Position) -> Res {
        let mut count = 0;
        for part in [&stmt.exc, &stmt.cause].into_iter().flatten() {
            self.expr(part)?;
            count += 1;
        }
        self.emit(Op::RAISE_VARARGS, count, loc);
        Ok(())
    }

    pub(super) fn assert(&mut self, stmt: &'a StmtAssert, loc: Position) -> Res {
        if matches!(&*stmt.test, Expr::Tuple(tuple) if !tuple.elts.is_empty()) {
            self.warn("assertion is always true, perhaps remove parentheses?", loc);
        }
        if self.optimize > 0 {
            return Ok(());
        }
        let end = self.new_label();
        self.jump_if(&stmt.test, end, true, loc)?;
        self.emit(Op::LOAD_COMMON_CONSTANT, CommonConstant::AssertionError.arg(), loc);
        if let Some(msg) = &stmt.msg {
            // The message stands in the place of `self`.
            self.expr(msg)?;
            self.emit(Op::CALL, 0, loc);
        }
        let test_loc = self.loc(&*stmt.test);
        self.emit(Op::RAISE_VARARGS, 1, test_loc);
        self.place(end);
        Ok(())
    }
}
