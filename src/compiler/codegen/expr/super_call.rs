//! `super().name` and `super(C, self).name` without making the super object.

use ruff_python_ast::name::Name;
use ruff_python_ast::{Expr, ExprAttribute};
use taipan_bytecode::Op;

use super::super::Compiler;
use crate::error::Res;
use crate::scope::{Place, ScopeTable};

impl<'a> Compiler<'a> {
    /// Whether an expression is a call of the builtin `super`, as far as can be seen.
    pub(super) fn is_super_call(&self, e: &Expr) -> bool {
        let Expr::Call(call) = e else { return false };
        let Expr::Name(function) = &*call.func else { return false };
        if function.id != "super" || !call.arguments.keywords.is_empty() {
            return false;
        }
        // Shadowed here, or a name of the module?
        let unit = self.unit();
        if !self.scope().kind.is_function_like()
            || self.place_of(&function.id) != Place::GlobalImplicit
            || self.scopes.get(ScopeTable::TOP).place(&function.id) != Place::Unknown
        {
            return false;
        }
        match call.arguments.args.len() {
            2 => !call.arguments.args.iter().any(Expr::is_starred_expr),
            // A generator expression has `.0` for its first argument, which is nobody's `self`.
            0 => {
                let scope = self.scope();
                unit.args.positional > 0
                    && scope.comprehension.is_none()
                    && scope.place("__class__") == Place::Free
                    && unit.inlined_depth == 0
            }
            _ => false,
        }
    }

    /// `[] -> [attr]`, or `[method, self|NULL]`.
    pub(super) fn super_attribute(&mut self, e: &'a ExprAttribute, method: bool) -> Res {
        let Expr::Call(call) = &*e.value else { unreachable!("checked by is_super_call") };
        let loc = self.loc(&*e.value);
        self.load_name("super", self.loc(&*call.func));
        let with_arguments = !call.arguments.args.is_empty();
        if with_arguments {
            self.exprs(&call.arguments.args)?;
        } else {
            self.load_name("__class__", loc);
            let first = self.scope().params[0].clone();
            self.load_mangled(&first, loc);
        }
        let mangled = self.mangled(&e.attr.id);
        let index = self.unit_mut().names.add(mangled);
        let attr_loc = self.attribute_loc(e);
        self.emit(Op::LOAD_SUPER_ATTR, index << 2 | u32::from(with_arguments) << 1 | u32::from(method), attr_loc);
        Ok(())
    }

    /// A variable whose name is mangled already.
    fn load_mangled(&mut self, name: &Name, loc: taipan_bytecode::Position) {
        match self.place_of(name) {
            Place::Cell | Place::Free => {
                let index = self.cell_index(name);
                self.emit(Op::LOAD_DEREF, index, loc);
            }
            _ => {
                let index = self.unit_mut().varnames.add(name.clone());
                self.emit(Op::LOAD_FAST, index, loc);
            }
        }
    }
}
