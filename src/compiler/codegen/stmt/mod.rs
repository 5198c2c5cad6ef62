//! Statements.

mod assign;
mod flow;
mod import;
mod simple;
mod try_;
mod try_star;
mod with;

use ruff_python_ast::{Stmt, Suite};
use taipan_bytecode::Op;

use super::Compiler;
use crate::error::Res;

impl<'a> Compiler<'a> {
    pub(super) fn suite(&mut self, body: &'a Suite) -> Res {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    pub(super) fn stmt(&mut self, stmt: &'a Stmt) -> Res {
        let loc = self.loc(stmt);
        match stmt {
            Stmt::FunctionDef(stmt) => self.function_def(stmt),
            Stmt::ClassDef(stmt) => self.class_def(stmt),
            Stmt::TypeAlias(stmt) => self.type_alias(stmt, loc),
            Stmt::Return(stmt) => self.return_stmt(stmt, loc),
            Stmt::Delete(stmt) => stmt.targets.iter().try_for_each(|target| self.delete(target)),
            Stmt::Assign(stmt) => self.assign(stmt, loc),
            Stmt::AugAssign(stmt) => self.augmented(stmt, loc),
            Stmt::AnnAssign(stmt) => self.annotated(stmt, loc),
            Stmt::Raise(stmt) => self.raise(stmt, loc),
            Stmt::Assert(stmt) => self.assert(stmt, loc),
            Stmt::Import(stmt) => self.import(stmt, loc),
            Stmt::ImportFrom(stmt) => self.import_from(stmt, loc),
            Stmt::Expr(stmt) => self.expression_stmt(&stmt.value, loc),
            Stmt::Global(_) | Stmt::Nonlocal(_) => Ok(()),
            Stmt::Pass(_) => {
                self.emit(Op::NOP, 0, loc);
                Ok(())
            }
            Stmt::Break(_) => self.break_stmt(loc),
            Stmt::Continue(_) => self.continue_stmt(loc),
            Stmt::IpyEscapeCommand(_) => self.error("invalid syntax", loc),
            Stmt::For(_) | Stmt::While(_) | Stmt::If(_) | Stmt::With(_) | Stmt::Match(_) | Stmt::Try(_) => {
                self.unit_mut().conditional_depth += 1;
                self.block_stmt(stmt, loc)?;
                self.unit_mut().conditional_depth -= 1;
                Ok(())
            }
        }
    }

    fn block_stmt(&mut self, stmt: &'a Stmt, loc: taipan_bytecode::Position) -> Res {
        match stmt {
            Stmt::For(stmt) if stmt.is_async => self.async_for(stmt, loc),
            Stmt::For(stmt) => self.for_stmt(stmt, loc),
            Stmt::While(stmt) => self.while_stmt(stmt, loc),
            Stmt::If(stmt) => self.if_stmt(stmt, loc),
            Stmt::With(stmt) => self.with_stmt(stmt, loc),
            Stmt::Match(stmt) => self.match_stmt(stmt),
            Stmt::Try(stmt) => self.try_stmt(stmt, loc),
            _ => unreachable!("only statements with blocks come here"),
        }
    }
}
