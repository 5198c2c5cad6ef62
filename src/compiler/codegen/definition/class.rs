//! Classes: the body becomes a function that `__build_class__` runs.

use std::sync::Arc;

use ruff_python_ast::StmtClassDef;
use ruff_python_ast::name::Name;
use taipan_bytecode::operand::Intrinsic1;
use taipan_bytecode::{Code, Const, Op, Position};

use super::super::Compiler;
use super::super::unit::{ArgCounts, UnitKind};
use crate::error::Res;
use crate::flow::{IrOp, NO_LOCATION};
use crate::scope::Role;

impl<'a> Compiler<'a> {
    pub(in crate::codegen) fn class_def(&mut self, stmt: &'a StmtClassDef) -> Res {
        self.decorators(&stmt.decorator_list)?;
        let loc = self.definition_loc(stmt.range, &stmt.decorator_list);
        let firstlineno = self.first_line(&stmt.decorator_list, loc);
        if let Some(params) = &stmt.type_params {
            let name = format!("<generic parameters of {}>", stmt.name);
            let scope = self.scopes.of(&**params, Role::TypeParams);
            self.enter_unit(UnitKind::Annotations, scope, &name, firstlineno, ArgCounts::default())?;
            self.unit_mut().class = Some(stmt.name.id.clone());
            self.type_params(params)?;
            self.store_name(".type_params", loc);
        }
        let body = self.class_body(stmt, firstlineno)?;
        self.load_build_class(body, &stmt.name, loc);
        if stmt.type_params.is_some() {
            self.load_name(".type_params", loc);
            self.intrinsic1(Intrinsic1::SubscriptGeneric, loc);
            self.store_name(".generic_base", loc);
            let base = Name::new_static(".generic_base");
            self.class_arguments(stmt, Some(&base), loc)?;
            self.emit(Op::RETURN_VALUE, 0, loc);
            let code = self.leave_unit();
            self.make_closure(code, &[], loc);
            self.emit(Op::PUSH_NULL, 0, loc);
            self.emit(Op::CALL, 0, loc);
        } else {
            self.class_arguments(stmt, None, loc)?;
        }
        self.apply_decorators(&stmt.decorator_list);
        self.store_name(&stmt.name, loc);
        Ok(())
    }

    fn class_arguments(&mut self, stmt: &'a StmtClassDef, injected: Option<&Name>, loc: Position) -> Res {
        match &stmt.arguments {
            Some(arguments) => self.call_with(2, arguments, injected, loc),
            None => self.call_without_arguments(2, injected, loc),
        }
    }

    fn class_body(&mut self, stmt: &'a StmtClassDef, firstlineno: u32) -> Res<Arc<Code>> {
        let scope = self.scopes.of(stmt, Role::Body);
        self.enter_unit(UnitKind::Class, scope, &stmt.name, firstlineno, ArgCounts::default())?;
        let line = firstlineno as i32;
        let loc = Position { line, end_line: line, col: 0, end_col: 0 };
        self.load_name("__name__", loc);
        self.store_name("__module__", loc);
        let qualname = self.unit().qualname.clone();
        self.load_str(&qualname, loc);
        self.store_name("__qualname__", loc);
        self.load_const(Const::Int(firstlineno.into()), loc);
        self.store_name("__firstlineno__", loc);
        if stmt.type_params.is_some() {
            self.load_name(".type_params", loc);
            self.store_name("__type_params__", loc);
        }
        if self.scope().needs_classdict {
            self.emit(Op::LOAD_LOCALS, 0, loc);
            let cell = self.cell_index("__classdict__");
            self.emit(Op::STORE_DEREF, cell, loc);
        }
        if self.scope().has_conditional_annotations {
            self.emit(Op::BUILD_SET, 0, loc);
            let cell = self.cell_index("__conditional_annotations__");
            self.emit(Op::STORE_DEREF, cell, loc);
        }
        self.body(&stmt.body, loc)?;
        self.class_epilogue();
        Ok(self.leave_unit())
    }

    /// What the namespace gets after the body, and the cell of `__class__` as the result.
    fn class_epilogue(&mut self) {
        let attributes = std::mem::take(&mut self.unit_mut().static_attributes);
        let attributes = attributes.iter().map(|name| Const::str(name.as_str())).collect();
        self.load_const(Const::Tuple(attributes), NO_LOCATION);
        self.store_name("__static_attributes__", NO_LOCATION);
        if self.scope().needs_classdict {
            let cell = self.cell_index("__classdict__");
            self.emit_ir(IrOp::LoadClosure, cell, NO_LOCATION);
            self.store_name("__classdictcell__", NO_LOCATION);
        }
        if self.scope().needs_class_closure {
            let cell = self.cell_index("__class__");
            self.emit_ir(IrOp::LoadClosure, cell, NO_LOCATION);
            self.emit(Op::COPY, 1, NO_LOCATION);
            self.store_name("__classcell__", NO_LOCATION);
        } else {
            self.load_const(Const::None, NO_LOCATION);
        }
        self.emit(Op::RETURN_VALUE, 0, NO_LOCATION);
    }

    /// `[] -> [__build_class__, NULL, body, name]`
    fn load_build_class(&mut self, body: Arc<Code>, name: &str, loc: Position) {
        self.emit(Op::LOAD_BUILD_CLASS, 0, loc);
        self.emit(Op::PUSH_NULL, 0, loc);
        self.make_closure(body, &[], loc);
        self.load_str(name, loc);
    }
}
