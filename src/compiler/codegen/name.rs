//! Loading, storing and deleting names.

use ruff_python_ast::ExprContext;
use ruff_python_ast::name::Name;
use taipan_bytecode::{Op, Position};

use super::Compiler;
use crate::scope::{Place, ScopeKind};

/// How instructions reach a name.
enum Access {
    Fast(u32),
    Deref(u32),
    Global(u32),
    Name(u32),
}

impl Compiler<'_> {
    pub(super) fn load_name(&mut self, name: &str, pos: Position) {
        self.name_op(&Name::new(name), ExprContext::Load, pos);
    }

    pub(super) fn store_name(&mut self, name: &str, pos: Position) {
        self.name_op(&Name::new(name), ExprContext::Store, pos);
    }

    pub(super) fn delete_name(&mut self, name: &str, pos: Position) {
        self.name_op(&Name::new(name), ExprContext::Del, pos);
    }

    /// Where a mangled name lives at this point of the unit.
    pub(super) fn place_of(&self, mangled: &Name) -> Place {
        let unit = self.unit();
        unit.overrides.get(mangled).copied().unwrap_or_else(|| self.scope().place(mangled))
    }

    /// Index of a cell or free variable, in their common numbering.
    pub(super) fn cell_index(&self, name: &str) -> u32 {
        let unit = self.unit();
        let name = Name::new(name);
        unit.cellvars
            .find(&name)
            .or_else(|| unit.freevars.find(&name).map(|index| unit.cellvars.len() + index))
            .unwrap_or_else(|| panic!("{name} is no cell of {}", unit.qualname))
    }

    fn access(&mut self, mangled: Name) -> Access {
        let function_like = self.scope().kind.is_function_like();
        match self.place_of(&mangled) {
            Place::Free | Place::Cell => Access::Deref(self.cell_index(&mangled)),
            Place::Local if function_like || self.unit().hidden.contains(&mangled) => {
                Access::Fast(self.unit_mut().varnames.add(mangled))
            }
            Place::GlobalImplicit if function_like => Access::Global(self.unit_mut().names.add(mangled)),
            Place::GlobalExplicit => Access::Global(self.unit_mut().names.add(mangled)),
            _ => Access::Name(self.unit_mut().names.add(mangled)),
        }
    }

    fn name_op(&mut self, name: &Name, ctx: ExprContext, pos: Position) {
        let mangled = self.mangled(name);
        let implicit = self.place_of(&mangled) == Place::GlobalImplicit;
        let access = self.access(mangled);
        let pick = |load, store, delete| match ctx {
            ExprContext::Load | ExprContext::Invalid => load,
            ExprContext::Store => store,
            ExprContext::Del => delete,
        };
        let loads = ctx == ExprContext::Load;
        let in_class = self.scope().kind == ScopeKind::Class;
        let sees_class = self.scope().can_see_class;
        match access {
            Access::Fast(index) => self.emit(pick(Op::LOAD_FAST, Op::STORE_FAST, Op::DELETE_FAST), index, pos),
            Access::Deref(index) => {
                let mut op = pick(Op::LOAD_DEREF, Op::STORE_DEREF, Op::DELETE_DEREF);
                if loads && in_class && self.unit().inlined_depth == 0 {
                    self.emit(Op::LOAD_LOCALS, 0, pos);
                    op = Op::LOAD_FROM_DICT_OR_DEREF;
                } else if loads && sees_class {
                    self.load_classdict(pos);
                    op = Op::LOAD_FROM_DICT_OR_DEREF;
                }
                self.emit(op, index, pos);
            }
            Access::Global(index) => {
                if loads && sees_class && implicit {
                    self.load_classdict(pos);
                    return self.emit(Op::LOAD_FROM_DICT_OR_GLOBALS, index, pos);
                }
                let op = pick(Op::LOAD_GLOBAL, Op::STORE_GLOBAL, Op::DELETE_GLOBAL);
                self.emit(op, if loads { index << 1 } else { index }, pos);
            }
            Access::Name(index) => {
                // A comprehension in a class does not see the class's names.
                if loads && in_class && self.unit().inlined_depth > 0 {
                    return self.emit(Op::LOAD_GLOBAL, index << 1, pos);
                }
                self.emit(pick(Op::LOAD_NAME, Op::STORE_NAME, Op::DELETE_NAME), index, pos);
            }
        }
    }

    /// The namespace of the class around an annotation scope.
    fn load_classdict(&mut self, pos: Position) {
        let index = self.cell_index("__classdict__");
        self.emit(Op::LOAD_DEREF, index, pos);
    }
}
