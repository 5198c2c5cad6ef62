//! Annotations (PEP 649, PEP 749): `__annotate__` functions, or text with `from __future__ import annotations`.

use ruff_python_ast::{Expr, Parameter, StmtAnnAssign, StmtFunctionDef};
use taipan_bytecode::operand::{CommonConstant, Comparison};
use taipan_bytecode::{Code, CodeFlags, Const, Op, Position};

use std::sync::Arc;

use super::super::Compiler;
use super::super::unit::{ArgCounts, UnitKind};
use crate::error::Res;
use crate::scope::{Role, ScopeId, ScopeKind};

/// `annotationlib.Format.VALUE_WITH_FAKE_GLOBALS`: the last format that generated functions know.
const LAST_FORMAT: i64 = 2;

impl<'a> Compiler<'a> {
    fn text_annotations(&self) -> bool {
        self.flags.has(CodeFlags::FUTURE_ANNOTATIONS)
    }

    /// Starts a function that takes the format and refuses those that it does not know.
    pub(in crate::codegen) fn enter_annotations(&mut self, scope: ScopeId, name: &str, loc: Position) -> Res {
        let args = ArgCounts { positional: 1, positional_only: 1, ..Default::default() };
        self.enter_unit(UnitKind::Annotations, scope, name, loc.line as u32, args)?;
        let body = self.new_label();
        self.emit(Op::LOAD_FAST, 0, loc);
        self.load_const(Const::Int(LAST_FORMAT), loc);
        self.emit(Op::COMPARE_OP, Comparison::Gt.encode(true), loc);
        self.jump(Op::POP_JUMP_IF_FALSE, body, loc);
        self.emit(Op::LOAD_COMMON_CONSTANT, CommonConstant::NotImplementedError.arg(), loc);
        self.emit(Op::RAISE_VARARGS, 1, loc);
        self.place(body);
        Ok(())
    }

    /// `[]` outside, `[dict]` inside `-> [function]` outside.
    fn leave_annotations(&mut self, loc: Position) {
        self.emit(Op::RETURN_VALUE, 0, loc);
        let mut code = self.leave_unit();
        // `inspect.signature` shows `format`; while compiling it is `.format`, which no annotation can mean.
        let shown: &mut Code = Arc::get_mut(&mut code).expect("just made");
        if let Some(first) = shown.variables.first_mut() {
            first.name = "format".into();
        }
        self.make_closure(code, &[], loc);
    }

    /// Annotations of a function: `[] -> [annotate]`. Returns whether there are any.
    pub(in crate::codegen) fn function_annotations(&mut self, stmt: &'a StmtFunctionDef, loc: Position) -> Res<bool> {
        let parameters = &*stmt.parameters;
        let scope = self.scopes.of(parameters, Role::Annotations);
        if !self.scopes.get(scope).annotations_used {
            return Ok(false);
        }
        self.enter_annotations(scope, "__annotate__", loc)?;
        let mut count = 0;
        let plain = parameters.args.iter().chain(&parameters.posonlyargs).map(|p| &p.parameter);
        let keyword_only = parameters.kwonlyargs.iter().map(|p| &p.parameter);
        let ordered: Vec<&'a Parameter> =
            plain.chain(parameters.vararg.as_deref()).chain(keyword_only).chain(parameters.kwarg.as_deref()).collect();
        for parameter in ordered {
            if let Some(annotation) = &parameter.annotation {
                let name = self.mangled(&parameter.name.id);
                self.named_annotation(&name, annotation, loc)?;
                count += 1;
            }
        }
        if let Some(returns) = &stmt.returns {
            self.named_annotation("return", returns, loc)?;
            count += 1;
        }
        self.emit(Op::BUILD_MAP, count, loc);
        self.leave_annotations(loc);
        Ok(true)
    }

    /// `[] -> [name, value]`
    fn named_annotation(&mut self, name: &str, annotation: &'a Expr, loc: Position) -> Res {
        self.load_str(name, loc);
        if self.text_annotations() {
            self.annotation_text(annotation);
            return Ok(());
        }
        self.maybe_starred(annotation)
    }

    /// `*args: *Ts` means the single item of `*Ts`.
    pub(in crate::codegen) fn maybe_starred(&mut self, e: &'a Expr) -> Res {
        let Expr::Starred(starred) = e else { return self.expr(e) };
        let loc = self.loc(e);
        self.expr(&starred.value)?;
        self.emit(Op::UNPACK_SEQUENCE, 1, loc);
        Ok(())
    }

    fn annotation_text(&mut self, annotation: &'a Expr) {
        let loc = self.loc(annotation);
        let text = self.unparse(annotation);
        self.load_str(&text, loc);
    }

