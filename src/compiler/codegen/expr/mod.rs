//! Expressions: each leaves exactly one value on the stack.

mod boolean;
mod call;
mod display;
mod interpolation;
mod operator;
mod subscript;
mod super_call;

pub(super) use operator::binary_op;

use ruff_python_ast::Expr;
use taipan_bytecode::operand::resume;
use taipan_bytecode::{Const, Op};

use super::Compiler;
use super::unit::UnitKind;
use crate::error::Res;
use crate::scope::CompKind;

impl<'a> Compiler<'a> {
    /// `[] -> [value]`
    pub(super) fn expr(&mut self, expr: &'a Expr) -> Res {
        let loc = self.loc(expr);
        if let Some(value) = self.constant(expr) {
            self.check_folded(expr);
            self.load_const(value, loc);
            return Ok(());
        }
        match expr {
            Expr::Name(e) => {
                self.load_name(&e.id, loc);
                Ok(())
            }
            Expr::Attribute(e) => self.attribute(e),
            Expr::Subscript(e) => self.subscript(e),
            Expr::Call(e) => self.call(e),
            Expr::BinOp(e) => self.binop(e),
            Expr::UnaryOp(e) => self.unary(e),
            Expr::BoolOp(e) => self.boolop(e),
            Expr::Compare(e) => self.compare(e),
            Expr::If(e) => self.conditional(e),
            Expr::Named(e) => {
                self.expr(&e.value)?;
                self.emit(Op::COPY, 1, loc);
                self.store(&e.target)
            }
            Expr::Lambda(e) => self.lambda(e),
            Expr::Tuple(e) => self.tuple(e, loc),
            Expr::List(e) => self.list(e, loc),
            Expr::Set(e) => self.set(e, loc),
            Expr::Dict(e) => self.dict(e, loc),
            Expr::ListComp(e) => self.comprehension(e, CompKind::List, &e.generators, [Some(&*e.elt), None], loc),
            Expr::SetComp(e) => self.comprehension(e, CompKind::Set, &e.generators, [Some(&*e.elt), None], loc),
            Expr::Generator(e) => {
                let loc = if e.parenthesized { loc } else { self.bare_generator.take().unwrap_or(loc) };
                self.comprehension(e, CompKind::Generator, &e.generators, [Some(&*e.elt), None], loc)
            }
            Expr::DictComp(e) => {
                self.comprehension(e, CompKind::Dict, &e.generators, [e.key.as_deref(), Some(&*e.value)], loc)
            }
            Expr::FString(e) => self.fstring(e, loc),
            Expr::TString(e) => self.tstring(e, loc),
            Expr::Slice(e) => self.slice_object(e, loc),
            Expr::Yield(e) => {
                match &e.value {
                    Some(value) => self.expr(value)?,
                    None => self.load_const(Const::None, loc),
                }
                self.emit_yield(loc);
                Ok(())
            }
            Expr::YieldFrom(e) => {
                self.expr(&e.value)?;
                self.emit(Op::GET_YIELD_FROM_ITER, 0, loc);
                self.load_const(Const::None, loc);
                self.emit_yield_from(resume::AFTER_YIELD_FROM, loc);
                Ok(())
            }
            Expr::Await(e) => {
                self.expr(&e.value)?;
                self.emit_await(0, loc);
                Ok(())
            }
            Expr::Starred(_) => self.error("can't use starred expression here", loc),
            Expr::IpyEscapeCommand(_) => self.error("invalid syntax", loc),
            Expr::NoneLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::StringLiteral(_)
            | Expr::BytesLiteral(_) => unreachable!("literals are constants"),
        }
    }

    pub(super) fn exprs(&mut self, exprs: &'a [Expr]) -> Res {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    /// What folding would hide: warnings that the unfolded expression gives.
    fn check_folded(&mut self, expr: &'a Expr) {
        if let Expr::Subscript(e) = expr {
            self.check_subscript(e);
        }
    }

    fn attribute(&mut self, e: &'a ruff_python_ast::ExprAttribute) -> Res {
        let attr_loc = self.attribute_loc(e);
        if self.is_super_call(&e.value) {
            return self.super_attribute(e, false);
        }
        self.expr(&e.value)?;
        self.emit_name(Op::LOAD_ATTR, &e.attr, attr_loc);
        Ok(())
    }

    /// An attribute after a line break is on the line of its name, the rest of the range stays.
    pub(super) fn attribute_loc(&self, e: &ruff_python_ast::ExprAttribute) -> taipan_bytecode::Position {
        let mut loc = self.loc(e);
        let name = self.loc(&e.attr);
        if loc.line != name.end_line {
            loc.line = name.end_line;
            // Points at the name alone when it stands first on its line, as error carets do.
            loc.col = if name.col < loc.end_col { name.col } else { loc.col };
        }
        loc
    }

    /// Whether `async` constructs may appear here.
    pub(super) fn in_async_function(&self) -> bool {
        self.unit().kind == UnitKind::AsyncFunction
    }
}
