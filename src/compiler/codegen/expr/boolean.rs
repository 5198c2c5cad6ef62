//! `and`, `or`, conditional expressions, and jumps on conditions.

use ruff_python_ast::{BoolOp, Expr, ExprBoolOp, ExprCompare, ExprIf, UnaryOp};
use taipan_bytecode::{Op, Position};

use super::super::Compiler;
use crate::error::Res;
use crate::flow::{IrOp, Label, NO_LOCATION};

impl<'a> Compiler<'a> {
    pub(super) fn boolop(&mut self, e: &'a ExprBoolOp) -> Res {
        let loc = self.loc(e);
        let end = self.new_label();
        let (jump, stops_at) = match e.op {
            BoolOp::And => (IrOp::JumpIfFalse, false),
            BoolOp::Or => (IrOp::JumpIfTrue, true),
        };
        let (last, first) = e.values.split_last().expect("an operator has operands");
        for value in first {
            match self.constant(value).and_then(|value| value.truth()) {
                // Never the result, and has no effect.
                Some(truth) if truth != stops_at => continue,
                // Always the result: nothing after it is evaluated.
                Some(_) => {
                    self.expr(value)?;
                    self.place(end);
                    return Ok(());
                }
                None => {}
            }
            self.expr(value)?;
            self.jump_ir(jump, end, loc);
            self.emit(Op::POP_TOP, 0, loc);
        }
        self.expr(last)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn conditional(&mut self, e: &'a ExprIf) -> Res {
        let loc = self.loc(e);
        let (end, otherwise) = (self.new_label(), self.new_label());
        self.jump_if(&e.test, otherwise, false, loc)?;
        self.expr(&e.body)?;
        self.jump_plain(end);
        self.place(otherwise);
        self.expr(&e.orelse)?;
        self.place(end);
        Ok(())
    }

    /// Evaluates a condition and jumps when it is `on`. `loc`: the statement around it.
    pub(in crate::codegen) fn jump_if(&mut self, e: &'a Expr, target: Label, on: bool, loc: Position) -> Res {
        if let Some(truth) = self.constant(e).and_then(|value| value.truth()) {
            let own = self.loc(e);
            self.emit(Op::NOP, 0, own);
            if truth == on {
                self.jump_ir(IrOp::Jump, target, own);
            }
            return Ok(());
        }
        match e {
            Expr::UnaryOp(not) if not.op == UnaryOp::Not => return self.jump_if(&not.operand, target, !on, loc),
            Expr::BoolOp(e) => return self.jump_if_boolop(e, target, on, loc),
            Expr::If(e) => {
                let (end, otherwise) = (self.new_label(), self.new_label());
                self.jump_if(&e.test, otherwise, false, loc)?;
                self.jump_if(&e.body, target, on, loc)?;
                self.jump_plain(end);
                self.place(otherwise);
                self.jump_if(&e.orelse, target, on, loc)?;
                self.place(end);
                return Ok(());
            }
            Expr::Compare(e) if e.ops.len() > 1 => return self.jump_if_chain(e, target, on),
            _ => {}
        }
        let own = self.loc(e);
        self.expr(e)?;
        self.emit(Op::TO_BOOL, 0, own);
        self.jump(if on { Op::POP_JUMP_IF_TRUE } else { Op::POP_JUMP_IF_FALSE }, target, own);
        Ok(())
    }

    fn jump_if_boolop(&mut self, e: &'a ExprBoolOp, target: Label, on: bool, loc: Position) -> Res {
        let decides = e.op == BoolOp::Or;
        // When one operand decides for the outcome that does not jump, the rest is skipped.
        let early = if decides == on { target } else { self.new_label() };
        let (last, first) = e.values.split_last().expect("an operator has operands");
        for value in first {
            self.jump_if(value, early, decides, loc)?;
        }
        self.jump_if(last, target, on, loc)?;
        if early != target {
            self.place(early);
        }
        Ok(())
    }

    fn jump_if_chain(&mut self, e: &'a ExprCompare, target: Label, on: bool) -> Res {
        let loc = self.loc(e);
        self.check_compare(e, loc);
        let (cleanup, end) = (self.new_label(), self.new_label());
        self.expr(&e.left)?;
        let last = e.ops.len() - 1;
        for index in 0..last {
            self.comparand(e.ops[index], &e.comparators[index])?;
            self.chain_link(e.ops[index], loc);
            self.emit(Op::TO_BOOL, 0, loc);
            self.jump(Op::POP_JUMP_IF_FALSE, cleanup, loc);
        }
        self.comparand(e.ops[last], &e.comparators[last])?;
        self.emit_compare(e.ops[last], loc);
        self.emit(Op::TO_BOOL, 0, loc);
        self.jump(if on { Op::POP_JUMP_IF_TRUE } else { Op::POP_JUMP_IF_FALSE }, target, loc);
        self.jump_plain(end);
        self.place(cleanup);
        self.emit(Op::POP_TOP, 0, loc);
        if !on {
            self.jump_ir(IrOp::JumpNoInterrupt, target, NO_LOCATION);
        }
        self.place(end);
        Ok(())
    }
}