    pub(in crate::codegen) fn annotated(&mut self, stmt: &'a StmtAnnAssign, loc: Position) -> Res {
        if let Some(value) = &stmt.value {
            self.expr(value)?;
            self.store(&stmt.target)?;
        }
        match &*stmt.target {
            Expr::Name(name) => {
                let wanted = matches!(self.scope().kind, ScopeKind::Module | ScopeKind::Class);
                if stmt.simple && wanted && self.text_annotations() {
                    self.annotation_text(&stmt.annotation);
                    self.emit_name(Op::LOAD_NAME, "__annotations__", loc);
                    let name = self.mangled(&name.id);
                    self.load_str(&name, loc);
                    self.emit(Op::STORE_SUBSCR, 0, loc);
                } else if stmt.simple && wanted {
                    self.defer_annotation(stmt, loc);
                }
                Ok(())
            }
            // Without a value the target's parts are evaluated all the same.
            Expr::Attribute(attribute) if stmt.value.is_none() => self.evaluate(&attribute.value),
            Expr::Subscript(subscript) if stmt.value.is_none() => {
                self.evaluate(&subscript.value)?;
                self.evaluate_index(&subscript.slice)
            }
            Expr::Attribute(_) | Expr::Subscript(_) => Ok(()),
            _ => self.error("invalid node type for annotated assignment", loc),
        }
    }

    fn evaluate(&mut self, e: &'a Expr) -> Res {
        self.expr(e)?;
        let loc = self.loc(e);
        self.emit(Op::POP_TOP, 0, loc);
        Ok(())
    }

    fn evaluate_index(&mut self, e: &'a Expr) -> Res {
        match e {
            Expr::Slice(slice) => {
                [&slice.lower, &slice.upper, &slice.step].into_iter().flatten().try_for_each(|part| self.evaluate(part))
            }
            Expr::Tuple(tuple) => tuple.elts.iter().try_for_each(|item| self.evaluate_index(item)),
            _ => self.evaluate(e),
        }
    }

    /// Keeps an annotation for `__annotate__`; notes at run time that its statement was executed, if that is not certain.
    fn defer_annotation(&mut self, stmt: &'a StmtAnnAssign, loc: Position) {
        let in_class = self.scope().kind == ScopeKind::Class;
        let unit = self.unit_mut();
        if in_class && unit.conditional_depth == 0 {
            unit.deferred.push((stmt, None));
            return;
        }
        let number = unit.next_conditional;
        unit.next_conditional += 1;
        unit.deferred.push((stmt, Some(number)));
        if in_class {
            let cell = self.cell_index("__conditional_annotations__");
            self.emit(Op::LOAD_DEREF, cell, loc);
        } else {
            self.emit_name(Op::LOAD_NAME, "__conditional_annotations__", loc);
        }
        self.load_const(Const::Int(number.into()), loc);
        self.emit(Op::SET_ADD, 1, loc);
        self.emit(Op::POP_TOP, 0, loc);
    }

    /// The `__annotate__` function of a module or class, from what was kept. A module's goes to its start, so that it is
    /// there even if the module does not run to its end.
    pub(in crate::codegen) fn deferred_annotations(&mut self, loc: Position) -> Res {
        let deferred = std::mem::take(&mut self.unit_mut().deferred);
        if deferred.is_empty() {
            return Ok(());
        }
        let kind = self.scope().kind;
        let at_start = kind == ScopeKind::Module;
        let outer = at_start.then(|| std::mem::take(&mut self.unit_mut().seq));
        let scope = self.scope().annotation_scope.expect("annotations were visited");
        self.enter_annotations(scope, "__annotate__", loc)?;
        self.emit(Op::BUILD_MAP, 0, loc);
        for (stmt, number) in deferred {
            let Expr::Name(name) = &*stmt.target else { unreachable!("only names are deferred") };
            let stmt_loc = self.loc(stmt);
            let not_set = self.new_label();
            if let Some(number) = number {
                self.load_const(Const::Int(number.into()), stmt_loc);
                if kind == ScopeKind::Class {
                    let cell = self.cell_index("__conditional_annotations__");
                    self.emit(Op::LOAD_DEREF, cell, stmt_loc);
                } else {
                    self.emit_name(Op::LOAD_GLOBAL, "__conditional_annotations__", stmt_loc);
                }
                self.emit(Op::CONTAINS_OP, 0, stmt_loc);
                self.jump(Op::POP_JUMP_IF_FALSE, not_set, stmt_loc);
            }
            self.expr(&stmt.annotation)?;
            self.emit(Op::COPY, 2, stmt_loc);
            let name = self.mangled_by_class(&name.id);
            self.load_str(&name, stmt_loc);
            self.emit(Op::STORE_SUBSCR, 0, loc);
            self.place(not_set);
        }
        self.leave_annotations(loc);
        self.store_name(if kind == ScopeKind::Class { "__annotate_func__" } else { "__annotate__" }, loc);
        if let Some(outer) = outer {
            let start = std::mem::replace(&mut self.unit_mut().seq, outer);
            self.unit_mut().seq.fill_placeholder(start);
        }
        Ok(())
    }
}
