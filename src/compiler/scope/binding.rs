//! First pass: noting definitions and uses of names.

use ruff_python_ast::name::Name;
use ruff_python_ast::{Identifier, StmtGlobal, StmtNonlocal};
use ruff_text_size::{Ranged, TextRange};

use super::build::Builder;
use super::{ScopeId, ScopeKind, ScopeTable, Uses, mangle_in};
use crate::error::Res;

impl Builder<'_> {
    /// Notes a definition or use in the current scope.
    pub(super) fn define(&mut self, name: &Name, uses: Uses, range: TextRange) -> Res {
        self.define_in(self.cur_id(), name, uses, range)
    }

    /// Notes a definition or use in a scope.
    pub(super) fn define_in(&mut self, id: ScopeId, name: &Name, mut uses: Uses, range: TextRange) -> Res {
        let mangled = mangle_in(self.table.get(id), self.class.as_ref(), name);
        let known = self.table.get(id).symbols.get(&mangled).map(|symbol| symbol.uses).unwrap_or_default();
        if uses.any(Uses::PARAM) && known.any(Uses::PARAM) {
            return self.error(format!("duplicate argument '{name}' in function definition"), range);
        }
        if uses.any(Uses::TYPE_PARAM) && known.any(Uses::TYPE_PARAM) {
            return self.error(format!("duplicate type parameter '{name}'"), range);
        }
        if self.table.get(id).comp_target && !uses.any(Uses::READ) {
            // A walrus may not rebind an iteration variable, nor the other way round.
            if known.any(Uses::GLOBAL.and(Uses::NONLOCAL)) {
                let msg = format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
                return self.error(msg, range);
            }
            uses = uses.and(Uses::COMP_ITER);
        }
        let scope = self.table.get_mut(id);
        scope.symbols.entry(&mangled).uses = known.and(uses);
        if uses.any(Uses::PARAM) {
            scope.params.push(mangled);
        } else if uses.any(Uses::GLOBAL) {
            let top = self.table.get_mut(ScopeTable::TOP).symbols.entry(&mangled);
            top.uses = top.uses.and(uses);
        }
        Ok(())
    }

    /// Notes that a name is bound by an identifier that is no expression.
    pub(super) fn bind(&mut self, name: &Identifier, uses: Uses) -> Res {
        self.check_forbidden(name, true, name.range())?;
        self.define(&name.id, uses, name.range())
    }

    /// `__debug__` is a constant.
    pub(super) fn check_forbidden(&self, name: &str, store: bool, range: TextRange) -> Res {
        if name != "__debug__" {
            return Ok(());
        }
        let verb = if store { "assign to" } else { "delete" };
        self.error(format!("cannot {verb} __debug__"), range)
    }

    /// How the current scope uses a name so far.
    pub(super) fn lookup(&self, name: &Name) -> Uses {
        self.lookup_in(self.cur_id(), name)
    }

    pub(super) fn lookup_in(&self, id: ScopeId, name: &Name) -> Uses {
        let scope = self.table.get(id);
        let mangled = mangle_in(scope, self.class.as_ref(), name);
        scope.symbols.get(&mangled).map(|symbol| symbol.uses).unwrap_or_default()
    }

    pub(super) fn global(&mut self, stmt: &StmtGlobal) -> Res {
        self.directive(&stmt.names, stmt.range, "global", Uses::GLOBAL)
    }

    pub(super) fn nonlocal(&mut self, stmt: &StmtNonlocal) -> Res {
        if self.table.get(self.cur_id()).kind == ScopeKind::Module {
            return self.error("nonlocal declaration not allowed at module level", stmt.range);
        }
        self.directive(&stmt.names, stmt.range, "nonlocal", Uses::NONLOCAL)
    }

    fn directive(&mut self, names: &[Identifier], range: TextRange, word: &str, uses: Uses) -> Res {
        for name in names {
            let known = self.lookup(&name.id);
            if known.any(Uses::PARAM) {
                return self.error(format!("name '{name}' is parameter and {word}"), range);
            }
            if known.any(Uses::READ) {
                return self.error(format!("name '{name}' is used prior to {word} declaration"), range);
            }
            if known.any(Uses::ANNOTATED) {
                return self.error(format!("annotated name '{name}' can't be {word}"), range);
            }
            if known.any(Uses::LOCAL) {
                return self.error(format!("name '{name}' is assigned to before {word} declaration"), range);
            }
            self.define(&name.id, uses, range)?;
            self.note_directive(&name.id, range);
        }
        Ok(())
    }

    /// Remembers the place of a declaration, for errors of the second pass.
    pub(super) fn note_directive(&mut self, name: &Name, range: TextRange) {
        let class = self.class.clone();
        let position = self.source.position(range);
        let scope = self.cur();
        let mangled = mangle_in(scope, class.as_ref(), name);
        scope.directives.push((mangled, position));
    }
}
