//! Storing into and deleting targets; augmented assignment.

use ruff_python_ast::{Expr, StmtAssign, StmtAugAssign};
use ruff_text_size::Ranged;
use taipan_bytecode::operand::BinaryOp;
use taipan_bytecode::{Op, Position};

use super::super::Compiler;
use super::super::expr::binary_op;
use super::super::unit::UnitKind;
use crate::error::Res;

impl<'a> Compiler<'a> {
    pub(in crate::codegen) fn assign(&mut self, stmt: &'a StmtAssign, loc: Position) -> Res {
        self.expr(&stmt.value)?;
        let (last, first) = stmt.targets.split_last().expect("an assignment has a target");
        for target in first {
            self.emit(Op::COPY, 1, loc);
            self.store(target)?;
        }
        self.store(last)
    }

    /// `[value] -> []`
    pub(in crate::codegen) fn store(&mut self, target: &'a Expr) -> Res {
        let loc = self.loc(target);
        match target {
            Expr::Name(name) => {
                self.store_name(&name.id, loc);
                Ok(())
            }
            Expr::Attribute(attribute) => {
                self.note_static_attribute(attribute);
                self.expr(&attribute.value)?;
                let loc = self.attribute_loc(attribute);
                self.emit_name(Op::STORE_ATTR, &attribute.attr, loc);
                Ok(())
            }
            Expr::Subscript(subscript) => self.store_subscript(subscript),
            Expr::List(list) => self.unpack(&list.elts, loc),
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, loc),
            Expr::Starred(_) => self.error("starred assignment target must be in a list or tuple", loc),
            _ => self.error("cannot assign to expression", loc),
        }
    }

    /// `[sequence] -> []`
    fn unpack(&mut self, targets: &'a [Expr], loc: Position) -> Res {
        let mut stars = targets.iter().enumerate().filter(|(_, target)| target.is_starred_expr());
        let star = stars.next().map(|(index, _)| index);
        if stars.next().is_some() {
            return self.error("multiple starred expressions in assignment", loc);
        }
        match star {
            None => self.emit(Op::UNPACK_SEQUENCE, targets.len() as u32, loc),
            Some(before) => {
                let after = targets.len() - before - 1;
                if before >= 1 << 8 || after >= 1 << 16 {
                    return self.error("too many expressions in star-unpacking assignment", loc);
                }
                self.emit(Op::UNPACK_EX, before as u32 | (after as u32) << 8, loc);
            }
        }
        targets.iter().try_for_each(|target| match target {
            Expr::Starred(starred) => self.store(&starred.value),
            _ => self.store(target),
        })
    }

    /// `self.x = …` in a method adds to the class's `__static_attributes__`.
    fn note_static_attribute(&mut self, e: &ruff_python_ast::ExprAttribute) {
        let Expr::Name(owner) = &*e.value else { return };
        if owner.id != "self" {
            return;
        }
        let name = e.attr.id.clone();
        if let Some(class) = self.units.iter_mut().rev().find(|unit| unit.kind == UnitKind::Class) {
            class.static_attributes.insert(name);
        }
    }

    pub(in crate::codegen) fn delete(&mut self, target: &'a Expr) -> Res {
        let loc = self.loc(target);
        match target {
            Expr::Name(name) => {
                self.delete_name(&name.id, loc);
                Ok(())
            }
            Expr::Attribute(attribute) => {
                self.expr(&attribute.value)?;
                let loc = self.attribute_loc(attribute);
                self.emit_name(Op::DELETE_ATTR, &attribute.attr, loc);
                Ok(())
            }
            Expr::Subscript(subscript) => self.delete_subscript(subscript),
            Expr::List(list) => list.elts.iter().try_for_each(|target| self.delete(target)),
            Expr::Tuple(tuple) => tuple.elts.iter().try_for_each(|target| self.delete(target)),
            _ => self.error("cannot delete expression", loc),
        }
    }

    pub(in crate::codegen) fn augmented(&mut self, stmt: &'a StmtAugAssign, stmt_loc: Position) -> Res {
        let loc = self.source.position(stmt.target.range());
        let op = binary_op(stmt.op).in_place();
        match &*stmt.target {
            Expr::Name(name) => {
                self.load_name(&name.id, loc);
                self.expr(&stmt.value)?;
                self.binary(op, stmt_loc);
                self.store_name(&name.id, loc);
            }
            Expr::Attribute(attribute) => {
                let loc = self.attribute_loc(attribute);
                self.note_static_attribute(attribute);
                self.expr(&attribute.value)?;
                self.emit(Op::COPY, 1, loc);
                self.emit_name(Op::LOAD_ATTR, &attribute.attr, loc);
                self.expr(&stmt.value)?;
                self.binary(op, stmt_loc);
                self.emit(Op::SWAP, 2, loc);
                self.emit_name(Op::STORE_ATTR, &attribute.attr, loc);
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value)?;
                if let Some(slice) = self.plain_slice(&subscript.slice) {
                    self.slice_bounds(slice)?;
                    self.copy_below(3, loc);
                    self.emit(Op::BINARY_SLICE, 0, loc);
                    self.expr(&stmt.value)?;
                    self.binary(op, stmt_loc);
                    self.emit(Op::SWAP, 4, loc);
                    self.emit(Op::SWAP, 3, loc);
                    self.emit(Op::SWAP, 2, loc);
                    self.emit(Op::STORE_SLICE, 0, loc);
                } else {
                    self.expr(&subscript.slice)?;
                    self.copy_below(2, loc);
                    self.binary(BinaryOp::Subscr, loc);
                    self.expr(&stmt.value)?;
                    self.binary(op, stmt_loc);
                    self.emit(Op::SWAP, 3, loc);
                    self.emit(Op::SWAP, 2, loc);
                    self.emit(Op::STORE_SUBSCR, 0, loc);
                }
            }
            _ => return self.error("illegal expression for augmented assignment", loc),
        }
        Ok(())
    }

    /// Copies the top `count` values, in order.
    fn copy_below(&mut self, count: u32, loc: Position) {
        for _ in 0..count {
            self.emit(Op::COPY, count, loc);
        }
    }
}
