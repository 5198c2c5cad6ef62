//! Subscripts and slices.

use ruff_python_ast::{Expr, ExprSlice, ExprSubscript};
use taipan_bytecode::operand::BinaryOp;
use taipan_bytecode::{Const, Op, Position};

use super::super::Compiler;
use crate::error::Res;

impl<'a> Compiler<'a> {
    pub(super) fn subscript(&mut self, e: &'a ExprSubscript) -> Res {
        let loc = self.loc(e);
        self.check_subscript(e);
        self.expr(&e.value)?;
        if let Some(slice) = self.plain_slice(&e.slice) {
            self.slice_bounds(slice)?;
            self.emit(Op::BINARY_SLICE, 0, loc);
            return Ok(());
        }
        self.expr(&e.slice)?;
        self.binary(BinaryOp::Subscr, loc);
        Ok(())
    }

    /// `[value] -> []`
    pub(in crate::codegen) fn store_subscript(&mut self, e: &'a ExprSubscript) -> Res {
        let loc = self.loc(e);
        self.expr(&e.value)?;
        if let Some(slice) = self.plain_slice(&e.slice) {
            self.slice_bounds(slice)?;
            self.emit(Op::STORE_SLICE, 0, loc);
            return Ok(());
        }
        self.expr(&e.slice)?;
        self.emit(Op::STORE_SUBSCR, 0, loc);
        Ok(())
    }

    pub(in crate::codegen) fn delete_subscript(&mut self, e: &'a ExprSubscript) -> Res {
        let loc = self.loc(e);
        self.expr(&e.value)?;
        self.expr(&e.slice)?;
        self.emit(Op::DELETE_SUBSCR, 0, loc);
        Ok(())
    }

    /// A slice of two bounds, not both constant, has its own opcodes.
    pub(in crate::codegen) fn plain_slice(&mut self, e: &'a Expr) -> Option<&'a ExprSlice> {
        let Expr::Slice(slice) = e else { return None };
        (slice.step.is_none() && self.constant_slice(slice).is_none()).then_some(slice)
    }

    /// `[] -> [start, stop]`
    pub(in crate::codegen) fn slice_bounds(&mut self, e: &'a ExprSlice) -> Res {
        let loc = self.loc(e);
        self.optional_or_none(e.lower.as_deref(), loc)?;
        self.optional_or_none(e.upper.as_deref(), loc)
    }

    pub(super) fn slice_object(&mut self, e: &'a ExprSlice, loc: Position) -> Res {
        self.slice_bounds(e)?;
        match &e.step {
            Some(step) => {
                self.expr(step)?;
                self.emit(Op::BUILD_SLICE, 3, loc);
            }
            None => self.emit(Op::BUILD_SLICE, 2, loc),
        }
        Ok(())
    }

    fn optional_or_none(&mut self, e: Option<&'a Expr>, loc: Position) -> Res {
        match e {
            Some(e) => self.expr(e),
            None => {
                self.load_const(Const::None, loc);
                Ok(())
            }
        }
    }

    /// Warns of subscripts that cannot work.
    pub(super) fn check_subscript(&mut self, e: &'a ExprSubscript) {
        if !e.ctx.is_load() {
            return;
        }
        let loc = self.loc(e);
        if let Some(name) = unsubscriptable(&e.value) {
            return self.warn(format!("'{name}' object is not subscriptable; perhaps you missed a comma?"), loc);
        }
        let sequence = match &*e.value {
            Expr::StringLiteral(_) | Expr::FString(_) => "str",
            Expr::BytesLiteral(_) => "bytes",
            Expr::Tuple(_) => "tuple",
            Expr::List(_) | Expr::ListComp(_) => "list",
            _ => return,
        };
        if let Some(index) = not_an_index(&e.slice) {
            let msg =
                format!("{sequence} indices must be integers or slices, not {index}; perhaps you missed a comma?");
            self.warn(msg, loc);
        }
    }
}

/// The type of an expression that has no items.
fn unsubscriptable(e: &Expr) -> Option<&'static str> {
    Some(match e {
        Expr::NoneLiteral(_) => "NoneType",
        Expr::BooleanLiteral(_) => "bool",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(number) => match number.value {
            ruff_python_ast::Number::Int(_) => "int",
            ruff_python_ast::Number::Float(_) => "float",
            ruff_python_ast::Number::Complex { .. } => "complex",
        },
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        Expr::TString(_) => "string.templatelib.Template",
        _ => return None,
    })
}

/// The type of an expression that is no index of a sequence.
fn not_an_index(e: &Expr) -> Option<&'static str> {
    Some(match e {
        Expr::StringLiteral(_) | Expr::FString(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::NumberLiteral(number) if number.value.is_int() => return None,
        Expr::BooleanLiteral(_) => return None,
        other => return unsubscriptable(other),
    })
}
