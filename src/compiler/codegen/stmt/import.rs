//! Imports.

use ruff_python_ast::{StmtImport, StmtImportFrom};
use taipan_bytecode::operand::Intrinsic1;
use taipan_bytecode::{Const, Op, Position};

use super::super::Compiler;
use crate::error::Res;
use crate::flow::NO_LOCATION;

impl<'a> Compiler<'a> {
    pub(super) fn import(&mut self, stmt: &'a StmtImport, loc: Position) -> Res {
        for alias in &stmt.names {
            self.load_const(Const::Int(0), loc);
            self.load_const(Const::None, loc);
            self.emit_name(Op::IMPORT_NAME, &alias.name, loc);
            let mut parts = alias.name.split('.');
            let first = parts.next().unwrap_or_default();
            match &alias.asname {
                None => self.store_name(first, loc),
                Some(name) => self.import_as(parts, name, loc),
            }
        }
        Ok(())
    }

    /// `import a.b.c as d` walks down to `c`: `[a] -> []`.
    fn import_as<'n>(&mut self, rest: impl Iterator<Item = &'n str>, name: &str, loc: Position) {
        let mut dotted = false;
        for part in rest {
            if dotted {
                self.emit(Op::SWAP, 2, loc);
                self.emit(Op::POP_TOP, 0, loc);
            }
            self.emit_name(Op::IMPORT_FROM, part, loc);
            dotted = true;
        }
        self.store_name(name, loc);
        if dotted {
            self.emit(Op::POP_TOP, 0, loc);
        }
    }

    pub(super) fn import_from(&mut self, stmt: &'a StmtImportFrom, loc: Position) -> Res {
        self.load_const(Const::Int(stmt.level.into()), loc);
        let names = stmt.names.iter().map(|alias| Const::str(alias.name.as_str())).collect();
        self.load_const(Const::Tuple(names), loc);
        self.emit_name(Op::IMPORT_NAME, stmt.module.as_deref().unwrap_or_default(), loc);
        for alias in &stmt.names {
            if &alias.name == "*" {
                self.intrinsic1(Intrinsic1::ImportStar, loc);
                self.emit(Op::POP_TOP, 0, NO_LOCATION);
                return Ok(());
            }
            self.emit_name(Op::IMPORT_FROM, &alias.name, loc);
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name), loc);
        }
        self.emit(Op::POP_TOP, 0, loc);
        Ok(())
    }
}
