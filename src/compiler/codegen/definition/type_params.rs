//! Type parameters and type aliases (PEP 695, PEP 696).

use std::sync::Arc;

use ruff_python_ast::{Expr, StmtTypeAlias, TypeParam, TypeParams};
use taipan_bytecode::operand::{FunctionAttribute, Intrinsic1, Intrinsic2};
use taipan_bytecode::{Code, Const, Op, Position};

use super::super::Compiler;
use super::super::unit::{ArgCounts, UnitKind};
use crate::error::Res;
use crate::scope::Role;

impl<'a> Compiler<'a> {
    /// Binds the parameters and leaves a tuple of them: `[] -> [tuple]`.
    pub(in crate::codegen) fn type_params(&mut self, params: &'a TypeParams) -> Res {
        let mut seen_default = false;
        for param in params.iter() {
            let loc = self.loc(param);
            let name = param.name();
            self.load_str(name, loc);
            match param {
                TypeParam::TypeVar(var) => match &var.bound {
                    Some(bound) => {
                        self.evaluator(param, Role::Bound, bound)?;
                        let constraints = bound.is_tuple_expr();
                        let kinds = [Intrinsic2::TypeVarWithBound, Intrinsic2::TypeVarWithConstraints];
                        self.intrinsic2(kinds[usize::from(constraints)], loc);
                    }
                    None => self.intrinsic1(Intrinsic1::TypeVar, loc),
                },
                TypeParam::TypeVarTuple(_) => self.intrinsic1(Intrinsic1::TypeVarTuple, loc),
                TypeParam::ParamSpec(_) => self.intrinsic1(Intrinsic1::ParamSpec, loc),
            }
            if let Some(default) = param.default() {
                seen_default = true;
                self.evaluator(param, Role::Default, default)?;
                self.intrinsic2(Intrinsic2::SetTypeParamDefault, loc);
            } else if seen_default {
                let msg = format!("non-default type parameter '{name}' follows default type parameter");
                return self.error(msg, loc);
            }
            self.emit(Op::COPY, 1, loc);
            self.store_name(name, loc);
        }
        let loc = params.first().map_or(self.loc(params), |first| self.loc(first));
        self.emit(Op::BUILD_TUPLE, params.len() as u32, loc);
        Ok(())
    }

    /// A function that evaluates a bound or default when asked: `[] -> [function]`.
    fn evaluator(&mut self, param: &'a TypeParam, role: Role, value: &'a Expr) -> Res {
        let loc = self.loc(value);
        self.default_format(loc);
        self.enter_annotations(self.scopes.of(param, role), param.name(), loc)?;
        if matches!(param, TypeParam::TypeVarTuple(_)) {
            self.maybe_starred(value)?;
        } else {
            self.expr(value)?;
        }
        self.emit(Op::RETURN_VALUE, 0, loc);
        let code = self.leave_unit();
        self.make_closure(code, &[FunctionAttribute::Defaults], loc);
        Ok(())
    }

    /// The format that such functions take when none is given: VALUE.
    fn default_format(&mut self, loc: Position) {
        self.load_const(Const::Tuple([Const::Int(1)].into()), loc);
    }

    pub(in crate::codegen) fn type_alias(&mut self, stmt: &'a StmtTypeAlias, loc: Position) -> Res {
        let Expr::Name(name) = &*stmt.name else { return self.error("invalid syntax", loc) };
        match &stmt.type_params {
            Some(params) => {
                let unit_name = format!("<generic parameters of {}>", name.id);
                let scope = self.scopes.of(&**params, Role::TypeParams);
                self.enter_unit(UnitKind::Annotations, scope, &unit_name, loc.line as u32, ArgCounts::default())?;
                self.load_str(&name.id, loc);
                self.type_params(params)?;
            }
            None => {
                self.load_str(&name.id, loc);
                self.load_const(Const::None, loc);
            }
        }
        let value = self.alias_value(stmt, &name.id, loc)?;
        self.make_closure(value, &[FunctionAttribute::Defaults], loc);
        self.emit(Op::BUILD_TUPLE, 3, loc);
        self.intrinsic1(Intrinsic1::TypeAlias, loc);
        if stmt.type_params.is_some() {
            self.emit(Op::RETURN_VALUE, 0, loc);
            let code = self.leave_unit();
            self.make_closure(code, &[], loc);
            self.emit(Op::PUSH_NULL, 0, loc);
            self.emit(Op::CALL, 0, loc);
        }
        self.store_name(&name.id, loc);
        Ok(())
    }

    fn alias_value(&mut self, stmt: &'a StmtTypeAlias, name: &str, loc: Position) -> Res<Arc<Code>> {
        self.default_format(loc);
        self.enter_annotations(self.scopes.of(stmt, Role::Body), name, loc)?;
        self.expr(&stmt.value)?;
        self.emit(Op::RETURN_VALUE, 0, loc);
        Ok(self.leave_unit())
    }
}
