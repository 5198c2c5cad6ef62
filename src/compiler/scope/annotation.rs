//! First pass: annotations (PEP 649, PEP 749).
//!
//! Annotations of a class, module or function are evaluated in a function `__annotate__`, which is a scope. Annotations of
//! local variables are never evaluated, and with `from __future__ import annotations` none is: their names do not count,
//! only their errors do.

use ruff_python_ast::name::Name;
use ruff_python_ast::{Expr, StmtFunctionDef};
use ruff_text_size::{Ranged, TextRange};

use super::build::Builder;
use super::{Role, ScopeKind, Uses};
use crate::error::Res;

impl Builder<'_> {
    /// The annotation of `name: annotation`.
    pub(super) fn variable_annotation(&mut self, annotation: &Expr) -> Res {
        let range = annotation.range();
        let future = self.future_annotations;
        let scope = self.cur();
        let kind = scope.kind;
        scope.annotations_used = true;
        if kind.is_function_like() || future {
            return self.visit_detached(annotation);
        }
        let conditional = kind == ScopeKind::Module || scope.in_conditional;
        scope.has_conditional_annotations |= conditional;
        let has_conditional = scope.has_conditional_annotations;
        match self.cur().annotation_scope {
            Some(id) => self.stack.push(id),
            None => {
                let outer = self.cur_id();
                // The key only has to be unique; the code generator goes through `annotation_scope`.
                let id = self.enter(ScopeKind::Annotation, annotation, Role::Annotations)?;
                self.table.get_mut(outer).annotation_scope = Some(id);
                if kind == ScopeKind::Class {
                    self.see_class(range)?;
                }
            }
        }
        if has_conditional {
            self.define(&Name::new_static("__conditional_annotations__"), Uses::READ, range)?;
        }
        self.expression(annotation)?;
        self.leave();
        Ok(())
    }

    /// Annotations of parameters and of the result.
    pub(super) fn function_annotations(&mut self, stmt: &StmtFunctionDef) -> Res {
        let in_class = self.cur().can_see_class || self.cur().kind == ScopeKind::Class;
        let parameters = &*stmt.parameters;
        self.enter(ScopeKind::Annotation, parameters, Role::Annotations)?;
        self.cur().annotated_function = Some(stmt.name.id.clone());
        let annotations = parameters.iter().filter_map(|p| p.annotation()).chain(stmt.returns.as_deref());
        for (index, annotation) in annotations.enumerate() {
            self.cur().annotations_used = true;
            if self.future_annotations {
                self.visit_detached(annotation)?;
                continue;
            }
            if index == 0 && in_class {
                self.see_class(TextRange::default())?;
            }
            self.expression(annotation)?;
        }
        self.leave();
        Ok(())
    }

    fn visit_detached(&mut self, annotation: &Expr) -> Res {
        self.enter_detached(ScopeKind::Annotation);
        self.expression(annotation)?;
        self.leave_detached();
        Ok(())
    }
}
