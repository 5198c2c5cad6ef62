//! First pass: type parameters (PEP 695, PEP 696) and type aliases.

use ruff_python_ast::name::Name;
use ruff_python_ast::{Expr, StmtTypeAlias, TypeParam, TypeParams};
use ruff_text_size::Ranged;

use super::build::Builder;
use super::{Role, ScopeKind, Uses, mangle};
use crate::error::Res;

impl Builder<'_> {
    /// Enters the scope that holds the type parameters of a definition.
    pub(super) fn enter_type_params(&mut self, params: &TypeParams, of_class: bool) -> Res {
        let in_class = self.cur().kind == ScopeKind::Class;
        self.enter(ScopeKind::TypeParams, params, Role::TypeParams)?;
        if in_class {
            self.see_class(params.range)?;
        }
        if of_class {
            for hidden in [".type_params", ".generic_base"] {
                let hidden = Name::new_static(hidden);
                self.define(&hidden, Uses::LOCAL, params.range)?;
                self.define(&hidden, Uses::READ, params.range)?;
            }
        }
        Ok(())
    }

    /// The parameters themselves, in the scope just entered.
    pub(super) fn type_params(&mut self, params: &TypeParams) -> Res {
        params.iter().try_for_each(|param| self.type_param(param))
    }

    fn type_param(&mut self, param: &TypeParam) -> Res {
        let name = param.name();
        self.check_forbidden(name, true, param.range())?;
        if name == "__classdict__" {
            let msg = format!("reserved name '{name}' cannot be used for type parameter");
            return self.error(msg, param.range());
        }
        let mangled = mangle(self.class.as_ref(), &name.id);
        if let Some(names) = &mut self.cur().mangled_names
            && mangled != name.id
        {
            names.insert(name.id.clone());
        }
        self.define(&name.id, Uses::TYPE_PARAM.and(Uses::LOCAL), param.range())?;
        if let TypeParam::TypeVar(var) = param
            && let Some(bound) = &var.bound
        {
            self.bound_or_default(param, bound, Role::Bound)?;
        }
        match param.default() {
            Some(default) => self.bound_or_default(param, default, Role::Default),
            None => Ok(()),
        }
    }

    fn bound_or_default(&mut self, param: &TypeParam, value: &Expr, role: Role) -> Res {
        let in_class = self.cur().can_see_class;
        self.enter(ScopeKind::TypeVariable, param, role)?;
        self.cur().what = match (param, role) {
            (TypeParam::TypeVar(_), Role::Bound) if value.is_tuple_expr() => "a TypeVar constraint",
            (TypeParam::TypeVar(_), Role::Bound) => "a TypeVar bound",
            (TypeParam::TypeVar(_), _) => "a TypeVar default",
            (TypeParam::TypeVarTuple(_), _) => "a TypeVarTuple default",
            (TypeParam::ParamSpec(_), _) => "a ParamSpec default",
        };
        if in_class {
            self.see_class(value.range())?;
        }
        self.expression(value)?;
        self.leave();
        Ok(())
    }

    pub(super) fn type_alias(&mut self, stmt: &StmtTypeAlias) -> Res {
        self.expression(&stmt.name)?;
        if !stmt.name.is_name_expr() {
            return Ok(());
        }
        let in_class = self.cur().kind == ScopeKind::Class;
        if let Some(params) = &stmt.type_params {
            self.enter_type_params(params, false)?;
            self.type_params(params)?;
        }
        self.enter(ScopeKind::TypeAlias, stmt, Role::Body)?;
        if in_class {
            self.see_class(stmt.range)?;
        }
        self.expression(&stmt.value)?;
        self.leave();
        if stmt.type_params.is_some() {
            self.leave();
        }
        Ok(())
    }
}
