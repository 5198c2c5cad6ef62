//! First pass: statements.

use ruff_python_ast::name::Name;
use ruff_python_ast::{
    Alias, ExceptHandler, Expr, Parameters, Stmt, StmtAnnAssign, StmtClassDef, StmtFunctionDef, StmtTry,
};

use super::build::{Builder, docstring};
use super::{Role, ScopeKind, Uses};
use crate::error::Res;

impl Builder<'_> {
    pub(super) fn statements(&mut self, body: &[Stmt]) -> Res {
        body.iter().try_for_each(|stmt| self.statement(stmt))
    }

    /// Statements that may be skipped or run twice.
    fn conditional(&mut self, visit: impl FnOnce(&mut Self) -> Res) -> Res {
        let outer = std::mem::replace(&mut self.cur().in_conditional, true);
        visit(self)?;
        self.cur().in_conditional = outer;
        Ok(())
    }

    fn statement(&mut self, stmt: &Stmt) -> Res {
        match stmt {
            Stmt::FunctionDef(stmt) => self.function_def(stmt),
            Stmt::ClassDef(stmt) => self.class_def(stmt),
            Stmt::TypeAlias(stmt) => self.type_alias(stmt),
            Stmt::Return(stmt) => self.optional(stmt.value.as_deref()),
            Stmt::Delete(stmt) => self.expressions(&stmt.targets),
            Stmt::Assign(stmt) => {
                self.expressions(&stmt.targets)?;
                self.expression(&stmt.value)
            }
            Stmt::AugAssign(stmt) => {
                self.expression(&stmt.target)?;
                self.expression(&stmt.value)
            }
            Stmt::AnnAssign(stmt) => self.annotated_assignment(stmt),
            Stmt::Raise(stmt) => {
                self.optional(stmt.exc.as_deref())?;
                self.optional(stmt.cause.as_deref())
            }
            Stmt::Assert(stmt) => {
                self.expression(&stmt.test)?;
                self.optional(stmt.msg.as_deref())
            }
            Stmt::Import(stmt) => stmt.names.iter().try_for_each(|alias| self.import(alias)),
            Stmt::ImportFrom(stmt) => stmt.names.iter().try_for_each(|alias| self.import(alias)),
            Stmt::Global(stmt) => self.global(stmt),
            Stmt::Nonlocal(stmt) => self.nonlocal(stmt),
            Stmt::Expr(stmt) => self.expression(&stmt.value),
            Stmt::Pass(_) | Stmt::Break(_) | Stmt::Continue(_) | Stmt::IpyEscapeCommand(_) => Ok(()),
            Stmt::For(_) | Stmt::While(_) | Stmt::If(_) | Stmt::With(_) | Stmt::Match(_) | Stmt::Try(_) => {
                self.conditional(|this| this.block_statement(stmt))
            }
        }
    }

    fn block_statement(&mut self, stmt: &Stmt) -> Res {
        match stmt {
            Stmt::For(stmt) => {
                self.expression(&stmt.target)?;
                self.expression(&stmt.iter)?;
                self.statements(&stmt.body)?;
                self.statements(&stmt.orelse)
            }
            Stmt::While(stmt) => {
                self.expression(&stmt.test)?;
                self.statements(&stmt.body)?;
                self.statements(&stmt.orelse)
            }
            Stmt::If(stmt) => {
                self.expression(&stmt.test)?;
                self.statements(&stmt.body)?;
                stmt.elif_else_clauses.iter().try_for_each(|clause| {
                    self.optional(clause.test.as_ref())?;
                    self.statements(&clause.body)
                })
            }
            Stmt::With(stmt) => {
                for item in &stmt.items {
                    self.expression(&item.context_expr)?;
                    self.optional(item.optional_vars.as_deref())?;
                }
                self.statements(&stmt.body)
            }
            Stmt::Match(stmt) => {
                self.expression(&stmt.subject)?;
                stmt.cases.iter().try_for_each(|case| {
                    self.pattern(&case.pattern)?;
                    self.optional(case.guard.as_deref())?;
                    self.statements(&case.body)
                })
            }
            Stmt::Try(stmt) => self.try_statement(stmt),
            _ => unreachable!("only statements with blocks come here"),
        }
    }

    fn try_statement(&mut self, stmt: &StmtTry) -> Res {
        self.statements(&stmt.body)?;
        for ExceptHandler::ExceptHandler(handler) in &stmt.handlers {
            self.optional(handler.type_.as_deref())?;
            if let Some(name) = &handler.name {
                self.check_forbidden(name, true, handler.range)?;
                self.define(&name.id, Uses::LOCAL, handler.range)?;
            }
            self.statements(&handler.body)?;
        }
        self.statements(&stmt.orelse)?;
        self.statements(&stmt.finalbody)
    }

    fn import(&mut self, alias: &Alias) -> Res {
        if alias.asname.is_none() && &alias.name == "*" {
            if self.table.get(self.cur_id()).kind != ScopeKind::Module {
                return self.error("import * only allowed at module level", alias.range);
            }
            return Ok(());
        }
        let bound = match &alias.asname {
            Some(name) => name.id.clone(),
            None => Name::new(alias.name.split('.').next().unwrap_or_default()),
        };
        self.check_forbidden(&bound, true, alias.range)?;
        self.define(&bound, Uses::IMPORT, alias.range)
    }

    fn annotated_assignment(&mut self, stmt: &StmtAnnAssign) -> Res {
        if let Expr::Name(name) = &*stmt.target {
            let known = self.lookup(&name.id);
            let at_top = self.table.get(self.cur_id()).kind == ScopeKind::Module;
            if stmt.simple && !at_top && known.any(Uses::GLOBAL.and(Uses::NONLOCAL)) {
                let word = if known.any(Uses::GLOBAL) { "global" } else { "nonlocal" };
                return self.error(format!("annotated name '{}' can't be {word}", name.id), stmt.range);
            }
            self.check_forbidden(&name.id, true, name.range)?;
            if stmt.simple {
                self.define(&name.id, Uses::ANNOTATED.and(Uses::LOCAL), stmt.range)?;
            } else if stmt.value.is_some() {
                self.define(&name.id, Uses::LOCAL, stmt.range)?;
            }
        } else {
            self.expression(&stmt.target)?;
        }
        self.variable_annotation(&stmt.annotation)?;
        self.optional(stmt.value.as_deref())
    }

    fn function_def(&mut self, stmt: &StmtFunctionDef) -> Res {
        self.bind(&stmt.name, Uses::LOCAL)?;
        stmt.decorator_list.iter().try_for_each(|decorator| self.expression(&decorator.expression))?;
        self.defaults(&stmt.parameters)?;
        if let Some(params) = &stmt.type_params {
            let method = self.cur().kind == ScopeKind::Class;
            let has_defaults =
                stmt.parameters.posonlyargs.iter().chain(&stmt.parameters.args).any(|p| p.default.is_some());
            let has_kwdefaults = stmt.parameters.kwonlyargs.iter().any(|p| p.default.is_some());
            self.enter_type_params(params, false)?;
            self.cur().method = method;
            if has_defaults {
                self.define(&Name::new_static(".defaults"), Uses::PARAM, stmt.range)?;
            }
            if has_kwdefaults {
                self.define(&Name::new_static(".kwdefaults"), Uses::PARAM, stmt.range)?;
            }
            self.type_params(params)?;
        }
        let outer = self.cur();
        let method = outer.kind == ScopeKind::Class || (outer.kind == ScopeKind::TypeParams && outer.method);
        self.function_annotations(stmt)?;
        self.enter(ScopeKind::Function, stmt, Role::Body)?;
        let scope = self.cur();
        scope.method = method;
        scope.is_async_def = stmt.is_async;
        scope.coroutine = stmt.is_async;
        scope.has_docstring = docstring(&stmt.body).is_some();
        self.parameters(&stmt.parameters)?;
        self.statements(&stmt.body)?;
        self.leave();
        if stmt.type_params.is_some() {
            self.leave();
        }
        Ok(())
    }

    /// Default values belong to the scope around the function.
    pub(super) fn defaults(&mut self, parameters: &Parameters) -> Res {
        parameters.iter_non_variadic_params().try_for_each(|p| self.optional(p.default.as_deref()))
    }

    /// Parameters become locals, in CPython's order.
    pub(super) fn parameters(&mut self, parameters: &Parameters) -> Res {
        for parameter in parameters.iter_non_variadic_params() {
            self.bind(&parameter.parameter.name, Uses::PARAM)?;
        }
        if let Some(vararg) = &parameters.vararg {
            self.bind(&vararg.name, Uses::PARAM)?;
            self.cur().varargs = true;
        }
        if let Some(kwarg) = &parameters.kwarg {
            self.bind(&kwarg.name, Uses::PARAM)?;
            self.cur().varkeywords = true;
        }
        Ok(())
    }

    fn class_def(&mut self, stmt: &StmtClassDef) -> Res {
        self.bind(&stmt.name, Uses::LOCAL)?;
        stmt.decorator_list.iter().try_for_each(|decorator| self.expression(&decorator.expression))?;
        let outer_class = self.class.clone();
        if let Some(params) = &stmt.type_params {
            self.enter_type_params(params, true)?;
            self.class = Some(stmt.name.id.clone());
            self.cur().mangled_names = Some(Default::default());
            self.type_params(params)?;
        }
        if let Some(arguments) = &stmt.arguments {
            self.arguments(arguments)?;
        }
        self.enter(ScopeKind::Class, stmt, Role::Body)?;
        self.class = Some(stmt.name.id.clone());
        if stmt.type_params.is_some() {
            self.define(&Name::new_static("__type_params__"), Uses::LOCAL, stmt.range)?;
            self.define(&Name::new_static(".type_params"), Uses::READ, stmt.range)?;
        }
        self.cur().has_docstring = docstring(&stmt.body).is_some();
        self.statements(&stmt.body)?;
        self.leave();
        if stmt.type_params.is_some() {
            self.leave();
        }
        self.class = outer_class;
        Ok(())
    }
}

impl Builder<'_> {
    /// An expression that may be missing.
    pub(super) fn optional(&mut self, expr: Option<&Expr>) -> Res {
        expr.map_or(Ok(()), |expr| self.expression(expr))
    }

    pub(super) fn expressions(&mut self, exprs: &[Expr]) -> Res {
        exprs.iter().try_for_each(|expr| self.expression(expr))
    }
}
